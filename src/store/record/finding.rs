//! What in an annotation file does not fit the article or itself.

use crate::model::{AnnotationId, RelationId};

/// Something in an annotation file that a person should look at. The file itself is kept,
/// untouched, before it is written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFinding {
    /// The line of the file, from 1.
    pub line: usize,
    /// What it is.
    pub problem: FileProblem,
}

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileProblem {
    /// The article has other words at the span's place than the file quotes. The span is kept.
    QuoteDiffers {
        /// The span.
        id: AnnotationId,
        /// The words in the file.
        quote: String,
        /// The words in the article.
        found: String,
    },
    /// The span lies outside the article or is empty. It is left out.
    Outside {
        /// The id in the file.
        id: String,
        /// Its label.
        label: String,
        /// Its first code point.
        start: usize,
        /// One past its last code point.
        end: usize,
        /// The words in the file.
        quote: String,
    },
    /// The id is missing, repeated or none of ours. The record is kept under another.
    IdReplaced {
        /// The id in the file.
        id: String,
        /// The id it has now.
        given: String,
    },
    /// A relation leads to or from a span that is not there. It is left out.
    Dangling {
        /// The id in the file.
        id: String,
        /// Its label.
        label: String,
        /// Where it starts.
        from: String,
        /// Where it ends.
        to: String,
    },
    /// The schema has no such label. The span is kept.
    UnknownLabel {
        /// The span.
        id: AnnotationId,
        /// Its label.
        label: String,
    },
    /// The schema has no such relation. It is kept.
    UnknownRelation {
        /// The relation.
        id: RelationId,
        /// Its label.
        label: String,
    },
    /// The ids to give next were lower or higher than they can be; they count from the highest.
    CountersReplaced,
    /// The file names another analyst than its own name does.
    OtherAnalyst {
        /// Who it names.
        named: String,
    },
    /// The file has the markers of a conflict in it. Both sides are in the document.
    Marked {
        /// How many tags both sides changed, each in another way: both are there.
        conflicts: usize,
    },
    /// An unsaved edit of an earlier session does not fit what the file says now.
    EditRefused {
        /// How many edits could not be made.
        edits: usize,
    },
    /// More of these than are listed.
    More {
        /// How many.
        unlisted: usize,
    },
}

impl FileProblem {
    /// True when the document lacks something that the file has.
    pub fn is_loss(&self) -> bool {
        matches!(self, Self::Outside { .. } | Self::Dangling { .. } | Self::EditRefused { .. })
    }
}

/// A list of findings that a hostile file can't make endless.
#[derive(Debug, Default)]
pub(super) struct FindingList {
    listed: Vec<FileFinding>,
    unlisted: usize,
}

impl FindingList {
    const MOST: usize = 1000;

    pub(super) fn push(&mut self, line: usize, problem: FileProblem) {
        if self.listed.len() < Self::MOST {
            self.listed.push(FileFinding { line, problem });
        } else {
            self.unlisted += 1;
        }
    }

    pub(super) fn finish(mut self) -> Vec<FileFinding> {
        if self.unlisted > 0 {
            let problem = FileProblem::More { unlisted: self.unlisted };
            self.listed.push(FileFinding { line: 0, problem });
        }
        self.listed.sort_by_key(|it| it.line);
        self.listed
    }
}
