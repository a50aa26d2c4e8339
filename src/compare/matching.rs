//! Which span of one analyst is which of another.
//!
//! Label by label, those meant to be the same are found by the assignment with the largest sum of
//! overlaps; records before the parts they link to. What is left over is looked at across labels.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    assignment::{PossiblePair, best_pairs},
    work::{ComparedSpan, WorkIndex, is_compared, share},
};

/// What equal attributes, or records that are the same, add to the overlap: they decide between
/// spans on the same words and never against a single character of an article.
const KIN: f64 = 1e-4;
/// What the order of reading adds: it decides where nothing else does.
const RANK: f64 = 1e-7;
/// Of two spans with different labels so much must be shared, or they have nothing to do with each
/// other.
const SHARED_ACROSS_LABELS: f64 = 0.5;

/// A span of each of two analysts that are meant to be the same, by their positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SpanMatch {
    pub(super) first: usize,
    pub(super) second: usize,
    /// Code points in both over code points in either.
    pub(super) overlap: f64,
}

/// Which span of one analyst is which of another.
#[derive(Clone, Debug, Default)]
pub(super) struct SpanMatching {
    /// In reading order of the first.
    pub(super) pairs: Vec<SpanMatch>,
    second_of: Vec<Option<usize>>,
    first_of: Vec<Option<usize>>,
}

impl SpanMatching {
    /// Of two analysts.
    pub(super) fn new(first: &WorkIndex<'_>, second: &WorkIndex<'_>) -> Self {
        let mut matching = Self {
            pairs: Vec::new(),
            second_of: vec![None; first.spans.len()],
            first_of: vec![None; second.spans.len()],
        };
        let (ones, others) = (by_label(first), by_label(second));
        let nothing = Vec::new();
        for is_part in [false, true] {
            let labels: BTreeSet<&str> = ones.keys().chain(others.keys()).copied().collect();
            for label in labels {
                let of =
                    |work: &BTreeMap<&str, Vec<usize>>| work.get(label).unwrap_or(&nothing).clone();
                let (ones, others) = (of(&ones), of(&others));
                let one = ones.first().and_then(|it| first.spans.get(*it));
                let any = one.or_else(|| others.first().and_then(|it| second.spans.get(*it)));
                if any.is_some_and(|it| it.is_part == is_part) {
                    matching.add(first, second, &ones, &others, |matching, one, other| {
                        matching.gain(first, second, one, other)
                    });
                }
            }
        }
        let ones: Vec<usize> = open(&matching.second_of);
        let others: Vec<usize> = open(&matching.first_of);
        matching.add(first, second, &ones, &others, |_, one, other| {
            let overlap = overlap(first, second, one, other);
            (overlap >= SHARED_ACROSS_LABELS).then_some(overlap)
        });
        matching.pairs.sort_unstable_by_key(|it| it.first);
        matching
    }

    /// What the second analyst has for a span of the first.
    pub(super) fn second_of(&self, first: usize) -> Option<usize> {
        self.second_of.get(first).copied().flatten()
    }

    /// What the first analyst has for a span of the second.
    pub(super) fn first_of(&self, second: usize) -> Option<usize> {
        self.first_of.get(second).copied().flatten()
    }

    fn add(
        &mut self,
        first: &WorkIndex<'_>,
        second: &WorkIndex<'_>,
        ones: &[usize],
        others: &[usize],
        gain: impl Fn(&Self, usize, usize) -> Option<f64>,
    ) {
        let mut possible = Vec::new();
        for (one, other) in overlapping(first, second, ones, others) {
            let (Some(&a), Some(&b)) = (ones.get(one), others.get(other)) else { continue };
            if let Some(gain) = gain(self, a, b) {
                possible.push(PossiblePair { first: one, second: other, gain });
            }
        }
        for (one, other) in best_pairs(ones.len(), others.len(), &possible) {
            let (Some(&one), Some(&other)) = (ones.get(one), others.get(other)) else { continue };
            let overlap = overlap(first, second, one, other);
            self.pairs.push(SpanMatch { first: one, second: other, overlap });
            if let Some(of) = self.second_of.get_mut(one) {
                *of = Some(other);
            }
            if let Some(of) = self.first_of.get_mut(other) {
                *of = Some(one);
            }
        }
    }

    /// What two spans of one label gain as a pair; nothing where they share no character.
    fn gain(
        &self,
        first: &WorkIndex<'_>,
        second: &WorkIndex<'_>,
        one: usize,
        other: usize,
    ) -> Option<f64> {
        let (a, b) = (first.spans.get(one)?, second.spans.get(other)?);
        let overlap = a.overlap(b);
        if overlap <= 0.0 {
            return None;
        }
        let kin = if a.is_part {
            self.have_same_record(first, second, one, other)
        } else {
            equal_attributes(first, second, a, b)
        };
        let distance = share(1, 1 + a.rank.abs_diff(b.rank));
        Some(overlap + KIN * kin + RANK * distance)
    }

    /// 1 where records that are the same link to both by the same relation, else 0.
    fn have_same_record(
        &self,
        first: &WorkIndex<'_>,
        second: &WorkIndex<'_>,
        one: usize,
        other: usize,
    ) -> f64 {
        let mut links = first.links_to(one);
        let is_same = links.any(|link| {
            let twin = self.second_of(link.from);
            twin.is_some()
                && second.links_to(other).any(|it| it.label == link.label && Some(it.from) == twin)
        });
        f64::from(u8::from(is_same))
    }
}

/// Positions by label, in reading order.
fn by_label<'a>(work: &'a WorkIndex<'_>) -> BTreeMap<&'a str, Vec<usize>> {
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, span) in work.spans.iter().enumerate() {
        found.entry(span.label()).or_default().push(at);
    }
    found
}

/// The positions of those without a pair.
fn open(pairs: &[Option<usize>]) -> Vec<usize> {
    pairs.iter().enumerate().filter(|it| it.1.is_none()).map(|it| it.0).collect()
}

fn overlap(first: &WorkIndex<'_>, second: &WorkIndex<'_>, one: usize, other: usize) -> f64 {
    let spans = first.spans.get(one).zip(second.spans.get(other));
    spans.map_or(0.0, |(one, other)| one.overlap(other))
}

/// Of the attributes that either says anything of, how many are equal: 0 to 1.
fn equal_attributes<'a>(
    first: &WorkIndex<'a>,
    second: &WorkIndex<'a>,
    one: &ComparedSpan<'a>,
    other: &ComparedSpan<'a>,
) -> f64 {
    let keys = said_keys(one, other);
    let equal = keys.iter().filter(|it| first.value(one, it) == second.value(other, it)).count();
    if keys.is_empty() { 1.0 } else { share(equal, keys.len()) }
}

/// The attributes that count and that one of two spans says anything of.
pub(super) fn said_keys<'a>(one: &ComparedSpan<'a>, other: &ComparedSpan<'a>) -> BTreeSet<&'a str> {
    let keys = one.annotation.attributes.iter().chain(other.annotation.attributes.iter());
    keys.map(|it| it.0.as_str()).filter(|it| is_compared(it)).collect()
}

/// Every pair of spans whose hulls share a character, as indices of `ones` and `others`, which are in
/// reading order.
fn overlapping(
    first: &WorkIndex<'_>,
    second: &WorkIndex<'_>,
    ones: &[usize],
    others: &[usize],
) -> Vec<(usize, usize)> {
    let hull = |work: &WorkIndex<'_>, at: usize| work.spans.get(at).map(ComparedSpan::hull);
    let mut found = Vec::new();
    // Spans of the second that have begun and may reach further, each with its end.
    let mut begun: Vec<(usize, usize)> = Vec::new();
    let mut next = 0;
    for (at, one) in ones.iter().enumerate() {
        let Some((start, end)) = hull(first, *one) else { continue };
        // Those before come in order of start, and so whatever ended before this one is over.
        begun.retain(|it| it.1 > start);
        let mut ahead = next;
        while let Some(&other) = others.get(ahead)
            && let Some((its_start, its_end)) = hull(second, other)
            && its_start < end
        {
            if its_start <= start {
                next = ahead + 1;
                if its_end > start {
                    begun.push((ahead, its_end));
                }
            } else {
                found.push((at, ahead));
            }
            ahead += 1;
        }
        found.extend(begun.iter().map(|it| (at, it.0)));
    }
    found
}
