//! Datasets that are brought in at a terminal: how much they are, what of them reaches every analyst, and
//! what a table of articles leaves out.

use std::{fs, path::Path};

use hashiye::dataset::FolderCatalog;

use crate::cli::{run, succeed};

/// What two analysts did on one article, one of them on another, and the days of both.
const DATASET: &str = r#"{"id":"one","text":"حسن گفت هوا خوب است.\n","published":"2021-12-31","analyst":"a1","spans":[{"id":"s1","start":0,"end":3,"label":"claimant"}],"relations":[],"meta":{"source":"ایرنا"}}
{"id":"one","text":"حسن گفت هوا خوب است.\n","published":"2021-12-31","analyst":"a2","spans":[],"relations":[],"meta":{"source":"ایسنا"}}
{"id":"two","text":"باران بارید.\n","published":"2022-01-02","analyst":"a2","spans":[{"id":"s1","start":0,"end":5,"label":"claim"}],"relations":[],"meta":{}}
"#;

fn folder(dataset: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("in.jsonl"), dataset).expect("written");
    folder
}

/// What was reported by a run that brought something in.
#[track_caller]
fn said(at: &Path, arguments: &[&str]) -> String {
    let output = run(at, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code().is_some_and(|it| it < 2), "{said}");
    said
}

fn table(at: &Path) -> String {
    fs::read_to_string(at.join("work/articles.csv")).expect("a table")
}

const IMPORT: [&str; 6] = ["import", "--from", "jsonl", "in.jsonl", "-o", "work"];

#[test]
fn days_of_publication_reach_every_analyst() {
    let folder = folder(DATASET);
    let at = folder.path();
    let said = said(at, &IMPORT);
    assert!(said.contains("2 articles, 3 annotation files, 2 spans, 0 relations"), "{said}");
    assert!(said.contains("2 publication dates"), "{said}");
    // Each has another source for the first one, so that the table has none.
    assert_eq!(
        table(at),
        "\u{FEFF}file,published,title,source,url\none.txt,2021-12-31,,,\ntwo.txt,2022-01-02,,,\n"
    );
    let exported = succeed(at, &["export", "--to", "jsonl", "--analyst", "new", "-o", "-", "work"]);
    for (line, day) in exported.lines().zip(["2021-12-31", "2022-01-02"]) {
        assert!(line.contains(&format!("\"published\":\"{day}\"")), "{line}");
    }
    assert_eq!(exported.lines().count(), 2, "{exported}");
}

#[test]
fn what_a_table_says_stays_and_is_reported() {
    let folder = folder(DATASET);
    let at = folder.path();
    fs::create_dir(at.join("work")).expect("made");
    fs::write(at.join("work/articles.csv"), "نام;تاریخ;یادداشت\none;2021-12-30;دوم\n")
        .expect("written");
    let planned = said(at, &[&IMPORT[..], &["--dry-run"]].concat());
    assert!(planned.contains("1 publication date;"), "{planned}");
    assert!(planned.contains("1 article keeps the publication date of articles.csv"), "{planned}");
    assert_eq!(said(at, &IMPORT), planned, "the same is planned and done");
    assert_eq!(table(at), "نام;تاریخ;یادداشت\none;2021-12-30;دوم\ntwo.txt;2022-01-02;\n");
    assert!(!at.join("work/.hashiye-import").exists());
}

#[test]
fn a_table_that_cannot_be_read_is_left_alone() {
    let folder = folder(DATASET);
    let at = folder.path();
    fs::create_dir(at.join("work")).expect("made");
    fs::write(at.join("work/articles.csv"), [0xFF, 0x00, 0xFE, 0x81]).expect("written");
    let output = run(at, &IMPORT);
    let there = fs::read(at.join("work/articles.csv")).expect("there");
    assert_eq!(there, [0xFF, 0x00, 0xFE, 0x81], "{output:?}");
    assert_eq!(output.status.success(), at.join("work/one.txt").is_file(), "{output:?}");
}

#[test]
fn an_article_with_two_days_gets_none_in_the_table() {
    let folder = folder(&DATASET.replacen("2021-12-31", "2021-12-30", 1));
    let at = folder.path();
    let said = said(at, &IMPORT);
    assert!(said.contains("1 article has several publication dates"), "{said}");
    assert!(!table(at).contains("one.txt"), "{}", table(at));
}

#[test]
fn a_day_for_all_is_for_those_that_nobody_dates() {
    let folder = folder(&DATASET.replace("\"published\":\"2022-01-02\",", ""));
    let at = folder.path();
    fs::create_dir(at.join("work")).expect("made");
    fs::write(at.join("work/articles.csv"), "file,published\ntwo.txt,2022-01-05\n")
        .expect("written");
    said(at, &[&IMPORT[..], &["--published", "2020-01-01"]].concat());
    assert!(table(at).contains("two.txt,2022-01-05"), "{}", table(at));
    let work = fs::read_to_string(at.join("work/two.txt.a2.ron")).expect("work");
    assert!(!work.contains("2020-01-01"), "{work}");
}

#[test]
fn an_import_that_was_interrupted_leaves_a_table_that_was_changed_since() {
    let folder = folder(DATASET);
    let at = folder.path();
    let stage = at.join("work/.hashiye-import");
    fs::create_dir_all(&stage).expect("made");
    let write =
        |name: &str, words: &str| fs::write(at.join("work").join(name), words).expect("written");
    write("articles.csv", "file,published\nmine.txt,2020-02-02\n");
    write(".hashiye-import/articles.csv", "file,published\none.txt,2021-12-31\n");
    write(".hashiye-import/.articles.csv.before", "file,published\n");
    write(".hashiye-import/.complete", "\n");
    said(at, &IMPORT);
    assert!(table(at).starts_with("file,published\nmine.txt,2020-02-02\n"), "{}", table(at));
    let kept = fs::read_to_string(at.join("work/.hashiye/articles.csv.1.aside")).expect("kept");
    assert!(kept.contains("one.txt"), "{kept}");
    let names = || Ok(["one.txt", "two.txt", "mine.txt"].map(str::to_owned).to_vec());
    let catalog = FolderCatalog::of(&at.join("work"), names).expect("read");
    assert_eq!(catalog.published(&at.join("work/two.txt")), Some(jiff::civil::date(2022, 1, 2)));
}

#[test]
fn tags_in_a_table_are_said_to_be_left_out() {
    let folder = folder(DATASET);
    let at = folder.path();
    let json = said(at, &["import", "--from", "table", "in.jsonl", "--dry-run"]);
    assert!(json.contains("left out 2 tags and links"), "{json}");
    assert!(json.contains("--from jsonl"), "{json}");
    assert!(json.contains("columns not used: analyst, relations, spans"), "{json}");
    said(at, &IMPORT);
    succeed(at, &["export", "--to", "csv", "-o", "tables", "--allow-loss", "work"]);
    let folder = said(at, &["import", "--from", "table", "tables", "--dry-run"]);
    assert!(folder.contains("left out 2 tags and links"), "{folder}");
    assert!(folder.contains("(spans.csv)") && folder.contains("--from csv"), "{folder}");
    assert!(folder.contains("3 articles, 0 spans"), "the rows of spans are no articles: {folder}");
    let alone = said(at, &["import", "--from", "table", "tables/documents.csv", "--dry-run"]);
    assert!(alone.contains("in tables beside this one"), "{alone}");
}

#[test]
fn tables_of_articles_have_no_tags() {
    let rows = "متن,تاریخ,برچسب‌ها\nباران در تهران بارید.,2022-01-02,\"[\"\"هوا\"\"]\"\n";
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("news.csv"), rows).expect("written");
    let said = said(folder.path(), &["import", "--from", "table", "news.csv", "-o", "work"]);
    assert!(!said.contains("left out"), "{said}");
    assert!(said.contains("columns not used: برچسب‌ها"), "{said}");
    assert!(table(folder.path()).contains("2022-01-02"), "{said}");
}
