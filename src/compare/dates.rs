//! How two values of dates stand to each other: what they mean counts, not how they are written.

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::timex::{Amount, Days, Length, TimeOfDay, Unit, Value, days_between};

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DateStanding {
    /// The same instant, day, stretch or length.
    Same,
    /// The same day, at another time of it or without one.
    SameDay,
    /// One lies in the other.
    Within,
    /// They share days, and each has days of its own.
    Across,
    /// They share no day, or are two lengths.
    Apart,
    /// Nothing that can be compared, such as a length and a day.
    Unlike,
    /// One of them leaves something open.
    Open,
    /// One of them says nothing.
    Missing,
    /// Neither says anything.
    Neither,
}

impl DateStanding {
    /// The standing of two values, either way round.
    pub fn of(one: &str, other: &str) -> Self {
        common_days(one, other).0
    }

    /// Its key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::SameDay => "time",
            Self::Within => "within",
            Self::Across => "across",
            Self::Apart => "apart",
            Self::Unlike => "unlike",
            Self::Open => "open",
            Self::Missing => "missing",
            Self::Neither => "none",
        }
    }
}

/// How two values stand to each other, and the days in common over the days of either: 0 to 1.
pub fn common_days(one: &str, other: &str) -> (DateStanding, f64) {
    match (one.is_empty(), other.is_empty()) {
        (true, true) => return (DateStanding::Neither, 0.0),
        (true, false) | (false, true) => return (DateStanding::Missing, 0.0),
        (false, false) => {}
    }
    if one == other {
        return (DateStanding::Same, 1.0);
    }
    let (Some(one), Some(other)) = (Value::parse(one), Value::parse(other)) else {
        return (DateStanding::Unlike, 0.0);
    };
    if is_same(&one, &other) {
        return (DateStanding::Same, 1.0);
    }
    if !one.is_resolved() || !other.is_resolved() {
        return (DateStanding::Open, 0.0);
    }
    match (&one, &other) {
        (Value::Duration(one), Value::Duration(other)) => {
            let known = months_and_seconds(one).is_some() && months_and_seconds(other).is_some();
            (if known { DateStanding::Apart } else { DateStanding::Unlike }, 0.0)
        }
        _ => match (one.days(), other.days()) {
            (Some(days), Some(others)) => stretches(days, others),
            (Some(_) | None, _) => (DateStanding::Unlike, 0.0),
        },
    }
}

/// Two different values that both name days.
fn stretches(one: Days, other: Days) -> (DateStanding, f64) {
    if one == other {
        // Written otherwise they would be the same; so one says more of the day.
        return (DateStanding::SameDay, 1.0);
    }
    let length = |days: Days| f64::from(days_between(days.0, days.1) + 1);
    let common: Days = (one.0.max(other.0), one.1.min(other.1));
    if common.0 > common.1 {
        return (DateStanding::Apart, 0.0);
    }
    let share = length(common) / (length(one) + length(other) - length(common));
    let is_within = common == one || common == other;
    (if is_within { DateStanding::Within } else { DateStanding::Across }, share)
}

fn is_same(one: &Value, other: &Value) -> bool {
    if one == other {
        return true;
    }
    match (one, other) {
        (Value::Duration(one), Value::Duration(other)) => {
            months_and_seconds(one).is_some()
                && months_and_seconds(one) == months_and_seconds(other)
        }
        (Value::Time(day, time), Value::Time(its_day, its_time)) => {
            moment(*day, *time).is_some() && moment(*day, *time) == moment(*its_day, *its_time)
        }
        _ => {
            !has_time(one) && !has_time(other) && one.days().is_some() && one.days() == other.days()
        }
    }
}

fn has_time(value: &Value) -> bool {
    match value {
        Value::Time(..) => true,
        Value::Interval(ends) => has_time(&ends.0) || has_time(&ends.1),
        Value::Day(_)
        | Value::Month(..)
        | Value::Year(_)
        | Value::Decade(_)
        | Value::Century(_)
        | Value::Quarter(..)
        | Value::Half(..)
        | Value::Season(..)
        | Value::Week(..)
        | Value::BeforeChrist(_)
        | Value::Duration(_)
        | Value::Reference(_)
        | Value::Open(_) => false,
    }
}

/// A time by the clock, to the second; with its offset, where it has one.
fn moment(day: civil::Date, time: TimeOfDay) -> Option<(civil::Date, u8, u8, u8, Option<i16>)> {
    match time {
        TimeOfDay::Part(_) => None,
        TimeOfDay::Clock { hour, minute, second, offset } => {
            Some((day, hour, minute, second.unwrap_or_default(), offset))
        }
    }
}

/// A length in tenths of months and of seconds, which do not make up one another: twelve months are a
/// year, 24 hours a day, and a month is no number of days. `None` where an amount is not known.
fn months_and_seconds(length: &Length) -> Option<(u64, u64)> {
    let (mut months, mut seconds) = (0_u64, 0_u64);
    for (amount, unit) in length.parts() {
        let Amount::Tenths(tenths) = amount else { return None };
        let (sum, each) = match unit {
            Unit::Second => (&mut seconds, 1),
            Unit::Minute => (&mut seconds, 60),
            Unit::Hour => (&mut seconds, 3600),
            Unit::Day => (&mut seconds, 86_400),
            Unit::Week => (&mut seconds, 604_800),
            Unit::Month => (&mut months, 1),
            Unit::Year => (&mut months, 12),
            Unit::Decade => (&mut months, 120),
            Unit::Century => (&mut months, 1200),
        };
        *sum += u64::from(tenths) * each;
    }
    Some((months, seconds))
}
