//! What is left when the program fails: a report without a word of an article, reported at the next start.

use std::{fs, path::Path, process::Command, sync::Arc};

use hashiye::{
    session::{FileAction, NoticeAction, NoticeKind, Offer, SearchAction, Session, Settings},
    store::{ConfigFolder, note_action},
};

/// Where the process that fails on purpose writes its report; nothing for every other.
const FOLDER: &str = "HASHIYE_TEST_FAILURE";
/// How it fails.
const KIND: &str = "HASHIYE_TEST_FAILURE_KIND";

/// The report of a process that fails so.
fn report_of(kind: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let itself = std::env::current_exe().expect("a program runs");
    let run = Command::new(itself)
        .args(["failure::fails_where_it_is_asked_to", "--exact", "--nocapture"])
        .env(FOLDER, home.path())
        .env(KIND, kind)
        .output()
        .expect("it runs");
    assert!(!run.status.success(), "it did not fail");
    let report = ConfigFolder::at(home.path()).latest_panic().expect("a report is left");
    assert_eq!(fs::read_to_string(&report.path).expect("it can be read"), report.text);
    report.text
}

#[test]
fn fails_where_it_is_asked_to() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    ConfigFolder::at(folder).report_panics();
    note_action(&FileAction::Open("/home/somebody/secret/news.txt".into()));
    note_action(&SearchAction::Find("هشدار secret".to_owned()));
    note_action(&FileAction::Save);
    let article = String::from("هشدار secret داد");
    match std::env::var(KIND).as_deref() {
        Ok("slice") => {
            #[expect(clippy::string_slice, reason = "it fails on purpose")]
            let words = &article[1..];
            assert!(words.is_empty());
        }
        Ok("index") => {
            let letters: Vec<char> = article.chars().collect();
            let at = letters.len() + 3;
            assert!(letters[at].is_alphabetic());
        }
        Ok("error") => {
            let failed: Result<(), String> = std::hint::black_box(Err(article));
            failed.expect("no article");
        }
        Ok("equal") => assert_eq!(article, "secret"),
        Ok("literal") => panic!("out of cheese"),
        _ => panic!("{article} is too much"),
    }
}

#[test]
fn a_report_says_where_and_no_word_of_an_article() {
    for (kind, said) in [
        ("slice", "message: start byte index 1 is not a char boundary"),
        ("index", "message: index out of bounds: the len is 16 but the index is 19"),
        ("error", "message: left out"),
        ("equal", "message: assertion `left == right` failed"),
        ("literal", "message: out of cheese"),
        ("made", "message: left out"),
    ] {
        let report = report_of(kind);
        assert!(report.contains(said), "{kind}: {report}");
        assert!(report.contains("tests/suite/failure.rs:"), "{kind}: no place in {report}");
        assert!(report.contains(env!("CARGO_PKG_VERSION")), "{kind}: no version in {report}");
        assert!(report.contains(std::env::consts::OS), "{kind}: no system in {report}");
        assert!(report.contains("fails_where_it_is_asked_to"), "{kind}: no backtrace in {report}");
        let actions = "last actions, the latest last:\n  Open\n  Find\n  Save\n";
        assert!(report.contains(actions), "{kind}: {report}");
        assert!(!report.contains("secret") && report.is_ascii(), "{kind}: {report}");
    }
}

fn session(config: &ConfigFolder) -> Session {
    let settings: Settings = config.settings().expect("they can be read");
    Session::new(settings, Some(config.clone()), Arc::new(|| {}))
}

fn tells(session: &Session) -> bool {
    session.notices().iter().any(|it| matches!(it.kind, NoticeKind::StoppedBefore))
}

fn leave_report(folder: &Path, when: &str) {
    fs::write(folder.join(format!("panic-{when}-00.txt")), "a report").expect("written");
}

#[test]
fn the_next_start_tells_of_a_report_until_somebody_saw_it() {
    let home = tempfile::tempdir().expect("a folder");
    let config = ConfigFolder::at(home.path());
    assert!(!tells(&session(&config)), "nothing failed yet");
    leave_report(home.path(), "2026-01-02T10-00-00Z");
    for _start in 0..2 {
        let session = session(&config);
        assert!(tells(&session));
        assert_eq!(session.notices()[0].offers, [Offer::FailureReport]);
        assert_eq!(session.failure_report().expect("there").text, "a report");
    }
    let mut seen = session(&config);
    seen.perform(NoticeAction::FailureSeen);
    assert!(!tells(&seen), "who sees it needs no notice of it");
    assert!(!tells(&session(&config)));
    leave_report(home.path(), "2026-01-03T10-00-00Z");
    let mut dismissed = session(&config);
    assert!(tells(&dismissed), "another one is news");
    let notice = dismissed.notices()[0].serial;
    dismissed.perform(NoticeAction::Dismiss(notice));
    assert!(!tells(&session(&config)), "who takes the notice away knows");
}

#[test]
fn the_oldest_reports_are_removed() {
    let home = tempfile::tempdir().expect("a folder");
    for day in 10..25 {
        leave_report(home.path(), &format!("2026-01-{day}T10-00-00Z"));
    }
    let run = Command::new(std::env::current_exe().expect("a program runs"))
        .args(["failure::fails_where_it_is_asked_to", "--exact"])
        .env(FOLDER, home.path())
        .output()
        .expect("it runs");
    assert!(!run.status.success());
    let mut left: Vec<_> = fs::read_dir(home.path())
        .expect("listed")
        .map(|it| it.expect("listed").file_name().into_string().expect("a name"))
        .collect();
    left.sort_unstable();
    assert_eq!(left.len(), 11, "ten and the new one: {left:?}");
    assert!(left[0].starts_with("panic-2026-01-15"), "{left:?}");
}
