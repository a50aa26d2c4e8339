//! From expressions to TIMEX3 values, by the publication date and the dates before in the text.

mod day;
mod named;
mod period;
mod stretch;
mod year;

use jiff::civil;

use super::{
    node::{DateNode, Expression, Recurrence, RecurringSet, TimeDirection},
    tense::ClauseTime,
};
use crate::{
    language::Tense,
    timex::{
        Calendar, Days, Length, Modifier, Reference, TimeOfDay, TimexType, Unit, Value,
        days_between, season_letters, shift_day,
    },
};

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResolveSetting {
    /// The publication date.
    pub(super) published: Option<civil::Date>,
    /// What the clause tells.
    pub(super) clause: ClauseTime,
    /// A date that this one is near: its pair partner or a sibling with a year.
    pub(super) near: Option<NearbyDay>,
    /// The day before in the text, for «روز بعد».
    pub(super) last: Option<civil::Date>,
    /// The day that is written beside «امروز» or a weekday.
    pub(super) written: Option<civil::Date>,
    /// The year of the event that the day is called by.
    pub(super) historic: Option<i32>,
    /// A day in the same sentence, for a clock alone.
    pub(super) day: Option<civil::Date>,
}

/// Where a date is, seen from one that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NearbyDay {
    /// On or about it: a pair.
    Around(civil::Date),
    /// Not before it: the other end of a range.
    From(civil::Date),
    /// Not after it.
    UpTo(civil::Date),
}

/// An expression with its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ResolvedDate {
    /// What it is a tag of.
    pub(super) kind: TimexType,
    /// The value.
    pub(super) value: Value,
    /// The same in the calendar of the text.
    pub(super) native: Option<String>,
    /// That calendar.
    pub(super) calendar: Option<Calendar>,
    /// How loosely the value is meant.
    pub(super) modifier: Option<Modifier>,
    /// The quantifier of a set.
    pub(super) quant: Option<&'static str>,
    /// The frequency of a set.
    pub(super) freq: Option<String>,
    /// The days it begins and ends on, for a length counted from now.
    pub(super) bounds: Option<Days>,
    /// True when [`ResolveSetting::last`] was used.
    pub(super) from_last: bool,
}

impl ResolvedDate {
    fn new(kind: TimexType, value: Value) -> Self {
        Self {
            kind,
            value,
            native: None,
            calendar: None,
            modifier: None,
            quant: None,
            freq: None,
            bounds: None,
            from_last: false,
        }
    }

    pub(super) fn date(value: Value) -> Self {
        Self::new(TimexType::Date, value)
    }

    /// Nothing is known.
    pub(super) fn unknown() -> Self {
        Self::open("XXXX-XX-XX")
    }

    fn open(pattern: &str) -> Self {
        Self::date(Value::Open(pattern.to_owned()))
    }

    /// In the calendar of the text; the tabular lunar calendar is a day off either way.
    fn written(mut self, calendar: Calendar, native: impl Into<String>) -> Self {
        self.native = Some(native.into()).filter(|_| calendar != Calendar::Gregorian);
        self.calendar = Some(calendar);
        if calendar == Calendar::Islamic && self.modifier.is_none() && self.value.is_resolved() {
            self.modifier = Some(Modifier::Approximately);
        }
        self
    }

    /// A modifier outside the expression counts unless it has one of its own.
    pub(super) fn with_modifier_before(mut self, modifier: Option<Modifier>) -> Self {
        self.modifier = self.modifier.or(modifier);
        self
    }

    fn with_modifier(mut self, modifier: Option<Modifier>) -> Self {
        self.modifier = modifier.or(self.modifier);
        self
    }
}

/// Gives an expression its value.
pub(super) fn resolve(expression: &Expression, setting: &ResolveSetting) -> ResolvedDate {
    let mut resolved = value_of(expression, setting);
    // Years before 1 and after 9999 cannot be written.
    if Value::parse(&resolved.value.to_string()).is_none() {
        resolved.value = Value::Open("XXXX-XX-XX".to_owned());
    }
    resolved.native = resolved.native.filter(|it| !it.starts_with('-') && !it.contains("/-"));
    resolved
}

fn value_of(expression: &Expression, setting: &ResolveSetting) -> ResolvedDate {
    match &expression.node {
        DateNode::Moment(it) => day::moment(it, setting),
        DateNode::Months(it) => stretch::months(it, setting),
        DateNode::Years(it) => stretch::years(it, setting),
        DateNode::Period(it) => period::period(it, setting),
        DateNode::Offset(it) => period::offset(*it, setting),
        DateNode::Duration(length, toward) => duration(*length, *toward, setting),
        DateNode::Set(it) => set(it),
        DateNode::Named(day, year) => named::named(day, *year, setting),
        DateNode::Reference(reference, unit) => vague(*reference, *unit),
    }
}

/// A length with the days it begins and ends on, where it is counted from now.
fn duration(
    length: Length,
    toward: Option<TimeDirection>,
    setting: &ResolveSetting,
) -> ResolvedDate {
    let mut resolved = ResolvedDate::new(TimexType::Duration, Value::Duration(length));
    let far = setting.published.zip(length.days()).zip(toward);
    resolved.bounds = far.map(|((now, days), toward)| match toward {
        TimeDirection::Past => (shift_day(now, -days), now),
        TimeDirection::Future => (now, shift_day(now, days)),
    });
    resolved
}

fn vague(reference: Reference, unit: Unit) -> ResolvedDate {
    let kind = if unit.is_of_clock() { TimexType::Time } else { TimexType::Date };
    let approx = unit.is_of_clock().then_some(Modifier::Approximately);
    ResolvedDate::new(kind, Value::Reference(reference)).with_modifier(approx)
}

fn set(set: &RecurringSet) -> ResolvedDate {
    let value = match set.of {
        Recurrence::Every(length) => Value::Duration(length),
        Recurrence::Weekday(day) => Value::Open(format!("XXXX-WXX-{day}")),
        Recurrence::DayPart(part) => {
            Value::Open(format!("XXXX-XX-XXT{}", day::part_of_day(part).letters()))
        }
        Recurrence::WeekdayPart(day, part) => {
            Value::Open(format!("XXXX-WXX-{day}T{}", day::part_of_day(part).letters()))
        }
        Recurrence::DaysOfWeek => Value::Open("XXXX-WXX".to_owned()),
        Recurrence::Weekend => Value::Open("XXXX-WXX-WE".to_owned()),
        Recurrence::Season(season) => Value::Open(format!("XXXX-{}", season_letters(season))),
    };
    let mut resolved = ResolvedDate::new(TimexType::Set, value);
    resolved.quant = Some("EVERY");
    resolved.freq = set.times.map(|n| format!("{n}X"));
    resolved
}

/// A day this near to publication, in days, is meant rather than one that is [`FAR`], whatever the verb:
/// «از ۲۵ اردیبهشت برگزار می‌شود» a week later tells what goes on.
const NEAR: i32 = 65;

/// A day this far from publication is nearly a year off: what a year leaves beside [`NEAR`] and the days
/// of a month.
const FAR: i32 = 280;

/// More days than lie between any two occurrences that are weighed: the wrong side, if there is no other.
const WRONG_SIDE: i32 = 100_000;

/// Within eight months of publication a day is in the same year of the calendar.
const SAME_YEAR: i32 = 240;

/// Which of a date's yearly occurrences is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum YearChoice {
    /// The one nearest to a day.
    Near(civil::Date),
    /// The last up to a day, unless that is far and the next one near.
    Last(civil::Date),
    /// The next from a day on, unless that is far and the last one near.
    Next(civil::Date),
    /// The last up to a day and no other: the first end of a range.
    UpTo(civil::Date),
    /// The next from a day on and no other: the last end of a range.
    From(civil::Date),
    /// The one in the same year, or the nearest where that is far.
    Around(civil::Date, i32),
}

impl ResolveSetting {
    /// How to choose among occurrences; `None` without anything to go by.
    fn choice(&self, calendar: Calendar) -> Option<YearChoice> {
        if let Some(near) = self.near {
            return Some(match near {
                NearbyDay::Around(day) => YearChoice::Near(day),
                NearbyDay::From(day) => YearChoice::From(day),
                NearbyDay::UpTo(day) => YearChoice::UpTo(day),
            });
        }
        let published = self.published?;
        Some(match self.clause.tense {
            Some(Tense::Past) if self.clause.announces => YearChoice::Near(published),
            Some(Tense::Past) => YearChoice::Last(published),
            Some(Tense::Present | Tense::Future) => YearChoice::Next(published),
            Some(Tense::Timeless) | None => {
                YearChoice::Around(published, calendar.parts(published).year)
            }
        })
    }
}

impl YearChoice {
    /// The day that years are counted around.
    fn center(self) -> civil::Date {
        match self {
            Self::Near(day)
            | Self::Last(day)
            | Self::Next(day)
            | Self::UpTo(day)
            | Self::From(day)
            | Self::Around(day, _) => day,
        }
    }

    /// The best of `found`: a year with its first and last day.
    fn best(self, found: impl Iterator<Item = (i32, Days)>) -> Option<(i32, Days)> {
        let center = self.center();
        // Days before the center are negative; 0 inside.
        let away =
            |days: &Days| days_between(center, days.0).max(0) + days_between(center, days.1).min(0);
        found.min_by_key(|(year, days)| {
            let away = away(days);
            match self {
                Self::Last(_) if (1..=NEAR).contains(&away) => FAR,
                Self::Next(_) if (-NEAR..0).contains(&away) => FAR,
                Self::Last(_) | Self::UpTo(_) if away > 0 => WRONG_SIDE + away,
                Self::Next(_) | Self::From(_) if away < 0 => WRONG_SIDE - away,
                Self::Around(_, same) if *year == same && away.abs() <= SAME_YEAR => 0,
                Self::Near(_)
                | Self::Last(_)
                | Self::Next(_)
                | Self::UpTo(_)
                | Self::From(_)
                | Self::Around(..) => away.abs(),
            }
        })
    }
}

/// A time on a day.
fn time(day: civil::Date, time: TimeOfDay) -> Value {
    Value::Time(day, time)
}
