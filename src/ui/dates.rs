//! Dates in fields and on cards.

use super::FrameContext;
use crate::{recognize::date::read_typed, timex::Value};

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
