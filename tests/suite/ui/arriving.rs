//! Articles that come by other ways than a dialog: dropped on the window, pasted into it.

use std::{fs, path::PathBuf};

use egui::{Event, Key, Modifiers};
use hashiye::session::OpenFolder;
use tempfile::TempDir;

use super::window::{CTRL, Window, empty_window};

const NONE: Modifiers = Modifiers::NONE;

/// A folder with articles that say their own names.
fn folder(names: &[&str]) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths: Vec<PathBuf> = names.iter().map(|it| folder.path().join(it)).collect();
    for path in &paths {
        fs::write(path, format!("خبر {}", path.display())).expect("the folder is ours");
    }
    (folder, paths)
}

fn article(window: &Window) -> Option<PathBuf> {
    window.session().article_path().map(PathBuf::from)
}

#[test]
fn an_article_dropped_on_the_window_is_opened() {
    let (_folder, paths) = folder(&["one.txt"]);
    let mut window = empty_window();
    window.drop_files(&paths);
    assert_eq!(article(&window).as_ref(), paths.first());
    assert!(window.session().folder().is_none());
}

#[test]
fn a_folder_dropped_on_the_window_is_opened() {
    let (folder, _paths) = folder(&["one.txt", "two.txt"]);
    let mut window = empty_window();
    window.drop_files(&[folder.path().to_owned()]);
    let shown = window.session().folder().expect("the folder is open");
    assert_eq!(shown.path(), folder.path());
}

#[test]
fn several_articles_dropped_at_once_open_with_their_folder() {
    let (folder, paths) = folder(&["one.txt", "two.txt"]);
    let mut window = empty_window();
    window.drop_files(&paths);
    assert_eq!(article(&window).as_ref(), paths.first());
    assert_eq!(window.session().folder().map(OpenFolder::path), Some(folder.path()));
}

#[test]
fn pasted_text_becomes_an_article_of_the_folder() {
    let (folder, paths) = folder(&["one.txt"]);
    let mut window = empty_window();
    window.drop_files(&paths);
    window.press(CTRL, Key::K);
    window.type_text("paste").press(NONE, Key::Enter);
    window.event(Event::Paste("پوتین دیروز گفت که می‌آید.\nمتن.".to_owned()));
    window.click_key("paste-keep");
    let path = article(&window).expect("it is open");
    assert_eq!(path.parent(), Some(folder.path()));
    let written = fs::read_to_string(&path).expect("it is a file");
    assert_eq!(written, "پوتین دیروز گفت که می‌آید.\nمتن.");
}
