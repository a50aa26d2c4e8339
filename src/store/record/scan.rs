//! Cutting a file into its values without holding more than one of them.
//!
//! `ron` reads a file only whole, and a file of a hundred thousand spans is far larger than the
//! document in it. The scanner knows just enough of both syntaxes (strings, comments, brackets) to
//! find where each value ends; `ron` and `serde_json` read the values.

use std::{
    io::{self, Read},
    str,
};

use sha2::{Digest as _, Sha256};

use crate::store::file_syntax::{FileSyntax, FileSyntaxError, SyntaxFault};

/// How deep brackets may nest.
pub(super) const DEEPEST: usize = 64;

/// The longest single value, in bytes: a quote of the largest article, escaped.
const LONGEST: usize = 512 << 20;

/// How much is read at first and from then on, in bytes.
const FIRST_CHUNK: usize = 1 << 12;
const CHUNK: usize = 1 << 16;

type Result<T> = std::result::Result<T, ScanError>;

/// What to do with a value that was found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeepValue {
    Text,
    Nothing,
}

pub(super) struct RecordScanner<R> {
    input: R,
    syntax: FileSyntax,
    /// What was read last stands at its beginning.
    chunk: Vec<u8>,
    filled: usize,
    at: usize,
    hash: Sha256,
    place: FilePlace,
    value: Vec<u8>,
    value_place: FilePlace,
}

impl<R: Read> RecordScanner<R> {
    pub(super) fn new(input: R, syntax: FileSyntax) -> Self {
        let place = FilePlace { line: 1, column: 1 };
        Self {
            input,
            syntax,
            chunk: Vec::new(),
            filled: 0,
            at: 0,
            hash: Sha256::new(),
            place,
            value: Vec::new(),
            value_place: place,
        }
    }

    /// Enters the outermost record.
    pub(super) fn start(&mut self) -> Result<()> {
        for byte in "\u{FEFF}".bytes() {
            if self.peek()? == Some(byte) {
                self.at += 1;
            }
        }
        self.skip_space()?;
        self.expect(if self.syntax == FileSyntax::Ron { b'(' } else { b'{' })
    }

    /// The next key of the outermost record, up to its value; `None` after the last.
    pub(super) fn next_key(&mut self) -> Result<Option<String>> {
        self.skip_space()?;
        let close = if self.syntax == FileSyntax::Ron { b')' } else { b'}' };
        if self.peek()? == Some(close) {
            self.bump();
            return Ok(None);
        }
        let place = self.place;
        self.value.clear();
        let key = match (self.syntax, self.peek()?) {
            (FileSyntax::Json, Some(b'"')) => {
                self.string(KeepValue::Text)?;
                self.value_place = place;
                self.syntax.parse(self.value()?).map_err(|it| at(place, it))?
            }
            (FileSyntax::Ron, Some(byte)) if byte.is_ascii_alphabetic() || byte == b'_' => {
                while let Some(byte) = self.peek()?
                    && (byte.is_ascii_alphanumeric() || byte == b'_')
                {
                    self.take(KeepValue::Text);
                }
                String::from_utf8_lossy(&self.value).into_owned()
            }
            _ => return Err(self.error(SyntaxFault::ExpectedKey)),
        };
        self.skip_space()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Reads over the comma after a value; without one, the record must end.
    pub(super) fn after_value(&mut self) -> Result<()> {
        self.skip_space()?;
        match self.peek()? {
            Some(b',') => {
                self.bump();
                Ok(())
            }
            Some(b')' | b']' | b'}') => Ok(()),
            _ => Err(self.error(SyntaxFault::ExpectedComma)),
        }
    }

    /// Enters a list.
    pub(super) fn start_list(&mut self) -> Result<()> {
        self.skip_space()?;
        self.expect(b'[')
    }

    /// Finds the next item of a list; false after the last.
    pub(super) fn next_item(&mut self) -> Result<bool> {
        self.skip_space()?;
        if self.peek()? == Some(b']') {
            self.bump();
            return Ok(false);
        }
        self.find_value(KeepValue::Text)?;
        self.after_value()?;
        Ok(true)
    }

    /// Finds the end of the value that follows.
    pub(super) fn find_value(&mut self, keep: KeepValue) -> Result<()> {
        self.skip_space()?;
        self.value.clear();
        self.value_place = self.place;
        let mut open: Vec<u8> = Vec::new();
        let mut any = false;
        while let Some(byte) = self.peek()? {
            match byte {
                b',' if open.is_empty() => break,
                b')' | b']' | b'}' => match open.pop() {
                    None => break,
                    Some(expected) if expected == byte => self.take(keep),
                    Some(expected) => {
                        let expected = char::from(expected);
                        return Err(self.error(SyntaxFault::Expected(expected)));
                    }
                },
                b'(' | b'[' | b'{' if open.len() >= DEEPEST => {
                    return Err(self.error(SyntaxFault::TooDeep));
                }
                b'(' | b'[' | b'{' => {
                    open.push(closing(byte));
                    self.take(keep);
                }
                b'"' => self.string(keep)?,
                b'/' | b'r' | b'\'' if self.syntax == FileSyntax::Ron => {
                    self.ron_token(byte, keep)?;
                }
                _ => self.plain(keep),
            }
            any = true;
            if self.value.len() > LONGEST {
                return Err(self.error(SyntaxFault::TooLong));
            }
        }
        match (any, self.peek()?) {
            (false, _) => Err(self.error(SyntaxFault::ExpectedValue)),
            (true, None) => Err(self.error(SyntaxFault::EndsInValue)),
            (true, Some(_)) => Ok(()),
        }
    }

    /// The value found last.
    pub(super) fn value(&self) -> Result<&str> {
        str::from_utf8(&self.value).map_err(|error| {
            let good = self.value.get(..error.valid_up_to()).unwrap_or_default();
            let inside = count(FilePlace { line: 1, column: 1 }, good);
            let what = SyntaxFault::NotUtf8;
            let error = FileSyntaxError { line: inside.line, column: inside.column, what };
            at(self.value_place, error)
        })
    }

    /// What is read.
    pub(super) fn syntax(&self) -> FileSyntax {
        self.syntax
    }

    /// Where the value found last starts.
    pub(super) fn value_place(&self) -> FilePlace {
        self.value_place
    }

    /// Makes sure that nothing follows; returns the SHA-256 of all bytes.
    pub(super) fn end(mut self) -> Result<[u8; 32]> {
        self.skip_space()?;
        match self.peek()? {
            None => Ok(self.hash.finalize().into()),
            Some(_) => Err(self.error(SyntaxFault::ExpectedEnd)),
        }
    }

    /// A mistake at the present place.
    pub(super) fn error(&self, what: SyntaxFault) -> ScanError {
        let FilePlace { line, column } = self.place;
        ScanError::Syntax(FileSyntaxError { line, column, what })
    }

    /// The byte at hand and those after it that begin or end nothing.
    fn plain(&mut self, keep: KeepValue) {
        let rest = self.chunk.get(self.at + 1..self.filled).unwrap_or_default();
        let is_plain = |byte: &u8| {
            !matches!(
                byte,
                b',' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'/' | b'r' | b'\''
            )
        };
        let plain = rest.iter().take_while(|it| is_plain(it)).count();
        self.take_many(plain + 1, keep);
    }

    /// A comment, a raw string, a character, or what only looks like one.
    fn ron_token(&mut self, byte: u8, keep: KeepValue) -> Result<()> {
        self.take(keep);
        match (byte, self.peek()?) {
            (b'/', Some(b'/')) => self.take_until(b"\n", keep),
            (b'/', Some(b'*')) => {
                self.take(keep);
                self.block_comment(keep)
            }
            (b'r', Some(b'"' | b'#')) => self.raw_string(keep),
            (b'\'', Some(_)) => {
                if self.peek()? == Some(b'\\') {
                    self.take(keep);
                }
                self.take(keep);
                self.take_until(b"'", keep)
            }
            _ => Ok(()),
        }
    }

    /// A string in quotes, with escapes.
    fn string(&mut self, keep: KeepValue) -> Result<()> {
        self.take(keep);
        loop {
            if self.peek()?.is_none() {
                return Err(self.error(SyntaxFault::EndsInString));
            }
            let rest = self.chunk.get(self.at..self.filled).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', rest) {
                Some(plain) => {
                    let quote = rest.get(plain) == Some(&b'"');
                    self.take_many(plain + 1, keep);
                    if quote {
                        return Ok(());
                    }
                    if self.peek()?.is_some() {
                        self.take(keep);
                    }
                }
                None => self.take_many(rest.len(), keep),
            }
        }
    }

    /// `r"…"` or `r#"…"#`; `r#name` is a name.
    fn raw_string(&mut self, keep: KeepValue) -> Result<()> {
        let mut end = vec![b'"'];
        while self.peek()? == Some(b'#') {
            self.take(keep);
            end.push(b'#');
        }
        if self.peek()? == Some(b'"') {
            self.take(keep);
            self.take_until(&end, keep)?;
        }
        Ok(())
    }

    /// Everything up to `end` and `end` itself.
    fn take_until(&mut self, end: &[u8], keep: KeepValue) -> Result<()> {
        let mut matched = 0;
        while matched < end.len() {
            let Some(byte) = self.peek()? else {
                return Err(self.error(SyntaxFault::EndsInValue));
            };
            matched = match end.get(matched) {
                Some(&wanted) if wanted == byte => matched + 1,
                _ => usize::from(end.first() == Some(&byte)),
            };
            self.take(keep);
        }
        Ok(())
    }

    /// The rest of a comment that may hold others.
    fn block_comment(&mut self, keep: KeepValue) -> Result<()> {
        let mut depth = 1;
        let mut last = 0;
        while depth > 0 {
            let Some(byte) = self.peek()? else {
                return Err(self.error(SyntaxFault::EndsInComment));
            };
            self.take(keep);
            (depth, last) = match (last, byte) {
                (b'*', b'/') => (depth - 1, 0),
                (b'/', b'*') => (depth + 1, 0),
                (_, byte) => (depth, byte),
            };
        }
        Ok(())
    }

    fn skip_space(&mut self) -> Result<()> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\n' | b'\r' | b'\t') => {
                    let rest = self.chunk.get(self.at..self.filled).unwrap_or_default();
                    let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
                    let spaces = rest.iter().take_while(is_space).count();
                    self.take_many(spaces, KeepValue::Nothing);
                }
                Some(b'/') if self.syntax == FileSyntax::Ron => {
                    self.bump();
                    match self.peek()? {
                        Some(b'/') => {
                            while !matches!(self.peek()?, None | Some(b'\n')) {
                                self.bump();
                            }
                        }
                        Some(b'*') => {
                            self.bump();
                            self.block_comment(KeepValue::Nothing)?;
                        }
                        _ => return Err(self.error(SyntaxFault::ExpectedComment)),
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    fn expect(&mut self, wanted: u8) -> Result<()> {
        if self.peek()? == Some(wanted) {
            self.bump();
            return Ok(());
        }
        Err(self.error(SyntaxFault::Expected(char::from(wanted))))
    }

    /// The next byte.
    fn peek(&mut self) -> Result<Option<u8>> {
        if self.at == self.filled {
            // Most files are short, and so is what a record has of unknown keys.
            if self.chunk.is_empty() {
                self.chunk.resize(FIRST_CHUNK, 0);
            } else if self.filled == self.chunk.len() {
                self.chunk.resize(CHUNK, 0);
            }
            let read = loop {
                match self.input.read(&mut self.chunk) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    result => break result?,
                }
            };
            (self.at, self.filled) = (0, read);
            self.hash.update(self.chunk.get(..read).unwrap_or_default());
        }
        let rest = self.chunk.get(self.at..self.filled).unwrap_or_default();
        Ok(rest.first().copied())
    }

    /// Reads over the byte that was peeked at.
    fn bump(&mut self) {
        self.take_many(1, KeepValue::Nothing);
    }

    fn take(&mut self, keep: KeepValue) {
        self.take_many(1, keep);
    }

    fn take_many(&mut self, len: usize, keep: KeepValue) {
        let end = (self.at + len).min(self.filled);
        let taken = self.chunk.get(self.at..end).unwrap_or_default();
        self.place = count(self.place, taken);
        if keep == KeepValue::Text {
            self.value.extend_from_slice(taken);
        }
        self.at = end;
    }
}

fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// A place in the file, both numbers from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct FilePlace {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Why scanning stopped.
#[derive(Debug)]
pub(super) enum ScanError {
    Io(io::Error),
    Syntax(FileSyntaxError),
}

impl From<io::Error> for ScanError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The place after `bytes` that start at `place`.
fn count(place: FilePlace, bytes: &[u8]) -> FilePlace {
    let starts = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    match memchr::memrchr(b'\n', bytes) {
        None => FilePlace { line: place.line, column: place.column + starts(bytes) },
        Some(last) => {
            let lines = memchr::memchr_iter(b'\n', bytes).count();
            let column = starts(bytes.get(last + 1..).unwrap_or_default()) + 1;
            FilePlace { line: place.line + lines, column }
        }
    }
}

/// A mistake inside a value that starts at `place`.
pub(super) fn at(place: FilePlace, error: FileSyntaxError) -> ScanError {
    ScanError::Syntax(error.within(place.line, place.column))
}
