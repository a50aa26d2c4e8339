//! Krippendorff's alpha of what either has a label or not, from sums that articles add to.

use serde::{Deserialize, Serialize};

/// Coincidences of one label, of words or of lengths, added over articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct LabelCoincidences {
    /// With the label for both of two analysts, each pair both ways round, weighed 1 / (m - 1).
    pub(super) both: f64,
    /// With it for one of them.
    pub(super) one: f64,
    /// The squares of the lengths of units, each of which cannot be paired with itself.
    pub(super) squares: f64,
}

impl LabelCoincidences {
    /// Adds `length` that `marked` of `analysts` gave the label.
    pub(super) fn add(&mut self, length: f64, marked: f64, analysts: f64) {
        self.both += length * marked * (marked - 1.0) / (analysts - 1.0);
        self.one += length * 2.0 * marked * (analysts - marked) / (analysts - 1.0);
    }

    /// Adds those of other articles.
    pub(super) fn absorb(&mut self, other: Self) {
        self.both += other.both;
        self.one += other.one;
        self.squares += other.squares;
    }

    /// With words, of which each is a draw of chance; `all` is how many times one was judged.
    pub(super) fn alpha_of_words(&self, all: f64) -> f64 {
        self.alpha(all, all * (all - 1.0))
    }

    /// With units, of which each is a draw of chance, beside gaps of single characters
    /// (Krippendorff, Mathet, Bouvry and Widlöcher 2016); `all` is the length that was judged.
    pub(super) fn alpha_of_units(&self, all: f64) -> f64 {
        let gaps = all - self.both - self.one / 2.0;
        self.alpha(all, all * all - self.squares - gaps)
    }

    fn alpha(&self, all: f64, draws: f64) -> f64 {
        let labelled = self.both + self.one / 2.0;
        let expected = all * 2.0 * labelled * (all - labelled) / draws;
        // Where nothing else is expected, to agree is no feat, and they did.
        if expected > 0.0 && expected.is_finite() { 1.0 - self.one / expected } else { 1.0 }
    }
}

/// Krippendorff's nominal alpha of two judges, from the pairs of values with how often each was given.
pub(super) fn nominal_alpha<'a>(pairs: impl Iterator<Item = ([&'a str; 2], u32)>) -> f64 {
    let mut values: std::collections::BTreeMap<&str, f64> = std::collections::BTreeMap::new();
    let mut apart = 0.0;
    for ([one, other], count) in pairs {
        let count = f64::from(count);
        *values.entry(one).or_default() += count;
        *values.entry(other).or_default() += count;
        if one != other {
            apart += 2.0 * count;
        }
    }
    let all: f64 = values.values().sum();
    let alike: f64 = values.values().map(|it| it * it).sum();
    let expected = all * all - alike;
    if expected > 0.0 { 1.0 - (all - 1.0) * apart / expected } else { 1.0 }
}
