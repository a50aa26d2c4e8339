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
#[derive(Clone, Copy, Debug)]
pub(super) struct LearnWord {
    pub(super) range: TextRange,
    /// Its folded letters, with joiners left out: hurried typing leaves them out too.
    pub(super) hash: Hash,
}

/// What is seen of a word without knowing it: only models go by it, so that it is let go once they have read
/// an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordForm {
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

/// Some words of an article that stand side by side, in half the room of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct WordRun {
    start: u32,
    end: u32,
}

impl WordRun {
    pub(super) fn new(words: Range<usize>) -> Self {
        // A text has less than 4 GiB, and no more words.
        let short = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        Self { start: short(words.start), end: short(words.end) }
    }

    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    pub(super) fn end(self) -> usize {
        self.end as usize
    }

    pub(super) fn words(self) -> Range<usize> {
        self.start()..self.end()
    }

    pub(super) fn len(self) -> usize {
        self.words().len()
    }
}

/// The words of a text and where its sentences are.
#[derive(Clone, Debug)]
pub(super) struct ArticleWords {
    pub(super) words: Vec<LearnWord>,
    /// Runs of `words`.
    pub(super) sentences: Vec<Range<usize>>,
}

/// The words of an article with what each looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormedWords<'a> {
    pub(super) words: &'a ArticleWords,
    pub(super) forms: &'a [WordForm],
}

impl ArticleWords {
    pub(super) fn new(text: &Text) -> Self {
        Self::read(text, |_| {})
    }

    /// The same with what each word looks like.
    pub(super) fn with_forms(text: &Text) -> (Self, Vec<WordForm>) {
        let mut forms = Vec::new();
        let words = Self::read(text, |it| forms.push(WordForm::of(it)));
        (words, forms)
    }

    /// A line at a time: a long article is not to be held several times over while it is read.
    fn read(text: &Text, mut each: impl FnMut(&WordLetters)) -> Self {
        let mut words: Vec<LearnWord> = Vec::new();
        let mut spans: Vec<(Range<usize>, TokenKind)> = Vec::new();
        let (mut starts, mut earlier, mut line_start) = (vec![0], 0, 0);
        for line in text.as_str().split_inclusive('\n') {
            let folded = Folded::new(line, Fold::Strict);
            let shadow = folded.as_str();
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
                        starts.push(earlier + spans.len());
                    }
                    None if earlier > 0 => starts.push(earlier),
                    Some(_) | None => {}
                }
                spans.push((token.bytes, token.kind));
            }
            earlier += spans.len();
            // What cannot be cut out of the text keeps its place, so that sentences still fit.
            for (bytes, kind) in spans.drain(..) {
                let source = folded.source_range(bytes.clone());
                let letters = shadow.get(bytes).unwrap_or_default();
                let last = words.last().map(|it| it.range);
                let range = text.range(line_start + source.start, line_start + source.end);
                if let Some(range) = range.ok().or(last) {
                    let letters = WordLetters::new(letters, kind);
                    words.push(LearnWord { range, hash: hash_of(&letters.letters) });
                    each(&letters);
                }
            }
            line_start += line.len();
        }
        words.shrink_to_fit();
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

/// The letters of a word as they are compared.
struct WordLetters {
    letters: Vec<char>,
    kind: TokenKind,
    is_joined: bool,
}

impl WordLetters {
    fn new(folded: &str, kind: TokenKind) -> Self {
        let letters: Vec<char> = folded.chars().filter(|it| *it != JOINER).collect();
        let is_joined = letters.len() < folded.chars().count();
        Self { letters, kind, is_joined }
    }

    fn shape(&self) -> WordShape {
        let letters = &self.letters;
        match self.kind {
            TokenKind::Digits => WordShape::Digits(u8::try_from(letters.len()).unwrap_or(u8::MAX)),
            TokenKind::Mark(mark) => WordShape::Mark(mark),
            TokenKind::Letters if self.is_joined => WordShape::Joined,
            TokenKind::Letters if letters.iter().all(|it| is_of_arabic_script(*it)) => {
                WordShape::Letters
            }
            TokenKind::Letters => WordShape::Foreign,
        }
    }
}

impl WordForm {
    fn of(word: &WordLetters) -> Self {
        let letters = &word.letters;
        let affix = |count: usize, from_end: bool| {
            if letters.len() < count {
                0
            } else if from_end {
                hash_of(letters.iter().rev().take(count))
            } else {
                hash_of(letters.iter().take(count))
            }
        };
        Self {
            prefixes: std::array::from_fn(|at| affix(at + 1, false)),
            suffixes: std::array::from_fn(|at| affix(at + 1, true)),
            shape: word.shape(),
        }
    }
}

fn hash_of<'a>(letters: impl IntoIterator<Item = &'a char>) -> Hash {
    letters.into_iter().fold(NOTHING, |hash, c| with(hash, u64::from(*c)))
}

fn is_of_arabic_script(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}')
}

/// True where a sentence ends between a token and the next.
fn is_new_sentence(before: TokenKind, between: &str, gap: Gap) -> bool {
    let ends = matches!(before, TokenKind::Mark('.' | '?' | '!' | '۔'));
    between.contains(['\n', '\r', '\u{85}', '\u{2029}']) || (ends && gap == Gap::Space)
}
