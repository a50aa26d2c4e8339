//! What a format cannot hold of a document, span by span.

use serde::{Serialize, Serializer};

use crate::messages::{Message, Strings, Worded};

/// One thing that an export could not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Loss {
    /// The document's id.
    pub document: String,
    /// The annotation or relation: `s3`, `r2`; `""` for the document itself.
    pub id: String,
    /// Its words.
    pub words: String,
    /// What is lost.
    pub what: Lost,
}

/// What of a document, a span or a relation is lost. Reports of losses (`OUT.loss.json`) hold its words
/// of the terminal, which begin with what is gone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    /// The span: it overlaps a longer one.
    Overlapping,
    /// The span: it starts or ends with white space.
    Untrimmed,
    /// The span: it is nothing but white space, or nothing but line ends.
    Blank,
    /// The span: the format has no place for this label.
    Label(String),
    /// The white space or line ends at a span's edges.
    Edges,
    /// The span as one: each of the days it names is one.
    Coordinated,
    /// A span's place in the text.
    Place,
    /// An attribute and its value.
    Attribute(String, String),
    /// The name of an attribute with this value: it gets another.
    AttributeName(String, String),
    /// Carriage returns in an attribute.
    ReturnsIn(String),
    /// A relation.
    Relation(String),
    /// The document: it has no words.
    Wordless,
    /// The document's carriage returns.
    Returns,
    /// The line ends and tabs before the document's first word.
    Beginning,
    /// Control characters.
    Control,
    /// Something that was left out before it came to the format.
    Before(Message),
}

impl Lost {
    /// What is gone as a whole, where it is more than something about it.
    pub fn whole(&self) -> Option<LostWhole> {
        match self {
            Self::Overlapping | Self::Untrimmed | Self::Blank | Self::Label(_) => {
                Some(LostWhole::Span)
            }
            Self::Relation(_) => Some(LostWhole::Relation),
            Self::Wordless => Some(LostWhole::Document),
            Self::Edges
            | Self::Coordinated
            | Self::Place
            | Self::Attribute(..)
            | Self::AttributeName(..)
            | Self::ReturnsIn(_)
            | Self::Returns
            | Self::Beginning
            | Self::Control
            | Self::Before(_) => None,
        }
    }
}

/// What a format does not hold at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostWhole {
    /// A document.
    Document,
    /// A span.
    Span,
    /// A relation.
    Relation,
}

impl Serialize for Lost {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Strings::of_terminal().words_of(self))
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
