//! Tagging in the window: by button and by key, undone and made again, moved and removed.

use egui::{Event, Key, Modifiers, vec2};

use hashiye::session::{EditAction, NavigateAction, Selection};

use super::window::{ALT_SHIFT, CTRL, CTRL_SHIFT, session_on, window, window_on};

const NONE: Modifiers = Modifiers::NONE;
const SAID: &str = "پوتین گفت که هشدار داد";

#[test]
fn a_button_tags_the_selected_words() {
    let mut window = window(SAID);
    window.select("هشدار داد").click("Claim");
    assert_eq!(window.marked(), "پوتین گفت که [claim هشدار داد]");
}

#[test]
fn the_bar_at_words_selected_by_the_pointer_tags_too() {
    let mut window = window("وی فردا آمد");
    let button = window.said("tag-as", &[("label", "Date")]);
    assert!(!window.shows(&button));
    let middle = window.line("وی فردا آمد").center();
    window.drag(middle, middle + vec2(8.0, 0.0));
    let selected = window.session().editor().and_then(hashiye::session::Editor::selected);
    assert_eq!(
        selected.map(hashiye::text::TextRange::bytes),
        Some(5..13),
        "whole words are selected"
    );
    window.click(&button);
    assert_eq!(window.marked(), "وی [date فردا] آمد");
}

#[test]
fn a_tap_that_is_over_within_one_frame_is_a_click() {
    let mut window = window("وی فردا آمد");
    window.select("فردا").press(NONE, Key::D).perform(NavigateAction::Activate(None));
    let active = |window: &super::window::Window| {
        window.session().editor().and_then(|it| it.active()).map(|it| it.label.to_string())
    };
    assert_eq!(active(&window), None);
    let middle = window.line("وی فردا آمد").center();
    window.tap(middle);
    assert_eq!(active(&window), Some("date".to_owned()));
    // The pointer is let go: what moves next selects nothing.
    window.event(Event::PointerMoved(middle + vec2(30.0, 0.0)));
    let selected = window.session().editor().and_then(hashiye::session::Editor::selected);
    assert_eq!(selected, None);
}

#[test]
fn a_key_tags_the_selected_words() {
    let mut window = window("وی فردا آمد");
    window.select("فردا").press(NONE, Key::D);
    assert_eq!(window.marked(), "وی [date فردا] آمد");
}

#[test]
fn a_selection_made_by_keys_is_tagged() {
    let mut window = window("فردا آمد");
    window.caret_at("فردا");
    for _ in 0..4 {
        window.press(Modifiers::SHIFT, Key::ArrowLeft);
    }
    window.press(NONE, Key::D);
    assert_eq!(window.marked(), "[date فردا] آمد");
}

#[test]
fn undo_and_redo_have_both_their_chords() {
    let tagged = "وی [date فردا] آمد";
    let mut window = window("وی فردا آمد");
    window.select("فردا").press(NONE, Key::D);
    window.press(CTRL, Key::Z);
    assert_eq!(window.marked(), "وی فردا آمد");
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(window.marked(), tagged);
    window.press(CTRL, Key::Z).press(CTRL, Key::Y);
    assert_eq!(window.marked(), tagged);
}

#[test]
fn redo_with_nothing_to_redo_undoes_nothing() {
    let mut window = window("وی فردا آمد");
    window.select("فردا").press(NONE, Key::D).press(CTRL_SHIFT, Key::Z);
    assert_eq!(window.marked(), "وی [date فردا] آمد");
    assert!(window.shows_key("reason-nothing-to-redo"), "the status line says why");
}

#[test]
fn undo_and_redo_have_buttons() {
    let mut window = window("وی فردا آمد");
    assert!(window.is_greyed("Undo") && window.is_greyed("Redo"));
    window.select("فردا").press(NONE, Key::D).click("Undo");
    assert_eq!(window.marked(), "وی فردا آمد");
    window.click("Redo");
    assert_eq!(window.marked(), "وی [date فردا] آمد");
}

#[test]
fn going_from_tag_to_tag_ends_at_the_last() {
    let mut window = window("[date دیروز] و [date امروز] و [date فردا]");
    window.caret_at("دیروز");
    let active = |it: &super::window::Window| {
        let open = it.session().editor().expect("it is open");
        open.active().map(|it| open.document().quote(it))
    };
    let mut seen = vec![];
    for _ in 0..4 {
        window.press(CTRL, Key::ArrowDown);
        seen.extend(active(&window));
    }
    assert_eq!(seen, ["دیروز", "امروز", "فردا", "فردا"]);
    assert!(window.shows_key("reason-no-more-tags"));
    window.press(CTRL, Key::ArrowUp);
    assert_eq!(active(&window).as_deref(), Some("امروز"));
}

#[test]
fn delete_removes_the_active_tag() {
    let mut window = window("[date دیروز] و [date امروز]");
    window.caret_at("دیروز").press(CTRL, Key::ArrowDown).press(NONE, Key::Delete);
    assert_eq!(window.marked(), "دیروز و [date امروز]");
    window.press(NONE, Key::Delete);
    assert!(window.shows_key("reason-no-tag"), "{:?}", window.marked());
}

#[test]
fn the_card_removes_its_tag() {
    let mut window = window("[date دیروز] و [date امروز]");
    window.caret_at("دیروز").press(CTRL, Key::ArrowDown).click_key("command-remove");
    assert_eq!(window.marked(), "دیروز و [date امروز]");
}

#[test]
fn alt_and_arrows_move_edges_by_words() {
    let mut window = window("یک [claim دو سه] چهار پنج");
    window.caret_at("یک").press(CTRL, Key::ArrowDown).press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.marked(), "یک [claim دو سه چهار] پنج");
    window.press(Modifiers::ALT, Key::ArrowRight).press(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(window.marked(), "یک [claim دو] سه چهار پنج");
    window.press(ALT_SHIFT, Key::ArrowRight);
    assert_eq!(window.marked(), "[claim یک دو] سه چهار پنج");
    window.press(ALT_SHIFT, Key::ArrowLeft);
    assert_eq!(window.marked(), "یک [claim دو] سه چهار پنج");
    window.press(ALT_SHIFT, Key::ArrowLeft);
    assert!(window.shows_key("reason-tag-too-short"));
}

#[test]
fn a_claim_takes_its_speaker_and_its_verb_by_key() {
    let mut window = window("پوتین گفت که [claim هشدار] داد");
    window.caret_at("پوتین").press(CTRL, Key::ArrowDown);
    window.select("پوتین").press(NONE, Key::S).select("گفت").press(NONE, Key::V);
    assert_eq!(window.marked(), "[claimant پوتین] [cue گفت] که [claim هشدار] داد");
    let open = window.session().editor().expect("it is open");
    let kinds: Vec<String> = open.document().relations().map(|it| it.label.to_string()).collect();
    assert_eq!(kinds, ["claimant", "cue"]);
}

#[test]
fn letters_mean_labels_whatever_the_layout() {
    // On the Persian layout the key D arrives with the letter «ی».
    let mut window = window("وی فردا آمد");
    window.select("فردا").type_key(Key::D, "ی");
    assert_eq!(window.marked(), "وی [date فردا] آمد");
}

#[test]
fn chords_work_without_text() {
    let mut window = window("وی [date فردا] آمد");
    window.press(CTRL, Key::K);
    assert!(window.shows_key("palette-field"));
    window.press(NONE, Key::Escape);
    assert!(!window.shows_key("palette-field"));
    window.press(Modifiers::SHIFT, Key::Slash);
    assert!(window.shows_key("keys-caret"), "«؟» arrives as Shift and Slash");
}

#[test]
fn copying_takes_the_selected_words() {
    let mut window = window("وی فردا آمد");
    // The system's layer makes this of Ctrl+C before the program sees a key.
    window.select("فردا").event_once(Event::Copy);
    assert_eq!(window.copied().as_deref(), Some("فردا"));
}

#[test]
fn copying_without_selected_words_takes_what_the_card_says() {
    let mut window = window("وی ۱۲ دی ۱۴۰۰ آمد");
    window.wait();
    window.press(NONE, Key::Tab).event_once(Event::Copy);
    let suggested = window.copied().expect("the suggestion");
    assert!(suggested.starts_with("۱۲ دی ۱۴۰۰ › "), "{suggested}");
    assert!(!suggested.contains('\u{2068}'), "no signs of ours");
    window.press(NONE, Key::Enter).event_once(Event::Copy);
    let tagged = window.copied().expect("the tag");
    assert!(tagged.starts_with("۱۲ دی ۱۴۰۰\n") && tagged.contains("2022"), "{tagged}");
}

#[test]
fn a_file_of_a_newer_version_is_only_read() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let article = folder.path().join("news.txt");
    std::fs::write(&article, "وی فردا آمد").expect("the folder is ours");
    let mut session = session_on(&article);
    session.perform(NavigateAction::Select(Selection::caret(4)));
    let tagging = session.may_tag(&"date".into()).expect("it can be given");
    session.perform(EditAction::Tag(tagging));
    session.settle();
    let file = session.annotation_path().expect("it has a file");
    drop(session);
    let written = std::fs::read_to_string(&file).expect("it was saved");
    assert!(written.contains("version: 1"), "{written}");
    std::fs::write(&file, written.replace("version: 1", "version: 99")).expect("it is ours");

    let mut window = window_on(&article);
    window.select("آمد");
    assert!(window.is_greyed("Date"));
    window.press(NONE, Key::D);
    assert!(window.shows_key("reason-newer"), "{:?}", window.names());
    assert!(window.shows_key("state-read-only") || window.shows("● Read-only"));
}
