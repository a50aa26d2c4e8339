//! The three calendars of Persian news, brought to proleptic Gregorian days.
//!
//! Solar Hijri is astronomical and equals the official leap table. Lunar Hijri in Iran follows
//! sighting, which no arithmetic gives: the tabular calendar (civil epoch) is within a day of it.

use std::fmt;

use icu_calendar::{
    Date, Gregorian,
    cal::{
        Hijri, Persian,
        hijri::{TabularAlgorithm, TabularAlgorithmEpoch, TabularAlgorithmLeapYears},
    },
};
use jiff::{ToSpan as _, civil};
use serde::Deserialize;

const TABULAR: Hijri<TabularAlgorithm> =
    Hijri::new_tabular(TabularAlgorithmLeapYears::TypeII, TabularAlgorithmEpoch::Friday);

/// A calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Calendar {
    /// Solar Hijri (Jalali), of Iran and Afghanistan.
    Persian,
    /// Proleptic Gregorian.
    Gregorian,
    /// Lunar Hijri, tabular: a day either way of what was sighted.
    Islamic,
}

/// A day by its parts in some calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The year of the calendar's own era.
    pub year: i32,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// First and last day, both included.
pub type Days = (civil::Date, civil::Date);

impl Calendar {
    /// Its key in the attribute `calendar`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Persian => "persian",
            Self::Gregorian => "gregorian",
            Self::Islamic => "islamic",
        }
    }

    /// The calendar with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Persian, Self::Gregorian, Self::Islamic].into_iter().find(|it| it.key() == key)
    }

    /// The day, or `None` for one that is not in the calendar (30 Esfand of a common year).
    pub fn day(self, year: i32, month: u8, day: u8) -> Option<civil::Date> {
        match self {
            Self::Gregorian => {
                let narrow = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
                let (Ok(year), Ok(month), Ok(day)) = narrow else { return None };
                civil::Date::new(year, month, day).ok()
            }
            // The calendars of icu stand years far outside, jiff's days end with the year 9999.
            Self::Persian | Self::Islamic if !(1..=9000).contains(&year) => None,
            Self::Persian => {
                to_civil(Date::try_new_persian(year, month, day).ok()?.to_calendar(Gregorian))
            }
            Self::Islamic => {
                let date = Date::try_new_hijri_with_calendar(year, month, day, TABULAR).ok()?;
                to_civil(date.to_calendar(Gregorian))
            }
        }
    }

    /// What a day is called in this calendar.
    pub fn parts(self, date: civil::Date) -> Parts {
        let (year, month, day) = (i32::from(date.year()), small(date.month()), small(date.day()));
        let Ok(gregorian) = Date::try_new_gregorian(year, month, day) else {
            return Parts { year, month, day };
        };
        match self {
            Self::Gregorian => Parts { year, month, day },
            Self::Persian => {
                let date = gregorian.to_calendar(Persian);
                Parts {
                    year: date.year().extended_year(),
                    month: date.month().ordinal,
                    day: date.day_of_month().0,
                }
            }
            Self::Islamic => {
                let date = gregorian.to_calendar(TABULAR);
                Parts {
                    year: date.year().extended_year(),
                    month: date.month().ordinal,
                    day: date.day_of_month().0,
                }
            }
        }
    }

    /// The days of a month.
    pub fn month_days(self, year: i32, month: u8) -> Option<Days> {
        let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let next = self.day(next_year, next_month, 1)?;
        Some((self.day(year, month, 1)?, next.yesterday().ok()?))
    }

    /// The days from the first of one month to the last of another of the same year.
    pub fn months_days(self, year: i32, first: u8, last: u8) -> Option<Days> {
        Some((self.month_days(year, first)?.0, self.month_days(year, last)?.1))
    }

    /// The days of the years `first..=last`.
    pub fn years_days(self, first: i32, last: i32) -> Option<Days> {
        Some((self.day(first, 1, 1)?, self.day(last + 1, 1, 1)?.yesterday().ok()?))
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The month `by` months from month `month` of `year`; years have twelve months in all three.
pub fn shift_month(year: i32, month: u8, by: i32) -> (i32, u8) {
    let count = year.saturating_mul(12).saturating_add(i32::from(month) - 1).saturating_add(by);
    (count.div_euclid(12), u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1))
}

/// The day `by` days away; the last one there is where the calendar ends.
pub fn shift_day(date: civil::Date, by: i32) -> civil::Date {
    date.saturating_add(by.clamp(-1_000_000, 1_000_000).days())
}

/// Days from `from` to `to`.
pub fn days_between(from: civil::Date, to: civil::Date) -> i32 {
    from.until(to).map_or(0, |it| it.get_days())
}

/// The Saturday that starts the Iranian week of `date`.
pub fn week_start(date: civil::Date) -> civil::Date {
    shift_day(date, -i32::from(date.weekday().to_sunday_zero_offset() + 1) % 7)
}

fn small(value: i8) -> u8 {
    u8::try_from(value).unwrap_or(1)
}

fn to_civil(date: Date<Gregorian>) -> Option<civil::Date> {
    let year = i16::try_from(date.year().extended_year()).ok()?;
    let month = i8::try_from(date.month().ordinal).ok()?;
    civil::Date::new(year, month, i8::try_from(date.day_of_month().0).ok()?).ok()
}
