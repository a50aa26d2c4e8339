//! Random documents: out, in and out again gives the same bytes in every format that goes both ways.

use hashiye::{
    edit::{self, AnnotationDraft},
    formats::{self, Format, Input, Lost, Options},
    model::{AnnotationId, Document, Extent, Schema},
    text::Text,
};
use proptest::prelude::*;

use super::{export, find, import};
use crate::support::document;

type Place = (usize, usize, usize, Option<usize>);

/// A document of `source` with a span for every place that is one.
fn annotated(id: &str, source: &str, places: &[Place], said: &[(usize, String)]) -> Document {
    const LABELS: [&str; 4] = ["claim", "claimant", "date", "cue"];
    const KEYS: [&str; 4] = ["note", "value", "claimant_name", "label"];
    let mut it = Document::new(id, Text::new(source), Schema::standard());
    let len = it.text().len_chars();
    let range = |a: usize, b: usize| {
        let (a, b) = (a % (len + 1), b % (len + 1));
        it.text().range_of_chars(a.min(b), a.max(b)).ok()
    };
    let draft = |&(a, b, label, piece): &Place| {
        let pieces = [range(a, b), piece.and_then(|it| range(it, it + 1))];
        let extent = Extent::of(pieces.into_iter().flatten())?;
        Some(AnnotationDraft::new(extent, LABELS[label % LABELS.len()]))
    };
    let mut drafts: Vec<AnnotationDraft> = places.iter().filter_map(draft).collect();
    for (draft, (key, value)) in drafts.iter_mut().zip(said) {
        let attributes = draft.attributes.clone();
        draft.attributes = attributes.with(KEYS[key % KEYS.len()], value.as_str());
    }
    let count = u32::try_from(drafts.len()).expect("few");
    let tags = edit::annotate(&it, drafts);
    it.apply(&tags).expect("it fits");
    for number in 1..count {
        let (from, to) = (AnnotationId(number), AnnotationId(number % count + 1));
        if let Some(link) = edit::relate(&it, from, to, "claimant") {
            it.apply(&link).expect("it fits");
        }
    }
    it
}

fn two_way() -> impl Iterator<Item = &'static Format> {
    formats::ALL.iter().copied().filter(|it| it.import.is_some() && it.export.is_some())
}

/// What a format reported as lost is not there the second time; from then on nothing may change.
#[track_caller]
fn assert_stable(format: &Format, documents: &[Document]) {
    let mut first = export(format, documents);
    let mut second = export(format, &import(format, &first));
    if !first.losses.is_empty() {
        first = second;
        second = export(format, &import(format, &first));
    }
    let names = |it: &formats::Exported| -> Vec<String> {
        it.files.iter().map(|it| it.0.clone()).collect()
    };
    assert_eq!(names(&first), names(&second), "{}", format.id);
    for ((name, one), (_, other)) in first.files.iter().zip(&second.files) {
        let shown = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
        assert_eq!(shown(one), shown(other), "{} {name}", format.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_documents_go_out_in_and_out_the_same(
        source in "[ء-ی][ \n\r\t\u{a0}\u{2028}\u{200c}\u{200f}😀é<>&\"'|_\\[\\];*\\\\a-c۱۲/ء-ی]{1,40}",
        places in proptest::collection::vec(
            (0_usize..40, 0_usize..40, 0_usize..4, proptest::option::of(0_usize..40)), 0..6),
        said in proptest::collection::vec((0_usize..4, "[ \ta-c|\\]\\\\\"<۱۲ ء-ی;*_-]{0,8}"), 0..6),
    ) {
        let documents =
            [annotated("one", &source, &places, &said), annotated("two", "هوا خوب است\n", &[], &[])];
        // White space that CoNLL does not keep may part other words than before.
        for format in two_way().filter(|it| it.id != "conll") {
            assert_stable(format, &documents);
        }
    }

    #[test]
    fn random_prose_goes_through_columns_of_tokens_the_same(
        source in "[بتدرسمنی]{1,4}( [بتدرسمنی]{1,6}( ،| \\.|\n)?){1,12}",
        places in proptest::collection::vec((0_usize..60, 0_usize..60, 0_usize..4, Just(None)), 0..6),
    ) {
        let documents = [annotated("one", &source, &places, &[]), annotated("two", "هوا\n", &[], &[])];
        assert_stable(find("conll"), &documents);
    }
}

#[test]
fn an_article_without_a_word_is_reported_where_a_format_has_no_place_for_it() {
    let alone = [Document::new("one", Text::new("\u{1c}"), Schema::standard())];
    for id in ["conll", "webanno-tsv"] {
        let losses = export(find(id), &alone).losses;
        assert_eq!(losses.len(), 1, "{id}: {losses:?}");
        assert_eq!(losses[0].what, Lost::Wordless);
    }
}

#[test]
fn an_interval_is_a_duration_with_its_ends_in_timeml() {
    let it = document("در [date value=2021-12-22/2022-01-20 دی ۱۴۰۰] رفت");
    let written = timeml(&it);
    assert!(
        written.contains(
            "<TIMEX3 tid=\"t1\" type=\"DURATION\" value=\"P30D\" beginPoint=\"t1b\" \
             endPoint=\"t1e\">دی ۱۴۰۰</TIMEX3>"
        ),
        "{written}"
    );
    assert!(
        written.contains("<TIMEX3 tid=\"t1b\" type=\"DATE\" value=\"2021-12-22\">"),
        "{written}"
    );
    assert_stable(find("timeml"), &[it]);
}

#[test]
fn coordinated_days_are_a_date_each_in_timeml() {
    let it = document(
        "[date native=1400-10-19/1400-10-20 value=2022-01-09/2022-01-10 ۱۹ و ۲۰ دی ماه] برگزار شد",
    );
    let written = timeml(&it);
    let both = "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2022-01-09\">۱۹</TIMEX3> و \
                <TIMEX3 tid=\"t2\" type=\"DATE\" value=\"2022-01-10\">۲۰ دی ماه</TIMEX3>";
    assert!(written.contains(both), "{written}");
    let losses = export(find("timeml"), std::slice::from_ref(&it)).losses;
    assert!(losses.iter().any(|it| it.what == Lost::Coordinated), "{losses:?}");
    assert_stable(find("timeml"), &[it]);
}

fn timeml(it: &Document) -> String {
    let exported = export(find("timeml"), std::slice::from_ref(it));
    String::from_utf8(exported.files[0].1.clone()).expect("UTF-8")
}

/// Where an importer says that `source` is wrong.
#[track_caller]
fn place(id: &str, name: &str, source: &str) -> (usize, usize) {
    let input = Input::new(name, source);
    let options = Options { strict: true, ..Options::default() };
    let error = formats::import(find(id), &[input], &options).expect_err("damaged");
    assert_eq!(error.file, name, "{error}");
    (error.line, error.column)
}

#[test]
fn every_importer_says_where_a_file_is_wrong() {
    assert_eq!(
        place("jsonl", "a.jsonl", "{\"id\":\"حسن\",\"text\":\"b\"}\n{\"id\":\"حسن\",x"),
        (2, 13)
    );
    assert_eq!(place("doccano", "a.jsonl", "{\"text\":\"b\"}\n{\"data\":1}"), (2, 1));
    assert_eq!(place("prodigy", "a.jsonl", "\n{\"text\":\"حسن\" 1}"), (2, 15));
    assert_eq!(
        place("hf", "data/train.jsonl", "{\"text\":\"a\",\"spans\":[{\"label\":\"b\"}]}"),
        (1, 1)
    );
    let tasks = "[{\"data\":{\"text\":\"],\\\"\"}},\n {\"data\":{}}]";
    assert_eq!(place("label-studio", "a.json", tasks), (2, 1));
    assert_eq!(place("label-studio", "a.json", "[\n{\"data\": حسن}]"), (2, 10));
    assert_eq!(place("cas-json", "a.json", "[1,\n2"), (2, 1));
    assert_eq!(place("w3c", "a.jsonld", "{\"items\":\n[}"), (2, 2));
    assert_eq!(place("conll", "a.conll", "-DOCSTART- -X- O O\n\nحسن -X- _ Z-date\n"), (3, 11));
    assert_eq!(place("cas-xmi", "a.xmi", "<a>\n<b></a>"), (2, 4));
    assert_eq!(place("timeml", "a.tml", "<a>\n  <b"), (2, 5));
    assert_eq!(place("webanno-tsv", "a.tsv", "#FORMAT=WebAnno TSV 3.3\n\n1-1 0-2"), (3, 1));
    assert_eq!(place("csv", "documents.csv", "doc_id,text\r\na,b\r\nc,d,e\r\n"), (3, 1));
    assert_eq!(place("tsv", "documents.tsv", "doc_id\twords\na\tb\n"), (1, 1));
    let brat = [Input::new("a.txt", "حسن"), Input::new("a.ann", "T1\tdate 0 3\tحسن\nT2 date\n")];
    let strict = Options { strict: true, ..Options::default() };
    let error = formats::import(find("brat"), &brat, &strict).expect_err("damaged");
    assert_eq!((error.line, error.column), (2, 1));
}

#[test]
fn an_attribute_may_be_called_as_a_relation_is_in_another_format() {
    let it = document(
        "[claim BT_custom.Span=1-2[3_1] Dependent=1-2[3_1] Governor=1-2[3_1] begin=1-2[3_1] \
         هوا خوب است]",
    );
    for id in ["jsonl", "hf", "csv", "prodigy", "cas-xmi", "cas-json", "webanno-tsv", "w3c", "brat"]
    {
        let format = find(id);
        let first = export(format, std::slice::from_ref(&it));
        let second = export(format, &import(format, &first));
        assert_eq!(first.files, second.files, "{id}");
    }
}

/// One document out of a row of our own dataset.
fn row(json: &str) -> Document {
    let input = Input::new("a.jsonl", json.replace('\n', " "));
    let read = formats::import(find("jsonl"), &[input], &Options::default()).expect("it is read");
    read.documents.into_iter().next().expect("there is one").document
}

#[test]
fn a_mark_at_the_beginning_counts_in_every_format() {
    let it = row(
        r#"{"id":"a b%20c","text":"\ufeffabc def\n","spans":[{"start":1,"end":4,"label":"claim"}]}"#,
    );
    for id in ["brat", "w3c", "csv", "hf", "cas-xmi", "cas-json", "doccano", "prodigy"] {
        let format = find(id);
        let read = import(format, &export(format, std::slice::from_ref(&it)));
        let words = read[0].annotations().map(|span| read[0].quote(span)).collect::<Vec<_>>();
        assert_eq!(words, ["abc"], "{id}");
        assert_eq!(read[0].id(), "a b%20c", "{id}");
    }
}

#[test]
fn the_order_of_articles_is_the_same_again() {
    let text = |id: &str| row(&format!(r#"{{"id":"{id}","text":"{id} abc"}}"#));
    let documents = ["b", "a", "c", "a-2"].map(text);
    let first = export(find("w3c"), &documents);
    let mut inputs = first.clone();
    // As a folder is read.
    inputs.files.sort();
    assert_eq!(export(find("w3c"), &import(find("w3c"), &inputs)).files, first.files);
}

#[test]
fn a_span_that_begins_with_a_space_has_a_token_of_its_own() {
    let it = row(r#"{"id":"a","text":"ab cd","spans":[{"start":2,"end":5,"label":"claim"}]}"#);
    let exported = export(find("prodigy"), &[it]);
    let written = String::from_utf8_lossy(&exported.files[0].1).into_owned();
    assert!(written.contains(r#""token_start":1"#), "{written}");
}

#[test]
fn keys_that_become_one_keep_their_values() {
    let it = row(
        r#"{"id":"a","text":"ab","spans":[{"start":0,"end":2,"label":"claim","attributes":{"k k":"1","k_k":"2","k/k":"3"}}]}"#,
    );
    let attributes = &it.annotations().next().expect("there is one").attributes;
    let mut values: Vec<&str> = attributes.iter().map(|it| it.1).collect();
    values.sort_unstable();
    assert_eq!(values, ["1", "2", "3"]);
}

#[test]
fn what_is_said_of_an_article_may_be_called_as_a_format_calls_its_own() {
    let json = r#"{"id":"a","text":"حسن رفت","analyst":"a1","published":"2021-12-31","spans":[],
        "relations":[],"meta":{"id":"7","_id":"8","text":"t","label":"l","doc_id":"d","analyst":"b",
        "entities":"e","title":"x"}}"#;
    let document = row(json);
    let exportable = [formats::Exportable { document: &document, analyst: "a1" }];
    for id in ["hf", "parquet", "label-studio", "doccano", "prodigy"] {
        let written = formats::export(find(id), &exportable, &Options::default()).expect("written");
        let inputs: Vec<Input> =
            written.files.iter().map(|(name, bytes)| Input::new(name, bytes.as_slice())).collect();
        let read = formats::import(find(id), &inputs, &Options::default()).expect("it is read");
        let [it] = &*read.documents else { panic!("{id}: {}", read.documents.len()) };
        assert_eq!((it.document.id(), &*it.analyst), ("a", "a1"), "{id}");
        assert_eq!(it.document.meta(), document.meta(), "{id}");
        assert!(written.unsaid.is_empty(), "{id}");
    }
    let brat = formats::export(find("brat"), &exportable, &Options::default()).expect("written");
    assert!(["analyst", "published", "title"].iter().all(|it| brat.unsaid.iter().any(|k| k == it)));
    let timeml =
        formats::export(find("timeml"), &exportable, &Options::default()).expect("written");
    assert!(!timeml.unsaid.iter().any(|it| it == "published"), "{:?}", timeml.unsaid);
}

#[test]
fn keys_that_java_writes_alike_stay_apart() {
    let json = r#"{"id":"a","text":"حسن رفت","spans":[{"id":"s1","start":0,"end":3,"label":"cue",
        "attributes":{"a-b":"1","a_b":"2","a.b":"3","9x":"4"}}],"relations":[]}"#;
    let document = row(json);
    for id in ["cas-xmi", "cas-json", "webanno-tsv"] {
        let written = export(find(id), std::slice::from_ref(&document));
        assert_eq!(written.losses.len(), 3, "{id}: {:?}", written.losses);
        let read = import(find(id), &written);
        let said: Vec<_> = read[0].annotations().flat_map(|it| it.attributes.iter()).collect();
        let value = |key: &str| said.iter().find(|it| it.0 == key).map(|it| it.1);
        assert_eq!((value("a_b"), said.len()), (Some("2"), 4), "{id}: {said:?}");
        assert_stable(find(id), std::slice::from_ref(&document));
    }
}

#[test]
fn pieces_with_a_line_end_between_them_stay_pieces_in_brat() {
    let json = r#"{"id":"a","text":"حسن\nعلی رفت","spans":[
        {"id":"s1","start":0,"end":3,"also":[[4,7]],"label":"claim"},
        {"id":"s2","start":0,"end":7,"label":"date"},
        {"id":"s3","start":3,"end":4,"label":"cue"}],
        "relations":[{"id":"r1","label":"cue","from":"s1","to":"s3"}]}"#;
    let document = row(json);
    let written = export(find("brat"), std::slice::from_ref(&document));
    let lost: Vec<&str> = written.losses.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(lost, ["s3", "r1"], "what has no words, and what leads to it");
    let read = import(find("brat"), &written);
    let pieces: Vec<usize> = read[0].annotations().map(|it| it.extent.pieces().count()).collect();
    assert_eq!(pieces, [2, 1]);
}

#[test]
fn links_of_new_labels_are_allowed_by_the_schema_that_is_made() {
    let json = r#"{"id":"a","text":"حسن رفت","spans":[
        {"id":"s1","start":0,"end":3,"label":"person"},{"id":"s2","start":4,"end":7,"label":"claim"}],
        "relations":[{"id":"r1","label":"claimant","from":"s2","to":"s1"}]}"#;
    let document = row(json);
    let kind = document.schema().relation("claimant").expect("it is known");
    assert!(kind.to.iter().any(|it| it == "person") && kind.to.iter().any(|it| it == "claimant"));
    assert!(!kind.from.iter().any(|it| it == "person"));
}
