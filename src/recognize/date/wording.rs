//! What days, months and units are called, in two languages.

use super::{Calendar, value::Unit};

const PERSIAN_MONTHS: [[&str; 12]; 2] = [
    [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ],
    [
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ],
];

const GREGORIAN_MONTHS: [[&str; 12]; 2] = [
    [
        "ژانویه",
        "فوریه",
        "مارس",
        "آوریل",
        "مه",
        "ژوئن",
        "ژوئیه",
        "اوت",
        "سپتامبر",
        "اکتبر",
        "نوامبر",
        "دسامبر",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

const ISLAMIC_MONTHS: [[&str; 12]; 2] = [
    [
        "محرم",
        "صفر",
        "ربیع‌الاول",
        "ربیع‌الثانی",
        "جمادی‌الاول",
        "جمادی‌الثانی",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذی‌القعده",
        "ذی‌الحجه",
    ],
    [
        "Muharram",
        "Safar",
        "Rabi I",
        "Rabi II",
        "Jumada I",
        "Jumada II",
        "Rajab",
        "Shaban",
        "Ramadan",
        "Shawwal",
        "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ],
];

const WEEKDAYS: [[&str; 7]; 2] = [
    ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

/// The language people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Persian,
    English,
}

impl Language {
    /// `fa` is Persian, all else English.
    pub(super) fn of(code: &str) -> Self {
        if code.starts_with("fa") { Self::Persian } else { Self::English }
    }

    /// The words in this language.
    pub(super) fn say(self, persian: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Persian => persian,
            Self::English => english,
        }
    }

    fn index(self) -> usize {
        match self {
            Self::Persian => 0,
            Self::English => 1,
        }
    }
}

/// The name of a month, from 1.
pub(super) fn month(calendar: Calendar, number: u8, language: Language) -> &'static str {
    let names = match calendar {
        Calendar::Persian => &PERSIAN_MONTHS,
        Calendar::Gregorian => &GREGORIAN_MONTHS,
        Calendar::Islamic => &ISLAMIC_MONTHS,
    };
    let of_language = names.get(language.index());
    of_language.and_then(|it| it.get(usize::from(number).wrapping_sub(1))).copied().unwrap_or("")
}

/// The name of a weekday, Monday is 1.
pub(super) fn weekday(number: i8, language: Language) -> &'static str {
    let place = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    WEEKDAYS.get(language.index()).and_then(|it| it.get(place)).copied().unwrap_or("")
}

/// What a weekday is called in `language` (`fa`, `en`), 1 is Monday; `""` for other numbers.
pub fn weekday_name(number: i8, language: &str) -> &'static str {
    weekday(number, Language::of(language))
}

/// The name of a unit; English adds its plural.
pub(super) fn unit(unit: Unit, language: Language) -> &'static str {
    let (persian, english) = match unit {
        Unit::Second => ("ثانیه", "second"),
        Unit::Minute => ("دقیقه", "minute"),
        Unit::Hour => ("ساعت", "hour"),
        Unit::Day => ("روز", "day"),
        Unit::Week => ("هفته", "week"),
        Unit::Month => ("ماه", "month"),
        Unit::Year => ("سال", "year"),
        Unit::Decade => ("دهه", "decade"),
        Unit::Century => ("قرن", "century"),
    };
    language.say(persian, english)
}

/// The name of a part of the day by its two letters.
pub(super) fn part_of_day(letters: &str, language: Language) -> &'static str {
    let (persian, english) = match letters {
        "MO" => ("صبح", "morning"),
        "MI" => ("ظهر", "noon"),
        "AF" | "PM" => ("بعدازظهر", "afternoon"),
        "EV" => ("عصر", "evening"),
        "NI" => ("شب", "night"),
        _ => ("روز", "daytime"),
    };
    language.say(persian, english)
}
