//! What the store has to say, as messages that the window puts into its own language.

use std::{fmt, io, path::Path};

use super::{Message, Refusal, Said};
use crate::{
    model::schema::SchemaError,
    store::{
        AnalystNameError, FileFinding, FileOperation, FileProblem, FileSyntaxError, ReadOnly,
        StoreError, StoreFailure,
    },
    text::DecodeError,
};

/// Why a file could not be read or written, and which.
pub(super) fn error(error: &StoreError) -> Said {
    let path = error.path.display().to_string();
    say("failed-at", [("what", failure(&error.failure)), ("path", Said::Text(path))])
}

/// Why something was not written or brought in.
pub(super) fn refusal(refusal: &Refusal) -> Said {
    let path = |it: &Path| text(it.display());
    match refusal {
        Refusal::Store(it) => error(it),
        Refusal::Format(it) => text(it),
        Refusal::NoFormat(it) => say("refused-no-format", [("path", path(it))]),
        Refusal::NoArticle => just("refused-no-article"),
        Refusal::TwoWorks { analyst, article } => {
            say("refused-two-works", [("analyst", text(analyst)), ("article", text(article))])
        }
        Refusal::OtherText(it) => say("refused-other-text", [("path", path(it))]),
        Refusal::WorkThere(it) => say("refused-work-there", [("path", path(it))]),
        Refusal::WorkedOn(it) => say("refused-worked-on", [("path", path(it))]),
        Refusal::OtherFiles { name, folder } => {
            say("refused-other-files", [("name", text(name)), ("path", path(folder))])
        }
        Refusal::Report(why) => text(why),
    }
}

/// Why an article can only be read.
pub(super) fn read_only(reason: &ReadOnly) -> Said {
    match reason {
        ReadOnly::Newer { version } => say("read-only-newer", [("version", text(version))]),
        ReadOnly::ArticleChanged => just("read-only-article-changed"),
        ReadOnly::Locked(holder) => say(
            "read-only-locked",
            [
                ("user", text(&holder.user)),
                ("host", text(&holder.host)),
                ("pid", text(holder.pid)),
                ("since", text(&holder.since)),
            ],
        ),
        ReadOnly::LockLost => just("read-only-lock-lost"),
        ReadOnly::CannotWrite(error) => text(error),
        ReadOnly::Marked => just("read-only-marked"),
    }
}

/// What in an annotation file does not fit.
pub(super) fn finding(FileFinding { line, problem }: &FileFinding) -> Said {
    let what = match problem {
        FileProblem::QuoteDiffers { id, quote, found } => say(
            "file-quote-differs",
            [("id", text(id)), ("quote", text(quote)), ("found", text(found))],
        ),
        FileProblem::Outside { id, label, start, end, quote } => say(
            "file-outside",
            [
                ("id", text(id)),
                ("label", text(label)),
                ("start", text(start)),
                ("end", text(end)),
                ("quote", text(quote)),
            ],
        ),
        FileProblem::IdReplaced { id, given } => {
            say("file-id-replaced", [("id", text(id)), ("given", text(given))])
        }
        FileProblem::Dangling { id, label, from, to } => say(
            "file-dangling",
            [("id", text(id)), ("label", text(label)), ("from", text(from)), ("to", text(to))],
        ),
        FileProblem::UnknownLabel { id, label } => {
            say("file-unknown-label", [("id", text(id)), ("label", text(label))])
        }
        FileProblem::UnknownRelation { id, label } => {
            say("file-unknown-relation", [("id", text(id)), ("label", text(label))])
        }
        FileProblem::CountersReplaced => just("file-counters-replaced"),
        FileProblem::OtherAnalyst { named } => say("file-other-analyst", [("named", text(named))]),
        FileProblem::EditRefused { edits } => say("file-edit-refused", [("n", text(edits))]),
        FileProblem::More { unlisted } => say("file-more", [("n", text(unlisted))]),
    };
    match line {
        0 => what,
        line => say("file-line", [("line", text(line)), ("what", what)]),
    }
}

/// Why a name can't be an analyst's.
pub(super) fn name(error: AnalystNameError) -> Said {
    match error {
        AnalystNameError::Empty => just("name-empty"),
        AnalystNameError::Long => just("name-long"),
        AnalystNameError::Character(it) => say("name-character", [("character", text(it))]),
    }
}

fn failure(failure: &StoreFailure) -> Said {
    match failure {
        StoreFailure::Io { doing, error } => {
            let key = match doing {
                FileOperation::Read => "cannot-read",
                FileOperation::Write => "cannot-write",
                FileOperation::List => "cannot-list",
                FileOperation::CreateFolder => "cannot-make-folder",
                FileOperation::Remove => "cannot-remove",
            };
            say(key, [("why", of_system(error))])
        }
        StoreFailure::NotText(error) => undecoded(error),
        StoreFailure::TooLarge { bytes, largest } => {
            say("failure-too-large", [("bytes", text(bytes)), ("largest", text(largest))])
        }
        StoreFailure::NotAnArticle => just("failure-not-an-article"),
        StoreFailure::NoArticleInPage => just("failure-no-article-in-page"),
        StoreFailure::Syntax(FileSyntaxError { line, column, what }) => say(
            "failure-syntax",
            [("line", text(line)), ("column", text(column)), ("what", text(what))],
        ),
        StoreFailure::NotOurs => just("failure-not-ours"),
        StoreFailure::Newer { version } => say("read-only-newer", [("version", text(version))]),
        StoreFailure::Schema(SchemaError { place: Some((line, column)), what }) => say(
            "failure-schema-at",
            [("line", text(line)), ("column", text(column)), ("what", text(what))],
        ),
        StoreFailure::Schema(error) => say("failure-schema", [("why", text(error))]),
        StoreFailure::SchemaChanged => just("failure-schema-changed"),
        StoreFailure::Settings(error) => say("failure-settings", [("why", text(error))]),
        StoreFailure::Analyst(error) => name(*error),
        StoreFailure::BothSyntaxes => just("failure-both-syntaxes"),
        StoreFailure::ChangedOutside => just("failure-changed-outside"),
        StoreFailure::ArticleChangedAgain => just("failure-article-changed-again"),
        StoreFailure::MarkedReadOnly => just("failure-marked-read-only"),
        StoreFailure::ReadOnly(reason) => read_only(reason),
        StoreFailure::FolderIsLink => just("failure-folder-is-link"),
    }
}

/// What the system said, with what can be done about it.
fn of_system(error: &io::Error) -> Said {
    match error.kind() {
        io::ErrorKind::NotFound => just("io-not-found"),
        io::ErrorKind::PermissionDenied => just("io-denied"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => just("io-full"),
        io::ErrorKind::ReadOnlyFilesystem => just("io-read-only"),
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => just("io-folder"),
        io::ErrorKind::AlreadyExists => just("io-exists"),
        io::ErrorKind::InvalidInput => just("io-no-file"),
        _ => say("io-other", [("error", text(error))]),
    }
}

fn undecoded(error: &DecodeError) -> Said {
    match error {
        DecodeError::Empty => just("text-empty"),
        DecodeError::Binary => just("text-binary"),
        DecodeError::Unknown { guess } => say("text-unknown", [("guess", text(guess))]),
        DecodeError::Damaged { encoding, line } => {
            say("text-damaged", [("line", text(line)), ("encoding", text(encoding.name()))])
        }
    }
}

fn text(it: impl fmt::Display) -> Said {
    Said::Text(it.to_string())
}

fn just(key: &'static str) -> Said {
    say(key, [])
}

fn say<const N: usize>(key: &'static str, arguments: [(&'static str, Said); N]) -> Said {
    Said::Message(Message { key, arguments: arguments.into() })
}
