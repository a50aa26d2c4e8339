//! Names of types: one name, one thing.

use std::collections::BTreeMap;

use super::source::{Source, is_name, sources};

/// How many of a hundred types may share their name with another.
const SHARED_AT_MOST: usize = 2;

/// What declares a type.
const DECLARING: &[&str] = &["struct", "enum", "trait", "union", "type"];

#[test]
fn a_name_of_a_type_says_which_one_is_meant() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources("src") {
        for (line, name) in declared(&source) {
            places.entry(name).or_default().push(format!("{}:{line}", source.path));
        }
    }
    let all: usize = places.values().map(Vec::len).sum();
    let shared: Vec<_> = places.iter().filter(|it| it.1.len() > 1).collect();
    let count: usize = shared.iter().map(|it| it.1.len()).sum();
    let list: Vec<String> =
        shared.iter().map(|(name, places)| format!("{name}: {}", places.join(" "))).collect();
    let percent = (count * 100).div_ceil(all);
    assert!(percent <= SHARED_AT_MOST, "{count} of {all} types share a name:\n{}", list.join("\n"));
}

/// The types that a file declares, with their lines; those of traits and their implementations, which
/// have the trait's name, are none of its own.
pub(super) fn declared(source: &Source) -> Vec<(usize, String)> {
    let code = source.code().into_iter();
    let named = |(line, code): (usize, String)| {
        let mut words = code.split_whitespace().skip_while(|it| it.starts_with("pub"));
        let declares = words.next().filter(|it| DECLARING.contains(it))?;
        if declares == "type" && code.starts_with(' ') {
            return None;
        }
        let name = words.next()?.split(|it| !is_name(it)).next()?.to_owned();
        Some((line, name))
    };
    code.filter_map(named).collect()
}

#[test]
fn declarations_are_found() {
    let text =
        "pub(crate) struct A<T>(T);\nenum B {\n    type C = D;\n}\ntype E = ();\nimpl F {}\n";
    let source = Source { path: "src/x.rs".to_owned(), text: text.to_owned() };
    let names: Vec<String> = declared(&source).into_iter().map(|it| it.1).collect();
    assert_eq!(names, ["A", "B", "E"]);
}
