//! `hashiye validate --jsonl`: a document in, what may be wrong in it out.
//!
//! Each line is looked at by itself, so that parts of a dataset can be checked anywhere in any order. What
//! needs the other articles, such as words that have another label there, is not reported.

use std::{path::Path, sync::Arc};

use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json};

use super::{
    Done,
    finding_row::FindingRow,
    out,
    stream::{LineAnswer, LineFault, StreamArgs, answer_each},
};
use crate::{
    check::{self, Usage},
    dataset::set_missing_meta,
    edit,
    formats::{self, Format, ImportNote, Imported, Input, Options},
    messages::{Message, Worded as _},
    model::{Document, Schema},
    recognize::Context,
    store,
};

/// The format of a line.
const FORMAT: &str = "jsonl";

/// What is answered with.
#[derive(Deserialize)]
struct Identified {
    #[serde(default)]
    id: Value,
    // An array would do for a record otherwise.
    #[serde(rename = "text")]
    _text: IgnoredAny,
}

pub(super) fn run(schema: Option<&Path>, published: Option<&str>, args: StreamArgs) -> Done {
    let schema = schema.map(store::read_schema).transpose()?;
    let schema = schema.unwrap_or_else(Schema::standard);
    answer_each(args, |_number, line| answer(line, &schema, published))
}

fn answer(
    line: &[u8],
    schema: &Arc<Schema>,
    published: Option<&str>,
) -> Result<LineAnswer, LineFault> {
    let identified: Identified =
        serde_json::from_slice(line).map_err(|it| LineFault::no_document(&it))?;
    let Some(format) = Format::find(FORMAT) else { return Err(no_document(None)) };
    let options = Options { schema: Some(Arc::clone(schema)), ..Options::default() };
    let imported = formats::import(format, &[Input::new(out::INPUT, line)], &options);
    let mut imported = imported.map_err(|error| {
        let column = Some(error.column).filter(|it| *it > 0);
        LineFault::new(error.fault.message(), column)
    })?;
    let Some(mut read) = imported.documents.pop().filter(|_| imported.documents.is_empty()) else {
        return Err(no_document(imported.warnings.first().map(|it| &it.note)));
    };
    if let Some(day) = published {
        set_missing_meta(&mut read.document, Document::PUBLISHED, day);
    }
    let mut findings = findings_of_reading(&imported);
    findings.extend(findings_of(&mut read.document, &read.analyst, schema));
    let has_findings = !findings.is_empty();
    let line = json!({ "id": identified.id, "findings": findings }).to_string();
    Ok(LineAnswer { line, has_findings })
}

/// A line that cannot be an article.
fn no_document(why: Option<&ImportNote>) -> LineFault {
    let why = why.map(out::words).unwrap_or_default();
    LineFault::new(Message::new("terminal-no-document-here").with_text("why", &why), None)
}

/// What may be wrong in what is marked.
fn findings_of(document: &mut Document, analyst: &str, schema: &Arc<Schema>) -> Vec<Value> {
    // Reading adds what the schema lacks; here that is what is asked for.
    if let Some(back) = edit::set_schema(document, Arc::clone(schema)) {
        let _unchanged = document.apply(&back);
    }
    let context = Context { published: document.published() };
    let found = check::check(document, &context, &Usage::of(document));
    found.iter().map(|it| without_file(&FindingRow::of_finding(document, analyst, it))).collect()
}

/// What did not fit its text.
fn findings_of_reading(imported: &Imported) -> Vec<Value> {
    let mut rows = Vec::new();
    for warning in &imported.warnings {
        let severity = if warning.is_loss() { "error" } else { "warning" };
        let code = code_of(&warning.note);
        rows.push(
            FindingRow::of_file("", None, code, &out::words(&warning.note)).weighing(severity),
        );
    }
    let moved = &imported.placements.reanchored;
    if moved.count > 0 {
        let what = formats::PlacementKind::Reanchored.counted(moved.count);
        let row = FindingRow::of_file("", None, "quote-differs", &out::words(&what));
        rows.push(row.weighing("warning"));
    }
    rows.iter().map(without_file).collect()
}

fn without_file(row: &FindingRow) -> Value {
    let mut row = row.json();
    if let Some(row) = row.as_object_mut() {
        row.remove("file");
    }
    row
}

/// The code of what is odd in a line, as `validate` has it for files where it does.
fn code_of(note: &ImportNote) -> &'static str {
    match note {
        ImportNote::SpanOutside { .. } => "outside",
        ImportNote::SpanAstray { .. } => "quote-differs",
        ImportNote::RelationAstray { .. } => "dangling-link",
        ImportNote::Recounted { .. } | ImportNote::CutsWords { .. } => "other-offsets",
        ImportNote::Renamed { .. } => "renamed",
        ImportNote::Encoding(_)
        | ImportNote::BadBytes { .. }
        | ImportNote::Columns { .. }
        | ImportNote::FirstRow { .. }
        | ImportNote::FarCells { .. }
        | ImportNote::Table(_)
        | ImportNote::NoDay(_)
        | ImportNote::MovedDay { .. }
        | ImportNote::OtherDay { .. }
        | ImportNote::AttributesAstray(_)
        | ImportNote::WithoutText { .. }
        | ImportNote::Document { .. }
        | ImportNote::Tags { .. }
        | ImportNote::Row(_)
        | ImportNote::File(_)
        | ImportNote::OtherFile(_)
        | ImportNote::PutAside(_)
        | ImportNote::OtherTags { .. }
        | ImportNote::Kind { .. } => "left-out",
    }
}
