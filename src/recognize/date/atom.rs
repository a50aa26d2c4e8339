//! What a token of date language can be.

pub(super) use crate::language::NumberForm;
use serde::Deserialize;

use crate::timex::{Calendar, Reference, Unit};

/// The meaning of one token: a word, a few words written together, a number or a mark.
///
/// This is the alphabet of the grammar: a rule names the atoms that it reads, and stops at all others, so
/// that matches on atoms, and on those alone, may end in a wildcard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Atom {
    /// A word of no meaning here.
    Word,
    /// A punctuation mark, folded; `\0` for what is not ASCII.
    Mark(u8),
    /// A number in digits: its value and how many digits it was written with.
    Digits(u32, u8),
    /// A number word: its value and form.
    #[serde(skip)]
    Number(u16, NumberForm),
    /// A month of a calendar, from 1, and how often the word means something else.
    Month(Calendar, u8, WordDoubt),
    /// A weekday, Monday is 1.
    Weekday(i8),
    /// A weekday as a habit («جمعه‌ها»).
    Weekdays(i8),
    /// A unit of time.
    Unit(Unit, UnitForm),
    /// A day counted from today («دیروز» is -1).
    Day(i8),
    /// A night counted from tonight.
    Night(i8),
    /// A year counted from this year («پارسال» is -1).
    Year(i8),
    /// Which way from now.
    Shift(TimeShift),
    /// Which part of a period.
    Part(PeriodPart),
    /// A part of the day.
    DayPart(DayPart),
    /// A part of the day as a habit («شب‌ها»).
    DayParts(DayPart),
    /// Which calendar a year is of.
    Era(CalendarEra),
    /// A season, spring is 1.
    Season(u8, WordDoubt),
    /// A season as a habit («تابستان‌ها»).
    Seasons(u8),
    /// A named day, by its place in the table.
    Named(u16),
    /// A word that stands for a time («اکنون»).
    Reference(Reference),
    /// A habit in one word («روزانه»).
    Habit(Unit),
    /// آخرین.
    LastOf,
    /// فصل: a season or a quarter.
    Term,
    /// چند، چندین.
    Several,
    /// نیم.
    Half,
    /// ربع.
    Quarter,
    /// و.
    And,
    /// تا، الی.
    To,
    /// از.
    From,
    /// به.
    By,
    /// در، طی and such.
    In,
    /// هر.
    Every,
    /// بار، مرتبه، نوبت.
    Times,
    /// این، همین.
    This,
    /// آن، همان.
    That,
    /// برابر با، مصادف با: what follows is the same day in another calendar.
    Equals,
    /// Whose time a clock shows.
    Zone(ClockZone),
}

/// How often a word of the lexicon is a date word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) enum WordDoubt {
    /// Never: ماه is part of it («تیرماه»).
    Said,
    /// Nearly always.
    Clear,
    /// Also a name or something else: needs a sign beside it.
    Common,
    /// Mostly something else: needs a day number, ماه or a year.
    Rare,
}

/// The ending of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum UnitForm {
    /// سال.
    Plain,
    /// سال‌ها.
    Plural,
    /// سال‌های.
    PluralOf,
    /// سالی.
    Some,
    /// ساله.
    Adjective,
}

/// Which way from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum TimeShift {
    /// گذشته.
    Last,
    /// پیش، قبل.
    Ago,
    /// آینده.
    Next,
    /// بعد.
    Later,
    /// دیگر.
    More,
    /// جاری.
    Current,
    /// اخیر.
    Recent,
    /// جدید: this one when it is young, else the next.
    New,
}

/// Which part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum PeriodPart {
    /// اوایل، ابتدا، آغاز.
    Start,
    /// اواسط، میانه.
    Middle,
    /// اواخر، پایان.
    End,
    /// نیمه: the middle or a half.
    Half,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum DayPart {
    /// بامداد، سحر: after midnight.
    Dawn,
    /// صبح.
    Morning,
    /// پیش از ظهر.
    Forenoon,
    /// ظهر.
    Noon,
    /// بعد از ظهر.
    Afternoon,
    /// عصر، غروب.
    Evening,
    /// شب.
    Night,
    /// نیمه‌شب.
    Midnight,
}

/// Which calendar a year is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum CalendarEra {
    /// شمسی، خورشیدی.
    Solar,
    /// قمری.
    Lunar,
    /// هجری alone.
    Hijri,
    /// میلادی.
    Common,
    /// پیش از میلاد.
    BeforeCommon,
}

/// Whose time a clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum ClockZone {
    /// Iran's.
    Tehran,
    /// Afghanistan's.
    Kabul,
    /// UTC.
    Greenwich,
    /// The place's own.
    Local,
}
