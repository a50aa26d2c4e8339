//! What several analysts have for one record.
//!
//! The pairs of all matchings, from the largest overlap down, join into groups unless one analyst
//! would be in a group twice.

use super::{
    ArticleComparison,
    difference::{DifferingField, differing_fields},
    matching::SpanMatch,
};

/// A span of one of the analysts: whose, and which, by position.
pub(super) type SpanPlace = (usize, usize);

/// One record, or a part of some, as every analyst of an article has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RecordGroup {
    /// By analyst, the span; by position.
    pub(super) spans: Vec<Option<usize>>,
    /// True where it is decided on for itself: it is not a part of another for all who have it.
    pub(super) is_record: bool,
}

impl RecordGroup {
    /// Who has it, each with the span.
    pub(super) fn holders(&self) -> impl Iterator<Item = SpanPlace> + '_ {
        self.spans.iter().enumerate().filter_map(|(at, it)| Some((at, (*it)?)))
    }
}

/// Every span of an article in the group it belongs to.
#[derive(Clone, Debug)]
pub(super) struct RecordGroups {
    /// In reading order.
    pub(super) groups: Vec<RecordGroup>,
    /// Of each analyst's spans the group.
    group_of: Vec<Vec<usize>>,
}

impl RecordGroups {
    pub(super) fn new(article: &ArticleComparison<'_>) -> Self {
        let mut joining = GroupJoining::new(article);
        let mut pairs: Vec<(SpanMatch, usize, usize)> = Vec::new();
        for (first, second, matching) in article.matchings.iter() {
            pairs.extend(matching.pairs.iter().map(|it| (*it, *first, *second)));
        }
        pairs.sort_by(|a, b| {
            let key = |it: &(SpanMatch, usize, usize)| (it.1, it.2, it.0.first);
            b.0.overlap.total_cmp(&a.0.overlap).then_with(|| key(a).cmp(&key(b)))
        });
        for (pair, first, second) in pairs {
            joining.join((first, pair.first), (second, pair.second));
        }
        let groups = joining.groups.into_iter().filter(|it| it.iter().any(Option::is_some));
        let groups = groups.map(|spans| {
            let group = RecordGroup { spans, is_record: false };
            let mut holders = group.holders();
            let is_record = holders
                .any(|(at, span)| article.works.get(at).is_some_and(|it| it.is_record(span)));
            drop(holders);
            RecordGroup { is_record, ..group }
        });
        let mut groups: Vec<RecordGroup> = groups.collect();
        groups.sort_by_key(|it| start(article, it));
        let mut group_of: Vec<Vec<usize>> =
            article.works.iter().map(|it| vec![0; it.spans.len()]).collect();
        for (at, group) in groups.iter().enumerate() {
            for (analyst, span) in group.holders() {
                if let Some(of) = group_of.get_mut(analyst).and_then(|it| it.get_mut(span)) {
                    *of = at;
                }
            }
        }
        Self { groups, group_of }
    }

    /// The position of the group of a span.
    pub(super) fn group_of(&self, place: SpanPlace) -> Option<usize> {
        self.group_of.get(place.0)?.get(place.1).copied()
    }
}

/// Groups while they are joined.
struct GroupJoining {
    /// Of each analyst's spans the group.
    group_of: Vec<Vec<usize>>,
    groups: Vec<Vec<Option<usize>>>,
}

impl GroupJoining {
    /// Every span alone.
    fn new(article: &ArticleComparison<'_>) -> Self {
        let mut groups = Vec::new();
        let mut group_of = Vec::new();
        for (analyst, work) in article.works.iter().enumerate() {
            let first = groups.len();
            for span in 0..work.spans.len() {
                let mut spans = vec![None; article.works.len()];
                if let Some(own) = spans.get_mut(analyst) {
                    *own = Some(span);
                }
                groups.push(spans);
            }
            group_of.push((first..groups.len()).collect());
        }
        Self { group_of, groups }
    }

    fn group_of(&self, place: SpanPlace) -> Option<usize> {
        self.group_of.get(place.0)?.get(place.1).copied()
    }

    /// Makes two groups one, unless an analyst would be in it twice.
    fn join(&mut self, one: SpanPlace, other: SpanPlace) {
        let (Some(to), Some(from)) = (self.group_of(one), self.group_of(other)) else { return };
        let (Some(kept), Some(moved)) = (self.groups.get(to), self.groups.get(from)) else {
            return;
        };
        let is_twice = kept.iter().zip(moved).any(|it| it.0.is_some() && it.1.is_some());
        if to == from || is_twice {
            return;
        }
        let moved = moved.clone();
        for (analyst, span) in moved.iter().enumerate() {
            let Some(span) = *span else { continue };
            if let Some(of) = self.group_of.get_mut(analyst).and_then(|it| it.get_mut(span)) {
                *of = to;
            }
            if let Some(of) = self.groups.get_mut(to).and_then(|it| it.get_mut(analyst)) {
                *of = Some(span);
            }
        }
        if let Some(left) = self.groups.get_mut(from) {
            left.fill(None);
        }
    }
}

/// In what those who have a record differ, and that somebody has none; nothing where all agree.
pub(super) fn fields_of(
    article: &ArticleComparison<'_>,
    group: &RecordGroup,
) -> Vec<DifferingField> {
    let mut found = Vec::new();
    if group.spans.iter().any(Option::is_none) {
        found.push(DifferingField::Missing);
    }
    for (first, second, matching) in article.matchings.iter() {
        let spans = group.spans.get(*first).copied().flatten();
        let spans = spans.zip(group.spans.get(*second).copied().flatten());
        let works = article.works.get(*first).zip(article.works.get(*second));
        if let (Some((one, other)), Some((ones, others))) = (spans, works) {
            let pair = SpanMatch { first: one, second: other, overlap: 0.0 };
            found.extend(differing_fields(ones, others, matching, pair));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Where it starts for the first of those who have it.
fn start(article: &ArticleComparison<'_>, group: &RecordGroup) -> (usize, usize, usize) {
    let (at, span) = group.holders().next().unwrap_or_default();
    let start = article.works.get(at).and_then(|it| it.spans.get(span)).map(|it| it.hull().0);
    (start.unwrap_or_default(), at, span)
}
