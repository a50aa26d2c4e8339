//! Dates in words: both calendars side by side, and what does not fit.

use super::FrameContext;
use crate::{
    language::localize_digits,
    messages::isolated,
    recognize::date::read_typed,
    timex::{Description, Value, describe},
};

/// Attributes that are shown in words of their own.
pub(super) fn shows(label: &str, key: &str) -> bool {
    label == "date" && matches!(key, "value" | "native" | "calendar" | "rule" | "confidence")
}

/// A value in both calendars, with its weekday.
pub(super) fn in_words(cx: &FrameContext<'_>, value: &str) -> String {
    let told = describe(value, cx.strings.language());
    let Description { jalali, gregorian, weekday } = told;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(weekday);
    if !jalali.is_empty() && jalali != gregorian {
        parts.push(isolated(&jalali));
    }
    parts.push(isolated(&gregorian));
    localize_digits(&parts.join(" · "), cx.strings.digits())
}

/// The TIMEX3 value of what was typed into a date field, in either calendar.
pub(super) fn read_value(cx: &FrameContext<'_>, typed: &str) -> Option<String> {
    if typed.is_empty() {
        return Some(String::new());
    }
    let is_value = Value::parse(typed).is_some();
    if is_value {
        return Some(typed.to_owned());
    }
    read_typed(typed, &cx.session.context()).map(|it| it.value)
}
