//! How far analysts agree who worked on the same articles.
//!
//! Two analysts are compared over all articles both worked on, label by label: F1 of the spans
//! (Hripcsak and Rothschild 2005: what is not marked cannot be counted, so spans have no chance to
//! correct for) and Cohen's kappa of the words, which can be counted.

use std::collections::{BTreeMap, BTreeSet};

use super::{DocumentView, Exportable};
use crate::{
    language::words,
    model::{Annotation, Extent},
    text::{Text, TextRange},
};

/// One analyst's work on one article.
#[derive(Clone, Debug)]
pub struct Work<'a> {
    /// What the article is called. Works are of one article when this and the text are the same.
    pub article: &'a str,
    /// The article.
    pub text: &'a Text,
    /// Whose work it is; `""` for nobody's, which is not compared.
    pub analyst: &'a str,
    /// What is marked.
    pub spans: Vec<&'a Annotation>,
}

impl<'a> From<Exportable<'a>> for Work<'a> {
    fn from(Exportable { document, analyst }: Exportable<'a>) -> Self {
        let spans = document.annotations().collect();
        Self { article: document.id(), text: document.text(), analyst, spans }
    }
}

impl<'a> From<&DocumentView<'a>> for Work<'a> {
    /// What is exported of it.
    fn from(view: &DocumentView<'a>) -> Self {
        let spans = view.spans.iter().map(|it| it.annotation).collect();
        Self { spans, ..Exportable { document: view.document, analyst: view.analyst }.into() }
    }
}

/// How far analysts agree, averaged over their pairs; a pair weighs as many times as it has articles
/// in common.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Agreement {
    /// Articles that several analysts worked on.
    pub articles: usize,
    /// Analysts of these articles.
    pub analysts: usize,
    /// Pairs of them with an article in common.
    pub pairs: usize,
    /// Each label that one of them used, in order of key.
    pub by_label: BTreeMap<String, LabelAgreement>,
}

/// How far analysts agree on one label. Pairs of which neither used it are no part of the averages.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct LabelAgreement {
    /// F1 of spans, 0 to 1, where only the same pieces are the same span.
    pub f1_exact: f64,
    /// F1 of spans, 0 to 1, where spans that share a byte, from first piece to last, are the same;
    /// each span is matched once at most.
    pub f1_overlap: f64,
    /// Cohen's kappa of words, -1 to 1: each word has the label or not. `None` without words.
    pub cohen_kappa: Option<f64>,
}

/// What two analysts marked with one label in their articles.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Spans of both together.
    spans: u32,
    /// Pairs of spans with the same ends.
    exact: u32,
    /// Pairs of spans that overlap.
    overlap: u32,
    /// Words with the label: the one's, the other's, of both.
    words: [u32; 3],
}

/// Two analysts over all articles they have in common.
#[derive(Debug, Default)]
struct Pair<'a> {
    articles: u32,
    words: u32,
    by_label: BTreeMap<&'a str, Tally>,
}

/// Where one analyst used one label in one article.
#[derive(Debug, Default)]
struct Marked<'a> {
    /// In order, a span in pieces by all of them.
    spans: Vec<&'a Extent>,
    /// Indices of words of the article.
    words: BTreeSet<usize>,
}

/// One analyst's labels in one article.
type Labels<'a> = BTreeMap<&'a str, Marked<'a>>;

/// How far analysts agree. `None` where no article has the work of two; of an analyst's works on one
/// article the first counts.
pub fn agreement<'a>(works: impl IntoIterator<Item = Work<'a>>) -> Option<Agreement> {
    let mut articles: BTreeMap<(&str, &str), BTreeMap<&str, Work<'a>>> = BTreeMap::new();
    for work in works.into_iter().filter(|it| !it.analyst.is_empty()) {
        let article = articles.entry((work.article, work.text.as_str())).or_default();
        article.entry(work.analyst).or_insert(work);
    }
    articles.retain(|_, analysts| analysts.len() > 1);
    let mut pairs: BTreeMap<(&str, &str), Pair<'a>> = BTreeMap::new();
    for works in articles.values() {
        let Some(text) = works.values().next().map(|it| it.text) else { continue };
        let words = words(text, 0..text.len_bytes());
        let labels: Vec<(&str, Labels<'a>)> =
            works.iter().map(|(&analyst, it)| (analyst, labels_of(&it.spans, &words))).collect();
        for (at, (one, ones)) in labels.iter().enumerate() {
            for (other, others) in labels.iter().skip(at + 1) {
                pairs.entry((one, other)).or_default().add(count(words.len()), ones, others);
            }
        }
    }
    let analysts: BTreeSet<&str> = articles.values().flat_map(BTreeMap::keys).copied().collect();
    let labels: BTreeSet<&str> =
        pairs.values().flat_map(|it| it.by_label.keys()).copied().collect();
    let by_label = labels.into_iter().map(|it| (it.to_owned(), average(it, &pairs)));
    (!articles.is_empty()).then(|| Agreement {
        articles: articles.len(),
        analysts: analysts.len(),
        pairs: pairs.len(),
        by_label: by_label.collect(),
    })
}

fn labels_of<'a>(spans: &[&'a Annotation], words: &[TextRange]) -> Labels<'a> {
    let mut labels = Labels::new();
    for span in spans {
        let marked = labels.entry(span.label.as_str()).or_default();
        marked.spans.push(&span.extent);
        for piece in span.extent.pieces() {
            let first = words.partition_point(|it| it.end() <= piece.start());
            let end = words.partition_point(|it| it.start() < piece.end());
            marked.words.extend(first..end);
        }
    }
    for marked in labels.values_mut() {
        marked.spans.sort_unstable();
    }
    labels
}

impl<'a> Pair<'a> {
    /// Counts one more article.
    fn add(&mut self, words: u32, ones: &Labels<'a>, others: &Labels<'a>) {
        self.articles += 1;
        self.words += words;
        let nothing = Marked::default();
        let used: BTreeSet<&str> = ones.keys().chain(others.keys()).copied().collect();
        for label in used {
            let one = ones.get(label).unwrap_or(&nothing);
            let other = others.get(label).unwrap_or(&nothing);
            let tally = self.by_label.entry(label).or_default();
            tally.spans += count(one.spans.len() + other.spans.len());
            tally.exact += same(&one.spans, &other.spans);
            tally.overlap += overlapping(&one.spans, &other.spans);
            let both = one.words.intersection(&other.words).count();
            let counts = [one.words.len(), other.words.len(), both];
            tally.words.iter_mut().zip(counts).for_each(|(sum, it)| *sum += count(it));
        }
    }
}

/// How many spans of one are spans of the other too, each matched once. Both are in order.
fn same(one: &[&Extent], other: &[&Extent]) -> u32 {
    let mut others = other.iter().peekable();
    let found = one.iter().filter(|it| {
        while others.next_if(|other| other < it).is_some() {}
        others.next_if_eq(it).is_some()
    });
    count(found.count())
}

/// The most pairs of overlapping spans there can be, each span in one pair.
///
/// By ends: the span that ends first takes, of those of the other that it overlaps, the one that ends
/// first. Whatever comes later and overlaps that one overlaps the others too, so nothing is lost.
fn overlapping(one: &[&Extent], other: &[&Extent]) -> u32 {
    let ones = one.iter().map(|it| (it.hull(), true));
    let spans: Vec<(TextRange, bool)> =
        ones.chain(other.iter().map(|it| (it.hull(), false))).collect();
    // Spans that only touch share no byte: at one place, ends come before starts.
    let mut edges: Vec<(usize, bool, usize)> = Vec::with_capacity(2 * spans.len());
    for (at, (span, _)) in spans.iter().enumerate() {
        edges.extend([(span.start(), true, at), (span.end(), false, at)]);
    }
    edges.sort_unstable();
    let (mut open, mut others_open) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = 0;
    for (_, starts, at) in edges {
        let Some(&(span, of_one)) = spans.get(at) else { continue };
        let (own, across) =
            if of_one { (&mut open, &mut others_open) } else { (&mut others_open, &mut open) };
        if starts {
            own.insert((span.end(), at));
        } else if own.remove(&(span.end(), at)) {
            pairs += u32::from(across.pop_first().is_some());
        }
    }
    pairs
}

fn average(label: &str, pairs: &BTreeMap<(&str, &str), Pair<'_>>) -> LabelAgreement {
    let mean = |value: &dyn Fn(&Tally, u32) -> Option<f64>| {
        let values = pairs.values().filter_map(|pair| {
            let value = value(pair.by_label.get(label)?, pair.words)?;
            Some((value, f64::from(pair.articles)))
        });
        let (sum, weight) = values.fold((0.0, 0.0), |(sum, weights), (value, weight)| {
            (sum + value * weight, weights + weight)
        });
        (weight > 0.0).then(|| sum / weight)
    };
    LabelAgreement {
        f1_exact: mean(&|it, _| it.f1(it.exact)).unwrap_or_default(),
        f1_overlap: mean(&|it, _| it.f1(it.overlap)).unwrap_or_default(),
        cohen_kappa: mean(&|it, words| it.kappa(words)),
    }
}

impl Tally {
    /// Precision and recall are the same with the analysts changed about, and F1 the same both ways.
    fn f1(&self, matched: u32) -> Option<f64> {
        (self.spans > 0).then(|| 2.0 * f64::from(matched) / f64::from(self.spans))
    }

    /// Cohen 1960, over `all` words. Where chance alone explains everything, which kappa is not made
    /// for, agreement on every word is 1.
    fn kappa(&self, all: u32) -> Option<f64> {
        let [one, other, both] = self.words.map(f64::from);
        let all = f64::from(all);
        let observed = (all - one - other + 2.0 * both) / all;
        let expected = (one * other + (all - one) * (all - other)) / (all * all);
        let chance = expected >= 1.0;
        (all > 0.0).then(|| if chance { 1.0 } else { (observed - expected) / (1.0 - expected) })
    }
}

/// Articles have 64 MB at most: counts of their words stay far below the largest number.
fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
