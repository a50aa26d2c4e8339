//! doccano's JSON Lines: entities with relations, or text with labels.
//!
//! Its page counts UTF-16 units, its files hold whatever numbers they were given. Ids of documents
//! and attributes of spans travel as extra keys, which it keeps as metadata and writes again.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{
    Cannot, DocumentView, Format, FormatError, Input, OffsetUnit, Options, Output,
    intake::{DocumentDraft, Intake, Warning, pairs},
    json, metadata,
};
use crate::text::TextRange;

pub(super) const FORMAT: Format = Format {
    id: "doccano",
    title: "doccano JSON Lines",
    extension: "jsonl",
    single_file: true,
    offset_unit: OffsetUnit::Utf16,
    cannot_carry: &[Cannot::Relations],
    layouts: &["entities", "text-label"],
    export: Some(export),
    import: Some(import),
    read_from: &["jsonl"],
    ..Format::BARE
};

/// The keys that are ours or doccano's own; the others are metadata.
const KEYS: [&str; 10] = [
    "id",
    "text",
    "data",
    "label",
    "labels",
    "entities",
    "relations",
    "doc_id",
    "span_attributes",
    "Comments",
];

fn export(views: &[DocumentView<'_>], options: &Options) -> Output {
    let unit = options.offset_unit.unwrap_or(OffsetUnit::Utf16);
    let entities = options.layout_of(&FORMAT) == "entities";
    let mut output = Output::default();
    let mut lines = String::new();
    for view in views {
        let mut row = Map::new();
        row.insert("text".to_owned(), view.source().into());
        if entities {
            row.insert("entities".to_owned(), entity_rows(view, unit));
            row.insert("relations".to_owned(), relation_rows(view));
        } else {
            let label = |it: &super::SpanView<'_>| {
                let (start, end) = it.offsets(view.text(), unit);
                json!([start, end, it.label()])
            };
            row.insert("label".to_owned(), view.spans.iter().map(label).collect());
            output.losses.extend(view.lost_relations());
        }
        row.insert("doc_id".to_owned(), view.id().into());
        row.insert("span_attributes".to_owned(), attribute_rows(view, unit));
        metadata::add(view, &KEYS, &mut row);
        lines += &Value::Object(row).to_string();
        lines.push('\n');
    }
    let name = if entities { "entities_relations.jsonl" } else { "text_label.jsonl" };
    output.files.push((name.to_owned(), lines.into_bytes()));
    output
}

fn entity_rows(view: &DocumentView<'_>, unit: OffsetUnit) -> Value {
    let row = |it: &super::SpanView<'_>| {
        let (start, end) = it.offsets(view.text(), unit);
        let id = it.annotation.id.0;
        json!({ "id": id, "label": it.label(), "start_offset": start, "end_offset": end })
    };
    view.spans.iter().map(row).collect()
}

fn relation_rows(view: &DocumentView<'_>) -> Value {
    let row = |it: &super::RelationView<'_>| {
        let (from, to) = (it.relation.from.0, it.relation.to.0);
        json!({ "id": it.relation.id.0, "from_id": from, "to_id": to, "type": it.label() })
    };
    view.relations.iter().map(row).collect()
}

/// What is said of spans, by place and label. Of several with one place and label each has a row as
/// soon as one needs it: rows and spans find each other by their order.
fn attribute_rows(view: &DocumentView<'_>, unit: OffsetUnit) -> Value {
    let key = |it: &super::SpanView<'_>| (it.range, it.label().to_owned());
    let said = view.spans.iter().filter(|it| !it.attributes.is_empty());
    let said: HashSet<(TextRange, String)> = said.map(key).collect();
    let row = |it: &super::SpanView<'_>| {
        let (start, end) = it.offsets(view.text(), unit);
        json!([start, end, it.label(), it.attributes_json()])
    };
    view.spans.iter().filter(|it| said.contains(&key(it))).map(row).collect()
}

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let unit = options.offset_unit.unwrap_or(OffsetUnit::Utf16);
    let mut intake = Intake::default();
    for input in inputs {
        let source = input.text_of_lines()?;
        for row in json::lines::<Value>(&input.name, &source) {
            let (line, row) = row?;
            read_row(&row, unit, (&input.name, line), &mut intake)?;
        }
    }
    Ok(intake)
}

fn read_row(
    row: &Value,
    unit: OffsetUnit,
    (file, line): (&str, usize),
    intake: &mut Intake,
) -> Result<(), FormatError> {
    let wrong = |what: &str| FormatError::at(file, line, 1, what);
    let text = row["text"].as_str().or(row["data"].as_str());
    let text = text.ok_or_else(|| wrong("there is no \"text\" in this row"))?;
    let id = json::word(&row["doc_id"]).or(json::word(&row["id"]));
    let id = id.unwrap_or_else(|| format!("document-{line}"));
    let mut draft = DocumentDraft::new(id, text, file, line);
    if let Some(row) = row.as_object() {
        metadata::take(row, &KEYS, &mut draft);
    }

    let mut places = Vec::new();
    let mut add =
        |draft: &mut DocumentDraft, key: String, label: &str, start: usize, end: usize| match draft
            .span(key, label, unit, &[(start, end)])
        {
            Ok(_added) => places.push(Some((start, end, label.to_owned()))),
            Err(warning) => intake.warnings.push(warning),
        };
    for entity in json::rows(row, "entities").map_err(|it| wrong(&it))? {
        let (start, end) =
            (json::count(&entity["start_offset"]), json::count(&entity["end_offset"]));
        let (Some(start), Some(end), Some(label)) = (start, end, entity["label"].as_str()) else {
            return Err(wrong("an entity lacks its label, start_offset or end_offset"));
        };
        add(&mut draft, json::word(&entity["id"]).unwrap_or_default(), label, start, end);
    }
    let labels = if row["label"].is_null() { "labels" } else { "label" };
    for it in json::rows(row, labels).map_err(|it| wrong(&it))? {
        let (Some(start), Some(end), Some(label)) =
            (json::count(&it[0]), json::count(&it[1]), it[2].as_str())
        else {
            return Err(wrong("a label is not [start, end, label]"));
        };
        add(&mut draft, String::new(), label, start, end);
    }
    read_attributes(row, &mut draft, &mut places, &mut intake.warnings);
    for it in json::rows(row, "relations").map_err(|it| wrong(&it))? {
        let end = |key: &str| json::word(&it[key]).unwrap_or_default();
        draft.relation(end("id"), end("type"), end("from_id"), end("to_id"));
    }
    intake.drafts.push(draft);
    Ok(())
}

/// Attributes find their span by its place and label, since doccano gives spans new ids.
fn read_attributes(
    row: &Value,
    draft: &mut DocumentDraft,
    places: &mut [Option<(usize, usize, String)>],
    warnings: &mut Vec<Warning>,
) {
    for it in json::list(&row["span_attributes"]) {
        let wanted = (json::count(&it[0]), json::count(&it[1]), it[2].as_str());
        let same = |place: &Option<(usize, usize, String)>| {
            place.as_ref().is_some_and(|(a, b, label)| wanted == (Some(*a), Some(*b), Some(label)))
        };
        let found = places.iter().position(same);
        let span = found.and_then(|at| {
            places[at] = None;
            draft.spans.get_mut(at)
        });
        match (span, it[3].as_object()) {
            (Some(span), Some(attributes)) => span.attributes = pairs(attributes.clone()),
            _ => warnings.push(draft.warning(format!("left out attributes without a span: {it}"))),
        }
    }
}
