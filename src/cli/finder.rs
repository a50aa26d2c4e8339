//! What the recognizers find in a text, and how it is shown: as a line of JSON or as rows of a table.

use std::path::Path;

use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::Value;

use crate::{
    recognize::{Context, Mention, Recognizer},
    text::{Text, TextRange},
};

/// The recognizers that were asked for.
#[derive(Debug)]
pub(super) struct Finder {
    recognizers: Vec<&'static Recognizer>,
    /// The publication date of what does not say its own.
    pub(super) published: Option<jiff::civil::Date>,
}

impl Finder {
    pub(super) fn new(
        recognizers: Vec<&'static Recognizer>,
        published: Option<jiff::civil::Date>,
    ) -> Self {
        Self { recognizers, published }
    }

    /// The same for what was published on another day.
    pub(super) fn published_on(&self, published: Option<jiff::civil::Date>) -> Self {
        Self { published, recognizers: self.recognizers.clone() }
    }

    /// A line of JSON with every mention, by start, longest first.
    pub(super) fn line(&self, id: &Value, text: &Text) -> String {
        let found = self.find(text);
        let mentions = found.iter().map(|it| Suggested { text, mention: it }).collect();
        serde_json::to_string(&Line { id, mentions }).unwrap_or_default()
    }

    /// A row of the table for every mention.
    pub(super) fn rows(&self, path: &Path, text: &Text) -> Vec<Vec<String>> {
        let attribute = |mention: &Mention, key: &str| {
            let found = mention.attributes.iter().find(|(it, _)| *it == key);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let row = |it: &Mention| {
            let start = it.pieces.first().map_or(0, |it| text.char_of_byte(it.start()));
            let value = attribute(it, if it.label == "date" { "value" } else { "kind" });
            let words: Vec<&str> = it.pieces.iter().map(|it| text.slice(*it)).collect();
            vec![
                format!("{}:{start}", path.display()),
                it.label.to_owned(),
                format!("{:.2}", it.confidence),
                it.rule.to_owned(),
                value,
                words.join(" … ").replace(['\n', '\r', '\t'], " "),
            ]
        };
        self.find(text).iter().map(row).collect()
    }

    /// Every mention, by start, longest first.
    pub(super) fn find(&self, text: &Text) -> Vec<Mention> {
        let context = Context { published: self.published };
        let found = self.recognizers.iter().flat_map(|it| (it.find)(text, &context));
        let mut found: Vec<Mention> = found.collect();
        let place = |it: &Mention| it.pieces.first().map(|it| (it.start(), usize::MAX - it.end()));
        found.sort_by_key(place);
        found
    }
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    mentions: Vec<Suggested<'a>>,
}

/// A mention with offsets in code points.
struct Suggested<'a> {
    text: &'a Text,
    mention: &'a Mention,
}

#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

impl Serialize for Suggested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { text, mention } = *self;
        let place = |it: &TextRange| Place {
            start: text.char_of_byte(it.start()),
            end: text.char_of_byte(it.end()),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("label", mention.label)?;
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
        map.serialize_entry("rule", mention.rule)?;
        map.serialize_entry("attributes", &InOrder(&mention.attributes))?;
        if !mention.links.is_empty() {
            let mut links: Vec<(&str, Vec<Place>)> = Vec::new();
            for link in &mention.links {
                let places = link.pieces.iter().map(place);
                match links.iter_mut().find(|(relation, _)| *relation == link.relation) {
                    Some((_, before)) => before.extend(places),
                    None => links.push((link.relation, places.collect())),
                }
            }
            map.serialize_entry("links", &InOrder(&links))?;
        }
        map.end()
    }
}

/// Keys and values as a JSON object, in their order.
struct InOrder<'a, V>(&'a [(&'static str, V)]);

impl<V: Serialize> Serialize for InOrder<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
