//! Following an analyst through an article: the judge learns from each decision what it thought before.

use std::ops::Range;

use super::{
    candidates::{CandidateSources, FoundCandidate, JudgedCandidate, ReadArticle},
    experience::{Experience, KnownLabels, Together},
    judge::Judge,
    memory::{LabelIndex, PhraseMemory, TaggedWords},
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
        self.go_through(article, work, labels, |sources, sentence| {
            for it in sources.judged(judge, sources.within(sentence)) {
                if let Some(is_right) = work.decision(&it.candidate.found) {
                    judge.learn(&it.candidate.evidence, is_right);
                    decided(&it, is_right);
                }
            }
        })
    }

    /// The same where only what the judge learns is wanted, of an article in which `candidates` were found
    /// before anything was done: nothing is looked up of those on which nothing is decided.
    pub(super) fn follow_found(
        &self,
        (article, candidates): (&ReadArticle, &[FoundCandidate]),
        work: &TaggedWords,
        labels: &KnownLabels,
        judge: &mut Judge,
    ) -> PhraseMemory {
        self.go_through(article, work, labels, |sources, sentence| {
            for it in sources.within_sentence(candidates, sentence) {
                if let Some(is_right) = work.decision(&it) {
                    judge.learn(&sources.evidence(&it), is_right);
                }
            }
        })
    }

    /// Hands every sentence in which something is decided to `each`, with what is known before it.
    fn go_through(
        &self,
        article: &ReadArticle,
        work: &TaggedWords,
        labels: &KnownLabels,
        mut each: impl FnMut(&CandidateSources<'_>, &Range<usize>),
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
            each(&sources, sentence);
            here.know(&article.words, &said);
            let said = here.phrases_said_by(&article.words, &said);
            here.add(said);
        }
        here
    }

    /// How likely a candidate of a label has to be to be shown.
    pub(super) fn shown_from(&self, label: LabelIndex) -> ShownFrom {
        let decisions = self.decisions.get(&label);
        ShownFrom {
            are_few: decisions.is_none_or(LabelDecisions::are_few),
            threshold: decisions
                .map_or_else(|| LabelDecisions::default().threshold(), LabelDecisions::threshold),
        }
    }
}

/// How likely candidates of a label have to be to be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShownFrom {
    /// True while too little was decided on the label.
    are_few: bool,
    /// `None` where nothing was right often enough.
    threshold: Option<f64>,
}

impl ShownFrom {
    /// True where one that is so likely, and found by a rule or a program or not, is to be shown.
    pub(super) fn shows(self, probability: f64, is_outside: bool) -> bool {
        match self.threshold {
            // Rules are shown until the analyst has said enough of them.
            _ if is_outside && self.are_few => true,
            Some(threshold) => probability >= threshold,
            // Nothing is right often enough; but rules are wanted more likely than not.
            None => is_outside && probability >= 0.5,
        }
    }
}
