//! Folded text cut into runs of letters, runs of digits, and marks.
//!
//! This is the finest cut both recognizers build on: words of several runs are put together by the
//! one («می‌گوید», «۳.۵»), entries of a lexicon by the other.

use std::ops::Range;

use super::JOINER;

/// What parts a token from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: «۵۰دقیقه».
    None,
    /// A joiner: the two are one orthographic word.
    Joiner,
    /// White space, with or without joiners.
    Space,
}

impl Gap {
    /// The same with a joiner more.
    fn joined(self) -> Self {
        match self {
            Self::None | Self::Joiner => Self::Joiner,
            Self::Space => Self::Space,
        }
    }
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters alone.
    Letters,
    /// Digits alone, `0` to `9` in the folded spelling.
    Digits,
    /// Any other character, one a token.
    Mark(char),
}

/// A token of folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextToken {
    /// Its bytes in the folded text.
    pub bytes: Range<usize>,
    /// What stands before it; [`Gap::Space`] for the first.
    pub gap: Gap,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Cuts folded text into tokens, from left to right.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    shadow: &'a str,
    at: usize,
    gap: Gap,
}

impl<'a> Tokens<'a> {
    /// The tokens of `shadow`, which must be folded.
    pub fn new(shadow: &'a str) -> Self {
        Self { shadow, at: 0, gap: Gap::Space }
    }

    /// Goes on at `byte` as if the token before ended there: whoever reads the tokens has made one of
    /// several, or two of one.
    pub fn resume_at(&mut self, byte: usize) {
        self.at = byte;
        self.gap = Gap::None;
    }

    fn rest(&self) -> &'a str {
        self.shadow.get(self.at..).unwrap_or_default()
    }

    fn skip_gap(&mut self) {
        for c in self.rest().chars() {
            match c {
                ' ' => self.gap = Gap::Space,
                // What comes next is mostly a word, and one look is enough then.
                'ء'..='ۓ' => return,
                JOINER => self.gap = self.gap.joined(),
                c if c.is_whitespace() => self.gap = Gap::Space,
                _ => return,
            }
            self.at += c.len_utf8();
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = TextToken;

    fn next(&mut self) -> Option<TextToken> {
        self.skip_gap();
        let (start, rest) = (self.at, self.rest());
        let first = rest.chars().next()?;
        let (length, kind) = match first {
            '0'..='9' => (run(rest, |c| c.is_ascii_digit()), TokenKind::Digits),
            c if is_letter(c) => (run(rest, is_letter), TokenKind::Letters),
            c => (c.len_utf8(), TokenKind::Mark(c)),
        };
        let gap = self.gap;
        self.resume_at(start + length);
        Some(TextToken { bytes: start..start + length, gap, kind })
    }
}

/// The bytes of the characters at the start of `rest` for which `belongs` holds.
fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

/// True for what is written in one word with its neighbors.
pub fn is_letter(c: char) -> bool {
    match c {
        'ء'..='ۓ' => !matches!(c, '٠'..='٭' | '۔'),
        c if c.is_ascii() => c.is_ascii_alphabetic(),
        c => c.is_alphabetic(),
    }
}
