//! What can be wrong with a row or a document of another tool's, and what of it has no place.

use std::fmt;

use crate::messages::{Message, Strings, Worded};

/// Why a document cannot be an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentFault {
    /// It has no text.
    NoText,
    /// Its text holds NUL characters.
    Nul,
    /// It has no tokens.
    NoTokens,
    /// Somebody answered something else than yes to it.
    Answered(String),
}

impl Worded for DocumentFault {
    fn message(&self) -> Message {
        match self {
            Self::NoText => Message::new("import-document-no-text"),
            Self::Nul => Message::new("import-document-nul"),
            Self::NoTokens => Message::new("import-document-no-tokens"),
            Self::Answered(answer) => {
                Message::new("import-document-answered").with_text("answer", answer)
            }
        }
    }
}

/// Why a row or a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// There is no text in it.
    NoText,
    /// What should be a list is none.
    NoList(String),
    /// What should be pairs of keys and values is none.
    NoObject(&'static str),
    /// A span lacks its label.
    NoLabel,
    /// A span lacks where it starts or ends.
    NoPlace,
    /// A relation lacks its label.
    NoRelationLabel,
    /// A line of brat is no text-bound annotation.
    NoTextBound,
    /// A token without a tag.
    NoTag,
    /// A tag that is none.
    UnknownTag(String),
    /// Another number of fields than the first line has.
    Fields {
        /// How many there are.
        found: usize,
        /// How many the first line has.
        expected: usize,
    },
    /// A field that is no offset.
    NoOffset {
        /// The column.
        column: String,
        /// What stands there.
        found: String,
    },
    /// A document that is not there.
    NoDocument(String),
    /// A header of `WebAnno` TSV that is none.
    UnknownHeader(String),
    /// A row of `WebAnno` TSV that does not begin with a token.
    NoToken,
    /// Fewer columns after the token than the header names.
    FewColumns {
        /// How many there are.
        found: usize,
        /// How many the header names.
        needed: usize,
    },
    /// It says who said what of each record, which is nobody's work any more.
    SoftLabels,
    /// It is not what its kind of file is made of, in the words of the library that reads it.
    Syntax(String),
}

impl Worded for RowFault {
    fn message(&self) -> Message {
        match self {
            Self::NoText => Message::new("import-row-no-text"),
            Self::NoList(key) => Message::new("import-row-no-list").with_text("key", key),
            Self::NoObject(key) => Message::new("import-row-no-object").with_text("key", key),
            Self::NoLabel => Message::new("import-row-no-label"),
            Self::NoPlace => Message::new("import-row-no-place"),
            Self::NoRelationLabel => Message::new("import-row-no-relation-label"),
            Self::NoTextBound => Message::new("import-row-no-text-bound"),
            Self::SoftLabels => Message::new("import-row-soft-labels"),
            Self::NoTag => Message::new("import-row-no-tag"),
            Self::UnknownTag(tag) => Message::new("import-row-unknown-tag").with_text("tag", tag),
            Self::Fields { found, expected } => {
                Message::new("import-row-fields").with("n", *found).with("expected", *expected)
            }
            Self::NoOffset { column, found } => Message::new("import-row-no-offset")
                .with_text("column", column)
                .with_text("found", found),
            Self::NoDocument(id) => Message::new("import-row-no-document").with_text("id", id),
            Self::UnknownHeader(line) => {
                Message::new("import-row-unknown-header").with_text("line", line)
            }
            Self::NoToken => Message::new("import-row-no-token"),
            Self::FewColumns { found, needed } => {
                Message::new("import-row-few-columns").with("n", *found).with("needed", *needed)
            }
            Self::Syntax(what) => Message::new("import-row-syntax").with_text("what", what),
        }
    }
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Strings::of_terminal().words_of(self))
    }
}

/// Kinds of things in other tools' files that have no place among spans and relations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ForeignKind {
    /// Events with roles.
    Event,
    /// Spans that stand for the same.
    Equivalence,
    /// Notes on something else than a span.
    Note,
    /// Attributes of something else than a span.
    Attribute,
    /// Relations with an end that is no span, or without two ends.
    Relation,
    /// Lines that are no known kind.
    UnknownLine,
    /// Remarks on a text.
    Comment,
    /// Labels of a whole text.
    TextLabel,
    /// Texts about a text.
    TextOfText,
    /// What a model proposed where people worked.
    Prediction,
    /// What somebody began and did not submit.
    Draft,
    /// Decisions on suggestions that are said twice, or of nothing.
    Dismissal,
    /// What a tool calls so.
    Named(String),
}

impl Worded for ForeignKind {
    fn message(&self) -> Message {
        match self {
            Self::Event => Message::new("import-kind-event"),
            Self::Equivalence => Message::new("import-kind-equivalence"),
            Self::Note => Message::new("import-kind-note"),
            Self::Attribute => Message::new("import-kind-attribute"),
            Self::Relation => Message::new("import-kind-relation"),
            Self::UnknownLine => Message::new("import-kind-unknown-line"),
            Self::Comment => Message::new("import-kind-comment"),
            Self::TextLabel => Message::new("import-kind-text-label"),
            Self::TextOfText => Message::new("import-kind-text-of-text"),
            Self::Prediction => Message::new("import-kind-prediction"),
            Self::Draft => Message::new("import-kind-draft"),
            Self::Dismissal => Message::new("import-kind-dismissal"),
            Self::Named(name) => Message::new("import-kind-named").with_text("name", name),
        }
    }
}
