//! Keys: each means one thing, every command can be found, and text fields keep their letters.

use std::collections::BTreeMap;

use egui::{Key, KeyboardShortcut, Modifiers};
use hashiye::{
    model::Schema,
    session::{Language, LanguageChoice, Settings},
    ui::commands::{self, WindowCommand},
};

use super::window::{
    CTRL, CTRL_SHIFT, Window, empty_window, settings, strings, window, window_on, window_with,
};

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

/// A folder of two articles with dates, the first with a tag, which is active, and words selected.
fn window_below_dialogs(folder: &std::path::Path) -> Window {
    for name in ["1.txt", "2.txt"] {
        let text = format!("خبر {name} دیروز بود.\nوی گفت فردا می‌آید و شنبه رفت.\n");
        std::fs::write(folder.join(name), text).expect("written");
    }
    let mut window = window_on(folder);
    window.select("دیروز").press(NONE, Key::D);
    window.select("می‌آید").press(NONE, Key::C);
    window.wait();
    window
}

/// The modifiers of a chord as a keyboard sends them.
fn as_sent(it: KeyboardShortcut) -> Modifiers {
    Modifiers { ctrl: it.modifiers.ctrl || it.modifiers.command, ..it.modifiers }
}

/// What keys may have changed: the article, its tags, what is active, the caret, what was decided, the panels.
fn seen_below(window: &Window) -> String {
    let session = window.session();
    let open = session.editor().expect("an article is open");
    let panels =
        ["findings-close", "suggestions-close", "places-close", "find-close", "articles-filter"];
    let panels: Vec<bool> = panels.iter().map(|it| window.shows_key(it)).collect();
    let (standing, settings) = (open.suggestions().left(), session.settings());
    format!(
        "{:?} {} {} {:?} {:?} {standing} {panels:?} {:?} {}",
        session.article_path(),
        window.marked(),
        window.active(),
        open.selection(),
        open.suggestions().current(),
        open.status(),
        settings.guideline,
    )
}

#[test]
fn no_key_reaches_what_lies_below_a_dialog() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_below_dialogs(folder.path());
    let dialogs = [
        (CTRL, Key::Comma, "setting-analyst"),
        (NONE, Key::F1, "keys-caret"),
        (NONE, Key::P, "publication-set"),
    ];
    for (modifiers, key, shown) in dialogs {
        let before = seen_below(&window);
        window.press(modifiers, key);
        let opened = |window: &Window| window.shows_key(shown);
        // The answer of the system's dialog for a folder comes when it comes: until then, Escape is the page's.
        for command in commands::all().filter(|it| it.id != "open-folder") {
            for shortcut in command.keys {
                // A dialog has these itself.
                let own =
                    [Key::Escape, Key::Enter, Key::Tab, Key::Space, Key::Backspace, Key::Delete];
                if own.contains(&shortcut.logical_key) {
                    continue;
                }
                if !opened(&window) {
                    // Another dialog took its place, or the guide is over it.
                    window.press(NONE, Key::Escape);
                }
                if !opened(&window) {
                    window.press(modifiers, key);
                }
                assert!(opened(&window), "before {}", chord(*shortcut));
                window.press(as_sent(*shortcut), shortcut.logical_key);
                assert_eq!(seen_below(&window), before, "{} ({})", command.id, chord(*shortcut));
                let is_kept_off = command.scope == commands::KeyScope::OutsideDialogs;
                assert!(
                    !is_kept_off || window.shows_key("reason-dialog-open"),
                    "{} says nothing",
                    command.id
                );
            }
        }
        for label in [Key::C, Key::D, Key::S, Key::Num1] {
            window.press(NONE, label);
            assert_eq!(seen_below(&window), before, "{label:?}");
        }
        if !opened(&window) {
            window.press(NONE, Key::Escape);
        }
        if opened(&window) {
            window.press(NONE, Key::Escape);
        }
    }
}

#[test]
fn what_was_begun_in_a_dialog_is_not_left_for_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_below_dialogs(folder.path());
    window.press(NONE, Key::P).type_text("۱۰ دی");
    for (modifiers, key) in
        [(CTRL, Key::K), (CTRL, Key::Comma), (CTRL_SHIFT, Key::O), (CTRL, Key::E)]
    {
        window.press(modifiers, key);
        assert!(window.shows_key("publication-set"), "{key:?}");
        assert!(window.shows_key("reason-dialog-open"), "{key:?}");
    }
    // The guide is shown over it.
    window.press(NONE, Key::F1);
    assert!(window.shows_key("guide-next"), "{:?}", window.names());
    window.press(NONE, Key::Escape);
    assert!(window.shows_key("publication-set"));
    // A file that is dropped waits, too.
    window.drop_files(&[folder.path().join("2.txt")]);
    let open = window.session().article_path().and_then(|it| it.file_name()).map(ToOwned::to_owned);
    assert_eq!(open.as_deref(), Some("1.txt".as_ref()));
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

#[test]
fn escape_with_nothing_to_leave_says_nothing() {
    let mut window = window("وزیر دیروز رفت.");
    window.press(NONE, Key::Escape);
    assert!(!window.shows_key("reason-no-tag"), "{:?}", window.names());
    window.press(NONE, Key::Delete);
    assert!(window.shows_key("reason-no-tag"), "{:?}", window.names());
}
