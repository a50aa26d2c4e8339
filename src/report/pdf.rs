//! PDF: pages with their words as text that can be searched and copied.
//!
//! Glyphs stand where the typesetter put them. Each carries the characters it stands for, so that
//! copying gives the article's own text; krilla writes that as `ToUnicode` and `ActualText`.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    sync::Arc,
};

use krilla::{
    Data, Document as Pdf,
    color::rgb,
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect as PdfRect},
    metadata::{Metadata, TextDirection},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill as PdfFill, Stroke, StrokeDash},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph, Tag},
};

use super::{
    AnalystWork, InkRole, PaperShade, RectFill, ReportError, ReportPhrase, ReportTypesetter, facts,
    flow::SheetHeight,
    sheet::{PIXELS, ReportSheet, SetLine, SheetMark, WordsRole},
};
use crate::{
    model::Schema,
    typeset::{FontIdentity, FontInstance, LayoutRect},
};

/// Fonts by what they are and their weight: articles may be set on several threads, each with
/// instances of its own.
type PdfFonts = BTreeMap<(FontIdentity, u32), Option<Font>>;

impl ReportTypesetter {
    /// Articles on A4 paper, each from the top of a page, with a bookmark for each.
    pub fn pdf(&mut self, works: &[AnalystWork<'_>]) -> Result<Vec<u8>, ReportError> {
        let whole = self.pdf_while(works, || ControlFlow::Continue(()))?;
        Ok(whole.unwrap_or_default())
    }

    /// The same on all cores, with `progress` called after each article; `None` where it breaks off.
    pub fn pdf_while(
        &mut self,
        works: &[AnalystWork<'_>],
        mut progress: impl FnMut() -> ControlFlow<()>,
    ) -> Result<Option<Vec<u8>>, ReportError> {
        let mut pdf = Pdf::new();
        let mut fonts = PdfFonts::new();
        let mut outline = Outline::new();
        let mut page = 0;
        let drawing = self.another();
        let set = |typesetter: &mut Self, work: AnalystWork<'_>| {
            typesetter.pages(work, SheetHeight::Paged)
        };
        let mut next = works.iter();
        let whole = self.set_each(works, set, |sheets| {
            let Some(work) = next.next() else { return ControlFlow::Continue(()) };
            let to = XyzDestination::new(page, Point::from_xy(0.0, 0.0));
            outline.push_child(OutlineNode::new(work.document.title(facts::LONGEST_TITLE), to));
            page += sheets.len();
            for sheet in &sheets {
                drawing.pdf_page(&mut pdf, &mut fonts, sheet, work.document.schema());
            }
            progress()
        });
        if whole.is_break() {
            return Ok(None);
        }
        pdf.set_outline(outline);
        let title = match works {
            [only] => only.document.title(facts::LONGEST_TITLE),
            _ => self.say(ReportPhrase::Articles(works.len())),
        };
        pdf.set_metadata(self.pdf_metadata(title));
        let bytes = pdf.finish().map_err(|error| ReportError::Pdf(format!("{error:?}")))?;
        Ok(Some(bytes))
    }

    /// Sheets that are of no article.
    pub(super) fn pdf_of_sheets(
        &self,
        title: &str,
        sheets: &[ReportSheet],
        schema: &Schema,
    ) -> Result<Vec<u8>, ReportError> {
        let mut pdf = Pdf::new();
        let mut fonts = PdfFonts::new();
        for sheet in sheets {
            self.pdf_page(&mut pdf, &mut fonts, sheet, schema);
        }
        pdf.set_metadata(self.pdf_metadata(title.to_owned()));
        pdf.finish().map_err(|error| ReportError::Pdf(format!("{error:?}")))
    }

    fn pdf_metadata(&self, title: String) -> Metadata {
        let direction = if self.language.is_rtl() {
            TextDirection::RightToLeft
        } else {
            TextDirection::LeftToRight
        };
        Metadata::new()
            .title(title)
            .language(self.language.code().to_owned())
            .text_direction(direction)
            .creator(format!("Hashiye {}", env!("CARGO_PKG_VERSION")))
    }

    fn pdf_page(&self, pdf: &mut Pdf, fonts: &mut PdfFonts, sheet: &ReportSheet, schema: &Schema) {
        let Some(settings) = PageSettings::from_wh(sheet.width, sheet.height) else { return };
        let mut page = pdf.start_page_with(settings);
        let mut surface = page.surface();
        let mut drawing = PdfDrawing { typesetter: self, schema, surface: &mut surface, fonts };
        for mark in &sheet.marks {
            drawing.mark(mark);
        }
        surface.finish();
        page.finish();
    }
}

struct PdfDrawing<'a, 'b> {
    typesetter: &'a ReportTypesetter,
    schema: &'a Schema,
    surface: &'a mut Surface<'b>,
    fonts: &'a mut PdfFonts,
}

impl PdfDrawing<'_, '_> {
    fn mark(&mut self, mark: &SheetMark) {
        match mark {
            SheetMark::Rect { rect, fill, ink, .. } => self.rect(*rect, *fill, ink),
            SheetMark::Line { from, to, thickness, dash, ink } => {
                let mut path = PathBuilder::new();
                path.move_to(from.0, from.1);
                path.line_to(to.0, to.1);
                let Some(path) = path.finish() else { return };
                let dash = dash.map(|(on, off)| StrokeDash { array: vec![on, off], offset: 0.0 });
                let stroke = Stroke {
                    paint: self.color(ink).into(),
                    width: *thickness,
                    dash,
                    ..Stroke::default()
                };
                self.surface.set_fill(None);
                self.surface.set_stroke(Some(stroke));
                self.surface.draw_path(&path);
                self.surface.set_stroke(None);
            }
            SheetMark::Set(line) => self.words(line),
        }
    }

    fn rect(&mut self, rect: LayoutRect, fill: RectFill, ink: &InkRole) {
        let Some(rect) = PdfRect::from_xywh(rect.left, rect.top, rect.width(), rect.height())
        else {
            return;
        };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        let Some(path) = path.finish() else { return };
        let paint = self.color(ink).into();
        match fill {
            RectFill::Outline => {
                self.surface.set_fill(None);
                self.surface.set_stroke(Some(Stroke { paint, ..Stroke::default() }));
            }
            RectFill::Solid | RectFill::Tint => {
                let strength = if fill == RectFill::Tint {
                    self.typesetter.palette.tint(PaperShade::Light)
                } else {
                    1.0
                };
                let opacity = NormalizedF32::new(strength).unwrap_or(NormalizedF32::ONE);
                self.surface.set_fill(Some(PdfFill { paint, opacity, ..PdfFill::default() }));
                self.surface.set_stroke(None);
            }
        }
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
    }

    /// A line's glyphs, from left to right, in runs of one font.
    fn words(&mut self, line: &SetLine) {
        let paint = self.color(&line.ink).into();
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(PdfFill { paint, ..PdfFill::default() }));
        let ends = ends(line);
        let placed = line.glyphs().map(|(glyph, x, y)| {
            let end = ends.range(glyph.byte + 1..).next().copied().unwrap_or(glyph.byte);
            SheetGlyph {
                font: Arc::clone(glyph.font),
                id: glyph.id,
                x,
                y,
                size: glyph.size_px / PIXELS,
                bytes: glyph.byte..end,
            }
        });
        let mut placed: Vec<SheetGlyph> = placed.collect();
        let same =
            |a: &SheetGlyph, b: &SheetGlyph| a.bytes == b.bytes && a.font.key() == b.font.key();
        let mut run: Vec<SheetGlyph> = Vec::new();
        for cluster in placed.chunk_by_mut(same) {
            share(cluster, &line.set.text);
            for glyph in cluster {
                if run.last().is_some_and(|last| last.font.key() != glyph.font.key()) {
                    self.run(&run, line);
                    run.clear();
                }
                push(&mut run, glyph.clone(), &line.set.text);
            }
        }
        self.run(&run, line);
    }

    fn run(&mut self, run: &[SheetGlyph], line: &SetLine) {
        let (Some(first), Some(font)) =
            (run.first(), run.first().and_then(|it| self.font(it, line)))
        else {
            return;
        };
        let baseline = line.baseline();
        let nexts = run.iter().skip(1).map(|it| it.x).chain([f32::NAN]);
        let glyphs: Vec<KrillaGlyph> = run
            .iter()
            .zip(nexts)
            .map(|(it, next)| {
                // Each glyph goes on to where the next one stands: the typesetter placed both.
                let advance = if next.is_nan() { it.size * 0.5 } else { next - it.x };
                let rise = (baseline - it.y) / it.size;
                let id = GlyphId::new(u32::from(it.id));
                KrillaGlyph::new(id, advance / it.size, 0.0, rise, 0.0, it.bytes.clone(), None)
            })
            .collect();
        let start = Point::from_xy(first.x, baseline);
        let as_outlines = line.role == WordsRole::Sign;
        self.surface.draw_glyphs(start, &glyphs, font, &line.set.text, first.size, as_outlines);
    }

    fn font(&mut self, glyph: &SheetGlyph, line: &SetLine) -> Option<Font> {
        let weight = line.set.weight;
        let key = (glyph.font.identity(), weight.to_bits());
        let load = || {
            let data = Data::from(glyph.font.bytes().to_vec());
            Font::new_variable(data, glyph.font.index(), &[(Tag::new(b"wght"), weight)])
        };
        self.fonts.entry(key).or_insert_with(load).clone()
    }

    fn color(&self, ink: &InkRole) -> rgb::Color {
        let [red, green, blue] = self.typesetter.palette.rgb(ink, PaperShade::Light, self.schema).0;
        rgb::Color::new(red, green, blue)
    }
}

/// A glyph in its place on the sheet.
#[derive(Clone)]
struct SheetGlyph {
    font: Arc<FontInstance>,
    id: u16,
    x: f32,
    y: f32,
    size: f32,
    bytes: std::ops::Range<usize>,
}

/// Glyphs that stand for the same letters of a right-to-left word: the last one, which is the letter
/// itself, stands for the first, those before it for what is written after it: marks and joiners.
fn share(cluster: &mut [SheetGlyph], text: &str) {
    let Some((letter, marks)) = cluster.split_last_mut().filter(|it| !it.1.is_empty()) else {
        return;
    };
    let letters = text.get(letter.bytes.clone()).unwrap_or_default();
    let Some(first) = letters.chars().next().filter(|it| is_rtl(*it)) else { return };
    let second = letter.bytes.start + first.len_utf8();
    if second < letter.bytes.end {
        let rest = text.get(second..letter.bytes.end);
        // The shaper has put a space without width for a joiner.
        let joiner = rest.filter(|it| *it == "\u{200C}").and(letter.font.glyph_of('\u{200C}'));
        for mark in marks {
            mark.bytes = second..letter.bytes.end;
            mark.id = joiner.unwrap_or(mark.id);
        }
        letter.bytes.end = second;
    }
}

/// Adds a glyph to a run. One that stands for several letters («لا», a letter and a joiner after it)
/// stands for the first alone, and a glyph without ink before it for the rest: readers take the letters
/// of a right-to-left line from left to right and turn them around, and would turn those inside their
/// one glyph, too.
fn push(run: &mut Vec<SheetGlyph>, glyph: SheetGlyph, text: &str) {
    let letters = text.get(glyph.bytes.clone()).unwrap_or_default();
    let mut chars = letters.char_indices();
    let first = chars.next().filter(|(_, c)| is_rtl(*c));
    let second = first.and(chars.next());
    let blank = second.and_then(|(_, c)| glyph.font.glyph_of(blank_for(c)));
    let (Some((at, _)), Some(blank)) = (second, blank) else {
        run.push(glyph);
        return;
    };
    let second = glyph.bytes.start + at;
    let rest = SheetGlyph {
        id: blank,
        bytes: second..glyph.bytes.end,
        font: Arc::clone(&glyph.font),
        ..glyph
    };
    let first = SheetGlyph { bytes: glyph.bytes.start..second, ..glyph };
    run.extend([rest, first]);
}

/// Letters of Arabic script; what else reads from right to left is not in the news read here.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D5}')
}

/// A character whose glyph has no ink and no width. One for each of what is common, since a glyph that
/// stands for now this and now that is described by `ActualText`, which not all readers put in order.
fn blank_for(c: char) -> char {
    match c {
        'ا' => '\u{200D}',
        '\u{200C}' => '\u{200C}',
        _ => '\u{200B}',
    }
}

/// Where the characters of a line's glyphs end: where those of another start, or the line's words.
fn ends(line: &SetLine) -> BTreeSet<usize> {
    let mut ends: BTreeSet<usize> = line.glyphs().map(|it| it.0.byte).collect();
    let start = line.set.paragraph.lines().nth(line.line).map_or(0, |it| it.bytes.start);
    ends.insert(start + line.words().trim_end().len());
    ends
}
