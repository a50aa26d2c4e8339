//! W3C Web Annotation: a page of JSON-LD, and the texts it points into.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    Cannot, DocumentView, Export, Format, FormatError, FormatFault, ImportNote, Input, OffsetUnit,
    Options, Output, RelationView, RowFault, SpanView, Warning,
    intake::{DocumentDraft, Intake},
    syntax::json,
};

pub(super) const FORMAT: Format = Format {
    id: "w3c",
    title: "W3C Web Annotation",
    extension: "jsonld",
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::All(export)),
    import: Some(import),
    read_from: &["jsonld", "json"],
    may_look_like_articles: true,
    ..Format::BARE
};

/// Code points of context on either side of a quote.
const CONTEXT: usize = 32;
/// Stands in an IRI for what has no address.
const IRI: &str = "urn:hashiye:";

fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let mut items = String::new();
    let mut files = Vec::new();
    // In order of name, as the texts are read back.
    let mut views: Vec<&DocumentView<'_>> = views.iter().collect();
    views.sort_by_key(|it| format!("{}.txt", it.id()));
    for view in views {
        for span in &view.spans {
            json::push(&mut items, &tagging(view, span));
        }
        for relation in &view.relations {
            json::push(&mut items, &linking(view, relation));
        }
        let name = format!("texts/{}.txt", view.id());
        files.push((name, view.source().as_bytes().to_vec()));
    }
    let context = json!([
        "http://www.w3.org/ns/anno.jsonld",
        { "attr": "https://example.org/annotation-attributes#" },
    ]);
    let part = json!({ "id": format!("{IRI}collection"), "type": "AnnotationCollection" });
    let page = format!(
        "{{\n\"@context\": {context},\n\"id\": \"{IRI}page\",\n\"type\": \"AnnotationPage\",\n\
         \"partOf\": {part},\n\"items\": [\n{items}\n]\n}}\n"
    );
    files.insert(0, ("annotations.jsonld".to_owned(), page.into_bytes()));
    Output { files, ..Output::default() }
}

fn linking(view: &DocumentView<'_>, link: &RelationView<'_>) -> Value {
    json!({
        "id": iri(view, &link.id()), "type": "Annotation", "motivation": "linking",
        "body": [
            { "id": iri(view, &link.relation.to.to_string()) },
            { "type": "TextualBody", "purpose": "tagging", "value": link.label() },
        ],
        "target": iri(view, &link.relation.from.to_string()),
    })
}

fn source(view: &DocumentView<'_>) -> String {
    format!("texts/{}.txt", encoded(view.id()))
}

fn iri(view: &DocumentView<'_>, id: &str) -> String {
    format!("{IRI}{}:{id}", encoded(view.id()))
}

/// What an IRI cannot hold is percent-encoded; Persian letters it can.
fn encoded(name: &str) -> String {
    let encode = |c: char| match c {
        ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '%' | '#' | '?' => {
            format!("%{:02X}", u32::from(c))
        }
        c => c.to_string(),
    };
    name.chars().map(encode).collect()
}

/// The name that [`encoded`] was made of.
fn decoded(iri: &str) -> String {
    let mut out = Vec::with_capacity(iri.len());
    let mut rest = iri.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let byte = hex.and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok());
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(out).unwrap_or_else(|_not_text| iri.to_owned())
}

fn tagging(view: &DocumentView<'_>, span: &SpanView<'_>) -> Value {
    let tag = json!({ "type": "TextualBody", "purpose": "tagging", "value": span.label() });
    let said = span.attributes.iter().map(|(key, value)| {
        json!({ "type": "TextualBody", "purpose": "describing", "attr:name": key, "value": value })
    });
    let body: Vec<Value> = std::iter::once(tag).chain(said).collect();
    let before = view.source().get(..span.range.start()).unwrap_or_default();
    let after = view.source().get(span.range.end()..).unwrap_or_default();
    let prefix = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |it| it.0);
    let suffix: String = after.chars().take(CONTEXT).collect();
    json!({
        "id": iri(view, &span.id()), "type": "Annotation", "motivation": "tagging", "body": body,
        "target": { "source": source(view), "selector": [
            {
                "type": "TextPositionSelector",
                "start": span.start_char, "end": span.end_char,
            },
            {
                "type": "TextQuoteSelector", "exact": span.words,
                "prefix": before.get(prefix..), "suffix": suffix,
            },
        ] },
    })
}

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let mut drafts: Vec<(String, DocumentDraft)> = Vec::new();
    for input in inputs.iter().filter(|it| it.has_extension("txt")) {
        let Some(text) = intake.file(input.text_as_it_is(), options)? else { continue };
        let draft = DocumentDraft::new(input.stem(), &text, &input.name, 0);
        drafts.push((input.name.clone(), draft));
    }
    let texts = SourceTexts::of(&drafts);
    for input in inputs.iter().filter(|it| it.has_extension("jsonld") || it.has_extension("json")) {
        let Some(page) = intake.file(json::whole(input), options)? else { continue };
        let alone = std::slice::from_ref(&page);
        let items = [&page["items"], &page["first"]["items"], &page];
        let items = items.into_iter().find_map(Value::as_array).map_or(alone, Vec::as_slice);
        // Where each annotation was put, for the links between them.
        let mut places: HashMap<&str, usize> = HashMap::new();
        for item in items.iter().filter(|it| it["motivation"] != "linking") {
            match read_tagging(item, &texts, &mut drafts) {
                Ok(at) => {
                    places.insert(item["id"].as_str().unwrap_or_default(), at);
                }
                Err(note) => intake.warnings.push(Warning::of_file(&input.name, *note)),
            }
        }
        for item in items.iter().filter(|it| it["motivation"] == "linking") {
            let from = item["target"].as_str().or(item["target"]["id"].as_str());
            let draft = from.and_then(|it| drafts.get_mut(*places.get(it)?)).map(|it| &mut it.1);
            let to = json::list(&item["body"]).iter().find_map(|it| it["id"].as_str());
            let (Some(draft), Some(from), Some(to)) = (draft, from, to) else {
                let label = tag(item).unwrap_or("related").to_owned();
                let end = |it: Option<&str>| it.unwrap_or_default().to_owned();
                let note = ImportNote::RelationAstray { label, from: end(from), to: end(to) };
                intake.warnings.push(Warning::of_file(&input.name, note));
                continue;
            };
            let id = item["id"].as_str().unwrap_or_default();
            draft.relation(last(id), tag(item).unwrap_or("related"), last(from), last(to));
        }
    }
    if drafts.is_empty() && intake.warnings.is_empty() {
        return Err(FormatError::new("", FormatFault::NoFolder(".txt")));
    }
    intake.drafts.extend(drafts.into_iter().map(|it| it.1));
    Ok(intake)
}

/// Where each text is among the documents: by its path, and by its name alone.
struct SourceTexts {
    by_path: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

impl SourceTexts {
    fn of(drafts: &[(String, DocumentDraft)]) -> Self {
        let (mut by_path, mut by_name) = (HashMap::new(), HashMap::new());
        for (at, (path, _)) in drafts.iter().enumerate() {
            by_path.entry(path.clone()).or_insert(at);
            by_name.entry(last(path).to_owned()).or_insert(at);
        }
        Self { by_path, by_name }
    }

    fn find(&self, source: &str) -> Option<usize> {
        let as_it_is = self.get(source);
        as_it_is.or_else(|| self.get(&decoded(source)))
    }

    fn get(&self, source: &str) -> Option<usize> {
        self.by_path.get(source).or_else(|| self.by_name.get(last(source))).copied()
    }
}

/// What an IRI ends with: `s3`.
fn last(iri: &str) -> &str {
    iri.rsplit([':', '/', '#']).next().unwrap_or_default()
}

/// The label of an annotation.
fn tag(item: &Value) -> Option<&str> {
    let alone = std::slice::from_ref(&item["body"]);
    let bodies = item["body"].as_array().map_or(alone, Vec::as_slice);
    let tagging = bodies.iter().find(|it| it["purpose"] == "tagging");
    tagging.or(bodies.first()).and_then(|it| it["value"].as_str().or(it.as_str()))
}

/// Adds a span and says to which document.
fn read_tagging(
    item: &Value,
    texts: &SourceTexts,
    drafts: &mut [(String, DocumentDraft)],
) -> Result<usize, Box<ImportNote>> {
    let id = item["id"].as_str().unwrap_or_default();
    let source = item["target"]["source"].as_str().unwrap_or_default();
    let at = texts.find(source);
    let found = at.and_then(|at| Some((at, drafts.get_mut(at)?)));
    let (at, (_, draft)) = found.ok_or_else(|| {
        let spans = 1;
        Box::new(ImportNote::WithoutText { wanted: source.to_owned(), spans })
    })?;
    let selectors = &item["target"]["selector"];
    let alone = std::slice::from_ref(selectors);
    let selectors = selectors.as_array().map_or(alone, Vec::as_slice);
    let of = |kind: &str| selectors.iter().find(|it| it["type"] == kind).unwrap_or(&Value::Null);
    let (position, quote) = (of("TextPositionSelector"), of("TextQuoteSelector"));
    let label = tag(item).ok_or_else(|| Box::new(ImportNote::Row(RowFault::NoLabel)))?;
    let offsets = json::count(&position["start"]).zip(json::count(&position["end"]));
    let span = draft.span(last(id), label, OffsetUnit::CodePoint, offsets.as_slice());
    let part = |key: &str| quote[key].as_str().unwrap_or_default();
    span.say(part("exact"));
    span.around = (part("prefix").to_owned(), part("suffix").to_owned());
    for body in json::list(&item["body"]).iter().filter(|it| it["purpose"] == "describing") {
        let key = body["attr:name"].as_str().unwrap_or("note").to_owned();
        span.attributes.push((key, body["value"].as_str().unwrap_or_default().to_owned()));
    }
    Ok(at)
}
