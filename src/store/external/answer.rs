//! What a program is asked and what it answers, as lines of JSON.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{IgnoredAny, SeqAccess, Visitor},
};
use serde_json::Value;
use unicode_segmentation::GraphemeCursor;

use super::{failure::ExternalProblem, program::ExternalProgram};
use crate::{
    model::Name,
    text::{Text, TextRange},
};

/// The most that is taken in for an article.
pub(super) const MOST_MENTIONS: usize = 10_000;

/// What a program found: words that may get a label.
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalFinding {
    /// Where: one piece or several, in text order.
    pub pieces: Vec<TextRange>,
    /// The key of the label.
    pub label: Name,
    /// How sure the program is, 0 to 1.
    pub confidence: f32,
    /// What it says of the words, by key.
    pub attributes: Vec<(String, String)>,
}

/// Words that have a label, or that are not to have it, for a program that learns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExternalSpan {
    /// Where it starts, in code points.
    pub start: usize,
    /// Where it ends, in code points.
    pub end: usize,
    /// The key of the label.
    pub label: String,
}

/// What was done in an article, for a program that learns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExternalLesson {
    /// Every tag.
    pub spans: Vec<ExternalSpan>,
    /// What was rejected.
    pub rejected: Vec<ExternalSpan>,
    /// `done`, or `so far`.
    pub learn: &'static str,
}

#[derive(Serialize)]
struct RequestLine<'a> {
    id: u64,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    lesson: Option<&'a ExternalLesson>,
}

/// The line with which a program is asked, or taught.
pub(super) fn request(
    id: u64,
    text: &Text,
    published: Option<jiff::civil::Date>,
    lesson: Option<&ExternalLesson>,
) -> Vec<u8> {
    let published = published.map(|it| it.to_string());
    let line = RequestLine { id, text: text.as_str(), published, lesson };
    // Strings and numbers alone: there is nothing in it that JSON cannot say.
    let mut line = serde_json::to_vec(&line).unwrap_or_default();
    line.push(b'\n');
    line
}

/// A line of a program's output.
#[derive(Deserialize)]
struct AnswerRecord {
    id: Value,
    #[serde(default)]
    mentions: FewMentions,
}

/// The first mentions of an answer, and how many there are.
#[derive(Default)]
struct FewMentions {
    first: Vec<Option<MentionRecord>>,
    count: usize,
}

#[derive(Deserialize)]
struct MentionRecord {
    label: String,
    start: usize,
    end: usize,
    #[serde(default)]
    also: Vec<(usize, usize)>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    confidence: Option<f64>,
    #[serde(default)]
    attributes: BTreeMap<String, Value>,
    #[serde(default)]
    links: Option<IgnoredAny>,
}

/// A mention, or something else in its place.
#[derive(Deserialize)]
#[serde(untagged)]
enum MentionSlot {
    Sound(Box<MentionRecord>),
    Other(IgnoredAny),
}

impl<'de> Deserialize<'de> for FewMentions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Few;
        impl<'de> Visitor<'de> for Few {
            type Value = FewMentions;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of mentions")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<FewMentions, A::Error> {
                let mut few = FewMentions::default();
                while few.count < MOST_MENTIONS {
                    let Some(slot) = list.next_element()? else { return Ok(few) };
                    few.first.push(match slot {
                        MentionSlot::Sound(it) => Some(*it),
                        MentionSlot::Other(_) => None,
                    });
                    few.count += 1;
                }
                // What is beyond is counted and takes no room.
                while list.next_element::<IgnoredAny>()?.is_some() {
                    few.count += 1;
                }
                Ok(few)
            }
        }
        deserializer.deserialize_seq(Few)
    }
}

/// What a line of a program's output is.
#[derive(Debug)]
pub(super) enum AnswerLine {
    /// The answer, with what was refused of it.
    Answer(Vec<ExternalFinding>, Vec<ExternalProblem>),
    /// An answer with more than is taken in.
    ManyMentions,
    /// Something else.
    Other(ExternalProblem),
}

/// Reads a line as the answer to the question `id` about a text.
pub(super) fn read(line: &[u8], id: u64, text: &Text, program: &ExternalProgram) -> AnswerLine {
    let Ok(record) = serde_json::from_slice::<AnswerRecord>(line) else {
        return AnswerLine::Other(ExternalProblem::NoAnswer);
    };
    if record.id != id {
        return AnswerLine::Other(ExternalProblem::OtherId);
    }
    if record.mentions.count > MOST_MENTIONS {
        return AnswerLine::ManyMentions;
    }
    let mut problems = Vec::new();
    let mut found: Vec<ExternalFinding> = Vec::new();
    for mention in record.mentions.first {
        let Some(mention) = mention else {
            problems.push(ExternalProblem::NoMention);
            continue;
        };
        if mention.links.is_some() {
            problems.push(ExternalProblem::Links);
        }
        match finding(mention, text, program) {
            Ok(it) => found.push(it),
            Err(problem) => problems.push(problem),
        }
    }
    found.sort_by(|a, b| (&a.pieces, &a.label).cmp(&(&b.pieces, &b.label)));
    // The same words with the same label are one finding.
    found.dedup_by(|a, b| a.pieces == b.pieces && a.label == b.label);
    AnswerLine::Answer(found, problems)
}

fn finding(
    record: MentionRecord,
    text: &Text,
    program: &ExternalProgram,
) -> Result<ExternalFinding, ExternalProblem> {
    let first = piece(text, record.start, record.end)?;
    if let Some(given) = record.text
        && text.slice(first) != given
    {
        let there = shortened(text.slice(first));
        return Err(ExternalProblem::OtherWords { given: shortened(&given), there });
    }
    let mut pieces = vec![first];
    for (start, end) in record.also {
        pieces.push(piece(text, start, end)?);
    }
    pieces.sort_unstable();
    // Pieces that touch or overlap are one.
    let mut apart: Vec<TextRange> = Vec::new();
    for piece in pieces {
        match apart.last_mut() {
            Some(last) if piece.start() <= last.end() => *last = last.join(piece),
            Some(_) | None => apart.push(piece),
        }
    }
    let label = program.labels.get(&record.label).unwrap_or(&record.label);
    let attribute = |(key, value)| match value {
        Value::String(it) => Some((key, it)),
        Value::Bool(_) | Value::Number(_) => Some((key, value.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    Ok(ExternalFinding {
        pieces: apart,
        label: Name::from(label.as_str()),
        confidence: confidence(record.confidence),
        attributes: record.attributes.into_iter().filter_map(attribute).collect(),
    })
}

/// What a program that does not say is taken to think of what it finds.
#[expect(clippy::cast_possible_truncation, reason = "a probability, 0 to 1")]
fn confidence(given: Option<f64>) -> f32 {
    given.map_or(0.5, |it| it.clamp(0.0, 1.0) as f32)
}

fn piece(text: &Text, start: usize, end: usize) -> Result<TextRange, ExternalProblem> {
    if start >= end {
        return Err(ExternalProblem::NoWords { start, end });
    }
    let bytes = text.byte_of_char(start).zip(text.byte_of_char(end));
    let range = bytes.and_then(|(start, end)| text.range(start, end).ok());
    let length = text.len_chars();
    let range = range.ok_or(ExternalProblem::OutsideText { start, end, length })?;
    let is_between = |byte: usize| {
        let whole = text.as_str();
        GraphemeCursor::new(byte, whole.len(), true).is_boundary(whole, 0).unwrap_or(true)
    };
    if !is_between(range.start()) || !is_between(range.end()) {
        return Err(ExternalProblem::InsideCharacter { start, end });
    }
    Ok(range)
}

/// As much of some words as a message has room for.
pub(super) fn shortened(words: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}
