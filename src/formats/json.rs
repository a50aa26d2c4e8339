//! Reading JSON and JSON Lines that other tools wrote.

use serde_json::Value;

use super::{FormatError, Input};

/// The rows of a JSON Lines file that are not blank, each with its line. Lines end at LF only.
pub(super) fn lines(
    input: &Input,
) -> Result<impl Iterator<Item = Result<(usize, Value), FormatError>>, FormatError> {
    let source = input.text()?.into_owned();
    let rows: Vec<(usize, String)> = source
        .split('\n')
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| (at + 1, line.to_owned()))
        .collect();
    let file = input.name.clone();
    Ok(rows.into_iter().map(move |(line, row)| {
        serde_json::from_str(&row)
            .map(|value| (line, value))
            .map_err(|error| FormatError::json(&file, line, &error))
    }))
}

/// A whole file as one value.
pub(super) fn whole(input: &Input) -> Result<Value, FormatError> {
    serde_json::from_str(&input.text()?).map_err(|error| FormatError::json(&input.name, 1, &error))
}

/// Adds a value to a list being written, a line each. A dataset as one value would take many times
/// the memory of its text.
pub(super) fn push(list: &mut String, value: &Value) {
    if !list.is_empty() {
        *list += ",\n";
    }
    *list += &value.to_string();
}

/// A number that counts or names, also where it is written `3.0` or `"3"`.
pub(super) fn count(value: &Value) -> Option<usize> {
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
pub(super) fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(word) => Some(word.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The items of a list; none where it is none.
pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
