//! What was written before in attributes of free words, to be offered again.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    language::{Fold, Folded},
    model::{Annotation, Document, Name, Schema, schema::ValueKind},
};

/// Values kept of one attribute.
const MOST: usize = 2000;
/// Longer words are sentences, and nobody writes those twice, in characters.
const LONGEST: usize = 80;

/// Values by label and attribute, each with how often it was used.
#[derive(Clone, Debug, Default)]
pub(super) struct UsedValues(BTreeMap<(Name, Name), BTreeMap<String, usize>>);

impl UsedValues {
    /// Adds the values of one article; only those of attributes that hold free words.
    pub(super) fn add(&mut self, schema: &Schema, used: BTreeMap<(Name, Name), BTreeSet<String>>) {
        for ((label, key), values) in used {
            if !takes_words(schema, &label, key.as_str()) {
                continue;
            }
            let counts = self.0.entry((label, key)).or_default();
            for value in values {
                if counts.len() < MOST || counts.contains_key(&value) {
                    *counts.entry(value).or_insert(0) += 1;
                }
            }
        }
    }

    pub(super) fn of(&self, label: &Name, key: &str) -> Option<&BTreeMap<String, usize>> {
        self.0.get(&(label.clone(), Name::from(key)))
    }
}

fn takes_words(schema: &Schema, label: &Name, key: &str) -> bool {
    let attribute = schema.label(label.as_str()).and_then(|it| it.attribute(key));
    attribute.is_some_and(|it| it.values == ValueKind::Text)
}

/// The values of every attribute in a document that are short enough to be written again.
pub(super) fn values_in(document: &Document) -> BTreeMap<(Name, Name), BTreeSet<String>> {
    let mut used: BTreeMap<(Name, Name), BTreeSet<String>> = BTreeMap::new();
    for annotation in document.annotations() {
        for (key, value) in annotation.attributes.iter() {
            if takes_words(document.schema(), &annotation.label, key.as_str())
                && value.chars().count() <= LONGEST
            {
                let of = used.entry((annotation.label.clone(), key.clone())).or_default();
                of.insert(value.to_owned());
            }
        }
    }
    used
}

/// What was written in attribute `key` of annotations like this one, in the article and in the folder:
/// first where annotations are linked to the same words as this one, then what was used most.
pub(super) fn values_used(
    document: &Document,
    folder: Option<&BTreeMap<String, usize>>,
    of: &Annotation,
    key: &str,
) -> Vec<String> {
    let ours = linked_words(document, of);
    let mut ranks: BTreeMap<String, (bool, usize)> = BTreeMap::new();
    for (value, count) in folder.into_iter().flatten() {
        ranks.insert(value.clone(), (false, *count));
    }
    for other in document.annotations().filter(|it| it.label == of.label && it.id != of.id) {
        let Some(value) = other.attributes.get(key) else { continue };
        if value.chars().count() > LONGEST {
            continue;
        }
        let rank = ranks.entry(value.to_owned()).or_default();
        rank.1 += 1;
        rank.0 |= linked_words(document, other).iter().any(|it| ours.contains(it));
    }
    let mut values: Vec<(String, (bool, usize))> = ranks.into_iter().collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values.into_iter().map(|it| it.0).collect()
}

/// The words of the parts that an annotation is linked to, folded.
fn linked_words(document: &Document, of: &Annotation) -> BTreeSet<String> {
    let links = document.relations_of(of.id).filter(|it| it.from == of.id);
    let parts = links.filter_map(|it| document.annotation(it.to));
    parts.map(|it| Folded::new(&document.quote(it), Fold::Loose).as_str().to_owned()).collect()
}
