//! Places in a paragraph: from a point to a position and back.

use super::{
    LayoutRect, ParagraphLayout,
    levels::depths,
    paragraph::{ParagraphLine, PlacedCluster},
};

/// Which of its two neighbors a position at a bidi boundary or a soft break belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaretAffinity {
    /// The character before it, in logical order.
    Upstream,
    /// The character after it.
    #[default]
    Downstream,
}

/// A place between two characters of a paragraph.
///
/// One byte offset may show at two places, at a change of direction or at a soft line break;
/// `affinity` says which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CaretPosition {
    /// Bytes from the paragraph's start.
    pub byte: usize,
    /// The neighbor it belongs to.
    pub affinity: CaretAffinity,
}

impl CaretPosition {
    /// Before the character at `byte`.
    pub fn downstream(byte: usize) -> Self {
        Self { byte, affinity: CaretAffinity::Downstream }
    }

    /// After the character that ends at `byte`.
    pub fn upstream(byte: usize) -> Self {
        Self { byte, affinity: CaretAffinity::Upstream }
    }
}

/// The place between two clusters on a line: `gap` clusters are to its left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CaretGap {
    pub(super) line: usize,
    pub(super) gap: usize,
}

/// How wide the caret is, in parts of the em.
const CARET_PART: f32 = 0.08;

/// Gaps that are less than this apart, in pixels, are at the same place.
const SAME_PLACE: f32 = 0.01;

impl ParagraphLayout {
    /// The position nearest to a point, in pixels from the paragraph's top left.
    ///
    /// Beside a line it is the line's start or end, whatever letter stands there. Where two
    /// directions meet it is the place in the text around: at the visible edge of a number in Persian
    /// it is before or after the number, whichever the edge is in the Persian text.
    pub fn hit(&self, x: f32, y: f32) -> CaretPosition {
        self.hit_line(self.line_at(y), x)
    }

    /// The line at height `y`, the first or last one beyond the paragraph's edges.
    pub fn line_at(&self, y: f32) -> usize {
        let below = self.lines.partition_point(|it| it.bottom <= y);
        below.min(self.lines.len().saturating_sub(1))
    }

    /// The position nearest to `x` on line `line`.
    pub fn hit_line(&self, line: usize, x: f32) -> CaretPosition {
        self.position_at(self.gap_near(line, x))
    }

    /// Where the caret is drawn: a thin rectangle as high as the text of its line.
    pub fn caret(&self, position: CaretPosition) -> LayoutRect {
        let place = self.gap_of(position);
        let x = self.x_of(place);
        let half = (self.size_px * CARET_PART / 2.0).max(0.5);
        let Some(line) = self.lines.get(place.line) else { return LayoutRect::default() };
        LayoutRect { left: x - half, top: line.text_top, right: x + half, bottom: line.text_bottom }
    }

    /// Where the caret is on its line, in pixels from the left.
    pub fn caret_x(&self, position: CaretPosition) -> f32 {
        self.x_of(self.gap_of(position))
    }

    /// The line a position is on.
    pub fn line_of(&self, position: CaretPosition) -> usize {
        self.gap_of(position).line
    }

    /// The start of the line that `position` is on.
    pub fn line_start(&self, position: CaretPosition) -> CaretPosition {
        self.start_of_line(self.line_of(position))
    }

    /// The end of the line that `position` is on, before its line end.
    pub fn line_end(&self, position: CaretPosition) -> CaretPosition {
        self.end_of_line(self.line_of(position))
    }

    /// The position one line up that is nearest to `goal_x`; `None` on the first line.
    pub fn up(&self, position: CaretPosition, goal_x: f32) -> Option<CaretPosition> {
        let line = self.line_of(position).checked_sub(1)?;
        Some(self.hit_line(line, goal_x))
    }

    /// The position one line down that is nearest to `goal_x`; `None` on the last line.
    pub fn down(&self, position: CaretPosition, goal_x: f32) -> Option<CaretPosition> {
        let line = self.line_of(position) + 1;
        (line < self.lines.len()).then(|| self.hit_line(line, goal_x))
    }

    /// Where `byte` shows when nothing else says on which side: in the text that is embedded less, so
    /// that the end of a number in Persian is where one reads on. `side` decides at a soft break.
    pub fn rest(&self, byte: usize, side: CaretAffinity) -> CaretPosition {
        let (before, after) = (CaretPosition::upstream(byte), CaretPosition::downstream(byte));
        let preferred = if side == CaretAffinity::Upstream { before } else { after };
        let (gap_before, gap_after) = (self.gap_of(before), self.gap_of(after));
        if gap_before == gap_after || gap_before.line != gap_after.line {
            return preferred;
        }
        let depths = depths(self.clusters_at(gap_after.line), self.direction.is_rtl());
        let ends_at = |it: &PlacedCluster| it.end as usize == byte;
        let starts_at = |it: &PlacedCluster| it.start as usize == byte;
        let clusters = self.clusters_at(gap_after.line);
        let depth = |index: Option<usize>| index.and_then(|it| depths.get(it)).copied();
        let depth_before = depth(clusters.iter().position(ends_at)).unwrap_or_default();
        let depth_after = depth(clusters.iter().position(starts_at)).unwrap_or_default();
        if depth_before < depth_after { before } else { after }
    }

    /// What going from one place to another by hand selects: the first and the last place of it.
    ///
    /// These are `from` and `to`, but where all between them is embedded deeper than what is around
    /// (a part of a Latin name in Persian): there the edges of what was passed count.
    pub fn drag(&self, from: CaretPosition, to: CaretPosition) -> (CaretPosition, CaretPosition) {
        let (start, end) = (self.gap_of(from), self.gap_of(to));
        if start.line != end.line || start.gap == end.gap {
            return (from, to);
        }
        let clusters = self.clusters_at(start.line);
        let depths = depths(clusters, self.direction.is_rtl());
        // Marks without a width at the edges were not passed.
        let left = self.same_place(start.line, start.gap.min(end.gap)).1;
        let right = self.same_place(start.line, start.gap.max(end.gap)).0;
        let passed = clusters.get(left..right).unwrap_or_default();
        let shallowest = depths.get(left..right).unwrap_or_default().iter().min();
        let shallowest = shallowest.copied().unwrap_or_default();
        let is_outer = |outside: Option<usize>| {
            let depth = outside.and_then(|it| depths.get(it)).copied().unwrap_or_default();
            depth < shallowest
        };
        // The edges of what is embedded, as it reads.
        let first = passed.iter().map(|it| it.start).min().unwrap_or_default();
        let last = passed.iter().map(|it| it.end).max().unwrap_or_default();
        let first = CaretPosition::downstream(first as usize);
        let last = CaretPosition::upstream(last as usize);
        let is_rtl = self.direction.is_rtl() == shallowest.is_multiple_of(2);
        let (inner_left, inner_right) = if is_rtl { (last, first) } else { (first, last) };
        let resting = |gap: usize| self.position_at(CaretGap { line: start.line, gap });
        let at_left = if is_outer(left.checked_sub(1)) { inner_left } else { resting(left) };
        let at_right = if is_outer(Some(right)) { inner_right } else { resting(right) };
        if start.gap < end.gap { (at_left, at_right) } else { (at_right, at_left) }
    }

    fn start_of_line(&self, line: usize) -> CaretPosition {
        CaretPosition::downstream(self.lines.get(line).map_or(0, |it| it.start as usize))
    }

    fn end_of_line(&self, line: usize) -> CaretPosition {
        let Some(line_metrics) = self.lines.get(line) else { return CaretPosition::default() };
        let end = line_metrics.content_end as usize;
        if line_metrics.ends_softly {
            CaretPosition::upstream(end)
        } else {
            CaretPosition::downstream(end)
        }
    }

    /// The gap a position shows at; every position has one.
    ///
    /// At the edges of a line it is the line's edge, whatever stands there.
    pub(super) fn gap_of(&self, position: CaretPosition) -> CaretGap {
        let byte = u32::try_from(position.byte).unwrap_or(u32::MAX);
        let before = self.logical.partition_point(|&it| self.cluster(it).start < byte);
        if position.affinity == CaretAffinity::Upstream {
            let line = self.lines.partition_point(|it| it.end < byte);
            if self.lines.get(line).is_some_and(|it| it.ends_softly && it.end == byte) {
                return self.last_gap(line);
            }
            let index = before.checked_sub(1).and_then(|it| self.logical.get(it));
            if let Some(&index) = index.filter(|&&it| byte <= self.cluster(it).end) {
                return self.gap_beside(index, ClusterEdge::Trailing);
            }
        }
        let line = self.lines.partition_point(|it| it.start <= byte).max(1) - 1;
        if self.lines.get(line).is_some_and(|it| it.start == byte) {
            return self.first_gap(line);
        }
        let after = self.logical.get(before).filter(|&&it| self.cluster(it).start == byte);
        // Inside a cluster, such as before a combining mark: its start.
        let around = || {
            let index = *self.logical.get(before.checked_sub(1)?)?;
            (byte < self.cluster(index).end).then_some(index)
        };
        if let Some(index) = after.copied().or_else(around) {
            return self.gap_beside(index, ClusterEdge::Leading);
        }
        self.last_gap(line)
    }

    /// The position of a gap: there is one for each, and it shows at that gap.
    ///
    /// Where the texts on both sides do not go on in each other it is that of the text that is
    /// embedded less.
    pub(super) fn position_at(&self, place: CaretGap) -> CaretPosition {
        if place == self.first_gap(place.line) {
            return self.start_of_line(place.line);
        }
        if place == self.last_gap(place.line) {
            return self.end_of_line(place.line);
        }
        let clusters = self.clusters_at(place.line);
        let left = place.gap.checked_sub(1).and_then(|it| clusters.get(it));
        let (Some(left), Some(right)) = (left, clusters.get(place.gap)) else {
            return self.end_of_line(place.line);
        };
        let (of_left, of_right) = (left.right_edge(), right.left_edge());
        if of_left.byte == of_right.byte {
            return CaretPosition::downstream(of_left.byte);
        }
        let depths = depths(clusters, self.direction.is_rtl());
        let depth = |index: usize| depths.get(index).copied().unwrap_or_default();
        if depth(place.gap - 1) <= depth(place.gap) { of_left } else { of_right }
    }

    /// The gap nearest to `x`; of those at the same x, which marks without a width part, the one
    /// that is embedded least.
    fn gap_near(&self, line: usize, x: f32) -> CaretGap {
        let clusters = self.clusters_at(line);
        let before = clusters.partition_point(|it| it.right < x);
        let is_right = clusters.get(before).is_some_and(|it| x >= it.left.midpoint(it.right));
        let nearest = CaretGap { line, gap: before + usize::from(is_right) };
        let (first, last) = self.same_place(line, nearest.gap);
        if first == last {
            return nearest;
        }
        let depths = depths(clusters, self.direction.is_rtl());
        let depth = |gap: usize| {
            let sides = [gap.checked_sub(1), Some(gap)];
            let of = |it: Option<usize>| it.and_then(|it| depths.get(it)).copied();
            // Beyond a line's edge there is nothing, which is less than any text.
            sides.into_iter().map(of).min().flatten()
        };
        let gap = (first..=last).min_by_key(|&it| depth(it)).unwrap_or(nearest.gap);
        CaretGap { line, gap }
    }

    /// The first and the last gap at the place of one: marks without a width stand between them.
    fn same_place(&self, line: usize, gap: usize) -> (usize, usize) {
        let there = self.x_of(CaretGap { line, gap });
        let is_there = |gap: usize| (self.x_of(CaretGap { line, gap }) - there).abs() < SAME_PLACE;
        let (mut first, mut last) = (gap, gap);
        while first > 0 && is_there(first - 1) {
            first -= 1;
        }
        while last < self.clusters_at(line).len() && is_there(last + 1) {
            last += 1;
        }
        (first, last)
    }

    /// Where a gap is, in pixels from the left.
    pub(super) fn x_of(&self, place: CaretGap) -> f32 {
        let Some(line) = self.lines.get(place.line) else { return 0.0 };
        let clusters = self.clusters_of(line);
        match clusters.get(place.gap) {
            Some(cluster) => cluster.left,
            None => clusters.last().map_or(line.left, |it| it.right),
        }
    }

    /// The gap at the side of a line where reading ends.
    pub(super) fn last_gap(&self, line: usize) -> CaretGap {
        let count = self.lines.get(line).map_or(0, ParagraphLine::len);
        CaretGap { line, gap: if self.direction.is_rtl() { 0 } else { count } }
    }

    /// The gap at the side of a line where reading starts.
    pub(super) fn first_gap(&self, line: usize) -> CaretGap {
        let count = self.lines.get(line).map_or(0, ParagraphLine::len);
        CaretGap { line, gap: if self.direction.is_rtl() { count } else { 0 } }
    }

    fn gap_beside(&self, index: u32, edge: ClusterEdge) -> CaretGap {
        let line = self.lines.partition_point(|it| it.clusters.1 <= index);
        let first = self.lines.get(line).map_or(0, |it| it.clusters.0);
        let right = (edge == ClusterEdge::Trailing) != self.cluster(index).is_rtl;
        CaretGap { line, gap: (index - first) as usize + usize::from(right) }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ClusterEdge {
    Leading,
    Trailing,
}

impl PlacedCluster {
    /// The position at its left edge.
    pub(super) fn left_edge(&self) -> CaretPosition {
        if self.is_rtl { self.trailing() } else { self.leading() }
    }

    /// The position at its right edge.
    pub(super) fn right_edge(&self) -> CaretPosition {
        if self.is_rtl { self.leading() } else { self.trailing() }
    }

    fn leading(&self) -> CaretPosition {
        CaretPosition::downstream(self.start as usize)
    }

    fn trailing(&self) -> CaretPosition {
        CaretPosition::upstream(self.end as usize)
    }
}
