//! Days and times.

use jiff::civil;

use super::{
    super::{
        atom::{DayPart, Zone},
        lexicon::{HISTORIC, Tense},
        node::{Clock, Moment, Month, YearCount},
    },
    Choice, Near, Resolved, Setting, time,
    year::{calendar_of, nearest, number_of},
};
use crate::timex::{
    Calendar, Days, PartOfDay, TimeOfDay, TimexType, Value, days_between, shift_day, week_start,
};

/// A day, a few days, or a time.
pub(super) fn moment(it: &Moment, setting: &Setting) -> Resolved {
    let mut resolved = days(it, setting);
    if it.eve
        && let Some((first, _)) = resolved.value.days()
    {
        resolved.value = Value::Day(shift_day(first, -1));
    }
    if it.clock.is_none() && it.part.is_none() {
        return resolved;
    }
    resolved.kind = TimexType::Time;
    resolved.value = match (&resolved.value, it.clock, it.part) {
        (Value::Day(day), Some(clock), _) => clocked(*day, clock, it.until),
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

fn clocked(day: civil::Date, clock: Clock, until: Option<Clock>) -> Value {
    let first = time(day, of_clock(clock, Some(day)));
    match until {
        Some(until) => Value::Interval(Box::new((first, time(day, of_clock(until, Some(day)))))),
        None => first,
    }
}

fn of_clock(clock: Clock, day: Option<civil::Date>) -> TimeOfDay {
    let offset = match clock.zone {
        Some(Zone::Tehran) => Some(tehran(day)),
        Some(Zone::Greenwich) => Some(0),
        Some(Zone::Local) | None => None,
    };
    TimeOfDay::Clock { hour: clock.hour, minute: clock.minute, second: clock.second, offset }
}

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

fn days(it: &Moment, setting: &Setting) -> Resolved {
    if let (Some(days), Some(month)) = (it.days, it.month) {
        return dated(it, days, month, setting);
    }
    if let Some(offset) = it.offset {
        let Some(published) = setting.published else { return Resolved::open("XXXX-XX-XX") };
        let day = shift_day(published, offset);
        return Resolved::date(Value::Day(day));
    }
    if let Some((first, last)) = it.weekdays {
        return weekday(it, first, last, setting);
    }
    // A clock alone.
    let day = setting.day.or(setting.published);
    day.map_or_else(|| Resolved::open("XXXX-XX-XX"), |day| Resolved::date(Value::Day(day)))
}

fn weekday(it: &Moment, first: i8, last: i8, setting: &Setting) -> Resolved {
    let near = setting.near.map(|it| match it {
        Near::Around(day) | Near::From(day) | Near::UpTo(day) => day,
    });
    let Some(center) = near.or(setting.published) else {
        return Resolved::open(&format!("XXXX-WXX-{first}"));
    };
    let day = match (it.week, setting.near, it.toward, setting.clause.tense) {
        (Some(week), ..) => {
            // Saturday, 6, starts the week.
            let place = (i32::from(first) + 1) % 7;
            shift_day(week_start(center), week * 7 + place)
        }
        (None, Some(near), ..) => {
            let ahead = forward(center, first);
            let back = match near {
                Near::Around(_) => ahead > 3,
                Near::From(_) => false,
                Near::UpTo(_) => ahead > 0,
            };
            shift_day(center, if back { ahead - 7 } else { ahead })
        }
        (None, None, -1, _) => shift_day(center, forward(center, first) - 7),
        (None, None, 1, _) | (None, None, _, Some(Tense::Future)) => {
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
    Resolved::date(Value::between((day, shift_day(day, length))))
}

/// Days from `day` to the next weekday `to`, 0 to 6.
fn forward(day: civil::Date, to: i8) -> i32 {
    (i32::from(to) - i32::from(day.weekday().to_monday_one_offset())).rem_euclid(7)
}

fn dated(it: &Moment, days: (u8, u8), month: Month, setting: &Setting) -> Resolved {
    let calendar = month.calendar;
    let of_year = |year: i32| -> Option<Days> {
        Some((calendar.day(year, month.number, days.0)?, calendar.day(year, month.number, days.1)?))
    };
    let year = match it.year {
        Some(year) => match year.count {
            YearCount::Nearest(shift) => nearest(shift, calendar, setting, of_year),
            _ => number_of(year, calendar_or_written(year, calendar), setting)
                .map(|number| into_calendar(number, year, calendar, setting)),
        },
        None => historic(calendar, month.number, days, setting)
            .or_else(|| choose(it, calendar, setting, of_year)),
    };
    let shape = |year: &str| {
        let day = |day: u8| format!("{year}-{:02}-{day:02}", month.number);
        if days.0 == days.1 { day(days.0) } else { format!("{}/{}", day(days.0), day(days.1)) }
    };
    let Some(year) = year else {
        let pattern =
            if calendar == Calendar::Gregorian { shape("XXXX") } else { "XXXX-XX-XX".into() };
        let mut resolved = Resolved::open(&pattern).written(calendar, shape("XXXX"));
        if never(calendar, month.number, days.1) {
            resolved.value = Value::Open("XXXX-XX-XX".to_owned());
        }
        return resolved;
    };
    let native = shape(&format!("{year:04}"));
    let Some(found) = of_year(year) else {
        return Resolved::open("XXXX-XX-XX").written(calendar, native);
    };
    Resolved::date(Value::between(found)).written(calendar, native)
}

/// True for a day that no year has.
fn never(calendar: Calendar, month: u8, day: u8) -> bool {
    !(1..=40).any(|years| {
        let first = if calendar == Calendar::Gregorian { 2000 } else { 1380 };
        calendar.day(first + years, month, day).is_some()
    })
}

fn calendar_or_written(year: super::super::node::Year, calendar: Calendar) -> Calendar {
    match year.count {
        // «۱۶ آذر سال جاری میلادی» counts by the month's own calendar all the same.
        YearCount::FromNow(_) | YearCount::Nearest(_) => calendar,
        YearCount::Number(..) => calendar_of(year, calendar),
    }
}

/// «۲۲ بهمن ۲۰۱۹»: the Jalali year in which that day falls into the Gregorian one.
fn into_calendar(
    number: i32,
    year: super::super::node::Year,
    calendar: Calendar,
    setting: &Setting,
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

fn historic(calendar: Calendar, month: u8, days: (u8, u8), setting: &Setting) -> Option<i32> {
    let (.., year) = HISTORIC.iter().find(|(of, m, day, _)| {
        (*of, *m, (*day, *day)) == (calendar, month, days) && setting.near.is_none()
    })?;
    let future = matches!(setting.clause.tense, Some(Tense::Future | Tense::Present));
    (!future).then_some(*year)
}

/// The year nobody wrote: where the weekday agrees, then by the clause.
fn choose(
    it: &Moment,
    calendar: Calendar,
    setting: &Setting,
    of_year: impl Fn(i32) -> Option<Days>,
) -> Option<i32> {
    let choice = setting.choice(calendar)?;
    if let Some(offset) = it.offset {
        // «امروز ۱۰ دی»
        let day = shift_day(setting.published?, offset);
        return Choice::Near(day).best(around(day, calendar, &of_year, 1)).map(|it| it.0);
    }
    let center = choice.center();
    if let Some((weekday, _)) = it.weekdays {
        let agreeing = around(center, calendar, &of_year, 2)
            .filter(|(_, days)| days.0.weekday().to_monday_one_offset() == weekday)
            .filter(|(_, days)| days_between(center, days.0).abs() < 500);
        if let Some((year, _)) = choice.best(agreeing) {
            return Some(year);
        }
    }
    let found = choice.best(around(center, calendar, &of_year, 1));
    let found = found.or_else(|| choice.best(around(center, calendar, &of_year, 4)));
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
