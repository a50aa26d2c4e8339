//! Dates in words: both calendars side by side.

use super::{Cx, attribute::Line, strings::isolated};

/// Attributes that are shown in words of their own.
pub(super) fn shows(label: &str, key: &str) -> bool {
    label == "date" && matches!(key, "value" | "native" | "calendar" | "rule" | "confidence")
}

/// What a date says, in few lines.
pub(super) fn lines(cx: &Cx<'_>, label: &str, attributes: &[(&str, &str)]) -> Vec<Line> {
    if label != "date" {
        return Vec::new();
    }
    let value = attributes.iter().find(|it| it.0 == "value").map_or("", |it| it.1);
    if value.is_empty() {
        return Vec::new();
    }
    vec![Line { text: isolated(value), color: *cx.theme.ink }]
}
