//! What formats are and what they cannot hold, in the language in use.

use crate::{
    formats::{Cannot, Format, Lost},
    messages::isolated,
    ui::FrameContext,
};

/// The keys that say what each format is for; its id stands behind the first word.
const FORMATS: &[&str] = &[
    "format-jsonl",
    "format-hf",
    "format-label-studio",
    "format-doccano",
    "format-parquet",
    "format-csv",
    "format-tsv",
    "format-docbin",
    "format-prodigy",
    "format-conll",
    "format-brat",
    "format-cas-xmi",
    "format-cas-json",
    "format-webanno-tsv",
    "format-timeml",
    "format-w3c",
    "format-claimreview",
    "format-conllu",
    "format-tei",
    "format-text",
];

/// What a format is for.
pub(super) fn described(cx: &FrameContext<'_>, format: &Format) -> String {
    let key = FORMATS.iter().find(|it| it.strip_prefix("format-") == Some(format.id));
    key.map_or_else(|| format.title.to_owned(), |it| cx.t(it))
}

/// What a format cannot hold.
pub(super) fn cannot(cx: &FrameContext<'_>, format: &Format) -> String {
    let words = |it: &Cannot| cx.t(cannot_key(*it));
    let between = if cx.is_mirrored() { "، " } else { ", " };
    format.cannot_carry.iter().map(words).collect::<Vec<_>>().join(between)
}

fn cannot_key(it: Cannot) -> &'static str {
    match it {
        Cannot::Spans => "cannot-spans",
        Cannot::Overlaps => "cannot-overlaps",
        Cannot::Attributes => "cannot-attributes",
        Cannot::Relations => "cannot-relations",
        Cannot::OtherLabels => "cannot-other-labels",
        Cannot::WhiteSpace => "cannot-white-space",
        Cannot::CarriageReturns => "cannot-carriage-returns",
        Cannot::Metadata => "cannot-metadata",
        Cannot::EmptyDocuments => "cannot-empty-documents",
        Cannot::Pieces => "cannot-pieces",
        Cannot::Text => "cannot-text",
    }
}

/// What is lost, in the language in use.
pub(super) fn lost(cx: &FrameContext<'_>, what: &Lost) -> String {
    let (key, of) = match what {
        Lost::Overlapping => ("loss-overlaps", ""),
        Lost::Untrimmed => ("loss-untrimmed", ""),
        Lost::Blank => ("loss-blank", ""),
        Lost::Label(label) => ("loss-label", label.as_str()),
        Lost::Edges => ("loss-edges", ""),
        Lost::Coordinated => ("loss-members", ""),
        Lost::Place => ("loss-place", ""),
        Lost::Attribute(key, value) => return attribute(cx, "loss-attribute", key, value),
        Lost::AttributeName(key, value) => return attribute(cx, "loss-name", key, value),
        Lost::ReturnsIn(key) => ("loss-returns-in", key.as_str()),
        Lost::Relation(label) => ("loss-relation", label.as_str()),
        Lost::Wordless => ("loss-empty", ""),
        Lost::Returns => ("loss-carriage-returns", ""),
        Lost::Beginning => ("loss-beginning", ""),
        Lost::Control => ("loss-control", ""),
        Lost::Before(words) => return isolated(words),
    };
    cx.strings.with(key, &[("what", &isolated(of))])
}

fn attribute(cx: &FrameContext<'_>, words: &str, key: &str, value: &str) -> String {
    cx.strings.with(words, &[("what", &isolated(key)), ("value", &isolated(value))])
}

/// Of which kind something lost is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LossKind {
    Span,
    Attribute,
    Link,
    Other,
}

impl LossKind {
    /// In the order they are told.
    pub(super) const ALL: [Self; 4] = [Self::Span, Self::Attribute, Self::Link, Self::Other];

    /// The kind of what is lost.
    pub(super) fn of(what: &Lost) -> Self {
        match what {
            Lost::Overlapping | Lost::Untrimmed | Lost::Blank | Lost::Label(_) => Self::Span,
            Lost::Attribute(..) => Self::Attribute,
            Lost::Relation(_) => Self::Link,
            // What is left is rare: one kind for all of it.
            _ => Self::Other,
        }
    }

    /// The key of its words, which tell how many there are.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Span => "lost-spans",
            Self::Attribute => "lost-attributes",
            Self::Link => "lost-links",
            Self::Other => "lost-other",
        }
    }
}
