//! What a person does in the open article, as data.

use std::sync::Arc;

use super::{
    selection::{Selection, SpanEdge, StepDirection},
    tagging::Tagging,
};
use crate::{
    check::FindingCode,
    compare::RecordDecision,
    model::{
        AnnotationId, ArticleStatus, DismissalTarget, Extent, Name, RelationId, Schema, SchemaPart,
    },
    text::TextRange,
};

/// What changes the document: every one is a step of the history, and needs an article that may be
/// changed.
#[derive(Clone, Debug, PartialEq)]
pub enum EditAction {
    /// Give a label to what [`may_tag`](crate::session::Session::may_tag) said.
    Tag(Tagging),
    /// Give a label to a stretch of text.
    Annotate {
        /// The words.
        range: TextRange,
        /// Their label.
        label: Name,
    },
    /// Give several stretches of text one label, as one step.
    AnnotateAll {
        /// The words, each its own annotation.
        ranges: Vec<TextRange>,
        /// Their label.
        label: Name,
    },
    /// Put an annotation elsewhere; attributes and relations stay.
    SetExtent {
        /// Which.
        id: AnnotationId,
        /// Where it will be.
        extent: Extent,
    },
    /// Move an edge of the active annotation by a word.
    MoveEdge {
        /// Which edge.
        edge: SpanEdge,
        /// Where to.
        toward: StepDirection,
    },
    /// Add the selected words to the active annotation as a further piece.
    AddPiece,
    /// Set an attribute; an empty value removes it.
    SetAttribute {
        /// Of which annotation.
        id: AnnotationId,
        /// Which attribute.
        key: Name,
        /// Its value.
        value: String,
    },
    /// Link the active annotation to what is selected, annotating it where it is not yet; without a
    /// selection to the nearest annotation that such a relation may lead to.
    Link(Name),
    /// Add the selected words as a further piece to what the active annotation is linked to.
    LinkPiece(Name),
    /// Link two annotations.
    Relate {
        /// Where the arrow starts.
        from: AnnotationId,
        /// Where it ends.
        to: AnnotationId,
        /// What it says.
        label: Name,
    },
    /// Take a relation away.
    RemoveRelation(RelationId),
    /// Remove an annotation with its relations.
    Remove(AnnotationId),
    /// Remove an annotation with its relations and the parts that nothing else uses.
    RemoveWithParts(AnnotationId),
    /// Remove parts that nothing uses any more, in the same step in which they came to be so.
    RemoveParts(Vec<AnnotationId>),
    /// Tag the selected words as what an orphan was.
    PlaceOrphan(AnnotationId),
    /// Put an orphan on a place that comes into question.
    PlaceOrphanAt {
        /// Which.
        id: AnnotationId,
        /// Where.
        extent: Extent,
    },
    /// Let an orphan go.
    RemoveOrphan(AnnotationId),
    /// Set a piece of the article's metadata; an empty value removes it.
    SetMeta {
        /// Which.
        key: Name,
        /// Its value.
        value: String,
    },
    /// Mark the article done, or not.
    SetStatus(ArticleStatus),
    /// Take the current suggestion.
    AcceptSuggestion,
    /// Take several suggestions as one step, by index.
    AcceptSuggestions(Vec<usize>),
    /// Say that the current suggestion is wrong, and go to the next one.
    RejectSuggestion,
    /// Say that several suggestions are wrong, as one step, by index.
    RejectSuggestions(Vec<usize>),
    /// Say that the words of the current suggestion are never to be suggested with its label, and go
    /// to the next one.
    NeverSuggest,
    /// Leave the current suggestion for later, and go to the next one.
    PostponeSuggestion,
    /// Take back that a suggestion was rejected, corrected or left for later.
    TakeBack(DismissalTarget),
    /// Fix what was found, where that is certain, as one step.
    Fix(Fix),
    /// Decide on the current record of several analysts.
    DecideRecord(RecordDecision),
    /// Note in the decision on the current record, or the one to come, what was ruled with it.
    NoteRuling(String),
    /// Take what all analysts have alike, as one step.
    TakeAlike,
    /// Take every disagreement that is left as an analyst has it, by position, as one step.
    TakeRestOf(usize),
    /// Use another schema in the folder of the open article.
    ChangeSchema(Box<SchemaChange>),
    /// Take back the last step.
    Undo,
    /// Make the last undone step again.
    Redo,
}

/// What to fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// The finding with this index.
    One(usize),
    /// Every one with this code whose fix is certain.
    All(FindingCode),
    /// Whatever is certain at an annotation.
    Tag(AnnotationId),
}

/// Another schema, and what becomes of the records that name what it no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaChange {
    /// The schema; what its parts were called before is in it.
    pub schema: Arc<Schema>,
    /// Parts of the present schema whose records in the open article are removed.
    pub discards: Vec<SchemaPart>,
}

/// Where the caret goes and what is active or current; the document stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavigateAction {
    /// Put the caret somewhere, with or without words selected.
    Select(Selection),
    /// Put it where a key leads to: out of the active annotation, that lets go of it.
    MoveCaret(Selection),
    /// Make an annotation the active one, or none.
    Activate(Option<AnnotationId>),
    /// Make the next or previous annotation active.
    Step(StepDirection),
    /// Go to the next suggestion, or the previous one.
    StepSuggestion(StepDirection),
    /// Make a suggestion the current one.
    CurrentSuggestion(Option<usize>),
    /// Show the suggestions that are held back, or hide them again.
    ShowHeldBack(bool),
    /// Read the words of the current suggestion in the other way they may be meant.
    ReadOtherwise,
    /// Make the next or previous place found the selection.
    StepFound(StepDirection),
    /// Go to a finding, by index.
    ShowFinding(usize),
    /// Go to the next finding, or the previous one.
    StepFinding(StepDirection),
}
