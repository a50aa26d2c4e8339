//! A row of a dataset, the same in Parquet and in JSON Lines: its metadata, and reading it.

use serde_json::{Map, Value};

use super::{
    DocumentView, FormatError, Input, OffsetUnit, RowFault,
    intake::{DocumentDraft, Intake, pairs},
    metadata,
    syntax::json,
};

/// True when there is metadata to write: a column is there in all splits or in none.
pub(super) fn has_meta(views: &[DocumentView<'_>]) -> bool {
    views.iter().any(|it| !it.document.meta().is_empty() || !it.analyst.is_empty())
}

/// Metadata and analyst as JSON text.
pub(super) fn meta(view: &DocumentView<'_>) -> String {
    let mut meta = Map::new();
    metadata::add(view, &[], &mut meta);
    json::text(&Value::Object(meta))
}

/// Reads a row of either layout.
pub(super) fn read_row(
    row: &Value,
    line: usize,
    input: &Input,
    labels: &[String],
    intake: &mut Intake,
) -> Result<(), FormatError> {
    let wrong = |fault: RowFault| FormatError::row(&input.name, line, fault);
    let text = row["text"].as_str().ok_or_else(|| wrong(RowFault::NoText))?;
    let id = json::word(&row["id"]).unwrap_or_else(|| format!("{}-{line}", input.stem()));
    let mut draft = DocumentDraft::new(id, text, &input.name, line);
    let meta = object(&row["meta"]).ok_or_else(|| wrong(RowFault::NoObject("meta")))?;
    metadata::take(&meta, &[], &mut draft);
    let spans = json::rows(row, "spans").map_err(wrong)?;
    for (at, it) in spans.iter().enumerate() {
        let label = match &it["label"] {
            Value::String(label) => label.clone(),
            number => {
                let number = json::count(number);
                let number = number.ok_or_else(|| wrong(RowFault::NoLabel))?;
                // Unnamed numbers are called as the library `transformers` calls them.
                labels.get(number).cloned().unwrap_or_else(|| format!("LABEL_{number}"))
            }
        };
        let (Some(start), Some(end)) = (json::count(&it["start"]), json::count(&it["end"])) else {
            return Err(wrong(RowFault::NoPlace));
        };
        let span = draft.span(at.to_string(), label, OffsetUnit::CodePoint, &[(start, end)]);
        span.say(it["text"].as_str().unwrap_or_default());
        let attributes = object(&it["attributes"]);
        let attributes = attributes.ok_or_else(|| wrong(RowFault::NoObject("attributes")))?;
        span.attributes = pairs(attributes);
    }
    for it in json::rows(row, "relations").map_err(wrong)? {
        let end = |key: &str| json::word(&it[key]).unwrap_or_default();
        draft.relation("", end("label"), end("from"), end("to"));
    }
    intake.drafts.push(draft);
    Ok(())
}

/// The pairs of an object, which Parquet may hold as JSON text; `None` for anything else.
fn object(value: &Value) -> Option<Map<String, Value>> {
    match value {
        Value::Null => Some(Map::new()),
        Value::Object(pairs) => Some(pairs.clone()),
        Value::String(json) if json.trim().is_empty() => Some(Map::new()),
        Value::String(json) => serde_json::from_str(json).ok(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    }
}
