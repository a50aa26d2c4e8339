//! What a format cannot hold of a document, span by span.

use std::fmt;

use serde::{Serialize, Serializer};

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

/// What of a document, a span or a relation is lost. Written out it begins with what is gone, such as
/// `the span`; where only a part of that is, with the part.
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
    /// Something that was left out before it came to the format, in words.
    Before(String),
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlapping => f.write_str("the span: it overlaps a longer one"),
            Self::Untrimmed => f.write_str("the span: it starts or ends with white space"),
            Self::Blank => f.write_str("the span: it is nothing but white space"),
            Self::Label(label) => write!(f, "the span: it is a {label:?}"),
            Self::Edges => f.write_str("the white space at its edges"),
            Self::Coordinated => f.write_str("the span as one: each of its days is one here"),
            Self::Place => f.write_str("its place in the text"),
            Self::Attribute(key, value) => write!(f, "the attribute {key:?}, «{value}»"),
            Self::AttributeName(key, value) => {
                write!(f, "the name of the attribute {key:?}, «{value}»")
            }
            Self::ReturnsIn(key) => write!(f, "the carriage returns in {key:?}"),
            Self::Relation(label) => write!(f, "the relation {label:?}"),
            Self::Wordless => f.write_str("the document: it has no words"),
            Self::Returns => f.write_str("its carriage returns"),
            Self::Beginning => f.write_str("the line ends and tabs before its first word"),
            Self::Control => f.write_str("a control character that the format cannot hold"),
            Self::Before(words) => f.write_str(words),
        }
    }
}

impl Serialize for Lost {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
