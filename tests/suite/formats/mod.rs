//! Formats: what goes out comes back.

mod damaged;
mod filters;
mod imports;
mod round_trip;
mod streamed;

use std::sync::Arc;

use hashiye::{
    edit,
    formats::{self, Exportable, Exported, Filter, Format, Input, Options},
    model::{
        AnnotationId, Dismissal, DismissalKind, DismissalTarget, DismissedPlace, Document, Extent,
        Schema,
    },
    text::Text,
};

use crate::support::MarkedText;

/// Documents with everything that is hard to carry: stacked, nested and crossing spans, one over a
/// line end, one in pieces, marks outside the basic plane, metacharacters, an article without tags.
fn documents() -> Vec<Document> {
    let marked = "😀 [claimant#7→1 او] [claimant#7 گفت]: \
        [claim#1 repeats→1 «A<B> & \"C\" \\\\ D»]\t[claim#2 claimant_name=او پایان\nخط دوم]\u{200F} (RLM)، \
        فاصلهٔ\u{A0}[claimant#7 نشکن]\n\n«[claim#3 repeats→4 [claim#4 تحریم\u{200C}[date#5 های جدید]]]\
        [date#5 » | \\[x\\]] _y_ ; *z* -> پایان[date#6 value=2021-12-31 ۱۴۰۰/۱۰/۱۰]\n";
    let mut it = MarkedText::read(marked).document("hard");
    let note = "a|b_c[d]*;->e\\f\tg\nh 'i' \"j\" <k> &l;";
    let note = edit::set_attribute(&it, AnnotationId(1), "note", note).expect("new");
    it.apply(&note).expect("it fits");
    let published = edit::set_meta(&it, "published", "2021-12-31").expect("new");
    it.apply(&published).expect("it fits");
    vec![it, Document::new("empty", Text::new("هیچ\n"), Schema::standard())]
}

fn export(format: &Format, documents: &[Document]) -> Exported {
    let documents: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "a1" }).collect();
    formats::export(format, &documents, &Options::default()).expect("it is written")
}

fn import(format: &Format, exported: &Exported) -> Vec<Document> {
    let inputs: Vec<Input> =
        exported.files.iter().map(|(name, bytes)| Input::new(name, bytes.clone())).collect();
    let imported = formats::import(format, &inputs, &Options::default()).expect("it is read");
    imported.documents.into_iter().map(|it| it.document).collect()
}

fn find(id: &str) -> &'static Format {
    Format::find(id).expect("there is such a format")
}

#[test]
fn our_own_dataset_loses_nothing() {
    let before = documents();
    let exported = export(find("jsonl"), &before);
    assert_eq!(exported.losses, []);
    assert_eq!(import(find("jsonl"), &exported), before);
}

/// A document with a decision of every kind on suggestions: on words, on pieces, on words that are gone, for
/// the words wherever they stand.
fn decided() -> Document {
    let mut document = MarkedText::read("حسن [claim گفت] که فردا می‌آید.").document("decided");
    let range = |start, end| document.text().range_of_chars(start, end).expect("there are such");
    let pieces = Extent::of([range(0, 3), range(11, 15)]).expect("two pieces");
    let gone = DismissedPlace::Gone {
        words: "پارسال".to_owned(),
        before: "از ".to_owned(),
        after: " تا".to_owned(),
    };
    let on = |extent: Extent, label: &str| DismissalTarget::at(extent, label);
    let all = [
        (on(range(11, 15).into(), "date"), DismissalKind::Rejected, true),
        (on(pieces, "claim"), DismissalKind::Later, false),
        (on(range(0, 3).into(), "claimant"), DismissalKind::Corrected, false),
        (DismissalTarget { place: gone, label: "date".into() }, DismissalKind::Rejected, false),
    ];
    for (target, kind, everywhere) in all {
        let at = if everywhere { "" } else { "2026-02-01T10:20:31Z" }.to_owned();
        let dismissal = Dismissal { target, kind, rule: "numeric".into(), at, everywhere };
        let step = edit::dismiss(&document, dismissal).expect("a change");
        document.apply(&step).expect("it fits");
    }
    document
}

#[test]
fn our_own_dataset_keeps_what_was_decided_on_suggestions() {
    let document = decided();
    let exported = export(find("jsonl"), std::slice::from_ref(&document));
    assert!(exported.unsaid.is_empty(), "{:?}", exported.unsaid);
    assert_eq!(import(find("jsonl"), &exported), [document]);
}

#[test]
fn what_was_decided_on_suggestions_is_named_where_a_format_has_no_place_for_it() {
    let document = decided();
    let documents = [Exportable { document: &document, analyst: "a1" }];
    let unsaid = |format: &str, options: &Options| {
        formats::export(find(format), &documents, options).expect("it is written").unsaid
    };
    for format in ["hf", "label-studio", "conll", "brat"] {
        let unsaid = unsaid(format, &Options::default());
        let kinds = ["dismissed", "later"];
        assert!(
            kinds.iter().all(|kind| unsaid.iter().any(|it| it == kind)),
            "{format}: {unsaid:?}"
        );
    }
    let soft = Options { layout: Some("soft-labels".to_owned()), ..Options::default() };
    assert_eq!(unsaid("jsonl", &soft), ["dismissed", "later"]);
}

#[test]
fn decisions_on_suggestions_of_a_label_that_is_left_out_are_left_out_with_it() {
    let document = decided();
    let filter = Filter { labels: vec!["claim".to_owned()], ..Filter::default() };
    let options = Options { filter, ..Options::default() };
    let documents = [Exportable { document: &document, analyst: "a1" }];
    let exported = formats::export(find("jsonl"), &documents, &options).expect("it is written");
    let read = import(find("jsonl"), &exported);
    let labels: Vec<&str> = read[0].dismissals().map(|it| it.target.label.as_str()).collect();
    assert_eq!(labels, ["claim"]);
    assert_eq!(exported.left_out.dismissals, 3, "they are counted");
}

#[test]
fn a_decision_on_other_words_than_it_says_counts_as_one_on_words_that_are_gone() {
    let line = r#"{"id":"a","text":"حسن رفت","dismissed":[{"label":"date","start":0,"end":3,"text":"رفت","how":"rejected"},{"label":"date","start":4,"end":99,"text":"رفت","how":"later"},{"label":"date","how":"later"},{"label":"claim","start":0,"end":3,"how":"maybe"}]}"#;
    let input = Input::new("a.jsonl", line);
    let imported =
        formats::import(find("jsonl"), &[input], &Options::default()).expect("it is read");
    let document = &imported.documents[0].document;
    let gone: Vec<DismissalKind> = document
        .dismissals()
        .filter(
            |it| matches!(&it.target.place, DismissedPlace::Gone { words, .. } if words == "رفت"),
        )
        .map(|it| it.kind)
        .collect();
    assert_eq!(gone, [DismissalKind::Rejected], "of two on one suggestion the first counts");
    let said: Vec<usize> = imported.warnings.iter().map(formats::Warning::left_out).collect();
    assert_eq!(said, [3], "a second one, one of nothing and one of an unknown kind are said");
}

#[test]
fn what_goes_out_and_in_goes_out_the_same() {
    for format in formats::ALL.iter().filter(|it| it.import.is_some() && it.export.is_some()) {
        let first = export(format, &documents());
        let second = export(format, &import(format, &first));
        for ((name, first), (again, second)) in first.files.iter().zip(&second.files) {
            assert_eq!(name, again, "{}", format.id);
            let shown = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
            assert_eq!(shown(first), shown(second), "{} {name}", format.id);
        }
        assert_eq!(first.files.len(), second.files.len(), "{}", format.id);
    }
}

#[test]
fn names_that_the_schema_lacks_are_added_and_said() {
    let line = r#"{"id":"a","text":"حسن رفت","spans":[{"start":0,"end":3,"label":"PER/x"}]}"#;
    let input = Input::new("a.jsonl", line);
    let options = Options { schema: Some(Arc::default()), ..Options::default() };
    let imported = formats::import(find("jsonl"), &[input], &options).expect("it is read");
    assert_eq!(imported.added, ["label PER_x"]);
    assert_eq!(imported.warnings.len(), 1);
    let document = &imported.documents[0].document;
    assert!(document.schema().label("PER_x").is_some());
    assert!(document.schema().check().is_ok());
}

#[test]
fn damage_is_found_by_line_and_column() {
    let input = Input::new("a.jsonl", "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\": }\n");
    let strict = Options { strict: true, ..Options::default() };
    let error = formats::import(find("jsonl"), &[input], &strict).expect_err("damaged");
    assert_eq!((error.line, error.column), (2, 8), "{error}");
    let input = Input::new("spans.csv", b"doc_id\r\n\xFF".to_vec());
    let error = formats::import(find("csv"), &[input], &Options::default()).expect_err("damaged");
    assert!(error.to_string().contains("documents.csv"), "{error}");
}
