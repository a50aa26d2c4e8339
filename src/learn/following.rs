//! Following an analyst through an article: the judge learns from each decision what it thought before.

use super::{
    candidates::{CandidateSources, JudgedCandidate, ReadArticle},
    experience::{Experience, KnownLabels, Together},
    judge::Judge,
    memory::{PhraseMemory, TaggedWords},
    threshold::LabelDecisions,
};

impl Experience {
    /// Goes through an article sentence by sentence. What was found in each is judged by what is known
    /// before it; of what is decided, `decided` is reported and the judge learns. Gives what the article
    /// says in the end.
    pub(super) fn follow(
        &self,
        article: &ReadArticle,
        work: &TaggedWords,
        labels: &KnownLabels,
        judge: &mut Judge,
        mut decided: impl FnMut(&JudgedCandidate, bool),
    ) -> PhraseMemory {
        let mut here = PhraseMemory::default();
        let together = Together::new();
        for sentence in &article.words.sentences {
            let said = work.within(sentence);
            if said.tags.is_empty() && said.rejected.is_empty() && work.complete.is_empty() {
                continue;
            }
            let sources = CandidateSources {
                experience: self,
                article,
                labels,
                here: &here,
                together: &together,
            };
            for it in sources.judged(judge, sources.within(sentence)) {
                if let Some(is_right) = work.decision(&it.candidate) {
                    judge.learn(&it.candidate.evidence, is_right);
                    decided(&it, is_right);
                }
            }
            here.know(&article.words, &said);
            let said = here.phrases_said_by(&article.words, &said);
            here.add(said);
        }
        here
    }

    /// True where a candidate is likely enough to be shown.
    pub(super) fn is_shown(&self, it: &JudgedCandidate) -> bool {
        let decisions = self.decisions.get(&it.candidate.label);
        let is_outside = it.candidate.outside.is_some();
        let are_few = decisions.is_none_or(LabelDecisions::are_few);
        if !it.wins {
            return false;
        }
        // Rules are shown until the analyst has said enough of them.
        if is_outside && are_few {
            return true;
        }
        let threshold = decisions.cloned().unwrap_or_default().threshold();
        match threshold {
            Some(threshold) => it.probability >= threshold,
            // Nothing is right often enough; but rules are wanted more likely than not.
            None => is_outside && it.probability >= 0.5,
        }
    }
}
