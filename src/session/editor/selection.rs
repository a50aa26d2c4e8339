//! Where the caret is, and the ways it and the edges of annotations go.

use crate::text::TextRange;

/// The caret, and what is selected with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The byte where selecting began.
    pub anchor: usize,
    /// The byte where the caret is.
    pub head: usize,
}

impl Selection {
    /// A caret with nothing selected.
    pub fn caret(byte: usize) -> Self {
        Self { anchor: byte, head: byte }
    }

    /// Everything in `range`, the caret at its end.
    pub fn of(range: TextRange) -> Self {
        Self { anchor: range.start(), head: range.end() }
    }

    /// First byte selected.
    pub fn start(self) -> usize {
        self.anchor.min(self.head)
    }

    /// One past the last byte selected.
    pub fn end(self) -> usize {
        self.anchor.max(self.head)
    }

    /// True for a caret alone.
    pub fn is_empty(self) -> bool {
        self.anchor == self.head
    }
}

/// An edge of an annotation, in reading direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanEdge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// A direction in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepDirection {
    /// Towards the beginning of the text.
    Before,
    /// Towards its end.
    After,
}
