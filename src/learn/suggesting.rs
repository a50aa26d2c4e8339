//! What an experience suggests in an article, and why.

use std::cmp::Reverse;

use super::{
    candidates::{Candidate, CandidateSources, JudgedCandidate, ReadArticle},
    experience::{Experience, KnownLabels, LabelPair, Together},
    features::{Verdicts, likeness_of},
    lesson::{ArticleWork, LabeledRange, OutsideFinding},
    memory::{PhraseMemory, TaggedWords},
    words::ArticleWords,
};
use crate::{
    model::Name,
    text::{Text, TextRange},
};

pub use super::features::LikenessPlace;

/// Words that may get a label.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedSuggestion {
    /// The words.
    pub range: TextRange,
    /// The label's key.
    pub label: Name,
    /// How likely the analyst would have it so, 0 to 1.
    pub probability: f64,
    /// Who found it.
    pub source: SuggestionSource,
    /// How often the same words got the label, in any article.
    pub tagged: u32,
    /// How often they did not: in finished articles, or because they were rejected.
    pub untagged: u32,
    /// True where it is likely enough to be shown.
    pub is_shown: bool,
    /// True where the analyst has said of these words that they are never to be suggested so.
    pub is_never: bool,
}

/// Where a suggestion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionSource {
    /// A rule or a program, by the place of its finding among those that were handed in.
    Outside(usize),
    /// Words that were tagged before.
    Memory,
    /// The label's model.
    Model,
}

/// Why something is suggested, in counts and words, never in scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestionReason {
    /// A rule or a program found it; so often was it right for the analyst, so often not.
    Rule {
        /// How often.
        accepted: u32,
        /// How often not.
        rejected: u32,
    },
    /// The same words were tagged so often, and left so often.
    Words {
        /// How often.
        tagged: u32,
        /// How often not.
        untagged: u32,
    },
    /// It stands like tags do: the words that say so most, two at most.
    Likeness(Vec<(LikenessPlace, TextRange)>),
}

impl Experience {
    /// Reads an article: what takes time is done here, once. `outside` is what rules and programs found
    /// in it; `own` is the work on it that the experience comes from too, and is left out.
    pub fn read(
        &self,
        text: &Text,
        outside: Vec<OutsideFinding>,
        own: Option<&ArticleWork>,
    ) -> ReadArticle {
        let words = ArticleWords::new(text);
        let own = own.map(|it| self.said_by(&words, it)).unwrap_or_default();
        let models = self.models.iter().map(|(label, model)| {
            let verdicts = Verdicts::new(&words, *label, &self.memory, Some(&own));
            (*label, model.read(&words, &verdicts))
        });
        let models = models.collect();
        ReadArticle { words, outside, models, own }
    }

    fn said_by(&self, words: &ArticleWords, work: &ArticleWork) -> PhraseMemory {
        let mut labels = self.labels.clone();
        let mut tagged = labels.tagged_words(words, work);
        if work.is_done {
            // Which of them it spoke of then is not known any more; one count less does no harm.
            tagged.complete = (0..labels.names.len()).collect();
        }
        self.memory.said_by(words, &tagged)
    }

    /// What may get a label in an article, in the order of the text, given what was done in it: what
    /// has its label and what was rejected is not among them.
    pub fn suggest(&self, article: &ReadArticle, work: &ArticleWork) -> Vec<LearnedSuggestion> {
        let mut labels = self.labels.clone();
        for it in &article.outside {
            labels.index_or_new(&it.label);
        }
        let tagged = labels.tagged_words(&article.words, work);
        let mut judge = self.judge.clone();
        let here = self.follow(article, &tagged, &labels, &mut judge, |_, _| {});
        let together = tagged.together();
        let sources = CandidateSources {
            experience: self,
            article,
            labels: &labels,
            here: &here,
            together: &together,
        };
        let open = OpenWords {
            experience: self,
            article,
            labels: &labels,
            work,
            tagged: &tagged,
            together: &together,
        };
        let candidates = sources.within(&(0..article.words.len())).into_iter();
        let candidates = candidates.filter(|it| open.has(it));
        let (never, candidates): (Vec<Candidate>, Vec<Candidate>) =
            candidates.partition(|it| open.is_never(it));
        let judged = sources.judged(&judge, candidates).into_iter();
        let mut found: Vec<LearnedSuggestion> =
            judged.filter_map(|it| self.suggestion(it, &labels)).collect();
        // Rules and programs find them all the same; who shows them says so.
        let never = never.into_iter().filter(|it| it.outside.is_some());
        let never = sources.judged(&judge, never.collect()).into_iter();
        found.extend(never.filter_map(|it| {
            let found = self.suggestion(it, &labels)?;
            Some(LearnedSuggestion { is_shown: false, is_never: true, ..found })
        }));
        found.sort_by_key(|it| (it.range.start(), Reverse(it.range.end())));
        found
    }

    fn suggestion(&self, it: JudgedCandidate, labels: &KnownLabels) -> Option<LearnedSuggestion> {
        let is_shown = self.is_shown(&it);
        let JudgedCandidate { candidate, probability, .. } = it;
        let counts = candidate.evidence.memory.plus(candidate.evidence.here);
        let source = match (candidate.outside, counts.tagged) {
            (Some(outside), _) => SuggestionSource::Outside(outside),
            (None, 1..) => SuggestionSource::Memory,
            (None, 0) => SuggestionSource::Model,
        };
        Some(LearnedSuggestion {
            range: candidate.range,
            label: labels.names.get(candidate.label)?.clone(),
            probability,
            source,
            tagged: counts.tagged,
            untagged: counts.against(),
            is_shown,
            is_never: false,
        })
    }

    /// Why something was suggested in an article that was read with this experience.
    pub fn reason(
        &self,
        article: &ReadArticle,
        suggestion: &LearnedSuggestion,
    ) -> SuggestionReason {
        match suggestion.source {
            SuggestionSource::Outside(number) => {
                let label = self.labels.index_of(&suggestion.label);
                let rule = article.outside.get(number).zip(label);
                let rule = rule.map(|(it, label)| self.labels.rule_hash(label, &it.rule));
                let counts = rule.and_then(|it| self.rules.get(&it)).copied().unwrap_or_default();
                SuggestionReason::Rule { accepted: counts.accepted, rejected: counts.rejected }
            }
            SuggestionSource::Memory => {
                SuggestionReason::Words { tagged: suggestion.tagged, untagged: suggestion.untagged }
            }
            SuggestionSource::Model => {
                SuggestionReason::Likeness(self.likeness(article, suggestion))
            }
        }
    }

    /// The two features that speak most for a tag here, by the words that stand here.
    fn likeness(
        &self,
        article: &ReadArticle,
        suggestion: &LearnedSuggestion,
    ) -> Vec<(LikenessPlace, TextRange)> {
        let label = self.labels.index_of(&suggestion.label);
        let Some(model) = label.and_then(|it| self.models.get(&it)) else { return Vec::new() };
        let words = article.words.touched_by(suggestion.range);
        let mut found: Vec<(i32, LikenessPlace, TextRange)> = likeness_of(&article.words, &words)
            .into_iter()
            .map(|(place, feature, range)| (model.speaks_for_tag(feature), place, range))
            .filter(|it| it.0 > 0)
            .collect();
        found.sort_by_key(|it| Reverse(it.0));
        found.into_iter().take(2).map(|(_, place, range)| (place, range)).collect()
    }
}

/// What is not decided yet.
struct OpenWords<'a> {
    experience: &'a Experience,
    article: &'a ReadArticle,
    labels: &'a KnownLabels,
    work: &'a ArticleWork,
    tagged: &'a TaggedWords,
    together: &'a Together,
}

impl OpenWords<'_> {
    /// True for what was not rejected and lies over no tag of its label, or of one that competes.
    fn has(&self, it: &Candidate) -> bool {
        let label = self.labels.names.get(it.label);
        let same_label = |other: &LabeledRange| Some(&other.label) == label;
        let is_rejected = |other: &LabeledRange| same_label(other) && other.range == it.range;
        let rejected = self.tagged.rejected.get(&it.label);
        if self.work.rejected.iter().any(is_rejected)
            || it.outside.is_none() && rejected.is_some_and(|all| all.contains(&it.words))
        {
            return false;
        }
        let competes = |other: &LabeledRange| {
            let Some(label) = self.labels.index_of(&other.label) else { return false };
            let labels = LabelPair::of(it.label, label);
            let are_same = other.range == it.range;
            it.outside.is_none() && self.experience.compete(labels, are_same, self.together)
        };
        let there = self.work.tags.iter().chain(&self.work.untouched);
        let mut near = there.filter(|other| other.range.overlaps(it.range));
        !near.any(|other| same_label(other) || competes(other))
    }

    /// True where the analyst has said that these words are never to be suggested so.
    fn is_never(&self, it: &Candidate) -> bool {
        let label = self.labels.names.get(it.label);
        let is_never = |other: &LabeledRange| {
            let words = self.article.words.whole_in(other.range);
            let phrase = words.map(|it| self.article.words.phrase(&it));
            Some(&other.label) == label && phrase == Some(it.evidence.phrase)
        };
        let never = (it.label, it.evidence.phrase);
        self.experience.never.contains(&never) || self.work.never.iter().any(is_never)
    }
}
