//! From a glyph to its outline.

use std::fmt;

use swash::{
    FontRef,
    scale::ScaleContext,
    zeno::{Command, PathData as _, Vector},
};

use super::FontInstance;

/// A step of an outline; points are x and y from the glyph's origin, `y` upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
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
pub struct Outliner(ScaleContext);

impl Outliner {
    /// A new one.
    pub fn new() -> Self {
        Self(ScaleContext::new())
    }

    /// The outline of a glyph at `size` units to the em; empty for glyphs without one, and for
    /// damaged fonts.
    pub fn outline(&mut self, font: &FontInstance, glyph: u16, size: f32) -> Vec<Step> {
        let Some(source) = FontRef::from_index(font.bytes(), font.index() as usize) else {
            return Vec::new();
        };
        let builder = self.0.builder(source).size(size).hint(false);
        let mut scaler = builder.normalized_coords(font.coords()).build();
        let Some(outline) = scaler.scale_outline(glyph) else { return Vec::new() };
        outline.path().commands().map(step).collect()
    }
}

fn step(command: Command) -> Step {
    let point = |it: Vector| (it.x, it.y);
    match command {
        Command::MoveTo(to) => Step::Move(point(to)),
        Command::LineTo(to) => Step::Line(point(to)),
        Command::QuadTo(a, to) => Step::Quad(point(a), point(to)),
        Command::CurveTo(a, b, to) => Step::Curve(point(a), point(b), point(to)),
        Command::Close => Step::Close,
    }
}

impl Default for Outliner {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Outliner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Outliner").finish_non_exhaustive()
    }
}
