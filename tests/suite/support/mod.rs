//! Marked text: `[claim حسن] به [date فردا] رفت` is a document with two annotations.

use hashiye::{
    edit::{self, Draft},
    model::{Document, Schema},
    text::Text,
};

/// Reads marked text.
#[track_caller]
pub(crate) fn document(marked: &str) -> Document {
    let (text, spans) = parse(marked);
    let mut document = Document::new("test", Text::new(text), Schema::standard());
    let drafts: Vec<Draft> = spans
        .into_iter()
        .map(|(start, end, label)| {
            Draft::new(document.text().range(start, end).expect("marks are not empty"), label)
        })
        .collect();
    let transaction = edit::annotate(&document, drafts);
    document.apply(&transaction).expect("the document is as it was");
    document
}

/// The text and the byte ranges with their labels.
#[track_caller]
pub(crate) fn parse(marked: &str) -> (String, Vec<(usize, usize, String)>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').expect("an opened mark is closed");
        let (label, words) = inside.split_once(' ').expect("a mark has a label");
        text += before;
        let start = text.len();
        text += words;
        spans.push((start, text.len(), label.to_owned()));
        rest = after;
    }
    text += rest;
    (text, spans)
}

/// Writes marked text; nested or crossing annotations are not for it.
pub(crate) fn marked(document: &Document) -> String {
    let mut out = document.text().as_str().to_owned();
    for it in document.in_reading_order().into_iter().rev() {
        out.insert(it.extent.end(), ']');
        out.insert_str(it.extent.start(), &format!("[{} ", it.label));
    }
    out
}
