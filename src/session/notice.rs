//! What the program has to tell, in no language yet: the window and the terminal put it in words.

use crate::{
    model::AnnotationId,
    store::{AnnotationFile, FileSyntax},
};

/// A message for the person at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells notices apart; grows.
    pub serial: u64,
    /// How urgent it is.
    pub level: Level,
    /// The key of its words in `assets/lang/*`.
    pub key: &'static str,
    /// What its words speak of.
    pub arguments: Vec<(&'static str, Said)>,
    /// What a person may choose to do about it, the safest first.
    pub offers: Vec<Offer>,
}

/// What the words of a message speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Something that is the same in every language: a number, a path, words of an article.
    Text(String),
    /// Words of their own.
    Message(Message),
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Words, in no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Their key in `assets/lang/*`.
    pub key: &'static str,
    /// What they speak of.
    pub arguments: Vec<(&'static str, Said)>,
}

/// How urgent a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something went as asked.
    Info,
    /// Something to look at; nothing is lost.
    Warning,
    /// Something did not work.
    Error,
}

/// Something to do about a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Remove these parts, which nothing uses any more.
    RemoveParts(Vec<AnnotationId>),
    /// Read the file anew; what was marked here and not saved is marked on it where it fits.
    Reload,
    /// Write the file over what another program wrote, of which a copy is kept.
    Overwrite,
    /// Write the file now.
    SaveAgain,
    /// Open the article again.
    OpenAgain,
    /// Go on in another folder.
    SaveElsewhere,
    /// Write the article, which is gone, from memory.
    WriteArticle,
    /// Write the articles of these annotation files, which are gone, from the copies that were kept.
    BringBack(Vec<AnnotationFile>),
    /// Read the changed article and look where the tags went.
    PlaceAnew,
    /// See where the tags of a changed article went.
    Review,
    /// Take the article from who has it open elsewhere and is known to be gone.
    TakeOver,
    /// Of two files of one analyst keep this one.
    Keep(FileSyntax),
    /// See earlier versions.
    Versions,
}

impl Offer {
    /// The key of its words in `assets/lang/*`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::RemoveParts(_) => "offer-remove-parts",
            Self::Reload => "offer-reload",
            Self::Overwrite => "offer-overwrite",
            Self::SaveAgain => "offer-save-again",
            Self::OpenAgain => "offer-open-again",
            Self::SaveElsewhere => "offer-save-elsewhere",
            Self::WriteArticle | Self::BringBack(_) => "offer-write-article",
            Self::PlaceAnew => "offer-place-anew",
            Self::Review => "offer-review",
            Self::TakeOver => "offer-take-over",
            Self::Keep(FileSyntax::Ron) => "offer-keep-ron",
            Self::Keep(FileSyntax::Json) => "offer-keep-json",
            Self::Versions => "offer-versions",
        }
    }
}

/// Why something can't be done now: the key of its words in `assets/lang/*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason(pub &'static str);
