//! Finding, settings, dialogs, and what is shown while there is nothing.

use egui::{Key, Modifiers};
use hashiye::{
    session::{DigitChoice, FileAction, NoticeLevel, ThemeChoice},
    store::DraftKey,
};

use super::window::{CTRL, CTRL_SHIFT, Window, empty_window, window, window_on};

const NONE: Modifiers = Modifiers::NONE;

#[test]
fn finding_goes_from_place_to_place() {
    let mut window = window("تحریم‌های تازه و تحریم های کهنه");
    window.press(CTRL, Key::F).type_text("تحریمهای");
    assert!(window.says("find-places", &[("here", "1"), ("all", "2")]), "{:?}", window.names());
    window.press(NONE, Key::Enter);
    assert!(window.says("find-places", &[("here", "2"), ("all", "2")]));
    window.press(CTRL, Key::G);
    assert!(window.says("find-places", &[("here", "1"), ("all", "2")]));
    window.press(CTRL_SHIFT, Key::G);
    assert!(window.says("find-places", &[("here", "2"), ("all", "2")]));
    window.press(NONE, Key::Escape);
    assert!(!window.shows_key("find-field"));
    assert!(window.session().editor().is_some_and(|it| it.found().places.is_empty()));
}

#[test]
fn finding_nothing_says_so() {
    let mut window = window("وی آمد");
    window.press(CTRL, Key::F).type_text("ققنوس");
    assert!(window.says("find-count", &[("n", "0")]), "{:?}", window.names());
    window.press(CTRL, Key::G);
    assert!(window.shows_key("reason-nothing-found"));
}

#[test]
fn settings_take_effect_at_once() {
    let mut window = window("وی آمد");
    window.press(CTRL, Key::Comma).click_key("choice-dark");
    assert_eq!(window.session().settings().theme, ThemeChoice::Dark);
    window.click("۱۲۳");
    assert_eq!(window.session().settings().digits, DigitChoice::Persian);
    window.click_key("close-dialog");
    assert!(!window.shows_key("setting-theme"));
    assert!(window.says("count-tags", &[("n", "۰")]), "{:?}", window.names());
}

#[test]
fn the_theme_has_a_button() {
    let mut window = window("وی آمد");
    window.click_key("command-theme");
    assert_eq!(window.session().settings().theme, ThemeChoice::Dark);
    window.click_key("command-theme");
    assert_eq!(window.session().settings().theme, ThemeChoice::Light);
}

#[test]
fn escape_closes_every_dialog() {
    let mut window = window("وی [date فردا] آمد");
    for (modifiers, key, heading) in [
        (CTRL, Key::K, "palette-field"),
        (CTRL, Key::Comma, "setting-theme"),
        (CTRL, Key::E, "export-path"),
        (CTRL, Key::O, "open-path"),
        (CTRL_SHIFT, Key::N, "paste-how"),
        (NONE, Key::F1, "keys-caret"),
    ] {
        window.press(modifiers, key);
        assert!(window.shows_key(heading), "{heading} is shown");
        window.press(NONE, Key::Escape);
        assert!(!window.shows_key(heading), "{heading} is closed");
    }
}

#[test]
fn a_window_with_nothing_open_says_how_to_begin() {
    let window = empty_window();
    for key in ["start-what", "start-sample", "start-drop", "start-offline", "command-open-folder"]
    {
        assert!(window.shows_key(key), "{key} in {:?}", window.names());
    }
    assert!(window.is_greyed("Claim") && window.is_greyed("Undo"));
}

#[test]
fn an_article_of_nothing_is_shown() {
    for text in ["", "\n\n", " "] {
        let mut window = window(text);
        window.press(NONE, Key::ArrowLeft).press(NONE, Key::ArrowDown).press(NONE, Key::D);
        window.press(CTRL, Key::A).press(NONE, Key::C).press(CTRL_SHIFT, Key::A);
        assert_eq!(window.marked(), text);
    }
}

#[test]
fn what_cannot_be_opened_is_reported_and_dismissed() {
    let mut window = empty_window();
    let folder = tempfile::tempdir().expect("a folder for the test");
    window.perform(FileAction::Open(folder.path().join("nothing.txt")));
    let levels: Vec<NoticeLevel> =
        window.session().notices().iter().map(|it| it.kind.level()).collect();
    assert_eq!(levels, [NoticeLevel::Error]);
    window.click_key("dismiss-notice");
    assert!(window.session().notices().is_empty());
}

#[test]
fn several_notices_keep_their_size_and_escape_takes_the_latest() {
    let mut window = empty_window();
    let folder = tempfile::tempdir().expect("a folder for the test");
    for name in ["one.txt", "two.txt"] {
        window.perform(FileAction::Open(folder.path().join(name)));
    }
    let tops = |window: &Window| -> Vec<f32> {
        let buttons = window.all(egui::accesskit::Role::Button).into_iter();
        let dismiss = window.words("dismiss-notice");
        buttons.filter(|it| it.0 == dismiss).map(|it| it.1.top()).collect()
    };
    window.settle();
    let before = tops(&window);
    assert_eq!(before.len(), 2, "{:?}", window.names());
    for _ in 0..30 {
        window.event_once(egui::Event::PointerMoved(egui::pos2(5.0, 5.0)));
    }
    assert_eq!(tops(&window), before);
    assert!(before.iter().all(|it| *it > 600.0), "{before:?}");
    window.press(NONE, Key::Escape);
    assert_eq!(window.session().notices().len(), 1);
}

#[test]
fn a_publication_date_that_is_left_without_an_answer_is_given_up() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("1.txt"), "خبر دیروز بود.\n").expect("written");
    let mut window = window_on(folder.path());
    let draft = |window: &Window| window.session().draft(&DraftKey::Published).map(str::to_owned);
    window.press(NONE, Key::P).type_text("۱۴۰۰/۹");
    assert_eq!(draft(&window), Some("۱۴۰۰/۹".to_owned()), "it is kept as it is typed");
    window.press(NONE, Key::F1).press(NONE, Key::Escape);
    assert!(draft(&window).is_some(), "only the guide was left");
    window.press(NONE, Key::Escape);
    assert!(!window.shows_key("publication-set"));
    assert_eq!(draft(&window), None);
}

#[test]
fn keys_leave_what_is_below_a_dialog_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["1.txt", "2.txt"] {
        std::fs::write(folder.path().join(name), format!("خبر {name} دیروز بود.\n"))
            .expect("written");
    }
    let mut window = window_on(folder.path());
    let open = |window: &Window| {
        let path = window.session().article_path().expect("one is open").to_owned();
        path.file_name().expect("it has a name").to_owned()
    };
    assert_eq!(open(&window), "1.txt");
    window.press(NONE, Key::P).press(CTRL, Key::PageDown);
    // What is typed is of the first article.
    assert!(window.shows_key("publication-set"));
    assert_eq!(open(&window), "1.txt");
    assert!(window.shows_key("reason-dialog-open"), "{:?}", window.names());
    window.press(CTRL, Key::J);
    assert!(!window.shows_key("suggestions-title"));
    window.press(NONE, Key::Escape).press(CTRL, Key::PageDown);
    assert_eq!(open(&window), "2.txt");
}
