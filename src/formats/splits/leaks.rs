//! Articles of different parts of a dataset that say almost the same.

use std::{cmp::Ordering, collections::HashMap, num::NonZero};

use super::{Division, Split};
use crate::{
    formats::DocumentView,
    language::{Fold, Folded},
};

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

/// A run of words that many sketches have is boilerplate, or an article that was reprinted often: each
/// is compared with so many of those behind it, so that the time grows with the articles alone.
const REACH: usize = 50;

/// Near duplicates that went to different parts.
pub fn leaks(views: &[DocumentView<'_>], division: &Division) -> Vec<Leak> {
    if !division.has_parts() {
        return Vec::new();
    }
    let articles = Shingles::of_each(views);
    let parts: Vec<Split> = views.iter().map(|it| division.of(it.document.id())).collect();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, article) in articles.iter().enumerate() {
        for &hash in article.sketch() {
            having.entry(hash).or_default().push(at);
        }
    }
    let mut leaks = Vec::new();
    // How many hashes of its sketch each of the articles behind has, and which have any.
    let mut shared = vec![0_usize; articles.len()];
    let mut others: Vec<usize> = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        for hash in article.sketch() {
            let having = having.get(hash).map_or(&[][..], Vec::as_slice);
            let behind = having.partition_point(|&other| other <= at);
            for &other in having.iter().skip(behind).take(REACH) {
                if let Some(count) = shared.get_mut(other) {
                    if *count == 0 {
                        others.push(other);
                    }
                    *count += 1;
                }
            }
        }
        for other in others.drain(..) {
            let count = shared.get_mut(other).map(std::mem::take).unwrap_or_default();
            if parts.get(at) == parts.get(other) || count * 4 < article.sketch().len() {
                continue;
            }
            let (Some(one), Some(two)) = (views.get(at), views.get(other)) else { continue };
            let share = articles.get(other).map_or(0.0, |it| article.resemblance(it));
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

/// The hashes of all runs of five words of an article, in order, each once.
struct Shingles(Vec<u64>);

impl Shingles {
    /// Those of each article, on all cores.
    fn of_each(views: &[DocumentView<'_>]) -> Vec<Self> {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let share = views.len().div_ceil(cores).max(1);
        std::thread::scope(|scope| {
            let parts = views.chunks(share).map(|part| {
                scope
                    .spawn(move || part.iter().map(|it| Self::new(it.source())).collect::<Vec<_>>())
            });
            let parts: Vec<_> = parts.collect();
            let each = parts.into_iter().flat_map(|it| match it.join() {
                Ok(found) => found,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            each.collect::<Vec<Self>>()
        })
    }

    fn new(source: &str) -> Self {
        const RUN: usize = 5;
        let folded = Folded::new(source, Fold::Loose);
        let words = folded.as_str().split(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
        let mut hashes: Vec<u64> = words.windows(RUN.min(words.len()).max(1)).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// The lowest of them (Broder's sketch).
    fn sketch(&self) -> &[u64] {
        self.0.get(..SKETCH).unwrap_or(&self.0)
    }

    /// The share of runs of five words in either text that both have (Jaccard).
    #[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2⁵²")]
    fn resemblance(&self, other: &Self) -> f64 {
        let both = self.in_common(other);
        both as f64 / (self.0.len() + other.0.len() - both).max(1) as f64
    }

    /// How many both have.
    fn in_common(&self, other: &Self) -> usize {
        let (mut one, mut other) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = 0;
        while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
            match a.cmp(b) {
                Ordering::Less => drop(one.next()),
                Ordering::Greater => drop(other.next()),
                Ordering::Equal => {
                    both += 1;
                    one.next();
                    other.next();
                }
            }
        }
        both
    }
}

/// FNV-1a: the same on every machine and in every version.
fn hash(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|it| it.bytes().chain([b' ']));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
