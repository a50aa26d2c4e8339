//! What a screen reader says by itself, and what it calls the buttons.

use egui::{Key, Modifiers, accesskit::Toggled};

use super::window::{CTRL, CTRL_SHIFT, window};

const NONE: Modifiers = Modifiers::NONE;

#[test]
fn what_is_at_hand_is_read_out() {
    let mut window = window("وی روز جمعه ۱۰ دی ۱۴۰۰ آمد و گفت هوا خوب است");
    assert!(window.announced().is_empty(), "{:?}", window.announced());
    window.select("هوا خوب است").press(NONE, Key::C);
    assert_eq!(window.announced(), ["Claim: هوا خوب است"]);
    window.press(NONE, Key::Escape).caret_at("وی").press(NONE, Key::Tab);
    let first = window.announced();
    assert!(matches!(first.as_slice(), [it] if it.starts_with("Suggested: ")), "{first:?}");
    window.press(NONE, Key::Backspace);
    assert_ne!(window.announced(), first, "the next one");
}

#[test]
fn why_a_key_does_nothing_is_read_out() {
    let mut window = window("وی [date فردا] آمد");
    window.press(CTRL_SHIFT, Key::Z);
    assert!(window.announced().iter().any(|it| it.contains("redo")), "{:?}", window.announced());
}

#[test]
fn choices_alone_are_pressed_or_not() {
    let mut window = window("وی [date فردا] آمد");
    assert_eq!(window.toggled(&window.words("command-open")), None);
    window.press(CTRL, Key::Comma);
    let [light, dark] = ["choice-light", "choice-dark"].map(|it| window.words(it));
    assert_eq!(window.toggled(&light), Some(Toggled::True), "{:?}", window.names());
    assert_eq!(window.toggled(&dark), Some(Toggled::False));
}
