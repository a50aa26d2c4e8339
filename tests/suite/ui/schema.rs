//! The guideline beside the page, and the schema editor.

use egui::{Key, Modifiers};
use hashiye::{
    model::AnnotationId,
    session::{LanguageChoice, NavigateAction, Session, Settings},
};

use super::window::{CTRL, CTRL_SHIFT, Window, empty_window, window, window_with};

const NONE: Modifiers = Modifiers::NONE;
const MARKED: &str = "وی گفت که [claim هوا خوب است] و [date فردا] رفت";

fn title(session: &Session, label: &str, language: &str) -> String {
    let label = session.schema().label(label).map(|it| it.title.in_language(language).to_owned());
    label.unwrap_or_default()
}

/// Writes `words` over what stands in a field.
fn write_over(window: &mut Window, field: &str, words: &str) {
    let name = window.words(field);
    window.focus(&name).press(CTRL, Key::A).type_text(words);
}

#[test]
fn the_guideline_is_that_of_the_active_tag() {
    let mut window = window(MARKED);
    assert!(!window.shows_key("guideline-title"));
    window.press(NONE, Key::F9);
    assert!(window.shows_key("guideline-title"), "{:?}", window.names());
    assert!(window.session().settings().guideline, "it is remembered");
    window.perform(NavigateAction::Activate(Some(AnnotationId(2))));
    let date = window.session().schema().label("date").expect("it is there").clone();
    let first = date.guideline.in_language("en").lines().next().unwrap_or_default().to_owned();
    assert!(window.shows(&first), "{:?}", window.names());
    assert!(date.examples.iter().all(|it| window.shows(&it.parts().0)));
    let claim = window.said("guideline-of", &[("label", "Claim")]);
    window.click(&claim);
    assert!(!window.shows(&first), "another was chosen");
    window.press(NONE, Key::F9);
    assert!(!window.shows_key("guideline-title"));
}

#[test]
fn the_guideline_speaks_the_language_of_the_window() {
    let settings =
        Settings { language: LanguageChoice::Persian, guideline: true, ..Settings::default() };
    let window = window_with(MARKED, settings);
    let claim = window.session().schema().label("claim").expect("it is there").clone();
    let first = claim.guideline.in_language("fa").lines().next().unwrap_or_default().to_owned();
    assert!(window.shows(&first), "{:?}", window.names());
}

#[test]
fn a_name_is_changed_at_once_and_undone() {
    let mut window = window(MARKED);
    window.press(CTRL_SHIFT, Key::L);
    assert!(window.shows_key("schema-title"));
    assert!(window.is_greyed(&window.words("schema-keep")), "nothing is changed");
    write_over(&mut window, "schema-name-en", "Statement");
    window.click_key("schema-keep");
    assert!(!window.shows_key("schema-title"), "{:?}", window.names());
    assert_eq!(title(window.session(), "claim", "en"), "Statement");
    window.press(CTRL, Key::Z);
    assert_eq!(title(window.session(), "claim", "en"), "Claim");
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(title(window.session(), "claim", "en"), "Statement");
}

#[test]
fn renaming_a_key_says_what_it_touches() {
    let mut window = window(MARKED);
    window.press(CTRL_SHIFT, Key::L);
    write_over(&mut window, "schema-id", "statement");
    window.click_key("schema-keep");
    assert!(window.says("schema-touches-here", &[("here", "1")]), "{:?}", window.names());
    assert_eq!(window.marked(), MARKED, "nothing is done yet");
    window.click_key("schema-keep-touched");
    assert_eq!(window.marked(), MARKED.replace("[claim", "[statement"));
    window.press(CTRL, Key::Z);
    assert_eq!(window.marked(), MARKED);
}

#[test]
fn keys_in_use_are_refused() {
    let mut window = window(MARKED);
    window.press(CTRL_SHIFT, Key::L);
    window.click_key("schema-key").press(NONE, Key::D);
    // Said at the label whose key was changed, and who had it before.
    let says = |window: &Window, what: &str| {
        let plain = |it: &String| it.replace(['\u{2068}', '\u{2069}'], "");
        let names: Vec<String> = window.names().iter().map(plain).collect();
        assert!(names.iter().any(|it| it == what), "{names:?}");
    };
    says(&window, "The key D belongs to the label “Date”.");
    assert!(window.is_greyed(&window.words("schema-keep")));
    window.press(NONE, Key::S);
    says(&window, "The key S belongs to the link “Claimant”.");
    window.press(NONE, Key::Q);
    assert!(!window.is_greyed(&window.words("schema-keep")));
}

#[test]
fn the_keys_under_which_dates_are_read_stay() {
    let mut window = window(MARKED);
    window.press(CTRL_SHIFT, Key::L).click_key("schema-attributes").click("Value");
    write_over(&mut window, "schema-id", "timex_value");
    assert!(
        window.says("schema-wrong-read-by-program", &[("key", "value")]),
        "{:?}",
        window.names()
    );
    assert!(window.is_greyed(&window.words("schema-keep")));
    write_over(&mut window, "schema-id", "value");
    write_over(&mut window, "schema-name-en", "Timex value");
    assert!(!window.is_greyed(&window.words("schema-keep")), "its name may be any");
}

#[test]
fn tags_of_a_label_that_goes_are_given_another() {
    let mut window = window(MARKED);
    // The editor begins at the label of the active tag.
    window.perform(NavigateAction::Activate(Some(AnnotationId(2)))).press(CTRL_SHIFT, Key::L);
    for _tab in 0..160 {
        if window.has_focus(&window.words("schema-remove")) {
            break;
        }
        window.press(NONE, Key::Tab);
    }
    assert!(window.has_focus(&window.words("schema-remove")), "Tab reaches every button");
    window.press(NONE, Key::Enter).click_key("schema-keep");
    let to_claim = window.said("schema-outcome-move", &[("what", "Claim")]);
    window.click(&to_claim).click_key("schema-keep-touched");
    assert_eq!(window.marked(), MARKED.replace("[date", "[claim"), "{:?}", window.names());
    window.press(CTRL, Key::Z);
    assert_eq!(window.marked(), MARKED);
    assert!(window.session().schema().label("date").is_some());
}

#[test]
fn a_color_that_is_hard_to_see_is_reported_and_fixed() {
    let mut window = window(MARKED);
    window.press(CTRL_SHIFT, Key::L);
    let shown = |window: &Window, what: &str| window.names().iter().any(|it| it.contains(what));
    assert!(!shown(&window, "Too low"));
    write_over(&mut window, "schema-on-light", "#ffee00");
    assert!(shown(&window, "Too low; mark \u{2068}1.2\u{2069}:1"), "{:?}", window.names());
    let readable = window.words("schema-make-readable");
    window.click(&format!("{readable} · {}", window.words("schema-on-light")));
    assert!(!shown(&window, "Too low"));
    write_over(&mut window, "schema-on-light", "yellow");
    assert!(window.shows_key("schema-not-color"));
    assert!(window.is_greyed(&window.words("schema-keep")));
}

#[test]
fn changes_are_not_lost_by_a_key() {
    let mut window = window(MARKED);
    window.press(CTRL_SHIFT, Key::L);
    write_over(&mut window, "schema-name-en", "Statement");
    window.press(NONE, Key::Escape);
    assert!(window.shows_key("schema-ask"));
    window.click_key("schema-go-on");
    let name = window.words("schema-name-en");
    assert_eq!(window.field(&name), "Statement");
    window.press(NONE, Key::Escape).click_key("schema-drop");
    assert!(!window.shows_key("schema-title"));
    assert_eq!(title(window.session(), "claim", "en"), "Claim");
}

#[test]
fn without_an_article_there_is_no_schema_to_edit() {
    let mut window = empty_window();
    window.press(CTRL_SHIFT, Key::L);
    assert!(window.shows_key("reason-no-article"));
}
