//! What there is to say of programs, as sentences.

use super::{
    super::wording::of_system,
    failure::{ExternalCause, ExternalFailure, ExternalFault, ExternalProblem},
};
use crate::messages::{Message, Worded};

impl Worded for ExternalFailure {
    fn message(&self) -> Message {
        let mut said = self.cause.message();
        if !self.last_words.is_empty() {
            said = Message::new("external-last-words")
                .with("what", said)
                .with_text("words", &self.last_words);
        }
        if self.is_last { Message::new("external-is-last").with("what", said) } else { said }
    }
}

impl Worded for ExternalCause {
    fn message(&self) -> Message {
        match self {
            Self::BadName => Message::new("external-bad-name"),
            Self::NoCommand => Message::new("external-no-command"),
            Self::RelativeCommand(name) => {
                Message::new("external-relative").with_text("command", name)
            }
            Self::NotStarted(error) => {
                Message::new("external-not-started").with("why", of_system(error))
            }
            Self::Ended(Some(code)) => {
                Message::new("external-ended-with").with_text("code", &code.to_string())
            }
            Self::Ended(None) => Message::new("external-ended"),
            Self::ClosedOutput => Message::new("external-closed-output"),
            Self::Late { seconds } => Message::new("external-late").with("n", *seconds),
            Self::LongLine { longest } => {
                Message::new("external-long-line").with("longest", *longest)
            }
            Self::OtherLines { count, first } => {
                Message::new("external-other-lines").with("n", *count).with_words("first", first)
            }
            Self::ManyMentions { most } => {
                Message::new("external-many-mentions").with("most", *most)
            }
            Self::LongArticle { longest } => {
                Message::new("external-long-article").with("longest", *longest)
            }
            Self::Off => Message::new("external-off"),
            Self::Stopped => Message::new("external-stopped"),
        }
    }
}

impl Worded for ExternalFault {
    fn message(&self) -> Message {
        Message::new("external-line").with("line", self.line).with_words("what", &self.what)
    }
}

impl Worded for ExternalProblem {
    fn message(&self) -> Message {
        match self {
            Self::NoAnswer => Message::new("external-no-answer"),
            Self::OtherId => Message::new("external-other-id"),
            Self::NoMention => Message::new("external-no-mention"),
            Self::NoWords { start, end } => {
                Message::new("external-no-words").with("start", *start).with("end", *end)
            }
            Self::OutsideText { start, end, length } => Message::new("external-outside-text")
                .with("start", *start)
                .with("end", *end)
                .with("length", *length),
            Self::InsideCharacter { start, end } => {
                Message::new("external-inside-character").with("start", *start).with("end", *end)
            }
            Self::OtherWords { given, there } => Message::new("external-other-words")
                .with_text("given", given)
                .with_text("there", there),
            Self::UnknownLabel(label) => {
                Message::new("external-unknown-label").with_title("label", label, None)
            }
            Self::Links => Message::new("external-links"),
        }
    }
}
