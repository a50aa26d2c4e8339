//! What offsets count, and the way from bytes to such counts and back.

use crate::{
    messages::{Message, Worded},
    text::Text,
};

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OffsetUnit {
    /// Unicode code points, as in Python.
    #[default]
    CodePoint,
    /// UTF-16 code units, as in Java and JavaScript.
    Utf16,
    /// Bytes of UTF-8, as in C and Go.
    Byte,
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
            Self::Byte => "byte",
            Self::Token => "token",
            Self::Inline => "inline",
            Self::Nothing => "–",
        }
    }

    /// The offset of `byte` in this unit; code points where the unit is not a count of characters.
    pub fn of_byte(self, text: &Text, byte: usize) -> usize {
        match self {
            Self::Utf16 => text.utf16_of_byte(byte),
            Self::Byte => byte,
            Self::CodePoint | Self::Token | Self::Inline | Self::Nothing => text.char_of_byte(byte),
        }
    }

    /// The byte at an offset in this unit; `None` outside the text and inside a character.
    pub fn byte(self, text: &Text, offset: usize) -> Option<usize> {
        match self {
            Self::Utf16 => text.byte_of_utf16(offset),
            Self::Byte => text.as_str().is_char_boundary(offset).then_some(offset),
            Self::CodePoint | Self::Token | Self::Inline | Self::Nothing => {
                text.byte_of_char(offset)
            }
        }
    }
}

impl Worded for OffsetUnit {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::CodePoint => "import-unit-code-points",
            Self::Utf16 => "import-unit-utf16",
            Self::Byte => "import-unit-bytes",
            Self::Token => "import-unit-tokens",
            Self::Inline | Self::Nothing => "import-unit-none",
        })
    }
}
