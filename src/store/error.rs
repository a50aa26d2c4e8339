//! What can go wrong with files: what failed, what to do about it, and where.

use std::{
    fmt, io,
    ops::Deref,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{analyst::AnalystNameError, lock::LockHolder, record::FileSyntaxError};
use crate::{model::schema::SchemaError, text::DecodeError};

/// A file operation that failed. Nothing was written, or what was there before is still there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    /// The file or folder concerned.
    pub path: PathBuf,
    /// What happened.
    pub failure: StoreFailure,
}

/// What happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreFailure {
    /// The system refused.
    Io {
        /// What was tried.
        doing: FileOperation,
        /// What the system said.
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
    /// The web page has no article that could be told apart from what surrounds it.
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
#[derive(Clone, Debug)]
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

impl fmt::Display for SystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

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

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.failure, self.path.display())
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.failure {
            StoreFailure::Io { error, .. } => Some(&**error),
            _ => None,
        }
    }
}

impl fmt::Display for StoreFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, error } => write!(f, "cannot {doing}: {error}; {}", advice(error)),
            Self::NotText(error) => write!(f, "{error}"),
            Self::TooLarge { bytes, largest } => {
                write!(f, "{bytes} bytes are more than the {largest} that are read; split it")
            }
            Self::NotAnArticle => {
                write!(f, "not an article; choose a .txt, .md, .html or .htm file")
            }
            Self::NoArticleInPage => write!(
                f,
                "no article found in this web page; copy its text and paste it into the window"
            ),
            Self::Syntax(error) => write!(f, "{error}; correct it or restore an earlier copy"),
            Self::NotOurs => {
                write!(f, "not an annotation file of Hashiye; import it or move it away")
            }
            Self::Newer { version } => write!(
                f,
                "written in version {version} of the format by a newer Hashiye; update this one"
            ),
            Self::Schema(error) => write!(f, "the schema can't be used: {error}; correct it"),
            Self::SchemaChanged => write!(
                f,
                "another program changed the schema meanwhile; open the article again to use it"
            ),
            Self::Settings(error) => write!(f, "the settings can't be read: {error}"),
            Self::Analyst(error) => write!(f, "{error}"),
            Self::BothSyntaxes => {
                write!(f, "there is a .ron and a .json of this analyst; choose which to keep")
            }
            Self::ChangedOutside => write!(
                f,
                "another program changed the file; reload it or overwrite it (a copy is kept)"
            ),
            Self::ArticleChangedAgain => {
                write!(f, "the article has changed once more; place its tags anew")
            }
            Self::MarkedReadOnly => {
                write!(f, "the file is marked as read-only; take the mark away or save elsewhere")
            }
            Self::ReadOnly(reason) => write!(f, "opened for reading only: {reason}"),
            Self::FolderIsLink => {
                write!(f, "the folder is a link to another place; remove the link")
            }
        }
    }
}

impl fmt::Display for FileOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::List => "list the folder",
            Self::CreateFolder => "make the folder",
            Self::Remove => "remove",
        })
    }
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer { version } => write!(
                f,
                "a newer Hashiye wrote this file (version {version} of the format); update this one"
            ),
            Self::ArticleChanged => {
                write!(f, "the article has changed since it was annotated; review its tags first")
            }
            Self::Locked(holder) => write!(f, "{holder} has it open; close it there"),
            Self::LockLost => write!(f, "somebody else took it over; open it again"),
            Self::CannotWrite(error) => write!(f, "{error}"),
            Self::Marked => write!(f, "the annotation file is marked as read-only; take that away"),
        }
    }
}

/// What a person can do about an error of the system.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "check the name",
        io::ErrorKind::PermissionDenied => "check that you may read and write it",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space on the disk",
        io::ErrorKind::ReadOnlyFilesystem => "copy the folder to a disk that can be written",
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => {
            "a folder stands where a file should be, or the reverse"
        }
        _ => "check the disk and try again",
    }
}
