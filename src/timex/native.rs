//! Values as another calendar writes them.

use super::{calendar::Calendar, value::Value};

/// A value in the grammar of `calendar`'s own dates: `1400-10-10`, `1400-10`, `1400`, or two days with
/// `/` between; `None` for the Gregorian calendar, whose values they are, and for what names no days.
pub fn native_of(value: &str, calendar: Calendar) -> Option<String> {
    let (first, last) = Value::parse(value)?.days().filter(|_| calendar != Calendar::Gregorian)?;
    let (start, end) = (calendar.parts(first), calendar.parts(last));
    let (year, month) = (start.year, start.month);
    let native = if first == last {
        start.to_string()
    } else if calendar.month_days(year, month) == Some((first, last)) {
        format!("{year:04}-{month:02}")
    } else if calendar.years_days(year, year) == Some((first, last)) {
        format!("{year:04}")
    } else {
        format!("{start}/{end}")
    };
    (year > 0).then_some(native)
}
