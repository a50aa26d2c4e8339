//! Making the steps of a journal again.

use super::{JournalEntry, VERSION, wire::from_wire};
use crate::{
    edit::{self, UndoHistory},
    model::{Document, Edit, Transaction},
    store::former_names::adopt,
};

/// What a journal gave back.
#[derive(Debug, Default)]
pub(in crate::store) struct ReplayedJournal {
    /// How many steps the journal has.
    pub(in crate::store) steps: u64,
    /// How many of them the file has.
    pub(in crate::store) base: u64,
    /// What can be undone and redone.
    pub(in crate::store) history: UndoHistory,
    /// Steps that were not in the file and are in the document now.
    pub(in crate::store) recovered: usize,
    /// Steps that were not in the file and can't be made on it.
    pub(in crate::store) refused: usize,
    /// True when the journal does not know the file: somebody else wrote it.
    pub(in crate::store) changed_outside: bool,
}

/// Makes the steps again that are not in the file with SHA-256 `digest` from which `document` was
/// read. `None` when the journal is not for this text or not readable.
pub(in crate::store) fn replay(
    entries: Vec<JournalEntry>,
    article: &str,
    digest: Option<&str>,
    document: &mut Document,
) -> Option<ReplayedJournal> {
    let known = step_of(&entries, digest);
    let start = entries.iter().find_map(|it| {
        let JournalEntry::Start { version, article } = it else { return None };
        Some((*version, article.as_str()))
    });
    match start {
        Some((VERSION, its)) if its == article => {}
        // The first line is damaged, but the file it knows is this one.
        None if known.is_some() && digest.is_some() => {}
        _ => return None,
    }
    let saved = entries.iter().rev().find_map(|it| {
        let JournalEntry::Saved(step) = it else { return None };
        Some(*step)
    });
    let base = known.or(saved).unwrap_or(0);
    let mut replay = JournalReplay {
        document,
        done: Vec::new(),
        undone: Vec::new(),
        out: ReplayedJournal::default(),
    };
    replay.out.changed_outside = known.is_none();
    replay.run(entries, base);
    Some(replay.finish())
}

/// The step up to which the file with SHA-256 `digest` goes, if a crash may have left that file: it
/// was in place when a save was last known to be complete, or was announced since. An older one was
/// put there by somebody, such as out of a backup, and is not ours to go on from.
fn step_of(entries: &[JournalEntry], digest: Option<&str>) -> Option<u64> {
    let mut is_complete = false;
    for entry in entries.iter().rev() {
        match entry {
            JournalEntry::Saved(_) => is_complete = true,
            JournalEntry::Saving(step, its) if its.as_deref() == digest => return Some(*step),
            JournalEntry::Saving(..) if is_complete => return None,
            JournalEntry::Saving(..)
            | JournalEntry::Start { .. }
            | JournalEntry::Do(..)
            | JournalEntry::Undo(_)
            | JournalEntry::Redo(_)
            | JournalEntry::Forget(_) => {}
        }
    }
    None
}

struct JournalReplay<'a> {
    document: &'a mut Document,
    done: Vec<Transaction>,
    undone: Vec<Transaction>,
    out: ReplayedJournal,
}

impl JournalReplay<'_> {
    fn run(&mut self, entries: Vec<JournalEntry>, base: u64) {
        let mut last = None;
        // Once a step that is not in the file is missing, those after it would make something else.
        let mut broken = false;
        let mut history_lost = self.out.changed_outside;
        for entry in entries {
            if let JournalEntry::Forget(step) = entry {
                self.done.clear();
                self.undone.clear();
                last = last.max(Some(step));
                continue;
            }
            let (JournalEntry::Do(step, _) | JournalEntry::Undo(step) | JournalEntry::Redo(step)) =
                entry
            else {
                continue;
            };
            if last.is_some_and(|last| step <= last) {
                // Written again because it was not certain to have arrived.
                continue;
            }
            let is_new = step > base;
            let gap = step != last.unwrap_or(0) + 1;
            broken |= gap && is_new;
            history_lost |= gap;
            last = Some(step);
            let change = self.change(entry);
            history_lost |= change.is_none();
            if !is_new {
                continue;
            }
            if !broken && change.is_some_and(|it| self.apply(&it)) {
                self.out.recovered += 1;
            } else {
                self.out.refused += 1;
                history_lost = true;
                broken |= !self.out.changed_outside;
            }
        }
        // The last steps of the file itself may be the ones that are missing.
        history_lost |= last.unwrap_or(0) < base;
        self.out.steps = last.unwrap_or(0).max(base);
        self.out.base = base;
        if history_lost {
            self.done.clear();
            self.undone.clear();
        }
    }

    /// The change a step made, with the history moved along; `None` when it can't be read.
    fn change(&mut self, entry: JournalEntry) -> Option<Transaction> {
        match entry {
            JournalEntry::Do(_, edits) => {
                self.undone.clear();
                let transaction = from_wire(edits, self.document.text())?;
                self.done.push(transaction.clone());
                Some(transaction)
            }
            JournalEntry::Undo(_) => {
                let transaction = self.done.pop()?;
                let inverse = transaction.inverse();
                self.undone.push(transaction);
                Some(inverse)
            }
            JournalEntry::Redo(_) => {
                let transaction = self.undone.pop()?;
                self.done.push(transaction.clone());
                Some(transaction)
            }
            JournalEntry::Start { .. }
            | JournalEntry::Saving(..)
            | JournalEntry::Saved(_)
            | JournalEntry::Forget(_) => None,
        }
    }

    /// The schema has a file of its own, which may be ahead of the journal or changed by others.
    fn apply(&mut self, transaction: &Transaction) -> bool {
        let fits = |edit: &&Edit| match edit {
            Edit::Schema(change) => change.before.as_ref() == Some(self.document.schema()),
            Edit::Annotation(..)
            | Edit::Relation(..)
            | Edit::Orphan(..)
            | Edit::Dismissal(..)
            | Edit::Decision(..)
            | Edit::Meta(..) => true,
        };
        let edits = transaction.edits.iter().filter(fits).cloned().collect();
        let step = Transaction { edits };
        if self.document.apply(&step).is_ok() {
            return true;
        }
        // Steps made after names were given up have the new ones.
        adopt(self.document);
        let renamed = edit::renamed(self.document.schema(), &step);
        self.document.apply(&renamed).is_ok()
    }

    fn finish(self) -> ReplayedJournal {
        let Self { done, mut undone, mut out, .. } = self;
        undone.reverse();
        out.history = UndoHistory::restored(done, undone);
        if out.recovered > 0 {
            // The file does not have what was recovered.
            out.history.mark_saved_at(usize::MAX);
        }
        out
    }
}
