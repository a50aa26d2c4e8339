//! How the spans of an import came to lie where they do: counted, with the first ten of each way.

use std::collections::BTreeMap;

use crate::{
    formats::Counting,
    messages::{Message, Worded},
};

/// How the spans of an import came to lie where they do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placements {
    /// Those whose words stand at their offsets.
    pub exact: SpanGroup,
    /// Those of formats, files or rows that do not say the words.
    pub unchecked: SpanGroup,
    /// Those of files that count in another way than the format does.
    pub recounted: BTreeMap<Counting, SpanGroup>,
    /// Those whose words were found elsewhere.
    pub reanchored: SpanGroup,
    /// Those whose words stand in no place that is certain, and those that lie outside their text.
    pub left_out: SpanGroup,
}

impl Placements {
    /// Each group that has spans, in the order they are said.
    pub fn groups(&self) -> Vec<(PlacementKind, &SpanGroup)> {
        let recounted = self.recounted.iter().map(|(how, it)| (PlacementKind::Recounted(*how), it));
        let all = [(PlacementKind::Exact, &self.exact)].into_iter().chain(recounted).chain([
            (PlacementKind::Reanchored, &self.reanchored),
            (PlacementKind::Unchecked, &self.unchecked),
            (PlacementKind::LeftOut, &self.left_out),
        ]);
        all.filter(|it| it.1.count > 0).collect()
    }
}

/// How spans came to lie where they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacementKind {
    /// By offsets that fit their words.
    Exact,
    /// By offsets that fit their words when they are counted so.
    Recounted(Counting),
    /// By their words.
    Reanchored,
    /// By offsets alone.
    Unchecked,
    /// Nowhere.
    LeftOut,
}

impl PlacementKind {
    /// How many spans came to lie so, as a sentence.
    pub fn counted(self, count: usize) -> Message {
        match self {
            Self::Exact => Message::new("import-placed-exact").with("n", count),
            Self::Recounted(how) => {
                Message::new("import-placed-recounted").with("n", count).with_words("how", &how)
            }
            Self::Reanchored => Message::new("import-placed-reanchored").with("n", count),
            Self::Unchecked => Message::new("import-placed-unchecked").with("n", count),
            Self::LeftOut => Message::new("import-placed-left-out").with("n", count),
        }
    }
}

/// Spans of one kind: how many, and the first ten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanGroup {
    /// How many there are.
    pub count: usize,
    /// The first ten.
    pub first: Vec<SpanMention>,
}

/// A span as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanMention {
    /// The id of its document.
    pub document: String,
    /// Its label.
    pub label: String,
    /// Its words, as the file says or as they stand in the text; the first of many.
    pub words: String,
}

impl Worded for SpanMention {
    fn message(&self) -> Message {
        Message::new("import-placed-span")
            .with_text("document", &self.document)
            .with_text("label", &self.label)
            .with_text("words", &self.words.replace(['\n', '\r', '\t'], " "))
    }
}

/// How many spans of a group are listed.
const LISTED: usize = 10;
/// How many code points of a listed span's words are shown.
const SHOWN: usize = 60;

impl SpanGroup {
    pub(in crate::formats) fn add(&mut self, document: &str, label: &str, words: &str) {
        self.count += 1;
        if self.first.len() < LISTED {
            let (document, label) = (document.to_owned(), label.to_owned());
            let words = words.chars().take(SHOWN).collect();
            self.first.push(SpanMention { document, label, words });
        }
    }
}
