//! Keys: each means one thing, every command can be found, and text fields keep their letters.

use std::collections::BTreeMap;

use egui::{Key, KeyboardShortcut, Modifiers};
use hashiye::{
    model::Schema,
    session::{Language, LanguageChoice, Settings},
    ui::commands::{self, WindowCommand},
};

use super::window::{CTRL, empty_window, settings, strings, window, window_with};

const NONE: Modifiers = Modifiers::NONE;

/// A chord as the keyboard sends it, with everything it is for.
type Uses = BTreeMap<String, Vec<String>>;

fn chord(it: KeyboardShortcut) -> String {
    let Modifiers { alt, ctrl, shift, command, .. } = it.modifiers;
    format!(
        "{}{}{}{}",
        pick(ctrl || command, "Ctrl+"),
        pick(alt, "Alt+"),
        pick(shift, "Shift+"),
        it.logical_key.name()
    )
}

fn pick(on: bool, name: &str) -> &str {
    if on { name } else { "" }
}

fn uses() -> Uses {
    let mut uses = Uses::new();
    for command in commands::all() {
        // While works are compared, some keys mean something else.
        let scope = pick(command.scope == commands::KeyScope::Comparing, "comparing ");
        for key in command.keys {
            uses.entry(format!("{scope}{}", chord(*key))).or_default().push(command.id.to_owned());
        }
    }
    let schema = Schema::standard();
    let labels = schema.labels.iter().map(|it| (&it.key, &it.id));
    let relations = schema.relations.iter().map(|it| (&it.key, &it.id));
    for (key, id) in labels.chain(relations).filter(|it| !it.0.is_empty()) {
        uses.entry(key.to_uppercase()).or_default().push(id.clone());
    }
    uses
}

#[test]
fn every_chord_is_used_once() {
    let twice: Uses = uses().into_iter().filter(|it| it.1.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn no_chord_takes_what_text_needs() {
    // A command that works everywhere also works while somebody types.
    let typed = |command: &&WindowCommand| {
        use commands::KeyScope::{Everywhere, OutsideDialogs};
        [Everywhere, OutsideDialogs].contains(&command.scope)
    };
    for command in commands::all().filter(typed) {
        for key in command.keys {
            let plain = !key.modifiers.command && !key.modifiers.ctrl && !key.modifiers.alt;
            let types = key.logical_key.name().chars().count() == 1;
            assert!(!(plain && types), "{} types {}", command.id, key.logical_key.name());
        }
    }
}

#[test]
fn ids_of_commands_are_unique() {
    let mut ids: Vec<&str> = commands::all().map(|it| it.id).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn the_palette_finds_every_command_in_the_language_in_use() {
    finds_commands(Language::English, settings());
    let persian = Settings { language: LanguageChoice::Persian, ..settings() };
    finds_commands(Language::Persian, persian);
}

#[test]
fn the_palette_finds_every_command_in_the_other_language() {
    finds_commands(Language::Persian, settings());
}

/// Types the name that each command has in a language into the palette.
#[track_caller]
fn finds_commands(typed: Language, settings: Settings) {
    let names = strings(typed);
    let mut window = window_with("وی [date فردا] آمد", settings);
    for command in commands::all().filter(|it| it.id != "palette") {
        let key = format!("command-{}", command.id);
        let name = names.get(&key);
        window.press(CTRL, Key::K).type_text(&name);
        let shown = window.words(&key);
        assert!(window.lists(&shown), "{name} finds {shown}");
        window.press(NONE, Key::Escape);
    }
}

#[test]
fn the_palette_does_what_is_chosen() {
    let mut window = window("وی [date فردا] آمد");
    window.press(CTRL, Key::K).type_text("dark").press(NONE, Key::Enter);
    assert!(!window.shows_key("palette-field"), "it closes");
    assert_eq!(window.session().settings().theme, hashiye::session::ThemeChoice::Dark);
}

#[test]
fn the_palette_says_when_it_finds_nothing() {
    let mut window = empty_window();
    window.press(CTRL, Key::K).type_text("qqq");
    assert!(window.shows_key("palette-nothing"));
}

#[test]
fn the_key_sheet_lists_every_command_that_has_a_key() {
    let mut window = window("وی فردا آمد");
    window.press(NONE, Key::F1);
    let names = window.names();
    for command in commands::all().filter(|it| !it.keys.is_empty()) {
        let name = window.words(&format!("command-{}", command.id));
        assert!(names.contains(&name), "{name} is missing");
    }
    for label in ["Claim", "Date"] {
        assert!(names.iter().filter(|it| *it == label).count() > 1, "{label} is missing");
    }
}

#[test]
fn a_text_field_keeps_letters_for_itself() {
    let mut window = window("وی [date فردا] آمد");
    window.select("آمد").press(CTRL, Key::F);
    let name = window.words("find-field");
    // What was selected is looked for; typing writes over it.
    assert_eq!(window.field(&name), "آمد");
    window.type_key(Key::C, "c").type_key(Key::D, "d").type_key(Key::D, "ی");
    assert_eq!(window.field(&name), "cdی");
    assert_eq!(window.marked(), "وی [date فردا] آمد");
    window.press(NONE, Key::Backspace).press(NONE, Key::Delete);
    assert_eq!(window.field(&name), "cd");
    assert_eq!(window.marked(), "وی [date فردا] آمد", "the tag is still there");
}

#[test]
fn undo_in_a_text_field_is_the_fields() {
    let mut window = window("وی فردا آمد");
    window.select("فردا").press(NONE, Key::D);
    window.press(CTRL, Key::F);
    let name = window.words("find-field");
    window.type_text("a").press(CTRL, Key::Z);
    assert_eq!(window.field(&name), "");
    assert_eq!(window.marked(), "وی [date فردا] آمد");
}

#[test]
fn a_key_that_can_do_nothing_says_why() {
    let mut window = empty_window();
    window.press(CTRL, Key::Z);
    assert!(window.shows_key("reason-no-article"));
}

#[test]
fn zoom_and_size_follow_their_keys() {
    let mut window = window("وی فردا آمد");
    window.press(CTRL, Key::Plus);
    assert_eq!(window.session().settings().percent(), 110);
    window.press(CTRL, Key::Minus).press(CTRL, Key::Minus);
    assert_eq!(window.session().settings().percent(), 90);
    window.press(CTRL, Key::Num0);
    assert_eq!(window.session().settings().percent(), 100);
}

#[test]
fn arrows_choose_a_row_of_the_palette_and_enter_takes_that_one() {
    let mut window = window("وی آمد");
    window.press(CTRL, Key::K).type_text("text");
    // Pasted text, larger text, smaller text.
    window.press(NONE, Key::ArrowDown).press(NONE, Key::ArrowDown).press(NONE, Key::Enter);
    assert!(window.session().settings().zoom < 1.0);
}

#[test]
fn f6_goes_to_the_bar_and_back_to_the_page() {
    let mut window = window("وی فردا آمد");
    window.press(Modifiers::NONE, Key::F6);
    let first = window.words("menu-main");
    assert!(window.has_focus(&first), "{:?}", window.names());
    window.press(Modifiers::NONE, Key::F6);
    assert!(!window.has_focus(&first));
    window.caret_at("فردا").press(Modifiers::NONE, Key::D);
    assert_eq!(window.marked(), "وی [date فردا] آمد");
}

#[test]
fn the_palette_puts_the_command_of_that_very_name_first() {
    let mut window = window("وی آمد");
    let name = window.words("command-guide");
    window.press(CTRL, Key::K).type_text(&name).press(NONE, Key::Enter);
    assert!(!window.shows_key("palette-field"));
    assert!(window.shows_key("guide-next"), "{:?}", window.names());
}
