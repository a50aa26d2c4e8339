//! Days with a name, and days that stand for what happened on them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::timex::Calendar;

/// When a named day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(in super::super) enum NamedDayRule {
    /// A day of a month, every year.
    Day(Calendar, u8, u8),
    /// From one day to another, every year.
    Days(Calendar, (u8, u8), (u8, u8)),
    /// The night that starts on the evening of a day.
    NightOf(Calendar, u8, u8),
    /// The last Friday of Ramadan.
    Quds,
    /// The evening before the last Wednesday of the solar year.
    RedWednesday,
    /// The nth weekday of a Gregorian month, Monday is 1.
    Nth(u8, i8, i8),
}

/// A day with a name: a row of `assets/language/dates/named_days.ron`.
#[derive(Clone, Debug, Deserialize)]
pub(in super::super) struct NamedDay {
    /// When it is.
    pub(in super::super) when: NamedDayRule,
    /// What it is called.
    pub(super) names: Vec<String>,
}

/// Calendar, month, day and year: a row of `assets/language/dates/historic_days.ron`.
type HistoricDay = (Calendar, u8, u8, i32);

static NAMED_DAYS: LazyLock<Vec<NamedDay>> =
    LazyLock::new(|| bundled_named_days().unwrap_or_default());
static HISTORIC_DAYS: LazyLock<Vec<HistoricDay>> =
    LazyLock::new(|| bundled_historic_days().unwrap_or_default());

/// Every named day.
pub(in super::super) fn named_days() -> &'static [NamedDay] {
    &NAMED_DAYS
}

/// The year of a day that everybody takes for one day in history.
pub(in super::super) fn historic_year(calendar: Calendar, month: u8, day: u8) -> Option<i32> {
    let is_it = |it: &&HistoricDay| (it.0, it.1, it.2) == (calendar, month, day);
    HISTORIC_DAYS.iter().find(is_it).map(|it| it.3)
}

pub(super) fn bundled_named_days() -> ron::error::SpannedResult<Vec<NamedDay>> {
    ron::from_str(include_str!("../../../../assets/language/dates/named_days.ron"))
}

pub(super) fn bundled_historic_days() -> ron::error::SpannedResult<Vec<HistoricDay>> {
    ron::from_str(include_str!("../../../../assets/language/dates/historic_days.ron"))
}
