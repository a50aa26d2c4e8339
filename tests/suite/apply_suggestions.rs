//! `hashiye suggest --write` and `hashiye validate`: what is added to files, and what is found in them.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

const ARTICLE: &str =
    "خبر\nوزیر نیرو روز هفتم ماه دسامبر ۲۰۲۱ (۱۶ آذر) گفت که آب کم است.\nدیروز باران آمد.\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_hashiye"));
    program.args(arguments).current_dir(folder).output().expect("the program starts")
}

fn out(output: &Output) -> String {
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{out}{err}")
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(folder, arguments).stdout).expect("JSON")
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), ARTICLE).expect("written");
    fs::write(folder.path().join("b.txt"), "هیچ.\n").expect("written");
    folder
}

const WRITE: &[&str] =
    &["suggest", "--write", "--analyst", "a1", "--published", "2021-12-31", "--json", "."];

fn spans(folder: &Path) -> Vec<Value> {
    let exported = run(folder, &["export", "--to", "jsonl", "-o", "-", "a.txt"]);
    let line = String::from_utf8_lossy(&exported.stdout).into_owned();
    let document: Value = serde_json::from_str(&line).expect("a document");
    document["spans"].as_array().expect("spans").clone()
}

#[test]
fn what_is_found_is_added_once() {
    let folder = folder();
    let at = folder.path();
    let first = json(at, WRITE);
    assert_eq!(
        first["articles"][0]["added"],
        serde_json::json!({"claim": 1, "date": 3}),
        "{first}"
    );
    assert!(!at.join("b.txt.a1.ron").exists(), "nothing was found there");
    let file = fs::read_to_string(at.join("a.txt.a1.ron")).expect("written");
    for words in
        ["automatic:", "2021-12-07", "2021-12-30", "\"pair\"", "\"claimant\"", "2021-12-31"]
    {
        assert!(file.contains(words), "{words}: {file}");
    }
    let again = json(at, WRITE);
    assert_eq!(again["articles"][0]["added"], serde_json::json!({}));
    assert_eq!(again["articles"][0]["there"], 4);
    assert_eq!(fs::read_to_string(at.join("a.txt.a1.ron")).expect("there"), file);
}

#[test]
fn what_a_person_did_stays() {
    let folder = folder();
    let at = folder.path();
    // The person tags less of the words, with another value, and nothing else.
    let start = ARTICLE.chars().take_while(|it| *it != 'ه').count();
    let span = format!(
        r#"{{"id":"s1","start":{start},"end":{},"label":"date","attributes":{{"timex_type":"DATE","value":"1999-01-01"}}}}"#,
        start + "هفتم".chars().count()
    );
    let line = serde_json::json!({"id": "a", "text": ARTICLE, "analyst": "a1"}).to_string();
    let line = line.replace("\"analyst\"", &format!("\"spans\":[{span}],\"analyst\""));
    fs::write(at.join("in.jsonl"), line).expect("written");
    let imported = run(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "."]);
    assert!(imported.status.success(), "{}", out(&imported));
    let added = json(at, WRITE);
    assert_eq!(added["articles"][0]["there"], 1, "{added}");
    let mine: Vec<Value> = spans(at).into_iter().filter(|it| it["id"] == "s1").collect();
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0]["attributes"]["value"], "1999-01-01");
    assert!(mine[0]["origin"].is_null());
    let over = spans(at).iter().filter(|it| it["label"] == "date").count();
    assert_eq!(over, 3);
}

#[test]
fn what_was_rejected_is_not_added_again() {
    let folder = folder();
    let at = folder.path();
    json(at, WRITE);
    let file = at.join("a.txt.a1.ron");
    let written = fs::read_to_string(&file).expect("written");
    let start = ARTICLE.chars().take_while(|it| *it != 'د').count();
    assert!(written.contains("quote: \"دیروز\""), "{written} {start}");
    let lines = written.lines();
    let rest: Vec<&str> = lines.filter(|it| !it.contains("quote: \"دیروز\"")).collect();
    let place = written.lines().find(|it| it.contains("quote: \"دیروز\"")).expect("there");
    let place = place.split("start: ").nth(1).and_then(|it| it.split(", before").next());
    let rejected = format!(
        "  dismissed: [(label: \"date\", start: {}, rule: \"x\")],\n)\n",
        place.expect("a place")
    );
    let repaired = rest.join("\n").trim_end_matches(')').to_owned() + &rejected;
    fs::write(&file, &repaired).expect("written");
    let again = json(at, WRITE);
    assert_eq!(again["articles"][0]["added"], serde_json::json!({}), "{again}");
    assert_eq!(again["articles"][0]["dismissed"], 1, "{again}");
}

#[test]
fn only_what_is_asked_for_and_nowhere_else() {
    let folder = folder();
    let at = folder.path();
    let dates = ["suggest", "--write", "--analyst", "a1", "--only", "date", "a.txt"];
    let written = run(at, &dates);
    assert_eq!(written.status.code(), Some(0), "{}", out(&written));
    assert!(out(&written).contains("3 date"), "{}", out(&written));
    assert!(spans(at).iter().all(|it| it["label"] == "date"));
    // Nobody said when: «دیروز» is left open rather than guessed.
    let file = fs::read_to_string(at.join("a.txt.a1.ron")).expect("written");
    assert!(file.contains("XXXX-XX-XX"), "{file}");
    assert_eq!(run(at, &["suggest", "--write", "-"]).status.code(), Some(2));
    let learned = run(at, &["suggest", "--write", "--only", "date,memory", "a.txt"]);
    assert_eq!(learned.status.code(), Some(2), "{}", out(&learned));
    assert_eq!(run(at, &["suggest", "--write", "none.txt"]).status.code(), Some(3));
}

#[test]
fn an_article_that_changed_is_left_as_it_is() {
    let folder = folder();
    let at = folder.path();
    json(at, WRITE);
    let file = fs::read_to_string(at.join("a.txt.a1.ron")).expect("written");
    fs::write(at.join("a.txt"), ARTICLE.replace("آب", "آب و برق")).expect("written");
    let refused = run(at, WRITE);
    assert_eq!(refused.status.code(), Some(3));
    assert!(out(&refused).contains("left as it is"), "{}", out(&refused));
    assert_eq!(fs::read_to_string(at.join("a.txt.a1.ron")).expect("there"), file);
}

#[test]
fn validate_tells_what_in_a_schema_can_be_lived_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("a.txt"), "حسن رفت.").expect("written");
    let schema = "(\n  labels: [\n    (id: \"person\", key: \"P\"),\n    (id: \"place\", key: \"P\", color: (light: \"red\", dark: \"#ffffff\")),\n  ],\n)";
    fs::write(at.join("schema.ron"), schema).expect("written");
    let found = json(at, &["validate", "--json", "."]);
    let rows = found["findings"].as_array().expect("a list");
    let places: Vec<_> =
        rows.iter().map(|it| (&it["code"], &it["line"], &it["severity"])).collect();
    assert!(places.iter().all(|it| *it.0 == "schema" && *it.2 == "warning"), "{found}");
    assert!(places.iter().all(|it| *it.1 == 4) && places.len() == 2, "{found}");
}

#[cfg(unix)]
#[test]
fn a_pipe_among_articles_is_reported_and_does_not_stop_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("a.txt"), "حسن رفت.").expect("written");
    let made = Command::new("mkfifo").arg(at.join("b.txt")).status();
    assert!(made.expect("mkfifo is there").success());
    let output = run(at, &["validate", "."]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("not a regular file") && said.contains("b.txt"), "{said}");
}

#[test]
fn validate_names_the_line_and_the_column() {
    let folder = folder();
    let at = folder.path();
    json(at, WRITE);
    let file = at.join("a.txt.a1.ron");
    let wrong = fs::read_to_string(&file).expect("written").replace("2021-12-30", "2021-11-31");
    fs::write(&file, wrong).expect("written");
    let found = run(at, &["validate", "."]);
    assert_eq!(found.status.code(), Some(1));
    let line = "a.txt:3:1: error: there is no day 2021-11-31; fix its value \
                [impossible-date] («دیروز», ";
    assert!(out(&found).contains(line), "{}", out(&found));
    let report = json(at, &["validate", "--json", "a.txt"]);
    let row = report["findings"].as_array().expect("findings").iter();
    let row = row.clone().find(|it| it["code"] == "impossible-date").expect("there");
    assert_eq!((&row["line"], &row["column"]), (&Value::from(3), &Value::from(1)));
    assert_eq!((&row["words"], &row["severity"]), (&Value::from("دیروز"), &Value::from("error")));
}

#[test]
fn a_claim_inside_a_claim_is_added_too() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("a.txt"), include_str!("../data/article.txt")).expect("written");
    let found = json(at, &["suggest", "--json", "--only", "claim", "a.txt"]);
    let found = found["mentions"].as_array().expect("mentions").len();
    let added = json(at, WRITE);
    assert_eq!(added["articles"][0]["added"]["claim"], found, "{added}");
    assert_eq!(json(at, WRITE)["articles"][0]["added"], serde_json::json!({}));
}
