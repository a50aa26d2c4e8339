//! Moving the caret: by what is seen, and by word.
//!
//! Stepping works over the places between the clusters as they stand on the screen, from the side
//! where reading starts to the side where it ends and on to the next line. A soft break at which
//! the text goes on is one place, not two.

use super::{CaretAffinity, CaretPosition, ParagraphLayout, caret::CaretGap};

/// Along the way a paragraph reads, or against it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReadingWay {
    Forward,
    Backward,
}

impl ParagraphLayout {
    /// One place to the left; `None` at the paragraph's edge.
    pub fn left(&self, position: CaretPosition) -> Option<CaretPosition> {
        self.step(
            position,
            if self.direction.is_rtl() { ReadingWay::Forward } else { ReadingWay::Backward },
        )
    }

    /// One place to the right; `None` at the paragraph's edge.
    pub fn right(&self, position: CaretPosition) -> Option<CaretPosition> {
        self.step(
            position,
            if self.direction.is_rtl() { ReadingWay::Backward } else { ReadingWay::Forward },
        )
    }

    /// The place where stepping through the paragraph starts: the start side of its first line.
    pub fn first_stop(&self) -> CaretPosition {
        self.position_at(self.first_gap(0))
    }

    /// The place where stepping through the paragraph ends: the end side of its last line.
    pub fn last_stop(&self) -> CaretPosition {
        self.position_at(self.last_gap(self.lines.len().saturating_sub(1)))
    }

    /// Where Ctrl+Left goes; `None` when the paragraph is over.
    ///
    /// Along the reading direction that is the next end of a word, against it the start of one.
    pub fn word_left(&self, position: CaretPosition) -> Option<CaretPosition> {
        if self.direction.is_rtl() { self.word_after(position) } else { self.word_before(position) }
    }

    /// Where Ctrl+Right goes; `None` when the paragraph is over.
    pub fn word_right(&self, position: CaretPosition) -> Option<CaretPosition> {
        if self.direction.is_rtl() { self.word_before(position) } else { self.word_after(position) }
    }

    fn word_after(&self, position: CaretPosition) -> Option<CaretPosition> {
        let next = self.words.partition_point(|it| it.1 as usize <= position.byte);
        let end = self.words.get(next).map_or(self.len_bytes(), |it| it.1 as usize);
        (end > position.byte).then(|| self.rest(end, CaretAffinity::Upstream))
    }

    fn word_before(&self, position: CaretPosition) -> Option<CaretPosition> {
        let next = self.words.partition_point(|it| (it.0 as usize) < position.byte);
        let start = next.checked_sub(1).and_then(|it| self.words.get(it));
        let start = start.map_or(0, |it| it.0 as usize);
        (start < position.byte).then(|| self.rest(start, CaretAffinity::Downstream))
    }

    fn step(&self, position: CaretPosition, way: ReadingWay) -> Option<CaretPosition> {
        let here = self.gap_of(position);
        if way == ReadingWay::Forward {
            if here != self.last_gap(here.line) {
                return Some(self.cross(here, way));
            }
            let next = self.first_gap(here.line + 1);
            self.lines.get(next.line)?;
            let same = self.goes_on(here.line) && !self.clusters_at(next.line).is_empty();
            return Some(if same { self.cross(next, way) } else { self.position_at(next) });
        }
        if here != self.first_gap(here.line) {
            return Some(self.cross(here, way));
        }
        let before = self.last_gap(here.line.checked_sub(1)?);
        let same = self.goes_on(before.line) && !self.clusters_at(before.line).is_empty();
        Some(if same { self.cross(before, way) } else { self.position_at(before) })
    }

    /// Steps over the cluster beside `here`; to the far side of it, or of the break after it.
    fn cross(&self, here: CaretGap, way: ReadingWay) -> CaretPosition {
        let to_left = (way == ReadingWay::Forward) == self.direction.is_rtl();
        let gap = if to_left { here.gap.saturating_sub(1) } else { here.gap + 1 };
        let there = CaretGap { line: here.line, gap };
        if there == self.last_gap(here.line) && self.goes_on(here.line) {
            return self.position_at(self.first_gap(here.line + 1));
        }
        self.position_at(there)
    }

    /// True when the end of a line and the start of the next one are one place.
    fn goes_on(&self, line: usize) -> bool {
        line + 1 < self.lines.len() && self.lines.get(line).is_some_and(|it| it.ends_softly)
    }
}
