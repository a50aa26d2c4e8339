//! Gamma (Mathet, Widlöcher and Métivier 2015): one figure over labels that overlap.
//!
//! Of two analysts, with Δ 1, α 1 and β 1, over hulls. What chance would give is the article turned
//! round itself by equal shifts, half the time one analyst against the other, a quarter each against
//! himself: no random numbers, so that two machines say the same.

use serde::{Deserialize, Serialize};

use crate::compare::{
    assignment::{PossiblePair, best_pairs},
    work::{WorkIndex, float},
};

/// How far the article is turned round itself, in parts of its length.
const SHIFTS: usize = 32;
/// Articles with more tags than this are left out: chance alone takes a hundred assignments each.
pub(super) const MOST_TAGS: usize = 2000;
/// What a tag without a pair costs.
const ALONE: f64 = 1.0;

/// Disorder, added over articles, each weighed by how many tags it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct GammaSums {
    observed: f64,
    expected: f64,
    /// Articles with too many tags.
    pub(super) left_out: u32,
}

/// A tag from first to last character, where it may have been moved.
#[derive(Clone, Copy)]
struct UnitPlace<'a> {
    start: f64,
    end: f64,
    label: &'a str,
}

impl GammaSums {
    /// Adds those of other articles.
    pub(super) fn absorb(&mut self, other: Self) {
        self.observed += other.observed;
        self.expected += other.expected;
        self.left_out += other.left_out;
    }

    /// Adds an article that is `length` characters long.
    pub(super) fn add(&mut self, first: &WorkIndex<'_>, second: &WorkIndex<'_>, length: usize) {
        let (ones, others) = (units(first), units(second));
        if ones.len().max(others.len()) > MOST_TAGS {
            self.left_out += 1;
            return;
        }
        let mean = float(ones.len() + others.len()) / 2.0;
        if mean > 0.0 {
            self.observed += disorder(&ones, &others);
            self.expected += expected(&ones, &others, float(length)) * mean;
        }
    }

    /// `None` where nobody marked anything.
    pub(super) fn gamma(&self) -> Option<f64> {
        (self.expected > 0.0).then(|| 1.0 - self.observed / self.expected)
    }
}

fn units<'a>(work: &'a WorkIndex<'_>) -> Vec<UnitPlace<'a>> {
    let units = work.spans.iter().map(|it| {
        let (start, end) = it.hull();
        UnitPlace { start: float(start), end: float(end), label: it.label() }
    });
    units.collect()
}

/// The disorder that chance gives, a tag.
fn expected(ones: &[UnitPlace<'_>], others: &[UnitPlace<'_>], length: f64) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (weight, fixed, turned) in [(0.5, ones, others), (0.25, ones, ones), (0.25, others, others)]
    {
        let mean = float(fixed.len() + turned.len()) / 2.0;
        // Who marked nothing says nothing of himself.
        if mean > 0.0 {
            let shifts = (0..SHIFTS).map(|it| (float(it) + 0.5) * length / float(SHIFTS));
            let all: f64 = shifts.map(|it| disorder(fixed, &shifted(turned, it, length))).sum();
            sum += weight * all / float(SHIFTS) / mean;
            weights += weight;
        }
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// Tags moved on; what would start after the end starts at the beginning.
fn shifted<'a>(units: &[UnitPlace<'a>], shift: f64, length: f64) -> Vec<UnitPlace<'a>> {
    let moved = units.iter().map(|it| {
        let by = if it.start + shift >= length { shift - length } else { shift };
        UnitPlace { start: it.start + by, end: it.end + by, label: it.label }
    });
    let mut moved: Vec<UnitPlace<'_>> = moved.collect();
    moved.sort_by(|a, b| a.start.total_cmp(&b.start));
    moved
}

/// What the best alignment costs.
fn disorder(ones: &[UnitPlace<'_>], others: &[UnitPlace<'_>]) -> f64 {
    let mut possible = Vec::new();
    // How long the longest of the others is bounds where those that begin before can reach to.
    let longest = others.iter().map(|it| it.end - it.start).fold(0.0, f64::max);
    for (first, one) in ones.iter().enumerate() {
        // Ends that lie further apart than √2 times the lengths cost more than two that stay alone.
        let reach = std::f64::consts::SQRT_2 * (one.end - one.start + longest);
        let from = others.partition_point(|it| it.start < one.start - reach);
        let near = others.iter().enumerate().skip(from);
        for (second, other) in near.take_while(|it| it.1.start <= one.start + reach) {
            let gain = 2.0 * ALONE - dissimilarity(one, other);
            if gain > 0.0 {
                possible.push(PossiblePair { first, second, gain });
            }
        }
    }
    let gains: std::collections::HashMap<(usize, usize), f64> =
        possible.iter().map(|it| ((it.first, it.second), it.gain)).collect();
    let best = best_pairs(ones.len(), others.len(), &possible);
    let gained: f64 = best.iter().filter_map(|it| gains.get(it)).sum();
    ALONE * float(ones.len() + others.len()) - gained
}

fn dissimilarity(one: &UnitPlace<'_>, other: &UnitPlace<'_>) -> f64 {
    let apart = (one.start - other.start).abs() + (one.end - other.end).abs();
    let place = apart / (one.end - one.start + other.end - other.start);
    let label = if one.label == other.label { 0.0 } else { 1.0 };
    place * place + label
}
