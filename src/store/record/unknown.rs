//! Keys that this version does not know: cut out of what is read, and written back.

use std::{borrow::Cow, collections::BTreeSet};

use super::scan::{KeepValue, RecordScanner};
use crate::{
    model::{UnknownKey, UnknownValue},
    store::file_syntax::FileSyntax,
};

impl FileSyntax {
    /// `value` as it stands in a file of this syntax.
    pub(super) fn unknown_value(self, value: &str) -> UnknownValue {
        let value = value.trim_end().into();
        match self {
            Self::Ron => UnknownValue::Ron(value),
            Self::Json => UnknownValue::Json(value),
        }
    }
}

/// A record without the keys that are not among `known`, and these; `None` where it has none such or
/// can't be cut.
pub(super) fn without_unknown(
    record: &str,
    syntax: FileSyntax,
    known: &[&str],
) -> Option<(String, Vec<UnknownKey>)> {
    let (open, close) = match syntax {
        FileSyntax::Ron => ('(', ')'),
        FileSyntax::Json => ('{', '}'),
    };
    let mut scanner = RecordScanner::new(record.as_bytes(), syntax);
    let mut left = vec![open.to_string()];
    let mut unknown = Vec::new();
    let mut seen = BTreeSet::new();
    scanner.start().ok()?;
    while let Some(key) = scanner.next_key().ok()? {
        scanner.find_value(KeepValue::Text).ok()?;
        let value = scanner.value().ok()?;
        if known.contains(&&*key) {
            let comma = if left.len() > 1 { ",\n" } else { "" };
            let key = match syntax {
                FileSyntax::Ron => key,
                FileSyntax::Json => format!("\"{key}\""),
            };
            left.push(format!("{comma}{key}: {value}\n"));
        } else if seen.insert(key.clone()) {
            unknown.push(UnknownKey { key: key.into(), value: syntax.unknown_value(value) });
        } else {
            return None;
        }
        scanner.after_value().ok()?;
    }
    left.push(close.to_string());
    (!unknown.is_empty()).then(|| (left.concat(), unknown))
}

/// In RON, the map of those keys of a record in JSON that are no names there.
const OTHER_KEYS: &str = "json_keys";

/// Keys with their values for a record in `syntax`. What RON has no key for stands in a map of its own,
/// which JSON takes apart again.
pub(super) fn entries_in<'k>(
    keys: impl IntoIterator<Item = &'k UnknownKey>,
    syntax: FileSyntax,
) -> Vec<String> {
    let (mut entries, mut others) = (Vec::new(), Vec::new());
    for UnknownKey { key, value } in keys {
        match syntax {
            FileSyntax::Ron if is_name(key) => {
                entries.push(format!("{key}: {}", value_in(value, syntax)));
            }
            FileSyntax::Ron => others.push(format!("{key:?}: {}", value_in(value, syntax))),
            FileSyntax::Json if &**key == OTHER_KEYS => match apart(value) {
                Some(apart) => entries.extend(apart),
                None => entries.push(format!("{}: {}", quoted(key), value_in(value, syntax))),
            },
            FileSyntax::Json => {
                entries.push(format!("{}: {}", quoted(key), value_in(value, syntax)));
            }
        }
    }
    if !others.is_empty() {
        entries.push(format!("{OTHER_KEYS}: {{{}}}", others.join(", ")));
    }
    entries
}

/// The entries of a map of keys that are no names in RON.
fn apart(value: &UnknownValue) -> Option<Vec<String>> {
    let UnknownValue::Ron(it) = value else { return None };
    let serde_json::Value::Object(entries) = json_of(it)? else { return None };
    Some(entries.iter().map(|(key, value)| format!("{}: {value}", quoted(key))).collect())
}

fn json_of(ron: &str) -> Option<serde_json::Value> {
    let value: ron::Value = ron::from_str(ron).ok()?;
    serde_json::to_value(&value).ok()
}

fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// A value for a file in `syntax`. What JSON cannot say of RON stands there as it is written, in a string.
fn value_in(value: &UnknownValue, syntax: FileSyntax) -> Cow<'_, str> {
    match (value, syntax) {
        // The comment may go on to the end of the line.
        (UnknownValue::Ron(it), FileSyntax::Ron) if it.contains("//") => format!("{it}\n").into(),
        (UnknownValue::Ron(it), FileSyntax::Ron) | (UnknownValue::Json(it), FileSyntax::Json) => {
            Cow::Borrowed(it)
        }
        (UnknownValue::Ron(it), FileSyntax::Json) => {
            json_of(it).map_or_else(|| quoted(it), |it| it.to_string()).into()
        }
        (UnknownValue::Json(it), FileSyntax::Ron) => {
            let mut out = String::new();
            match serde_json::from_str(it) {
                Ok(value) => write_ron(&value, &mut out),
                Err(_) => out.extend([format!("{it:?}")]),
            }
            out.into()
        }
    }
}

/// JSON does not say which of its objects are records and which are maps: those whose keys are all
/// names are taken for records, as most of ours are.
fn write_ron(value: &serde_json::Value, out: &mut String) {
    use serde_json::Value;
    match value {
        Value::Null => out.push_str("None"),
        Value::Bool(_) | Value::Number(_) => out.push_str(&value.to_string()),
        Value::String(it) => out.extend([format!("{it:?}")]),
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write_ron(item, out);
                out.push_str(", ");
            }
            out.push(']');
        }
        Value::Object(entries) => {
            let is_record = !entries.is_empty() && entries.keys().all(|it| is_name(it));
            out.push(if is_record { '(' } else { '{' });
            for (key, value) in entries {
                if is_record {
                    out.push_str(key);
                } else {
                    out.extend([format!("{key:?}")]);
                }
                out.push_str(": ");
                write_ron(value, out);
                out.push_str(", ");
            }
            out.push(if is_record { ')' } else { '}' });
        }
    }
}

/// True for what can stand as a key of a record in RON.
pub(super) fn is_name(key: &str) -> bool {
    let mut letters = key.bytes();
    letters.next().is_some_and(|it| it.is_ascii_alphabetic() || it == b'_')
        && letters.all(|it| it.is_ascii_alphanumeric() || it == b'_')
}
