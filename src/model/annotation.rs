//! Span annotations and the relations between them.

use std::{fmt, ops::Range};

use super::{Name, Schema};
use crate::text::TextRange;

/// Names one annotation within its document; written `s7` in files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnnotationId(pub u32);

/// Names one relation within its document; written `r7` in files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelationId(pub u32);

/// Where an annotation is: one piece of text, or several for a discontinuous one.
///
/// The pieces are in text order and do not touch.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Extent {
    first: TextRange,
    also: Box<[TextRange]>,
}

impl Extent {
    /// Puts pieces in order and joins those that overlap or touch; `None` without a piece.
    pub fn of(pieces: impl IntoIterator<Item = TextRange>) -> Option<Self> {
        let mut pieces: Vec<TextRange> = pieces.into_iter().collect();
        pieces.sort_unstable();
        pieces.dedup_by(|next, last| {
            let touches = next.start() <= last.end();
            if touches {
                *last = last.join(*next);
            }
            touches
        });
        let (&first, also) = pieces.split_first()?;
        Some(Self { first, also: also.into() })
    }

    /// The first piece.
    pub fn first(&self) -> TextRange {
        self.first
    }

    /// The further pieces of a discontinuous span.
    pub fn also(&self) -> &[TextRange] {
        &self.also
    }

    /// Every piece, in text order.
    pub fn pieces(&self) -> impl DoubleEndedIterator<Item = TextRange> + '_ {
        std::iter::once(self.first).chain(self.also.iter().copied())
    }

    /// From the first byte of the first piece to the last of the last.
    pub fn hull(&self) -> TextRange {
        self.also.last().map_or(self.first, |last| self.first.join(*last))
    }

    /// First byte.
    pub fn start(&self) -> usize {
        self.first.start()
    }

    /// One past the last byte.
    pub fn end(&self) -> usize {
        self.hull().end()
    }

    /// True when `byte` lies in one of the pieces.
    pub fn contains(&self, byte: usize) -> bool {
        self.pieces().any(|it| it.contains(byte))
    }
}

impl From<TextRange> for Extent {
    fn from(range: TextRange) -> Self {
        Self { first: range, also: Box::default() }
    }
}

impl fmt::Debug for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.pieces()).finish()
    }
}

/// Attribute values by key, in key order. Small: most annotations have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Attributes(Vec<(Name, Box<str>)>);

impl Attributes {
    /// The value of attribute `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.position(key).ok().and_then(|at| self.0.get(at)).map(|(_, value)| &**value)
    }

    /// Sets a value; an empty one removes the attribute. Returns the value before.
    pub fn set(&mut self, key: Name, value: &str) -> Option<Box<str>> {
        match (self.position(key.as_str()), value) {
            (Ok(at), "") => Some(self.0.remove(at).1),
            (Err(_), "") => None,
            (Ok(at), value) => {
                self.0.get_mut(at).map(|slot| std::mem::replace(&mut slot.1, value.into()))
            }
            (Err(at), value) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (key, value.into()));
                None
            }
        }
    }

    /// The same attributes with one set.
    #[must_use]
    pub fn with(mut self, key: impl Into<Name>, value: &str) -> Self {
        self.set(key.into(), value);
        self
    }

    /// Keys and values in key order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Name, &str)> {
        self.0.iter().map(|(key, value)| (key, &**value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True without any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn position(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(it, _)| it.as_str().cmp(key))
    }
}

/// What a file says: empty values stay, and of a repeated key the last value.
impl<K: Into<Name>, V: AsRef<str>> FromIterator<(K, V)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(values: I) -> Self {
        let values = values.into_iter().map(|(key, value)| (key.into(), value.as_ref().into()));
        let values: std::collections::BTreeMap<Name, Box<str>> = values.collect();
        Self(values.into_iter().collect())
    }
}

/// A labelled span of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Stable for the life of the document, across undo and redo; never used again.
    pub id: AnnotationId,
    /// Where it is.
    pub extent: Extent,
    /// What it is: the key of a label of the schema.
    pub label: Name,
    /// What is said of it.
    pub attributes: Attributes,
    /// Who made it when it was not the analyst, such as `suggested:date` or `import:brat`.
    pub origin: Option<Name>,
}

/// A directed, labelled link between two annotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Stable for the life of the document, across undo and redo; never used again.
    pub id: RelationId,
    /// What it says: the key of a relation of the schema.
    pub label: Name,
    /// Where the arrow starts.
    pub from: AnnotationId,
    /// Where the arrow ends.
    pub to: AnnotationId,
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

impl fmt::Debug for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for RelationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{}", self.0)
    }
}

impl fmt::Debug for RelationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Begins the origin of a tag that is another version of one.
const VERSION_OF: &str = "conflict:";

impl Annotation {
    /// True for a tag of the label that is or was called `label`, whatever the schema calls it now.
    pub fn is_a(&self, schema: &Schema, label: &str) -> bool {
        self.label == *schema.label_now(label)
    }

    /// The origin of a tag that is the second side's version of `kept`, on which a merge could not decide.
    pub fn origin_of_version(kept: AnnotationId) -> Name {
        Name::from(format!("{VERSION_OF}{kept}").as_str())
    }

    /// The tag that this one is the second side's version of.
    pub fn version_of(&self) -> Option<AnnotationId> {
        let kept = self.origin.as_ref()?.as_str().strip_prefix(VERSION_OF)?;
        kept.strip_prefix('s')?.parse().ok().map(AnnotationId)
    }
}

/// An annotation whose words are no longer in the text: what it said, until a person places it
/// again or lets it go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The id it had, and will have again.
    pub id: AnnotationId,
    /// Its label.
    pub label: Name,
    /// Its attributes.
    pub attributes: Attributes,
    /// Where it came from, when the analyst did not make it.
    pub origin: Option<Name>,
    /// The words it had, from the first of its pieces to the last.
    pub words: String,
    /// Its pieces, in bytes of `words`; none where it was one.
    pub pieces: Vec<Range<usize>>,
    /// What stood before them.
    pub before: String,
    /// What stood after them.
    pub after: String,
}
