//! What formats are and what they cannot hold, in the language in use.

use crate::{
    formats::{Cannot, Format, Lost},
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
    "format-inception",
    "format-table",
    "format-text",
];

/// What a format is for.
pub(super) fn described(cx: &FrameContext<'_>, format: &Format) -> String {
    let key = FORMATS.iter().find(|it| it.strip_prefix("format-") == Some(format.id));
    key.map_or_else(|| format.title.to_owned(), |it| cx.t(it))
}

/// What a format is called: most have a name of their own in every language.
pub(super) fn titled(cx: &FrameContext<'_>, format: &Format) -> String {
    match format.id {
        "table" => cx.t("format-title-table"),
        "text" => cx.t("format-title-text"),
        _ => format.title.to_owned(),
    }
}

/// What a format cannot hold.
pub(super) fn cannot(cx: &FrameContext<'_>, format: &Format) -> String {
    let words = |it: &Cannot| cx.words_of(it);
    let between = if cx.is_mirrored() { "، " } else { ", " };
    format.cannot_carry.iter().map(words).collect::<Vec<_>>().join(between)
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
    /// In the order they are reported.
    pub(super) const ALL: [Self; 4] = [Self::Span, Self::Attribute, Self::Link, Self::Other];

    /// The kind of what is lost.
    pub(super) fn of(what: &Lost) -> Self {
        match what {
            Lost::Overlapping | Lost::Untrimmed | Lost::Blank | Lost::Label(_) => Self::Span,
            Lost::Attribute(..) => Self::Attribute,
            Lost::Relation(_) => Self::Link,
            Lost::Edges
            | Lost::Coordinated
            | Lost::Place
            | Lost::AttributeName(..)
            | Lost::ReturnsIn(_)
            | Lost::Wordless
            | Lost::Returns
            | Lost::Beginning
            | Lost::Control
            | Lost::Before(_) => Self::Other,
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
