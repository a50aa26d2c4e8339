//! The layouts that are kept.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use crate::typeset::ParagraphLayout;

/// How much memory layouts that are out of sight may take, in bytes: dozens of screens, each of which is laid out
/// again within a frame.
const BUDGET: usize = 6 << 20;

/// Layouts by block; the ones farthest from the view go first.
#[derive(Debug, Default)]
pub(super) struct LayoutCache {
    layouts: BTreeMap<usize, Arc<ParagraphLayout>>,
    weight: usize,
}

impl LayoutCache {
    pub(super) fn get(&self, index: usize) -> Option<Arc<ParagraphLayout>> {
        self.layouts.get(&index).cloned()
    }

    pub(super) fn insert(&mut self, index: usize, paragraph: Arc<ParagraphLayout>) {
        self.weight += paragraph.weight();
        if let Some(old) = self.layouts.insert(index, paragraph) {
            self.weight -= old.weight();
        }
    }

    /// Drops layouts far from the blocks `view` until the rest fits the budget.
    pub(super) fn trim(&mut self, view: Range<usize>) {
        while self.weight > BUDGET {
            let first = self.layouts.first_key_value().map_or(view.start, |it| *it.0);
            let last = self.layouts.last_key_value().map_or(view.end, |it| *it.0);
            let (above, below) = (view.start.saturating_sub(first), last.saturating_sub(view.end));
            let dropped = match (first < view.start, last >= view.end) {
                (true, false) => self.layouts.pop_first(),
                (true, true) if above > below => self.layouts.pop_first(),
                (_, true) => self.layouts.pop_last(),
                (false, false) => None,
            };
            let Some((_, dropped)) = dropped else { return };
            self.weight -= dropped.weight();
        }
    }
}
