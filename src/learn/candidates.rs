//! What may be suggested: what memory, models, rules and programs found, with what is known of it.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use super::{
    experience::{Experience, KnownLabels, LabelPair, RuleCounts, Together},
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

/// Words that may get a label.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) range: TextRange,
    pub(super) words: Range<usize>,
    pub(super) label: LabelIndex,
    /// The place of the rule's or program's finding.
    pub(super) outside: Option<usize>,
    /// True where memory or a model found it, whoever did besides.
    pub(super) is_learned: bool,
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
        for (label, findings) in &self.article.models {
            let first = findings.partition_point(|it| it.words.start < words.start);
            let inside = findings.get(first..).unwrap_or_default().iter();
            for it in inside.take_while(|it| it.words.start < words.end) {
                let evidence = self.model_evidence(it);
                found.insert((it.words.start, it.words.end, *label), Some(evidence));
            }
        }
    }

    fn model_evidence(&self, it: &ModelFinding) -> ModelEvidence {
        let finished = u8::try_from(self.experience.finished).unwrap_or(u8::MAX);
        let weight = f64::from(finished.min(SOUND_ARTICLES)) / f64::from(SOUND_ARTICLES);
        ModelEvidence { log_odds: log_odds(it.probability), is_best: it.is_best, weight }
    }

    /// What the label's model says of exactly these words.
    pub(super) fn modeled(&self, label: LabelIndex, words: &Range<usize>) -> Option<ModelEvidence> {
        let findings = self.article.models.get(&label)?;
        let first = findings.partition_point(|it| it.words.start < words.start);
        let mut there =
            findings.get(first..)?.iter().take_while(|it| it.words.start == words.start);
        there.find(|it| it.words == *words).map(|it| self.model_evidence(it))
    }

    fn add_outside(&self, words: &Range<usize>, candidates: &mut Vec<Candidate>) {
        let place = |it: &Candidate| (it.range, it.label);
        let learned: HashMap<(TextRange, LabelIndex), usize> =
            candidates.iter().enumerate().map(|(at, it)| (place(it), at)).collect();
        for (number, it, touched) in self.article.outside.starting_in(words) {
            let Some(label) = self.labels.index_of(&it.label) else { continue };
            let rule = self.rule_evidence(label, it);
            let same = learned.get(&(it.range, label)).and_then(|at| candidates.get_mut(*at));
            if let Some(same) = same.filter(|it| it.outside.is_none()) {
                same.outside = Some(number);
                same.evidence.rule = Some(rule);
                continue;
            }
            let mut new = self.candidate(label, it.range, touched, None);
            new.outside = Some(number);
            new.is_learned = false;
            new.evidence.rule = Some(rule);
            candidates.push(new);
        }
    }

    pub(super) fn rule_evidence(&self, label: LabelIndex, it: &OutsideFinding) -> RuleEvidence {
        RuleEvidence {
            rule: self.labels.rule_hash(label, &it.rule),
            kind: with_str(NOTHING, &it.kind),
            confidence: f64::from(it.confidence),
        }
    }

    /// Words that memory or a model found.
    pub(super) fn candidate(
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
        Candidate { range, words, label, outside: None, is_learned: true, evidence }
    }

    /// What the judge of the moment thinks of candidates.
    pub(super) fn judged(
        &self,
        judge: &super::judge::Judge,
        candidates: Vec<Candidate>,
    ) -> Vec<JudgedCandidate> {
        let judged = candidates.into_iter().map(|candidate| JudgedCandidate {
            probability: judge.probability(&candidate.evidence.judged_by()),
            candidate,
            wins: false,
        });
        let mut judged: Vec<JudgedCandidate> = judged.collect();
        let claims = judged.iter().map(|JudgedCandidate { candidate, probability, .. }| {
            let Candidate { range, label, outside, .. } = *candidate;
            let is_outside = outside.is_some();
            CandidateClaim { range, label, is_outside, probability: *probability }
        });
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

    /// What was decided on a candidate, as it counts for the rule that found it; `is_right` where it has its
    /// label.
    pub(super) fn counts_of(&self, candidate: &Candidate, is_right: bool) -> RuleCounts {
        let mut counts = RuleCounts::default();
        let (label, words) = (candidate.label, &candidate.words);
        let is_in = |all: &BTreeMap<LabelIndex, Vec<Range<usize>>>| {
            all.get(&label).is_some_and(|it| it.contains(words))
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

impl PhraseCounts {
    /// As often as a suggestion counts for the person who reads why it was made.
    pub(super) fn against(self) -> u32 {
        self.untagged.saturating_add(self.inside)
    }
}
