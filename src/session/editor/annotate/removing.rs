//! Taking annotations and relations away, and the parts that nothing uses any more.

use crate::{
    edit,
    model::{AnnotationId, Change, Edit, Transaction},
    session::{
        Reason,
        editor::{Editor, HistoryDirection},
    },
};

/// Makes a removal; returns the parts that it leaves without a use.
pub(super) fn remove(
    editor: &mut Editor,
    removal: Option<Transaction>,
) -> Result<Vec<AnnotationId>, Reason> {
    let Some(removal) = removal else { return Ok(Vec::new()) };
    let ends = unlinked(&removal);
    editor.commit(removal)?;
    let document = editor.document();
    let mut left: Vec<AnnotationId> =
        ends.into_iter().filter(|&it| edit::is_unused_part(document, it)).collect();
    left.sort_unstable();
    left.dedup();
    Ok(left)
}

/// Where the relations that a transaction takes away lead to.
fn unlinked(transaction: &Transaction) -> Vec<AnnotationId> {
    let removed = transaction.edits.iter().filter_map(|edit| {
        let Edit::Relation(_, Change { before: Some(before), after: None }) = edit else {
            return None;
        };
        Some(before.to)
    });
    removed.collect()
}

/// Removes parts that nothing uses; together with the step that left them behind, if that was the
/// last one, so that one undo brings everything back.
pub(super) fn remove_parts(editor: &mut Editor, ids: &[AnnotationId]) -> Result<(), Reason> {
    let document = editor.document();
    let unused = ids.iter().filter(|&&it| edit::is_unused_part(document, it));
    let parts: Vec<Transaction> = unused.filter_map(|&it| edit::remove(document, it)).collect();
    let last = editor.history().done().last().filter(|last| {
        let ends = unlinked(last);
        ids.iter().all(|it| ends.contains(it))
    });
    match last.cloned() {
        Some(last) if !parts.is_empty() => {
            editor.step(HistoryDirection::Undo)?;
            editor.commit(edit::merge(std::iter::once(last).chain(parts)))
        }
        _ => editor.commit(edit::merge(parts)),
    }
}
