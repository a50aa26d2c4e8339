//! Everything a person can ask for, as data.

use std::{ops::Range, path::PathBuf};

use super::{Choice, Offer, Settings};
use crate::{
    model::{AnnotationId, Extent, Name, RelationId},
    store::FileSyntax,
    text::TextRange,
};

/// One thing to do to the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open an article, or every article of a folder.
    Open(PathBuf),
    /// Open the sample article.
    OpenSample,
    /// Save pasted text as a new article in `folder` and open it.
    Paste {
        /// The text.
        text: String,
        /// Where its file will be.
        folder: PathBuf,
    },
    /// Close the article; what was marked is saved first.
    Close,
    /// Put the caret somewhere, with or without words selected.
    Select(Selection),
    /// Make an annotation the active one, or none.
    Activate(Option<AnnotationId>),
    /// Give a label to what keys act on: the selection, else the active annotation, else the word
    /// at the caret.
    Tag(Name),
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
    /// Put an annotation elsewhere; attributes and links stay.
    SetExtent {
        /// Which.
        id: AnnotationId,
        /// Where it will be.
        extent: Extent,
    },
    /// Move an edge of the active annotation by a word.
    MoveEdge {
        /// Which edge.
        edge: Edge,
        /// Where to.
        toward: Toward,
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
    /// Link the active annotation to what is selected, tagging it where it is not yet; without a
    /// selection to the nearest tag that such a link may lead to.
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
    /// Take a link away.
    RemoveRelation(RelationId),
    /// Remove an annotation with its links.
    Remove(AnnotationId),
    /// Remove an annotation with its links and the parts that nothing else uses.
    RemoveWithParts(AnnotationId),
    /// Remove parts that nothing uses any more, in the same step in which they came to be so.
    RemoveParts(Vec<AnnotationId>),
    /// Make the next or previous annotation active.
    Step(Toward),
    /// Set a piece of the article's metadata; an empty value removes it.
    SetMeta {
        /// Which.
        key: Name,
        /// Its value.
        value: String,
    },
    /// Look for suggestions around a byte; for articles too long to be looked through whole.
    SuggestAround(usize),
    /// Go to the next suggestion, or the previous one.
    StepSuggestion(Toward),
    /// Make a suggestion the current one.
    CurrentSuggestion(Option<usize>),
    /// Take the current suggestion.
    AcceptSuggestion,
    /// Take several suggestions as one step, by index.
    AcceptSuggestions(Vec<usize>),
    /// Leave the current suggestion out.
    DismissSuggestion,
    /// Take back the last step.
    Undo,
    /// Make the last undone step again.
    Redo,
    /// Write the file now.
    Save,
    /// Write the file in this syntax from now on.
    SaveAs(FileSyntax),
    /// Look for words in the article.
    Find(String),
    /// Look for words in every article of the folder.
    FindInAll(String),
    /// Open an article and select bytes of it; without a path, of the open one.
    GoTo {
        /// The article.
        path: PathBuf,
        /// What to select.
        bytes: Range<usize>,
    },
    /// Make the next or previous place found the selection.
    StepFound(Toward),
    /// Say where a tag went on an article that changed since, or take that back.
    Decide {
        /// Which tag.
        id: AnnotationId,
        /// Where it is; `None` to leave it open.
        choice: Option<Choice>,
    },
    /// Take the one place of every tag that stands unchanged in it.
    DecideUnchanged,
    /// Tag the selected words as what an orphan was.
    PlaceOrphan(AnnotationId),
    /// Let an orphan go.
    RemoveOrphan(AnnotationId),
    /// Look into the earlier versions of the annotation file.
    LookAtVersions,
    /// Make the document what an earlier version says, as one step.
    Restore(PathBuf),
    /// Agree to where tags went on an article that changed since.
    AgreeToMoves,
    /// Mark the article done and open the next one that is not.
    Done,
    /// Mark the article done, or not.
    SetStatus(Status),
    /// Say what an export would hold, without writing anything.
    PlanExport(Box<super::ExportRequest>),
    /// Write labelled datasets.
    Export(Box<super::ExportRequest>),
    /// Say what an import would bring, without writing anything.
    PlanImport(super::ImportRequest),
    /// Bring a dataset in, and open its folder.
    Import(super::ImportRequest),
    /// Use another schema in the folder of the open article.
    ChangeSchema(Box<super::SchemaChange>),
    /// Count how often the schema's names are used in the folder.
    CountUses,
    /// Write a report.
    Report(super::ReportRequest),
    /// Draw a figure.
    Draw(super::FigureKind, super::ExportScope),
    /// Change the settings.
    Set(Box<Settings>),
    /// Go to a finding, by index.
    ShowFinding(usize),
    /// Go to the next finding, or the previous one.
    StepFinding(Toward),
    /// Mend what was found, where that is certain, as one step.
    Mend(super::Mend),
    /// Do what a notice offers.
    Answer {
        /// Which notice; it goes away.
        notice: u64,
        /// What to do.
        offer: Offer,
    },
    /// Write article and tags into another folder, and go on there.
    SaveElsewhere(PathBuf),
    /// Take a notice away.
    DismissNotice(u64),
}

/// The caret, and what is selected with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The byte where selecting began.
    pub anchor: usize,
    /// The byte where the caret is.
    pub head: usize,
}

impl Selection {
    /// A caret with nothing selected.
    pub fn caret(byte: usize) -> Self {
        Self { anchor: byte, head: byte }
    }

    /// Everything in `range`, the caret at its end.
    pub fn of(range: TextRange) -> Self {
        Self { anchor: range.start(), head: range.end() }
    }

    /// First byte selected.
    pub fn start(self) -> usize {
        self.anchor.min(self.head)
    }

    /// One past the last byte selected.
    pub fn end(self) -> usize {
        self.anchor.max(self.head)
    }

    /// True for a caret alone.
    pub fn is_empty(self) -> bool {
        self.anchor == self.head
    }
}

/// An edge of an annotation, in reading direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// A direction in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Towards the beginning of the text.
    Before,
    /// Towards its end.
    After,
}

/// How far an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nothing marked.
    #[default]
    New,
    /// Being worked on.
    InProgress,
    /// Finished.
    Done,
}

impl Status {
    /// The metadata key it is stored under.
    pub const KEY: &'static str = "status";

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "",
            Self::InProgress => "in_progress",
            Self::Done => "done",
        }
    }

    /// From what is stored and how many annotations there are.
    pub fn read(stored: &str, annotations: usize) -> Self {
        match stored {
            "done" => Self::Done,
            "in_progress" => Self::InProgress,
            _ if annotations > 0 => Self::InProgress,
            _ => Self::New,
        }
    }
}
