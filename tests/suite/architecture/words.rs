//! The words of the interface: both languages say everything that is asked for, and nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use super::source::{Fault, Literal, Source, hold, sources};

/// Layers that ask for words in any file. Elsewhere it is those that put something in words.
const SPEAKERS: &[&str] = &["src/ui/", "src/session/", "src/store/", "src/messages/"];

/// What stands before a literal that names a widget or a place in memory: no key of words.
const NAMES: &[&str] = &["Id::unique(", "id_salt(", "Id::new(", "Panel::", "run_native("];

/// Functions whose literal argument is a key of words, however it is written.
const ASKS: &[&str] = &[".t(", ".with(", ".count(", ".get(", "Message::new("];

/// A message's values are `{ $name }`; both languages must use the same.
pub(crate) type Sentences = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn sentences(code: &str) -> Sentences {
    let path = format!("assets/lang/{code}.ftl");
    let text = fs::read_to_string(&path).expect("tests run in the package's root");
    let mut found = Sentences::new();
    let lines = text.lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty());
    // A message that goes on has further lines that are indented, or the end of what is chosen from.
    let goes_on = |it: &str| it.starts_with([' ', '}']);
    let mut whole: Vec<String> = Vec::new();
    for line in lines {
        match whole.last_mut() {
            Some(before) if goes_on(line) => *before += line,
            _ => whole.push(line.to_owned()),
        }
    }
    for line in &whole {
        let (key, words) = line.split_once(" = ").unwrap_or_else(|| panic!("{path}: {line}"));
        let values = words.split("{ $").skip(1);
        let values = values.filter_map(|it| it.split_once(' ').map(|it| it.0.to_owned()));
        let twice = found.insert(key.to_owned(), values.collect());
        assert!(twice.is_none(), "{path} has {key} twice");
        assert!(!words.trim().is_empty(), "{path}: {key} says nothing");
    }
    found
}

fn speakers() -> Vec<Source> {
    let speaks = |it: &Source| {
        SPEAKERS.iter().any(|layer| it.path.starts_with(layer))
            || it.text.contains("impl Worded for")
    };
    sources("src").into_iter().filter(speaks).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (persian, english) = (sentences("fa"), sentences("en"));
    let keys = |it: &Sentences| it.keys().cloned().collect::<BTreeSet<String>>();
    let only = |a: &Sentences, b: &Sentences| keys(a).difference(&keys(b)).cloned().collect();
    let (only_fa, only_en): (Vec<String>, Vec<String>) =
        (only(&persian, &english), only(&english, &persian));
    assert_eq!((only_fa, only_en), (vec![], vec![]), "keys of one language alone");
    for (key, values) in &persian {
        assert_eq!(Some(values), english.get(key), "the values of {key} differ");
    }
}

#[test]
fn every_key_asked_for_has_words() {
    let english = sentences("en");
    let families: BTreeSet<&str> = english.keys().filter_map(|it| it.split('-').next()).collect();
    let ids: BTreeSet<String> = speakers().iter().flat_map(command_ids).collect();
    let known = |it: &str| english.contains_key(it) || ids.contains(it);
    hold(
        "words are asked for that no language has",
        speakers().iter().flat_map(|source| {
            let literals = source.literals().into_iter();
            let missing = literals.filter(|it| is_key(it, &families) && !known(&it.words));
            missing.map(|it| Fault::new(source, it.line, &it.words)).collect::<Vec<_>>()
        }),
    );
}

#[test]
fn the_terminal_has_words_of_its_own_and_uses_all_of_them() {
    let own: BTreeSet<String> = sentences("terminal").into_keys().collect();
    let literals = sources("src/cli").into_iter().flat_map(|it| it.literals());
    let asked: BTreeSet<String> = literals
        .map(|it| it.words)
        .filter(|it| own.contains(it) || it.starts_with("terminal-"))
        .collect();
    assert_eq!(asked, own);
    assert!(sentences("en").keys().all(|it| !own.contains(it)), "a sentence stands twice");
}

#[test]
fn every_command_has_words() {
    let english = sentences("en");
    let commands = sources("src/ui/commands");
    let ids: Vec<String> = commands.iter().flat_map(command_ids).collect();
    assert!(ids.len() > 30, "the commands are where they were");
    for id in ids {
        assert!(english.contains_key(&format!("command-{id}")), "command-{id} has no words");
    }
}

#[test]
fn no_words_are_left_over() {
    let speakers = speakers();
    let asked = |all: &[Source]| -> BTreeSet<String> {
        all.iter().flat_map(Source::literals).map(|it| it.words).collect()
    };
    let literals = asked(&speakers);
    // `format!("fault-{}", …)` asks for the words of whatever may follow.
    let prefixes: Vec<String> = literals.iter().filter_map(|it| prefix_of(it)).collect();
    let anywhere = asked(&sources("src"));
    let composed = |key: &str| {
        let rests = prefixes.iter().filter_map(|it| key.strip_prefix(it.as_str()));
        rests.into_iter().any(|it| anywhere.contains(it) || is_key_name(it))
    };
    let unused: Vec<String> = sentences("en")
        .into_keys()
        .filter(|key| !literals.contains(key) && !composed(key))
        .collect();
    assert_eq!(unused, Vec::<String>::new(), "nobody asks for these words");
}

/// True for a literal that can only be meant as a key of words.
fn is_key(literal: &Literal, families: &BTreeSet<&str>) -> bool {
    let before = literal.before.strip_suffix('"').unwrap_or(&literal.before);
    if NAMES.iter().any(|it| before.contains(it)) {
        return false;
    }
    let shaped = literal.words.split('-').all(|it| {
        it.starts_with(|c: char| c.is_ascii_lowercase())
            && it.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    });
    let asked = ASKS.iter().any(|it| before.ends_with(it));
    let in_family = literal.words.split_once('-').is_some_and(|it| families.contains(it.0));
    shaped && (asked && before.contains("cx.") || before.ends_with("Message::new(") || in_family)
}

/// The `fault-` of `fault-{}`.
fn prefix_of(literal: &str) -> Option<String> {
    let (prefix, rest) = literal.split_once("-{")?;
    let named = prefix.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    (named && rest.ends_with('}')).then(|| format!("{prefix}-"))
}

/// The ids of the commands that a file defines.
fn command_ids(source: &Source) -> Vec<String> {
    let literals = source.literals().into_iter();
    literals.filter(|it| it.before.trim() == "id: \"").map(|it| it.words).collect()
}

/// Keys of the keyboard that have a name in words.
fn is_key_name(name: &str) -> bool {
    [
        "ctrl",
        "alt",
        "shift",
        "enter",
        "tab",
        "backspace",
        "delete",
        "escape",
        "space",
        "home",
        "end",
    ]
    .contains(&name)
}
