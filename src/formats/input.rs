//! Files to import, and what is wrong with them.

use std::borrow::Cow;

use thiserror::Error;

use crate::messages::{Message, Strings, Worded};

use super::{FormatFault, RowFault};

/// The most bytes of a file that are read as one piece.
const LARGEST_PIECE: usize = 256 << 20;
/// The most bytes of a line; an article has at most half as many.
const LONGEST_LINE: usize = 128 << 20;

/// The most characters of what another library says of an error.
const LONGEST_WORDS: usize = 200;

/// A file to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name relative to what was asked for, with `/` between folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Input {
    /// A file called `name`.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// The text of a file that is read as one piece, such as a document or a JSON value: UTF-8, or
    /// UTF-16 with a byte order mark. The mark is no part of it.
    ///
    /// Fails where it is longer than 256 MiB: what is made of it takes many times as much.
    pub fn text(&self) -> Result<Cow<'_, str>, FormatError> {
        if self.bytes.len() > LARGEST_PIECE {
            let (bytes, most) = (self.bytes.len(), LARGEST_PIECE);
            return Err(FormatError::new(&self.name, FormatFault::LargeFile { bytes, most }));
        }
        self.decoded()
    }

    /// The same with a byte order mark in UTF-8, which counts where offsets are counted by readers
    /// that keep it, such as Python's.
    pub fn text_as_it_is(&self) -> Result<Cow<'_, str>, FormatError> {
        if self.bytes.starts_with(b"\xEF\xBB\xBF") && self.bytes.len() <= LARGEST_PIECE {
            return self.utf8(&self.bytes);
        }
        self.text()
    }

    /// The same of a file that is read line by line, of which none may be longer than
    /// 128 MiB.
    pub fn text_of_lines(&self) -> Result<Cow<'_, str>, FormatError> {
        let text = self.decoded()?;
        if text.len() <= LONGEST_LINE {
            return Ok(text);
        }
        let mut start = 0;
        for (at, end) in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).enumerate()
        {
            if end - start > LONGEST_LINE {
                let fault = FormatFault::LongLine(LONGEST_LINE);
                return Err(FormatError::at(&self.name, at + 1, 1, fault));
            }
            start = end + 1;
        }
        Ok(text)
    }

    fn decoded(&self) -> Result<Cow<'_, str>, FormatError> {
        match encoding_rs::Encoding::for_bom(&self.bytes) {
            Some((codec, mark)) if codec != encoding_rs::UTF_8 => {
                let (text, damaged) = codec.decode_without_bom_handling(self.after(mark));
                if damaged {
                    let fault = FormatFault::NotEncoded(codec.name());
                    return Err(FormatError::new(&self.name, fault));
                }
                Ok(text)
            }
            Some((_utf8, mark)) => self.utf8(self.after(mark)),
            None => self.utf8(&self.bytes),
        }
    }

    /// The name without folders and without `.extension`.
    pub fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        match file.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => file,
        }
    }

    /// True when the name ends in `.extension`, in any case.
    pub fn has_extension(&self, extension: &str) -> bool {
        self.name.rsplit_once('.').is_some_and(|(_, it)| it.eq_ignore_ascii_case(extension))
    }

    fn after(&self, mark: usize) -> &[u8] {
        self.bytes.get(mark..).unwrap_or_default()
    }

    fn utf8<'a>(&self, bytes: &'a [u8]) -> Result<Cow<'a, str>, FormatError> {
        std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = String::from_utf8_lossy(good);
            FormatError::at_byte(&self.name, &good, good.len(), FormatFault::NotUtf8)
        })
    }
}

/// Why a file cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", Strings::of_terminal().words_of(self))]
pub struct FormatError {
    /// The file's name as it was given; `""` when no file is to blame.
    pub file: String,
    /// The line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// The column in code points, from 1; 0 when the whole line is meant.
    pub column: usize,
    /// What is wrong.
    pub fault: FormatFault,
}

impl FormatError {
    /// A row cannot be read, and the others may be.
    pub(super) fn row(file: impl Into<String>, line: usize, fault: RowFault) -> Self {
        Self::at(file, line, 1, FormatFault::Row(fault))
    }

    /// The same at another column.
    pub(super) fn at_column(mut self, column: usize) -> Self {
        self.column = column;
        self
    }

    /// The whole file is wrong.
    pub fn new(file: impl Into<String>, fault: FormatFault) -> Self {
        Self::at(file, 0, 0, fault)
    }

    /// Wrong at `line` and `column`, both from 1.
    pub fn at(file: impl Into<String>, line: usize, column: usize, fault: FormatFault) -> Self {
        Self { file: file.into(), line, column, fault }
    }

    /// Wrong at a byte of the file's text.
    pub fn at_byte(file: impl Into<String>, source: &str, byte: usize, fault: FormatFault) -> Self {
        let (line, column) = line_and_column(source, byte);
        Self::at(file, line, column, fault)
    }

    /// What serde makes of damaged JSON, `source`, whose first line is `first_line` of the file.
    pub(super) fn json(
        file: &str,
        first_line: usize,
        source: &str,
        error: &serde_json::Error,
    ) -> Self {
        let words = error.to_string();
        let what = words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what);
        // It may repeat the whole value that it did not expect.
        let what: String = what.chars().take(LONGEST_WORDS).collect();
        let below = error.line().saturating_sub(1);
        let row = source.split('\n').nth(below).unwrap_or_default();
        // It counts bytes, and stands behind the last one it read.
        let before = row.floor_char_boundary(error.column().saturating_sub(1));
        let column = row.get(..before).unwrap_or_default().chars().count() + 1;
        Self::row(file, first_line + below, RowFault::Syntax(what)).at_column(column)
    }
}

/// Line and column of a byte, both from 1, the column in code points.
fn line_and_column(source: &str, byte: usize) -> (usize, usize) {
    let before = source.get(..source.floor_char_boundary(byte)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}

impl Worded for FormatError {
    fn message(&self) -> Message {
        let Self { file, line, column, fault } = self;
        let separator = if file.is_empty() { "" } else { ":" };
        let place = match (file.as_str(), line, column) {
            ("", 0, _) => return Message::new("refused-format").with_words("why", fault),
            (file, 0, _) => file.to_owned(),
            (file, line, 0) => format!("{file}{separator}{line}"),
            (file, line, column) => format!("{file}{separator}{line}:{column}"),
        };
        Message::new("failed-at").with_words("what", fault).with_text("path", &place)
    }
}
