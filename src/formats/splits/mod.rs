//! Which part of a dataset an article goes to: training, validation or test.
//!
//! A part that depends on an article alone stays when others come, but cannot see to it that each
//! part has its share of every label; only one that looks at all articles can. So an article's part
//! is drawn from its id and a seed; where a label's shares would be off, as few articles as possible
//! are moved, those nearest to the border first; and what an earlier dataset says of an article is
//! kept, whatever comes.

mod leaks;

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest as _, Sha256};

pub use leaks::{Leak, leaks};

use super::DocumentView;

/// A part of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splits {
    /// The shares of validation and test, in percent; the rest is for training.
    pub percent: (u32, u32),
    /// Another seed draws other parts.
    pub seed: u64,
    /// The parts of an earlier dataset, by what the articles are called in it. They are kept.
    pub known: BTreeMap<String, Split>,
}

impl Default for Splits {
    fn default() -> Self {
        Self { percent: (10, 10), seed: 0, known: BTreeMap::new() }
    }
}

impl Splits {
    /// True where both draw the same parts.
    pub fn draws_as(&self, other: &Self) -> bool {
        (self.percent, self.seed) == (other.percent, other.seed)
    }
}

/// The part of every article of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Division {
    parts: BTreeMap<String, Split>,
    /// How many articles were moved from the part that was drawn for them.
    pub moved: usize,
    /// How many have the part that an earlier dataset gave them.
    pub kept: usize,
}

impl Division {
    /// How many articles each part has.
    pub fn sizes(&self) -> [(Split, usize); 3] {
        Split::ALL.map(|split| (split, self.parts.values().filter(|it| **it == split).count()))
    }

    /// The part of the article called `id`.
    pub fn of(&self, id: &str) -> Split {
        self.parts.get(id).copied().unwrap_or(Split::Train)
    }

    /// True when there is more than one part.
    pub fn has_parts(&self) -> bool {
        let mut parts = self.parts.values();
        parts.next().is_some_and(|first| parts.any(|it| it != first))
    }
}

impl Splits {
    /// Divides articles; several analysts' work on one stays together.
    pub fn divide(&self, views: &[DocumentView<'_>]) -> Division {
        let mut articles = SplitArticles::of(views, self);
        articles.balance(self);
        articles.division(self)
    }

    /// The share of a part.
    fn share(&self, split: Split) -> f64 {
        let (validation, test) = self.percent;
        f64::from(match split {
            Split::Train => 100_u32.saturating_sub(validation + test),
            Split::Validation => validation,
            Split::Test => test,
        }) / 100.0
    }

    /// Where the part of the numbers drawn begins and ends, from 0 to 1.
    fn stretch(&self, split: Split) -> (f64, f64) {
        let (validation, test) = (self.share(Split::Validation), self.share(Split::Test));
        match split {
            Split::Test => (0.0, test),
            Split::Validation => (test, test + validation),
            Split::Train => (test + validation, 1.0),
        }
    }

    /// The part that is drawn for a number from 0 to 1.
    fn drawn(&self, number: f64) -> Split {
        let inside = |it: &Split| number < self.stretch(*it).1;
        [Split::Test, Split::Validation].into_iter().find(inside).unwrap_or(Split::Train)
    }

    /// A number from 0 to 1, as even as a hash is.
    fn draw(&self, id: &str) -> f64 {
        let mut hash = Sha256::new();
        hash.update(self.seed.to_le_bytes());
        hash.update(id.as_bytes());
        let digest = hash.finalize();
        let four = digest.iter().take(4).fold(0_u32, |sum, &byte| (sum << 8) | u32::from(byte));
        f64::from(four) / (f64::from(u32::MAX) + 1.0)
    }

    /// What an earlier dataset says of the article of `view`, whoever worked on it then.
    fn known(&self, view: &DocumentView<'_>) -> Option<Split> {
        let id = view.document.id();
        let with_analyst = format!("{id}.{}", view.analyst);
        [view.id(), id, &with_analyst].iter().find_map(|it| self.known.get(*it).copied())
    }
}

/// How far a label's share may be off, as a part of the share.
const TOLERANCE: f64 = 0.1;

/// A move does about as well as another from this part of its gain on.
const NEARLY: f64 = 0.8;

/// The articles while they are divided.
struct SplitArticles<'v> {
    each: Vec<SplitArticle<'v>>,
    /// How much of each there is: articles first, then each label.
    totals: Vec<f64>,
    /// What counts as one more or less, for each: an article, or as many tags as one has.
    grains: Vec<f64>,
    /// How much each part has.
    sums: HashMap<Split, Vec<f64>>,
}

struct SplitArticle<'v> {
    id: &'v str,
    drawn: f64,
    known: bool,
    part: Split,
    counts: Vec<f64>,
}

impl<'v> SplitArticles<'v> {
    fn of(views: &'v [DocumentView<'_>], splits: &Splits) -> Self {
        let labels = super::view::labels_of(views);
        let mut by_id: BTreeMap<&str, SplitArticle<'v>> = BTreeMap::new();
        for view in views {
            let id = view.document.id();
            let article = by_id.entry(id).or_insert_with(|| {
                let drawn = splits.draw(id);
                let mut counts = vec![0.0; labels.len() + 1];
                counts[0] = 1.0;
                SplitArticle { id, drawn, known: false, part: splits.drawn(drawn), counts }
            });
            if let Some(known) = splits.known(view) {
                (article.part, article.known) = (known, true);
            }
            for span in &view.spans {
                if let Ok(at) = labels.binary_search(&span.label()) {
                    article.counts[at + 1] += 1.0;
                }
            }
        }
        let each: Vec<SplitArticle<'v>> = by_id.into_values().collect();
        let zeros = || vec![0.0; labels.len() + 1];
        let (mut totals, mut having) = (zeros(), zeros());
        let mut sums: HashMap<Split, Vec<f64>> =
            Split::ALL.into_iter().map(|it| (it, zeros())).collect();
        for article in &each {
            add(&mut totals, &article.counts, 1.0);
            add(sums.entry(article.part).or_insert_with(zeros), &article.counts, 1.0);
            let has: Vec<f64> =
                article.counts.iter().map(|&it| f64::from(u8::from(it > 0.0))).collect();
            add(&mut having, &has, 1.0);
        }
        let grains = totals.iter().zip(&having).map(|(total, n)| total / n.max(1.0)).collect();
        Self { each, totals, grains, sums }
    }

    /// Moves articles until no label's share is off by more than the tolerance, or no move helps.
    fn balance(&mut self, splits: &Splits) {
        for _ in 0..self.each.len() {
            let off = self.off(splits);
            if off == 0.0 {
                return;
            }
            let Some((at, part)) = self.best_move(splits, off) else { return };
            self.shift(at, part);
        }
    }

    /// The move that brings the shares nearest to what they should be. Of those that do about as
    /// well it is the one whose number lies nearest to the other part, so that the same articles
    /// are moved when others come.
    fn best_move(&mut self, splits: &Splits, off: f64) -> Option<(usize, Split)> {
        let mut found: Vec<(f64, f64, usize, Split)> = Vec::new();
        for at in 0..self.each.len() {
            let SplitArticle { known, part, drawn, .. } = self.each[at];
            for to in Split::ALL.into_iter().filter(|&to| !known && to != part) {
                self.shift(at, to);
                let gain = off - self.off(splits);
                self.shift(at, part);
                if gain > off * 1e-6 {
                    let (from, until) = splits.stretch(to);
                    let distance = (from - drawn).max(drawn - until).max(0.0);
                    found.push((gain, distance, at, to));
                }
            }
        }
        let most = found.iter().map(|it| it.0).fold(0.0, f64::max);
        found.retain(|it| it.0 >= most * NEARLY);
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.cmp(&b.2)));
        found.first().map(|it| (it.2, it.3))
    }

    /// How far the shares are off beyond what is tolerated, as a sum of squares.
    fn off(&self, splits: &Splits) -> f64 {
        let mut off = 0.0;
        for split in Split::ALL {
            let sums = self.sums.get(&split).into_iter().flatten();
            for ((sum, total), grain) in sums.zip(&self.totals).zip(&self.grains) {
                let wanted = total * splits.share(split);
                let tolerated = (wanted * TOLERANCE).max(grain / 2.0);
                let beyond = ((sum - wanted).abs() - tolerated).max(0.0) / total.max(1.0);
                off += beyond * beyond;
            }
        }
        off
    }

    fn shift(&mut self, at: usize, to: Split) {
        let SplitArticle { part, counts, .. } = &self.each[at];
        if let Some(sums) = self.sums.get_mut(part) {
            add(sums, counts, -1.0);
        }
        if let Some(sums) = self.sums.get_mut(&to) {
            add(sums, counts, 1.0);
        }
        self.each[at].part = to;
    }

    fn division(self, splits: &Splits) -> Division {
        let kept = self.each.iter().filter(|it| it.known).count();
        let is_moved = |it: &&SplitArticle<'_>| !it.known && it.part != splits.drawn(it.drawn);
        let moved = self.each.iter().filter(is_moved).count();
        let parts = self.each.into_iter().map(|it| (it.id.to_owned(), it.part)).collect();
        Division { parts, moved, kept }
    }
}

fn add(sums: &mut [f64], counts: &[f64], times: f64) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count * times;
    }
}
