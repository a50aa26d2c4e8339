//! Which part of a dataset an article goes to: training, validation or test.
//!
//! An article's part is drawn from its id and a seed alone. So it stays where it is when other
//! articles come or go or its tags change, and every kind of article is split in the same shares.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest as _, Sha256};

use super::View;
use crate::text::{Fold, Folded};

/// A part of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Split {
    /// To learn from.
    Train,
    /// To choose between models.
    Validation,
    /// To measure the chosen one.
    Test,
}

impl Split {
    /// In the order they are written.
    pub const ALL: [Self; 3] = [Self::Train, Self::Validation, Self::Test];

    /// Its name in datasets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Validation => "validation",
            Self::Test => "test",
        }
    }
}

/// How a dataset is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Splits {
    /// The shares of validation and test, in percent; the rest is for training.
    pub percent: (u32, u32),
    /// Another seed draws other parts.
    pub seed: u64,
}

impl Default for Splits {
    fn default() -> Self {
        Self { percent: (10, 10), seed: 0 }
    }
}

impl Splits {
    /// The part of the article called `id`.
    pub fn of(&self, id: &str) -> Split {
        let (validation, test) = self.percent;
        let drawn = self.draw(id);
        let below = |percent: u32| drawn < u64::from(percent) << 32;
        if below(test) {
            Split::Test
        } else if below(test + validation) {
            Split::Validation
        } else {
            Split::Train
        }
    }

    /// A number below 100 × 2³², as even as a hash is.
    fn draw(&self, id: &str) -> u64 {
        let mut hash = Sha256::new();
        hash.update(self.seed.to_le_bytes());
        hash.update(id.as_bytes());
        let digest = hash.finalize();
        let four = digest.iter().take(4).fold(0_u64, |sum, &byte| (sum << 8) | u64::from(byte));
        four * 100
    }
}

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

/// Near duplicates that were drawn into different parts.
pub fn leaks(views: &[View<'_>], splits: &Splits) -> Vec<Leak> {
    if splits.percent == (0, 0) {
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
            if splits.of(one.document.id()) == splits.of(two.document.id())
                || count * 4 < sketch.len()
            {
                continue;
            }
            let share = resemblance(one.source(), two.source());
            if share >= NEAR {
                let (one, other) = (one.id().to_owned(), two.id().to_owned());
                leaks.push(Leak { one, other, percent: percent(share) });
            }
        }
    }
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
