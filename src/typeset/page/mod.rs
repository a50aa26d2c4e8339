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
    blocks::{PageBlock, cut_into_blocks, forget_lines, look_ahead},
    cache::LayoutCache,
    heights::BlockHeights,
};
use super::{
    CaretAffinity, CaretPosition, FontSet, LineAlignment, ParagraphLayout, TextDirection,
    TextStyle, direction_of, direction_or,
    flatten::{LayoutJob, TextEnd},
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
    /// True where a paragraph is more than one block.
    has_pieces: bool,
    heights: BlockHeights,
    cache: LayoutCache,
}

/// The longest paragraph whose pieces are laid out from its start, in bytes: about twenty pieces. The
/// longest one in 1,500 articles of news has 4 kB.
const LONGEST_CHAIN: usize = 64 << 10;

/// Rounds of laying out that a view may take until its heights hold; each adds at least a block.
const MOST_ROUNDS: usize = 10_000;

impl PageLayout {
    /// Divides `text` into blocks; lays out nothing yet.
    pub fn new(text: &Text, style: PageStyle) -> Self {
        let blocks = cut_into_blocks(text);
        let heights = BlockHeights::new(&blocks, &style);
        let direction = direction_of(text.as_str());
        let has_pieces = blocks.iter().any(|it| !it.is_last);
        Self {
            text: text.clone(),
            direction,
            style,
            blocks,
            has_pieces,
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
            if self.has_pieces {
                forget_lines(&mut self.blocks);
            }
            self.heights.restyle(&self.blocks, &style);
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

    /// The block that holds byte `byte` of the text, as far as it is known: see [`PageLayout::locate`].
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
        let first = self.settled_before(index);
        for piece in first..index {
            self.lay_out_piece(fonts, piece);
        }
        self.lay_out_piece(fonts, index)
    }

    /// The block with `byte` and the place in it; the block is laid out then.
    ///
    /// Where the pieces of a long paragraph meet, `affinity` says which of them it is.
    pub fn locate(
        &mut self,
        fonts: &mut FontSet,
        byte: usize,
        affinity: CaretAffinity,
    ) -> (usize, CaretPosition) {
        let mut index = self.settled_block_of(fonts, byte);
        let starts_here = self.blocks.get(index).is_some_and(|it| it.start as usize == byte);
        let before = index.checked_sub(1).filter(|_| starts_here);
        if let Some(before) = before
            && affinity == CaretAffinity::Upstream
            && !self.is_last_piece(before)
        {
            index = before;
        }
        let bytes = self.bytes_of(index);
        let byte = byte.clamp(bytes.start, bytes.end) - bytes.start;
        (index, CaretPosition { byte, affinity })
    }

    /// True for a whole paragraph and for the last piece of a long one: the next block does not go on
    /// in the same line of thought.
    pub fn is_last_piece(&self, index: usize) -> bool {
        self.blocks.get(index).is_none_or(|it| it.is_last)
    }

    /// The block that holds `byte` when lines are as they will be: laying a piece out shows where it
    /// ends.
    fn settled_block_of(&mut self, fonts: &mut FontSet, byte: usize) -> usize {
        loop {
            let index = self.block_of(byte);
            self.block(fonts, index);
            if self.block_of(byte) == index {
                return index;
            }
        }
    }

    /// The piece to lay out first so that the lines of piece `index` go on where those before it end.
    ///
    /// In a paragraph so long that this would take a while it is the piece itself, or the one before
    /// it; its first line starts at a guess then.
    fn settled_before(&mut self, index: usize) -> usize {
        let is_settled = |it: usize| self.blocks.get(it).is_none_or(|it| it.is_settled);
        let paragraph = self.text.paragraphs().bytes(self.paragraph_of(index));
        let reach = if paragraph.len() > LONGEST_CHAIN { 1 } else { usize::MAX };
        let nearest = (index.saturating_sub(reach)..=index).rev().find(|&it| is_settled(it));
        if let Some(block) = self.blocks.get_mut(index).filter(|_| nearest.is_none()) {
            block.is_settled = true;
        }
        nearest.unwrap_or(index)
    }

    /// Lays a block out whose start is settled; the next piece begins where its lines end.
    fn lay_out_piece(&mut self, fonts: &mut FontSet, index: usize) -> Arc<ParagraphLayout> {
        let paragraph = Arc::new(self.lay_out(fonts, index));
        let end = self.bytes_of(index).start + paragraph.len_bytes();
        if !self.is_last_piece(index)
            && let Ok(end) = u32::try_from(end)
        {
            if let Some(block) = self.blocks.get_mut(index) {
                block.end = end;
            }
            if let Some(next) = self.blocks.get_mut(index + 1) {
                (next.start, next.is_settled) = (end, true);
            }
        }
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
        self.settled_block_of(fonts, anchor.byte);
        self.heights.estimate_anew(&self.blocks);
        self.y_as_known(fonts, anchor)
    }

    fn y_as_known(&mut self, fonts: &mut FontSet, anchor: PageAnchor) -> f64 {
        let index = self.settled_block_of(fonts, anchor.byte);
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
        let mut first = self.settled_block_of(fonts, anchor.byte);
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
        let mut index = self.settled_block_of(fonts, anchor.byte);
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
        let source = self.text.as_str();
        let bytes = self.bytes_of(index);
        let next = self.blocks.get(index + 1).filter(|_| !self.is_last_piece(index));
        let (until, end) = match next {
            Some(next) if !next.is_settled => (look_ahead(source, next), TextEnd::InLine),
            Some(_) => (bytes.end, TextEnd::BetweenLines),
            None => (bytes.end, TextEnd::Whole),
        };
        let style = match self.style.title {
            Some(title) if self.paragraph_of(index) == 0 => title,
            _ => self.style.body,
        };
        let job = LayoutJob {
            text: source.get(bytes.start..until).unwrap_or_default(),
            style: style.sane(),
            direction: self.direction_of(index),
            max_width: Some(self.style.width_px),
            alignment: self.style.alignment,
            end,
        };
        job.lay_out(fonts)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a height within one block")]
fn to_f32(value: f64) -> f32 {
    value as f32
}
