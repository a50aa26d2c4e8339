//! Everything learned from some articles, and what it suggests in one.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    hashing::{Hash, NOTHING, with, with_str},
    features::Verdicts,
    judge::{Evidence, Judge, ModelEvidence, RuleEvidence},
    lesson::{ArticleWork, LabeledRange, OutsideFinding},
    memory::{LabelIndex, PhraseCounts, PhraseMemory, TaggedWords},
    numeric::log_odds,
    tagger::{ModelFinding, Tagger, TrainingArticle, TrainingSet},
    threshold::LabelDecisions,
    words::{ArticleWords, key_hash},
};
use crate::{
    model::Name,
    text::{Text, TextRange},
};

/// From this many finished articles on the models have their full say.
const SOUND_ARTICLES: usize = 10;

/// A model is trained anew when there is this much more to learn from, in percent.
const GROWTH: usize = 115;

/// What an analyst's articles have taught, in the order in which they were taken in.
///
/// The same articles in the same order make the same experience, to the last bit.
#[derive(Clone, Debug, Default)]
pub struct Experience {
    labels: Vec<Name>,
    articles: Vec<LearnedArticle>,
    memory: PhraseMemory,
    models: BTreeMap<LabelIndex, Tagger>,
    judge: Judge,
    decisions: BTreeMap<LabelIndex, LabelDecisions>,
    /// Pairs of labels that some words have both of.
    together: BTreeSet<(LabelIndex, LabelIndex)>,
    /// How many finished articles there are, and how many of them have a tag of each label.
    finished: usize,
    having: BTreeMap<LabelIndex, usize>,
    /// How many words the finished articles have, and had when the models were trained.
    words: usize,
    words_trained: usize,
}

/// An article that was learned from.
#[derive(Clone, Debug)]
struct LearnedArticle {
    words: ArticleWords,
    work: TaggedWords,
    is_done: bool,
}

/// An article that was read with some experience: what its models and others found in it.
#[derive(Clone, Debug)]
pub struct ReadArticle {
    words: ArticleWords,
    outside: Vec<OutsideFinding>,
    models: BTreeMap<LabelIndex, Vec<ModelFinding>>,
}

/// Where a suggestion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionSource {
    /// What a rule or program found, by its place among the findings that were handed in.
    Outside(usize),
    /// Words that were tagged before.
    Memory,
    /// The label's model.
    Model,
}

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
    /// How often they did not, in finished articles, or were rejected.
    pub untagged: u32,
    /// True where it is likely enough to be shown.
    pub is_shown: bool,
}

/// A candidate with what is known of it.
#[derive(Clone, Debug)]
struct Candidate {
    range: TextRange,
    words: Range<usize>,
    label: LabelIndex,
    outside: Option<usize>,
    evidence: Evidence,
}

/// What the article at hand says so far of words further on.
#[derive(Clone, Debug, Default)]
struct SaidHere {
    memory: PhraseMemory,
}

impl Experience {
    /// No experience.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many finished articles it comes from.
    pub fn finished_articles(&self) -> usize {
        self.finished
    }

    /// Reads an article: what takes time is done here, once. `outside` is what rules and programs
    /// found in it.
    pub fn read(&self, text: &Text, outside: Vec<OutsideFinding>) -> ReadArticle {
        let words = ArticleWords::new(text);
        let models = self.models.iter().map(|(label, model)| {
            let verdicts = Verdicts::new(&words, *label, &self.memory, None);
            (*label, model.read(&words, &verdicts))
        });
        let models = models.collect();
        ReadArticle { words, outside, models }
    }

    /// What may get a label in an article, in the order of the text, given what was done in it: what
    /// has its label or was rejected is not among them.
    pub fn suggest(&self, article: &ReadArticle, work: &ArticleWork) -> Vec<LearnedSuggestion> {
        let mut known = self.clone_labels();
        let known_work = known.tagged_words(&article.words, work);
        let mut judge = self.judge.clone();
        let here = self.follow(article, &known_work, work.is_done, &mut judge, &known, &mut |_, _, _| {});
        let all = 0..article.words.len();
        let candidates = self.candidates(article, &here, &all, &known);
        let is_open = |it: &Candidate| {
            let label = known.names.get(it.label);
            let same = |other: &LabeledRange| Some(&other.label) == label;
            let rejected = work.rejected.iter().any(|other| same(other) && other.range == it.range);
            let rejected = rejected || known_work.rejected.get(&it.label).is_some_and(|all| it.outside.is_none() && all.contains(&it.words));
            let covered = work.tags.iter().any(|other| {
                other.range.overlaps(it.range)
                    && (same(other)
                        || (it.outside.is_none()
                            && known.index_of(&other.label).is_some_and(|other| {
                                self.compete(it.label, other)
                            })))
            });
            !rejected && !covered
        };
        let open: Vec<Candidate> = candidates.into_iter().filter(is_open).collect();
        let judged: Vec<(Candidate, f64)> = open
            .into_iter()
            .map(|it| {
                let probability = judge.probability(&it.evidence);
                (it, probability)
            })
            .collect();
        let wins = self.winners(&judged);
        let mut found: Vec<LearnedSuggestion> = judged
            .into_iter()
            .zip(wins)
            .filter_map(|((it, probability), wins)| {
                let label = known.names.get(it.label)?.clone();
                let counts = it.evidence.memory.plus(it.evidence.here);
                let source = match (it.outside, counts.tagged) {
                    (Some(outside), _) => SuggestionSource::Outside(outside),
                    (None, 1..) => SuggestionSource::Memory,
                    (None, 0) => SuggestionSource::Model,
                };
                let is_shown = wins && self.is_likely_enough(&it, probability);
                Some(LearnedSuggestion {
                    range: it.range,
                    label,
                    probability,
                    source,
                    tagged: counts.tagged,
                    untagged: counts.untagged,
                    is_shown,
                })
            })
            .collect();
        found.sort_by_key(|it| (it.range.start(), std::cmp::Reverse(it.range.end())));
        found
    }

    fn is_likely_enough(&self, candidate: &Candidate, probability: f64) -> bool {
        let decisions = self.decisions.get(&candidate.label);
        let is_ruled = candidate.outside.is_some();
        let are_few = decisions.is_none_or(LabelDecisions::are_few);
        if is_ruled && are_few {
            return true;
        }
        let threshold = decisions.map_or(Some(0.5), LabelDecisions::threshold);
        match threshold {
            Some(threshold) => probability >= threshold,
            None => is_ruled && probability >= 0.5,
        }
    }

    /// Learns from an article. It is judged sentence by sentence, each by what was known before it, and
    /// only then do memory and models take it in.
    pub fn learn(&mut self, article: &ReadArticle, work: &ArticleWork) {
        let mut known = self.clone_labels();
        let mut tagged = known.tagged_words(&article.words, work);
        if work.is_done {
            tagged.complete = self.complete_labels(&tagged);
        }
        let mut judge = std::mem::take(&mut self.judge);
        let mut decisions = Vec::new();
        self.follow(article, &tagged, work.is_done, &mut judge, &known, &mut |label, p, right| {
            decisions.push((label, p, right));
        });
        self.judge = judge;
        for (label, probability, is_right) in decisions {
            self.decisions.entry(label).or_default().note(probability, is_right);
        }
        self.labels = known.names;
        self.note_together(&tagged);
        let fresh = self.memory.know(&article.words, &tagged);
        if !fresh.labels.is_empty() {
            for earlier in &self.articles {
                self.memory.add(fresh.phrases_said_by(&earlier.words, &earlier.work));
            }
        }
        self.memory.add(self.memory.said_by(&article.words, &tagged));
        if work.is_done {
            self.finished += 1;
            self.words += article.words.len();
            for label in tagged.tags.keys() {
                *self.having.entry(*label).or_default() += 1;
            }
        }
        self.articles.push(LearnedArticle {
            words: article.words.clone(),
            work: tagged,
            is_done: work.is_done,
        });
        if self.words * 100 >= self.words_trained * GROWTH && self.words > self.words_trained {
            self.train();
        }
    }

    /// The labels of which a finished article says where they are not: those it has, and those that
    /// half of the finished articles have.
    fn complete_labels(&self, tagged: &TaggedWords) -> Vec<LabelIndex> {
        let usual = self.having.iter().filter(|it| *it.1 * 2 >= self.finished);
        let mut all: BTreeSet<LabelIndex> = usual.map(|it| *it.0).collect();
        all.extend(tagged.tags.keys());
        all.into_iter().collect()
    }

    fn note_together(&mut self, tagged: &TaggedWords) {
        let all: Vec<(LabelIndex, &Range<usize>)> =
            tagged.tags.iter().flat_map(|(label, tags)| tags.iter().map(|it| (*label, it))).collect();
        for (at, (label, range)) in all.iter().enumerate() {
            for (other, other_range) in all.iter().skip(at + 1) {
                if label != other && range.start < other_range.end && other_range.start < range.end {
                    self.together.insert((*label.min(other), *label.max(other)));
                }
            }
        }
    }

    /// Labels that never stood together in an article compete for the same words.
    fn compete(&self, label: LabelIndex, other: LabelIndex) -> bool {
        label == other || !self.together.contains(&(label.min(other), label.max(other)))
    }

    fn train(&mut self) {
        self.words_trained = self.words;
        let mut set = TrainingSet::default();
        let done: Vec<&LearnedArticle> = self.articles.iter().filter(|it| it.is_done).collect();
        for (number, article) in done.iter().enumerate() {
            set.add(number, &article.words);
        }
        let said: Vec<PhraseMemory> =
            done.iter().map(|it| self.memory.said_by(&it.words, &it.work)).collect();
        let labels: Vec<LabelIndex> = self.having.keys().copied().collect();
        let models = labels.into_iter().map(|label| {
            let of: Vec<Option<TrainingArticle<'_>>> = done
                .iter()
                .zip(&said)
                .map(|(article, said)| {
                    article.work.complete.contains(&label).then(|| TrainingArticle {
                        tags: article.work.tags_of(label),
                        verdicts: Verdicts::new(&article.words, label, &self.memory, Some(said)),
                    })
                })
                .collect();
            (label, set.train(&of))
        });
        self.models = models.collect();
    }

    /// Goes through the decisions in an article, sentence by sentence, and has the judge learn from each
    /// what it thought before. Gives what the article says in the end.
    fn follow(
        &self,
        article: &ReadArticle,
        work: &TaggedWords,
        is_done: bool,
        judge: &mut Judge,
        known: &KnownLabels,
        note: &mut dyn FnMut(LabelIndex, f64, bool),
    ) -> SaidHere {
        let mut here = SaidHere::default();
        for sentence in &article.words.sentences {
            let said = work.within(sentence);
            if is_done || !said.tags.is_empty() || !said.rejected.is_empty() {
                let candidates = self.candidates(article, &here, sentence, known);
                let judged: Vec<(Candidate, f64)> = candidates
                    .into_iter()
                    .map(|it| {
                        let probability = judge.probability(&it.evidence);
                        (it, probability)
                    })
                    .collect();
                let wins = self.winners(&judged);
                for ((it, probability), wins) in judged.iter().zip(wins) {
                    let Some(is_right) = work.decision(it, is_done) else { continue };
                    judge.learn(&it.evidence, is_right, 1.0);
                    if wins {
                        note(it.label, *probability, is_right);
                    }
                }
            }
            here.memory.know(&article.words, &said);
            let said = here.memory.phrases_said_by(&article.words, &said);
            here.memory.add(said);
        }
        here
    }

    /// Of all that may be shown, what stays where two compete for the same words: the likelier.
    fn winners(&self, judged: &[(Candidate, f64)]) -> Vec<bool> {
        let mut order: Vec<usize> = (0..judged.len()).collect();
        let likelier = |a: &usize, b: &usize| {
            let of = |at: &usize| judged.get(*at).map_or(0.0, |it| it.1);
            of(b).total_cmp(&of(a)).then(a.cmp(b))
        };
        order.sort_by(likelier);
        let mut wins = vec![false; judged.len()];
        // By their first byte; long ones are rare, so that looking back a little is enough.
        let mut taken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut longest = 0;
        for at in order {
            let Some((it, _)) = judged.get(at) else { continue };
            let from = it.range.start().saturating_sub(longest);
            let near = taken.range(from..it.range.end()).flat_map(|near| near.1);
            let mut near = near.filter_map(|other| judged.get(*other)).map(|other| &other.0);
            let is_taken = near.any(|other| {
                let both_ruled = other.outside.is_some() && it.outside.is_some();
                other.range.overlaps(it.range)
                    && !both_ruled
                    && self.compete(it.label, other.label)
            });
            if let Some(wins) = wins.get_mut(at).filter(|_| !is_taken) {
                *wins = true;
                longest = longest.max(it.range.len());
                taken.entry(it.range.start()).or_default().push(at);
            }
        }
        wins
    }

    /// Everything that was found in some words of an article.
    fn candidates(
        &self,
        article: &ReadArticle,
        here: &SaidHere,
        within: &Range<usize>,
        known: &KnownLabels,
    ) -> Vec<Candidate> {
        let words = &article.words;
        let mut found: BTreeMap<(usize, usize, LabelIndex), Option<ModelEvidence>> = BTreeMap::new();
        for start in within.clone() {
            for memory in [&self.memory, &here.memory] {
                memory.phrases_at(words, start, |range, phrase| {
                    if range.end > within.end {
                        return;
                    }
                    for (label, memory) in &memory.labels {
                        if memory.phrases.get(&phrase).is_some_and(|it| it.tagged > 0) {
                            found.insert((range.start, range.end, *label), None);
                        }
                    }
                });
            }
        }
        let weight = ratio(self.finished.min(SOUND_ARTICLES), SOUND_ARTICLES);
        for (label, findings) in &article.models {
            let first = findings.partition_point(|it| it.words.start < within.start);
            let inside = findings.get(first..).unwrap_or_default().iter();
            for it in inside.take_while(|it| it.words.start < within.end) {
                let log_odds = log_odds(it.probability);
                let evidence = ModelEvidence { log_odds, is_best: it.is_best, weight };
                found.insert((it.words.start, it.words.end, *label), Some(evidence));
            }
        }
        let mut candidates: Vec<Candidate> = found
            .into_iter()
            .filter_map(|((start, end, label), model)| {
                let range = words.range_of(&(start..end))?;
                Some(self.candidate(article, here, range, start..end, label, model, known))
            })
            .collect();
        self.add_outside(article, here, within, known, &mut candidates);
        note_inside(&mut candidates);
        candidates
    }

    fn add_outside(
        &self,
        article: &ReadArticle,
        here: &SaidHere,
        within: &Range<usize>,
        known: &KnownLabels,
        candidates: &mut Vec<Candidate>,
    ) {
        for (number, it) in article.outside.iter().enumerate() {
            let touched = article.words.touched_by(it.range);
            if !within.contains(&touched.start) {
                continue;
            }
            let Some(label) = known.index_of(&it.label) else { continue };
            let same = candidates.iter_mut().find(|other| {
                other.outside.is_none() && other.label == label && other.range == it.range
            });
            let rule = RuleEvidence {
                rule: with(with_str(NOTHING, &it.rule), known.hash(label)),
                kind: with_str(NOTHING, &it.kind),
                confidence: f64::from(it.confidence),
            };
            if let Some(same) = same {
                same.outside = Some(number);
                same.evidence.rule = Some(rule);
                continue;
            }
            let mut new = self.candidate(article, here, it.range, touched, label, None, known);
            new.outside = Some(number);
            new.evidence.rule = Some(rule);
            candidates.push(new);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "to be a struct")]
    fn candidate(
        &self,
        article: &ReadArticle,
        here: &SaidHere,
        range: TextRange,
        words: Range<usize>,
        label: LabelIndex,
        model: Option<ModelEvidence>,
        known: &KnownLabels,
    ) -> Candidate {
        let phrase = article.words.phrase(&words);
        let word = |at: Option<usize>| {
            at.and_then(|it| article.words.hash_at(it)).unwrap_or(1)
        };
        let evidence = Evidence {
            label: known.hash(label),
            rule: None,
            memory: self.memory.counts(label, phrase),
            here: here.memory.counts(label, phrase),
            model,
            is_inside: false,
            length: words.len(),
            phrase,
            first: word(Some(words.start)),
            last: word(words.end.checked_sub(1)),
            before: word(words.start.checked_sub(1)),
            after: word(Some(words.end)),
        };
        Candidate { range, words, label, outside: None, evidence }
    }

    fn clone_labels(&self) -> KnownLabels {
        KnownLabels { names: self.labels.clone() }
    }
}

/// Marks the candidates that lie inside a longer one with the same label.
fn note_inside(candidates: &mut [Candidate]) {
    let spans: Vec<(LabelIndex, Range<usize>)> =
        candidates.iter().map(|it| (it.label, it.words.clone())).collect();
    for it in candidates.iter_mut() {
        let words = it.words.clone();
        it.evidence.is_inside = spans.iter().any(|(label, other)| {
            *label == it.label
                && other.start <= words.start
                && words.end <= other.end
                && other.len() > words.len()
        });
    }
}

/// The labels that were met, with those of the article at hand.
#[derive(Clone, Debug)]
struct KnownLabels {
    names: Vec<Name>,
}

impl KnownLabels {
    fn index_of(&self, label: &Name) -> Option<LabelIndex> {
        self.names.iter().position(|it| it == label)
    }

    fn index_or_new(&mut self, label: &Name) -> LabelIndex {
        self.index_of(label).unwrap_or_else(|| {
            self.names.push(label.clone());
            self.names.len() - 1
        })
    }

    fn hash(&self, label: LabelIndex) -> Hash {
        self.names.get(label).map_or(0, |it| key_hash(it.as_str()))
    }

    /// The work as runs of words.
    fn tagged_words(&mut self, words: &ArticleWords, work: &ArticleWork) -> TaggedWords {
        let mut tagged = TaggedWords::default();
        for (from, to) in [(&work.tags, &mut tagged.tags), (&work.rejected, &mut tagged.rejected)] {
            for it in from {
                let label = self.index_or_new(&it.label);
                if let Some(range) = words.whole_in(it.range) {
                    to.entry(label).or_default().push(range);
                }
            }
            for tags in to.values_mut() {
                tags.sort_by_key(|it| (it.start, it.end));
                tags.dedup();
            }
        }
        tagged
    }
}

impl TaggedWords {
    /// What starts within some words.
    fn within(&self, words: &Range<usize>) -> Self {
        let part = |all: &BTreeMap<LabelIndex, Vec<Range<usize>>>| {
            all.iter()
                .map(|(label, tags)| {
                    let inside = tags.iter().filter(|it| words.contains(&it.start));
                    (*label, inside.cloned().collect::<Vec<_>>())
                })
                .filter(|it| !it.1.is_empty())
                .collect()
        };
        Self { tags: part(&self.tags), rejected: part(&self.rejected), complete: Vec::new() }
    }

    /// What the analyst has said of a candidate, if anything.
    fn decision(&self, candidate: &Candidate, is_done: bool) -> Option<bool> {
        let tags = self.tags_of(candidate.label);
        let words = &candidate.words;
        if tags.contains(words) {
            return Some(true);
        }
        let rejected = self.rejected.get(&candidate.label);
        let is_rejected = rejected.is_some_and(|it| it.contains(words));
        let overlaps = tags.iter().any(|it| it.start < words.end && words.start < it.end);
        let is_passed = is_done && self.complete.contains(&candidate.label);
        (is_rejected || overlaps || is_passed).then_some(false)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let number = |it: usize| f64::from(u32::try_from(it).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}
