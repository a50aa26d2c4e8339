//! Into the journal at once, into the file a moment later; and what happens to the files meanwhile.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use super::{Level, Offer, Reason, Session, told};
use crate::store::{FileSyntax, StoreError, StoreFailure, WorkEvent, WorkFiles};

/// A change is written into its file when nothing was changed for this long …
pub(super) const QUIET: Duration = Duration::from_millis(700);
/// … or this long after it, whatever goes on. The journal has it at once.
const LATEST: Duration = Duration::from_secs(5);
/// How long closing waits for a slow disk.
const PATIENCE: Duration = Duration::from_secs(20);

/// What was told of the annotation file, and is no longer true once it is saved.
const FILE_NOTICES: &[&str] =
    &["notice-not-saved", "notice-changed-outside", "notice-broken-outside", "notice-file-gone"];
/// What was told of the article, and is no longer true once it is as it was.
const ARTICLE_NOTICES: &[&str] =
    &["notice-article-changed", "notice-article-gone", "notice-folder-gone"];

impl Session {
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
            self.not_saved(&error);
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
        let events = self.file.as_ref().and_then(|it| it.work.as_ref()).map(WorkFiles::events);
        for event in events.unwrap_or_default() {
            self.tell_event(event);
        }
        self.tell_saved();
    }

    fn tell_event(&mut self, event: WorkEvent) {
        let path = |it: PathBuf| vec![("path", it.display().to_string())];
        match event {
            WorkEvent::Saved { alarm, .. } => {
                self.forget(FILE_NOTICES);
                if let Some(alarm) = alarm {
                    let copy = alarm.copy.map(|it| it.display().to_string()).unwrap_or_default();
                    let lost = vec![("lost", alarm.lost.to_string()), ("copy", copy)];
                    self.offer(Level::Warning, "notice-many-removed", lost, &[Offer::Versions]);
                }
            }
            WorkEvent::Failed(error) => self.not_saved(&error),
            WorkEvent::Mended => self.forget(&["notice-not-saved"]),
            WorkEvent::BrokenOutside(it) => {
                let offers = [Offer::Overwrite, Offer::SaveElsewhere];
                let offers = if self.has_moves() { &[] } else { &offers[..] };
                self.offer(Level::Warning, "notice-broken-outside", path(it), offers);
            }
            WorkEvent::ChangedOutside(it) => {
                // While tags are being placed anew nothing can be written over.
                let offers = [Offer::Reload, Offer::Overwrite, Offer::SaveElsewhere];
                let offers = if self.has_moves() { &offers[..1] } else { &offers[..] };
                self.offer(Level::Warning, "notice-changed-outside", path(it), offers);
            }
            WorkEvent::Gone(it) => {
                let offers = [Offer::SaveElsewhere, Offer::SaveAgain];
                let offers = if self.has_moves() { &offers[..1] } else { &offers[..] };
                self.offer(Level::Warning, "notice-file-gone", path(it), offers);
            }
            WorkEvent::FileBack => self.forget(FILE_NOTICES),
            WorkEvent::ArticleChanged(it) => {
                let offers = [Offer::PlaceAnew];
                self.offer(Level::Warning, "notice-article-changed", path(it), &offers);
            }
            WorkEvent::ArticleGone(it) => {
                let offers = [Offer::WriteArticle, Offer::SaveElsewhere];
                self.offer(Level::Warning, "notice-article-gone", path(it), &offers);
            }
            WorkEvent::FolderGone(it) => {
                let offers = [Offer::SaveElsewhere, Offer::SaveAgain];
                self.offer(Level::Error, "notice-folder-gone", path(it), &offers);
            }
            WorkEvent::ArticleBack => self.forget(ARTICLE_NOTICES),
            WorkEvent::JournalRenewed => self.save_in_background(),
            WorkEvent::LockLost(path) => {
                if let Some(file) = &mut self.file {
                    file.read_only = Some(Reason("reason-locked"));
                }
                let offers = [Offer::SaveElsewhere, Offer::OpenAgain];
                self.offer(
                    Level::Warning,
                    "notice-lock-lost",
                    vec![("path", path.display().to_string())],
                    &offers,
                );
            }
        }
    }

    /// Tells why something was not written, with what can be done about it.
    pub(super) fn not_saved(&mut self, error: &StoreError) {
        let is_foreign = matches!(error.failure, StoreFailure::ChangedOutside);
        let told = ["notice-changed-outside", "notice-broken-outside"];
        if is_foreign && self.notices.iter().any(|it| told.contains(&it.key)) {
            // Told already, with the choices.
            return;
        }
        if matches!(error.failure, StoreFailure::ReadOnly(_)) {
            return;
        }
        let offers: &[Offer] = if is_foreign {
            &[Offer::Reload, Offer::Overwrite, Offer::SaveElsewhere]
        } else {
            &[Offer::SaveAgain, Offer::SaveElsewhere]
        };
        self.forget(&["notice-not-saved"]);
        self.offer(Level::Error, "notice-not-saved", vec![("why", told::error(error))], offers);
    }

    /// Takes away notices that are no longer true.
    pub(super) fn forget(&mut self, keys: &[&str]) {
        self.notices.retain(|it| !keys.contains(&it.key));
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

    /// Writes the file at once, on its thread; when that has happened it is told.
    pub(super) fn save_now(&mut self) {
        if let Some(work) = self.file.as_ref().and_then(|it| it.work.as_ref()) {
            // Who asks is told why it fails, told before or not.
            work.retry_failed();
        }
        self.save_in_background();
        if let Some(file) = &mut self.file {
            file.tells_saved = true;
        }
    }

    /// Tells that the file was written, where somebody asked for it.
    fn tell_saved(&mut self) {
        let Some(file) = self.file.as_mut().filter(|it| it.tells_saved) else { return };
        let Some(status) = file.work.as_ref().map(WorkFiles::status) else { return };
        let failed = status.failing.is_some();
        if !failed && (status.saving || status.saved < status.written) {
            return;
        }
        file.tells_saved = false;
        if !failed && let Some(path) = self.annotation_path() {
            let path = path.display().to_string();
            self.notify(Level::Info, "notice-saved", vec![("path", path)]);
        }
    }

    pub(super) fn save_as(&mut self, syntax: FileSyntax) {
        let (Some(open), Some(file)) = (&self.open, &self.file) else { return };
        let Some(work) = &file.work else { return };
        match work.save_as(open.document(), syntax) {
            Ok(()) => self.save_now(),
            Err(error) => self.warn("notice-not-saved", &error),
        }
    }

    /// Saves what is left, so that the article can be left; false where that failed.
    pub fn leave(&mut self) -> bool {
        self.wait_until_agreed();
        let Some(file) = &self.file else { return true };
        let writable = file.read_only.is_none();
        let unsaved =
            file.work.as_ref().map(WorkFiles::status).is_some_and(|it| it.saved < it.written);
        if writable && (unsaved || file.changed.is_some()) {
            if let Some(work) = &file.work {
                work.retry_failed();
            }
            self.save_in_background();
            if !self.wait_until_saved() {
                self.tend_files(Instant::now());
                return false;
            }
        }
        if !writable && unsaved && !self.keep_unsaved() {
            return false;
        }
        self.tend_files(Instant::now());
        true
    }

    /// Keeps what may not be written into the file any more, such as after somebody took it over,
    /// among the earlier versions; false where that failed too.
    fn keep_unsaved(&mut self) -> bool {
        let (Some(open), Some(file)) = (&self.open, &self.file) else { return true };
        let Some(work) = &file.work else { return true };
        match work.keep(open.document()) {
            Ok(path) => {
                let path = vec![("path", path.display().to_string())];
                self.notify(Level::Warning, "notice-kept-aside", path);
                true
            }
            Err(error) => {
                self.not_saved(&error);
                false
            }
        }
    }
}
