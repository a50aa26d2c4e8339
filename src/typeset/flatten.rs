//! From parley's layout to our own plain lines, clusters and glyphs.

use std::ops::Range;

use parley::{AlignmentOptions, BaseDirection, BreakReason, Layout};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    Direction, Fonts, Style,
    paragraph::{Alignment, Cluster, Line, Paragraph, PlacedGlyph},
};
use crate::text::{Text, words};

/// The longest cluster, in bytes: a text run for a screen reader counts them in one byte.
const LONGEST_CLUSTER: usize = 252;

/// Collect, shape, break, align, and keep what matters.
pub(super) fn lay_out(
    fonts: &mut Fonts,
    text: &str,
    style: &Style,
    direction: Direction,
    max_width: Option<f32>,
    alignment: Alignment,
) -> Paragraph {
    let mut once = || {
        let mut layout = shape(fonts, text, style, direction);
        let max_width = max_width.filter(|it| it.is_finite()).map(|it| it.max(style.size_px));
        layout.break_all_lines(max_width);
        layout.align(parley_alignment(alignment), AlignmentOptions::default());
        Flattener::new(fonts, text, style, direction, max_width).run(&layout)
    };
    let paragraph = once();
    let lacks_glyphs = paragraph.glyphs.iter().any(|it| it.id == 0);
    if lacks_glyphs && fonts.load_system() {
        return lay_out(fonts, text, style, direction, max_width, alignment);
    }
    paragraph
}

fn shape(fonts: &mut Fonts, text: &str, style: &Style, direction: Direction) -> Layout<()> {
    let mut builder = fonts.builder(text, style);
    builder.set_base_direction(match direction {
        Direction::RightToLeft => BaseDirection::Rtl,
        Direction::LeftToRight => BaseDirection::Ltr,
    });
    builder.build(text)
}

fn parley_alignment(alignment: Alignment) -> parley::Alignment {
    match alignment {
        Alignment::Start => parley::Alignment::Start,
        Alignment::End => parley::Alignment::End,
        Alignment::Center => parley::Alignment::Center,
        Alignment::Justify => parley::Alignment::Justify,
    }
}

struct Flattener<'a> {
    fonts: &'a mut Fonts,
    text: &'a str,
    max_width: Option<f32>,
    /// The bytes at which graphemes start, in order.
    graphemes: Vec<u32>,
    out: Paragraph,
}

impl<'a> Flattener<'a> {
    fn new(
        fonts: &'a mut Fonts,
        text: &'a str,
        style: &Style,
        direction: Direction,
        max_width: Option<f32>,
    ) -> Self {
        let graphemes = text.grapheme_indices(true).map(|(at, _)| to_u32(at)).collect();
        let out = Paragraph {
            direction,
            size_px: style.size_px,
            len: to_u32(text.len()),
            width: 0.0,
            height: 0.0,
            lines: Vec::new(),
            clusters: Vec::with_capacity(text.len() / 2),
            logical: Vec::new(),
            glyphs: Vec::with_capacity(text.len() / 2),
            fonts: Vec::new(),
            words: words_of(text),
        };
        Self { fonts, text, max_width, graphemes, out }
    }

    fn run(mut self, layout: &Layout<()>) -> Paragraph {
        for line in layout.lines() {
            self.line(&line);
        }
        let mut out = self.out;
        out.width = layout.width();
        out.height = out.lines.last().map_or(0.0, |it| it.bottom);
        out.logical = (0..to_u32(out.clusters.len())).collect();
        out.logical.sort_unstable_by_key(|&it| {
            out.clusters.get(it as usize).map_or((0, 0), |it| (it.start, it.end))
        });
        out
    }

    fn line(&mut self, line: &parley::Line<'_, ()>) {
        let metrics = line.metrics();
        let clusters_from = self.out.clusters.len();
        let glyphs_from = self.out.glyphs.len();
        let mut x = metrics.offset + metrics.inline_min_coord;
        for run in line.runs() {
            self.text_run(&run, &mut x, metrics.baseline);
        }
        let bytes = line.text_range();
        let content_end = bytes.end - self.line_end_len(bytes.clone());
        let (left, right) = (
            metrics.offset
                + metrics.inline_min_coord
                + if self.out.direction.is_rtl() { metrics.hanging_advance } else { 0.0 },
            x - if self.out.direction.is_rtl() { 0.0 } else { metrics.hanging_advance },
        );
        self.tidy(clusters_from, content_end);
        self.out.lines.push(Line {
            start: to_u32(bytes.start),
            content_end: to_u32(content_end),
            end: to_u32(bytes.end),
            ends_softly: matches!(
                line.break_reason(),
                BreakReason::Regular | BreakReason::Emergency
            ),
            top: metrics.block_min_coord,
            baseline: metrics.baseline,
            bottom: metrics.block_max_coord,
            text_top: metrics.content_block_min_coord,
            text_bottom: metrics.content_block_max_coord,
            left,
            right,
            clusters: (to_u32(clusters_from), to_u32(self.out.clusters.len())),
            glyphs: (to_u32(glyphs_from), to_u32(self.out.glyphs.len())),
        });
    }

    fn text_run(&mut self, run: &parley::Run<'_, ()>, x: &mut f32, baseline: f32) {
        let coords: Vec<i16> = run.normalized_coords().iter().map(|it| it.to_bits()).collect();
        let instance = self.fonts.instance(run.font(), &coords);
        let known = self.out.fonts.iter().position(|it| it.key() == instance.key());
        let font = known.unwrap_or(self.out.fonts.len());
        if known.is_none() {
            self.out.fonts.push(instance);
        }
        // The parts of a ligature share its glyphs; from right to left its last part comes first.
        let mut ligature_left = None;
        for cluster in run.visual_clusters() {
            let bytes = cluster.text_range();
            let left = *x;
            *x += cluster.advance();
            let origin = if cluster.is_rtl() { *ligature_left.get_or_insert(left) } else { left };
            if !cluster.is_ligature_continuation() {
                ligature_left = None;
                self.glyphs(cluster.glyphs(), origin, baseline, font, bytes.start);
            }
            self.out.clusters.push(Cluster {
                start: to_u32(bytes.start),
                end: to_u32(bytes.end.min(self.text.len())),
                left,
                right: *x,
                is_rtl: cluster.is_rtl(),
            });
        }
    }

    fn glyphs(
        &mut self,
        glyphs: impl Iterator<Item = parley::Glyph>,
        mut origin: f32,
        baseline: f32,
        font: usize,
        byte: usize,
    ) {
        for it in glyphs {
            let (x, y) = (origin + it.x, baseline + it.y);
            origin += it.advance;
            let (Ok(id), Ok(font)) = (u16::try_from(it.id), u16::try_from(font)) else { continue };
            self.out.glyphs.push(PlacedGlyph { font, id, x, y, byte: to_u32(byte) });
        }
    }

    /// How many bytes of line end `bytes` end with.
    fn line_end_len(&self, bytes: Range<usize>) -> usize {
        let line = self.text.get(bytes).unwrap_or_default();
        let is_end =
            |c| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let without = line.strip_suffix("\r\n").or_else(|| line.strip_suffix(is_end));
        line.len() - without.map_or(line.len(), str::len)
    }

    /// Puts the clusters of the last line right: line ends have no place, spaces hang within the
    /// measure, and parts of one grapheme are one.
    fn tidy(&mut self, from: usize, content_end: usize) {
        let line = self.out.clusters.split_off(from);
        for mut it in line {
            if it.start as usize >= content_end || it.start >= it.end {
                continue;
            }
            if let Some(max_width) = self.max_width
                && self.is_space(&it)
            {
                it.left = it.left.clamp(0.0, max_width.max(0.0));
                it.right = it.right.clamp(it.left, max_width.max(it.left));
            }
            let joined = self.out.clusters.get_mut(from..).and_then(|line| line.last_mut());
            match joined {
                Some(last) if joins(last, &it, &self.graphemes) => {
                    last.start = last.start.min(it.start);
                    last.end = last.end.max(it.end);
                    last.right = it.right;
                }
                _ => self.out.clusters.push(it),
            }
        }
    }

    fn is_space(&self, it: &Cluster) -> bool {
        let inside = self.text.get(it.start as usize..it.end as usize);
        inside.is_some_and(|it| it.chars().all(char::is_whitespace))
    }
}

/// True when `it`, to the right of `last`, belongs to the same grapheme.
fn joins(last: &Cluster, it: &Cluster, graphemes: &[u32]) -> bool {
    let seam = if last.is_rtl { last.start } else { it.start };
    let touching = if last.is_rtl { it.end } else { last.end };
    let len = last.end.max(it.end) - last.start.min(it.start);
    last.is_rtl == it.is_rtl
        && seam == touching
        && len as usize <= LONGEST_CLUSTER
        && graphemes.binary_search(&seam).is_err()
}

fn words_of(text: &str) -> Vec<(u32, u32)> {
    let found = words(&Text::new(text), 0..text.len());
    found.into_iter().map(|it| (to_u32(it.start()), to_u32(it.end()))).collect()
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
