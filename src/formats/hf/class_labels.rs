//! What the numbers of labels in a dataset stand for.

use serde_json::Value;

use crate::formats::{Input, syntax::json};

/// The names that a dataset gives to the numbers of labels: by its card, a file's metadata, or its
/// `dataset_info.json`.
pub(super) fn class_labels(inputs: &[Input]) -> Vec<String> {
    let card = inputs.iter().filter(|it| it.stem() == "README").map(of_card);
    let described = inputs.iter().filter_map(|it| match it.stem() {
        "dataset_info" => Some(it.text().ok()?.into_owned()),
        #[cfg(feature = "parquet")]
        _ if it.has_extension("parquet") => crate::formats::parquet::rows::features(it),
        _ => None,
    });
    let described = described.filter_map(|it| of_features(&serde_json::from_str(&it).ok()?));
    card.chain(described).find(|it| !it.is_empty()).unwrap_or_default()
}

/// The names of the first `ClassLabel` in a description of features.
fn of_features(features: &Value) -> Option<Vec<String>> {
    match features {
        Value::Object(fields) if features["_type"] == "ClassLabel" => {
            Some(json::list(fields.get("names")?).iter().filter_map(json::word).collect())
        }
        Value::Object(fields) => fields.values().find_map(of_features),
        Value::Array(items) => items.iter().find_map(of_features),
        _ => None,
    }
}

/// Lines of a card such as `'0': claim`.
fn of_card(card: &Input) -> Vec<String> {
    let Ok(source) = card.text() else { return Vec::new() };
    let name = |line: &str| {
        let (number, name) = line.trim().split_once(": ")?;
        let number = number.trim_matches(['\'', '"']);
        let is_number = number.bytes().all(|it| it.is_ascii_digit()) && !number.is_empty();
        is_number.then(|| name.trim().trim_matches(['\'', '"']).to_owned())
    };
    source.lines().filter_map(name).collect()
}
