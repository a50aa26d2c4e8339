//! Units and distances from now or from the date before.

use jiff::civil;

use super::{
    super::{
        atom::CalendarEra,
        node::{DateOffset, PartOf, UnitPeriod},
    },
    ResolveSetting, ResolvedDate,
    stretch::{modifier, month_value, part_days, whole_years},
};
use crate::{
    language::Tense,
    timex::{
        Calendar, Modifier, Reference, TimexType, Unit, Value, days_between, shift_day,
        shift_month, week_start,
    },
};

/// «هفته گذشته», «ماه جاری میلادی», «روز بعد».
pub(super) fn period(period: &UnitPeriod, setting: &ResolveSetting) -> ResolvedDate {
    let past = !matches!(setting.clause.tense, Some(Tense::Present | Tense::Future));
    let told = |day: &civil::Date| {
        let now = setting.published.unwrap_or(*day);
        period.as_told && past && days_between(*day, now) > LONG_AGO
    };
    let last = setting.last.filter(|_| period.from_last && (past || period.shift <= 0));
    let last = last.or_else(|| setting.last.filter(told));
    let alone = period.from_last && last.is_none();
    let now = match (last, setting.published) {
        (Some(last), _) => Some(last),
        // «روز بعد» and «همان روز» mean nothing without a date before them.
        _ if alone && (period.shift == 0 || period.unit == Unit::Day && period.shift > 0) => None,
        (None, published) => published,
    };
    let Some(now) = now else { return ResolvedDate::open(pattern(period.unit)) };
    let era = period.era.or_else(|| common_year(now, period.unit).filter(|_| last.is_some()));
    let mut resolved = shifted(now, period.unit, period.shift, era, period.part);
    resolved.from_last = last.is_some();
    resolved.with_modifier(modifier(period.part))
}

/// How many days before publication a date is that «همین سال» may count from.
const LONG_AGO: i32 = 600;

/// «دو روز پیش», «شش ماه بعد».
pub(super) fn offset(offset: DateOffset, setting: &ResolveSetting) -> ResolvedDate {
    let now = if offset.from_last { setting.last } else { setting.published };
    let Some(now) = now else { return ResolvedDate::open(pattern(offset.unit)) };
    let mut resolved = match offset.unit {
        Unit::Week => {
            ResolvedDate::date(Value::Day(shift_day(now, offset.count.saturating_mul(7))))
        }
        Unit::Hour if offset.count % 24 == 0 => {
            ResolvedDate::date(Value::Day(shift_day(now, offset.count / 24)))
        }
        unit if unit.is_of_clock() => {
            // «۵۸ دقیقه بعد نوشت»: after what was told before.
            let told = offset.from_last && setting.clause.tense == Some(Tense::Past);
            let side = if offset.count < 0 || told { Reference::Past } else { Reference::Future };
            ResolvedDate::new(TimexType::Time, Value::Reference(side))
                .with_modifier(Some(Modifier::Approximately))
        }
        Unit::Decade => shifted(now, Unit::Year, offset.count.saturating_mul(10), None, None),
        Unit::Century => shifted(now, Unit::Year, offset.count.saturating_mul(100), None, None),
        unit => {
            let era = common_year(now, unit).filter(|_| offset.from_last);
            shifted(now, unit, offset.count, era, None)
        }
    };
    resolved.from_last = offset.from_last;
    resolved
}

/// The era of years that are counted from a Gregorian one: it begins on its first of January, and no other does.
fn common_year(first: civil::Date, unit: Unit) -> Option<CalendarEra> {
    (unit == Unit::Year && first.month() == 1 && first.day() == 1).then_some(CalendarEra::Common)
}

fn pattern(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Year | Unit::Decade | Unit::Century => "XXXX",
    }
}

/// The unit `by` away from the one that holds `now`.
fn shifted(
    now: civil::Date,
    unit: Unit,
    by: i32,
    era: Option<CalendarEra>,
    part: Option<PartOf>,
) -> ResolvedDate {
    let calendar = match era {
        Some(CalendarEra::Common | CalendarEra::BeforeCommon) => Calendar::Gregorian,
        Some(CalendarEra::Lunar) => Calendar::Islamic,
        Some(CalendarEra::Solar | CalendarEra::Hijri) | None => Calendar::Persian,
    };
    let parts = calendar.parts(now);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
            ResolvedDate::date(Value::Day(shift_day(now, by)))
        }
        Unit::Week => {
            let start = shift_day(week_start(now), by.saturating_mul(7));
            ResolvedDate::date(Value::between((start, shift_day(start, 6))))
        }
        Unit::Month => {
            let (year, month) = shift_month(parts.year, parts.month, by);
            let half = part_days(part, calendar, year, month).map(Value::between);
            let value = half.or_else(|| month_value(calendar, year, month, month));
            let value = value.unwrap_or_else(|| Value::Open("XXXX-XX".to_owned()));
            ResolvedDate::date(value).written(calendar, format!("{year:04}-{month:02}"))
        }
        Unit::Year => {
            let year = parts.year.saturating_add(by);
            whole_years(calendar, year, year)
        }
        Unit::Decade => {
            let decade = parts.year.div_euclid(10).saturating_add(by);
            if calendar == Calendar::Gregorian {
                return ResolvedDate::date(Value::Decade(decade)).written(calendar, "");
            }
            let mut resolved = whole_years(calendar, decade * 10, decade * 10 + 9);
            resolved.native = Some(format!("{decade:03}X"));
            resolved
        }
        Unit::Century => {
            let century = Calendar::Gregorian.parts(now).year.div_euclid(100).saturating_add(by);
            ResolvedDate::date(Value::Century(century)).written(Calendar::Gregorian, "")
        }
    }
}
