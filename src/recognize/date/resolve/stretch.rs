//! Months, seasons, years, decades and centuries.

use super::{
    super::{
        atom::{CalendarEra, PeriodPart},
        grammar::NEW,
        node::{MonthSpan, PartOf, WrittenYear, YearCount, YearSpan, YearStretch},
    },
    ResolveSetting, ResolvedDate,
    year::{calendar_of, falling_into, is_solar_after_all, nearest, number_of},
};
use jiff::civil;

use crate::timex::{Calendar, Days, Modifier, Value, season_letters, shift_day};

/// The modifier a loose part is.
pub(super) fn modifier(part: Option<PartOf>) -> Option<Modifier> {
    match part? {
        PartOf::Loose(PeriodPart::Start) => Some(Modifier::Start),
        PartOf::Loose(PeriodPart::Middle | PeriodPart::Half) => Some(Modifier::Middle),
        PartOf::Loose(PeriodPart::End) => Some(Modifier::End),
        PartOf::Half(_) | PartOf::Week(_) | PartOf::LastDay | PartOf::Weekday(..) => None,
    }
}

/// The year of a month or season: written, or chosen among the occurrences.
fn chosen(
    year: Option<WrittenYear>,
    calendar: Calendar,
    setting: &ResolveSetting,
    days: impl Fn(i32) -> Option<Days>,
) -> Option<i32> {
    if let Some(year) = year {
        return match year.count {
            YearCount::Nearest(toward) => nearest(toward, calendar, setting, days),
            YearCount::Number(..) if is_solar_after_all(year, calendar, setting) => {
                falling_into(year, calendar, setting, days)
            }
            YearCount::Number(..) | YearCount::FromNow(_) => number_of(year, calendar, setting),
        };
    }
    let choice = setting.choice(calendar)?;
    let this = calendar.parts(choice.center()).year;
    let around = (this - 1..=this + 1).filter_map(|year| Some((year, days(year)?)));
    choice.best(around).map(|it| it.0)
}

/// Whole months.
pub(super) fn months(span: &MonthSpan, setting: &ResolveSetting) -> ResolvedDate {
    let calendar = span.first.calendar;
    let (first, last) = (span.first.number, span.last.number);
    let days = |year: i32| calendar.months_days(year, first, last);
    let shape = |year: &str| {
        if first == last {
            format!("{year}-{first:02}")
        } else {
            format!("{year}-{first:02}/{year}-{last:02}")
        }
    };
    let Some(year) = chosen(span.year, calendar, setting, days) else {
        let pattern =
            if calendar == Calendar::Gregorian { shape("XXXX") } else { "XXXX-XX".into() };
        return ResolvedDate::open(&pattern)
            .written(calendar, shape("XXXX"))
            .with_modifier(modifier(span.part));
    };
    let native = shape(&format!("{year:04}"));
    let value =
        part_days(span.part, calendar, year, first).filter(|_| first == last).map(Value::between);
    let value = value.or_else(|| month_value(calendar, year, first, last));
    let Some(value) = value else { return ResolvedDate::open("XXXX-XX").written(calendar, native) };
    ResolvedDate::date(value).with_modifier(modifier(span.part)).written(calendar, native)
}

/// A Gregorian month has a value of its own.
pub(super) fn month_value(calendar: Calendar, year: i32, first: u8, last: u8) -> Option<Value> {
    if calendar == Calendar::Gregorian {
        let month = |number| Value::Month(year, number);
        let one = first == last;
        return Some(if one { month(first) } else { interval(month(first), month(last)) });
    }
    calendar.months_days(year, first, last).map(Value::between)
}

fn interval(first: Value, last: Value) -> Value {
    Value::Interval(Box::new((first, last)))
}

/// The days of half a month or of one of its weeks.
pub(super) fn part_days(
    part: Option<PartOf>,
    calendar: Calendar,
    year: i32,
    month: u8,
) -> Option<Days> {
    let days = calendar.month_days(year, month)?;
    let day = |day| calendar.day(year, month, day);
    match part? {
        PartOf::Half(1) => Some((days.0, day(15)?)),
        PartOf::Half(_) => Some((day(16)?, days.1)),
        PartOf::Week(week) => Some((day(week * 7 - 6)?, day(week * 7)?)),
        PartOf::LastDay => Some((days.1, days.1)),
        PartOf::Weekday(nth, weekday) => {
            let day = nth_weekday(days, nth, weekday);
            (day <= days.1).then_some((day, day))
        }
        PartOf::Loose(_) => None,
    }
}

/// The nth weekday (Monday is 1) of the days of a month; 0 for the last.
fn nth_weekday(days: Days, nth: u8, weekday: i8) -> civil::Date {
    let ahead = |day: civil::Date| {
        (i32::from(weekday) - i32::from(day.weekday().to_monday_one_offset())).rem_euclid(7)
    };
    match nth {
        0 => shift_day(days.1, ahead(days.1) - if ahead(days.1) == 0 { 0 } else { 7 }),
        nth => shift_day(days.0, ahead(days.0) + 7 * (i32::from(nth) - 1)),
    }
}

/// A stretch of a year or more.
pub(super) fn years(span: &YearSpan, setting: &ResolveSetting) -> ResolvedDate {
    let resolved = match span.what {
        YearStretch::Year => year(span, setting),
        YearStretch::Years(last) => year_range(span, last, setting),
        YearStretch::SchoolYear(last) => school_year(span, last, setting),
        YearStretch::Decade(first, last) => decade(span, first, last, setting),
        YearStretch::Century(number) => century(span, number, setting),
        YearStretch::Season(season) => season_of(span.year, season, setting),
        YearStretch::Quarter(n) => within(span.year, n * 3 - 2, n * 3, &format!("Q{n}"), setting),
        YearStretch::Half(n) => within(span.year, n * 6 - 5, n * 6, &format!("H{n}"), setting),
        YearStretch::FirstMonths(n) => within(span.year, 1, n, "", setting),
    };
    resolved.with_modifier(modifier(span.part))
}

fn year(span: &YearSpan, setting: &ResolveSetting) -> ResolvedDate {
    if let Some(PartOf::Half(half)) = span.part {
        return within(span.year, half * 6 - 5, half * 6, &format!("H{half}"), setting);
    }
    let Some(year) = span.year else { return ResolvedDate::open("XXXX") };
    let calendar = calendar_of(year, Calendar::Persian);
    let Some(number) = number_of(year, calendar, setting) else {
        return ResolvedDate::open("XXXX").written(calendar, "XXXX");
    };
    if let Some(common) = foreign_year(year, number, setting) {
        return whole_years(Calendar::Gregorian, common, common);
    }
    if year.era == Some(CalendarEra::BeforeCommon) {
        return ResolvedDate::date(Value::BeforeChrist(number)).written(calendar, "");
    }
    whole_years(calendar, number, number)
}

/// Nobody writes two digits for a year so far back, nor a Solar one so far ahead, in years.
const FAR_BACK: i32 = 70;
const FAR_AHEAD: i32 = 60;

/// «سال ۹۸» in a text of 1384 is 1998, and «سال ۱۴۵۰» is of the Gregorian calendar.
fn foreign_year(year: WrittenYear, number: i32, setting: &ResolveSetting) -> Option<i32> {
    let YearCount::Number(written, digits) = year.count else { return None };
    let now = setting.published.filter(|_| year.era.is_none())?;
    let this = Calendar::Persian.parts(now).year;
    match digits {
        2 if (1200..1400).contains(&number) && number < this - FAR_BACK => Some(1900 + written),
        4 if (1400..1500).contains(&written) && written > this + FAR_AHEAD => Some(written),
        _ => None,
    }
}

/// `first..=last`; lunar years of old are recognized by the month, their days are not known.
pub(super) fn whole_years(calendar: Calendar, first: i32, last: i32) -> ResolvedDate {
    let native =
        if first == last { format!("{first:04}") } else { format!("{first:04}/{last:04}") };
    let value = match (calendar, calendar.years_days(first, last)) {
        (Calendar::Gregorian, _) if first == last => Value::Year(first),
        (Calendar::Gregorian, _) => interval(Value::Year(first), Value::Year(last)),
        (Calendar::Islamic, Some(days)) if first < 1200 => {
            let month = |day: civil::Date| {
                let parts = Calendar::Gregorian.parts(day);
                Value::Month(parts.year, parts.month)
            };
            interval(month(days.0), month(days.1))
        }
        (_, Some(days)) => Value::between(days),
        (_, None) => Value::Open("XXXX".to_owned()),
    };
    ResolvedDate::date(value).written(calendar, native)
}

fn year_range(span: &YearSpan, last: i32, setting: &ResolveSetting) -> ResolvedDate {
    let Some(year) = span.year else { return ResolvedDate::open("XXXX") };
    let calendar = calendar_of(year, Calendar::Persian);
    let last =
        WrittenYear { count: YearCount::Number(last, if last < 100 { 2 } else { 4 }), ..year };
    let ends = (number_of(year, calendar, setting), number_of(last, calendar, setting));
    let (Some(first), Some(last)) = ends else { return ResolvedDate::open("XXXX") };
    whole_years(calendar, first.min(last), first.max(last))
}

/// A school year goes from the first of Mehr to the end of Shahrivar.
fn school_year(span: &YearSpan, last: Option<i32>, setting: &ResolveSetting) -> ResolvedDate {
    let Some(year) = span.year else { return ResolvedDate::open("XXXX") };
    let calendar = calendar_of(year, Calendar::Persian);
    let Some(mut first) = number_of(year, calendar, setting) else {
        return ResolvedDate::open("XXXX");
    };
    let early = setting.published.is_some_and(|it| calendar.parts(it).month < 7);
    if matches!(year.count, YearCount::FromNow(_)) && early && year.count != YearCount::FromNow(NEW)
    {
        first -= 1;
    }
    let last = match last {
        Some(last) if last < 100 => first / 100 * 100 + last,
        Some(last) => last,
        None => first + 1,
    };
    let (first, last) = (first.min(last), first.max(last));
    let days = (calendar.day(first, 7, 1), calendar.month_days(last, 6));
    match (calendar, days) {
        (Calendar::Persian, (Some(start), Some((_, end)))) => {
            ResolvedDate::date(Value::between((start, end)))
                .written(calendar, format!("{first:04}/{last:04}"))
        }
        (Calendar::Persian | Calendar::Gregorian | Calendar::Islamic, _) => {
            whole_years(calendar, first, last)
        }
    }
}

fn decade(span: &YearSpan, first: i32, last: i32, setting: &ResolveSetting) -> ResolvedDate {
    let named =
        WrittenYear { count: YearCount::Number(first, 4), era: span.year.and_then(|it| it.era) };
    let calendar = if first < 100 && named.era.is_none() {
        Calendar::Persian
    } else {
        calendar_of(named, Calendar::Persian)
    };
    let full = |tens: i32| {
        let this = setting.published.map_or(1400, |it| Calendar::Persian.parts(it).year);
        match calendar {
            _ if tens >= 100 => tens,
            Calendar::Persian if 1400 + tens <= this => 1400 + tens,
            Calendar::Persian | Calendar::Islamic => 1300 + tens,
            Calendar::Gregorian if tens < 30 => 2000 + tens,
            Calendar::Gregorian => 1900 + tens,
        }
    };
    let (first, last) = (full(first), full(last));
    match (span.part, calendar) {
        (Some(PartOf::Half(1)), _) => whole_years(calendar, first, first + 4),
        (Some(PartOf::Half(_)), _) => whole_years(calendar, first + 5, last + 9),
        (_, Calendar::Gregorian) if first == last => {
            ResolvedDate::date(Value::Decade(first / 10)).written(calendar, "")
        }
        (_, Calendar::Gregorian) => {
            let ends = interval(Value::Decade(first / 10), Value::Decade(last / 10));
            ResolvedDate::date(ends).written(calendar, "")
        }
        (_, Calendar::Persian | Calendar::Islamic) => {
            let mut resolved = whole_years(calendar, first, last + 9);
            let tens = |year: i32| format!("{:03}X", year / 10);
            resolved.native = Some(if first == last {
                tens(first)
            } else {
                format!("{}/{}", tens(first), tens(last))
            });
            resolved
        }
    }
}

fn century(span: &YearSpan, number: i32, setting: &ResolveSetting) -> ResolvedDate {
    let era = span.year.and_then(|it| it.era);
    let gregorian = matches!(era, None | Some(CalendarEra::Common | CalendarEra::BeforeCommon));
    let now = setting.published.map(|it| Calendar::Gregorian.parts(it).year.div_euclid(100) + 1);
    let number = match (number, now) {
        (0, Some(now)) => now - 1,
        (-1, Some(now)) => now,
        (0 | -1, None) => return ResolvedDate::open("XXXX"),
        (number, _) => number,
    };
    let (first, last) = (number * 100 - 99, number * 100);
    if era == Some(CalendarEra::BeforeCommon) {
        let ends = interval(Value::BeforeChrist(last), Value::BeforeChrist(first));
        return ResolvedDate::date(ends).written(Calendar::Gregorian, "");
    }
    if gregorian {
        return match span.part {
            Some(PartOf::Half(1)) => whole_years(Calendar::Gregorian, first - 1, first + 48),
            Some(PartOf::Half(_)) => whole_years(Calendar::Gregorian, first + 49, last - 1),
            Some(PartOf::Loose(_) | PartOf::Week(_) | PartOf::LastDay | PartOf::Weekday(..))
            | None => {
                ResolvedDate::date(Value::Century(number - 1)).written(Calendar::Gregorian, "")
            }
        };
    }
    if era == Some(CalendarEra::Solar) {
        return whole_years(Calendar::Persian, first, last);
    }
    let Some(days) = Calendar::Islamic.years_days(first, last) else {
        return ResolvedDate::open("XXXX");
    };
    let year = |day: civil::Date| Value::Year(i32::from(day.year()));
    ResolvedDate::date(interval(year(days.0), year(days.1)))
        .written(Calendar::Islamic, format!("AH {first}-{last}"))
}

fn season_of(year: Option<WrittenYear>, season: u8, setting: &ResolveSetting) -> ResolvedDate {
    let calendar = year.map_or(Calendar::Persian, |it| calendar_of(it, Calendar::Persian));
    let days = |year: i32| calendar.months_days(year, season * 3 - 2, season * 3);
    let letters = season_letters(season);
    let Some(year) = chosen(year, calendar, setting, days) else {
        return ResolvedDate::open(&format!("XXXX-{letters}"));
    };
    let native = format!("{year:04}-{letters}");
    let value = match (calendar, days(year)) {
        (Calendar::Gregorian, _) => Value::Season(year, season),
        (_, Some(days)) => Value::between(days),
        (_, None) => Value::Open(format!("XXXX-{letters}")),
    };
    ResolvedDate::date(value).written(calendar, native)
}

/// Months of a year that have a name: a quarter, a half, the first nine.
fn within(
    year: Option<WrittenYear>,
    first: u8,
    last: u8,
    name: &str,
    setting: &ResolveSetting,
) -> ResolvedDate {
    let this = WrittenYear { count: YearCount::FromNow(0), era: None };
    let year = year.unwrap_or(this);
    let calendar = calendar_of(year, Calendar::Persian);
    let Some(number) = number_of(year, calendar, setting) else {
        return ResolvedDate::open("XXXX").written(calendar, format!("XXXX-{name}"));
    };
    let native = if name.is_empty() {
        format!("{number:04}-{first:02}/{number:04}-{last:02}")
    } else {
        format!("{number:04}-{name}")
    };
    let value = match (calendar, name) {
        (Calendar::Gregorian, "") => month_value(calendar, number, first, last),
        (Calendar::Gregorian, _) if last - first == 2 => Some(Value::Quarter(number, last / 3)),
        (Calendar::Gregorian, _) => Some(Value::Half(number, last / 6)),
        (Calendar::Persian | Calendar::Islamic, _) => {
            calendar.months_days(number, first, last).map(Value::between)
        }
    };
    let value = value.unwrap_or_else(|| Value::Open("XXXX".to_owned()));
    ResolvedDate::date(value).written(calendar, native)
}
