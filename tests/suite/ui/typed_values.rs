//! What was typed is never dropped without a word: in the form of a tag, of a correction, in a dialog.

use egui::{Event, Key, Modifiers, pos2};
use hashiye::session::NavigateAction;

use super::window::{CTRL, Window, window, window_on};

const NONE: Modifiers = Modifiers::NONE;

/// The title of the value of a date.
fn value_title(window: &Window) -> String {
    let schema = window.session().schema();
    let label = schema.label("date").expect("a label");
    label.attribute("value").expect("an attribute").title.in_language("en").to_owned()
}

/// The value of the first tag.
fn value(window: &Window) -> String {
    let document = window.session().editor().expect("an article is open").document();
    let first = document.annotations().next().expect("there is a tag");
    first.attributes.get("value").unwrap_or_default().to_owned()
}

/// A window whose open tag has words typed as its value that are no date; the folder goes away with the first.
fn window_with_a_wrong_value() -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.txt");
    std::fs::write(&path, "او دیروز آمد و رفت.\n").expect("written");
    let mut window = window_on(&path);
    window.select("دیروز").press(NONE, Key::D).press(NONE, Key::E);
    write(&mut window, "گلابی");
    (folder, window)
}

/// Writes other words into the field of the value, where one is shown.
fn write(window: &mut Window, words: &str) {
    let title = value_title(window);
    window.focus(&title).press(CTRL, Key::A).type_text(words);
}

#[test]
fn words_that_are_no_date_stay_in_their_field_and_that_is_said() {
    let (_folder, mut window) = window_with_a_wrong_value();
    assert!(window.shows_key("value-not-read"), "while it is typed: {:?}", window.names());
    let before = value(&window);
    window.perform(NavigateAction::Activate(None));
    assert_eq!(value(&window), before, "the value stays");
    let (typed, attribute) = ("گلابی", value_title(&window));
    let said = window.names().into_iter().any(|it| it.contains(typed) && it.contains(&attribute));
    assert!(said, "{:?}", window.names());
    window.click_key("offer-correct-value");
    assert_eq!(window.field(&attribute), "گلابی");
    window.press(CTRL, Key::A).type_text("2021-12-01").press(NONE, Key::Enter);
    assert_eq!(value(&window), "2021-12-01");
    assert!(!window.shows_key("offer-correct-value"), "{:?}", window.names());
}

/// A hand presses in one frame and lets go in a later one: the field is left before the tag is.
#[test]
fn words_that_are_no_date_are_said_to_be_none_where_a_hand_clicks_elsewhere() {
    let (_folder, mut window) = window_with_a_wrong_value();
    let pos = window.line("او دیروز آمد و رفت.").right_bottom() + egui::vec2(-200.0, 120.0);
    window.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, NONE);
        window.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    assert!(window.shows_key("offer-correct-value"), "{:?}", window.names());
}

#[test]
fn what_is_typed_in_a_correction_counts_when_the_suggestion_is_left() {
    let mut window = window("او ۱۲ دی ۱۴۰۰ آمد و رفت.");
    window.wait();
    window.press(NONE, Key::Tab).press(NONE, Key::E);
    write(&mut window, "۱۳ دی ۱۴۰۰");
    // A click that is over within one frame.
    window.perform(NavigateAction::CurrentSuggestion(None));
    window.press(NONE, Key::Tab).press(NONE, Key::Enter).wait();
    assert_eq!(value(&window), "2022-01-03");
}

#[test]
fn words_of_a_correction_that_are_no_date_stay_too() {
    let mut window = window("او ۱۲ دی ۱۴۰۰ آمد و رفت.");
    window.wait();
    window.press(NONE, Key::Tab).press(NONE, Key::E);
    write(&mut window, "گلابی");
    window.perform(NavigateAction::CurrentSuggestion(None));
    assert!(window.shows_key("reason-value-not-read"), "{:?}", window.names());
    window.press(NONE, Key::Tab);
    let title = value_title(&window);
    assert_eq!(window.field(&title), "گلابی");
}

#[test]
fn a_click_beside_a_dialog_leaves_it_open_once_something_was_entered() {
    let beside = pos2(4.0, 400.0);
    let mut window = window("او دیروز آمد.");
    window.press(NONE, Key::P);
    assert!(window.shows_key("publication-set"), "{:?}", window.names());
    window.drag(beside, beside);
    assert!(!window.shows_key("publication-set"), "nothing was entered");
    window.press(NONE, Key::P).type_text("۱ دی ۱۴۰۴").drag(beside, beside);
    assert!(window.shows_key("publication-set"), "what was typed is still there");
    window.press(NONE, Key::Escape);
    assert!(!window.shows_key("publication-set"));
}

/// On the Persian layout Shift makes marks of some letters, as the keyboard sends them.
#[test]
fn the_place_of_a_key_counts_where_its_mark_asks_for_nothing() {
    let key = |key, physical, modifiers| Event::Key {
        key,
        physical_key: Some(physical),
        pressed: true,
        repeat: false,
        modifiers,
    };
    let mut window = window("حسن گفت که [claim هوا خوب است].");
    window.event(key(Key::CloseBracket, Key::N, super::window::CTRL_SHIFT));
    assert!(window.shows_key("paste-now"), "{:?}", window.names());
    window.press(NONE, Key::Escape);
    // A mark that has a command of its own keeps it.
    let zoom = window.session().settings().zoom;
    window.event(key(Key::Plus, Key::Q, super::window::CTRL_SHIFT));
    assert!(window.session().settings().zoom > zoom);
}

#[test]
fn escape_in_the_field_of_the_name_takes_no_name_over() {
    let mut window = window("او دیروز آمد.");
    let before = window.session().analyst().clone();
    let name = window.words("setting-analyst");
    let type_name = |window: &mut Window, key| {
        window.press(CTRL, Key::Comma).focus(&name).press(CTRL, Key::A);
        window.type_text("sara").press(NONE, key);
    };
    type_name(&mut window, Key::Escape);
    assert!(!window.shows_key("close-dialog"), "{:?}", window.names());
    assert_eq!(window.session().analyst(), &before);
    type_name(&mut window, Key::Enter);
    assert_eq!(window.session().analyst().as_str(), "sara");
}

#[test]
fn without_an_article_tab_goes_through_the_ways_to_one() {
    let mut window = super::window::empty_window();
    window.press(NONE, Key::Tab);
    let open = window.words("command-open");
    assert!(window.has_focus(&open), "{:?}", window.names());
    let folder = window.words("command-open-folder");
    window.press(NONE, Key::Tab);
    assert!(window.has_focus(&folder));
}

#[test]
fn a_year_before_any_newspaper_is_of_the_solar_calendar() {
    for (typed, day) in [("1400-09-08", "2021-11-29"), ("2021-11-29", "2021-11-29")] {
        let mut window = window("او دیروز آمد.");
        window.press(NONE, Key::P);
        let name = window.words("publication-date");
        window.focus(&name).press(CTRL, Key::A).type_text(typed).press(NONE, Key::Enter);
        let published = window.session().editor().and_then(|it| it.document().published());
        assert_eq!(published.map(|it| it.to_string()).as_deref(), Some(day), "{typed}");
    }
}
