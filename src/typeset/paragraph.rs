//! One paragraph, laid out.

use std::{ops::Range, sync::Arc};

use super::{FontInstance, TextDirection, missing::MISSING};

/// How the lines of a paragraph stand in its measure.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum LineAlignment {
    /// At the side where the paragraph starts.
    #[default]
    Start,
    /// At the side where it ends.
    End,
    /// In the middle.
    Center,
    /// At both sides, by wider spaces.
    Justify,
}

/// A rectangle in pixels; `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayoutRect {
    /// The smaller x.
    pub left: f32,
    /// The smaller y.
    pub top: f32,
    /// The greater x.
    pub right: f32,
    /// The greater y.
    pub bottom: f32,
}

impl LayoutRect {
    /// From its left to its right side.
    pub fn width(self) -> f32 {
        self.right - self.left
    }

    /// From its top to its bottom.
    pub fn height(self) -> f32 {
        self.bottom - self.top
    }
}

/// A part of one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineRect {
    /// The line, from 0.
    pub line: usize,
    /// As wide as the part, as high as the line; [`LineMetrics`] tells where its letters are.
    pub rect: LayoutRect,
}

/// One line of a paragraph; pixels from the paragraph's top left.
#[derive(Clone, Debug, PartialEq)]
pub struct LineMetrics {
    /// Its bytes, with the spaces at its end and the line end, if it has one.
    pub bytes: Range<usize>,
    /// Where the line starts; the line above ends there.
    pub top: f32,
    /// Where its letters stand, on a whole pixel.
    pub baseline: f32,
    /// Where the next line starts.
    pub bottom: f32,
    /// The top of what letters usually take.
    pub text_top: f32,
    /// The bottom of what letters usually take.
    pub text_bottom: f32,
    /// The left end of its words.
    pub left: f32,
    /// The right end of its words.
    pub right: f32,
}

/// A glyph in its place.
#[derive(Clone, Copy, Debug)]
pub struct LineGlyph<'a> {
    /// The font to take it from.
    pub font: &'a Arc<FontInstance>,
    /// Its number in the font.
    pub id: u16,
    /// Its origin, in pixels from the paragraph's left.
    pub x: f32,
    /// Its baseline, in pixels from the paragraph's top.
    pub y: f32,
    /// The size of the em, in pixels.
    pub size_px: f32,
    /// The first byte of the characters it stands for.
    pub byte: usize,
    /// The line it is on, from 0.
    pub line: usize,
    /// The letter, where no font has it: the glyph is a box with its code point.
    pub missing: Option<char>,
}

/// A paragraph, laid out: a plain value that knows places, not words.
///
/// All offsets are bytes from the paragraph's start, all lengths physical pixels from its top left.
#[derive(Clone, Debug)]
pub struct ParagraphLayout {
    pub(super) direction: TextDirection,
    pub(super) size_px: f32,
    pub(super) len: u32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) lines: Vec<ParagraphLine>,
    /// Line by line, from left to right.
    pub(super) clusters: Vec<PlacedCluster>,
    /// Indexes of `clusters` by the bytes they stand for.
    pub(super) logical: Vec<u32>,
    pub(super) glyphs: Vec<PlacedGlyph>,
    pub(super) fonts: Vec<Arc<FontInstance>>,
    /// The words' bytes, in order.
    pub(super) words: Vec<(u32, u32)>,
    /// The letters that no font has, by their bytes, in order.
    pub(super) missing: Vec<(u32, char)>,
}

#[derive(Clone, Debug)]
pub(super) struct ParagraphLine {
    pub(super) start: u32,
    /// Where the line end starts, or the line's end.
    pub(super) content_end: u32,
    pub(super) end: u32,
    /// True when the text goes on in the next line without a line end.
    pub(super) ends_softly: bool,
    pub(super) top: f32,
    pub(super) baseline: f32,
    pub(super) bottom: f32,
    pub(super) text_top: f32,
    pub(super) text_bottom: f32,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) clusters: (u32, u32),
    pub(super) glyphs: (u32, u32),
}

impl ParagraphLine {
    pub(super) fn len(&self) -> usize {
        (self.clusters.1 - self.clusters.0) as usize
    }
}

/// What a person takes for one character (a grapheme), in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct PlacedCluster {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) is_rtl: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedGlyph {
    pub(super) font: u16,
    pub(super) id: u16,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) byte: u32,
}

impl ParagraphLayout {
    /// The base direction.
    pub fn direction(&self) -> TextDirection {
        self.direction
    }

    /// How wide its longest line is, spaces at line ends left out.
    pub fn width(&self) -> f32 {
        self.width
    }

    /// The height of all its lines, a whole number of pixels for each.
    pub fn height(&self) -> f32 {
        self.height
    }

    /// How many lines it has; at least one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The length of its text, in bytes.
    pub fn len_bytes(&self) -> usize {
        self.len as usize
    }

    /// Its lines, from the top.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = LineMetrics> + '_ {
        self.lines.iter().map(|it| LineMetrics {
            bytes: it.start as usize..it.end as usize,
            top: it.top,
            baseline: it.baseline,
            bottom: it.bottom,
            text_top: it.text_top,
            text_bottom: it.text_bottom,
            left: it.left,
            right: it.right,
        })
    }

    /// Its glyphs, line by line, from left to right.
    pub fn glyphs(&self) -> impl Iterator<Item = LineGlyph<'_>> + '_ {
        (0..self.lines.len()).flat_map(|it| self.glyphs_of_line(it))
    }

    /// The glyphs of one line, from left to right.
    pub fn glyphs_of_line(&self, line: usize) -> impl Iterator<Item = LineGlyph<'_>> + '_ {
        let (start, end) = self.lines.get(line).map_or((0, 0), |it| it.glyphs);
        let glyphs = self.glyphs.get(start as usize..end as usize).unwrap_or_default();
        glyphs.iter().filter_map(move |it| {
            Some(LineGlyph {
                font: self.fonts.get(usize::from(it.font))?,
                id: it.id,
                x: it.x,
                y: it.y,
                size_px: self.size_px,
                byte: it.byte as usize,
                line,
                missing: self.missing_at(it),
            })
        })
    }

    /// The letter that a glyph is the box of.
    fn missing_at(&self, glyph: &PlacedGlyph) -> Option<char> {
        if glyph.id != MISSING {
            return None;
        }
        let at = self.missing.binary_search_by_key(&glyph.byte, |it| it.0).ok()?;
        self.missing.get(at).map(|it| it.1)
    }

    /// Where the characters of `bytes` stand, by line and from left to right.
    ///
    /// Marked text that reads both ways has several rectangles on a line; those that touch are one.
    pub fn rects(&self, bytes: Range<usize>) -> Vec<LineRect> {
        let first = self.lines.partition_point(|it| it.end as usize <= bytes.start);
        let mut found: Vec<LineRect> = Vec::new();
        for (index, line) in self.lines.iter().enumerate().skip(first) {
            if line.start as usize >= bytes.end {
                break;
            }
            let mut open = false;
            for cluster in self.clusters_of(line) {
                let inside =
                    (cluster.start as usize) < bytes.end && bytes.start < cluster.end as usize;
                match found.last_mut().filter(|_| open && inside) {
                    Some(last) => last.rect.right = cluster.right,
                    None if inside => {
                        found.push(LineRect { line: index, rect: line.rect(cluster) });
                    }
                    None => {}
                }
                open = inside;
            }
        }
        found.retain(|it| it.rect.width() > 0.0);
        found
    }

    /// The bytes of the character whose place holds a point; `None` beside the words.
    pub fn character_at(&self, x: f32, y: f32) -> Option<Range<usize>> {
        let line = self.lines.get(self.line_at(y))?;
        if y < line.top || y >= line.bottom {
            return None;
        }
        let clusters = self.clusters_of(line);
        let cluster = clusters.get(clusters.partition_point(|it| it.right <= x))?;
        (cluster.left <= x).then_some(cluster.start as usize..cluster.end as usize)
    }

    pub(super) fn clusters_of(&self, line: &ParagraphLine) -> &[PlacedCluster] {
        let (start, end) = line.clusters;
        self.clusters.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn clusters_at(&self, line: usize) -> &[PlacedCluster] {
        self.lines.get(line).map_or(&[], |it| self.clusters_of(it))
    }

    pub(super) fn cluster(&self, index: u32) -> PlacedCluster {
        self.clusters.get(index as usize).copied().unwrap_or_default()
    }

    /// What it takes in memory, in bytes, roughly.
    pub(super) fn weight(&self) -> usize {
        self.clusters.len() * 24 + self.glyphs.len() * 16 + self.lines.len() * 60 + 200
    }
}

impl ParagraphLine {
    fn rect(&self, cluster: &PlacedCluster) -> LayoutRect {
        LayoutRect { left: cluster.left, top: self.top, right: cluster.right, bottom: self.bottom }
    }
}
