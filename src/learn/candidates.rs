//! What may be suggested: what memory, models, rules and programs found, with what is known of it.

use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

use super::{
    experience::{Experience, KnownLabels, LabelPair, RuleCounts, Together},
    hashing::{Hash, NOTHING, with_str},
    judge::{CandidateEvidence, ModelEvidence, RuleEvidence},
    lesson::OutsideFinding,
    memory::{LabelIndex, PhraseCounts, PhraseMemory, TaggedWords},
    tagger::ModelFinding,
    words::{ArticleWords, WordForm, WordRun},
};
use crate::text::TextRange;

/// From this many finished articles on the models have their full say.
const SOUND_ARTICLES: u8 = 10;

/// An article that was read with some experience: what its models and others found in it.
#[derive(Clone, Debug)]
pub struct ReadArticle {
    pub(super) words: ArticleWords,
    /// What each word looks like: models are trained on it.
    pub(super) forms: Vec<WordForm>,
    pub(super) outside: OutsideFindings,
    pub(super) models: BTreeMap<LabelIndex, Vec<ModelFinding>>,
    /// What the article itself has added to the memory it is read with.
    pub(super) own: PhraseMemory,
}

/// What rules and programs found in an article, and the words that it touches.
#[derive(Clone, Debug, Default)]
pub(super) struct OutsideFindings {
    pub(super) all: Vec<OutsideFinding>,
    touched: Vec<Range<usize>>,
    /// Their numbers by the first word they touch.
    by_word: Vec<(usize, usize)>,
}

impl OutsideFindings {
    pub(super) fn new(words: &ArticleWords, all: Vec<OutsideFinding>) -> Self {
        let touched: Vec<Range<usize>> = all.iter().map(|it| words.touched_by(it.range)).collect();
        let by_word = touched.iter().enumerate().map(|(number, it)| (it.start, number));
        let mut by_word: Vec<(usize, usize)> = by_word.collect();
        by_word.sort_unstable();
        Self { all, touched, by_word }
    }

    /// Those whose first word is one of some words, in their order: their numbers and all their words.
    fn starting_in(
        &self,
        words: &Range<usize>,
    ) -> impl Iterator<Item = (usize, &OutsideFinding, Range<usize>)> {
        let first = self.by_word.partition_point(|it| it.0 < words.start);
        let past = self.by_word.partition_point(|it| it.0 < words.end);
        let inside = self.by_word.get(first..past).unwrap_or_default();
        let mut numbers: Vec<usize> = inside.iter().map(|it| it.1).collect();
        numbers.sort_unstable();
        numbers.into_iter().filter_map(|number| {
            Some((number, self.all.get(number)?, self.touched.get(number)?.clone()))
        })
    }
}

impl ReadArticle {
    /// How many words it has, numbers and marks among them.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }
}

/// Words that may get a label, and who found them. An article has many of these, so that they are small: what
/// is known of one is looked up when it is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundCandidate {
    pub(super) range: TextRange,
    pub(super) words: WordRun,
    label: u32,
    /// The place of the rule's or program's finding.
    outside: Option<u32>,
    /// True where memory or a model found it, whoever did besides.
    pub(super) is_learned: bool,
    /// True where something longer with the same label was found around it.
    pub(super) is_inside: bool,
}

impl FoundCandidate {
    /// Words that memory or a model found.
    pub(super) fn learned(range: TextRange, words: WordRun, label: LabelIndex) -> Self {
        let label = u32::try_from(label).unwrap_or(u32::MAX);
        Self { range, words, label, outside: None, is_learned: true, is_inside: false }
    }

    /// The same where a rule or a program found it too.
    pub(super) fn also_found_as(self, number: usize) -> Self {
        Self { outside: u32::try_from(number).ok(), ..self }
    }

    /// The same where neither memory nor a model found it.
    pub(super) fn found_by_others_alone(self) -> Self {
        Self { is_learned: false, ..self }
    }

    pub(super) fn label(&self) -> LabelIndex {
        self.label as LabelIndex
    }

    pub(super) fn outside(&self) -> Option<usize> {
        self.outside.map(|it| it as usize)
    }

    /// Where it is in the order of the text, the longest first.
    pub(super) fn place(&self) -> (usize, Reverse<usize>) {
        (self.range.start(), Reverse(self.range.end()))
    }

    /// Which of two on the same words, and of two that are as likely, comes first: what was learned in the
    /// order of the text, then what only others found.
    pub(super) fn order(&self) -> (bool, usize, usize, LabelIndex) {
        match self.outside().filter(|_| !self.is_learned) {
            Some(number) => (true, number, 0, 0),
            None => (false, self.words.start(), self.words.end(), self.label()),
        }
    }
}

/// A candidate with what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) found: FoundCandidate,
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

/// What counts where two candidates want the same words.
#[derive(Clone, Copy, Debug)]
pub(super) struct CandidateClaim {
    pub(super) range: TextRange,
    pub(super) label: LabelIndex,
    pub(super) is_outside: bool,
    pub(super) probability: f64,
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
    pub(super) fn within(&self, words: &Range<usize>) -> Vec<FoundCandidate> {
        let mut found = self.found_in(words);
        note_inside(&mut found);
        found
    }

    /// The same without a look at what lies in what.
    pub(super) fn found_in(&self, words: &Range<usize>) -> Vec<FoundCandidate> {
        let mut found = self.learned_in(words);
        let learned = found.len();
        for (number, it, touched) in self.article.outside.starting_in(words) {
            let Some(label) = self.labels.index_of(&it.label) else { continue };
            let new = FoundCandidate::learned(it.range, WordRun::new(touched), label);
            let earlier = found.get_mut(..learned).unwrap_or_default();
            let first = earlier.partition_point(|of| of.range.start() < it.range.start());
            let there = earlier.iter_mut().skip(first);
            let there = there.take_while(|of| of.range.start() == it.range.start());
            let same = there.filter(|of| of.range == it.range && of.label == new.label).last();
            if let Some(same) = same.filter(|it| it.outside.is_none()) {
                *same = same.also_found_as(number);
            } else {
                found.push(new.found_by_others_alone().also_found_as(number));
            }
        }
        found
    }

    /// What memory and models find, by first word, last word and label.
    fn learned_in(&self, words: &Range<usize>) -> Vec<FoundCandidate> {
        let mut models: Vec<(LabelIndex, &[ModelFinding])> = Vec::new();
        for (label, findings) in &self.article.models {
            let first = findings.partition_point(|it| it.words.start() < words.start);
            models.push((*label, findings.get(first..).unwrap_or_default()));
        }
        let mut found = Vec::new();
        let mut here: Vec<(usize, LabelIndex)> = Vec::new();
        for start in words.clone() {
            for memory in [&self.experience.memory, self.here] {
                memory.phrases_at(&self.article.words, start, |range, phrase| {
                    if range.end > words.end {
                        return;
                    }
                    for label in memory.labels.keys() {
                        if self.is_remembered(*label, phrase) {
                            here.push((range.end, *label));
                        }
                    }
                });
            }
            for (label, findings) in &mut models {
                while let Some((first, rest)) = findings.split_first()
                    && first.words.start() == start
                {
                    here.push((first.words.end(), *label));
                    *findings = rest;
                }
            }
            here.sort_unstable();
            here.dedup();
            found.extend(here.drain(..).filter_map(|(end, label)| {
                let range = self.article.words.range_of(&(start..end))?;
                Some(FoundCandidate::learned(range, WordRun::new(start..end), label))
            }));
        }
        found
    }

    /// True for words that have the label somewhere else, or in what was done in the article.
    fn is_remembered(&self, label: LabelIndex, phrase: Hash) -> bool {
        let base = self.experience.memory.counts(label, phrase);
        let others = base.minus(self.article.own.counts(label, phrase));
        others.tagged > 0 || self.here.counts(label, phrase).tagged > 0
    }

    fn model_evidence(&self, it: &ModelFinding) -> ModelEvidence {
        let finished = u8::try_from(self.experience.finished).unwrap_or(u8::MAX);
        let weight = f64::from(finished.min(SOUND_ARTICLES)) / f64::from(SOUND_ARTICLES);
        ModelEvidence { log_odds: it.log_odds, is_best: it.is_best, weight }
    }

    /// What the label's model says of exactly the words of a candidate.
    pub(super) fn modeled(&self, it: &FoundCandidate) -> Option<ModelEvidence> {
        let findings = self.article.models.get(&it.label()).filter(|_| it.is_learned)?;
        let at = findings.binary_search_by_key(&it.words, |it| it.words).ok()?;
        findings.get(at).map(|it| self.model_evidence(it))
    }

    fn rule_evidence(&self, label: LabelIndex, it: &OutsideFinding) -> RuleEvidence {
        RuleEvidence {
            rule: self.labels.rule_hash(label, &it.rule),
            kind: with_str(NOTHING, &it.kind),
            confidence: f64::from(it.confidence),
        }
    }

    /// What the words around a candidate are known by: before it, and after it.
    pub(super) fn around(&self, words: WordRun) -> (Hash, Hash) {
        let before = words.start().checked_sub(1);
        (self.word(before), self.word(Some(words.end())))
    }

    fn word(&self, at: Option<usize>) -> Hash {
        /// Stands for what is before the first word of an article and after its last.
        const EDGE: u64 = 1;
        at.and_then(|it| self.article.words.hash_at(it)).unwrap_or(EDGE)
    }

    /// What is known of a candidate.
    pub(super) fn evidence(&self, it: &FoundCandidate) -> CandidateEvidence {
        let (label, words) = (it.label(), it.words.words());
        let phrase = self.article.words.phrase(&words);
        let base = self.experience.memory.counts(label, phrase);
        let finding = it.outside().and_then(|it| self.article.outside.all.get(it));
        let (before, after) = self.around(it.words);
        CandidateEvidence {
            label: self.labels.hash(label),
            rule: finding.map(|it| self.rule_evidence(label, it)),
            memory: base.minus(self.article.own.counts(label, phrase)),
            here: self.here.counts(label, phrase),
            model: self.modeled(it),
            is_inside: it.is_inside,
            length: words.len(),
            phrase,
            first: self.word(Some(words.start)),
            last: self.word(words.end.checked_sub(1)),
            before,
            after,
        }
    }

    /// What the judge of the moment thinks of candidates.
    pub(super) fn judged(
        &self,
        judge: &super::judge::Judge,
        found: Vec<FoundCandidate>,
    ) -> Vec<JudgedCandidate> {
        let judged = found.into_iter().map(|found| {
            let evidence = self.evidence(&found);
            let probability = judge.probability(&evidence.judged_by());
            JudgedCandidate { candidate: Candidate { found, evidence }, probability, wins: false }
        });
        let mut judged: Vec<JudgedCandidate> = judged.collect();
        let claims =
            judged.iter().map(|it| CandidateClaim::of(&it.candidate.found, it.probability));
        let winners = self.winners(&claims.collect::<Vec<_>>());
        for (it, wins) in judged.iter_mut().zip(winners) {
            it.wins = wins;
        }
        judged
    }

    /// Where two compete for the same words, the likelier wins, else the first. Findings of rules and
    /// programs stand side by side, as they always did.
    pub(super) fn winners(&self, claims: &[CandidateClaim]) -> Vec<bool> {
        let mut order: Vec<(usize, &CandidateClaim)> = claims.iter().enumerate().collect();
        order.sort_by(|a, b| b.1.probability.total_cmp(&a.1.probability));
        let mut wins = vec![false; claims.len()];
        let mut taken: BTreeMap<usize, Vec<&CandidateClaim>> = BTreeMap::new();
        let mut longest = 0;
        for (at, it) in order {
            let range = it.range;
            let near = taken.range(range.start().saturating_sub(longest)..range.end());
            let is_taken = near.flat_map(|it| it.1).any(|other| {
                let labels = LabelPair::of(it.label, other.label);
                let are_same = other.range == range;
                other.range.overlaps(range)
                    && !(it.is_outside && other.is_outside)
                    && self.experience.compete(labels, are_same, self.together)
            });
            if let Some(wins) = wins.get_mut(at).filter(|_| !is_taken) {
                *wins = true;
                longest = longest.max(range.len());
                taken.entry(range.start()).or_default().push(it);
            }
        }
        wins
    }
}

impl CandidateClaim {
    pub(super) fn of(it: &FoundCandidate, probability: f64) -> Self {
        let is_outside = it.outside.is_some();
        Self { range: it.range, label: it.label(), is_outside, probability }
    }
}

/// Marks the candidates that lie inside a longer one with the same label.
pub(super) fn note_inside(candidates: &mut [FoundCandidate]) {
    let mut spans: Vec<(WordRun, u32)> = candidates.iter().map(|it| (it.words, it.label)).collect();
    spans.sort_unstable();
    let longest = candidates.iter().map(|it| it.words.len()).max().unwrap_or_default();
    for it in candidates {
        let words = it.words;
        let first = spans.partition_point(|(span, _)| span.start() + longest < words.end());
        let near = spans.get(first..).unwrap_or_default().iter();
        let mut near = near.take_while(|(span, _)| span.start() <= words.start());
        it.is_inside = near.any(|(span, label)| {
            *label == it.label && words.end() <= span.end() && span.len() > words.len()
        });
    }
}

impl TaggedWords {
    /// What the analyst has said of a candidate, if anything.
    pub(super) fn decision(&self, candidate: &FoundCandidate) -> Option<bool> {
        let words = &candidate.words.words();
        let tags = self.tags_of(candidate.label());
        let near = tags.partition_point(|it| it.end <= words.start);
        let mut near = tags.get(near..).unwrap_or_default().iter();
        let mut near = near.by_ref().take_while(|it| it.start < words.end).peekable();
        if near.peek().is_some() {
            return Some(near.any(|it| it == words));
        }
        let rejected = self.rejected.get(&candidate.label());
        let is_rejected = rejected.is_some_and(|it| is_among(it, words));
        let is_untagged = self.complete.contains(&candidate.label());
        (is_rejected || is_untagged).then_some(false)
    }

    /// What was decided on a candidate, as it counts for the rule that found it; `is_right` where it has its
    /// label.
    pub(super) fn counts_of(&self, candidate: &FoundCandidate, is_right: bool) -> RuleCounts {
        let mut counts = RuleCounts::default();
        let (label, words) = (candidate.label(), &candidate.words.words());
        let is_in = |all: &BTreeMap<LabelIndex, Vec<Range<usize>>>| {
            all.get(&label).is_some_and(|it| is_among(it, words))
        };
        let tags = self.tags_of(label);
        let near = tags.get(tags.partition_point(|it| it.end <= words.start));
        let count = if is_right {
            &mut counts.accepted
        } else if is_in(&self.corrected) {
            &mut counts.corrected
        } else if is_in(&self.rejected) {
            &mut counts.rejected
        } else if near.is_some_and(|it| it.start < words.end) {
            &mut counts.corrected
        } else {
            &mut counts.left
        };
        *count = 1;
        counts
    }
}

/// True where some words are among others, which are in the order of the text.
fn is_among(all: &[Range<usize>], words: &Range<usize>) -> bool {
    all.binary_search_by_key(&(words.start, words.end), |it| (it.start, it.end)).is_ok()
}

impl PhraseCounts {
    /// As often as a suggestion counts for the person who reads why it was made.
    pub(super) fn against(self) -> u32 {
        self.untagged.saturating_add(self.inside)
    }
}
