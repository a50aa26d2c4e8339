//! What there is to say of registers, as sentences.

use super::register::{PeopleFault, PeopleRefusal, RegisterError};
use crate::messages::{Message, Worded};

impl Worded for PeopleRefusal {
    fn message(&self) -> Message {
        match self {
            Self::NoPerson(name) => Message::new("people-no-person").with_text("name", name),
            Self::NoName => Message::new("people-no-name"),
            Self::NameTaken { name, by } => {
                Message::new("people-name-taken").with_text("name", name).with_text("by", by)
            }
            Self::NoAlias { alias, person } => Message::new("people-no-alias")
                .with_text("alias", alias)
                .with_text("person", person),
            Self::OwnName(name) => Message::new("people-own-name").with_text("name", name),
            Self::SamePerson(name) => Message::new("people-same-person").with_text("name", name),
        }
    }
}

impl Worded for PeopleFault {
    fn message(&self) -> Message {
        match self {
            Self::NoName => Message::new("people-fault-no-name"),
            Self::Twice { words, first, second } => Message::new("people-fault-twice")
                .with_text("words", words)
                .with_text("first", first)
                .with_text("second", second),
        }
    }
}

impl Worded for RegisterError {
    fn message(&self) -> Message {
        match self {
            Self::Syntax { line, column, what } => Message::new("file-at")
                .with("line", *line)
                .with("column", *column)
                .with("what", Message::new("parser-says").with_text("why", what)),
            Self::Newer(version) => Message::new("read-only-newer").with("version", *version),
        }
    }
}
