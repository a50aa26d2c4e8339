//! Tests of the tests' own language: what marked text says, and that what is written reads back.

use hashiye::{
    edit::{self, AnnotationDraft},
    model::{AnnotationId, Document, Extent, Schema},
    text::Text,
};
use proptest::prelude::*;

use crate::support::{MarkedText, cases, document, marked, marked_whole};

/// Is written as it stands once it was read.
#[track_caller]
fn check(source: &str) {
    assert_eq!(marked_whole(&document(source)), source);
}

/// The relations of a document by the numbers of their ends.
fn links(document: &Document) -> Vec<(String, u32, u32)> {
    document.relations().map(|it| (it.label.to_string(), it.from.0, it.to.0)).collect()
}

#[test]
fn a_mark_is_a_label_and_its_words() {
    let marked = MarkedText::read("وی [date فردا] آمد");
    assert_eq!(marked.text, "وی فردا آمد");
    let [mark] = &marked.marks[..] else { panic!("one mark: {marked:?}") };
    assert_eq!((mark.label.as_str(), marked.words(mark)), ("date", vec!["فردا"]));
    check("وی [date فردا] آمد");
    check("بدون نشان");
}

#[test]
fn attributes_stand_before_the_words() {
    let source = "[date@suggested:date native=\"AH 301-400\" value=2022-01-09 ۱۹ دی]";
    let marked = MarkedText::read(source);
    assert_eq!(marked.text, "۱۹ دی");
    assert_eq!(marked.marks[0].attribute("value"), "2022-01-09");
    assert_eq!(marked.marks[0].attribute("native"), "AH 301-400");
    assert_eq!(marked.marks[0].origin.as_deref(), Some("suggested:date"));
    check(source);
    check(r#"[claim note="a \"b\" \\ c" هوا]"#);
}

#[test]
fn the_relation_of_a_part_leads_to_it() {
    let linked = document("[claimant→1 حسن] [cue→1 گفت]: [claim#1 هوا خوب است]");
    let expected = [("claimant".to_owned(), 1, 2), ("cue".to_owned(), 1, 3)];
    assert_eq!(links(&linked), expected);
    assert_eq!(linked.annotation(AnnotationId(1)).map(|it| it.label.as_str()), Some("claim"));
    check("[claimant→1 حسن] [cue→1 گفت]: [claim#1 هوا خوب است]");
    check("[claimant→2→3 حسن] گفت [claim#2 هوا خوب است] و [claim#3 گرم]");
}

#[test]
fn another_relation_leads_away() {
    let source = "در [date#1 ۱۳ تیر] ([date pair→1 ۴ ژوئیه]) بود";
    assert_eq!(links(&document(source)), [("pair".to_owned(), 2, 1)]);
    check(source);
}

#[test]
fn marks_may_lie_in_others_in_pieces_and_across() {
    let nested = MarkedText::read("[claim [date فردا] می‌آید]");
    assert_eq!(
        nested.marks.iter().map(|it| it.pieces[0].clone()).collect::<Vec<_>>(),
        [0..22, 0..8]
    );
    check("[claim [date فردا] می‌آید]");
    let pieces = MarkedText::read("[cue#1 خواستار] صلح [cue#1 شد]");
    assert_eq!(pieces.words(&pieces.marks[0]), ["خواستار", "شد"]);
    check("[cue#1 خواستار] صلح [cue#1 شد]");
    let across = MarkedText::read("[claim یک [date#2 دو]][date#2  سه]");
    assert_eq!(across.words(&across.marks[1]), ["دو سه"]);
    check("[claim یک [date#2 دو]][date#2  سه]");
}

#[test]
fn a_backslash_takes_the_meaning_away() {
    let marked = MarkedText::read(r"\[sic\] [date \a=b \\] و [claim \pair→1]");
    assert_eq!(marked.text, r"[sic] a=b \ و pair→1");
    assert_eq!(marked.words(&marked.marks[0]), [r"a=b \"]);
    check(r"\[sic\] [date \a=b \\] و [claim \pair→1]");
}

#[test]
fn labels_alone_leave_the_rest_out() {
    let linked = document("[claimant→1 حسن] [claim#1 kind=fact هوا خوب است]");
    assert_eq!(marked(&linked), "[claimant حسن] [claim هوا خوب است]");
}

#[test]
fn every_case_reads_back_as_it_is_written() {
    for name in ["date/cases", "date/article", "claim/article"] {
        for case in cases(&format!("recognize/{name}.txt")) {
            let again = MarkedText::read(&case.marked.write());
            assert_eq!(again, case.marked, "{name}: {}", case.id);
        }
    }
}

const LABELS: [&str; 4] = ["claim", "date", "claimant", "cue"];

/// Any text with any annotations, attributes and relations.
fn any_document() -> impl Strategy<Value = Document> {
    let words = "[ا-پ a=→#@\\[\\]\\\\\"\n😀]{1,40}";
    let extent = proptest::collection::vec((0_usize..40, 1_usize..12), 1..3);
    let value = prop_oneof![Just(String::new()), "[a-c \"\\\\\\]=→]{1,6}"];
    let spans = proptest::collection::vec((extent, 0..LABELS.len(), value, any::<bool>()), 0..8);
    let relations = proptest::collection::vec((0..LABELS.len(), 0_usize..8, 0_usize..8), 0..6);
    (words, spans, relations).prop_map(|(words, spans, relations)| {
        let mut document = Document::new("test", Text::new(words), Schema::standard());
        for (pieces, label, note, is_suggested) in spans {
            let range = |&(start, len): &(usize, usize)| {
                let start = start % document.text().len_chars();
                let end = (start + len).min(document.text().len_chars());
                document.text().range_of_chars(start, end).ok()
            };
            let Some(extent) = Extent::of(pieces.iter().filter_map(range)) else { continue };
            let mut draft = AnnotationDraft::new(extent, LABELS[label]);
            draft.attributes = draft.attributes.with("note", &note);
            draft.origin = is_suggested.then(|| "suggested:x".into());
            let change = edit::annotate(&document, [draft]);
            document.apply(&change).expect("it fits");
        }
        for (label, from, to) in relations {
            let id = |it: usize| AnnotationId(u32::try_from(it).unwrap_or_default());
            if let Some(change) = edit::relate(&document, id(from), id(to), LABELS[label]) {
                document.apply(&change).expect("it fits");
            }
        }
        document
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(it in any_document()) {
        let written = marked_whole(&it);
        let again = document(&written);
        prop_assert_eq!(again.text(), it.text());
        let all = |it: &Document| it.annotations().cloned().collect::<Vec<_>>();
        prop_assert_eq!(all(&again), all(&it), "{}", written);
        let sorted = |it: &Document| {
            let mut all = links(it);
            all.sort_unstable();
            all
        };
        prop_assert_eq!(sorted(&again), sorted(&it), "{}", written);
    }
}
