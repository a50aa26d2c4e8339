//! What an analyst types into a date field.

use super::find;
use crate::{
    language::digit_value,
    recognize::{Context, Mention},
    text::Text,
    timex::{Calendar, TimexType, Value},
};

/// A date that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedDate {
    /// What it is of.
    pub timex_type: TimexType,
    /// The TIMEX3 value.
    pub value: String,
    /// The same in the calendar that was typed, where that is not the Gregorian one.
    pub native: Option<String>,
    /// That calendar's key.
    pub calendar: Option<Calendar>,
}

/// Reads «۱۰ دی ۱۴۰۰», `1400/10/10`, `2021-12-31`, `31 December 2021`, a TIMEX3 value, or any other
/// expression that news may use; `None` for anything else.
pub fn read_typed(typed: &str, context: &Context) -> Option<TypedDate> {
    let typed = typed.trim().trim_matches(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']).trim();
    let plain: String = typed.chars().map(latin_digit).collect();
    let year = (plain.len() == 4 && plain.bytes().all(|it| it.is_ascii_digit()))
        .then(|| whole(&format!("سال {plain}"), *context))
        .flatten();
    year.or_else(|| year_month(&plain))
        .or_else(|| whole(typed, *context))
        .or_else(|| whole(&day_first(&plain)?, *context))
        .or_else(|| of_value(&plain.to_ascii_uppercase()))
}

fn latin_digit(c: char) -> char {
    digit_value(c).and_then(|it| char::from_digit(it, 10)).unwrap_or(c)
}

/// The expression that takes up all of `typed`.
fn whole(typed: &str, context: Context) -> Option<TypedDate> {
    let text = Text::new(typed);
    let found = find(&text, &context);
    let [mention] = found.as_slice() else { return None };
    let piece = mention.pieces.first()?;
    (piece.len() == text.len_bytes()).then(|| reading(mention))
}

fn reading(mention: &Mention) -> TypedDate {
    let attribute = |key: &str| {
        mention.attributes.iter().find(|(it, _)| *it == key).map(|(_, value)| value.clone())
    };
    TypedDate {
        timex_type: attribute("timex_type")
            .and_then(|it| TimexType::from_key(&it))
            .unwrap_or_default(),
        value: attribute("value").unwrap_or_default(),
        native: attribute("native"),
        calendar: attribute("calendar").and_then(|it| Calendar::from_key(&it)),
    }
}

/// `1400/10`, `2021-12`.
fn year_month(typed: &str) -> Option<TypedDate> {
    let (year, month) = typed.split_once(['/', '-', '.'])?;
    let year: i32 = (year.len() == 4).then(|| year.parse().ok())??;
    let month: u8 = (month.len() <= 2).then(|| month.parse().ok())??;
    if !(1..=12).contains(&month) {
        return None;
    }
    if year >= 1500 {
        return of_value(&format!("{year:04}-{month:02}"));
    }
    let days = Calendar::Persian.month_days(year, month)?;
    Some(TypedDate {
        timex_type: TimexType::Date,
        value: Value::between(days).to_string(),
        native: Some(format!("{year:04}-{month:02}")),
        calendar: Some(Calendar::Persian),
    })
}

/// `December 31, 2021` with the day first.
fn day_first(typed: &str) -> Option<String> {
    let mut words = typed.split([' ', ',']).filter(|it| !it.is_empty());
    let (month, day, year) = (words.next()?, words.next()?, words.next()?);
    let numbers = day.parse::<u8>().is_ok() && year.parse::<u16>().is_ok();
    (numbers && words.next().is_none()).then(|| format!("{day} {month} {year}"))
}

fn of_value(typed: &str) -> Option<TypedDate> {
    let value = Value::parse(typed)?;
    Some(TypedDate {
        timex_type: value.timex_type(),
        value: value.to_string(),
        native: None,
        calendar: value.days().map(|_| Calendar::Gregorian),
    })
}
