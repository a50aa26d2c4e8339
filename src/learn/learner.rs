//! Learning from articles, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    candidates::ReadArticle,
    experience::Experience,
    features::Verdicts,
    following::ShownFrom,
    lesson::ArticleWork,
    memory::{LabelIndex, PhraseMemory, TaggedWords},
    training::{TrainingArticle, TrainingSet},
    words::{ArticleWords, FormedWords, WordForm},
};
use crate::model::Name;

/// Models are trained anew when there is this much to learn from, in percent of what there was.
const GROWTH: usize = 115;

/// Learns from articles in the order in which they are given.
#[derive(Clone, Debug, Default)]
pub struct Learner {
    experience: Experience,
    articles: Vec<LearnedArticle>,
    /// How many of the finished articles have a tag of each label.
    having: BTreeMap<LabelIndex, usize>,
    /// How many words the finished articles have, and had when the models were trained.
    words: usize,
    words_trained: usize,
}

/// An article that was learned from.
#[derive(Clone, Debug)]
struct LearnedArticle {
    words: ArticleWords,
    forms: Vec<WordForm>,
    work: TaggedWords,
    is_done: bool,
}

/// A decision of the analyst on what would have been suggested, had they met it with what was known
/// until then.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplayedDecision {
    /// The label's key.
    pub label: Name,
    /// How likely it was thought to be.
    pub probability: f64,
    /// True where it would have been shown.
    pub is_shown: bool,
    /// True where a rule or a program found it.
    pub is_outside: bool,
    /// True where the analyst has it exactly so.
    pub is_right: bool,
}

impl Experience {
    /// The same with what was done in one more article, at once: models stay as they are, and words that
    /// are new were not looked for in the other articles. What of `was`, the work that it comes from
    /// already, `article` was read without is replaced.
    #[must_use]
    pub fn with_article(
        &self,
        article: &ReadArticle,
        was: Option<&ArticleWork>,
        work: &ArticleWork,
    ) -> Self {
        let mut experience = self.clone();
        experience.memory.take_away(&article.own);
        if was.is_some_and(|it| it.is_done) {
            experience.finished = experience.finished.saturating_sub(1);
        }
        // Nothing is ever enough more than this to train the models anew.
        let words_trained = usize::MAX / GROWTH;
        let mut learner = Learner { experience, words_trained, ..Learner::default() };
        let judge = was.map(|_| learner.experience.clone());
        learner.learn(article, work);
        let mut learned = learner.into_experience();
        if let Some(before) = judge {
            // What was decided in the article was learned by the judge once.
            learned.judge = before.judge;
            learned.decisions = before.decisions;
            learned.rules = before.rules;
        }
        learned
    }
}

impl Learner {
    /// Nothing learned yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was learned so far.
    pub fn experience(&self) -> &Experience {
        &self.experience
    }

    /// The same, when there is no more to learn.
    pub fn into_experience(self) -> Experience {
        self.experience
    }

    /// Learns from an article that was read with what was learned so far. It is followed sentence by
    /// sentence, each judged by what was known before it; only then do memory and models take it in.
    pub fn learn(&mut self, article: &ReadArticle, work: &ArticleWork) -> Vec<ReplayedDecision> {
        let mut labels = self.experience.labels.clone();
        for it in &article.outside.all {
            labels.index_or_new(&it.label);
        }
        let mut tagged = labels.tagged_words(&article.words, work);
        if work.is_done {
            tagged.complete = self.complete_labels(&tagged);
        }
        for it in &work.never {
            let words = article.words.whole_in(it.range);
            let phrase = words.map(|it| article.words.phrase(&it));
            self.experience
                .never
                .extend(phrase.map(|phrase| (labels.index_or_new(&it.label), phrase)));
        }
        self.experience.labels = labels;
        let replayed = self.judge(article, &tagged);
        self.experience.together.extend(tagged.together());
        self.remember(&article.words, &tagged);
        if work.is_done {
            self.experience.finished += 1;
            self.words += article.words.len();
            for label in tagged.tags.keys() {
                *self.having.entry(*label).or_default() += 1;
            }
        }
        let (words, forms) = (article.words.clone(), article.forms.clone());
        self.articles.push(LearnedArticle { words, forms, work: tagged, is_done: work.is_done });
        if self.words * 100 >= self.words_trained * GROWTH && self.words > self.words_trained {
            self.train();
        }
        replayed
    }

    /// Has the judge learn from the decisions, and notes them for the thresholds.
    fn judge(&mut self, article: &ReadArticle, tagged: &TaggedWords) -> Vec<ReplayedDecision> {
        let mut judge = std::mem::take(&mut self.experience.judge);
        let mut replayed = Vec::new();
        let mut notes = Vec::new();
        let experience = &self.experience;
        let labels = 0..experience.labels.names.len();
        let shown_from: Vec<ShownFrom> = labels.map(|it| experience.shown_from(it)).collect();
        experience.follow(article, tagged, &experience.labels, &mut judge, |it, is_right| {
            let found = &it.candidate.found;
            let label = found.label();
            let (from, is_outside) = (shown_from.get(label), found.outside().is_some());
            let rule = it.candidate.evidence.rule.map(|it| it.rule);
            let counts = rule.map(|rule| (rule, tagged.counts_of(found, is_right)));
            notes.push((label, counts, it.wins.then_some(it.probability), is_right));
            if let Some(label) = experience.labels.names.get(label).cloned() {
                replayed.push(ReplayedDecision {
                    label,
                    probability: it.probability,
                    is_shown: it.wins
                        && from.is_some_and(|from| from.shows(it.probability, is_outside)),
                    is_outside,
                    is_right,
                });
            }
        });
        self.experience.judge = judge;
        for (label, counts, probability, is_right) in notes {
            if let Some(probability) = probability {
                self.experience.decisions.entry(label).or_default().note(
                    probability,
                    is_right,
                    counts.is_some(),
                );
            }
            if let Some((rule, counts)) = counts {
                self.experience.rules.entry(rule).or_default().add(counts);
            }
        }
        replayed
    }

    /// The labels of which a finished article says where they are not: those it has, and those that
    /// half of the finished articles have.
    fn complete_labels(&self, tagged: &TaggedWords) -> Vec<LabelIndex> {
        let finished = self.experience.finished;
        let usual = self.having.iter().filter(|it| *it.1 * 2 >= finished).map(|it| *it.0);
        let has = tagged.tags.keys().copied();
        usual.chain(has).collect::<BTreeSet<LabelIndex>>().into_iter().collect()
    }

    fn remember(&mut self, words: &ArticleWords, tagged: &TaggedWords) {
        let memory = &mut self.experience.memory;
        let new = memory.know(words, tagged);
        if !new.labels.is_empty() {
            for earlier in &self.articles {
                memory.add(new.phrases_said_by(&earlier.words, &earlier.work));
            }
        }
        let said = memory.said_by(words, tagged);
        memory.add(said);
    }

    fn train(&mut self) {
        self.words_trained = self.words;
        let done: Vec<&LearnedArticle> = self.articles.iter().filter(|it| it.is_done).collect();
        let mut set = TrainingSet::default();
        for (number, article) in done.iter().enumerate() {
            set.add(number, FormedWords { words: &article.words, forms: &article.forms });
        }
        let memory = &self.experience.memory;
        let said: Vec<PhraseMemory> =
            done.iter().map(|it| memory.said_by(&it.words, &it.work)).collect();
        let train = |label: LabelIndex| {
            let of = done.iter().zip(&said).map(|(article, said)| {
                article.work.complete.contains(&label).then(|| TrainingArticle {
                    tags: article.work.tags_of(label),
                    verdicts: Verdicts::new(&article.words, label, memory, Some(said)),
                })
            });
            (label, set.train(&of.collect::<Vec<_>>()))
        };
        self.experience.models = self.having.keys().copied().map(train).collect();
    }
}
