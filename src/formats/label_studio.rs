//! Label Studio: tasks in JSON, and the configuration of the project that can show them.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
};

use serde_json::{Map, Value, json};

use super::{
    DocumentView, Export, ForeignKind, Format, FormatError, ImportNote, Input, OffsetUnit, Options,
    Output, RowFault, Warning,
    intake::{DocumentDraft, Intake, pairs},
    metadata,
    syntax::{json, xml},
    view::{attributes_of, labels_of, relations_of},
};
use crate::model::TagOrigin;

pub(super) const FORMAT: Format = Format {
    id: "label-studio",
    title: "Label Studio JSON",
    extension: "json",
    whole_in: &["json"],
    export: Some(Export::All(export)),
    import: Some(import),
    read_from: &["json", "jsonld"],
    ..Format::BARE
};

fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let mut tasks = String::new();
    for (view, id) in views.iter().zip(1_usize..) {
        json::push(&mut tasks, &task(view, id));
    }
    let tasks = format!("[\n{tasks}\n]\n").into_bytes();
    let files =
        vec![("config.xml".to_owned(), config(views).into()), ("tasks.json".to_owned(), tasks)];
    Output { files, ..Output::default() }
}

/// The keys of a task's data that mean something to us.
const OWN: &[&str] = &["text", "doc_id", "id"];

fn config(views: &[DocumentView<'_>]) -> String {
    let mut out = String::from("<View>\n  <Relations>\n");
    let value = xml::attribute;
    for key in relations_of(views) {
        let _infallible = writeln!(out, "    <Relation value=\"{}\"/>", value(key));
    }
    out += "  </Relations>\n  <Style>.htx-text{direction:rtl;white-space:pre-wrap}</Style>\n";
    out += "  <Labels name=\"label\" toName=\"text\">\n";
    let mut labels = labels_of(views);
    if labels.is_empty() {
        // The tag needs at least one to be valid.
        labels = vec!["claim", "date"];
    }
    for key in labels {
        let _infallible = writeln!(out, "    <Label value=\"{}\"/>", value(key));
    }
    out += "  </Labels>\n  <Text name=\"text\" value=\"$text\" granularity=\"symbol\"/>\n";
    for key in attributes_of(views) {
        let key = value(key);
        let _infallible = writeln!(
            out,
            "  <TextArea name=\"attr_{key}\" toName=\"text\" perRegion=\"true\" \
             displayMode=\"region-list\"/>"
        );
    }
    out + "</View>\n"
}

fn task(view: &DocumentView<'_>, id: usize) -> Value {
    let mut result = Vec::new();
    for span in &view.spans {
        let (id, start, end) = (span.id(), span.start_char, span.end_char);
        let value =
            json!({ "start": start, "end": end, "text": span.words, "labels": [span.label()] });
        result.push(json!({
            "id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value,
        }));
        for (key, words) in &span.attributes {
            let value = json!({ "start": start, "end": end, "text": [words] });
            result.push(json!({
                "id": id, "from_name": format!("attr_{key}"), "to_name": "text",
                "type": "textarea", "value": value,
            }));
        }
    }
    result.extend(view.relations.iter().filter_map(|it| {
        Some(json!({
            "type": "relation", "from_id": view.from(it)?.id(), "to_id": view.to(it)?.id(),
            "direction": "right", "labels": [it.label()],
        }))
    }));
    let mut data = Map::new();
    data.insert("text".to_owned(), view.source().into());
    data.insert("doc_id".to_owned(), view.id().into());
    metadata::add(view, OWN, &mut data);
    let annotation = json!({ "completed_by": 1, "result": result });
    json!({ "id": id, "data": data, "annotations": [annotation], "predictions": [] })
}

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let key = text_key(inputs);
    for input in inputs.iter().filter(|it| !it.has_extension("xml")) {
        let Some(source) = intake.file(input.text(), options)? else { continue };
        let tasks = json::records(input, &source);
        for task in intake.file(tasks, options)?.into_iter().flatten() {
            let read = task.and_then(|(line, task)| {
                let place = TaskPlace { file: &input.name, line, key: key.as_deref() };
                place.read(&task, &mut intake)
            });
            intake.row(read, options)?;
        }
    }
    Ok(intake)
}

/// The key of a task's data that holds its text, as a configuration of the project says:
/// `<Text name="text" value="$article"/>`.
fn text_key(inputs: &[Input]) -> Option<String> {
    inputs.iter().filter(|it| it.has_extension("xml")).find_map(|input| {
        let source = input.text().ok()?;
        let tree = xml::parse(input, &source).ok()?;
        let mut shown = tree.descendants().filter(|it| {
            ["Text", "HyperText", "Paragraphs"].iter().any(|name| it.has_tag_name(*name))
        });
        let key = shown.find_map(|it| it.attribute("value"))?;
        Some(key.trim_start_matches('$').to_owned())
    })
}

/// A task in its file.
struct TaskPlace<'a> {
    file: &'a str,
    line: usize,
    /// The key that holds texts, where that is known.
    key: Option<&'a str>,
}

impl TaskPlace<'_> {
    fn read(&self, task: &Value, intake: &mut Intake) -> Result<(), FormatError> {
        // In the layout JSON-MIN the data stand in the task itself.
        let data = if task["data"].is_object() { &task["data"] } else { task };
        let (key, text) = self
            .text(data)
            .ok_or_else(|| FormatError::row(self.file, self.line, RowFault::NoText))?;
        let id = [&data["doc_id"], &data["id"], &task["id"]].into_iter().find_map(json::word);
        let id = id.unwrap_or_else(|| format!("task-{}", self.line));
        let is_short = std::ptr::eq(data, task);
        let mut own: Vec<&str> = OWN.to_vec();
        own.push(key);
        if is_short {
            own.extend(SHORT);
        }
        let fresh = |analyst: &str| {
            let mut draft = DocumentDraft::new(id.clone(), text, self.file, self.line);
            if let Some(data) = data.as_object() {
                let said = data
                    .iter()
                    .filter(|(key, _)| !own.contains(&key.as_str()) || OWN.contains(&key.as_str()));
                let said = said.map(|(key, it)| (key.clone(), it.clone())).collect();
                metadata::take(&said, OWN, &mut draft);
            }
            if !analyst.is_empty() {
                analyst.clone_into(&mut draft.analyst);
            }
            draft
        };
        if is_short {
            let mut draft = fresh(&who(&task["annotator"]));
            read_short(task, &mut draft);
            intake.drafts.push(draft);
            return Ok(());
        }
        let annotations = [&task["annotations"], &task["completions"]];
        let annotations = annotations.into_iter().find_map(Value::as_array);
        let annotations = annotations.map_or(&[][..], Vec::as_slice);
        let (given, cancelled): (Vec<_>, Vec<_>) =
            annotations.iter().partition(|it| it["was_cancelled"] != Value::Bool(true));
        for it in cancelled {
            let note = ImportNote::PutAside(json::list(&it["result"]).len());
            intake.warnings.push(Warning { file: self.file.to_owned(), line: self.line, note });
        }
        for annotation in &given {
            let who = who(&annotation["completed_by"]);
            let mut draft = fresh(if given.len() > 1 { &who } else { "" });
            read_result(&annotation["result"], &mut draft, &mut intake.warnings);
            intake.drafts.push(draft);
        }
        let predictions = json::list(&task["predictions"]);
        let regions =
            |of: &[Value]| of.iter().map(|it| json::list(&it["result"]).len()).sum::<usize>();
        let unused = predictions.get(usize::from(given.is_empty())..).unwrap_or_default();
        for (kind, count) in [
            (ForeignKind::Prediction, regions(unused)),
            (ForeignKind::Draft, regions(json::list(&task["drafts"]))),
        ] {
            if count > 0 {
                let note = ImportNote::Kind { kind, count };
                intake.warnings.push(Warning { file: self.file.to_owned(), line: self.line, note });
            }
        }
        if given.is_empty() {
            let mut draft = fresh("");
            for prediction in predictions.iter().take(1) {
                read_result(&prediction["result"], &mut draft, &mut intake.warnings);
                for span in &mut draft.spans {
                    span.origin =
                        TagOrigin::Automatic("label-studio").stored().map(|it| it.to_string());
                }
            }
            intake.drafts.push(draft);
        }
        Ok(())
    }

    /// The text of a task and its key: where the project or the format has it, else the longest words
    /// there are.
    fn text<'d>(&self, data: &'d Value) -> Option<(&'d str, &'d str)> {
        let data = data.as_object()?;
        let named = |key: &str| {
            let (key, value) = data.get_key_value(key)?;
            Some((key.as_str(), value.as_str()?))
        };
        let known = ["text", "html", "article", "content", "dialogue"];
        let keys = self.key.into_iter().chain(known);
        let longest = || {
            let words = data.iter().filter_map(|(key, it)| Some((key.as_str(), it.as_str()?)));
            words.filter(|it| it.1.contains(' ')).max_by_key(|it| it.1.len())
        };
        keys.into_iter().find_map(named).or_else(longest)
    }
}

/// Who did it: an id, or an object with an address.
fn who(value: &Value) -> String {
    json::word(value).or_else(|| json::word(&value["email"])).unwrap_or_default()
}

/// The keys of a task in the layout JSON-MIN that are no data.
const SHORT: [&str; 8] = [
    "annotator",
    "annotation_id",
    "created_at",
    "updated_at",
    "lead_time",
    "label",
    "agreement",
    "id",
];

/// The regions of a task in the layout JSON-MIN.
fn read_short(task: &Value, draft: &mut DocumentDraft) {
    let Some(fields) = task.as_object() else { return };
    for field in fields.values().filter_map(Value::as_array).flatten() {
        let labels = field.as_object().into_iter().flatten();
        let labels = labels.filter(|(key, _)| key.ends_with("labels")).map(|it| it.1);
        for label in labels.flat_map(json::list).filter_map(Value::as_str) {
            add_region(field, "", label, draft);
        }
    }
}

/// Adds what a region with `value` covers.
fn add_region(value: &Value, key: &str, label: &str, draft: &mut DocumentDraft) {
    // What is marked in a page has its place in the page's elements, and another in its text.
    let whole = &value["globalOffsets"];
    let from = if whole.is_object() { whole } else { value };
    let offset = |key: &str| json::count(&from[key]).unwrap_or(usize::MAX);
    let words = value["text"].as_str().unwrap_or_default();
    // Line ends are written as two characters by some versions.
    let is_escaped = words.contains("\\n") && !draft.text.as_str().contains("\\n");
    let words = if is_escaped { words.replace("\\n", "\n") } else { words.to_owned() };
    let span = draft.span(key, label, OffsetUnit::CodePoint, &[(offset("start"), offset("end"))]);
    span.say(&words);
}

fn read_result(result: &Value, draft: &mut DocumentDraft, warnings: &mut Vec<Warning>) {
    let mut regions: HashMap<String, Vec<usize>> = HashMap::new();
    let results = json::list(result);
    for (at, it) in results.iter().enumerate() {
        let kind = it["type"].as_str().unwrap_or_default();
        let labels = json::list(&it["value"][kind]);
        if !kind.ends_with("labels") || labels.is_empty() {
            continue;
        }
        let region = json::word(&it["id"]).unwrap_or_else(|| format!("#{at}"));
        for label in labels.iter().filter_map(Value::as_str) {
            regions.entry(region.clone()).or_default().push(draft.spans.len());
            add_region(&it["value"], &region, label, draft);
            let notes = json::list(&it["meta"]["text"]).iter().filter_map(Value::as_str);
            let notes: Vec<(String, String)> =
                notes.map(|it| ("note".to_owned(), it.to_owned())).collect();
            if let Some(span) = draft.spans.last_mut() {
                span.attributes.extend(notes);
            }
        }
    }
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    for result in results {
        match result["type"].as_str().unwrap_or_default() {
            "relation" => read_relation(result, draft),
            kind if kind.ends_with("labels") && !json::list(&result["value"][kind]).is_empty() => {}
            kind => {
                let region = json::word(&result["id"]).and_then(|id| regions.get(&id));
                let Some((region, value)) = region.zip(attribute(result, kind)) else {
                    *left_out.entry(kind).or_default() += 1;
                    continue;
                };
                for &at in region {
                    if let Some(span) = draft.spans.get_mut(at) {
                        span.attributes.push(value.clone());
                    }
                }
            }
        }
    }
    for (kind, count) in left_out {
        let kind = ForeignKind::Named(kind.to_owned());
        warnings.push(draft.warning(ImportNote::Kind { kind, count }));
    }
}

fn attribute(result: &Value, kind: &str) -> Option<(String, String)> {
    let from = result["from_name"].as_str()?;
    let key = from.strip_prefix("attr_").unwrap_or(from).to_owned();
    // Beside the choices of a region stand its words; of a text area `text` is what was written.
    let value = result["value"].get(kind).or(result["value"].get("text"))?;
    let value = match value.as_array().map(Vec::as_slice) {
        Some([one]) => one,
        _ => value,
    };
    pairs([(key, value.clone())]).pop()
}

fn read_relation(value: &Value, draft: &mut DocumentDraft) {
    let end = |key: &str| json::word(&value[key]).unwrap_or_default();
    let (mut from, mut to) = (end("from_id"), end("to_id"));
    if value["direction"] == "left" {
        std::mem::swap(&mut from, &mut to);
    }
    let labels: Vec<&str> = json::list(&value["labels"]).iter().filter_map(Value::as_str).collect();
    for label in if labels.is_empty() { vec!["related"] } else { labels } {
        draft.relation("", label, from.as_str(), to.as_str());
    }
}
