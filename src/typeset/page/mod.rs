//! A whole article as a page: laid out where it is looked at, estimated elsewhere.
//!
//! The page is a column of blocks: paragraphs, and pieces of very long ones. A block's height is an
//! estimate until it is laid out, so heights on the page change while one reads on. What stays put
//! is an [`PageAnchor`]: a place in the text and where it is.

mod blocks;
mod cache;
mod heights;

use std::{ops::Range, sync::Arc};

use self::{
    blocks::{PageBlock, cut_into_blocks},
    cache::LayoutCache,
    heights::BlockHeights,
};
use super::{
    CaretPosition, FontSet, LineAlignment, ParagraphLayout, TextDirection, TextStyle, direction_of,
    direction_or,
};
use crate::text::Text;

/// How an article is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageStyle {
    /// Everything but the title.
    pub body: TextStyle,
    /// The first paragraph, where it is set apart.
    pub title: Option<TextStyle>,
    /// Between two paragraphs, in pixels.
    pub gap_px: f32,
    /// The measure: how wide lines may get, in pixels.
    pub width_px: f32,
    /// How lines stand in the measure.
    pub alignment: LineAlignment,
    /// How each paragraph's direction is found.
    pub direction: DirectionRule,
}

/// How the direction of an article's paragraphs is found.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum DirectionRule {
    /// For each paragraph by its letters; without any, by those of the article.
    #[default]
    ByLetters,
    /// The same for all.
    Always(TextDirection),
}

/// A place in the text, held on to while heights change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageAnchor {
    /// A byte of the text.
    pub byte: usize,
    /// From the top of the line it is on down to the anchored height, in pixels.
    pub dy: f32,
}

/// A laid out block that can be seen.
#[derive(Clone, Debug)]
pub struct VisibleBlock {
    /// Its number on the page.
    pub index: usize,
    /// Which paragraph of the text it is, or is a piece of.
    pub paragraph_index: usize,
    /// Its top, in pixels from the page's top.
    pub top: f64,
    /// Its bytes in the text, without its line end.
    pub bytes: Range<usize>,
    /// The layout; its offsets count from `bytes.start`.
    pub paragraph: Arc<ParagraphLayout>,
}

/// An article's text as blocks down a page.
#[derive(Debug)]
pub struct PageLayout {
    text: Text,
    /// The direction of the article as a whole.
    direction: TextDirection,
    style: PageStyle,
    blocks: Vec<PageBlock>,
    heights: BlockHeights,
    cache: LayoutCache,
}

/// Rounds of laying out that a view may take until its heights hold; each adds at least a block.
const MOST_ROUNDS: usize = 10_000;

impl PageLayout {
    /// Divides `text` into blocks; lays out nothing yet.
    pub fn new(text: &Text, style: PageStyle) -> Self {
        let blocks = cut_into_blocks(text);
        let heights = BlockHeights::new(&blocks, &style);
        let direction = direction_of(text.as_str());
        Self {
            text: text.clone(),
            direction,
            style,
            blocks,
            heights,
            cache: LayoutCache::default(),
        }
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// How it is set.
    pub fn style(&self) -> &PageStyle {
        &self.style
    }

    /// The same text set otherwise; places are kept by an [`PageAnchor`] taken before.
    pub fn restyle(&mut self, style: PageStyle) {
        if style != self.style {
            self.style = style;
            self.heights = BlockHeights::new(&self.blocks, &style);
            self.cache = LayoutCache::default();
        }
    }

    /// How many blocks there are; at least one.
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// The height of the page, in pixels; an estimate where nothing was laid out.
    pub fn total_height(&self) -> f64 {
        self.heights.top_of(self.blocks.len())
    }

    /// The block at height `y`: the first or the last one beyond the page's edges.
    pub fn block_at(&self, y: f64) -> usize {
        self.heights.block_at(y)
    }

    /// The block that holds byte `byte` of the text.
    pub fn block_of(&self, byte: usize) -> usize {
        self.blocks.partition_point(|it| it.start as usize <= byte).max(1) - 1
    }

    /// The top of block `index`, in pixels from the page's top.
    pub fn top_of(&self, index: usize) -> f64 {
        self.heights.top_of(index)
    }

    /// The bytes of block `index`, without its line end.
    pub fn bytes_of(&self, index: usize) -> Range<usize> {
        self.blocks.get(index).map_or(0..0, PageBlock::bytes)
    }

    /// Which paragraph of the text block `index` belongs to.
    pub fn paragraph_of(&self, index: usize) -> usize {
        self.blocks.get(index).map_or(0, |it| it.paragraph as usize)
    }

    /// Block `index`, laid out.
    pub fn block(&mut self, fonts: &mut FontSet, index: usize) -> Arc<ParagraphLayout> {
        let index = index.min(self.blocks.len().saturating_sub(1));
        if let Some(paragraph) = self.cache.get(index) {
            return paragraph;
        }
        let paragraph = Arc::new(self.lay_out(fonts, index));
        if let Some(block) = self.blocks.get(index) {
            self.heights.learn(block, index, &paragraph);
        }
        self.cache.insert(index, Arc::clone(&paragraph));
        paragraph
    }

    /// The blocks between two heights of the page, laid out; the first may start above `y0`.
    ///
    /// The heights of these blocks are true afterwards; `y0` is where it was, seen from the top of
    /// the first of them.
    pub fn visible(&mut self, fonts: &mut FontSet, y0: f64, y1: f64) -> Vec<VisibleBlock> {
        let mut first = self.block_at(y0);
        // A block at `y0` may turn out too short to reach it.
        for _ in 0..MOST_ROUNDS {
            self.block(fonts, first);
            let at = self.block_at(y0);
            if at == first {
                break;
            }
            first = at;
        }
        let mut found = Vec::new();
        for index in first..self.blocks.len() {
            let paragraph = self.block(fonts, index);
            let top = self.top_of(index);
            if top >= y1 && !found.is_empty() {
                break;
            }
            let (bytes, paragraph_index) = (self.bytes_of(index), self.paragraph_of(index));
            found.push(VisibleBlock { index, paragraph_index, top, bytes, paragraph });
        }
        self.cache.trim(first..first + found.len());
        found
    }

    /// A hold on what is at height `y`.
    pub fn anchor_at(&mut self, fonts: &mut FontSet, y: f64) -> PageAnchor {
        let visible = self.visible(fonts, y, y);
        let Some(block) = visible.first() else { return PageAnchor { byte: 0, dy: 0.0 } };
        let inside = to_f32(y - block.top);
        let line = block.paragraph.line_at(inside);
        let line = block.paragraph.lines().nth(line);
        let (start, top) = line.map_or((0, 0.0), |it| (it.bytes.start, it.top));
        PageAnchor { byte: block.bytes.start + start, dy: inside - top }
    }

    /// A hold on byte `byte`, with the top of its line at the anchored height.
    pub fn anchor_of(&self, byte: usize) -> PageAnchor {
        PageAnchor { byte: byte.min(self.text.len_bytes()), dy: 0.0 }
    }

    /// The height an anchor is at now.
    ///
    /// Only here and in [`PageLayout::view`] may what was learned from laid out blocks change the
    /// estimates of the others, so that the heights of a view hold while it is drawn.
    pub fn y_of(&mut self, fonts: &mut FontSet, anchor: PageAnchor) -> f64 {
        self.block(fonts, self.block_of(anchor.byte));
        self.heights.estimate_anew(&self.blocks);
        self.y_as_known(fonts, anchor)
    }

    fn y_as_known(&mut self, fonts: &mut FontSet, anchor: PageAnchor) -> f64 {
        let index = self.block_of(anchor.byte);
        let paragraph = self.block(fonts, index);
        let byte = anchor.byte - self.bytes_of(index).start.min(anchor.byte);
        let line = paragraph.line_of(CaretPosition::downstream(byte));
        let top = paragraph.lines().nth(line).map_or(0.0, |it| it.top);
        self.top_of(index) + f64::from(top) + f64::from(anchor.dy)
    }

    /// What is from `above_px` above an anchor to `below_px` below it, and the anchor's height.
    ///
    /// All heights are true to each other, those above the anchor too, though they may have been
    /// estimates before.
    pub fn view(
        &mut self,
        fonts: &mut FontSet,
        anchor: PageAnchor,
        above_px: f64,
        below_px: f64,
    ) -> (f64, Vec<VisibleBlock>) {
        let mut first = self.block_of(anchor.byte);
        let mut above = self.y_of(fonts, anchor) - self.top_of(first);
        while above < above_px && first > 0 {
            first -= 1;
            self.block(fonts, first);
            above += self.heights.height_of(first);
        }
        let y = self.y_as_known(fonts, anchor);
        (y, self.visible(fonts, y - above_px, y + below_px))
    }

    /// The anchor `delta_px` further down (or up, below zero): exact, whatever is estimated.
    ///
    /// Lays out what is passed, so it is for scrolling by up to some screens.
    pub fn moved(&mut self, fonts: &mut FontSet, anchor: PageAnchor, delta_px: f64) -> PageAnchor {
        let mut index = self.block_of(anchor.byte);
        let mut y = self.y_of(fonts, anchor) + delta_px - self.top_of(index);
        while y < 0.0 && index > 0 {
            index -= 1;
            self.block(fonts, index);
            y += self.heights.height_of(index);
        }
        while index + 1 < self.blocks.len() {
            self.block(fonts, index);
            let height = self.heights.height_of(index);
            if y < height {
                break;
            }
            y -= height;
            index += 1;
        }
        let target = self.top_of(index) + y.max(0.0);
        self.anchor_at(fonts, target)
    }

    /// The direction of block `index`.
    pub fn direction_of(&self, index: usize) -> TextDirection {
        match self.style.direction {
            DirectionRule::Always(direction) => direction,
            DirectionRule::ByLetters => {
                let bytes = self.text.paragraphs().bytes(self.paragraph_of(index));
                let source = self.text.as_str();
                direction_or(source.get(bytes).unwrap_or_default(), self.direction)
            }
        }
    }

    fn lay_out(&self, fonts: &mut FontSet, index: usize) -> ParagraphLayout {
        let source = self.text.as_str().get(self.bytes_of(index)).unwrap_or_default();
        let style = match self.style.title {
            Some(title) if self.paragraph_of(index) == 0 => title,
            _ => self.style.body,
        };
        let PageStyle { width_px, alignment, .. } = self.style;
        let direction = self.direction_of(index);
        ParagraphLayout::lay_out(fonts, source, &style, direction, Some(width_px), alignment)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a height within one block")]
fn to_f32(value: f64) -> f32 {
    value as f32
}
