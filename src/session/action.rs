//! Everything a person can ask for, as data.
//!
//! An [`Action`] is sorted by what it touches, and each kind is matched whole by the part of the
//! session that carries it out.

use std::{ops::Range, path::PathBuf};

use super::{Fix, Offer, PlaceChoice, Settings, Tagging};
use crate::{
    model::{AnnotationId, Extent, Name, RelationId},
    store::Syntax,
    text::TextRange,
};

/// One thing to do to the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open, save or close.
    File(FileAction),
    /// Change what is marked.
    Edit(EditAction),
    /// Go somewhere in the open article.
    Navigate(NavigateAction),
    /// Look for something.
    Search(SearchAction),
    /// Say where the annotations of a changed article are.
    Review(ReviewAction),
    /// Write a dataset, or bring one in.
    Dataset(DatasetAction),
    /// Write a report, or draw a figure.
    Report(ReportAction),
    /// Do something about a notice.
    Notice(NoticeAction),
    /// Change the settings.
    ChangeSettings(Box<Settings>),
}

macro_rules! kinds_of_action {
    ($($kind:ident($action:ident)),+ $(,)?) => {
        $(impl From<$action> for Action {
            fn from(action: $action) -> Self {
                Self::$kind(action)
            }
        })+
    };
}

kinds_of_action! {
    File(FileAction),
    Edit(EditAction),
    Navigate(NavigateAction),
    Search(SearchAction),
    Review(ReviewAction),
    Dataset(DatasetAction),
    Report(ReportAction),
    Notice(NoticeAction),
}

/// What is done to files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAction {
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
    /// Write the file now.
    Save,
    /// Write the file in this syntax from now on.
    SaveAs(Syntax),
    /// Write article and annotations into another folder, and go on there.
    SaveElsewhere(PathBuf),
    /// Mark the article done and open the next one that is not.
    Finish,
    /// Look into the earlier versions of the annotation file.
    LookAtVersions,
    /// Make the document what an earlier version says, as one step.
    Restore(PathBuf),
}

/// What changes the document: every one is a step of the history, and needs an article that may be
/// changed.
#[derive(Clone, Debug, PartialEq)]
pub enum EditAction {
    /// Give a label to what [`may_tag`](super::Session::may_tag) said.
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
    /// Tag the selected words as what an orphan was.
    PlaceOrphan(AnnotationId),
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
    /// Fix what was found, where that is certain, as one step.
    Fix(Fix),
    /// Use another schema in the folder of the open article.
    ChangeSchema(Box<super::SchemaChange>),
    /// Take back the last step.
    Undo,
    /// Make the last undone step again.
    Redo,
}

/// Where the caret goes and what is active or current; the document stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavigateAction {
    /// Put the caret somewhere, with or without words selected.
    Select(Selection),
    /// Make an annotation the active one, or none.
    Activate(Option<AnnotationId>),
    /// Make the next or previous annotation active.
    Step(StepDirection),
    /// Go to the next suggestion, or the previous one.
    StepSuggestion(StepDirection),
    /// Make a suggestion the current one.
    CurrentSuggestion(Option<usize>),
    /// Leave the current suggestion out, and go to the next one.
    DismissSuggestion,
    /// Make the next or previous place found the selection.
    StepFound(StepDirection),
    /// Go to a finding, by index.
    ShowFinding(usize),
    /// Go to the next finding, or the previous one.
    StepFinding(StepDirection),
}

/// What is looked for, on a thread where that takes long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchAction {
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
    /// Look for suggestions around a byte; for articles too long to be looked through whole.
    SuggestAround(usize),
    /// Count how often the schema's names are used in the folder.
    CountUses,
}

/// What is said of the annotations of an article that changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// Say where an annotation went, or take that back.
    Decide {
        /// Which annotation.
        id: AnnotationId,
        /// Where it is; `None` to leave it open.
        choice: Option<PlaceChoice>,
    },
    /// Take the one place of every annotation that stands unchanged in it.
    DecideUnchanged,
    /// Agree to where annotations went.
    Agree,
}

/// What is done with datasets.
#[derive(Clone, Debug, PartialEq)]
pub enum DatasetAction {
    /// Say what an export would hold, without writing anything.
    PlanExport(Box<super::ExportRequest>),
    /// Write labelled datasets.
    Export(Box<super::ExportRequest>),
    /// Say what an import would bring, without writing anything.
    PlanImport(super::ImportRequest),
    /// Bring a dataset in, and open its folder.
    Import(super::ImportRequest),
}

/// What is made to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportAction {
    /// Write a report.
    Write(super::ReportRequest),
    /// Draw a figure.
    Draw(super::FigureKind, super::ExportScope),
}

/// What is done about a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeAction {
    /// Do what a notice offers.
    Answer {
        /// Which notice; it goes away.
        notice: u64,
        /// What to do.
        offer: Offer,
    },
    /// Take a notice away.
    Dismiss(u64),
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
pub enum SpanEdge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// A direction in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepDirection {
    /// Towards the beginning of the text.
    Before,
    /// Towards its end.
    After,
}

/// How far an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ArticleStatus {
    /// Nothing marked.
    #[default]
    New,
    /// Being worked on.
    InProgress,
    /// Finished.
    Done,
}

impl ArticleStatus {
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
