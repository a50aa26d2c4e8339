//! One texture that holds every glyph in use.

use std::collections::HashMap;

use egui::{
    Color32, ColorImage, Context, Pos2, Rect, TextureHandle, TextureId, TextureOptions, Vec2, pos2,
    vec2,
};
use etagere::{BucketedAtlasAllocator, size2};

use crate::{
    typeset::{GlyphImage, GlyphPixels, GlyphRasterizer, LineGlyph},
    ui::theme::PaperShade,
};

/// Sides of the texture, in pixels: it starts with the first and grows to the last.
const SIDES: &[usize] = &[1024, 2048, 4096];

/// How finely glyphs are placed between pixels.
pub(super) const SUBPIXELS: u8 = 4;

/// Where a glyph is in the texture and how it lies to its pen position.
#[derive(Clone, Copy, Debug)]
pub(super) struct AtlasGlyph {
    /// In parts of the texture, 0 to 1.
    pub(super) uv: Rect,
    /// From the pen position to the top left corner, in pixels.
    pub(super) offset: Vec2,
    /// In pixels.
    pub(super) size: Vec2,
    /// True for a glyph with colors of its own.
    pub(super) colored: bool,
}

/// Font instance, glyph, size in pixels (as bits), quarter of a pixel.
type AtlasKey = (u32, u32, u32, u8);
/// Added to the code point of a letter that no font has, where the number of a glyph would be.
const BOXES: u32 = 1 << 24;

/// The glyphs in use, in one texture.
pub(super) struct GlyphAtlas {
    pixels: AtlasPixels,
    room: BucketedAtlasAllocator,
    glyphs: HashMap<AtlasKey, Option<AtlasGlyph>>,
    rasterizer: GlyphRasterizer,
    side: usize,
    paper: PaperShade,
    is_full: bool,
}

/// Where the texture's pixels are.
enum AtlasPixels {
    /// Nowhere: no glyph was drawn yet.
    Nowhere,
    /// In memory, for a window that is not there yet; with the pixels of a point.
    Ahead(ColorImage, f32),
    /// In a window's texture.
    Loaded(TextureHandle),
}

impl GlyphAtlas {
    pub(super) fn new() -> Self {
        let side = SIDES.first().copied().unwrap_or(1024);
        Self {
            pixels: AtlasPixels::Nowhere,
            room: BucketedAtlasAllocator::new(square(side)),
            glyphs: HashMap::new(),
            rasterizer: GlyphRasterizer::new(),
            side,
            paper: PaperShade::Light,
            is_full: false,
        }
    }

    /// Draws glyphs into memory until a texture is asked for, for a window with `scale` pixels to a point.
    pub(super) fn draw_ahead(&mut self, scale: f32) {
        self.pixels = AtlasPixels::Ahead(clear(self.side), scale);
    }

    /// Makes room where the last frame had none, and starts over for another theme: thin strokes
    /// need more weight on dark paper. What was drawn ahead for other pixels is of no use.
    pub(super) fn begin_frame(&mut self, paper: PaperShade, scale: f32) {
        let is_of_use = match &self.pixels {
            AtlasPixels::Ahead(_, of) => (of - scale).abs() < f32::EPSILON,
            AtlasPixels::Nowhere | AtlasPixels::Loaded(_) => true,
        };
        if !self.is_full && self.paper == paper && is_of_use {
            return;
        }
        if self.is_full {
            let larger = SIDES.iter().find(|&&side| side > self.side);
            self.side = larger.copied().unwrap_or(self.side);
        }
        self.is_full = false;
        self.paper = paper;
        self.pixels = AtlasPixels::Nowhere;
        self.room = BucketedAtlasAllocator::new(square(self.side));
        self.glyphs.clear();
    }

    /// The texture of the window of `ctx`, with what was drawn so far.
    pub(super) fn texture(&mut self, ctx: &Context) -> TextureId {
        let drawn = match std::mem::replace(&mut self.pixels, AtlasPixels::Nowhere) {
            AtlasPixels::Loaded(texture) => {
                let id = texture.id();
                self.pixels = AtlasPixels::Loaded(texture);
                return id;
            }
            AtlasPixels::Ahead(drawn, _) => drawn,
            AtlasPixels::Nowhere => clear(self.side),
        };
        let texture = ctx.load_texture("glyphs", drawn, TextureOptions::LINEAR);
        let id = texture.id();
        self.pixels = AtlasPixels::Loaded(texture);
        id
    }

    /// The glyph at a quarter of a pixel, drawn into the texture when it is not there yet. `None`
    /// for one without ink, and while there is no room for it.
    pub(super) fn glyph(
        &mut self,
        ctx: &Context,
        glyph: &LineGlyph<'_>,
        quarter: u8,
    ) -> Option<AtlasGlyph> {
        // Boxes are known by what is in them.
        let id = glyph.missing.map_or(u32::from(glyph.id), |it| BOXES | u32::from(it));
        let key = (glyph.font.key(), id, glyph.size_px.to_bits(), quarter);
        if let Some(placed) = self.glyphs.get(&key) {
            return *placed;
        }
        let placed = match self.draw(glyph, quarter) {
            DrawnGlyph::Placed(placed, image, at) => {
                match &mut self.pixels {
                    AtlasPixels::Loaded(texture) => {
                        texture.set_partial(at, image, TextureOptions::LINEAR);
                    }
                    AtlasPixels::Ahead(drawn, _) => copy_into(drawn, &image, at),
                    // Who paints has asked for the texture.
                    AtlasPixels::Nowhere => return None,
                }
                Some(placed)
            }
            DrawnGlyph::Nothing => None,
            DrawnGlyph::NoRoom => {
                self.is_full = true;
                ctx.request_repaint();
                return None;
            }
        };
        self.glyphs.insert(key, placed);
        placed
    }

    #[expect(clippy::cast_precision_loss, reason = "pixels of a glyph, some thousands at most")]
    fn draw(&mut self, glyph: &LineGlyph<'_>, quarter: u8) -> DrawnGlyph {
        let image = match glyph.missing {
            Some(letter) => Some(GlyphImage::of_missing(letter, glyph.size_px)),
            None => self.rasterizer.image(glyph.font, glyph.id, glyph.size_px, quarter),
        };
        let Some(image) = image else { return DrawnGlyph::Nothing };
        let (width, height) = (image.width as usize, image.height as usize);
        if width == 0 || height == 0 {
            return DrawnGlyph::Nothing;
        }
        // A clear pixel around each glyph keeps neighbors out of its edges.
        let Some(place) = self.room.allocate(size2(to_i32(width + 2), to_i32(height + 2))) else {
            return DrawnGlyph::NoRoom;
        };
        let at = [place.rectangle.min.x + 1, place.rectangle.min.y + 1]
            .map(|it| usize::try_from(it).unwrap_or_default());
        let colored = matches!(image.pixels, GlyphPixels::Color(_));
        let pixels: Vec<Color32> = match &image.pixels {
            GlyphPixels::Mask(mask) => {
                mask.iter().map(|&it| Color32::from_white_alpha(self.weigh(it))).collect()
            }
            GlyphPixels::Color(colors) => colors
                .chunks_exact(4)
                .map(|it| match *it {
                    [r, g, b, a] => Color32::from_rgba_premultiplied(r, g, b, a),
                    _ => Color32::TRANSPARENT,
                })
                .collect(),
        };
        let placed = AtlasGlyph {
            uv: Rect::from_min_size(self.uv(at[0], at[1]), self.uv(width, height).to_vec2()),
            offset: vec2(image.left as f32, -(image.top as f32)),
            size: vec2(width as f32, height as f32),
            colored,
        };
        DrawnGlyph::Placed(placed, ColorImage::new([width, height], pixels), at)
    }

    /// Coverage to alpha, as egui does it: light strokes on dark paper look thinner than they are.
    fn weigh(&self, coverage: u8) -> u8 {
        match self.paper {
            PaperShade::Light => coverage,
            PaperShade::Dark => {
                let inverse = 255 - u16::from(coverage);
                255 - u8::try_from(inverse * inverse / 255).unwrap_or(0)
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "pixels of the texture, some thousands at most")]
    fn uv(&self, x: usize, y: usize) -> Pos2 {
        let side = self.side as f32;
        pos2(x as f32 / side, y as f32 / side)
    }
}

enum DrawnGlyph {
    Placed(AtlasGlyph, ColorImage, [usize; 2]),
    Nothing,
    NoRoom,
}

fn clear(side: usize) -> ColorImage {
    ColorImage::filled([side, side], Color32::TRANSPARENT)
}

/// Copies an image to the place `at` of a larger one.
fn copy_into(whole: &mut ColorImage, image: &ColorImage, [left, top]: [usize; 2]) {
    let rows = whole.pixels.chunks_exact_mut(whole.size[0].max(1)).skip(top);
    for (row, new) in rows.zip(image.pixels.chunks_exact(image.size[0].max(1))) {
        if let Some(there) = row.get_mut(left..left + new.len()) {
            there.copy_from_slice(new);
        }
    }
}

fn square(side: usize) -> etagere::Size {
    size2(to_i32(side), to_i32(side))
}

fn to_i32(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
