//! Pages and pictures of articles.

mod figures;
mod pages;

use hashiye::{
    edit::{self, Draft},
    model::{AnnotationId, Document},
    report::{AnalystWork, Language, LetterSource, ReportTypesetter},
};

use crate::support::document;

/// What does not depend on the machine's fonts.
pub(crate) fn press(language: Language) -> ReportTypesetter {
    ReportTypesetter::new(language, LetterSource::Bundled).expect("the program's own data is whole")
}

pub(crate) fn work(document: &Document) -> AnalystWork<'_> {
    AnalystWork { document, analyst: "a1" }
}

/// Marked text whose dates have values, in their order.
pub(crate) fn dated(marked: &str, values: &[&str]) -> Document {
    let mut document = document(marked);
    let dates: Vec<AnnotationId> = document
        .in_reading_order()
        .iter()
        .filter(|it| it.label == "date")
        .map(|it| it.id)
        .collect();
    for (id, value) in dates.into_iter().zip(values) {
        let set = edit::set_attribute(&document, id, "value", value).expect("a change");
        document.apply(&set).expect("it fits");
    }
    document
}

/// The same with a link from the first tag with one label to the first with another.
pub(crate) fn linked(mut document: Document, relation: &str, from: &str, to: &str) -> Document {
    let first = |label: &str| {
        let found = document.in_reading_order().into_iter().find(|it| it.label == *label);
        found.expect("there is such a tag").id
    };
    let (from, to) = (first(from), first(to));
    let link = edit::relate(&document, from, to, relation).expect("a change");
    document.apply(&link).expect("it fits");
    document
}

/// The same with one more tag over some of its words, one piece for each.
pub(crate) fn tagged(mut document: Document, label: &str, pieces: &[&str]) -> Document {
    let text = document.text().clone();
    let range = |words: &&str| {
        let start = text.as_str().find(words).expect("the words are there");
        text.range(start, start + words.len()).expect("they are a range")
    };
    let extent = hashiye::model::Extent::of(pieces.iter().map(range)).expect("there is a piece");
    let tag = edit::annotate(&document, vec![Draft::new(extent, label)]);
    document.apply(&tag).expect("it fits");
    document
}
