//! Why something was not written or brought in.

use std::{fmt, path::PathBuf};

use crate::{
    formats::FormatError,
    messages::{Message, Worded},
    store::{Analyst, StoreError},
};

/// Why an export, a report or an import was not carried out. Nothing was changed then, unless the
/// disk failed on the way.
#[derive(Debug)]
pub enum Refusal {
    /// The files or the disk.
    Store(StoreError),
    /// The dataset can't be read.
    Format(FormatError),
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
    /// The report can't be set.
    Report(String),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Format(error) => error.fmt(f),
            Self::NoFormat(path) => write!(f, "in no known format: {}", path.display()),
            Self::NoArticle => f.write_str("there is no article in it"),
            Self::TwoWorks { analyst, article } => {
                write!(f, "two works of {analyst} on one article: {article}")
            }
            Self::OtherText(path) => write!(
                f,
                "an article of this name with another text is there; choose an empty folder: {}",
                path.display()
            ),
            Self::WorkThere(path) => write!(
                f,
                "work of this analyst is there; name another analyst or folder: {}",
                path.display()
            ),
            Self::WorkedOn(path) => write!(
                f,
                "this is one of the files that are worked on; give another name: {}",
                path.display()
            ),
            Self::SeveralFiles(path) => write!(
                f,
                "this format is several files; give a folder, a name without an extension: {}",
                path.display()
            ),
            Self::AmongArticles(path) => write!(
                f,
                "this lies in the folder to read, and would be read as articles the next time; give \
                 a place outside: {}",
                path.display()
            ),
            Self::OtherFiles { name, folder } => write!(
                f,
                "the folder holds other files, such as {name:?}; name an empty or a new one: {}",
                folder.display()
            ),
            Self::Report(why) => f.write_str(why),
        }
    }
}

impl Worded for Refusal {
    fn message(&self) -> Message {
        match self {
            Self::Store(error) => error.message(),
            Self::Format(error) => Message::new("refused-format").with_text("why", error),
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
            Self::Report(why) => Message::new("refused-report").with_text("why", why),
        }
    }
}
