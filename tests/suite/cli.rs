//! The terminal, as a process.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

const DATASET: &str = r#"{"id":"خبر","text":"حسن گفت هوا خوب است.\n","published":"2021-12-31","analyst":"a1","spans":[{"id":"s1","start":0,"end":3,"label":"claimant"},{"id":"s2","start":8,"end":19,"label":"claim","attributes":{"kind":"fact"}}],"relations":[{"id":"r1","label":"claimant","from":"s2","to":"s1"}]}
"#;

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hashiye"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

#[track_caller]
pub(crate) fn succeed(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {out}{err}");
    out.into_owned()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("in.jsonl"), DATASET).expect("written");
    folder
}

#[test]
fn what_is_imported_is_exported_the_same() {
    let folder = folder();
    let at = folder.path();
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    assert!(at.join("work/خبر.txt").is_file());
    assert!(at.join("work/خبر.txt.a1.ron").is_file());
    succeed(at, &["export", "--to", "jsonl", "-o", "one.jsonl", "work"]);
    succeed(at, &["convert", "--from", "jsonl", "--to", "jsonl", "in.jsonl", "-o", "two.jsonl"]);
    let read = |name: &str| fs::read_to_string(at.join(name)).expect("written");
    assert_eq!(read("one.jsonl"), read("two.jsonl"));
    let standard = succeed(at, &["export", "--to", "jsonl", "-o", "-", "work/خبر.txt.a1.ron"]);
    assert_eq!(standard, read("one.jsonl"));
    let stats = succeed(at, &["stats", "--json", "work"]);
    assert!(stats.contains("\"claimant\": 1"), "{stats}");
}

#[test]
fn what_is_imported_can_be_read_again_however_wide_it_is() {
    let folder = folder();
    let at = folder.path();
    let keys: Vec<String> = (0..3000).map(|it| format!("\"k{it}\":\"v\"")).collect();
    let wide = format!("{{{}}}", keys.join(","));
    let row = DATASET.replace(r#"{"kind":"fact"}"#, &wide);
    let row = row.trim_end().trim_end_matches('}');
    fs::write(at.join("in.jsonl"), format!("{row},\"meta\":{wide}}}\n")).expect("written");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    let rows = succeed(at, &["export", "--to", "jsonl", "-o", "-", "work"]);
    let row: Value = serde_json::from_str(&rows).expect("JSON");
    let count = |it: &Value| it.as_object().map_or(0, serde_json::Map::len);
    assert_eq!((count(&row["spans"][1]["attributes"]), count(&row["meta"])), (3000, 3000));
    // A key that is there twice is still a mistake.
    let file = at.join("work/خبر.txt.a1.ron");
    let twice = fs::read_to_string(&file).expect("written").replace("\"k7\":", "\"k8\":");
    fs::write(&file, twice).expect("written");
    let read = run(at, &["export", "--to", "jsonl", "-o", "-", "work"]);
    let said = String::from_utf8_lossy(&read.stderr).into_owned();
    assert!(!read.status.success() && said.contains("\"k8\" appears twice"), "{said}");
}

#[test]
fn stats_tell_how_far_analysts_agree() {
    let folder = folder();
    let at = folder.path();
    let shorter = DATASET.replace("a1", "a2").replace("\"end\":19", "\"end\":11");
    fs::write(at.join("in.jsonl"), format!("{DATASET}{shorter}")).expect("written");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    let json: Value =
        serde_json::from_str(&succeed(at, &["stats", "--json", "work"])).expect("JSON");
    let agreement = &json["agreement"];
    assert_eq!((&agreement["articles"], &agreement["analysts"]), (&1.into(), &2.into()));
    assert_eq!(agreement["by_label"]["claimant"]["f1_exact"], 1.0);
    assert_eq!(agreement["by_label"]["claim"]["f1_exact"], 0.0);
    assert_eq!(agreement["by_label"]["claim"]["f1_overlap"], 1.0);
    // Of 5 words 3 and 1 have the label, 1 both: 3/5 seen, 3/25 + 8/25 expected.
    let kappa = agreement["by_label"]["claim"]["cohen_kappa"].as_f64().expect("a number");
    assert!((kappa - 0.16 / 0.56).abs() < 1e-12, "{kappa}");
    let table = succeed(at, &["stats", "work"]);
    assert!(table.contains("label claim "), "{table}");
    assert!(table.contains("Cohen's kappa"), "{table}");
    let alone = succeed(at, &["stats", "--json", "--analyst", "a1", "work"]);
    assert!(alone.contains("\"agreement\": null"), "{alone}");
}

#[test]
fn ids_that_count_from_zero_survive_the_native_files() {
    let folder = folder();
    let at = folder.path();
    let zero = DATASET.replace("\"s1\"", "\"s0\"").replace("\"r1\"", "\"r0\"");
    fs::write(at.join("in.jsonl"), zero).expect("written");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    let out = succeed(at, &["export", "--to", "jsonl", "-o", "-", "work"]);
    assert!(out.contains(r#"{"id":"r1","label":"claimant","from":"s3","to":"s1"}"#), "{out}");
}

/// A page whose metadata name another day than it shows.
const PAGE: &str = r#"<!doctype html><html lang="fa"><head><meta charset="utf-8"><title>خبر آب</title>
<meta property="article:published_time" content="2024-05-18T10:00:00Z"></head><body><article><h1>خبر آب</h1>
<div class="date">تاریخ انتشار: ۳۱ اردیبهشت ۱۴۰۳ - ۱۲:۴۵</div>BODY</article></body></html>"#;

#[test]
fn who_dates_an_article_by_its_page_says_where_that_contradicts_itself() {
    let folder = folder();
    let at = folder.path();
    let sentence =
        "<p>وزیر نیرو دیروز گفت که ذخیرهٔ سدها کم شده است و مردم باید خبر داشته باشند.</p>";
    fs::create_dir(at.join("work")).expect("made");
    fs::write(at.join("work/a.html"), PAGE.replace("BODY", &sentence.repeat(6))).expect("written");
    let reported = |arguments: &[&str]| {
        let output = run(at, arguments);
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        said.lines().filter(|it| it.contains("the page shows 2024-05-20")).count()
    };
    let once = [
        &["suggest", "work/a.html"][..],
        &["export", "--to", "jsonl", "-o", "-", "work"],
        &["stats", "work"],
        &["validate", "work"],
        &["suggest", "--write", "--analyst", "a1", "work"],
    ];
    for verb in once {
        assert_eq!(reported(verb), 1, "{verb:?}");
    }
    // By now an analyst's file says when it was.
    assert_eq!(reported(&["stats", "work"]), 0);
    let convert = ["convert", "--from", "text", "--to", "jsonl", "work/a.html", "-o", "out.jsonl"];
    assert_eq!(reported(&convert), 1);
    let rows = succeed(at, &["export", "--to", "jsonl", "-o", "-", "work"]);
    let row: Value = serde_json::from_str(&rows).expect("JSON");
    assert_eq!(row["published"], "2024-05-20");
    let value = |row: &Value| row["attributes"]["value"].clone();
    let dates = row["spans"].as_array().into_iter().flatten().filter(|it| it["label"] == "date");
    assert!(dates.map(value).any(|it| it == "2024-05-19"), "{row}");
}

#[test]
fn a_loss_is_refused_unless_allowed() {
    let folder = folder();
    let at = folder.path();
    let convert = ["convert", "--from", "jsonl", "--to", "conll", "in.jsonl", "-o", "out"];
    let refused = run(at, &convert);
    assert_eq!(refused.status.code(), Some(1));
    assert!(!at.join("out").exists());
    let report = fs::read_to_string(at.join("out.loss.json")).expect("written");
    assert!(report.contains("the attribute \\\"kind\\\""), "{report}");
    let allowed: Vec<&str> = convert.into_iter().chain(["--allow-loss"]).collect();
    succeed(at, &allowed);
    assert!(at.join("out/iob2.conll").is_file());
    succeed(at, &["convert", "--from", "jsonl", "--to", "csv", "in.jsonl", "-o", "tables"]);
    assert!(!at.join("tables.loss.json").exists());
}

#[test]
fn a_folder_with_other_files_is_not_mixed_up() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("out")).expect("made");
    fs::write(at.join("out/mine.txt"), "x").expect("written");
    let output = run(at, &["convert", "--from", "jsonl", "--to", "brat", "in.jsonl", "-o", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(at.join("out/mine.txt")).expect("there"), "x");
}

#[test]
fn exit_codes_say_what_happened() {
    let folder = folder();
    let at = folder.path();
    let code = |arguments: &[&str]| run(at, arguments).status.code();
    assert_eq!(code(&["export", "--to", "nothing", "-o", "x", "in.jsonl"]), Some(2));
    assert_eq!(code(&["export", "--to", "jsonl", "-o", "x", "missing.txt"]), Some(3));
    fs::write(at.join("bad.jsonl"), "{\"id\":\"a\",\n").expect("written");
    let damaged = run(at, &["import", "--from", "jsonl", "bad.jsonl", "-o", "x"]);
    assert_eq!(damaged.status.code(), Some(3));
    let said = String::from_utf8_lossy(&damaged.stderr).into_owned();
    assert!(said.contains("bad.jsonl:1:"), "{said}");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    let found = run(at, &["validate", "work"]);
    assert_eq!(found.status.code(), Some(1));
    let said = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(said.contains("no \"cue\" is linked"), "{said}");
}

#[test]
fn dates_that_are_said_twice_are_compared_by_folder() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("news")).expect("it can be made");
    let text = "جمعه ۱۰ دی ۱۴۰۰ آمد. شنبه ۱۰ دی ۱۴۰۰ رفت. در ۷ دسامبر ۲۰۲۱ (۱۶ آذر ۱۴۰۰) ماند.";
    fs::write(at.join("news/a.txt"), text).expect("it can be written");
    let found = run(at, &["validate", "news"]);
    let said = String::from_utf8_lossy(&found.stderr).into_owned();
    assert!(said.contains("1 of 2 weekdays and 1 of 1 pairs"), "{said}");
    let json = run(at, &["validate", "news", "--json"]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let share = &json["date_agreement"][0];
    assert_eq!((&share["weekdays_agreeing"], &share["weekdays"]), (&1.into(), &2.into()));
    assert_eq!(share["folder"], "news");
}

#[test]
fn every_format_is_listed_and_help_is_generated() {
    let folder = folder();
    let at = folder.path();
    let table = succeed(at, &["formats"]);
    for it in hashiye::formats::ALL {
        assert!(table.contains(it.title), "{table}");
    }
    let completions = succeed(at, &["generate", "bash"]);
    assert!(completions.contains("hashiye"));
    // Formats and rules are completed; those that are only written are not offered to be read.
    let offered = |ids: &str| completions.contains(&format!("compgen -W \"{ids}"));
    assert!(offered("agreed majority prefer="), "{completions}");
    let ids = |is_meant: fn(&hashiye::formats::Format) -> bool| {
        let meant = hashiye::formats::ALL.iter().filter(|it| is_meant(it));
        meant.map(|it| it.id).collect::<Vec<_>>().join(" ")
    };
    assert!(offered(&ids(|it| it.export.is_some())) && offered(&ids(|it| it.import.is_some())));
    assert!(succeed(at, &["generate", "man"]).contains(".TH"));
    succeed(at, &["generate", "man", "-o", "man"]);
    let page = fs::read_to_string(at.join("man/hashiye-export.1")).expect("written");
    assert!(page.contains("allow\\-loss") && page.contains("hashiye export"), "{page}");
    assert!(at.join("man/hashiye.1").is_file() && !at.join("man/hashiye-generate.1").exists());
}

#[test]
fn a_dry_run_says_what_is_lost_and_writes_nothing() {
    let folder = folder();
    let at = folder.path();
    let dry = run(at, &["convert", "--from", "jsonl", "--to", "conll", "in.jsonl", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(1));
    let said = String::from_utf8_lossy(&dry.stdout).into_owned();
    assert!(said.contains("خبر s2: the attribute \"kind\""), "{said}");
    assert!(said.contains("خبر r1: the link \"claimant\""), "{said}");
    let json = ["--to", "jsonl", "in.jsonl", "--dry-run", "--json", "-o", "out.jsonl"];
    let json: Vec<&str> = ["convert", "--from", "jsonl"].into_iter().chain(json).collect();
    let json: Value = serde_json::from_str(&succeed(at, &json)).expect("JSON");
    assert_eq!(json["counts"]["spans"], 2);
    assert_eq!(fs::read_dir(at).expect("there").count(), 1, "nothing was written");
}

#[test]
fn an_import_brings_all_or_nothing() {
    let folder = folder();
    let at = folder.path();
    let import = ["import", "--from", "jsonl", "in.jsonl", "-o", "work"];
    succeed(at, &import);
    let again = run(at, &import);
    assert_eq!(again.status.code(), Some(3));
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(said.contains("خبر.txt.a1.ron"), "{said}");
    // A first article that could be written, and a second one that is there with another text.
    let first = DATASET.replace("خبر", "اول");
    let second = DATASET.replace("هوا", "آب");
    fs::write(at.join("in.jsonl"), format!("{first}{second}")).expect("written");
    assert_eq!(run(at, &import).status.code(), Some(3));
    assert!(!at.join("work/اول.txt").exists());
}

#[test]
fn plain_text_is_imported_in_any_encoding() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("texts")).expect("made");
    let utf16: Vec<u8> = "\u{FEFF}سلام".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(at.join("texts/one.txt"), utf16).expect("written");
    fs::write(at.join("texts/two.md"), "خبر\r\nدوم").expect("written");
    fs::write(at.join("texts/three.png"), [0, 1]).expect("written");
    let output = run(at, &["import", "--from", "text", "texts", "-o", "work"]);
    assert_eq!(output.status.code(), Some(1), "one file is left out");
    assert_eq!(fs::read_to_string(at.join("work/one.txt")).expect("there"), "سلام");
    assert_eq!(fs::read_to_string(at.join("work/two.txt")).expect("there"), "خبر\r\nدوم");
    assert_eq!(run(at, &["export", "--to", "text", "-o", "x", "work"]).status.code(), Some(2));
}

#[test]
fn a_dataset_is_split_as_before_when_articles_come() {
    let folder = folder();
    let at = folder.path();
    let lines = |count: usize| {
        let line = |it| DATASET.replace("خبر", &format!("n{it}"));
        (0..count).map(line).collect::<String>()
    };
    let parts = |name: &str| {
        let folder = at.join(name).join("data");
        ["train", "validation", "test"].map(|it| {
            let rows = fs::read_to_string(folder.join(format!("{it}.jsonl"))).unwrap_or_default();
            let id = |row: &str| row.split('"').nth(3).unwrap_or_default().to_owned();
            rows.lines().map(id).collect::<Vec<_>>()
        })
    };
    let convert = |out: &str, more: &[&str]| {
        let words = ["convert", "--from", "jsonl", "--to", "hf", "--layout", "jsonl", "in.jsonl"];
        let words = words.into_iter().chain(["-o", out]).chain(more.iter().copied());
        let output = run(at, &words.collect::<Vec<_>>());
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    fs::write(at.join("in.jsonl"), lines(30)).expect("written");
    convert("one", &[]);
    convert("two", &[]);
    let before = parts("one");
    assert!(before.iter().all(|it| it.len() >= 2), "{before:?}");
    fs::write(at.join("in.jsonl"), lines(45)).expect("written");
    // Over the dataset that is there, and beside it.
    let reported = convert("two", &[]);
    assert!(reported.contains("as before: 30,"), "{reported}");
    let reported = convert("three", &["--splits-from", "one"]);
    assert!(reported.contains("as before: 30,"), "{reported}");
    for name in ["two", "three"] {
        for (before, after) in before.iter().zip(parts(name)) {
            assert!(before.iter().all(|it| after.contains(it)), "{name}");
        }
    }
}

/// The dataset imported into `work`.
fn imported() -> tempfile::TempDir {
    let folder = folder();
    succeed(folder.path(), &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    folder
}

#[test]
fn nothing_that_is_read_is_written_over() {
    let folder = imported();
    let at = folder.path();
    let article = fs::read(at.join("work/خبر.txt")).expect("there");
    let refused = |words: &[&str]| {
        assert_eq!(run(at, words).status.code(), Some(2), "{words:?}");
    };
    refused(&["export", "--to", "jsonl", "-o", "work/خبر.txt", "work"]);
    refused(&["export", "--to", "jsonl", "-o", "work/./خبر.txt.a1.ron", "work"]);
    refused(&["report", "--to", "pdf", "-o", "work/خبر.txt", "work"]);
    // What would be read as articles the next time.
    refused(&["export", "--to", "brat", "-o", "work/brat", "work"]);
    refused(&["report", "--to", "html", "-o", "work/pages", "work"]);
    // Somebody else's folder.
    fs::create_dir(at.join("mine")).expect("made");
    fs::write(at.join("mine/notes.md"), "x").expect("written");
    refused(&["report", "--to", "html", "-o", "mine", "work"]);
    // One file of several would be half a dataset.
    refused(&["export", "--to", "w3c", "-o", "one.jsonld", "work"]);
    // Which is said before any article is read.
    refused(&["export", "--to", "csv", "-o", "one.csv", "missing"]);
    succeed(at, &["export", "--to", "label-studio", "-o", "tasks.json", "work"]);
    assert_eq!(fs::read(at.join("work/خبر.txt")).expect("there"), article);
}

#[test]
fn what_a_file_had_and_the_dataset_lacks_is_a_loss() {
    let folder = imported();
    let at = folder.path();
    let file = at.join("work/خبر.txt.a1.ron");
    let broken = fs::read_to_string(&file).expect("there").replace("end: 19", "end: 1900");
    fs::write(&file, broken).expect("written");
    let export = run(at, &["export", "--to", "jsonl", "-o", "out.jsonl", "work"]);
    assert_eq!(export.status.code(), Some(1));
    let report = fs::read_to_string(at.join("out.jsonl.loss.json")).expect("written");
    assert!(report.contains("outside the article"), "{report}");
    succeed(at, &["export", "--to", "jsonl", "-o", "out.jsonl", "--allow-loss", "work"]);
}

#[test]
fn a_folder_named_twice_is_read_once() {
    let folder = imported();
    let at = folder.path();
    let whole = at.join("work").display().to_string();
    let out = succeed(at, &["export", "--to", "jsonl", "-o", "-", "work", "./work", &whole]);
    assert_eq!(out.lines().count(), 1);
    assert_eq!(
        run(at, &["export", "--to", "jsonl", "-o", "-", "--analyst", "a/b", "work"]).status.code(),
        Some(2)
    );
}

#[test]
fn an_export_of_one_says_on_which_articles_they_have_not_worked() {
    let folder = imported();
    let at = folder.path();
    fs::write(at.join("work/other.txt"), "نه").expect("written");
    let said = |arguments: &[&str]| {
        let out = arguments.concat().replace('-', "");
        let output = run(at, &[&["export", "-o", &out], arguments, &["work"]].concat());
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    // One that is streamed, and one that is written whole.
    for to in ["jsonl", "hf"] {
        let of_a1 = ["--allow-loss", "--to", to, "--analyst", "a1"];
        let words = said(&of_a1);
        assert!(words.contains("there is no work of a1 on them: 1 article;"), "{words}");
        assert!(!said(&of_a1[..3]).contains("no work of"));
        let begun = [&of_a1[..], &["--status", "in_progress"]].concat();
        assert!(!said(&begun).contains("no work of"));
    }
}

#[test]
fn an_export_from_which_all_is_left_out_says_so() {
    let folder = imported();
    let at = folder.path();
    // One that is streamed, and one that is written whole.
    for to in ["jsonl", "hf"] {
        let export = |status: &str| {
            let out = format!("{to}{status}");
            let to = ["--allow-loss", "--to", to, "--analyst", "a1", "--status", status];
            run(at, &[&["export", "-o", &out], &to[..], &["work"]].concat())
        };
        let output = export("done");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && said.contains("nothing is in it"), "{said}");
        assert!(export("in_progress").status.success());
    }
}

#[test]
fn a_path_that_leads_nowhere_is_reported_as_such() {
    let folder = imported();
    let at = folder.path();
    for path in ["wrok", "work/none.txt", "none.txt.a1.ron"] {
        let output = run(at, &["export", "--to", "jsonl", "-o", "-", path]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3));
        assert!(said.contains("no such file or folder") && said.contains(path), "{said}");
    }
}

#[test]
fn text_taken_out_of_a_page_is_reported_once() {
    let folder = folder();
    let at = folder.path();
    let page =
        "<html><body><article><p>وزیر گفت: هوا خوب است و باران نمی‌آید.</p></article></body></html>";
    fs::write(at.join("p.html"), page).expect("written");
    let said = || String::from_utf8_lossy(&run(at, &["suggest", "p.html"]).stderr).into_owned();
    let first = said();
    assert!(first.contains("taken out into p.txt") && at.join("p.txt").is_file(), "{first}");
    assert!(!said().contains("taken out"), "the text is there already");
}

#[test]
fn a_date_that_analysts_have_alike_is_told_once_with_whose_it_is() {
    let folder = folder();
    let at = folder.path();
    let row = |analyst: &str, value: &str| {
        format!(
            r#"{{"id":"a","text":"دیروز و دیروز آمد","analyst":"{analyst}","spans":[{{"id":"s1","start":0,"end":5,"label":"date","attributes":{{"value":"{value}"}}}},{{"id":"s2","start":8,"end":13,"label":"date","attributes":{{"value":"2021-12-30"}}}}]}}"#
        )
    };
    let rows = [row("a1", "2021-12-30"), row("a2", "2021-12-30"), row("a3", "2021-12-29")];
    fs::write(at.join("in.jsonl"), rows.join("\n")).expect("written");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    let told = succeed(at, &["timeline", "work"]);
    let whose: Vec<&str> =
        told.lines().filter_map(|it| it.split_once("  [")).map(|it| it.1).collect();
    // Two dates of two analysts, of which the third has one; and that one's other day.
    assert_eq!(whose, ["a3]", "a1, a2, a3]", "a1, a2]"], "{told}");
    let one = succeed(at, &["timeline", "--analyst", "a1", "work"]);
    assert!(!one.contains('['), "{one}");
    let json: Value =
        serde_json::from_str(&succeed(at, &["timeline", "--json", "work"])).expect("JSON");
    assert_eq!(json["moments"][0]["dates"][0]["analyst"], "a3");
}

#[test]
fn an_import_leaves_a_schema_it_cannot_read_alone() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("work")).expect("made");
    fs::write(at.join("work/schema.ron"), "(labels: [").expect("written");
    let import = run(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    assert_eq!(import.status.code(), Some(3));
    assert_eq!(fs::read_to_string(at.join("work/schema.ron")).expect("there"), "(labels: [");
    assert!(!at.join("work/خبر.txt").exists());
}

#[test]
fn names_of_analysts_and_articles_are_made_to_fit() {
    let folder = folder();
    let at = folder.path();
    let work = |analyst: &str| DATASET.replace("\"a1\"", &format!("\"{analyst}\""));
    let other = work("c").replace("هوا", "آب");
    let marked =
        work("d").replace("\"id\":\"خبر\"", "\"id\":\"نشان\"").replace("\"حسن", "\"\u{FEFF}حسن");
    let rows = [work("ali.r@example"), work("sara.k"), other, marked].concat();
    fs::write(at.join("in.jsonl"), rows).expect("written");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    for name in
        ["خبر.txt.ali-r@example.ron", "خبر.txt.sara-k.ron", "خبر-2.txt.c.ron", "نشان.txt.d.ron"]
    {
        assert!(at.join("work").join(name).is_file(), "{name}");
    }
    let out = succeed(at, &["export", "--to", "jsonl", "-o", "-", "work"]);
    assert_eq!(out.lines().count(), 4);
    assert!(out.contains("\u{FEFF}حسن"), "{out}");
}

#[test]
fn an_article_that_is_gone_is_reported() {
    let folder = imported();
    let at = folder.path();
    fs::remove_file(at.join("work/خبر.txt")).expect("there");
    let found = run(at, &["validate", "work"]);
    assert_eq!(found.status.code(), Some(1));
    let said = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(said.contains("خبر.txt.a1.ron") && said.contains("no-article"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_no_success() {
    let folder = imported();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it is always full");
    let status = Command::new(env!("CARGO_BIN_EXE_hashiye"))
        .args(["formats"])
        .current_dir(folder.path())
        .stdout(full)
        .status()
        .expect("the program starts");
    assert_eq!(status.code(), Some(3));
}

#[test]
fn what_is_asked_of_one_verb_can_be_asked_of_its_likes() {
    let folder = imported();
    let at = folder.path();
    // A day and an analyst on the way from one format to another.
    let convert = ["convert", "--from", "jsonl", "--to", "jsonl", "in.jsonl", "-o", "-"];
    let dated = succeed(at, &[&convert[..], &["--published", "2021-12-31"]].concat());
    assert!(dated.contains("\"published\":\"2021-12-31\""), "{dated}");
    let nobodys = run(at, &[&convert[..], &["--analyst", "nobody"]].concat());
    assert_eq!((nobodys.status.code(), &*nobodys.stdout), (Some(1), &b""[..]), "all was left out");
    // The network as JSON has the columns of the table.
    let table = succeed(at, &["network", "work"]);
    let rows: Value =
        serde_json::from_str(&succeed(at, &["network", "--json", "work"])).expect("JSON");
    let head = table.trim_start_matches('\u{FEFF}').lines().next().unwrap_or_default();
    let first = rows[0].as_object().expect("a row");
    assert!(first.keys().all(|it| head.contains(&format!("\"{it}\""))), "{head}");
    assert_eq!(rows.as_array().map(Vec::len), Some(table.lines().count() - 1));
    // A schema of one's own for what is suggested.
    fs::write(at.join("own.ron"), "(labels: [(id: \"date\", key: \"D\")])").expect("written");
    fs::create_dir(at.join("new")).expect("made");
    fs::write(at.join("new/a.txt"), "حسن گفت که فردا می‌آید.").expect("written");
    let suggest = ["suggest", "--write", "--analyst", "a1", "--schema", "own.ron", "new"];
    let reported = succeed(at, &suggest);
    assert!(reported.contains("1 date") && !reported.contains("claim"), "{reported}");
    // What a report wrote.
    let report = ["report", "--to", "html", "-o", "pages", "--json", "work"];
    let output = run(at, &report);
    let reported: Value = serde_json::from_slice(&output.stderr).expect("JSON");
    assert_eq!(reported["files"].as_array().map(Vec::len), Some(1), "{reported}");
}

/// A folder with three tagged articles, one of which is then given by `change`.
fn changed(change: fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let sample = include_str!("../data/article.txt");
    for name in ["one.txt", "two.txt", "three.txt"] {
        fs::write(at.join(name), sample).expect("written");
    }
    succeed(at, &["suggest", "--write", "--analyst", "a1", "."]);
    fs::write(at.join("two.txt"), change(sample)).expect("written");
    folder
}

fn arabic(text: &str) -> String {
    text.replace('ی', "ي").replace('ک', "ك").replace('\n', "\r\n")
}

#[test]
fn one_changed_article_does_not_refuse_the_others() {
    let folder = changed(arabic);
    let at = folder.path();
    let export = ["export", "--to", "jsonl", "-o", "-", "."];
    let output = run(at, &export);
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(err.contains("left out: 1 annotation file") && err.contains("two.txt"), "{err}");
    let strict = run(at, &[&export[..], &["--strict"]].concat());
    assert_eq!((strict.status.code(), strict.stdout.len()), (Some(3), 0));
}

#[test]
fn a_normalized_folder_is_placed_anew_without_a_question() {
    let folder = changed(arabic);
    let at = folder.path();
    let before = fs::read(at.join("two.txt.a1.ron")).expect("it is there");
    let dry = succeed(at, &["reanchor", "--dry-run", "--json", "."]);
    let dry: Value = serde_json::from_str(&dry).expect("JSON");
    assert_eq!((&dry["works"], dry["changed"].as_array().map(Vec::len)), (&3.into(), Some(1)));
    assert_eq!(dry["changed"][0]["waiting"], serde_json::json!({}));
    assert_eq!(fs::read(at.join("two.txt.a1.ron")).expect("it is there"), before);
    succeed(at, &["reanchor", "."]);
    succeed(at, &["export", "--to", "jsonl", "-o", "-", "."]);
    assert!(succeed(at, &["reanchor", "."]).is_empty(), "nothing is left to do");
}

#[test]
fn a_clone_with_other_line_ends_needs_no_copy_of_the_articles() {
    let folder = changed(|text| text.replace('\n', "\r\n"));
    let at = folder.path();
    fs::remove_dir_all(at.join(".hashiye")).expect("it is there");
    succeed(at, &["reanchor", "."]);
    succeed(at, &["export", "--to", "jsonl", "-o", "-", "."]);
}

#[test]
fn what_waits_for_a_person_is_not_written_unless_it_is_accepted() {
    let folder = changed(|text| text.replace("گفت", "اعلام کرد"));
    let at = folder.path();
    let waits = run(at, &["reanchor", "."]);
    assert_eq!(waits.status.code(), Some(1), "{}", String::from_utf8_lossy(&waits.stderr));
    assert_eq!(run(at, &["export", "--to", "jsonl", "-o", "-", "."]).status.code(), Some(1));
    let all = ["unchanged", "other-surroundings", "several-places", "reworded", "gone"];
    let accepted: Vec<&str> = all.iter().flat_map(|it| ["--accept", it]).collect();
    succeed(at, &[&["reanchor", "."][..], &accepted].concat());
    succeed(at, &["export", "--to", "jsonl", "-o", "-", "."]);
}

#[test]
fn verbs_see_what_an_open_window_has_not_saved_yet_and_write_nothing() {
    let folder = changed(str::to_owned);
    let at = folder.path();
    let file = at.join("one.txt.a1.ron");
    // As after a crash: the journal is there with every step, the file is not.
    fs::rename(&file, at.join("kept")).expect("it is there");
    let journal = at.join(".hashiye/one.txt.a1.journal");
    let lines = fs::read_to_string(&journal).expect("it is there");
    let unsaved: Vec<&str> = lines.lines().filter(|it| !it.contains("\"sav")).collect();
    let none = "{\"saving\":[0,null]}";
    let known = format!("{:08x} {none}", crc32fast::hash(none.as_bytes()));
    let lines = [&unsaved[..1], &[&*known], &unsaved[1..]].concat().join("\n") + "\n";
    fs::write(&journal, &lines).expect("written");
    let output = run(at, &["stats", "--json", "."]);
    let reported = String::from_utf8_lossy(&output.stderr);
    assert!(
        reported.contains("one.txt.a1.ron") && reported.contains("not saved yet"),
        "{reported}"
    );
    let stats: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let of = |name: &str| stats["by_article"][name].as_u64();
    assert_eq!(of("one"), of("two"));
    assert!(of("one") > Some(0));
    assert_eq!(fs::read_to_string(&journal).expect("it is there"), lines);
    assert!(!file.exists());
}

#[test]
fn what_looks_like_work_and_is_not_read_is_named() {
    let folder = changed(str::to_owned);
    let at = folder.path();
    let work = at.join("one.txt.a1.ron");
    let names = [
        "one.txt.a1.RON",
        ".one.txt.a2.ron",
        "one.txt.a.b.ron",
        "one.txt.a1.ron~",
        "one.txt.a3 (conflicted copy).ron.bak",
        "one.txt.re\u{301}za.ron",
    ];
    for name in names {
        fs::copy(&work, at.join(name)).expect("copied");
    }
    fs::write(at.join("settings.json"), "{}").expect("written");
    for verb in
        [&["validate", "."][..], &["stats", "."], &["export", "--to", "jsonl", "-o", "-", "."]]
    {
        let output = run(at, verb);
        assert_eq!(output.status.code(), Some(1), "{verb:?}");
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8_lossy(&all);
        for name in names {
            let reported = all.lines().find(|it| it.contains(name) && it.contains("is not read"));
            assert!(reported.is_some(), "{verb:?}: {name}: {all}");
        }
        assert!(!all.contains("settings.json"), "{all}");
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_stay_themselves() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let sample = include_str!("../data/article.txt");
    let names = [&b"a\xfe.txt"[..], b"a\xff.txt", "a\u{fffd}.txt".as_bytes()];
    for name in names {
        fs::write(at.join(OsStr::from_bytes(name)), sample).expect("written");
    }
    succeed(at, &["suggest", "--write", "--analyst", "a1", "."]);
    for name in names {
        let file = at.join(OsStr::from_bytes(&[name, b".a1.ron"].concat()));
        assert!(file.is_file(), "{file:?}");
    }
    let stats: Value = serde_json::from_str(&succeed(at, &["stats", "--json", "."])).expect("JSON");
    let articles = stats["by_article"].as_object().expect("an object");
    assert_eq!((articles.len(), &stats["articles"]), (3, &3.into()));
}

#[cfg(unix)]
#[test]
fn names_give_no_orders_to_a_terminal() {
    let folder = changed(str::to_owned);
    let at = folder.path();
    let name = "\u{1b}[31m\u{202e}.txt.a1.RON";
    fs::copy(at.join("one.txt.a1.ron"), at.join(name)).expect("copied");
    for verb in [&["validate", "."][..], &["stats", "."]] {
        let output = run(at, verb);
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8_lossy(&all);
        assert!(all.contains("is not read"), "{all}");
        assert!(!all.contains('\u{1b}') && !all.contains('\u{202e}'), "{all:?}");
    }
}

#[cfg(feature = "window")]
#[test]
fn a_call_that_makes_no_sense_is_refused_before_a_window_is_asked_for() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("bad.ron"), "(").expect("written");
    let bad = run(at, &["--schema", "bad.ron"]);
    let reported = String::from_utf8_lossy(&bad.stderr).into_owned();
    assert_eq!(bad.status.code(), Some(3), "{reported}");
    assert!(reported.contains("bad.ron") && !reported.contains("driver"), "{reported}");
    let bad = Command::new(env!("CARGO_BIN_EXE_hashiye"))
        .env("HASHIYE_ANALYST", "a/b")
        .current_dir(at)
        .output()
        .expect("the program starts");
    let reported = String::from_utf8_lossy(&bad.stderr).into_owned();
    assert_eq!(bad.status.code(), Some(2), "{reported}");
    assert!(!reported.contains("driver"), "{reported}");
}

#[cfg(unix)]
#[test]
fn an_export_writes_through_no_link() {
    let folder = changed(str::to_owned);
    let at = folder.path();
    fs::create_dir_all(at.join("out")).expect("made");
    fs::create_dir_all(at.join("elsewhere")).expect("made");
    succeed(at, &["export", "--to", "brat", "-o", "probe", "one.txt"]);
    let first =
        fs::read_dir(at.join("probe")).expect("listed").next().expect("one").expect("a name");
    std::os::unix::fs::symlink(at.join("elsewhere/x"), at.join("out").join(first.file_name()))
        .expect("linked");
    let output = run(at, &["export", "--to", "brat", "-o", "out", "one.txt"]);
    assert!(!output.status.success());
    assert_eq!(fs::read_dir(at.join("elsewhere")).expect("listed").count(), 0);
}

#[test]
fn the_articles_of_a_folder_teach_what_is_suggested_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let article = |id: &str, status: &str, spans: &str| {
        format!(
            r#"{{"id":"{id}","text":"ساری زیباست. ساری بزرگ است.\n","meta":{{"status":"{status}"}},"analyst":"a1","spans":[{spans}],"relations":[]}}"#
        ) + "\n"
    };
    let span = |id: &str, start: usize| {
        format!(r#"{{"id":"{id}","start":{start},"end":{},"label":"place"}}"#, start + 4)
    };
    let both = format!("{},{}", span("s1", 0), span("s2", 13));
    let lines = [
        article("1", "done", &both),
        article("2", "done", &both),
        article("3", "in_progress", &span("s1", 0)),
    ];
    fs::write(at.join("in.jsonl"), lines.concat()).expect("written");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    let found = |arguments: &[&str]| -> Vec<u64> {
        let line = succeed(at, arguments);
        let line: Value = serde_json::from_str(&line).expect("a line of JSON");
        let starts = line["mentions"].as_array().into_iter().flatten();
        starts.filter_map(|it| it["start"].as_u64()).collect()
    };
    let of_a1 = ["suggest", "--json", "--analyst", "a1", "work/3.txt"];
    assert_eq!(found(&of_a1), [13], "what is tagged is not suggested");
    let of_nobody = ["suggest", "--json", "--analyst", "nobody", "work/3.txt"];
    assert_eq!(found(&of_nobody), [0_u64; 0]);
    succeed(at, &["train", "work", "-o", "places.model"]);
    let of_model = ["suggest", "--json", "--model", "places.model", "work/3.txt"];
    assert_eq!(found(&of_model), [0, 13]);
    fs::write(at.join("places.model"), "no model").expect("written");
    let refused = run(at, &of_model);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("train again"));
    let evaluated = succeed(at, &["evaluate", "--json", "work"]);
    let evaluated: Value = serde_json::from_str(&evaluated).expect("JSON");
    assert_eq!(evaluated["analysts"][0]["articles"], 2);
    assert_eq!(evaluated["analysts"][0]["windows"][0]["too_few"], true);
}

#[test]
fn articles_without_suggestions_are_compared_with_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    // Ten words each; without suggestions one is tagged, else three.
    let article = |number: usize, meta: &str, tags: usize| {
        let span =
            |at: usize| format!(r#"{{"start":{},"end":{},"label":"place"}}"#, at * 5, at * 5 + 4);
        let spans: Vec<String> = (0..tags).map(span).collect();
        let text = "ساری ".repeat(10);
        format!(
            r#"{{"id":"{number:02}","text":"{text}","meta":{{{meta}}},"analyst":"a1","spans":[{}],"relations":[]}}"#,
            spans.join(",")
        ) + "\n"
    };
    let without = r#""status":"done","suggestions":"without""#;
    let lines: Vec<String> = (0..6)
        .map(|it| article(it, without, 1))
        .chain((6..20).map(|it| article(it, r#""status":"done""#, 3)))
        .chain((20..30).map(|it| article(it, r#""status":"in_progress""#, 9)))
        .collect();
    fs::write(at.join("in.jsonl"), lines.concat()).expect("written");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    let evaluated = succeed(at, &["evaluate", "--json", "work"]);
    let evaluated: Value = serde_json::from_str(&evaluated).expect("JSON");
    let compared = &evaluated["analysts"][0]["without_suggestions"];
    assert_eq!(
        (&compared["articles_without"], &compared["articles_with"]),
        (&6.into(), &14.into())
    );
    let place = &compared["tags_per_thousand_words"][0];
    assert_eq!((&place["with"], &place["without"]), (&300.0.into(), &100.0.into()), "{place}");
    // They are all alike, so that whatever is drawn says the same.
    assert_eq!(place["difference_95"], serde_json::json!([200.0, 200.0]));
    assert!(succeed(at, &["evaluate", "work"]).contains("6 articles worked on without"));
    let few = lines[1..].concat().replace(without, r#""status":"done""#) + &lines[0];
    fs::write(at.join("few.jsonl"), few).expect("written");
    succeed(at, &["import", "--from", "jsonl", "few.jsonl", "-o", "few"]);
    assert!(succeed(at, &["evaluate", "few"]).contains("too few to say"));
}

#[cfg(unix)]
#[test]
fn an_import_that_is_killed_brings_nothing_or_can_be_repeated() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let rows: String =
        (0..120).map(|it| DATASET.replace("\"خبر\"", &format!("\"n{it}\""))).collect();
    fs::write(at.join("in.jsonl"), rows).expect("written");
    for round in 0..12_u64 {
        let work = at.join(format!("work{round}"));
        let is_new = round % 2 == 0;
        if !is_new {
            fs::create_dir_all(&work).expect("made");
            fs::write(work.join("there.txt"), "متنی که بود.\n").expect("written");
        }
        let import = ["import", "--from", "jsonl", "in.jsonl", "-o"];
        let mut child = Command::new(env!("CARGO_BIN_EXE_hashiye"))
            .args(import)
            .arg(&work)
            .current_dir(at)
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(20 + 45 * round));
        let _gone_already = child.kill();
        child.wait().expect("it ends");
        let brought = || {
            let names = fs::read_dir(&work).into_iter().flatten();
            let names = names.filter_map(|it| it.ok()?.file_name().into_string().ok());
            names.filter(|it| it.starts_with('n') && it.contains(".ron")).count()
        };
        if is_new {
            assert!([0, 120].contains(&brought()), "{}", brought());
        }
        // Work that is there already is not brought in twice.
        run(at, &[&import[..], &[work.to_str().expect("text")]].concat());
        assert_eq!(brought(), 120, "round {round}");
        let left = fs::read_dir(&work).expect("listed").filter_map(Result::ok);
        assert!(!left.into_iter().any(|it| it.file_name() == ".hashiye-import"));
    }
}

#[test]
fn people_are_reported_decided_and_used_by_the_network() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let other = DATASET.replace("خبر", "دیگر").replace("حسن گفت", "علی گفت");
    fs::write(at.join("in.jsonl"), format!("{DATASET}{other}")).expect("written");
    succeed(at, &["import", "--from", "jsonl", "in.jsonl", "-o", "work"]);
    let names = || -> Vec<(String, u64)> {
        let reported: Value =
            serde_json::from_str(&succeed(at, &["people", "--json", "work"])).expect("JSON");
        let one = |it: &Value| {
            (it["name"].as_str().expect("a name").to_owned(), it["claims"].as_u64().expect("n"))
        };
        reported.as_array().expect("a list").iter().map(one).collect()
    };
    assert_eq!(names(), [("حسن".to_owned(), 1), ("علی".to_owned(), 1)]);
    succeed(at, &["people", "--merge", "علی", "حسن", "work"]);
    succeed(at, &["people", "--rename", "حسن", "حسن علوی", "work"]);
    assert_eq!(names(), [("حسن علوی".to_owned(), 2)]);
    let network = succeed(at, &["network", "--json", "work"]);
    assert_eq!(network.matches(r#""claimant":"حسن علوی""#).count(), 2, "{network}");
    let said = succeed(at, &["people", "--of", "علي", "--json", "work"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(said[0]["said"].as_array().map(Vec::len), Some(2));
    assert_eq!(said[0]["said"][0]["words"], "هوا خوب است");
    let page = succeed(at, &["people", "--of", "علی", "-o", "page.html", "work"]);
    assert!(page.is_empty());
    let page = fs::read_to_string(at.join("page.html")).expect("written");
    assert!(page.contains("<h1>حسن علوی</h1>") && page.contains("«هوا خوب است»"), "{page}");
    assert_eq!(run(at, &["people", "--of", "نیما", "work"]).status.code(), Some(2));
    assert_eq!(run(at, &["people", "--merge", "نیما", "حسن", "work"]).status.code(), Some(2));
    succeed(at, &["people", "--split", "حسن علوی", "علی", "work"]);
    assert_eq!(names(), [("حسن علوی".to_owned(), 1), ("علی".to_owned(), 1)]);
    let sound = run(at, &["validate", "work"]);
    assert!(!String::from_utf8_lossy(&sound.stdout).contains("people.ron"));
    fs::write(
        at.join("work/people.ron"),
        "(people: [(name: \"a\"), (name: \"b\", aliases: [\"a\"])])",
    )
    .expect("written");
    let checked = run(at, &["validate", "work"]);
    let out = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(out.contains("people.ron") && out.contains("means a and b"), "{out}");
    fs::write(at.join("work/people.ron"), "(people: 3)").expect("written");
    assert_eq!(run(at, &["people", "work"]).status.code(), Some(3));
}
