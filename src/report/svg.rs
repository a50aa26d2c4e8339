//! SVG: words as outlines, so that they look the same wherever the picture is opened.
//!
//! Colors stand at every shape for light paper; a style of one rule a color changes them where the
//! reader prefers dark paper. Every line of words carries them as its accessible name.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use super::{
    AnalystWork, FigureScene, InkRole, PaperShade, RectFill, ReportTypesetter,
    escape::escaped,
    flow::SheetHeight,
    sheet::{PIXELS, ReportSheet, SetLine, SheetMark},
    typesetter::{EM, GlyphKey},
};
use crate::{model::Schema, typeset::LayoutRect};

impl ReportTypesetter {
    /// A figure as an SVG file.
    pub fn svg(&mut self, scene: &FigureScene, schema: &Schema) -> Vec<u8> {
        let sheet = scene.sheet(self);
        self.sheet_svg(&sheet, schema)
    }

    /// An article with its tags as one SVG picture, as high as its words.
    pub fn article_svg(&mut self, work: AnalystWork<'_>) -> Vec<u8> {
        let sheets = self.pages(work, SheetHeight::Endless);
        let sheet = sheets.first();
        sheet.map_or(Vec::new(), |it| self.sheet_svg(it, work.document.schema()))
    }

    fn sheet_svg(&mut self, sheet: &ReportSheet, schema: &Schema) -> Vec<u8> {
        let tint = self.palette.tint(PaperShade::Light);
        let mut writer = SvgWriter {
            typesetter: self,
            schema,
            tint,
            inks: BTreeMap::new(),
            fonts: BTreeMap::new(),
            glyphs: BTreeSet::new(),
            defs: String::new(),
            body: String::new(),
        };
        for mark in &sheet.marks {
            writer.mark(mark);
        }
        writer.finish(sheet).into_bytes()
    }
}

struct SvgWriter<'a> {
    typesetter: &'a mut ReportTypesetter,
    schema: &'a Schema,
    tint: f32,
    /// The class of every color in use.
    inks: BTreeMap<InkRole, usize>,
    /// Numbers of fonts, in the order of their use: the same whatever else was set before.
    fonts: BTreeMap<u32, usize>,
    glyphs: BTreeSet<GlyphKey>,
    defs: String,
    body: String,
}

impl SvgWriter<'_> {
    fn mark(&mut self, mark: &SheetMark) {
        match mark {
            SheetMark::Rect { rect, radius, fill, ink } => self.rect(*rect, *radius, *fill, ink),
            SheetMark::Line { from, to, thickness, dash, ink } => {
                let color = self.color("stroke", ink);
                let dash = dash.map_or(String::new(), |(on, off)| {
                    format!(" stroke-dasharray=\"{} {}\"", short(on), short(off))
                });
                self.put(&format!(
                    "<path d=\"M{} {}L{} {}\" {color} stroke-width=\"{}\"{dash}/>\n",
                    short(from.0),
                    short(from.1),
                    short(to.0),
                    short(to.1),
                    short(*thickness),
                ));
            }
            SheetMark::Set(line) => self.words(line),
        }
    }

    fn rect(&mut self, rect: LayoutRect, radius: f32, fill: RectFill, ink: &InkRole) {
        let look = match fill {
            RectFill::Solid => self.color("fill", ink),
            RectFill::Tint => {
                format!("{} fill-opacity=\"{}\"", self.color("fill", ink), short(self.tint))
            }
            RectFill::Outline => format!("fill=\"none\" {}", self.color("stroke", ink)),
        };
        let radius =
            if radius > 0.0 { format!(" rx=\"{}\"", short(radius)) } else { String::new() };
        self.put(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{radius} {look}/>\n",
            short(rect.left),
            short(rect.top),
            short(rect.width()),
            short(rect.height()),
        ));
    }

    fn words(&mut self, line: &SetLine) {
        let color = self.color("fill", &line.ink);
        let mut uses = String::new();
        let mut scale = 0.0;
        for (glyph, x, y) in line.glyphs() {
            let key = (glyph.font.key(), glyph.id);
            scale = glyph.size_px / PIXELS / EM;
            let path = self.typesetter.glyph_paths.path(glyph.font, glyph.id);
            if path.is_empty() || scale <= 0.0 {
                continue;
            }
            let (next, number) = (self.fonts.len(), glyph.id);
            let font = *self.fonts.entry(glyph.font.key()).or_insert(next);
            if self.glyphs.insert(key) {
                let _infallible =
                    writeln!(self.defs, "<path id=\"g{font}-{number}\" d=\"{path}\"/>");
            }
            let (x, y) = (short(x / scale), short(y / scale));
            let _infallible = write!(uses, "<use href=\"#g{font}-{number}\" x=\"{x}\" y=\"{y}\"/>");
        }
        if !uses.is_empty() {
            let name = escaped(line.words().trim());
            self.put(&format!(
                "<g role=\"img\" aria-label=\"{name}\" {color} transform=\"scale({scale})\">{uses}</g>\n"
            ));
        }
    }

    fn put(&mut self, element: &str) {
        self.body += element;
    }

    /// A color as an attribute, and a class that a style can change.
    fn color(&mut self, attribute: &str, ink: &InkRole) -> String {
        let next = self.inks.len();
        let class = *self.inks.entry(ink.clone()).or_insert(next);
        let kind = if attribute == "fill" { 'f' } else { 's' };
        let light = self.typesetter.palette.rgb(ink, PaperShade::Light, self.schema).hex();
        format!("{attribute}=\"{light}\" class=\"{kind}{class}\"")
    }

    fn finish(mut self, sheet: &ReportSheet) -> String {
        let paper = self.color("fill", &InkRole::Paper);
        let mut dark = String::new();
        for (ink, class) in &self.inks {
            let color = self.typesetter.palette.rgb(ink, PaperShade::Dark, self.schema).hex();
            let _infallible = write!(dark, ".f{class}{{fill:{color}}}.s{class}{{stroke:{color}}}");
        }
        let (width, height) = (short(sheet.width), short(sheet.height));
        let language = self.typesetter.language.code();
        let title = escaped(&sheet.title);
        let Self { defs, body, .. } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" xml:lang=\"{language}\">\n\
             <title>{title}</title>\n\
             <style>@media (prefers-color-scheme:dark){{{dark}}}</style>\n\
             <defs>\n{defs}</defs>\n\
             <rect width=\"{width}\" height=\"{height}\" {paper}/>\n{body}</svg>\n"
        )
    }
}

/// A length with as many decimals as are seen.
fn short(value: f32) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}
