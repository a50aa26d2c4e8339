//! The words of values in two languages, read from `assets/timex.ron`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::{calendar::Calendar, duration::Unit, time_of_day::PartOfDay, value::Reference};
use crate::text::Language;

static WORDINGS: LazyLock<Wordings> =
    LazyLock::new(|| ron::from_str(include_str!("../../assets/timex.ron")).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
struct Wordings {
    persian: Wording,
    english: Wording,
}

/// The words of one language. `{n}` stands for a number.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wording {
    persian_months: Vec<String>,
    gregorian_months: Vec<String>,
    islamic_months: Vec<String>,
    weekdays: Vec<String>,
    seasons: Vec<String>,
    /// Each with its plural.
    units: BTreeMap<Unit, (String, String)>,
    parts_of_day: BTreeMap<PartOfDay, String>,
    year: String,
    decade: String,
    century: String,
    before_christ: String,
    quarter: String,
    half: String,
    /// Between two numbers or two words.
    pub(super) to: String,
    /// Between two ends of several words each.
    pub(super) to_apart: String,
    /// Between a day and the one after it.
    pub(super) next_day: String,
    /// Between a day and the time on it.
    pub(super) before_time: String,
    clock: String,
    /// In place of a number that is not known.
    pub(super) several: String,
    /// Between the parts of a length.
    pub(super) and: String,
    past: String,
    present: String,
    future: String,
    /// After a day or a month of which the year is not known.
    pub(super) of_no_year: String,
    /// For what is not known at all.
    pub(super) unknown: String,
}

impl Wording {
    /// The words of `language`.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::Persian => &WORDINGS.persian,
            Language::English => &WORDINGS.english,
        }
    }

    /// The name of a month, from 1.
    pub(super) fn month(&self, calendar: Calendar, number: u8) -> &str {
        let names = match calendar {
            Calendar::Persian => &self.persian_months,
            Calendar::Gregorian => &self.gregorian_months,
            Calendar::Islamic => &self.islamic_months,
        };
        nth(names, number)
    }

    /// The name of a weekday, Monday is 1.
    pub(super) fn weekday(&self, number: i8) -> &str {
        nth(&self.weekdays, u8::try_from(number).unwrap_or(0))
    }

    /// The name of a season, spring is 1.
    pub(super) fn season(&self, number: u8) -> Option<&str> {
        Some(nth(&self.seasons, number)).filter(|it| !it.is_empty())
    }

    /// The name of a unit, of one or of more.
    pub(super) fn unit(&self, unit: Unit, count: UnitCount) -> &str {
        self.units.get(&unit).map_or("", |(one, more)| match count {
            UnitCount::One => one,
            UnitCount::Other => more,
        })
    }

    pub(super) fn part_of_day(&self, part: PartOfDay) -> &str {
        self.parts_of_day.get(&part).map_or("", String::as_str)
    }

    pub(super) fn reference(&self, reference: Reference) -> &str {
        match reference {
            Reference::Past => &self.past,
            Reference::Present => &self.present,
            Reference::Future => &self.future,
        }
    }

    pub(super) fn year(&self, year: i32) -> String {
        self.year.replace("{n}", &year.to_string())
    }

    /// A decade by its first year.
    pub(super) fn decade(&self, first: &str) -> String {
        self.decade.replace("{n}", first)
    }

    /// A century, from 1.
    pub(super) fn century(&self, number: i32) -> String {
        self.century.replace("{n}", &number.to_string())
    }

    pub(super) fn before_christ(&self, year: i32) -> String {
        self.before_christ.replace("{n}", &year.to_string())
    }

    pub(super) fn quarter(&self, year: i32, quarter: u8) -> String {
        self.quarter.replace("{n}", &quarter.to_string()).replace("{year}", &year.to_string())
    }

    pub(super) fn half(&self, year: i32, half: u8) -> String {
        self.half.replace("{n}", &half.to_string()).replace("{year}", &year.to_string())
    }

    pub(super) fn clock(&self, time: &str) -> String {
        self.clock.replace("{n}", time)
    }
}

/// Which form of a unit's name a number takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitCount {
    One,
    Other,
}

fn nth(names: &[String], from_one: u8) -> &str {
    names.get(usize::from(from_one).wrapping_sub(1)).map_or("", String::as_str)
}

/// What a weekday is called, 1 is Monday; `""` for other numbers.
pub fn weekday_name(number: i8, language: Language) -> &'static str {
    Wording::of(language).weekday(number)
}
