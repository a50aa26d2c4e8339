//! Links of the active tag, drawn in the white above the lines and beside the column: they cross no
//! letter.

use egui::{Color32, Painter, Pos2, Shape, Stroke, pos2};

use super::place::PlacedPage;
use crate::{
    model::{Annotation, Document},
    ui::FrameContext,
};

/// From the letters up to a link, in points.
const ABOVE: f32 = 3.0;
/// From the start of a tag, where its letter is, to its links, in points.
const APART: f32 = 11.0;
/// From the column to the links beside it, in points, and from one to the next.
const BESIDE: f32 = 7.0;
const STEP: f32 = 3.5;
/// Links beside each other; further ones share the last place.
const PLACES: u8 = 3;

/// Where a tag begins on the page.
enum TagPlace {
    /// The upper edge of its first words, and the line it is on.
    Seen {
        at: Pos2,
        line: f32,
    },
    Above,
    Below,
}

/// Draws the links that start or end at the active tag.
pub(super) fn links(painter: &Painter, cx: &FrameContext<'_>, placed: &PlacedPage) {
    let Some(open) = cx.session.editor() else { return };
    let Some(active) = open.active() else { return };
    let document = open.document();
    let mut beside = 0_u8;
    for relation in document.relations_of(active.id) {
        let ends = (document.annotation(relation.from), document.annotation(relation.to));
        let (Some(from), Some(to)) = ends else { continue };
        let color = cx.theme.label(document.schema(), to.label.as_str());
        let (a, b) = (place_of(placed, document, from), place_of(placed, document, to));
        let Some(points) = way(placed, &a, &b, beside) else { continue };
        if points.len() > 4 {
            beside = (beside + 1).min(PLACES);
        }
        draw(painter, &points, color, &b);
    }
}

/// Where a tag's first words are.
fn place_of(placed: &PlacedPage, document: &Document, annotation: &Annotation) -> TagPlace {
    let first = annotation.extent.start();
    let before = placed.blocks.first().is_none_or(|block| first < block.bytes.start);
    let Some(block) = placed.block_of(first) else {
        return if before { TagPlace::Above } else { TagPlace::Below };
    };
    let [start, _] = block.tag_edges(document.text().as_str(), &annotation.extent, placed.scale);
    let Some(start) = start else { return TagPlace::Below };
    let x = if start.is_right { start.x - APART } else { start.x + APART };
    TagPlace::Seen { at: pos2(x, start.top), line: start.top - ABOVE }
}

/// The corners of a link: up from one tag, along its line, beside the column to the other's line,
/// and down to the other tag. `None` where neither end is in view.
fn way(placed: &PlacedPage, from: &TagPlace, to: &TagPlace, beside: u8) -> Option<Vec<Pos2>> {
    let side = placed.column.left() - BESIDE - STEP * f32::from(beside);
    let off = |place: &TagPlace| {
        let y = if matches!(place, TagPlace::Above) { -1000.0 } else { 10_000.0 };
        vec![pos2(side, y)]
    };
    match (from, to) {
        (TagPlace::Seen { at: a, line: up }, TagPlace::Seen { at: b, line: down }) => {
            if (up - down).abs() < 1.0 {
                Some(vec![*a, pos2(a.x, *up), pos2(b.x, *down), *b])
            } else {
                Some(vec![
                    *a,
                    pos2(a.x, *up),
                    pos2(side, *up),
                    pos2(side, *down),
                    pos2(b.x, *down),
                    *b,
                ])
            }
        }
        (TagPlace::Seen { at, line }, other) => {
            let mut points = vec![*at, pos2(at.x, *line), pos2(side, *line)];
            points.extend(off(other));
            points.push(pos2(side, *line));
            Some(points)
        }
        (other, TagPlace::Seen { at, line }) => {
            let mut points = off(other);
            points.extend([pos2(side, *line), pos2(at.x, *line), *at]);
            Some(points)
        }
        (TagPlace::Above | TagPlace::Below, TagPlace::Above | TagPlace::Below) => None,
    }
}

fn draw(painter: &Painter, points: &[Pos2], color: Color32, to: &TagPlace) {
    let stroke = Stroke::new(1.25, color);
    painter.add(Shape::line(points.to_vec(), stroke));
    if let TagPlace::Seen { at, .. } = to {
        painter.circle_filled(*at, 2.5, color);
    }
}
