//! Days written in numbers alone, as in file names, tables and the line below a headline.

use std::ops::Range;

use jiff::civil;

use super::find;
use crate::{
    language::digit_value,
    recognize::Context,
    text::Text,
    timex::{Calendar, Value},
};

/// Four-digit numbers that are years of news: Solar Hijri ones …
const JALALI_YEARS: Range<i32> = 1300..1500;
/// … and Gregorian ones.
const GREGORIAN_YEARS: Range<i32> = 1900..2101;
/// «۹۷» is 1397 and «۰۲» is 1402: two digits from here on belong to the 1300s.
const OLD_CENTURY: i32 = 50;

/// A number in some words.
#[derive(Clone, Copy, Debug)]
struct NumberRun {
    start: usize,
    end: usize,
    digits: usize,
    value: u64,
}

/// The days written in numbers in `words`, each with its bytes: `2021-12-31`, `1400/10/10`, `20211231`,
/// `31.12.2021`. One whose day and month could be read either way is left out, and so is one that its
/// calendar does not have.
pub fn days_in_numbers(words: &str) -> Vec<(Range<usize>, civil::Date)> {
    let runs = runs(words);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = runs.get(at) {
        if let Some(day) = run_together(*first) {
            found.push((first.start..first.end, day));
        } else if let Some(&[a, b, c]) = runs.get(at..at + 3)
            && is_joined(words, a, b, c)
            && let Some(day) = of_three(a, b, c)
        {
            found.push((a.start..c.end, day));
            at += 2;
        }
        at += 1;
    }
    found
}

/// The day that a file's name says, without its extension: in numbers, or as «۱۰-دی-۱۴۰۰». `None` where
/// it says none, or two.
pub fn day_of_name(stem: &str) -> Option<civil::Date> {
    let mut days: Vec<civil::Date> = days_in_numbers(stem).into_iter().map(|it| it.1).collect();
    if days.is_empty() {
        let apart = |c: char| if matches!(c, '-' | '_' | '.' | '+') { ' ' } else { c };
        let text = Text::new(stem.chars().map(apart).collect::<String>());
        let found = find(&text, &Context::default());
        days.extend(found.iter().filter_map(|it| day_of_value(it.attribute("value")?)));
    }
    days.sort_unstable();
    days.dedup();
    match days.as_slice() {
        [day] => Some(*day),
        _ => None,
    }
}

/// The day of a TIMEX3 value that is one, with or without a time.
pub(super) fn day_of_value(value: &str) -> Option<civil::Date> {
    let (Value::Day(day) | Value::Time(day, _)) = Value::parse(value)? else { return None };
    Some(day)
}

fn runs(words: &str) -> Vec<NumberRun> {
    let mut runs: Vec<NumberRun> = Vec::new();
    for (at, c) in words.char_indices() {
        let Some(digit) = digit_value(c) else { continue };
        let end = at + c.len_utf8();
        match runs.last_mut().filter(|it| it.end == at) {
            Some(run) => {
                (run.end, run.digits) = (end, run.digits + 1);
                run.value = run.value.saturating_mul(10).saturating_add(digit.into());
            }
            None => runs.push(NumberRun { start: at, end, digits: 1, value: digit.into() }),
        }
    }
    runs
}

/// `20211231`, `14001010`, and the same with a time behind it.
fn run_together(run: NumberRun) -> Option<civil::Date> {
    let day = match run.digits {
        8 => run.value,
        12 => run.value / 10_000,
        14 => run.value / 1_000_000,
        _ => return None,
    };
    let part = |divisor: u64, of: u64| i32::try_from(day / divisor % of).ok();
    day_of_parts(part(10_000, 10_000)?, part(100, 100)?, part(1, 100)?)
}

/// True for numbers that one and the same mark stands between.
fn is_joined(words: &str, a: NumberRun, b: NumberRun, c: NumberRun) -> bool {
    let mark = |from: NumberRun, to: NumberRun| words.get(from.end..to.start);
    let is_mark = |it: &str| matches!(it, "-" | "/" | "." | "_" | "٫" | "–" | "‑" | " ");
    mark(a, b) == mark(b, c) && mark(a, b).is_some_and(is_mark)
}

fn of_three(a: NumberRun, b: NumberRun, c: NumberRun) -> Option<civil::Date> {
    let small = |it: NumberRun| (it.digits <= 2).then(|| i32::try_from(it.value).ok()).flatten();
    let year = |it: NumberRun| (it.digits == 4).then(|| i32::try_from(it.value).ok()).flatten();
    if let (Some(year), Some(month), Some(day)) = (year(a), small(b), small(c)) {
        return day_of_parts(year, month, day);
    }
    if let (Some(first), Some(second), Some(year)) = (small(a), small(b), year(c)) {
        // Americans write the month first; Solar Hijri days nobody does.
        let is_certain =
            JALALI_YEARS.contains(&year) || first == second || second <= 12 && first > 12;
        return match () {
            () if is_certain => day_of_parts(year, second, first),
            () if second > 12 => day_of_parts(year, first, second),
            () => None,
        };
    }
    let (Some(year), Some(month), Some(day)) = (small(a), small(b), small(c)) else { return None };
    // «۹۷/۰۴/۲۷»: two digits of a Solar Hijri year, written with two digits throughout.
    let is_short = a.digits == 2 && b.digits == 2 && c.digits == 2;
    let century = if year >= OLD_CENTURY { 1300 } else { 1400 };
    is_short
        .then(|| Calendar::Persian.day(century + year, small_number(month)?, small_number(day)?))?
}

/// A day by a year of news, in the calendar that has such years.
fn day_of_parts(year: i32, month: i32, day: i32) -> Option<civil::Date> {
    let calendar = match year {
        it if JALALI_YEARS.contains(&it) => Calendar::Persian,
        it if GREGORIAN_YEARS.contains(&it) => Calendar::Gregorian,
        _ => return None,
    };
    calendar.day(year, small_number(month)?, small_number(day)?)
}

fn small_number(number: i32) -> Option<u8> {
    u8::try_from(number).ok()
}
