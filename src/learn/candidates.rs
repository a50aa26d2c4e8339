//! What may be suggested: what memory, models, rules and programs found, with what is known of it.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use super::{
    experience::{Experience, KnownLabels, LabelPair, Together},
    hashing::{NOTHING, with_str},
    judge::{CandidateEvidence, ModelEvidence, RuleEvidence},
    lesson::OutsideFinding,
    memory::{LabelIndex, PhraseCounts, PhraseMemory, TaggedWords},
    numeric::log_odds,
    tagger::ModelFinding,
    words::ArticleWords,
};
use crate::text::TextRange;

/// From this many finished articles on the models have their full say.
const SOUND_ARTICLES: u8 = 10;

/// An article that was read with some experience: what its models and others found in it.
#[derive(Clone, Debug)]
pub struct ReadArticle {
    pub(super) words: ArticleWords,
    pub(super) outside: Vec<OutsideFinding>,
    pub(super) models: BTreeMap<LabelIndex, Vec<ModelFinding>>,
    /// What the article itself has added to the memory it is read with.
    pub(super) own: PhraseMemory,
}

impl ReadArticle {
    /// How many words it has, numbers and marks among them.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }
}

/// Words that may get a label.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) range: TextRange,
    pub(super) words: Range<usize>,
    pub(super) label: LabelIndex,
    /// The place of the rule's or program's finding.
    pub(super) outside: Option<usize>,
    pub(super) evidence: CandidateEvidence,
}

/// A candidate with what the judge thinks of it.
#[derive(Clone, Debug)]
pub(super) struct JudgedCandidate {
    pub(super) candidate: Candidate,
    pub(super) probability: f64,
    /// True where nothing likelier has the same words.
    pub(super) wins: bool,
}

/// What candidates are made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct CandidateSources<'a> {
    pub(super) experience: &'a Experience,
    pub(super) article: &'a ReadArticle,
    /// The labels of the experience, and what is new in the article.
    pub(super) labels: &'a KnownLabels,
    /// What the article says so far.
    pub(super) here: &'a PhraseMemory,
    /// The labels that words of the article have both of.
    pub(super) together: &'a Together,
}

impl CandidateSources<'_> {
    /// Everything that was found in some words of the article: what learning found in the order of the
    /// text, then what only others did.
    pub(super) fn within(&self, words: &Range<usize>) -> Vec<Candidate> {
        let mut found = self.remembered(words);
        self.add_modeled(words, &mut found);
        let learned = found.into_iter().filter_map(|((start, end, label), model)| {
            let range = self.article.words.range_of(&(start..end))?;
            Some(self.candidate(label, range, start..end, model))
        });
        let mut candidates = learned.collect();
        self.add_outside(words, &mut candidates);
        note_inside(&mut candidates);
        candidates
    }

    fn remembered(&self, words: &Range<usize>) -> FoundWords {
        let mut found = FoundWords::new();
        for start in words.clone() {
            for memory in [&self.experience.memory, self.here] {
                memory.phrases_at(&self.article.words, start, |range, phrase| {
                    if range.end > words.end {
                        return;
                    }
                    for label in memory.labels.keys() {
                        let base = self.experience.memory.counts(*label, phrase);
                        let others = base.minus(self.article.own.counts(*label, phrase));
                        if others.tagged > 0 || self.here.counts(*label, phrase).tagged > 0 {
                            found.insert((range.start, range.end, *label), None);
                        }
                    }
                });
            }
        }
        found
    }

    fn add_modeled(&self, words: &Range<usize>, found: &mut FoundWords) {
        let finished = u8::try_from(self.experience.finished).unwrap_or(u8::MAX);
        let weight = f64::from(finished.min(SOUND_ARTICLES)) / f64::from(SOUND_ARTICLES);
        for (label, findings) in &self.article.models {
            let first = findings.partition_point(|it| it.words.start < words.start);
            let inside = findings.get(first..).unwrap_or_default().iter();
            for it in inside.take_while(|it| it.words.start < words.end) {
                let log_odds = log_odds(it.probability);
                let evidence = ModelEvidence { log_odds, is_best: it.is_best, weight };
                found.insert((it.words.start, it.words.end, *label), Some(evidence));
            }
        }
    }

    fn add_outside(&self, words: &Range<usize>, candidates: &mut Vec<Candidate>) {
        let place = |it: &Candidate| (it.range, it.label);
        let learned: HashMap<(TextRange, LabelIndex), usize> =
            candidates.iter().enumerate().map(|(at, it)| (place(it), at)).collect();
        for (number, it) in self.article.outside.iter().enumerate() {
            let touched = self.article.words.touched_by(it.range);
            let Some(label) = self.labels.index_of(&it.label) else { continue };
            if !words.contains(&touched.start) {
                continue;
            }
            let rule = RuleEvidence {
                rule: self.labels.rule_hash(label, &it.rule),
                kind: with_str(NOTHING, &it.kind),
                confidence: f64::from(it.confidence),
            };
            let same = learned.get(&(it.range, label)).and_then(|at| candidates.get_mut(*at));
            if let Some(same) = same.filter(|it| it.outside.is_none()) {
                same.outside = Some(number);
                same.evidence.rule = Some(rule);
                continue;
            }
            let mut new = self.candidate(label, it.range, touched, None);
            new.outside = Some(number);
            new.evidence.rule = Some(rule);
            candidates.push(new);
        }
    }

    fn candidate(
        &self,
        label: LabelIndex,
        range: TextRange,
        words: Range<usize>,
        model: Option<ModelEvidence>,
    ) -> Candidate {
        /// Stands for what is before the first word of an article and after its last.
        const EDGE: u64 = 1;
        let article = &self.article.words;
        let phrase = article.phrase(&words);
        let word = |at: Option<usize>| at.and_then(|it| article.hash_at(it)).unwrap_or(EDGE);
        let base = self.experience.memory.counts(label, phrase);
        let evidence = CandidateEvidence {
            label: self.labels.hash(label),
            rule: None,
            memory: base.minus(self.article.own.counts(label, phrase)),
            here: self.here.counts(label, phrase),
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

    /// What the judge of the moment thinks of candidates.
    pub(super) fn judged(
        &self,
        judge: &super::judge::Judge,
        candidates: Vec<Candidate>,
    ) -> Vec<JudgedCandidate> {
        let judged = candidates.into_iter().map(|candidate| JudgedCandidate {
            probability: judge.probability(&candidate.evidence),
            candidate,
            wins: false,
        });
        let mut judged: Vec<JudgedCandidate> = judged.collect();
        self.find_winners(&mut judged);
        judged
    }

    /// Where two compete for the same words, the likelier wins. Findings of rules and programs stand
    /// side by side, as they always did.
    fn find_winners(&self, judged: &mut [JudgedCandidate]) {
        let mut order: Vec<usize> = (0..judged.len()).collect();
        let likely = |at: usize| judged.get(at).map_or(0.0, |it| it.probability);
        order.sort_by(|a, b| likely(*b).total_cmp(&likely(*a)).then(a.cmp(b)));
        let mut taken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut longest = 0;
        for at in order {
            let Some(it) = judged.get(at).map(|it| &it.candidate) else { continue };
            let range = it.range;
            let near = taken.range(range.start().saturating_sub(longest)..range.end());
            let mut near = near.flat_map(|it| it.1).filter_map(|other| judged.get(*other));
            let is_taken = near.any(|JudgedCandidate { candidate: other, .. }| {
                let both_outside = it.outside.is_some() && other.outside.is_some();
                let labels = LabelPair::of(it.label, other.label);
                let are_same = other.range == range;
                other.range.overlaps(range)
                    && !both_outside
                    && self.experience.compete(labels, are_same, self.together)
            });
            if let Some(it) = judged.get_mut(at).filter(|_| !is_taken) {
                it.wins = true;
                longest = longest.max(range.len());
                taken.entry(range.start()).or_default().push(at);
            }
        }
    }
}

/// Words by first and end with the label they may get, and what its model says.
type FoundWords = BTreeMap<(usize, usize, LabelIndex), Option<ModelEvidence>>;

/// Marks the candidates that lie inside a longer one with the same label.
fn note_inside(candidates: &mut [Candidate]) {
    let mut spans: Vec<(usize, usize, LabelIndex)> =
        candidates.iter().map(|it| (it.words.start, it.words.end, it.label)).collect();
    spans.sort_unstable();
    let longest = candidates.iter().map(|it| it.words.len()).max().unwrap_or_default();
    for it in candidates {
        let words = &it.words;
        let first = spans.partition_point(|span| span.0 + longest < words.end);
        let near = spans.get(first..).unwrap_or_default().iter();
        let mut near = near.take_while(|span| span.0 <= words.start);
        it.evidence.is_inside = near.any(|(start, end, label)| {
            *label == it.label && words.end <= *end && end - start > words.len()
        });
    }
}

impl TaggedWords {
    /// What the analyst has said of a candidate, if anything.
    pub(super) fn decision(&self, candidate: &Candidate) -> Option<bool> {
        let words = &candidate.words;
        let tags = self.tags_of(candidate.label);
        let near = tags.partition_point(|it| it.end <= words.start);
        let mut near = tags.get(near..).unwrap_or_default().iter();
        let mut near = near.by_ref().take_while(|it| it.start < words.end).peekable();
        if near.peek().is_some() {
            return Some(near.any(|it| it == words));
        }
        let rejected = self.rejected.get(&candidate.label);
        let is_rejected = rejected.is_some_and(|it| it.contains(words));
        let is_untagged = self.complete.contains(&candidate.label);
        (is_rejected || is_untagged).then_some(false)
    }
}

impl PhraseCounts {
    /// As often as a suggestion counts for the person who reads why it was made.
    pub(super) fn against(self) -> u32 {
        self.untagged.saturating_add(self.inside)
    }
}
