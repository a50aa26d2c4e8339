//! Label Studio: tasks in JSON, and the configuration of the project that can show them.

use std::{collections::HashMap, fmt::Write as _};

use serde_json::{Map, Value, json};

use super::{
    DocumentView, Format, FormatError, Input, OffsetUnit, Options, Output,
    intake::{DocumentDraft, Intake, Warning, pairs},
    json, metadata,
    view::{attributes_of, labels_of, relations_of},
    xml,
};

pub(super) const FORMAT: Format = Format {
    id: "label-studio",
    title: "Label Studio JSON",
    extension: "json",
    whole_in: &["json"],
    export: Some(export),
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
    for it in &view.spans {
        let (id, start, end) = (it.id(), it.start_char, it.end_char);
        let value = json!({ "start": start, "end": end, "text": it.words, "labels": [it.label()] });
        result.push(json!({
            "id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value,
        }));
        for (key, words) in &it.attributes {
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

fn import(inputs: &[Input], _options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs.iter().filter(|it| !it.has_extension("xml")) {
        let tasks = json::whole(input)?;
        let alone = std::slice::from_ref(&tasks);
        let tasks = tasks.as_array().map_or(alone, Vec::as_slice);
        for (at, task) in tasks.iter().enumerate() {
            read_task(task, at + 1, input, &mut intake)?;
        }
    }
    Ok(intake)
}

fn read_task(
    task: &Value,
    number: usize,
    input: &Input,
    intake: &mut Intake,
) -> Result<(), FormatError> {
    let data = &task["data"];
    let text = data["text"].as_str().ok_or_else(|| {
        let source = input.text().unwrap_or_default();
        let what = format!(
            "task {number} has no \"text\" in its \"data\"; from Label Studio export as JSON, not as \
             JSON-MIN"
        );
        FormatError::at_byte(&input.name, &source, json::item(&source, number - 1), what)
    })?;
    let id = [&data["doc_id"], &data["id"], &task["id"]].into_iter().find_map(json::word);
    let id = id.unwrap_or_else(|| format!("task-{number}"));
    let fresh = |analyst: &str| {
        let mut draft = DocumentDraft::new(id.clone(), text, &input.name, 0);
        if let Some(data) = data.as_object() {
            metadata::take(data, OWN, &mut draft);
        }
        if !analyst.is_empty() {
            analyst.clone_into(&mut draft.analyst);
        }
        draft
    };
    let annotations = json::list(&task["annotations"]);
    let (given, cancelled): (Vec<_>, Vec<_>) =
        annotations.iter().partition(|it| it["was_cancelled"] != Value::Bool(true));
    for _ in cancelled {
        let what = format!("left out a cancelled annotation of task {number}");
        intake.warnings.push(Warning { file: input.name.clone(), line: 0, what });
    }
    for annotation in &given {
        let who = &annotation["completed_by"];
        let who = json::word(who).or_else(|| json::word(&who["email"])).unwrap_or_default();
        let mut draft = fresh(if given.len() > 1 { &who } else { "" });
        read_result(&annotation["result"], &mut draft, &mut intake.warnings);
        intake.drafts.push(draft);
    }
    if given.is_empty() {
        let mut draft = fresh("");
        for prediction in json::list(&task["predictions"]).iter().take(1) {
            read_result(&prediction["result"], &mut draft, &mut intake.warnings);
            for span in &mut draft.spans {
                span.origin = Some("suggested:label-studio".to_owned());
            }
        }
        intake.drafts.push(draft);
    }
    Ok(())
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
        let offset = |key: &str| json::count(&it["value"][key]).unwrap_or(usize::MAX);
        let place = [(offset("start"), offset("end"))];
        for label in labels.iter().filter_map(Value::as_str) {
            match draft.span(region.clone(), label, OffsetUnit::CodePoint, &place) {
                Ok(_added) => {
                    regions.entry(region.clone()).or_default().push(draft.spans.len() - 1);
                }
                Err(warning) => warnings.push(warning),
            }
        }
    }
    for it in results {
        match it["type"].as_str().unwrap_or_default() {
            "relation" => read_relation(it, draft),
            kind if kind.ends_with("labels") => {}
            kind => {
                let region = json::word(&it["id"]).and_then(|id| regions.get(&id));
                let Some((region, value)) = region.zip(attribute(it, kind)) else {
                    warnings.push(draft.warning(format!("left out a result of type {kind:?}")));
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
}

fn attribute(result: &Value, kind: &str) -> Option<(String, String)> {
    let from = result["from_name"].as_str()?;
    let key = from.strip_prefix("attr_").unwrap_or(from).to_owned();
    let value = result["value"].get("text").or(result["value"].get(kind))?;
    let value = match value.as_array().map(Vec::as_slice) {
        Some([one]) => one,
        _ => value,
    };
    pairs([(key, value.clone())]).pop()
}

fn read_relation(it: &Value, draft: &mut DocumentDraft) {
    let end = |key: &str| json::word(&it[key]).unwrap_or_default();
    let (mut from, mut to) = (end("from_id"), end("to_id"));
    if it["direction"] == "left" {
        std::mem::swap(&mut from, &mut to);
    }
    let labels: Vec<&str> = json::list(&it["labels"]).iter().filter_map(Value::as_str).collect();
    for label in if labels.is_empty() { vec!["related"] } else { labels } {
        draft.relation("", label, from.as_str(), to.as_str());
    }
}
