//! Which TIMEX3 elements a date of ours is.
//!
//! Most are one. A closed interval is a DURATION with its two ends; coordinated days («۹ و ۱۰
//! ژانویه») are one a member, where the words of each are known.

use crate::{formats::SpanView, language::digit_value};

/// Attributes of ours that are attributes of TIMEX3 of the same name.
pub(super) const SAME: [&str; 3] = ["mod", "quant", "freq"];
const KINDS: [&str; 4] = ["DATE", "TIME", "DURATION", "SET"];
/// What TIMEX3 writes for a day that is not known.
pub(super) const UNKNOWN: &str = "XXXX-XX-XX";

/// An element: the words it stands around, and what it says.
#[derive(Debug)]
pub(super) struct TimexElement {
    /// Bytes of the span's words.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: String,
    pub(super) value: String,
    /// The ends of a closed interval.
    pub(super) ends: Option<(String, String)>,
}

/// The elements of a date, in order of place, never none.
pub(super) fn timexes(span: &SpanView<'_>) -> Vec<TimexElement> {
    if let Some(members) = members(span) {
        return members;
    }
    let kind = given(span, "timex_type").filter(|it| KINDS.contains(it)).unwrap_or("DATE");
    let value = given(span, "value").unwrap_or(UNKNOWN);
    let ends = given(span, "begin").zip(given(span, "end"));
    let (value, ends) = match (ends, interval(span)) {
        (Some(ends), _) => (token(value), Some(ends)),
        (None, Some(ends)) => (length(ends), Some(ends)),
        (None, None) => (token(value), None),
    };
    let kind = if ends.is_some() { "DURATION" } else { kind }.to_owned();
    let ends = ends.map(|(begin, end)| (token(begin), token(end)));
    vec![TimexElement { start: 0, end: span.words.len(), kind, value, ends }]
}

/// Why an attribute is not read back as it is, if so.
pub(super) fn lost(span: &SpanView<'_>, key: &str, value: &str) -> bool {
    if value.is_empty() || SAME.contains(&key) {
        return false;
    }
    let timexes = timexes(span);
    let [only] = timexes.as_slice() else { return true };
    match key {
        "value" => only.value != value && interval(span).is_none(),
        "timex_type" => only.kind != value,
        "begin" => only.ends.as_ref().is_none_or(|it| it.0 != value),
        "end" => only.ends.as_ref().is_none_or(|it| it.1 != value),
        _ => true,
    }
}

/// A value as an XML NMTOKEN, without the UTC offset of a time.
pub(super) fn token(value: &str) -> String {
    let value = without_offset(value);
    let fit = |c: char| if c.is_alphanumeric() || "-._:".contains(c) { c } else { '_' };
    value.chars().map(fit).collect()
}

fn given<'s>(span: &'s SpanView<'_>, key: &str) -> Option<&'s str> {
    span.attribute(key).filter(|it| !it.is_empty())
}

/// The ends in a value such as `2021-12-22/2022-01-20`.
fn interval<'s>(span: &'s SpanView<'_>) -> Option<(&'s str, &'s str)> {
    given(span, "value")?.split_once('/').filter(|(a, b)| !a.is_empty() && !b.is_empty())
}

/// How long an interval is, both of its days counted.
fn length((begin, end): (&str, &str)) -> String {
    let day = |it: &str| it.parse::<jiff::civil::Date>().ok();
    let days = day(begin).zip(day(end)).map(|(begin, end)| (end - begin).get_days() + 1);
    days.filter(|it| *it > 0).map_or("PXD".to_owned(), |it| format!("P{it}D"))
}

/// Two coordinated days: «و» stands once, and the number on either side is the day that the value
/// (or, in another calendar, `native`) says.
fn members(span: &SpanView<'_>) -> Option<Vec<TimexElement>> {
    const AND: &str = " و ";
    let (begin, end) = interval(span)?;
    let written = given(span, "native").and_then(|it| it.split_once('/'));
    let (first, last) = written.unwrap_or((begin, end));
    let (one, other) = span.words.split_once(AND).filter(|it| !it.1.contains(AND))?;
    let says = |words: &str, date: &str| {
        number(words).is_some() && number(words) == date.splitn(3, '-').nth(2).and_then(number)
    };
    if !says(one, first) || !says(other, last) {
        return None;
    }
    let kind = given(span, "timex_type").filter(|it| KINDS.contains(it)).unwrap_or("DATE");
    let member = |start, end, value| TimexElement {
        start,
        end,
        kind: kind.to_owned(),
        value: token(value),
        ends: None,
    };
    let behind = one.len() + AND.len();
    Some(vec![member(0, one.len(), begin), member(behind, span.words.len(), end)])
}

/// The first number in words, in any of the three digit sets.
fn number(words: &str) -> Option<u32> {
    let digits = words.chars().map(digit_value).skip_while(Option::is_none);
    let digits: Vec<u32> = digits.map_while(|it| it).take(9).collect();
    (!digits.is_empty()).then(|| digits.iter().fold(0, |sum, it| sum * 10 + it))
}

fn without_offset(value: &str) -> &str {
    let Some((day, time)) = value.split_once('T').filter(|(day, _)| day.len() >= 8) else {
        return value;
    };
    let clock = time.trim_end_matches('Z').split(['+', '-']).next().unwrap_or_default();
    value.get(..day.len() + 1 + clock.len()).unwrap_or(value)
}
