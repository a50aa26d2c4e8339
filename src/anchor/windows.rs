//! Finding many short strings in one pass over a text.

use std::collections::HashMap;

/// The length of every string that is looked for, in bytes: some sixteen Persian letters.
pub(super) const WIDTH: usize = 32;

/// A string that stands in more places than this says nothing about where something is.
pub(super) const MANY: usize = 64;

/// Strings of [`WIDTH`] bytes and where they stand.
#[derive(Default)]
pub(super) struct TextWindows {
    /// Windows by hash; different ones with the same hash are distinguished when they are found.
    by_hash: HashMap<u64, Vec<usize>>,
    windows: Vec<TextWindow>,
}

struct TextWindow {
    bytes: [u8; WIDTH],
    found: Vec<usize>,
}

impl TextWindows {
    /// Adds a string to look for; returns its number.
    pub(super) fn add(&mut self, bytes: [u8; WIDTH]) -> usize {
        let same = self.by_hash.entry(hash(&bytes)).or_default();
        let is_same = |at: &&usize| self.windows.get(**at).is_some_and(|it| it.bytes == bytes);
        if let Some(&at) = same.iter().find(is_same) {
            return at;
        }
        let at = self.windows.len();
        same.push(at);
        self.windows.push(TextWindow { bytes, found: Vec::new() });
        at
    }

    /// Looks through `text`; forgets what was found before.
    pub(super) fn find_in(&mut self, text: &[u8]) {
        for window in &mut self.windows {
            window.found.clear();
        }
        let Some(first) = text.get(..WIDTH) else { return };
        let mut rolling = hash(first);
        for (at, window) in text.windows(WIDTH).enumerate() {
            if at > 0 {
                let gone = at.checked_sub(1).and_then(|it| text.get(it)).copied().unwrap_or(0);
                let come = window.last().copied().unwrap_or(0);
                rolling = roll(rolling, gone, come);
            }
            let Some(same) = self.by_hash.get(&rolling) else { continue };
            for number in same {
                if let Some(sought) = self.windows.get_mut(*number)
                    && sought.bytes == *window
                    && sought.found.len() <= MANY
                {
                    sought.found.push(at);
                }
            }
        }
    }

    /// Where a string stands, in bytes; `None` when in too many places.
    pub(super) fn places(&self, window: usize) -> Option<&[usize]> {
        let found = &self.windows.get(window)?.found;
        (found.len() <= MANY).then_some(found)
    }
}

/// A large odd number, so that multiplying mixes every bit.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// `FACTOR` to the power of `WIDTH`, by which the byte that leaves was multiplied.
const LEAVING: u64 = {
    let mut power: u64 = 1;
    let mut at = 0;
    while at < WIDTH {
        power = power.wrapping_mul(FACTOR);
        at += 1;
    }
    power
};

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |hash, byte| step(hash, *byte))
}

fn step(hash: u64, byte: u8) -> u64 {
    hash.wrapping_mul(FACTOR).wrapping_add(u64::from(byte) + 1)
}

fn roll(hash: u64, gone: u8, come: u8) -> u64 {
    step(hash, come).wrapping_sub(LEAVING.wrapping_mul(u64::from(gone) + 1))
}
