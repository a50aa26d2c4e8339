//! UIMA CAS in JSON, version 0.4: a file a document, the type system in each.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{
    self as cas, FeatureNames, FeatureValue, ReadFeature, ReadStructure, SEGMENTATION, SOFA,
    StructureKind,
};
use crate::formats::{
    Cannot, DocumentView, Export, Format, FormatError, FormatFault, Input, OffsetUnit, Options,
    Output, RowFault,
    intake::{DocumentDraft, Intake},
    syntax::json,
};

pub(in crate::formats) const FORMAT: Format = Format {
    id: "cas-json",
    title: "UIMA CAS JSON",
    extension: "json",
    offset_unit: OffsetUnit::Utf16,
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::All(export)),
    import: Some(import),
    read_from: &["json", "jsonld"],
    ..Format::BARE
};

fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let features = FeatureNames::of(views);
    let types = types(&features).to_string();
    let mut output = Output::default();
    for view in views {
        let bytes = document(view, &features, &types).into_bytes();
        output.files.push((format!("{}.json", view.id()), bytes));
        output.losses.extend(features.losses(view));
    }
    output
}

fn types(features: &FeatureNames<'_>) -> Value {
    const ANNOTATION: &str = "uima.tcas.Annotation";
    const STRING: &str = "uima.cas.String";
    let kind = |name: &str, features: Vec<(String, &str)>| {
        let mut kind = Map::new();
        kind.insert("%NAME".to_owned(), name.into());
        kind.insert("%SUPER_TYPE".to_owned(), ANNOTATION.into());
        for (feature, range) in features {
            let described = json!({ "%NAME": feature, "%RANGE": range });
            kind.insert(feature, described);
        }
        Value::Object(kind)
    };
    let (sentence, token) = (format!("{SEGMENTATION}.Sentence"), format!("{SEGMENTATION}.Token"));
    let mut span = vec![("label".to_owned(), STRING)];
    span.extend(features.in_order().into_iter().map(|it| (it.1.to_owned(), STRING)));
    let relation = vec![
        ("Dependent".to_owned(), ANNOTATION),
        ("Governor".to_owned(), ANNOTATION),
        ("label".to_owned(), STRING),
    ];
    json!({
        sentence.as_str(): kind(&sentence, vec![("id".to_owned(), STRING)]),
        token.as_str(): kind(&token, Vec::new()),
        "custom.Span": kind("custom.Span", span),
        "custom.Relation": kind("custom.Relation", relation),
    })
}

/// Readers stream: types come before structures, and structures before views.
fn document(view: &DocumentView<'_>, features: &FeatureNames<'_>, types: &str) -> String {
    let mut structures = String::new();
    let sofa = json!({
        "%ID": SOFA, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
        "mimeType": "text", "sofaString": view.source(),
    });
    json::push(&mut structures, &sofa);
    let mut members = Vec::new();
    for it in cas::structures(view, features) {
        let kind = match it.kind {
            StructureKind::Document => "uima.tcas.DocumentAnnotation".to_owned(),
            StructureKind::Sentence => format!("{SEGMENTATION}.Sentence"),
            StructureKind::Token => format!("{SEGMENTATION}.Token"),
            StructureKind::Span => "custom.Span".to_owned(),
            StructureKind::Relation => "custom.Relation".to_owned(),
        };
        let mut structure = Map::new();
        let mut put = |key: String, value: Value| structure.insert(key, value);
        put("%ID".to_owned(), it.id.into());
        put("%TYPE".to_owned(), kind.into());
        put("@sofa".to_owned(), SOFA.into());
        put("begin".to_owned(), it.begin.into());
        put("end".to_owned(), it.end.into());
        for (key, feature) in it.features {
            match feature {
                FeatureValue::Words(words) => put(key, words.into()),
                FeatureValue::Reference(id) => put(format!("@{key}"), id.into()),
            };
        }
        json::push(&mut structures, &structure.into());
        members.push(it.id);
    }
    let views = json!({ "_InitialView": { "%SOFA": SOFA, "%MEMBERS": members } });
    format!(
        "{{\n\"%TYPES\": {types},\n\"%FEATURE_STRUCTURES\": [\n{structures}\n],\n\"%VIEWS\": {views}\n}}\n"
    )
}

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs.iter().filter(|it| it.has_extension("json")) {
        let Some(cas) = intake.file(json::whole(input), options)? else { continue };
        let structures: Vec<&Value> = match &cas["%FEATURE_STRUCTURES"] {
            Value::Object(by_id) => by_id.values().collect(),
            list => json::list(list).iter().collect(),
        };
        let sofas = structures.iter().filter(|it| it["sofaString"].is_string());
        let sofas: Vec<&Value> = sofas.copied().collect();
        if sofas.is_empty() {
            let error = if structures.is_empty() {
                FormatError::at(&input.name, 1, 1, FormatFault::NoSofa)
            } else {
                FormatError::row(&input.name, 0, RowFault::NoText)
            };
            intake.row(Err(error), options)?;
            continue;
        }
        let by_id: HashMap<String, &Value> =
            structures.iter().filter_map(|it| Some((json::word(&it["%ID"])?, *it))).collect();
        for (at, sofa) in sofas.iter().enumerate() {
            let text = sofa["sofaString"].as_str().unwrap_or_default();
            let name = match sofa["sofaID"].as_str() {
                Some(view) if at > 0 => format!("{}-{view}", input.stem()),
                _ => input.stem().to_owned(),
            };
            let mut draft = DocumentDraft::new(name, text, &input.name, 0);
            let read: Vec<ReadStructure> =
                structures.iter().filter_map(|it| structure(it, &sofa["%ID"], &by_id)).collect();
            let warnings = cas::take(&read, &mut draft);
            intake.warnings.extend(warnings);
            intake.drafts.push(draft);
        }
    }
    if intake.drafts.is_empty() && intake.warnings.is_empty() {
        return Err(FormatError::new("", FormatFault::NoFiles(".json")));
    }
    Ok(intake)
}

/// A structure of the text `sofa`, or of none, that is not infrastructure.
fn structure(it: &Value, sofa: &Value, all: &HashMap<String, &Value>) -> Option<ReadStructure> {
    let name = it["%TYPE"].as_str()?;
    let (package, kind) = name.rsplit_once('.').unwrap_or(("", name));
    let is_here = it["@sofa"].is_null() || &it["@sofa"] == sofa;
    if cas::is_infrastructure(package, kind) || !is_here {
        return None;
    }
    let features = it.as_object()?.iter().filter(|(key, _)| !key.starts_with('%'));
    let features = features.filter_map(|(key, value)| {
        let value = feature(key, value, all)?;
        Some((key.trim_start_matches(['@', '^']).to_owned(), value))
    });
    let features = features.collect();
    let id = json::word(&it["%ID"]).unwrap_or_default();
    Some(ReadStructure { id, kind: kind.to_owned(), features })
}

/// The value of a feature; `@` before its name says that it leads to a structure, which may be a list.
fn feature(key: &str, value: &Value, all: &HashMap<String, &Value>) -> Option<ReadFeature> {
    let words = |it: &Value| match it {
        Value::Bool(it) => Some(it.to_string()),
        it => json::word(it),
    };
    if let Value::Array(items) = value {
        let items = items.iter().filter_map(words).collect();
        let is_reference = key.starts_with('@');
        return Some(if is_reference {
            ReadFeature::References(items)
        } else {
            ReadFeature::List(items)
        });
    }
    let word = words(value)?;
    if !key.starts_with('@') || key == "@sofa" {
        return Some(ReadFeature::Words(word));
    }
    let target = all.get(&word);
    match target.and_then(|it| it["%ELEMENTS"].as_array()) {
        Some(items) => {
            let kind = target.and_then(|it| it["%TYPE"].as_str());
            let items = items.iter().filter_map(words).collect();
            let is_words = kind.is_some_and(|it| it.contains("String"));
            Some(if is_words { ReadFeature::List(items) } else { ReadFeature::References(items) })
        }
        None => Some(ReadFeature::References(vec![word])),
    }
}
