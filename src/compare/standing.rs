//! How a record stands: undecided, decided, or decided on something that is another by now.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::readings::RecordReadings;
use crate::model::{AnnotationId, Decision, DecisionId, Document};

/// How a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordStanding {
    /// All have it without a difference, and nobody took it yet.
    Alike,
    /// Analysts differ, and nobody decided.
    Open,
    /// It is decided; the first decision where several tags came of it.
    Decided(DecisionId),
    /// It was decided, and an analyst has changed their record since, or another has one that reads
    /// otherwise.
    Reopened(DecisionId),
}

/// The decisions of a gold document, by whose record they are on.
#[derive(Clone, Debug, Default)]
pub(super) struct DecisionIndex(BTreeMap<String, HashMap<AnnotationId, DecisionId>>);

impl DecisionIndex {
    pub(super) fn new(gold: &Document) -> Self {
        let mut index: BTreeMap<String, HashMap<AnnotationId, DecisionId>> = BTreeMap::new();
        for decision in gold.decisions() {
            for (name, (tag, _)) in &decision.of {
                match index.get_mut(name) {
                    Some(of) => of.insert(*tag, decision.id),
                    None => index.entry(name.clone()).or_default().insert(*tag, decision.id),
                };
            }
        }
        Self(index)
    }

    /// The decision on an analyst's tag.
    pub(super) fn of(&self, analyst: &str, tag: AnnotationId) -> Option<DecisionId> {
        self.0.get(analyst)?.get(&tag).copied()
    }
}

/// How a record stands that reads so now, with what was decided on it. What analysts who are not
/// compared had is left alone; somebody who comes late with a reading that was decided on asks nothing
/// new.
pub(super) fn standing_of(
    readings: &RecordReadings,
    made: &[&Decision],
    analysts: &[&str],
    differs: bool,
) -> RecordStanding {
    let Some(first) = made.first().map(|it| it.id) else {
        return if differs { RecordStanding::Open } else { RecordStanding::Alike };
    };
    let known: BTreeMap<&String, &(AnnotationId, String)> =
        made.iter().flat_map(|it| &it.of).collect();
    let seen: BTreeSet<&str> = known.values().map(|it| it.1.as_str()).collect();
    let is_known = |(name, now): (&String, &(AnnotationId, String))| match known.get(name) {
        Some(then) => *then == now,
        None => seen.contains(now.1.as_str()),
    };
    // Records that were decided on one by one and are one by now, unless they were meant to be several.
    let is_one = made.len() == 1 || made.iter().all(|it| it.how == "both");
    let is_there =
        |name: &&String| readings.contains_key(*name) || !analysts.contains(&name.as_str());
    if is_one && readings.iter().all(is_known) && known.keys().all(is_there) {
        RecordStanding::Decided(first)
    } else {
        RecordStanding::Reopened(first)
    }
}
