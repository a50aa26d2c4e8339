//! doccano's JSON Lines: entities with relations, or text with labels.
//!
//! Its page counts UTF-16 units, its files hold whatever numbers they were given. Ids of documents
//! and attributes of spans travel as extra keys, which it keeps as metadata and writes again.

mod read;

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{
    Cannot, DocumentRemarks, DocumentView, Export, Format, OffsetUnit, Options, StreamedFile,
    metadata, streaming::JoinedDocuments,
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
    export: Some(Export::Streamed { begin: |options, _| lines(options), needs_survey: false }),
    import: Some(read::import),
    read_from: &["jsonl"],
    ..Format::BARE
};

/// The keys that are ours or doccano's own; the others are metadata.
const KEYS: [&str; 13] = [
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
    "comments",
    "annotations",
    "annotation_approver",
];

fn lines(options: &Options) -> StreamedFile {
    let unit = options.offset_unit.unwrap_or(OffsetUnit::Utf16);
    let entities = options.layout_of(&FORMAT) == "entities";
    let line = move |view: &DocumentView<'_>, _: usize| {
        let mut remarks = DocumentRemarks::default();
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
            remarks.losses = view.lost_relations();
        }
        row.insert("doc_id".to_owned(), view.id().into());
        row.insert("span_attributes".to_owned(), attribute_rows(view, unit));
        metadata::add(view, &KEYS, &mut row);
        let line = Value::Object(row).to_string() + "\n";
        (line.into_bytes(), remarks)
    };
    let name = if entities { "entities_relations.jsonl" } else { "text_label.jsonl" };
    JoinedDocuments::new(name, line).file()
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
