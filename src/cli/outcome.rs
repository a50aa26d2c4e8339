//! How a verb ends: its exit code, and what is said where it stopped.

use std::{path::Path, process::ExitCode};

use crate::{
    dataset::Refusal,
    formats::FormatError,
    messages::{Message, Worded},
    store::{AnalystNameError, StoreError},
};

/// How a verb ended, as the exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// 0: all is well.
    Done,
    /// 1: something was found, or a loss was refused.
    Findings,
    /// 2: called in a way that makes no sense.
    Usage,
    /// 3: something could not be read or written.
    Unreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::Usage => 2,
            Outcome::Unreadable => 3,
        })
    }
}

/// Why a verb stopped.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) outcome: Outcome,
    pub(super) message: Message,
}

impl Failure {
    pub(super) fn usage(what: &impl Worded) -> Self {
        Self { outcome: Outcome::Usage, message: what.message() }
    }

    pub(super) fn unreadable(what: &impl Worded) -> Self {
        Self { outcome: Outcome::Unreadable, message: what.message() }
    }

    /// What is said of a file that is left as it is.
    pub(super) fn at(what: &impl Worded, path: &Path) -> Self {
        Self::unreadable(&what.message().at(path))
    }
}

/// What a verb comes to.
pub(super) type Done = Result<Outcome, Failure>;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::unreadable(&error)
    }
}

impl From<FormatError> for Failure {
    fn from(error: FormatError) -> Self {
        Self::unreadable(&error)
    }
}

impl From<AnalystNameError> for Failure {
    fn from(error: AnalystNameError) -> Self {
        Self::usage(&error)
    }
}

impl From<Refusal> for Failure {
    /// What another name or folder helps is a matter of use; the others of files.
    fn from(refusal: Refusal) -> Self {
        match &refusal {
            Refusal::WorkedOn(_)
            | Refusal::AmongArticles(_)
            | Refusal::SeveralFiles(_)
            | Refusal::OtherFiles { .. } => Self::usage(&refusal),
            Refusal::Store(_)
            | Refusal::Format(_)
            | Refusal::NoFormat(_)
            | Refusal::NoArticle
            | Refusal::TwoWorks { .. }
            | Refusal::OtherText(_)
            | Refusal::WorkThere(_)
            | Refusal::WouldReplace(_)
            | Refusal::ChangedMeanwhile
            | Refusal::Report(_) => Self::unreadable(&refusal),
        }
    }
}
