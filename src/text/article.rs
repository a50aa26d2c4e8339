//! From the bytes of a file to the text of an article.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::Text;

/// A decoded article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The text as it stands in the file: every code point, every line end.
    pub text: Text,
    /// How the bytes were read.
    pub encoding: Encoding,
}

/// How the bytes of an article were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian, by its byte order mark.
    Utf16Le,
    /// UTF-16, big endian, by its byte order mark.
    Utf16Be,
    /// Windows-1256 (Arabic and Persian), by its letters.
    Windows1256,
}

impl Encoding {
    /// Its name in the native files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1256 => "windows-1256",
        }
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1256 => encoding_rs::WINDOWS_1256,
        }
    }
}

impl Article {
    /// The largest file taken as an article, in bytes.
    pub const LARGEST: u64 = 64 << 20;

    /// An article of text that was never a file, such as pasted text.
    pub fn from_text(text: impl Into<Box<str>>) -> Self {
        Self { text: Text::new(text), encoding: Encoding::Utf8 }
    }

    /// Decodes a file's bytes. A byte order mark is no part of the text.
    pub fn decode(bytes: Vec<u8>) -> Result<Self, DecodeError> {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return Self::from_utf8(text),
            Err(error) => error.into_bytes(),
        };
        let encoding = guess(&bytes)?;
        let (text, _bom_was_removed) = encoding.codec().decode_with_bom_removal(&bytes);
        if let Some((before, _)) = text.split_once('\u{FFFD}') {
            let line = before.matches('\n').count() + 1;
            return Err(DecodeError::Damaged { encoding, line });
        }
        Self::checked(text.into_owned(), encoding)
    }

    fn from_utf8(mut text: String) -> Result<Self, DecodeError> {
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Self::checked(text, Encoding::Utf8)
    }

    fn checked(text: String, encoding: Encoding) -> Result<Self, DecodeError> {
        if text.trim().is_empty() {
            return Err(DecodeError::Empty);
        }
        if memchr::memchr(0, text.as_bytes()).is_some() {
            return Err(DecodeError::Binary);
        }
        Ok(Self { text: Text::new(text), encoding })
    }
}

impl Text {
    /// SHA-256 of the text in UTF-8, in lower-case hexadecimal: 64 characters.
    pub fn sha256(&self) -> String {
        let hex = |half: u8| char::from_digit(u32::from(half), 16);
        let digest = Sha256::digest(self.as_str());
        digest.iter().flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).flatten().collect()
    }
}

fn guess(bytes: &[u8]) -> Result<Encoding, DecodeError> {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((codec, _)) if codec == encoding_rs::UTF_16LE => return Ok(Encoding::Utf16Le),
        Some((codec, _)) if codec == encoding_rs::UTF_16BE => return Ok(Encoding::Utf16Be),
        Some(_utf8_mark_on_damaged_utf8) => {
            return Err(DecodeError::Damaged {
                encoding: Encoding::Utf8,
                line: first_bad_line(bytes),
            });
        }
        None => {}
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(DecodeError::Binary);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let codec = detector.guess(Some(b"ir"), Utf8Detection::Deny);
    if mostly_utf8(bytes) {
        return Err(DecodeError::Damaged { encoding: Encoding::Utf8, line: first_bad_line(bytes) });
    }
    if codec == encoding_rs::WINDOWS_1256 {
        return Ok(Encoding::Windows1256);
    }
    Err(DecodeError::Unknown { guess: codec.name() })
}

/// True when damaged bytes are the exception in what reads as UTF-8 otherwise.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wide, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += chunk.invalid().len();
    }
    damaged * 20 < wide
}

fn first_bad_line(bytes: &[u8]) -> usize {
    let good = bytes.utf8_chunks().next().map_or("", |it| it.valid());
    good.matches('\n').count() + 1
}

/// Why bytes are not an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{self:?}")]
pub enum DecodeError {
    /// Nothing but white space.
    Empty,
    /// NUL bytes: an image, a program, an office document.
    Binary,
    /// In no encoding that is read; what it looks like, by its WHATWG name.
    Unknown {
        /// The best guess.
        guess: &'static str,
    },
    /// In a known encoding, with bytes that are none of its characters.
    Damaged {
        /// The encoding.
        encoding: Encoding,
        /// The first line with such bytes, from 1.
        line: usize,
    },
}
