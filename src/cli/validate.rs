//! `hashiye validate`: what is wrong or odd in articles and their annotation files.

use clap::Args;
use serde_json::json;

use super::{
    Done, Outcome,
    files::{Loaded, SourceArgs},
    out,
};
use crate::{
    model::{
        Annotation, Document,
        schema::{Attribute, Values},
    },
    text::Text,
};

/// What to check.
#[derive(Args, Clone, Debug)]
pub struct ValidateArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// One thing that was found.
struct Finding {
    file: String,
    id: String,
    words: String,
    what: String,
}

impl Finding {
    fn of_file(what: String) -> Self {
        Self { file: String::new(), id: String::new(), words: String::new(), what }
    }
}

pub(super) fn run(args: &ValidateArgs) -> Done {
    let loaded = args.source.load_each()?;
    let articles = loaded.len();
    let unreadable = loaded.iter().any(Result::is_err);
    let findings: Vec<Finding> = loaded
        .into_iter()
        .flat_map(|it| match it {
            Ok(loaded) => check(&loaded),
            Err(failure) => vec![Finding::of_file(failure.message)],
        })
        .collect();
    if args.json {
        let finding = |Finding { file, id, words, what }: &Finding| json!({ "file": file, "id": id, "words": words, "what": what });
        let found: Vec<_> = findings.iter().map(finding).collect();
        out::json(&json!({ "articles": articles, "findings": found }));
    } else {
        for Finding { file, id, words, what } in &findings {
            let words = if words.is_empty() { words } else { &format!("«{words}»") };
            let parts = [file.as_str(), id, words].into_iter().filter(|it| !it.is_empty());
            let place: Vec<&str> = parts.collect();
            out::say(format!("{what}: {}", place.join(" ")).trim_end_matches(": "));
        }
        out::remark(&format!("{articles} articles, {} findings", findings.len()));
    }
    Ok(match (unreadable, findings.is_empty()) {
        (true, _) => Outcome::Unreadable,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::Findings,
    })
}

fn check(loaded: &Loaded) -> Vec<Finding> {
    let document = &loaded.document;
    let file = loaded.path.display().to_string();
    let finding =
        |id: String, words: String, what: String| Finding { file: file.clone(), id, words, what };
    let mut findings: Vec<Finding> = loaded
        .problems
        .iter()
        .map(|it| finding(String::new(), String::new(), it.clone()))
        .collect();
    findings
        .extend(loaded.doubt.iter().map(|it| finding(String::new(), String::new(), it.clone())));
    for annotation in document.annotations() {
        for what in wrong_with(document, annotation) {
            findings.push(finding(annotation.id.to_string(), document.quote(annotation), what));
        }
    }
    for relation in document.relations() {
        let Some(kind) = document.schema().relation(relation.label.as_str()) else {
            let what = format!("the schema has no relation {:?}", relation.label);
            findings.push(finding(relation.id.to_string(), String::new(), what));
            continue;
        };
        let label = |id| document.annotation(id).map_or("", |it| it.label.as_str());
        let (from, to) = (label(relation.from), label(relation.to));
        if !kind.from.iter().any(|it| it == from) || !kind.to.iter().any(|it| it == to) {
            let what = format!("{:?} does not lead from {from:?} to {to:?}", relation.label);
            findings.push(finding(relation.id.to_string(), String::new(), what));
        }
    }
    let published = document.meta_value("published");
    if !published.is_empty() && !is_date(published) {
        let what = format!("published: {published:?} is no date");
        findings.push(finding(String::new(), String::new(), what));
    }
    findings
}

fn wrong_with(document: &Document, annotation: &Annotation) -> Vec<String> {
    let Some(label) = document.schema().label(annotation.label.as_str()) else {
        return vec![format!("the schema has no label {:?}", annotation.label)];
    };
    let mut wrong = Vec::new();
    if !has_whole_characters(document.text(), annotation) {
        wrong.push("an edge splits a letter from its marks".to_owned());
    }
    for (key, value) in annotation.attributes.iter() {
        match label.attribute(key.as_str()) {
            None => wrong.push(format!("{:?} has no attribute {key:?}", label.id)),
            Some(attribute) if !takes(attribute, value) => {
                wrong.push(format!("{key:?} cannot be {value:?}"));
            }
            Some(_) => {}
        }
    }
    let given =
        |it: &&Attribute| annotation.attributes.get(&it.id).is_some_and(|it| !it.is_empty());
    for missing in label.attributes.iter().filter(|it| it.required && !given(it)) {
        wrong.push(format!("{:?} is missing", missing.id));
    }
    for missing in document.schema().relations_from(&label.id).filter(|it| it.required) {
        if document.linked(annotation.id, &missing.id).next().is_none() {
            wrong.push(format!("there is no {:?} to it", missing.id));
        }
    }
    if let (Some(begin), Some(end)) =
        (annotation.attributes.get("begin"), annotation.attributes.get("end"))
        && begin.len() == end.len()
        && begin > end
    {
        wrong.push(format!("it begins {begin} and ends {end}"));
    }
    wrong
}

/// True when `value` is one the schema allows.
fn takes(attribute: &Attribute, value: &str) -> bool {
    match &attribute.values {
        Values::Text => true,
        Values::Choice(choices) => choices.iter().any(|it| it.id == value),
        Values::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
        Values::YesNo => value == "yes" || value == "no",
        Values::Date => is_timex_value(value),
        Values::Link => value.starts_with("https://") || value.starts_with("http://"),
    }
}

/// True for what a TIMEX3 value may be: a day that exists, or letters of the standard's syntax.
fn is_timex_value(value: &str) -> bool {
    let day = value.get(..10).unwrap_or(value);
    let looks_like_a_day = day.len() == 10
        && day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let syntax = |c: char| c.is_ascii_alphanumeric() || "-:+./_".contains(c);
    !value.is_empty() && value.chars().all(syntax) && (!looks_like_a_day || is_date(day))
}

fn is_date(value: &str) -> bool {
    value.get(..10).is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
}

fn has_whole_characters(text: &Text, annotation: &Annotation) -> bool {
    use unicode_segmentation::GraphemeCursor;
    let len = text.len_bytes();
    let boundary = |byte: usize| {
        GraphemeCursor::new(byte, len, true).is_boundary(text.as_str(), 0).unwrap_or(true)
    };
    annotation.extent.pieces().all(|it| boundary(it.start()) && boundary(it.end()))
}
