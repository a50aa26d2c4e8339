//! The sample articles: whole, as the program would write them, and with everything there is to try.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use hashiye::{
    model::{DismissalKind, Document, Schema},
    store::{
        AnnotationFile, ArticleInfo, SAMPLE_FILES, StoredDocument, copy_sample, read_article,
        read_work, save_document,
    },
};

const FOLDER: &str = "assets/sample";

/// Every annotation file of the sample, as it is read.
fn works() -> Vec<(AnnotationFile, StoredDocument)> {
    let paths = SAMPLE_FILES.iter().map(|it| (it.0, Path::new(FOLDER).join(it.0)));
    paths
        .filter_map(|(name, path)| Some((name, AnnotationFile::from_path(&path)?)))
        .map(|(name, file)| {
            let article = read_article(&file.article).expect(name).article;
            let schema = Schema::standard();
            let work = read_work(&file.article, &article, &file.analyst, &schema, file.syntax);
            (file, work.expect(name))
        })
        .collect()
}

#[test]
fn the_program_holds_every_file_of_it() {
    let listed: BTreeSet<String> = fs::read_dir(FOLDER)
        .expect("tests run in the package's root")
        .map(|it| it.expect("listed").file_name().into_string().expect("a name"))
        .filter(|it| !it.starts_with('.'))
        .collect();
    let held: BTreeSet<String> = SAMPLE_FILES.iter().map(|it| it.0.to_owned()).collect();
    assert_eq!(held, listed);
    let is_article = |it: &&String| Path::new(it).extension().is_some_and(|it| it == "txt");
    assert_eq!(held.iter().filter(is_article).count(), 8);
}

#[test]
fn its_files_are_as_the_program_writes_them() {
    let home = tempfile::tempdir().expect("a folder");
    for (file, work) in works() {
        let name = file.path();
        assert_eq!(work.findings, [], "{}", name.display());
        assert!(work.article_sha256_matches, "{}", name.display());
        let article = read_article(&file.article).expect("it was read before").article;
        let copy = home.path().join(file.article.file_name().expect("a name"));
        fs::write(&copy, article.text.as_str()).expect("written");
        let info = ArticleInfo::of(&copy, &article);
        let written = AnnotationFile { article: copy, ..file };
        save_document(&work.document, &written, &info).expect("saved");
        let (was, is) = (fs::read_to_string(&name), fs::read_to_string(written.path()));
        assert_eq!(is.expect("read"), was.expect("read"), "{}", name.display());
    }
}

#[test]
fn everything_can_be_tried_on_it() {
    let works = works();
    let analysts: BTreeSet<&str> = works.iter().map(|it| it.0.analyst.as_str()).collect();
    assert_eq!(analysts, BTreeSet::from(["a1", "a2", "gold"]));
    let documents = || works.iter().map(|it| &it.1.document);
    let relations: BTreeSet<&str> =
        documents().flat_map(|it| it.relations().map(|it| it.label.as_str())).collect();
    for link in ["about", "claimant", "cue", "nested_in", "pair", "repeats", "said_on"] {
        assert!(relations.contains(link), "no {link} among {relations:?}");
    }
    let values: BTreeSet<String> = documents()
        .flat_map(|it| it.annotations().flat_map(|it| it.attributes.iter()))
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    for value in [
        "calendar=persian",
        "timex_type=SET",
        "timex_type=TIME",
        "timex_type=DURATION",
        "polarity=denied",
        "quote=direct",
        "attributed=no",
        "verdict=false",
        "mod=END",
    ] {
        assert!(values.contains(value), "no {value}");
    }
    let dismissed: BTreeSet<DismissalKind> =
        documents().flat_map(|it| it.dismissals().map(|it| it.kind)).collect();
    assert_eq!(dismissed, DismissalKind::ALL.into());
    let decisions: Vec<_> = documents().flat_map(Document::decisions).collect();
    assert!(decisions.iter().any(|it| it.by == "rule:agreed"));
    assert!(decisions.iter().any(|it| !it.by.starts_with("rule:") && !it.ruling.is_empty()));
}

#[test]
fn only_what_was_meant_is_wrong_with_it() {
    let run = Command::new(env!("CARGO_BIN_EXE_hashiye"))
        .args(["validate", FOLDER])
        .output()
        .expect("the program starts");
    let found = String::from_utf8_lossy(&run.stdout);
    let lines: Vec<&str> = found.lines().collect();
    assert!(
        matches!(lines[..], [one] if one.contains("6-conference") && one.contains("[pair-disagrees]")),
        "{found}"
    );
    assert_eq!(run.status.code(), Some(1));
}

#[test]
fn a_copy_is_made_once_and_then_left_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = copy_sample(Some(home.path())).expect("copied");
    assert_eq!(folder, home.path().join("hashiye-sample"));
    for (name, bytes) in SAMPLE_FILES {
        assert_eq!(fs::read(folder.join(name)).expect(name), *bytes, "{name}");
    }
    let own = folder.join("1-agency.txt.a1.ron");
    fs::write(&own, "mine").expect("written");
    fs::remove_file(folder.join("8-longread.txt")).expect("removed");
    assert_eq!(copy_sample(Some(home.path())).expect("there"), folder);
    assert_eq!(fs::read_to_string(&own).expect("read"), "mine");
    assert!(!folder.join("8-longread.txt").exists(), "who removed it did not want it");
    // Nothing is left half-way where it cannot be made.
    fs::write(home.path().join("file"), "").expect("written");
    copy_sample(Some(&home.path().join("file"))).expect_err("a file is no folder");
}
