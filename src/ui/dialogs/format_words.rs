//! What formats are and what they cannot hold, in the language in use.

use crate::{
    formats::{Cannot, Format, Loss},
    ui::Cx,
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
pub(super) fn described(cx: &Cx<'_>, format: &Format) -> String {
    let key = FORMATS.iter().find(|it| it.strip_prefix("format-") == Some(format.id));
    key.map_or_else(|| format.title.to_owned(), |it| cx.t(it))
}

/// What a format cannot hold.
pub(super) fn cannot(cx: &Cx<'_>, format: &Format) -> String {
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

/// How the formats begin to say what is lost, and the key of the words for it; what they say behind
/// it is the value `what`.
const LOSSES: &[(&str, &str)] = &[
    ("the span: it overlaps a longer", "loss-overlaps"),
    ("the span: it starts or ends with white space", "loss-edges"),
    ("the span: it is nothing but", "loss-blank"),
    ("the span: it is a ", "loss-label"),
    ("the span as one", "loss-members"),
    ("the attribute ", "loss-attribute"),
    ("the relation ", "loss-relation"),
    ("its carriage returns", "loss-carriage-returns"),
    ("its place in the text", "loss-place"),
    ("the document: it has no words", "loss-empty"),
    ("a control character", "loss-control"),
];

/// What is lost, in the language in use.
pub(super) fn lost(cx: &Cx<'_>, loss: &Loss) -> String {
    let found =
        LOSSES.iter().find_map(|(begins, key)| Some((key, loss.what.strip_prefix(begins)?)));
    found.map_or_else(|| loss.what.clone(), |(key, what)| cx.strings.with(key, &[("what", what)]))
}

/// Of which kind something lost is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    Span,
    Attribute,
    Link,
    Other,
}

impl Lost {
    /// In the order they are told.
    pub(super) const ALL: [Self; 4] = [Self::Span, Self::Attribute, Self::Link, Self::Other];

    /// The kind of `loss`, by what it says first.
    pub(super) fn of(loss: &Loss) -> Self {
        match loss.what.as_str() {
            it if it.starts_with("the span:") => Self::Span,
            it if it.starts_with("the attribute") => Self::Attribute,
            it if it.starts_with("the relation") => Self::Link,
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
