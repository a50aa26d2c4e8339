//! What can be done about a notice, as a button beside it.

use std::path::PathBuf;

use crate::{
    messages::{Message, Worded},
    model::AnnotationId,
    session::FinishAnswer,
    store::{Analyst, AnnotationFile, DraftKey, FileSyntax},
};

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
    /// See the changed articles of the folder.
    ReviewFolder,
    /// Take the article from who has it open elsewhere and is known to be gone.
    TakeOver,
    /// Of two files of one analyst keep this one.
    Keep(FileSyntax),
    /// Go on with what was begun.
    GoOn,
    /// Correct what was typed into this field.
    CorrectValue(DraftKey),
    /// Open this article.
    GoTo(PathBuf),
    /// Take the work under this name along to the present one.
    TakeAlong(Analyst),
    /// Go on under this name.
    GoOnAs(Analyst),
    /// See earlier versions.
    Versions,
    /// See the report of a failure.
    FailureReport,
    /// Run this program from now on, and give it the text of the articles opened.
    AgreeToProgram(String),
    /// Do not run this program.
    TurnProgramOff(String),
    /// Mark the article done, or not, with what is open in it.
    Finish(FinishAnswer),
    /// Break off the reports that are being written.
    StopReports,
}

impl Worded for Offer {
    fn message(&self) -> Message {
        if let Self::GoOnAs(analyst) = self {
            return Message::new("offer-go-on-as").with_text("name", analyst);
        }
        Message::new(match self {
            Self::RemoveParts(_) => "offer-remove-parts",
            Self::Reload => "offer-reload",
            Self::Overwrite => "offer-overwrite",
            Self::SaveAgain => "offer-save-again",
            Self::OpenAgain => "offer-open-again",
            Self::SaveElsewhere => "offer-save-elsewhere",
            Self::WriteArticle | Self::BringBack(_) => "offer-write-article",
            Self::PlaceAnew => "offer-place-anew",
            Self::Review => "offer-review",
            Self::ReviewFolder => "offer-review-folder",
            Self::TakeOver => "offer-take-over",
            Self::Finish(FinishAnswer::RejectAll) => "offer-reject-all",
            Self::Finish(FinishAnswer::Leave) => "offer-leave",
            Self::Finish(FinishAnswer::GoBack) => "offer-go-back",
            Self::Keep(FileSyntax::Ron) => "offer-keep-ron",
            Self::Keep(FileSyntax::Json) => "offer-keep-json",
            Self::GoOn => "offer-go-on",
            Self::CorrectValue(_) => "offer-correct-value",
            Self::GoTo(_) => "offer-go-to",
            Self::TakeAlong(_) => "offer-take-along",
            Self::GoOnAs(_) => "offer-go-on-as",
            Self::Versions => "offer-versions",
            Self::StopReports => "offer-stop-reports",
            Self::FailureReport => "offer-failure-report",
            Self::AgreeToProgram(_) => "offer-agree-to-program",
            Self::TurnProgramOff(_) => "offer-turn-program-off",
        })
    }
}
