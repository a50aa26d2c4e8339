//! How far the work on an article is.

use serde::{Deserialize, Serialize};

use super::Document;

/// How far an article is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum ArticleStatus {
    /// Nothing marked.
    #[default]
    New,
    /// Being worked on.
    InProgress,
    /// Finished.
    Done,
    /// Finished, and looked through by somebody.
    Reviewed,
}

impl ArticleStatus {
    /// The metadata key it is stored under.
    pub const KEY: &'static str = "status";

    /// The metadata key that says whether a finished article was worked on with suggestions.
    pub const SUGGESTIONS_KEY: &'static str = "suggestions";

    /// What is stored there where it was not, as one of those that show what suggestions do.
    pub const WITHOUT: &'static str = "without";

    /// Every one, in their order.
    pub const ALL: [Self; 4] = [Self::New, Self::InProgress, Self::Done, Self::Reviewed];

    /// True where nothing is left to do.
    pub fn is_finished(self) -> bool {
        matches!(self, Self::Done | Self::Reviewed)
    }

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Reviewed => "reviewed",
        }
    }

    /// How far the work on `document` is, by what it says of itself.
    pub fn of(document: &Document) -> Self {
        Self::read(document.meta_value(Self::KEY), document.annotations().len())
    }

    /// From what is stored and how many annotations there are.
    pub fn read(stored: &str, annotations: usize) -> Self {
        match stored {
            "done" => Self::Done,
            "reviewed" => Self::Reviewed,
            "in_progress" => Self::InProgress,
            _ if annotations > 0 => Self::InProgress,
            _ => Self::New,
        }
    }
}
