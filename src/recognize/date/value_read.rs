//! Reading TIMEX3 values.

use jiff::civil;

use super::{
    calendar::Calendar,
    duration::{Amount, Length},
    value::{DAY_PARTS, Reference, SEASONS, TimeOfDay, Unit, Value},
};

/// The units a duration may hold, with the letters after `T` apart.
const DATE_UNITS: [Unit; 6] =
    [Unit::Decade, Unit::Century, Unit::Year, Unit::Month, Unit::Week, Unit::Day];
const CLOCK_UNITS: [Unit; 3] = [Unit::Hour, Unit::Minute, Unit::Second];

pub(super) fn read(value: &str) -> Option<Value> {
    if let Some((first, last)) = value.split_once('/') {
        return Some(Value::Interval(Box::new((read_one(first)?, read_one(last)?))));
    }
    read_one(value)
}

fn read_one(value: &str) -> Option<Value> {
    match value {
        "PAST_REF" => return Some(Value::Reference(Reference::Past)),
        "PRESENT_REF" => return Some(Value::Reference(Reference::Present)),
        "FUTURE_REF" => return Some(Value::Reference(Reference::Future)),
        _ => {}
    }
    if let Some(length) = value.strip_prefix('P') {
        return read_length(length).map(Value::Duration);
    }
    if let Some(year) = value.strip_prefix("BC") {
        return number(year, 4).map(Value::BeforeChrist);
    }
    if let Some((day, time)) = value.split_once('T')
        && let Some(day) = read_day(day)
    {
        return read_time(time).map(|time| Value::Time(day, time));
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

fn read_time(value: &str) -> Option<TimeOfDay> {
    if let Some(letters) = DAY_PARTS.iter().find(|it| **it == value) {
        return Some(TimeOfDay::Part(letters));
    }
    let at = value.find(['+', '-', 'Z']).unwrap_or(value.len());
    let (clock, zone) = value.split_at_checked(at)?;
    let mut parts = clock.split(':').map(|it| number(it, 2).and_then(|it| u8::try_from(it).ok()));
    let hour = parts.next()?.filter(|it| *it <= 24)?;
    let minute = parts.next().map_or(Some(0), |it| it.filter(|it| *it < 60))?;
    let second = match parts.next() {
        Some(second) => Some(second.filter(|it| *it < 60)?),
        None => None,
    };
    let offset = if zone.is_empty() { None } else { Some(read_offset(zone)?) };
    parts.next().is_none().then_some(TimeOfDay::Clock { hour, minute, second, offset })
}

fn read_offset(zone: &str) -> Option<i16> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, rest) = zone.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    let minutes = i16::try_from(number(hours, 2)? * 60 + number(minutes, 2)?).ok()?;
    Some(if sign == "-" { -minutes } else { minutes })
}

fn read_length(value: &str) -> Option<Length> {
    let (date, clock) = value.split_once('T').unwrap_or((value, ""));
    let mut parts = Vec::new();
    for (text, units) in [(date, &DATE_UNITS[..]), (clock, &CLOCK_UNITS[..])] {
        let mut rest = text;
        while !rest.is_empty() {
            let at = rest.find(|c: char| c.is_ascii_uppercase() && c != 'X')?;
            let (count, after) = rest.split_at_checked(at)?;
            let unit = units.iter().find(|it| after.starts_with(it.letters()))?;
            rest = after.get(unit.letters().len()..)?;
            parts.push((read_amount(count)?, *unit));
        }
    }
    match *parts.as_slice() {
        [first] => Some(Length { first, second: None, third: None }),
        [first, second] => Some(Length { first, second: Some(second), third: None }),
        [first, second, third] => Some(Length { first, second: Some(second), third: Some(third) }),
        _ => None,
    }
}

fn read_amount(value: &str) -> Option<Amount> {
    if value == "X" {
        return Some(Amount::Unknown);
    }
    let (whole, tenths) = value.split_once('.').unwrap_or((value, "0"));
    let whole: u32 = whole.parse().ok()?;
    let tenths: u32 = (tenths.len() == 1).then(|| tenths.parse().ok())??;
    Some(Amount::Tenths(whole.checked_mul(10)?.checked_add(tenths)?))
}

/// A value with unknown parts keeps its characters.
fn read_open(value: &str) -> Option<Value> {
    let shaped = value.chars().all(|c| c.is_ascii_digit() || "X-:TWQHMONIEVAFDSPU+".contains(c));
    (shaped && value.len() >= 4 && value.contains("XX")).then(|| Value::Open(value.to_owned()))
}

/// Exactly `digits` ASCII digits.
fn number(text: &str, digits: usize) -> Option<i32> {
    let plain = text.len() == digits && text.bytes().all(|it| it.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
