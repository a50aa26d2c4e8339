//! Several analysts' files: the gold on the terminal, merging, markers and copies.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use hashiye::{
    model::{
        Annotation, AnnotationId, Change, Document, Edit, Extent, Relation, RelationId, Schema,
        Transaction,
    },
    store::{
        self, Analyst, AnnotationFile, ArticleInfo, FileProblem, FileSyntax, StoredDocument,
        merge_files, read_article, read_work, save_document,
    },
};
use serde_json::Value;

use crate::support::document;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hashiye"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

fn json(folder: &Path, arguments: &[&str]) -> (Value, Option<i32>) {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (serde_json::from_slice(&output.stdout).expect(&said), output.status.code())
}

/// A folder with one article, `news.txt`.
struct Folder {
    at: tempfile::TempDir,
}

impl Folder {
    fn new(text: &str) -> Self {
        let at = tempfile::tempdir().expect("a folder");
        fs::write(at.path().join("news.txt"), text).expect("written");
        Self { at }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.at.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("it is there")
    }

    /// Writes somebody's work, which is done, under a name of its own.
    fn save(&self, name: &str, analyst: &str, document: &Document, syntax: FileSyntax) {
        let opened = read_article(&self.path("news.txt")).expect("read");
        let info = ArticleInfo::of(&opened.path, &opened.article);
        let analyst = Analyst::new(analyst).expect("a name");
        let file = AnnotationFile { article: opened.path, analyst, syntax };
        save_document(document, &file, &info).expect("saved");
        fs::rename(file.path(), self.path(name)).expect("renamed");
    }

    fn open(&self, analyst: &str) -> StoredDocument {
        let opened = read_article(&self.path("news.txt")).expect("read");
        let analyst = Analyst::new(analyst).expect("a name");
        let schema = Schema::standard();
        read_work(&opened.path, &opened.article, &analyst, &schema, FileSyntax::Ron).expect("read")
    }
}

fn done(marked: &str) -> Document {
    let mut document = document(marked);
    let status = Edit::Meta("status".into(), Change::insert("done".to_owned()));
    document.apply(&Transaction::from(vec![status])).expect("it fits");
    document
}

const ONE: &str = "[claimant→1 حسن] گفت [claim#1 kind=fact هوا خوب است] و [date فردا] باد";
const OTHER: &str = "[claimant→1 حسن] گفت [claim#1 kind=fact هوا خوب است] و فردا [date باد]";

#[test]
fn a_rule_writes_the_gold_and_the_second_time_nothing() {
    for syntax in FileSyntax::ALL {
        let one = done(ONE);
        let folder = Folder::new(one.text().as_str());
        folder.save(&format!("news.txt.a1.{}", syntax.extension()), "a1", &one, syntax);
        folder.save(&format!("news.txt.a2.{}", syntax.extension()), "a2", &done(OTHER), syntax);
        let dry = ["adjudicate", "--json", "--dry-run", "."];
        let (said, code) = json(folder.at.path(), &dry);
        assert_eq!((&said["left"], code), (&Value::from(2), Some(1)));
        assert!(!folder.path("news.txt.gold.ron").exists());
        let (said, _) = json(folder.at.path(), &["adjudicate", "--json", "."]);
        assert_eq!((&said["left"], &said["articles"][0]["taken"]), (&2.into(), &1.into()));
        let written = folder.read("news.txt.gold.ron");
        assert!(
            written.contains("  decisions: [\n    (id: \"d1\", of: {\"a1\": (\"s"),
            "{written}"
        );
        assert!(written.contains("how: \"agreed\", by: \"rule:agreed\", at: \"2"), "{written}");
        let (said, _) = json(folder.at.path(), &["adjudicate", "--json", "."]);
        assert_eq!((&said["left"], &said["articles"][0]["new"]), (&2.into(), &false.into()));
        assert_eq!(folder.read("news.txt.gold.ron"), written);
        let rule = ["adjudicate", "--json", "--strategy", "prefer=a2", "."];
        let (said, code) = json(folder.at.path(), &rule);
        assert_eq!((&said["left"], code), (&Value::from(0), Some(0)));
        assert_eq!(folder.open("gold").document.decisions().len(), 3);
        let export = ["export", "--to", "jsonl", "--analyst", "gold", "-o", "-", "."];
        let row = run(folder.at.path(), &export).stdout;
        let row: Value = serde_json::from_slice(&row).expect("a line");
        assert_eq!(row["decisions"].as_array().map(Vec::len), Some(3));
        assert_eq!(row["decisions"][2]["of"].as_object().map(serde_json::Map::len), Some(1));
        // The gold is nobody's work.
        let (said, _) = json(folder.at.path(), &["compare", "--json", "."]);
        assert_eq!(said["analysts"], 2);
        let against = ["compare", "--json", "--against", "gold", "."];
        let (said, _) = json(folder.at.path(), &against);
        let of_second = &said["against"][1];
        assert_eq!(
            (&of_second["analyst"], &of_second["by_label"]["date"]["recall_exact"]),
            (&"a2".into(), &1.0.into())
        );
    }
}

#[test]
fn decisions_are_read_as_they_were_written() {
    let base = done(ONE);
    let folder = Folder::new(base.text().as_str());
    folder.save("news.txt.a1.ron", "a1", &base, FileSyntax::Ron);
    folder.save("news.txt.a2.ron", "a2", &base, FileSyntax::Ron);
    run(folder.at.path(), &["adjudicate", "."]);
    let gold = folder.open("gold").document;
    assert_eq!(gold.decisions().len(), 2);
    folder.save("news.txt.b.json", "b", &gold, FileSyntax::Json);
    let read = folder.open("b").document;
    assert_eq!(read.decisions().collect::<Vec<_>>(), gold.decisions().collect::<Vec<_>>());
    // And as an export wrote them.
    let export = ["export", "--to", "jsonl", "--analyst", "gold", "-o", "gold.jsonl", "news.txt"];
    assert!(run(folder.at.path(), &export).status.success());
    let import = ["import", "--from", "jsonl", "gold.jsonl", "-o", "in"];
    let done = run(folder.at.path(), &import);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let imported = fs::read_to_string(folder.path("in/news.txt.gold.ron")).expect("imported");
    let decisions = |it: &str| it.split("decisions: [").nth(1).map(str::to_owned);
    assert_eq!(decisions(&imported), decisions(&folder.read("news.txt.gold.ron")));
}

#[test]
fn who_is_not_done_is_waited_for() {
    let one = done(ONE);
    let folder = Folder::new(one.text().as_str());
    folder.save("news.txt.a1.ron", "a1", &one, FileSyntax::Ron);
    folder.save("news.txt.a2.ron", "a2", &document(ONE), FileSyntax::Ron);
    let (said, _) = json(folder.at.path(), &["adjudicate", "--json", "."]);
    assert_eq!(said["articles"][0]["not_done"], serde_json::json!(["a2"]));
    assert!(!folder.path("news.txt.gold.ron").exists());
    let (said, code) = json(folder.at.path(), &["team", "--json", "."]);
    assert_eq!(said["articles"][0]["analysts"], serde_json::json!({"a1": "done", "a2": "begun"}));
    assert_eq!(code, Some(0));
}

#[test]
fn copies_of_somebodys_work_are_nobodys() {
    // As they are called by Syncthing, Dropbox in two languages, Nextcloud, OneDrive and Drive.
    let names = [
        "news.txt.a1.sync-conflict-20260201-102031-ABCDEFG",
        "news.txt.a1 (conflicted copy 2026-02-01)",
        "news.txt.a1 (sara's conflicted copy 2026-02-01)",
        "news.txt.a1 (conflicted copy 2026-02-01 102031)",
        "news.txt.a1-DESKTOP-4F2",
        "news.txt.a1 (1)",
    ];
    for syntax in FileSyntax::ALL {
        let extension = syntax.extension();
        let one = done(ONE);
        let folder = Folder::new(one.text().as_str());
        let more = done(OTHER);
        for name in names {
            folder.save(&format!("{name}.{extension}"), "a1", &more, syntax);
        }
        folder.save(&format!("news.txt.a1.{extension}"), "a1", &one, syntax);
        let (said, _) = json(folder.at.path(), &["compare", "--json", "."]);
        assert_eq!(said["articles"], 0, "nobody is compared with himself");
        let (said, _) = json(folder.at.path(), &["stats", "--json", "."]);
        assert_eq!((&said["spans"], &said["by_analyst"]["a1"]), (&3.into(), &3.into()));
        let export = run(folder.at.path(), &["export", "--to", "jsonl", "-o", "-", "."]);
        assert_eq!(String::from_utf8_lossy(&export.stdout).lines().count(), 1);
        let (said, code) = json(folder.at.path(), &["team", "--json", "."]);
        assert_eq!(said["files"].as_array().map(Vec::len), Some(names.len()));
        assert_eq!(code, Some(1));
        for name in names {
            let copy = format!("{name}.{extension}");
            let output = run(folder.at.path(), &["merge", "--copy", &copy]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{copy}: {said}");
            assert!(!folder.path(&copy).exists(), "{copy} is set aside");
        }
        let (_, code) = json(folder.at.path(), &["team", "--json", "."]);
        assert_eq!(code, Some(0));
        let merged = folder.open("a1").document;
        assert_eq!(merged.annotations().len(), 4, "the three that both have, and the date of each");
    }
}

#[test]
fn agreement_is_a_report_in_both_languages() {
    let one = done(ONE);
    let folder = Folder::new(one.text().as_str());
    folder.save("news.txt.a1.ron", "a1", &one, FileSyntax::Ron);
    folder.save("news.txt.a2.ron", "a2", &done(OTHER), FileSyntax::Ron);
    // What is read must not hold what is written.
    let outside = Folder::new("هوا");
    let report = |to: &str, language: &str, out: &str| {
        let out = outside.path(out).display().to_string();
        let out = out.as_str();
        let output = run(
            folder.at.path(),
            &["report", "--agreement", "--to", to, "--language", language, "-o", out, "."],
        );
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    for (language, claim, figure) in [("en", "Claim", "1.000"), ("fa", "ادعا", "۱٫۰۰۰")] {
        report("html", language, "out.html");
        let page = outside.read("out.html");
        assert!(page.contains(&format!("<td>{claim}</td>")) && page.contains(figure), "{language}");
        report("pdf", language, "out.pdf");
        assert!(fs::read(outside.path("out.pdf")).expect("it is there").starts_with(b"%PDF"));
        report("latex", language, "out.tex");
        let tables = outside.read("out.tex");
        assert!(tables.contains(&format!("{claim} & 1.000 & 1.000 & ")), "{tables}");
        let (begun, ended) = (tables.matches("\\begin{"), tables.matches("\\end{"));
        assert_eq!(begun.count(), ended.count());
    }
    let refused = run(folder.at.path(), &["report", "--to", "latex", "-o", "../x.tex", "."]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn days_of_publication_that_differ_are_listed_with_what_each_says() {
    let folder = Folder::new("هوا خوب است");
    for (analyst, day) in [("a1", "2022-01-01"), ("a2", "2022-01-02")] {
        let mut document = done("[claim هوا خوب است]");
        let published = Edit::Meta("published".into(), Change::insert(day.to_owned()));
        document.apply(&Transaction::from(vec![published])).expect("it fits");
        folder.save(&format!("news.txt.{analyst}.ron"), analyst, &document, FileSyntax::Ron);
    }
    let said = run(folder.at.path(), &["compare", "--list", "."]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("a1 2022-01-01, a2 2022-01-02\t=published"), "{said}");
    let (said, _) = json(folder.at.path(), &["compare", "--list", "--json", "."]);
    let said = &said["disagreements"][0]["said"];
    assert_eq!(*said, serde_json::json!(["2022-01-01", "2022-01-02"]));
    // Two works on one article are one article.
    let (said, _) = json(folder.at.path(), &["validate", "--json", "."]);
    assert_eq!((&said["articles"], &said["works"]), (&1.into(), &2.into()));
}

#[test]
fn git_is_configured_once() {
    let folder = Folder::new("هوا");
    fs::write(folder.path(".gitignore"), "target").expect("written");
    let first = run(folder.at.path(), &["git", "."]);
    // The program is not where git would look for it, so that its path is named.
    let program = format!("hashiye{}' merge %O %A %B", std::env::consts::EXE_SUFFIX);
    let said = String::from_utf8_lossy(&first.stdout).into_owned();
    assert!(said.contains(&program), "{said}");
    let attributes = folder.read(".gitattributes");
    assert!(attributes.contains("*.txt.*.ron merge=hashiye\n"), "{attributes}");
    assert_eq!(folder.read(".gitignore"), "target\n.hashiye/\n");
    run(folder.at.path(), &["git", "."]);
    assert_eq!(folder.read(".gitattributes"), attributes);
}

#[test]
fn articles_are_divided_by_a_file_of_lines() {
    let folder = Folder::new("هوا خوب است");
    for name in ["b.txt", "c.txt", "d.txt"] {
        fs::write(folder.path(name), "باد می‌آید").expect("written");
    }
    let assign = ["assign", ".", "--analysts", "a1,a2,a3", "--calibration", "1"];
    let dry: Vec<&str> = assign.iter().copied().chain(["--dry-run"]).collect();
    assert!(run(folder.at.path(), &dry).status.success());
    assert!(!folder.path("tasks.ron").exists());
    assert!(run(folder.at.path(), &assign).status.success());
    let written = folder.read("tasks.ron");
    assert_eq!(written.matches("article:").count(), 4, "{written}");
    assert!(run(folder.at.path(), &assign).status.success());
    assert_eq!(folder.read("tasks.ron"), written);
    // What is assigned stays as it is, and that is said where more was asked for.
    let more =
        run(folder.at.path(), &["assign", ".", "--analysts", "a1,a2,a3", "--calibration", "3"]);
    let said = String::from_utf8_lossy(&more.stderr).into_owned();
    assert!(said.contains("asked for calibration 3, there are 1"), "{said}");
    assert_eq!(folder.read("tasks.ron"), written);
    let refused = run(folder.at.path(), &["assign", ".", "--analysts", "gold,a1"]);
    assert_eq!(refused.status.code(), Some(2), "the gold is nobody");
}

/// Numbers that look drawn by chance, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from((self.0 >> 33) % (end as u64)).expect("it is small")
    }
}

const TEXT: &str = "حسن گفت هوا خوب است و فردا باد می‌آید.\nاو افزود «پس‌فردا» باران می‌بارد …\n";

/// Adds, changes, links or removes something, a few times.
fn worked_on(base: &Document, dice: &mut Dice) -> Document {
    let words: Vec<(usize, usize)> = TEXT
        .split_inclusive(char::is_whitespace)
        .scan(0, |at, word| {
            *at += word.len();
            Some((*at - word.len(), *at - word.len() + word.trim_end().len()))
        })
        .filter(|it| it.0 < it.1)
        .collect();
    let mut document = base.clone();
    for _ in 0..=dice.below(5) {
        let ids: Vec<AnnotationId> = document.annotations().map(|it| it.id).collect();
        let next = document.next_ids();
        let edits = match (dice.below(5), ids.is_empty()) {
            (0..=2, _) | (_, true) => {
                let range = |at: usize| document.text().range(words[at].0, words[at].1);
                let first = range(dice.below(words.len())).expect("a word");
                let second = range(dice.below(words.len())).expect("a word");
                let pieces = if dice.below(4) == 0 { vec![first, second] } else { vec![first] };
                let id = AnnotationId(next.annotation);
                let annotation = Annotation {
                    id,
                    extent: Extent::of(pieces).expect("a piece"),
                    label: ["claim", "date", "cue"][dice.below(3)].into(),
                    attributes: [("note", format!("n{}", dice.below(1000)))].into_iter().collect(),
                    origin: None,
                };
                vec![Edit::Annotation(id, Change::insert(annotation))]
            }
            (3, _) => {
                let (from, to) = (ids[dice.below(ids.len())], ids[dice.below(ids.len())]);
                let id = RelationId(next.relation);
                let relation = Relation { id, label: "about".into(), from, to };
                vec![Edit::Relation(id, Change::insert(relation))]
            }
            _ => {
                let id = ids[dice.below(ids.len())];
                let relations = document.relations_of(id);
                let mut edits: Vec<Edit> =
                    relations.map(|it| Edit::Relation(it.id, Change::remove(it.clone()))).collect();
                let tag = document.annotation(id).expect("it is there").clone();
                edits.push(Edit::Annotation(id, Change::remove(tag)));
                edits
            }
        };
        document.apply(&Transaction::from(edits)).expect("it fits");
    }
    document
}

fn said(document: &Document) -> Vec<String> {
    let tag = |it: &Annotation| format!("{} {:?} {:?}", it.label, it.extent, it.attributes);
    document.annotations().map(tag).collect()
}

/// What the lines of both sides have in common at either end, and the rest between markers.
fn marked_file(ours: &str, theirs: &str) -> String {
    let (one, other): (Vec<&str>, Vec<&str>) = (ours.lines().collect(), theirs.lines().collect());
    let start = one.iter().zip(&other).take_while(|it| it.0 == it.1).count();
    let ends = one.iter().rev().zip(other.iter().rev()).take_while(|it| it.0 == it.1).count();
    let end = ends.min(one.len().min(other.len()) - start);
    let mut lines: Vec<&str> = one[..start].to_vec();
    lines.push("<<<<<<< HEAD");
    lines.extend(&one[start..one.len() - end]);
    lines.push("=======");
    lines.extend(&other[start..other.len() - end]);
    lines.push(">>>>>>> theirs");
    lines.extend(&one[one.len() - end..]);
    lines.join("\n") + "\n"
}

#[test]
fn files_of_two_histories_merge_and_lose_nothing() {
    let folder = Folder::new(TEXT);
    let mut dice = Dice(11);
    let empty = Document::new("news", hashiye::text::Text::new(TEXT), Schema::standard());
    for round in 0..100 {
        let syntax = FileSyntax::ALL[round % 2];
        let base = worked_on(&empty, &mut dice);
        let (ours, theirs) = (worked_on(&base, &mut dice), worked_on(&base, &mut dice));
        for (name, document) in [("base", &base), ("ours", &ours), ("theirs", &theirs)] {
            folder.save(name, "a1", document, syntax);
        }
        let marked = marked_file(&folder.read("ours"), &folder.read("theirs"));
        let path = |name: &str| folder.path(name);
        merge_files(&path("base"), &path("ours"), &path("theirs")).expect("they merge");
        let extension = syntax.extension();
        let file = path(&format!("news.txt.a1.{extension}"));
        fs::rename(path("ours"), &file).expect("renamed");
        let merged = folder.open("a1");
        assert_eq!(merged.findings, [], "the file is as the program writes it");
        let by_driver = said(&merged.document);
        fs::write(&file, &marked).expect("written");
        let opened = folder.open("a1");
        assert!(
            opened.findings.iter().all(|it| matches!(it.problem, FileProblem::Marked { .. })),
            "{:?}",
            opened.findings
        );
        let by_markers = said(&opened.document);
        for side in [&ours, &theirs] {
            let base = said(&base);
            for added in said(side).into_iter().filter(|it| !base.contains(it)) {
                assert!(by_driver.contains(&added), "{added} is lost");
                assert!(by_markers.contains(&added), "{added} is lost\n{marked}");
            }
        }
        fs::remove_file(file).expect("removed");
    }
}

#[test]
fn files_that_cannot_be_merged_stay_as_they_are() {
    let one = done(ONE);
    let folder = Folder::new(one.text().as_str());
    folder.save("ours", "a1", &one, FileSyntax::Ron);
    folder.save("theirs", "a2", &one, FileSyntax::Ron);
    fs::write(folder.path("base"), "").expect("written");
    let before = folder.read("ours");
    let path = |name: &str| folder.path(name);
    let merge = || merge_files(&path("base"), &path("ours"), &path("theirs"));
    let error = merge().expect_err("they are of two analysts");
    assert!(matches!(error.failure, store::StoreFailure::OtherAnalysts), "{error}");
    fs::write(path("theirs"), before.replace("sha256: \"", "sha256: \"0")).expect("written");
    let error = merge().expect_err("they are on two texts");
    assert!(matches!(error.failure, store::StoreFailure::OtherTexts), "{error}");
    fs::write(path("theirs"), "no file of ours").expect("written");
    merge().expect_err("it can't be read");
    assert_eq!(folder.read("ours"), before);
}

#[test]
fn what_only_begins_like_a_marker_is_none() {
    let folder = Folder::new(TEXT);
    let (path, schema) = (folder.path("news.txt"), Schema::standard());
    let opened = read_article(&path).expect("it can be read");
    let analyst = Analyst::new("a1").expect("a name");
    for file in ["<<<<<<<{\"format\": \"hashiye\"}\n", "{\n<<<<<<<x\n}\n", "<<<<<<<"] {
        fs::write(folder.path("news.txt.a1.json"), file).expect("written");
        let read = read_work(&path, &opened.article, &analyst, &schema, FileSyntax::Json);
        read.expect_err("it is no file of ours");
        assert_eq!(folder.read("news.txt.a1.json"), file);
    }
}
