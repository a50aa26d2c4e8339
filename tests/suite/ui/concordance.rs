//! The places of words, in one article and in every one of a folder, and giving them a label.

use std::fs;

use egui::{Key, Modifiers};

use super::window::{CTRL, CTRL_SHIFT, Window, empty_window, window};

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

#[test]
fn every_occurrence_is_tagged_as_one_step() {
    let mut window = window("ایران گفت ایران آمد و ایران رفت");
    window.select("ایران").press(CTRL_SHIFT, Key::A);
    wait(&mut window);
    assert!(window.says("find-all-found", &[("n", "3"), ("done", "1"), ("all", "1")]));
    assert!(!window.shows("Tag 3 in 1 article"), "neither places nor a label are chosen unasked");
    window.click("Tick all 3").click("Label as Date").click("Tag 3 in 1 article");
    assert_eq!(window.session().editor().map(|it| it.document().annotations().len()), Some(3));
    window.press(CTRL, Key::Z);
    assert_eq!(window.marked(), "ایران گفت ایران آمد و ایران رفت");
}

#[test]
fn what_is_tagged_already_says_so_and_is_not_ticked_with_all() {
    let mut window = window("ایران گفت [date ایران] آمد و ایران رفت");
    window.select("ایران").press(CTRL_SHIFT, Key::A);
    wait(&mut window);
    assert!(window.shows("ایران گفت ایران آمد و ایران رفت (Date)"), "{:?}", window.names());
    window.click("Tick all 2").click("Label as Claim").click("Tag 2 in 1 article");
    assert_eq!(window.marked(), "[claim ایران] گفت [date ایران] آمد و [claim ایران] رفت");
}

#[test]
fn places_of_many_articles_are_ticked_and_tagged_each_article_by_a_step() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in [("1.txt", "وی فردا آمد."), ("2.txt", "فردا و فردا"), ("3.txt", "فردا نه")]
    {
        fs::write(folder.path().join(name), text).expect("the folder is ours");
    }
    let mut window = empty_window();
    window.drop_files(&[folder.path().to_owned()]);
    wait(&mut window);
    window.press(CTRL_SHIFT, Key::F);
    window.type_text("فردا");
    wait(&mut window);
    assert!(!window.shows("Label as Date"), "no label is offered before a place is ticked");
    // The second and the third line by key, the first article is left as it is.
    window.press(NONE, Key::ArrowDown).press(CTRL, Key::Space);
    window.press(NONE, Key::ArrowDown).press(CTRL, Key::Space);
    assert!(window.says("places-choose-label", &[("n", "2")]), "{:?}", window.names());
    window.click("Label as Date").click("Tag 2 in 1 article");
    wait(&mut window);
    let field = window.words("places-field");
    window.focus(&field).press(NONE, Key::Enter);
    wait(&mut window);
    assert_eq!(window.marked(), "[date فردا] و [date فردا]");
    window.press(NONE, Key::Escape).press(CTRL, Key::Z);
    assert_eq!(window.marked(), "فردا و فردا", "both are one step of their article");
}

#[test]
fn escape_closes_the_list_of_places_and_gives_the_keyboard_to_the_page() {
    let mut window = window("وی آمد. وی رفت.");
    window.press(CTRL_SHIFT, Key::F);
    assert!(window.shows_key("places-field"));
    window.press(NONE, Key::Escape);
    assert!(!window.shows_key("places-field"));
    window.select("آمد").press(NONE, Key::D);
    assert_eq!(window.session().editor().map(|it| it.document().annotations().len()), Some(1));
}
