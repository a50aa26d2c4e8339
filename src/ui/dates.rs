//! Dates in fields and on cards.

use super::FrameContext;
use crate::{recognize::date::read_typed, timex::Value};

/// Attributes that are shown in words of their own.
pub(super) fn shows(label: &str, key: &str) -> bool {
    label == "date" && matches!(key, "value" | "native" | "calendar" | "rule" | "confidence")
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
