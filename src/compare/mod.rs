//! Several analysts' work on the same articles: what each has for what, in what they differ, how far
//! they agree, and how it becomes one.
//!
//! What is compared is a *record*: a span with its attributes and what it links to. Parts, such as a
//! claimant, belong to the records that link to them.

mod assignment;
mod dates;
mod difference;
mod dividing;
mod gold;
mod groups;
mod matching;
mod measures;
mod places;
mod readings;
mod record_table;
mod ruling;
mod standing;
mod strategy;
mod threeway;
mod work;

use std::{collections::BTreeMap, sync::Arc};

use crate::text::Text;
pub use dates::{DateStanding, common_days};
pub use difference::{DifferingField, Disagreement};
pub use dividing::{
    AssignedArticle, BlindRules, DivisibleArticle, DivisionWish, GOLD, TaskPlan, drawn_order,
};
pub use gold::{DecisionMark, GoldPlan, OpenRecord, decide};
pub use measures::{
    AgreementCounts, AgreementFigures, AttributeFigures, DateFigures, LabelAgreement, LabelFigures,
    PairFigures, RelationFigures, WordCounts, kappa_interval, share_interval,
};
pub use places::{DifferingValue, LoneLink, TagPair};
pub use record_table::{
    ComparedRecord, DecidedRecords, RecordDecision, RecordTable, decide_records,
};
pub use ruling::Ruling;
pub use standing::RecordStanding;
pub use strategy::DecisionStrategy;
pub use threeway::{MergeConflict, MergedWork, merge_works};
pub use work::ComparedWork;

use matching::SpanMatching;
use work::WorkIndex;

/// Several analysts' work on one article, matched.
#[derive(Clone, Debug)]
pub struct ArticleComparison<'a> {
    text: &'a Text,
    /// In order of analyst, each once.
    works: Vec<WorkIndex<'a>>,
    /// Of each two, by position.
    matchings: Arc<Vec<(usize, usize, SpanMatching)>>,
}

/// Which tag of one analyst is which of another, for comparing the same works again.
#[derive(Clone, Debug, Default)]
pub struct KnownMatchings(Arc<Vec<(usize, usize, SpanMatching)>>);

impl<'a> ArticleComparison<'a> {
    /// Compares works on one text. Nobody's is left out, and of an analyst's several works all but
    /// the first.
    pub fn new(text: &'a Text, works: &[ComparedWork<'a>]) -> Self {
        let works = indexed(text, works);
        let mut matchings = Vec::new();
        for (at, first) in works.iter().enumerate() {
            for (other, second) in works.iter().enumerate().skip(at + 1) {
                matchings.push((at, other, SpanMatching::new(first, second)));
            }
        }
        Self { text, works, matchings: Arc::new(matchings) }
    }

    /// Compares the same works as before.
    pub fn again(text: &'a Text, works: &[ComparedWork<'a>], known: &KnownMatchings) -> Self {
        Self { text, works: indexed(text, works), matchings: Arc::clone(&known.0) }
    }

    /// What need not be found anew as long as the works stay as they are.
    pub fn known_matchings(&self) -> KnownMatchings {
        KnownMatchings(Arc::clone(&self.matchings))
    }

    /// Whose work it is, in order.
    pub fn analysts(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.works.iter().map(|it| it.analyst)
    }

    /// Leaves only the comparisons of each analyst with `analyst`.
    pub fn keep_against(&mut self, analyst: &str) {
        let works = &self.works;
        let is_meant = |at: usize| works.get(at).is_some_and(|it| it.analyst == analyst);
        Arc::make_mut(&mut self.matchings).retain(|it| is_meant(it.0) || is_meant(it.1));
    }

    /// Every disagreement of each two analysts, a pair after the other, each in reading order.
    pub fn disagreements(&self) -> Vec<Disagreement> {
        let mut found = Vec::new();
        for (first, second, matching) in self.matchings.iter() {
            if let Some((first, second)) = self.works.get(*first).zip(self.works.get(*second)) {
                found.extend(difference::disagreements(first, second, matching));
            }
        }
        found
    }
}

/// The works on `text`, in order of analyst; of an analyst's several the first.
fn indexed<'a>(text: &Text, works: &[ComparedWork<'a>]) -> Vec<WorkIndex<'a>> {
    let mut by_analyst: BTreeMap<&str, &ComparedWork<'a>> = BTreeMap::new();
    for work in works.iter().filter(|it| !it.analyst.is_empty() && it.text == text) {
        by_analyst.entry(work.analyst).or_insert(work);
    }
    by_analyst.into_values().map(WorkIndex::new).collect()
}

/// How far analysts agree. Works of one article have its name and its text; `None` where no article
/// has the work of two.
pub fn agreement<'a>(
    works: impl IntoIterator<Item = ComparedWork<'a>>,
) -> Option<AgreementFigures> {
    let mut articles: BTreeMap<(&str, &str), Vec<ComparedWork<'a>>> = BTreeMap::new();
    for work in works {
        articles.entry((work.article, work.text.as_str())).or_default().push(work);
    }
    let mut counts = AgreementCounts::default();
    for works in articles.values() {
        let Some(text) = works.first().map(|it| it.text) else { continue };
        counts.add(&ArticleComparison::new(text, works));
    }
    counts.figures()
}
