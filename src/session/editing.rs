//! What the editor needs of the rest: leave to change something, threads to look with, the journal.

use super::{
    Done, EditAction, Editor, NavigateAction, NoticeKind, Offer, Reason, SearchAction, Session,
    Tagging,
    editor::{CheckedDocument, EditAftermath, RecognizedMentions, SearchedText},
};
use crate::{
    model::{AnnotationId, Name},
    recognize::Context,
};
use std::time::Instant;

impl Session {
    /// Whether the article may be changed now.
    pub fn may_write(&self) -> Result<&Editor, Reason> {
        let editor = self.open.as_ref().ok_or(Reason::NoArticle)?;
        match self.file.as_ref().and_then(super::files::OpenFile::refusal) {
            Some(reason) => Err(reason),
            None => Ok(editor),
        }
    }

    /// Whether a label may be given now, and to what.
    pub fn may_tag(&self, label: &Name) -> Result<Tagging, Reason> {
        self.may_write()?.tagging(label)
    }

    /// Whether the active annotation may be linked to what is selected.
    pub fn may_link(&self, relation: &Name) -> Result<(), Reason> {
        self.may_write()?.link_target(relation).map(|_| ())
    }

    /// Whether something at the active annotation can be fixed.
    pub fn may_fix_tag(&self) -> Result<AnnotationId, Reason> {
        self.may_write()?.may_fix_active()
    }

    /// How many suggestions are open.
    pub fn suggestions_left(&self) -> usize {
        self.open.as_ref().map_or(0, |it| it.suggestions().left())
    }

    /// When the article seems to have been published, as long as nobody has confirmed it.
    pub fn proposed_publication(&self) -> Option<&str> {
        self.open.as_ref()?.proposed_publication()
    }

    /// What recognizers may know of the article.
    pub fn context(&self) -> Context {
        self.open.as_ref().map(Editor::context).unwrap_or_default()
    }

    /// Changes the document, where it may be changed, and sees to what follows from that.
    pub(super) fn perform_edit(&mut self, action: EditAction) {
        if let Err(reason) = self.may_edit(&action) {
            return self.refuse(reason);
        }
        if !self.keep_schema_after(&action) {
            return;
        }
        // What was offered was for the state before.
        self.notices.retain(|it| !matches!(it.offers[..], [Offer::RemoveParts(_)]));
        let before = self.without_place();
        let Some(editor) = &mut self.open else { return };
        match editor.edit(action) {
            Ok(aftermath) => self.follow_edit(aftermath),
            Err(reason) => self.refuse(reason),
        }
        self.tell_without_place(before);
        self.follow_schema();
        self.journal_steps();
    }

    fn may_edit(&self, action: &EditAction) -> Result<&Editor, Reason> {
        if let EditAction::ChangeSchema(_) = action {
            return self.may_change_schema();
        }
        self.may_write()
    }

    fn follow_edit(&mut self, aftermath: EditAftermath) {
        if aftermath.outdates_suggestions {
            self.look_for_suggestions();
        }
        let Some(editor) = self.open.as_ref().filter(|_| !aftermath.unused_parts.is_empty()) else {
            return;
        };
        let (parts, document) = (aftermath.unused_parts, editor.document());
        let quotes = parts.iter().filter_map(|&it| Some(document.quote(document.annotation(it)?)));
        let quotes = quotes.collect();
        self.post_notice(NoticeKind::PartsLeft(quotes), [Offer::RemoveParts(parts)]);
    }

    pub(super) fn refuse(&mut self, reason: Reason) {
        self.post_notice(NoticeKind::Refused(reason), []);
    }

    pub(super) fn perform_navigation(&mut self, action: NavigateAction) {
        let editor = self.open.as_mut().ok_or(Reason::NoArticle);
        if let Err(reason) = editor.and_then(|it| it.navigate(action)) {
            self.refuse(reason);
        }
    }

    pub(super) fn perform_search(&mut self, action: SearchAction) {
        match action {
            SearchAction::Find(query) => self.look_for(query),
            SearchAction::FindInAll(query) => self.find_in_all(query),
            SearchAction::GoTo { path, bytes } => self.go_to(&path, &bytes),
            SearchAction::SuggestAround(byte) => self.look_around(byte),
            SearchAction::CountUses => self.count_uses(),
        }
    }

    /// Looks for suggestions, around the caret in a very long article.
    pub(super) fn look_for_suggestions(&mut self) {
        let head = self.open.as_ref().map_or(0, |it| it.selection().head);
        self.look_around(head);
    }

    fn look_around(&mut self, byte: usize) {
        let Some(editor) = &mut self.open else { return };
        let look = editor.begin_suggesting(byte);
        self.jobs.start(move || Done::Suggested(look()));
    }

    pub(super) fn on_suggested(&mut self, recognized: RecognizedMentions) {
        if let Some(editor) = &mut self.open {
            editor.on_suggested(recognized);
        }
    }

    /// Looks for words: at once in an article of the usual length, else on a thread.
    fn look_for(&mut self, query: String) {
        /// Up to this length looking takes less than a frame, in bytes.
        const AT_ONCE: usize = 300_000;
        let Some(editor) = &mut self.open else { return self.refuse(Reason::NoArticle) };
        let look = editor.begin_search(query);
        if editor.document().text().len_bytes() <= AT_ONCE {
            editor.on_searched(look());
        } else {
            self.jobs.start(move || Done::Found(look()));
        }
    }

    pub(super) fn on_searched(&mut self, searched: SearchedText) {
        if let Some(editor) = &mut self.open {
            editor.on_searched(searched);
        }
    }

    /// Looks through the article again, where it has changed a while ago.
    pub(super) fn tend_findings(&mut self, now: Instant) {
        let Some(editor) = &mut self.open else { return };
        let job = self.next_check;
        if let Some(look) = editor.begin_check(job, now) {
            self.next_check += 1;
            self.jobs.start(move || Done::Checked(look()));
        }
    }

    pub(super) fn on_checked(&mut self, checked: CheckedDocument) {
        if let Some(editor) = &mut self.open {
            editor.on_checked(checked);
        }
    }
}
