//! TIMEX3 values (`TimeML` 1.2.1): proleptic Gregorian ISO 8601, read and written.

use std::fmt;

use jiff::civil;

use super::{
    calendar::{Calendar, Days, shift_day},
    duration::Length,
};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// `S`, after `T`.
    Second,
    /// `M`, after `T`.
    Minute,
    /// `H`, after `T`.
    Hour,
    /// `D`.
    Day,
    /// `W`.
    Week,
    /// `M`.
    Month,
    /// `Y`.
    Year,
    /// `DE`.
    Decade,
    /// `CE`.
    Century,
}

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

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOfDay {
    /// `TMO`, `TMI`, `TAF`, `TEV`, `TNI`, `TDT`: the two letters.
    Part(&'static str),
    /// By the clock.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
        /// 0 to 59, where given.
        second: Option<u8>,
        /// Minutes east of UTC, where given.
        offset: Option<i16>,
    },
}

/// A time known only by its side of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// `PAST_REF`.
    Past,
    /// `PRESENT_REF`.
    Present,
    /// `FUTURE_REF`.
    Future,
}

/// Two letters of each season, spring first.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// Two letters of each part of the day.
pub(super) const DAY_PARTS: [&str; 7] = ["MO", "MI", "AF", "EV", "NI", "DT", "PM"];

impl Reference {
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
        super::value_read::read(value)
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
            _ => true,
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
                let letters = SEASONS.get(usize::from(season.wrapping_sub(1))).unwrap_or(&"XX");
                write!(f, "{year:04}-{letters}")
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

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second, offset) = match *self {
            Self::Part(letters) => return f.write_str(letters),
            Self::Clock { hour, minute, second, offset } => (hour, minute, second, offset),
        };
        write!(f, "{hour:02}:{minute:02}")?;
        if let Some(second) = second {
            write!(f, ":{second:02}")?;
        }
        match offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}
