//! Where the paragraphs of a text are.

use std::ops::Range;

/// Where the paragraphs of a text are: the pieces between line ends (UAX #9, class B).
///
/// There is always at least one paragraph; a text that ends with a line end has an empty last one.
#[derive(Debug)]
pub struct Paragraphs {
    starts: Vec<u32>,
    len: usize,
}

impl Paragraphs {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        // The candidates' bytes: LF, CR, and the last ones of U+0085 and U+2029.
        let mut at = 0;
        while let Some(found) = next_separator(bytes, at) {
            at = found.end;
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { starts, len: text.len() }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of paragraph `index`, its line end included.
    pub fn bytes(&self, index: usize) -> Range<usize> {
        let start = self.starts.get(index).map_or(self.len, |&it| it as usize);
        let end = self.starts.get(index + 1).map_or(self.len, |&it| it as usize);
        start..end
    }

    /// The paragraph that holds `byte`.
    pub fn index_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&it| it as usize <= byte).max(1) - 1
    }
}

fn next_separator(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        let found = at + memchr::memchr3(b'\n', b'\r', 0xC2, rest).unwrap_or(rest.len());
        // U+2029 is rare enough to be looked for apart: its first byte starts other marks too.
        let separator = memchr::memmem::find(bytes.get(at..found)?, "\u{2029}".as_bytes());
        if let Some(before) = separator {
            return Some(at + before..at + before + 3);
        }
        match (bytes.get(found)?, bytes.get(found + 1)) {
            (b'\r', Some(b'\n')) => return Some(found..found + 2),
            (b'\n' | b'\r', _) => return Some(found..found + 1),
            (_, Some(0x85)) => return Some(found..found + 2),
            _ => at = found + 1,
        }
    }
}
