//! In which order the articles of a folder are listed, and which of them.

use std::collections::BTreeSet;

use crate::model::ArticleStatus;
use serde::{Deserialize, Serialize};

/// How the articles of a folder are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleArrangement {
    /// In which order.
    pub order: ArticleOrder,
    /// Which of them: those that fit all of it.
    pub filter: ArticleFilter,
}

/// An order of articles; those that it leaves equal are in order of name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArticleOrder {
    /// By the names of their files.
    #[default]
    Name,
    /// By their titles, in the order of the alphabet.
    Title,
    /// By the day of publication; those without one last.
    Day,
    /// Most suggestions to decide first; those not looked into last.
    SuggestionsLeft,
    /// The shortest first; those not looked into last.
    Shortest,
    /// Those first from which most is to be learned, for their length; finished ones last.
    MostToLearn,
}

/// Which articles are listed: those that every part of it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleFilter {
    /// Their titles or files' names have these words, in any spelling; all where it is empty.
    pub words: String,
    /// They are as far as one of these says; any where it is empty.
    pub statuses: BTreeSet<ArticleStatus>,
    /// All of this is true of them.
    pub traits: BTreeSet<ArticleTrait>,
}

/// Something that is true of some articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ArticleTrait {
    /// There are suggestions to decide on.
    SuggestionsLeft,
    /// Something may be wrong.
    Findings,
    /// Nobody has said when it was published.
    Undated,
    /// One of its files can't be read.
    Unreadable,
}
