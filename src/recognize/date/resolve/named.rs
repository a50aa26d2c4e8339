//! Days with a name.

use jiff::civil;

use super::{
    super::{
        lexicon::{NamedDay, NamedDayRule},
        node::WrittenYear,
    },
    ResolveSetting, ResolvedDate,
    year::falling_into,
};
use crate::timex::{Calendar, Days, PartOfDay, TimeOfDay, TimexType, Value, shift_day};

/// «عید فطر», «نوروز ۱۴۰۰», «چهارشنبه سوری».
pub(super) fn named(
    day: &NamedDay,
    year: Option<WrittenYear>,
    setting: &ResolveSetting,
) -> ResolvedDate {
    let (calendar, night) = kind(day.when);
    let days = |number: i32| days(day.when, number);
    let number = match year {
        Some(year) => falling_into(year, calendar, setting, days),
        None => setting.choice(calendar).and_then(|choice| {
            let this = calendar.parts(choice.center()).year;
            let around = (this - 1..=this + 1).filter_map(|it| Some((it, days(it)?)));
            choice.best(around).map(|it| it.0)
        }),
    };
    let found = number.and_then(|number| Some((number, days(number)?)));
    let Some((_, found)) = found else {
        let pattern = if night { "XXXX-XX-XXTNI" } else { "XXXX-XX-XX" };
        let mut resolved = ResolvedDate::open(pattern);
        resolved.kind = if night { TimexType::Time } else { TimexType::Date };
        return resolved;
    };
    let (first, last) = (calendar.parts(found.0), calendar.parts(found.1));
    let written = if found.0 == found.1 { first.to_string() } else { format!("{first}/{last}") };
    let mut resolved = ResolvedDate::date(Value::between(found));
    if night {
        resolved.kind = TimexType::Time;
        resolved.value = Value::Time(found.0, TimeOfDay::Part(PartOfDay::Night));
    }
    resolved.written(calendar, written)
}

/// The calendar it goes by, and whether it is a night.
fn kind(when: NamedDayRule) -> (Calendar, bool) {
    match when {
        NamedDayRule::Day(calendar, ..) | NamedDayRule::Days(calendar, ..) => (calendar, false),
        NamedDayRule::NightOf(calendar, ..) => (calendar, true),
        NamedDayRule::Nth(..) => (Calendar::Gregorian, false),
        NamedDayRule::Quds => (Calendar::Islamic, false),
        NamedDayRule::RedWednesday => (Calendar::Persian, true),
    }
}

fn days(when: NamedDayRule, year: i32) -> Option<Days> {
    let one = |day: civil::Date| Some((day, day));
    match when {
        NamedDayRule::Day(calendar, month, day) | NamedDayRule::NightOf(calendar, month, day) => {
            one(calendar.day(year, month, day)?)
        }
        NamedDayRule::Days(calendar, first, last) => {
            Some((calendar.day(year, first.0, first.1)?, calendar.day(year, last.0, last.1)?))
        }
        NamedDayRule::Quds => {
            let end = Calendar::Islamic.month_days(year, 9)?.1;
            one(back_to(end, 5))
        }
        NamedDayRule::RedWednesday => {
            let end = Calendar::Persian.month_days(year, 12)?.1;
            one(shift_day(back_to(end, 3), -1))
        }
        NamedDayRule::Nth(month, weekday, nth) => {
            let first = Calendar::Gregorian.day(year, month, 1)?;
            let ahead = i32::from(weekday) - i32::from(first.weekday().to_monday_one_offset());
            one(shift_day(first, ahead.rem_euclid(7) + 7 * (i32::from(nth) - 1)))
        }
    }
}

/// The last weekday (Monday is 1) up to `day`.
fn back_to(day: civil::Date, weekday: i8) -> civil::Date {
    let over = i32::from(day.weekday().to_monday_one_offset()) - i32::from(weekday);
    shift_day(day, -over.rem_euclid(7))
}
