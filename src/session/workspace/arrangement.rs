//! In which order the articles of a folder are listed, and which of them.

use std::{cmp::Ordering, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ArticleRow, folder::folded_title};
use crate::session::editor::ArticleStatus;

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
    /// By the day of publication; those without one last.
    Day,
    /// Most suggestions to decide first; those not looked into last.
    SuggestionsLeft,
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

impl ArticleArrangement {
    /// The rows that are listed, in their order.
    pub(super) fn arrange(&self, rows: &[ArticleRow]) -> Vec<usize> {
        let words = folded_title(&self.filter.words);
        let fits = |at: &usize| rows.get(*at).is_some_and(|it| self.filter.takes(it, &words));
        let mut shown: Vec<usize> = (0..rows.len()).filter(fits).collect();
        let compare = |a: &usize, b: &usize| match (rows.get(*a), rows.get(*b)) {
            (Some(a), Some(b)) => self.order.compare(a, b),
            (None, _) | (_, None) => Ordering::Equal,
        };
        // Stable, so that equal ones stay in order of name.
        shown.sort_by(compare);
        shown
    }
}

impl ArticleOrder {
    fn compare(self, a: &ArticleRow, b: &ArticleRow) -> Ordering {
        match self {
            Self::Name => Ordering::Equal,
            Self::Day => (a.day().is_none(), a.day()).cmp(&(b.day().is_none(), b.day())),
            Self::SuggestionsLeft => {
                let left = |it: &ArticleRow| it.figures().map(|it| it.suggestions_left);
                left(b).cmp(&left(a))
            }
        }
    }
}

impl ArticleFilter {
    /// True where it takes every article.
    pub fn takes_all(&self) -> bool {
        self.words.trim().is_empty() && self.statuses.is_empty() && self.traits.is_empty()
    }

    fn takes(&self, row: &ArticleRow, words: &str) -> bool {
        let is_so = |it: &ArticleTrait| match it {
            ArticleTrait::SuggestionsLeft => {
                row.figures().is_some_and(|it| it.suggestions_left > 0)
            }
            ArticleTrait::Findings => row.figures().is_some_and(|it| it.findings > 0),
            ArticleTrait::Undated => row.day().is_none(),
            ArticleTrait::Unreadable => row.details.as_ref().is_some_and(|it| it.trouble.is_some()),
        };
        let has_status = self.statuses.is_empty() || self.statuses.contains(&row.status());
        has_status && row.is_called(words) && self.traits.iter().all(is_so)
    }
}
