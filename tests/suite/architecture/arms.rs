//! Matches: every variant of our own enums is named, so that the compiler asks about a new one.

use std::collections::BTreeSet;

use super::source::{Source, is_name, sources};

/// What an arm does that does nothing.
const NOTHING: &[&str] =
    &["{}", "()", "return,", "return;", "return }", "{ return }", "{ return; }"];

#[test]
fn no_arm_passes_over_variants_of_our_own() {
    let sources = sources("src");
    let own: BTreeSet<String> = sources.iter().flat_map(enums).collect();
    let arms = sources.iter().flat_map(|source| {
        let arms = idle_arms(&source.whole_code(), &own).into_iter();
        arms.map(|(line, name)| format!("{}:{line}: {name}", source.path)).collect::<Vec<_>>()
    });
    let arms: Vec<String> = arms.collect();
    let list = arms.join("\n");
    assert!(arms.is_empty(), "an arm `_ => {{}}` hides variants of an enum of ours:\n{list}");
}

/// The enums that a file declares.
fn enums(source: &Source) -> Vec<String> {
    let code = source.whole_code();
    let after = code.split("enum ").skip(1);
    after.map(|it| it.split(|c| !is_name(c)).next().unwrap_or_default().to_owned()).collect()
}

/// The lines of the arms that do nothing beside patterns of enums in `own`, with what they match.
fn idle_arms(code: &str, own: &BTreeSet<String>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, arm) in code.match_indices("_ =>") {
        let before = code.get(..at).unwrap_or_default();
        let body = code.get(at + arm.len()..).unwrap_or_default().trim_start();
        let is_idle = NOTHING.iter().any(|it| body.starts_with(it));
        if before.ends_with(is_name) || !is_idle {
            continue;
        }
        let patterns = arms_before(before);
        let named = patterns.match_indices("::").filter_map(|(at, _)| {
            let name = patterns.get(..at)?.rsplit(|c| !is_name(c)).next()?;
            (name == "Self" || own.contains(name)).then(|| name.to_owned())
        });
        if let Some(name) = named.into_iter().next() {
            found.push((1 + before.matches('\n').count(), name));
        }
    }
    found
}

/// The patterns of the arms between the opening of a match and the end of `before`; not their bodies.
fn arms_before(before: &str) -> String {
    let mut depth = 0;
    let mut from = 0;
    for (at, c) in before.char_indices().rev() {
        match c {
            '}' | ')' | ']' => depth += 1,
            '{' | '(' | '[' if depth == 0 => {
                from = at + 1;
                break;
            }
            '{' | '(' | '[' => depth -= 1,
            _ => {}
        }
    }
    let mut patterns = String::new();
    let mut depth = 0_usize;
    // What ends the body that is being read: the brace of a block, or a comma.
    let mut body_end = None;
    let mut rest = before.get(from..).unwrap_or_default();
    while let Some(c) = rest.chars().next() {
        if depth == 0
            && body_end.is_none()
            && let Some(body) = rest.strip_prefix("=>")
        {
            body_end = Some(if body.trim_start().starts_with('{') { '}' } else { ',' });
        }
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if body_end.is_none() {
            patterns.push(c);
        } else if depth == 0 && body_end == Some(c) {
            body_end = None;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    patterns
}

#[test]
fn idle_arms_are_found() {
    let own = BTreeSet::from(["Event".to_owned()]);
    let found = |code: &str| idle_arms(code, &own).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(found("match a {\n    Event::Saved => b(),\n    _ => {}\n}"), [3]);
    assert_eq!(
        found("match a {\n    Self::A { .. } => {\n        b(c)\n    }\n    _ => return,\n}"),
        [5]
    );
    assert_eq!(found("match a {\n    Event::Saved => b(),\n    _ => c(),\n}"), [0; 0]);
    assert_eq!(found("match a {\n    io::Event => Event::Saved,\n    _ => {}\n}"), [0; 0]);
    assert_eq!(found("match a {\n    'x' => Event::b(),\n    'y' => {}\n    _ => {}\n}"), [0; 0]);
    assert_eq!(
        found("match a {\n    Event::Saved(_) if x => {}\n    Event::Recovered | _other => {}\n}"),
        [0; 0]
    );
}
