//! What files have to say, as sentences.

use std::io;

use super::{
    AnalystNameError, DoubtKind, FileFinding, FileOperation, FileProblem, FileSyntaxError,
    ReadOnly, StoreError, StoreFailure, SyntaxFault, UnreadReason,
};
use crate::{
    messages::{Message, Worded},
    text::PageFault,
};

impl Worded for StoreError {
    fn message(&self) -> Message {
        Message::new("failed-at").with_words("what", &self.failure).with("path", &self.path)
    }
}

impl Worded for DoubtKind {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Unchanged => "doubt-unchanged",
            Self::OtherSurroundings => "doubt-other-surroundings",
            Self::SeveralPlaces => "doubt-several-places",
            Self::Reworded => "doubt-reworded",
            Self::Gone => "doubt-gone",
        })
    }
}

impl Worded for StoreFailure {
    fn message(&self) -> Message {
        match self {
            Self::Io { doing, error } => {
                Message::new(refused(*doing)).with("why", of_system(error))
            }
            Self::NotText(error) => error.message(),
            Self::TooLarge { bytes, largest } => {
                Message::new("failure-too-large").with("bytes", *bytes).with("largest", *largest)
            }
            Self::NotAnArticle => Message::new("failure-not-an-article"),
            Self::Page(PageFault::Nested(most)) => {
                Message::new("failure-page-nested").with("most", *most)
            }
            Self::Page(PageFault::Attributes(most)) => {
                Message::new("failure-page-attributes").with("most", *most)
            }
            Self::NoArticleInPage => Message::new("failure-no-article-in-page"),
            Self::Syntax(error) => Message::new("failure-syntax").with_words("why", error),
            Self::NotOurs => Message::new("failure-not-ours"),
            Self::Newer { version } => Message::new("read-only-newer").with("version", *version),
            Self::Schema(error) => Message::new("failure-schema").with_words("why", error),
            Self::SchemaChanged => Message::new("failure-schema-changed"),
            Self::Settings(error) => Message::new("failure-settings").with_words("why", error),
            Self::Analyst(error) => error.message(),
            Self::CopyOf { analyst } => {
                Message::new("failure-copy-of").with_text("analyst", analyst)
            }
            Self::OtherTexts => Message::new("failure-other-texts"),
            Self::OtherAnalysts => Message::new("failure-other-analysts"),
            Self::BothSyntaxes => Message::new("failure-both-syntaxes"),
            Self::ChangedOutside => Message::new("failure-changed-outside"),
            Self::ArticleChangedAgain => Message::new("failure-article-changed-again"),
            Self::MarkedReadOnly => Message::new("failure-marked-read-only"),
            Self::ReadOnly(reason) => reason.message(),
            Self::FolderIsLink => Message::new("failure-folder-is-link"),
        }
    }
}

fn refused(doing: FileOperation) -> &'static str {
    match doing {
        FileOperation::Read => "cannot-read",
        FileOperation::Write => "cannot-write",
        FileOperation::List => "cannot-list",
        FileOperation::CreateFolder => "cannot-make-folder",
        FileOperation::Remove => "cannot-remove",
    }
}

/// What the system said, with what can be done about it.
pub fn of_system(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => Message::new("io-not-found"),
        io::ErrorKind::PermissionDenied => Message::new("io-denied"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Message::new("io-full"),
        io::ErrorKind::ReadOnlyFilesystem => Message::new("io-read-only"),
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => Message::new("io-folder"),
        io::ErrorKind::AlreadyExists => Message::new("io-exists"),
        io::ErrorKind::InvalidInput => Message::new("io-no-file"),
        _ => Message::new("io-other").with_text("error", error),
    }
}

impl Worded for ReadOnly {
    fn message(&self) -> Message {
        match self {
            Self::Newer { version } => Message::new("read-only-newer").with("version", *version),
            Self::ArticleChanged => Message::new("read-only-article-changed"),
            Self::Locked(holder) => Message::new("read-only-locked")
                .with_text("user", holder.who())
                .with_text("host", &holder.host)
                .with("pid", holder.pid)
                .with("since", holder.opened_ago()),
            Self::LockLost => Message::new("read-only-lock-lost"),
            Self::CannotWrite(error) => {
                let why = match &error.failure {
                    StoreFailure::Io { error, .. } => of_system(error),
                    failure => failure.message(),
                };
                Message::new("read-only-cannot-write").with("why", why)
            }
            Self::Marked => Message::new("read-only-marked"),
        }
    }
}

impl Worded for FileSyntaxError {
    fn message(&self) -> Message {
        Message::new("file-at")
            .with("line", self.line)
            .with("column", self.column)
            .with_words("what", &self.what)
    }
}

impl Worded for SyntaxFault {
    fn message(&self) -> Message {
        match self {
            Self::Parser(words) => Message::new("parser-says").with_text("why", words),
            Self::KeyTwice(key) => Message::new("syntax-key-twice").with_title("key", key, None),
            Self::Expected(character) => {
                Message::new("syntax-expected").with_text("what", &format!("{character:?}"))
            }
            Self::ExpectedKey => Message::new("syntax-expected-key"),
            Self::ExpectedComma => Message::new("syntax-expected-comma"),
            Self::ExpectedValue => Message::new("syntax-expected-value"),
            Self::ExpectedEnd => Message::new("syntax-expected-end"),
            Self::ExpectedComment => Message::new("syntax-expected-comment"),
            Self::TooDeep => Message::new("syntax-too-deep"),
            Self::TooLong => Message::new("syntax-too-long"),
            Self::EndsInValue => Message::new("syntax-ends-in-value"),
            Self::EndsInString => Message::new("syntax-ends-in-string"),
            Self::EndsInComment => Message::new("syntax-ends-in-comment"),
            Self::NotUtf8 => Message::new("syntax-not-utf8"),
        }
    }
}

impl Worded for UnreadReason {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Hidden => "unread-hidden",
            Self::Copy => "unread-copy",
            Self::LetterCase => "unread-letter-case",
            Self::Composition => "unread-composition",
            Self::Name => "unread-name",
        })
    }
}

impl Worded for AnalystNameError {
    fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("name-empty"),
            Self::Long => Message::new("name-long"),
            Self::Character(it) => Message::new("name-character").with_text("character", it),
            Self::Gold => Message::new("name-gold"),
        }
    }
}

impl Worded for FileFinding {
    fn message(&self) -> Message {
        match self.line {
            0 => self.problem.message(),
            line => Message::new("file-line").with("line", line).with_words("what", &self.problem),
        }
    }
}

impl Worded for FileProblem {
    fn message(&self) -> Message {
        match self {
            Self::QuoteDiffers { id, quote, found } => Message::new("file-quote-differs")
                .with_text("id", id)
                .with_text("quote", quote)
                .with_text("found", found),
            Self::Outside { id, label, start, end, quote } => Message::new("file-outside")
                .with_text("id", id)
                .with_text("label", label)
                .with("start", *start)
                .with("end", *end)
                .with_text("quote", quote),
            Self::IdReplaced { id, given } => {
                Message::new("file-id-replaced").with_text("id", id).with_text("given", given)
            }
            Self::Dangling { id, label, from, to } => Message::new("file-dangling")
                .with_text("id", id)
                .with_text("label", label)
                .with_text("from", from)
                .with_text("to", to),
            Self::UnknownLabel { id, label } => {
                Message::new("file-unknown-label").with_text("id", id).with_text("label", label)
            }
            Self::UnknownRelation { id, label } => {
                Message::new("file-unknown-relation").with_text("id", id).with_text("label", label)
            }
            Self::CountersReplaced => Message::new("file-counters-replaced"),
            Self::OtherAnalyst { named } => {
                Message::new("file-other-analyst").with_text("named", named)
            }
            Self::Marked { conflicts } => Message::new("file-marked").with("n", *conflicts),
            Self::EditRefused { edits } => Message::new("file-edit-refused").with("n", *edits),
            Self::More { unlisted } => Message::new("file-more").with("n", *unlisted),
        }
    }
}
