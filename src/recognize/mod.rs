//! Finding likely annotations in plain text: total on any input, deterministic, explained.

pub mod claim;
pub mod date;

use std::{borrow::Cow, sync::Arc};

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::text::{Text, TextRange};

/// What is known of an article besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The publication date (document creation time), to which relative dates refer.
    pub published: Option<civil::Date>,
}

/// Something that was found: an annotation to be, with the parts that hang on it. Recognizers find them,
/// and so do others, each under its own name ([`FoundBy`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where: one piece, or several for a discontinuous mention, in text order.
    pub pieces: Vec<TextRange>,
    /// The key of the label it would get; recognizers know their own, others those of a schema.
    pub label: Cow<'static, str>,
    /// Who found it.
    pub found_by: FoundBy,
    /// How likely it is right, 0 to 1.
    pub confidence: f32,
    /// The rule that found it, stable, for the analyst to judge.
    pub rule: Cow<'static, str>,
    /// Attribute keys and values.
    pub attributes: Vec<(&'static str, String)>,
    /// What it is linked to.
    pub links: Vec<Link>,
    /// What else its words may mean, the likelier first.
    pub other_readings: Vec<OtherReading>,
}

impl Mention {
    /// Takes one of its other readings, by index; the present one becomes one of the others.
    pub fn read_otherwise(&mut self, index: usize) {
        let was_first = !self.is_read_otherwise();
        let Some(other) = self.other_readings.get_mut(index) else { return };
        std::mem::swap(&mut self.rule, &mut other.rule);
        std::mem::swap(&mut self.attributes, &mut other.attributes);
        other.comes_first = was_first;
    }

    /// The same in no more room than it needs: an article has thousands, and keeps them while it is open.
    #[must_use]
    pub fn packed(mut self) -> Self {
        self.pieces.shrink_to_fit();
        self.attributes.shrink_to_fit();
        self.links.shrink_to_fit();
        self.other_readings.shrink_to_fit();
        self
    }

    /// True where it does not say what the recognizer puts first.
    pub fn is_read_otherwise(&self) -> bool {
        self.other_readings.iter().any(|it| it.comes_first)
    }
}

/// Who found a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum FoundBy {
    /// A rule of a recognizer.
    #[default]
    Rules,
    /// The same words got the label before.
    Memory,
    /// The model of the label: the words stand like those that have it.
    Model,
    /// A program of the analyst's own, by the name that it has there. It stands in for the rule.
    Program(Arc<str>),
}

/// What the words of a mention may mean besides what it says, with the same label in the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherReading {
    /// What is in doubt.
    pub doubt: ReadingDoubt,
    /// The rule that reads them so.
    pub rule: Cow<'static, str>,
    /// Attribute keys and values.
    pub attributes: Vec<(&'static str, String)>,
    /// True for the reading that the recognizer puts first, where somebody chose another one.
    pub comes_first: bool,
}

impl OtherReading {
    /// What it says under `key`.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == key).map(|it| it.1.as_str())
    }
}

/// What may be meant in two ways, by the same words in the same company. Who chooses one way mostly
/// means it the next time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ReadingDoubt {
    /// «امروز» alone: the day, or these days.
    BareToday,
    /// «دنیای امروز», «تا به امروز»: these days, or the day.
    TodayOfNoun,
}

impl Mention {
    /// What it says under `key`.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == key).map(|it| it.1.as_str())
    }
}

/// A relation from a mention to other words.
///
/// Where a mention or an annotation with the same label and pieces exists, the link leads to it;
/// else accepting the mention makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The key of the relation.
    pub relation: &'static str,
    /// The key of the label of the words it leads to.
    pub label: &'static str,
    /// Where those words are.
    pub pieces: Vec<TextRange>,
}

/// Reads exactly these words.
pub type RangeReader = fn(&Text, TextRange, &Context) -> Option<Mention>;

/// One recognizer.
#[derive(Debug)]
pub struct Recognizer {
    /// Stable key; annotations accepted from it have the origin `suggested:<id>`.
    pub id: &'static str,
    /// Finds every mention, in text order.
    pub find: fn(&Text, &Context) -> Vec<Mention>,
    /// The whole expression at a byte, as it would be tagged by hand there.
    pub at_caret: fn(&Text, usize, &Context) -> Option<Mention>,
    /// What it reads from exactly these words, where it reads words at all.
    pub read_range: Option<RangeReader>,
}

/// Every recognizer. A new one is a new folder and a line here.
pub const ALL: &[&Recognizer] = &[&date::RECOGNIZER, &claim::RECOGNIZER];
