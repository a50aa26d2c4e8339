//! Dates of articles in the order of time.

use std::collections::BTreeMap;

use super::{Facts, Language};
use crate::timex::{Days, Description, Value, describe};

/// What is known of when: the moments on one axis, and what has no place on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Moments by their first day, the shorter before the longer.
    pub moments: Vec<Moment>,
    /// Dates without a place on the axis (durations, repetitions, what is not resolved), as indexes
    /// of [`Facts::dates`].
    pub undated: Vec<usize>,
}

/// A day or a stretch of days, with every date that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// First and last day.
    pub days: Days,
    /// It in words.
    pub told: Description,
    /// The dates that name it, as indexes of [`Facts::dates`], in reading order.
    pub dates: Vec<usize>,
    /// True for the day the one article shown was published.
    pub is_publication: bool,
}

impl Timeline {
    /// Puts the dates of `facts` in order; moments are told in `language`.
    pub fn of(facts: &Facts, language: Language) -> Self {
        let mut by_days: BTreeMap<Days, Vec<usize>> = BTreeMap::new();
        let mut undated = Vec::new();
        for (index, it) in facts.dates.iter().enumerate() {
            match it.days {
                Some((first, last)) if first <= last => {
                    by_days.entry((first, last)).or_default().push(index);
                }
                _ => undated.push(index),
            }
        }
        let published = match facts.published.as_slice() {
            [only] => *only,
            _ => None,
        };
        if let Some(day) = published {
            by_days.entry((day, day)).or_default();
        }
        let moments = by_days.into_iter().map(|(days, dates)| {
            let told = describe(&Value::between(days).to_string(), language);
            let is_publication = published == Some(days.0) && published == Some(days.1);
            Moment { days, told, dates, is_publication }
        });
        Self { moments: moments.collect(), undated }
    }

    /// True without any date.
    pub fn is_empty(&self) -> bool {
        self.moments.iter().all(|it| it.dates.is_empty()) && self.undated.is_empty()
    }
}

impl Moment {
    /// True for more than one day.
    pub fn is_range(&self) -> bool {
        self.days.0 != self.days.1
    }
}
