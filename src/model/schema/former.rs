//! Names that were given up: what was written under them is read under the present ones.
//!
//! A schema keeps what its parts were called before. Files of other articles and other analysts
//! need not be written again when something is renamed, and one that comes late fits all the same.

use super::{Attribute, Label, RelationKind, Schema, ValueChoice, ValueKind};

impl Schema {
    /// What the label `id` is called now; `id` itself where nothing is known of it.
    pub fn label_now<'a>(&'a self, id: &'a str) -> &'a str {
        now(&self.labels, id, |it| (&it.id, &it.former))
    }

    /// What the relation `id` is called now.
    pub fn relation_now<'a>(&'a self, id: &'a str) -> &'a str {
        now(&self.relations, id, |it| (&it.id, &it.former))
    }

    /// The label that is or was called `id`.
    pub fn label_ever(&self, id: &str) -> Option<&Label> {
        self.label(self.label_now(id))
    }

    /// The relation that is or was called `id`.
    pub fn relation_ever(&self, id: &str) -> Option<&RelationKind> {
        self.relation(self.relation_now(id))
    }

    /// True where something had another name before.
    pub fn has_former_names(&self) -> bool {
        let labels = self.labels.iter();
        labels.clone().any(|it| !it.former.is_empty())
            || self.relations.iter().any(|it| !it.former.is_empty())
            || labels.flat_map(|it| &it.attributes).any(Attribute::has_former_names)
    }
}

impl Label {
    /// What the attribute `key` is called now.
    pub fn attribute_now<'a>(&'a self, key: &'a str) -> &'a str {
        now(&self.attributes, key, |it| (&it.id, &it.former))
    }
}

impl Attribute {
    /// What the value `value` is now, where it is one of a choice.
    pub fn value_now<'a>(&'a self, value: &'a str) -> &'a str {
        now(self.choices(), value, |it| (&it.id, &it.former))
    }

    /// The values it may have, where it is one of a choice; none else.
    fn choices(&self) -> &[ValueChoice] {
        match &self.values {
            ValueKind::Choice(choices) => choices,
            ValueKind::Text
            | ValueKind::Number
            | ValueKind::YesNo
            | ValueKind::Date
            | ValueKind::Link => &[],
        }
    }

    /// True where `value` is one of a choice.
    pub fn lists(&self, value: &str) -> bool {
        self.choices().iter().any(|it| it.id == value)
    }

    fn has_former_names(&self) -> bool {
        !self.former.is_empty() || self.choices().iter().any(|it| !it.former.is_empty())
    }
}

/// A name in use is itself, whatever had it before.
fn now<'a, T>(
    all: &'a [T],
    id: &'a str,
    names: impl Fn(&'a T) -> (&'a String, &'a Vec<String>),
) -> &'a str {
    if all.iter().any(|it| names(it).0 == id) {
        return id;
    }
    let renamed = all.iter().map(names).find(|(_, former)| former.iter().any(|it| it == id));
    renamed.map_or(id, |(id, _)| id)
}
