//! Reading doccano's files: every layout it has had.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::KEYS;
use crate::formats::{
    ForeignKind, FormatError, ImportNote, Input, OffsetUnit, Options, RowFault, Warning,
    intake::{DocumentDraft, Intake, pairs},
    metadata,
    syntax::json,
};

/// In how many of a hundred texts files agree that are one for each user; others share a few.
const SHARED: usize = 50;

pub(super) fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let unit = options.offset_unit.unwrap_or(OffsetUnit::Utf16);
    let mut intake = Intake::default();
    let labels = label_names(inputs);
    for input in inputs.iter().filter(|it| !is_label_config(it)) {
        let Some(source) = intake.file(input.text_of_lines(), options)? else { continue };
        let rows = json::records(input, &source);
        for row in intake.file(rows, options)?.into_iter().flatten() {
            let read = row.and_then(|(line, row)| {
                let reader =
                    RowReader { row: &row, unit, labels: &labels, file: &input.name, line };
                reader.read(&mut intake, options)
            });
            intake.row(read, options)?;
        }
    }
    // doccano has exported a file for each user since 2021.
    let stem = |it: &DocumentDraft| Input::new(it.place.0.clone(), "").stem().to_owned();
    let names: Vec<String> = intake.drafts.iter().map(stem).collect();
    intake.separate_analysts(&names, SHARED);
    Ok(intake)
}

/// The names of labels that older files call by number, as doccano exports them beside the rows:
/// `[{"id": 12, "text": "date"}]`.
fn label_names(inputs: &[Input]) -> HashMap<String, String> {
    let configs =
        inputs.iter().filter(|it| is_label_config(it)).filter_map(|it| json::whole(it).ok());
    let mut names = HashMap::new();
    for config in configs {
        for it in json::list(&config) {
            names.extend(json::word(&it["id"]).zip(json::word(&it["text"])));
        }
    }
    names
}

fn is_label_config(input: &Input) -> bool {
    input.has_extension("json") && input.stem().starts_with("label")
}

struct RowReader<'a> {
    row: &'a Value,
    unit: OffsetUnit,
    labels: &'a HashMap<String, String>,
    file: &'a str,
    line: usize,
}

impl RowReader<'_> {
    fn read(&self, intake: &mut Intake, options: &Options) -> Result<(), FormatError> {
        let wrong = |fault: RowFault| FormatError::row(self.file, self.line, fault);
        let text = self.row["text"].as_str().or(self.row["data"].as_str());
        let text = text.ok_or_else(|| wrong(RowFault::NoText))?;
        let id = json::word(&self.row["doc_id"]).or(json::word(&self.row["id"]));
        let id = id.unwrap_or_else(|| format!("document-{}", self.line));
        let mut draft = DocumentDraft::new(id, text, self.file, self.line);
        self.read_metadata(&mut draft);
        let mut lost = BTreeMap::new();
        let mut drafts = vec![draft];
        let faults = self.read_spans(&mut drafts[0], &mut lost).map_err(wrong)?;
        for fault in faults {
            intake.row(Err(wrong(fault)), options)?;
        }
        self.read_annotations(&mut drafts, &mut lost).map_err(wrong)?;
        for it in json::rows(self.row, "relations").map_err(wrong)? {
            let end = |key: &str| json::word(&it[key]).unwrap_or_default();
            drafts[0].relation(end("id"), end("type"), end("from_id"), end("to_id"));
        }
        for key in ["comments", "Comments"] {
            let comments = json::list(&self.row[key]);
            let words = |it: &Value| it.as_str().or(it["comment"].as_str()).map(ToOwned::to_owned);
            let words: Vec<String> = comments.iter().filter_map(words).collect();
            if words.len() < comments.len() {
                let rest = comments.len() - words.len();
                *lost.entry(ForeignKind::Comment).or_default() += rest;
            }
            if !words.is_empty() {
                for draft in &mut drafts {
                    draft.meta.insert("comments".to_owned(), words.join(" | "));
                }
            }
        }
        for (kind, count) in lost {
            let (file, line) = (self.file.to_owned(), self.line);
            intake.warnings.push(Warning { file, line, note: ImportNote::Kind { kind, count } });
        }
        let attributes = read_attributes(self.row, &mut drafts[0]);
        intake.warnings.extend(attributes);
        intake.drafts.append(&mut drafts);
        Ok(())
    }

    fn read_metadata(&self, draft: &mut DocumentDraft) {
        let Some(row) = self.row.as_object() else { return };
        metadata::take(row, &KEYS, draft);
        // Older versions keep what is said of a text in one object, or in JSON text.
        let inner = match &self.row["meta"] {
            Value::Object(meta) => Some(meta.clone()),
            Value::String(json) => serde_json::from_str::<Map<String, Value>>(json).ok(),
            _ => None,
        };
        if let Some(inner) = inner {
            draft.meta.remove("meta");
            draft.meta.extend(pairs(inner));
        }
    }

    /// The layouts `entities` and `text-label`, and those in which a label is one of the whole text;
    /// what is wrong with spans that cannot be read.
    fn read_spans(
        &self,
        draft: &mut DocumentDraft,
        lost: &mut BTreeMap<ForeignKind, usize>,
    ) -> Result<Vec<RowFault>, RowFault> {
        let mut faults = Vec::new();
        for entity in json::rows(self.row, "entities")? {
            if entity.is_array() {
                faults.extend(self.add_triple(entity, draft).err());
                continue;
            }
            let (label, start, end) = match self.entity(entity) {
                Ok(read) => read,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            let key = json::word(&entity["id"]).unwrap_or_default();
            draft.span(key, label, self.unit, &[(start, end)]);
        }
        let labels = if self.row["label"].is_null() { "labels" } else { "label" };
        let alone = std::slice::from_ref(&self.row[labels]);
        let labels = match &self.row[labels] {
            Value::String(_) | Value::Number(_) => alone,
            _ => json::rows(self.row, labels)?,
        };
        for label in labels {
            match label {
                Value::String(_) | Value::Number(_) => {
                    *lost.entry(ForeignKind::TextLabel).or_default() += 1;
                }
                _ => faults.extend(self.add_triple(label, draft).err()),
            }
        }
        Ok(faults)
    }

    /// `[start, end, label]`.
    fn add_triple(&self, value: &Value, draft: &mut DocumentDraft) -> Result<(), RowFault> {
        let (Some(start), Some(end), Some(label)) =
            (json::count(&value[0]), json::count(&value[1]), self.label(&value[2]))
        else {
            return Err(RowFault::NoPlace);
        };
        draft.span("", label, self.unit, &[(start, end)]);
        Ok(())
    }

    fn entity(&self, value: &Value) -> Result<(String, usize, usize), RowFault> {
        let label = self.label(&value["label"]).ok_or(RowFault::NoLabel)?;
        let offset = |key: &str| json::count(&value[key]).ok_or(RowFault::NoPlace);
        Ok((label, offset("start_offset")?, offset("end_offset")?))
    }

    /// A label by its name; older files have its number.
    fn label(&self, value: &Value) -> Option<String> {
        let number = match value {
            Value::String(name) => return Some(name.clone()),
            number => json::word(number)?,
        };
        Some(self.labels.get(&number).cloned().unwrap_or_else(|| format!("label-{number}")))
    }

    /// The layout of 2020: `annotations`, each of a user. Every user's are a document of their own.
    fn read_annotations(
        &self,
        drafts: &mut Vec<DocumentDraft>,
        lost: &mut BTreeMap<ForeignKind, usize>,
    ) -> Result<(), RowFault> {
        let mut by_user: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
        for it in json::rows(self.row, "annotations")? {
            if it["start_offset"].is_null() {
                let is_text = it["text"].is_string();
                let kind = if is_text { ForeignKind::TextOfText } else { ForeignKind::TextLabel };
                *lost.entry(kind).or_default() += 1;
                continue;
            }
            by_user.entry(json::word(&it["user"]).unwrap_or_default()).or_default().push(it);
        }
        let plain = drafts.first().map(DocumentDraft::without_spans);
        for (at, (user, annotations)) in by_user.into_iter().enumerate() {
            if at > 0 {
                drafts.extend(plain.as_ref().map(DocumentDraft::without_spans));
            }
            let Some(draft) = drafts.last_mut() else { continue };
            if !user.is_empty() {
                draft.analyst = format!("user-{user}");
            }
            for annotation in annotations {
                let (label, start, end) = self.entity(annotation)?;
                let key = json::word(&annotation["id"]).unwrap_or_default();
                draft.span(key, label, self.unit, &[(start, end)]);
            }
        }
        Ok(())
    }
}

/// Attributes find their span by its place and label, since doccano gives spans new ids.
fn read_attributes(row: &Value, draft: &mut DocumentDraft) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut taken = vec![false; draft.spans.len()];
    for it in json::list(&row["span_attributes"]) {
        let wanted = (json::count(&it[0]), json::count(&it[1]), it[2].as_str());
        let is_it = |at: &usize| {
            let free = taken.get(*at).is_some_and(|it| !it);
            let span = draft.spans.get(*at);
            let place = span.and_then(|it| Some((it.offsets.first()?, &it.label)));
            free && place.is_some_and(|((a, b), label)| wanted == (Some(*a), Some(*b), Some(label)))
        };
        let found = (0..draft.spans.len()).find(is_it);
        let span = found.and_then(|at| {
            taken[at] = true;
            draft.spans.get_mut(at)
        });
        match (span, it[3].as_object()) {
            (Some(span), Some(attributes)) => span.attributes = pairs(attributes.clone()),
            _ => warnings.push(draft.warning(ImportNote::AttributesAstray(it.to_string()))),
        }
    }
    warnings
}
