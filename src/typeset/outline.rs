//! From a glyph to its outline.

use std::fmt;

use swash::{
    FontRef,
    scale::ScaleContext,
    zeno::{Command, PathData as _, Vector},
};

use super::{
    FontInstance,
    missing::{MISSING, MissingBox, missing_box},
};

/// A step of an outline; points are x and y from the glyph's origin, `y` upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutlineStep {
    /// Start a new piece here.
    Move((f32, f32)),
    /// A straight line.
    Line((f32, f32)),
    /// A curve with one control point.
    Quad((f32, f32), (f32, f32)),
    /// A curve with two control points.
    Curve((f32, f32), (f32, f32), (f32, f32)),
    /// Back to where the piece started.
    Close,
}

/// Takes outlines out of fonts; keeps scratch space between them.
pub struct GlyphOutliner(ScaleContext);

impl GlyphOutliner {
    /// A new one.
    pub fn new() -> Self {
        Self(ScaleContext::new())
    }

    /// The outline of a glyph at `size` units to the em; empty for glyphs without one, and for
    /// damaged fonts. A letter that no font has is a box.
    pub fn outline(&mut self, font: &FontInstance, glyph: u16, size: f32) -> Vec<OutlineStep> {
        if glyph == MISSING {
            return box_outline(missing_box(font, size));
        }
        let Some(source) = FontRef::from_index(font.bytes(), font.index() as usize) else {
            return Vec::new();
        };
        let builder = self.0.builder(source).size(size).hint(false);
        let mut scaler = builder.normalized_coords(font.coords()).build();
        let Some(outline) = scaler.scale_outline(glyph) else { return Vec::new() };
        outline.path().commands().map(step).collect()
    }
}

/// A rectangle with another one, turned the other way, cut out of it.
fn box_outline(missing: MissingBox) -> Vec<OutlineStep> {
    let MissingBox { left, width, height, stroke } = missing;
    let (right, inner_right) = (left + width, left + width - stroke);
    let (inner_left, inner_top) = (left + stroke, height - stroke);
    vec![
        OutlineStep::Move((left, 0.0)),
        OutlineStep::Line((left, height)),
        OutlineStep::Line((right, height)),
        OutlineStep::Line((right, 0.0)),
        OutlineStep::Close,
        OutlineStep::Move((inner_left, stroke)),
        OutlineStep::Line((inner_right, stroke)),
        OutlineStep::Line((inner_right, inner_top)),
        OutlineStep::Line((inner_left, inner_top)),
        OutlineStep::Close,
    ]
}

fn step(command: Command) -> OutlineStep {
    let point = |it: Vector| (it.x, it.y);
    match command {
        Command::MoveTo(to) => OutlineStep::Move(point(to)),
        Command::LineTo(to) => OutlineStep::Line(point(to)),
        Command::QuadTo(a, to) => OutlineStep::Quad(point(a), point(to)),
        Command::CurveTo(a, b, to) => OutlineStep::Curve(point(a), point(b), point(to)),
        Command::Close => OutlineStep::Close,
    }
}

impl Default for GlyphOutliner {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for GlyphOutliner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GlyphOutliner").finish_non_exhaustive()
    }
}
