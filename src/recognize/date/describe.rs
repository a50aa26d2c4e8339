//! Values in words: in both calendars, in Persian or English.

use jiff::civil;

use super::{
    Calendar,
    calendar::Days,
    duration::{Amount, Length},
    value::{Reference, TimeOfDay, Value},
    wording::{self, Language},
};
use crate::language::{DigitSet, localize_digits};

/// A value in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// In the solar Hijri calendar: «۱۹ و ۲۰ دی ۱۴۰۰»; empty for what it cannot tell.
    pub jalali: String,
    /// In the Gregorian calendar: "9–10 January 2022"; durations and the like are here and there
    /// the same.
    pub gregorian: String,
    /// The weekday of a single day.
    pub weekday: Option<String>,
}

/// Tells a TIMEX3 value in `language` (`fa`, `en`). What is no value is told as it stands.
pub fn describe(value: &str, language: &str) -> Description {
    let language = Language::of(language);
    let Some(read) = Value::parse(value.trim()) else {
        return Description { gregorian: value.to_owned(), ..Description::default() };
    };
    let told = tell(&read, language);
    let digits = |it: String| match language {
        Language::Persian => localize_digits(&it, DigitSet::Persian),
        Language::English => it,
    };
    Description { jalali: digits(told.jalali), gregorian: digits(told.gregorian), ..told }
}

fn tell(value: &Value, language: Language) -> Description {
    let both =
        |words: String| Description { jalali: words.clone(), gregorian: words, weekday: None };
    match value {
        Value::Duration(length) => both(length_in_words(*length, language)),
        Value::Reference(reference) => both(reference_in_words(*reference, language).to_owned()),
        Value::Open(pattern) => both(open(pattern, language)),
        Value::Time(day, time) => {
            let at = |calendar| {
                let day = span(calendar, (*day, *day), language);
                format!("{day}{} {}", language.say("،", ","), time_in_words(*time, language))
            };
            Description {
                jalali: at(Calendar::Persian),
                gregorian: at(Calendar::Gregorian),
                weekday: Some(weekday(*day, language)),
            }
        }
        Value::BeforeChrist(year) => Description {
            gregorian: format!("{year} {}", language.say("پیش از میلاد", "BC")),
            ..Description::default()
        },
        Value::Interval(ends)
            if matches!((&ends.0, &ends.1), (Value::Time(..), _) | (_, Value::Time(..))) =>
        {
            let (first, last) = (tell(&ends.0, language), tell(&ends.1, language));
            let to = language.say(" تا ", " – ");
            Description {
                jalali: format!("{}{to}{}", first.jalali, last.jalali),
                gregorian: format!("{}{to}{}", first.gregorian, last.gregorian),
                weekday: None,
            }
        }
        _ => {
            let Some(days) = value.days() else { return both(value.to_string()) };
            let own = own_name(value, language);
            Description {
                jalali: span(Calendar::Persian, days, language),
                gregorian: own.unwrap_or_else(|| span(Calendar::Gregorian, days, language)),
                weekday: (days.0 == days.1).then(|| weekday(days.0, language)),
            }
        }
    }
}

fn weekday(day: civil::Date, language: Language) -> String {
    wording::weekday(day.weekday().to_monday_one_offset(), language).to_owned()
}

/// What has a name of its own in the Gregorian calendar.
fn own_name(value: &Value, language: Language) -> Option<String> {
    let season = |n: u8| {
        let names =
            [("بهار", "spring"), ("تابستان", "summer"), ("پاییز", "autumn"), ("زمستان", "winter")];
        names.get(usize::from(n).wrapping_sub(1)).map(|it| language.say(it.0, it.1))
    };
    Some(match (value, language) {
        (Value::Decade(decade), Language::Persian) => format!("دههٔ {decade}0"),
        (Value::Decade(decade), Language::English) => format!("{decade}0s"),
        (Value::Century(century), Language::Persian) => format!("سدهٔ {} میلادی", century + 1),
        (Value::Century(century), Language::English) => format!("century {} CE", century + 1),
        (Value::Quarter(year, quarter), _) => {
            format!("{} {quarter}، {year}", language.say("فصل", "Q"))
        }
        (Value::Half(year, half), _) => format!("{} {half}، {year}", language.say("نیمهٔ", "half")),
        (Value::Season(year, n), _) => format!("{} {year}", season(*n)?),
        _ => return None,
    })
}

/// Days in a calendar, as short as they can be told: whole years and months by their names.
pub(super) fn span(calendar: Calendar, days: Days, language: Language) -> String {
    let (first, last) = (calendar.parts(days.0), calendar.parts(days.1));
    let to = language.say(" تا ", "–");
    let month = |number| wording::month(calendar, number, language);
    let starts_month = first.day == 1;
    let ends_month = calendar.month_days(last.year, last.month).is_some_and(|it| it.1 == days.1);
    if starts_month && ends_month && (first.month, last.month) == (1, 12) {
        let year = language.say("سال ", "");
        if first.year == last.year {
            return format!("{year}{}", first.year);
        }
        return format!("{}{to}{}", first.year, last.year);
    }
    let same_month = (first.year, first.month) == (last.year, last.month);
    if starts_month && ends_month {
        return match (same_month, first.year == last.year) {
            (true, _) => format!("{} {}", month(first.month), first.year),
            (_, true) => format!("{}{to}{} {}", month(first.month), month(last.month), last.year),
            _ => format!(
                "{} {}{to}{} {}",
                month(first.month),
                first.year,
                month(last.month),
                last.year
            ),
        };
    }
    let end = format!("{} {} {}", last.day, month(last.month), last.year);
    if first == last {
        return end;
    }
    let next = same_month && last.day == first.day + 1;
    match (same_month, first.year == last.year) {
        (true, _) if next => format!("{}{}{end}", first.day, language.say(" و ", "–")),
        (true, _) => format!("{}{to}{end}", first.day),
        (_, true) => {
            format!("{} {}{} {end}", first.day, month(first.month), language.say(" تا", " –"))
        }
        _ => {
            let start = format!("{} {} {}", first.day, month(first.month), first.year);
            format!("{start}{} {end}", language.say(" تا", " –"))
        }
    }
}

fn time_in_words(time: TimeOfDay, language: Language) -> String {
    match time {
        TimeOfDay::Part(letters) => wording::part_of_day(letters, language).to_owned(),
        TimeOfDay::Clock { .. } => format!("{}{time}", language.say("ساعت ", "")),
    }
}

fn length_in_words(length: Length, language: Language) -> String {
    let parts = length.parts().map(|(amount, unit)| {
        let name = wording::unit(unit, language);
        let plural = |one: bool| match (language, one, name) {
            (Language::Persian, ..) | (_, true, _) => name.to_owned(),
            (Language::English, false, "century") => "centuries".to_owned(),
            (Language::English, false, _) => format!("{name}s"),
        };
        match amount {
            Amount::Unknown => format!("{} {}", language.say("چند", "some"), plural(false)),
            Amount::Tenths(n) if n % 10 == 0 => format!("{} {}", n / 10, plural(n == 10)),
            Amount::Tenths(n) => format!("{}.{} {}", n / 10, n % 10, plural(false)),
        }
    });
    parts.collect::<Vec<_>>().join(language.say(" و ", " and "))
}

fn reference_in_words(reference: Reference, language: Language) -> &'static str {
    match reference {
        Reference::Past => language.say("گذشته", "the past"),
        Reference::Present => language.say("اکنون", "the present"),
        Reference::Future => language.say("آینده", "the future"),
    }
}

/// What is known of a value with unknown parts.
fn open(pattern: &str, language: Language) -> String {
    let weekday = pattern.strip_prefix("XXXX-WXX-").and_then(|it| it.parse().ok());
    if let Some(weekday) = weekday {
        return wording::weekday(weekday, language).to_owned();
    }
    if let Some((_, letters)) = pattern.split_once('T') {
        return wording::part_of_day(letters, language).to_owned();
    }
    language.say("نامعلوم", "not known").to_owned()
}
