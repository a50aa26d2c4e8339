//! The rules of `docs/architecture.md` that the compiler does not check.

mod arms;
mod imports;
mod module_files;
mod network;
mod rings;
pub(crate) mod source;
mod types;
pub(crate) mod words;

use source::{Fault, Source, hold, names, sources};

/// Crates that only the window may know.
const OF_THE_WINDOW: &[&str] = &["egui", "eframe", "epaint", "emath", "ecolor", "rfd", "accesskit"];

/// What only `store` may name: everything here reaches the disk.
const OF_THE_DISK: &[&str] = &["fs", "OpenOptions", "tempfile"];

/// egui's own words: they are not shaped as Persian is, and they do not follow the theme.
const OWN_WORDS: &[&str] = &[
    "ui.label(",
    "ui.heading(",
    "ui.monospace(",
    "ui.small(",
    "ui.strong(",
    "ui.weak(",
    "ui.button(",
    "ui.small_button(",
    "ui.checkbox(",
    "ui.radio(",
    "ui.selectable_label(",
    "ui.link(",
    "ui.hyperlink(",
    "ui.text_edit_singleline(",
    "ui.text_edit_multiline(",
    "egui::Button",
    "egui::Label",
    "TextEdit::",
    "RichText",
    "LayoutJob",
    "WidgetText",
    ".on_hover_text(",
    ".on_disabled_hover_text(",
    "painter().text(",
];

#[test]
fn only_the_window_knows_what_draws_it() {
    hold("a layer below the window knows of it", lines_naming(OF_THE_WINDOW, &["ui"]));
}

#[test]
fn only_the_store_opens_files() {
    hold("a layer other than the store reaches the disk", lines_naming(OF_THE_DISK, &["store"]));
}

#[test]
fn files_say_what_they_are() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(sources);
    let silent = all.filter(|it| !it.text.starts_with("//! "));
    let fault = |it: Source| Fault::new(&it, 1, "does not start with `//! `");
    hold("a file does not say what it is", silent.map(fault));
}

#[test]
fn colors_are_data() {
    let window = sources("src/ui");
    let others = window.iter().filter(|it| it.path != "src/ui/theme.rs");
    hold(
        "a color is written outside assets/theme.ron",
        others.flat_map(|source| {
            let named = source.code().into_iter().filter(|(_, code)| makes_color(code));
            let hex = source.literals().into_iter().filter(|it| is_hex_color(&it.words));
            named
                .map(|(line, code)| Fault::new(source, line, code.trim()))
                .chain(hex.map(|it| Fault::new(source, it.line, &it.words)))
                .collect::<Vec<_>>()
        }),
    );
}

#[test]
fn words_are_set_by_our_own_widgets() {
    let window = sources("src/ui");
    hold(
        "egui's own text is used",
        window.iter().flat_map(|source| {
            let lines = source.code().into_iter();
            let own = lines.filter(|(_, code)| OWN_WORDS.iter().any(|it| code.contains(it)));
            own.map(|(line, code)| Fault::new(source, line, code.trim())).collect::<Vec<_>>()
        }),
    );
}

/// Lines that name one of `words` in layers other than `free`.
fn lines_naming(words: &[&str], free: &[&str]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let bound = |it: &&Source| !free.contains(&it.layer());
    for source in sources("src").iter().filter(bound) {
        for (line, code) in source.code() {
            if let Some(word) = words.iter().find(|it| names(&code, it)) {
                faults.push(Fault::new(source, line, &format!("names `{word}`")));
            }
        }
    }
    faults
}

/// Every color but none at all, and the white that leaves a texture as it is.
fn makes_color(code: &str) -> bool {
    let rest = code.replace("Color32::TRANSPARENT", "").replace("Color32::WHITE", "");
    rest.contains("hex_color!")
        || rest.match_indices("Color32::").any(|(at, name)| {
            let made = rest.get(at + name.len()..).unwrap_or_default();
            let numbers = made.split_once('(').map_or("", |it| it.1);
            let from_numbers = numbers.starts_with(|c: char| c.is_ascii_digit());
            from_numbers || made.starts_with(|c: char| c.is_ascii_uppercase())
        })
}

/// `#rgb`, `#rrggbb` or `#rrggbbaa` anywhere in a literal.
fn is_hex_color(words: &str) -> bool {
    words.split('#').skip(1).any(|it| {
        let digits = it.chars().take_while(char::is_ascii_hexdigit).count();
        matches!(digits, 3 | 6 | 8)
    })
}

#[test]
fn colors_are_known_when_seen() {
    assert!(makes_color("let a = Color32::from_rgb(1, 2, 3);") && makes_color("Color32::RED"));
    assert!(!makes_color("fn a(color: Color32) -> Color32 { Color32::TRANSPARENT }"));
    assert!(!makes_color("Color32::from_white_alpha(mask)"));
    assert!(is_hex_color("#1d6fb8") && is_hex_color("a #fff") && !is_hex_color("#rrggbb"));
}
