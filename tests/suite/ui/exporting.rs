//! The export dialog: what would be written is reported before it is, and after.

use std::fs;

use egui::Key;
use hashiye::session::FileAction;

use super::window::{CTRL, Window, window, window_on};

const TAGGED: &str = "[claimant وی] گفت [claim هوا خوب است]";

/// A window on an article in a folder of its own, with a claim on its third word.
fn on_disk() -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.txt");
    fs::write(&path, "وی گفت هوا خوب است\n").expect("written");
    let mut window = window_on(&path);
    window.select("هوا خوب است").press(egui::Modifiers::NONE, Key::C);
    window.perform(FileAction::Save).wait();
    (folder, window)
}

#[test]
fn what_a_format_cannot_hold_is_counted_before_it_is_written() {
    let mut window = window(TAGGED);
    window.press(CTRL, Key::E).wait();
    let counts = [("documents", "1"), ("spans", "2"), ("relations", "0")];
    assert!(window.says("export-holds", &counts), "{:?}", window.names());
    assert!(window.shows_key("export-whole"));
    window.click("TimeML").wait();
    let lost = window.said("lost-spans", &[("n", "2")]);
    assert!(window.says("export-loses", &[("what", &lost)]), "{:?}", window.names());
    window.click_key("export-part-losses");
    let lost = window.said("loss-label", &[("what", "\u{2068}Claim\u{2069}")]);
    let reported =
        window.names().into_iter().find(|it| it.contains("هوا خوب است") && it.ends_with(&lost));
    assert!(reported.is_some(), "{:?}", window.names());
}

#[test]
fn how_a_dataset_is_divided_is_reported_before_it_is_written() {
    let mut window = window(TAGGED);
    window.press(CTRL, Key::E).wait().click("Hugging Face dataset").wait();
    let sizes = [("train", "1"), ("validation", "0"), ("test", "0")];
    let sizes = window.said("export-split", &sizes);
    assert!(window.names().iter().any(|it| it.starts_with(&sizes)), "{:?}", window.names());
}

#[test]
fn filters_change_the_counts() {
    let mut window = window(TAGGED);
    window.press(CTRL, Key::E).wait();
    let filters = window.said("export-part-filters", &[("n", "0")]);
    window.click(&filters);
    window.click("Claimant").wait();
    let counts = [("documents", "1"), ("spans", "1"), ("relations", "0")];
    assert!(window.says("export-holds", &counts), "{:?}", window.names());
    window.click_key("filter-suggested-only").wait();
    let counts = [("documents", "1"), ("spans", "0"), ("relations", "0")];
    assert!(window.says("export-holds", &counts), "{:?}", window.names());
}

#[test]
fn the_dialog_closes_when_the_dataset_is_written() {
    let (folder, mut window) = on_disk();
    window.press(CTRL, Key::E).wait().click_key("export-now").wait();
    assert!(!window.shows_key("export-path"), "{:?}", window.names());
    let written = fs::read_to_string(folder.path().join("news-dataset.jsonl")).expect("written");
    assert!(written.contains("هوا خوب است"), "{written}");
}

#[test]
fn an_export_that_fails_says_so_in_the_dialog() {
    let (folder, mut window) = on_disk();
    fs::create_dir(folder.path().join("news-dataset")).expect("made");
    fs::write(folder.path().join("news-dataset/mine.txt"), "x").expect("written");
    window.press(CTRL, Key::E).wait().click("brat standoff").wait().click_key("export-now").wait();
    assert!(window.shows_key("export-path"), "the dialog stays");
    let why = window.names().into_iter().find(|it| it.contains("mine.txt"));
    assert!(why.is_some(), "{:?}", window.names());
    let there = fs::read_dir(folder.path().join("news-dataset")).expect("listed").count();
    assert_eq!(there, 1);
}

#[test]
fn a_dataset_that_is_there_is_replaced_only_by_who_was_shown_it() {
    let (folder, mut window) = on_disk();
    let path = folder.path().join("news-dataset.jsonl");
    window.press(CTRL, Key::E).wait();
    // It comes between the plan and the press.
    fs::write(&path, "yesterday's").expect("written");
    window.click_key("export-now").wait();
    assert_eq!(fs::read_to_string(&path).expect("there"), "yesterday's");
    assert!(window.shows_key("export-replaces"), "{:?}", window.names());
    window.click_key("export-replace-now").wait();
    assert!(fs::read_to_string(&path).expect("written").contains("هوا خوب است"));
    // The one just written is reported as well.
    window.press(CTRL, Key::E).wait();
    assert!(window.shows_key("export-replaces"), "{:?}", window.names());
}
