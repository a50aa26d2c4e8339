//! Finding likely annotations in plain text: total on any input, deterministic, explained.

pub mod claim;
pub mod date;

use jiff::civil;

use crate::text::{Text, TextRange};

/// What is known of an article besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The publication date (document creation time), to which relative dates refer.
    pub published: Option<civil::Date>,
}

/// Something a recognizer found: an annotation to be, with the parts that hang on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where: one piece, or several for a discontinuous mention, in text order.
    pub pieces: Vec<TextRange>,
    /// The key of the label it would get.
    pub label: &'static str,
    /// How likely it is right, 0 to 1.
    pub confidence: f32,
    /// The rule that found it, stable, for the analyst to judge.
    pub rule: &'static str,
    /// Attribute keys and values.
    pub attributes: Vec<(&'static str, String)>,
    /// What it is linked to.
    pub links: Vec<Link>,
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

/// One recognizer.
#[derive(Debug)]
pub struct Recognizer {
    /// Stable key; annotations accepted from it have the origin `suggested:<id>`.
    pub id: &'static str,
    /// Finds every mention, in text order.
    pub find: fn(&Text, &Context) -> Vec<Mention>,
}

/// Every recognizer. A new one is a new folder and a line here.
pub const ALL: &[&Recognizer] = &[&date::RECOGNIZER, &claim::RECOGNIZER];
