//! Suggestions that were decided on without being taken.

use super::{Extent, Name};
use crate::text::{Text, TextRange};

/// What was suggested: a label on some words. A document has one decision on it at most.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DismissalTarget {
    /// Where.
    pub place: DismissedPlace,
    /// The key of the label.
    pub label: Name,
}

/// Where something was suggested.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DismissedPlace {
    /// On these words.
    At(Extent),
    /// On words that an edit took out of the article: they may come back.
    Gone {
        /// The words.
        words: String,
        /// What stood before them.
        before: String,
        /// What stood after them.
        after: String,
    },
}

/// How it was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DismissalKind {
    /// It is wrong: it is not suggested again.
    #[default]
    Rejected,
    /// It is left for later: it comes after all others.
    Later,
    /// It was nearly right: what the analyst made of it stands in the document.
    Corrected,
}

/// A suggestion that an analyst has decided on without taking it as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// What was suggested.
    pub target: DismissalTarget,
    /// How it was decided.
    pub kind: DismissalKind,
    /// The rule that suggested it.
    pub rule: Name,
    /// When it was decided, in ISO 8601 with seconds, or `""` where nobody knows.
    pub at: String,
    /// True where these words are never to be suggested with this label again, wherever they stand
    /// and however they are spelled.
    pub everywhere: bool,
}

impl DismissedPlace {
    /// What a file says: `pieces` in code points, their `words` with ` … ` between pieces, and what stands `around`
    /// these. Where other words stand there now, the words count as gone.
    pub fn stated(
        text: &Text,
        pieces: impl IntoIterator<Item = (usize, usize)>,
        words: String,
        (before, after): (String, String),
    ) -> Self {
        let ranges: Result<Vec<TextRange>, _> =
            pieces.into_iter().map(|(start, end)| text.range_of_chars(start, end)).collect();
        let extent = ranges.ok().and_then(Extent::of);
        let stands = |it: &Extent| words.is_empty() || text.quote(it.pieces()) == words;
        match extent.filter(stands) {
            Some(extent) => Self::At(extent),
            None => Self::Gone { words, before, after },
        }
    }
}

impl DismissalTarget {
    /// `label` on the words of `extent`.
    pub fn at(extent: Extent, label: impl Into<Name>) -> Self {
        Self { place: DismissedPlace::At(extent), label: label.into() }
    }

    /// Where it is; `None` where its words are gone.
    pub fn extent(&self) -> Option<&Extent> {
        match &self.place {
            DismissedPlace::At(extent) => Some(extent),
            DismissedPlace::Gone { .. } => None,
        }
    }
}

impl DismissalKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rejected, Self::Later, Self::Corrected];

    /// Its key in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Later => "later",
            Self::Corrected => "corrected",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}
