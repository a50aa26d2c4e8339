//! Articles that come by other ways than a dialog: dropped on the window, pasted into it.

use std::{fs, path::PathBuf};

use egui::{Event, Key, Modifiers, accesskit::Role};
use hashiye::session::{
    ArticleArrangement, ArticleOrder, FileAction, Notice, NoticeKind, OpenFolder,
};
use tempfile::TempDir;

use super::window::{CTRL, CTRL_SHIFT, Window, empty_window, window_on};

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

#[test]
fn markup_that_is_pasted_becomes_its_words() {
    let (folder, paths) = folder(&["one.txt"]);
    let mut window = empty_window();
    window.drop_files(&paths);
    window.press(CTRL_SHIFT, Key::N);
    window.event(Event::Paste(
        "<html><body><h1>خبری <b>تازه</b></h1><p>متن.</p></body></html>".to_owned(),
    ));
    window.click_key("paste-keep");
    let path = article(&window).expect("it is open");
    let written = fs::read_to_string(&path).expect("it is a file");
    assert_eq!(written.split_whitespace().collect::<Vec<_>>(), ["خبری", "تازه", "متن."]);
    assert_eq!(path.parent(), Some(folder.path()));
}

#[test]
fn rows_stay_where_they_are_while_articles_come_and_go() {
    let names: Vec<String> = (10..90).map(|it| format!("{it}.txt")).collect();
    let (folder, paths) = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
    for (path, name) in paths.iter().zip(&names) {
        fs::write(path, format!("خبر {name}\n")).expect("the folder is ours");
    }
    let mut window = window_on(folder.path());
    window.perform(FileAction::Open(folder.path().join("60.txt")));
    window.wait();
    let rows = |window: &Window| -> Vec<(String, i32)> {
        let all = window.all(Role::Button).into_iter().filter(|it| it.0.starts_with("خبر "));
        #[expect(clippy::cast_possible_truncation, reason = "points of a window")]
        let at = |top: f32| top.round() as i32;
        all.map(|it| (it.0, at(it.1.top()))).collect()
    };
    let before = rows(&window);
    let apart: Vec<i32> = before.windows(2).map(|it| it[1].1 - it[0].1).collect();
    assert!(before.iter().any(|it| it.0 == "خبر 60.txt"), "{before:?}");
    assert!(apart.len() > 5 && apart.iter().all(|it| *it == 46), "{apart:?}");
    // Three come above, one goes.
    for name in ["01.txt", "02.txt", "30x.txt"] {
        fs::write(folder.path().join(name), format!("خبر {name}\n")).expect("the folder is ours");
    }
    fs::remove_file(folder.path().join("11.txt")).expect("the folder is ours");
    let count = |window: &Window| window.session().folder().map(OpenFolder::shown_count);
    window.perform(FileAction::LookAgain);
    for _ in 0..80 {
        if count(&window) == Some(83) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
        window.wait();
    }
    assert_eq!(count(&window), Some(83));
    // A notice stands below the list, which is shorter by it.
    let after = rows(&window);
    assert!(after.len() > 6 && before.starts_with(&after), "{after:?} {before:?}");
    let says = |it: &Notice| matches!(it.kind, NoticeKind::ArticlesCame { count: 3, .. });
    assert!(window.session().notices().iter().any(says), "{:?}", window.session().notices());
    // Another order brings the open article into sight again.
    let arrangement =
        ArticleArrangement { order: ArticleOrder::Shortest, ..ArticleArrangement::default() };
    window.perform(FileAction::Arrange(arrangement)).wait();
    assert!(rows(&window).iter().any(|it| it.0 == "خبر 60.txt"), "{:?}", rows(&window));
}
