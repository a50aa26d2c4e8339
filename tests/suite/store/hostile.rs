//! Files made to do harm.

use std::fmt::Write as _;

use hashiye::store::{FileProblem, ReadOnly, StoreFailure};
use proptest::prelude::*;

use super::Desk;

const TEXT: &str = "حسن فردا رفت";

fn with_file(content: &str) -> Desk {
    let desk = Desk::with(TEXT);
    desk.write("news.txt.a1.ron", content);
    desk
}

#[test]
fn many_bad_spans_are_counted_not_listed() {
    let mut file = String::from("(format: \"hashiye\", version: 1, spans: [\n");
    for at in 0..20_000 {
        writeln!(file, "(id: \"s{at}\", label: \"l{at}\", start: 0, end: {}),", 99 + at)
            .expect("memory");
    }
    file += "])";
    let loaded = with_file(&file).open().expect("it can be read");
    assert_eq!(loaded.document.annotations().count(), 0);
    let more = loaded.findings.iter().find_map(|it| match it.problem {
        FileProblem::More { unlisted } => Some(unlisted),
        _ => None,
    });
    assert_eq!(loaded.findings.len() + more.unwrap_or(0), 20_001);
    assert!(loaded.findings.len() < 2000);
}

#[test]
fn equal_ids_without_end_stay_cheap() {
    let mut file = String::from("(format: \"hashiye\", version: 1, spans: [\n");
    for _ in 0..20_000 {
        file += "(id: \"s1\", label: \"claim\", start: 0, end: 3),\n";
    }
    file += "], relations: [";
    for _ in 0..20_000 {
        file += "(id: \"r1\", label: \"repeats\", from: \"s1\", to: \"s1\"),\n";
    }
    file += "])";
    let loaded = with_file(&file).open().expect("it can be read");
    assert_eq!(loaded.document.annotations().count(), 20_000);
    assert_eq!(loaded.document.relations().count(), 20_000);
}

#[test]
fn links_in_circles_are_links() {
    let loaded = with_file(
        r#"(format: "hashiye", version: 1, spans: [
            (id: "s1", label: "claim", start: 0, end: 3),
            (id: "s2", label: "claim", start: 4, end: 8),
        ], relations: [
            (id: "r1", label: "nested_in", from: "s1", to: "s2"),
            (id: "r2", label: "nested_in", from: "s2", to: "s1"),
            (id: "r3", label: "nested_in", from: "s1", to: "s1"),
        ])"#,
    )
    .open()
    .expect("it can be read");
    assert_eq!((loaded.findings.len(), loaded.document.relations().count()), (0, 3));
}

#[test]
fn a_hash_that_is_a_path_leads_nowhere() {
    let desk = Desk::with(TEXT);
    desk.write("secret.txt", "پنهان");
    let file = r#"(format: "hashiye", version: 1, analyst: "../x",
        article: (file: "../../etc/passwd", sha256: "../../secret"),
        spans: [(id: "s1", label: "claim", start: 0, end: 3, quote: "حسن")])"#;
    desk.write("news.txt.a1.ron", file);
    let loaded = desk.open().expect("it can be read");
    assert_eq!(loaded.read_only, Some(ReadOnly::ArticleChanged));
    let other = FileProblem::OtherAnalyst { named: "../x".to_owned() };
    assert!(loaded.findings.iter().any(|it| it.problem == other));
    let work = desk.start();
    assert_eq!(work.proposal.as_ref().map(|it| (it.certain, it.doubts.len())), Some((0, 1)));
    work.files.confirm_placement(work.document.clone(), work.history.clone())()
        .expect("it can be saved");
    assert!(desk.read("news.txt.a1.ron").contains("analyst: \"a1\""));
    assert_eq!(desk.read("secret.txt"), "پنهان");
}

#[test]
fn wrong_shapes_are_refused() {
    for (content, what) in [
        ("[]", "expected '('"),
        ("(format: \"hashiye\", version: -1)", "line 1"),
        ("(format: \"hashiye\", version: 1.5)", "line 1"),
        ("(format: \"hashiye\", version: 1, spans: {})", "expected '['"),
        ("(format: \"hashiye\", version: 1, spans: [7])", "line 1, column 41"),
        ("(format: \"hashiye\", version: 1, spans: [()])", "missing"),
        ("(format: \"hashiye\", version: 1) x", "expected the end"),
        ("(format: \"hashiye\", version: 1, meta: {\"a\": [1]})", "line 1, column 44"),
    ] {
        let error = with_file(content).open().expect_err(content);
        assert!(matches!(error.failure, StoreFailure::Syntax(_)), "{error}");
        assert!(error.to_string().contains(what), "{content}: {error}");
    }
}

/// Pieces of files, in any order.
fn any_file() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just(",".to_owned()),
        Just("/*".to_owned()),
        Just("*/".to_owned()),
        Just("//".to_owned()),
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("\\".to_owned()),
        Just("r#\"".to_owned()),
        Just("\n".to_owned()),
        Just("spans: [(id: \"s1\", label: \"claim\", start: 0, end: 3)],".to_owned()),
        Just("relations: [".to_owned()),
        Just("meta: {\"a\": \"b\"},".to_owned()),
        Just("also: [(1, 2)],".to_owned()),
        "\\PC{0,5}",
    ];
    proptest::collection::vec(piece, 0..30)
        .prop_map(|it| format!("(format: \"hashiye\", version: 1, {}", it.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn anything_is_read_or_refused(content in any_file(), lead in "\\PC{0,3}") {
        let desk = with_file(&content);
        let _either = desk.open();
        desk.write("news.txt.a1.ron", &format!("{lead}{content}"));
        let _either = desk.open();
        let json = content.replace('(', "{").replace(')', "}");
        desk.write("news.txt.a1.json", &json);
        std::fs::remove_file(desk.path("news.txt.a1.ron")).expect("it is there");
        let _either = desk.open();
    }
}
