//! Dates of articles in the order of time.

use std::collections::BTreeMap;

use super::{ArticleFacts, Language};
use crate::timex::{Days, Description, Value, describe};

/// What is known of when: the moments on one axis, and what has no place on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleTimeline {
    /// Moments by their first day, the shorter before the longer.
    pub moments: Vec<TimelineMoment>,
    /// Dates without a place on the axis (durations, repetitions, what is not resolved), as indexes
    /// of [`ArticleFacts::dates`].
    pub undated: Vec<usize>,
}

/// A day or a stretch of days, with every date that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineMoment {
    /// First and last day.
    pub days: Days,
    /// The days in words.
    pub described: Description,
    /// The dates that name it, as indexes of [`ArticleFacts::dates`], in reading order.
    pub dates: Vec<usize>,
    /// True for the day the one article shown was published.
    pub is_publication: bool,
}

impl ArticleTimeline {
    /// Puts the dates of `facts` in order; moments are described in `language`.
    pub fn of(facts: &ArticleFacts, language: Language) -> Self {
        let mut by_days: BTreeMap<Days, Vec<usize>> = BTreeMap::new();
        let mut undated = Vec::new();
        for (index, date) in facts.dates.iter().enumerate() {
            match date.days {
                Some((first, last)) if first <= last => {
                    by_days.entry((first, last)).or_default().push(index);
                }
                Some(_) | None => undated.push(index),
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
            let described = describe(&Value::between(days).to_string(), language);
            let is_publication = published == Some(days.0) && published == Some(days.1);
            TimelineMoment { days, described, dates, is_publication }
        });
        Self { moments: moments.collect(), undated }
    }

    /// True without any date.
    pub fn is_empty(&self) -> bool {
        self.moments.iter().all(|it| it.dates.is_empty()) && self.undated.is_empty()
    }
}

impl TimelineMoment {
    /// True for more than one day.
    pub fn is_range(&self) -> bool {
        self.days.0 != self.days.1
    }
}
