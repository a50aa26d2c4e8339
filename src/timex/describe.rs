//! Values in words: in both calendars, in Persian or English.

use jiff::civil;

use super::{
    calendar::{Calendar, Days},
    duration::{Amount, Length},
    time_of_day::{PartOfDay, TimeOfDay},
    value::Value,
    wording::{UnitCount, Wording},
};
use crate::{
    language::{DigitSet, localize_digits},
    text::Language,
};

/// A value in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// In the solar Hijri calendar: «۱۹ و ۲۰ دی ۱۴۰۰»; empty for what it cannot say.
    pub jalali: String,
    /// In the Gregorian calendar: "9–10 January 2022"; durations and the like are the
    /// same in both.
    pub gregorian: String,
    /// The weekday of a single day.
    pub weekday: Option<String>,
}

/// A TIMEX3 value in words of `language`; what is no value stays as it is.
pub fn describe(value: &str, language: Language) -> Description {
    let Some(read) = Value::parse(value.trim()) else {
        return Description { gregorian: value.to_owned(), ..Description::default() };
    };
    let words = in_words(&read, Wording::of(language));
    let digits = match language {
        Language::Persian => DigitSet::Persian,
        Language::English => DigitSet::Latin,
    };
    Description {
        jalali: localize_digits(&words.jalali, digits),
        gregorian: localize_digits(&words.gregorian, digits),
        weekday: words.weekday,
    }
}

impl Description {
    /// The same words in both calendars.
    fn both(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { jalali: words.clone(), gregorian: words, weekday: None }
    }
}

fn in_words(value: &Value, wording: &Wording) -> Description {
    match value {
        Value::Duration(length) => Description::both(length_in_words(*length, wording)),
        Value::Reference(reference) => Description::both(wording.reference(*reference)),
        Value::Open(pattern) => Description::both(open(pattern, wording)),
        Value::Time(day, time) => {
            let time = time_in_words(*time, wording);
            let at = |calendar| {
                format!("{}{}{time}", span(calendar, (*day, *day), wording), wording.before_time)
            };
            Description {
                jalali: at(Calendar::Persian),
                gregorian: at(Calendar::Gregorian),
                weekday: Some(weekday(*day, wording)),
            }
        }
        Value::BeforeChrist(year) => {
            Description { gregorian: wording.before_christ(*year), ..Description::default() }
        }
        Value::Interval(ends)
            if matches!((&ends.0, &ends.1), (Value::Time(..), _) | (_, Value::Time(..))) =>
        {
            let (first, last) = (in_words(&ends.0, wording), in_words(&ends.1, wording));
            let to = &wording.to_apart;
            Description {
                jalali: format!("{}{to}{}", first.jalali, last.jalali),
                gregorian: format!("{}{to}{}", first.gregorian, last.gregorian),
                weekday: None,
            }
        }
        Value::Day(_)
        | Value::Month(..)
        | Value::Year(_)
        | Value::Decade(_)
        | Value::Century(_)
        | Value::Quarter(..)
        | Value::Half(..)
        | Value::Season(..)
        | Value::Week(..)
        | Value::Interval(_) => {
            let Some(days) = value.days() else { return Description::both(value.to_string()) };
            let own = own_name(value, wording);
            Description {
                jalali: span(Calendar::Persian, days, wording),
                gregorian: own.unwrap_or_else(|| span(Calendar::Gregorian, days, wording)),
                weekday: (days.0 == days.1).then(|| weekday(days.0, wording)),
            }
        }
    }
}

fn weekday(day: civil::Date, wording: &Wording) -> String {
    wording.weekday(day.weekday().to_monday_one_offset()).to_owned()
}

/// What has a name of its own in the Gregorian calendar.
fn own_name(value: &Value, wording: &Wording) -> Option<String> {
    match value {
        Value::Decade(decade) => Some(wording.decade(&format!("{decade}0"))),
        Value::Century(century) => Some(wording.century(century + 1)),
        Value::Quarter(year, quarter) => Some(wording.quarter(*year, *quarter)),
        Value::Half(year, half) => Some(wording.half(*year, *half)),
        Value::Season(year, season) => Some(format!("{} {year}", wording.season(*season)?)),
        Value::Day(_)
        | Value::Month(..)
        | Value::Year(_)
        | Value::Week(..)
        | Value::BeforeChrist(_)
        | Value::Time(..)
        | Value::Duration(_)
        | Value::Reference(_)
        | Value::Interval(_)
        | Value::Open(_) => None,
    }
}

/// Days in a calendar, as short as they can be said: whole years and months by their names.
fn span(calendar: Calendar, days: Days, wording: &Wording) -> String {
    let (first, last) = (calendar.parts(days.0), calendar.parts(days.1));
    let (to, to_apart) = (&wording.to, &wording.to_apart);
    let month = |number| wording.month(calendar, number);
    let starts_month = first.day == 1;
    let ends_month = calendar.month_days(last.year, last.month).is_some_and(|it| it.1 == days.1);
    if starts_month && ends_month && (first.month, last.month) == (1, 12) {
        if first.year == last.year {
            return wording.year(first.year);
        }
        return format!("{}{to}{}", first.year, last.year);
    }
    let same_month = (first.year, first.month) == (last.year, last.month);
    if starts_month && ends_month {
        return match (same_month, first.year == last.year) {
            (true, _) => format!("{} {}", month(first.month), first.year),
            (_, true) => format!("{}{to}{} {}", month(first.month), month(last.month), last.year),
            _ => format!(
                "{} {}{to}{} {}",
                month(first.month),
                first.year,
                month(last.month),
                last.year
            ),
        };
    }
    let end = format!("{} {} {}", last.day, month(last.month), last.year);
    if first == last {
        return end;
    }
    let next = same_month && last.day == first.day + 1;
    match (same_month, first.year == last.year) {
        (true, _) if next => format!("{}{}{end}", first.day, wording.next_day),
        (true, _) => format!("{}{to}{end}", first.day),
        (_, true) => {
            format!("{} {}{to_apart}{end}", first.day, month(first.month))
        }
        _ => {
            format!("{} {} {}{to_apart}{end}", first.day, month(first.month), first.year)
        }
    }
}

fn time_in_words(time: TimeOfDay, wording: &Wording) -> String {
    match time {
        TimeOfDay::Part(part) => wording.part_of_day(part).to_owned(),
        TimeOfDay::Clock { .. } => wording.clock(&time.to_string()),
    }
}

fn length_in_words(length: Length, wording: &Wording) -> String {
    let parts = length.parts().map(|(amount, unit)| {
        let units = wording.unit(unit, UnitCount::Other);
        match amount {
            Amount::Unknown => format!("{} {units}", wording.several),
            Amount::Tenths(10) => format!("1 {}", wording.unit(unit, UnitCount::One)),
            Amount::Tenths(n) if n % 10 == 0 => format!("{} {units}", n / 10),
            Amount::Tenths(n) => format!("{}.{} {units}", n / 10, n % 10),
        }
    });
    parts.collect::<Vec<_>>().join(&wording.and)
}

/// What is known of a value with unknown parts.
fn open(pattern: &str, wording: &Wording) -> String {
    let weekday = pattern.strip_prefix("XXXX-WXX-").and_then(|it| it.parse().ok());
    if let Some(weekday) = weekday {
        return wording.weekday(weekday).to_owned();
    }
    let (day, time) = match pattern.split_once('T') {
        Some((day, time)) => (day, open_time(time, wording)),
        None => (pattern, None),
    };
    match (open_day(day, wording), time) {
        (Some(day), Some(time)) => format!("{day}{}{time}", wording.before_time),
        (Some(known), None) | (None, Some(known)) => known,
        (None, None) => wording.unknown.clone(),
    }
}

fn open_time(time: &str, wording: &Wording) -> Option<String> {
    if let Some(part) = PartOfDay::from_letters(time) {
        return Some(wording.part_of_day(part).to_owned());
    }
    time.starts_with(|c: char| c.is_ascii_digit()).then(|| wording.clock(time))
}

/// What is known of a day with unknown parts, by the Gregorian calendar: its month and day, of no year, or
/// its year.
fn open_day(pattern: &str, wording: &Wording) -> Option<String> {
    let mut parts = pattern.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    let number = |it: &str| it.parse::<u8>().ok();
    if let Ok(year) = year.parse() {
        return Some(wording.year(year));
    }
    let name = match (number(month?), SEASONS.iter().position(|it| Some(*it) == month)) {
        (Some(month), _) => wording.month(Calendar::Gregorian, month).to_owned(),
        (None, Some(season)) => wording.season(u8::try_from(season).ok()? + 1)?.to_owned(),
        (None, None) => return None,
    };
    if name.is_empty() {
        return None;
    }
    let known = match day.and_then(number) {
        Some(day) => format!("{day} {name}"),
        None => name,
    };
    Some(format!("{known}{}", wording.of_no_year))
}

/// How a value writes spring, summer, autumn, winter.
const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];
