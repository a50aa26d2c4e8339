//! A schema while a person edits it: what is added, removed and renamed, and what becomes of the
//! records that name what is gone.

use serde::{Deserialize, Serialize};

use crate::model::{
    Name, Schema, SchemaPart,
    schema::{Attribute, ColorPair, Label, LocalizedText, RelationKind, ValueChoice, ValueKind},
};

/// A part being edited: what it was in the present schema, and what it is to be.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EditedPart<T, M> {
    /// Tells parts apart while their keys change.
    pub serial: u32,
    /// Its key in the present schema; `None` for a new one.
    pub was: Option<String>,
    /// What it is to be, without its parts.
    pub now: T,
    /// Its parts.
    pub parts: M,
}

/// A label with its attributes in order.
pub type LabelDraft = EditedPart<Label, Vec<u32>>;
/// An attribute with its choices.
pub type AttributeDraft = EditedPart<Attribute, Vec<ChoiceDraft>>;
/// A value of a choice.
pub type ChoiceDraft = EditedPart<ValueChoice, ()>;
/// A relation with the labels it starts and ends at.
pub type RelationKindDraft = EditedPart<RelationKind, RelationEnds>;

/// The labels a relation starts and ends at, by serial.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RelationEnds {
    /// Where it may start.
    pub from: Vec<u32>,
    /// Where it may end.
    pub to: Vec<u32>,
}

/// A schema while it is edited. An attribute that several labels have is there once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SchemaDraft {
    name: String,
    /// Its labels in order.
    pub labels: Vec<LabelDraft>,
    /// Its attributes, in the order in which labels name them first.
    pub attributes: Vec<AttributeDraft>,
    /// Its relations in order.
    pub relations: Vec<RelationKindDraft>,
    last_serial: u32,
}

/// A draft with the schema that it was begun on.
#[derive(Serialize, Deserialize)]
struct KeptDraft {
    present: Schema,
    draft: SchemaDraft,
}

/// What happens to a part of the present schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaEdit {
    /// It gets this key.
    Renamed(String),
    /// It is gone.
    Removed,
}

/// What becomes of the records of a part that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordOutcome {
    /// They stay, and are shown as unknown.
    Keep,
    /// They get this key.
    Move(String),
    /// Those of the open article go.
    Discard,
}

impl SchemaDraft {
    /// Of `schema`.
    pub fn of(schema: &Schema) -> Self {
        let mut draft = Self { name: schema.name.clone(), ..Self::default() };
        for label in &schema.labels {
            let serials = label.attributes.iter().map(|it| draft.share_attribute(it)).collect();
            let bare = Label { attributes: Vec::new(), ..label.clone() };
            let label = draft.edited(Some(label.id.clone()), bare, serials);
            draft.labels.push(label);
        }
        for relation in &schema.relations {
            let ends = RelationEnds {
                from: draft.serials(&relation.from),
                to: draft.serials(&relation.to),
            };
            let bare = RelationKind { from: Vec::new(), to: Vec::new(), ..relation.clone() };
            let relation = draft.edited(Some(relation.id.clone()), bare, ends);
            draft.relations.push(relation);
        }
        draft
    }

    /// All of it, as it is kept until it is finished.
    pub fn kept(&self, present: &Schema) -> Option<String> {
        let kept = KeptDraft { present: present.clone(), draft: self.clone() };
        serde_json::to_string(&kept).ok()
    }

    /// What was kept, where it was begun on the schema `present`: elsewhere its keys mean other parts.
    pub fn from_kept(kept: &str, present: &Schema) -> Option<Self> {
        let kept: KeptDraft = serde_json::from_str(kept).ok()?;
        (kept.present == *present).then_some(kept.draft)
    }

    /// The schema as it stands in the draft; keys that were given up are kept as former ones.
    pub fn schema(&self) -> Schema {
        let label = |it: &LabelDraft| Label {
            former: former(&it.now.former, it.was.as_ref(), &it.now.id),
            attributes: self.attributes_of(it).map(AttributeDraft::attribute).collect(),
            ..it.now.clone()
        };
        let relation = |it: &RelationKindDraft| RelationKind {
            from: self.ids(&it.parts.from),
            to: self.ids(&it.parts.to),
            former: former(&it.now.former, it.was.as_ref(), &it.now.id),
            ..it.now.clone()
        };
        Schema {
            name: self.name.clone(),
            labels: self.labels.iter().map(label).collect(),
            relations: self.relations.iter().map(relation).collect(),
        }
    }

    /// True for a label, attribute or relation that the present schema does not have.
    pub fn is_new(&self, serial: u32) -> bool {
        let labels = self.labels.iter().map(|it| (it.serial, &it.was));
        let attributes = self.attributes.iter().map(|it| (it.serial, &it.was));
        let relations = self.relations.iter().map(|it| (it.serial, &it.was));
        labels.chain(attributes).chain(relations).any(|it| it.0 == serial && it.1.is_none())
    }

    /// The label with this serial.
    pub fn label(&self, serial: u32) -> Option<&LabelDraft> {
        self.labels.iter().find(|it| it.serial == serial)
    }

    /// The attribute with this serial.
    pub fn attribute(&self, serial: u32) -> Option<&AttributeDraft> {
        self.attributes.iter().find(|it| it.serial == serial)
    }

    /// The relation with this serial.
    pub fn relation(&self, serial: u32) -> Option<&RelationKindDraft> {
        self.relations.iter().find(|it| it.serial == serial)
    }

    /// Adds a label without attributes.
    pub fn add_label(&mut self, color: ColorPair) -> u32 {
        let id = free("label", |id| self.labels.iter().any(|it| it.now.id == id));
        let label = self.edited(None, Label { id, color, ..Label::default() }, Vec::new());
        self.labels.push(label);
        self.last_serial
    }

    /// Adds an attribute to a label, or to none yet.
    pub fn add_attribute(&mut self, label: Option<u32>) -> u32 {
        let id = free("attribute", |id| self.attributes.iter().any(|it| it.now.id == id));
        let attribute = self.edited(None, Attribute { id, ..Attribute::default() }, Vec::new());
        self.attributes.push(attribute);
        let serial = self.last_serial;
        if let Some(label) = self.labels.iter_mut().find(|it| Some(it.serial) == label) {
            label.parts.push(serial);
        }
        serial
    }

    /// Adds a relation that starts and ends nowhere yet.
    pub fn add_relation(&mut self) -> u32 {
        let id = free("link", |id| self.relations.iter().any(|it| it.now.id == id));
        let kind = RelationKind { id, ..RelationKind::default() };
        let relation = self.edited(None, kind, RelationEnds::default());
        self.relations.push(relation);
        self.last_serial
    }

    /// A value for a choice.
    pub fn new_choice(&mut self, taken: &[ChoiceDraft]) -> ChoiceDraft {
        let id = free("value", |id| taken.iter().any(|it| it.now.id == id));
        self.edited(None, ValueChoice { id, ..ValueChoice::default() }, ())
    }

    /// Removes a part and what names it; a relation that leads nowhere without it goes too.
    pub fn remove(&mut self, serial: u32) {
        self.labels.retain(|it| it.serial != serial);
        self.attributes.retain(|it| it.serial != serial);
        self.relations.retain(|it| it.serial != serial);
        self.labels.iter_mut().for_each(|it| it.parts.retain(|it| *it != serial));
        self.relations.retain_mut(|relation| {
            let RelationEnds { from, to } = &mut relation.parts;
            let named = from.contains(&serial) || to.contains(&serial);
            from.retain(|it| *it != serial);
            to.retain(|it| *it != serial);
            !(named && (from.is_empty() || to.is_empty()))
        });
    }

    /// What of `present`, the schema the draft was made of, is renamed or gone.
    pub fn edits(&self, present: &Schema) -> Vec<(SchemaPart, SchemaEdit)> {
        let mut edits = Vec::new();
        for label in &present.labels {
            let part = SchemaPart::Label(label.id.as_str().into());
            let now = is_now(&self.labels, &label.id);
            edits.extend(edit_of(part, &label.id, now.map(|it| it.now.id.as_str())));
            if let Some(now) = now {
                self.attribute_edits(label, now, &mut edits);
            }
        }
        for relation in &present.relations {
            let part = SchemaPart::Relation(relation.id.as_str().into());
            let now = is_now(&self.relations, &relation.id).map(|it| it.now.id.as_str());
            edits.extend(edit_of(part, &relation.id, now));
        }
        edits
    }

    /// The schema once it is decided what becomes of the records of parts that are gone, and the
    /// parts whose records are discarded.
    pub fn settled<'a>(
        &self,
        outcomes: impl IntoIterator<Item = (&'a SchemaPart, &'a RecordOutcome)>,
    ) -> (Schema, Vec<SchemaPart>) {
        let mut schema = self.schema();
        let mut discards = Vec::new();
        for (part, outcome) in outcomes {
            match outcome {
                RecordOutcome::Keep => {}
                RecordOutcome::Discard => discards.push(part.clone()),
                RecordOutcome::Move(to) => give_up(&mut schema, part, to),
            }
        }
        (schema, discards)
    }

    /// What of a label's attributes is renamed or gone.
    fn attribute_edits(
        &self,
        label: &Label,
        now: &LabelDraft,
        edits: &mut Vec<(SchemaPart, SchemaEdit)>,
    ) {
        let name = Name::from(label.id.as_str());
        for attribute in &label.attributes {
            let key = Name::from(attribute.id.as_str());
            let part = SchemaPart::Attribute(name.clone(), key.clone());
            let mut ours = self.attributes.iter().filter(|it| now.parts.contains(&it.serial));
            let now = ours.find(|it| it.was.as_ref() == Some(&attribute.id));
            edits.extend(edit_of(part, &attribute.id, now.map(|it| it.now.id.as_str())));
            let (Some(now), ValueKind::Choice(choices)) = (now, &attribute.values) else {
                continue;
            };
            for choice in choices {
                let value = Name::from(choice.id.as_str());
                let part = SchemaPart::Value(name.clone(), key.clone(), value);
                let now = is_now(&now.parts, &choice.id).map(|it| it.now.id.as_str());
                edits.extend(edit_of(part, &choice.id, now));
            }
        }
    }

    fn attributes_of(&self, label: &LabelDraft) -> impl Iterator<Item = &AttributeDraft> {
        label.parts.iter().filter_map(|it| self.attribute(*it))
    }

    fn edited<T, M>(&mut self, was: Option<String>, now: T, parts: M) -> EditedPart<T, M> {
        self.last_serial += 1;
        EditedPart { serial: self.last_serial, was, now, parts }
    }

    /// The serial of an attribute; one that another label has in the same words is the same.
    fn share_attribute(&mut self, attribute: &Attribute) -> u32 {
        let same = self.attributes.iter().find(|it| it.attribute() == *attribute);
        if let Some(same) = same {
            return same.serial;
        }
        let mut choices = Vec::new();
        let mut bare = attribute.clone();
        if let ValueKind::Choice(values) = &mut bare.values {
            for choice in std::mem::take(values) {
                choices.push(self.edited(Some(choice.id.clone()), choice, ()));
            }
        }
        let attribute = self.edited(Some(attribute.id.clone()), bare, choices);
        self.attributes.push(attribute);
        self.last_serial
    }

    fn serials(&self, ids: &[String]) -> Vec<u32> {
        let label = |id: &String| self.labels.iter().find(|it| it.now.id == *id);
        ids.iter().filter_map(label).map(|it| it.serial).collect()
    }

    fn ids(&self, serials: &[u32]) -> Vec<String> {
        let labels = serials.iter().filter_map(|it| self.label(*it));
        labels.map(|it| it.now.id.clone()).collect()
    }
}

impl AttributeDraft {
    /// As the schema has it.
    pub fn attribute(&self) -> Attribute {
        let choice = |it: &ChoiceDraft| ValueChoice {
            former: former(&it.now.former, it.was.as_ref(), &it.now.id),
            ..it.now.clone()
        };
        let values = match &self.now.values {
            ValueKind::Choice(_) => ValueKind::Choice(self.parts.iter().map(choice).collect()),
            plain @ (ValueKind::Text
            | ValueKind::Number
            | ValueKind::YesNo
            | ValueKind::Date
            | ValueKind::Link) => plain.clone(),
        };
        let former = former(&self.now.former, self.was.as_ref(), &self.now.id);
        Attribute { values, former, ..self.now.clone() }
    }
}

/// Sets the words of one language; without words the language is left out.
pub fn set_title(title: &mut LocalizedText, language: &str, words: &str) {
    if words.is_empty() {
        title.0.remove(language);
    } else {
        title.0.insert(language.to_owned(), words.to_owned());
    }
}

/// A key from words, such as `check_worthy` from «Check worthy»; `None` where no letter is left.
pub fn key_from_words(words: &str) -> Option<String> {
    let words = words.split_whitespace().map(|word| {
        let letters = word.chars().filter(|it| it.is_alphanumeric() || "_-.".contains(*it));
        letters.flat_map(char::to_lowercase).collect::<String>()
    });
    let key = words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("_");
    (!key.is_empty()).then_some(key)
}

/// Notes that what `part` was is called `to` now.
fn give_up(schema: &mut Schema, part: &SchemaPart, to: &str) {
    let former = match part {
        SchemaPart::Label(id) => {
            let to = schema.labels.iter_mut().find(|it| it.id == to);
            to.map(|it| (&mut it.former, id))
        }
        SchemaPart::Relation(id) => {
            let to = schema.relations.iter_mut().find(|it| it.id == to);
            to.map(|it| (&mut it.former, id))
        }
        SchemaPart::Value(label, key, id) => {
            let mut choices = choices_of(schema, label, key).into_iter().flatten();
            choices.find(|it| it.id == to).map(|it| (&mut it.former, id))
        }
        // Records of an attribute that is gone have no other one to go to.
        SchemaPart::Attribute(..) => None,
    };
    if let Some((former, id)) = former
        && !former.iter().any(|it| it == id.as_str())
    {
        former.push(id.to_string());
    }
}

/// The choices that an attribute of a label has now, both by the key they have or had.
fn choices_of<'a>(
    schema: &'a mut Schema,
    label: &Name,
    key: &Name,
) -> Option<&'a mut Vec<ValueChoice>> {
    let label = schema.label_now(label.as_str()).to_owned();
    let label = schema.labels.iter_mut().find(|it| it.id == label)?;
    let key = label.attribute_now(key.as_str()).to_owned();
    let attribute = label.attributes.iter_mut().find(|it| it.id == key)?;
    match &mut attribute.values {
        ValueKind::Choice(choices) => Some(choices),
        ValueKind::Text
        | ValueKind::Number
        | ValueKind::YesNo
        | ValueKind::Date
        | ValueKind::Link => None,
    }
}

/// The part of the draft that `id` of the present schema became.
fn is_now<'a, T, M>(all: &'a [EditedPart<T, M>], id: &str) -> Option<&'a EditedPart<T, M>> {
    all.iter().find(|it| it.was.as_deref() == Some(id))
}

/// What happened to a part that was called `was`; `None` where it has the same key.
fn edit_of(part: SchemaPart, was: &str, now: Option<&str>) -> Option<(SchemaPart, SchemaEdit)> {
    match now {
        None => Some((part, SchemaEdit::Removed)),
        Some(key) if key == was => None,
        Some(key) => Some((part, SchemaEdit::Renamed(key.to_owned()))),
    }
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
