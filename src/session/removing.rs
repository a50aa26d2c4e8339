//! Taking tags and links away, and the parts that nothing uses any more.

use super::{
    NoticeKind, Offer, Open, Session,
    marking::{Outcome, commit},
    open::HistoryDirection,
};
use crate::{
    edit,
    model::{AnnotationId, Change, Edit, Transaction},
};

impl Session {
    /// Makes a removal, and offers to remove the parts that it leaves without a use.
    pub(super) fn remove_and_offer(&mut self, removal: Option<Transaction>) -> Outcome {
        let Some((open, removal)) = self.open.as_mut().zip(removal) else { return Ok(()) };
        let ends = unlinked(&removal);
        commit(open, Some(removal))?;
        let mut left: Vec<AnnotationId> =
            ends.into_iter().filter(|&it| edit::is_unused_part(open.document(), it)).collect();
        left.sort_unstable();
        left.dedup();
        if left.is_empty() {
            return Ok(());
        }
        let document = open.document();
        let words = left.iter().filter_map(|&it| document.annotation(it));
        let words = words.map(|it| document.quote(it)).collect();
        self.post_notice(NoticeKind::PartsLeft(words), [Offer::RemoveParts(left)]);
        Ok(())
    }
}

/// Where the links that a transaction takes away lead to.
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
pub(super) fn remove_parts(open: &mut Open, ids: &[AnnotationId]) -> Outcome {
    let document = open.document();
    let unused = ids.iter().filter(|&&it| edit::is_unused_part(document, it));
    let parts: Vec<Transaction> = unused.filter_map(|&it| edit::remove(document, it)).collect();
    let last = open.history().done().last().filter(|last| {
        let ends = unlinked(last);
        ids.iter().all(|it| ends.contains(it))
    });
    match last.cloned() {
        Some(last) if !parts.is_empty() => {
            open.step(HistoryDirection::Undo)?;
            commit(open, Some(edit::merge(std::iter::once(last).chain(parts))))
        }
        _ => commit(open, Some(edit::merge(parts))),
    }
}
