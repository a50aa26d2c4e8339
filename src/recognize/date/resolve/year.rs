//! Which year of which calendar a written year is.

use jiff::civil;

use super::{
    super::{
        atom::CalendarEra,
        grammar::NEW,
        node::{TimeDirection, WrittenYear, YearCount},
    },
    ResolveSetting,
};
use crate::timex::{Calendar, Days};

/// The calendar a year is counted in, by its era or its size; `else_is` where neither tells.
pub(super) fn calendar_of(year: WrittenYear, else_is: Calendar) -> Calendar {
    match (year.era, year.count) {
        // A year of the Hijra before 1200 is lunar: nobody counted in solar ones.
        (Some(CalendarEra::Lunar), _)
        | (Some(CalendarEra::Hijri), YearCount::Number(..1200, _)) => Calendar::Islamic,
        (Some(CalendarEra::Solar | CalendarEra::Hijri), _) => Calendar::Persian,
        (Some(CalendarEra::Common | CalendarEra::BeforeCommon), _) => Calendar::Gregorian,
        (None, YearCount::Number(number, _)) => calendar_by_size(number, else_is),
        (None, YearCount::FromNow(_) | YearCount::Nearest(_)) => else_is,
    }
}

/// Years of four digits tell their calendar, and so do those that only the Gregorian one has in news.
fn calendar_by_size(year: i32, else_is: Calendar) -> Calendar {
    match year {
        1200..1500 if else_is == Calendar::Gregorian => Calendar::Persian,
        100..1200 | 1500.. => Calendar::Gregorian,
        _ => else_is,
    }
}

/// The year as a number of `calendar`; `None` when it is counted from now and now is not known.
pub(super) fn number_of(
    year: WrittenYear,
    calendar: Calendar,
    setting: &ResolveSetting,
) -> Option<i32> {
    let this = setting.published.map(|it| calendar.parts(it).year);
    match year.count {
        YearCount::Number(value, _)
            if matches!(year.era, Some(CalendarEra::Lunar | CalendarEra::Hijri)) =>
        {
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

/// How far ahead of publication, in years, a year of two digits may be.
const YEARS_AHEAD: i32 = 10;

/// Two digits are of this century up to ten years ahead, else of the one before.
fn full(short: i32, calendar: Calendar, this: Option<i32>) -> i32 {
    // Without a publication date: about now.
    let this = this.unwrap_or(match calendar {
        Calendar::Persian => 1400,
        Calendar::Gregorian => 2020,
        Calendar::Islamic => 1440,
    });
    let century = this.div_euclid(100) * 100;
    if century + short <= this + YEARS_AHEAD { century + short } else { century - 100 + short }
}

/// The last or the next stretch that `days` gives for a year, seen from publication.
pub(super) fn nearest(
    toward: TimeDirection,
    calendar: Calendar,
    setting: &ResolveSetting,
    days: impl Fn(i32) -> Option<(civil::Date, civil::Date)>,
) -> Option<i32> {
    let now = setting.published?;
    let this = calendar.parts(now).year;
    let is_over = |year: &i32| days(*year).is_some_and(|it| it.1 < now);
    let is_to_come = |year: &i32| days(*year).is_some_and(|it| it.0 > now);
    match toward {
        TimeDirection::Past => (this - 2..=this).rev().find(is_over),
        TimeDirection::Future => (this..=this + 2).find(is_to_come),
    }
}

/// The year of the day's own calendar in which it falls into the year that is written.
pub(super) fn falling_into(
    year: WrittenYear,
    calendar: Calendar,
    setting: &ResolveSetting,
    days: impl Fn(i32) -> Option<Days>,
) -> Option<i32> {
    let of_year = match (calendar, year.count) {
        // Of two calendars in their fifteenth century, the one whose year is nearer to now.
        (Calendar::Islamic, YearCount::Number(1300..1500, _)) if year.era.is_none() => {
            nearer(year, setting)
        }
        _ => calendar_of(year, calendar),
    };
    let number = number_of(year, of_year, setting)?;
    if of_year == calendar {
        return Some(number);
    }
    let (first, last) = of_year.years_days(number, number)?;
    let from = calendar.parts(first).year;
    (from..=from + 1).find(|it| days(*it).is_some_and(|it| it.0 >= first && it.0 <= last))
}

fn nearer(year: WrittenYear, setting: &ResolveSetting) -> Calendar {
    let YearCount::Number(number, _) = year.count else { return Calendar::Persian };
    let now = setting.published.unwrap_or(civil::date(2022, 1, 1));
    let away = |calendar: Calendar| (calendar.parts(now).year - number).abs();
    if away(Calendar::Islamic) < away(Calendar::Persian) {
        Calendar::Islamic
    } else {
        Calendar::Persian
    }
}

/// True for a year after a lunar month or day that is rather a Solar one: «محرم ۱۳۴۲».
pub(super) fn is_solar_after_all(
    year: WrittenYear,
    calendar: Calendar,
    setting: &ResolveSetting,
) -> bool {
    calendar == Calendar::Islamic
        && year.era.is_none()
        && matches!(year.count, YearCount::Number(1300..1400, _))
        && nearer(year, setting) == Calendar::Persian
}
