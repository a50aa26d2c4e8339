//! Where the blocks in view are on the screen, and the way between bytes and points.

use std::{ops::Range, sync::Arc};

use egui::{Pos2, Rect};

use crate::{
    model::Extent,
    text::TextRange,
    typeset::{
        CaretAffinity, CaretPosition, FontSet, LineMetrics, PageLayout, ParagraphLayout,
        StretchEdge, TextDirection,
    },
    ui::text::to_points,
};

/// The blocks in view, in reading order.
#[derive(Debug)]
pub(super) struct PlacedPage {
    pub(super) blocks: Vec<PlacedBlock>,
    /// The column of text, in points.
    pub(super) column: Rect,
    /// Pixels per point.
    pub(super) scale: f32,
}

/// One block on the screen.
#[derive(Debug)]
pub(super) struct PlacedBlock {
    /// Its bytes in the article, without a line end.
    pub(super) bytes: Range<usize>,
    pub(super) paragraph: Arc<ParagraphLayout>,
    /// Its top left corner, in points.
    pub(super) origin: Pos2,
    /// The paragraph it is, or is a piece of.
    pub(super) number: usize,
    pub(super) starts_paragraph: bool,
}

/// A place in the article that the caret can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CaretSpot {
    /// The byte of the article.
    pub(super) byte: usize,
    /// Which neighbor it belongs to.
    pub(super) affinity: CaretAffinity,
}

impl CaretSpot {
    /// Before the character at `byte`.
    pub(super) fn at(byte: usize) -> Self {
        Self { byte, ..Self::default() }
    }

    /// Where `byte` shows when nothing else says on which side (see [`ParagraphLayout::rest`]).
    pub(super) fn rest(
        page: &mut PageLayout,
        fonts: &mut FontSet,
        byte: usize,
        side: CaretAffinity,
    ) -> Self {
        let (index, position) = page.locate(fonts, byte, side);
        let position = page.block(fonts, index).rest(position.byte, side);
        Self { byte: page.bytes_of(index).start + position.byte, affinity: position.affinity }
    }
}

impl PlacedPage {
    /// The block with `byte`, its end included.
    pub(super) fn block_of(&self, byte: usize) -> Option<&PlacedBlock> {
        let at = self.blocks.partition_point(|it| it.bytes.start <= byte);
        self.blocks.get(at.checked_sub(1)?).filter(|it| byte <= it.bytes.end)
    }

    /// The block that a place shows in: at the end of a line it is the one that this line is in.
    fn block_showing(&self, spot: CaretSpot) -> Option<&PlacedBlock> {
        let ends_here = |it: &&PlacedBlock| it.bytes.end == spot.byte && !it.bytes.is_empty();
        let upstream = spot.affinity == CaretAffinity::Upstream;
        let ending = self.blocks.iter().find(ends_here).filter(|_| upstream);
        ending.or_else(|| self.block_of(spot.byte))
    }

    /// The bytes that going from one place to another by hand selects, from the first to the second
    /// (see [`ParagraphLayout::drag`]).
    pub(super) fn drag(&self, from: CaretSpot, to: CaretSpot) -> (usize, usize) {
        let block = self.block_showing(to);
        let same =
            block.filter(|it| self.block_showing(from).is_some_and(|from| from.bytes == it.bytes));
        let Some(block) = same else { return (from.byte, to.byte) };
        let (from, to) = block.paragraph.drag(block.position(from), block.position(to));
        (block.bytes.start + from.byte, block.bytes.start + to.byte)
    }

    /// The place nearest to a point.
    pub(super) fn hit(&self, at: Pos2) -> Option<CaretSpot> {
        let below = self.blocks.partition_point(|it| it.origin.y <= at.y);
        let block = self.blocks.get(below.saturating_sub(1))?;
        let (x, y) = block.local(at, self.scale);
        let position = block.paragraph.hit(x, y);
        Some(CaretSpot { byte: block.bytes.start + position.byte, affinity: position.affinity })
    }

    /// The point on its line, as high as the letters and the lanes below them; `None` beside the words.
    pub(super) fn line_at(&self, at: Pos2) -> Option<Rect> {
        let below = self.blocks.partition_point(|it| it.origin.y <= at.y);
        let block = self.blocks.get(below.checked_sub(1)?)?;
        let byte = self.character_at(at)?;
        let strip = block.rects(byte..byte + 1, self.scale).into_iter().next()?;
        Some(Rect::from_x_y_ranges(at.x..=at.x + 1.0, strip.text.top()..=strip.line_bottom))
    }

    /// The bytes of the character under a point.
    pub(super) fn character_at(&self, at: Pos2) -> Option<usize> {
        let below = self.blocks.partition_point(|it| it.origin.y <= at.y);
        let block = self.blocks.get(below.checked_sub(1)?)?;
        let (x, y) = block.local(at, self.scale);
        block.paragraph.character_at(x, y).map(|it| block.bytes.start + it.start)
    }

    /// The caret's rectangle, in points.
    pub(super) fn caret(&self, spot: CaretSpot) -> Option<Rect> {
        let block = self.block_showing(spot)?;
        Some(to_points(block.paragraph.caret(block.position(spot)), block.origin, self.scale))
    }
}

impl PlacedBlock {
    fn position(&self, spot: CaretSpot) -> CaretPosition {
        CaretPosition { byte: spot.byte - self.bytes.start, affinity: spot.affinity }
    }

    /// A point in pixels from the block's top left corner.
    fn local(&self, at: Pos2, scale: f32) -> (f32, f32) {
        ((at.x - self.origin.x) * scale, (at.y - self.origin.y) * scale)
    }

    /// True where the paragraph runs from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        self.paragraph.direction() == TextDirection::RightToLeft
    }

    /// Where a tag begins and where it ends for the eye, as far as it does so in this block; `text` is that
    /// of the article.
    pub(super) fn tag_edges(
        &self,
        text: &str,
        extent: &Extent,
        scale: f32,
    ) -> [Option<TagEdge>; 2] {
        let words = text.get(self.bytes.clone()).unwrap_or_default();
        let last = extent.pieces().next_back().unwrap_or(extent.first());
        let edges_of = |piece: TextRange| {
            let start = piece.start().max(self.bytes.start) - self.bytes.start;
            let end = piece.end().min(self.bytes.end) - self.bytes.start;
            self.paragraph.edges(words, &(start..end))
        };
        let is_here = |at: usize| self.bytes.contains(&at);
        let start = is_here(extent.start()).then(|| edges_of(extent.first())).flatten();
        let end = is_here(extent.end() - 1).then(|| edges_of(last)).flatten();
        [start.map(|[start, _]| start), end.map(|[_, end]| end)].map(|it| self.tag_edge(it?, scale))
    }

    fn tag_edge(&self, edge: StretchEdge, scale: f32) -> Option<TagEdge> {
        let line = self.paragraph.lines().nth(edge.line)?;
        Some(TagEdge {
            x: self.origin.x + edge.x / scale,
            top: self.origin.y + line.text_top / scale,
            bottom: self.origin.y + line.text_bottom / scale,
            is_right: edge.is_right,
        })
    }

    /// What `bytes` of the article take of each line, as high as the letters, in points.
    pub(super) fn rects(&self, bytes: Range<usize>, scale: f32) -> Vec<LineStrip> {
        let start = bytes.start.max(self.bytes.start) - self.bytes.start;
        let end = bytes.end.clamp(self.bytes.start, self.bytes.end) - self.bytes.start;
        if start >= end {
            return Vec::new();
        }
        let lines: Vec<LineMetrics> = self.paragraph.lines().collect();
        let found = self.paragraph.rects(start..end).into_iter();
        found
            .filter_map(|part| {
                let line = lines.get(part.line)?;
                let mut text = part.rect;
                (text.top, text.bottom) = (line.text_top, line.text_bottom);
                Some(LineStrip {
                    text: to_points(text, self.origin, scale),
                    line_bottom: self.origin.y + line.bottom / scale,
                })
            })
            .collect()
    }
}

/// Where a tag begins or ends, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct TagEdge {
    pub(super) x: f32,
    /// The upper edge of the letters of its line, and the lower one.
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// True where the tag stands to the left of it.
    pub(super) is_right: bool,
}

/// A part of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineStrip {
    /// As high as the letters.
    pub(super) text: Rect,
    /// Where the next line begins.
    pub(super) line_bottom: f32,
}
