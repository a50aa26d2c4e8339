//! Saving the open article's annotations, and what happens to its files meanwhile.

use std::time::Instant;

use super::{Editor, NoticeKind, Offer, Reason, Session, workspace::OpenArticle};
use crate::store::{FileSyntax, ReadOnly, StoreError, StoreFailure, WorkEvent};

impl Session {
    /// The editor with the files of the article that is on the page.
    fn open_article_parts(&mut self) -> Option<(&mut Editor, &mut OpenArticle)> {
        self.editor.as_mut().zip(self.workspace.article.as_mut())
    }

    /// Writes new steps into the journal, and notes that the file is to follow.
    pub(super) fn journal_steps(&mut self) {
        let Some((editor, article)) = self.open_article_parts() else { return };
        if let Err(error) = article.record(editor) {
            self.report_not_saved(error);
        }
    }

    /// Saves what was changed a while ago, and reports what happened to the files meanwhile.
    pub(super) fn tend_files(&mut self, now: Instant) {
        let Some(article) = &self.workspace.article else { return };
        if article.is_due(now) {
            self.save_in_background();
        }
        let events = self.workspace.article.as_ref().map(OpenArticle::events);
        for event in events.unwrap_or_default() {
            self.on_file_event(event);
        }
        let saved = self.workspace.article.as_mut().and_then(OpenArticle::take_saved);
        if let Some(path) = saved {
            self.post_notice(NoticeKind::Saved(path), []);
        }
    }

    fn on_file_event(&mut self, event: WorkEvent) {
        match event {
            WorkEvent::Saved { step, alarm } => {
                self.notices.forget(NoticeKind::is_over_once_saved);
                let taken =
                    self.workspace.article.as_mut().is_some_and(|it| it.was_work_taken(step));
                if let Some(alarm) = alarm.filter(|_| taken) {
                    let notice = NoticeKind::ManyRemoved { lost: alarm.lost, copy: alarm.copy };
                    self.post_notice(notice, [Offer::Versions]);
                }
            }
            WorkEvent::Failed(error) => self.report_not_saved(error),
            WorkEvent::Recovered => self.notices.forget(|it| matches!(it, NoticeKind::NotSaved(_))),
            WorkEvent::BrokenOutside(path) => {
                let offers = vec![Offer::Overwrite, Offer::SaveElsewhere];
                let offers = if self.has_moves() { Vec::new() } else { offers };
                self.post_notice(NoticeKind::BrokenOutside(path), offers);
            }
            WorkEvent::ChangedOutside(path) => {
                // While annotations are being placed anew nothing can be written over.
                let offers = vec![Offer::Reload, Offer::Overwrite, Offer::SaveElsewhere];
                let offers = if self.has_moves() { vec![Offer::Reload] } else { offers };
                self.post_notice(NoticeKind::ChangedOutside(path), offers);
            }
            WorkEvent::Gone(path) => {
                let again = if self.has_moves() { None } else { Some(Offer::SaveAgain) };
                let offers = std::iter::once(Offer::SaveElsewhere).chain(again);
                self.post_notice(NoticeKind::FileGone(path), offers);
            }
            WorkEvent::FileBack => self.notices.forget(NoticeKind::is_over_once_saved),
            WorkEvent::ArticleChanged(path) => {
                self.post_notice(NoticeKind::ArticleChanged(path), [Offer::PlaceAnew]);
            }
            WorkEvent::ArticleGone(path) => {
                let offers = [Offer::WriteArticle, Offer::SaveElsewhere];
                self.post_notice(NoticeKind::ArticleGone(path), offers);
            }
            WorkEvent::FolderGone(path) => {
                let offers = [Offer::SaveElsewhere, Offer::SaveAgain];
                self.post_notice(NoticeKind::FolderGone(path), offers);
            }
            WorkEvent::ArticleBack => self.notices.forget(NoticeKind::is_over_with_article),
            WorkEvent::CatalogChanged => self.on_catalog_changed(),
            WorkEvent::SchemaChanged => self.on_schema_changed(),
            WorkEvent::LockFree => self.open_again(),
            WorkEvent::TasksChanged => self.on_tasks_changed(),
            WorkEvent::JournalRenewed => self.save_in_background(),
            WorkEvent::LockLost(path) => {
                if let Some(article) = &mut self.workspace.article {
                    article.read_only = Some(Reason::ReadOnly(ReadOnly::LockLost));
                }
                let offers = [Offer::SaveElsewhere, Offer::OpenAgain];
                self.post_notice(NoticeKind::LockLost(path), offers);
            }
        }
    }

    /// Reports why something was not written, with what can be done about it.
    pub(super) fn report_not_saved(&mut self, error: StoreError) {
        let is_foreign = matches!(error.failure, StoreFailure::ChangedOutside);
        let offers_the_choices = |it: &NoticeKind| {
            matches!(it, NoticeKind::ChangedOutside(_) | NoticeKind::BrokenOutside(_))
        };
        if is_foreign && self.notices.has(offers_the_choices) {
            // Reported already, with the choices.
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
        self.notices.forget(|it| matches!(it, NoticeKind::NotSaved(_)));
        self.post_notice(NoticeKind::NotSaved(error), offers);
    }

    fn save_in_background(&mut self) {
        let Some((editor, article)) = self.open_article_parts() else { return };
        let saved = article.save(editor);
        if article.files.is_some() {
            self.refresh_row();
        }
        if let Err(error) = saved {
            self.post_notice(NoticeKind::NotSaved(error), []);
        }
    }

    /// Takes what the open article says of itself into its row of the folder.
    pub(super) fn refresh_row(&mut self) {
        let (Some(editor), Some(article)) = (&self.editor, &self.workspace.article) else { return };
        if self.workspace.compared.is_some() {
            // The row is the analyst's own.
            return;
        }
        if let Some(folder) = &mut self.workspace.folder {
            folder.refresh_row(article.path(), editor);
        }
    }

    /// Takes how much is left in the open article into its row of the folder, as soon as that is known.
    pub(super) fn refresh_figures(&mut self) {
        let (Some(editor), Some(article)) = (&self.editor, &self.workspace.article) else { return };
        if self.workspace.compared.is_none()
            && let Some(folder) = &mut self.workspace.folder
        {
            folder.refresh_figures(article.path(), editor);
        }
    }

    /// Writes the file at once, on its thread, and reports once that has happened.
    pub(super) fn save_now(&mut self) {
        self.enter_drafts();
        if let Some(article) = &self.workspace.article {
            article.retry_failed();
        }
        self.save_in_background();
        if let Some(article) = &mut self.workspace.article {
            article.report_when_saved();
        }
    }

    pub(super) fn save_as(&mut self, syntax: FileSyntax) {
        let Some((editor, article)) = self.open_article_parts() else { return };
        let Some(files) = &article.files else { return };
        match files.save_as(editor.document(), syntax) {
            Ok(()) => self.save_now(),
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
        }
    }

    /// Saves what is left, so that the article can be left; false where that failed.
    pub fn leave(&mut self) -> bool {
        self.wait_until_agreed();
        self.remember_place();
        self.enter_drafts();
        let Some(article) = &self.workspace.article else { return true };
        let (writable, unsaved) = (article.read_only.is_none(), article.has_unsaved());
        if writable && (unsaved || article.is_changed()) {
            article.retry_failed();
            self.save_in_background();
            if !self.workspace.article.as_ref().is_none_or(OpenArticle::wait_until_saved) {
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
        let Some((editor, article)) = self.open_article_parts() else { return true };
        let Some(files) = &article.files else { return true };
        match files.keep(editor.document()) {
            Ok(path) => {
                self.post_notice(NoticeKind::KeptAside(path), []);
                true
            }
            Err(error) => {
                self.report_not_saved(error);
                false
            }
        }
    }
}
