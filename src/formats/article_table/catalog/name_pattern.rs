//! Patterns of files' names: `*` for anything, `?` for a character, and `{YYYY}`, `{MM}`, `{DD}` for the
//! parts of a day.

use jiff::civil;

use crate::{language::digit_value, recognize::date::days_in_numbers};

/// A pattern of files' names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern {
    pieces: Vec<PatternPiece>,
    source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PatternPiece {
    Character(char),
    Anyone,
    Anything,
    Part(DateField),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateField {
    Year,
    Month,
    Day,
}

impl DateField {
    const ALL: [Self; 3] = [Self::Year, Self::Month, Self::Day];

    fn written(self) -> &'static str {
        match self {
            Self::Year => "{YYYY}",
            Self::Month => "{MM}",
            Self::Day => "{DD}",
        }
    }

    /// How many digits it has.
    fn digits(self) -> usize {
        match self {
            Self::Year => 4,
            Self::Month | Self::Day => 2,
        }
    }
}

impl NamePattern {
    /// Reads a pattern; anything is one.
    pub fn new(source: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = source;
        while let Some(c) = rest.chars().next() {
            let part = DateField::ALL.into_iter().find(|it| rest.starts_with(it.written()));
            let (piece, len) = match (part, c) {
                (Some(part), _) => (PatternPiece::Part(part), part.written().len()),
                (None, '*') => (PatternPiece::Anything, 1),
                (None, '?') => (PatternPiece::Anyone, 1),
                (None, c) => (PatternPiece::Character(c), c.len_utf8()),
            };
            pieces.push(piece);
            rest = rest.get(len..).unwrap_or_default();
        }
        Self { pieces, source: source.to_owned() }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// True where it says where all parts of a day are.
    pub fn has_day(&self) -> bool {
        DateField::ALL.into_iter().all(|it| self.pieces.contains(&PatternPiece::Part(it)))
    }

    /// True for the name of a file that is so.
    pub fn matches(&self, name: &str) -> bool {
        self.parts_in(name).is_some()
    }

    /// The day where the pattern has its parts, in whichever calendar has such a year.
    pub(super) fn day_in(&self, name: &str) -> Option<civil::Date> {
        let parts = self.parts_in(name)?;
        let part = |part: DateField| parts.iter().find(|it| it.0 == part).map(|it| it.1);
        let (year, month, day) =
            (part(DateField::Year)?, part(DateField::Month)?, part(DateField::Day)?);
        let found = days_in_numbers(&format!("{year:04}-{month:02}-{day:02}"));
        found.first().map(|it| it.1)
    }

    /// The parts of a day in a name; `None` for a name that is not so.
    ///
    /// Where `*` can stand for several lengths the shortest counts. Time grows with the product of both
    /// lengths: after a mismatch only the last `*` is tried anew.
    fn parts_in(&self, name: &str) -> Option<Vec<(DateField, u32)>> {
        let name: Vec<char> = name.chars().collect();
        let (mut at, mut piece) = (0, 0);
        let mut parts: Vec<(DateField, u32)> = Vec::new();
        // Where to go on after a mismatch: the piece behind a `*`, the character, and the parts so far.
        let mut anew: Option<(usize, usize, usize)> = None;
        loop {
            let step = match self.pieces.get(piece) {
                None if at == name.len() => return Some(parts),
                None => None,
                Some(PatternPiece::Anything) => {
                    anew = Some((piece + 1, at, parts.len()));
                    Some(0)
                }
                Some(PatternPiece::Anyone) => (at < name.len()).then_some(1),
                Some(PatternPiece::Character(c)) => (name.get(at) == Some(c)).then_some(1),
                Some(PatternPiece::Part(part)) => {
                    let number = number(name.get(at..at + part.digits()));
                    parts.extend(number.map(|it| (*part, it)));
                    number.map(|_| part.digits())
                }
            };
            match (step, anew) {
                (Some(step), _) => (at, piece) = (at + step, piece + 1),
                (None, Some((behind, from, known))) if from < name.len() => {
                    parts.truncate(known);
                    anew = Some((behind, from + 1, known));
                    (at, piece) = (from + 1, behind);
                }
                (None, _) => return None,
            }
        }
    }
}

fn number(digits: Option<&[char]>) -> Option<u32> {
    digits?.iter().try_fold(0, |number, it| Some(number * 10 + digit_value(*it)?))
}
