//! Prodigy's JSON Lines: tokens, spans on token boundaries, relations between them.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{
    DocumentFault, DocumentRemarks, DocumentView, Export, ForeignKind, Format, FormatError,
    ImportNote, Input, OffsetUnit, Options, RowFault, SpanView, StreamedFile,
    intake::{DocumentDraft, Intake, pairs},
    metadata,
    streaming::JoinedDocuments,
    syntax::json,
    tokens::{SpacedToken, off_tokens, spaced_tokens},
};
use crate::text::Text;

pub(super) const FORMAT: Format = Format {
    id: "prodigy",
    title: "Prodigy JSON Lines",
    extension: "jsonl",
    single_file: true,
    export: Some(Export::Streamed { begin: |_, _| tasks(), needs_survey: false }),
    import: Some(import),
    read_from: &["jsonl"],
    ..Format::BARE
};

/// The keys of a row's metadata that mean something to us.
const OWN: &[&str] = &["id"];

fn tasks() -> StreamedFile {
    let line = |view: &DocumentView<'_>, _: usize| {
        let mut line = serde_json::to_vec(&row(view)).unwrap_or_default();
        line.push(b'\n');
        (line, DocumentRemarks { note: off_tokens(view), ..DocumentRemarks::default() })
    };
    JoinedDocuments::new("annotations.jsonl", line).file()
}

#[derive(Serialize)]
struct TaskRow<'v> {
    text: &'v str,
    meta: Map<String, Value>,
    tokens: Vec<TaskToken<'v>>,
    spans: Vec<Value>,
    relations: Vec<Value>,
    answer: &'static str,
}

/// A token; there are too many of them to be maps.
#[derive(Serialize)]
struct TaskToken<'v> {
    text: &'v str,
    start: usize,
    end: usize,
    id: usize,
    ws: bool,
}

fn row<'v>(view: &'v DocumentView<'_>) -> TaskRow<'v> {
    let tokens = spaced_tokens(view);
    let places = TokenPlaces::new(&tokens);
    // Counted on from token to token: there are too many to look up each.
    let (mut byte, mut char) = (0, 0);
    let token = |(id, it): (usize, &SpacedToken)| {
        let gap = view.source().get(byte..it.token.start).unwrap_or_default();
        let text = view.source().get(it.token.start..it.token.end).unwrap_or_default();
        let start = char + gap.chars().count();
        let end = start + text.chars().count();
        (byte, char) = (it.token.end, end);
        TaskToken { text, start, end, id, ws: it.space }
    };
    let tokens = tokens.iter().enumerate().map(token).collect();
    let spans = view.spans.iter().map(|it| {
        let mut row = places.span(it);
        if !it.attributes.is_empty() {
            row.insert("attributes".to_owned(), it.attributes_json().into());
        }
        Value::Object(row)
    });
    let relations = view.relations.iter().filter_map(|it| {
        let (head, child) = (places.span(view.from(it)?), places.span(view.to(it)?));
        Some(json!({
            "head": head["token_end"], "child": child["token_end"],
            "head_span": head, "child_span": child, "label": it.label(),
        }))
    });
    let mut meta = Map::new();
    meta.insert("id".to_owned(), view.id().into());
    metadata::add(view, OWN, &mut meta);
    TaskRow {
        text: view.source(),
        meta,
        tokens,
        spans: spans.collect(),
        relations: relations.collect(),
        answer: "accept",
    }
}

/// Which token starts and which ends at a byte.
pub(super) struct TokenPlaces<'t>(&'t [SpacedToken]);

impl<'t> TokenPlaces<'t> {
    /// Of the tokens of a document, which stand one behind the other.
    pub(super) fn new(tokens: &'t [SpacedToken]) -> Self {
        Self(tokens)
    }

    /// The first and the last token of a span; its edges are boundaries of tokens.
    pub(super) fn of(&self, span: &SpanView<'_>) -> (usize, usize) {
        let first = self.0.binary_search_by_key(&span.range.start(), |it| it.token.start);
        let last = self.0.binary_search_by_key(&span.range.end(), |it| it.token.end);
        (first.unwrap_or(0), last.unwrap_or(0))
    }

    fn span(&self, span: &SpanView<'_>) -> Map<String, Value> {
        let (first, last) = self.of(span);
        let mut row = Map::new();
        let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
        put("start", span.start_char.into());
        put("end", span.end_char.into());
        put("token_start", first.into());
        put("token_end", last.into());
        put("label", span.label().into());
        put("id", span.id().into());
        row
    }
}

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let mut names = Vec::new();
    for input in inputs {
        let Some(source) = intake.file(input.text_of_lines(), options)? else { continue };
        let rows = json::records::<Value>(input, &source);
        for row in intake.file(rows, options)?.into_iter().flatten() {
            let read = row.and_then(|(line, row)| {
                read_row(&row, line, input, &mut intake)?;
                let mut who = [&row["_annotator_id"], &row["_session_id"]].into_iter();
                // A row that was answered with no is none.
                names.resize(intake.drafts.len(), String::new());
                if let Some((last, who)) = names.last_mut().zip(who.find_map(json::word))
                    && last.is_empty()
                {
                    *last = who;
                }
                Ok(())
            });
            intake.row(read, options)?;
        }
    }
    intake.separate_analysts(&names, 0);
    Ok(intake)
}

fn read_row(
    row: &Value,
    line: usize,
    input: &Input,
    intake: &mut Intake,
) -> Result<(), FormatError> {
    let wrong = |fault: RowFault| FormatError::row(&input.name, line, fault);
    let text = row["text"].as_str().ok_or_else(|| wrong(RowFault::NoText))?;
    let id = json::word(&row["meta"]["id"]).unwrap_or_else(|| format!("document-{line}"));
    let mut draft = DocumentDraft::new(id, text, &input.name, line);
    let answer = row["answer"].as_str().unwrap_or("accept");
    if answer != "accept" {
        intake.warnings.push(draft.left_out(DocumentFault::Answered(answer.to_owned())));
        return Ok(());
    }
    if let Some(meta) = row["meta"].as_object() {
        metadata::take(meta, OWN, &mut draft);
    }
    read_spans(row, &mut draft).map_err(wrong)?;
    let count = labels_of_text(row);
    if count > 0 {
        let note = ImportNote::Kind { kind: ForeignKind::TextLabel, count };
        intake.warnings.push(draft.warning(note));
    }
    intake.drafts.push(draft);
    Ok(())
}

/// How many labels a row gives to its whole text: the one that was asked about, where no span has it, and
/// the options that were chosen.
fn labels_of_text(row: &Value) -> usize {
    let of_span = |label: &Value| json::list(&row["spans"]).iter().any(|it| it["label"] == *label);
    let asked = &row["label"];
    let asked = usize::from(asked.is_string() && !of_span(asked));
    asked + json::list(&row["accept"]).len()
}

fn read_spans(row: &Value, draft: &mut DocumentDraft) -> Result<(), RowFault> {
    let tokens = json::rows(row, "tokens")?;
    // What spaCy's `Doc.to_json` has where Prodigy has `spans`.
    let spans = if row["spans"].is_null() { "ents" } else { "spans" };
    let mut by_place: HashMap<(usize, usize, String), String> = HashMap::new();
    for (at, it) in json::rows(row, spans)?.iter().enumerate() {
        let (start, end, label) = place(it).ok_or(RowFault::NoPlace)?;
        let key = json::word(&it["id"]).unwrap_or_else(|| format!("#{at}"));
        let said = it["text"].as_str().map(ToOwned::to_owned);
        let words = said.unwrap_or_else(|| words_of(it, tokens, &draft.text));
        let span = draft.span(key.clone(), label.as_str(), OffsetUnit::CodePoint, &[(start, end)]);
        span.say(&words);
        span.attributes = it["attributes"].as_object().cloned().map_or(Vec::new(), pairs);
        by_place.entry((start, end, label)).or_insert(key);
    }
    for it in json::rows(row, "relations")? {
        let end = |side: &str| {
            let span = &it[side];
            let key = || by_place.get(&place(span)?).cloned();
            json::word(&span["id"]).or_else(key).unwrap_or_default()
        };
        let label = it["label"].as_str().ok_or(RowFault::NoRelationLabel)?;
        draft.relation("", label, end("head_span"), end("child_span"));
    }
    Ok(())
}

/// The words of the tokens that a span says it begins and ends with; nothing where it says none. Of a span
/// that was marked letter by letter the first and the last token may be more than it: then what stands at its
/// offsets in `text`, where that lies in these tokens and is part of their words.
fn words_of(span: &Value, tokens: &[Value], text: &Text) -> String {
    let (first, last) = (json::count(&span["token_start"]), json::count(&span["token_end"]));
    let Some(covered) = first.zip(last).and_then(|(first, last)| tokens.get(first..=last)) else {
        return String::new();
    };
    let mut words = String::new();
    for (at, token) in covered.iter().enumerate() {
        words += token["text"].as_str().unwrap_or_default();
        if at + 1 < covered.len() && token["ws"] != Value::Bool(false) {
            words.push(' ');
        }
    }
    match part_of(span, covered, text) {
        Some(part) if words.contains(part) => part.to_owned(),
        _ => words,
    }
}

/// What stands at the offsets of a span that begins and ends inside these tokens.
fn part_of<'t>(span: &Value, covered: &[Value], text: &'t Text) -> Option<&'t str> {
    let edge = |of: &Value, key: &str| json::count(&of[key]);
    let (start, end) = (edge(span, "start")?, edge(span, "end")?);
    let is_inside =
        edge(covered.first()?, "start")? <= start && end <= edge(covered.last()?, "end")?;
    let byte = |offset: usize| OffsetUnit::CodePoint.byte(text, offset);
    let range = text.range(byte(start)?, byte(end)?).ok().filter(|_| is_inside)?;
    Some(text.slice(range))
}

fn place(span: &Value) -> Option<(usize, usize, String)> {
    let (start, end) = (json::count(&span["start"])?, json::count(&span["end"])?);
    Some((start, end, span["label"].as_str()?.to_owned()))
}
