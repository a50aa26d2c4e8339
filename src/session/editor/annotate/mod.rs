//! Changing what is marked: each way is a file here.

mod accepting;
mod correcting;
mod dating;
mod dismissing;
mod extents;
mod fixing;
mod linking;
mod removing;
mod schema_change;
mod tagging;

use std::ops::Range;

pub use accepting::{AppliedSuggestions, apply_suggestions};
pub use dismissing::DismissedSuggestion;
pub use linking::LinkTarget;

use self::{
    accepting::{accept, accept_current},
    dismissing::{DismissalReach, dismiss, dismiss_current, take_back},
    extents::trimmed_to_words,
    fixing::fix,
    linking::{add_piece, link, link_piece},
    removing::{remove, remove_parts},
    tagging::tag,
};
use super::{EditAction, Editor, UndoDirection, action::SchemaChange, recognition::draft};
use crate::{
    edit::{self, AnnotationDraft},
    model::{AnnotationId, ArticleStatus, DismissalKind, Document, Extent, Name, Transaction},
    recognize::Context,
    session::Reason,
    text::TextRange,
};

/// What gives several stretches of text one label, as one step.
pub(crate) fn tag_all(
    document: &Document,
    ranges: &[TextRange],
    label: &Name,
    context: Context,
) -> Transaction {
    let drafts = ranges.iter().map(|it| draft(document, *it, label, context));
    edit::annotate(document, drafts.collect::<Vec<AnnotationDraft>>())
}

/// Those of `places` (bytes, with the words that were found there) that still hold these words and do not
/// have the label yet.
pub(crate) fn places_to_tag(
    document: &Document,
    label: &Name,
    places: &[(Range<usize>, String)],
) -> Vec<TextRange> {
    let text = document.text();
    let is_free = |it: &TextRange| {
        let there = document.annotations_in(it.start(), it.end());
        let extent = Extent::from(*it);
        !there.iter().any(|it| it.label == *label && it.extent == extent)
    };
    let range = |(bytes, words): &(Range<usize>, String)| {
        text.range(bytes.start, bytes.end).ok().filter(|it| text.slice(*it) == words)
    };
    places.iter().filter_map(range).filter(is_free).collect()
}

/// How many of `places` hold other words than were found there.
pub(crate) fn changed_places(document: &Document, places: &[(Range<usize>, String)]) -> usize {
    let text = document.text();
    let is_there = |(bytes, words): &&(Range<usize>, String)| {
        text.range(bytes.start, bytes.end).is_ok_and(|it| text.slice(it) == words)
    };
    places.len() - places.iter().filter(is_there).count()
}

/// What a change of the document leaves to be done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct EditAftermath {
    /// Parts that nothing uses any more.
    pub(crate) unused_parts: Vec<AnnotationId>,
}

impl EditAftermath {
    fn parts(unused_parts: Vec<AnnotationId>) -> Self {
        Self { unused_parts }
    }
}

impl Editor {
    /// Changes the document.
    ///
    /// `at` is the time of it, in ISO 8601.
    pub(crate) fn edit(&mut self, action: EditAction, at: String) -> Result<EditAftermath, Reason> {
        self.at = at;
        let context = self.context();
        match action {
            EditAction::Tag(tagging) => tag(self, tagging, context)?,
            EditAction::Annotate { range, label } => {
                self.annotate(draft(&self.document, range, &label, context))?;
            }
            EditAction::AnnotateAll { ranges, label } => {
                self.commit(tag_all(&self.document, &ranges, &label, context))?;
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
            EditAction::PlaceOrphanAt { id, extent } => self.place_orphan_at(id, extent)?,
            EditAction::RemoveOrphan(id) => {
                self.commit_change(edit::remove_orphan(&self.document, id))?;
            }
            EditAction::SetMeta { key, value } => {
                let catalogued = self.catalogued_publication();
                let change = dating::change_meta(&self.document, &key, &value, catalogued);
                // That dates are counted anew says nothing of what somebody thinks of them.
                self.commit_as_is(change.unwrap_or_default())?;
            }
            EditAction::SetStatus(status) => self.set_status(status)?,
            EditAction::AcceptSuggestion => accept_current(self)?,
            EditAction::AcceptSuggestions(indices) => accept(self, &indices)?,
            EditAction::RejectSuggestion => {
                dismiss_current(self, DismissalKind::Rejected, DismissalReach::Here)?;
            }
            EditAction::RejectSuggestions(indices) => {
                dismiss(self, &indices, DismissalKind::Rejected, DismissalReach::Here)?;
            }
            EditAction::NeverSuggest => {
                dismiss_current(self, DismissalKind::Rejected, DismissalReach::Everywhere)?;
            }
            EditAction::PostponeSuggestion => {
                dismiss_current(self, DismissalKind::Later, DismissalReach::Here)?;
            }
            EditAction::TakeBack(target) => take_back(self, &target)?,
            EditAction::Fix(what) => fix(self, what, context)?,
            EditAction::DecideRecord(decision) => self.decide_record(decision)?,
            EditAction::NoteRuling(id) => self.note_ruling(&id)?,
            EditAction::TakeAlike => self.take_alike()?,
            EditAction::TakeRestOf(analyst) => self.take_rest_of(analyst)?,
            EditAction::ChangeSchema(change) => {
                let SchemaChange { schema, discards } = *change;
                let change = edit::change_schema(&self.document, &schema, &discards);
                self.commit_as_is(change.unwrap_or_default())?;
            }
            EditAction::Undo => {
                if !self.correct_back(UndoDirection::Undo) {
                    self.step(UndoDirection::Undo)?.ok_or(Reason::NothingToUndo)?;
                }
            }
            EditAction::Redo => {
                if !self.correct_back(UndoDirection::Redo) {
                    self.step(UndoDirection::Redo)?.ok_or(Reason::NothingToRedo)?;
                }
            }
        }
        Ok(EditAftermath::default())
    }

    /// Says how far the article is. With a finished one all its tags are the analyst's; and it is noted
    /// whether it was worked on without suggestions, as one of those that show what these do.
    fn set_status(&mut self, status: ArticleStatus) -> Result<(), Reason> {
        let document = &self.document;
        let mut changes = vec![edit::set_meta(document, ArticleStatus::KEY, status.as_str())];
        if status.is_finished() {
            let is_without = self.suggestions.choices().is_without;
            let noted = if is_without { ArticleStatus::WITHOUT } else { "" };
            changes.push(edit::set_meta(document, ArticleStatus::SUGGESTIONS_KEY, noted));
            changes.push(edit::take_over(document));
        }
        let changes: Vec<Transaction> = changes.into_iter().flatten().collect();
        self.commit_as_is(edit::merge(changes))
    }

    /// Annotates the selected words as what an orphan was.
    fn place_orphan(&mut self, id: AnnotationId) -> Result<(), Reason> {
        let selected = self.selected().ok_or(Reason::NothingSelected)?;
        let words = trimmed_to_words(&self.document, selected).ok_or(Reason::OnlyMarks)?;
        self.place_orphan_at(id, Extent::from(words))
    }

    fn place_orphan_at(&mut self, id: AnnotationId, extent: Extent) -> Result<(), Reason> {
        self.commit_change(edit::place_orphan(&self.document, id, extent))?;
        self.activate(Some(id));
        Ok(())
    }
}
