//! Where the blocks in view are on the screen, and the way between bytes and points.

use std::{ops::Range, sync::Arc};

use egui::{Pos2, Rect};

use crate::{
    typeset::{CaretAffinity, CaretPosition, LineMetrics, ParagraphLayout, TextDirection},
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

impl PlacedPage {
    /// The block with `byte`, its end included.
    pub(super) fn block_of(&self, byte: usize) -> Option<&PlacedBlock> {
        let at = self.blocks.partition_point(|it| it.bytes.start <= byte);
        self.blocks.get(at.checked_sub(1)?).filter(|it| byte <= it.bytes.end)
    }

    /// The place nearest to a point.
    pub(super) fn hit(&self, at: Pos2) -> Option<CaretSpot> {
        let below = self.blocks.partition_point(|it| it.origin.y <= at.y);
        let block = self.blocks.get(below.saturating_sub(1))?;
        let (x, y) = block.local(at, self.scale);
        let position = block.paragraph.hit(x, y);
        Some(CaretSpot { byte: block.bytes.start + position.byte, affinity: position.affinity })
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
        let block = self.block_of(spot.byte)?;
        let position =
            CaretPosition { byte: spot.byte - block.bytes.start, affinity: spot.affinity };
        Some(to_points(block.paragraph.caret(position), block.origin, self.scale))
    }
}

impl PlacedBlock {
    /// A point in pixels from the block's top left corner.
    fn local(&self, at: Pos2, scale: f32) -> (f32, f32) {
        ((at.x - self.origin.x) * scale, (at.y - self.origin.y) * scale)
    }

    /// True where the paragraph runs from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        self.paragraph.direction() == TextDirection::RightToLeft
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

/// A part of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineStrip {
    /// As high as the letters.
    pub(super) text: Rect,
    /// Where the next line begins.
    pub(super) line_bottom: f32,
}
