//! Rewriting a journal that has grown long: what can be undone and redone, newest first.

use std::io;

use super::{
    line::{Entry, Journal},
    wire::to_wire,
};
use crate::{
    edit::History,
    model::Transaction,
    store::{atomic, disk::Disk},
};

/// From how many bytes on a journal is rewritten when it is opened.
pub(in crate::store) const LONG: u64 = 8 << 20;

/// How many bytes of history it keeps then.
const KEPT: usize = 4 << 20;

/// Writes the journal anew, at once or not at all. The annotation file, with SHA-256 `digest`, must
/// have every step.
pub(in crate::store) fn write(
    disk: &dyn Disk,
    journal: &mut Journal,
    history: &History,
    digest: Option<String>,
) -> io::Result<()> {
    let mut room = KEPT;
    let redoable: Vec<&Transaction> = history.redoable().collect();
    let (redoable, undoable) = match fitting(redoable.into_iter(), &mut room) {
        (redoable, true) => (redoable, fitting(history.done().iter().rev(), &mut room).0),
        // What lies behind a redo that is gone can't be reached.
        (redoable, false) => (redoable, Vec::new()),
    };
    let done = undoable.iter().rev().chain(redoable.iter());
    let mut step = 0;
    let mut lines = Vec::new();
    for transaction in done {
        step += 1;
        lines.push(Entry::Do(step, to_wire(transaction)));
    }
    for _undone in &redoable {
        step += 1;
        lines.push(Entry::Undo(step));
    }
    let mut fresh = Journal::new(journal.path().to_owned(), journal.article().to_owned());
    let head = fresh.start()?;
    atomic::replace(disk, journal.path(), |out| {
        out.write_all(&head)?;
        for entry in &lines {
            out.write_all(&entry.line()?)?;
        }
        out.write_all(&Entry::Saving(step, digest).line()?)?;
        out.write_all(&Entry::Saved(step).line()?)
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
    for it in transactions {
        let cost = serde_json::to_vec(&to_wire(it)).map_or(usize::MAX, |json| json.len());
        let Some(left) = room.checked_sub(cost) else { return (fitting, false) };
        *room = left;
        fitting.push(it);
    }
    (fitting, true)
}
