//! Outlines of glyphs, each drawn once.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::typeset::{FontInstance, GlyphOutliner, OutlineStep};

/// The em of the outlines.
pub(super) const EM: f32 = 1000.0;

/// Glyphs by font and number.
pub(super) type GlyphKey = (u32, u16);

/// Outlines as SVG writes them, kept between articles.
#[derive(Debug, Default)]
pub(super) struct GlyphPaths {
    outliner: GlyphOutliner,
    paths: BTreeMap<GlyphKey, String>,
}

impl GlyphPaths {
    /// The path of a glyph in a square of [`EM`], `y` down from the baseline; empty without ink.
    pub(super) fn path(&mut self, font: &FontInstance, glyph: u16) -> &str {
        let outliner = &mut self.outliner;
        self.paths
            .entry((font.key(), glyph))
            .or_insert_with(|| written(&outliner.outline(font, glyph, EM)))
    }
}

/// Path data, whole numbers: a thousandth of the em is below what anyone sees.
fn written(steps: &[OutlineStep]) -> String {
    let mut out = String::new();
    let point = |out: &mut String, letter: char, points: &[(f32, f32)]| {
        out.push(letter);
        for (index, (x, y)) in points.iter().enumerate() {
            let gap = if index > 0 { " " } else { "" };
            let _infallible = write!(out, "{gap}{:.0} {:.0}", x, -y);
        }
    };
    for step in steps {
        match *step {
            OutlineStep::Move(to) => point(&mut out, 'M', &[to]),
            OutlineStep::Line(to) => point(&mut out, 'L', &[to]),
            OutlineStep::Quad(a, to) => point(&mut out, 'Q', &[a, to]),
            OutlineStep::Curve(a, b, to) => point(&mut out, 'C', &[a, b, to]),
            OutlineStep::Close => out.push('Z'),
        }
    }
    out
}
