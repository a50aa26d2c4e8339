//! The two languages of the interface: words, digits, and the side things are on.

use egui::Key;
use hashiye::{
    language::DigitSet,
    messages::Strings,
    session::{Language, LanguageChoice, Settings, ThemeChoice},
};

use super::window::{CTRL, Window, settings, strings, window_with};

const MARKED: &str = "وی [date فردا] آمد";

fn in_language(language: LanguageChoice) -> Window {
    window_with(MARKED, Settings { language, theme: ThemeChoice::Light, ..settings() })
}

/// Names of widgets, those at the reading start first.
const IN_ORDER: &[&str] = &["menu-main", "command-open", "command-undo", "command-redo"];

#[test]
fn persian_mirrors_the_window() {
    let (persian, english) =
        (in_language(LanguageChoice::Persian), in_language(LanguageChoice::English));
    let places = |it: &Window| -> Vec<f32> {
        IN_ORDER.iter().map(|key| it.place(&it.words(key)).center().x).collect()
    };
    assert!(places(&english).is_sorted(), "{:?}", places(&english));
    assert!(places(&persian).iter().rev().is_sorted(), "{:?}", places(&persian));
    let (left, right) = (places(&english), places(&persian));
    let middle = 640.0;
    assert!(left.first().is_some_and(|it| *it < middle));
    assert!(right.first().is_some_and(|it| *it > middle));
}

#[test]
fn the_margin_is_at_the_reading_end() {
    let mut persian = in_language(LanguageChoice::Persian);
    let mut english = in_language(LanguageChoice::English);
    let card = |it: &mut Window| {
        it.press(CTRL, Key::ArrowUp).press(CTRL, Key::ArrowDown);
        let remove = it.words("command-remove");
        it.place(&remove).center().x
    };
    assert!(card(&mut persian) < 640.0);
    assert!(card(&mut english) > 640.0);
}

#[test]
fn changing_the_language_changes_words_and_digits_at_once() {
    let mut window = in_language(LanguageChoice::English);
    assert!(window.says("count-tags", &[("n", "1")]) && window.shows("Claim"));
    let name = strings(Language::English).get("command-language");
    window.click(&name);
    assert_eq!(window.session().settings().language(), Language::Persian);
    assert!(window.shows("ادعا") && !window.shows("Claim"), "{:?}", window.names());
    assert!(window.says("count-tags", &[("n", "۱")]));
    assert_eq!(window.marked(), MARKED, "and nothing of the work");
}

#[test]
fn no_key_of_words_is_shown_as_it_is() {
    for language in [LanguageChoice::Persian, LanguageChoice::English] {
        let mut window = in_language(language);
        for key in [Key::K, Key::Comma, Key::E, Key::O, Key::F] {
            window.press(CTRL, key);
            for name in window.names() {
                let bare =
                    name.contains('-') && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                assert!(!bare, "{name} has no words");
            }
            window.press(egui::Modifiers::NONE, Key::Escape);
        }
    }
}

#[test]
fn what_is_counted_is_in_the_singular_or_not_in_the_digits_in_use() {
    let english = strings(Language::English);
    assert_eq!(english.count("find-count", 1), "1 match");
    assert_eq!(english.count("find-count", 0), "0 matches");
    assert_eq!(english.count("find-count", 12_345), "12345 matches");
    let persian = Strings::new(Language::English, DigitSet::Persian);
    assert_eq!(persian.count("find-count", 1), "۱ match");
    assert_eq!(persian.count("find-count", 20), "۲۰ matches");
    // What only looks like a number stays as it is.
    assert_eq!(english.with("find-count", &[("n", "007")]), "007 matches");
}
