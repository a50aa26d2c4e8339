//! What is out of sight is left alone by keys, and shown where a step changes it.

use egui::{Key, Modifiers};

use super::window::{CTRL, CTRL_SHIFT, Window, window};

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// A headline, far above the last line.
fn long(last: &str) -> String {
    let middle = "وزیر گفت بازار آرام است.\n".repeat(60);
    format!("وزیر به تهران رفت.\n{middle}{last}\n")
}

/// Makes the first tag that stands on `words` active, the caret at its start.
fn activate(window: &mut Window, words: &str) {
    let open = window.session().editor().expect("an article is open");
    let document = open.document();
    let tag = document.annotations().find(|it| document.quote(it) == words);
    let tag = tag.expect("the words are tagged").id;
    window.caret_at(words);
    window.perform(hashiye::session::NavigateAction::Activate(Some(tag)));
    assert_eq!(window.active(), words);
}

#[test]
fn the_caret_that_leaves_a_tag_by_keys_lets_go_of_it() {
    for leave in [(CTRL, Key::Home), (NONE, Key::PageUp), (NONE, Key::ArrowUp)] {
        let mut window = window(&long("او [date دیروز] آمد."));
        activate(&mut window, "دیروز");
        window.press(leave.0, leave.1);
        assert_eq!(window.active(), "", "{leave:?}");
        window.press(NONE, Key::Delete).press(NONE, Key::C);
        let marked = window.marked();
        assert!(marked.contains("[date دیروز]"), "{leave:?}: {marked}");
        assert!(marked.contains("[claim"), "what the caret is in is tagged: {marked}");
    }
}

#[test]
fn the_caret_that_walks_within_a_tag_keeps_it() {
    let mut window = window("او گفت که [claim هوا امروز خوب است].");
    activate(&mut window, "هوا امروز خوب است");
    window.press(CTRL, Key::ArrowLeft).press(NONE, Key::ArrowLeft);
    assert_eq!(window.active(), "هوا امروز خوب است");
}

/// The guide: with a claim active select its speaker, with Shift and the arrows if need be.
#[test]
fn words_selected_by_keys_beside_a_tag_that_was_left_are_linked_to_it() {
    let mut window = window("حسن گفت که [claim هوا خوب است].\nرضا رفت.");
    activate(&mut window, "هوا خوب است");
    window.press(NONE, Key::Home);
    assert_eq!(window.active(), "");
    window.press(CTRL_SHIFT, Key::ArrowLeft).press(NONE, Key::S);
    assert_eq!(window.links(), ["هوا خوب است claimant حسن"]);
    // Words of another paragraph have nothing to do with it.
    window.press(NONE, Key::ArrowDown).press(SHIFT, Key::ArrowLeft);
    assert!(window.session().editor().is_some_and(|it| it.selected().is_some()));
    assert_eq!(window.active(), "");
}

#[test]
fn what_is_undone_and_redone_out_of_sight_is_shown() {
    const TITLE: &str = "وزیر به تهران رفت.";
    let mut window = window(&long("او دیروز آمد."));
    window.select("تهران").press(NONE, Key::D).press(CTRL, Key::End);
    assert!(!window.sees(TITLE));
    window.press(CTRL, Key::Z);
    assert!(!window.marked().contains("[date"), "{}", window.marked());
    assert!(window.sees(TITLE), "what was taken back is in sight");
    window.press(NONE, Key::ArrowUp).press(CTRL, Key::End);
    assert!(!window.sees(TITLE));
    window.press(CTRL_SHIFT, Key::Z);
    assert!(window.marked().contains("[date"), "{}", window.marked());
    assert!(window.sees(TITLE), "what was made again is in sight");
}

#[test]
fn the_buttons_say_what_they_would_take_back() {
    let mut window = window("او دیروز آمد.");
    window.select("دیروز").press(NONE, Key::D);
    let label = window.session().schema().label("date").expect("a label").title.clone();
    let label = label.in_language("en").to_owned();
    let said = |window: &Window| {
        let open = window.session().editor().expect("an article is open");
        let strings = super::window::strings(hashiye::session::Language::English);
        let words = |it| strings.words_of(&it);
        (open.undo_summary().map(words), open.redo_summary().map(words))
    };
    let (undo, redo) = said(&window);
    let undo = undo.expect("a tag can be undone");
    assert!(undo.contains(&label) && undo.contains("دیروز"), "{undo}");
    assert_eq!(redo, None);
    window.press(NONE, Key::Delete);
    let (removal, _) = said(&window);
    assert_ne!(removal, Some(undo.clone()));
    window.press(CTRL, Key::Z).press(CTRL, Key::Z);
    assert_eq!(said(&window), (None, Some(undo)));
}

#[test]
fn a_state_that_goes_on_stays_in_sight_and_its_word_leads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.txt");
    std::fs::write(&path, "او دیروز آمد.\n").expect("written");
    let holder = super::window::session_on(&path);
    let mut window = super::window::window_on(&path);
    assert!(window.shows_key("state-read-only"), "{:?}", window.names());
    let shown = |window: &Window| window.session().notices().iter().any(|it| it.kind.is_lasting());
    window.press(NONE, Key::Escape).press(NONE, Key::Escape);
    assert!(shown(&window), "Escape closes what was opened, and not what is so");
    window.click_key("dismiss-notice");
    assert!(!shown(&window));
    window.click_key("state-read-only");
    assert!(shown(&window), "it is tried, and still so");
    drop(holder);
    window.click_key("state-read-only");
    assert!(window.session().may_write().is_ok() && !shown(&window));
}
