//! What tests of every layer share: documents as marked text, cases as files of marked text.

mod archive;
mod cases;
mod marked;
mod spreadsheet;
mod suggesting;

use hashiye::model::Document;

pub(crate) use archive::archive;
pub(crate) use cases::{MarkedCase, cases};
pub(crate) use marked::{Mark, MarkedText};
pub(crate) use spreadsheet::spreadsheet;
pub(crate) use suggesting::{go_to_suggestion, look_for_suggestions, suggested, suggesting};

/// Reads marked text as a document called `test`.
#[track_caller]
pub(crate) fn document(marked: &str) -> Document {
    MarkedText::read(marked).document("test")
}

/// The text and the byte ranges with their labels.
#[track_caller]
pub(crate) fn parse(marked: &str) -> (String, Vec<(usize, usize, String)>) {
    let MarkedText { text, marks, .. } = MarkedText::read(marked);
    let pieces =
        |it: Mark| it.pieces.into_iter().map(move |at| (at.start, at.end, it.label.clone()));
    (text, marks.into_iter().flat_map(pieces).collect())
}

/// Writes a document's annotations with their labels and nothing else.
pub(crate) fn marked(document: &Document) -> String {
    let mut marked = MarkedText::of_annotations(document);
    for (number, mark) in (1..).zip(&mut marked.marks) {
        mark.name = Some(u32::to_string(&number));
        mark.origin = None;
        mark.attributes.clear();
    }
    marked.write()
}

/// Writes a document's annotations with their attributes and relations.
pub(crate) fn marked_whole(document: &Document) -> String {
    MarkedText::of(document).write()
}
