//! From a glyph to its picture.

use std::fmt;

use swash::{
    FontRef,
    scale::{Render, ScaleContext, Source, StrikeWith, image::Content},
    zeno::{Format, Vector},
};

use super::{
    FontInstance,
    missing::{MISSING, MissingBox, missing_box},
};

/// The picture of a glyph, to be placed on whole pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlyphImage {
    /// From the glyph's origin, rounded down to a whole pixel, to the picture's left side.
    pub left: i32,
    /// From the baseline up to the picture's top.
    pub top: i32,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Row by row from the top left.
    pub pixels: GlyphPixels,
}

/// What a picture is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GlyphPixels {
    /// One byte of coverage a pixel; the text's color is the painter's.
    Mask(Vec<u8>),
    /// Four bytes a pixel, red, green, blue (premultiplied) and alpha: emoji keep their colors.
    Color(Vec<u8>),
}

/// Draws glyphs; keeps scratch space between them.
pub struct GlyphRasterizer(ScaleContext);

impl GlyphRasterizer {
    /// A new one.
    pub fn new() -> Self {
        Self(ScaleContext::new())
    }

    /// Draws a glyph `quarter` quarters of a pixel (0 to 3) to the right of a whole one.
    ///
    /// `None` for glyphs without ink, and for damaged fonts. A letter that no font has is a box:
    /// some fonts, ours among them, have no ink for it.
    pub fn image(
        &mut self,
        font: &FontInstance,
        glyph: u16,
        size_px: f32,
        quarter: u8,
    ) -> Option<GlyphImage> {
        if glyph == MISSING {
            return Some(box_image(missing_box(font, size_px)));
        }
        let source = FontRef::from_index(font.bytes(), font.index() as usize)?;
        let builder = self.0.builder(source).size(size_px).hint(false);
        let mut scaler = builder.normalized_coords(font.coords()).build();
        let sources =
            [Source::ColorOutline(0), Source::ColorBitmap(StrikeWith::BestFit), Source::Outline];
        let image = Render::new(&sources)
            .format(Format::Alpha)
            .offset(Vector::new(f32::from(quarter.min(3)) / 4.0, 0.0))
            .render(&mut scaler, glyph)?;
        let (width, height) = (image.placement.width, image.placement.height);
        let pixels = match image.content {
            Content::Mask => GlyphPixels::Mask(image.data),
            Content::SubpixelMask | Content::Color => GlyphPixels::Color(premultiplied(image.data)),
        };
        let expected = match &pixels {
            GlyphPixels::Mask(data) => data.len(),
            GlyphPixels::Color(data) => data.len() / 4,
        };
        let whole = width > 0 && height > 0 && expected == width as usize * height as usize;
        whole.then_some(GlyphImage {
            left: image.placement.left,
            top: image.placement.top,
            width,
            height,
            pixels,
        })
    }
}

impl Default for GlyphRasterizer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for GlyphRasterizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GlyphRasterizer").finish_non_exhaustive()
    }
}

/// The box of a letter that no font has, on whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a glyph is at most some thousand pixels large"
)]
fn box_image(missing: MissingBox) -> GlyphImage {
    let whole = |x: f32| x.round().max(1.0) as u32;
    let (width, height) = (whole(missing.width), whole(missing.height));
    let stroke = whole(missing.stroke);
    let is_edge = |at: u32, side: u32| at < stroke || at + stroke >= side;
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let mask = pixels
        .map(|(x, y)| if is_edge(x, width) || is_edge(y, height) { u8::MAX } else { 0 })
        .collect();
    GlyphImage {
        left: missing.left.round() as i32,
        top: missing.height.round() as i32,
        width,
        height,
        pixels: GlyphPixels::Mask(mask),
    }
}

fn premultiplied(mut rgba: Vec<u8>) -> Vec<u8> {
    for pixel in rgba.chunks_exact_mut(4) {
        let [red, green, blue, alpha] = pixel else { continue };
        for color in [red, green, blue] {
            let scaled = u16::from(*color) * u16::from(*alpha) / 255;
            *color = u8::try_from(scaled).unwrap_or(u8::MAX);
        }
    }
    rgba
}
