//! The list of what may be wrong, in the window.

use std::{thread::sleep, time::Duration};

use egui::{Key, Modifiers};
use hashiye::session::{NavigateAction, Selection};

use super::window::{CTRL, CTRL_SHIFT, Window, window};

const NONE: Modifiers = Modifiers::NONE;

/// A window whose article was looked through.
fn looked_through(marked: &str) -> Window {
    let mut window = window(marked);
    for _ in 0..500 {
        window.perform(NavigateAction::Select(Selection::caret(0)));
        if window.session().editor().is_some_and(|it| it.findings().is_known()) {
            break;
        }
        sleep(Duration::from_millis(10));
    }
    window
}

#[test]
fn the_list_leads_to_tags_and_mends_them() {
    let mut window = looked_through("گفت [cue که]ن بود. گفت: [cue ب]ار.");
    assert!(window.says("count-findings", &[("n", "2")]), "{:?}", window.names());
    window.press(CTRL_SHIFT, Key::M);
    assert!(window.shows_key("findings-title"));
    window.press(NONE, Key::F8).press(NONE, Key::F8);
    let active =
        |window: &Window| window.session().editor().and_then(|it| it.active()).map(|it| it.id.0);
    assert_eq!(active(&window), Some(2));
    window.press(Modifiers::SHIFT, Key::F8);
    assert_eq!(active(&window), Some(1));
    window.press(CTRL, Key::Period);
    assert_eq!(window.marked(), "گفت [cue کهن] بود. گفت: [cue ب]ار.");
    window.click_key("findings-close");
    assert!(!window.shows_key("findings-title"));
}

#[test]
fn with_nothing_wrong_the_list_says_what_is_looked_at() {
    let mut window = looked_through("وی آمد");
    assert!(window.says("count-findings", &[("n", "0")]));
    let count = window.said("count-findings", &[("n", "0")]);
    window.click(&count);
    assert!(window.shows_key("findings-none"), "{:?}", window.names());
    window.press(NONE, Key::F8);
    assert!(window.shows_key("reason-no-findings"));
}

#[test]
fn one_panel_is_open_below_the_page_and_escape_closes_it() {
    let mut window = looked_through("گفت [cue که]ن بود.");
    window.press(CTRL_SHIFT, Key::M);
    assert!(window.shows_key("findings-title"));
    window.press(CTRL, Key::J);
    assert!(window.shows_key("suggestions-title") && !window.shows_key("findings-title"));
    window.press(CTRL_SHIFT, Key::M);
    assert!(window.shows_key("findings-title") && !window.shows_key("suggestions-title"));
    window.press(NONE, Key::Escape);
    assert!(!window.shows_key("findings-title"), "{:?}", window.names());
}
