//! Whether two values may name the same time.

use super::{
    calendar::{Days, days_between},
    value::Value,
};

/// A longer stretch is a month or more. Months of two calendars overlap by some days and are never
/// equal, so that sharing a day is enough for them.
const LONGEST_EXACT_DAYS: i32 = 20;

impl Value {
    /// True where the two should be the same and cannot be, even when one is moved by `slack_days`.
    ///
    /// Two days, or two short stretches of days, have to be equal; what is longer, or a day beside a
    /// stretch, has to share a day. What names no days agrees with everything.
    pub fn disagrees(&self, other: &Self, slack_days: i32) -> bool {
        let (Some(days), Some(others)) = (self.days(), other.days()) else { return false };
        let is_exact = is_single(days) == is_single(others)
            && days_between(days.0, days.1) <= LONGEST_EXACT_DAYS;
        if is_exact {
            return days_between(days.0, others.0).abs() > slack_days
                || days_between(days.1, others.1).abs() > slack_days;
        }
        days_between(days.1, others.0) > slack_days || days_between(others.1, days.0) > slack_days
    }
}

fn is_single(days: Days) -> bool {
    days.0 == days.1
}
