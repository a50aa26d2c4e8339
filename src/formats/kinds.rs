//! Which ways a format works, what it counts, and what it cannot hold.

use crate::text::{RangeError, Text, TextRange};

/// Which ways a format works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Read only.
    In,
    /// Written only.
    Out,
    /// Read and written.
    Both,
}

impl Direction {
    /// `in`, `out` or `in, out`.
    pub fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Both => "in, out",
        }
    }
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Unicode code points, as in Python.
    #[default]
    CodePoint,
    /// UTF-16 code units, as in Java and JavaScript.
    Utf16,
    /// Words and marks, in the order of the text.
    Token,
    /// None: the tags stand in the text.
    Inline,
    /// None at all.
    Nothing,
}

impl OffsetUnit {
    /// Its name in the table of formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::CodePoint => "code point",
            Self::Utf16 => "UTF-16 unit",
            Self::Token => "token",
            Self::Inline => "inline",
            Self::Nothing => "–",
        }
    }

    /// The offset of `byte` in this unit; code points where the unit is not a count of characters.
    pub fn of_byte(self, text: &Text, byte: usize) -> usize {
        match self {
            Self::Utf16 => text.utf16_of_byte(byte),
            _ => text.char_of_byte(byte),
        }
    }

    /// The range between two offsets in this unit, end exclusive.
    pub fn range(self, text: &Text, start: usize, end: usize) -> Result<TextRange, RangeError> {
        match self {
            Self::Utf16 => match (text.byte_of_utf16(start), text.byte_of_utf16(end)) {
                (Some(start), Some(end)) => text.range(start, end),
                // Outside the text or inside a surrogate pair: never a range of bytes either.
                _ => text.range(usize::MAX, usize::MAX),
            },
            _ => text.range_of_chars(start, end),
        }
    }
}

/// Something that some formats cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cannot {
    /// Tags of any kind.
    Spans,
    /// Spans that share words.
    Overlaps,
    /// What is said of a span.
    Attributes,
    /// Links between spans.
    Relations,
    /// Labels other than the format's own.
    OtherLabels,
    /// The article's words between the tokens, to the letter.
    WhiteSpace,
    /// Carriage returns.
    CarriageReturns,
    /// Publication date, status and other metadata of an article.
    Metadata,
    /// Articles without tags.
    EmptyDocuments,
    /// Spans in several pieces.
    Pieces,
    /// The article's text.
    Text,
}

impl Cannot {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Spans => "tags",
            Self::Overlaps => "overlapping spans",
            Self::Attributes => "attributes",
            Self::Relations => "relations",
            Self::OtherLabels => "other labels",
            Self::WhiteSpace => "exact white space",
            Self::CarriageReturns => "carriage returns",
            Self::Metadata => "metadata",
            Self::EmptyDocuments => "articles without tags",
            Self::Pieces => "spans in pieces",
            Self::Text => "the text",
        }
    }
}
