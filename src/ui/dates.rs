//! Dates in words: both calendars side by side, and what does not fit.

use super::{Cx, attribute::Line, strings::isolated};
use crate::{
    model::Annotation,
    recognize::date::{self, Description, Fault, Stated},
    text::localize_digits,
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
    lines
}

/// A value in both calendars, with its weekday.
pub(super) fn in_words(cx: &Cx<'_>, value: &str) -> String {
    let told = date::describe(value, cx.strings.language().code());
    let Description { jalali, gregorian, weekday } = told;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(weekday);
    if !jalali.is_empty() && jalali != gregorian {
        parts.push(isolated(&jalali));
    }
    parts.push(isolated(&gregorian));
    localize_digits(&parts.join(" · "), cx.strings.digits())
}

/// Whether a date agrees with its pair, and what else is wrong with it.
pub(super) fn checks(cx: &Cx<'_>, annotation: &Annotation) -> Vec<Line> {
    if annotation.label != "date" {
        return Vec::new();
    }
    let Some(open) = cx.session.open() else { return Vec::new() };
    let document = open.document();
    let attribute = |key: &str| annotation.attributes.get(key).unwrap_or_default();
    // The link goes one way; the two dates are each other's partners all the same.
    let partners = document.relations_of(annotation.id).filter(|it| it.label == "pair");
    let mut partners = partners.map(|it| if it.from == annotation.id { it.to } else { it.from });
    let pair = partners.next().and_then(|id| document.annotation(id));
    let stated = Stated {
        range: annotation.extent.hull(),
        value: attribute("value"),
        native: attribute("native"),
        timex_type: attribute("timex_type"),
        calendar: attribute("calendar"),
        pair: pair.map(|it| it.extent.hull()),
    };
    let partner = pair.map(|it| Stated {
        range: it.extent.hull(),
        value: it.attributes.get("value").unwrap_or_default(),
        native: it.attributes.get("native").unwrap_or_default(),
        timex_type: it.attributes.get("timex_type").unwrap_or_default(),
        calendar: it.attributes.get("calendar").unwrap_or_default(),
        pair: None,
    });
    let dates: Vec<Stated<'_>> = std::iter::once(stated).chain(partner).collect();
    let findings = date::check(document.text(), &dates, &cx.session.context());
    let ours = || findings.iter().filter(|it| it.range == stated.range);
    let mut lines: Vec<Line> = ours()
        .filter(|it| it.fault != Fault::Unresolved || !stated.value.is_empty())
        .map(|it| {
            let (said, against) = (isolated(&it.said), isolated(&it.against));
            let text =
                cx.strings.with(words_for(it.fault), &[("said", &said), ("against", &against)]);
            Line { text, color: *cx.theme.error }
        })
        .collect();
    if pair.is_some() && !ours().any(|it| it.fault == Fault::PairDisagrees) {
        lines.push(Line { text: cx.t("pair-agrees"), color: *cx.theme.good });
    }
    lines
}

/// The key of a fault's words.
fn words_for(fault: Fault) -> &'static str {
    match fault {
        Fault::PairDisagrees => "fault-pair-disagrees",
        Fault::Impossible => "fault-impossible",
        Fault::OtherWeekday => "fault-other-weekday",
        Fault::AfterPublication => "fault-after-publication",
        Fault::Unresolved => "fault-unresolved",
        Fault::InsideWord => "fault-inside-word",
    }
}

/// The TIMEX3 value of what was typed into a date field, in either calendar.
pub(super) fn read_value(cx: &Cx<'_>, typed: &str) -> Option<String> {
    if typed.is_empty() {
        return Some(String::new());
    }
    let is_value = date::Value::parse(typed).is_some();
    if is_value {
        return Some(typed.to_owned());
    }
    date::read_typed(typed, &cx.session.context()).map(|it| it.value)
}
