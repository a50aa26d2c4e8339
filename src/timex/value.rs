//! TIMEX3 values (`TimeML` 1.2.1): proleptic Gregorian ISO 8601, read and written.

use std::fmt;

use jiff::civil;
use serde::Deserialize;

use super::{
    calendar::{Calendar, Days, shift_day},
    digits::number,
    duration::Length,
    time_of_day::TimeOfDay,
};

/// What a TIMEX3 value says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `2021-12-31`.
    Day(civil::Date),
    /// `2021-12`: year and month.
    Month(i32, u8),
    /// `2021`.
    Year(i32),
    /// `199` or `199X`: the decade that starts at ten times this.
    Decade(i32),
    /// `19`: the century that starts at a hundred times this.
    Century(i32),
    /// `2021-Q1`: year and quarter, from 1.
    Quarter(i32, u8),
    /// `2021-H1`: year and half, from 1.
    Half(i32, u8),
    /// `2021-SP`: year and season, spring is 1.
    Season(i32, u8),
    /// `2021-W50`: ISO year and week.
    Week(i32, u8),
    /// `BC0776`.
    BeforeChrist(i32),
    /// `2021-12-31T20:00+03:30`, `2021-12-30TNI`.
    Time(civil::Date, TimeOfDay),
    /// `P3M`, `PT2H30M`.
    Duration(Length),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(Reference),
    /// `2021-12-22/2022-01-20`: both ends included.
    Interval(Box<(Self, Self)>),
    /// A value with parts that are not known: `XXXX-XX-XX`, `XXXX-12-07`, `XXXX-WXX-5`.
    Open(String),
}

/// A time known only by its side of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Reference {
    /// `PAST_REF`.
    Past,
    /// `PRESENT_REF`.
    Present,
    /// `FUTURE_REF`.
    Future,
}

/// What a TIMEX3 tag is of: the attribute `timex_type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimexType {
    /// `DATE`.
    #[default]
    Date,
    /// `TIME`.
    Time,
    /// `DURATION`.
    Duration,
    /// `SET`: something that comes again.
    Set,
}

/// How loosely a value is meant: the attribute `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Modifier {
    /// `START`: «اوایل».
    Start,
    /// `MID`: «اواسط».
    Middle,
    /// `END`: «اواخر».
    End,
    /// `APPROX`: «حدود».
    Approximately,
    /// `MORE_THAN`: «بیش از».
    MoreThan,
    /// `LESS_THAN`: «کمتر از».
    LessThan,
    /// `EQUAL_OR_MORE`: «دست‌کم».
    EqualOrMore,
    /// `EQUAL_OR_LESS`: «حداکثر».
    EqualOrLess,
}

/// Two letters of each season, spring first.
const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// The two letters of a season, spring is 1.
pub fn season_letters(season: u8) -> &'static str {
    SEASONS.get(usize::from(season.wrapping_sub(1))).unwrap_or(&"XX")
}

impl TimexType {
    /// Every type.
    pub const ALL: &[Self] = &[Self::Date, Self::Time, Self::Duration, Self::Set];

    /// The word in TIMEX3.
    pub fn key(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }

    /// The type with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.key() == key)
    }
}

impl Modifier {
    /// The word in TIMEX3.
    pub fn key(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Middle => "MID",
            Self::End => "END",
            Self::Approximately => "APPROX",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::EqualOrLess => "EQUAL_OR_LESS",
        }
    }
}

impl Reference {
    /// Every reference.
    pub const ALL: &[Self] = &[Self::Past, Self::Present, Self::Future];

    /// The word in TIMEX3.
    pub fn key(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

impl Value {
    /// Reads a value; `None` for what no TIMEX3 value looks like and for days that do not exist.
    pub fn parse(value: &str) -> Option<Self> {
        match value.split_once('/') {
            Some((first, last)) => {
                Some(Self::Interval(Box::new((read_one(first)?, read_one(last)?))))
            }
            None => read_one(value),
        }
    }

    /// What a value is of by its shape; «every two days» cannot be distinguished from a length of two days.
    pub fn timex_type(&self) -> TimexType {
        match self {
            Self::Time(..) => TimexType::Time,
            Self::Duration(_) => TimexType::Duration,
            // A weekday or a week of no year comes again.
            Self::Open(pattern) if pattern.starts_with("XXXX-W") => TimexType::Set,
            Self::Day(_)
            | Self::Month(..)
            | Self::Year(_)
            | Self::Decade(_)
            | Self::Century(_)
            | Self::Quarter(..)
            | Self::Half(..)
            | Self::Season(..)
            | Self::Week(..)
            | Self::BeforeChrist(_)
            | Self::Reference(_)
            | Self::Interval(_)
            | Self::Open(_) => TimexType::Date,
        }
    }

    /// The interval from `days.0` to `days.1`.
    pub fn between(days: Days) -> Self {
        match days {
            (first, last) if first == last => Self::Day(first),
            (first, last) => Self::Interval(Box::new((Self::Day(first), Self::Day(last)))),
        }
    }

    /// The first and last day of what it covers; `None` where it names no stretch of the calendar.
    pub fn days(&self) -> Option<Days> {
        let gregorian = Calendar::Gregorian;
        match self {
            Self::Day(day) | Self::Time(day, _) => Some((*day, *day)),
            Self::Month(year, month) => gregorian.month_days(*year, *month),
            Self::Year(year) => gregorian.years_days(*year, *year),
            Self::Decade(decade) => gregorian.years_days(decade * 10, decade * 10 + 9),
            Self::Century(century) => gregorian.years_days(century * 100, century * 100 + 99),
            Self::Quarter(year, quarter) => {
                gregorian.months_days(*year, quarter * 3 - 2, quarter * 3)
            }
            Self::Half(year, half) => gregorian.months_days(*year, half * 6 - 5, half * 6),
            Self::Season(year, season) => season_days(*year, *season),
            Self::Week(year, week) => {
                let week = civil::ISOWeekDate::new(
                    i16::try_from(*year).ok()?,
                    i8::try_from(*week).ok()?,
                    civil::Weekday::Monday,
                );
                let monday = civil::Date::from(week.ok()?);
                Some((monday, shift_day(monday, 6)))
            }
            Self::BeforeChrist(year) => gregorian.years_days(1 - year, 1 - year),
            Self::Interval(ends) => Some((ends.0.days()?.0, ends.1.days()?.1)),
            Self::Duration(_) | Self::Reference(_) | Self::Open(_) => None,
        }
    }

    /// True when nothing is left open.
    pub fn is_resolved(&self) -> bool {
        match self {
            Self::Open(_) => false,
            Self::Interval(ends) => ends.0.is_resolved() && ends.1.is_resolved(),
            Self::Day(_)
            | Self::Month(..)
            | Self::Year(_)
            | Self::Decade(_)
            | Self::Century(_)
            | Self::Quarter(..)
            | Self::Half(..)
            | Self::Season(..)
            | Self::Week(..)
            | Self::BeforeChrist(_)
            | Self::Time(..)
            | Self::Duration(_)
            | Self::Reference(_) => true,
        }
    }
}

/// Meteorological seasons of the northern half; winter goes into the next year.
fn season_days(year: i32, season: u8) -> Option<Days> {
    let gregorian = Calendar::Gregorian;
    match season {
        4 => Some((gregorian.day(year, 12, 1)?, gregorian.month_days(year + 1, 2)?.1)),
        _ => gregorian.months_days(year, season * 3, season * 3 + 2),
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Century(century) => write!(f, "{century:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Season(year, season) => {
                write!(f, "{year:04}-{}", season_letters(*season))
            }
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Self::BeforeChrist(year) => write!(f, "BC{year:04}"),
            Self::Time(day, time) => write!(f, "{day}T{time}"),
            Self::Duration(length) => write!(f, "{length}"),
            Self::Reference(reference) => f.write_str(reference.key()),
            Self::Interval(ends) => write!(f, "{}/{}", ends.0, ends.1),
            Self::Open(pattern) => f.write_str(pattern),
        }
    }
}

/// A value that is no interval.
fn read_one(value: &str) -> Option<Value> {
    if let Some(reference) = Reference::ALL.iter().find(|it| it.key() == value) {
        return Some(Value::Reference(*reference));
    }
    if value.starts_with('P') {
        return Length::parse(value).map(Value::Duration);
    }
    if let Some(year) = value.strip_prefix("BC") {
        return number(year, 4).map(Value::BeforeChrist);
    }
    if let Some((day, time)) = value.split_once('T')
        && let Some(day) = read_day(day)
    {
        return TimeOfDay::parse(time).map(|time| Value::Time(day, time));
    }
    read_date(value).or_else(|| read_open(value))
}

fn read_date(value: &str) -> Option<Value> {
    let Some((year, rest)) = value.split_once('-') else { return read_years(value) };
    if rest.contains('-') {
        return read_day(value).map(Value::Day);
    }
    let year = number(year, 4)?;
    let in_range = |n: Option<i32>, last: i32| {
        n.filter(|n| (1..=last).contains(n)).and_then(|n| u8::try_from(n).ok())
    };
    if let Some(season) = SEASONS.iter().position(|it| *it == rest) {
        return Some(Value::Season(year, u8::try_from(season + 1).ok()?));
    }
    let (letter, digits) = rest.split_at_checked(1)?;
    match letter {
        "Q" => Some(Value::Quarter(year, in_range(number(digits, 1), 4)?)),
        "H" => Some(Value::Half(year, in_range(number(digits, 1), 2)?)),
        "W" => Some(Value::Week(year, in_range(number(digits, 2), 53)?)),
        _ => Some(Value::Month(year, in_range(number(rest, 2), 12)?)),
    }
}

fn read_years(value: &str) -> Option<Value> {
    if let Some(decade) = value.strip_suffix('X') {
        return number(decade, 3).map(Value::Decade);
    }
    match value.len() {
        2 => number(value, 2).map(Value::Century),
        3 => number(value, 3).map(Value::Decade),
        4 => number(value, 4).map(Value::Year),
        _ => None,
    }
}

fn read_day(value: &str) -> Option<civil::Date> {
    let (year, rest) = value.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let part = |n: &str| number(n, 2).and_then(|n| u8::try_from(n).ok());
    Calendar::Gregorian.day(number(year, 4)?, part(month)?, part(day)?)
}

/// A value with unknown parts keeps its characters.
fn read_open(value: &str) -> Option<Value> {
    let shaped = value.chars().all(|c| c.is_ascii_digit() || "X-:TWQHMONIEVAFDSPU+".contains(c));
    (shaped && value.len() >= 4 && value.contains("XX")).then(|| Value::Open(value.to_owned()))
}
