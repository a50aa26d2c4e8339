//! What is said of an article in an object that has keys of its own: metadata, and whose work it is.

use serde_json::{Map, Value};

use super::{
    DocumentView,
    intake::{DocumentDraft, pairs},
};

/// The key of whose work it is.
const ANALYST: &str = "analyst";

/// Adds metadata and analyst to `object`, whose keys `own` mean something to the format.
pub(super) fn add(view: &DocumentView<'_>, own: &[&str], object: &mut Map<String, Value>) {
    for (key, value) in view.document.meta() {
        object.insert(outside(key.as_str(), own), value.as_str().into());
    }
    if !view.analyst.is_empty() {
        object.insert(ANALYST.to_owned(), view.analyst.into());
    }
}

/// Takes them from `object` again.
pub(super) fn take(object: &Map<String, Value>, own: &[&str], draft: &mut DocumentDraft) {
    let said = object.iter().filter(|(key, _)| !own.contains(&key.as_str()));
    for (key, value) in pairs(said.map(|(key, it)| (key.clone(), it.clone()))) {
        if key == ANALYST {
            draft.analyst = value;
        } else {
            draft.meta.insert(inside(&key, own).to_owned(), value);
        }
    }
}

/// A key of metadata as it stands in the object: with a `_` before it where it would mean something
/// else.
fn outside(key: &str, own: &[&str]) -> String {
    if is_taken(key, own) { format!("_{key}") } else { key.to_owned() }
}

fn inside<'a>(key: &'a str, own: &[&str]) -> &'a str {
    key.strip_prefix('_').filter(|it| is_taken(it, own)).unwrap_or(key)
}

fn is_taken(key: &str, own: &[&str]) -> bool {
    let bare = key.trim_start_matches('_');
    bare == ANALYST || own.contains(&bare)
}
