//! The lines of a journal.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    Step,
    wire::{WireEdit, to_wire},
};
use crate::store::disk::{Disk, Sink};

/// The version of the journal's format.
pub(super) const VERSION: u32 = 1;

/// What a line says.
#[derive(Serialize, Deserialize)]
pub(in crate::store) enum Entry {
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

impl Entry {
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

/// Every line that can be read, in order. One that can't is left out; the numbers of the steps show
/// whether it was one.
pub(in crate::store) fn read_lines(bytes: &[u8]) -> Vec<Entry> {
    bytes.split(|&byte| byte == b'\n').filter_map(Entry::of_line).collect()
}

/// A journal that is written.
pub(in crate::store) struct Journal {
    path: PathBuf,
    sink: Option<Box<dyn Sink>>,
    /// Lines that the disk did not take yet.
    waiting: Vec<u8>,
    /// True when the last write may have left half a line.
    torn: bool,
    article: String,
    steps: u64,
}

impl Journal {
    /// A journal at `path` for the text with SHA-256 `article`. The file is opened when there is
    /// something to write.
    pub(in crate::store) fn new(path: PathBuf, article: String) -> Self {
        Self { path, sink: None, waiting: Vec::new(), torn: true, article, steps: 0 }
    }

    /// Goes on behind step `steps`.
    pub(in crate::store) fn continue_at(&mut self, steps: u64) {
        self.steps = steps;
    }

    /// The SHA-256 of its text.
    pub(in crate::store) fn article(&self) -> &str {
        &self.article
    }

    /// Where it lies.
    pub(in crate::store) fn path(&self) -> &Path {
        &self.path
    }

    /// How many steps it has been told.
    pub(in crate::store) fn steps(&self) -> u64 {
        self.steps
    }

    /// The first lines of a new journal: its text, and the state of the annotation file.
    pub(in crate::store) fn begin(&mut self, digest: Option<String>) -> io::Result<()> {
        let start = self.start()?;
        self.waiting.extend(start);
        self.waiting.extend(Entry::Saving(self.steps, digest).line()?);
        self.waiting.extend(Entry::Saved(self.steps).line()?);
        Ok(())
    }

    /// True once something was written.
    pub(in crate::store) fn is_open(&self) -> bool {
        self.sink.is_some()
    }

    /// Begins anew where the file was removed; the annotation file, with SHA-256 `digest`, has every
    /// step up to `saved`. The numbers go on.
    pub(in crate::store) fn renew(
        &mut self,
        disk: &dyn Disk,
        saved: u64,
        digest: Option<String>,
    ) -> io::Result<()> {
        self.sink = None;
        self.torn = true;
        let mut lines = self.start()?;
        lines.extend(Entry::Forget(saved).line()?);
        lines.extend(Entry::Saving(saved, digest).line()?);
        lines.extend(Entry::Saved(saved).line()?);
        lines.append(&mut self.waiting);
        self.waiting = lines;
        self.flush(disk)
    }

    /// The line that says which text it belongs to.
    pub(in crate::store) fn start(&self) -> io::Result<Vec<u8>> {
        Entry::Start { version: VERSION, article: self.article.clone() }.line()
    }

    /// The file, which another program wrote, counts as having every step; none can be undone.
    pub(in crate::store) fn rebase(&mut self, digest: Option<String>) -> io::Result<()> {
        self.waiting.extend(Entry::Forget(self.steps).line()?);
        self.waiting.extend(Entry::Saving(self.steps, digest).line()?);
        self.waiting.extend(Entry::Saved(self.steps).line()?);
        Ok(())
    }

    /// Adds a step; returns its number. When the disk refuses, the step waits and goes out with the
    /// next one.
    pub(in crate::store) fn step(&mut self, disk: &dyn Disk, step: Step<'_>) -> io::Result<u64> {
        self.steps += 1;
        let entry = match step {
            Step::Do(transaction) => Entry::Do(self.steps, to_wire(transaction)),
            Step::Undo => Entry::Undo(self.steps),
            Step::Redo => Entry::Redo(self.steps),
        };
        self.add(disk, &entry)?;
        Ok(self.steps)
    }

    /// Adds a line.
    pub(in crate::store) fn add(&mut self, disk: &dyn Disk, entry: &Entry) -> io::Result<()> {
        self.waiting.extend(entry.line()?);
        self.flush(disk)
    }

    /// Hands the lines that wait to the system.
    pub(in crate::store) fn flush(&mut self, disk: &dyn Disk) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let sink = match &mut self.sink {
            Some(sink) => sink,
            none => none.insert(disk.append(&self.path)?),
        };
        if self.torn {
            // Ends what half a line may stand there.
            sink.write_all(b"\n")?;
        }
        self.torn = true;
        sink.write_all(&self.waiting)?;
        sink.flush()?;
        self.torn = false;
        self.waiting.clear();
        Ok(())
    }

    /// A handle for syncing what was handed over; `None` when nothing was.
    pub(in crate::store) fn handle(&self) -> io::Result<Option<Box<dyn Sink>>> {
        self.sink.as_ref().map(|it| it.again()).transpose()
    }
}
