//! Why something was not written or brought in.

use std::path::PathBuf;

use thiserror::Error;

use crate::{
    formats::FormatError,
    messages::{Message, Strings, Worded},
    store::{Analyst, StoreError},
};

/// Why an export, a report or an import was not carried out. Nothing was changed then, unless the
/// disk failed on the way.
#[derive(Debug, Error)]
#[error("{}", Strings::of_terminal().words_of(self))]
pub enum Refusal {
    /// The files or the disk.
    Store(#[from] StoreError),
    /// The dataset can't be read.
    Format(#[source] FormatError),
    /// The dataset is in no known format.
    NoFormat(PathBuf),
    /// There is no article in the dataset.
    NoArticle,
    /// The dataset has two works of one analyst on one article.
    TwoWorks {
        /// Whose.
        analyst: Analyst,
        /// The article's id.
        article: String,
    },
    /// An article of this name is there, with another text.
    OtherText(PathBuf),
    /// Work of the same analyst is there.
    WorkThere(PathBuf),
    /// The file to be written is one that is worked on.
    WorkedOn(PathBuf),
    /// The format is several files, and the place is one.
    SeveralFiles(PathBuf),
    /// What is written there would be read as articles the next time.
    AmongArticles(PathBuf),
    /// The folder holds something else than what is to be written.
    OtherFiles {
        /// One of the files.
        name: String,
        /// The folder.
        folder: PathBuf,
    },
    /// Files of these names are there, and nobody said that they may be replaced.
    WouldReplace(PathBuf),
    /// Somebody works on the articles: each time they are read they are others.
    ChangedMeanwhile,
    /// The report can't be set.
    Report(Message),
}

impl Worded for Refusal {
    fn message(&self) -> Message {
        match self {
            Self::Store(error) => error.message(),
            Self::Format(error) => error.message(),
            Self::NoFormat(path) => Message::new("refused-no-format").with("path", path),
            Self::NoArticle => Message::new("refused-no-article"),
            Self::TwoWorks { analyst, article } => Message::new("refused-two-works")
                .with_text("analyst", analyst)
                .with_text("article", article),
            Self::OtherText(path) => Message::new("refused-other-text").with("path", path),
            Self::WorkThere(path) => Message::new("refused-work-there").with("path", path),
            Self::WorkedOn(path) => Message::new("refused-worked-on").with("path", path),
            Self::SeveralFiles(path) => Message::new("refused-several-files").with("path", path),
            Self::AmongArticles(path) => Message::new("refused-among-articles").with("path", path),
            Self::OtherFiles { name, folder } => {
                Message::new("refused-other-files").with_text("name", name).with("path", folder)
            }
            Self::WouldReplace(path) => Message::new("refused-would-replace").with("path", path),
            Self::ChangedMeanwhile => Message::new("refused-changed-meanwhile"),
            Self::Report(why) => why.clone(),
        }
    }
}
