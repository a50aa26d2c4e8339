//! Our own dataset: JSON Lines, one document a line, everything in it.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{
    DocumentRemarks, DocumentView, Export, Format, FormatError, Input, OffsetUnit, Options, Output,
    RowFault, StreamedFile,
    intake::{DecisionDraft, DismissalDraft, DocumentDraft, Intake, pairs},
    soft_labels::soft_labels,
    streaming::JoinedDocuments,
    syntax::json,
};
use crate::{
    model::{
        AnnotationId, Decision, DecisionId, Dismissal, DismissalKind, DismissedPlace, Document,
    },
    text::TextRange,
};

pub(super) const FORMAT: Format = Format {
    id: "jsonl",
    title: "Hashiye JSON Lines",
    extension: "jsonl",
    single_file: true,
    export: Some(Export::ByLayout(of_layout)),
    import: Some(import),
    read_from: &["jsonl"],
    layouts: &["tags", SOFT],
    keeps_dismissals: true,
    is_our_own: true,
    ..Format::BARE
};

/// The layout that says of each record what every analyst says.
const SOFT: &str = "soft-labels";

#[derive(Serialize, Deserialize)]
struct DatasetRow {
    #[serde(default, deserialize_with = "json::as_word")]
    id: String,
    text: String,
    #[serde(default)]
    published: String,
    #[serde(default)]
    analyst: String,
    #[serde(default)]
    spans: Vec<SpanRow>,
    #[serde(default)]
    relations: Vec<RelationRow>,
    #[serde(default)]
    meta: BTreeMap<String, serde_json::Value>,
    /// Of a gold, what was decided of the analysts' records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<DecisionRow>,
    /// Suggestions that were decided on without being taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    dismissed: Vec<DismissedRow>,
    /// Only in the other layout, which has nobody's tags as they were made.
    #[serde(default, skip_serializing)]
    soft_labels: Option<serde::de::IgnoredAny>,
}

/// What was decided of one record, and of whose.
#[derive(Serialize, Deserialize)]
struct DecisionRow {
    id: String,
    /// By analyst, the tag and eight digits of how it read.
    of: BTreeMap<String, (String, String)>,
    tag: Option<String>,
    how: String,
    by: String,
    at: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    ruling: String,
}

/// A suggestion that was decided on without being taken; without offsets where its words are gone.
#[derive(Serialize, Deserialize)]
struct DismissedRow {
    label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<[usize; 2]>,
    #[serde(default)]
    text: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    before: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    after: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    rule: String,
    /// What was decided; rejected where it is missing, as in the annotation file.
    #[serde(default)]
    how: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    at: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    everywhere: bool,
}

#[derive(Serialize, Deserialize)]
struct SpanRow {
    #[serde(default, deserialize_with = "json::as_word")]
    id: String,
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<[usize; 2]>,
    label: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    attributes: BTreeMap<String, serde_json::Value>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    origin: String,
}

#[derive(Serialize, Deserialize)]
struct RelationRow {
    #[serde(default, deserialize_with = "json::as_word")]
    id: String,
    label: String,
    #[serde(deserialize_with = "json::as_word")]
    from: String,
    #[serde(deserialize_with = "json::as_word")]
    to: String,
}

fn of_layout(options: &Options) -> Export {
    if options.layout_of(&FORMAT) == SOFT {
        // All works on an article are a line together.
        return Export::All(|views, _| Output::file("soft-labels.jsonl", soft_labels(views)));
    }
    Export::Streamed { begin: |_, _| lines(), needs_survey: false }
}

fn lines() -> StreamedFile {
    let line = |view: &DocumentView<'_>, _: usize| {
        // Writing strings and numbers to memory cannot fail.
        let mut line = serde_json::to_vec(&row(view)).unwrap_or_default();
        line.push(b'\n');
        (line, DocumentRemarks::default())
    };
    JoinedDocuments::new("dataset.jsonl", line).file()
}

fn row(view: &DocumentView<'_>) -> DatasetRow {
    let text = view.text();
    let mut spans: Vec<_> = view.spans.iter().collect();
    spans.sort_by(|a, b| Document::order(a.annotation, b.annotation));
    let spans = spans
        .into_iter()
        .map(|span| {
            let chars =
                |it: TextRange| [text.char_of_byte(it.start()), text.char_of_byte(it.end())];
            let annotation = span.annotation;
            let [start, end] = chars(annotation.extent.first());
            SpanRow {
                id: span.id(),
                start,
                end,
                also: annotation.extent.also().iter().copied().map(chars).collect(),
                label: span.label().to_owned(),
                text: Some(view.document.quote(annotation)),
                attributes: owned(annotation.attributes.iter().map(|(k, v)| (k.as_str(), v))),
                origin: annotation.origin.as_ref().map_or(String::new(), ToString::to_string),
            }
        })
        .collect();
    let end = |at: usize| view.spans.get(at).map_or(String::new(), super::SpanView::id);
    let relations = view.relations.iter().map(|it| RelationRow {
        id: it.id(),
        label: it.label().to_owned(),
        from: end(it.from),
        to: end(it.to),
    });
    DatasetRow {
        id: view.id().to_owned(),
        text: view.source().to_owned(),
        published: view.published().to_owned(),
        analyst: view.analyst.to_owned(),
        spans,
        relations: relations.collect(),
        meta: owned(view.other_meta()),
        decisions: decision_rows(view),
        dismissed: view.dismissals.iter().map(|it| dismissed_row(it, view)).collect(),
        soft_labels: None,
    }
}

/// A decision whose tag was left out of the export is left out too: without one it would read as a
/// rejection.
fn decision_rows(view: &DocumentView<'_>) -> Vec<DecisionRow> {
    let spans = view.spans.iter().map(|it| (it.annotation.id, it.id()));
    let spans: HashMap<AnnotationId, String> = spans.collect();
    let is_whole = |it: &&Decision| it.tag.is_none_or(|tag| spans.contains_key(&tag));
    let decisions = view.document.decisions().filter(is_whole);
    decisions.map(|it| decision_row(it, &spans)).collect()
}

fn decision_row(decision: &Decision, spans: &HashMap<AnnotationId, String>) -> DecisionRow {
    let of = decision.of.iter();
    let of = of.map(|(name, (tag, digits))| (name.clone(), (tag.to_string(), digits.clone())));
    DecisionRow {
        id: decision.id.to_string(),
        of: of.collect(),
        tag: decision.tag.and_then(|it| spans.get(&it).cloned()),
        how: decision.how.clone(),
        by: decision.by.clone(),
        at: decision.at.clone(),
        ruling: decision.ruling.clone(),
    }
}

fn dismissed_row(dismissal: &Dismissal, view: &DocumentView<'_>) -> DismissedRow {
    let text = view.text();
    let mut row = DismissedRow {
        label: dismissal.target.label.to_string(),
        start: None,
        end: None,
        also: Vec::new(),
        text: String::new(),
        before: String::new(),
        after: String::new(),
        rule: dismissal.rule.to_string(),
        how: dismissal.kind.key().to_owned(),
        at: dismissal.at.clone(),
        everywhere: dismissal.everywhere,
    };
    match &dismissal.target.place {
        DismissedPlace::At(extent) => {
            let chars =
                |it: TextRange| [text.char_of_byte(it.start()), text.char_of_byte(it.end())];
            let [start, end] = chars(extent.first());
            (row.start, row.end) = (Some(start), Some(end));
            row.also = extent.also().iter().copied().map(chars).collect();
            row.text = text.quote(extent.pieces());
        }
        DismissedPlace::Gone { words, before, after } => {
            row.text.clone_from(words);
            row.before.clone_from(before);
            row.after.clone_from(after);
        }
    }
    row
}

fn owned<'a>(
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<String, serde_json::Value> {
    pairs.map(|(key, value)| (key.to_owned(), value.into())).collect()
}

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs {
        let Some(source) = intake.file(input.text_of_lines(), options)? else { continue };
        let rows = json::records::<DatasetRow>(input, &source);
        for row in intake.file(rows, options)?.into_iter().flatten() {
            let read = row.and_then(|(line, row)| match row.soft_labels {
                Some(_) => Err(FormatError::row(&input.name, line, RowFault::SoftLabels)),
                None => Ok(draft(row, &input.name, line)),
            });
            let read = read.map(|it| intake.drafts.push(it));
            intake.row(read, options)?;
        }
    }
    Ok(intake)
}

fn draft(row: DatasetRow, file: &str, line: usize) -> DocumentDraft {
    let id = if row.id.is_empty() { format!("document-{line}") } else { row.id };
    let mut draft = DocumentDraft::new(id, &row.text, file, line);
    draft.analyst = row.analyst;
    draft.meta = pairs(row.meta).into_iter().collect();
    if !row.published.is_empty() {
        draft.meta.insert("published".to_owned(), row.published);
    }
    for span in row.spans {
        let mut offsets = vec![(span.start, span.end)];
        offsets.extend(span.also.iter().map(|&[start, end]| (start, end)));
        let added = draft.span(span.id, span.label, OffsetUnit::CodePoint, &offsets);
        let words = span.text.unwrap_or_default();
        // Between the words of two pieces stands a sign of ours.
        added.say(&if span.also.is_empty() { words } else { words.replace(" … ", " ") });
        added.attributes = pairs(span.attributes);
        added.origin = (!span.origin.is_empty()).then_some(span.origin);
    }
    for it in row.relations {
        draft.relation(it.id, it.label, it.from, it.to);
    }
    draft.decisions = row.decisions.into_iter().map(decision_draft).collect();
    draft.dismissals = row.dismissed.into_iter().map(dismissal_draft).collect();
    draft
}

fn dismissal_draft(row: DismissedRow) -> DismissalDraft {
    let first = row.start.zip(row.end).map(|(start, end)| [start, end]);
    DismissalDraft {
        label: row.label,
        pieces: first.into_iter().chain(row.also).collect(),
        words: row.text,
        around: (row.before, row.after),
        rule: row.rule,
        kind: if row.how.is_empty() {
            Some(DismissalKind::default())
        } else {
            DismissalKind::from_key(&row.how)
        },
        at: row.at,
        everywhere: row.everywhere,
    }
}

fn decision_draft(row: DecisionRow) -> DecisionDraft {
    let DecisionRow { id: key, of, tag, how, by, at, ruling } = row;
    let of = of.into_iter().filter_map(|(name, (tag, digits))| {
        let number = tag.strip_prefix('s').unwrap_or(&tag).parse().ok()?;
        Some((name, (AnnotationId(number), digits)))
    });
    let (of, id) = (of.collect(), DecisionId(0));
    DecisionDraft { key, tag, decision: Decision { id, of, tag: None, how, by, at, ruling } }
}
