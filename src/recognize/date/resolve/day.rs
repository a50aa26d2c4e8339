//! Days and times.

use jiff::civil;

use super::{
    super::{
        atom::{ClockZone, DayPart},
        node::{CalendarMonth, ClockTime, DayMoment, TimeDirection, YearCount},
    },
    NearbyDay, ResolveSetting, ResolvedDate, YearChoice, time,
    year::{calendar_of, falling_into, is_solar_after_all, nearest, number_of},
};
use crate::{
    language::Tense,
    timex::{
        Calendar, Days, PartOfDay, TimeOfDay, TimexType, Value, days_between, shift_day,
        shift_month, week_start,
    },
};

/// A day, a few days, or a time.
pub(super) fn moment(moment: &DayMoment, setting: &ResolveSetting) -> ResolvedDate {
    let mut resolved = days(moment, setting);
    if moment.eve
        && let Some((first, _)) = resolved.value.days()
    {
        resolved.value = Value::Day(shift_day(first, -1));
    }
    if moment.clock.is_none() && moment.part.is_none() {
        return resolved;
    }
    resolved.kind = TimexType::Time;
    resolved.value = match (&resolved.value, moment.clock, moment.part) {
        (Value::Day(day), Some(clock), _) => clocked(*day, clock, moment.until),
        (Value::Day(day), None, Some(part)) => time(*day, TimeOfDay::Part(part_of_day(part))),
        (Value::Interval(ends), None, Some(part)) => match (&ends.0, &ends.1) {
            (Value::Day(first), Value::Day(last)) => {
                let at = TimeOfDay::Part(part_of_day(part));
                Value::Interval(Box::new((time(*first, at), time(*last, at))))
            }
            _ => resolved.value.clone(),
        },
        (Value::Open(pattern), Some(clock), _) => {
            Value::Open(format!("{pattern}T{}", of_clock(clock, None)))
        }
        (Value::Open(pattern), None, Some(part)) => {
            Value::Open(format!("{pattern}T{}", part_of_day(part).letters()))
        }
        (other, ..) => other.clone(),
    };
    resolved
}

/// The part of the day in TIMEX3, which has fewer.
pub(super) fn part_of_day(part: DayPart) -> PartOfDay {
    match part {
        DayPart::Dawn | DayPart::Morning | DayPart::Forenoon => PartOfDay::Morning,
        DayPart::Noon => PartOfDay::Noon,
        DayPart::Afternoon => PartOfDay::Afternoon,
        DayPart::Evening => PartOfDay::Evening,
        DayPart::Night | DayPart::Midnight => PartOfDay::Night,
    }
}

fn clocked(day: civil::Date, clock: ClockTime, until: Option<ClockTime>) -> Value {
    let first = time(day, of_clock(clock, Some(day)));
    match until {
        Some(until) => Value::Interval(Box::new((first, time(day, of_clock(until, Some(day)))))),
        None => first,
    }
}

fn of_clock(clock: ClockTime, day: Option<civil::Date>) -> TimeOfDay {
    let offset = match clock.zone {
        Some(ClockZone::Tehran) => Some(tehran(day)),
        Some(ClockZone::Kabul) => Some(KABUL),
        Some(ClockZone::Greenwich) => Some(0),
        Some(ClockZone::Local) | None => None,
    };
    TimeOfDay::Clock { hour: clock.hour, minute: clock.minute, second: clock.second, offset }
}

/// Minutes of Kabul east of UTC, in summer and winter.
const KABUL: i16 = 270;

/// Minutes of Tehran east of UTC: an hour more in the summers of 1387 to 1401, from 2 Farvardin to
/// 30 Shahrivar (tz database, Asia/Tehran).
fn tehran(day: Option<civil::Date>) -> i16 {
    let summer = day.map(|it| Calendar::Persian.parts(it)).is_some_and(|it| {
        (1387..=1401).contains(&it.year)
            && (1..=6).contains(&it.month)
            && (it.month, it.day) > (1, 1)
    });
    if summer { 270 } else { 210 }
}

fn days(moment: &DayMoment, setting: &ResolveSetting) -> ResolvedDate {
    if let (Some(days), Some(month)) = (moment.days, moment.month) {
        return dated(moment, days, month, setting);
    }
    if let (Some(days), Some(off)) = (moment.days, moment.months_off) {
        return of_month_from_now(days, off, setting);
    }
    if let Some(offset) = moment.offset {
        let counted = setting.published.map(|it| shift_day(it, offset));
        let Some(day) = setting.written.or(counted) else {
            return ResolvedDate::open("XXXX-XX-XX");
        };
        return ResolvedDate::date(Value::Day(
            moment.weekdays.map_or(day, |(to, _)| closest(day, to)),
        ));
    }
    if let Some((first, last)) = moment.weekdays {
        return weekday(moment, first, last, setting);
    }
    // A clock alone.
    let day = setting.day.or(setting.published);
    day.map_or_else(|| ResolvedDate::open("XXXX-XX-XX"), |day| ResolvedDate::date(Value::Day(day)))
}

/// «بیستم ماه جاری».
fn of_month_from_now(days: (u8, u8), off: i32, setting: &ResolveSetting) -> ResolvedDate {
    let calendar = Calendar::Persian;
    let Some(now) = setting.published.map(|it| calendar.parts(it)) else {
        return ResolvedDate::open("XXXX-XX-XX");
    };
    let (year, month) = shift_month(now.year, now.month, off);
    let native = format!("{year:04}-{month:02}-{:02}", days.0);
    let found = calendar.day(year, month, days.0).zip(calendar.day(year, month, days.1));
    found
        .map_or_else(
            || ResolvedDate::open("XXXX-XX-XX"),
            |it| ResolvedDate::date(Value::between(it)),
        )
        .written(calendar, native)
}

fn weekday(moment: &DayMoment, first: i8, last: i8, setting: &ResolveSetting) -> ResolvedDate {
    if let Some(day) = setting.written.filter(|_| moment.week.is_none()) {
        return ResolvedDate::date(Value::Day(closest(day, first)));
    }
    let near = setting.near.map(|it| match it {
        NearbyDay::Around(day) | NearbyDay::From(day) | NearbyDay::UpTo(day) => day,
    });
    let Some(center) = near.or(setting.published) else {
        return ResolvedDate::open(&format!("XXXX-WXX-{first}"));
    };
    let day = match (moment.week, setting.near, moment.toward, setting.clause.tense) {
        (Some(week), ..) => {
            // Saturday, 6, starts the week.
            let place = (i32::from(first) + 1) % 7;
            shift_day(week_start(center), week * 7 + place)
        }
        (None, Some(near), ..) => {
            let ahead = forward(center, first);
            let back = match near {
                NearbyDay::Around(_) => ahead > 3,
                NearbyDay::From(_) => false,
                NearbyDay::UpTo(_) => ahead > 0,
            };
            shift_day(center, if back { ahead - 7 } else { ahead })
        }
        (None, None, Some(TimeDirection::Past), _) => shift_day(center, forward(center, first) - 7),
        (None, None, Some(TimeDirection::Future), _) | (None, None, _, Some(Tense::Future)) => {
            let ahead = forward(center, first);
            shift_day(center, if ahead == 0 { 7 } else { ahead })
        }
        (None, None, _, Some(Tense::Present)) => shift_day(center, forward(center, first)),
        _ => {
            let ahead = forward(center, last);
            let end = shift_day(center, if ahead == 0 { 0 } else { ahead - 7 });
            shift_day(end, -((i32::from(last) - i32::from(first)).rem_euclid(7)))
        }
    };
    let length = (i32::from(last) - i32::from(first)).rem_euclid(7);
    ResolvedDate::date(Value::between((day, shift_day(day, length))))
}

/// The day with a weekday that is closest to `day`: «امروز یکشنبه» in an article of Monday.
fn closest(day: civil::Date, weekday: i8) -> civil::Date {
    let ahead = forward(day, weekday);
    shift_day(day, if ahead > 3 { ahead - 7 } else { ahead })
}

/// Days from `day` to the next weekday `to`, 0 to 6.
fn forward(day: civil::Date, to: i8) -> i32 {
    (i32::from(to) - i32::from(day.weekday().to_monday_one_offset())).rem_euclid(7)
}

fn dated(
    moment: &DayMoment,
    days: (u8, u8),
    month: CalendarMonth,
    setting: &ResolveSetting,
) -> ResolvedDate {
    let calendar = month.calendar;
    let of_year = |year: i32| -> Option<Days> {
        Some((calendar.day(year, month.number, days.0)?, calendar.day(year, month.number, days.1)?))
    };
    let year = match moment.year {
        Some(year) => match year.count {
            YearCount::Nearest(toward) => nearest(toward, calendar, setting, of_year),
            YearCount::Number(..) if is_solar_after_all(year, calendar, setting) => {
                falling_into(year, calendar, setting, of_year)
            }
            YearCount::Number(..) | YearCount::FromNow(_) => {
                number_of(year, calendar_or_written(year, calendar), setting)
                    .map(|number| into_calendar(number, year, calendar, setting))
            }
        },
        None => setting.historic.or_else(|| choose(moment, calendar, setting, of_year)),
    };
    let shape = |year: &str| {
        let day = |day: u8| format!("{year}-{:02}-{day:02}", month.number);
        if days.0 == days.1 { day(days.0) } else { format!("{}/{}", day(days.0), day(days.1)) }
    };
    let Some(year) = year else {
        let pattern =
            if calendar == Calendar::Gregorian { shape("XXXX") } else { "XXXX-XX-XX".into() };
        let mut resolved = ResolvedDate::open(&pattern).written(calendar, shape("XXXX"));
        if never(calendar, month.number, days.1) {
            resolved.value = Value::Open("XXXX-XX-XX".to_owned());
        }
        return resolved;
    };
    let native = shape(&format!("{year:04}"));
    let Some(found) = of_year(year) else {
        return ResolvedDate::open("XXXX-XX-XX").written(calendar, native);
    };
    ResolvedDate::date(Value::between(found)).written(calendar, native)
}

/// More years than any calendar goes without a leap year.
const LEAP_CYCLES: i32 = 40;

/// True for a day that no year has.
fn never(calendar: Calendar, month: u8, day: u8) -> bool {
    let first = if calendar == Calendar::Gregorian { 2000 } else { 1380 };
    !(first..first + LEAP_CYCLES).any(|year| calendar.day(year, month, day).is_some())
}

fn calendar_or_written(year: super::super::node::WrittenYear, calendar: Calendar) -> Calendar {
    match year.count {
        // «۱۶ آذر سال جاری میلادی» counts by the month's own calendar all the same.
        YearCount::FromNow(_) | YearCount::Nearest(_) => calendar,
        YearCount::Number(..) => calendar_of(year, calendar),
    }
}

/// «۲۲ بهمن ۲۰۱۹»: the Jalali year in which that day falls into the Gregorian one.
fn into_calendar(
    number: i32,
    year: super::super::node::WrittenYear,
    calendar: Calendar,
    setting: &ResolveSetting,
) -> i32 {
    let written = calendar_or_written(year, calendar);
    let lunar = calendar == Calendar::Islamic && (1300..1500).contains(&number);
    if written == calendar
        || (lunar && year.era.is_none())
        || setting.near.is_some() && number < 100
    {
        return number;
    }
    written.years_days(number, number).map_or(number, |days| calendar.parts(days.1).year)
}

/// How far off, in days, a day with its weekday may be: a date agrees with its weekday about every sixth
/// year, so that one of the years next to this one is rarely right by chance.
const WEEKDAY_REACH: i32 = 500;

/// How many years around the present one have every day of a calendar: four for the 29th of February and
/// the 30th of Esfand.
const LEAP_REACH: i32 = 4;

/// The year nobody wrote: where the weekday agrees, then by the clause.
fn choose(
    moment: &DayMoment,
    calendar: Calendar,
    setting: &ResolveSetting,
    of_year: impl Fn(i32) -> Option<Days>,
) -> Option<i32> {
    let choice = setting.choice(calendar)?;
    if let Some(offset) = moment.offset {
        // «امروز ۱۰ دی»
        let day = shift_day(setting.published?, offset);
        return YearChoice::Near(day).best(around(day, calendar, &of_year, 1)).map(|it| it.0);
    }
    let center = choice.center();
    if let Some((weekday, _)) = moment.weekdays {
        let agreeing = around(center, calendar, &of_year, 2)
            .filter(|(_, days)| days.0.weekday().to_monday_one_offset() == weekday)
            .filter(|(_, days)| days_between(center, days.0).abs() < WEEKDAY_REACH);
        if let Some((year, _)) = choice.best(agreeing) {
            return Some(year);
        }
    }
    let found = choice.best(around(center, calendar, &of_year, 1));
    let found = found.or_else(|| choice.best(around(center, calendar, &of_year, LEAP_REACH)));
    Some(found.map_or_else(|| calendar.parts(center).year, |it| it.0))
}

fn around(
    center: civil::Date,
    calendar: Calendar,
    of_year: &impl Fn(i32) -> Option<Days>,
    reach: i32,
) -> impl Iterator<Item = (i32, Days)> {
    let this = calendar.parts(center).year;
    (this - reach..=this + reach).filter_map(move |year| Some((year, of_year(year)?)))
}
