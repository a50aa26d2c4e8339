//! An article made ready to be judged again and again: what was found in it before anything was done is
//! kept, small, and what was done since is added while it is gone through.

use std::ops::Range;

use super::{
    candidates::{CandidateSources, FoundCandidate, OutsideFindings, ReadArticle, note_inside},
    experience::{Experience, KnownLabels, Together},
    lesson::{ArticleWork, OutsideFinding},
    memory::{LabelIndex, PhraseMemory},
    words::{ArticleWords, WordRun},
};
use crate::text::Text;

/// What an experience finds in an article in which nothing was done.
#[derive(Debug)]
pub struct PreparedArticle {
    /// Without what words look like: that is what models go by, and they have read it.
    pub(super) article: ReadArticle,
    pub(super) found: FoundBefore,
}

/// What was found in an article before anything was done in it.
#[derive(Debug)]
pub(super) struct FoundBefore {
    /// Those of the experience, and what is new in the article.
    pub(super) labels: KnownLabels,
    /// In the order of the text.
    pub(super) candidates: Vec<FoundCandidate>,
}

impl Experience {
    /// Reads an article to suggest something in it, once. `outside` is what rules and programs found in it;
    /// `own` is the work on it that the experience comes from too, and is left out.
    pub fn prepare(
        &self,
        text: &Text,
        outside: Vec<OutsideFinding>,
        own: Option<&ArticleWork>,
    ) -> PreparedArticle {
        let article = if self.models.is_empty() {
            let words = ArticleWords::new(text);
            let own = own.map(|it| self.said_by(&words, it)).unwrap_or_default();
            let outside = OutsideFindings::new(&words, outside);
            ReadArticle { words, forms: Vec::new(), outside, models: [].into(), own }
        } else {
            ReadArticle { forms: Vec::new(), ..self.read(text, outside, own) }
        };
        let found = self.found_before(&article);
        PreparedArticle { article, found }
    }

    pub(super) fn found_before(&self, article: &ReadArticle) -> FoundBefore {
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
        let mut candidates = sources.found_in(&(0..article.words.len()));
        candidates.sort_by_key(|it| (it.place(), it.order()));
        candidates.shrink_to_fit();
        FoundBefore { labels, candidates }
    }
}

impl PreparedArticle {
    /// How many words it has, numbers and marks among them.
    pub fn word_count(&self) -> usize {
        self.article.word_count()
    }
}

impl CandidateSources<'_> {
    /// What [`within`](Self::within) finds in a sentence, of what was found in the article `before`.
    pub(super) fn within_sentence(
        &self,
        before: &[FoundCandidate],
        sentence: &Range<usize>,
    ) -> Vec<FoundCandidate> {
        let first = before.partition_point(|it| it.words.start() < sentence.start);
        let there = before.get(first..).unwrap_or_default().iter();
        let (mut learned, mut others) = (Vec::new(), Vec::new());
        for it in there.take_while(|it| it.words.start() < sentence.end) {
            // Memory finds no words that a sentence ends in.
            if it.is_learned && it.words.end() <= sentence.end {
                learned.push(*it);
            } else if it.outside().is_some() {
                others.push(it.found_by_others_alone());
            }
        }
        let key = |it: &FoundCandidate| (it.words, it.label());
        learned.sort_unstable_by_key(key);
        let known = learned.len();
        for start in sentence.clone() {
            self.tagged_here_at(start, |mut new| {
                let is_known = learned.get(..known).is_some_and(|it: &[FoundCandidate]| {
                    it.binary_search_by_key(&key(&new), key).is_ok()
                });
                if is_known || new.words.end() > sentence.end {
                    return;
                }
                // What only others had found was learned by now.
                let first = others.partition_point(|it| it.range.start() < new.range.start());
                let there = others.iter().enumerate().skip(first);
                let there = there.take_while(|(_, it)| it.range.start() == new.range.start());
                let same = there
                    .filter(|(_, it)| it.range == new.range && it.label() == new.label())
                    .min_by_key(|(_, it)| it.outside())
                    .map(|it| it.0);
                if let Some(number) = same.and_then(|at| others.remove(at).outside()) {
                    new = new.also_found_as(number);
                }
                learned.push(new);
            });
        }
        learned.sort_unstable_by_key(key);
        others.sort_unstable_by_key(FoundCandidate::outside);
        learned.append(&mut others);
        note_inside(&mut learned);
        learned
    }

    /// Goes through everything that may get a label, in the order of the text: what was found `before`
    /// anything was done, and what was learned in the article since.
    pub(super) fn sweep(&self, before: &[FoundCandidate], mut each: impl FnMut(&FoundCandidate)) {
        let labels = self.labels.names.len();
        // How far the longest reaches that began at an earlier word, and at this one, by label.
        let (mut reached, mut reaches) = (vec![None; labels], vec![None; labels]);
        let mut rest = before;
        let mut there = Vec::new();
        for start in 0..self.article.words.len() {
            let count = rest.iter().take_while(|it| it.words.start() == start).count();
            let (now, later) = rest.split_at(count);
            rest = later;
            there.clear();
            there.extend_from_slice(now);
            self.add_tagged_here(start, &mut there);
            for it in &there {
                if let Some(reaches) = reaches.get_mut(it.label()) {
                    *reaches = (*reaches).max(Some(it.words.end()));
                }
            }
            for it in &mut there {
                let end = it.words.end();
                let of = |all: &[Option<usize>]| all.get(it.label()).copied().flatten();
                it.is_inside = of(&reached).is_some_and(|it| it >= end)
                    || of(&reaches).is_some_and(|it| it > end);
                each(it);
            }
            for it in &there {
                let label = it.label();
                if let (Some(reached), Some(now)) = (reached.get_mut(label), reaches.get_mut(label))
                {
                    *reached = (*reached).max(now.take());
                }
            }
        }
    }

    /// Adds words that were tagged in the article to what begins at the same word.
    fn add_tagged_here(&self, start: usize, there: &mut Vec<FoundCandidate>) {
        let known = there.len();
        self.tagged_here_at(start, |new| {
            let is_it = |it: &FoundCandidate| it.label() == new.label() && it.words == new.words;
            if there.iter().any(|it| it.is_learned && is_it(it)) {
                return;
            }
            // What only others had found was learned by now.
            let same = there.iter_mut().filter(|it| is_it(it) && it.range == new.range);
            match same.min_by_key(|it| it.outside()) {
                Some(same) => same.is_learned = true,
                None => there.push(new),
            }
        });
        if there.len() > known {
            there.sort_by_key(FoundCandidate::place);
        }
    }

    /// Hands over words that begin at `start` and were tagged in the article, by last word and label.
    fn tagged_here_at(&self, start: usize, mut each: impl FnMut(FoundCandidate)) {
        let words = &self.article.words;
        self.here.phrases_at(words, start, |run, phrase| {
            let labels = self.here.labels.keys();
            let is_tagged = |it: &&LabelIndex| self.here.counts(**it, phrase).tagged > 0;
            let Some(range) = words.range_of(&run) else { return };
            let run = WordRun::new(run);
            for label in labels.filter(is_tagged) {
                each(FoundCandidate::learned(range, run, *label));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::super::{
        ArticleWork, Experience, LabeledRange, LearnedSuggestion, Learner, OutsideFinding,
        ReadArticle, SuggestionSource,
        candidates::{Candidate, CandidateSources, FoundCandidate, JudgedCandidate},
        experience::LabelPair,
        hashing::FixedChance,
        tagger::ModelFinding,
        words::LearnWord,
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
        let is_open = |it: &FoundCandidate| {
            let label = labels.names.get(it.label());
            let same_label = |other: &LabeledRange| Some(&other.label) == label;
            let is_it = |other: &LabeledRange| same_label(other) && other.range == it.range;
            let rejected = tagged.rejected.get(&it.label());
            let is_rejected = rejected.is_some_and(|all| all.contains(&it.words.words()));
            if work.rejected.iter().any(is_it) || it.outside().is_none() && is_rejected {
                return false;
            }
            let competes = |other: &LabeledRange| {
                let Some(label) = labels.index_of(&other.label) else { return false };
                let pair = LabelPair::of(it.label(), label);
                it.outside().is_none()
                    && experience.compete(pair, other.range == it.range, together)
            };
            let mut there = work.tags.iter().chain(&work.untouched);
            !there.any(|it_| it_.range.overlaps(it.range) && (same_label(it_) || competes(it_)))
        };
        let is_never = |it: &FoundCandidate| {
            let words = article.words.phrase(&it.words.words());
            let phrase = |range: TextRange| {
                article.words.whole_in(range).map(|it| article.words.phrase(&it))
            };
            let is_it = |other: &LabeledRange| {
                Some(&other.label) == labels.names.get(it.label())
                    && phrase(other.range) == Some(words)
            };
            experience.never.contains(&(it.label(), words)) || work.never.iter().any(is_it)
        };
        let candidates = sources.within(&(0..article.words.len())).into_iter();
        let (never, candidates): (Vec<FoundCandidate>, Vec<FoundCandidate>) =
            candidates.filter(is_open).partition(is_never);
        let suggestion = |it: JudgedCandidate, is_never: bool| {
            let JudgedCandidate { candidate: Candidate { found, evidence }, probability, wins } =
                it;
            let counts = evidence.memory.plus(evidence.here);
            let from = experience.shown_from(found.label());
            let is_shown = wins && from.shows(probability, found.outside().is_some());
            LearnedSuggestion {
                range: found.range,
                label: labels.names[found.label()].clone(),
                probability,
                source: match (found.outside(), counts.tagged) {
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
        let never = never.into_iter().filter(|it| it.outside().is_some()).collect();
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
    fn what_is_kept_of_an_article_is_small() {
        // A megabyte has a hundred thousand words, and may have as many candidates.
        assert!(size_of::<LearnWord>() <= 16);
        assert!(size_of::<FoundCandidate>() <= 32);
        assert!(size_of::<ModelFinding>() <= 24);
    }

    #[test]
    fn an_article_made_ready_says_what_looking_for_everything_anew_says() {
        let mut chance = FixedChance(3);
        let mut learner = Learner::new();
        let mut shown = 0;
        for round in 0..60 {
            let text = text(&mut chance);
            let outside = outside(&mut chance, &text);
            let prepared = learner.experience().prepare(&text, outside.clone(), None);
            let article = learner.experience().read(&text, outside, None);
            let mut work = ArticleWork::default();
            for _ in 0..6 {
                let mut found = Vec::new();
                learner.experience().suggest_again(&prepared, &work, |it| found.push(it));
                let plainly = suggest_plainly(learner.experience(), &article, &work);
                assert_eq!(found, plainly);
                assert_eq!(learner.experience().suggest(&article, &work), plainly);
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
