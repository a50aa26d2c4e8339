//! What two analysts did in their common articles, counted.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    alpha::nominal_alpha,
    as_pairs, count,
    figures::{AttributeFigures, DateFigures, LabelFigures, PairFigures, RelationFigures, f1},
    gamma::GammaSums,
    interval::{WordCounts, kappa_interval, share_interval},
    words::in_both,
};
use crate::compare::{
    dates::{DateStanding, common_days},
    matching::SpanMatching,
    work::WorkIndex,
};

/// Two analysts over all articles they have in common.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct PairSums {
    /// The words of each article.
    words: Vec<u32>,
    labels: BTreeMap<String, LabelSums>,
    attributes: BTreeMap<String, BTreeMap<String, AttributeSums>>,
    relations: BTreeMap<String, RelationSums>,
    #[serde(with = "as_pairs")]
    confusion: BTreeMap<[String; 2], u32>,
    dates: DateSums,
    pub(super) gamma: GammaSums,
}

/// One label of two analysts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct LabelSums {
    overlap: f64,
    articles: Vec<ArticleRow>,
}

/// One label of two analysts in one article. There are many of them: they are kept as numbers alone.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(from = "RowNumbers", into = "RowNumbers")]
struct ArticleRow {
    /// Which article of the two it is.
    article: usize,
    spans: [u32; 2],
    exact: u32,
    matched: u32,
    /// Words with the label: for the first, the second, both.
    labelled: [u32; 3],
}

/// The article, the spans, the exact and matched pairs, and the words of an [`ArticleRow`].
type RowNumbers = (usize, [u32; 2], u32, u32, [u32; 3]);

impl From<ArticleRow> for RowNumbers {
    fn from(row: ArticleRow) -> Self {
        let ArticleRow { article, spans, exact, matched, labelled } = row;
        (article, spans, exact, matched, labelled)
    }
}

impl From<RowNumbers> for ArticleRow {
    fn from((article, spans, exact, matched, labelled): RowNumbers) -> Self {
        Self { article, spans, exact, matched, labelled }
    }
}

/// One attribute of matched spans of one label.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct AttributeSums {
    /// What it means where it is not said.
    default: String,
    /// The values of pairs of which one at least says it.
    #[serde(with = "as_pairs")]
    values: BTreeMap<[String; 2], u32>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct RelationSums {
    relations: [u32; 2],
    matched: u32,
    /// Those of which both ends are matched.
    between_matched: [u32; 2],
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct DateSums {
    #[serde(with = "as_pairs")]
    kinds: BTreeMap<DateStanding, u32>,
    /// Shares of common days, added.
    days: f64,
}

/// An analyst's work, with the words its labels touch.
#[derive(Clone, Copy, Debug)]
pub(super) struct CountedWork<'a> {
    pub(super) work: &'a WorkIndex<'a>,
    pub(super) words: &'a BTreeMap<&'a str, Vec<u32>>,
}

impl PairSums {
    /// Counts one more article, which has so many words.
    pub(super) fn add(
        &mut self,
        first: CountedWork<'_>,
        second: CountedWork<'_>,
        matching: &SpanMatching,
        words: usize,
    ) {
        self.words.push(count(words));
        self.add_labels(first, second, matching);
        self.add_attributes(first.work, second.work, matching);
        self.add_relations(first.work, second.work, matching);
        self.add_confusion(first.work, second.work, matching);
    }

    /// Adds what was counted of other articles.
    pub(super) fn absorb(&mut self, other: &Self) {
        let before = self.words.len();
        self.words.extend(&other.words);
        for (label, sums) in &other.labels {
            let own = entry(&mut self.labels, label);
            own.overlap += sums.overlap;
            let rows = sums.articles.iter();
            own.articles.extend(rows.map(|it| ArticleRow { article: it.article + before, ..*it }));
        }
        for (label, attributes) in &other.attributes {
            let of_label = entry(&mut self.attributes, label);
            for (key, sums) in attributes {
                let own = entry(of_label, key);
                if own.values.is_empty() {
                    own.default.clone_from(&sums.default);
                }
                add_all(&mut own.values, &sums.values);
            }
        }
        for (relation, sums) in &other.relations {
            entry(&mut self.relations, relation).absorb(*sums);
        }
        add_all(&mut self.confusion, &other.confusion);
        add_all(&mut self.dates.kinds, &other.dates.kinds);
        self.dates.days += other.dates.days;
        self.gamma.absorb(other.gamma);
    }

    fn add_labels(
        &mut self,
        first: CountedWork<'_>,
        second: CountedWork<'_>,
        matching: &SpanMatching,
    ) {
        let mut rows: BTreeMap<&str, (ArticleRow, f64)> = BTreeMap::new();
        for (side, work) in [first.work, second.work].into_iter().enumerate() {
            for span in &work.spans {
                let row = &mut rows.entry(span.label()).or_default().0;
                row.spans[side] += 1;
            }
        }
        for pair in &matching.pairs {
            let spans = first.work.spans.get(pair.first).zip(second.work.spans.get(pair.second));
            if let Some((one, other)) = spans.filter(|it| it.0.label() == it.1.label()) {
                let (row, overlap) = rows.entry(one.label()).or_default();
                row.matched += 1;
                row.exact += u32::from(one.chars == other.chars);
                *overlap += pair.overlap;
            }
        }
        for (label, (mut row, overlap)) in rows {
            let ones = first.words.get(label).map(Vec::as_slice).unwrap_or_default();
            let others = second.words.get(label).map(Vec::as_slice).unwrap_or_default();
            row.article = self.words.len() - 1;
            row.labelled = [ones.len(), others.len(), in_both(ones, others)].map(count);
            let sums = entry(&mut self.labels, label);
            sums.overlap += overlap;
            sums.articles.push(row);
        }
    }

    fn add_attributes(
        &mut self,
        first: &WorkIndex<'_>,
        second: &WorkIndex<'_>,
        matching: &SpanMatching,
    ) {
        for pair in &matching.pairs {
            let spans = first.spans.get(pair.first).zip(second.spans.get(pair.second));
            let Some((one, other)) = spans.filter(|it| it.0.label() == it.1.label()) else {
                continue;
            };
            let said = one.annotation.attributes.iter().chain(other.annotation.attributes.iter());
            let keys: BTreeSet<&str> = said.map(|it| it.0.as_str()).collect();
            for key in keys {
                let values = [first.value(one, key), second.value(other, key)];
                self.count_value(first, one.label(), key, values);
            }
            if let Some(time) = first.time_attribute(one.label()) {
                let (kind, days) = common_days(first.value(one, time), second.value(other, time));
                *self.dates.kinds.entry(kind).or_default() += 1;
                self.dates.days += days;
            }
        }
    }

    fn add_relations(
        &mut self,
        first: &WorkIndex<'_>,
        second: &WorkIndex<'_>,
        matching: &SpanMatching,
    ) {
        // Of the second, those of each label between two spans.
        let mut theirs: BTreeMap<(&str, usize, usize), u32> = BTreeMap::new();
        for link in &second.links {
            let sums = entry(&mut self.relations, link.label);
            sums.relations[1] += 1;
            let ends = [link.from, link.to].map(|it| matching.first_of(it));
            sums.between_matched[1] += u32::from(ends.iter().all(Option::is_some));
            *theirs.entry((link.label, link.from, link.to)).or_default() += 1;
        }
        for link in &first.links {
            let sums = entry(&mut self.relations, link.label);
            sums.relations[0] += 1;
            let ends = matching.second_of(link.from).zip(matching.second_of(link.to));
            let Some((from, to)) = ends else { continue };
            sums.between_matched[0] += 1;
            if let Some(left) = theirs.get_mut(&(link.label, from, to)).filter(|it| **it > 0) {
                *left -= 1;
                sums.matched += 1;
            }
        }
    }

    fn add_confusion(
        &mut self,
        first: &WorkIndex<'_>,
        second: &WorkIndex<'_>,
        matching: &SpanMatching,
    ) {
        let mut put = |one: &str, other: &str| {
            *self.confusion.entry([one.to_owned(), other.to_owned()]).or_default() += 1;
        };
        for (at, one) in first.spans.iter().enumerate() {
            let other = matching.second_of(at).and_then(|it| second.spans.get(it));
            put(one.label(), other.map_or("", |it| it.label()));
        }
        for (at, other) in second.spans.iter().enumerate() {
            if matching.first_of(at).is_none() {
                put("", other.label());
            }
        }
    }

    fn count_value(&mut self, work: &WorkIndex<'_>, label: &str, key: &str, values: [&str; 2]) {
        let sums = entry(entry(&mut self.attributes, label), key);
        if sums.values.is_empty() {
            work.default_of(label, key).clone_into(&mut sums.default);
        }
        *sums.values.entry(values.map(str::to_owned)).or_default() += 1;
    }

    /// How many articles they have in common.
    pub(super) fn articles(&self) -> u32 {
        count(self.words.len())
    }

    /// The figures of two analysts.
    pub(super) fn figures(&self, analysts: [String; 2]) -> PairFigures {
        let matched = |label: &str| {
            let rows = self.labels.get(label).map(|it| it.articles.as_slice()).unwrap_or_default();
            rows.iter().map(|it| it.matched).sum::<u32>()
        };
        let attributes = self.attributes.iter().map(|(label, attributes)| {
            let figures =
                attributes.iter().map(|(key, it)| (key.clone(), it.figures(matched(label))));
            (label.clone(), figures.collect())
        });
        PairFigures {
            analysts,
            articles: self.articles(),
            by_label: self
                .labels
                .iter()
                .map(|(key, it)| (key.clone(), it.figures(&self.words)))
                .collect(),
            attributes: attributes.collect(),
            relations: self.relations.iter().map(|(key, it)| (key.clone(), it.figures())).collect(),
            confusion: self
                .confusion
                .iter()
                .map(|([one, other], n)| (one.clone(), other.clone(), *n))
                .collect(),
            dates: self.dates.figures(),
            gamma: self.gamma.gamma(),
            gamma_left_out: self.gamma.left_out,
        }
    }
}

impl LabelSums {
    fn figures(&self, words: &[u32]) -> LabelFigures {
        let sum = |of: &dyn Fn(&ArticleRow) -> u32| self.articles.iter().map(of).sum::<u32>();
        let spans = [sum(&|it| it.spans[0]), sum(&|it| it.spans[1])];
        let (exact, matched) = (sum(&|it| it.exact), sum(&|it| it.matched));
        let interval = |of: &dyn Fn(&ArticleRow) -> u32| {
            let rows = self.articles.iter().map(|it| (2 * of(it), it.spans[0] + it.spans[1]));
            share_interval(&rows.collect::<Vec<_>>())
        };
        let rows = self.word_counts(words);
        LabelFigures {
            spans,
            exact,
            matched,
            f1_exact: f1(exact, spans),
            f1_exact_interval: interval(&|it| it.exact),
            f1_overlap: f1(matched, spans),
            f1_overlap_interval: interval(&|it| it.matched),
            mean_overlap: (matched > 0).then(|| self.overlap / f64::from(matched)),
            cohen_kappa: kappa(&rows),
            cohen_kappa_interval: kappa_interval(&rows),
            articles: count(self.articles.len()),
        }
    }

    /// The words of each common article, of those too in which nobody used the label.
    fn word_counts(&self, words: &[u32]) -> Vec<WordCounts> {
        let unused = |all: &u32| WordCounts { neither: *all, ..WordCounts::default() };
        let mut rows: Vec<WordCounts> = words.iter().map(unused).collect();
        for row in &self.articles {
            let [ones, others, both] = row.labelled;
            if let Some(counts) = rows.get_mut(row.article) {
                let (first, second) = (ones - both, others - both);
                let neither = counts.neither + both - ones - others;
                *counts = WordCounts { both, first, second, neither };
            }
        }
        rows
    }
}

/// Cohen 1960, over the words of all common articles. Where chance alone explains everything, which
/// kappa is not made for, agreement on every word is 1.
fn kappa(articles: &[WordCounts]) -> Option<f64> {
    let all = WordCounts::sum(articles);
    let (observed, expected) = WordCounts::disagreement(all);
    let words: f64 = all.into_iter().sum();
    (words > 0.0).then(|| if expected > 0.0 { 1.0 - observed / expected } else { 1.0 })
}

impl AttributeSums {
    fn figures(&self, pairs: u32) -> AttributeFigures {
        let said: u32 = self.values.values().sum();
        let silent = pairs - said;
        let equal = |it: (&[String; 2], &u32)| (it.0[0] == it.0[1]).then_some(*it.1);
        let default = self.default.as_str();
        let silent_means = if default.is_empty() { 0 } else { silent };
        let values = self.values.iter().map(|(it, n)| ([it[0].as_str(), it[1].as_str()], *n));
        let all = values.chain((silent > 0).then_some(([default, default], silent)));
        AttributeFigures {
            pairs,
            said: said + silent_means,
            same: self.values.iter().filter_map(equal).sum::<u32>() + silent_means,
            alpha: nominal_alpha(all),
        }
    }
}

impl RelationSums {
    fn absorb(&mut self, other: Self) {
        for side in 0..2 {
            self.relations[side] += other.relations[side];
            self.between_matched[side] += other.between_matched[side];
        }
        self.matched += other.matched;
    }

    fn figures(self) -> RelationFigures {
        let among: u32 = self.between_matched.iter().sum();
        RelationFigures {
            relations: self.relations,
            matched: self.matched,
            f1: f1(self.matched, self.relations),
            f1_of_matched: (among > 0).then(|| f1(self.matched, self.between_matched)),
        }
    }
}

impl DateSums {
    fn figures(&self) -> Option<DateFigures> {
        let compared = self.kinds.iter().filter(|it| *it.0 != DateStanding::Neither);
        let compared: u32 = compared.map(|it| it.1).sum();
        let same = self.kinds.get(&DateStanding::Same).copied().unwrap_or_default();
        let share = |part: f64| (compared > 0).then(|| part / f64::from(compared));
        (!self.kinds.is_empty()).then(|| DateFigures {
            kinds: self.kinds.iter().map(|(kind, n)| (kind.key(), *n)).collect(),
            compared,
            instant: share(f64::from(same)),
            days: share(self.days),
        })
    }
}

/// Adds counts under the same keys.
fn add_all<K: Clone + Ord>(own: &mut BTreeMap<K, u32>, more: &BTreeMap<K, u32>) {
    for (key, n) in more {
        *own.entry(key.clone()).or_default() += n;
    }
}

/// What is kept under a key, made where it is new.
pub(super) fn entry<'a, T: Default>(all: &'a mut BTreeMap<String, T>, key: &str) -> &'a mut T {
    if !all.contains_key(key) {
        all.insert(key.to_owned(), T::default());
    }
    all.entry(key.to_owned()).or_default()
}
