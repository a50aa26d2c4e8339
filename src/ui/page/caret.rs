//! The caret of the page: where it is, and on which side of its neighbors.

use super::place::CaretSpot;
use crate::{
    session::Selection,
    typeset::{CaretAffinity, FontSet, PageLayout},
};

/// The places of a selection's ends. The session keeps their bytes; the sides are the page's alone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PageCaret {
    /// Where the caret shows.
    head: CaretSpot,
    /// Where selecting began.
    anchor: CaretSpot,
    /// What is selected between them. By words it is more than they enclose.
    selection: Selection,
    /// The session's selection in the last frame.
    seen: Selection,
}

impl PageCaret {
    /// Takes a selection that is about to be made on the page.
    pub(super) fn put(&mut self, anchor: CaretSpot, head: CaretSpot, selection: Selection) {
        (self.anchor, self.head, self.selection) = (anchor, head, selection);
    }

    /// Where the caret shows for a selection.
    pub(super) fn head(&self, selection: Selection) -> CaretSpot {
        if self.selection == selection { self.head } else { CaretSpot::at(selection.head) }
    }

    /// Where a selection began.
    pub(super) fn anchor(&self, selection: Selection) -> CaretSpot {
        if self.selection == selection { self.anchor } else { CaretSpot::at(selection.anchor) }
    }

    /// Follows a selection that was made elsewhere, by a command or by finding: its end shows where the
    /// words end, also at a line's end. True when there was one.
    pub(super) fn follow(
        &mut self,
        page: &mut PageLayout,
        fonts: &mut FontSet,
        selection: Selection,
    ) -> bool {
        let before = std::mem::replace(&mut self.seen, selection);
        if before == selection || self.selection == selection {
            return false;
        }
        let side = |byte: usize| {
            let is_end = !selection.is_empty() && byte == selection.end();
            if is_end { CaretAffinity::Upstream } else { CaretAffinity::Downstream }
        };
        let mut rest = |byte: usize| CaretSpot::rest(page, fonts, byte, side(byte));
        let (anchor, head) = (rest(selection.anchor), rest(selection.head));
        self.put(anchor, head, selection);
        true
    }
}
