//! The immutable source text, positions in it, and its paragraphs.

mod article;
mod encode;
mod isolates;
mod language;
mod markup;
mod markup_words;
mod offsets;
mod page;
mod page_limits;
mod paragraphs;
mod range;

pub use article::{Article, DecodeError, Encoding};
pub use encode::{escape_json_line_ends, escape_markup, hex, is_allowed_in_xml};
pub use isolates::{begins_isolate, outside_isolates, without_isolates};
pub use language::Language;
pub use markup_words::{dated_words, words_of_markup};
pub use page::{PageMetadata, text_of_page};
pub use page_limits::PageFault;
pub use paragraphs::Paragraphs;
pub use range::{RangeError, TextRange};

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use offsets::Offsets;

/// The text of one article.
///
/// Annotations point into it by byte offset, so it never changes once loaded. Cloning is cheap:
/// every clone shares the same characters and the same index of offsets.
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    source: Box<str>,
    offsets: OnceLock<Offsets>,
    paragraphs: OnceLock<Paragraphs>,
}

impl Text {
    /// Wraps `source` as it stands; no normalization is applied.
    pub fn new(source: impl Into<Box<str>>) -> Self {
        Self(Arc::new(Inner {
            source: source.into(),
            offsets: OnceLock::new(),
            paragraphs: OnceLock::new(),
        }))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0.source
    }

    /// Its length in bytes.
    pub fn len_bytes(&self) -> usize {
        self.0.source.len()
    }

    /// Its length in code points.
    pub fn len_chars(&self) -> usize {
        self.char_of_byte(self.len_bytes())
    }

    /// Checks that `start_byte..end_byte` is not empty, lies inside the text and does not split a
    /// character.
    ///
    /// This and [`Text::range_of_chars`] are the only ways to make a [`TextRange`], so holding one
    /// proves it was checked.
    pub fn range(&self, start_byte: usize, end_byte: usize) -> Result<TextRange, RangeError> {
        TextRange::new(self.as_str(), start_byte, end_byte)
    }

    /// The range between two offsets in code points, end exclusive.
    pub fn range_of_chars(
        &self,
        start_char: usize,
        end_char: usize,
    ) -> Result<TextRange, RangeError> {
        let outside = RangeError::new(start_char, end_char, "code points");
        let start = self.byte_of_char(start_char).ok_or(outside)?;
        let end = self.byte_of_char(end_char).ok_or(outside)?;
        self.range(start, end).map_err(|_same_but_in_bytes| outside)
    }

    /// The words inside `range`.
    pub fn slice(&self, range: TextRange) -> &str {
        self.as_str().get(range.start()..range.end()).unwrap_or_default()
    }

    /// The words of several pieces, joined by « … ».
    pub fn quote(&self, pieces: impl IntoIterator<Item = TextRange>) -> String {
        let pieces: Vec<&str> = pieces.into_iter().map(|it| self.slice(it)).collect();
        pieces.join(" … ")
    }

    /// How many code points stand before `byte`; a position inside a character counts as its start,
    /// one behind the text as its end.
    pub fn char_of_byte(&self, byte: usize) -> usize {
        self.offsets().char_of_byte(self.as_str(), byte)
    }

    /// The byte at which code point `char` starts, or the text's length for the one behind the last.
    pub fn byte_of_char(&self, char: usize) -> Option<usize> {
        self.offsets().byte_of_char(self.as_str(), char)
    }

    /// How many UTF-16 code units stand before `byte`.
    pub fn utf16_of_byte(&self, byte: usize) -> usize {
        self.offsets().utf16_of_byte(self.as_str(), byte)
    }

    /// The byte at which UTF-16 code unit `unit` starts; `None` outside the text and inside a
    /// surrogate pair.
    pub fn byte_of_utf16(&self, unit: usize) -> Option<usize> {
        self.offsets().byte_of_utf16(self.as_str(), unit)
    }

    /// Where the paragraphs are.
    pub fn paragraphs(&self) -> &Paragraphs {
        self.0.paragraphs.get_or_init(|| Paragraphs::new(self.as_str()))
    }

    fn offsets(&self) -> &Offsets {
        self.0.offsets.get_or_init(|| Offsets::new(self.as_str()))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start: String = self.as_str().chars().take(40).collect();
        f.debug_struct("Text").field("bytes", &self.len_bytes()).field("start", &start).finish()
    }
}
