//! Into the journal at once, into the file a moment later; and what happens to the files meanwhile.

use std::time::{Duration, Instant};

use super::{NoticeKind, Offer, Reason, Session};
use crate::store::{FileSyntax, ReadOnly, StoreError, StoreFailure, WorkEvent, WorkFiles};

/// A change is written into its file when nothing was changed for this long …
pub(super) const QUIET: Duration = Duration::from_millis(700);
/// … or this long after it, whatever goes on. The journal has it at once.
const LATEST: Duration = Duration::from_secs(5);
/// How long closing waits for a slow disk.
const PATIENCE: Duration = Duration::from_secs(20);

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
            self.not_saved(error);
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
        match event {
            WorkEvent::Saved { alarm, .. } => {
                self.forget(NoticeKind::is_over_once_saved);
                if let Some(alarm) = alarm {
                    let notice = NoticeKind::ManyRemoved { lost: alarm.lost, copy: alarm.copy };
                    self.post_notice(notice, [Offer::Versions]);
                }
            }
            WorkEvent::Failed(error) => self.not_saved(error),
            WorkEvent::Mended => self.forget(|it| matches!(it, NoticeKind::NotSaved(_))),
            WorkEvent::BrokenOutside(it) => {
                let offers = vec![Offer::Overwrite, Offer::SaveElsewhere];
                let offers = if self.has_moves() { Vec::new() } else { offers };
                self.post_notice(NoticeKind::BrokenOutside(it), offers);
            }
            WorkEvent::ChangedOutside(it) => {
                // While tags are being placed anew nothing can be written over.
                let offers = vec![Offer::Reload, Offer::Overwrite, Offer::SaveElsewhere];
                let offers = if self.has_moves() { vec![Offer::Reload] } else { offers };
                self.post_notice(NoticeKind::ChangedOutside(it), offers);
            }
            WorkEvent::Gone(it) => {
                let again = if self.has_moves() { None } else { Some(Offer::SaveAgain) };
                let offers = std::iter::once(Offer::SaveElsewhere).chain(again);
                self.post_notice(NoticeKind::FileGone(it), offers);
            }
            WorkEvent::FileBack => self.forget(NoticeKind::is_over_once_saved),
            WorkEvent::ArticleChanged(it) => {
                self.post_notice(NoticeKind::ArticleChanged(it), [Offer::PlaceAnew]);
            }
            WorkEvent::ArticleGone(it) => {
                let offers = [Offer::WriteArticle, Offer::SaveElsewhere];
                self.post_notice(NoticeKind::ArticleGone(it), offers);
            }
            WorkEvent::FolderGone(it) => {
                let offers = [Offer::SaveElsewhere, Offer::SaveAgain];
                self.post_notice(NoticeKind::FolderGone(it), offers);
            }
            WorkEvent::ArticleBack => self.forget(NoticeKind::is_over_with_article),
            WorkEvent::JournalRenewed => self.save_in_background(),
            WorkEvent::LockLost(path) => {
                if let Some(file) = &mut self.file {
                    file.read_only = Some(Reason::ReadOnly(ReadOnly::LockLost));
                }
                let offers = [Offer::SaveElsewhere, Offer::OpenAgain];
                self.post_notice(NoticeKind::LockLost(path.into()), offers);
            }
        }
    }

    /// Tells why something was not written, with what can be done about it.
    pub(super) fn not_saved(&mut self, error: StoreError) {
        let is_foreign = matches!(error.failure, StoreFailure::ChangedOutside);
        let offers_the_choices = |it: &NoticeKind| {
            matches!(it, NoticeKind::ChangedOutside(_) | NoticeKind::BrokenOutside(_))
        };
        if is_foreign && self.notices.iter().any(|it| offers_the_choices(&it.kind)) {
            // Told already, with the choices.
            return;
        }
        if matches!(error.failure, StoreFailure::ReadOnly(_)) {
            return;
        }
        let offers = if is_foreign {
            vec![Offer::Reload, Offer::Overwrite, Offer::SaveElsewhere]
        } else {
            vec![Offer::SaveAgain, Offer::SaveElsewhere]
        };
        self.forget(|it| matches!(it, NoticeKind::NotSaved(_)));
        self.post_notice(NoticeKind::NotSaved(error), offers);
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
            self.post_notice(NoticeKind::NotSaved(error), []);
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
            self.post_notice(NoticeKind::Saved(path), []);
        }
    }

    pub(super) fn save_as(&mut self, syntax: FileSyntax) {
        let (Some(open), Some(file)) = (&self.open, &self.file) else { return };
        let Some(work) = &file.work else { return };
        match work.save_as(open.document(), syntax) {
            Ok(()) => self.save_now(),
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
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
                self.post_notice(NoticeKind::KeptAside(path), []);
                true
            }
            Err(error) => {
                self.not_saved(error);
                false
            }
        }
    }
}
