//! Which stretches of a text stand in it only once.

/// How often every stretch of [`LetterCounts::WIDTH`] bytes stands in a text: once, or perhaps oftener.
pub(super) struct LetterCounts {
    /// The slot of the stretch that starts at each byte.
    slots: Vec<u32>,
    /// How many stretches fell into each slot: none, one, or more.
    counts: Vec<u8>,
}

impl LetterCounts {
    /// Some twenty-four Persian letters: five words or six.
    pub(super) const WIDTH: usize = 48;

    /// Slots for every stretch. Two that fall into one count as the same, which is wrong on the safe
    /// side; with so many it happens to one in five, and more would be memory for a moment only.
    const SLOTS: usize = 4;

    pub(super) fn of(letters: &str) -> Self {
        let stretches = (letters.len() + 1).saturating_sub(Self::WIDTH);
        let size = (stretches * Self::SLOTS).next_power_of_two().clamp(1 << 12, 1 << 31);
        let (mut slots, mut counts) = (Vec::with_capacity(stretches), vec![0_u8; size]);
        let bytes = letters.as_bytes();
        let mut rolling = bytes.iter().take(Self::WIDTH).fold(0, |hash, it| step(hash, *it));
        for at in 0..stretches {
            if let (Some(gone), Some(come)) =
                (at.checked_sub(1).and_then(|it| bytes.get(it)), bytes.get(at + Self::WIDTH - 1))
            {
                rolling =
                    step(rolling, *come).wrapping_sub(LEAVING.wrapping_mul(u64::from(*gone) + 1));
            }
            let slot = slot(rolling, size);
            if let Some(count) = counts.get_mut(slot as usize) {
                *count = count.saturating_add(1);
            }
            slots.push(slot);
        }
        Self { slots, counts }
    }

    /// True when the stretch that starts at byte `at` stands nowhere else.
    pub(super) fn is_unique(&self, at: usize) -> bool {
        let slot = self.slots.get(at);
        slot.and_then(|it| self.counts.get(*it as usize)).is_some_and(|it| *it == 1)
    }
}

/// A large odd number, so that multiplying mixes every bit.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// `FACTOR` to the power of the width, by which the byte that leaves was multiplied.
const LEAVING: u64 = {
    let mut power: u64 = 1;
    let mut at = 0;
    while at < LetterCounts::WIDTH {
        power = power.wrapping_mul(FACTOR);
        at += 1;
    }
    power
};

fn step(hash: u64, byte: u8) -> u64 {
    hash.wrapping_mul(FACTOR).wrapping_add(u64::from(byte) + 1)
}

/// The upper bits, which every byte has a part in.
fn slot(hash: u64, size: usize) -> u32 {
    let bits = size.trailing_zeros();
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    u32::try_from(mixed >> (64 - bits)).unwrap_or(0)
}
