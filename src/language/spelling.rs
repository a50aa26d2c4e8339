//! Finding words whatever spelling they are in.
//!
//! Letters are compared folded. A joiner counts for nothing, and a space counts for nothing beside
//! a prefix or suffix that hurried writing parts or joins, so that «تحریم‌های», «تحریم های» and
//! «تحریمهای» find each other. In compounds with «و» it counts for nothing either, so that «گفت‌وگو»,
//! «گفت و گو» and «گفتگو» do.

use std::{ops::Range, sync::LazyLock};

use serde::Deserialize;

use super::{Fold, Folded, JOINER};

/// Which spellings of words are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// Whatever a writer may have chosen.
    #[default]
    Any,
    /// These letters and nothing else.
    Exact,
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

pub(super) static AFFIXES: LazyLock<AffixLists> =
    LazyLock::new(|| AffixLists::bundled().unwrap_or_default());

/// `assets/language/compounds.ron`: the two words of each, folded.
#[derive(Debug, Default)]
pub(super) struct CompoundWords(Vec<(String, String)>);

pub(super) static COMPOUNDS: LazyLock<CompoundWords> =
    LazyLock::new(|| CompoundWords::bundled().unwrap_or_default());

impl CompoundWords {
    /// The ones that the program brings along.
    pub(super) fn bundled() -> Result<Self, ron::error::SpannedError> {
        let list: Vec<(String, String)> =
            ron::from_str(include_str!("../../assets/language/compounds.ron"))?;
        let folded = |it: &str| Folded::new(it, Fold::Loose).as_str().to_owned();
        Ok(Self(list.iter().map(|(one, two)| (folded(one), folded(two))).collect()))
    }

    /// The first words.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|it| it.0.as_str())
    }

    /// What stands between the two words of the compound that `rest` starts with: bytes of `rest`.
    pub(super) fn joint_of(&self, rest: &str) -> Option<Range<usize>> {
        self.0.iter().find_map(|(one, two)| {
            let after = rest.strip_prefix(one.as_str())?;
            let gap = |it: &str| it.len() - it.trim_start_matches([' ', JOINER]).len();
            let mut skipped = gap(after);
            let conjunction = after.get(skipped..).and_then(|it| it.strip_prefix('و'));
            // «گفت وقت»: the second word may begin with the letter itself.
            let past = conjunction.map(|it| skipped + 'و'.len_utf8() + gap(it));
            if let Some(past) = past.filter(|it| starts_whole(after, *it, two)) {
                skipped = past;
            } else if !starts_whole(after, skipped, two) {
                return None;
            }
            Some(one.len()..one.len() + skipped)
        })
    }
}

/// True where `word` stands at byte `at`, up to its end or to an ending: «گو», «گوی», «گوها», no «گوش».
fn starts_whole(text: &str, at: usize, word: &str) -> bool {
    let Some(rest) = text.get(at..).and_then(|it| it.strip_prefix(word)) else { return false };
    let ending = rest.split(|c| !is_word(c)).next().unwrap_or_default();
    ending.is_empty() || matches!(ending, "ی" | "یی") || AFFIXES.is_suffix(ending)
}

/// True for what a word is made of; a joiner ends one.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

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

    /// What is written after a word.
    pub(super) fn suffixes(&self) -> impl Iterator<Item = &str> {
        self.suffixes.iter().map(String::as_str)
    }

    /// What is written before one.
    pub(super) fn prefixes(&self) -> impl Iterator<Item = &str> {
        self.prefixes.iter().map(String::as_str)
    }
}

/// A folded text without what counts for nothing.
pub(super) struct Skeleton {
    pub(super) letters: String,
    /// For every byte of `letters`: the byte of the folded text it comes from.
    from: Vec<u32>,
}

impl Skeleton {
    pub(super) fn new(folded: &str) -> Self {
        let mut letters = String::with_capacity(folded.len());
        let mut from = Vec::with_capacity(folded.len());
        let mut inside_compound = 0..0;
        let mut before = ' ';
        for (at, c) in folded.char_indices() {
            if !is_word(before)
                && let Some(joint) = COMPOUNDS.joint_of(folded.get(at..).unwrap_or_default())
            {
                inside_compound = at + joint.start..at + joint.end;
            }
            before = c;
            if inside_compound.contains(&at) || c == JOINER || (c == ' ' && is_joint(folded, at)) {
                continue;
            }
            letters.push(c);
            from.resize(letters.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { letters, from }
    }

    /// Where the letters of `query` stand, as bytes of the folded text.
    pub(super) fn matches<'a>(
        &'a self,
        query: &'a Self,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
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
