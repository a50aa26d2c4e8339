//! What suggestions do to an analyst: finished articles that were worked on without any, beside the others.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{out, redrawing, sources::LoadedWork};
use crate::{language, messages::Message, model::ArticleStatus, session::work_of};

/// With fewer articles without suggestions than this nothing is said.
const FEW_ARTICLES: usize = 5;
/// With fewer tags of a label in all than this nothing is said of it.
const FEW_TAGS: usize = 30;

/// The finished articles of an analyst.
#[derive(Default)]
pub(super) struct BlindArticles {
    without: Vec<DenseArticle>,
    with: Vec<DenseArticle>,
}

/// How much is tagged in an article.
struct DenseArticle {
    words: usize,
    tags: BTreeMap<String, usize>,
}

/// How much of a label is tagged, with and without suggestions, on a thousand words.
struct LabelDensity {
    label: String,
    tags: usize,
    with: f64,
    without: f64,
    /// Where the difference lies in 95 of 100 cases; `None` where there is too little to say it.
    difference: Option<(f64, f64)>,
}

impl BlindArticles {
    /// Sorts the finished ones of an analyst's works.
    pub(super) fn of(works: &[&LoadedWork]) -> Self {
        let mut sorted = Self::default();
        for it in works {
            let work = work_of(&it.document);
            if !work.is_done {
                continue;
            }
            let text = it.document.text();
            let words = language::words(text, 0..text.len_bytes()).len();
            let mut tags = BTreeMap::new();
            for tag in &work.tags {
                *tags.entry(tag.label.to_string()).or_default() += 1;
            }
            let noted = it.document.meta_value(ArticleStatus::SUGGESTIONS_KEY);
            let is_without = noted == ArticleStatus::WITHOUT;
            let side = if is_without { &mut sorted.without } else { &mut sorted.with };
            side.push(DenseArticle { words, tags });
        }
        sorted
    }

    /// True where there is nothing to compare.
    fn is_one_sided(&self) -> bool {
        self.without.is_empty() || self.with.is_empty()
    }

    fn densities(&self, wanted: impl Fn(&str) -> bool) -> Vec<LabelDensity> {
        let all = self.with.iter().chain(&self.without).flat_map(|it| it.tags.keys());
        let labels: BTreeSet<&str> = all.map(String::as_str).filter(|it| wanted(it)).collect();
        labels.into_iter().map(|it| self.density(it)).collect()
    }

    fn density(&self, label: &str) -> LabelDensity {
        let count = |of: &[DenseArticle]| -> usize { of.iter().map(|it| it.tags_of(label)).sum() };
        let tags = count(&self.with) + count(&self.without);
        let is_enough = self.without.len() >= FEW_ARTICLES && tags >= FEW_TAGS;
        let difference = is_enough.then(|| {
            redrawing::interval(|draw| {
                let mut drawn = |of: &[DenseArticle]| {
                    let numbers: Vec<usize> = of.iter().map(|_| draw(of.len())).collect();
                    per_thousand(numbers.iter().filter_map(|it| of.get(*it)), label)
                };
                let with = drawn(&self.with);
                with - drawn(&self.without)
            })
        });
        LabelDensity {
            label: label.to_owned(),
            tags,
            with: per_thousand(self.with.iter(), label),
            without: per_thousand(self.without.iter(), label),
            difference,
        }
    }

    /// Says it as JSON; nothing where there is nothing to compare.
    pub(super) fn json(&self, wanted: impl Fn(&str) -> bool) -> Option<Value> {
        if self.is_one_sided() {
            return None;
        }
        let label = |it: LabelDensity| {
            let difference = it.difference.map(|(low, high)| [rounded(low), rounded(high)]);
            json!({
                "label": it.label, "tags": it.tags, "with": rounded(it.with),
                "without": rounded(it.without), "difference_95": difference,
            })
        };
        let labels: Vec<Value> = self.densities(wanted).into_iter().map(label).collect();
        Some(json!({
            "articles_without": self.without.len(), "articles_with": self.with.len(),
            "tags_per_thousand_words": labels,
        }))
    }

    /// Says it as a table; nothing where there is nothing to compare.
    pub(super) fn print(&self, analyst: &str, wanted: impl Fn(&str) -> bool) {
        if self.is_one_sided() {
            return;
        }
        let articles = |of: &[DenseArticle]| out::count("terminal-articles", of.len());
        let title = Message::new("terminal-without-suggestions").with_text("analyst", analyst);
        let title = title.with("without", articles(&self.without));
        out::say(&out::words(&title.with("with", articles(&self.with))));
        let head = ["label", "tags", "with", "without", "95 % of the difference"];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        for density in self.densities(wanted) {
            let difference = match density.difference {
                Some((low, high)) => format!("{low:+.2}..{high:+.2}"),
                None => out::words(&Message::new("terminal-too-few")),
            };
            let share = |it: f64| format!("{it:.2}");
            let (with, without) = (share(density.with), share(density.without));
            rows.push(vec![density.label, density.tags.to_string(), with, without, difference]);
        }
        out::table(&rows);
    }
}

impl DenseArticle {
    fn tags_of(&self, label: &str) -> usize {
        self.tags.get(label).copied().unwrap_or_default()
    }
}

/// Tags of a label on a thousand words of some articles.
fn per_thousand<'a>(articles: impl Iterator<Item = &'a DenseArticle>, label: &str) -> f64 {
    let (tags, words) =
        articles.fold((0, 0), |(tags, words), it| (tags + it.tags_of(label), words + it.words));
    if words == 0 { 0.0 } else { number(tags) * 1000.0 / number(words) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2⁵²")]
fn number(count: usize) -> f64 {
    count as f64
}

fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}
