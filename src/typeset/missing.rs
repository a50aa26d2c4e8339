//! The box that stands for a letter that no font has, as an outline.

use super::FontInstance;

/// The glyph of a letter that a font lacks.
pub(super) const MISSING: u16 = 0;

/// A box on the baseline; in pixels, as its font is scaled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MissingBox {
    /// From the glyph's origin to the box.
    pub(super) left: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) stroke: f32,
}

/// As wide as the font leaves room for it, a seventh of that free on each side, and about as high as
/// a capital letter.
pub(super) fn missing_box(font: &FontInstance, size: f32) -> MissingBox {
    let advance = font.advance_of(MISSING, size);
    let left = advance / 7.0;
    MissingBox { left, width: advance - 2.0 * left, height: size * 0.66, stroke: size / 18.0 }
}
