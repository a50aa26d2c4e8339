//! Labels as words and as stretches of characters have them.

use std::collections::BTreeMap;

use super::alpha::LabelCoincidences;
use crate::{
    compare::work::{WorkIndex, float},
    text::TextRange,
};

/// The words each label touches, in order and each once, of one analyst.
pub(super) fn words_of<'a>(
    work: &'a WorkIndex<'_>,
    words: &[TextRange],
) -> BTreeMap<&'a str, Vec<u32>> {
    let mut found: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for span in &work.spans {
        let touched = found.entry(span.label()).or_default();
        for piece in span.annotation.extent.pieces() {
            let first = words.partition_point(|it| it.end() <= piece.start());
            let end = words.partition_point(|it| it.start() < piece.end());
            touched.extend((first..end).filter_map(|it| u32::try_from(it).ok()));
        }
    }
    for touched in found.values_mut() {
        touched.sort_unstable();
        touched.dedup();
    }
    found
}

/// How many are in both, which are in order.
pub(super) fn in_both(ones: &[u32], others: &[u32]) -> usize {
    let mut others = others.iter().peekable();
    let is_there = |it: &&u32| {
        while others.next_if(|other| other < it).is_some() {}
        others.next_if_eq(it).is_some()
    };
    ones.iter().filter(is_there).count()
}

/// Adds the words of one article, of all its analysts.
pub(super) fn add_words(sums: &mut LabelCoincidences, works: &[&[u32]]) {
    let mut marked: BTreeMap<u32, u32> = BTreeMap::new();
    for word in works.iter().copied().flatten() {
        *marked.entry(*word).or_default() += 1;
    }
    for count in marked.into_values() {
        sums.add(1.0, f64::from(count), float(works.len()));
    }
}

/// The stretches of characters that have a label, in order; what touches or overlaps is one.
pub(super) fn units_of(work: &WorkIndex<'_>, label: &str) -> Vec<(usize, usize)> {
    let spans = work.spans.iter().filter(|it| it.label() == label);
    let mut pieces: Vec<(usize, usize)> = spans.flat_map(|it| it.chars.iter().copied()).collect();
    pieces.sort_unstable();
    pieces.dedup_by(|next, last| {
        let touches = next.0 <= last.1;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
    pieces
}

/// Adds the stretches of one article, of all its analysts.
pub(super) fn add_units(sums: &mut LabelCoincidences, works: &[Vec<(usize, usize)>]) {
    let mut edges: Vec<(usize, f64)> = Vec::new();
    for &(start, end) in works.iter().flatten() {
        edges.extend([(start, 1.0), (end, -1.0)]);
        sums.squares += float(end - start) * float(end - start);
    }
    edges.sort_by_key(|it| it.0);
    let (mut at, mut marked) = (0, 0.0);
    for (edge, change) in edges {
        sums.add(float(edge - at), marked, float(works.len()));
        (at, marked) = (edge, marked + change);
    }
}
