//! Reading JSON and JSON Lines that other tools wrote.

use std::borrow::Cow;

use serde::{Deserialize as _, Deserializer, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    formats::{FormatError, FormatFault, Input, RowFault},
    text::escape_json_line_ends,
};

/// The rows of a JSON Lines file that are not blank, each with its line, read one after the other.
/// Lines end at LF only.
pub(in crate::formats) fn lines<'a, T: DeserializeOwned>(
    file: &'a str,
    source: &'a str,
) -> impl Iterator<Item = Result<(usize, T), FormatError>> {
    let rows = source.split('\n').zip(1..).filter(|(row, _)| !row.trim().is_empty());
    rows.map(move |(row, line)| {
        if let Some(at) = too_many(row) {
            return Err(FormatError::at(
                file,
                line,
                row.get(..at).map_or(1, columns),
                FormatFault::ManyValues(MOST_VALUES),
            ));
        }
        serde_json::from_str(row)
            .map(|value| (line, value))
            .map_err(|error| FormatError::json(file, line, row, &error))
    })
}

/// Rows with their lines, read one after the other.
type Records<'a, T> = Box<dyn Iterator<Item = Result<(usize, T), FormatError>> + 'a>;

/// The rows of a file, whether it is JSON Lines or one list, each with its line.
pub(in crate::formats) fn records<'a, T: DeserializeOwned + 'a>(
    input: &'a Input,
    source: &'a str,
) -> Result<Records<'a, T>, FormatError> {
    let is_list = source.trim_start().starts_with('[');
    let is_one = source.trim_start().starts_with('{') && source.trim_end().contains('\n');
    let first = source.trim_start().split('\n').next().unwrap_or_default();
    let is_spread = is_one && serde_json::from_str::<serde::de::IgnoredAny>(first).is_err();
    let is_whole = || serde_json::from_str::<serde::de::IgnoredAny>(source).is_ok();
    let is_one_value = is_list || (is_spread && is_whole());
    if !is_one_value {
        return Ok(Box::new(lines(&input.name, source)));
    }
    let rows = match whole(input) {
        Ok(Value::Array(rows)) => rows,
        Ok(row) => vec![row],
        // One item that is none need not cost the others.
        Err(error) => {
            let items = items(source).filter(|it| it.len() > 1).ok_or(error)?;
            return Ok(Box::new(items.into_iter().map(move |(line, item)| {
                let read = serde_json::from_str(item).map(|it| (line, it));
                read.map_err(|error| FormatError::json(&input.name, line, item, &error))
            })));
        }
    };
    let places = items(source).unwrap_or_default();
    let mut places = places.into_iter().map(|it| it.0);
    Ok(Box::new(rows.into_iter().map(move |row| {
        let line = places.next().unwrap_or(1);
        let read = serde_json::from_value(row).map(|it| (line, it));
        read.map_err(|error| {
            FormatError::row(&input.name, line, RowFault::Syntax(error.to_string()))
        })
    })))
}

/// The items of the list that `source` is, each with the line it begins at; `None` where it is no list
/// that comes to an end.
fn items(source: &str) -> Option<Vec<(usize, &str)>> {
    if !source.trim_start().starts_with('[') {
        return None;
    }
    let (mut depth, mut quoted, mut escaped, mut line) = (0_usize, false, false, 1);
    let mut begun: Option<(usize, usize)> = None;
    let mut items = Vec::new();
    for (at, byte) in source.bytes().enumerate() {
        line += usize::from(byte == b'\n');
        if depth == 1 && begun.is_none() && !byte.is_ascii_whitespace() && byte != b']' {
            begun = Some((line, at));
        }
        if quoted {
            (quoted, escaped) = (escaped || byte != b'"', byte == b'\\' && !escaped);
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.checked_sub(1)?,
            b',' => {}
            _ => continue,
        }
        let is_end = (byte == b',' && depth == 1) || (byte == b']' && depth == 0);
        if let Some((line, start)) = begun.filter(|_| is_end) {
            items.push((line, source.get(start..at)?));
            begun = None;
        }
    }
    (depth == 0 && !quoted).then_some(items)
}

fn columns(before: &str) -> usize {
    before.chars().count() + 1
}

/// The most values in one piece: each takes some hundred bytes once it is read.
const MOST_VALUES: usize = 10_000_000;

/// Where one value too many stands in JSON, if there are so many. Commas inside strings count too: no
/// article has so many.
fn too_many(source: &str) -> Option<usize> {
    if source.len() < MOST_VALUES {
        return None;
    }
    memchr::memchr3_iter(b',', b'[', b'{', source.as_bytes()).nth(MOST_VALUES)
}

/// A whole file as one value.
pub(in crate::formats) fn whole(input: &Input) -> Result<Value, FormatError> {
    let source = input.text()?;
    if let Some(at) = too_many(&source) {
        let fault = FormatFault::ManyValues(MOST_VALUES);
        return Err(FormatError::at_byte(&input.name, &source, at, fault));
    }
    serde_json::from_str(&source)
        .map_err(|error| FormatError::json(&input.name, 1, &source, &error))
}

/// Adds a value to a list being written, a line each. A dataset as one value would take many times
/// the memory of its text.
pub(in crate::formats) fn push(list: &mut String, value: &Value) {
    if !list.is_empty() {
        *list += ",\n";
    }
    *list += &value.to_string();
}

/// A number that counts or names, also where it is written `3.0` or `"3"`.
pub(in crate::formats) fn count(value: &Value) -> Option<usize> {
    match value {
        Value::String(digits) => digits.trim().parse().ok(),
        value => match value.as_u64() {
            Some(count) => usize::try_from(count).ok(),
            None => value.as_f64().and_then(whole_number),
        },
    }
}

fn whole_number(number: f64) -> Option<usize> {
    format!("{number}").parse().ok()
}

/// A string or number as a string.
pub(in crate::formats) fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(word) => Some(word.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The items of the list called `key` in `of`; none where there is no such thing.
///
/// Fails where it is no list: what is in it would be passed over.
pub(in crate::formats) fn rows<'a>(of: &'a Value, key: &str) -> Result<&'a [Value], RowFault> {
    match &of[key] {
        Value::Null => Ok(&[]),
        Value::Array(rows) => Ok(rows),
        _ => Err(RowFault::NoList(key.to_owned())),
    }
}

/// For serde: a word, which may be written as a number; empty where it is neither.
pub(in crate::formats) fn as_word<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(word(&Value::deserialize(from)?).unwrap_or_default())
}

/// The items of a list; none where it is none.
pub(in crate::formats) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Escapes what ends lines for many readers in a file that is JSON, or a page with JSON in it.
pub(in crate::formats) fn tame(name: &str, bytes: &mut Vec<u8>) {
    let is_json = [".json", ".jsonl", ".jsonld", ".html"].iter().any(|it| name.ends_with(it));
    if is_json
        && let Ok(text) = std::str::from_utf8(bytes)
        && let Cow::Owned(tame) = escape_json_line_ends(text)
    {
        *bytes = tame.into_bytes();
    }
}

/// A value as JSON text to stand in a cell or a column.
pub(in crate::formats) fn text(value: &Value) -> String {
    escape_json_line_ends(&value.to_string()).into_owned()
}
