//! The annotation file: layout, round trips, mistakes.

use hashiye::{
    edit::{self, AnnotationDraft},
    model::{AnnotationId, Dismissal, DismissalKind, DismissalTarget, Document, Schema},
    store::{FileProblem, FileSyntax, ReadOnly, StoreFailure},
    text::Text,
};
use proptest::prelude::*;

use super::Desk;
use crate::support::{document, marked};

/// A small document with everything a file can hold.
fn rich() -> Document {
    let mut document = document(
        "[cue#4@suggested:claim [claimant#1→2 حسن]] گفت:[cue#4  «][claim#2 [cue#4 ه]وا خوب است]» و \
         [date#3 فردا] می\u{200C}رود.\r\n",
    );
    let note = "\"\\\u{200F}\u{64B}😀\u{200C}\n\u{A0}";
    let note = edit::set_attribute(&document, AnnotationId(2), "note", note).expect("a change");
    document.apply(&note).expect("it fits");
    for (start, end, kind, everywhere) in
        [(4, 7, DismissalKind::Later, false), (25, 29, DismissalKind::Rejected, true)]
    {
        let range = document.text().range_of_chars(start, end).expect("there are such");
        let target = DismissalTarget::at(range.into(), "claim");
        let at = if everywhere { "" } else { "2026-02-01T10:20:31Z" }.to_owned();
        let dismissal = Dismissal { target, kind, rule: "bare-clause".into(), at, everywhere };
        let step = edit::dismiss(&document, dismissal).expect("a change");
        document.apply(&step).expect("it fits");
    }
    let published = edit::set_meta(&document, "published", "2021-12-31").expect("a change");
    document.apply(&published).expect("it fits");
    document
}

fn desk_for(document: &Document) -> Desk {
    Desk::with(document.text().as_str())
}

/// The document as it is read back.
fn reread(document: &Document, syntax: FileSyntax) -> Document {
    let desk = desk_for(document);
    desk.save(document, syntax);
    let loaded = desk.open().expect("it can be read");
    assert_eq!(loaded.findings, []);
    assert_eq!(loaded.read_only, None);
    assert_eq!(loaded.document.next_ids(), document.next_ids());
    loaded.document
}

#[test]
fn both_syntaxes_read_back_equal() {
    let document = rich();
    for syntax in FileSyntax::ALL {
        assert_eq!(reread(&document, syntax), document);
    }
}

#[test]
fn the_layout_is_the_documented_one() {
    let document = rich();
    let desk = desk_for(&document);
    desk.save(&document, FileSyntax::Ron);
    desk.save(&document, FileSyntax::Json);
    let sha256 = document.text().sha256();
    let ron = format!(
        r#"(
  format: "hashiye", version: 1,
  id: "test", next: (span: 5, relation: 2),
  article: (file: "news.txt", sha256: "{sha256}", chars: 39, encoding: "UTF-8"),
  analyst: "a1",
  meta: {{"published": "2021-12-31"}},
  spans: [
    (id: "s4", label: "cue", start: 0, end: 3, also: [(8, 11)], quote: "حسن …  «ه", before: "", after: "وا خوب است» و فردا می‌رود.\r\n", attributes: {{}}, origin: "suggested:claim"),
    (id: "s1", label: "claimant", start: 0, end: 3, quote: "حسن", before: "", after: " گفت: «هوا خوب است» و فردا می‌رو", attributes: {{}}),
    (id: "s2", label: "claim", start: 10, end: 21, quote: "هوا خوب است", before: "حسن گفت: «", after: "» و فردا می‌رود.\r\n", attributes: {{"note": "\"\\\u{{200f}}ً😀‌\n\u{{a0}}"}}),
    (id: "s3", label: "date", start: 25, end: 29, quote: "فردا", before: "حسن گفت: «هوا خوب است» و ", after: " می‌رود.\r\n", attributes: {{}}),
  ],
  relations: [
    (id: "r1", label: "claimant", from: "s2", to: "s1"),
  ],
  dismissed: [
    (label: "claim", start: 4, end: 7, quote: "گفت", before: "حسن ", after: ": «هوا خوب است» و فردا می‌رود.\r\n", rule: "bare-clause", how: "later", at: "2026-02-01T10:20:31Z"),
    (label: "claim", start: 25, end: 29, quote: "فردا", before: "حسن گفت: «هوا خوب است» و ", after: " می‌رود.\r\n", rule: "bare-clause", everywhere: true),
  ],
)
"#
    );
    assert_eq!(desk.read("news.txt.a1.ron"), ron);
    let json = desk.read("news.txt.a1.json");
    assert!(json.contains(
        r#"    {"id": "s3", "label": "date", "start": 25, "end": 29, "quote": "فردا", "before": "حسن گفت: «هوا خوب است» و ", "after": " می‌رود.\r\n", "attributes": {}}
  ],
  "relations": [
    {"id": "r1", "label": "claimant", "from": "s2", "to": "s1"}
  ],
  "dismissed": [
    {"label": "claim", "start": 4, "#
    ));
}

#[test]
fn both_files_of_one_analyst_are_not_chosen_from_silently() {
    let document = document("[date فردا]");
    let desk = desk_for(&document);
    desk.save(&document, FileSyntax::Ron);
    desk.save(&document, FileSyntax::Json);
    let error = desk.open().expect_err("there are two");
    assert!(matches!(error.failure, StoreFailure::BothSyntaxes), "{error}");
}

/// Opens «حسن فردا رفت» with a file that has this inside its outermost brackets.
#[track_caller]
fn with_file(inside: &str) -> Result<hashiye::store::StoredDocument, hashiye::store::StoreError> {
    let desk = Desk::with("حسن فردا رفت");
    let head = if inside.contains("version:") { "" } else { "version: 1," };
    desk.write("news.txt.a1.ron", &format!("(format: \"hashiye\", {head}\n{inside})"));
    desk.open()
}

#[track_caller]
fn check_refused(inside: &str, place: &str) {
    let error = with_file(inside).expect_err("it is refused").to_string();
    assert!(error.contains(place), "{error}");
    assert!(error.contains("news.txt.a1.ron"), "{error}");
}

const GOOD: &str = r#"id: "s1", label: "date", start: 4, end: 8"#;

#[test]
fn mistakes_are_refused_with_line_and_column() {
    check_refused("spans: [\n(id: \"s1\", label: 7)]", "line 3, column 18");
    check_refused(&format!("spans: [({GOOD}.0)]"), "line 2, column");
    check_refused(&format!("spans: [({GOOD}99999999999999999999999)]"), "line 2, column");
    check_refused(&format!("spans: [({GOOD}, start: 4)]"), "duplicate field");
    check_refused(
        &format!("spans: [({GOOD}, attributes: {{\"a\": \"1\", \"a\": \"2\"}})]"),
        "the key \"a\" appears twice",
    );
    check_refused("meta: {\"a\": \"1\", \"a\": \"2\"}", "the key \"a\" appears twice");
    check_refused("spans: [], spans: []", "the key \"spans\" appears twice");
    check_refused(&format!("spans: [({GOOD}, new: 4, new: 5)]"), "line 2, column");
    check_refused("new: 1, new: 2", "the key \"new\" appears twice");
    check_refused("spans: [", "(line 2, column 9)");
    check_refused("spans: [(id: \"s1", "the file ends");
    check_refused("spans: [(id: \"s1\"]", "expected ')'");
    check_refused(&format!("spans: [{}", "[".repeat(100_000)), "nested too deep");
    check_refused(&format!("meta: {}", "{\"a\": ".repeat(70)), "nested too deep");
    check_refused("spans: [/* ", "comment");
}

#[test]
fn what_is_ours_by_hand_is_read() {
    let loaded = with_file(&format!(
        "// by hand\n spans: [ /* a /* nested */ comment) */ ({GOOD}, quote: r#\"فردا\"#,), ],"
    ))
    .expect("it can be read");
    assert_eq!(loaded.findings, []);
    assert_eq!(marked(&loaded.document), "حسن [date فردا] رفت");
}

#[test]
fn what_is_not_known_is_kept_and_written_back() {
    let desk = Desk::with("حسن فردا رفت");
    let file = r#"(
  format: "hashiye", version: 1, seen: true,
  id: "news", article: (file: "news.txt", chars: 12, source: "ایرنا"),
  spans: [
    (id: "s1", label: "date", start: 4, end: 8, weight: 0.5, kin: [(id: "x", of: {"a1": 2})]),
    (id: "s2", label: "claimant", start: 0, end: 3),
  ],
  relations: [(id: "r1", label: "pair", from: "s1", to: "s1", why: "…")],
  dismissed: [(label: "date", start: 9, end: 12, quote: "رفت", rule: "x", p: 0.1)],
  decisions: [
    (id: "d1", of: {"a1": ("s7", "3f2a91c0")}, how: "neither"), // by hand
  ],
  last: 'x', // the end
)"#;
    desk.write("news.txt.a1.ron", file);
    let loaded = desk.open().expect("it can be read");
    assert_eq!(loaded.findings, []);
    desk.save(&loaded.document, FileSyntax::Ron);
    let ron = desk.read("news.txt.a1.ron");
    for kept in [
        "source: \"ایرنا\")",
        ", weight: 0.5, kin: [(id: \"x\", of: {\"a1\": 2})]),\n",
        ", why: \"…\"),\n",
        ", p: 0.1),\n",
        "\n  seen: true,\n",
        "(id: \"d1\", of: {\"a1\": (\"s7\", \"3f2a91c0\")}, how: \"neither\")",
        "\n  last: 'x'",
    ] {
        assert!(ron.contains(kept), "{kept}: {ron}");
    }
    let again = desk.open().expect("what is written back can be read");
    assert_eq!(again.document.unknown().file.len(), 2);
    assert_eq!(again.document.decisions().len(), 1);
    desk.save(&again.document, FileSyntax::Ron);
    assert_eq!(desk.read("news.txt.a1.ron"), ron, "and stays as it is");
    std::fs::remove_file(desk.path("news.txt.a1.ron")).expect("it is there");
    desk.save(&again.document, FileSyntax::Json);
    let json = desk.read("news.txt.a1.json");
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["decisions"][0]["of"]["a1"][1], "3f2a91c0", "{json}");
    assert_eq!(value["spans"][1]["weight"], 0.5);
    let from_json = desk.open().expect("it can be read");
    std::fs::remove_file(desk.path("news.txt.a1.json")).expect("it is there");
    desk.save(&from_json.document, FileSyntax::Ron);
    let back = desk.open().expect("it can be read");
    assert_eq!(back.document.unknown().file.len(), 2);
    assert_eq!(back.document, loaded.document);
}

#[test]
fn keys_that_are_no_names_in_ron_go_there_and_back() {
    let desk = Desk::with("حسن فردا رفت");
    let file = r#"{
  "format": "hashiye", "version": 1, "id": "news", "article": {"file": "news.txt", "chars": 12},
  "x-tool": {"a-b": [1, null, "«\u200c»"]}, "یادداشت": "بماند", "plain": true,
  "spans": [{"id": "s1", "label": "date", "start": 4, "end": 8, "my note": 0.5}]
}"#;
    desk.write("news.txt.a1.json", file);
    let loaded = desk.open().expect("it can be read");
    assert_eq!(loaded.findings, []);
    std::fs::remove_file(desk.path("news.txt.a1.json")).expect("it is there");
    desk.save(&loaded.document, FileSyntax::Ron);
    let ron = desk.read("news.txt.a1.ron");
    assert!(ron.contains("plain: true") && ron.contains("my note"), "{ron}");
    let again = desk.open().expect("it can be read");
    assert_eq!(again.findings, []);
    std::fs::remove_file(desk.path("news.txt.a1.ron")).expect("it is there");
    desk.save(&again.document, FileSyntax::Json);
    let json = desk.read("news.txt.a1.json");
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["x-tool"]["a-b"], serde_json::json!([1, null, "«\u{200c}»"]), "{json}");
    assert_eq!(value["یادداشت"], "بماند");
    assert_eq!(value["spans"][0]["my note"], 0.5);
    assert!(value.get("json_keys").is_none());
}

#[test]
fn a_file_of_someone_else_is_distinguished() {
    let desk = Desk::with("حسن فردا رفت");
    for content in ["(a: 1)", "(format: \"other\")", "(format: \"hashiye\")"] {
        desk.write("news.txt.a1.ron", content);
        let error = desk.open().expect_err("it is not ours");
        assert!(matches!(error.failure, StoreFailure::NotOurs), "{error}");
    }
    desk.write("news.txt.a1.ron", "");
    let error = desk.open().expect_err("it is empty");
    assert!(matches!(error.failure, StoreFailure::Syntax(_)), "{error}");
}

#[test]
fn a_newer_file_is_for_reading_only() {
    let loaded = with_file(&format!("version: 2, spans: [({GOOD})]")).expect("it can be read");
    assert_eq!(loaded.read_only, Some(ReadOnly::Newer { version: 2 }));
    let loaded = with_file(&format!("version: 2, spans: [({GOOD}, new: 1)], more: [2]"));
    let loaded = loaded.expect("it can be read");
    assert_eq!(loaded.read_only, Some(ReadOnly::Newer { version: 2 }));
    let error = with_file("next: 7, version: 2").expect_err("unknown");
    assert!(matches!(error.failure, StoreFailure::Newer { version: 2 }), "{error}");
}

#[test]
fn what_does_not_fit_is_listed_and_what_fits_is_kept() {
    let loaded = with_file(
        r#"relations: [
            (id: "r1", label: "pair", from: "s1", to: "s1"),
            (id: "r1", label: "pair", from: "s1", to: "s2"),
            (id: "r2", label: "pair", from: "s1", to: "s9"),
            (id: "r3", label: "made_up", from: "s2", to: "s1"),
        ],
        spans: [
            (id: "s1", label: "date", start: 4, end: 8, quote: "امروز"),
            (id: "s1", label: "claimant", start: 0, end: 3),
            (id: "../../s3", label: "made_up", start: 9, end: 12),
            (id: "s2", label: "date", start: 4, end: 4),
            (id: "s4", label: "date", start: 4, end: 99),
            (id: "s2", label: "cue", start: 9, end: 12),
        ]"#,
    )
    .expect("it can be read");
    let found: Vec<_> = loaded.findings.iter().map(|it| (it.line, &it.problem)).collect();
    let kinds: Vec<String> = found
        .iter()
        .map(|(line, problem)| {
            format!("{line} {}", format!("{problem:?}").split(' ').next().unwrap_or(""))
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "4 IdReplaced",
            "5 Dangling",
            "6 UnknownRelation",
            "9 QuoteDiffers",
            "10 IdReplaced",
            "11 IdReplaced",
            "11 UnknownLabel",
            "12 Outside",
            "13 Outside",
        ]
    );
    assert_eq!(found.iter().filter(|(_, it)| it.is_loss()).count(), 3);
    assert_eq!(marked(&loaded.document).matches('[').count(), 4);
    assert_eq!(loaded.document.relations().count(), 3);
}

#[test]
fn ids_and_counters_at_the_edge_leave_room_for_more() {
    let loaded = with_file(
        r#"next: (span: 4294967295, relation: 0), spans: [(id: "s4294967295", label: "date", start: 4, end: 8)]"#,
    )
    .expect("it can be read");
    let mut document = loaded.document;
    let range = document.text().range_of_chars(0, 3).expect("a word");
    let more = edit::annotate(&document, [AnnotationDraft::new(range, "claim")]);
    document.apply(&more).expect("there is an id left");
    assert!(loaded.findings.iter().any(|it| it.problem == FileProblem::CountersReplaced));
    assert_eq!(document.annotations().count(), 2);
}

#[test]
fn files_of_version_1_are_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/native/v1");
    let article = hashiye::store::read_article(&folder.join("news.txt")).expect("it is there");
    let mut read = Vec::new();
    for analyst in ["ron", "json"] {
        let analyst = hashiye::store::Analyst::new(analyst).expect("a good name");
        let loaded = hashiye::store::read_work(
            &article.path,
            &article.article,
            &analyst,
            &Schema::standard(),
            FileSyntax::Ron,
        )
        .expect("it can be read");
        assert_eq!(loaded.findings, []);
        assert!(loaded.article_sha256_matches);
        read.push(loaded.document);
    }
    assert_eq!(read.first(), read.last());
    assert_eq!(read.first().map(|it| it.annotations().count()), Some(4));
}

/// Any text and any spans on it.
fn any_document() -> impl Strategy<Value = Document> {
    let text = "([ا-ی ۰-۹😀\u{200C}\u{200F}\u{64B}\r\n\t\"\\\\]|\\PC){1,80}";
    let span = (0_usize..90, 0_usize..90, 0_usize..4, "\\PC{0,12}");
    (text, proptest::collection::vec(span, 0..12)).prop_map(|(text, spans)| {
        let mut document = Document::new("news", Text::new(text), Schema::standard());
        for (a, b, kind, note) in spans {
            let Ok(range) = document.text().range_of_chars(a.min(b), a.max(b)) else { continue };
            let label = ["claim", "date", "claimant", "ناشناس"].get(kind).copied().unwrap_or("");
            let step = edit::annotate(&document, [AnnotationDraft::new(range, label)]);
            let id = AnnotationId(document.next_ids().annotation);
            document.apply(&step).expect("it fits");
            if let Some(step) = edit::set_attribute(&document, id, "note", &note) {
                document.apply(&step).expect("it fits");
            }
            if let Some(step) = edit::relate(&document, id, AnnotationId(1), "repeats") {
                document.apply(&step).expect("it fits");
            }
        }
        document
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_document_reads_back_equal_from_both(it in any_document()) {
        prop_assume!(!it.text().as_str().trim().is_empty());
        let desk = desk_for(&it);
        for syntax in FileSyntax::ALL {
            desk.save(&it, syntax);
            let read = desk.open().expect("it can be read");
            prop_assert_eq!(&read.document, &it);
            let losses = read.findings.iter().filter(|it| it.problem.is_loss()).count();
            prop_assert_eq!(losses, 0);
            std::fs::remove_file(read.file.path()).expect("it is there");
        }
    }

    #[test]
    fn damaged_files_are_read_or_refused(at in 0_usize..1500, byte: u8, cut: bool) {
        let document = rich();
        let desk = desk_for(&document);
        for syntax in FileSyntax::ALL {
            desk.save(&document, syntax);
            let path = desk.path("news.txt.a1").with_extension(format!("a1.{}", syntax.extension()));
            let mut bytes = std::fs::read(&path).expect("it is there");
            let at = at % bytes.len();
            if cut {
                bytes.truncate(at);
            } else if let Some(damaged) = bytes.get_mut(at) {
                *damaged = byte;
            }
            std::fs::write(&path, bytes).expect("it can be written");
            if let Err(error) = desk.open() {
                prop_assert!(!error.to_string().is_empty());
            }
            std::fs::remove_file(&path).expect("it is there");
        }
    }
}
