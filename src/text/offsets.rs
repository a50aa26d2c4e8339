//! Bytes ↔ code points ↔ UTF-16 units: a checkpoint every few hundred bytes, counting in between.

/// Bytes between two checkpoints: 10 MB of text cost 320 kB of index.
const STRIDE: usize = 256;

/// How much stands before one checkpoint.
#[derive(Clone, Copy, Debug, Default)]
struct Checkpoint {
    chars: u32,
    utf16: u32,
}

/// The checkpoints of one text.
#[derive(Debug)]
pub(super) struct Offsets {
    checkpoints: Vec<Checkpoint>,
}

impl Offsets {
    pub(super) fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 2);
        let mut at = Checkpoint::default();
        for block in text.as_bytes().chunks(STRIDE) {
            checkpoints.push(at);
            at = at.after(block);
        }
        checkpoints.push(at);
        Self { checkpoints }
    }

    pub(super) fn char_of_byte(&self, text: &str, byte: usize) -> usize {
        self.before(text, byte).chars as usize
    }

    pub(super) fn utf16_of_byte(&self, text: &str, byte: usize) -> usize {
        self.before(text, byte).utf16 as usize
    }

    pub(super) fn byte_of_char(&self, text: &str, char: usize) -> Option<usize> {
        self.byte_of(text, char, |it| it.chars, |_| 1)
    }

    pub(super) fn byte_of_utf16(&self, text: &str, unit: usize) -> Option<usize> {
        self.byte_of(text, unit, |it| it.utf16, char::len_utf16)
    }

    fn before(&self, text: &str, byte: usize) -> Checkpoint {
        let byte = floor_char_boundary(text, byte);
        let block = byte / STRIDE;
        let checkpoint = self.checkpoints.get(block).copied().unwrap_or_default();
        checkpoint.after(text.as_bytes().get(block * STRIDE..byte).unwrap_or_default())
    }

    /// The byte before which exactly `wanted` units stand.
    fn byte_of(
        &self,
        text: &str,
        wanted: usize,
        count: fn(&Checkpoint) -> u32,
        width: fn(char) -> usize,
    ) -> Option<usize> {
        let block = self.checkpoints.partition_point(|it| count(it) as usize <= wanted) - 1;
        let mut seen = self.checkpoints.get(block).map(count)? as usize;
        // A character that starts before the checkpoint was counted before it.
        let start = ceil_char_boundary(text, block * STRIDE);
        for (at, c) in text.get(start..)?.char_indices() {
            if seen >= wanted {
                return (seen == wanted).then_some(start + at);
            }
            seen += width(c);
        }
        (seen == wanted).then_some(text.len())
    }
}

impl Checkpoint {
    /// A character is counted where it starts; one beyond the basic plane has two UTF-16 units.
    fn after(self, bytes: &[u8]) -> Self {
        let (mut chars, mut wide) = (0, 0);
        for &byte in bytes {
            chars += u32::from(byte & 0xC0 != 0x80);
            wide += u32::from(byte >= 0xF0);
        }
        Self { chars: self.chars + chars, utf16: self.utf16 + chars + wide }
    }
}

fn floor_char_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn ceil_char_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte += 1;
    }
    byte
}
