//! What the layers below have to say: they know of no words.

use super::{Message, Worded};
use crate::{
    model::schema::{SchemaError, SchemaErrorKind, SchemaFaultKind},
    text::DecodeError,
};

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
            Some((line, column)) => Message::new("file-at")
                .with("line", line)
                .with("column", column)
                .with_words("what", &self.what),
            None => self.what.message(),
        }
    }
}

impl Worded for SchemaErrorKind {
    fn message(&self) -> Message {
        match self {
            Self::Syntax(words) => Message::new("parser-says").with_text("why", words),
            Self::Fault(fault) => fault.message(),
        }
    }
}

impl Worded for SchemaFaultKind {
    fn message(&self) -> Message {
        match self {
            Self::NotIdentifier(id) => Message::new("schema-wrong-id").with_text("id", id),
            Self::Twice(id) => Message::new("schema-wrong-twice").with_text("id", id),
            Self::Formerly { id, now } => {
                Message::new("schema-wrong-former").with_text("id", id).with_text("now", now)
            }
            Self::KeyTaken { key, by } => {
                Message::new("schema-wrong-key-taken").with_text("key", key).with_text("what", by)
            }
            Self::NotKey(key) => Message::new("schema-wrong-key").with_text("key", key),
            Self::NotColor(color) => Message::new("schema-wrong-color").with_text("color", color),
            Self::NoLabel(id) => Message::new("schema-wrong-no-label").with_text("id", id),
            Self::NoEnd => Message::new("schema-wrong-no-end"),
            Self::NoChoice => Message::new("schema-wrong-no-choice"),
            Self::ValueTwice(id) => Message::new("schema-wrong-value").with_text("id", id),
        }
    }
}
