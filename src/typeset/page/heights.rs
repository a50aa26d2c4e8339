//! The heights of blocks, measured or estimated, and their sums.

use super::{PageStyle, blocks::PageBlock};
use crate::typeset::ParagraphLayout;

/// Bytes of Persian text to an em of line, before anything is measured.
const BYTES_PER_EM: f64 = 3.6;

/// How far the measured bytes to a line may be from the assumed ones before all is estimated again.
const TOLERANCE: f64 = 0.1;

/// Heights of blocks with their prefix sums (a Fenwick tree): finding and changing take log n.
#[derive(Debug)]
pub(super) struct BlockHeights {
    style: PageStyle,
    blocks: Vec<BlockHeight>,
    sums: Vec<f64>,
    bytes_per_line: f64,
    measured: LineStatistics,
    /// How many lines must be measured before the next estimate.
    next_estimate: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct BlockHeight {
    px: f32,
    is_measured: bool,
}

/// What laid out blocks teach about the others; only full lines count.
#[derive(Clone, Copy, Debug, Default)]
struct LineStatistics {
    bytes: f64,
    lines: f64,
}

impl BlockHeights {
    pub(super) fn new(blocks: &[PageBlock], style: &PageStyle) -> Self {
        let style = PageStyle { body: style.body.sane(), ..*style };
        let mut new = Self {
            style,
            blocks: vec![BlockHeight::default(); blocks.len()],
            sums: Vec::new(),
            bytes_per_line: bytes_per_line(&style, BYTES_PER_EM),
            measured: LineStatistics::default(),
            next_estimate: 16.0,
        };
        new.estimate(blocks);
        new
    }

    /// Forgets what was measured in another style, but for how many bytes there are to an em: that is
    /// about the same in every size and width.
    pub(super) fn restyle(&mut self, blocks: &[PageBlock], style: &PageStyle) {
        let bytes_per_em = self.bytes_per_line / bytes_per_line(&self.style, 1.0);
        self.style = PageStyle { body: style.body.sane(), ..*style };
        self.blocks.fill(BlockHeight::default());
        self.bytes_per_line = bytes_per_line(&self.style, bytes_per_em);
        self.measured = LineStatistics::default();
        self.next_estimate = 16.0;
        self.estimate(blocks);
    }

    /// The top of block `index`; of the one after the last: the sum of all.
    pub(super) fn top_of(&self, index: usize) -> f64 {
        let mut at = index.min(self.blocks.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.sums.get(at).copied().unwrap_or_default();
            at &= at - 1;
        }
        sum
    }

    /// The block whose height holds `y`, clamped to the first and the last.
    pub(super) fn block_at(&self, y: f64) -> usize {
        let count = self.blocks.len();
        let mut left = y;
        let mut at = 0;
        let mut step = count.next_power_of_two();
        while step > 0 {
            let next = at + step;
            if let Some(&sum) = self.sums.get(next).filter(|&&sum| next <= count && sum <= left) {
                left -= sum;
                at = next;
            }
            step /= 2;
        }
        at.min(count.saturating_sub(1))
    }

    pub(super) fn height_of(&self, index: usize) -> f64 {
        self.blocks.get(index).map_or(0.0, |it| f64::from(it.px))
    }

    /// Takes the true height of a block that was laid out.
    pub(super) fn learn(&mut self, block: &PageBlock, index: usize, paragraph: &ParagraphLayout) {
        let is_new = self.blocks.get(index).is_some_and(|it| !it.is_measured);
        self.set(index, paragraph.height() + self.gap_below(block));
        let lines = paragraph.line_count();
        if is_new && lines > 1 {
            // The last line is not full; half of one is a fair guess.
            self.measured.lines += float(lines) - 0.5;
            self.measured.bytes += float(block.len());
        }
    }

    /// Estimates the other blocks again when enough was learned since the last time.
    pub(super) fn estimate_anew(&mut self, blocks: &[PageBlock]) {
        if self.measured.lines < self.next_estimate {
            return;
        }
        self.next_estimate = self.measured.lines * 2.0;
        let learned = (self.measured.bytes / self.measured.lines).max(1.0);
        if (learned / self.bytes_per_line - 1.0).abs() > TOLERANCE {
            self.bytes_per_line = learned;
            self.estimate(blocks);
        }
    }

    fn set(&mut self, index: usize, px: f32) {
        let Some(height) = self.blocks.get_mut(index) else { return };
        let change = f64::from(px) - f64::from(height.px);
        *height = BlockHeight { px, is_measured: true };
        if change == 0.0 {
            return;
        }
        let mut at = index + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += change;
            at += at & at.wrapping_neg();
        }
    }

    /// Estimates what is not measured, and sums up.
    fn estimate(&mut self, blocks: &[PageBlock]) {
        let line = f64::from(self.style.body.size_px * self.style.body.line_height);
        let (lines_per_byte, gap) = (self.bytes_per_line.recip(), self.gap());
        for (height, block) in self.blocks.iter_mut().zip(blocks) {
            if !height.is_measured {
                let lines = (float(block.len()) * lines_per_byte).ceil().max(1.0);
                height.px = to_f32(lines * line) + if block.is_last { gap } else { 0.0 };
            }
        }
        self.sums.clear();
        self.sums.reserve(self.blocks.len() + 1);
        self.sums.push(0.0);
        self.sums.extend(self.blocks.iter().map(|it| f64::from(it.px)));
        for at in 1..self.sums.len() {
            let parent = at + (at & at.wrapping_neg());
            let sum = self.sums.get(at).copied().unwrap_or_default();
            if let Some(parent) = self.sums.get_mut(parent) {
                *parent += sum;
            }
        }
    }

    fn gap_below(&self, block: &PageBlock) -> f32 {
        if block.is_last { self.gap() } else { 0.0 }
    }

    /// Between two paragraphs.
    fn gap(&self) -> f32 {
        self.style.gap_px.clamp(0.0, 1000.0).round()
    }
}

/// How many bytes a line has where an em has so many.
fn bytes_per_line(style: &PageStyle, bytes_per_em: f64) -> f64 {
    let ems = f64::from(style.width_px) / f64::from(style.body.size_px);
    (ems * bytes_per_em).clamp(1.0, 1e6)
}

#[expect(clippy::cast_precision_loss, reason = "counts of bytes and lines are below 2^52")]
fn float(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, reason = "the height of one block")]
fn to_f32(value: f64) -> f32 {
    value as f32
}
