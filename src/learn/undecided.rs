//! What the judge thinks of everything that is not decided yet, while an article is gone through.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
};

use super::{
    candidates::{CandidateSources, FoundCandidate},
    experience::LabelPair,
    following::ShownFrom,
    hashing::{Hash, HashedMap, with},
    judge::{CandidateEvidence, Judge, JudgedBy},
    lesson::{ArticleWork, LabeledRange},
    memory::{LabelIndex, TaggedWords},
    suggestion::{LearnedSuggestion, SuggestionSource},
    words::WordRun,
};
use crate::text::TextRange;

/// What was decided in an article, asked in the order of the text.
pub(super) struct OpenWords<'a> {
    sources: CandidateSources<'a>,
    /// Every tag, by its start.
    tags: Vec<(TextRange, LabelIndex)>,
    /// How many of them begin before what was asked for.
    met: usize,
    /// Those of them that end after it began.
    near: Vec<(TextRange, LabelIndex)>,
    rejected_words: HashSet<(LabelIndex, WordRun)>,
    rejected: HashSet<(LabelIndex, TextRange)>,
    /// Words that are never to be suggested, said in this article.
    never: BTreeSet<(LabelIndex, Hash)>,
}

impl<'a> OpenWords<'a> {
    pub(super) fn new(
        sources: CandidateSources<'a>,
        work: &ArticleWork,
        tagged: &TaggedWords,
    ) -> Self {
        let labeled = |it: &LabeledRange| Some((it.range, sources.labels.index_of(&it.label)?));
        let tags = work.tags.iter().chain(&work.untouched).filter_map(labeled);
        let mut tags: Vec<(TextRange, LabelIndex)> = tags.collect();
        tags.sort_unstable();
        let rejected_words = tagged
            .rejected
            .iter()
            .flat_map(|(label, all)| all.iter().map(|it| (*label, WordRun::new(it.clone()))));
        let rejected =
            work.rejected.iter().filter_map(labeled).map(|(range, label)| (label, range));
        let words = &sources.article.words;
        let never = work.never.iter().filter_map(labeled);
        let never =
            never.filter_map(|(range, label)| Some((label, words.phrase(&words.whole_in(range)?))));
        Self {
            sources,
            tags,
            met: 0,
            near: Vec::new(),
            rejected_words: rejected_words.collect(),
            rejected: rejected.collect(),
            never: never.collect(),
        }
    }

    /// True for what was rejected or lies over a tag of its label, or of one that competes.
    fn is_decided(&mut self, it: &FoundCandidate) -> bool {
        let (range, label) = (it.range, it.label());
        self.near.retain(|tag| tag.0.end() > range.start());
        while let Some(tag) = self.tags.get(self.met).filter(|it| it.0.start() < range.end()) {
            self.met += 1;
            if tag.0.end() > range.start() {
                self.near.push(*tag);
            }
        }
        let is_outside = it.outside().is_some();
        let is_tagged = self.near.iter().any(|(tag, other)| {
            let labels = LabelPair::of(label, *other);
            let CandidateSources { experience, together, .. } = self.sources;
            tag.overlaps(range)
                && (*other == label
                    || !is_outside && experience.compete(labels, *tag == range, together))
        });
        let is_rejected = !is_outside && self.rejected_words.contains(&(label, it.words));
        is_tagged || is_rejected || self.rejected.contains(&(label, range))
    }

    /// True for words of which the analyst has said that they are never to be suggested so.
    fn is_never(&self, label: LabelIndex, phrase: Hash) -> bool {
        let all = &self.sources.experience.never;
        all.contains(&(label, phrase)) || self.never.contains(&(label, phrase))
    }
}

/// So many that touch are looked at before the last of them is found.
const ROOM: usize = 32;

/// Judges what is found, group by group: those that touch compete with each other alone. In an article in which
/// nearly every word is found they all touch; what can't change any more is handed over before the group ends.
pub(super) struct GroupJudging<'a, F> {
    sources: CandidateSources<'a>,
    judge: &'a Judge,
    open: OpenWords<'a>,
    shown_from: Vec<ShownFrom>,
    known: HashedMap<KnownPhrase>,
    group: Vec<JudgedFinding>,
    /// With so many in the group those are looked for that can't change any more.
    room: usize,
    /// Where the last of the group ends.
    end: Option<usize>,
    each: F,
}

/// What is known of some words that neither rule nor program found, wherever they stand.
struct KnownPhrase {
    evidence: CandidateEvidence,
    /// What memory gives them.
    remembered: Option<f64>,
    by: JudgedBy,
    is_never: bool,
}

/// Something that was found, and what is thought of it.
#[derive(Clone, Copy, Debug)]
struct JudgedFinding {
    found: FoundCandidate,
    probability: f64,
    /// How often the same words got the label, in any article, and how often they did not.
    tagged: u32,
    untagged: u32,
    claim: WordClaim,
    is_never: bool,
}

/// Whether something gets the words that it was found for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordClaim {
    /// Nobody has looked.
    Waiting,
    /// It depends on what comes next.
    Unsure,
    /// Nothing likelier has them.
    Wins,
    /// Something likelier has them.
    Loses,
}

impl JudgedFinding {
    fn is_settled(&self) -> bool {
        match self.claim {
            WordClaim::Waiting | WordClaim::Unsure => self.is_never,
            WordClaim::Wins | WordClaim::Loses => true,
        }
    }
}

impl<'a, F: FnMut(LearnedSuggestion)> GroupJudging<'a, F> {
    pub(super) fn new(
        sources: CandidateSources<'a>,
        judge: &'a Judge,
        open: OpenWords<'a>,
        each: F,
    ) -> Self {
        let labels = 0..sources.labels.names.len();
        let shown_from = labels.map(|it| sources.experience.shown_from(it)).collect();
        let (known, group) = (HashedMap::default(), Vec::new());
        Self { sources, judge, open, shown_from, known, group, room: ROOM, end: None, each }
    }

    /// Takes what comes next in the order of the text.
    pub(super) fn take(&mut self, it: &FoundCandidate) {
        if self.open.is_decided(it) {
            return;
        }
        let judged = self.judged(it);
        if judged.is_never {
            // Rules and programs find them all the same; who shows them says so.
            self.group.extend(it.outside().map(|_| judged));
            return;
        }
        let range = it.range;
        if self.end.is_some_and(|it| range.start() >= it) {
            self.finish(Some(it));
        } else if self.group.len() >= self.room {
            self.decide(Some(range.start()));
            let unsettled = self.group.iter().find(|it| !it.is_settled());
            self.hand_over(unsettled.map_or(it.place(), |it| it.found.place()).min(it.place()));
            self.room = ROOM.max(self.group.len() * 2);
        }
        self.end = self.end.max(Some(range.end()));
        self.group.push(judged);
    }

    fn judged(&mut self, it: &FoundCandidate) -> JudgedFinding {
        let (by, counts, is_never) = if it.outside().is_some() {
            let evidence = self.sources.evidence(it);
            let is_never = self.open.is_never(it.label(), evidence.phrase);
            (evidence.judged_by(), evidence.known(), is_never)
        } else {
            let model = self.sources.modeled(it);
            let phrase = self.sources.article.words.phrase(&it.words.words());
            let key = with(with(phrase, it.label() as u64), CandidateEvidence::step_of(model));
            let (sources, open) = (self.sources, &self.open);
            let known = self.known.entry(key).or_insert_with(|| {
                let evidence = sources.evidence(it);
                KnownPhrase {
                    remembered: evidence.remembered(),
                    by: evidence.judged_by(),
                    is_never: open.is_never(it.label(), phrase),
                    evidence,
                }
            });
            let (before, after) = sources.around(it.words);
            let evidence = &mut known.evidence;
            (evidence.model, evidence.is_inside) = (model, it.is_inside);
            (evidence.before, evidence.after) = (before, after);
            (evidence.judged_like(&known.by, known.remembered), evidence.known(), known.is_never)
        };
        JudgedFinding {
            found: *it,
            probability: self.judge.probability(&by),
            tagged: counts.tagged,
            untagged: counts.against(),
            claim: WordClaim::Waiting,
            is_never,
        }
    }

    /// Hands over what was judged and comes before `next`, with which another group begins.
    pub(super) fn finish(&mut self, next: Option<&FoundCandidate>) {
        self.end = None;
        self.room = ROOM;
        self.decide(None);
        match next {
            Some(next) => self.hand_over(next.place()),
            None => self.hand_over((usize::MAX, Reverse(0))),
        }
    }

    /// Decides which get their words: of two that compete the likelier, else the first. Where more may come from
    /// the byte `next` on, what that may change stays unsure, and so does what depends on it.
    fn decide(&mut self, next: Option<usize>) {
        if let ([only], None) = (self.group.as_mut_slice(), next) {
            only.claim = WordClaim::Wins;
            return;
        }
        self.group.sort_by_key(|it| (it.found.place(), it.is_never, it.found.order()));
        let mut order = Vec::with_capacity(self.group.len());
        let mut longest = 0;
        for (at, it) in self.group.iter_mut().enumerate().filter(|it| !it.1.is_never) {
            longest = longest.max(it.found.range.len());
            if !it.is_settled() {
                it.claim = WordClaim::Waiting;
                order.push((at, it.probability, it.found.order()));
            }
        }
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.2.cmp(&b.2)));
        for (at, ..) in order {
            let claim = self.claim_of(at, longest, next);
            if let Some(it) = self.group.get_mut(at) {
                it.claim = claim;
            }
        }
    }

    /// Whether the one at `at` gets its words, once all that are likelier were looked at. The longest of the group
    /// has `longest` bytes.
    fn claim_of(&self, at: usize, longest: usize, next: Option<usize>) -> WordClaim {
        let Some(it) = self.group.get(at) else { return WordClaim::Loses };
        let (range, label) = (it.found.range, it.found.label());
        let is_outside = it.found.outside().is_some();
        let first =
            self.group.partition_point(|of| of.found.range.start() + longest < range.start());
        let near = self.group.get(first..).unwrap_or_default().iter();
        let near = near.take_while(|of| of.found.range.start() < range.end());
        let mut claim = match next {
            Some(next) if range.end() > next => WordClaim::Unsure,
            Some(_) | None => WordClaim::Wins,
        };
        for other in near.filter(|it| !it.is_never) {
            let has_won = match other.claim {
                WordClaim::Waiting | WordClaim::Loses => continue,
                WordClaim::Unsure => false,
                WordClaim::Wins => true,
            };
            let there = other.found.range;
            let competes = there.overlaps(range)
                && !(is_outside && other.found.outside().is_some())
                && self.sources.experience.compete(
                    LabelPair::of(label, other.found.label()),
                    there == range,
                    self.sources.together,
                );
            if competes && has_won {
                return WordClaim::Loses;
            }
            if competes {
                claim = WordClaim::Unsure;
            }
        }
        claim
    }

    /// Hands over what comes before `place`; the group is in the order of the text.
    fn hand_over(&mut self, place: (usize, Reverse<usize>)) {
        let count = self.group.partition_point(|it| it.found.place() < place);
        for it in self.group.drain(..count) {
            let label = it.found.label();
            let Some(name) = self.sources.labels.names.get(label) else { continue };
            let source = match (it.found.outside(), it.tagged) {
                (Some(outside), _) => SuggestionSource::Outside(outside),
                (None, 1..) => SuggestionSource::Memory,
                (None, 0) => SuggestionSource::Model,
            };
            let from = self.shown_from.get(label);
            let is_outside = it.found.outside().is_some();
            let shows = |from: &ShownFrom| from.shows(it.probability, is_outside);
            (self.each)(LearnedSuggestion {
                range: it.found.range,
                label: name.clone(),
                probability: it.probability,
                source,
                tagged: it.tagged,
                untagged: it.untagged,
                is_shown: it.claim == WordClaim::Wins && !it.is_never && from.is_some_and(shows),
                is_never: it.is_never,
            });
        }
    }
}
