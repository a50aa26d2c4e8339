//! Words and features as 64 bits, the same on every machine and in every version.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// What a word, a phrase or a feature is known by. Of 10 million, two are the same with a chance of
/// one in 370,000.
pub(super) type Hash = u64;

/// A map from hashes, which are spread well as they are.
pub(super) type HashedMap<T> = HashMap<Hash, T, BuildHasherDefault<AsIs>>;

/// The hash of nothing, from which others start.
pub(super) const NOTHING: Hash = 0x9E37_79B9_7F4A_7C15;

/// A hash with something more in it; the order counts. The mixing is that of `SplitMix64`.
pub(super) fn with(hash: Hash, more: u64) -> Hash {
    let mut z = hash.rotate_left(23) ^ more.wrapping_mul(NOTHING);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A hash with the characters of some words in it.
pub(super) fn with_str(hash: Hash, words: &str) -> Hash {
    words.chars().fold(hash, |hash, c| with(hash, u64::from(c)))
}

/// Numbers that look like chance and are always the same.
#[derive(Clone, Debug)]
pub(super) struct FixedChance(pub(super) u64);

impl FixedChance {
    /// A number below `limit`, which is not 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = with(self.0, 1);
        let limit = u64::try_from(limit).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.0 % limit).unwrap_or_default()
    }

    /// Puts `items` in another order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// A hasher that leaves hashes as they are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // Only hashes are keys here, and they come by `write_u64`.
        self.0 = bytes.iter().fold(self.0, |hash, byte| with(hash, u64::from(*byte)));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
