//! What in a schema can't be used, where it is, and how it is said.

use thiserror::Error;

use super::{Attribute, Schema, ValueKind, is_identifier};

/// Something in a schema that can't be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaFault {
    /// Where it is.
    pub place: SchemaPlace,
    /// What it is.
    pub what: SchemaFaultKind,
}

/// A part of a schema, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaPlace {
    /// A label.
    Label(usize),
    /// An attribute, by label and position in it.
    Attribute(usize, usize),
    /// A relation.
    Relation(usize),
}

/// What is wrong with a part of a schema. The strings are keys, as files have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaFaultKind {
    /// The key holds something else than letters, digits, `_`, `-` and `.`, or nothing.
    NotIdentifier(String),
    /// The key is there twice.
    Twice(String),
    /// The key is what `now` was called before: older annotations would be mistaken.
    Formerly {
        /// The key.
        id: String,
        /// What has it among its former ones.
        now: String,
    },
    /// The keyboard's key is in use.
    KeyTaken {
        /// The key.
        key: String,
        /// The label or relation that has it.
        by: String,
    },
    /// The keyboard's key is no single Latin letter or digit.
    NotKey(String),
    /// A color is not written `#rrggbb`.
    NotColor(String),
    /// A relation starts or ends at a label that is not there.
    NoLabel(String),
    /// A relation starts or ends nowhere.
    NoEnd,
    /// A choice has no value to choose.
    NoChoice,
    /// A choice has a value twice, or one of nothing.
    ValueTwice(String),
}

impl SchemaFaultKind {
    /// True where a file that has it can't be used at all. The rest can be lived with; an editor
    /// lets none of it pass.
    pub fn is_fatal(&self) -> bool {
        matches!(self, Self::NotIdentifier(_) | Self::Twice(_) | Self::NoLabel(_))
    }

    /// What in the file it is about.
    fn literal(&self) -> &str {
        match self {
            Self::NotIdentifier(literal)
            | Self::Twice(literal)
            | Self::NotKey(literal)
            | Self::NotColor(literal)
            | Self::NoLabel(literal)
            | Self::ValueTwice(literal) => literal,
            Self::Formerly { id, .. } => id,
            Self::KeyTaken { key, .. } => key,
            Self::NoEnd | Self::NoChoice => "",
        }
    }
}

impl Schema {
    /// Refuses what could not be used at all.
    pub fn check(&self) -> Result<(), SchemaError> {
        match self.faults().into_iter().find(|it| it.what.is_fatal()) {
            Some(fault) => Err(SchemaError::of_fault(&fault, "")),
            None => Ok(()),
        }
    }

    /// Everything that is wrong, in the order of the schema.
    pub fn faults(&self) -> Vec<SchemaFault> {
        let mut faults = Vec::new();
        for (at, label) in self.labels.iter().enumerate() {
            let mut wrong = |what| faults.push(SchemaFault { place: SchemaPlace::Label(at), what });
            let others = self.labels.iter().map(|it| (&it.id, &it.former));
            names(&label.id, at, others, &mut wrong);
            let earlier = self.labels.iter().take(at).map(|it| (&it.key, &it.id));
            key(&label.key, earlier, &mut wrong);
            for color in [&label.color.light, &label.color.dark] {
                if !is_color(color) {
                    wrong(SchemaFaultKind::NotColor(color.clone()));
                }
            }
            for (index, attribute) in label.attributes.iter().enumerate() {
                let place = SchemaPlace::Attribute(at, index);
                let mut wrong = |what| faults.push(SchemaFault { place, what });
                let others = label.attributes.iter().map(|it| (&it.id, &it.former));
                names(&attribute.id, index, others, &mut wrong);
                choices(attribute, &mut wrong);
            }
        }
        for (at, relation) in self.relations.iter().enumerate() {
            let mut wrong =
                |what| faults.push(SchemaFault { place: SchemaPlace::Relation(at), what });
            let others = self.relations.iter().map(|it| (&it.id, &it.former));
            names(&relation.id, at, others, &mut wrong);
            let labels = self.labels.iter().map(|it| (&it.key, &it.id));
            let earlier = self.relations.iter().take(at).map(|it| (&it.key, &it.id));
            key(&relation.key, labels.chain(earlier), &mut wrong);
            for end in relation.from.iter().chain(&relation.to) {
                if self.label(end).is_none() {
                    wrong(SchemaFaultKind::NoLabel(end.clone()));
                }
            }
            if relation.from.is_empty() || relation.to.is_empty() {
                wrong(SchemaFaultKind::NoEnd);
            }
        }
        faults
    }
}

fn names<'a>(
    id: &str,
    at: usize,
    all: impl Iterator<Item = (&'a String, &'a Vec<String>)>,
    wrong: &mut impl FnMut(SchemaFaultKind),
) {
    if !is_identifier(id) {
        wrong(SchemaFaultKind::NotIdentifier(id.to_owned()));
        return;
    }
    for (other, (its, former)) in all.enumerate().filter(|it| it.0 != at) {
        if other < at && its == id {
            wrong(SchemaFaultKind::Twice(id.to_owned()));
        }
        if its != id && former.iter().any(|it| it == id) {
            wrong(SchemaFaultKind::Formerly { id: id.to_owned(), now: its.clone() });
        }
    }
}

fn key<'a>(
    key: &str,
    taken: impl Iterator<Item = (&'a String, &'a String)>,
    wrong: &mut impl FnMut(SchemaFaultKind),
) {
    if key.is_empty() {
        return;
    }
    let mut letters = key.chars();
    if !letters.next().is_some_and(|it| it.is_ascii_alphanumeric()) || letters.next().is_some() {
        wrong(SchemaFaultKind::NotKey(key.to_owned()));
    }
    let mut taken = taken;
    if let Some((_, by)) = taken.find(|(its, _)| its.eq_ignore_ascii_case(key)) {
        wrong(SchemaFaultKind::KeyTaken { key: key.to_owned(), by: by.clone() });
    }
}

fn choices(attribute: &Attribute, wrong: &mut impl FnMut(SchemaFaultKind)) {
    let ValueKind::Choice(choices) = &attribute.values else { return };
    if choices.is_empty() {
        wrong(SchemaFaultKind::NoChoice);
    }
    for (at, choice) in choices.iter().enumerate() {
        let before = choices.iter().take(at);
        if choice.id.is_empty() || before.clone().any(|other| other.id == choice.id) {
            wrong(SchemaFaultKind::ValueTwice(choice.id.clone()));
        }
        let formerly = choices.iter().find(|other| other.former.contains(&choice.id));
        if let Some(other) = formerly.filter(|other| other.id != choice.id) {
            wrong(SchemaFaultKind::Formerly { id: choice.id.clone(), now: other.id.clone() });
        }
    }
}

/// True for `#rrggbb`.
fn is_color(written: &str) -> bool {
    let digits = written.strip_prefix('#');
    digits.is_some_and(|it| it.len() == 6 && it.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A schema that can't be used: where, and why.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{self:?}")]
pub struct SchemaError {
    /// Line and column, from 1, where they are known.
    pub place: Option<(usize, usize)>,
    /// What it is.
    pub what: SchemaErrorKind,
}

/// Why a schema can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaErrorKind {
    /// It is no RON, or has another shape than a schema; in the words of the parser.
    Syntax(String),
    /// It says something that can't be used.
    Fault(SchemaFaultKind),
}

impl SchemaError {
    /// It is no RON, or has another shape than a schema.
    #[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
    pub(super) fn of_syntax(error: ron::error::SpannedError) -> Self {
        let start = error.span.start;
        Self {
            place: Some((start.line, start.col)),
            what: SchemaErrorKind::Syntax(error.code.to_string()),
        }
    }

    /// What it says can't be used.
    pub(super) fn of_fault(fault: &SchemaFault, source: &str) -> Self {
        let place = position(source, fault.what.literal());
        Self { place, what: SchemaErrorKind::Fault(fault.what.clone()) }
    }
}

/// Where a string stands in a file for the last time: of what is there twice, the second.
fn position(source: &str, literal: &str) -> Option<(usize, usize)> {
    let at = source.rfind(&format!("{literal:?}"))?;
    let before = source.get(..at)?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    Some((before.matches('\n').count() + 1, line.chars().count() + 1))
}
