//! From parley's layout to our own plain lines, clusters and glyphs.

use std::ops::Range;

use parley::{AlignmentOptions, BaseDirection, BreakReason, Layout, StyleProperty};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    FontSet, TextDirection, TextStyle,
    code_box::code_box_advance,
    levels::{depths, reorder},
    missing::MISSING,
    paragraph::{LineAlignment, ParagraphLayout, PlacedCluster, PlacedGlyph},
    place::{self, LONGEST_CLUSTER, LineParts, LinePiece, to_u32},
    prepared::PreparedText,
};
use crate::{language::words, text::Text};

const SOFT_HYPHEN: char = '\u{AD}';

/// How the text of a layout ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextEnd {
    /// With its paragraph.
    Whole,
    /// At a line end; the paragraph goes on in another layout.
    BetweenLines,
    /// Somewhere in a line, which is left to another layout.
    InLine,
}

impl ParagraphLayout {
    /// Lays out `text` in lines of at most `max_width_px`, or in one line without a measure.
    ///
    /// Line ends inside `text` start new lines. Isolates and embeddings left open end with it.
    pub fn lay_out(
        fonts: &mut FontSet,
        text: &str,
        style: &TextStyle,
        direction: TextDirection,
        max_width_px: Option<f32>,
        alignment: LineAlignment,
    ) -> Self {
        let job = LayoutJob {
            text,
            style: style.sane(),
            direction,
            max_width: max_width_px,
            alignment,
            end: TextEnd::Whole,
        };
        job.lay_out(fonts)
    }
}

/// A text to be laid out, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct LayoutJob<'a> {
    pub(super) text: &'a str,
    pub(super) style: TextStyle,
    pub(super) direction: TextDirection,
    pub(super) max_width: Option<f32>,
    pub(super) alignment: LineAlignment,
    pub(super) end: TextEnd,
}

impl LayoutJob<'_> {
    /// Shape, break, collect, place.
    pub(super) fn lay_out(&self, fonts: &mut FontSet) -> ParagraphLayout {
        let prepared = PreparedText::new(self.text);
        let mut layout = self.shape(fonts, &prepared);
        let max_width = self.max_width.filter(|it| it.is_finite());
        let max_width = max_width.map(|it| it.max(self.style.size_px));
        layout.break_all_lines(max_width);
        if self.alignment == LineAlignment::Justify {
            layout.align(parley::Alignment::Justify, AlignmentOptions::default());
        }
        let mut collected = LineCollector::new(fonts, self, &prepared);
        let mut lines: Vec<LineParts> = layout.lines().map(|it| collected.line(&it)).collect();
        let lacks_glyphs = collected.glyphs.iter().any(|it| it.id == 0);
        let (mut out, glyphs) = (collected.out, collected.glyphs);
        out.missing.sort_unstable();
        if lacks_glyphs && fonts.load_system() {
            return self.lay_out(fonts);
        }
        self.end_lines(&mut lines, &mut out);
        let graphemes = self.text.grapheme_indices(true).map(|(at, _)| to_u32(at)).collect();
        place::place(out, &lines, glyphs, graphemes, max_width, self.alignment)
    }

    fn shape(&self, fonts: &mut FontSet, prepared: &PreparedText<'_>) -> Layout<()> {
        let mut builder = fonts.builder(&prepared.text, &self.style);
        builder.set_base_direction(match self.direction {
            TextDirection::RightToLeft => BaseDirection::Rtl,
            TextDirection::LeftToRight => BaseDirection::Ltr,
        });
        if prepared.has_tabs {
            // As wide as a tab can get; how wide it is shows when it has its place.
            let widest = StyleProperty::LetterSpacing(tab_stop(self.style.size_px));
            for (tab, _) in prepared.text.match_indices('\t') {
                builder.push(widest.clone(), tab..=tab);
            }
        }
        builder.build(&prepared.text)
    }

    /// Leaves the line away that goes on in another layout, and lets the last one go on.
    fn end_lines(&self, lines: &mut Vec<LineParts>, out: &mut ParagraphLayout) {
        if self.end == TextEnd::InLine && lines.len() > 1 {
            lines.pop();
        }
        let Some(last) = lines.last_mut().filter(|_| self.end != TextEnd::Whole) else { return };
        last.ends_softly = last.content_end == last.bytes.end;
        let end = to_u32(last.bytes.end);
        out.len = end;
        out.words.retain(|it| it.0 < end);
    }
}

/// From tab stop to tab stop: eight spaces of Vazirmatn.
fn tab_stop(size_px: f32) -> f32 {
    size_px * 2.15
}

/// What is taken out of a layout.
struct LineCollector<'a> {
    fonts: &'a mut FontSet,
    text: &'a str,
    prepared: &'a PreparedText<'a>,
    glyphs: Vec<PlacedGlyph>,
    out: ParagraphLayout,
}

impl<'a> LineCollector<'a> {
    fn new(fonts: &'a mut FontSet, job: &LayoutJob<'a>, prepared: &'a PreparedText<'a>) -> Self {
        let text = job.text;
        let out = ParagraphLayout {
            direction: job.direction,
            size_px: job.style.size_px,
            len: to_u32(text.len()),
            width: 0.0,
            height: 0.0,
            lines: Vec::new(),
            clusters: Vec::new(),
            logical: Vec::new(),
            glyphs: Vec::new(),
            fonts: Vec::new(),
            words: words_of(text),
            missing: Vec::new(),
        };
        Self { fonts, text, prepared, glyphs: Vec::with_capacity(text.len() / 2), out }
    }

    fn line(&mut self, line: &parley::Line<'_, ()>) -> LineParts {
        // For no text at all parley sets a space.
        let len = self.text.len();
        let ours = |byte: usize| self.prepared.ours(byte).min(len);
        let bytes = ours(line.text_range().start)..ours(line.text_range().end);
        let reason = line.break_reason();
        let ends_hard = reason == BreakReason::Explicit;
        let content_end = if ends_hard { self.content_end(bytes.clone()) } else { bytes.end };
        let mut body = Vec::new();
        for run in line.runs() {
            self.text_run(&run, content_end, &mut body);
        }
        if self.prepared.has_tabs {
            self.set_tabs(&mut body);
        }
        // UAX #9, L1: spaces at a line's end go to the end side, whatever stands before them.
        // parley leaves this to its caller.
        let content = self.text.get(bytes.start..content_end).unwrap_or_default();
        let hanging_from = bytes.start + hanging_from(content);
        let is_tail = |it: &mut LinePiece| it.cluster.start as usize >= hanging_from;
        let mut tail: Vec<LinePiece> = body.extract_if(.., is_tail).collect();
        tail.sort_by_key(|it| it.cluster.start);
        let ends_softly = matches!(reason, BreakReason::Regular | BreakReason::Emergency);
        if ends_softly && content.ends_with(SOFT_HYPHEN) {
            self.show_hyphen(&mut body, content_end - SOFT_HYPHEN.len_utf8());
        }
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
            let bytes = self.prepared.ours(bytes.start)..self.prepared.ours(bytes.end);
            let glyphs_from = self.glyphs.len();
            let mut width = None;
            if cluster.is_ligature_continuation() {
                ligature_width += if cluster.is_rtl() { cluster.advance() } else { 0.0 };
            } else {
                // Joiners and the like have glyphs although fonts do not list them.
                let lacks = cluster.glyphs().any(|it| it.id == u32::from(MISSING));
                if lacks && self.has_ink(bytes.start) {
                    width = self.take_missing(font, bytes.start);
                }
                if width.is_some() {
                    let glyph = PlacedGlyph {
                        font,
                        id: MISSING,
                        x: 0.0,
                        y: 0.0,
                        byte: to_u32(bytes.start),
                    };
                    self.glyphs.push(glyph);
                } else if self.has_ink(bytes.start) {
                    self.take_glyphs(cluster.glyphs(), -ligature_width, font, bytes.start);
                }
                ligature_width = 0.0;
            }
            let cluster = PlacedCluster {
                start: to_u32(bytes.start),
                end: to_u32(bytes.end),
                left: 0.0,
                right: width.unwrap_or(cluster.advance()),
                is_rtl: cluster.is_rtl(),
            };
            let glyphs = glyphs_from..self.glyphs.len();
            if bytes.start >= content_end || bytes.is_empty() {
                // Line ends have no place, nor have joiners that were put before their space.
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

    /// Notes a letter that its font lacks, as do all others, and gives the width of its box.
    fn take_missing(&mut self, font: u16, byte: usize) -> Option<f32> {
        let letter = self.text.get(byte..)?.chars().next()?;
        let font = self.out.fonts.get(usize::from(font))?;
        if font.glyph_of(letter).is_some() {
            return None;
        }
        self.out.missing.push((to_u32(byte), letter));
        Some(code_box_advance(letter, self.out.size_px))
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

    /// False for controls such as tabs: fonts have no glyph for them, and nothing is missing.
    fn has_ink(&self, byte: usize) -> bool {
        self.text.as_bytes().get(byte).is_some_and(|it| *it >= b' ' && *it != 0x7F)
    }

    /// Puts tabs and the spaces before them into the order of the paragraph (UAX #9, L1), and lets
    /// each tab reach to its stop, counted from where the line starts.
    fn set_tabs(&self, body: &mut Vec<LinePiece>) {
        let is_tab = |it: &LinePiece| {
            self.text.as_bytes().get(it.cluster.start as usize).is_some_and(|it| *it == b'\t')
        };
        if !body.iter().any(is_tab) {
            return;
        }
        let rtl = self.out.direction.is_rtl();
        let clusters: Vec<PlacedCluster> = body.iter().map(|it| it.cluster).collect();
        let mut pieces: Vec<(LinePiece, u8)> =
            std::mem::take(body).into_iter().zip(depths(&clusters, rtl)).collect();
        pieces.sort_by_key(|it| it.0.cluster.start);
        let mut before_tab = false;
        for (piece, depth) in pieces.iter_mut().rev() {
            let (start, end) = (piece.cluster.start as usize, piece.cluster.end as usize);
            let words = self.text.get(start..end).unwrap_or_default();
            before_tab = is_tab(piece) || (before_tab && words.chars().all(hangs));
            if before_tab {
                *depth = 0;
                piece.cluster.is_rtl = rtl;
            }
        }
        reorder(&mut pieces, rtl);
        body.extend(pieces.into_iter().map(|it| it.0));
        let stop = tab_stop(self.out.size_px);
        let mut from_start = 0.0;
        let mut widen = |piece: &mut LinePiece| {
            if is_tab(piece) {
                piece.cluster.right = stop - from_start % stop;
            }
            from_start += piece.cluster.right;
        };
        if rtl {
            body.iter_mut().rev().for_each(&mut widen);
        } else {
            body.iter_mut().for_each(widen);
        }
    }

    /// Draws the hyphen that a word is broken at.
    fn show_hyphen(&mut self, body: &mut [LinePiece], byte: usize) {
        let Some(piece) = body.iter_mut().find(|it| it.cluster.start as usize == byte) else {
            return;
        };
        let invisible = self.glyphs.get(piece.glyphs.start).map_or(0, |it| it.font);
        let Some(font) = self.out.fonts.get(usize::from(invisible)) else { return };
        let Some(id) = font.glyph_of('\u{2010}').or_else(|| font.glyph_of('-')) else { return };
        piece.cluster.right = font.advance_of(id, self.out.size_px);
        let from = self.glyphs.len();
        self.glyphs.push(PlacedGlyph { font: invisible, id, x: 0.0, y: 0.0, byte: to_u32(byte) });
        piece.glyphs = from..from + 1;
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

    /// Where the line end of a line starts. Marks after it go with it: they are on no letter.
    fn content_end(&self, bytes: Range<usize>) -> usize {
        let line = self.text.get(bytes.clone()).unwrap_or_default();
        bytes.start + line.find(is_line_end).unwrap_or(line.len())
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
