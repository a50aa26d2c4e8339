//! Into the journal at once, into the file a moment later; and what happens to the files meanwhile.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use super::{Level, Reason, Session};
use crate::store::{Event, Syntax, Work};

/// A change is written into its file when nothing was changed for this long …
pub(super) const QUIET: Duration = Duration::from_millis(700);
/// … or this long after it, whatever goes on. The journal has it at once.
const LATEST: Duration = Duration::from_secs(5);
/// How long closing waits for a slow disk.
const PATIENCE: Duration = Duration::from_secs(20);

impl Session {
    /// Agrees to where tags went on an article that changed; from now on it can be changed.
    pub(super) fn agree_to_moves(&mut self) {
        let (Some(open), Some(file)) = (&self.open, &mut self.file) else { return };
        let Some(work) = file.work.as_ref().filter(|_| file.proposal.is_some()) else { return };
        match work.agree(open.document()) {
            Ok(()) => {
                file.proposal = None;
                file.read_only = None;
            }
            Err(error) => self.warn("notice-not-saved", &error),
        }
    }

    /// True while tags wait for a word on where they went.
    pub fn has_moves(&self) -> bool {
        self.file.as_ref().is_some_and(|it| it.proposal.is_some())
    }

    /// Writes new steps into the journal, and notes that the file is to follow.
    pub(super) fn journal_steps(&mut self) {
        let (Some(open), Some(file)) = (&mut self.open, &self.file) else { return };
        let steps = open.take_steps();
        if steps.is_empty() {
            return;
        }
        let Some(work) = &file.work else { return };
        let mut failure = None;
        for step in steps {
            if let Some(step) = step.of(open.history())
                && let Err(error) = work.record(step)
            {
                failure = Some(error);
            }
        }
        self.changed_now();
        if let Some(error) = failure {
            self.warn("notice-not-saved", &error);
        }
    }

    pub(super) fn changed_now(&mut self) {
        if let Some(file) = &mut self.file {
            let now = Instant::now();
            file.changed = Some((file.changed.map_or(now, |it| it.0), now));
        }
    }

    /// Saves what was changed a while ago, and tells what happened to the files meanwhile.
    pub(super) fn tend_files(&mut self, now: Instant) {
        let Some(file) = &self.file else { return };
        if let Some((first, last)) = file.changed
            && (now.duration_since(last) >= QUIET || now.duration_since(first) >= LATEST)
        {
            self.save_in_background();
        }
        let events = self.file.as_ref().and_then(|it| it.work.as_ref()).map(Work::events);
        for event in events.unwrap_or_default() {
            self.tell_event(event);
        }
    }

    fn tell_event(&mut self, event: Event) {
        let path = |it: PathBuf| vec![("path", it.display().to_string())];
        match event {
            Event::Saved { alarm, .. } => {
                self.notices.retain(|it| it.key != "notice-not-saved");
                if let Some(alarm) = alarm {
                    let copy = alarm.copy.map(|it| it.display().to_string()).unwrap_or_default();
                    let lost = vec![("lost", alarm.lost.to_string()), ("copy", copy)];
                    self.notify(Level::Warning, "notice-many-removed", lost);
                }
            }
            Event::Failed(error) => self.warn("notice-not-saved", &error),
            Event::ChangedOutside(it) => {
                self.notify(Level::Warning, "notice-changed-outside", path(it));
            }
            Event::ArticleChanged(it) => {
                self.notify(Level::Warning, "notice-article-changed", path(it));
            }
            Event::LockLost(why) => {
                if let Some(file) = &mut self.file {
                    file.read_only = Some(Reason("reason-locked"));
                }
                self.notify(Level::Warning, "notice-read-only", vec![("why", why)]);
            }
        }
    }

    fn save_in_background(&mut self) {
        let (Some(open), Some(file)) = (&mut self.open, &mut self.file) else { return };
        file.changed = None;
        let path = file.path.clone();
        let Some(work) = &file.work else { return };
        let saved = work.save(open.document());
        open.history_mut().mark_saved();
        self.refresh_row(&path);
        if let Err(error) = saved {
            self.warn("notice-not-saved", &error);
        }
    }

    /// Waits until the file holds everything; false where it can't.
    fn wait_until_saved(&self) -> bool {
        let Some(work) = self.file.as_ref().and_then(|it| it.work.as_ref()) else { return true };
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let status = work.status();
            if status.failing.is_some() {
                return false;
            }
            if !status.saving && status.saved >= status.written {
                return true;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        false
    }

    pub(super) fn save_now(&mut self) {
        self.save_in_background();
        if self.wait_until_saved()
            && let Some(path) = self.annotation_path()
        {
            let path = path.display().to_string();
            self.notify(Level::Info, "notice-saved", vec![("path", path)]);
        }
        self.tend_files(Instant::now());
    }

    pub(super) fn save_as(&mut self, syntax: Syntax) {
        let (Some(open), Some(file)) = (&self.open, &self.file) else { return };
        let Some(work) = &file.work else { return };
        match work.save_as(open.document(), syntax) {
            Ok(()) => self.save_now(),
            Err(error) => self.warn("notice-not-saved", &error),
        }
    }

    /// Saves what is left, so that the article can be left; false where that failed.
    pub fn leave(&mut self) -> bool {
        let Some(file) = &self.file else { return true };
        let writable = file.read_only.is_none();
        let unsaved = file.work.as_ref().map(Work::status).is_some_and(|it| it.saved < it.written);
        if writable && (unsaved || file.changed.is_some()) {
            self.save_in_background();
            if !self.wait_until_saved() {
                self.tend_files(Instant::now());
                return false;
            }
        }
        self.tend_files(Instant::now());
        true
    }
}
