//! The margin: a card for each tag in view, level with its line.

use std::ops::Range;

use egui::{Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{PageView, card, place::Placed};
use crate::{
    model::{Annotation, AnnotationId},
    ui::{Cx, Requests},
};

/// Between two cards, in points.
const GAP: f32 = 6.0;
/// What a card is taken for until it was drawn once, in points.
const USUAL: f32 = 58.0;
/// Room for a card, in points.
const TALLEST: f32 = 2000.0;
/// More cards than this are not drawn for one view.
const MOST: usize = 80;

/// Shows the margin.
pub(super) fn cards_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    view: &mut PageView,
    placed: &Placed,
    margin: Rect,
) {
    if margin.width() < 1.0 {
        return;
    }
    ui.painter().rect_filled(margin, 0.0, *cx.theme.panel);
    let edge = if cx.is_mirrored() { margin.right() } else { margin.left() };
    ui.painter().vline(edge, margin.y_range(), Stroke::new(1.0, *cx.theme.line));
    let Some(open) = cx.session.open() else { return };
    let active = open.active().map(|it| it.id);
    let tags = tags_in_view(cx, placed, active);
    let wanted: Vec<(f32, f32)> = tags
        .iter()
        .map(|(it, y)| (*y, view.card_heights.get(&it.id).copied().unwrap_or(USUAL)))
        .collect();
    let fixed = tags.iter().position(|(it, _)| Some(it.id) == active);
    let tops = tops(&wanted, fixed, (margin.top() + GAP)..(margin.bottom() - GAP));
    let current = card::suggestion(cx, placed);

    ui.scope_builder(UiBuilder::new().id_salt("cards").max_rect(margin), |ui| {
        ui.set_clip_rect(margin.intersect(ui.clip_rect()));
        for ((annotation, y), top) in tags.iter().zip(tops) {
            let rect = Rect::from_min_size(
                pos2(margin.left() + 10.0, top),
                vec2(margin.width() - 20.0, TALLEST),
            );
            let is_active = Some(annotation.id) == active;
            let builder =
                UiBuilder::new().id_salt(annotation.id.0).max_rect(rect).layout(cx.column());
            let shown = ui.scope_builder(builder, |ui| {
                card::card_ui(ui, cx, requests, view, annotation, is_active)
            });
            let height = shown.inner.rect.height();
            view.card_heights.insert(annotation.id, height);
            if shown.inner.hovered() {
                view.hovered = Some(annotation.id);
            }
            if is_active || view.hovered == Some(annotation.id) {
                line_to_words(ui, cx, placed, annotation, shown.inner.rect, *y, margin);
            }
        }
        if let Some(suggestion) = current {
            suggestion.show(ui, cx, requests, margin);
        }
    });
}

/// The tags that start in view, with the height of their first line; the active one in any case.
fn tags_in_view<'a>(
    cx: &'a Cx<'_>,
    placed: &Placed,
    active: Option<AnnotationId>,
) -> Vec<(&'a Annotation, f32)> {
    let Some(open) = cx.session.open() else { return Vec::new() };
    let mut found: Vec<(&Annotation, f32)> = Vec::new();
    for block in &placed.blocks {
        for annotation in open.document().annotations_in(block.bytes.start, block.bytes.end) {
            let starts_here = block.bytes.contains(&annotation.extent.start());
            let is_active = Some(annotation.id) == active;
            let is_new = found.iter().rev().take(MOST).all(|(it, _)| it.id != annotation.id);
            if !is_new || !(starts_here || is_active) || found.len() >= MOST {
                continue;
            }
            let bytes = annotation.extent.hull().bytes();
            if let Some(strip) = block.rects(bytes, placed.scale).first() {
                found.push((annotation, strip.text.top()));
            }
        }
    }
    found
}

/// Tops of cards that want to be at some height, in order, none over another. The card `fixed` is
/// where it wants to be as far as it is in `room` then; the others make way.
fn tops(wanted: &[(f32, f32)], fixed: Option<usize>, room: Range<f32>) -> Vec<f32> {
    let mut tops: Vec<f32> = Vec::with_capacity(wanted.len());
    let mut free = f32::NEG_INFINITY;
    for (index, (y, height)) in wanted.iter().enumerate() {
        let top = if fixed == Some(index) {
            y.min(room.end - height).max(room.start)
        } else {
            y.max(free)
        };
        tops.push(top);
        free = top + height + GAP;
    }
    let Some(fixed) = fixed else { return tops };
    let mut ceiling = tops.get(fixed).copied().unwrap_or_default();
    for index in (0..fixed).rev() {
        let height = wanted.get(index).map_or(0.0, |it| it.1);
        if let Some(top) = tops.get_mut(index) {
            *top = top.min(ceiling - GAP - height);
            ceiling = *top;
        }
    }
    tops
}

/// A thin line from a card to its words.
fn line_to_words(
    ui: &Ui,
    cx: &Cx<'_>,
    placed: &Placed,
    annotation: &Annotation,
    card: Rect,
    y: f32,
    margin: Rect,
) {
    let color = cx.theme.label(cx.session.schema(), annotation.label.as_str());
    let stroke = Stroke::new(1.0, color.gamma_multiply(0.8));
    let (from, edge, to) = if cx.is_mirrored() {
        (card.right(), margin.right(), placed.column.left() - 4.0)
    } else {
        (card.left(), margin.left(), placed.column.right() + 4.0)
    };
    let words = y + 14.0;
    let painter = ui.ctx().layer_painter(ui.layer_id());
    painter.line_segment([pos2(from, card.top() + 14.0), pos2(edge, words)], stroke);
    painter.line_segment([pos2(edge, words), pos2(to, words)], stroke);
}

#[cfg(test)]
mod tests {
    use super::tops;

    #[test]
    fn cards_make_way_for_each_other() {
        assert_eq!(
            tops(&[(0.0, 50.0), (10.0, 50.0), (300.0, 50.0)], None, 0.0..900.0),
            [0.0, 56.0, 300.0]
        );
    }

    #[test]
    fn the_active_card_stays_level() {
        let tops = tops(&[(100.0, 50.0), (110.0, 50.0), (120.0, 50.0)], Some(1), 0.0..900.0);
        assert_eq!(tops, [54.0, 110.0, 166.0]);
    }
}
