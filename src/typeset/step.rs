//! Moving the caret: by what is seen, and by word.
//!
//! Stepping works over the places between the clusters as they stand on the screen, from the side
//! where reading starts to the side where it ends and on to the next line. A soft break at which
//! the text goes on unturned is one place, not two.

use super::{CaretPosition, ParagraphLayout, caret::CaretGap, paragraph::PlacedCluster};

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
        self.outermost(self.first_gap(0))
    }

    /// The place where stepping through the paragraph ends: the end side of its last line.
    pub fn last_stop(&self) -> CaretPosition {
        self.outermost(self.last_gap(self.lines.len().saturating_sub(1)))
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
        (end > position.byte).then(|| CaretPosition::upstream(end))
    }

    fn word_before(&self, position: CaretPosition) -> Option<CaretPosition> {
        let next = self.words.partition_point(|it| (it.0 as usize) < position.byte);
        let start = next.checked_sub(1).and_then(|it| self.words.get(it));
        let start = start.map_or(0, |it| it.0 as usize);
        (start < position.byte).then(|| CaretPosition::downstream(start))
    }

    fn step(&self, position: CaretPosition, way: ReadingWay) -> Option<CaretPosition> {
        let here = self.gap_of(position);
        if way == ReadingWay::Forward {
            if here != self.last_gap(here.line) {
                return Some(self.cross(here, way));
            }
            let next = self.first_gap(here.line + 1);
            self.lines.get(next.line)?;
            let same = self.joins(here, next) && !self.clusters_at(next.line).is_empty();
            return Some(if same { self.cross(next, way) } else { self.outermost(next) });
        }
        if here != self.first_gap(here.line) {
            return Some(self.cross(here, way));
        }
        let before = self.last_gap(here.line.checked_sub(1)?);
        let same = self.joins(before, here) && !self.clusters_at(before.line).is_empty();
        Some(if same { self.cross(before, way) } else { self.outermost(before) })
    }

    /// Steps over the cluster beside `here`; to the far side of it, or of the break after it.
    fn cross(&self, here: CaretGap, way: ReadingWay) -> CaretPosition {
        let to_left = (way == ReadingWay::Forward) == self.direction.is_rtl();
        let clusters = self.clusters_at(here.line);
        let crossed = if to_left { here.gap.checked_sub(1) } else { Some(here.gap) };
        let Some(crossed) = crossed.and_then(|it| clusters.get(it)) else {
            return self.outermost(here);
        };
        let far = if to_left { crossed.left_edge() } else { crossed.right_edge() };
        let there =
            CaretGap { line: here.line, gap: if to_left { here.gap - 1 } else { here.gap + 1 } };
        let next = self.first_gap(here.line + 1);
        if there == self.last_gap(here.line) && self.joins(there, next) {
            return self.outermost(next);
        }
        far
    }

    /// True when the end side of a line and the start side of the next are the same byte.
    fn joins(&self, end: CaretGap, start: CaretGap) -> bool {
        start.line < self.lines.len()
            && self.lines.get(end.line).is_some_and(|it| it.ends_softly)
            && self.outermost(end).byte == self.outermost(start).byte
    }

    /// The position at the outer edge of a line.
    fn outermost(&self, place: CaretGap) -> CaretPosition {
        let clusters = self.clusters_at(place.line);
        let edge = if place.gap == 0 {
            clusters.first().map(PlacedCluster::left_edge)
        } else {
            clusters.last().map(PlacedCluster::right_edge)
        };
        let start = self.lines.get(place.line).map_or(0, |it| it.start as usize);
        edge.unwrap_or(CaretPosition::downstream(start))
    }
}
