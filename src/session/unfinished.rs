//! What is open in an article that is to be marked done, and what becomes of it.

use serde::{Deserialize, Serialize};

use crate::messages::{Message, Worded};

/// What is still open in an article that is to be marked done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnfinishedWork {
    /// How many suggestions are to be decided on, those left for later too.
    pub suggestions: usize,
    /// True while they are still being looked for: there may be more.
    pub is_looking: bool,
    /// True where nobody has said when it was published.
    pub is_undated: bool,
    /// How much may be wrong in it.
    pub findings: usize,
}

impl UnfinishedWork {
    /// True where something is open.
    pub fn is_some(self) -> bool {
        self.kinds() > 0
    }

    /// How many kinds of things are open.
    fn kinds(self) -> usize {
        let of_suggestions = self.suggestions > 0 || self.is_looking;
        let kinds = [of_suggestions, self.is_undated, self.findings > 0];
        kinds.into_iter().filter(|it| *it).count()
    }

    /// What can be answered: without suggestions there is nothing to reject, and nobody rejects what is not
    /// found yet.
    pub fn answers(self) -> impl Iterator<Item = FinishAnswer> {
        let all = [FinishAnswer::GoBack, FinishAnswer::Leave, FinishAnswer::RejectAll];
        let can_reject = self.suggestions > 0 && !self.is_looking;
        all.into_iter().filter(move |it| *it != FinishAnswer::RejectAll || can_reject)
    }

    /// An answer in words: what it leaves is called by what it is.
    pub fn answered(self, answer: FinishAnswer) -> Message {
        let is_mixed = self.kinds() > 1;
        Message::new(match answer {
            FinishAnswer::GoBack => "offer-go-back",
            FinishAnswer::RejectAll if is_mixed => "offer-reject-suggestions",
            FinishAnswer::RejectAll => "offer-reject-all",
            FinishAnswer::Leave if is_mixed => "offer-leave-all",
            FinishAnswer::Leave if self.is_undated => "offer-leave-undated",
            FinishAnswer::Leave if self.findings > 0 => "offer-leave-findings",
            FinishAnswer::Leave if self.is_looking => "offer-leave-looking",
            FinishAnswer::Leave => "offer-leave",
        })
    }
}

impl Worded for UnfinishedWork {
    /// A sentence for each kind of thing that is open, and the question.
    fn message(&self) -> Message {
        let undecided = (self.suggestions > 0)
            .then(|| Message::new("unfinished-undecided").with("n", self.suggestions));
        let looking = self.is_looking.then(|| Message::new("suggestions-still-looked-for"));
        let undated = self.is_undated.then(|| Message::new("unfinished-undated"));
        let findings = (self.findings > 0)
            .then(|| Message::new("unfinished-findings").with("n", self.findings));
        let said = [undecided, looking, undated, findings].into_iter().flatten();
        let asked = said.chain([Message::new("unfinished-ask")]);
        let joined = asked.reduce(|first, then| {
            Message::new("sentences").with("first", first).with("then", then)
        });
        joined.unwrap_or_else(|| Message::new("unfinished-ask"))
    }
}

/// What is done with what is still open when an article is marked done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FinishAnswer {
    /// The suggestions are rejected, as one step.
    RejectAll,
    /// They stay as they are.
    Leave,
    /// The article is not marked done.
    GoBack,
}

/// Whether an answer counts for other articles too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerScope {
    /// For this one alone.
    Once,
    /// For every one from now on; it stands in the settings. Going back is never kept.
    Always,
}
