//! From folded text to what its words mean: one pass, one token an entry of the lexicon, another word,
//! a number or a mark.

use std::{ops::Range, sync::LazyLock};

use super::{
    atom::{Atom, NumberForm},
    lexicon::lexicon,
};
pub(super) use crate::language::Gap;
use crate::language::{Lexicon, TokenKind, Tokens, first_cardinals};

/// A token of the shadow text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateToken {
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
pub(super) fn scan(shadow: &str, tokens: &mut Vec<DateToken>) {
    tokens.clear();
    let lexicon = lexicon();
    let mut runs = Tokens::new(shadow);
    while let Some(run) = runs.next() {
        let Range { start, end } = run.bytes;
        let (end, atom) = match run.kind {
            TokenKind::Digits => (end, digits(shadow.get(start..end).unwrap_or_default())),
            TokenKind::Letters => match lexicon.longest_at(shadow, start) {
                Some((end, atom)) => (end, *atom),
                None => split(lexicon, shadow, start, end).unwrap_or((end, Atom::Word)),
            },
            TokenKind::Mark(c) => {
                (end, Atom::Mark(u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(0)))
            }
        };
        let token = DateToken { start: short(start), end: short(end), gap: run.gap, atom };
        if !joins_previous(shadow, tokens, token) {
            tokens.push(token);
        }
        runs.resume_at(end);
    }
}

/// «هفته ی قبل», «۵شنبه»: a token that belongs to the one before it makes one with it.
fn joins_previous(shadow: &str, tokens: &mut [DateToken], token: DateToken) -> bool {
    let letters =
        |it: DateToken| shadow.get(it.start as usize..it.end as usize).unwrap_or_default();
    let Some(previous) = tokens.last_mut() else { return false };
    match (previous.atom, token.atom) {
        (Atom::Unit(..) | Atom::Weekday(_), Atom::Word) if letters(token) == "ی" => {
            let joins = letters(*previous).ends_with('ه');
            previous.end = if joins { token.end } else { previous.end };
            joins
        }
        (Atom::Digits(number @ 1..=5, 1), Atom::Weekday(SATURDAY)) => {
            // The first day after Saturday is Sunday, 7.
            let day = if number == 1 { 7 } else { number - 1 };
            previous.atom = Atom::Weekday(i8::try_from(day).unwrap_or(SATURDAY));
            previous.end = token.end;
            true
        }
        _ => false,
    }
}

/// شنبه, which the other weekdays are counted from.
const SATURDAY: i8 = 6;

fn digits(run: &str) -> Atom {
    let add =
        |value: u32, digit: u8| value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
    let value = run.bytes().fold(0, add);
    Atom::Digits(value, u8::try_from(run.len()).unwrap_or(u8::MAX))
}

/// «دوماهه», «یکسال»: a number grown together with the unit it counts ends where the unit begins.
fn split(lexicon: &Lexicon<Atom>, shadow: &str, start: usize, end: usize) -> Option<(usize, Atom)> {
    let word = shadow.get(start..end)?;
    let first = word.chars().next()?;
    let mut counts = COUNTS.iter().filter(|(letter, ..)| *letter == first);
    let (_, count, atom) = counts.find(|(_, it, _)| word.starts_with(it))?;
    let middle = start + count.len();
    let (unit_end, unit) = lexicon.longest_at(shadow, middle)?;
    (unit_end >= end && matches!(unit, Atom::Unit(..))).then_some((middle, *atom))
}

/// What grows together with units, and its first letter.
static COUNTS: LazyLock<Vec<(char, &str, Atom)>> = LazyLock::new(|| {
    let numbers = first_cardinals();
    let numbers = numbers.map(|(value, word)| (word, Atom::Number(value, NumberForm::Cardinal)));
    let all = numbers.chain([("چند", Atom::Several), ("هر", Atom::Every), ("در", Atom::In)]);
    all.filter_map(|(word, atom)| Some((word.chars().next()?, word, atom))).collect()
});

fn short(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
