//! A text in the pieces that are read one after another.

use std::ops::Range;

use crate::text::Text;

/// The longest piece that is read in one go, in bytes; a longer paragraph is cut at a space.
const LONGEST: usize = 64 << 10;

/// The paragraphs of a text, long ones in pieces.
pub(super) fn chunks(text: &Text) -> impl Iterator<Item = Range<usize>> {
    let paragraphs = text.paragraphs();
    let source = text.as_str();
    (0..paragraphs.count()).flat_map(move |index| {
        let bytes = paragraphs.bytes(index);
        let mut start = bytes.start;
        std::iter::from_fn(move || {
            if start >= bytes.end {
                return None;
            }
            let end = cut(source, start, bytes.end);
            Some(std::mem::replace(&mut start, end)..end)
        })
    })
}

fn cut(source: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST {
        return end;
    }
    let limit = source.floor_char_boundary(start + LONGEST);
    let piece = source.get(start..limit).unwrap_or_default();
    let space = piece.rfind(". ").map(|at| at + 1).or_else(|| piece.rfind(' '));
    space.filter(|at| *at > 0).map_or(limit, |at| start + at)
}
