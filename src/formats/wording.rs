//! What formats cannot hold, as sentences.

use super::{Cannot, FormatError, Lost};
use crate::messages::{Message, Worded};

impl Worded for Cannot {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Spans => "cannot-spans",
            Self::Overlaps => "cannot-overlaps",
            Self::Attributes => "cannot-attributes",
            Self::Relations => "cannot-relations",
            Self::OtherLabels => "cannot-other-labels",
            Self::WhiteSpace => "cannot-white-space",
            Self::CarriageReturns => "cannot-carriage-returns",
            Self::Metadata => "cannot-metadata",
            Self::EmptyDocuments => "cannot-empty-documents",
            Self::Pieces => "cannot-pieces",
            Self::Text => "cannot-text",
        })
    }
}

impl Worded for FormatError {
    fn message(&self) -> Message {
        let Self { file, line, column, fault } = self;
        let separator = if file.is_empty() { "" } else { ":" };
        let place = match (file.as_str(), line, column) {
            ("", 0, _) => return Message::new("refused-format").with_words("why", fault),
            (file, 0, _) => file.to_owned(),
            (file, line, 0) => format!("{file}{separator}{line}"),
            (file, line, column) => format!("{file}{separator}{line}:{column}"),
        };
        Message::new("failed-at").with_words("what", fault).with_text("path", &place)
    }
}

impl Worded for Lost {
    fn message(&self) -> Message {
        match self {
            Self::Overlapping => Message::new("loss-overlaps"),
            Self::Untrimmed => Message::new("loss-untrimmed"),
            Self::Blank => Message::new("loss-blank"),
            Self::Label(label) => Message::new("loss-label").with_title("what", label, None),
            Self::Edges => Message::new("loss-edges"),
            Self::Coordinated => Message::new("loss-members"),
            Self::Place => Message::new("loss-place"),
            Self::Attribute(key, value) => Message::new("loss-attribute")
                .with_title("what", key, None)
                .with_text("value", value),
            Self::AttributeName(key, value) => {
                Message::new("loss-name").with_title("what", key, None).with_text("value", value)
            }
            Self::ReturnsIn(key) => Message::new("loss-returns-in").with_title("what", key, None),
            Self::Relation(label) => Message::new("loss-relation").with_title("what", label, None),
            Self::Wordless => Message::new("loss-empty"),
            Self::Returns => Message::new("loss-carriage-returns"),
            Self::Beginning => Message::new("loss-beginning"),
            Self::Control => Message::new("loss-control"),
            Self::Before(message) => message.clone(),
        }
    }
}
