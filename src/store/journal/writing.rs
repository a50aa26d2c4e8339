//! Writing a journal: a line for each step, and all of it anew when it has grown long.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{JournalEntry, JournalStep, VERSION, wire::to_wire};
use crate::{
    edit::UndoHistory,
    model::Transaction,
    store::system::{
        atomic,
        disk::{Disk, FileSink},
    },
};

/// A journal that is written.
pub(in crate::store) struct Journal {
    path: PathBuf,
    sink: Option<Box<dyn FileSink>>,
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

    /// Goes on after step `steps`.
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

    /// How many steps were added to it.
    pub(in crate::store) fn steps(&self) -> u64 {
        self.steps
    }

    /// The first lines of a new journal: its text, and the state of the annotation file.
    pub(in crate::store) fn begin(&mut self, digest: Option<String>) -> io::Result<()> {
        let start = self.start()?;
        self.waiting.extend(start);
        self.waiting.extend(JournalEntry::Saving(self.steps, digest).line()?);
        self.waiting.extend(JournalEntry::Saved(self.steps).line()?);
        Ok(())
    }

    /// True once something was written.
    pub(in crate::store) fn is_open(&self) -> bool {
        self.sink.is_some()
    }

    /// Begins anew where the file was removed; the annotation file, with SHA-256 `digest`, has
    /// every step up to `saved`. The numbers go on.
    pub(in crate::store) fn renew(
        &mut self,
        disk: &dyn Disk,
        saved: u64,
        digest: Option<String>,
    ) -> io::Result<()> {
        self.sink = None;
        self.torn = true;
        let mut lines = self.start()?;
        lines.extend(JournalEntry::Forget(saved).line()?);
        lines.extend(JournalEntry::Saving(saved, digest).line()?);
        lines.extend(JournalEntry::Saved(saved).line()?);
        lines.append(&mut self.waiting);
        self.waiting = lines;
        self.flush(disk)
    }

    /// The line that says which text it belongs to.
    pub(in crate::store) fn start(&self) -> io::Result<Vec<u8>> {
        JournalEntry::Start { version: VERSION, article: self.article.clone() }.line()
    }

    /// The file, which another program wrote, counts as having every step; none can be undone.
    pub(in crate::store) fn rebase(&mut self, digest: Option<String>) -> io::Result<()> {
        self.waiting.extend(JournalEntry::Forget(self.steps).line()?);
        self.waiting.extend(JournalEntry::Saving(self.steps, digest).line()?);
        self.waiting.extend(JournalEntry::Saved(self.steps).line()?);
        Ok(())
    }

    /// Adds a step; returns its number. When the disk refuses, the step waits and goes out with the
    /// next one.
    pub(in crate::store) fn step(
        &mut self,
        disk: &dyn Disk,
        step: JournalStep<'_>,
    ) -> io::Result<u64> {
        self.steps += 1;
        let entry = match step {
            JournalStep::Do(transaction) => JournalEntry::Do(self.steps, to_wire(transaction)),
            JournalStep::Undo => JournalEntry::Undo(self.steps),
            JournalStep::Redo => JournalEntry::Redo(self.steps),
        };
        self.add(disk, &entry)?;
        Ok(self.steps)
    }

    /// Adds a line.
    pub(in crate::store) fn add(
        &mut self,
        disk: &dyn Disk,
        entry: &JournalEntry,
    ) -> io::Result<()> {
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
    pub(in crate::store) fn handle(&self) -> io::Result<Option<Box<dyn FileSink>>> {
        self.sink.as_ref().map(|it| it.again()).transpose()
    }
}

/// Adds to the journal at `path` that the annotation file is the one with SHA-256 `digest` again, so that the
/// steps made after it are made anew; false where `entries`, its lines, do not say which these are.
pub(in crate::store) fn goes_on_from(
    disk: &dyn Disk,
    path: &Path,
    entries: &[JournalEntry],
    digest: &str,
) -> io::Result<bool> {
    let known = entries.iter().rev().find_map(|it| match it {
        JournalEntry::Saving(step, its) if its.as_deref() == Some(digest) => Some(*step),
        JournalEntry::Saving(..)
        | JournalEntry::Saved(_)
        | JournalEntry::Start { .. }
        | JournalEntry::Do(..)
        | JournalEntry::Undo(_)
        | JournalEntry::Redo(_)
        | JournalEntry::Forget(_) => None,
    });
    let Some(step) = known else { return Ok(false) };
    let mut sink = disk.append(path)?;
    // Ends what half a line may stand there.
    sink.write_all(b"\n")?;
    sink.write_all(&JournalEntry::Saving(step, Some(digest.to_owned())).line()?)?;
    sink.flush()?;
    Ok(true)
}

/// From how many bytes on a journal is rewritten when it is opened.
pub(in crate::store) const LONG_JOURNAL: u64 = 8 << 20;

/// How many bytes of history it keeps then.
const KEPT_HISTORY: usize = 4 << 20;

/// Writes the journal anew, at once or not at all. The annotation file, with SHA-256 `digest`, must
/// have every step.
pub(in crate::store) fn compact(
    disk: &dyn Disk,
    journal: &mut Journal,
    history: &UndoHistory,
    digest: Option<String>,
) -> io::Result<()> {
    let mut room = KEPT_HISTORY;
    let redoable: Vec<&Transaction> = history.redoable().collect();
    let (redoable, undoable) = match fitting(redoable.into_iter(), &mut room) {
        (redoable, true) => (redoable, fitting(history.done().iter().rev(), &mut room).0),
        // What lies beyond a redo that is gone can't be reached.
        (redoable, false) => (redoable, Vec::new()),
    };
    let done = undoable.iter().rev().chain(redoable.iter());
    let mut step = 0;
    let mut lines = Vec::new();
    for transaction in done {
        step += 1;
        lines.push(JournalEntry::Do(step, to_wire(transaction)));
    }
    for _undone in &redoable {
        step += 1;
        lines.push(JournalEntry::Undo(step));
    }
    let mut fresh = Journal::new(journal.path().to_owned(), journal.article().to_owned());
    let head = fresh.start()?;
    atomic::replace(disk, journal.path(), |out| {
        out.write_all(&head)?;
        for entry in &lines {
            out.write_all(&entry.line()?)?;
        }
        out.write_all(&JournalEntry::Saving(step, digest).line()?)?;
        out.write_all(&JournalEntry::Saved(step).line()?)
    })?;
    fresh.continue_at(step);
    *journal = fresh;
    Ok(())
}

/// The first transactions that find room, and whether all did.
fn fitting<'a>(
    transactions: impl Iterator<Item = &'a Transaction>,
    room: &mut usize,
) -> (Vec<&'a Transaction>, bool) {
    let mut fitting = Vec::new();
    for transaction in transactions {
        let cost = serde_json::to_vec(&to_wire(transaction)).map_or(usize::MAX, |json| json.len());
        let Some(left) = room.checked_sub(cost) else { return (fitting, false) };
        *room = left;
        fitting.push(transaction);
    }
    (fitting, true)
}
