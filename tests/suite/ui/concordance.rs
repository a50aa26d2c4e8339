//! Finding words in every article of a folder.

use std::fs;

use egui::{Key, Modifiers};

use super::window::{CTRL_SHIFT, Window, empty_window, window};

const NONE: Modifiers = Modifiers::NONE;

/// Draws until no thread is at work.
fn wait(window: &mut Window) {
    while window.session().is_busy() {
        std::thread::yield_now();
        window.settle();
    }
}

#[test]
fn every_place_in_the_folder_is_listed_and_opened() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in [
        ("1.txt", "تحریم‌های تازه وضع شد.\nوزیر تحریم های تازه را رد کرد."),
        ("2.txt", "خبری دیگر."),
        ("3.txt", "وی گفت: تحریمهای تازه بی‌اثر است."),
    ] {
        fs::write(folder.path().join(name), text).expect("the folder is ours");
    }
    let mut window = empty_window();
    window.drop_files(&[folder.path().to_owned()]);
    wait(&mut window);
    window.press(CTRL_SHIFT, Key::F);
    window.type_text("تحریم‌های");
    wait(&mut window);
    let hits = window.session().concordance().hits();
    let spelled: Vec<&str> = hits.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(spelled, ["تحریم‌های", "تحریم های", "تحریمهای"]);
    assert!(window.says("find-all-found", &[("n", "3"), ("done", "3"), ("all", "3")]));
    assert!(window.shows("وی گفت: تحریمهای تازه بی‌اثر است."), "{:?}", window.names());

    window.press(NONE, Key::ArrowDown).press(NONE, Key::ArrowDown).press(NONE, Key::Enter);
    let session = window.session();
    assert_eq!(session.article_path(), Some(folder.path().join("3.txt").as_path()));
    let open = session.editor().expect("it is open");
    let selected = open.selected().map(|it| open.document().text().slice(it));
    assert_eq!(selected, Some("تحریمهای"));
}

#[test]
fn without_a_folder_the_open_article_is_looked_through() {
    let mut window = window("وی آمد. وی رفت.");
    window.press(CTRL_SHIFT, Key::F);
    window.type_text("وی");
    wait(&mut window);
    window.press(NONE, Key::ArrowDown).press(NONE, Key::Enter);
    let open = window.session().editor().expect("it is open");
    assert_eq!(open.selection().start(), "وی آمد. ".len());
}

#[test]
fn an_article_that_cannot_be_read_is_counted() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::write(folder.path().join("1.txt"), "وی آمد.").expect("the folder is ours");
    fs::write(folder.path().join("2.txt"), b"\x00\x01\x02\x00").expect("the folder is ours");
    let mut window = empty_window();
    window.drop_files(&[folder.path().to_owned()]);
    window.press(CTRL_SHIFT, Key::F);
    window.type_text("وی");
    wait(&mut window);
    assert_eq!(window.session().concordance().hits().len(), 1);
    assert!(window.says("find-all-unread", &[("n", "1")]));
}
