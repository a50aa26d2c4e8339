//! An article in the list of a folder: what is known of it, and how it is listed.

use std::{cmp::Ordering, path::Path};

use super::{ArticleFilter, ArticleOrder, ArticleTrait, WorkFigures};
use crate::{
    language::{Fold, Folded, JOINER, alphabetical_key},
    model::{ArticleStatus, Document},
    store::{AnnotationFile, ArticleDetails, ArticleEntry, WorkStamp},
};

/// Whose an article is to work on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArticleShare {
    /// Everybody's, before all others.
    Calibration,
    /// The analyst's own, or nobody's in particular.
    #[default]
    Own,
    /// Others'.
    Others,
}

/// How what was counted in an article stands to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FiguresStanding {
    /// It has to be counted, or counted anew.
    Waiting,
    /// Nothing has changed in it, but more was learned since: it is counted anew when it is in sight.
    Earlier,
    /// It is as it was counted.
    Counted,
}

/// One article of a folder.
#[derive(Clone, Debug)]
pub struct ArticleRow {
    pub(super) entry: ArticleEntry,
    /// Whose it is to work on.
    pub share: ArticleShare,
    /// What its first line and its annotations say; `None` until they were looked at.
    pub details: Option<ArticleDetails>,
    /// What the analyst's file was like then.
    pub(super) stamp: Option<WorkStamp>,
    /// When the table of the folder says it was published.
    pub(super) catalogued: Option<String>,
    pub(super) figures: Option<WorkFigures>,
    pub(super) standing: FiguresStanding,
    /// Its title and its file's name, for comparing.
    pub(super) words: String,
    /// Its title, for the order of the alphabet.
    pub(super) title_key: String,
}

impl ArticleRow {
    pub(super) fn new(entry: ArticleEntry) -> Self {
        let (words, title_key) = (folded_title(&entry.name), alphabetical_key(&entry.name));
        let share = ArticleShare::default();
        Self {
            entry,
            share,
            details: None,
            stamp: None,
            catalogued: None,
            figures: None,
            standing: FiguresStanding::Waiting,
            words,
            title_key,
        }
    }

    /// When it was published, as its analyst or the table of the folder says (ISO 8601).
    pub fn day(&self) -> Option<&str> {
        let own = self.details.as_ref().and_then(|it| it.meta.get(Document::PUBLISHED));
        own.or(self.catalogued.as_ref()).map(String::as_str)
    }

    /// What is left to do in it; `None` until it was counted, and where it can't be read.
    pub fn figures(&self) -> Option<WorkFigures> {
        self.figures
    }

    /// True where every part of `filter` takes it; `words` are the filter's, folded.
    pub(super) fn fits(&self, filter: &ArticleFilter, words: &str) -> bool {
        let is_so = |it: &ArticleTrait| match it {
            ArticleTrait::SuggestionsLeft => self.figures.is_some_and(|it| it.suggestions_left > 0),
            ArticleTrait::Findings => self.figures.is_some_and(|it| it.findings > 0),
            ArticleTrait::Undated => self.day().is_none(),
            ArticleTrait::Unreadable => {
                self.details.as_ref().is_some_and(|it| it.trouble.is_some())
            }
        };
        let has_status = filter.statuses.is_empty() || filter.statuses.contains(&self.status());
        has_status && self.words.contains(words) && filter.traits.iter().all(is_so)
    }

    /// Whose work on it there is.
    pub fn annotations(&self) -> &[AnnotationFile] {
        &self.entry.annotations
    }

    /// Where the article is.
    pub fn path(&self) -> &Path {
        &self.entry.path
    }

    /// What its file is called.
    pub fn file_name(&self) -> &str {
        &self.entry.name
    }

    /// Its first line, or its file's name.
    pub fn title(&self) -> &str {
        match &self.details {
            Some(details) if !details.title.is_empty() => &details.title,
            _ => &self.entry.name,
        }
    }

    /// How many annotations it has.
    pub fn count(&self) -> usize {
        self.details.as_ref().map_or(0, |it| it.counts.values().sum())
    }

    /// How far it is.
    pub fn status(&self) -> ArticleStatus {
        let stored = self.details.as_ref().and_then(|it| it.meta.get(ArticleStatus::KEY));
        ArticleStatus::read(stored.map_or("", String::as_str), self.count())
    }
}

/// Which of two articles comes first in this order.
pub(super) fn compared(order: ArticleOrder, a: &ArticleRow, b: &ArticleRow) -> Ordering {
    match order {
        ArticleOrder::Name => Ordering::Equal,
        ArticleOrder::Title => a.title_key.cmp(&b.title_key),
        ArticleOrder::Day => (a.day().is_none(), a.day()).cmp(&(b.day().is_none(), b.day())),
        ArticleOrder::SuggestionsLeft => {
            let left = |it: &ArticleRow| it.figures().map(|it| it.suggestions_left);
            left(b).cmp(&left(a))
        }
        ArticleOrder::Shortest => {
            let length = |it: &ArticleRow| it.figures().map_or(usize::MAX, |it| it.length);
            length(a).cmp(&length(b))
        }
        ArticleOrder::MostToLearn => {
            let yields = |it: &ArticleRow| {
                let figures = it.figures().filter(|_| !it.status().is_finished());
                figures.map(|it| it.to_learn)
            };
            yields(b).cmp(&yields(a))
        }
    }
}

/// Words in one spelling, for comparing: without joiners and case, as titles are looked through.
pub(super) fn folded_title(words: &str) -> String {
    let folded = Folded::new(words.trim(), Fold::Loose).as_str().to_lowercase();
    folded.replace(JOINER, "")
}
