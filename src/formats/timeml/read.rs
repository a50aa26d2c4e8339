//! Reading `TimeML`, also where it is older than XML.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{DATE, elements::SAME};
use crate::{
    formats::{
        ForeignKind, FormatError, FormatFault, ImportNote, Input, Options,
        intake::{DocumentDraft, Intake},
        syntax::xml,
    },
    text::Text,
};

/// Extensions of its files.
const EXTENSIONS: [&str; 4] = ["tml", "timeml", "xml", "sgml"];
/// Elements that say something which has no place among spans and relations, whether they have attributes
/// or not.
const LEFT_OUT: [&str; 7] =
    ["EVENT", "SIGNAL", "MAKEINSTANCE", "SLINK", "ALINK", "CONFIDENCE", "INSTANCE"];
/// Elements that only part a text, also where they are numbered.
const PARTS: [&str; 10] = ["DOC", "TEXT", "BODY", "HEADLINE", "HEADER", "DCT", "s", "S", "p", "P"];

pub(super) fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let is_ours = |it: &&Input| EXTENSIONS.iter().any(|e| it.has_extension(e));
    for input in inputs.iter().filter(is_ours) {
        let Some(source) = intake.file(input.text(), options)? else { continue };
        let read = elements(input, &source).and_then(|marks| {
            let document = MarkedText::new(&marks);
            if document.text.trim().is_empty() {
                return Err(FormatError::at(&input.name, 1, 1, FormatFault::NoTimeMl));
            }
            document.take(input, &mut intake);
            Ok(())
        });
        intake.row(read, options)?;
    }
    if intake.drafts.is_empty() && intake.warnings.is_empty() {
        return Err(FormatError::new("", FormatFault::NoFiles(".tml")));
    }
    Ok(intake)
}

/// A piece of a marked text.
#[derive(Debug)]
enum Markup {
    Text(String),
    Start { name: String, attributes: HashMap<String, String> },
    End { name: String },
}

/// What a file is made of, in order. What is not well formed is read by its tags alone, where those are
/// of `TimeML`.
fn elements(input: &Input, source: &str) -> Result<Vec<Markup>, FormatError> {
    match xml::parse(input, source) {
        Ok(tree) => {
            let mut marks = Vec::new();
            add(tree.root_element(), &mut marks);
            Ok(marks)
        }
        // Entities of one's own are refused whatever else is in it.
        Err(_) if source.contains("<TIMEX3") && !source.contains("<!ENTITY") => Ok(tags(source)),
        Err(error) => Err(error),
    }
}

fn add(node: roxmltree::Node<'_, '_>, marks: &mut Vec<Markup>) {
    let mut open: Vec<(String, Vec<roxmltree::Node<'_, '_>>)> = Vec::new();
    let mut coming = vec![node];
    loop {
        let Some(node) = coming.pop() else {
            let Some((name, rest)) = open.pop() else { return };
            marks.push(Markup::End { name });
            coming = rest;
            continue;
        };
        if let Some(words) = node.text().filter(|_| node.is_text()) {
            marks.push(Markup::Text(words.to_owned()));
        } else if node.is_element() {
            let name = node.tag_name().name().to_owned();
            let attributes = node.attributes();
            let attributes =
                attributes.map(|it| (it.name().to_owned(), it.value().to_owned())).collect();
            marks.push(Markup::Start { name: name.clone(), attributes });
            open.push((name, std::mem::take(&mut coming)));
            coming = node.children().collect::<Vec<_>>();
            coming.reverse();
        }
    }
}

/// The tags and texts of SGML: nothing has to be closed, and `&` may stand alone.
fn tags(source: &str) -> Vec<Markup> {
    let mut marks = Vec::new();
    let mut rest = source;
    // Looked for once: behind the last one every look would go to the end in vain.
    let last = |sign: &str| source.rfind(sign).map_or(0, |it| it + 1);
    let (last_end, last_type_end) = (last(">"), last("]>"));
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        marks.push(Markup::Text(decoded(before)));
        let behind = tag.get(1..).unwrap_or_default();
        let is_tag = behind.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        let here = source.len() - tag.len();
        let end = if is_tag && here < last_end { tag.find('>') } else { None };
        let Some(end) = end else {
            marks.push(Markup::Text("<".to_owned()));
            rest = behind;
            continue;
        };
        let inner = tag.get(1..end).unwrap_or_default();
        // A document type is passed over with all it says.
        let is_type = inner.starts_with('!') && inner.contains('[');
        let is_type = is_type && here < last_type_end;
        let end = if is_type { tag.find("]>").map_or(end, |it| it + 1) } else { end };
        if let Some(name) = inner.strip_prefix('/') {
            marks.push(Markup::End { name: name.trim().to_owned() });
        } else if !inner.starts_with(['!', '?']) {
            let is_empty = inner.ends_with('/');
            let inner = inner.trim_end_matches('/');
            let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
            marks.push(Markup::Start { name: name.to_owned(), attributes: attributes(rest) });
            if is_empty {
                marks.push(Markup::End { name: name.to_owned() });
            }
        }
        rest = tag.get(end + 1..).unwrap_or_default();
    }
    marks.push(Markup::Text(decoded(rest)));
    marks
}

/// `a="b" c='d'`.
fn attributes(mut source: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    while let Some((name, after)) = source.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|it| "\"'".contains(*it)) else { break };
        let Some((value, rest)) = after.get(1..).and_then(|it| it.split_once(quote)) else { break };
        found.insert(name.trim().to_owned(), decoded(value));
        source = rest;
    }
    found
}

/// Words with the five entities of XML and numbers read; another `&` stands for itself.
fn decoded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        out += rest.get(..at).unwrap_or_default();
        let entity = rest.get(at + 1..).unwrap_or_default();
        let near = entity.get(..entity.floor_char_boundary(10)).unwrap_or_default();
        let name = near.split_once(';').map(|it| it.0);
        let c = name.and_then(|name| match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => {
                let number = name.strip_prefix('#')?;
                let number = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => number.parse().ok(),
                };
                char::from_u32(number?)
            }
        });
        out.push(c.unwrap_or('&'));
        let used = c.and(name).map_or(0, |it| it.len() + 1);
        rest = entity.get(used..).unwrap_or_default();
    }
    out + rest
}

/// A date in the text, or an end of an interval that covers no words.
#[derive(Debug)]
struct FoundTimex {
    start: usize,
    end: usize,
    attributes: HashMap<String, String>,
}

/// The text of a file with what is marked in it.
#[derive(Debug, Default)]
struct MarkedText {
    id: Option<String>,
    published: Option<String>,
    text: String,
    timexes: Vec<FoundTimex>,
    /// The attributes of links between times and events.
    links: Vec<HashMap<String, String>>,
    left_out: BTreeMap<String, usize>,
}

/// True for an element that says something else than where and when: of the standard, or with attributes of
/// another one's, such as the names that `TimeBank` marks.
fn says_else(name: &str, attributes: &HashMap<String, String>) -> bool {
    let is_read = name.starts_with("TIMEX") || name == "TLINK" || PARTS.contains(&name);
    LEFT_OUT.contains(&name) || (!is_read && !attributes.is_empty())
}

impl MarkedText {
    /// What stands inside `TEXT`, or all of it where there is no such element.
    fn new(marks: &[Markup]) -> Self {
        let is_text = |it: &Markup| matches!(it, Markup::Start { name, .. } if name == "TEXT");
        let has_text = marks.iter().any(is_text);
        let mut found = Self::default();
        let mut inside = !has_text;
        let mut open: Vec<usize> = Vec::new();
        let mut in_id = false;
        let mut is_root = true;
        for mark in marks {
            match mark {
                Markup::Text(words) => {
                    if in_id {
                        found.id.get_or_insert_default().push_str(words);
                    }
                    if inside {
                        found.text += words;
                    }
                }
                Markup::Start { name, attributes } => {
                    inside |= name == "TEXT";
                    in_id |= ["DOCID", "DOCNO"].contains(&&**name) && found.id.is_none();
                    if says_else(name, attributes) && !is_root {
                        *found.left_out.entry(name.clone()).or_default() += 1;
                    }
                    is_root = false;
                    match &**name {
                        "TLINK" => found.links.push(attributes.clone()),
                        "TIMEX3" | "TIMEX" | "TIMEX2" => {
                            found.note_day(attributes);
                            let (start, end) = (found.text.len(), found.text.len());
                            if inside {
                                open.push(found.timexes.len());
                                let attributes = attributes.clone();
                                found.timexes.push(FoundTimex { start, end, attributes });
                            }
                        }
                        _ => {}
                    }
                }
                Markup::End { name } => {
                    inside &= name != "TEXT" || !has_text;
                    in_id &= !["DOCID", "DOCNO"].contains(&&**name);
                    if name.starts_with("TIMEX")
                        && let Some(it) = open.pop().and_then(|at| found.timexes.get_mut(at))
                    {
                        it.end = found.text.len();
                    }
                }
            }
        }
        found
    }

    /// The day of publication, where this says it.
    fn note_day(&mut self, attributes: &HashMap<String, String>) {
        let is_creation = ["CREATION_TIME", "PUBLICATION_TIME"]
            .iter()
            .any(|it| attributes.get("functionInDocument").is_some_and(|value| value == it));
        let day = attributes.get("value").filter(|it| is_creation && !it.contains('X'));
        if self.published.is_none() {
            self.published = day.cloned();
        }
    }

    fn take(self, input: &Input, intake: &mut Intake) {
        let id = self.id.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let mut draft =
            DocumentDraft::new(id.unwrap_or_else(|| input.stem().to_owned()), "", &input.name, 0);
        draft.meta.extend(self.published.map(|it| ("published".to_owned(), it)));
        draft.text = Text::new(self.text);
        let mut left_out = self.left_out;
        let values: HashMap<&str, &str> = self
            .timexes
            .iter()
            .filter_map(|it| Some((&**it.attributes.get("tid")?, &**it.attributes.get("value")?)))
            .collect();
        let ends = self.timexes.iter().flat_map(|it| {
            ["beginPoint", "endPoint"].iter().filter_map(|end| it.attributes.get(*end))
        });
        let ends: HashSet<&str> = ends.map(String::as_str).collect();
        let mut placed = HashSet::new();
        for timex in &self.timexes {
            let tid = timex.attributes.get("tid").map_or("", String::as_str);
            let Ok(range) = draft.text.range(timex.start, timex.end) else {
                // The ends of an interval cover no words.
                if !ends.contains(tid) {
                    *left_out.entry("TIMEX3 without words".to_owned()).or_default() += 1;
                }
                continue;
            };
            placed.insert(tid);
            let span = draft.place_span(tid, DATE, range.into());
            let mut put = |key: &str, value: Option<&str>| {
                span.attributes.extend(value.map(|it| (key.to_owned(), it.to_owned())));
            };
            let said = |key: &str| timex.attributes.get(key).map(String::as_str);
            put("timex_type", said("type"));
            put("value", said("value").or(said("val")).or(said("VAL")));
            for key in SAME {
                put(key, said(key));
            }
            for (key, end) in [("begin", "beginPoint"), ("end", "endPoint")] {
                put(key, said(end).and_then(|it| values.get(it)).copied());
            }
        }
        for link in &self.links {
            let end = |key: &str| link.get(key).filter(|it| placed.contains(it.as_str()));
            let label = link.get("relType").map_or("TLINK", String::as_str);
            match (end("timeID"), end("relatedToTime")) {
                (Some(from), Some(to)) => draft.relation("", label, from.as_str(), to.as_str()),
                _ => *left_out.entry("TLINK".to_owned()).or_default() += 1,
            }
        }
        for (kind, count) in left_out {
            intake
                .warnings
                .push(draft.warning(ImportNote::Kind { kind: ForeignKind::Named(kind), count }));
        }
        intake.drafts.push(draft);
    }
}
