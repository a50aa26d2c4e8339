//! What an experience suggests in an article, and why.

use std::cmp::Reverse;

use super::{
    candidates::{CandidateSources, OutsideFindings, ReadArticle},
    experience::Experience,
    features::{LikenessPlace, Verdicts, likeness_of},
    lesson::{ArticleWork, OutsideFinding},
    memory::PhraseMemory,
    prepared::{FoundBefore, PreparedArticle},
    suggestion::{LearnedSuggestion, SuggestionReason},
    undecided::{GroupJudging, OpenWords},
    words::{ArticleWords, FormedWords},
};
use crate::{
    model::Name,
    text::{Text, TextRange},
};

impl Experience {
    /// Reads an article: what takes time is done here, once. `outside` is what rules and programs found
    /// in it; `own` is the work on it that the experience comes from too, and is left out.
    pub fn read(
        &self,
        text: &Text,
        outside: Vec<OutsideFinding>,
        own: Option<&ArticleWork>,
    ) -> ReadArticle {
        let (words, forms) = ArticleWords::with_forms(text);
        let own = own.map(|it| self.said_by(&words, it)).unwrap_or_default();
        let models = self.models.iter().map(|(label, model)| {
            let verdicts = Verdicts::new(&words, *label, &self.memory, Some(&own));
            (*label, model.read(FormedWords { words: &words, forms: &forms }, &verdicts))
        });
        let models = models.collect();
        let outside = OutsideFindings::new(&words, outside);
        ReadArticle { words, forms, outside, models, own }
    }

    pub(super) fn said_by(&self, words: &ArticleWords, work: &ArticleWork) -> PhraseMemory {
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
        let mut all = Vec::new();
        self.suggest_in(article, &self.found_before(article), work, |it| all.push(it));
        all
    }

    /// Hands the same of an article that was prepared with this experience to `each`.
    pub fn suggest_again(
        &self,
        prepared: &PreparedArticle,
        work: &ArticleWork,
        each: impl FnMut(LearnedSuggestion),
    ) {
        self.suggest_in(&prepared.article, &prepared.found, work, each);
    }

    fn suggest_in(
        &self,
        article: &ReadArticle,
        found: &FoundBefore,
        work: &ArticleWork,
        each: impl FnMut(LearnedSuggestion),
    ) {
        let mut labels = found.labels.clone();
        let tagged = labels.tagged_words(&article.words, work);
        let mut judge = self.judge.clone();
        let before = found.candidates.as_slice();
        let here = self.follow_found((article, before), &tagged, &labels, &mut judge);
        let together = tagged.together();
        let sources = CandidateSources {
            experience: self,
            article,
            labels: &labels,
            here: &here,
            together: &together,
        };
        let mut judging =
            GroupJudging::new(sources, &judge, OpenWords::new(sources, work, &tagged), each);
        sources.sweep(before, |it| judging.take(it));
        judging.finish(None);
    }

    /// Why what a rule or a program found is suggested in an article that was prepared with this experience.
    pub fn rule_reason(&self, prepared: &PreparedArticle, finding: usize) -> SuggestionReason {
        let counts = prepared.article.outside.all.get(finding).and_then(|it| {
            let rule = self.labels.rule_hash(self.labels.index_of(&it.label)?, &it.rule);
            self.rules.get(&rule).copied()
        });
        SuggestionReason::Rule(counts.unwrap_or_default())
    }

    /// Why a model suggests some words in an article that was prepared with this experience.
    pub fn likeness_reason(
        &self,
        prepared: &PreparedArticle,
        label: &Name,
        range: TextRange,
    ) -> SuggestionReason {
        let model = self.labels.index_of(label).and_then(|it| self.models.get(&it));
        let Some(model) = model else { return SuggestionReason::Likeness(Vec::new()) };
        let article = &prepared.article;
        let words = article.words.touched_by(range);
        let mut found: Vec<(i32, LikenessPlace, TextRange)> = likeness_of(&article.words, &words)
            .into_iter()
            .map(|(place, feature, range)| (model.speaks_for_tag(feature), place, range))
            .filter(|it| it.0 > 0)
            .collect();
        found.sort_by_key(|it| Reverse(it.0));
        let most = found.into_iter().take(2).map(|(_, place, range)| (place, range));
        SuggestionReason::Likeness(most.collect())
    }
}
