//! The day of publication as a table's cell or a web page says it.

use jiff::civil;

use super::typed::read_typed;
use crate::{
    language::digit_value,
    recognize::Context,
    text::dated_words,
    timex::{Calendar, Timezone},
};

/// The day that a cell says something was published: in either calendar, in any digits, as seconds or
/// milliseconds since 1970, with a time that is moved to the day of `timezone`.
pub fn published_on(cell: &str, timezone: Timezone) -> Option<civil::Date> {
    written_day(cell, timezone).map(|it| it.0)
}

/// The same, with the calendar it is written in.
fn written_day(cell: &str, timezone: Timezone) -> Option<(civil::Date, Calendar)> {
    let latin = |c: char| digit_value(c).and_then(|it| char::from_digit(it, 10)).unwrap_or(c);
    let plain: String = cell.trim().chars().map(latin).collect();
    if plain.is_empty() {
        return None;
    }
    if plain.bytes().all(|it| it.is_ascii_digit()) && plain.len() >= 9 {
        let number: i64 = plain.parse().ok()?;
        let seconds = if plain.len() >= 12 { number / 1000 } else { number };
        return Some((timezone.day_of_second(seconds)?, Calendar::Gregorian));
    }
    if let Some(day) = timezone.day_of_moment(&plain) {
        return Some((day, Calendar::Gregorian));
    }
    numeric_day(&plain).or_else(|| {
        let typed = read_typed(cell.trim(), &Context::default())?;
        let day = typed.value.get(..10).unwrap_or(&typed.value).parse().ok()?;
        Some((day, typed.calendar.unwrap_or(Calendar::Gregorian)))
    })
}

/// `1403/02/31` or `2024-05-20`, with whatever stands after a space.
fn numeric_day(plain: &str) -> Option<(civil::Date, Calendar)> {
    let day = plain.split([' ', 'T', '،', ',']).next()?;
    let numbers: Option<Vec<i32>> = day.split(['/', '-', '.']).map(|it| it.parse().ok()).collect();
    let [a, b, c] = numbers?.try_into().ok()?;
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let calendar =
        if (1200..1700).contains(&year) { Calendar::Persian } else { Calendar::Gregorian };
    let day = (1200..2200).contains(&year).then(|| calendar.day(year, month, day)).flatten()?;
    Some((day, calendar))
}

/// When a web page says it was published: by the moment that its metadata name, and by the day that it
/// shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageDays {
    /// The moment as the metadata write it; `""` where they name none.
    pub moment: String,
    /// The day of that moment where the news is made.
    pub named: Option<civil::Date>,
    /// The day in the solar calendar that its readers see.
    pub shown: Option<civil::Date>,
}

impl PageDays {
    /// What a page says, whose metadata name this moment.
    pub fn of(html: &str, moment: &str, timezone: Timezone) -> Self {
        let named = published_on(moment, timezone);
        Self { moment: moment.to_owned(), named, shown: shown_day(html, named, timezone) }
    }

    /// The day that counts: what people read on the page was put there by people.
    pub fn day(&self) -> Option<civil::Date> {
        self.shown.or(self.named)
    }

    /// The day that is shown, where the metadata name another one.
    pub fn other_than_named(&self) -> Option<civil::Date> {
        self.shown.filter(|&it| self.named.is_some_and(|named| named != it))
    }

    /// The day of the moment, where it is not the one that the moment is written with.
    pub fn moved(&self) -> Option<civil::Date> {
        self.named.filter(|it| !self.moment.trim().starts_with(&it.to_string()))
    }
}

/// The day in the solar calendar that a page shows where it says when it was published.
///
/// A page may show others: today's above everything, those of other news at its side. What lies within a
/// day of what the metadata name is meant sooner than these.
fn shown_day(html: &str, named: Option<civil::Date>, timezone: Timezone) -> Option<civil::Date> {
    let days = dated_words(html).into_iter().filter_map(|it| solar_day(&it, timezone));
    let days: Vec<civil::Date> = days.collect();
    let apart = |day: civil::Date| {
        named.and_then(|named| day.since(named).ok()).map(|it| it.get_days().unsigned_abs())
    };
    let near = days.iter().find(|&&it| apart(it).is_some_and(|it| it <= 1));
    near.or(days.first()).copied()
}

/// The day in the solar calendar among such words as «تاریخ انتشار: ۳۱ اردیبهشت ۱۴۰۳ - ۱۴:۴۷».
fn solar_day(words: &str, timezone: Timezone) -> Option<civil::Date> {
    let solar = |it: &str| {
        let (day, calendar) = written_day(it, timezone)?;
        (calendar == Calendar::Persian).then_some(day)
    };
    let after_colon = |it: &str| it.rsplit_once(": ").and_then(|it| solar(it.1));
    let mut parts = words.split(['-', '|', '–', '،', '\n']);
    parts.find_map(|it| solar(it).or_else(|| after_colon(it))).or_else(|| solar(words))
}
