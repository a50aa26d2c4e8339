//! Every edit, written as it is made, so that a crash loses nothing.
//!
//! A journal is a text file of lines, each a checksum and a JSON value. Lines are only ever added; a
//! line that was torn by a crash or a full disk fails its checksum and is skipped, and the number each
//! step carries shows whether one is missing. Undo and redo are steps like any other, so that
//! reading the journal also restores what can be undone.

pub(super) mod compacted;
mod line;
mod replay;
mod wire;

pub(super) use line::{Entry, Journal, read_lines};
pub(super) use replay::{Replayed, replay};

use crate::model::Transaction;

/// What a person did to the document.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// Made a change.
    Do(&'a Transaction),
    /// Took the last change back.
    Undo,
    /// Made the change taken back last again.
    Redo,
}
