//! Finding words whatever spelling they are in.
//!
//! Letters are compared folded. A joiner counts for nothing, and a space counts for nothing beside
//! a prefix or suffix that hurried writing parts or joins, so that «تحریم‌های», «تحریم های» and
//! «تحریمهای» find each other.

use crate::{
    language::{Fold, Folded, JOINER},
    text::{Text, TextRange},
};

/// Endings that are written joined, half-joined or apart.
const SUFFIXES: &[&str] = &[
    "ها",
    "های",
    "هایی",
    "هایم",
    "هایت",
    "هایش",
    "هایمان",
    "هایتان",
    "هایشان",
    "ای",
    "ام",
    "ات",
    "اش",
    "اند",
    "ایم",
    "اید",
    "تر",
    "تری",
    "ترین",
    "گر",
    "گری",
];

/// Beginnings that are written joined, half-joined or apart.
const PREFIXES: &[&str] = &["می", "نمی", "بی", "هم", "پیش", "پس"];

/// Places of one query in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What was looked for.
    pub query: String,
    /// Every place, in text order, without overlaps.
    pub places: Vec<TextRange>,
    /// Which place is current.
    pub current: Option<usize>,
}

/// Every place of `query` in `text`, in text order, without overlaps.
pub fn find(text: &Text, query: &str) -> Vec<TextRange> {
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
        for shadow in skeleton.places_of(&query) {
            let source = folded.source_range(shadow);
            found.extend(text.range(bytes.start + source.start, bytes.start + source.end));
        }
    }
    found
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

    fn places_of<'a>(
        &'a self,
        query: &'a Self,
    ) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
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
    !last.is_empty() && !next.is_empty() && (SUFFIXES.contains(&next) || PREFIXES.contains(&last))
}
