//! What is painted below and above the letters: tags, suggestions, places found, the selection.
//!
//! All of it is rectangles taken from the layout; none of it touches how the text is shaped.

use std::{collections::BTreeSet, ops::Range};

use egui::{Color32, Painter, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::{
    place::{CaretSpot, LineStrip, PlacedBlock, PlacedPage},
    view::PageView,
};
use crate::{
    model::{
        Annotation, AnnotationId,
        schema::{LabelRole, LaneStyle},
    },
    ui::{
        FrameContext,
        compare::{self, WordsStrip},
        text::{StyledWords, paint_words_with},
    },
};

/// From the letters' bottom to the first lane, and from lane to lane, in points.
const LANE_STEP: f32 = 3.5;
/// Lanes below the last one are drawn on it.
const LANES: u8 = 6;

/// Tints, places found and the selection.
pub(super) fn behind(
    painter: &Painter,
    cx: &FrameContext<'_>,
    view: &PageView,
    placed: &PlacedPage,
    block: &PlacedBlock,
) {
    let Some(open) = cx.session.editor() else { return };
    let scale = placed.scale;
    if open.deciding().is_some() {
        compare::behind(painter, cx, &block.bytes, &|bytes| words_strips(block, bytes, scale));
    } else {
        tints(painter, cx, view, block, scale);
    }
    let found = open.found();
    let first = found.places.partition_point(|it| it.end() <= block.bytes.start);
    for (index, place) in found.places.iter().enumerate().skip(first) {
        if place.start() >= block.bytes.end {
            break;
        }
        let current = found.current == Some(index);
        let fill = if current { *cx.theme.warning_soft } else { *cx.theme.accent_soft };
        for strip in block.rects(place.bytes(), scale) {
            let line = if current { *cx.theme.warning } else { *cx.theme.accent };
            painter.rect(strip.text, 2.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        }
    }
    let selection = open.selection();
    for strip in block.rects(selection.start()..selection.end(), scale) {
        painter.rect_filled(strip.text, 0.0, *cx.theme.selection);
    }
}

/// Tints: on every word that of the innermost tag alone, or of the active one, or the one pointed at. Were
/// all of them laid over each other, words in many tags could not be read.
fn tints(
    painter: &Painter,
    cx: &FrameContext<'_>,
    view: &PageView,
    block: &PlacedBlock,
    scale: f32,
) {
    let Some(open) = cx.session.editor() else { return };
    let document = open.document();
    let active = open.active().map(|it| it.id);
    let here = document.annotations_in(block.bytes.start, block.bytes.end);
    let is_strong = |id: AnnotationId| active == Some(id) || view.hovered == Some(id);
    let mut stretches: Vec<TintStretch> = Vec::new();
    for (index, annotation) in here.iter().enumerate() {
        // The strong ones before all others, then the shorter before the longer.
        let rank = (!is_strong(annotation.id), annotation.extent.hull().len(), index);
        stretches
            .extend(annotation.extent.pieces().map(|it| TintStretch { bytes: it.bytes(), rank }));
    }
    for (bytes, index) in topmost(&stretches) {
        let Some(annotation) = here.get(index) else { continue };
        let color = cx.theme.label(document.schema(), annotation.label.as_str());
        let strong = is_strong(annotation.id);
        let strength = if strong { cx.theme.tint_active } else { cx.theme.tint_strength };
        for strip in block.rects(bytes, scale) {
            painter.rect_filled(strip.text, 0.0, color.gamma_multiply(strength));
        }
    }
}

/// Some words that a tag tints; of those over each other the one with the lowest rank is seen. The last
/// part of the rank is the tag's place among those of the block.
struct TintStretch {
    bytes: Range<usize>,
    rank: (bool, usize, usize),
}

/// Which tag is seen where, by its place, in text order.
fn topmost(stretches: &[TintStretch]) -> Vec<(Range<usize>, usize)> {
    let mut edges: Vec<(usize, bool, (bool, usize, usize))> = Vec::new();
    for it in stretches {
        edges.push((it.bytes.start, true, it.rank));
        edges.push((it.bytes.end, false, it.rank));
    }
    edges.sort_unstable();
    let mut open: BTreeSet<(bool, usize, usize)> = BTreeSet::new();
    let mut seen: Vec<(Range<usize>, usize)> = Vec::new();
    let mut from = 0;
    for (at, begins, rank) in edges {
        if at > from
            && let Some(&(_, _, index)) = open.first()
        {
            match seen.last_mut().filter(|it| it.0.end == from && it.1 == index) {
                Some((bytes, _)) => bytes.end = at,
                None => seen.push((from..at, index)),
            }
        }
        from = at;
        if begins {
            open.insert(rank);
        } else {
            open.remove(&rank);
        }
    }
    seen
}

/// Lanes, letters, the ring of the active tag, and suggestions.
pub(super) fn before(
    painter: &Painter,
    cx: &FrameContext<'_>,
    view: &PageView,
    placed: &PlacedPage,
    block: &PlacedBlock,
) {
    let Some(open) = cx.session.editor() else { return };
    let document = open.document();
    let scale = placed.scale;
    if open.deciding().is_some() {
        let strips = |bytes| words_strips(block, bytes, scale);
        return compare::before(painter, cx, &block.bytes, block.is_rtl(), &strips);
    }
    let annotations = document.annotations_in(block.bytes.start, block.bytes.end);
    let stretches: Vec<(usize, usize)> =
        annotations.iter().map(|it| (it.extent.start(), it.extent.end())).collect();
    let active = open.active().map(|it| it.id);
    // Letters of the same label at the same place are one.
    let mut lettered: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut crowded: Vec<TintStretch> = Vec::new();
    for (index, (annotation, lane)) in annotations.iter().zip(lanes(&stretches)).enumerate() {
        let color = cx.theme.label(document.schema(), annotation.label.as_str());
        if let Some(lane) = lane {
            for strip in strips(block, annotation, scale) {
                tag_lane(painter, cx, annotation, strip, lane);
            }
        } else {
            let rank = (false, annotation.extent.hull().len(), index);
            let pieces = annotation.extent.pieces();
            crowded.extend(pieces.map(|it| TintStretch { bytes: it.bytes(), rank }));
        }
        let start = annotation.extent.start();
        if block.bytes.contains(&start) && lettered.insert((start, annotation.label.as_str())) {
            letter(painter, cx, block, annotation, color, scale);
        }
        if active == Some(annotation.id) {
            ring(painter, block, document.text().as_str(), annotation, color, scale);
        }
    }
    // Those that have no lane of their own are on the last one, the innermost in sight: as many as there
    // are, every word is drawn once.
    for (bytes, index) in topmost(&crowded) {
        let Some(annotation) = annotations.get(index) else { continue };
        for strip in block.rects(bytes, scale) {
            tag_lane(painter, cx, annotation, strip, usize::from(LANES) - 1);
        }
    }
    suggestions(painter, cx, view, block, scale);
}

fn tag_lane(
    painter: &Painter,
    cx: &FrameContext<'_>,
    annotation: &Annotation,
    strip: LineStrip,
    lane: usize,
) {
    if !painter.clip_rect().intersects(strip.text.expand(LANE_STEP * f32::from(LANES))) {
        return;
    }
    let schema = cx.session.schema();
    let color = cx.theme.label(schema, annotation.label.as_str());
    let style = schema.label(annotation.label.as_str()).map(|it| it.lane).unwrap_or_default();
    let y = lane_y(strip, lane);
    paint_lane(painter, strip.text.left()..=strip.text.right(), y, style, color);
}

fn words_strips(block: &PlacedBlock, bytes: Range<usize>, scale: f32) -> Vec<WordsStrip> {
    let strips = block.rects(bytes, scale).into_iter();
    strips.map(|it| WordsStrip { text: it.text, line_bottom: it.line_bottom }).collect()
}

fn strips(block: &PlacedBlock, annotation: &Annotation, scale: f32) -> Vec<LineStrip> {
    annotation.extent.pieces().flat_map(|it| block.rects(it.bytes(), scale)).collect()
}

fn lane_y(strip: LineStrip, lane: usize) -> f32 {
    let first = strip.text.bottom() - 1.0;
    let last = (strip.line_bottom - 1.0).max(first);
    let lane = u8::try_from(lane).unwrap_or(LANES).min(LANES - 1);
    (first + f32::from(lane) * LANE_STEP).min(last)
}

fn paint_lane(
    painter: &Painter,
    x: std::ops::RangeInclusive<f32>,
    y: f32,
    lane: LaneStyle,
    color: Color32,
) {
    let (left, right) = (*x.start(), *x.end());
    let ends = [pos2(left, y), pos2(right, y)];
    match lane {
        LaneStyle::Solid => {
            painter.line_segment(ends, Stroke::new(2.0, color));
        }
        LaneStyle::Double => {
            for dy in [-1.2, 1.2] {
                let ends = ends.map(|it| it + vec2(0.0, dy));
                painter.line_segment(ends, Stroke::new(1.0, color));
            }
        }
        LaneStyle::Dashed => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(2.0, color), 6.0, 3.0));
        }
        LaneStyle::Dotted => {
            painter.extend(Shape::dotted_line(&ends, color, 4.5, 1.3));
        }
    }
}

/// A small letter at the start of a tag: what it is, without color.
fn letter(
    painter: &Painter,
    cx: &FrameContext<'_>,
    block: &PlacedBlock,
    annotation: &Annotation,
    color: Color32,
    scale: f32,
) {
    let Some(first) = letter_of(cx, annotation.label.as_str()) else { return };
    let Some(text) = cx.session.editor().map(|it| it.document().text().as_str()) else { return };
    let [Some(start), _] = block.tag_edges(text, &annotation.extent, scale) else { return };
    let size = vec2(14.0, 14.0);
    let x = if start.is_right { start.x - 4.0 } else { start.x - 10.0 };
    let chip = Rect::from_min_size(pos2(x, start.top - 10.0), size);
    if !painter.clip_rect().intersects(chip) {
        return;
    }
    let words = StyledWords::new(first.to_string()).size(11.0).strong().color(color);
    painter.rect(chip, 3.0, *cx.theme.paper, Stroke::new(1.0, color), StrokeKind::Inside);
    paint_words_with(painter, cx, &words, chip);
}

/// The letter of a label: its key, or that of a link that leads to it; else the first of its title.
fn letter_of(cx: &FrameContext<'_>, label: &str) -> Option<char> {
    let schema = cx.session.schema();
    let Some(kind) = schema.label(label) else { return label.chars().next() };
    let mut relations = schema.relations.iter();
    let link = relations.find(|it| !it.key.is_empty() && it.to.iter().any(|to| to == label));
    let key = if kind.key.is_empty() { link.map_or("", |it| it.key.as_str()) } else { &kind.key };
    key.chars().next().or_else(|| cx.title(&kind.title).chars().next())
}

/// A solid line around each part of the active tag, with grips at its edges.
fn ring(
    painter: &Painter,
    block: &PlacedBlock,
    text: &str,
    annotation: &Annotation,
    color: Color32,
    scale: f32,
) {
    for strip in strips(block, annotation, scale) {
        let stroke = Stroke::new(1.5, color);
        painter.rect_stroke(strip.text.expand(0.5), 3.0, stroke, StrokeKind::Outside);
    }
    for grip in grips(block, text, annotation, scale).into_iter().flatten() {
        painter.rect_filled(grip, 2.0, color);
    }
}

/// Where the start and the end of an annotation can be dragged, where they are in this block; `text` is that
/// of the article.
pub(super) fn grips(
    block: &PlacedBlock,
    text: &str,
    annotation: &Annotation,
    scale: f32,
) -> [Option<Rect>; 2] {
    block.tag_edges(text, &annotation.extent, scale).map(|edge| {
        let edge = edge?;
        let middle = pos2(edge.x, f32::midpoint(edge.top, edge.bottom));
        Some(Rect::from_center_size(middle, vec2(4.0, (edge.bottom - edge.top) * 0.6)))
    })
}

/// What is not decided on yet: a dotted line below the words; the current one has a box, and so have
/// its parts.
fn suggestions(
    painter: &Painter,
    cx: &FrameContext<'_>,
    view: &PageView,
    block: &PlacedBlock,
    scale: f32,
) {
    let Some(open) = cx.session.editor() else { return };
    let document = open.document();
    let draft = open.correction().map(|it| it.tag);
    if let Some(draft) = &draft {
        let parts = draft.links.iter().filter(|it| it.brings_tag);
        let parts = parts.map(|it| (&it.extent, &it.label, 1.25));
        for (extent, label, width) in parts.chain([(&draft.extent, &draft.label, 2.0)]) {
            let color = cx.theme.label(document.schema(), label.as_str());
            for strip in extent.pieces().flat_map(|it| block.rects(it.bytes(), scale)) {
                boxed(painter, strip.text.expand(1.0), color, width);
            }
        }
    }
    let found = open.suggestions().open_in(document, block.bytes.start, block.bytes.end);
    for (index, mention) in found {
        let color = cx.theme.label(document.schema(), &mention.label);
        let is_current = open.suggestions().current() == Some(index);
        let is_pointed_at = view.hovered_suggestion == Some(index);
        if is_current && draft.is_some() || !is_current && view.hides_suggestions {
            continue;
        }
        for piece in &mention.pieces {
            for strip in block.rects(piece.bytes(), scale) {
                if is_current {
                    boxed(painter, strip.text.expand(1.0), color, 2.0);
                } else {
                    let is_held_back = open.why_held_back(index).is_some();
                    let color = if is_held_back { *cx.theme.ink_faint } else { color };
                    dotted(painter, cx, strip.text, color, is_pointed_at);
                }
            }
        }
        if !is_current {
            continue;
        }
        let is_part = |label: &str| {
            document.schema().label_ever(label).is_some_and(|it| it.role == LabelRole::Part)
        };
        for link in mention.links.iter().filter(|it| is_part(it.label)) {
            let color = cx.theme.label(document.schema(), link.label);
            for piece in &link.pieces {
                for strip in block.rects(piece.bytes(), scale) {
                    boxed(painter, strip.text.expand(1.0), color, 1.25);
                }
            }
        }
    }
}

fn dotted(
    painter: &Painter,
    cx: &FrameContext<'_>,
    rect: Rect,
    color: Color32,
    is_pointed_at: bool,
) {
    if is_pointed_at {
        painter.rect_filled(rect, 0.0, color.gamma_multiply(0.12));
    }
    let color = if is_pointed_at { color } else { cx.theme.dots(color) };
    // In the middle of pixels: between two of them a dot has half its color on both.
    let scale = painter.pixels_per_point();
    let in_pixel = |at: f32| ((at * scale).floor() + 0.5) / scale;
    let y = in_pixel(rect.bottom() + 1.0);
    painter.extend(Shape::dotted_line(
        &[pos2(in_pixel(rect.left()), y), pos2(rect.right(), y)],
        color,
        4.0,
        0.8,
    ));
}

fn boxed(painter: &Painter, rect: Rect, color: Color32, width: f32) {
    painter.rect_filled(rect, 3.0, color.gamma_multiply(0.12));
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Shape::dashed_line(&corners, Stroke::new(width, color), 5.0, 3.0));
}

/// The caret; it blinks while nothing happens.
pub(super) fn caret(
    painter: &Painter,
    cx: &FrameContext<'_>,
    view: &PageView,
    placed: &PlacedPage,
    time: f64,
) {
    let Some(open) = cx.session.editor() else { return };
    if cx.typing || (time * 2.0).rem_euclid(2.0) > 1.4 {
        return;
    }
    let Some(rect) = placed.caret(view.caret.head(open.selection())) else { return };
    let height = (rect.height() * 0.72).max(8.0);
    let rect = Rect::from_center_size(rect.center(), vec2(2.0, height));
    painter.rect_filled(rect, 1.0, *cx.theme.caret);
}

/// Signs for what has no ink: joiners, bidi marks, spaces that do not break.
pub(super) fn invisibles(
    painter: &Painter,
    cx: &FrameContext<'_>,
    placed: &PlacedPage,
    block: &PlacedBlock,
) {
    let Some(open) = cx.session.editor() else { return };
    let source = open.document().text().as_str();
    let words = source.get(block.bytes.clone()).unwrap_or_default();
    for (at, c) in words.char_indices() {
        let Some(sign) = sign_of(c) else { continue };
        let byte = block.bytes.start + at;
        let Some(caret) = placed.caret(CaretSpot { byte, ..CaretSpot::default() }) else {
            continue;
        };
        let rect = Rect::from_center_size(caret.center_top() + vec2(0.0, 6.0), vec2(22.0, 10.0));
        let words = StyledWords::new(sign).size(8.0).left_to_right().color(*cx.theme.error);
        painter.vline(caret.center().x, caret.y_range(), Stroke::new(1.0, *cx.theme.error));
        paint_words_with(painter, cx, &words, rect);
    }
}

fn sign_of(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{200C}' => "ZWNJ",
        '\u{200D}' => "ZWJ",
        '\u{200B}' => "ZWSP",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{61C}' => "ALM",
        '\u{AD}' => "SHY",
        '\u{A0}' => "NBSP",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{FEFF}' => "BOM",
        '\t' => "TAB",
        _ => return None,
    })
}

/// The lane of each stretch, from 0: the lowest one that no earlier stretch overlapping it has; `None`
/// where all are taken. `stretches` are (start, end) in reading order.
fn lanes(stretches: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut ends: Vec<usize> = Vec::new();
    stretches
        .iter()
        .map(|&(start, end)| {
            let free = ends.iter().position(|&taken| taken <= start);
            let lane = free.unwrap_or(ends.len());
            match ends.get_mut(lane) {
                Some(taken) => *taken = end,
                // The last one is for all that have none of their own.
                None if lane + 1 < usize::from(LANES) => ends.push(end),
                None => return None,
            }
            Some(lane)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{TintStretch, lanes, topmost};

    #[test]
    fn the_innermost_tag_tints_and_the_active_one_before_it() {
        let tag = |bytes, rank| TintStretch { bytes, rank };
        let nested = [tag(0..10, (true, 10, 0)), tag(2..8, (true, 6, 1)), tag(4..6, (true, 2, 2))];
        assert_eq!(topmost(&nested), [(0..2, 0), (2..4, 1), (4..6, 2), (6..8, 1), (8..10, 0)]);
        let active =
            [tag(0..10, (false, 10, 0)), tag(2..8, (true, 6, 1)), tag(12..14, (true, 2, 2))];
        assert_eq!(topmost(&active), [(0..10, 0), (12..14, 2)]);
    }

    #[test]
    fn overlapping_stretches_get_lanes_of_their_own() {
        assert_eq!(lanes(&[(0, 10), (2, 5), (6, 12), (11, 14)]), [0, 1, 1, 0].map(Some));
        assert_eq!(lanes(&[(0, 4), (4, 8)]), [0, 0].map(Some));
        assert_eq!(lanes(&[]), []);
        let deep = [(0, 9); 8];
        let own = lanes(&deep).into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(own, [0, 1, 2, 3, 4]);
    }
}
