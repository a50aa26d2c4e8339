//! Finding words whatever spelling they are in.
//!
//! Letters are compared folded. A joiner counts for nothing, and a space counts for nothing beside
//! a prefix or suffix that hurried writing parts or joins, so that «تحریم‌های», «تحریم های» and
//! «تحریمهای» find each other.

use std::{ops::Range, sync::LazyLock};

use serde::Deserialize;

use super::{Fold, Folded, JOINER};
use crate::text::{Text, TextRange};

/// Every place of `query` in `text`, in text order, without overlaps.
pub fn places_of(text: &Text, query: &str) -> Vec<TextRange> {
    let query = Skeleton::new(Folded::new(query.trim(), Fold::Loose).as_str());
    if query.letters.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let paragraphs = text.paragraphs();
    for index in 0..paragraphs.count() {
        let bytes = paragraphs.bytes(index);
        let source = text.as_str().get(bytes.clone()).unwrap_or_default();
        let folded = Folded::new(source, Fold::Loose);
        let skeleton = Skeleton::new(folded.as_str());
        for shadow in skeleton.matches(&query) {
            let source = folded.source_range(shadow);
            found.extend(text.range(bytes.start + source.start, bytes.start + source.end));
        }
    }
    found
}

/// What all spellings of the same words have in common, for comparing them.
pub fn spelling_key(words: &str) -> String {
    Skeleton::new(Folded::new(words.trim(), Fold::Loose).as_str()).letters
}

/// `assets/language/affixes.ron`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct AffixLists {
    suffixes: Vec<String>,
    prefixes: Vec<String>,
}

static AFFIXES: LazyLock<AffixLists> = LazyLock::new(|| AffixLists::bundled().unwrap_or_default());

impl AffixLists {
    /// The ones that the program brings along.
    pub(super) fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../assets/language/affixes.ron"))
    }

    fn is_suffix(&self, word: &str) -> bool {
        self.suffixes.iter().any(|it| it == word)
    }

    fn is_prefix(&self, word: &str) -> bool {
        self.prefixes.iter().any(|it| it == word)
    }
}

/// A folded text without what counts for nothing.
struct Skeleton {
    letters: String,
    /// For every byte of `letters`: the byte of the folded text it comes from.
    from: Vec<u32>,
}

impl Skeleton {
    fn new(folded: &str) -> Self {
        let mut letters = String::with_capacity(folded.len());
        let mut from = Vec::with_capacity(folded.len());
        for (at, c) in folded.char_indices() {
            if c == JOINER || (c == ' ' && is_joint(folded, at)) {
                continue;
            }
            letters.push(c);
            from.resize(letters.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { letters, from }
    }

    fn matches<'a>(&'a self, query: &'a Self) -> impl Iterator<Item = Range<usize>> + 'a {
        self.letters.match_indices(query.letters.as_str()).filter_map(|(at, words)| {
            let last = words.char_indices().next_back()?;
            let start = *self.from.get(at)? as usize;
            let end = *self.from.get(at + last.0)? as usize + last.1.len_utf8();
            Some(start..end)
        })
    }
}

/// True for a space that other writers leave out.
fn is_joint(folded: &str, space: usize) -> bool {
    let before = folded.get(..space).unwrap_or_default();
    let after = folded.get(space + 1..).unwrap_or_default();
    let word_end = |c: char| !c.is_alphabetic();
    let last = before.rsplit(word_end).next().unwrap_or_default();
    let next = after.split(word_end).next().unwrap_or_default();
    !last.is_empty() && !next.is_empty() && (AFFIXES.is_suffix(next) || AFFIXES.is_prefix(last))
}
