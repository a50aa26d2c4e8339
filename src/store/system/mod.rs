//! What is asked of the system: the disk, files written whole or not at all, the time.

pub(super) mod atomic;
pub(super) mod clock;
pub(super) mod disk;
pub(super) mod hashing;
pub(super) mod priority;
