//! Which year of which calendar a written year is.

use jiff::civil;

use super::{
    super::{
        atom::Era,
        grammar::NEW,
        node::{Year, YearCount},
    },
    Setting,
};
use crate::timex::Calendar;

/// The calendar a year is counted in, by its era or its size; `else_is` where neither tells.
pub(super) fn calendar_of(year: Year, else_is: Calendar) -> Calendar {
    match (year.era, year.count) {
        (Some(Era::Lunar), _) => Calendar::Islamic,
        (Some(Era::Hijri), YearCount::Number(value, _)) if value < 1200 => Calendar::Islamic,
        (Some(Era::Solar | Era::Hijri), _) => Calendar::Persian,
        (Some(Era::Common | Era::BeforeCommon), _) | (None, YearCount::Number(1500.., _)) => {
            Calendar::Gregorian
        }
        (None, YearCount::Number(1200..1500, _)) if else_is == Calendar::Gregorian => {
            Calendar::Persian
        }
        (None, YearCount::Number(100..1200, _)) => Calendar::Gregorian,
        (None, _) => else_is,
    }
}

/// The year as a number of `calendar`; `None` when it is told from now and now is not known.
pub(super) fn number_of(year: Year, calendar: Calendar, setting: &Setting) -> Option<i32> {
    let this = setting.published.map(|it| calendar.parts(it).year);
    match year.count {
        YearCount::Number(value, _) if matches!(year.era, Some(Era::Lunar | Era::Hijri)) => {
            Some(value)
        }
        YearCount::Number(value, 1 | 2) => Some(full(value, calendar, this)),
        YearCount::Number(value, 0) if value < 100 && year.era.is_none() => {
            Some(full(value, calendar, this))
        }
        YearCount::Number(value, _) => Some(value),
        YearCount::FromNow(NEW) => {
            let late = setting.published.is_some_and(|it| calendar.parts(it).month > 6);
            this.map(|it| it + i32::from(late))
        }
        YearCount::FromNow(shift) => this.map(|it| it + shift),
        YearCount::Nearest(_) => None,
    }
}

/// Two digits are of this century up to ten years ahead, else of the one before.
fn full(short: i32, calendar: Calendar, this: Option<i32>) -> i32 {
    let this = this.unwrap_or(match calendar {
        Calendar::Persian => 1400,
        Calendar::Gregorian => 2020,
        Calendar::Islamic => 1440,
    });
    let century = this.div_euclid(100) * 100;
    if century + short <= this + 10 { century + short } else { century - 100 + short }
}

/// The last or the next stretch that `days` gives for a year, seen from publication.
pub(super) fn nearest(
    shift: i32,
    calendar: Calendar,
    setting: &Setting,
    days: impl Fn(i32) -> Option<(civil::Date, civil::Date)>,
) -> Option<i32> {
    let now = setting.published?;
    let this = calendar.parts(now).year;
    if shift < 0 {
        return (this - 2..=this).rev().find(|it| days(*it).is_some_and(|it| it.1 < now));
    }
    (this..=this + 2).find(|it| days(*it).is_some_and(|it| it.0 > now))
}
