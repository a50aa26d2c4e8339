//! Checked byte ranges.

use std::fmt;

use thiserror::Error;

/// A non-empty byte range on character boundaries of one [`Text`](super::Text).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    start: u32,
    end: u32,
}

impl TextRange {
    pub(super) fn new(text: &str, start: usize, end: usize) -> Result<Self, RangeError> {
        let error = RangeError::new(start, end, "bytes");
        if text.get(start..end).is_none_or(str::is_empty) {
            return Err(error);
        }
        let start = u32::try_from(start).map_err(|_over_4_gib| error)?;
        let end = u32::try_from(end).map_err(|_over_4_gib| error)?;
        Ok(Self { start, end })
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Never: a range covers at least one character.
    pub fn is_empty(self) -> bool {
        false
    }

    /// As the standard library writes it.
    pub fn bytes(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }

    /// True when `byte` lies inside.
    pub fn contains(self, byte: usize) -> bool {
        self.bytes().contains(&byte)
    }

    /// True when `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two ranges share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What both ranges share, if anything.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let both = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (both.start < both.end).then_some(both)
    }
}

impl fmt::Debug for TextRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A range that is empty, out of bounds, or splits a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{self:?}")]
pub struct RangeError {
    start: usize,
    end: usize,
    unit: &'static str,
}

impl RangeError {
    pub(super) fn new(start: usize, end: usize, unit: &'static str) -> Self {
        Self { start, end, unit }
    }
}
