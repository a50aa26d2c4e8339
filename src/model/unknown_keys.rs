//! What an annotation file says that this version does not know, kept so that it is written back.

use std::collections::BTreeMap;

use super::{AnnotationId, DecisionId, DismissalTarget, RelationId};

/// A value as it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownValue {
    /// In RON.
    Ron(Box<str>),
    /// In JSON.
    Json(Box<str>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key.
    pub key: Box<str>,
    /// Its value.
    pub value: UnknownValue,
}

/// The unknown keys of one file, by the record that has them, each list in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownKeys {
    /// Of the file itself.
    pub file: Vec<UnknownKey>,
    /// Of what it says of its article.
    pub article: Vec<UnknownKey>,
    /// Of spans and orphans.
    pub annotations: BTreeMap<AnnotationId, Vec<UnknownKey>>,
    /// Of relations.
    pub relations: BTreeMap<RelationId, Vec<UnknownKey>>,
    /// Of decisions on suggestions.
    pub dismissals: BTreeMap<DismissalTarget, Vec<UnknownKey>>,
    /// Of decisions on records.
    pub decisions: BTreeMap<DecisionId, Vec<UnknownKey>>,
}

impl UnknownKeys {
    /// True without any.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
