//! Places in a paragraph: from a point to a position and back.

use super::{
    LayoutRect, ParagraphLayout,
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

impl ParagraphLayout {
    /// The position nearest to a point, in pixels from the paragraph's top left.
    ///
    /// Beside a line it is the line's start or end, whatever letter stands there.
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
        let Some(line_metrics) = self.lines.get(line) else { return CaretPosition::default() };
        let clusters = self.clusters_of(line_metrics);
        let rtl = self.direction.is_rtl();
        if clusters.first().is_none_or(|it| x < it.left) {
            return if rtl { self.end_of_line(line) } else { self.start_of_line(line) };
        }
        if clusters.last().is_none_or(|it| x > it.right) {
            return if rtl { self.start_of_line(line) } else { self.end_of_line(line) };
        }
        let before = clusters.partition_point(|it| it.right < x);
        match clusters.get(before).or(clusters.last()) {
            Some(nearest) if x < nearest.left.midpoint(nearest.right) => nearest.left_edge(),
            Some(nearest) => nearest.right_edge(),
            None => CaretPosition::default(),
        }
    }

    /// Where the caret is drawn: a thin rectangle as high as the text of its line.
    pub fn caret(&self, position: CaretPosition) -> LayoutRect {
        let place = self.gap_of(position);
        let x = self.x_of(place);
        let half = (self.size_px * CARET_PART / 2.0).max(0.5);
        let Some(line) = self.lines.get(place.line) else { return LayoutRect::default() };
        LayoutRect { left: x - half, top: line.text_top, right: x + half, bottom: line.text_bottom }
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
    pub(super) fn gap_of(&self, position: CaretPosition) -> CaretGap {
        let byte = u32::try_from(position.byte).unwrap_or(u32::MAX);
        let before = self.logical.partition_point(|&it| self.cluster(it).start < byte);
        if position.affinity == CaretAffinity::Upstream
            && let Some(&index) = before.checked_sub(1).and_then(|it| self.logical.get(it))
            && byte <= self.cluster(index).end
        {
            return self.gap_beside(index, ClusterEdge::Trailing);
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
        let line = self.lines.partition_point(|it| it.start <= byte).max(1) - 1;
        self.last_gap(line)
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
