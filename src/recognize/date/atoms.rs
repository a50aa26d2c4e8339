//! From folded text to tokens: one pass, one token a word, a number or a mark.

use super::{
    atom::{Atom, NumberForm},
    lexicon::lexicon,
    trie::{Trie, is_letter},
};
use crate::language::JOINER;

/// What parts a token from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: «۵۰دقیقه».
    None,
    /// A joiner: the two are one orthographic word.
    Joiner,
    /// A space.
    Space,
}

/// A token of the shadow text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte in the shadow.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// What stands before it.
    pub(super) gap: Gap,
    /// What it means.
    pub(super) atom: Atom,
}

/// Fills `tokens` with those of `shadow`.
pub(super) fn scan(shadow: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let lexicon = lexicon();
    let mut gap = Gap::Space;
    let mut at = 0;
    while let Some(c) = shadow.get(at..).and_then(|rest| rest.chars().next()) {
        let (end, atom) = match c {
            ' ' | '\n' | '\r' => {
                gap = Gap::Space;
                at += 1;
                continue;
            }
            JOINER => {
                gap = if gap == Gap::None { Gap::Joiner } else { gap };
                at += JOINER.len_utf8();
                continue;
            }
            '0'..='9' => digits(shadow, at),
            c if is_letter(c) => {
                let found = word(lexicon, shadow, at);
                match split(lexicon, shadow, at, found) {
                    Some((middle, first)) => (middle, first),
                    None => found,
                }
            }
            c if c.is_ascii() => (at + 1, Atom::Mark(u8::try_from(c).unwrap_or(0))),
            c => (at + c.len_utf8(), Atom::Mark(0)),
        };
        tokens.push(Token { start: short(at), end: short(end), gap, atom });
        gap = Gap::None;
        at = end;
    }
}

fn digits(shadow: &str, start: usize) -> (usize, Atom) {
    let rest = shadow.as_bytes().get(start..).unwrap_or_default();
    let run = rest.iter().take_while(|it| it.is_ascii_digit());
    let (mut value, mut count) = (0_u32, 0_usize);
    for digit in run {
        value = value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
        count += 1;
    }
    (start + count, Atom::Digits(value, u8::try_from(count).unwrap_or(u8::MAX)))
}

fn word(lexicon: &Trie, shadow: &str, start: usize) -> (usize, Atom) {
    if let Some(found) = lexicon.longest(shadow, start) {
        return found;
    }
    let rest = shadow.get(start..).unwrap_or_default();
    let end = rest.find(|c| !is_letter(c)).map_or(shadow.len(), |at| start + at);
    (end, Atom::Word)
}

/// «دوماهه», «یکسال»: a number grown together with the unit it counts ends where the unit begins.
fn split(
    lexicon: &Trie,
    shadow: &str,
    start: usize,
    found: (usize, Atom),
) -> Option<(usize, Atom)> {
    let (end, Atom::Word) = found else { return None };
    let word = shadow.get(start..end)?;
    let (count, atom) = COUNTS.iter().find(|(it, _)| word.starts_with(it))?;
    let middle = start + count.len();
    let (unit_end, unit) = lexicon.longest(shadow, middle)?;
    (unit_end >= end && matches!(unit, Atom::Unit(..))).then_some((middle, *atom))
}

/// What grows together with units.
const COUNTS: &[(&str, Atom)] = &[
    ("یک", Atom::Number(1, NumberForm::Cardinal)),
    ("دو", Atom::Number(2, NumberForm::Cardinal)),
    ("سه", Atom::Number(3, NumberForm::Cardinal)),
    ("چهار", Atom::Number(4, NumberForm::Cardinal)),
    ("پنج", Atom::Number(5, NumberForm::Cardinal)),
    ("شش", Atom::Number(6, NumberForm::Cardinal)),
    ("هفت", Atom::Number(7, NumberForm::Cardinal)),
    ("هشت", Atom::Number(8, NumberForm::Cardinal)),
    ("نه", Atom::Number(9, NumberForm::Cardinal)),
    ("ده", Atom::Number(10, NumberForm::Cardinal)),
    ("چند", Atom::Several),
    ("هر", Atom::Every),
];

fn short(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
