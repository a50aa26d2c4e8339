//! What is found in a text, and how it is shown: as a line of JSON or as rows of a table.

use std::{borrow::Cow, cmp::Reverse, path::Path, sync::Arc};

use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::Value;

use super::programs::ProgramDesk;
use crate::{
    learn::{ArticleWork, Experience, LearnedSuggestion, OutsideFinding, SuggestionSource},
    model::{Name, Schema},
    recognize::{Context, Link, Mention, Recognizer},
    session::{find_mentions, mention_of_program, outside_findings},
    store::{ExternalFinding, ExternalQuestion},
    text::{Text, TextRange},
};

/// What was asked for: rules, and what was learned.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    pub(super) recognizers: Vec<&'static Recognizer>,
    /// The publication date of what does not say its own.
    pub(super) published: Option<jiff::civil::Date>,
    /// What judges and adds to what the rules find.
    pub(super) experience: Option<Arc<Experience>>,
    /// True where words that were tagged before are wanted.
    pub(super) has_memory: bool,
    /// True where what looks like tags is wanted.
    pub(super) has_model: bool,
    /// Programs of the user's own that are asked too.
    pub(super) programs: Vec<Arc<ProgramDesk>>,
    /// The labels that programs may give; `None` where any will do.
    pub(super) schema: Option<Arc<Schema>>,
    /// What the text at hand is called in messages.
    pub(super) place: String,
}

/// A mention, of a rule or learned.
#[derive(Clone, Debug)]
pub(super) struct FoundMention {
    pub(super) label: Name,
    pieces: Vec<TextRange>,
    confidence: f32,
    rule: String,
    attributes: Vec<(Cow<'static, str>, String)>,
    links: Vec<Link>,
    /// How often the same words got the label, and how often not.
    counts: Option<(u32, u32)>,
}

impl From<Mention> for FoundMention {
    fn from(mention: Mention) -> Self {
        Self {
            label: Name::from(&*mention.label),
            pieces: mention.pieces,
            confidence: mention.confidence,
            rule: mention.rule.to_string(),
            attributes: owned(mention.attributes),
            links: mention.links,
            counts: None,
        }
    }
}

fn owned(attributes: Vec<(&'static str, String)>) -> Vec<(Cow<'static, str>, String)> {
    attributes.into_iter().map(|(key, value)| (key.into(), value)).collect()
}

impl FoundMention {
    fn of_program(found: ExternalFinding, rule: &str) -> Self {
        let attributes = found.attributes.into_iter();
        Self {
            label: found.label,
            pieces: found.pieces,
            confidence: found.confidence,
            rule: rule.to_owned(),
            attributes: attributes.map(|(key, value)| (key.into(), value)).collect(),
            links: Vec::new(),
            counts: None,
        }
    }

    /// By start, longest first.
    fn place(&self) -> (usize, Reverse<usize>) {
        let first = self.pieces.first();
        (first.map_or(0, |it| it.start()), Reverse(first.map_or(0, |it| it.end())))
    }
}

impl Finder {
    /// Rules alone.
    pub(super) fn new(
        recognizers: Vec<&'static Recognizer>,
        published: Option<jiff::civil::Date>,
    ) -> Self {
        Self {
            recognizers,
            published,
            experience: None,
            has_memory: true,
            has_model: true,
            programs: Vec::new(),
            schema: None,
            place: String::new(),
        }
    }

    /// The same for what was published on another day.
    pub(super) fn published_on(&self, published: Option<jiff::civil::Date>) -> Self {
        Self { published, ..self.clone() }
    }

    /// The same for the text that messages call `place`.
    pub(super) fn at(self, place: String) -> Self {
        Self { place, ..self }
    }

    /// A line of JSON with every mention, by start, longest first.
    pub(super) fn line(&self, id: &Value, text: &Text) -> String {
        line_of(id, text, &self.found(text, &ArticleWork::default(), false))
    }

    /// What the rules alone find, by start, longest first.
    pub(super) fn find(&self, text: &Text) -> Vec<Mention> {
        find_mentions(&self.recognizers, text, Context { published: self.published })
    }

    /// Everything that is found and shown. `work` is what was done in the article, which is not
    /// suggested again; `is_learned` says that the experience comes from it too.
    pub(super) fn found(
        &self,
        text: &Text,
        work: &ArticleWork,
        is_learned: bool,
    ) -> Vec<FoundMention> {
        let (mut found, outside) = self.outside(text);
        let Some(experience) = &self.experience else {
            found.sort_by_key(FoundMention::place);
            return found;
        };
        let article = experience.read(text, outside, is_learned.then_some(work));
        self.shown(&found, experience.suggest(&article, work))
    }

    /// What rules and programs find, also as learning takes it.
    pub(super) fn outside(&self, text: &Text) -> (Vec<FoundMention>, Vec<OutsideFinding>) {
        let mentions = self.find(text);
        let mut outside = outside_findings(&mentions);
        let mut found: Vec<FoundMention> = mentions.into_iter().map(FoundMention::from).collect();
        for program in &self.programs {
            let rule = program.program.rule();
            for it in self.ask(program, text, self.schema.as_deref()) {
                outside.extend(outside_finding(&it, &rule));
                found.push(FoundMention::of_program(it, &rule));
            }
        }
        (found, outside)
    }

    /// What rules and programs find, by start, as it can be taken into a document with `schema`.
    pub(super) fn takable(&self, text: &Text, schema: &Schema) -> Vec<Mention> {
        let mut found = self.find(text);
        for program in &self.programs {
            let of_program = self.ask(program, text, Some(schema)).into_iter();
            found.extend(of_program.map(|it| mention_of_program(it, &program.program, schema)));
        }
        // Stable: what rules found comes before what programs did of the same words.
        found.sort_by_key(|it| it.pieces.first().map(|it| (it.start(), Reverse(it.end()))));
        found
    }

    fn ask(
        &self,
        program: &ProgramDesk,
        text: &Text,
        schema: Option<&Schema>,
    ) -> Vec<ExternalFinding> {
        program.ask(ExternalQuestion { text, published: self.published, schema }, &self.place)
    }

    /// The suggestions that are wanted and likely enough.
    pub(super) fn shown(
        &self,
        mentions: &[FoundMention],
        suggestions: Vec<LearnedSuggestion>,
    ) -> Vec<FoundMention> {
        let found = suggestions.into_iter().filter(|it| it.is_shown).filter_map(|it| {
            let learned = |rule: &str| FoundMention {
                label: it.label.clone(),
                pieces: vec![it.range],
                confidence: rounded(it.probability),
                rule: rule.to_owned(),
                attributes: Vec::new(),
                links: Vec::new(),
                counts: Some((it.tagged, it.untagged)),
            };
            match it.source {
                SuggestionSource::Outside(number) => {
                    let mention = mentions.get(number)?.clone();
                    let (confidence, counts) = (rounded(it.probability), learned("").counts);
                    Some(FoundMention { confidence, counts, ..mention })
                }
                SuggestionSource::Memory => self.has_memory.then(|| learned("memory")),
                SuggestionSource::Model => self.has_model.then(|| learned("model")),
            }
        });
        found.collect()
    }
}

/// What a program found, as learning judges it.
fn outside_finding(found: &ExternalFinding, rule: &str) -> Option<OutsideFinding> {
    let (range, label) = (*found.pieces.first()?, found.label.clone());
    let (rule, kind) = (rule.to_owned(), String::new());
    Some(OutsideFinding { range, label, rule, kind, confidence: found.confidence })
}

/// A line of JSON with some mentions.
pub(super) fn line_of(id: &Value, text: &Text, found: &[FoundMention]) -> String {
    let mentions = found.iter().map(|it| SuggestedLine { text, mention: it }).collect();
    serde_json::to_string(&Line { id, mentions }).unwrap_or_default()
}

/// A row of the table for every mention.
pub(super) fn rows(path: &Path, text: &Text, found: &[FoundMention]) -> Vec<Vec<String>> {
    let attribute = |mention: &FoundMention, key: &str| {
        let found = mention.attributes.iter().find(|(it, _)| *it == key);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let row = |it: &FoundMention| {
        let start = it.pieces.first().map_or(0, |it| text.char_of_byte(it.start()));
        let value = attribute(it, if it.label == "date" { "value" } else { "kind" });
        let words = text.quote(it.pieces.iter().copied());
        vec![
            format!("{}:{start}", path.display()),
            it.label.to_string(),
            format!("{:.2}", it.confidence),
            it.rule.clone(),
            value,
            words.replace(['\n', '\r', '\t'], " "),
        ]
    };
    found.iter().map(row).collect()
}

/// To three places: what is beyond them says nothing.
#[expect(clippy::cast_possible_truncation, reason = "a probability, 0 to 1")]
fn rounded(probability: f64) -> f32 {
    ((probability * 1000.0).round() / 1000.0) as f32
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    mentions: Vec<SuggestedLine<'a>>,
}

/// A mention with offsets in code points.
struct SuggestedLine<'a> {
    text: &'a Text,
    mention: &'a FoundMention,
}

#[derive(Serialize)]
struct PieceOffsets {
    start: usize,
    end: usize,
}

impl Serialize for SuggestedLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { text, mention } = *self;
        let place = |it: &TextRange| PieceOffsets {
            start: text.char_of_byte(it.start()),
            end: text.char_of_byte(it.end()),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("label", mention.label.as_str())?;
        if let Some((first, also)) = mention.pieces.split_first() {
            map.serialize_entry("start", &place(first).start)?;
            map.serialize_entry("end", &place(first).end)?;
            if !also.is_empty() {
                let also: Vec<_> = also.iter().map(|it| [place(it).start, place(it).end]).collect();
                map.serialize_entry("also", &also)?;
            }
            map.serialize_entry("text", text.slice(*first))?;
        }
        map.serialize_entry("confidence", &mention.confidence)?;
        map.serialize_entry("rule", &mention.rule)?;
        map.serialize_entry("attributes", &InOrder(&mention.attributes))?;
        if !mention.links.is_empty() {
            let mut links: Vec<(&str, Vec<PieceOffsets>)> = Vec::new();
            for link in &mention.links {
                let places = link.pieces.iter().map(place);
                match links.iter_mut().find(|(relation, _)| *relation == link.relation) {
                    Some((_, before)) => before.extend(places),
                    None => links.push((link.relation, places.collect())),
                }
            }
            map.serialize_entry("links", &InOrder(&links))?;
        }
        if let Some((tagged, untagged)) = mention.counts {
            map.serialize_entry("why", &Why { tagged, untagged })?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Why {
    tagged: u32,
    untagged: u32,
}

/// Keys and values as a JSON object, in their order.
struct InOrder<'a, K, V>(&'a [(K, V)]);

impl<K: Serialize, V: Serialize> Serialize for InOrder<'_, K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
