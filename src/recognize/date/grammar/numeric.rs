//! Dates in digits: 1400/10/10, ۱۰-۱۰-۱۴۰۰, 31.12.2021, with three separators in two orders; ۷/خرداد/۱۴۰۵.

use super::{
    super::{
        atom::{Atom, CalendarEra},
        atoms::Gap,
        node::{CalendarMonth, WrittenYear, YearCount},
        token_reader::TokenReader,
    },
    year::era,
};
use crate::timex::Calendar;

/// Days, month and year.
pub(super) type NumericParts = (Option<(u8, u8)>, Option<CalendarMonth>, Option<WrittenYear>);

/// A date in digits at token `at`, and the token after it.
pub(super) fn date(reader: &TokenReader<'_>, at: usize) -> Option<(NumericParts, usize)> {
    let (first, first_digits) = digits(reader, at)?;
    let Atom::Mark(mark @ (b'/' | b'-' | b'.')) = reader.atom(at + 1) else { return None };
    if touches_before(reader, at)
        || !touches(reader, at + 1, at + 4)
        || !reader.is_mark(at + 3, mark)
    {
        return None;
    }
    let (last, last_digits) = digits(reader, at + 4)?;
    if touches_behind(reader, at + 5, mark) {
        return None;
    }
    // «۷/خرداد/۱۴۰۵»
    if let Atom::Month(calendar, number, _) = reader.atom(at + 2) {
        let day = u8::try_from(first).ok().filter(|it| (1..=31).contains(it))?;
        let count = YearCount::Number(i32::try_from(last).ok()?, last_digits);
        let year = WrittenYear { count, era: None };
        let parts = (Some((day, day)), Some(CalendarMonth { calendar, number }), Some(year));
        return (last_digits == 4).then_some((parts, at + 5));
    }
    let (middle, _) = digits(reader, at + 2).filter(|it| it.1 <= 2)?;
    let short = mark == b'.';
    let (year, year_digits, month, day) = match (first_digits, last_digits) {
        (4, 1 | 2) => (first, 4, middle, last),
        (1 | 2, 4) => (last, 4, middle, first),
        (2, 1 | 2) if !short && first > 31 => (first, 2, middle, last),
        (1 | 2, 2) if !short && last > 31 => (last, 2, middle, first),
        _ => return None,
    };
    // American order, and a day where nobody has thirteen months.
    let (month, day) =
        if month > 12 && day <= 12 && first_digits <= 2 { (day, month) } else { (month, day) };
    let (named, next) = era(reader, at + 5).map_or((None, at + 5), |(it, next)| (Some(it), next));
    let calendar = calendar_of(year, year_digits, named)?;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let count = YearCount::Number(i32::try_from(year).ok()?, year_digits);
    let parts = (
        Some((day, day)),
        Some(CalendarMonth { calendar, number: month }),
        Some(WrittenYear { count, era: named }),
    );
    Some((parts, next))
}

fn digits(reader: &TokenReader<'_>, at: usize) -> Option<(u32, u8)> {
    match reader.atom(at) {
        Atom::Digits(value, digits) => Some((value, digits)),
        _ => None,
    }
}

fn touches(reader: &TokenReader<'_>, first: usize, last: usize) -> bool {
    (first..=last).all(|at| reader.gap(at) == Gap::None)
}

/// True inside a longer number, an address or a path.
fn touches_before(reader: &TokenReader<'_>, at: usize) -> bool {
    reader.gap(at) == Gap::None
        && !matches!(
            reader.before(at),
            Atom::Mark(b'(' | b'[' | b'"' | b':' | b',' | b'\'' | 0) | Atom::Era(_) | Atom::In
        )
        && at > 0
}

fn touches_behind(reader: &TokenReader<'_>, at: usize, mark: u8) -> bool {
    let digits = matches!(reader.atom(at + 1), Atom::Digits(..)) && reader.gap(at + 1) == Gap::None;
    reader.touches_mark(at, mark) && (mark != b'.' || digits)
}

fn calendar_of(year: u32, digits: u8, era: Option<CalendarEra>) -> Option<Calendar> {
    Some(match (era, digits, year) {
        (Some(CalendarEra::Lunar), ..) => Calendar::Islamic,
        (Some(CalendarEra::Common), ..) | (_, 4, 1700..2200) => Calendar::Gregorian,
        (_, 4, 1200..1500) | (_, 2, _) => Calendar::Persian,
        _ => return None,
    })
}
