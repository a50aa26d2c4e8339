//! Why a report cannot be made.

use thiserror::Error;

use crate::messages::{Message, Strings, Worded};

/// A report that cannot be made; the words are those of the library at fault.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", Strings::of_terminal().words_of(self))]
pub enum ReportError {
    /// The program's own colors are damaged.
    Palette(String),
    /// The PDF.
    Pdf(String),
}

impl Worded for ReportError {
    fn message(&self) -> Message {
        match self {
            Self::Palette(why) => Message::new("report-no-colors").with_text("why", why),
            Self::Pdf(why) => Message::new("report-no-pdf").with_text("why", why),
        }
    }
}
