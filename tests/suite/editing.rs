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
    let mut edited = document("[claimant→2 حسن] گفت [claim#2 هوا خوب است]");
    let linked = edited.clone();

    let removal = edit::remove(&edited, FIRST).expect("it is there");
    edited.apply(&removal).expect("it fits");
    assert_eq!(marked_whole(&edited), "حسن گفت [claim#2 هوا خوب است]");

    edited.apply(&removal.inverse()).expect("it fits");
    assert_eq!(edited, linked);
}

#[test]
fn an_id_is_never_used_twice() {
    let mut edited = document("[date فردا] می‌آید");
    let extent = edited.annotation(FIRST).expect("it is there").extent.clone();
    let removal = edit::remove(&edited, FIRST).expect("it is there");
    edited.apply(&removal).expect("it fits");
    let again = edit::annotate(&edited, [AnnotationDraft::new(extent, "date")]);
    edited.apply(&again).expect("it fits");
    assert_eq!(marked_whole(&edited), "[date#2 فردا] می‌آید");
}

#[test]
fn a_transaction_that_does_not_fit_leaves_no_trace() {
    let mut edited = document("[date فردا] می‌آید");
    let before = edited.clone();
    let mut removal = edit::remove(&edited, FIRST).expect("it is there");
    removal.edits.extend(removal.edits.clone());
    assert!(edited.apply(&removal).is_err());
    assert_eq!(edited, before);
}

/// Random steps over a document: what a person, a file or a recognizer might ask for.
fn step(document: &Document, kind: u8, a: usize, b: usize) -> Option<hashiye::model::Transaction> {
    let text = document.text();
    let chars = text.len_chars();
    let (a, b) = (a % (chars + 1), b % (chars + 1));
    let range = text.range_of_chars(a.min(b), a.max(b)).ok();
    let id = AnnotationId(u32::try_from(a % 9).expect("small"));
    let other = AnnotationId(u32::try_from(b % 9).expect("small"));
    match kind {
        0 | 1 => Some(edit::annotate(document, [AnnotationDraft::new(range?, "claim")])),
        2 => edit::relabel(document, id, "date"),
        3 => edit::remove(document, id),
        4 => edit::relate(document, id, other, "repeats"),
        5 => edit::set_attribute(document, id, "note", if b % 2 == 0 { "" } else { "ن" }),
        6 => edit::set_extent(document, id, range?.into()),
        7 => edit::set_meta(document, "published", if b % 2 == 0 { "" } else { "2021-12-31" }),
        _ => document
            .relations()
            .next()
            .map(|it| it.id)
            .and_then(|id| edit::remove_relation(document, id)),
    }
}

proptest! {
    #[test]
    fn undo_all_is_the_start_and_redo_all_the_end(
        steps in proptest::collection::vec((0_u8..9, 0_usize..99, 0_usize..99), 0..40)
    ) {
        let start = document("[claimant حسن] دیروز 😀 گفت [claim هوا خوب است] و رفت");
        let mut edited = start.clone();
        let mut history = UndoHistory::default();
        for (kind, a, b) in steps {
            if let Some(transaction) = step(&edited, kind, a, b) {
                edited.apply(&transaction).expect("operations fit the document they were built on");
                history.record(transaction);
            }
            for probe in [0, 10, 30] {
                let slow: Vec<_> = edited.in_reading_order().into_iter().filter(|annotation| {
                    annotation.extent.pieces().any(|p| p.start() < probe + 12 && probe < p.end())
                }).collect();
                prop_assert_eq!(edited.annotations_in(probe, probe + 12), slow);
            }
        }
        let end = edited.clone();
        while let Some(transaction) = history.undo() {
            edited.apply(&transaction).expect("undo fits");
        }
        prop_assert_eq!(&edited, &start);
        prop_assert!(!history.is_modified());
        while let Some(transaction) = history.redo() {
            edited.apply(&transaction).expect("redo fits");
        }
        prop_assert_eq!(&edited, &end);
    }
}
