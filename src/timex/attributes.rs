//! The attributes of one TIMEX3 tag, and what is wrong with them by themselves.

use super::{calendar::Calendar, value::Value};

/// What a tag states; what it does not state is `""`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimexAttributes<'a> {
    /// The attribute `timex_type`.
    pub timex_type: &'a str,
    /// The attribute `value`.
    pub value: &'a str,
    /// The attribute `native`: the date in the calendar of the text.
    pub native: &'a str,
    /// The attribute `calendar`: the key of that calendar.
    pub calendar: &'a str,
}

/// Why a tag has no value that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueFault<'a> {
    /// None is stated.
    Missing,
    /// It is no TIMEX3 value, or a day that its calendar does not have: as it is written.
    Impossible(&'a str),
}

impl<'a> TimexAttributes<'a> {
    /// The attributes that `get` gives by their keys.
    pub fn of(get: impl Fn(&str) -> &'a str) -> Self {
        Self {
            timex_type: get("timex_type"),
            value: get("value"),
            native: get("native"),
            calendar: get("calendar"),
        }
    }

    /// Its value.
    pub fn read(&self) -> Result<Value, ValueFault<'a>> {
        if self.names_no_day() {
            return Err(ValueFault::Impossible(self.native));
        }
        match self.value {
            "" => Err(ValueFault::Missing),
            value => Value::parse(value).ok_or(ValueFault::Impossible(value)),
        }
    }

    /// True for a value left open although the written date is complete: its calendar has no such
    /// day.
    fn names_no_day(&self) -> bool {
        const WHOLE_DATE: usize = "1400-10-10".len();
        let is_complete = self.native.len() >= WHOLE_DATE && !self.native.contains('X');
        self.value == "XXXX-XX-XX" && is_complete
    }

    /// True where this and `other`, with these values, should name the same time and cannot.
    pub fn disagrees(&self, value: &Value, other: &Self, other_value: &Value) -> bool {
        // What was sighted may be a day off the tabular calendar.
        let is_lunar = [self.calendar, other.calendar].contains(&Calendar::Islamic.key());
        value.disagrees(other_value, i32::from(is_lunar))
    }
}
