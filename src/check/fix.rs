//! Fixing what is certain.

use super::{Finding, FindingCode, innermost_claim, merged::keep_this};
use crate::{
    edit,
    language::whole_words,
    model::{
        Annotation, Change, Document, Edit, Extent, Transaction,
        schema::standard::{ABOUT, DATE, VALUE},
    },
    recognize::{Context, Mention, claim::check::with_fixed_edges, date::read_range},
    text::TextRange,
    timex::Value,
};

/// The step that fixes `finding` on `document` as it is now; `None` where that takes a person, and
/// where there is nothing left to fix.
pub fn fix(document: &Document, context: &Context, finding: &Finding) -> Option<Transaction> {
    let read = |range| read_range(document.text(), range, context);
    fix_reading(document, finding, &read)
}

/// The same with the dates of the text read by `read`.
pub(super) fn fix_reading(
    document: &Document,
    finding: &Finding,
    read: &dyn Fn(TextRange) -> Option<Mention>,
) -> Option<Transaction> {
    let annotation = document.annotation(finding.tag()?)?;
    match finding.code() {
        FindingCode::StartsWithThat
        | FindingCode::StartsWithMark
        | FindingCode::EndsWithMark
        | FindingCode::InQuotationMarks => {
            let hull = with_fixed_edges(document.text(), annotation.extent.hull())?;
            resized(document, annotation, |it| it.intersect(hull))
        }
        FindingCode::InsideWord => {
            resized(document, annotation, |it| Some(whole_words(document.text(), it)))
        }
        FindingCode::UnlinkedDate => {
            let claim = innermost_claim(document, annotation)?;
            edit::relate(document, claim.id, annotation.id, document.schema().relation_now(ABOUT))
        }
        FindingCode::CountedFromOtherDay => counted_anew(document, annotation, read),
        FindingCode::UnresolvedDate | FindingCode::MissingAttribute => {
            read_again(document, annotation, read)
        }
        FindingCode::MergeConflict => keep_this(document, annotation),
        // A tag that says nothing the other one does not.
        FindingCode::Twice if document.relations_of(annotation.id).next().is_none() => {
            edit::remove(document, annotation.id)
        }
        // What of these is right, a person has to say.
        FindingCode::Twice
        | FindingCode::PairDisagrees
        | FindingCode::ImpossibleDate
        | FindingCode::OtherWeekday
        | FindingCode::OtherPublicationWeekday
        | FindingCode::AfterPublication
        | FindingCode::EndsBeforeBegin
        | FindingCode::NoPublicationDay
        | FindingCode::OtherPublicationDay
        | FindingCode::MissingLink
        | FindingCode::SplitCharacter
        | FindingCode::WithoutPlace
        | FindingCode::OtherLabelElsewhere
        | FindingCode::UnknownLabel
        | FindingCode::UnknownAttribute
        | FindingCode::WrongValue
        | FindingCode::UnknownLink
        | FindingCode::WrongEnds => None,
    }
}

fn resized(
    document: &Document,
    annotation: &Annotation,
    change: impl FnMut(TextRange) -> Option<TextRange>,
) -> Option<Transaction> {
    let extent = Extent::of(annotation.extent.pieces().filter_map(change))?;
    edit::set_extent(document, annotation.id, extent)
}

/// Gives a date what its words say now in the place of what they said.
fn counted_anew(
    document: &Document,
    date: &Annotation,
    read: &dyn Fn(TextRange) -> Option<Mention>,
) -> Option<Transaction> {
    let read = read(date.extent.hull()).filter(|_| date.is_a(document.schema(), DATE))?;
    let mut after = date.clone();
    for (key, value) in &read.attributes {
        after.attributes.set((*key).into(), value);
    }
    (after != *date)
        .then(|| vec![Edit::Annotation(date.id, Change::replace(date.clone(), after))].into())
}

/// Fills in what a date lacks from its own words; what is stated stays.
fn read_again(
    document: &Document,
    date: &Annotation,
    read: &dyn Fn(TextRange) -> Option<Mention>,
) -> Option<Transaction> {
    if !date.is_a(document.schema(), DATE) {
        return None;
    }
    let read = read(date.extent.hull())?;
    let value = read.attribute(VALUE)?;
    let is_open = |value: &str| !Value::parse(value).is_some_and(|it| it.is_resolved());
    if is_open(value) && date.attributes.get(VALUE).is_some() {
        return None;
    }
    let mut after = date.clone();
    for (key, value) in &read.attributes {
        let stated = date.attributes.get(key).unwrap_or_default();
        if stated.is_empty() || (*key == VALUE && is_open(stated)) {
            after.attributes.set((*key).into(), value);
        }
    }
    (after != *date)
        .then(|| vec![Edit::Annotation(date.id, Change::replace(date.clone(), after))].into())
}
