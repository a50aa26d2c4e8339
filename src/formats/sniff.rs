//! Which format files are in: by what they begin with, and by reading them in each.

use serde_json::Value;

use super::{
    ALL, Format, FormatError, FormatFault, ImportNote, Imported, ImportedDocument, Input, Options,
    ReadingAdvice, SeenKind, Warning, import,
    syntax::{json, zip},
};

/// How much of a file is looked at.
const LOOKED_AT: usize = 64 << 10;

/// What a file seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SeenFormat {
    /// What it is called.
    kind: SeenKind,
    /// The key of the format that reads it; `""` where none does.
    id: &'static str,
}

/// The error with what the files are, where that is something else than `format`.
pub(super) fn explained(error: FormatError, inputs: &[Input], format: &Format) -> FormatError {
    let named = inputs.iter().find(|it| it.name == error.file).or(inputs.first());
    let fault = named.map_or(error.fault.clone(), |it| explained_fault(error.fault, it, format));
    FormatError { fault, ..error }
}

/// The same for each file that was left out.
pub(super) fn explain_files(warnings: &mut [Warning], inputs: &[Input], format: &Format) {
    for Warning { file, note, .. } in warnings {
        let ImportNote::File(fault) = note else { continue };
        if let Some(input) = inputs.iter().find(|it| it.name == *file) {
            *fault = explained_fault(fault.clone(), input, format);
        }
    }
}

fn explained_fault(fault: FormatFault, input: &Input, format: &Format) -> FormatFault {
    let Some(SeenFormat { kind, id }) = seen(input).filter(|it| it.id != format.id) else {
        return fault;
    };
    let advice = match Format::find(id) {
        Some(it) if it.import.is_some() => ReadingAdvice::From(it.id),
        Some(_) => ReadingAdvice::OnlyWritten,
        None => ReadingAdvice::NotRead,
    };
    FormatFault::Other { seen: kind, wanted: format.title, advice, why: Box::new(fault) }
}

/// Formats whose files are read as nothing, without a fault, by others.
const READ_AS_NOTHING: [(&str, &[&str]); 2] =
    [("timeml", &["tei", "cas-xmi"]), ("label-studio", &["doccano", "prodigy", "jsonl"])];

/// The files that another format is for and this one takes for empty.
pub(super) fn of_other_formats(inputs: &[Input], format: &Format) -> Vec<FormatError> {
    let Some((_, others)) = READ_AS_NOTHING.iter().find(|it| it.0 == format.id) else {
        return Vec::new();
    };
    let is_other = |it: &&Input| seen(it).is_some_and(|it| others.contains(&it.id));
    let wrong = |it: &Input| FormatError::new(&it.name, FormatFault::OtherLayout);
    inputs.iter().filter(is_other).map(wrong).collect()
}

/// What a file seems to be; `None` where nothing speaks for one thing.
fn seen(input: &Input) -> Option<SeenFormat> {
    let is = |kind, id| Some(SeenFormat { kind, id });
    match input.bytes.as_slice() {
        [b'P', b'A', b'R', b'1', ..] => return is(SeenKind::Named("Parquet"), "parquet"),
        [b'P', b'K', 3, 4, ..] if zip::has_file(input, "xl/workbook.xml") => {
            return is(SeenKind::Named("XLSX"), "table");
        }
        [b'P', b'K', 3, 4, ..] if zip::has_file(input, "word/document.xml") => {
            return is(SeenKind::WordDocument, "text");
        }
        [b'P', b'K', 3, 4, ..] => return is(SeenKind::Archive, "inception"),
        [b'%', b'P', b'D', b'F', ..] => return is(SeenKind::Named("PDF"), ""),
        [0x78, 0x01 | 0x9C | 0xDA, ..] => return is(SeenKind::Named("spaCy DocBin"), "docbin"),
        _ => {}
    }
    let head = Input::new(input.name.clone(), input.bytes.get(..LOOKED_AT).unwrap_or(&input.bytes));
    let text = match head.text() {
        Ok(text) => text.into_owned(),
        Err(_) => String::from_utf8_lossy(&head.bytes).into_owned(),
    };
    let start = text.trim_start();
    match start.chars().next()? {
        '<' => Some(seen_markup(start)),
        '{' | '[' => seen_json(start).or(is(SeenKind::Named("JSON"), "")),
        _ => seen_lines(start),
    }
}

/// The format that reads a file with its tags; `None` where none is known.
pub(super) fn reader_of(input: &Input) -> Option<&'static Format> {
    let format = Format::find(seen(input)?.id)?;
    (format.import.is_some() && format.id != "table").then_some(format)
}

fn seen_markup(start: &str) -> SeenFormat {
    const KNOWN: [(&str, SeenKind, &str); 7] = [
        ("<xmi:xmi", SeenKind::Named("UIMA CAS XMI"), "cas-xmi"),
        ("<teicorpus", SeenKind::Named("TEI"), "tei"),
        ("<tei", SeenKind::Named("TEI"), "tei"),
        ("<timeml", SeenKind::Named("TimeML"), "timeml"),
        ("<timex3", SeenKind::Named("TimeML"), "timeml"),
        ("<!doctype html", SeenKind::WebPage, "text"),
        ("<html", SeenKind::WebPage, "text"),
    ];
    let lower = start.to_ascii_lowercase();
    let found = KNOWN.iter().find(|it| lower.contains(it.0));
    let xml = SeenFormat { kind: SeenKind::Named("XML"), id: "" };
    found.map_or(xml, |&(_, kind, id)| SeenFormat { kind, id })
}

fn seen_json(start: &str) -> Option<SeenFormat> {
    let is = |kind, id| Some(SeenFormat { kind, id });
    if start.contains("\"%FEATURE_STRUCTURES\"") {
        return is(SeenKind::Named("UIMA CAS JSON"), "cas-json");
    }
    if start.contains("http://www.w3.org/ns/anno.jsonld") {
        return is(SeenKind::Named("W3C Web Annotation"), "w3c");
    }
    // The first row, or the first item of a list.
    let rest = start.trim_start_matches(['[', ' ', '\n', '\r', '\t']);
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
    let row = values.next()?.ok()?;
    let has = |key: &str| !row[key].is_null();
    if has("data") && (has("annotations") || has("predictions")) {
        return is(SeenKind::Named("Label Studio JSON"), "label-studio");
    }
    let is_region = |it: &Value| it["labels"].is_array();
    let is_short = ["annotation_id", "annotator", "lead_time"].iter().any(|it| has(it))
        || json::list(&row["label"]).iter().any(is_region);
    if is_short {
        return is(SeenKind::Named("Label Studio JSON"), "label-studio");
    }
    if has("text") && has("ents") {
        return is(SeenKind::Named("spaCy JSON"), "prodigy");
    }
    if has("text") && has("tokens") {
        return is(SeenKind::Named("Prodigy JSON Lines"), "prodigy");
    }
    let is_doccano = ["entities", "label", "labels", "annotations"].iter().any(|it| has(it));
    if has("text") && has("spans") {
        return is(SeenKind::SpanLines, "jsonl");
    }
    if has("text") && is_doccano {
        return is(SeenKind::Named("doccano JSON Lines"), "doccano");
    }
    None
}

fn seen_lines(start: &str) -> Option<SeenFormat> {
    let is = |kind, id| Some(SeenFormat { kind, id });
    if start.starts_with("#FORMAT=WebAnno TSV 3") {
        return is(SeenKind::Named("WebAnno TSV 3"), "webanno-tsv");
    }
    let lines: Vec<&str> = start.lines().filter(|it| !it.trim().is_empty()).take(50).collect();
    let rows: Vec<&str> = lines.iter().copied().filter(|it| !it.starts_with("# ")).collect();
    let first = rows.first()?;
    let is_numbered = |it: &&str| it.split('\t').next().is_some_and(|it| it.parse::<u32>().is_ok());
    if rows.iter().all(|it| it.split('\t').count() == 10) && rows.iter().all(is_numbered) {
        return is(SeenKind::Named("CoNLL-U"), "conllu");
    }
    let is_bound = |it: &&&str| it.starts_with('T') && it.split('\t').count() == 3;
    if rows.iter().filter(is_bound).count() * 2 > rows.len() {
        return is(SeenKind::Named("brat standoff"), "brat");
    }
    let tag = |it: &&&str| {
        let last = it.split([' ', '\t', '|']).next_back().unwrap_or_default();
        last == "O" || ["B-", "I-", "B_", "I_"].iter().any(|start| last.starts_with(start))
    };
    if rows.iter().filter(tag).count() * 10 > rows.len() * 8 {
        return is(SeenKind::TokenColumns, "conll");
    }
    let columns = |line: &str, mark: char| line.matches(mark).count();
    let is_table = |mark: char| {
        columns(first, mark) > 0 && rows.iter().skip(1).all(|it| columns(it, mark) > 0)
    };
    if is_table('\t') {
        return is(SeenKind::TsvTable, "table");
    }
    if is_table(',') || is_table(';') {
        return is(SeenKind::CsvTable, "table");
    }
    None
}

/// Reads a dataset in whichever format makes the most of it: the most documents, then the most tags,
/// with the least left out. `None` where none can read it.
///
/// Formats whose files end in another name than any of the inputs are not tried.
pub fn import_any(inputs: &[Input], options: &Options) -> Option<(&'static Format, Imported)> {
    let mut best: Option<(&'static Format, Imported)> = None;
    for format in ALL.iter().filter(|it| it.import.is_some() && it.may_be(inputs)) {
        let Ok(imported) = import(format, inputs, options) else { continue };
        let is_better = match &best {
            Some((_, best)) => worth(&imported) > worth(best),
            None => !imported.documents.is_empty(),
        };
        if is_better {
            best = Some((format, imported));
        }
    }
    best
}

/// How much of a dataset was understood; more is better.
fn worth(imported: &Imported) -> (usize, usize, std::cmp::Reverse<usize>) {
    let tags =
        |it: &ImportedDocument| it.document.annotations().len() + it.document.relations().len();
    let tags = imported.documents.iter().map(tags).sum();
    (imported.documents.len(), tags, std::cmp::Reverse(imported.warnings.len()))
}
