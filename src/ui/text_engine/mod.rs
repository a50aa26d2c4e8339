//! Fonts, glyphs and the layouts of the interface's words, shared by every widget; it knows none of them.

mod atlas;
mod styled_words;

use std::{collections::HashMap, sync::Arc};

use egui::{Color32, Context, Mesh, Painter, Pos2, Rect, Shape, TextureId, pos2};

pub use styled_words::StyledWords;

use self::{
    atlas::{GlyphAtlas, SUBPIXELS},
    styled_words::LineKey,
};
use crate::{
    typeset::{FontSet, ParagraphLayout, TextDirection},
    ui::theme::PaperShade,
};

/// Layouts not asked for during this many frames are forgotten.
const FRAMES_KEPT: u64 = 2;

/// What turns words into meshes.
pub struct TextEngine {
    /// The fonts, for the page's own layouts.
    pub fonts: FontSet,
    atlas: GlyphAtlas,
    lines: HashMap<LineKey, (Arc<ParagraphLayout>, u64)>,
    frame: u64,
    draws_ahead: bool,
}

impl TextEngine {
    /// With `fonts` and an empty atlas.
    pub fn new(fonts: FontSet) -> Self {
        Self {
            fonts,
            atlas: GlyphAtlas::new(),
            lines: HashMap::new(),
            frame: 0,
            draws_ahead: false,
        }
    }

    /// From now on draws for a window that is not there yet, with `scale` pixels to a point.
    pub(super) fn draw_ahead(&mut self, scale: f32) {
        self.draws_ahead = true;
        self.atlas.draw_ahead(scale);
    }

    /// From now on draws for the window that is there, with everything that was drawn ahead.
    pub(super) fn end_ahead(&mut self) {
        self.draws_ahead = false;
    }

    /// Forgets what the last frames did not use; the window has `scale` pixels to a point.
    pub fn begin_frame(&mut self, paper: PaperShade, scale: f32) {
        self.frame += 1;
        let oldest = self.frame.saturating_sub(FRAMES_KEPT);
        self.lines.retain(|_, (_, used)| *used >= oldest);
        self.atlas.begin_frame(paper, scale);
    }

    /// The layout for `key` in a window that runs in the direction `window`, made when it is not there yet.
    pub(super) fn line(&mut self, key: LineKey, window: TextDirection) -> Arc<ParagraphLayout> {
        if let Some((line, used)) = self.lines.get_mut(&key) {
            *used = self.frame;
            return Arc::clone(line);
        }
        let line = Arc::new(key.lay_out(&mut self.fonts, window));
        self.lines.insert(key, (Arc::clone(&line), self.frame));
        line
    }

    /// Paints a paragraph with its top left corner at `origin`, in points.
    pub fn paint(
        &mut self,
        painter: &Painter,
        paragraph: &ParagraphLayout,
        origin: Pos2,
        color: Color32,
    ) {
        let clip = painter.clip_rect();
        if let Some(mesh) = self.mesh(painter.ctx(), paragraph, origin, color, clip) {
            painter.add(Shape::mesh(mesh));
        }
    }

    /// The glyphs of a paragraph inside `clip` as one mesh; `None` where there is no ink.
    fn mesh(
        &mut self,
        ctx: &Context,
        paragraph: &ParagraphLayout,
        origin: Pos2,
        color: Color32,
        clip: Rect,
    ) -> Option<Mesh> {
        let scale = ctx.pixels_per_point();
        // Nobody sees what is painted ahead: it has no texture.
        let texture = if self.draws_ahead { TextureId::default() } else { self.atlas.texture(ctx) };
        let mut mesh = Mesh::with_texture(texture);
        let top = (clip.top() - origin.y) * scale;
        let bottom = (clip.bottom() - origin.y) * scale;
        let lines = paragraph.lines().enumerate();
        let shown = lines.filter(|(_, it)| it.top < bottom && top < it.bottom);
        for glyph in shown.flat_map(|(line, _)| paragraph.glyphs_of_line(line)) {
            let x = origin.x * scale + glyph.x;
            let whole = x.floor();
            let quarter = quarter_of(x - whole);
            let baseline = (origin.y * scale + glyph.y).round();
            let Some(placed) = self.atlas.glyph(ctx, &glyph, quarter) else { continue };
            let corner = pos2(whole, baseline) + placed.offset;
            let rect = Rect::from_min_size(corner / scale, placed.size / scale);
            let tint = if placed.colored { Color32::WHITE } else { color };
            mesh.add_rect_with_uv(rect, placed.uv, tint);
        }
        (!mesh.is_empty()).then_some(mesh)
    }
}

impl std::fmt::Debug for TextEngine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextEngine").field("lines", &self.lines.len()).finish_non_exhaustive()
    }
}

/// Which quarter of a pixel a fraction (0 to 1) is in.
fn quarter_of(fraction: f32) -> u8 {
    (1..SUBPIXELS).filter(|&it| fraction * f32::from(SUBPIXELS) >= f32::from(it)).map(|_| 1).sum()
}
