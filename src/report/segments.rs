//! A text cut where tags start and end, so that each piece has the same tags throughout.

use std::{collections::BTreeSet, ops::Range};

use crate::model::{Annotation, AnnotationId, Document};

/// A piece of text under the same tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextSegment {
    /// Its bytes in the article.
    pub(super) bytes: Range<usize>,
    /// The tags over it, the longer before the shorter.
    pub(super) tags: Vec<AnnotationId>,
    /// The tags whose first piece starts here, in the same order.
    pub(super) starts: Vec<AnnotationId>,
}

/// The longest tag first: what lies inside another is drawn over it.
type TagRank = (std::cmp::Reverse<usize>, AnnotationId);

fn rank(it: &Annotation) -> TagRank {
    (std::cmp::Reverse(it.extent.hull().len()), it.id)
}

/// The segments of `bytes`, in order and without a gap; those without tags are among them.
pub(super) fn segments(document: &Document, bytes: Range<usize>) -> Vec<TextSegment> {
    // Where something starts or ends: (byte, starts, tag).
    let mut edges: Vec<(usize, bool, TagRank, bool)> = Vec::new();
    for it in document.annotations_in(bytes.start, bytes.end) {
        for (index, piece) in it.extent.pieces().enumerate() {
            let (start, end) = (piece.start().max(bytes.start), piece.end().min(bytes.end));
            if start < end {
                let is_first = index == 0 && start == piece.start();
                edges.push((start, true, rank(it), is_first));
                edges.push((end, false, rank(it), false));
            }
        }
    }
    edges.sort_unstable();
    let mut found = Vec::new();
    let mut open: BTreeSet<TagRank> = BTreeSet::new();
    let mut starts: Vec<TagRank> = Vec::new();
    let mut at = bytes.start;
    for (byte, opens, rank, is_first) in edges {
        if byte > at {
            found.push(segment(at..byte, &open, &mut starts));
            at = byte;
        }
        if opens {
            open.insert(rank);
            starts.extend(is_first.then_some(rank));
        } else {
            open.remove(&rank);
        }
    }
    if at < bytes.end {
        found.push(segment(at..bytes.end, &open, &mut starts));
    }
    found
}

fn segment(
    bytes: Range<usize>,
    open: &BTreeSet<TagRank>,
    starts: &mut Vec<TagRank>,
) -> TextSegment {
    starts.sort_unstable();
    TextSegment {
        bytes,
        tags: open.iter().map(|it| it.1).collect(),
        starts: std::mem::take(starts).into_iter().map(|it| it.1).collect(),
    }
}
