//! What the grammar makes of tokens: typed expressions, not yet values.

use super::{
    atom::{CalendarEra, ClockZone, DayPart, PeriodPart},
    lexicon::NamedDay,
    rules::DateRule,
};
use crate::timex::{Calendar, Length, Reference, Unit};

/// An expression in the tokens of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    /// What it says.
    pub(super) node: DateNode,
    /// Its first token.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) last: usize,
    /// The rule that read it.
    pub(super) rule: &'static DateRule,
    /// How sure the rule is, 0 to 1.
    pub(super) confidence: f32,
}

/// What an expression says.
#[derive(Clone, Copy, Debug)]
pub(super) enum DateNode {
    /// A day, a few days, or a time on a day.
    Moment(DayMoment),
    /// Whole months.
    Months(MonthSpan),
    /// A stretch of one year or more.
    Years(YearSpan),
    /// A unit counted from the present one: «هفته گذشته»; with a part: «پایان هفته جاری».
    Period(UnitPeriod),
    /// A distance from the present or from another date: «دو روز پیش».
    Offset(DateOffset),
    /// A length of time; where it is counted from the publication date, which way from there.
    Duration(Length, Option<TimeDirection>),
    /// A habit.
    Set(RecurringSet),
    /// A day with a name.
    Named(&'static NamedDay, Option<WrittenYear>),
    /// A word like «اکنون».
    Reference(Reference, Unit),
}

/// A day, a few days, or a time on a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DayMoment {
    /// By the clock.
    pub(super) clock: Option<ClockTime>,
    /// Until when, by the clock.
    pub(super) until: Option<ClockTime>,
    /// Which part of the day.
    pub(super) part: Option<DayPart>,
    /// True for «شب جمعه», the night before.
    pub(super) eve: bool,
    /// Counted from today.
    pub(super) offset: Option<i32>,
    /// Weekdays, Monday is 1.
    pub(super) weekdays: Option<(i8, i8)>,
    /// The week of the weekday, counted from this one.
    pub(super) week: Option<i32>,
    /// «جمعه گذشته», «جمعه آینده».
    pub(super) toward: Option<TimeDirection>,
    /// Days of the month.
    pub(super) days: Option<(u8, u8)>,
    /// The month.
    pub(super) month: Option<CalendarMonth>,
    /// The month counted from this one, where it has no name: «بیستم ماه جاری».
    pub(super) months_off: Option<i32>,
    /// The year.
    pub(super) year: Option<WrittenYear>,
}

impl DayMoment {
    /// So many days from today.
    pub(super) fn from_today(days: i8) -> Self {
        Self { offset: Some(i32::from(days)), ..Self::default() }
    }
}

/// A month of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CalendarMonth {
    /// The calendar.
    pub(super) calendar: Calendar,
    /// From 1.
    pub(super) number: u8,
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WrittenYear {
    /// Its number or place.
    pub(super) count: YearCount,
    /// The calendar it names.
    pub(super) era: Option<CalendarEra>,
}

/// A year's number, or its place seen from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearCount {
    /// The number and its digits (0 for words).
    Number(i32, u8),
    /// Counted from this year.
    FromNow(i32),
    /// The last or the next such month or season: «مهر گذشته».
    Nearest(TimeDirection),
}

/// Which way from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeDirection {
    /// «گذشته».
    Past,
    /// «آینده».
    Future,
}

/// A time by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// 0 to 24.
    pub(super) hour: u8,
    /// 0 to 59.
    pub(super) minute: u8,
    /// 0 to 59, where given.
    pub(super) second: Option<u8>,
    /// Whose time it is.
    pub(super) zone: Option<ClockZone>,
}

/// Whole months.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthSpan {
    /// The first.
    pub(super) first: CalendarMonth,
    /// The last; the first again for one.
    pub(super) last: CalendarMonth,
    /// The year.
    pub(super) year: Option<WrittenYear>,
    /// Which part of it.
    pub(super) part: Option<PartOf>,
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartOf {
    /// «اوایل», a modifier.
    Loose(PeriodPart),
    /// The first (1) or second (2) half.
    Half(u8),
    /// A week of a month, from 1.
    Week(u8),
    /// The last day of a month.
    LastDay,
    /// The first, second … weekday of a month, Monday is 1; 0 for the last.
    Weekday(u8, i8),
}

/// A stretch of one year or more.
#[derive(Clone, Copy, Debug)]
pub(super) struct YearSpan {
    /// What of the year or of which years.
    pub(super) what: YearStretch,
    /// The year, where there is one.
    pub(super) year: Option<WrittenYear>,
    /// Which part of it.
    pub(super) part: Option<PartOf>,
}

/// What stretch of the calendar.
#[derive(Clone, Copy, Debug)]
pub(super) enum YearStretch {
    /// A year.
    Year,
    /// From the year to this one.
    Years(i32),
    /// A school year: from Mehr to Shahrivar.
    SchoolYear(Option<i32>),
    /// A decade by its number as written («۷۰», «۱۳۴۰»), to the last one where there are two.
    Decade(i32, i32),
    /// A century, from 1.
    Century(i32),
    /// A season, from 1.
    Season(u8),
    /// A quarter, from 1.
    Quarter(u8),
    /// A half, from 1.
    Half(u8),
    /// The first months.
    FirstMonths(u8),
}

/// A unit counted from the present one.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitPeriod {
    /// The unit.
    pub(super) unit: Unit,
    /// How many away.
    pub(super) shift: i32,
    /// Counted from the date before in the text, where there is one.
    pub(super) from_last: bool,
    /// «همین سال»: this one, or that of a date of long ago that is told of.
    pub(super) as_told: bool,
    /// The calendar named.
    pub(super) era: Option<CalendarEra>,
    /// Which part of it.
    pub(super) part: Option<PartOf>,
}

/// A distance.
#[derive(Clone, Copy, Debug)]
pub(super) struct DateOffset {
    /// How many; with its sign.
    pub(super) count: i32,
    /// Of what.
    pub(super) unit: Unit,
    /// Counted from the date before in the text.
    pub(super) from_last: bool,
}

/// A habit.
#[derive(Clone, Copy, Debug)]
pub(super) struct RecurringSet {
    /// What comes again.
    pub(super) of: Recurrence,
    /// How often in each.
    pub(super) times: Option<u32>,
}

/// What comes again.
#[derive(Clone, Copy, Debug)]
pub(super) enum Recurrence {
    /// Every so long.
    Every(Length),
    /// On a weekday, Monday is 1.
    Weekday(i8),
    /// At a part of the day.
    DayPart(DayPart),
    /// At a part of a weekday.
    WeekdayPart(i8, DayPart),
    /// On some days of the week.
    DaysOfWeek,
    /// At weekends.
    Weekend,
    /// A day of a month each year.
    Season(u8),
}
