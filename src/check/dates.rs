//! Dates: what the recognizer finds wrong with them, said of the tags.

use jiff::civil;

use super::{Finding, FindingKind, FindingPlace, WeekdayPair};
use crate::{
    model::{
        Annotation, Document,
        schema::standard::{DATE, RULE, VALUE},
    },
    recognize::{
        Context, Mention,
        date::{DateFault, DateReader, StatedDate, check_one, read_range},
    },
    text::TextRange,
    timex::{Calendar, TimexAttributes, Value},
};

pub(super) fn tag(document: &Document, annotation: &Annotation, context: Context) -> Vec<Finding> {
    if !annotation.is_a(document.schema(), DATE) {
        return Vec::new();
    }
    let partner = partner(document, annotation).filter(|it| it.is_a(document.schema(), DATE));
    let mut date = stated(annotation);
    date.pair = partner.map(|it| it.extent.hull());
    let partner = partner.map(stated);
    let found = check_one(document.text(), &date, partner.as_ref(), &context);
    let mut findings: Vec<Finding> = found
        .into_iter()
        .map(|it| Finding { other: it.other, ..Finding::of(kind(it.fault), annotation) })
        .collect();
    let attribute = |key: &str| annotation.attributes.get(key).unwrap_or_default();
    let (begin, end) = (attribute("begin"), attribute("end"));
    if begin.len() == end.len() && begin > end {
        let (begin, end) = (begin.to_owned(), end.to_owned());
        findings.push(Finding::of(FindingKind::EndsBeforeBegin { begin, end }, annotation));
    }
    findings
}

/// The date that a date is paired with. The link goes one way; the two are each other's partners all
/// the same.
pub fn partner<'a>(document: &'a Document, annotation: &Annotation) -> Option<&'a Annotation> {
    let mut links = document.relations_of(annotation.id).filter(|it| it.label == "pair");
    let link = links.next()?;
    document.annotation(if link.from == annotation.id { link.to } else { link.from })
}

/// What comparing the two sides of a pair came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairComparison {
    /// Two values that are stated in two calendars name the same time.
    BothCalendarsAgree,
    /// Both name the same time, in one calendar or where nothing says in which.
    SameTime,
    /// They name different times.
    Disagrees,
    /// Nothing was compared: a side has no value, or one that names no days («now», an open year).
    NotCompared,
}

/// What comparing a date with its partner comes to; `None` for a date without one.
pub fn compared_pair(document: &Document, date: &Annotation) -> Option<PairComparison> {
    let other = partner(document, date)?;
    if !date.is_a(document.schema(), DATE) || !other.is_a(document.schema(), DATE) {
        return None;
    }
    let (one, other) = (stated(date).timex, stated(other).timex);
    let (Ok(value), Ok(other_value)) = (one.read(), other.read()) else {
        return Some(PairComparison::NotCompared);
    };
    let names_days = |it: &Value| it.is_resolved() && it.days().is_some();
    if !names_days(&value) || !names_days(&other_value) {
        return Some(PairComparison::NotCompared);
    }
    if one.disagrees(&value, &other, &other_value) {
        return Some(PairComparison::Disagrees);
    }
    let calendars = [one.calendar, other.calendar].map(Calendar::from_key);
    Some(match calendars {
        [Some(one), Some(other)] if one != other => PairComparison::BothCalendarsAgree,
        _ => PairComparison::SameTime,
    })
}

fn stated(annotation: &Annotation) -> StatedDate<'_> {
    let timex = TimexAttributes::of(|key| annotation.attributes.get(key).unwrap_or_default());
    StatedDate { range: annotation.extent.hull(), timex, pair: None }
}

fn kind(fault: DateFault) -> FindingKind {
    match fault {
        DateFault::PairDisagrees { here, there } => FindingKind::PairDisagrees { here, there },
        DateFault::Impossible { value } => FindingKind::ImpossibleDate { value },
        DateFault::OtherWeekday { written, counted } => {
            FindingKind::OtherWeekday(WeekdayPair { written, counted })
        }
        DateFault::OtherPublicationWeekday { written, counted } => {
            FindingKind::OtherPublicationWeekday(WeekdayPair { written, counted })
        }
        DateFault::AfterPublication { value, published } => {
            FindingKind::AfterPublication { value, published: published.to_string() }
        }
        DateFault::Unresolved { value } => FindingKind::UnresolvedDate { value },
    }
}

/// What contradicts the day of publication that the table of the folder says: another one that was confirmed,
/// and dates that were accepted when the table said another or none; in text order.
pub fn against_the_table(document: &Document, catalogued: Option<civil::Date>) -> Vec<Finding> {
    let Some(catalogued) = catalogued else { return Vec::new() };
    let published = document.meta_value(Document::PUBLISHED).to_owned();
    match published.parse::<civil::Date>() {
        // The day that was confirmed is the one that dates are counted from.
        Ok(day) if day != catalogued => {
            let catalogued = catalogued.to_string();
            let kind = FindingKind::OtherPublicationDay { published, catalogued };
            vec![Finding::new(kind, FindingPlace::Article, None)]
        }
        Ok(_) => counted_otherwise(document, catalogued),
        Err(_) if published.is_empty() => counted_otherwise(document, catalogued),
        Err(_) => Vec::new(),
    }
}

/// Dates with the value that a rule gave them, where the same rule gives them another one now, since the article
/// was published on this day. What a person typed has no rule of ours.
fn counted_otherwise(document: &Document, day: civil::Date) -> Vec<Finding> {
    let has_rule = |it: &&Annotation| it.attributes.get(RULE).is_some_and(|it| !it.is_empty());
    let dates =
        document.annotations().filter(|it| it.is_a(document.schema(), DATE)).filter(has_rule);
    let dates: Vec<&Annotation> = dates.collect();
    let (text, context) = (document.text(), Context { published: Some(day) });
    let reader = DateReader::new(text, &context, dates.len());
    let value_of = |read: &Mention| read.attribute(VALUE).unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for date in dates {
        let value = date.attributes.get(VALUE).unwrap_or_default();
        let is_day = |value: &str| Value::parse(value).is_some_and(|it| it.is_resolved());
        let range = date.extent.hull();
        let Some(read) = reader.read(range).filter(|_| is_day(value)) else { continue };
        let counted = value_of(&read);
        let is_same_rule = date.attributes.get(RULE) == Some(&*read.rule);
        if counted == value || !is_same_rule || !is_day(&counted) {
            continue;
        }
        // One that says the same whenever the article was published is no matter of the table.
        let undated = read_range(text, range, &Context::default());
        if undated.is_some_and(|it| value_of(&it) == counted) {
            continue;
        }
        let kind = FindingKind::CountedFromOtherDay { value: value.to_owned(), counted };
        found.push(Finding { can_be_fixed: true, ..Finding::of(kind, date) });
    }
    found.sort_by_key(|it| it.range.map(TextRange::start));
    found
}
