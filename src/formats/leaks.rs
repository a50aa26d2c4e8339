//! Articles of different parts of a dataset that say almost the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{DocumentView, splits::Division};
use crate::language::{Fold, Folded};

/// Two articles in different parts of a dataset that say almost the same.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Leak {
    /// The one document's id.
    pub one: String,
    /// The other's.
    pub other: String,
    /// The share of runs of five words that they have in common, in percent.
    pub percent: u32,
}

/// From this share on, articles count as near duplicates: agencies reprint each other with another
/// first line and a word changed here and there.
const NEAR: f64 = 0.5;
/// How many hashes stand for an article.
const SKETCH: usize = 128;

/// Near duplicates that went to different parts.
pub fn leaks(views: &[DocumentView<'_>], division: &Division) -> Vec<Leak> {
    if !division.has_parts() {
        return Vec::new();
    }
    let sketches: Vec<Vec<u64>> = views.iter().map(|it| sketch(it.source())).collect();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, sketch) in sketches.iter().enumerate() {
        for &hash in sketch {
            having.entry(hash).or_default().push(at);
        }
    }
    let mut leaks = Vec::new();
    for (at, sketch) in sketches.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for hash in sketch {
            // A run of words that many articles have is boilerplate.
            let others = having.get(hash).filter(|it| it.len() <= 50);
            for &other in others.into_iter().flatten().filter(|&&other| other > at) {
                *shared.entry(other).or_default() += 1;
            }
        }
        for (other, count) in shared {
            let (Some(one), Some(two)) = (views.get(at), views.get(other)) else { continue };
            if division.of(one.document.id()) == division.of(two.document.id())
                || count * 4 < sketch.len()
            {
                continue;
            }
            let share = resemblance(one.source(), two.source());
            if share >= NEAR {
                let (one, other) = (one.id().min(two.id()), one.id().max(two.id()));
                let percent = percent(share);
                leaks.push(Leak { one: one.to_owned(), other: other.to_owned(), percent });
            }
        }
    }
    // In an order of their own, whatever that of the articles is.
    leaks.sort_by(|a, b| (&a.one, &a.other).cmp(&(&b.one, &b.other)));
    leaks
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

/// The lowest hashes of all runs of five words (Broder's sketch).
fn sketch(source: &str) -> Vec<u64> {
    shingles(source).into_iter().take(SKETCH).collect()
}

/// The share of runs of five words in either text that both have (Jaccard).
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2⁵²")]
fn resemblance(one: &str, other: &str) -> f64 {
    let (one, other) = (shingles(one), shingles(other));
    let both = one.intersection(&other).count();
    both as f64 / (one.len() + other.len() - both).max(1) as f64
}

fn shingles(source: &str) -> BTreeSet<u64> {
    const RUN: usize = 5;
    let folded = Folded::new(source, Fold::Loose);
    let words: Vec<&str> =
        folded.as_str().split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    words.windows(RUN.min(words.len()).max(1)).map(hash).collect()
}

/// FNV-1a: the same on every machine and in every version.
fn hash(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|it| it.bytes().chain([b' ']));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
