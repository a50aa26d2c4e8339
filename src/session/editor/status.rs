//! How far the work on an article is.

/// How far an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ArticleStatus {
    /// Nothing marked.
    #[default]
    New,
    /// Being worked on.
    InProgress,
    /// Finished.
    Done,
}

impl ArticleStatus {
    /// The metadata key it is stored under.
    pub const KEY: &'static str = "status";

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "",
            Self::InProgress => "in_progress",
            Self::Done => "done",
        }
    }

    /// From what is stored and how many annotations there are.
    pub fn read(stored: &str, annotations: usize) -> Self {
        match stored {
            "done" => Self::Done,
            "in_progress" => Self::InProgress,
            _ if annotations > 0 => Self::InProgress,
            _ => Self::New,
        }
    }
}
