//! An expression that has its value, and what is suggested of it.

use jiff::civil;

use super::{node::Expression, resolve::ResolvedDate, rules};
use crate::{
    recognize::{FoundBy, Link, Mention, OtherReading, ReadingDoubt},
    text::TextRange,
    timex::{Calendar, Reference, Value},
};

/// An expression of a paragraph with its value and place.
#[derive(Debug)]
pub(super) struct ResolvedExpression {
    pub(super) expression: Expression,
    pub(super) resolved: ResolvedDate,
    pub(super) range: TextRange,
    /// The place of its pair partner among the paragraph's.
    pub(super) pair: Option<usize>,
    /// The date it was resolved from.
    pub(super) anchor: Option<TextRange>,
}

impl ResolvedExpression {
    /// What is suggested of it; `all` are the expressions of its paragraph.
    pub(super) fn mention(&self, all: &[Self], published: Option<civil::Date>) -> Mention {
        let link = |relation, to: TextRange| Link { relation, label: "date", pieces: vec![to] };
        let pair = self.pair.and_then(|at| all.get(at)).map(|it| link("pair", it.range));
        let anchor = self.anchor.map(|to| link("anchor", to));
        Mention {
            pieces: vec![self.range],
            label: "date".into(),
            found_by: FoundBy::Rules,
            confidence: self.expression.confidence,
            rule: self.expression.rule.name.into(),
            attributes: attributes(&self.resolved),
            links: pair.into_iter().chain(anchor).collect(),
            other_readings: other_reading(&self.expression, published).into_iter().collect(),
        }
    }
}

/// What a date says, as attributes.
fn attributes(resolved: &ResolvedDate) -> Vec<(&'static str, String)> {
    let mut attributes =
        vec![("timex_type", resolved.kind.key().to_owned()), ("value", resolved.value.to_string())];
    let native = resolved.native.clone().filter(|it| !it.is_empty());
    attributes.extend(native.map(|it| ("native", it)));
    attributes.extend(resolved.calendar.map(|it| ("calendar", Calendar::key(it).to_owned())));
    attributes.extend(resolved.modifier.map(|it| ("mod", it.key().to_owned())));
    attributes.extend(resolved.quant.map(|it| ("quant", it.to_owned())));
    attributes.extend(resolved.freq.clone().map(|it| ("freq", it)));
    attributes.extend(resolved.bounds.map(|it| ("begin", it.0.to_string())));
    attributes.extend(resolved.bounds.map(|it| ("end", it.1.to_string())));
    attributes
}

/// «امروز» is the day of publication or these days, about as often the one as the other where nothing
/// beside it decides.
fn other_reading(expression: &Expression, published: Option<civil::Date>) -> Option<OtherReading> {
    let is_bare = expression.rule == rules::BARE_TODAY && expression.last == expression.first + 1;
    let (doubt, rule, other) = if is_bare {
        let now = ResolvedDate::date(Value::Reference(Reference::Present));
        (ReadingDoubt::BareToday, rules::NOWADAYS, now)
    } else if expression.rule == rules::NOWADAYS {
        let day = published.map(|it| ResolvedDate::date(Value::Day(it)));
        let day = day.unwrap_or_else(ResolvedDate::unknown);
        (ReadingDoubt::TodayOfNoun, rules::BARE_TODAY, day)
    } else {
        return None;
    };
    let attributes = attributes(&other);
    Some(OtherReading { doubt, rule: rule.name.into(), attributes, comes_first: false })
}
