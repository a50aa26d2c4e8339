//! Cutting a text into blocks.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::text::Text;

/// The longest block, in bytes: what is laid out in one go.
const LONGEST_BLOCK: usize = 3 << 10;

/// How far back a cut looks for a space, in bytes.
const LOOK_BACK: usize = 1 << 10;

/// How much more than a piece is laid out, in bytes, so that its last line is found: about four lines.
const LOOK_AHEAD: usize = 512;

/// A paragraph, or a piece of a very long one.
///
/// A piece ends where a line does, which is known when it is laid out, and where it begins when the
/// piece before was. Until then both are guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageBlock {
    pub(super) start: u32,
    /// Before the line end, if it has one.
    pub(super) end: u32,
    pub(super) paragraph: u32,
    /// True for the first piece of its paragraph.
    pub(super) is_first: bool,
    /// True for the last piece of its paragraph.
    pub(super) is_last: bool,
    /// True when `start` is no guess.
    pub(super) is_settled: bool,
    /// The guess for `start`.
    guess: u32,
}

impl PageBlock {
    pub(super) fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn len(&self) -> usize {
        self.bytes().len()
    }

    /// Makes the start a guess again, where it is not the paragraph's.
    fn forget(&mut self) {
        self.start = self.guess;
        self.is_settled = self.is_first;
    }
}

/// Forgets where the lines of pieces end: they are set anew.
pub(super) fn forget_lines(blocks: &mut [PageBlock]) {
    for index in 0..blocks.len() {
        let next = blocks.get(index + 1).map(|it| it.guess);
        let Some(block) = blocks.get_mut(index) else { return };
        block.forget();
        if !block.is_last {
            block.end = next.unwrap_or(block.end);
        }
    }
}

/// Every paragraph as one block, very long ones as several.
pub(super) fn cut_into_blocks(text: &Text) -> Vec<PageBlock> {
    let source = text.as_str();
    let paragraphs = text.paragraphs();
    let mut blocks = Vec::with_capacity(paragraphs.count());
    for paragraph in 0..paragraphs.count() {
        let whole = paragraphs.bytes(paragraph);
        let end = whole.end - line_end_len(source, &whole);
        let mut start = whole.start;
        loop {
            let cut = if end - start > LONGEST_BLOCK { cut_before(source, start) } else { end };
            blocks.push(PageBlock {
                start: to_u32(start),
                end: to_u32(cut),
                paragraph: to_u32(paragraph),
                is_first: start == whole.start,
                is_last: cut == end,
                is_settled: start == whole.start,
                guess: to_u32(start),
            });
            start = cut;
            if cut == end {
                break;
            }
        }
    }
    blocks
}

fn line_end_len(source: &str, bytes: &Range<usize>) -> usize {
    let paragraph = source.get(bytes.clone()).unwrap_or_default();
    let is_end = |c| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2029}');
    let without = paragraph.strip_suffix("\r\n").or_else(|| paragraph.strip_suffix(is_end));
    paragraph.len() - without.map_or(paragraph.len(), str::len)
}

/// Where the block that starts at `start` ends: after a space, else between two graphemes.
fn cut_before(source: &str, start: usize) -> usize {
    last_cut(source, source.floor_char_boundary(start + LONGEST_BLOCK))
}

/// Up to where a piece is laid out that is followed by `next`: some lines further than it may reach.
pub(super) fn look_ahead(source: &str, next: &PageBlock) -> usize {
    let limit = source.floor_char_boundary(next.start as usize + LOOK_AHEAD);
    if limit >= next.end as usize { next.end as usize } else { last_cut(source, limit) }
}

fn last_cut(source: &str, limit: usize) -> usize {
    let from = source.ceil_char_boundary(limit - LOOK_BACK);
    let tail = source.get(from..limit).unwrap_or_default();
    if let Some((at, space)) = tail.char_indices().rev().find(|(_, c)| c.is_whitespace()) {
        return from + at + space.len_utf8();
    }
    let mut cursor = GraphemeCursor::new(tail.len(), tail.len(), true);
    match cursor.prev_boundary(tail, 0) {
        Ok(Some(at)) if at > 0 => from + at,
        _ => limit,
    }
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
