//! Dates in words: both calendars side by side, and what does not fit.

use super::{Cx, attribute::Line, strings::isolated};
use crate::{
    recognize::date::read_typed,
    text::localize_digits,
    timex::{Description, Value, describe},
};

/// Attributes that are shown in words of their own.
pub(super) fn shows(label: &str, key: &str) -> bool {
    label == "date" && matches!(key, "value" | "native" | "calendar" | "rule" | "confidence")
}

/// What a date says, in few lines: both calendars, the weekday.
pub(super) fn lines(cx: &Cx<'_>, label: &str, attributes: &[(&str, &str)]) -> Vec<Line> {
    let value = attributes.iter().find(|it| it.0 == "value").map_or("", |it| it.1);
    if label != "date" || value.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line { text: in_words(cx, value), color: *cx.theme.ink }];
    lines.push(Line { text: isolated(value), color: *cx.theme.ink_faint });
    let rule = attributes.iter().find(|it| it.0 == "rule").map(|it| it.1);
    let text = match rule {
        Some("typed") => Some(cx.t("value-typed")),
        Some(rule) => Some(cx.strings.with("found-by-rule", &[("rule", &isolated(rule))])),
        None => None,
    };
    lines.extend(text.map(|text| Line { text, color: *cx.theme.ink_faint }));
    lines
}

/// A value in both calendars, with its weekday.
pub(super) fn in_words(cx: &Cx<'_>, value: &str) -> String {
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
pub(super) fn read_value(cx: &Cx<'_>, typed: &str) -> Option<String> {
    if typed.is_empty() {
        return Some(String::new());
    }
    let is_value = Value::parse(typed).is_some();
    if is_value {
        return Some(typed.to_owned());
    }
    read_typed(typed, &cx.session.context()).map(|it| it.value)
}
