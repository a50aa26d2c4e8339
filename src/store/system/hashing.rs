//! Hashing a file while it is written.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use super::disk::FileSource;

/// What went by.
#[derive(Default)]
pub(in crate::store) struct RunningHash(Sha256);

impl RunningHash {
    /// The SHA-256 of it.
    pub(in crate::store) fn digest(&self) -> [u8; 32] {
        self.0.clone().finalize().into()
    }
}

/// Writes to `out` and remembers the hash.
pub(in crate::store) struct HashingWriter<'a> {
    pub(in crate::store) out: &'a mut dyn Write,
    pub(in crate::store) hashed: &'a mut RunningHash,
}

impl Write for HashingWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hashed.0.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The SHA-256 of a file.
pub(in crate::store) fn hash_of(mut source: Box<dyn FileSource>) -> io::Result<[u8; 32]> {
    let mut hashing = RunningHash::default();
    io::copy(&mut source, &mut HashingWriter { out: &mut io::sink(), hashed: &mut hashing })?;
    Ok(hashing.digest())
}
