//! Every edit, written as it is made, so that a crash loses nothing.
//!
//! A journal is a text file of lines, each a checksum and a JSON value. Lines are only ever added;
//! a line that was torn by a crash or a full disk fails its checksum and is skipped, and the number
//! each step carries shows whether one is missing. Undo and redo are steps like any other, so that
//! reading the journal also restores what can be undone.

mod replay;
mod wire;
mod writing;

pub(super) use replay::{ReplayedJournal, replay};
pub(super) use writing::{Journal, LONG_JOURNAL, compact, goes_on_from};

use std::{
    io::{self, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize};

use self::wire::WireEdit;
use super::{StoreError, article::read_whole, system::disk::Disk};
use crate::model::Transaction;

/// What a person did to the document.
#[derive(Clone, Copy, Debug)]
pub enum JournalStep<'a> {
    /// Made a change.
    Do(&'a Transaction),
    /// Took the last change back.
    Undo,
    /// Made the change taken back last again.
    Redo,
}

/// The version of the journal's format.
const VERSION: u32 = 1;

/// What a line says.
#[derive(Serialize, Deserialize)]
pub(in crate::store) enum JournalEntry {
    /// The first line: which text the journal belongs to.
    #[serde(rename = "start")]
    Start {
        version: u32,
        /// The SHA-256 of the text.
        article: String,
    },
    /// Step `n`.
    #[serde(rename = "do")]
    Do(u64, Vec<WireEdit>),
    #[serde(rename = "undo")]
    Undo(u64),
    #[serde(rename = "redo")]
    Redo(u64),
    /// The annotation file is about to have this SHA-256 (none: not to be there), which holds every
    /// step up to `n`. It is on the disk before the file is put in place.
    #[serde(rename = "saving")]
    Saving(u64, Option<String>),
    /// The file is in place.
    #[serde(rename = "saved")]
    Saved(u64),
    /// What was done up to `n` can't be undone: another program wrote the file meanwhile.
    #[serde(rename = "forget")]
    Forget(u64),
}

impl JournalEntry {
    /// The line, with its end.
    pub(in crate::store) fn line(&self) -> io::Result<Vec<u8>> {
        let json = serde_json::to_string(self)?;
        let mut line = Vec::with_capacity(json.len() + 10);
        writeln!(line, "{:08x} {json}", crc32fast::hash(json.as_bytes()))?;
        Ok(line)
    }

    /// `None` when the line is torn or damaged.
    fn of_line(line: &[u8]) -> Option<Self> {
        let (checksum, json) = (line.get(..8)?, line.get(9..)?);
        let checksum = u32::from_str_radix(std::str::from_utf8(checksum).ok()?, 16).ok()?;
        (crc32fast::hash(json) == checksum).then(|| serde_json::from_slice(json).ok())?
    }
}

/// The largest journal that is read, in bytes.
const LARGEST_JOURNAL: u64 = 1 << 30;

/// The lines of the journal at `path`; `None` when there is none.
pub(super) fn read_journal(
    disk: &dyn Disk,
    path: &Path,
) -> Result<Option<Vec<JournalEntry>>, StoreError> {
    match read_whole(disk, path, LARGEST_JOURNAL) {
        Ok(bytes) => Ok(Some(read_lines(&bytes))),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Every line that can be read, in order. One that can't is left out; the numbers of the steps show
/// whether it was one.
fn read_lines(bytes: &[u8]) -> Vec<JournalEntry> {
    bytes.split(|&byte| byte == b'\n').filter_map(JournalEntry::of_line).collect()
}
