//! What the schema says of tags and links.

use unicode_segmentation::GraphemeCursor;

use super::{Finding, FindingKind, FindingPlace};
use crate::{
    model::{
        Annotation, Document, Relation,
        schema::{
            Attribute, ValueKind,
            standard::{DATE, VALUE},
        },
    },
    timex::Value,
};

pub(super) fn tag(document: &Document, annotation: &Annotation) -> Vec<Finding> {
    let finding = |kind| Finding::of(kind, annotation);
    let Some(label) = document.schema().label(annotation.label.as_str()) else {
        let label = annotation.label.to_string();
        return vec![finding(FindingKind::UnknownLabel { label })];
    };
    let mut findings = Vec::new();
    // A date's value is checked as a date, whether it is missing or none at all.
    let is_date_value = |key: &str| label.id == document.schema().label_now(DATE) && key == VALUE;
    if !has_whole_characters(document, annotation) {
        findings.push(finding(FindingKind::SplitCharacter));
    }
    for (key, value) in annotation.attributes.iter() {
        let attribute = key.to_string();
        match label.attribute(key.as_str()) {
            None => findings.push(finding(FindingKind::UnknownAttribute { attribute })),
            Some(known) if !is_date_value(key.as_str()) && !takes(known, value) => {
                let value = value.to_owned();
                findings.push(finding(FindingKind::WrongValue { attribute, value }));
            }
            Some(_) => {}
        }
    }
    let missing = |it: &&Attribute| {
        let given = annotation.attributes.get(&it.id).unwrap_or_default();
        it.required && given.is_empty() && !is_date_value(&it.id)
    };
    let missing = label.attributes.iter().filter(missing);
    let missing = missing.map(|it| FindingKind::MissingAttribute { attribute: it.id.clone() });
    findings.extend(missing.map(finding));
    findings
}

pub(super) fn link(document: &Document, relation: &Relation) -> Option<Finding> {
    let end = |id| document.annotation(id);
    if document.orphan(relation.from).or(document.orphan(relation.to)).is_some() {
        // It waits for its end to have words again.
        return None;
    }
    let range = end(relation.from).map(|it| it.extent.hull());
    let finding = |kind| Finding::new(kind, FindingPlace::Link(relation.id), range);
    let name = relation.label.to_string();
    let Some(kind) = document.schema().relation(relation.label.as_str()) else {
        return Some(finding(FindingKind::UnknownLink { relation: name }));
    };
    let label = |id| end(id).map_or("", |it| it.label.as_str());
    let (from, to) = (label(relation.from), label(relation.to));
    let fits = kind.from.iter().any(|it| it == from) && kind.to.iter().any(|it| it == to);
    (!fits).then(|| {
        let (from, to) = (from.to_owned(), to.to_owned());
        finding(FindingKind::WrongEnds { relation: name, from, to })
    })
}

pub(super) fn article(document: &Document) -> Vec<Finding> {
    let published = document.meta_value(Document::PUBLISHED);
    let wrong = !published.is_empty() && !is_day(published);
    let wrong = wrong.then(|| {
        let published = published.to_owned();
        Finding::new(FindingKind::NoPublicationDay { published }, FindingPlace::Article, None)
    });
    wrong.into_iter().collect()
}

/// True when `value` is one the schema allows.
fn takes(attribute: &Attribute, value: &str) -> bool {
    match &attribute.values {
        ValueKind::Text => true,
        ValueKind::Choice(choices) => choices.iter().any(|it| it.id == value),
        ValueKind::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
        ValueKind::YesNo => value == "yes" || value == "no",
        ValueKind::Date => Value::parse(value).is_some(),
        ValueKind::Link => value.starts_with("https://") || value.starts_with("http://"),
    }
}

fn is_day(value: &str) -> bool {
    value.get(..10).is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
}

fn has_whole_characters(document: &Document, annotation: &Annotation) -> bool {
    let text = document.text();
    let boundary = |byte: usize| {
        let mut cursor = GraphemeCursor::new(byte, text.len_bytes(), true);
        cursor.is_boundary(text.as_str(), 0).unwrap_or(true)
    };
    annotation.extent.pieces().all(|it| boundary(it.start()) && boundary(it.end()))
}
