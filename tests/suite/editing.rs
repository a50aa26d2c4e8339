//! Transactions, ids and the index of places.

use hashiye::{
    edit::{self, AnnotationDraft, UndoHistory},
    model::{AnnotationId, Document},
};
use proptest::prelude::*;

use crate::support::{document, marked_whole};

const FIRST: AnnotationId = AnnotationId(1);

#[test]
fn removing_takes_links_along_and_undo_brings_them_back() {
    let mut it = document("[claimant→2 حسن] گفت [claim#2 هوا خوب است]");
    let linked = it.clone();

    let removal = edit::remove(&it, FIRST).expect("it is there");
    it.apply(&removal).expect("it fits");
    assert_eq!(marked_whole(&it), "حسن گفت [claim#2 هوا خوب است]");

    it.apply(&removal.inverse()).expect("it fits");
    assert_eq!(it, linked);
}

#[test]
fn an_id_is_never_used_twice() {
    let mut it = document("[date فردا] می‌آید");
    let extent = it.annotation(FIRST).expect("it is there").extent.clone();
    let removal = edit::remove(&it, FIRST).expect("it is there");
    it.apply(&removal).expect("it fits");
    let again = edit::annotate(&it, [AnnotationDraft::new(extent, "date")]);
    it.apply(&again).expect("it fits");
    assert_eq!(marked_whole(&it), "[date#2 فردا] می‌آید");
}

#[test]
fn a_transaction_that_does_not_fit_leaves_no_trace() {
    let mut it = document("[date فردا] می‌آید");
    let before = it.clone();
    let mut removal = edit::remove(&it, FIRST).expect("it is there");
    removal.edits.extend(removal.edits.clone());
    assert!(it.apply(&removal).is_err());
    assert_eq!(it, before);
}

/// Random steps over a document: what a person, a file or a recognizer might ask for.
fn step(it: &Document, kind: u8, a: usize, b: usize) -> Option<hashiye::model::Transaction> {
    let text = it.text();
    let chars = text.len_chars();
    let (a, b) = (a % (chars + 1), b % (chars + 1));
    let range = text.range_of_chars(a.min(b), a.max(b)).ok();
    let id = AnnotationId(u32::try_from(a % 9).expect("small"));
    let other = AnnotationId(u32::try_from(b % 9).expect("small"));
    match kind {
        0 | 1 => Some(edit::annotate(it, [AnnotationDraft::new(range?, "claim")])),
        2 => edit::relabel(it, id, "date"),
        3 => edit::remove(it, id),
        4 => edit::relate(it, id, other, "repeats"),
        5 => edit::set_attribute(it, id, "note", if b % 2 == 0 { "" } else { "ن" }),
        6 => edit::set_extent(it, id, range?.into()),
        7 => edit::set_meta(it, "published", if b % 2 == 0 { "" } else { "2021-12-31" }),
        _ => it.relations().next().map(|it| it.id).and_then(|id| edit::remove_relation(it, id)),
    }
}

proptest! {
    #[test]
    fn undo_all_is_the_start_and_redo_all_the_end(
        steps in proptest::collection::vec((0_u8..9, 0_usize..99, 0_usize..99), 0..40)
    ) {
        let start = document("[claimant حسن] دیروز 😀 گفت [claim هوا خوب است] و رفت");
        let mut it = start.clone();
        let mut history = UndoHistory::default();
        for (kind, a, b) in steps {
            if let Some(transaction) = step(&it, kind, a, b) {
                it.apply(&transaction).expect("operations fit the document they were built on");
                history.record(transaction);
            }
            for probe in [0, 10, 30] {
                let slow: Vec<_> = it.in_reading_order().into_iter().filter(|annotation| {
                    annotation.extent.pieces().any(|p| p.start() < probe + 12 && probe < p.end())
                }).collect();
                prop_assert_eq!(it.annotations_in(probe, probe + 12), slow);
            }
        }
        let end = it.clone();
        while let Some(transaction) = history.undo() {
            it.apply(&transaction).expect("undo fits");
        }
        prop_assert_eq!(&it, &start);
        prop_assert!(!history.is_modified());
        while let Some(transaction) = history.redo() {
            it.apply(&transaction).expect("redo fits");
        }
        prop_assert_eq!(&it, &end);
    }
}
