//! How far analysts agree: counts that articles add to, and figures of them.
//!
//! Over several articles counts are added and then divided, so that an article weighs as much as it
//! has to say. `docs/team.md` says what each figure is and why it is this one.

mod alpha;
mod as_pairs;
mod figures;
mod gamma;
mod interval;
mod pair;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use alpha::LabelCoincidences;
use pair::{CountedWork, PairSums, entry};
use words::{add_units, add_words, units_of, words_of};

use super::{ArticleComparison, work::float};
use crate::language;
pub use figures::{
    AgreementFigures, AttributeFigures, DateFigures, LabelAgreement, LabelFigures, PairFigures,
    RelationFigures,
};
pub use interval::{WordCounts, kappa_interval, share_interval};

/// What analysts did in articles, counted. Articles are added one by one and can be let go.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AgreementCounts {
    articles: u32,
    analysts: BTreeSet<String>,
    #[serde(with = "as_pairs")]
    pairs: BTreeMap<[String; 2], PairSums>,
    labels: BTreeMap<String, LabelSums>,
    /// How many times a word was judged, and a character, over all articles.
    judged: [f64; 2],
}

/// One label of all analysts.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct LabelSums {
    words: LabelCoincidences,
    units: LabelCoincidences,
}

impl AgreementCounts {
    /// Counts one more article. One that fewer than two analysts worked on says nothing.
    pub fn add(&mut self, article: &ArticleComparison<'_>) {
        let works = &article.works;
        if works.len() < 2 {
            return;
        }
        self.articles += 1;
        self.analysts.extend(works.iter().map(|it| it.analyst.to_owned()));
        let words = language::words(article.text, 0..article.text.len_bytes());
        let touched: Vec<BTreeMap<&str, Vec<u32>>> =
            works.iter().map(|it| words_of(it, &words)).collect();
        self.judged[0] += float(words.len() * works.len());
        self.judged[1] += float(article.text.len_chars() * works.len());
        let labels: BTreeSet<&str> = touched.iter().flat_map(|it| it.keys().copied()).collect();
        for label in labels {
            let sums = entry(&mut self.labels, label);
            let of = |it: &'_ BTreeMap<&str, Vec<u32>>| it.get(label).cloned().unwrap_or_default();
            let words: Vec<Vec<u32>> = touched.iter().map(of).collect();
            add_words(&mut sums.words, &words.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let units: Vec<Vec<(usize, usize)>> =
                works.iter().map(|it| units_of(it, label)).collect();
            add_units(&mut sums.units, &units);
        }
        for (first, second, matching) in article.matchings.iter() {
            let of = |at: usize| {
                let words = touched.get(at)?;
                works.get(at).map(|work| CountedWork { work, words })
            };
            if let (Some(first), Some(second)) = (of(*first), of(*second)) {
                let pair = self.pair(first.work.analyst, second.work.analyst);
                pair.add(first, second, matching, words.len());
            }
        }
    }

    /// Adds what was counted of other articles.
    pub fn absorb(&mut self, other: &Self) {
        self.articles += other.articles;
        self.analysts.extend(other.analysts.iter().cloned());
        for (pair, sums) in &other.pairs {
            self.pairs.entry(pair.clone()).or_default().absorb(sums);
        }
        for (label, sums) in &other.labels {
            let own = entry(&mut self.labels, label);
            own.words.absorb(sums.words);
            own.units.absorb(sums.units);
        }
        for (own, more) in self.judged.iter_mut().zip(other.judged) {
            *own += more;
        }
    }

    /// Counts what gamma needs of one more article; it takes a hundred times as long as the rest.
    pub fn add_gamma(&mut self, article: &ArticleComparison<'_>) {
        let length = article.text.len_chars();
        for (first, second, _) in article.matchings.iter() {
            let works = article.works.get(*first).zip(article.works.get(*second));
            if let Some((first, second)) = works {
                self.pair(first.analyst, second.analyst).gamma.add(first, second, length);
            }
        }
    }

    fn pair(&mut self, first: &str, second: &str) -> &mut PairSums {
        self.pairs.entry([first, second].map(str::to_owned)).or_default()
    }

    /// The figures; `None` where no article has the work of two.
    pub fn figures(&self) -> Option<AgreementFigures> {
        if self.articles == 0 {
            return None;
        }
        let pairs: Vec<PairFigures> =
            self.pairs.iter().map(|(analysts, it)| it.figures(analysts.clone())).collect();
        let by_label = self.labels.iter().map(|(label, sums)| {
            (label.clone(), label_agreement(label, &pairs, sums, self.judged))
        });
        Some(AgreementFigures {
            articles: self.articles,
            analysts: count(self.analysts.len()),
            by_label: by_label.collect(),
            pairs,
        })
    }
}

fn label_agreement(
    label: &str,
    pairs: &[PairFigures],
    sums: &LabelSums,
    judged: [f64; 2],
) -> LabelAgreement {
    let mean = |value: &dyn Fn(&LabelFigures) -> Option<f64>| {
        let values = pairs.iter().filter_map(|pair| {
            let value = value(pair.by_label.get(label)?)?;
            Some((value, f64::from(pair.articles)))
        });
        let (sum, weight) = values.fold((0.0, 0.0), |(sum, weights), (value, weight)| {
            (sum + value * weight, weights + weight)
        });
        (weight > 0.0).then(|| sum / weight)
    };
    LabelAgreement {
        f1_exact: mean(&|it| Some(it.f1_exact)).unwrap_or_default(),
        f1_overlap: mean(&|it| Some(it.f1_overlap)).unwrap_or_default(),
        cohen_kappa: mean(&|it| it.cohen_kappa),
        alpha_words: sums.words.alpha_of_words(judged[0]),
        alpha_u: sums.units.alpha_of_units(judged[1]),
    }
}

/// Articles have 64 MB at most: counts of what is in them stay far below the largest number.
fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
