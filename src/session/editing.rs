//! Changing the open article, and what follows from that: the folder's schema, the journal, notices.

use std::{path::PathBuf, sync::Arc};

use super::{
    Action, CorrectAction, EditAction, Editor, NavigateAction, NoticeKind, Offer, Reason, Session,
    SpanEdge, StepDirection, SuggestionDraft, Tagging, editor::EditAftermath,
};
use crate::{
    model::{AnnotationId, Name, Schema},
    recognize::Context,
    store::{self, DraftKey},
};

impl Session {
    /// Whether the article may be changed now.
    pub fn may_write(&self) -> Result<&Editor, Reason> {
        let editor = self.editor.as_ref().ok_or(Reason::NoArticle)?;
        match self.workspace.refusal() {
            Some(reason) => Err(reason),
            None => Ok(editor),
        }
    }

    /// Whether a label may be given now, and to what.
    pub fn may_tag(&self, label: &Name) -> Result<Tagging, Reason> {
        self.may_write()?.tagging(label)
    }

    /// Whether the current suggestion may be decided on now, and which one that is.
    pub fn may_decide(&self) -> Result<usize, Reason> {
        self.may_write()?.suggestion_in_hand().map(|it| it.0)
    }

    /// What linking does now: from the active annotation to what is selected, else from the current
    /// suggestion.
    pub fn may_link(&self, relation: &Name) -> Result<Action, Reason> {
        let editor = self.may_write()?;
        if editor.active().is_none() && editor.suggestions().current().is_some() {
            editor.may_link_draft(relation)?;
            return Ok(CorrectAction::Link(relation.clone()).into());
        }
        editor.link_target(relation)?;
        Ok(EditAction::Link(relation.clone()).into())
    }

    /// What moving an edge by a word does now: of the active annotation, else of the current
    /// suggestion.
    pub fn may_move_edge(&self, edge: SpanEdge, toward: StepDirection) -> Result<Action, Reason> {
        let editor = self.may_write()?;
        if editor.active().is_none()
            && let Some((_, draft)) = editor.current_draft()
        {
            editor.edge_moved(&draft.tag.extent, edge, toward)?;
            return Ok(CorrectAction::MoveEdge { edge, toward }.into());
        }
        editor.moved_edge(edge, toward)?;
        Ok(EditAction::MoveEdge { edge, toward }.into())
    }

    /// Corrects the current suggestion, where the article may be changed.
    pub(super) fn perform_correction(&mut self, action: CorrectAction) {
        if let Err(reason) = self.may_write() {
            return self.refuse(reason);
        }
        let editor = self.editor.as_mut().ok_or(Reason::NoArticle);
        if let Err(reason) = editor.and_then(|it| it.correct(action)) {
            self.refuse(reason);
        }
        self.keep_corrections();
    }

    /// Whether something at the active annotation can be fixed.
    pub fn may_fix_tag(&self) -> Result<AnnotationId, Reason> {
        self.may_write()?.may_fix_active()
    }

    /// Whether the proposed day of publication can be confirmed, and what does it.
    pub fn may_confirm_publication(&self) -> Result<EditAction, Reason> {
        self.may_write()?.confirmation()
    }

    /// What recognizers may know of the article.
    pub fn context(&self) -> Context {
        self.editor.as_ref().map(Editor::context).unwrap_or_default()
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
        self.notices.forget_offering(|it| matches!(it, [Offer::RemoveParts(_)]));
        let before = self.without_place();
        let tags_before = self.tag_count();
        let is_step = matches!(action, EditAction::Undo | EditAction::Redo);
        let known = self.context();
        let Some(editor) = &mut self.editor else { return };
        let at = store::time_now();
        match editor.edit(action, at) {
            Ok(aftermath) => {
                self.notices.forget(NoticeKind::is_over_once_decided);
                self.follow_edit(aftermath);
            }
            Err(reason) => self.refuse(reason),
        }
        self.report_without_place(before);
        if is_step && self.tag_count() > tags_before {
            // What was taken away is back.
            self.notices.forget(|it| matches!(it, NoticeKind::ManyRemoved { .. }));
        }
        self.follow_schema();
        // Undoing, too, changes what relative dates are counted from.
        if self.context() != known {
            if self.draft(&DraftKey::Published).is_some() {
                self.keep_draft(DraftKey::Published, None);
            }
            self.look_for_suggestions();
        }
        self.judge_suggestions();
        self.journal_steps();
        self.keep_corrections();
    }

    fn tag_count(&self) -> usize {
        self.editor.as_ref().map_or(0, |it| it.document().annotations().len())
    }

    fn may_edit(&self, action: &EditAction) -> Result<&Editor, Reason> {
        if let EditAction::ChangeSchema(_) = action {
            return self.may_change_schema();
        }
        self.may_write()
    }

    fn follow_edit(&mut self, aftermath: EditAftermath) {
        let Some(editor) = self.editor.as_ref().filter(|_| !aftermath.unused_parts.is_empty())
        else {
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
        if action == NavigateAction::ReadOtherwise {
            return self.read_otherwise();
        }
        let editor = self.editor.as_mut().ok_or(Reason::NoArticle);
        if let Err(reason) = editor.and_then(|it| it.navigate(action)) {
            self.refuse(reason);
        }
    }

    /// Reads the current suggestion in its other way, and the next ones like it so from the start.
    fn read_otherwise(&mut self) {
        let editor = self.editor.as_mut().ok_or(Reason::NoArticle);
        match editor.and_then(Editor::read_otherwise) {
            Ok(chosen) => {
                self.settings.remember_reading(&self.workspace.analyst, chosen);
                self.keep_settings();
            }
            Err(reason) => self.refuse(reason),
        }
    }

    /// Whether the schema can be changed now.
    pub fn may_change_schema(&self) -> Result<&Editor, Reason> {
        if self.workspace.schema.is_given() {
            return Err(Reason::SchemaGiven);
        }
        self.may_write()
    }

    /// The folder whose schema would be changed.
    pub fn schema_folder(&self) -> Option<PathBuf> {
        self.workspace.schema_folder().map(PathBuf::from)
    }

    /// Writes the schema that `action` leads to, if it leads to another; false where that failed, so
    /// that the folder and the article never say different things.
    fn keep_schema_after(&mut self, action: &EditAction) -> bool {
        let Some(editor) = &self.editor else { return true };
        if let EditAction::ChangeSchema(change) = action {
            let Some(schema) = editor.schema_changed_to(change) else { return true };
            let is_kept = self.keep_schema(&schema);
            if let Some(folder) = self.schema_folder().filter(|_| is_kept) {
                let path = folder.join(store::SCHEMA_FILE);
                self.post_notice(NoticeKind::SchemaKept(path), []);
            }
            return is_kept;
        }
        let draft = editor.current_draft().map(|it| it.1);
        let corrects = |may: fn(&SuggestionDraft) -> bool| draft.as_ref().is_some_and(may);
        let schema = if *action == EditAction::Undo && !corrects(SuggestionDraft::can_undo) {
            editor.schema_undone()
        } else if *action == EditAction::Redo && !corrects(SuggestionDraft::can_redo) {
            editor.schema_redone()
        } else {
            None
        };
        schema.is_none_or(|it| self.keep_schema(&it))
    }

    /// Writes the folder's schema; where there is no folder there is nothing to write.
    fn keep_schema(&mut self, schema: &Arc<Schema>) -> bool {
        let Some(folder) = self.schema_folder() else { return true };
        match self.workspace.schema.write(&folder, schema) {
            Ok(()) => true,
            Err(error) => {
                self.post_notice(NoticeKind::SchemaNotKept(error), []);
                false
            }
        }
    }

    /// Goes on with the schema that another window or a hand has put into the folder.
    pub(super) fn on_schema_changed(&mut self) {
        let Some(folder) = self.schema_folder() else { return };
        if self.workspace.compared.is_some() || !self.workspace.schema.is_another(&folder) {
            return;
        }
        self.open_again();
        self.post_notice(NoticeKind::SchemaFollowed, []);
    }

    /// Uses the schema of the open article.
    fn follow_schema(&mut self) {
        let Some(editor) = &self.editor else { return };
        if self.workspace.schema.follow(editor.document().schema()) {
            self.look_for_suggestions();
        }
    }

    /// A crash may have left a change of the schema in the journal alone.
    pub(super) fn follow_recovered_schema(&mut self) {
        let Some(editor) = &self.editor else { return };
        let schema = Arc::clone(editor.document().schema());
        let is_other = schema != *self.workspace.schema.in_use();
        if is_other && self.may_write().is_ok() && self.keep_schema(&schema) {
            self.follow_schema();
        }
    }
}
