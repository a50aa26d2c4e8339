//! Names that a schema has given up, in what was read.

use std::sync::Arc;

use crate::{
    edit::{self, UndoHistory},
    model::{Document, Edit, Schema, Transaction},
};

/// Brings what `document` calls by earlier names up to date.
pub(super) fn adopt(document: &mut Document) {
    if let Some(transaction) = edit::adopt_names(document) {
        // It was built on this very document.
        let _fits = document.apply(&transaction);
    }
}

/// The history of a document whose schema is `schema` now. Steps beyond a change of the schema that
/// is not the one that led here are left out: they would lead nowhere.
pub(super) fn history(schema: &Arc<Schema>, history: &UndoHistory) -> UndoHistory {
    let mut done = reachable(schema, history.done().iter().rev(), ReplayDirection::Start);
    done.reverse();
    let redoable = reachable(schema, history.redoable(), ReplayDirection::End);
    let is_modified = history.is_modified();
    let mut history = UndoHistory::restored(done, redoable);
    if is_modified {
        history.mark_saved_at(usize::MAX);
    }
    history
}

/// A way through a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReplayDirection {
    Start,
    End,
}

/// The steps that can be made from where the schema is `schema`, in the order in which they are
/// met.
fn reachable<'a>(
    schema: &Arc<Schema>,
    steps: impl Iterator<Item = &'a Transaction>,
    toward: ReplayDirection,
) -> Vec<Transaction> {
    let mut here = Arc::clone(schema);
    let mut is_present = true;
    let mut reachable = Vec::new();
    for step in steps {
        let change = step.edits.iter().find_map(|edit| {
            let Edit::Schema(change) = edit else { return None };
            Some(change)
        });
        let Some(change) = change else {
            // Beyond a change of the schema, names are those of that time.
            reachable.push(if is_present { edit::renamed(schema, step) } else { step.clone() });
            continue;
        };
        let (from, to) = match toward {
            ReplayDirection::Start => (&change.after, &change.before),
            ReplayDirection::End => (&change.before, &change.after),
        };
        let (Some(from), Some(to)) = (from, to) else { break };
        if *from != here {
            break;
        }
        here = Arc::clone(to);
        is_present = false;
        reachable.push(step.clone());
    }
    reachable
}
