//! Values of attributes that stand beside each other: which of them most often.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::compare::ArticleComparison;

/// So many are listed of two analysts.
const LISTED: usize = 60;

/// Analysts, label, attribute, and the values.
pub(super) type ConfusedValues = ([String; 2], String, String, [String; 2]);

/// How often two values of an attribute stand beside each other.
pub(super) type ValueCounts = BTreeMap<ConfusedValues, u32>;

/// Two values of an attribute that stand beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueConfusion {
    /// The label.
    pub label: String,
    /// The attribute.
    pub key: String,
    /// What each of the two says; `""` for nothing.
    pub values: [String; 2],
    /// How often.
    pub count: u32,
}

/// Values of two analysts that stand beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrequentConfusions {
    /// The most frequent, the most frequent first.
    pub listed: Vec<ValueConfusion>,
    /// How many others there are.
    pub others: usize,
}

/// Counts the values of an article that stand beside each other.
pub(super) fn add_values(counts: &mut ValueCounts, compared: &ArticleComparison<'_>) {
    for it in compared.differing_values() {
        let Some(tag) = it.pair.tags[0] else { continue };
        let (analysts, said) = (it.pair.analysts.map(str::to_owned), it.values.map(str::to_owned));
        *counts.entry((analysts, tag.label.to_string(), it.key.to_owned(), said)).or_default() += 1;
    }
}

/// The most frequent of each two analysts.
pub(super) fn most_frequent(counts: &ValueCounts) -> BTreeMap<[String; 2], FrequentConfusions> {
    let mut of_pairs: BTreeMap<&[String; 2], Vec<(&ConfusedValues, u32)>> = BTreeMap::new();
    for (values, count) in counts {
        of_pairs.entry(&values.0).or_default().push((values, *count));
    }
    let listed = of_pairs.into_iter().map(|(pair, mut found)| {
        // Stable, so that those of one count stay in order.
        found.sort_by_key(|it| Reverse(it.1));
        let others = found.len().saturating_sub(LISTED);
        found.truncate(LISTED);
        let listed = found.into_iter().map(|((_, label, key, values), count)| ValueConfusion {
            label: label.clone(),
            key: key.clone(),
            values: values.clone(),
            count,
        });
        (pair.clone(), FrequentConfusions { listed: listed.collect(), others })
    });
    listed.collect()
}
