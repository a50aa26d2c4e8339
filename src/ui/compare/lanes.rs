//! Several analysts' records on the page: a lane below the words for each analyst, with their number at
//! its start; what is decided, or the same for all, as a faint tint.

use egui::{Color32, Painter, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::{
    compare::RecordStanding,
    model::Annotation,
    session::{Adjudication, ComparisonPurpose},
    ui::{
        FrameContext,
        text::{StyledWords, paint_words_with},
    },
};

use super::analyst_color;

/// From lane to lane, in points.
const STEP: f32 = 4.0;
/// So many analysts have a lane of their own; more share the last one.
const LANES: usize = 4;
/// The part of its strength that the tint of what is settled has.
const SETTLED: f32 = 1.0 / 3.0;

/// A stretch of a line that some words take: the box of their letters, and where the line ends.
#[derive(Clone, Copy, Debug)]
pub struct WordsStrip {
    /// Around the letters.
    pub text: Rect,
    /// The bottom of the line.
    pub line_bottom: f32,
}

/// Where some bytes of a block of the page are.
pub(super) type StripsOf<'a> = &'a dyn Fn(std::ops::Range<usize>) -> Vec<WordsStrip>;

/// Tints, behind the letters.
pub fn behind(
    painter: &Painter,
    cx: &FrameContext<'_>,
    bytes: &std::ops::Range<usize>,
    strips: StripsOf<'_>,
) {
    let Some(open) = cx.session.editor() else { return };
    let Some(adjudication) = open.deciding() else { return };
    let tint = |tag: &Annotation, strength: f32| {
        let color = cx.theme.label(cx.session.schema(), tag.label.as_str());
        for strip in tag.extent.pieces().flat_map(|it| strips(it.bytes())) {
            painter.rect_filled(strip.text, 0.0, color.gamma_multiply(strength));
        }
    };
    let settled = cx.theme.tint_strength * SETTLED;
    for tag in open.document().annotations_in(bytes.start, bytes.end) {
        tint(tag, settled);
    }
    let current = adjudication.current_record().map(|it| it.0);
    for (at, _) in records_in(adjudication, bytes) {
        let is_current = current == Some(at);
        let is_alike = adjudication.standing(at) == Some(RecordStanding::Alike);
        for analyst in 0..adjudication.analysts().len() {
            let Some(tag) = adjudication.tag_of(at, analyst) else { continue };
            if is_current {
                tint(tag, cx.theme.tint_strength * 0.6);
            } else if is_alike {
                tint(tag, settled);
                break;
            }
        }
    }
}

/// Lanes and the ring of the current record, over the letters.
pub fn before(
    painter: &Painter,
    cx: &FrameContext<'_>,
    bytes: &std::ops::Range<usize>,
    is_rtl: bool,
    strips: StripsOf<'_>,
) {
    let Some(adjudication) = cx.session.editor().and_then(|it| it.deciding()) else { return };
    let current = adjudication.current_record().map(|it| it.0);
    // The current one last, over the others.
    let mut records: Vec<usize> = records_in(adjudication, bytes).map(|it| it.0).collect();
    records.sort_by_key(|it| Some(*it) == current);
    for at in records {
        let is_current = current == Some(at);
        let looks = *adjudication.purpose() != ComparisonPurpose::Decide;
        let waits = adjudication.is_open(at) || looks && adjudication.is_listed(at);
        if !is_current && !waits {
            continue;
        }
        for analyst in 0..adjudication.analysts().len() {
            let Some(tag) = adjudication.tag_of(at, analyst) else { continue };
            let column = adjudication.column_of(analyst);
            let color = analyst_color(cx, column);
            let color = if is_current { color } else { color.gamma_multiply(0.55) };
            let lane = column.min(LANES - 1);
            for strip in tag.extent.pieces().flat_map(|it| strips(it.bytes())) {
                let y = lane_y(strip, lane);
                let width = if is_current { 2.5 } else { 1.25 };
                paint_lane(
                    painter,
                    (strip.text.left(), strip.text.right(), y),
                    column,
                    width,
                    color,
                );
            }
            if is_current {
                parts(painter, adjudication, at, analyst, strips, color);
            }
        }
        if is_current {
            ring(painter, cx, adjudication, at, strips);
            // Over the ring, which would strike them through.
            for analyst in 0..adjudication.analysts().len() {
                let tag = adjudication.tag_of(at, analyst);
                if let Some(tag) = tag.filter(|it| bytes.contains(&it.extent.start())) {
                    number(painter, cx, adjudication.column_of(analyst), tag, is_rtl, strips);
                }
            }
        }
    }
}

/// The words that an analyst links to the current record: a thin line in their lane.
fn parts(
    painter: &Painter,
    adjudication: &Adjudication,
    at: usize,
    analyst: usize,
    strips: StripsOf<'_>,
    color: Color32,
) {
    let (Some(document), Some(tag)) =
        (adjudication.work(analyst), adjudication.tag_of(at, analyst))
    else {
        return;
    };
    for link in document.relations_of(tag.id).filter(|it| it.from == tag.id) {
        let Some(part) = document.annotation(link.to) else { continue };
        for strip in part.extent.pieces().flat_map(|it| strips(it.bytes())) {
            let y = lane_y(strip, adjudication.column_of(analyst).min(LANES - 1));
            let ends = [pos2(strip.text.left(), y), pos2(strip.text.right(), y)];
            painter.extend(Shape::dotted_line(&ends, color, 4.0, 1.1));
        }
    }
}

/// The records that touch some bytes, each with where it is.
fn records_in<'a>(
    adjudication: &'a Adjudication,
    bytes: &'a std::ops::Range<usize>,
) -> impl Iterator<Item = (usize, &'a std::ops::Range<usize>)> {
    let hulls = adjudication.records().iter().enumerate().map(|(at, it)| (at, &it.hull));
    hulls.filter(|it| it.1.start < bytes.end && bytes.start < it.1.end)
}

fn lane_y(strip: WordsStrip, lane: usize) -> f32 {
    let first = strip.text.bottom() - 1.0;
    let last = (strip.line_bottom - 1.0).max(first);
    let lane = u8::try_from(lane).map_or(0.0, f32::from);
    (first + lane * STEP).min(last)
}

/// A lane; its style sets analysts apart as its color does.
fn paint_lane(
    painter: &Painter,
    (left, right, y): (f32, f32, f32),
    analyst: usize,
    width: f32,
    color: Color32,
) {
    let ends = [pos2(left, y), pos2(right, y)];
    match analyst % LANES {
        0 => {
            painter.line_segment(ends, Stroke::new(width, color));
        }
        1 => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(width, color), 6.0, 3.0));
        }
        2 => {
            for dy in [-1.2, 1.2] {
                let ends = ends.map(|it| it + vec2(0.0, dy));
                painter.line_segment(ends, Stroke::new(width * 0.4, color));
            }
        }
        _ => {
            painter.extend(Shape::dotted_line(&ends, color, 4.5, width * 0.6));
        }
    }
}

/// The number of an analyst at the start of their lane.
fn number(
    painter: &Painter,
    cx: &FrameContext<'_>,
    analyst: usize,
    tag: &Annotation,
    is_rtl: bool,
    strips: StripsOf<'_>,
) {
    let color = analyst_color(cx, analyst);
    let start = tag.extent.start();
    let Some(strip) = strips(start..start + 1).into_iter().next() else { return };
    let step = u8::try_from(analyst).map_or(0.0, f32::from) * 15.0;
    let x = if is_rtl { strip.text.right() + 2.0 - step } else { strip.text.left() - 16.0 + step };
    let chip = Rect::from_min_size(pos2(x, strip.text.top() - 12.0), vec2(14.0, 14.0));
    let words = StyledWords::new(cx.strings.number(analyst + 1)).size(11.0).strong().color(color);
    painter.rect(chip, 3.0, *cx.theme.paper, Stroke::new(1.0, color), StrokeKind::Inside);
    paint_words_with(painter, cx, &words, chip);
}

/// A line around all the words that anybody has of the current record.
fn ring(
    painter: &Painter,
    cx: &FrameContext<'_>,
    adjudication: &Adjudication,
    at: usize,
    strips: StripsOf<'_>,
) {
    let Some(record) = adjudication.records().get(at) else { return };
    let color = cx.theme.label(cx.session.schema(), &record.label);
    for strip in strips(record.hull.clone()) {
        let stroke = Stroke::new(1.5, color);
        painter.rect_stroke(strip.text.expand(1.5), 3.0, stroke, StrokeKind::Outside);
    }
}

/// The current record and where it begins, for bringing it into view.
pub fn question_start(open: &crate::session::Editor) -> Option<(usize, usize)> {
    open.deciding()?.current_record().map(|(at, it)| (at, it.hull.start))
}
