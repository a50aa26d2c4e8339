//! Places in a file, and mistakes at them.

use std::io;

use super::SyntaxError;

/// A place in the file, both numbers from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Why scanning stopped.
#[derive(Debug)]
pub(super) enum ScanError {
    Io(io::Error),
    Syntax(SyntaxError),
}

impl From<io::Error> for ScanError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The place behind `bytes` that start at `place`.
pub(super) fn count(place: Place, bytes: &[u8]) -> Place {
    let starts = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    match memchr::memrchr(b'\n', bytes) {
        None => Place { line: place.line, column: place.column + starts(bytes) },
        Some(last) => {
            let lines = memchr::memchr_iter(b'\n', bytes).count();
            let column = starts(bytes.get(last + 1..).unwrap_or_default()) + 1;
            Place { line: place.line + lines, column }
        }
    }
}

/// A mistake inside a value that starts at `place`.
pub(super) fn at(place: Place, error: SyntaxError) -> ScanError {
    ScanError::Syntax(error.within(place.line, place.column))
}
