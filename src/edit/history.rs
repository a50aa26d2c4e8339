//! Undo and redo.

use crate::model::Transaction;

/// The transactions applied so far, with a cursor for undo and redo.
#[derive(Clone, Debug)]
pub struct UndoHistory {
    done: Vec<Transaction>,
    undone: Vec<Transaction>,
    /// How many transactions the file on disk holds; `None` once that state is out of reach.
    saved_at: Option<usize>,
}

impl Default for UndoHistory {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), saved_at: Some(0) }
    }
}

impl UndoHistory {
    /// A history as it was kept on disk: what was done, oldest first, and what could be redone,
    /// next first. The present state counts as saved.
    pub fn restored(done: Vec<Transaction>, redoable: Vec<Transaction>) -> Self {
        let saved_at = Some(done.len());
        let undone = redoable.into_iter().rev().collect();
        Self { done, undone, saved_at }
    }

    /// Remembers an applied transaction; what was undone can no longer be redone.
    pub fn record(&mut self, transaction: Transaction) {
        self.saved_at = self.saved_at.filter(|&at| at <= self.done.len());
        self.undone.clear();
        self.done.push(transaction);
    }

    /// Steps back, returning the transaction to apply.
    pub fn undo(&mut self) -> Option<Transaction> {
        let transaction = self.done.pop()?;
        let inverse = transaction.inverse();
        self.undone.push(transaction);
        Some(inverse)
    }

    /// Steps forward, returning the transaction to apply.
    pub fn redo(&mut self) -> Option<Transaction> {
        let transaction = self.undone.pop()?;
        self.done.push(transaction.clone());
        Some(transaction)
    }

    /// True when there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// True when there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// What was done, oldest first.
    pub fn done(&self) -> &[Transaction] {
        &self.done
    }

    /// What can be redone, next first.
    pub fn redoable(&self) -> impl DoubleEndedIterator<Item = &Transaction> {
        self.undone.iter().rev()
    }

    /// Marks the present state as the one on disk.
    pub fn mark_saved(&mut self) {
        self.saved_at = Some(self.done.len());
    }

    /// Marks the state after `done` transactions as the one on disk, if it can still be reached.
    pub fn mark_saved_at(&mut self, done: usize) {
        self.saved_at = (done <= self.done.len() + self.undone.len()).then_some(done);
    }

    /// True when the present state differs from the one on disk.
    pub fn is_modified(&self) -> bool {
        self.saved_at != Some(self.done.len())
    }
}
