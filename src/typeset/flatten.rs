//! From parley's layout to our own plain lines, clusters and glyphs.

use std::ops::Range;

use parley::{AlignmentOptions, BaseDirection, BreakReason, Layout};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    FontSet, TextDirection, TextStyle,
    paragraph::{LineAlignment, ParagraphLayout, PlacedCluster, PlacedGlyph},
    place,
};
use crate::{language::words, text::Text};

/// The longest cluster, in bytes: a text run for a screen reader counts them in one byte.
pub(super) const LONGEST_CLUSTER: usize = 252;

/// A line's clusters before they have their places: `left` is 0, `right` the advance.
#[derive(Debug)]
pub(super) struct LineParts {
    /// From left to right, without the spaces at the line's end.
    pub(super) body: Vec<LinePiece>,
    /// The spaces at the line's end, in logical order.
    pub(super) tail: Vec<LinePiece>,
    pub(super) bytes: Range<usize>,
    pub(super) content_end: usize,
    pub(super) ends_softly: bool,
    pub(super) metrics: parley::LineMetrics,
}

/// A cluster and its glyphs, whose x counts from the cluster's left edge.
#[derive(Clone, Debug, Default)]
pub(super) struct LinePiece {
    pub(super) cluster: PlacedCluster,
    pub(super) glyphs: Range<usize>,
}

/// Shape, break, collect, place.
pub(super) fn lay_out(
    fonts: &mut FontSet,
    text: &str,
    style: &TextStyle,
    direction: TextDirection,
    max_width: Option<f32>,
    alignment: LineAlignment,
) -> ParagraphLayout {
    let mut layout = shape(fonts, text, style, direction);
    let max_width = max_width.filter(|it| it.is_finite()).map(|it| it.max(style.size_px));
    layout.break_all_lines(max_width);
    if alignment == LineAlignment::Justify {
        layout.align(parley::Alignment::Justify, AlignmentOptions::default());
    }
    let mut collected = LineCollector::new(fonts, text, direction);
    let lines: Vec<LineParts> = layout.lines().map(|it| collected.line(&it)).collect();
    let lacks_glyphs = collected.glyphs.iter().any(|it| it.id == 0);
    let (mut out, glyphs) = (collected.out, collected.glyphs);
    if lacks_glyphs && fonts.load_system() {
        return lay_out(fonts, text, style, direction, max_width, alignment);
    }
    out.size_px = style.size_px;
    let graphemes = text.grapheme_indices(true).map(|(at, _)| to_u32(at)).collect();
    place::place(out, &lines, glyphs, graphemes, max_width, alignment)
}

fn shape(
    fonts: &mut FontSet,
    text: &str,
    style: &TextStyle,
    direction: TextDirection,
) -> Layout<()> {
    let mut builder = fonts.builder(text, style);
    builder.set_base_direction(match direction {
        TextDirection::RightToLeft => BaseDirection::Rtl,
        TextDirection::LeftToRight => BaseDirection::Ltr,
    });
    builder.build(text)
}

/// What is taken out of a layout.
struct LineCollector<'a> {
    fonts: &'a mut FontSet,
    text: &'a str,
    glyphs: Vec<PlacedGlyph>,
    out: ParagraphLayout,
}

impl<'a> LineCollector<'a> {
    fn new(fonts: &'a mut FontSet, text: &'a str, direction: TextDirection) -> Self {
        let out = ParagraphLayout {
            direction,
            size_px: 0.0,
            len: to_u32(text.len()),
            width: 0.0,
            height: 0.0,
            lines: Vec::new(),
            clusters: Vec::new(),
            logical: Vec::new(),
            glyphs: Vec::new(),
            fonts: Vec::new(),
            words: words_of(text),
        };
        Self { fonts, text, glyphs: Vec::with_capacity(text.len() / 2), out }
    }

    fn line(&mut self, line: &parley::Line<'_, ()>) -> LineParts {
        // For no text at all parley sets a space.
        let len = self.text.len();
        let bytes = line.text_range().start.min(len)..line.text_range().end.min(len);
        let content_end = bytes.end - self.line_end_len(bytes.clone());
        let mut body = Vec::new();
        for run in line.runs() {
            self.text_run(&run, content_end, &mut body);
        }
        // UAX #9, L1: spaces at a line's end go to the end side, whatever stands before them.
        // parley leaves this to its caller.
        let content = self.text.get(bytes.start..content_end).unwrap_or_default();
        let hanging_from = bytes.start + hanging_from(content);
        let is_tail = |it: &mut LinePiece| it.cluster.start as usize >= hanging_from;
        let mut tail: Vec<LinePiece> = body.extract_if(.., is_tail).collect();
        tail.sort_by_key(|it| it.cluster.start);
        let reason = line.break_reason();
        let ends_softly = matches!(reason, BreakReason::Regular | BreakReason::Emergency);
        LineParts { body, tail, bytes, content_end, ends_softly, metrics: *line.metrics() }
    }

    fn text_run(
        &mut self,
        run: &parley::Run<'_, ()>,
        content_end: usize,
        pieces: &mut Vec<LinePiece>,
    ) {
        let font = self.font_of(run);
        // The parts of a ligature share its glyphs; from right to left its last part comes first.
        let mut ligature_width = 0.0;
        for cluster in run.visual_clusters() {
            let bytes = cluster.text_range();
            let glyphs_from = self.glyphs.len();
            if cluster.is_ligature_continuation() {
                ligature_width += if cluster.is_rtl() { cluster.advance() } else { 0.0 };
            } else {
                self.take_glyphs(cluster.glyphs(), -ligature_width, font, bytes.start);
                ligature_width = 0.0;
            }
            let cluster = PlacedCluster {
                start: to_u32(bytes.start),
                end: to_u32(bytes.end),
                left: 0.0,
                right: cluster.advance(),
                is_rtl: cluster.is_rtl(),
            };
            let glyphs = glyphs_from..self.glyphs.len();
            if bytes.start >= content_end {
                // Line ends have no place.
            } else if bytes.len() > LONGEST_CLUSTER {
                self.cut(&LinePiece { cluster, glyphs }, pieces);
            } else {
                pieces.push(LinePiece { cluster, glyphs });
            }
        }
    }

    fn font_of(&mut self, run: &parley::Run<'_, ()>) -> u16 {
        let coords: Vec<i16> = run.normalized_coords().iter().map(|it| it.to_bits()).collect();
        let instance = self.fonts.instance(run.font(), &coords);
        let known = self.out.fonts.iter().position(|it| it.key() == instance.key());
        let index = known.unwrap_or(self.out.fonts.len());
        if known.is_none() {
            self.out.fonts.push(instance);
        }
        u16::try_from(index).unwrap_or(u16::MAX)
    }

    fn take_glyphs(
        &mut self,
        glyphs: impl Iterator<Item = parley::Glyph>,
        mut origin: f32,
        font: u16,
        byte: usize,
    ) {
        for glyph in glyphs {
            let x = origin + glyph.x;
            origin += glyph.advance;
            let Ok(id) = u16::try_from(glyph.id) else { continue };
            self.glyphs.push(PlacedGlyph { font, id, x, y: glyph.y, byte: to_u32(byte) });
        }
    }

    /// Cuts a cluster that is too long to count; its first piece has all of its width.
    fn cut(&self, whole: &LinePiece, pieces: &mut Vec<LinePiece>) {
        let from = pieces.len();
        let (mut start, end) = (whole.cluster.start as usize, whole.cluster.end as usize);
        while start < end {
            let cut = self.text.floor_char_boundary((start + LONGEST_CLUSTER).min(end));
            let mut piece = if pieces.len() == from { whole.clone() } else { LinePiece::default() };
            piece.cluster.is_rtl = whole.cluster.is_rtl;
            (piece.cluster.start, piece.cluster.end) = (to_u32(start), to_u32(cut));
            pieces.push(piece);
            start = cut.max(start + 1);
        }
        if let Some(new) = pieces.get_mut(from..).filter(|_| whole.cluster.is_rtl) {
            new.reverse();
        }
    }

    /// How many bytes of line end `bytes` end with.
    fn line_end_len(&self, bytes: Range<usize>) -> usize {
        let line = self.text.get(bytes).unwrap_or_default();
        let without = line.strip_suffix("\r\n").or_else(|| line.strip_suffix(is_line_end));
        line.len() - without.map_or(line.len(), str::len)
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where the spaces at the end of a line start; invisible marks between and after them go with them.
fn hanging_from(content: &str) -> usize {
    let is_mark = |c| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}');
    let words = content.trim_end_matches(|c| hangs(c) || is_mark(c)).len();
    let rest = content.get(words..).unwrap_or_default();
    words + rest.find(hangs).unwrap_or(rest.len())
}

/// Spaces but for those that may not break, and the controls that UAX #9 lets go with them.
fn hangs(c: char) -> bool {
    (c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn words_of(text: &str) -> Vec<(u32, u32)> {
    let found = words(&Text::new(text), 0..text.len());
    found.into_iter().map(|it| (to_u32(it.start()), to_u32(it.end()))).collect()
}

pub(super) fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
