//! The rules of `docs/architecture.md` that the compiler does not check.

pub(crate) mod source;
pub(crate) mod words;

use std::fs;

use source::{Fault, Source, hold, names, sources};

/// Each layer with the layers it may use besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("language", &["text"]),
    ("timex", &["text", "language"]),
    ("model", &["text", "language"]),
    ("messages", &["text", "language", "timex", "model"]),
    ("edit", &["text", "language", "model"]),
    ("anchor", &["text", "language", "model"]),
    ("recognize", &["text", "language", "timex"]),
    ("typeset", &["text", "language"]),
    ("formats", &["text", "language", "timex", "model", "messages", "anchor", "recognize"]),
    ("store", &["text", "language", "model", "messages", "edit", "anchor"]),
    ("check", &["text", "language", "timex", "model", "messages", "edit", "recognize"]),
    ("report", &["text", "language", "timex", "model", "messages", "typeset"]),
    ("dataset", &["text", "language", "model", "messages", "edit", "formats", "store"]),
    (
        "session",
        &[
            "text",
            "language",
            "timex",
            "model",
            "messages",
            "edit",
            "anchor",
            "recognize",
            "check",
            "formats",
            "store",
            "dataset",
            "report",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "language",
            "timex",
            "model",
            "messages",
            "edit",
            "anchor",
            "recognize",
            "check",
            "formats",
            "store",
            "dataset",
            "report",
            "session",
        ],
    ),
    (
        "ui",
        &[
            "text",
            "language",
            "timex",
            "model",
            "messages",
            "edit",
            "anchor",
            "recognize",
            "check",
            "typeset",
            "formats",
            "store",
            "dataset",
            "report",
            "session",
            "cli",
        ],
    ),
];

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
fn layers_point_one_way() {
    hold(
        "a layer uses one that it may not use",
        sources("src").iter().flat_map(|source| {
            let allowed =
                LAYERS.iter().find(|it| it.0 == source.layer()).map_or(&[][..], |it| it.1);
            let own = source.layer().to_owned();
            // The crate's root, which is no layer, names them all.
            let is_root = source.layer().contains('.');
            used(source).into_iter().filter_map(move |(line, name)| {
                let known = LAYERS.iter().any(|it| it.0 == name);
                let fits = is_root || !known || name == own || allowed.contains(&name.as_str());
                (!fits).then(|| Fault::new(source, line, &format!("`{own}` uses `{name}`")))
            })
        }),
    );
}

#[test]
fn every_folder_is_a_layer() {
    for entry in fs::read_dir("src").expect("tests run in the package's root") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        let is_layer = LAYERS.iter().any(|it| it.0 == name);
        assert!(!path.is_dir() || is_layer, "src/{name} is missing from the table of layers");
        let is_root = ["lib.rs", "main.rs"].contains(&name);
        assert!(path.is_dir() || is_root, "src/{name} belongs into a layer");
    }
}

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

/// The first segments of everything named from the crate's root, with their lines.
fn used(source: &Source) -> Vec<(usize, String)> {
    let mut code = String::new();
    for (_, line) in source.code() {
        code += &line;
        code.push('\n');
    }
    let mut found = Vec::new();
    for (at, name) in code.match_indices("crate::") {
        let line = 1 + code.get(..at).unwrap_or_default().matches('\n').count();
        let after = code.get(at + name.len()..).unwrap_or_default();
        match after.strip_prefix('{') {
            Some(group) => {
                found.extend(roots(group).into_iter().map(|(below, it)| (line + below, it)));
            }
            None => found.push((line, first_segment(after))),
        }
    }
    found
}

/// The roots that `{a::x, b::{y, z}}` names, given what follows its opening brace, with how many
/// lines below the brace each stands.
fn roots(group: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut depth, mut line, mut expecting) = (0, 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '\n' => line += 1,
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => expecting = true,
            _ if expecting && source::is_name(c) => {
                found.push((line, first_segment(group.get(at..).unwrap_or_default())));
                expecting = false;
            }
            _ => {}
        }
    }
    found
}

fn first_segment(path: &str) -> String {
    path.chars().take_while(|it| source::is_name(*it)).collect()
}

#[test]
fn groups_of_names_are_read() {
    let text = "use crate::{\n    edit::{self, Draft},\n    text,\n};\nlet a = crate::model::A;\n";
    let source = Source { path: "src/x/y.rs".to_owned(), text: text.to_owned() };
    let found = used(&source);
    let expected = [(2, "edit"), (3, "text"), (5, "model")];
    assert_eq!(found, expected.map(|(line, name)| (line, name.to_owned())));
}

#[test]
fn colors_are_known_when_seen() {
    assert!(makes_color("let a = Color32::from_rgb(1, 2, 3);") && makes_color("Color32::RED"));
    assert!(!makes_color("fn a(color: Color32) -> Color32 { Color32::TRANSPARENT }"));
    assert!(!makes_color("Color32::from_white_alpha(mask)"));
    assert!(is_hex_color("#1d6fb8") && is_hex_color("a #fff") && !is_hex_color("#rrggbb"));
}
