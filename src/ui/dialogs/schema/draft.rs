//! The schema while it is edited. Knows no screen.

use crate::model::{
    Name, Schema, SchemaPart,
    schema::{Attribute, Label, LocalizedText, RelationKind, ValueChoice, ValueKind},
};

/// A part being edited: what it was in the present schema, and what it is to be.
#[derive(Clone, Debug)]
pub(super) struct Edited<T, M> {
    /// Tells parts apart while their keys change.
    pub(super) serial: u32,
    /// Its key in the present schema; `None` for a new one.
    pub(super) was: Option<String>,
    /// What it is to be, without its parts.
    pub(super) it: T,
    /// Its parts.
    pub(super) parts: M,
}

/// A label with its attributes in order.
pub(super) type LabelDraft = Edited<Label, Vec<u32>>;
/// An attribute with its choices.
pub(super) type AttributeDraft = Edited<Attribute, Vec<ChoiceDraft>>;
/// A value of a choice.
pub(super) type ChoiceDraft = Edited<ValueChoice, ()>;
/// A relation with the labels it starts and ends at.
pub(super) type RelationDraft = Edited<RelationKind, Ends>;

/// The labels a relation starts and ends at, by serial.
#[derive(Clone, Debug, Default)]
pub(super) struct Ends {
    pub(super) from: Vec<u32>,
    pub(super) to: Vec<u32>,
}

/// The schema while it is edited. An attribute that several labels have is there once.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    name: String,
    pub(super) labels: Vec<LabelDraft>,
    pub(super) attributes: Vec<AttributeDraft>,
    pub(super) relations: Vec<RelationDraft>,
    next: u32,
}

/// What happens to a part of the present schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It gets this key.
    Renamed(String),
    /// It is gone.
    Removed,
}

impl Draft {
    /// Of `schema`.
    pub(super) fn of(schema: &Schema) -> Self {
        let mut draft = Self { name: schema.name.clone(), ..Self::default() };
        for label in &schema.labels {
            let serials = label.attributes.iter().map(|it| draft.take(it)).collect();
            let it = Label { attributes: Vec::new(), ..label.clone() };
            let label = draft.edited(Some(label.id.clone()), it, serials);
            draft.labels.push(label);
        }
        for relation in &schema.relations {
            let parts =
                Ends { from: draft.serials(&relation.from), to: draft.serials(&relation.to) };
            let it = RelationKind { from: Vec::new(), to: Vec::new(), ..relation.clone() };
            let relation = draft.edited(Some(relation.id.clone()), it, parts);
            draft.relations.push(relation);
        }
        draft
    }

    /// The schema as it stands in the draft; keys that were given up are kept as former ones.
    pub(super) fn schema(&self) -> Schema {
        let mut labels: Vec<Label> = Vec::new();
        for label in &self.labels {
            let former = former(&label.it.former, label.was.as_ref(), &label.it.id);
            let attributes = label.parts.iter().filter_map(|it| self.attribute(*it));
            let attributes = attributes.map(AttributeDraft::attribute).collect();
            labels.push(Label { former, attributes, ..label.it.clone() });
        }
        let relation = |it: &RelationDraft| RelationKind {
            from: self.ids(&it.parts.from),
            to: self.ids(&it.parts.to),
            former: former(&it.it.former, it.was.as_ref(), &it.it.id),
            ..it.it.clone()
        };
        let relations = self.relations.iter().map(relation).collect();
        Schema { name: self.name.clone(), labels, relations }
    }

    /// The attribute with this serial.
    pub(super) fn attribute(&self, serial: u32) -> Option<&AttributeDraft> {
        self.attributes.iter().find(|it| it.serial == serial)
    }

    /// Adds a label of its own.
    pub(super) fn add_label(&mut self, color: crate::model::schema::ColorPair) -> u32 {
        let id = free("label", |id| self.labels.iter().any(|it| it.it.id == id));
        let label = self.edited(None, Label { id, color, ..Label::default() }, Vec::new());
        self.labels.push(label);
        self.next
    }

    /// Adds an attribute to a label, or to none yet.
    pub(super) fn add_attribute(&mut self, label: Option<u32>) -> u32 {
        let id = free("attribute", |id| self.attributes.iter().any(|it| it.it.id == id));
        let attribute = self.edited(None, Attribute { id, ..Attribute::default() }, Vec::new());
        self.attributes.push(attribute);
        let serial = self.next;
        if let Some(label) = self.labels.iter_mut().find(|it| Some(it.serial) == label) {
            label.parts.push(serial);
        }
        serial
    }

    /// Adds a relation that starts and ends nowhere yet.
    pub(super) fn add_relation(&mut self) -> u32 {
        let id = free("link", |id| self.relations.iter().any(|it| it.it.id == id));
        let it = RelationKind { id, ..RelationKind::default() };
        let relation = self.edited(None, it, Ends::default());
        self.relations.push(relation);
        self.next
    }

    /// A value for a choice.
    pub(super) fn new_choice(&mut self, taken: &[ChoiceDraft]) -> ChoiceDraft {
        let id = free("value", |id| taken.iter().any(|it| it.it.id == id));
        self.edited(None, ValueChoice { id, ..ValueChoice::default() }, ())
    }

    /// Takes a part away, with what names it; a link that leads nowhere without it goes along.
    pub(super) fn remove(&mut self, serial: u32) {
        self.labels.retain(|it| it.serial != serial);
        self.attributes.retain(|it| it.serial != serial);
        self.relations.retain(|it| it.serial != serial);
        self.labels.iter_mut().for_each(|it| it.parts.retain(|it| *it != serial));
        self.relations.retain_mut(|relation| {
            let Ends { from, to } = &mut relation.parts;
            let named = from.contains(&serial) || to.contains(&serial);
            from.retain(|it| *it != serial);
            to.retain(|it| *it != serial);
            !(named && (from.is_empty() || to.is_empty()))
        });
    }

    /// What of `present`, the schema it was made of, is renamed or gone.
    pub(super) fn fates(&self, present: &Schema) -> Vec<(SchemaPart, Fate)> {
        let mut fates = Vec::new();
        for label in &present.labels {
            let name = Name::from(label.id.as_str());
            let part = SchemaPart::Label(name.clone());
            let Some(now) = is_now(&self.labels, &label.id) else {
                fates.push((part, Fate::Removed));
                continue;
            };
            fates.extend(renamed(&label.id, &now.it.id).map(|it| (part, it)));
            for attribute in &label.attributes {
                let key = Name::from(attribute.id.as_str());
                let part = SchemaPart::Attribute(name.clone(), key.clone());
                let has = |it: &&AttributeDraft| now.parts.contains(&it.serial);
                let mut ours = self.attributes.iter().filter(has);
                let Some(now) = ours.find(|it| it.was.as_ref() == Some(&attribute.id)) else {
                    fates.push((part, Fate::Removed));
                    continue;
                };
                fates.extend(renamed(&attribute.id, &now.it.id).map(|it| (part, it)));
                let ValueKind::Choice(choices) = &attribute.values else { continue };
                for choice in choices {
                    let value = Name::from(choice.id.as_str());
                    let part = SchemaPart::Value(name.clone(), key.clone(), value);
                    match is_now(&now.parts, &choice.id) {
                        None => fates.push((part, Fate::Removed)),
                        Some(now) => {
                            fates.extend(renamed(&choice.id, &now.it.id).map(|it| (part, it)));
                        }
                    }
                }
            }
        }
        for relation in &present.relations {
            let part = SchemaPart::Relation(relation.id.as_str().into());
            match is_now(&self.relations, &relation.id) {
                None => fates.push((part, Fate::Removed)),
                Some(now) => fates.extend(renamed(&relation.id, &now.it.id).map(|it| (part, it))),
            }
        }
        fates
    }

    fn edited<T, M>(&mut self, was: Option<String>, it: T, parts: M) -> Edited<T, M> {
        self.next += 1;
        Edited { serial: self.next, was, it, parts }
    }

    /// The serial of an attribute; one that another label has in the same words is the same.
    fn take(&mut self, attribute: &Attribute) -> u32 {
        let same = self.attributes.iter().find(|it| it.attribute() == *attribute);
        if let Some(same) = same {
            return same.serial;
        }
        let mut choices = Vec::new();
        let mut it = attribute.clone();
        if let ValueKind::Choice(values) = &mut it.values {
            for choice in std::mem::take(values) {
                choices.push(self.edited(Some(choice.id.clone()), choice, ()));
            }
        }
        let attribute = self.edited(Some(attribute.id.clone()), it, choices);
        self.attributes.push(attribute);
        self.next
    }

    fn serials(&self, ids: &[String]) -> Vec<u32> {
        let serial = |id: &String| self.labels.iter().find(|it| it.it.id == *id);
        ids.iter().filter_map(serial).map(|it| it.serial).collect()
    }

    fn ids(&self, serials: &[u32]) -> Vec<String> {
        let label = |serial: &u32| self.labels.iter().find(|it| it.serial == *serial);
        serials.iter().filter_map(label).map(|it| it.it.id.clone()).collect()
    }
}

impl AttributeDraft {
    /// As the schema has it.
    pub(super) fn attribute(&self) -> Attribute {
        let choice = |it: &ChoiceDraft| ValueChoice {
            former: former(&it.it.former, it.was.as_ref(), &it.it.id),
            ..it.it.clone()
        };
        let values = match &self.it.values {
            ValueKind::Choice(_) => ValueKind::Choice(self.parts.iter().map(choice).collect()),
            other => other.clone(),
        };
        let former = former(&self.it.former, self.was.as_ref(), &self.it.id);
        Attribute { values, former, ..self.it.clone() }
    }
}

/// Sets the words of one language; none leave the language out.
pub(super) fn set_title(title: &mut LocalizedText, language: &str, words: &str) {
    if words.is_empty() {
        title.0.remove(language);
    } else {
        title.0.insert(language.to_owned(), words.to_owned());
    }
}

/// A key from words, such as `check_worthy` from «Check worthy»; `None` where no letter is left.
pub(super) fn key_of(words: &str) -> Option<String> {
    let words = words.split_whitespace().map(|word| {
        let letters = word.chars().filter(|it| it.is_alphanumeric() || "_-.".contains(*it));
        letters.flat_map(char::to_lowercase).collect::<String>()
    });
    let key = words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("_");
    (!key.is_empty()).then_some(key)
}

fn is_now<'a, T, M>(all: &'a [Edited<T, M>], id: &str) -> Option<&'a Edited<T, M>> {
    all.iter().find(|it| it.was.as_deref() == Some(id))
}

fn renamed(was: &str, now: &str) -> Option<Fate> {
    (was != now).then(|| Fate::Renamed(now.to_owned()))
}

/// The keys something had before it was called `now`.
fn former(before: &[String], was: Option<&String>, now: &str) -> Vec<String> {
    let mut former = before.to_vec();
    if let Some(was) = was
        && !former.contains(was)
    {
        former.push(was.clone());
    }
    former.retain(|it| it != now);
    former
}

/// The first of `stem`, `stem2` … that is not taken.
fn free(stem: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{stem}{number}"));
    let mut names = std::iter::once(stem.to_owned()).chain(numbered);
    names.find(|it| !is_taken(it)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_comes_back_as_it_was() {
        let schema = Schema::standard();
        assert_eq!(Draft::of(&schema).schema(), *schema);
        assert!(Draft::of(&schema).fates(&schema).is_empty());
    }

    #[test]
    fn an_attribute_of_two_labels_is_edited_once() {
        let schema = Schema::standard();
        let mut draft = Draft::of(&schema);
        let note = draft.attributes.iter_mut().find(|it| it.it.id == "note").expect("it is there");
        note.it.id = "remark".to_owned();
        let schema = draft.schema();
        let has = |it: &&Label| it.attribute("remark").is_some_and(|it| it.former == ["note"]);
        assert_eq!(schema.labels.iter().filter(has).count(), 2);
    }

    #[test]
    fn what_is_removed_and_renamed_is_known() {
        let present = Schema::standard();
        let mut draft = Draft::of(&present);
        let [claim, date, ..] = draft.labels.as_mut_slice() else { panic!("two labels") };
        claim.it.id = "statement".to_owned();
        let date = date.serial;
        draft.remove(date);
        let fates = draft.fates(&present);
        assert_eq!(
            fates.first(),
            Some(&(SchemaPart::Label("claim".into()), Fate::Renamed("statement".to_owned())))
        );
        assert!(fates.contains(&(SchemaPart::Label("date".into()), Fate::Removed)));
        let schema = draft.schema();
        assert_eq!(schema.label_now("claim"), "statement");
        assert_eq!(schema.relation("pair"), None, "it led from dates to dates");
        assert!(schema.faults().is_empty(), "{:?}", schema.faults());
    }

    #[test]
    fn keys_come_from_words() {
        assert_eq!(key_of("Check worthy!").as_deref(), Some("check_worthy"));
        assert_eq!(key_of("محل وقوع").as_deref(), Some("محل_وقوع"));
        assert_eq!(key_of(" ! "), None);
    }
}
