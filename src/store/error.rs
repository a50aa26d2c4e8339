//! What can go wrong with files: what failed, what to do about it, and where.

use std::{
    io,
    ops::Deref,
    path::{Path, PathBuf},
    sync::Arc,
};

use thiserror::Error;

use super::{analyst::AnalystNameError, file_syntax::FileSyntaxError, lock::LockHolder};
use crate::{
    messages::Strings,
    model::schema::SchemaError,
    text::{DecodeError, PageFault},
};

/// A file operation that failed. Nothing was written, or what was there before is still there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", Strings::of_terminal().words_of(self))]
pub struct StoreError {
    /// The file or folder concerned.
    pub path: PathBuf,
    /// What happened.
    #[source]
    pub failure: StoreFailure,
}

/// What happened to a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", Strings::of_terminal().words_of(self))]
#[non_exhaustive]
pub enum StoreFailure {
    /// The system refused.
    Io {
        /// What was tried.
        doing: FileOperation,
        /// What the system said.
        #[source]
        error: SystemError,
    },
    /// The article is not text that can be read.
    NotText(DecodeError),
    /// There is more than is read.
    TooLarge {
        /// Its length in bytes.
        bytes: u64,
        /// The most that is read, in bytes.
        largest: u64,
    },
    /// The name ends in something else than `.txt`, `.md`, `.html` or `.htm`.
    NotAnArticle,
    /// The web page nests or crowds its elements beyond what is read.
    Page(PageFault),
    /// The web page has no article that could be distinguished from what surrounds it.
    NoArticleInPage,
    /// The annotation file is damaged or written by hand with a mistake.
    Syntax(FileSyntaxError),
    /// The file is no annotation file of this program.
    NotOurs,
    /// The file was written by a later version of this program, which this one can't read.
    Newer {
        /// The version of the format.
        version: u32,
    },
    /// The schema of the folder can't be used.
    Schema(SchemaError),
    /// The schema of the folder is not the one that was read.
    SchemaChanged,
    /// The settings can't be read.
    Settings(FileSyntaxError),
    /// The analyst's name can't be part of a file's name.
    Analyst(AnalystNameError),
    /// The file is a copy of somebody's work that a synchronizing program left.
    CopyOf {
        /// Whose work it is.
        analyst: String,
    },
    /// Files to be merged are on different texts of the article.
    OtherTexts,
    /// Files to be merged are of different analysts.
    OtherAnalysts,
    /// Both a RON and a JSON file of the same analyst are there.
    BothSyntaxes,
    /// Somebody else changed the file since it was read.
    ChangedOutside,
    /// The article was changed once more while its annotations were reviewed.
    ArticleChangedAgain,
    /// Somebody marked the file as not to be written.
    MarkedReadOnly,
    /// The file may not be written now.
    ReadOnly(ReadOnly),
    /// The folder of the program's own files is a link to somewhere else.
    FolderIsLink,
}

/// Why a file may not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadOnly {
    /// A newer version of the program wrote it.
    Newer {
        /// The version of its format.
        version: u32,
    },
    /// The article's text is not the one that was annotated, and nobody said yet where its
    /// annotations go.
    ArticleChanged,
    /// Somebody has it open.
    Locked(Box<LockHolder>),
    /// Somebody took it over while it was open here.
    LockLost,
    /// The folder can't be written to.
    CannotWrite(Box<StoreError>),
    /// The file is marked as read-only.
    Marked,
}

/// What the system said when it refused. Two are equal when they say the same.
#[derive(Clone, Debug, Error)]
#[error(transparent)]
pub struct SystemError(Arc<io::Error>);

impl From<io::Error> for SystemError {
    fn from(error: io::Error) -> Self {
        Self(Arc::new(error))
    }
}

impl From<io::ErrorKind> for SystemError {
    fn from(kind: io::ErrorKind) -> Self {
        io::Error::from(kind).into()
    }
}

impl Deref for SystemError {
    type Target = io::Error;

    fn deref(&self) -> &io::Error {
        &self.0
    }
}

impl PartialEq for SystemError {
    fn eq(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.to_string() == other.to_string()
    }
}

impl Eq for SystemError {}

/// What was tried when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOperation {
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Listing a folder.
    List,
    /// Making a folder.
    CreateFolder,
    /// Removing.
    Remove,
}

impl StoreFailure {
    /// The system refused.
    pub(super) fn io(doing: FileOperation, error: io::Error) -> Self {
        Self::Io { doing, error: error.into() }
    }
}

impl StoreError {
    pub(super) fn new(path: impl Into<PathBuf>, failure: StoreFailure) -> Self {
        Self { path: path.into(), failure }
    }

    /// For `map_err`: the system refused `doing` something with `path`.
    pub(super) fn io(doing: FileOperation, path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |error| Self::new(path, StoreFailure::io(doing, error))
    }

    /// True when the file is not there.
    pub fn is_not_found(&self) -> bool {
        matches!(&self.failure, StoreFailure::Io { error, .. } if error.kind() == io::ErrorKind::NotFound)
    }
}
