//! Giving every cluster and glyph its place in the measure.

use std::ops::Range;

use super::{
    ParagraphLayout,
    paragraph::{LineAlignment, ParagraphLine, PlacedCluster, PlacedGlyph},
};

/// The longest cluster, in bytes: a text run for a screen reader counts them in one byte.
pub(super) const LONGEST_CLUSTER: usize = 252;

/// A line's clusters before they have their places: `left` is 0, `right` the advance.
#[derive(Debug)]
pub(super) struct LineParts {
    /// From left to right, without the spaces at the line's end.
    pub(super) body: Vec<LinePiece>,
    /// The spaces at the line's end, in logical order.
    pub(super) tail: Vec<LinePiece>,
    pub(super) bytes: Range<usize>,
    pub(super) content_end: usize,
    pub(super) ends_softly: bool,
    pub(super) metrics: parley::LineMetrics,
}

/// A cluster and its glyphs, whose x counts from the cluster's left edge.
#[derive(Clone, Debug, Default)]
pub(super) struct LinePiece {
    pub(super) cluster: PlacedCluster,
    pub(super) glyphs: Range<usize>,
}

/// Fills `out` with lines, clusters and glyphs.
///
/// Spaces at a soft line end take no room; those at the end of the text do, while there is some.
pub(super) fn place(
    out: ParagraphLayout,
    lines: &[LineParts],
    glyphs: Vec<PlacedGlyph>,
    graphemes: Vec<u32>,
    max_width: Option<f32>,
    alignment: LineAlignment,
) -> ParagraphLayout {
    let widest = lines.iter().map(|it| it.room(max_width)).fold(0.0, f32::max);
    let measure = max_width.unwrap_or(widest);
    let mut out = out;
    // Layouts are kept in their thousands: none takes more room than it needs.
    out.lines.reserve_exact(lines.len());
    out.glyphs.reserve_exact(glyphs.len());
    out.clusters.reserve_exact(lines.iter().map(|it| it.body.len() + it.tail.len()).sum());
    let mut placing =
        LinePlacing { out, glyphs, graphemes, measure, is_bounded: max_width.is_some(), alignment };
    for line in lines {
        placing.line(line);
    }
    let mut out = placing.out;
    out.width = widest;
    out.height = out.lines.last().map_or(0.0, |it| it.bottom);
    out.logical = (0..to_u32(out.clusters.len())).collect();
    let clusters = &out.clusters;
    out.logical.sort_by_key(|&it| clusters.get(it as usize).map_or(0, |it| it.start));
    out
}

impl LineParts {
    fn body_width(&self) -> f32 {
        self.body.iter().map(LinePiece::advance).sum()
    }

    /// What its spaces at the end take of the measure.
    fn tail_width(&self, max_width: Option<f32>) -> f32 {
        if self.ends_softly {
            return 0.0;
        }
        let whole: f32 = self.tail.iter().map(LinePiece::advance).sum();
        max_width.map_or(whole, |it| whole.min((it - self.body_width()).max(0.0)))
    }

    fn room(&self, max_width: Option<f32>) -> f32 {
        self.body_width() + self.tail_width(max_width)
    }
}

impl LinePiece {
    fn advance(&self) -> f32 {
        self.cluster.right
    }
}

struct LinePlacing {
    out: ParagraphLayout,
    /// As collected, each from the left edge of its cluster.
    glyphs: Vec<PlacedGlyph>,
    /// The bytes at which graphemes start.
    graphemes: Vec<u32>,
    measure: f32,
    is_bounded: bool,
    alignment: LineAlignment,
}

impl LinePlacing {
    fn line(&mut self, line: &LineParts) {
        let clusters_from = to_u32(self.out.clusters.len());
        let glyphs_from = to_u32(self.out.glyphs.len());
        let (left, right) = self.extent(line);
        let baseline = line.metrics.baseline;
        if self.out.direction.is_rtl() {
            self.tail_to_left(line, left, clusters_from);
            self.body(line, left, clusters_from);
        } else {
            self.body(line, left, clusters_from);
            self.tail_to_right(line, right, clusters_from);
        }
        for glyph in self.out.glyphs.get_mut(glyphs_from as usize..).unwrap_or_default() {
            glyph.y += baseline;
        }
        self.out.lines.push(ParagraphLine {
            start: to_u32(line.bytes.start),
            content_end: to_u32(line.content_end),
            end: to_u32(line.bytes.end),
            ends_softly: line.ends_softly,
            top: line.metrics.block_min_coord,
            baseline,
            bottom: line.metrics.block_max_coord,
            text_top: line.metrics.content_block_min_coord,
            text_bottom: line.metrics.content_block_max_coord,
            left,
            right,
            clusters: (clusters_from, to_u32(self.out.clusters.len())),
            glyphs: (glyphs_from, to_u32(self.out.glyphs.len())),
        });
    }

    /// The left and the right end of the line's words.
    fn extent(&self, line: &LineParts) -> (f32, f32) {
        let rtl = self.out.direction.is_rtl();
        let body = line.body_width();
        let tail = line.tail_width(self.is_bounded.then_some(self.measure));
        let free = self.measure - body - tail;
        let at_start = if rtl { free } else { 0.0 };
        let left = match self.alignment {
            LineAlignment::Center if free > 0.0 => free / 2.0,
            LineAlignment::End if free > 0.0 => free - at_start,
            // A line that is too long begins where the paragraph does, however lines are aligned.
            LineAlignment::Start
            | LineAlignment::Justify
            | LineAlignment::Center
            | LineAlignment::End => at_start,
        };
        let left = if rtl { left + tail } else { left };
        (left, left + body)
    }

    fn body(&mut self, line: &LineParts, left: f32, line_from: u32) {
        let mut x = left;
        for piece in &line.body {
            let advance = piece.advance();
            self.push(PlacedCluster { left: x, right: x + advance, ..piece.cluster }, line_from);
            for glyph in self.glyphs.get(piece.glyphs.clone()).unwrap_or_default() {
                self.out.glyphs.push(PlacedGlyph { x: glyph.x + x, ..*glyph });
            }
            x += advance;
        }
    }

    /// Spaces go on to the left of the words, as far as the measure reaches.
    fn tail_to_left(&mut self, line: &LineParts, words_left: f32, line_from: u32) {
        let edge = if self.is_bounded { words_left.min(0.0) } else { f32::MIN };
        let mut x = words_left;
        let mut placed = Vec::with_capacity(line.tail.len());
        for piece in &line.tail {
            let left = (x - piece.advance()).max(edge);
            placed.push(PlacedCluster { left, right: x, is_rtl: true, ..piece.cluster });
            x = left;
        }
        for glyph in placed.into_iter().rev() {
            self.push(glyph, line_from);
        }
    }

    fn tail_to_right(&mut self, line: &LineParts, words_right: f32, line_from: u32) {
        let edge = if self.is_bounded { words_right.max(self.measure) } else { f32::MAX };
        let mut x = words_right;
        for piece in &line.tail {
            let right = (x + piece.advance()).min(edge);
            self.push(PlacedCluster { left: x, right, is_rtl: false, ..piece.cluster }, line_from);
            x = right;
        }
    }

    /// Adds a cluster at the right end of its line, or to the grapheme that it is a part of.
    fn push(&mut self, cluster: PlacedCluster, line_from: u32) {
        let line = self.out.clusters.get_mut(line_from as usize..).unwrap_or_default();
        if let Some(last) = line.last_mut()
            && let Some(whole) = join(last, &cluster, &self.graphemes)
        {
            *last = whole;
        } else {
            self.out.clusters.push(cluster);
        }
    }
}

/// Both clusters as one, when they are side by side and parts of the same grapheme.
fn join(left: &PlacedCluster, right: &PlacedCluster, graphemes: &[u32]) -> Option<PlacedCluster> {
    let (first, second) = if left.start < right.start { (left, right) } else { (right, left) };
    let whole = PlacedCluster {
        start: first.start,
        end: second.end,
        left: left.left,
        right: right.right,
        is_rtl: first.is_rtl,
    };
    let fits = (whole.end - whole.start) as usize <= LONGEST_CLUSTER;
    let is_one = first.end == second.start && graphemes.binary_search(&second.start).is_err();
    (fits && is_one).then_some(whole)
}

pub(super) fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
