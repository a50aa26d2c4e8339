//! What was looked for in an article, and where it stands.

pub use crate::language::places_of as find;
use crate::text::TextRange;

/// Places of one query in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// What was looked for.
    pub query: String,
    /// Every place, in text order, without overlaps.
    pub places: Vec<TextRange>,
    /// Which place is current.
    pub current: Option<usize>,
}
