//! A page or a figure with its words set: what the writers of SVG and PDF draw.

use std::sync::Arc;

use super::{
    FigureScene, InkRole, RectFill, ReportTypesetter, SceneShape, set_text::SetText,
    typesetter::style,
};
use crate::typeset::{LayoutRect, LineAlignment, LineGlyph, ParagraphLayout};

/// Pixels of the typesetter to a point: its line heights are whole pixels.
pub(super) const PIXELS: f32 = 4.0;

/// A drawing, in points.
#[derive(Clone, Debug)]
pub(super) struct ReportSheet {
    pub(super) title: String,
    pub(super) width: f32,
    pub(super) height: f32,
    /// From back to front.
    pub(super) marks: Vec<SheetMark>,
}

/// Something drawn.
#[derive(Clone, Debug)]
pub(super) enum SheetMark {
    /// A rectangle.
    Rect { rect: LayoutRect, radius: f32, fill: RectFill, ink: InkRole },
    /// A line; `dash` and gap are as long as its numbers say, none is a whole one.
    Line {
        from: (f32, f32),
        to: (f32, f32),
        thickness: f32,
        dash: Option<(f32, f32)>,
        ink: InkRole,
    },
    /// A line of set words.
    Set(SetLine),
}

/// One line of a paragraph in its place.
#[derive(Clone, Debug)]
pub(super) struct SetLine {
    pub(super) set: Arc<SetText>,
    pub(super) line: usize,
    /// Where the paragraph's top left corner would be, in points.
    pub(super) origin: (f32, f32),
    pub(super) ink: InkRole,
    pub(super) role: WordsRole,
}

/// Whether words are part of what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordsRole {
    /// They are searched and copied.
    Text,
    /// They are not: numbers above the lines would come between the article's own words.
    Sign,
}

impl SetLine {
    /// Its words.
    pub(super) fn words(&self) -> &str {
        let bytes = self.set.paragraph.lines().nth(self.line).map(|it| it.bytes);
        bytes.and_then(|it| self.set.text.get(it)).unwrap_or_default()
    }

    /// Where its letters stand on the sheet, in points.
    pub(super) fn baseline(&self) -> f32 {
        let line = self.set.paragraph.lines().nth(self.line);
        self.origin.1 + line.map_or(0.0, |it| it.baseline) / PIXELS
    }

    /// Its glyphs with their places on the sheet and their size, in points.
    pub(super) fn glyphs(&self) -> impl Iterator<Item = (LineGlyph<'_>, f32, f32)> {
        let (left, top) = self.origin;
        let glyphs = self.set.paragraph.glyphs_of_line(self.line);
        glyphs.map(move |it| {
            let (x, y) = (left + it.x / PIXELS, top + it.y / PIXELS);
            (it, x, y)
        })
    }
}

impl FigureScene {
    /// The figure with its words set.
    pub(super) fn sheet(&self, typesetter: &mut ReportTypesetter) -> ReportSheet {
        let marks = self.items.iter().map(|it| {
            let ink = it.ink.clone();
            match &it.shape {
                SceneShape::Line { from, to, thickness, dashed } => {
                    let dash = dashed.then_some((3.0, 4.0));
                    SheetMark::Line { from: *from, to: *to, thickness: *thickness, dash, ink }
                }
                SceneShape::Rect { rect, radius, fill } => {
                    SheetMark::Rect { rect: *rect, radius: *radius, fill: *fill, ink }
                }
                SceneShape::Words { words, rect, size, weight, direction } => {
                    let paragraph = ParagraphLayout::lay_out(
                        &mut typesetter.fonts,
                        words,
                        &style(size * PIXELS, *weight),
                        *direction,
                        None,
                        LineAlignment::Start,
                    );
                    let set = SetText { paragraph, text: words.clone(), weight: *weight };
                    let origin = (rect.left, rect.top);
                    SheetMark::Set(SetLine {
                        set: Arc::new(set),
                        line: 0,
                        origin,
                        ink,
                        role: WordsRole::Text,
                    })
                }
            }
        });
        ReportSheet {
            title: self.title.clone(),
            width: self.width,
            height: self.height,
            marks: marks.collect(),
        }
    }
}
