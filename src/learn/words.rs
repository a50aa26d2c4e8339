//! An article as learning sees it: words by their hashes, and sentences.

use std::ops::Range;

use super::hashing::{Hash, NOTHING, with};
use crate::{
    language::{Fold, Folded, Gap, JOINER, TokenKind, Tokens},
    text::{Text, TextRange},
};

/// How many letters of a word's beginning and end are looked at.
pub(super) const AFFIXES: usize = 4;

/// A word, a number or a mark.
#[derive(Clone, Debug)]
pub(super) struct LearnWord {
    pub(super) range: TextRange,
    /// Its folded letters, with joiners left out: hurried typing leaves them out too.
    pub(super) hash: Hash,
    /// Its first letter, its first two, …; 0 where it has not as many.
    pub(super) prefixes: [Hash; AFFIXES],
    /// Its last letter, its last two, …
    pub(super) suffixes: [Hash; AFFIXES],
    pub(super) shape: WordShape,
}

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordShape {
    /// Letters of the Arabic script.
    Letters,
    /// The same, with a joiner inside.
    Joined,
    /// Latin and other letters.
    Foreign,
    /// A number of this many digits.
    Digits(u8),
    /// A mark.
    Mark(char),
}

impl WordShape {
    /// The shape as a part of a feature.
    pub(super) fn hash(self) -> Hash {
        match self {
            Self::Letters => 1,
            Self::Joined => 2,
            Self::Foreign => 3,
            Self::Digits(digits) => 10 + u64::from(digits),
            Self::Mark(mark) => 1000 + u64::from(mark),
        }
    }
}

/// The words of a text and where its sentences are.
#[derive(Clone, Debug)]
pub(super) struct ArticleWords {
    pub(super) words: Vec<LearnWord>,
    /// Runs of `words`.
    pub(super) sentences: Vec<Range<usize>>,
}

impl ArticleWords {
    pub(super) fn new(text: &Text) -> Self {
        let folded = Folded::new(text.as_str(), Fold::Strict);
        let shadow = folded.as_str();
        let mut spans: Vec<(Range<usize>, TokenKind)> = Vec::new();
        let mut starts = vec![0];
        for token in Tokens::new(shadow) {
            let before = spans.last().map_or(0, |it| it.0.end);
            let gap = shadow.get(before..token.bytes.start).unwrap_or_default();
            match spans.last_mut() {
                Some((bytes, TokenKind::Letters))
                    if token.kind == TokenKind::Letters && token.gap == Gap::Joiner =>
                {
                    bytes.end = token.bytes.end;
                    continue;
                }
                Some((_, kind)) if is_new_sentence(*kind, gap, token.gap) => {
                    starts.push(spans.len());
                }
                Some(_) | None => {}
            }
            spans.push((token.bytes, token.kind));
        }
        let mut words = Vec::with_capacity(spans.len());
        // What cannot be cut out of the text keeps its place, so that sentences still fit.
        for (bytes, kind) in spans {
            let source = folded.source_range(bytes.clone());
            let letters = shadow.get(bytes).unwrap_or_default();
            let last = words.last().map(|it: &LearnWord| it.range);
            if let Some(range) = text.range(source.start, source.end).ok().or(last) {
                words.push(LearnWord::new(range, letters, kind));
            }
        }
        let ends = starts.iter().skip(1).copied().chain([words.len()]);
        let sentences = starts.iter().copied().zip(ends).map(|(start, end)| start..end);
        let sentences = sentences.filter(|it| !it.is_empty()).collect();
        Self { words, sentences }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words that `range` touches.
    pub(super) fn touched_by(&self, range: TextRange) -> Range<usize> {
        let start = self.words.partition_point(|it| it.range.end() <= range.start());
        let end = self.words.partition_point(|it| it.range.start() < range.end());
        start..end.max(start)
    }

    /// The words of `range`, where none of them is cut by its edges.
    pub(super) fn whole_in(&self, range: TextRange) -> Option<Range<usize>> {
        let touched = self.touched_by(range);
        self.range_of(&touched).filter(|it| range.covers(*it))?;
        Some(touched)
    }

    /// The bytes from the first to the last of some words.
    pub(super) fn range_of(&self, words: &Range<usize>) -> Option<TextRange> {
        let inside = self.words.get(words.clone())?;
        Some(inside.first()?.range.join(inside.last()?.range))
    }

    /// What some words together are known by.
    pub(super) fn phrase(&self, words: &Range<usize>) -> Hash {
        let inside = self.words.get(words.clone()).unwrap_or_default();
        inside.iter().fold(NOTHING, |hash, it| with(hash, it.hash))
    }

    pub(super) fn hash_at(&self, word: usize) -> Option<Hash> {
        self.words.get(word).map(|it| it.hash)
    }
}

impl LearnWord {
    fn new(range: TextRange, folded: &str, kind: TokenKind) -> Self {
        let letters: Vec<char> = folded.chars().filter(|it| *it != JOINER).collect();
        let shape = match kind {
            TokenKind::Digits => WordShape::Digits(u8::try_from(letters.len()).unwrap_or(u8::MAX)),
            TokenKind::Mark(mark) => WordShape::Mark(mark),
            TokenKind::Letters if letters.len() < folded.chars().count() => WordShape::Joined,
            TokenKind::Letters if letters.iter().all(|it| is_of_arabic_script(*it)) => {
                WordShape::Letters
            }
            TokenKind::Letters => WordShape::Foreign,
        };
        let hash_of = |letters: &mut dyn Iterator<Item = &char>| {
            letters.fold(NOTHING, |hash, c| with(hash, u64::from(*c)))
        };
        let affix = |count: usize, from_end: bool| {
            if letters.len() < count {
                0
            } else if from_end {
                hash_of(&mut letters.iter().rev().take(count))
            } else {
                hash_of(&mut letters.iter().take(count))
            }
        };
        Self {
            range,
            hash: hash_of(&mut letters.iter()),
            prefixes: std::array::from_fn(|at| affix(at + 1, false)),
            suffixes: std::array::from_fn(|at| affix(at + 1, true)),
            shape,
        }
    }
}

fn is_of_arabic_script(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}')
}

/// True where a sentence ends between a token and the next.
fn is_new_sentence(before: TokenKind, between: &str, gap: Gap) -> bool {
    let ends = matches!(before, TokenKind::Mark('.' | '?' | '!' | '۔'));
    between.contains(['\n', '\r', '\u{85}', '\u{2029}']) || (ends && gap == Gap::Space)
}
