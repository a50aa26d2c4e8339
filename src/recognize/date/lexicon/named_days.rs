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

/// A day that an event is called by: a row of `assets/language/dates/historic_days.ron`.
#[derive(Debug, Deserialize)]
pub(super) struct HistoricDay {
    /// Calendar, month and day.
    day: (Calendar, u8, u8),
    year: i32,
    /// The heads that it goes with; all of them where there are none.
    #[serde(default)]
    heads: Vec<String>,
    /// True where the day alone stands for the event.
    #[serde(default)]
    always: bool,
    /// What happened, and where it can be looked up: for who edits the file.
    #[expect(dead_code, reason = "the file says it, and its test")]
    event: String,
    #[expect(dead_code, reason = "the file says it, and its test")]
    source: String,
}

static NAMED_DAYS: LazyLock<Vec<NamedDay>> =
    LazyLock::new(|| bundled_named_days().unwrap_or_default());
static HISTORIC_DAYS: LazyLock<Vec<HistoricDay>> =
    LazyLock::new(|| bundled_historic_days().unwrap_or_default());

/// Every named day.
pub(in super::super) fn named_days() -> &'static [NamedDay] {
    &NAMED_DAYS
}

/// The year of the event that a day is called by after `head`, or alone.
pub(in super::super) fn historic_year(day: (Calendar, u8, u8), head: Option<&str>) -> Option<i32> {
    let days = || HISTORIC_DAYS.iter().filter(|it| it.day == day);
    let of_head = |it: &&HistoricDay| it.heads.iter().any(|it| head == Some(it.as_str()));
    let of_any = |it: &&HistoricDay| it.always || head.is_some() && it.heads.is_empty();
    days().find(of_head).or_else(|| days().find(of_any)).map(|it| it.year)
}

pub(super) fn bundled_named_days() -> ron::error::SpannedResult<Vec<NamedDay>> {
    ron::from_str(include_str!("../../../../assets/language/dates/named_days.ron"))
}

pub(super) fn bundled_historic_days() -> ron::error::SpannedResult<Vec<HistoricDay>> {
    ron::from_str(include_str!("../../../../assets/language/dates/historic_days.ron"))
}
