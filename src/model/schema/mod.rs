//! The schema: labels, attributes and relations, as data.
//!
//! A folder of articles may hold its own `schema.ron`; [`Schema::standard`] is what everybody else
//! uses.

mod check;
mod example;
mod former;
mod keys;
pub mod standard;

pub use check::{SchemaError, SchemaErrorKind, SchemaFault, SchemaFaultKind, SchemaPlace};
pub use example::LabelExample;
pub use keys::{MovedKey, RESERVED_KEYS};

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

/// Everything an annotation can be called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schema {
    /// What it is called.
    pub name: String,
    /// Labels for spans, in the order of the toolbar.
    pub labels: Vec<Label>,
    /// Relations between spans.
    pub relations: Vec<RelationKind>,
}

/// Words for people, by language code (`fa`, `en`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalizedText(pub BTreeMap<String, String>);

/// A label for spans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Label {
    /// The key in files.
    pub id: String,
    /// What people call it.
    pub title: LocalizedText,
    /// The key that applies it: one Latin letter or digit, or `""`.
    pub key: String,
    /// Its color on light paper and on dark.
    pub color: ColorPair,
    /// How its lane is drawn, so that color is never the only sign.
    pub lane: LaneStyle,
    /// Whether it stands for itself or is part of another annotation.
    pub role: LabelRole,
    /// When to use it.
    #[serde(skip_serializing_if = "LocalizedText::is_empty")]
    pub guideline: LocalizedText,
    /// Examples of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<LabelExample>,
    /// Keys it had before; annotations with one of them are read as its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
    /// What can be said of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
}

/// One color a theme, as `#rrggbb`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColorPair {
    /// On light paper.
    pub light: String,
    /// On dark paper.
    pub dark: String,
}

/// How the underline of a label is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneStyle {
    /// A solid bar.
    #[default]
    Solid,
    /// A row of dots.
    Dotted,
    /// A row of dashes.
    Dashed,
    /// Two thin lines.
    Double,
}

/// What a label is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LabelRole {
    /// Annotated for itself; has a button and a key of its own.
    #[default]
    Main,
    /// A part of another annotation, reached by linking.
    Part,
}

/// Something that can be said of an annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attribute {
    /// The key in files.
    pub id: String,
    /// What people call it.
    pub title: LocalizedText,
    /// What its values are.
    pub values: ValueKind,
    /// Marked until it has a value.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// What an absent value means.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub default: String,
    /// Keys it had before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
}

/// What values an attribute takes. They are stored as strings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValueKind {
    /// Any words.
    #[default]
    Text,
    /// One of these.
    Choice(Vec<ValueChoice>),
    /// A number.
    Number,
    /// `yes` or `no`.
    YesNo,
    /// A date or TIMEX3 value, proleptic Gregorian.
    Date,
    /// A web address.
    Link,
}

/// One value of a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueChoice {
    /// The value in files.
    pub id: String,
    /// What people call it.
    pub title: LocalizedText,
    /// Values it had before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
}

/// A relation between two annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RelationKind {
    /// The key in files.
    pub id: String,
    /// What people call it.
    pub title: LocalizedText,
    /// The key that makes one from the active annotation to the selected words, or `""`.
    pub key: String,
    /// Labels it may start at.
    pub from: Vec<String>,
    /// Labels it may end at; the first is given to words without an annotation.
    pub to: Vec<String>,
    /// Marked as missing until there is one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Keys it had before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
}

impl LocalizedText {
    /// In `language`, else in any other, else `""`.
    pub fn in_language(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// True without a word in any language.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

impl Schema {
    /// True for a relation that leads to parts of what it starts at, by the first label it may end at.
    pub fn leads_to_parts(&self, kind: &RelationKind) -> bool {
        let label = kind.to.first().and_then(|it| self.label(it));
        label.is_some_and(|it| it.role == LabelRole::Part)
    }

    /// The schema that comes with the program: claims, dates and their parts.
    pub fn standard() -> Arc<Self> {
        static STANDARD: std::sync::OnceLock<Arc<Schema>> = std::sync::OnceLock::new();
        let read =
            || Self::from_ron(include_str!("../../../assets/schema.ron")).unwrap_or_default();
        Arc::clone(STANDARD.get_or_init(|| Arc::new(read())))
    }

    /// Reads a `schema.ron`.
    ///
    /// Fails with line and column where it is no RON, lacks a bracket, or names what can't be used.
    pub fn from_ron(source: &str) -> Result<Self, SchemaError> {
        let source = source.trim_start_matches('\u{FEFF}');
        let schema: Self = ron::from_str(source).map_err(SchemaError::of_syntax)?;
        match schema.faults().into_iter().find(|it| it.what.is_fatal()) {
            Some(fault) => Err(SchemaError::of_fault(&fault, source)),
            None => Ok(schema),
        }
    }

    /// What in a `schema.ron` that can be used is wrong all the same, with line and column.
    pub fn faults_in(source: &str) -> Vec<SchemaError> {
        let source = source.trim_start_matches('\u{FEFF}');
        let faults = Self::from_ron(source).map(|it| it.faults()).unwrap_or_default();
        // Who writes a schema by hand may leave colors to the program.
        let is_reported =
            |it: &&SchemaFault| !matches!(&it.what, SchemaFaultKind::NotColor(it) if it.is_empty());
        faults.iter().filter(is_reported).map(|it| SchemaError::of_fault(it, source)).collect()
    }

    /// Writes a `schema.ron`.
    pub fn to_ron(&self) -> String {
        let style = ron::ser::PrettyConfig::new().new_line("\n").escape_strings(false);
        let mut written = ron::ser::to_string_pretty(self, style).unwrap_or_default();
        written.push('\n');
        written
    }

    /// The label with key `id`.
    pub fn label(&self, id: &str) -> Option<&Label> {
        self.labels.iter().find(|it| it.id == id)
    }

    /// The label applied by pressing `key`.
    pub fn label_for_key(&self, key: &str) -> Option<&Label> {
        self.labels.iter().find(|it| !it.key.is_empty() && it.key.eq_ignore_ascii_case(key))
    }

    /// The relation with key `id`.
    pub fn relation(&self, id: &str) -> Option<&RelationKind> {
        self.relations.iter().find(|it| it.id == id)
    }

    /// Relations that may start at label `from`, in schema order.
    pub fn relations_from<'a>(&'a self, from: &'a str) -> impl Iterator<Item = &'a RelationKind> {
        self.relations.iter().filter(move |it| it.from.iter().any(|label| label == from))
    }
}

impl Label {
    /// The attribute with key `id`.
    pub fn attribute(&self, id: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|it| it.id == id)
    }
}

/// A key that every file format can hold: letters, digits, `_`, `-` and `.`, not empty.
pub fn is_identifier(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
}
