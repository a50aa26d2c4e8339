//! Figures below the page, and reports saved from the window.

use egui::Key;
use hashiye::session::{EditAction, NavigateAction, Selection};

use super::window::{CTRL_SHIFT, Window, settings, window, window_with};

const MARKED: &str = "خبر\nحسن گفت هوا [date ۱۰ دی ۱۴۰۰] خوب است";

/// Waits for what is drawn on a thread, and shows it.
fn drawn(window: &mut Window) {
    let end = std::time::Instant::now() + std::time::Duration::from_mins(1);
    let under_way = window.words("figure-under-way");
    while window.shows(&under_way) || window.session().is_busy() {
        assert!(std::time::Instant::now() < end, "the figure is never drawn");
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.settle();
    }
    window.settle();
}

/// Marked text whose only date has a value, with its timeline.
fn timeline(marked: &str) -> Window {
    let mut window = window(marked);
    let open = window.session().editor().expect("an article is open");
    let date = open.document().annotations().find(|it| it.label == "date").map(|it| it.id);
    if let Some(id) = date {
        let value = "2021-12-31".to_owned();
        window.perform(EditAction::SetAttribute { id, key: "value".into(), value });
    }
    window.press(CTRL_SHIFT, Key::T);
    drawn(&mut window);
    window
}

#[test]
fn a_part_of_the_timeline_leads_to_its_tag() {
    let mut window = timeline(MARKED);
    window.perform(NavigateAction::Activate(None));
    window.perform(NavigateAction::Select(Selection::caret(0)));
    assert_eq!(window.active(), "");
    window.click("۱۰ دی ۱۴۰۰ ¶ 2");
    assert_eq!(window.active(), "۱۰ دی ۱۴۰۰");
}

#[test]
fn the_timeline_follows_what_is_tagged() {
    let mut window = timeline(MARKED);
    assert!(window.shows("۱۰ دی ۱۴۰۰ ¶ 2"));
    let id =
        window.session().editor().expect("open").document().annotations().next().map(|it| it.id);
    window.perform(EditAction::Remove(id.expect("there is a tag")));
    drawn(&mut window);
    assert!(!window.shows("۱۰ دی ۱۴۰۰ ¶ 2"));
}

#[test]
fn the_panel_goes_over_to_the_other_figure_and_away() {
    let mut window = timeline(MARKED);
    assert!(!window.shows_key("figure-save-table"));
    window.click_key("figure-network");
    drawn(&mut window);
    assert!(window.shows_key("figure-save-table"));
    window.click_key("figure-close");
    assert!(!window.shows_key("figure-save"));
}

#[test]
fn the_panel_stays_as_high_as_it_is() {
    let mut window = timeline(MARKED);
    let close = window.words("figure-close");
    let before = window.place(&close);
    for _ in 0..20 {
        window.event(egui::Event::PointerMoved(egui::pos2(400.0, 300.0)));
    }
    window.click_key("figure-network");
    drawn(&mut window);
    assert!((window.place(&close).top() - before.top()).abs() < 1.0);
}

#[test]
fn figures_are_shown_in_persian_too() {
    let language = hashiye::session::LanguageChoice::Persian;
    let mut window = window_with(MARKED, hashiye::session::Settings { language, ..settings() });
    window.press(CTRL_SHIFT, Key::W);
    drawn(&mut window);
    assert!(window.shows("چه کسی چه گفته است") && window.shows("ذخیرهٔ جدول…"));
}

#[test]
fn a_report_is_saved_from_the_window() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let to = folder.path().join("report.pdf");
    let mut window = timeline(MARKED);
    window.press(CTRL_SHIFT, Key::E);
    window.click_key("report-pdf");
    window.focus("Save as").press(super::window::CTRL, Key::A);
    window.type_text(&to.display().to_string());
    window.click_key("report-now");
    drawn(&mut window);
    let written = std::fs::read(&to).expect("it was written");
    assert!(written.starts_with(b"%PDF-"));
}
