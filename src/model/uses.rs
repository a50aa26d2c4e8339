//! How often the parts of a schema are used.

use std::collections::BTreeMap;

use super::{Document, Name, Schema};

/// A part of a schema that records can name, by its keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemaPart {
    /// A label.
    Label(Name),
    /// An attribute of a label.
    Attribute(Name, Name),
    /// A value of an attribute of a label.
    Value(Name, Name, Name),
    /// A relation.
    Relation(Name),
}

/// How many records name a part, in how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UseCount {
    /// Annotations or relations.
    pub records: usize,
    /// Annotation files.
    pub files: usize,
}

/// What is used how often. Names that were given up count as the present ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaUses {
    counts: BTreeMap<SchemaPart, UseCount>,
    /// Files that were looked into.
    pub files: usize,
    /// Files that could not be read.
    pub unreadable: usize,
}

impl SchemaUses {
    /// In one document, which counts as one file.
    pub fn of(document: &Document) -> Self {
        let mut uses = Self { files: 1, ..Self::default() };
        for annotation in document.annotations() {
            uses.add_annotation(
                document.schema(),
                annotation.label.as_str(),
                annotation.attributes.iter(),
            );
        }
        for relation in document.relations() {
            uses.add_relation(document.schema(), relation.label.as_str());
        }
        uses.counts.values_mut().for_each(|it| it.files = 1);
        uses
    }

    /// How often `part` is used.
    pub fn of_part(&self, part: &SchemaPart) -> UseCount {
        self.counts.get(part).copied().unwrap_or_default()
    }

    /// Adds an annotation. Values are counted where the schema lists them.
    pub fn add_annotation<'a, K: AsRef<str>>(
        &mut self,
        schema: &Schema,
        label: &str,
        attributes: impl Iterator<Item = (K, &'a str)>,
    ) {
        let label = schema.label_now(label);
        let kind = schema.label(label);
        let label = Name::from(label);
        for (key, value) in attributes {
            let now = kind.map_or(key.as_ref(), |it| it.attribute_now(key.as_ref()));
            let key = Name::from(now);
            if let Some(attribute) = kind.and_then(|it| it.attribute(now)) {
                let value = attribute.value_now(value);
                if attribute.lists(value) {
                    self.count(SchemaPart::Value(label.clone(), key.clone(), value.into()));
                }
            }
            self.count(SchemaPart::Attribute(label.clone(), key));
        }
        self.count(SchemaPart::Label(label));
    }

    /// Adds a relation.
    pub fn add_relation(&mut self, schema: &Schema, label: &str) {
        self.count(SchemaPart::Relation(schema.relation_now(label).into()));
    }

    /// Adds what one file uses.
    pub fn add_file(&mut self, file: &Self) {
        self.files += 1;
        for (part, count) in &file.counts {
            let sum = self.counts.entry(part.clone()).or_default();
            sum.records += count.records;
            sum.files += 1;
        }
    }

    fn count(&mut self, part: SchemaPart) {
        self.counts.entry(part).or_default().records += 1;
    }
}
