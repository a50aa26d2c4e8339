//! Everything that some articles have taught.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    hashing::{Hash, HashedMap, NOTHING, with, with_str},
    judge::Judge,
    lesson::ArticleWork,
    memory::{LabelIndex, PhraseMemory, TaggedWords},
    tagger::Tagger,
    threshold::LabelDecisions,
    words::ArticleWords,
};
use crate::model::Name;

/// What an analyst's articles have taught. It is made by a [`Learner`](super::Learner).
///
/// The same articles in the same order make the same experience, to the last bit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Experience {
    pub(super) labels: KnownLabels,
    pub(super) memory: PhraseMemory,
    pub(super) models: BTreeMap<LabelIndex, Tagger>,
    pub(super) judge: Judge,
    pub(super) decisions: BTreeMap<LabelIndex, LabelDecisions>,
    /// What was decided on the suggestions of each rule.
    pub(super) rules: HashedMap<RuleCounts>,
    /// Pairs of labels that some words have both of.
    pub(super) together: Together,
    /// What is never to be suggested again.
    pub(super) never: BTreeSet<(LabelIndex, Hash)>,
    /// How many finished articles there are.
    pub(super) finished: usize,
}

/// How often a rule was right for the analyst, and what became of its other findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCounts {
    /// What it found has the label.
    pub accepted: u32,
    /// The analyst gave the label to other words there, or these words another one.
    pub corrected: u32,
    /// The analyst said that it is wrong.
    pub rejected: u32,
    /// Nobody decided on it, and the article is done without it.
    pub left: u32,
}

impl RuleCounts {
    pub(super) fn add(&mut self, more: Self) {
        self.accepted = self.accepted.saturating_add(more.accepted);
        self.corrected = self.corrected.saturating_add(more.corrected);
        self.rejected = self.rejected.saturating_add(more.rejected);
        self.left = self.left.saturating_add(more.left);
    }
}

impl Experience {
    /// How many finished articles it comes from.
    pub fn finished_articles(&self) -> usize {
        self.finished
    }

    /// How likely a suggestion of a label has to be to be shown; `None` where none is.
    pub fn threshold(&self, label: &str) -> Option<f64> {
        let label = self.labels.names.iter().position(|it| it == label);
        match label.and_then(|it| self.decisions.get(&it)) {
            Some(decisions) => decisions.threshold(),
            None => LabelDecisions::default().threshold(),
        }
    }

    /// True where it comes from tags with this label.
    pub fn knows(&self, label: &str) -> bool {
        let index = self.labels.names.iter().position(|it| it == label);
        index.is_some_and(|it| self.has_tags(it))
    }

    fn has_tags(&self, label: LabelIndex) -> bool {
        self.memory.labels.get(&label).is_some_and(|it| !it.words.is_empty())
    }

    /// True where two labels may not have the same words: until some words had both, here or elsewhere.
    /// Of words inside other words that is known only once there are tags with either label: a place in a
    /// claim is no mistake because nobody has tagged places yet.
    pub(super) fn compete(&self, labels: LabelPair, are_same_words: bool, here: &Together) -> bool {
        let LabelPair(label, other) = labels;
        if label == other {
            return true;
        }
        let is_known = are_same_words || self.has_tags(label) && self.has_tags(other);
        is_known && !self.together.contains(&labels) && !here.contains(&labels)
    }
}

/// Two labels, the lower one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LabelPair(pub(super) LabelIndex, pub(super) LabelIndex);

impl LabelPair {
    pub(super) fn of(label: LabelIndex, other: LabelIndex) -> Self {
        Self(label.min(other), label.max(other))
    }
}

/// Pairs of labels that some words have both of.
pub(super) type Together = BTreeSet<LabelPair>;

/// The labels that were met; each keeps its index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KnownLabels {
    pub(super) names: Vec<Name>,
}

impl KnownLabels {
    pub(super) fn index_of(&self, label: &Name) -> Option<LabelIndex> {
        self.names.iter().position(|it| it == label)
    }

    pub(super) fn index_or_new(&mut self, label: &Name) -> LabelIndex {
        self.index_of(label).unwrap_or_else(|| {
            self.names.push(label.clone());
            self.names.len() - 1
        })
    }

    /// What the label is known by, whatever its index is.
    pub(super) fn hash(&self, label: LabelIndex) -> Hash {
        self.names.get(label).map_or(0, |it| with_str(NOTHING, it.as_str()))
    }

    /// What a rule that finds a label is known by.
    pub(super) fn rule_hash(&self, label: LabelIndex, rule: &str) -> Hash {
        with(with_str(NOTHING, rule), self.hash(label))
    }

    /// The work as runs of words. What an edge of cuts a word is left out.
    pub(super) fn tagged_words(&mut self, words: &ArticleWords, work: &ArticleWork) -> TaggedWords {
        let mut tagged = TaggedWords::default();
        for (from, to) in [
            (&work.tags, &mut tagged.tags),
            (&work.rejected, &mut tagged.rejected),
            (&work.corrected, &mut tagged.corrected),
        ] {
            for it in from {
                let label = self.index_or_new(&it.label);
                if let Some(range) = words.whole_in(it.range) {
                    to.entry(label).or_default().push(range);
                }
            }
            for ranges in to.values_mut() {
                ranges.sort_by_key(|it| (it.start, it.end));
                ranges.dedup();
            }
        }
        tagged
    }
}

impl TaggedWords {
    /// The labels that some words have both of.
    pub(super) fn together(&self) -> Together {
        let all =
            self.tags.iter().flat_map(|(label, tags)| tags.iter().map(move |it| (it, *label)));
        let mut all: Vec<_> = all.map(|(it, label)| (it.start, it.end, label)).collect();
        all.sort_unstable();
        let longest = all.iter().map(|it| it.1 - it.0).max().unwrap_or_default();
        let mut together = Together::new();
        for (at, (start, end, label)) in all.iter().enumerate() {
            let rest = all.get(at + 1..).unwrap_or_default().iter();
            let near = rest.take_while(|it| it.0 < (*end).min(start + longest));
            let others = near.map(|it| it.2).filter(|it| it != label);
            together.extend(others.map(|it| LabelPair::of(*label, it)));
        }
        together
    }

    /// What starts within some words.
    pub(super) fn within(&self, words: &Range<usize>) -> Self {
        let part = |all: &BTreeMap<LabelIndex, Vec<Range<usize>>>| {
            let inside = all.iter().map(|(label, ranges)| {
                let first = ranges.partition_point(|it| it.start < words.start);
                let rest = ranges.get(first..).unwrap_or_default().iter();
                let inside = rest.take_while(|it| it.start < words.end).cloned();
                (*label, inside.collect::<Vec<_>>())
            });
            inside.filter(|it| !it.1.is_empty()).collect()
        };
        Self {
            tags: part(&self.tags),
            rejected: part(&self.rejected),
            corrected: part(&self.corrected),
            complete: Vec::new(),
        }
    }
}
