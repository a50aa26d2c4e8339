//! An article made ready to be judged again and again: what was found in it before anything was done is
//! worked out once, and with each decision only the words that it touches are looked up anew.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    candidates::{Candidate, CandidateClaim, CandidateSources, ReadArticle},
    experience::{Experience, KnownLabels, Together},
    hashing::Hash,
    judge::{Judge, JudgedBy},
    memory::{LONGEST_PHRASE, LabelIndex, PhraseMemory},
};
use crate::text::TextRange;

/// What an experience finds in an article in which nothing was done.
#[derive(Debug)]
pub struct PreparedArticle {
    /// Those of the experience, and what is new in the article.
    pub(super) labels: KnownLabels,
    /// In the order of [`PreparedCandidate::place`].
    candidates: Vec<PreparedCandidate>,
    /// The candidates by what their words are known by.
    by_phrase: Vec<(Hash, usize)>,
    /// The words of the article by what they are known by.
    by_word: Vec<(Hash, usize)>,
    /// How many words the longest candidate has.
    longest: usize,
}

/// A candidate with what the judge goes by.
#[derive(Clone, Debug)]
pub(super) struct PreparedCandidate {
    pub(super) range: TextRange,
    pub(super) words: Range<usize>,
    pub(super) label: LabelIndex,
    /// The place of the rule's or program's finding.
    pub(super) outside: Option<usize>,
    /// True where memory or a model found it.
    is_learned: bool,
    /// True where something longer with the same label was found around it.
    is_inside: bool,
    /// True where its words are never to be suggested so.
    pub(super) is_never: bool,
    /// How often the same words got the label, in any article, and how often they did not.
    pub(super) tagged: u32,
    pub(super) untagged: u32,
    pub(super) by: JudgedBy,
}

/// The candidates that are others because of what was done in the article.
#[derive(Debug, Default)]
pub(super) struct TouchedCandidates {
    changed: BTreeMap<usize, PreparedCandidate>,
    added: Vec<PreparedCandidate>,
}

impl Experience {
    /// Makes an article that was read with this experience ready.
    pub fn prepare(&self, article: &ReadArticle) -> PreparedArticle {
        let mut labels = self.labels.clone();
        for it in &article.outside.all {
            labels.index_or_new(&it.label);
        }
        let sources = CandidateSources {
            experience: self,
            article,
            labels: &labels,
            here: &PhraseMemory::default(),
            together: &Together::new(),
        };
        let found = sources.within(&(0..article.words.len())).into_iter();
        let mut candidates: Vec<PreparedCandidate> =
            found.map(|it| PreparedCandidate::of(&it, self)).collect();
        candidates.sort_by_key(|it| (it.place(), it.order()));
        let by_phrase = candidates.iter().enumerate();
        let by_phrase = by_phrase.map(|(at, it)| (article.words.phrase(&it.words), at));
        let by_word = article.words.words.iter().enumerate().map(|(at, it)| (it.hash, at));
        let longest = candidates.iter().map(|it| it.words.len()).max().unwrap_or_default();
        let (by_phrase, by_word) = (in_order(by_phrase), in_order(by_word));
        PreparedArticle { labels, candidates, by_phrase, by_word, longest }
    }
}

impl PreparedCandidate {
    fn of(it: &Candidate, experience: &Experience) -> Self {
        let counts = it.evidence.memory.plus(it.evidence.here);
        Self {
            range: it.range,
            words: it.words.clone(),
            label: it.label,
            outside: it.outside,
            is_learned: it.is_learned,
            is_inside: it.evidence.is_inside,
            is_never: experience.never.contains(&(it.label, it.evidence.phrase)),
            tagged: counts.tagged,
            untagged: counts.against(),
            by: it.evidence.judged_by(),
        }
    }

    /// Where it is in the order of the text, the longest first.
    pub(super) fn place(&self) -> (usize, Reverse<usize>) {
        (self.range.start(), Reverse(self.range.end()))
    }

    /// Which of two on the same words, and of two that are as likely, comes first: what was learned in the
    /// order of the text, then what only others found.
    pub(super) fn order(&self) -> (bool, usize, usize, LabelIndex) {
        match self.outside.filter(|_| !self.is_learned) {
            Some(number) => (true, number, 0, 0),
            None => (false, self.words.start, self.words.end, self.label),
        }
    }
}

impl PreparedArticle {
    /// The candidates that are others because of what `sources` say was done in the article.
    pub(super) fn touched(&self, sources: &CandidateSources<'_>) -> TouchedCandidates {
        let mut new = Vec::new();
        let mut changed: BTreeMap<usize, PreparedCandidate> = BTreeMap::new();
        for (label, memory) in &sources.here.labels {
            let known = memory.phrases.keys().flat_map(|it| self.with_phrase(*it));
            let known = known.filter_map(|at| Some((at, self.candidates.get(at)?)));
            let known = known.filter(|(_, it)| it.label == *label);
            changed.extend(known.map(|(at, it)| (at, it.clone())));
        }
        for (label, words) in self.tagged_here(sources) {
            let phrase = sources.article.words.phrase(&words);
            let there = self.with_phrase(phrase);
            let there = there.filter_map(|at| Some((at, self.candidates.get(at)?)));
            let there = there.filter(|(_, it)| it.label == label && it.words == words);
            let there: Vec<(usize, &PreparedCandidate)> = there.collect();
            if there.iter().any(|(_, it)| it.is_learned) {
                continue;
            }
            let Some(range) = sources.article.words.range_of(&words) else { continue };
            // What others found and nobody had learned is learned by now.
            let same = there.into_iter().filter(|(_, it)| it.range == range);
            match same.min_by_key(|(_, it)| it.outside) {
                Some((at, it)) => {
                    changed.insert(at, PreparedCandidate { is_learned: true, ..it.clone() });
                }
                None => new.push(sources.candidate(label, range, words, None)),
            }
        }
        self.note_inside(&mut new, &mut changed);
        let experience = sources.experience;
        for it in changed.values_mut() {
            *it = it.again(sources);
        }
        let added = new.iter().map(|it| PreparedCandidate::of(it, experience)).collect();
        TouchedCandidates { changed, added }
    }

    /// Every place of words that were tagged in the article, by label.
    fn tagged_here(&self, sources: &CandidateSources<'_>) -> Vec<(LabelIndex, Range<usize>)> {
        let (here, words) = (sources.here, &sources.article.words);
        let mut found = BTreeSet::new();
        let starts = here.longest.keys().flat_map(|it| places_of(&self.by_word, *it));
        for start in starts.collect::<BTreeSet<usize>>() {
            here.phrases_at(words, start, |range, phrase| {
                let labels = here.labels.keys();
                let tagged = labels.filter(|it| here.counts(**it, phrase).tagged > 0);
                found.extend(tagged.map(|it| (range.start, range.end, *it)));
            });
        }
        found.into_iter().map(|(start, end, label)| (label, start..end)).collect()
    }

    /// Marks what lies inside something longer that is new, and what is new and lies inside anything.
    fn note_inside(&self, new: &mut [Candidate], changed: &mut BTreeMap<usize, PreparedCandidate>) {
        let spans: Vec<(Range<usize>, LabelIndex)> =
            new.iter().map(|it| (it.words.clone(), it.label)).collect();
        for (at, it) in new.iter_mut().enumerate() {
            let words = it.words.clone();
            let first = self.candidates.partition_point(|it| it.words.start < words.start);
            let inside = self.candidates.iter().enumerate().skip(first);
            let inside = inside.take_while(|(_, it)| it.words.start < words.end);
            for (at, other) in inside {
                if other.label == it.label && is_inside(&other.words, &words) {
                    changed.entry(at).or_insert_with(|| other.clone()).is_inside = true;
                }
            }
            let around = words.start.saturating_sub(self.longest);
            let first = self.candidates.partition_point(|it| it.words.start < around);
            let around = self.candidates.iter().skip(first);
            let mut around = around.take_while(|it| it.words.start <= words.start);
            let mut is = around.any(|of| of.label == it.label && is_inside(&words, &of.words));
            // They are in the order of their first words and none is longer than a remembered phrase.
            let far = words.start.saturating_sub(LONGEST_PHRASE);
            let before = spans.iter().take(at).rev().take_while(|of| of.0.start >= far);
            let after = spans.iter().skip(at + 1).take_while(|of| of.0.start <= words.start);
            is |= before.chain(after).any(|of| of.1 == it.label && is_inside(&words, &of.0));
            it.evidence.is_inside = is;
        }
    }

    fn with_phrase(&self, phrase: Hash) -> impl Iterator<Item = usize> {
        places_of(&self.by_phrase, phrase)
    }
}

impl PreparedCandidate {
    /// The same with what is known by now.
    fn again(&self, sources: &CandidateSources<'_>) -> Self {
        let model = sources.modeled(self.label, &self.words).filter(|_| self.is_learned);
        let mut candidate = sources.candidate(self.label, self.range, self.words.clone(), model);
        let finding = self.outside.and_then(|it| sources.article.outside.all.get(it));
        candidate.evidence.rule = finding.map(|it| sources.rule_evidence(self.label, it));
        candidate.evidence.is_inside = self.is_inside;
        (candidate.outside, candidate.is_learned) = (self.outside, self.is_learned);
        Self::of(&candidate, sources.experience)
    }
}

impl TouchedCandidates {
    /// All candidates, in the order of [`PreparedCandidate::place`].
    pub(super) fn all<'a>(&'a self, prepared: &'a PreparedArticle) -> Vec<&'a PreparedCandidate> {
        let mut all: Vec<&PreparedCandidate> = prepared.candidates.iter().collect();
        for (at, it) in &self.changed {
            if let Some(place) = all.get_mut(*at) {
                *place = it;
            }
        }
        if !self.added.is_empty() {
            all.extend(&self.added);
            all.sort_by_key(|it| it.place());
        }
        all
    }
}

impl CandidateSources<'_> {
    /// How likely each of some candidates is, which come in the order of the text, and whether nothing
    /// likelier has the same words.
    pub(super) fn with_winners<'a>(
        &self,
        judge: &Judge,
        candidates: &[&'a PreparedCandidate],
    ) -> Vec<(&'a PreparedCandidate, f64, bool)> {
        let likely = candidates.iter().map(|it| (*it, judge.probability(&it.by), true));
        let mut judged: Vec<(&PreparedCandidate, f64, bool)> = likely.collect();
        let mut rest = judged.as_mut_slice();
        while let Some((first, ..)) = rest.first() {
            // Those after it that touch it, or what touches it.
            let mut end = first.range.end();
            let mut count = 1;
            while let Some((next, ..)) = rest.get(count).filter(|it| it.0.range.start() < end) {
                end = end.max(next.range.end());
                count += 1;
            }
            let (near, others) = rest.split_at_mut(count);
            if near.len() > 1 {
                near.sort_by_key(|it| it.0.order());
                let claims = near.iter().map(|(it, probability, _)| CandidateClaim {
                    range: it.range,
                    label: it.label,
                    is_outside: it.outside.is_some(),
                    probability: *probability,
                });
                let winners = self.winners(&claims.collect::<Vec<_>>());
                for (it, wins) in near.iter_mut().zip(winners) {
                    it.2 = wins;
                }
            }
            rest = others;
        }
        judged
    }
}

/// True where some words lie inside others that are more.
fn is_inside(words: &Range<usize>, of: &Range<usize>) -> bool {
    of.start <= words.start && words.end <= of.end && of.len() > words.len()
}

fn in_order(all: impl Iterator<Item = (Hash, usize)>) -> Vec<(Hash, usize)> {
    let mut all: Vec<(Hash, usize)> = all.collect();
    all.sort_unstable();
    all
}

/// Where something stands in a list that is in order.
fn places_of(all: &[(Hash, usize)], hash: Hash) -> impl Iterator<Item = usize> {
    let first = all.partition_point(|it| it.0 < hash);
    let there = all.get(first..).unwrap_or_default().iter();
    there.take_while(move |it| it.0 == hash).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::{
        super::{
            ArticleWork, Experience, LabeledRange, LearnedSuggestion, Learner, OutsideFinding,
            ReadArticle, SuggestionSource,
            candidates::{Candidate, CandidateSources, JudgedCandidate},
            experience::LabelPair,
            hashing::FixedChance,
        },
        PreparedArticle,
    };
    use crate::text::{Text, TextRange};

    /// What is suggested where everything in the article is looked for anew, one after the other.
    fn suggest_plainly(
        experience: &Experience,
        article: &ReadArticle,
        work: &ArticleWork,
    ) -> Vec<LearnedSuggestion> {
        let mut labels = experience.labels.clone();
        for it in &article.outside.all {
            labels.index_or_new(&it.label);
        }
        let tagged = labels.tagged_words(&article.words, work);
        let mut judge = experience.judge.clone();
        let here = experience.follow(article, &tagged, &labels, &mut judge, |_, _| {});
        let together = tagged.together();
        let (here, together, labels) = (&here, &together, &labels);
        let sources = CandidateSources { experience, article, labels, here, together };
        let is_open = |it: &Candidate| {
            let label = labels.names.get(it.label);
            let same_label = |other: &LabeledRange| Some(&other.label) == label;
            let is_it = |other: &LabeledRange| same_label(other) && other.range == it.range;
            let rejected = tagged.rejected.get(&it.label);
            let is_rejected = rejected.is_some_and(|all| all.contains(&it.words));
            if work.rejected.iter().any(is_it) || it.outside.is_none() && is_rejected {
                return false;
            }
            let competes = |other: &LabeledRange| {
                let Some(label) = labels.index_of(&other.label) else { return false };
                let pair = LabelPair::of(it.label, label);
                it.outside.is_none() && experience.compete(pair, other.range == it.range, together)
            };
            let mut there = work.tags.iter().chain(&work.untouched);
            !there.any(|it_| it_.range.overlaps(it.range) && (same_label(it_) || competes(it_)))
        };
        let is_never = |it: &Candidate| {
            let phrase = |range: TextRange| {
                article.words.whole_in(range).map(|it| article.words.phrase(&it))
            };
            let is_it = |other: &LabeledRange| {
                Some(&other.label) == labels.names.get(it.label)
                    && phrase(other.range) == Some(it.evidence.phrase)
            };
            experience.never.contains(&(it.label, it.evidence.phrase))
                || work.never.iter().any(is_it)
        };
        let candidates = sources.within(&(0..article.words.len())).into_iter();
        let (never, candidates): (Vec<Candidate>, Vec<Candidate>) =
            candidates.filter(is_open).partition(is_never);
        let suggestion = |it: JudgedCandidate, is_never: bool| {
            let JudgedCandidate { candidate, probability, wins } = it;
            let counts = candidate.evidence.memory.plus(candidate.evidence.here);
            let from = experience.shown_from(candidate.label);
            let is_shown = wins && from.shows(probability, candidate.outside.is_some());
            LearnedSuggestion {
                range: candidate.range,
                label: labels.names[candidate.label].clone(),
                probability,
                source: match (candidate.outside, counts.tagged) {
                    (Some(outside), _) => SuggestionSource::Outside(outside),
                    (None, 0) => SuggestionSource::Model,
                    (None, _) => SuggestionSource::Memory,
                },
                tagged: counts.tagged,
                untagged: counts.against(),
                is_shown: is_shown && !is_never,
                is_never,
            }
        };
        let judged = sources.judged(&judge, candidates).into_iter();
        let mut found: Vec<LearnedSuggestion> = judged.map(|it| suggestion(it, false)).collect();
        let never = never.into_iter().filter(|it| it.outside.is_some()).collect();
        found.extend(sources.judged(&judge, never).into_iter().map(|it| suggestion(it, true)));
        found.sort_by_key(|it| (it.range.start(), Reverse(it.range.end())));
        found
    }

    /// Words that come again and again.
    fn text(chance: &mut FixedChance) -> Text {
        const WORDS: [&str; 12] =
            ["حسن", "روحانی", "در", "تهران", "گفت", "سازمان", "آب", "و", "برق", "۱۲", "علی", "شهر"];
        let mut text = String::new();
        for at in 1..=60 {
            text += WORDS[chance.below(WORDS.len())];
            text += if at % 8 == 0 { ". " } else { " " };
        }
        Text::new(text)
    }

    fn ranges(chance: &mut FixedChance, text: &Text, count: usize) -> Vec<LabeledRange> {
        const LABELS: [&str; 4] = ["person", "place", "body", "date"];
        let words = crate::language::words(text, 0..text.len_bytes());
        let mut one = || {
            let first = chance.below(words.len());
            let last = (first + chance.below(3)).min(words.len() - 1);
            // Now and then one that cuts a word.
            let cut = usize::from(chance.below(9) == 0) * 2;
            let range = text.range(words[first].start() + cut, words[last].end()).ok()?;
            Some(LabeledRange { range, label: LABELS[chance.below(LABELS.len())].into() })
        };
        (0..count).filter_map(|_| one()).collect()
    }

    fn outside(chance: &mut FixedChance, text: &Text) -> Vec<OutsideFinding> {
        let count = chance.below(12);
        let found = ranges(chance, text, count).into_iter().map(|it| OutsideFinding {
            range: it.range,
            label: it.label,
            rule: ["one", "other"][it.range.start() % 2].to_owned(),
            kind: String::new(),
            confidence: 0.7,
        });
        found.collect()
    }

    #[test]
    fn an_article_made_ready_says_what_looking_for_everything_anew_says() {
        let mut chance = FixedChance(3);
        let mut learner = Learner::new();
        let mut shown = 0;
        for round in 0..60 {
            let text = text(&mut chance);
            let outside = outside(&mut chance, &text);
            let article = learner.experience().read(&text, outside, None);
            let prepared: PreparedArticle = learner.experience().prepare(&article);
            let mut work = ArticleWork::default();
            for _ in 0..6 {
                let found = learner.experience().suggest_again(&article, &prepared, &work);
                assert_eq!(found, suggest_plainly(learner.experience(), &article, &work));
                shown += found.iter().filter(|it| it.is_shown).count();
                work.tags.extend(ranges(&mut chance, &text, 2));
                let few = chance.below(3) / 2;
                work.rejected.extend(ranges(&mut chance, &text, few));
                work.untouched.extend(ranges(&mut chance, &text, few));
                work.never.extend(ranges(&mut chance, &text, few / 2));
            }
            work.is_done = round % 3 > 0;
            learner.learn(&article, &work);
        }
        assert!(shown > 200, "{shown}");
    }
}
