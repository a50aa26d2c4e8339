//! What an experience suggests in an article, and why.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{
    candidates::{CandidateSources, OutsideFindings, ReadArticle},
    experience::{Experience, KnownLabels, LabelPair, RuleCounts, Together},
    features::{Verdicts, likeness_of},
    following::ShownFrom,
    hashing::Hash,
    lesson::{ArticleWork, OutsideFinding},
    memory::{LabelIndex, PhraseMemory, TaggedWords},
    prepared::{PreparedArticle, PreparedCandidate},
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
    /// A rule or a program found it, of whose findings this became.
    Rule(RuleCounts),
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
        let outside = OutsideFindings::new(&words, outside);
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
        self.suggest_again(article, &self.prepare(article), work)
    }

    /// The same of an article that was prepared with this experience: only what was done since is looked
    /// for in it.
    pub fn suggest_again(
        &self,
        article: &ReadArticle,
        prepared: &PreparedArticle,
        work: &ArticleWork,
    ) -> Vec<LearnedSuggestion> {
        let mut labels = prepared.labels.clone();
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
        let touched = prepared.touched(&sources);
        let mut candidates = touched.all(prepared);
        let open = OpenWords {
            experience: self,
            article,
            labels: &labels,
            work,
            tagged: &tagged,
            together: &together,
        };
        open.retain(&mut candidates);
        let never = open.take_never(&mut candidates);
        let shown_from = (0..labels.names.len()).map(|it| self.shown_from(it));
        let shown_from: Vec<ShownFrom> = shown_from.collect();
        let mut found: Vec<(&PreparedCandidate, LearnedSuggestion)> =
            Vec::with_capacity(candidates.len());
        for (it, probability, wins) in sources.with_winners(&judge, &candidates) {
            let from = shown_from.get(it.label);
            let is_shown =
                wins && from.is_some_and(|from| from.shows(probability, it.outside.is_some()));
            let new = suggestion(it, &labels, probability);
            found.extend(new.map(|new| (it, LearnedSuggestion { is_shown, ..new })));
        }
        // Rules and programs find them all the same; who shows them says so.
        for it in never.into_iter().filter(|it| it.outside.is_some()) {
            let new = suggestion(it, &labels, judge.probability(&it.by));
            found.extend(new.map(|new| (it, LearnedSuggestion { is_never: true, ..new })));
        }
        found.sort_by_key(|(it, new)| (it.place(), new.is_never, it.order()));
        found.into_iter().map(|it| it.1).collect()
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
                let rule = article.outside.all.get(number).zip(label);
                let rule = rule.map(|(it, label)| self.labels.rule_hash(label, &it.rule));
                let counts = rule.and_then(|it| self.rules.get(&it)).copied();
                SuggestionReason::Rule(counts.unwrap_or_default())
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

fn suggestion(
    it: &PreparedCandidate,
    labels: &KnownLabels,
    probability: f64,
) -> Option<LearnedSuggestion> {
    let source = match (it.outside, it.tagged) {
        (Some(outside), _) => SuggestionSource::Outside(outside),
        (None, 1..) => SuggestionSource::Memory,
        (None, 0) => SuggestionSource::Model,
    };
    Some(LearnedSuggestion {
        range: it.range,
        label: labels.names.get(it.label)?.clone(),
        probability,
        source,
        tagged: it.tagged,
        untagged: it.untagged,
        is_shown: false,
        is_never: false,
    })
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
    /// Leaves what was not rejected and lies over no tag of its label, or of one that competes. Candidates
    /// come and stay in the order of the text.
    fn retain(&self, candidates: &mut Vec<&PreparedCandidate>) {
        let longest = candidates.iter().map(|it| it.range.len()).max().unwrap_or_default();
        let mut closed = vec![false; candidates.len()];
        for tag in self.work.tags.iter().chain(&self.work.untouched) {
            let Some(label) = self.labels.index_of(&tag.label) else { continue };
            let first = tag.range.start().saturating_sub(longest);
            let first = candidates.partition_point(|it| it.range.start() < first);
            let near = candidates.iter().zip(&mut closed).skip(first);
            for (it, closed) in near.take_while(|(it, _)| it.range.start() < tag.range.end()) {
                let lies_over = it.range.overlaps(tag.range);
                *closed |= lies_over && (it.label == label || self.competes(it, label, tag.range));
            }
        }
        for (label, rejected) in &self.tagged.rejected {
            for words in rejected {
                let first = candidates.partition_point(|it| it.words.start < words.start);
                let near = candidates.iter().zip(&mut closed).skip(first);
                for (it, closed) in near.take_while(|(it, _)| it.words.start == words.start) {
                    let is_it = it.label == *label && it.words == *words;
                    *closed |= is_it && it.outside.is_none();
                }
            }
        }
        for it in &self.work.rejected {
            let Some(label) = self.labels.index_of(&it.label) else { continue };
            let first = candidates.partition_point(|other| other.range.start() < it.range.start());
            let near = candidates.iter().zip(&mut closed).skip(first);
            let near = near.take_while(|(other, _)| other.range.start() == it.range.start());
            for (other, closed) in near {
                *closed |= other.label == label && other.range == it.range;
            }
        }
        let mut closed = closed.into_iter();
        candidates.retain(|_| !closed.next().unwrap_or_default());
    }

    fn competes(&self, it: &PreparedCandidate, label: LabelIndex, range: TextRange) -> bool {
        let labels = LabelPair::of(it.label, label);
        it.outside.is_none() && self.experience.compete(labels, range == it.range, self.together)
    }

    /// Takes out those whose words the analyst has said are never to be suggested so.
    fn take_never<'c>(
        &self,
        candidates: &mut Vec<&'c PreparedCandidate>,
    ) -> Vec<&'c PreparedCandidate> {
        let words = &self.article.words;
        let here = self.work.never.iter().filter_map(|it| {
            let label = self.labels.index_of(&it.label)?;
            Some((label, words.phrase(&words.whole_in(it.range)?)))
        });
        let here: BTreeSet<(LabelIndex, Hash)> = here.collect();
        let is_never = |it: &PreparedCandidate| {
            it.is_never || !here.is_empty() && here.contains(&(it.label, words.phrase(&it.words)))
        };
        let never = candidates.iter().copied().filter(|it| is_never(it)).collect();
        candidates.retain(|it| !is_never(it));
        never
    }
}
