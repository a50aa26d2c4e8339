//! Placing annotations on a text that changed underneath them.
//!
//! Texts are compared by their letters (`skeleton`): what a program that cleans texts changes, such
//! as the spelling of a letter, joiners, line ends or digits, is no change of the words. Where the
//! letters are all the same, every annotation goes with its own.
//!
//! Elsewhere an annotation is moved without asking only when its words and what stands on both
//! sides of them are unchanged and stand nowhere else, neither in the text as it was nor as it is.
//! Everything else is left to a person, with the places that come into question: where its words
//! stand, and what stands now where they stood.

mod alignment;
mod place;
mod quotes;
mod skeleton;
mod uniqueness;
mod windows;

use std::ops::Range;

pub use place::{QuotePlacement, place, place_by_quote};
pub use quotes::{ForeignPlace, ForeignQuote, KnownQuote, QuotePiece, place_quotes};

use self::skeleton::{TextSkeleton, letters_of};
use crate::{
    model::{Document, Extent},
    text::Text,
};

/// How many code points of context are looked at on each side.
pub const CONTEXT: usize = 32;

/// An annotation's words and what stood around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextQuote {
    /// Everything from its first piece to its last.
    pub words: String,
    /// The pieces, in bytes of `words`; one that covers all but for discontinuous annotations.
    pub pieces: Vec<Range<usize>>,
    /// Up to [`CONTEXT`] code points before; fewer only at the start of the text.
    pub before: String,
    /// Up to [`CONTEXT`] code points after; fewer only at the end of the text.
    pub after: String,
}

impl TextQuote {
    /// What `extent` covers in `text`.
    pub fn of(text: &Text, extent: &Extent) -> Self {
        let hull = extent.hull();
        let before = text.as_str().get(..hull.start()).unwrap_or_default();
        let after = text.as_str().get(hull.end()..).unwrap_or_default();
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |it| it.0);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |it| it.0);
        let inside = |at: usize| at - hull.start();
        Self {
            words: text.slice(hull).to_owned(),
            pieces: extent.pieces().map(|it| inside(it.start())..inside(it.end())).collect(),
            before: before.get(from..).unwrap_or_default().to_owned(),
            after: after.get(..to).unwrap_or_default().to_owned(),
        }
    }

    /// Words that were kept without their text, with what stood around them; all of them are one piece.
    pub fn kept(words: &str, before: &str, after: &str) -> Self {
        Self {
            words: words.to_owned(),
            pieces: std::iter::once(0..words.len()).collect(),
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    /// The same by its letters alone.
    fn folded(&self) -> Self {
        let words = TextSkeleton::of(&self.words);
        let pieces = self.pieces.iter().map(|it| words.letters_of(it.clone())).collect();
        let (before, after) = (letters_of(&self.before), letters_of(&self.after));
        Self { words: words.letters().to_owned(), pieces, before, after }
    }

    /// True when `other` has the same letters and the same around them, as far as both go.
    pub fn has_same_letters(&self, other: &Self) -> bool {
        let (one, other) = (self.folded(), other.folded());
        let (before, after) = ((&*one.before, &*other.before), (&*one.after, &*other.after));
        one.words == other.words
            && (before.0.ends_with(before.1) || before.1.ends_with(before.0))
            && (after.0.starts_with(after.1) || after.1.starts_with(after.0))
    }

    /// True when `other` has the same letters, whatever stands around them.
    pub fn has_same_words(&self, other: &Self) -> bool {
        letters_of(&self.words) == letters_of(&other.words)
    }

    /// The quotes of all annotations, in order of id.
    pub fn all(document: &Document) -> Vec<Self> {
        document.annotations().map(|it| Self::of(document.text(), &it.extent)).collect()
    }
}
