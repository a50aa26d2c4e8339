//! What a format is: its names, which ways it works, what it counts, and what it cannot hold.

use std::collections::BTreeSet;

use super::{
    ALL, BeginFile, DocumentView, FormatError, FormatName, Input, Intake, OffsetUnit, Options,
    Output,
};
use crate::{
    messages::{Message, Worded},
    model::{DismissalKind, Name},
};

/// One file format.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts of a format, each true or not")]
pub struct Format {
    /// Stable key, as in `--to csv`.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// Extensions of the files it may be read from; others are not tried where the format is to be
    /// found out.
    pub read_from: &'static [&'static str],
    /// True when an export is one file whatever the number of documents.
    pub single_file: bool,
    /// Extensions of files that hold all of a dataset by themselves, where it is several.
    pub whole_in: &'static [&'static str],
    /// True when some of its files could be taken for articles.
    pub may_look_like_articles: bool,
    /// True for the format that keeps ids, names and origins as they are.
    pub is_our_own: bool,
    /// True when its first layout holds what was decided on suggestions without taking them.
    pub keeps_dismissals: bool,
    /// True when it divides a dataset into parts.
    pub has_splits: bool,
    /// What its offsets count.
    pub offset_unit: OffsetUnit,
    /// What is lost in it.
    pub cannot_carry: &'static [Cannot],
    /// The metadata it has a place for although it cannot carry metadata in general, by key.
    pub metadata: &'static [&'static str],
    /// Its layouts, where there is a choice; the first is the default.
    pub layouts: &'static [&'static str],
    /// Writes documents; call it through [`export`](super::export).
    pub export: Option<Export>,
    /// Reads documents; call it through [`import`](super::import).
    pub import: Option<Import>,
}

/// How documents are written.
#[derive(Clone, Copy, Debug)]
pub enum Export {
    /// All at once: they are several files, or what a file holds depends on all of them.
    All(WriteAll),
    /// One file, document after document.
    Streamed {
        /// Begins the file.
        begin: BeginFile,
        /// True where all documents have to be surveyed before the first is written.
        needs_survey: bool,
    },
    /// As the layout has it.
    ByLayout(fn(&Options) -> Self),
}

/// Writes all documents.
pub type WriteAll = fn(&[DocumentView<'_>], &Options) -> Output;

/// Reads documents.
pub type Import = fn(&[Input], &Options) -> Result<Intake, FormatError>;

impl Format {
    /// What most formats have in common, for their constants to differ from.
    pub(super) const BARE: Self = Self {
        id: "",
        title: "",
        extension: "",
        read_from: &[],
        single_file: false,
        whole_in: &[],
        may_look_like_articles: false,
        is_our_own: false,
        keeps_dismissals: false,
        has_splits: false,
        offset_unit: OffsetUnit::CodePoint,
        cannot_carry: &[],
        metadata: &[],
        layouts: &[],
        export: None,
        import: None,
    };

    /// The format with key `id`.
    pub fn find(id: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|it| it.id == id)
    }

    /// What it is called.
    pub fn name(&self) -> FormatName {
        FormatName { id: self.id, title: self.title }
    }

    /// How documents are written with `options`; `None` for a format that is only read.
    pub fn export_with(&self, options: &Options) -> Option<Export> {
        match self.export? {
            Export::ByLayout(choose) => Some(choose(options)),
            chosen @ (Export::All(_) | Export::Streamed { .. }) => Some(chosen),
        }
    }

    /// Which ways it works.
    pub fn direction(&self) -> FormatDirection {
        match (self.export, self.import) {
            (Some(_), Some(_)) => FormatDirection::Both,
            (None, Some(_)) => FormatDirection::In,
            _ => FormatDirection::Out,
        }
    }

    /// True when one of the files ends as this format's do.
    pub(super) fn may_be(&self, inputs: &[Input]) -> bool {
        let ends = |extension: &&str| inputs.iter().any(|it| it.has_extension(extension));
        self.read_from.iter().any(ends)
    }

    /// What it has no place for of what is said of articles, by key: metadata, the analyst, and the
    /// suggestions that were rejected or left for later.
    pub(super) fn unsaid(&self, views: &[DocumentView<'_>], options: &Options) -> Vec<String> {
        let keeps_all = !self.cannot_carry.contains(&Cannot::Metadata);
        let keys = views.iter().flat_map(|it| it.document.meta().keys().map(Name::as_str));
        let keys = keys.filter(|it| !self.metadata.contains(it));
        let analyst = views.iter().any(|it| !it.analyst.is_empty()).then_some("analyst");
        let said = keys.chain(analyst).filter(|_| !keeps_all);
        let is_first = self.layouts.first().is_none_or(|it| options.layout_of(self) == *it);
        let keeps_dismissals = self.keeps_dismissals && is_first;
        let dismissals = views.iter().filter(|_| !keeps_dismissals).flat_map(|it| &it.dismissals);
        let dismissed = dismissals.filter_map(|it| match it.kind {
            DismissalKind::Rejected => Some("dismissed"),
            DismissalKind::Later => Some("later"),
            // The tags say what the analyst made of it.
            DismissalKind::Corrected => None,
        });
        let all: BTreeSet<&str> = said.chain(dismissed).collect();
        all.into_iter().map(str::to_owned).collect()
    }
}

/// Which ways a format works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatDirection {
    /// Read only.
    In,
    /// Written only.
    Out,
    /// Read and written.
    Both,
}

impl FormatDirection {
    /// `in`, `out` or `in, out`.
    pub fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Both => "in, out",
        }
    }
}

/// Something that some formats cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cannot {
    /// Tags of any kind.
    Spans,
    /// Spans that share words.
    Overlaps,
    /// What is said of a span.
    Attributes,
    /// Links between spans.
    Relations,
    /// Labels other than the format's own.
    OtherLabels,
    /// The article's words between the tokens, to the letter.
    WhiteSpace,
    /// Carriage returns.
    CarriageReturns,
    /// Publication date, status and other metadata of an article.
    Metadata,
    /// Articles without tags.
    EmptyDocuments,
    /// Spans in several pieces.
    Pieces,
    /// The article's text.
    Text,
}

impl Cannot {
    /// As JSON lists it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spans => "tags",
            Self::Overlaps => "overlapping spans",
            Self::Attributes => "attributes",
            Self::Relations => "relations",
            Self::OtherLabels => "other labels",
            Self::WhiteSpace => "exact white space",
            Self::CarriageReturns => "carriage returns",
            Self::Metadata => "metadata",
            Self::EmptyDocuments => "articles without tags",
            Self::Pieces => "spans in pieces",
            Self::Text => "the text",
        }
    }
}

impl Worded for Cannot {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Spans => "cannot-spans",
            Self::Overlaps => "cannot-overlaps",
            Self::Attributes => "cannot-attributes",
            Self::Relations => "cannot-relations",
            Self::OtherLabels => "cannot-other-labels",
            Self::WhiteSpace => "cannot-white-space",
            Self::CarriageReturns => "cannot-carriage-returns",
            Self::Metadata => "cannot-metadata",
            Self::EmptyDocuments => "cannot-empty-documents",
            Self::Pieces => "cannot-pieces",
            Self::Text => "cannot-text",
        })
    }
}
