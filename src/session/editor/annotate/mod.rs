//! Changing what is marked: each way is a file here.

mod accepting;
mod dating;
mod extents;
mod fixing;
mod linking;
mod recognition;
mod removing;
mod tagging;

use std::sync::Arc;

pub use accepting::{AppliedSuggestions, apply_suggestions};
pub use extents::trim;
pub use fixing::Fix;
pub use linking::LinkTarget;
pub use tagging::Tagging;

use self::{
    accepting::{accept, accept_current},
    fixing::fix,
    linking::{add_piece, link, link_piece},
    recognition::draft,
    removing::{remove, remove_parts},
    tagging::tag,
};
use super::{ArticleStatus, EditAction, Editor, HistoryDirection};
use crate::{
    edit::{self, AnnotationDraft},
    model::{AnnotationId, Edit, Extent, Schema, SchemaPart, Transaction},
    session::Reason,
};

/// Another schema, and what becomes of the records that name what it no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaChange {
    /// The schema; what its parts were called before is in it.
    pub schema: Arc<Schema>,
    /// Parts of the present schema whose records in the open article are removed.
    pub discards: Vec<SchemaPart>,
}

/// What a change of the document leaves to be done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::session) struct EditAftermath {
    /// Parts that nothing uses any more.
    pub(in crate::session) unused_parts: Vec<AnnotationId>,
    /// True where suggestions are to be looked for again.
    pub(in crate::session) outdates_suggestions: bool,
}

impl EditAftermath {
    fn parts(unused_parts: Vec<AnnotationId>) -> Self {
        Self { unused_parts, ..Self::default() }
    }
}

impl Editor {
    /// Changes the document.
    pub(in crate::session) fn edit(&mut self, action: EditAction) -> Result<EditAftermath, Reason> {
        let context = self.context();
        match action {
            EditAction::Tag(tagging) => tag(self, tagging, context)?,
            EditAction::Annotate { range, label } => {
                self.annotate(draft(&self.document, range, &label, context))?;
            }
            EditAction::AnnotateAll { ranges, label } => {
                let drafts: Vec<AnnotationDraft> =
                    ranges.iter().map(|it| draft(&self.document, *it, &label, context)).collect();
                self.commit(edit::annotate(&self.document, drafts))?;
            }
            EditAction::SetExtent { id, extent } => {
                self.commit_change(edit::set_extent(&self.document, id, extent))?;
            }
            EditAction::MoveEdge { edge, toward } => {
                let (id, extent) = self.moved_edge(edge, toward)?;
                self.commit_change(edit::set_extent(&self.document, id, extent))?;
            }
            EditAction::AddPiece => add_piece(self)?,
            EditAction::SetAttribute { id, key, value } => {
                let change = dating::set_attribute(&self.document, id, key, &value, context);
                self.commit_change(change)?;
            }
            EditAction::Link(relation) => link(self, &relation, context)?,
            EditAction::LinkPiece(relation) => link_piece(self, &relation)?,
            EditAction::Relate { from, to, label } => {
                self.commit_change(edit::relate(&self.document, from, to, label))?;
            }
            EditAction::RemoveRelation(id) => {
                let removal = edit::remove_relation(&self.document, id);
                return remove(self, removal).map(EditAftermath::parts);
            }
            EditAction::Remove(id) => {
                let removal = edit::remove(&self.document, id);
                return remove(self, removal).map(EditAftermath::parts);
            }
            EditAction::RemoveWithParts(id) => {
                self.commit_change(edit::remove_with_parts(&self.document, id))?;
            }
            EditAction::RemoveParts(ids) => remove_parts(self, &ids)?,
            EditAction::PlaceOrphan(id) => self.place_orphan(id)?,
            EditAction::RemoveOrphan(id) => {
                self.commit_change(edit::remove_orphan(&self.document, id))?;
            }
            EditAction::SetMeta { key, value } => {
                self.commit_change(dating::change_meta(&self.document, &key, &value))?;
                return Ok(EditAftermath {
                    outdates_suggestions: true,
                    ..EditAftermath::default()
                });
            }
            EditAction::SetStatus(status) => {
                let change = edit::set_meta(&self.document, ArticleStatus::KEY, status.as_str());
                self.commit_change(change)?;
            }
            EditAction::AcceptSuggestion => accept_current(self)?,
            EditAction::AcceptSuggestions(indices) => accept(self, &indices)?,
            EditAction::Fix(what) => fix(self, what, context)?,
            EditAction::ChangeSchema(change) => {
                let SchemaChange { schema, discards } = *change;
                self.commit_change(edit::change_schema(&self.document, &schema, &discards))?;
            }
            EditAction::Undo => {
                self.step(HistoryDirection::Undo)?.ok_or(Reason::NothingToUndo)?;
            }
            EditAction::Redo => {
                self.step(HistoryDirection::Redo)?.ok_or(Reason::NothingToRedo)?;
            }
        }
        Ok(EditAftermath::default())
    }

    /// The schema that `action` would put in the place of the present one, if it would.
    pub(in crate::session) fn schema_after(&self, action: &EditAction) -> Option<Arc<Schema>> {
        if let EditAction::ChangeSchema(change) = action {
            let step = edit::change_schema(&self.document, &change.schema, &change.discards);
            return step.map(|_| Arc::clone(&change.schema));
        }
        if let EditAction::Undo = action {
            return self.history.done().last().and_then(schemas_of).map(|it| it.0);
        }
        let redone = matches!(action, EditAction::Redo).then(|| self.history.redoable().next());
        redone.flatten().and_then(schemas_of).map(|it| it.1)
    }

    /// Tags the selected words as what an orphan was.
    fn place_orphan(&mut self, id: AnnotationId) -> Result<(), Reason> {
        let selected = self.selected().ok_or(Reason::NothingSelected)?;
        let words = trim(&self.document, selected).ok_or(Reason::OnlyMarks)?;
        self.commit_change(edit::place_orphan(&self.document, id, Extent::from(words)))?;
        self.activate(Some(id));
        Ok(())
    }
}

/// The schemas before and after a step that changes the schema.
fn schemas_of(step: &Transaction) -> Option<(Arc<Schema>, Arc<Schema>)> {
    step.edits.iter().find_map(|edit| {
        let Edit::Schema(change) = edit else { return None };
        change.before.clone().zip(change.after.clone())
    })
}
