//! What the layers below have to say: they know of no words.

use super::{Message, Worded};
use crate::{model::schema::SchemaError, text::DecodeError};

impl Worded for DecodeError {
    fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("text-empty"),
            Self::Binary => Message::new("text-binary"),
            Self::Unknown { guess } => Message::new("text-unknown").with_text("guess", guess),
            Self::Damaged { encoding, line } => Message::new("text-damaged")
                .with("line", *line)
                .with_text("encoding", encoding.name()),
        }
    }
}

impl Worded for SchemaError {
    fn message(&self) -> Message {
        match self.place {
            Some((line, column)) => Message::new("failure-schema-at")
                .with("line", line)
                .with("column", column)
                .with_text("what", &self.what),
            None => Message::new("failure-schema").with_text("why", self),
        }
    }
}
