//! What is open in an article that is to be marked done, and what becomes of it.

use serde::{Deserialize, Serialize};

/// What is still open in an article that is to be marked done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnfinishedWork {
    /// How many suggestions are to be decided on, those left for later too.
    pub suggestions: usize,
    /// True where nobody has said when it was published.
    pub is_undated: bool,
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
