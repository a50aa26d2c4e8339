//! What was decided of several analysts' records, in a gold file.

use std::{collections::BTreeMap, fmt};

use super::AnnotationId;

/// Names one decision within its document; written `d7` in files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DecisionId(pub u32);

/// What somebody, or a rule, decided of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Stable for the life of the document.
    pub id: DecisionId,
    /// By analyst who had the record: their tag, and eight digits of how the record read then.
    pub of: BTreeMap<String, (AnnotationId, String)>,
    /// The tag it became; `None` where none was taken.
    pub tag: Option<AnnotationId>,
    /// `agreed`, `majority`, `take:NAME`, `both`, `neither`, `mixed` or `edited`.
    pub how: String,
    /// A person, or `rule:STRATEGY`.
    pub by: String,
    /// When, in ISO 8601 with seconds, or `""` where nobody knows.
    pub at: String,
    /// The ruling that was written with it, or `""`.
    pub ruling: String,
}

impl fmt::Display for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "d{}", self.0)
    }
}

impl fmt::Debug for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
