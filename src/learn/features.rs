//! What the model looks at: a word, its neighbors, their shapes, and what memory says of them.

use std::ops::Range;

use super::{
    hashing::{Hash, NOTHING, with},
    memory::{LabelIndex, PhraseMemory},
    words::{ArticleWords, FormedWords, LearnWord, WordForm},
};
use crate::text::TextRange;

/// How many features [`features_of`] gives for a word at most.
pub(super) const FEATURES: usize = 32;

/// How many different things memory can say of a word, see [`Verdicts`].
pub(super) const VERDICT_FEATURES: usize = FIRST_PAIR + PAIRS;

/// Where those of single words start: before them are a phrase's first, middle, last and only words.
const FIRST_SHARE: usize = 4 * STEPS * 2;

/// Where those of a word with its neighbor start.
const FIRST_PAIR: usize = FIRST_SHARE + 3 * SHARES + 2 * SHARES * SHARES;

/// How many of these there are; pairs that fall on the same one are learned together. «آقای» before a word
/// that is new says more than before one that is common.
const PAIRS: usize = 1 << 15;

/// Steps of how often a remembered phrase was a tag.
const STEPS: usize = 5;

/// Steps of how often a word stood inside tags and outside: never seen; in no tag and seen once, up to
/// four times, more often; in one tag or in more, with each step of the share.
const SHARES: usize = 4 + 2 * STEPS;

/// What a feature is about. Numbers that stay: they are part of what is kept in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum FeatureKind {
    Always,
    Word,
    WordBefore,
    WordAfter,
    SecondBefore,
    SecondAfter,
    WithBefore,
    WithAfter,
    BothSides,
    Prefix,
    Suffix,
    SuffixBefore,
    PrefixAfter,
    Shape,
    ShapeBefore,
    ShapeAfter,
    ShapeWithAfter,
    FirstInSentence,
}

fn feature(kind: FeatureKind, what: Hash) -> Hash {
    with(with(NOTHING, u64::from(kind as u8)), what)
}

/// Hands every feature of the word at `at` to `found`; `sentence` is where it stands in.
pub(super) fn features_of(
    article: FormedWords<'_>,
    sentence: &Range<usize>,
    at: usize,
    mut found: impl FnMut(Hash),
) {
    /// Stands for what is before the first word of a sentence and after its last.
    const EDGE: Hash = 7;
    let FormedWords { words, forms } = article;
    let neighbor =
        |distance: isize| at.checked_add_signed(distance).filter(|it| sentence.contains(it));
    let hash = |at: Option<usize>| at.and_then(|it| words.hash_at(it)).unwrap_or(EDGE);
    let form = |at: Option<usize>| -> Option<&WordForm> { forms.get(at?) };
    let shape = |it: Option<&WordForm>| it.map_or(EDGE, |it| it.shape.hash());
    let Some((word, word_form)) = words.hash_at(at).zip(forms.get(at)) else { return };
    let (word_before, word_after) = (hash(neighbor(-1)), hash(neighbor(1)));
    let (before, after) = (form(neighbor(-1)), form(neighbor(1)));
    let mut say = |kind, what| found(feature(kind, what));
    say(FeatureKind::Always, 0);
    say(FeatureKind::Word, word);
    say(FeatureKind::WordBefore, word_before);
    say(FeatureKind::WordAfter, word_after);
    say(FeatureKind::SecondBefore, hash(neighbor(-2)));
    say(FeatureKind::SecondAfter, hash(neighbor(2)));
    say(FeatureKind::WithBefore, with(word_before, word));
    say(FeatureKind::WithAfter, with(word, word_after));
    say(FeatureKind::BothSides, with(word_before, word_after));
    for (kind, affixes) in
        [(FeatureKind::Prefix, word_form.prefixes), (FeatureKind::Suffix, word_form.suffixes)]
    {
        affixes.iter().filter(|it| **it != 0).for_each(|it| say(kind, *it));
    }
    // Three letters: what an ending is made of.
    let ending = before.map_or(EDGE, |it| it.suffixes[2]);
    say(FeatureKind::SuffixBefore, ending);
    say(FeatureKind::PrefixAfter, after.map_or(EDGE, |it| it.prefixes[2]));
    say(FeatureKind::Shape, word_form.shape.hash());
    say(FeatureKind::ShapeBefore, shape(before));
    say(FeatureKind::ShapeAfter, shape(after));
    say(FeatureKind::ShapeWithAfter, with(word_form.shape.hash(), shape(after)));
    if before.is_none() {
        say(FeatureKind::FirstInSentence, 0);
    }
}

/// Where the words stand that make others look like a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LikenessPlace {
    /// Before them.
    Before,
    /// After them.
    After,
    /// They are the first of them.
    First,
    /// They are the last of them.
    Last,
}

/// The features of some words that can be shown to a person, with the words that they are of.
pub(super) fn likeness_of(
    article: &ArticleWords,
    words: &Range<usize>,
) -> Vec<(LikenessPlace, Hash, TextRange)> {
    let places = [
        (LikenessPlace::Before, FeatureKind::WordBefore, words.start.checked_sub(1)),
        (LikenessPlace::After, FeatureKind::WordAfter, Some(words.end)),
        (LikenessPlace::First, FeatureKind::Word, Some(words.start)),
        (LikenessPlace::Last, FeatureKind::Word, words.end.checked_sub(1)),
    ];
    let found = places.into_iter().filter_map(|(place, kind, at)| {
        let word = article.words.get(at?)?;
        Some((place, feature(kind, word.hash), word.range))
    });
    found.collect()
}

/// What memory says of every word of an article with regard to one label: features as numbers below
/// [`VERDICT_FEATURES`].
#[derive(Clone, Debug, Default)]
pub(super) struct Verdicts(Vec<[u16; 8]>);

impl Verdicts {
    /// By what `memory` knows without `own`, what the article itself says.
    pub(super) fn new(
        words: &ArticleWords,
        label: LabelIndex,
        memory: &PhraseMemory,
        own: Option<&PhraseMemory>,
    ) -> Self {
        let mut matches = vec![0; words.len()];
        let mut free_from = 0;
        for start in 0..words.len() {
            if start < free_from {
                continue;
            }
            let mut longest = None;
            memory.phrases_at(words, start, |range, phrase| {
                let known = memory.counts(label, phrase);
                let own = own.map(|it| it.counts(label, phrase)).unwrap_or_default();
                let counts = known.minus(own);
                if counts.tagged > 0 {
                    let share = share_step(counts.tagged, counts.seen());
                    longest = Some((range, share * 2 + usize::from(counts.tagged > 1)));
                }
            });
            if let Some((range, step)) = longest {
                free_from = range.end;
                for at in range.clone() {
                    // First, last, between, or the only one.
                    let place = match (at == range.start, at + 1 == range.end) {
                        (true, true) => 3,
                        (true, false) => 0,
                        (false, false) => 1,
                        (false, true) => 2,
                    };
                    if let Some(it) = matches.get_mut(at) {
                        *it = 1 + place * STEPS * 2 + step;
                    }
                }
            }
        }
        let share = |word: Option<&LearnWord>| {
            let Some(word) = word else { return 0 };
            let known = memory.word(label, word.hash);
            let own = own.map(|it| it.word(label, word.hash)).unwrap_or_default();
            let (seen, tagged) =
                (known.seen.saturating_sub(own.seen), known.tagged.saturating_sub(own.tagged));
            match (seen, tagged) {
                (0, _) => 0,
                (1, 0) => 1,
                (2..=4, 0) => 2,
                (_, 0) => 3,
                (seen, tagged) => 4 + 2 * share_step(tagged, seen) + usize::from(tagged > 1),
            }
        };
        let shares: Vec<usize> = words.words.iter().map(|it| share(Some(it))).collect();
        let share_at = |at: Option<usize>| at.and_then(|it| shares.get(it)).copied().unwrap_or(0);
        let of = |(at, found): (usize, &usize)| {
            let here = share_at(Some(at));
            let pair = |kind: u64, neighbor: Option<usize>| {
                let neighbor = neighbor.and_then(|it| words.hash_at(it)).unwrap_or_default();
                let [a, b, ..] = with(with(neighbor, kind), kind_of_share(here)).to_le_bytes();
                FIRST_PAIR + usize::from(u16::from_le_bytes([a, b])) % PAIRS
            };
            let (before, after) = (share_at(at.checked_sub(1)), share_at(Some(at + 1)));
            let numbers = [
                // Nothing remembered is no feature, but a number out of bounds.
                found.checked_sub(1).unwrap_or(usize::from(u16::MAX)),
                FIRST_SHARE + here,
                FIRST_SHARE + SHARES + before,
                FIRST_SHARE + 2 * SHARES + after,
                FIRST_SHARE + 3 * SHARES + before * SHARES + here,
                FIRST_SHARE + (3 + SHARES) * SHARES + here * SHARES + after,
                pair(1, at.checked_sub(1)),
                pair(2, Some(at + 1)),
            ];
            numbers.map(|it| u16::try_from(it).unwrap_or(u16::MAX))
        };
        Self(matches.iter().enumerate().map(of).collect())
    }

    /// The features of the word at `at`.
    pub(super) fn at(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let found = self.0.get(at).into_iter().flatten();
        found.map(|it| usize::from(*it)).filter(|it| *it < VERDICT_FEATURES)
    }
}

/// A word as one that is new, was in no tag, in some, or mostly.
fn kind_of_share(share: usize) -> u64 {
    match share {
        0 => 0,
        1..=3 => 1,
        // Up to two thirds: the first three steps, each with two numbers.
        4..=9 => 2,
        _ => 3,
    }
}

/// How large a part is, in steps from 0 to 4.
fn share_step(part: u32, whole: u32) -> usize {
    let percent = u64::from(part) * 100 / u64::from(whole.max(1));
    [10, 35, 65, 90].iter().filter(|it| percent >= **it).count()
}
