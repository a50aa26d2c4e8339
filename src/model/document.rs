//! A text with its annotations.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil;

use super::{
    Annotation, AnnotationId, Decision, DecisionId, Dismissal, DismissalTarget, Extent, Name,
    Orphan, Relation, RelationId, Schema, UnknownKeys,
    position::PositionIndex,
    records::{RecordMap, RecordSet, keys_from},
};
use crate::text::{Text, TextRange};

/// The ids to give next; they only grow, so that an id is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdCounters {
    /// For annotations.
    pub annotation: u32,
    /// For relations.
    pub relation: u32,
}

impl Default for IdCounters {
    fn default() -> Self {
        Self { annotation: 1, relation: 1 }
    }
}

/// A text with what one analyst marked on it.
///
/// It can be read freely but changed only by [`Document::apply`]. Cloning is cheap: clones share
/// their records until one of them changes, so that a thread can save one while work goes on. Two
/// documents are equal when they say the same; the ids they would give next do not matter.
#[derive(Clone, Debug)]
pub struct Document {
    id: String,
    text: Text,
    pub(super) schema: Arc<Schema>,
    pub(super) meta: BTreeMap<Name, String>,
    pub(super) annotations: RecordMap<AnnotationId, Annotation>,
    pub(super) relations: RecordMap<RelationId, Relation>,
    pub(super) orphans: RecordMap<AnnotationId, Orphan>,
    pub(super) dismissals: RecordMap<DismissalTarget, Dismissal>,
    pub(super) decisions: RecordMap<DecisionId, Decision>,
    pub(super) positions: PositionIndex,
    pub(super) ends: RecordSet<(AnnotationId, RelationId)>,
    pub(super) next: IdCounters,
    pub(super) revision: u64,
    unknown: Arc<UnknownKeys>,
}

impl Document {
    /// A document called `id` without annotations.
    pub fn new(id: impl Into<String>, text: Text, schema: Arc<Schema>) -> Self {
        Self {
            id: id.into(),
            text,
            schema,
            meta: BTreeMap::new(),
            annotations: RecordMap::new(),
            relations: RecordMap::new(),
            orphans: RecordMap::new(),
            dismissals: RecordMap::new(),
            decisions: RecordMap::new(),
            positions: PositionIndex::default(),
            ends: RecordSet::new(),
            next: IdCounters::default(),
            revision: 0,
            unknown: Arc::default(),
        }
    }

    /// The same document with ids given from `next` on at the lowest, as a file remembers them.
    #[must_use]
    pub fn counting_from(mut self, next: IdCounters) -> Self {
        self.next.annotation = self.next.annotation.max(next.annotation);
        self.next.relation = self.next.relation.max(next.relation);
        self
    }

    /// The same document with what its file says beyond what is known.
    #[must_use]
    pub fn with_unknown(mut self, unknown: Arc<UnknownKeys>) -> Self {
        self.unknown = unknown;
        self
    }

    /// What its file says beyond what is known; it is written back as it is.
    pub fn unknown(&self) -> &Arc<UnknownKeys> {
        &self.unknown
    }

    /// What it is called: the file stem of its article.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The source text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The labels, attributes and relations in use.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// Metadata by key: `published`, `status`, `title` …
    pub fn meta(&self) -> &BTreeMap<Name, String> {
        &self.meta
    }

    /// The metadata key of the day of publication.
    pub const PUBLISHED: &'static str = "published";

    /// The day of publication; `None` where it is not stated, or not as one day.
    pub fn published(&self) -> Option<civil::Date> {
        self.meta_value(Self::PUBLISHED).parse().ok()
    }

    /// One piece of metadata, or `""`.
    pub fn meta_value(&self, key: &str) -> &str {
        self.meta.get(key).map_or("", String::as_str)
    }

    /// Grows with every change, so that what is derived from a document can be kept until it does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// All annotations, in order of id.
    pub fn annotations(&self) -> impl ExactSizeIterator<Item = &Annotation> {
        CountedIter {
            rest: self.annotations.into_iter().map(|(_, it)| it),
            left: self.annotations.len(),
        }
    }

    /// The annotation called `id`, if it still exists.
    pub fn annotation(&self, id: AnnotationId) -> Option<&Annotation> {
        self.annotations.get(&id)
    }

    /// The annotations with a piece in `start_byte..end_byte`, in [reading order](Self::order).
    ///
    /// Costs what is found, not what there is.
    pub fn annotations_in(&self, start_byte: usize, end_byte: usize) -> Vec<&Annotation> {
        let overlaps = |it: &&Annotation| {
            it.extent.pieces().any(|piece| piece.start() < end_byte && start_byte < piece.end())
        };
        let candidates = self.positions.candidates(start_byte, end_byte);
        let mut found: Vec<&Annotation> =
            candidates.filter_map(|id| self.annotation(id)).filter(overlaps).collect();
        found.sort_by(|a, b| Self::order(a, b));
        found
    }

    /// The first annotation before this one that says the same: the same label on the same words.
    pub fn twin_before(&self, annotation: &Annotation) -> Option<&Annotation> {
        let before = self.positions.beginning_like(&annotation.extent);
        let before = before.take_while(|it| *it < annotation.id);
        let is_twin =
            |it: &&Annotation| it.label == annotation.label && it.extent == annotation.extent;
        before.filter_map(|id| self.annotation(id)).find(is_twin)
    }

    /// The shortest annotation with a piece around `range` for which `is_wanted`; the longer ones are not
    /// looked at.
    pub fn shortest_around(
        &self,
        range: TextRange,
        is_wanted: impl Fn(&Annotation) -> bool,
    ) -> Option<&Annotation> {
        let fits =
            |it: &&Annotation| it.extent.pieces().any(|piece| piece.covers(range)) && is_wanted(it);
        self.positions.levels().find_map(|level| {
            let there = self.positions.candidates_on(level, range.start(), range.end());
            let fitting = there.filter_map(|id| self.annotation(id)).filter(fits);
            fitting.min_by(|a, b| {
                let key = |it: &Annotation| it.extent.hull().len();
                key(a).cmp(&key(b)).then_with(|| Self::order(a, b))
            })
        })
    }

    /// All annotations in [reading order](Self::order).
    pub fn in_reading_order(&self) -> Vec<&Annotation> {
        let mut all: Vec<&Annotation> = self.annotations().collect();
        all.sort_by(|a, b| Self::order(a, b));
        all
    }

    /// Reading order: by start, then longest first, then label, then id.
    pub fn order(a: &Annotation, b: &Annotation) -> std::cmp::Ordering {
        let key = |extent: &Extent| (extent.start(), std::cmp::Reverse(extent.end()));
        key(&a.extent)
            .cmp(&key(&b.extent))
            .then_with(|| a.label.cmp(&b.label))
            .then_with(|| a.id.cmp(&b.id))
    }

    /// All relations, in order of id.
    pub fn relations(&self) -> impl ExactSizeIterator<Item = &Relation> {
        CountedIter {
            rest: self.relations.into_iter().map(|(_, it)| it),
            left: self.relations.len(),
        }
    }

    /// Annotations that lost their words, in order of id. An id is an annotation's or an orphan's.
    pub fn orphans(&self) -> impl ExactSizeIterator<Item = &Orphan> {
        CountedIter { rest: self.orphans.into_iter().map(|(_, it)| it), left: self.orphans.len() }
    }

    /// The orphan called `id`, if there is one.
    pub fn orphan(&self, id: AnnotationId) -> Option<&Orphan> {
        self.orphans.get(&id)
    }

    /// What was decided on suggestions that were not taken, in text order; those whose words are gone
    /// come last.
    pub fn dismissals(&self) -> impl ExactSizeIterator<Item = &Dismissal> {
        CountedIter {
            rest: self.dismissals.into_iter().map(|(_, it)| it),
            left: self.dismissals.len(),
        }
    }

    /// What was decided on this suggestion.
    pub fn dismissal(&self, target: &DismissalTarget) -> Option<&Dismissal> {
        self.dismissals.get(target)
    }

    /// What was decided of several analysts' records, in order of id.
    pub fn decisions(&self) -> impl ExactSizeIterator<Item = &Decision> {
        CountedIter {
            rest: self.decisions.into_iter().map(|(_, it)| it),
            left: self.decisions.len(),
        }
    }

    /// The decision called `id`, if there is one.
    pub fn decision(&self, id: DecisionId) -> Option<&Decision> {
        self.decisions.get(&id)
    }

    /// Whether a relation may start or end at `id`: at an annotation, or at an orphan, which keeps
    /// its relations until it has a place again.
    pub fn can_be_an_end(&self, id: AnnotationId) -> bool {
        self.annotation(id).is_some() || self.orphan(id).is_some()
    }

    /// The relation called `id`, if it still exists.
    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.relations.get(&id)
    }

    /// The relations that start or end at `id`, in order of id.
    pub fn relations_of(&self, id: AnnotationId) -> impl Iterator<Item = &Relation> {
        keys_from(&self.ends, (id, RelationId(0)))
            .take_while(move |(end, _)| *end == id)
            .filter_map(|(_, relation)| self.relation(*relation))
    }

    /// What relations called `label` lead to from `id`, in order of relation.
    pub fn linked<'a>(
        &'a self,
        id: AnnotationId,
        label: &'a str,
    ) -> impl Iterator<Item = &'a Annotation> {
        self.relations_of(id)
            .filter(move |it| it.from == id && it.label == *label)
            .filter_map(|it| self.annotation(it.to))
    }

    /// What people call it, of at most so many code points: its title, else its first line with words, else
    /// its id.
    pub fn title(&self, longest: usize) -> String {
        let said = self.meta_value("title").trim();
        let first = || self.text.as_str().lines().map(str::trim).find(|it| !it.is_empty());
        let whole = if said.is_empty() { first().unwrap_or(self.id()) } else { said };
        let mut title: String = whole.chars().take(longest).collect();
        if title.len() < whole.len() {
            title.push('…');
        }
        title
    }

    /// The words of an annotation, the pieces of a discontinuous one joined by « … ».
    pub fn quote(&self, annotation: &Annotation) -> String {
        self.text.quote(annotation.extent.pieces())
    }

    /// The ids that were never used.
    pub fn next_ids(&self) -> IdCounters {
        self.next
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.text == other.text
            && self.schema == other.schema
            && self.meta == other.meta
            && self.annotations == other.annotations
            && self.relations == other.relations
            && self.orphans == other.orphans
            && self.dismissals == other.dismissals
            && self.decisions == other.decisions
    }
}

impl Eq for Document {}

/// An iterator that knows how much is left.
struct CountedIter<I> {
    rest: I,
    left: usize,
}

impl<I: Iterator> Iterator for CountedIter<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.left = self.left.saturating_sub(1);
        self.rest.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<I: Iterator> ExactSizeIterator for CountedIter<I> {}
