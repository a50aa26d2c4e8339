//! The box that stands for a letter that no font has, on the screen: with its code point in it, so that one can
//! say which letter it is.

use super::{GlyphImage, GlyphPixels};

/// The digits of a code point, row by row of three dots: the lowest bit is the dot at the right below.
const DIGITS: [u16; 16] = [
    0b111_101_101_101_111,
    0b010_110_010_010_111,
    0b111_001_111_100_111,
    0b111_001_111_001_111,
    0b101_101_111_001_001,
    0b111_100_111_001_111,
    0b111_100_111_101_111,
    0b111_001_001_010_010,
    0b111_101_111_101_111,
    0b111_101_111_001_111,
    0b010_101_111_101_101,
    0b110_101_110_101_110,
    0b011_100_100_100_011,
    0b110_101_101_101_110,
    0b111_100_110_100_111,
    0b111_100_110_100_100,
];
/// How wide a digit is, in dots, and how high.
const DIGIT: (usize, usize) = (3, 5);
/// Two rows of digits.
const ROWS: usize = 2;
/// Letters of this size in pixels have digits of one pixel a dot.
const DOT: f32 = 15.0;

/// A box with a code point in it, in dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CodeBox {
    code: u32,
    /// Digits a row.
    columns: usize,
    /// The pixels of a dot.
    dot: usize,
}

impl CodeBox {
    fn of(missing: char, size_px: f32) -> Self {
        let code = u32::from(missing);
        let columns = if code > 0xFFFF { 3 } else { 2 };
        let dot = (1..20_u8).take_while(|it| f32::from(*it) * DOT <= size_px).last().unwrap_or(1);
        Self { code, columns, dot: usize::from(dot) }
    }

    /// The dots of its sides: an edge, space, the digits with a dot between them, space, an edge.
    fn sides(self) -> (usize, usize) {
        let digits = |count: usize, each: usize| count * each + count - 1 + 4;
        (digits(self.columns, DIGIT.0), digits(ROWS, DIGIT.1))
    }

    fn has_ink(self, x: usize, y: usize) -> bool {
        let (width, height) = self.sides();
        if x == 0 || y == 0 || x + 1 == width || y + 1 == height {
            return true;
        }
        let (Some(x), Some(y)) = (x.checked_sub(2), y.checked_sub(2)) else { return false };
        let (column, dx) = (x / (DIGIT.0 + 1), x % (DIGIT.0 + 1));
        let (row, dy) = (y / (DIGIT.1 + 1), y % (DIGIT.1 + 1));
        if column >= self.columns || row >= ROWS || dx >= DIGIT.0 || dy >= DIGIT.1 {
            return false;
        }
        let place = ROWS * self.columns - 1 - (row * self.columns + column);
        let digit = (self.code >> (4 * place)) & 0xF;
        let dots = DIGITS.get(digit as usize).copied().unwrap_or_default();
        (dots >> ((DIGIT.1 - 1 - dy) * DIGIT.0 + DIGIT.0 - 1 - dx)) & 1 == 1
    }
}

/// How much room the box of a letter takes on its line, in pixels.
pub(super) fn code_box_advance(missing: char, size_px: f32) -> f32 {
    let code_box = CodeBox::of(missing, size_px);
    let pixels = (code_box.sides().0 + 2) * code_box.dot;
    f32::from(u16::try_from(pixels).unwrap_or(u16::MAX))
}

impl GlyphImage {
    /// The box that stands for a letter that no font has, with its code point in it: four digits in two
    /// rows, or six.
    pub fn of_missing(missing: char, size_px: f32) -> Self {
        let code_box = CodeBox::of(missing, size_px);
        let (width, height) = code_box.sides();
        let side = |dots: usize| u32::try_from(dots * code_box.dot).unwrap_or(u32::MAX);
        let pixels =
            (0..height * code_box.dot).flat_map(|y| (0..width * code_box.dot).map(move |x| (x, y)));
        let mask = pixels
            .map(
                |(x, y)| {
                    if code_box.has_ink(x / code_box.dot, y / code_box.dot) { u8::MAX } else { 0 }
                },
            )
            .collect();
        let dot = i32::try_from(code_box.dot).unwrap_or(i32::MAX);
        let rows = i32::try_from(height).unwrap_or(i32::MAX);
        Self {
            left: dot,
            // A little of it hangs below the baseline.
            top: (rows - 2) * dot,
            width: side(width),
            height: side(height),
            pixels: GlyphPixels::Mask(mask),
        }
    }
}
