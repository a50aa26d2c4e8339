//! Text fields of several lines.

use egui::{
    CornerRadius, CursorIcon, Event, Key, Modifiers, Pos2, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, vec2,
};

use super::{
    Words,
    engine::{at_byte, to_points},
    field::{
        Field, FieldEvent, copy, cut, describe, has_keys, keep_keys, point, show_composing, shown,
    },
    label::paint_words,
};
use crate::{
    typeset::{CaretPosition, ParagraphLayout},
    ui::{Cx, theme},
};

/// The least height, in points.
const LEAST: f32 = 64.0;
/// Between the frame and the words, in points.
const MARGIN: egui::Vec2 = vec2(9.0, 6.0);

/// Shows a field as wide as there is room and as high as its words; Enter begins a line. `name` is
/// for screen readers, `hint` stands in an empty one.
pub fn area(
    ui: &mut Ui,
    cx: &Cx<'_>,
    it: &mut Field,
    name: &str,
    hint: &str,
) -> (Response, FieldEvent) {
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let room = width - 2.0 * MARGIN.x;
    let height = lay_out(ui, cx, it, room).height() / scale + 2.0 * MARGIN.y;
    let size = vec2(width, height.max(LEAST));
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let mut event = FieldEvent { left: response.lost_focus(), ..FieldEvent::default() };
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let before = it.text().to_owned();
    let origin = rect.min + MARGIN;
    if has_keys(ui, &response) {
        keep_keys(ui, cx, &response);
        keyboard(ui, cx, it, room);
    }
    let paragraph = lay_out(ui, cx, it, room);
    pointer(ui, it, &response, origin, &paragraph);
    event.changed = before != it.text();
    if event.changed {
        response.mark_changed();
    }
    describe(ui, it, &response, name);
    if ui.is_rect_visible(rect) {
        paint(ui, cx, it, &response, origin, &paragraph, hint);
    }
    (response.on_hover_cursor(CursorIcon::Text), event)
}

fn lay_out(ui: &Ui, cx: &Cx<'_>, it: &Field, width: f32) -> std::sync::Arc<ParagraphLayout> {
    Words::new(shown(it)).wrapped().at_own_side().lay_out(cx, ui.ctx().pixels_per_point(), width)
}

fn keyboard(ui: &Ui, cx: &Cx<'_>, it: &mut Field, width: f32) {
    for event in ui.input(|input| input.events.clone()) {
        match event {
            Event::Text(words) => it.line.insert(&words),
            Event::Paste(words) => it.line.insert_lines(&words),
            Event::Copy => copy(ui, it),
            Event::Cut => cut(ui, it),
            Event::Ime(ime) => it.compose(ime),
            Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if !modifiers.command => {
                it.line.insert_lines("\n");
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                press(&lay_out(ui, cx, it, width), it, key, modifiers);
            }
            _ => {}
        }
    }
}

fn press(paragraph: &ParagraphLayout, it: &mut Field, key: Key, modifiers: Modifiers) {
    let here = at_byte(it.line.head());
    let by_word = modifiers.command || modifiers.ctrl;
    let end = it.text().len();
    let across = paragraph.caret(here).left;
    let byte = |it: Option<CaretPosition>| it.map(|it| it.byte);
    let to = match key {
        Key::ArrowLeft if by_word => byte(paragraph.word_left(here)),
        Key::ArrowRight if by_word => byte(paragraph.word_right(here)),
        Key::ArrowLeft => byte(paragraph.left(here)),
        Key::ArrowRight => byte(paragraph.right(here)),
        Key::ArrowUp => byte(paragraph.up(here, across)).or(Some(0)),
        Key::ArrowDown => byte(paragraph.down(here, across)).or(Some(end)),
        Key::Home if by_word => Some(0),
        Key::End if by_word => Some(end),
        Key::Home => Some(paragraph.line_start(here).byte),
        Key::End => Some(paragraph.line_end(here).byte),
        _ => None,
    };
    match to {
        Some(to) if modifiers.shift => it.line.extend_to(to),
        Some(to) => it.line.move_to(to),
        None => super::field::edit(it, key, modifiers),
    }
}

fn pointer(
    ui: &Ui,
    it: &mut Field,
    response: &Response,
    origin: Pos2,
    paragraph: &ParagraphLayout,
) {
    let scale = ui.ctx().pixels_per_point();
    let Some(at) = response.interact_pointer_pos() else { return };
    let byte = paragraph.hit((at.x - origin.x) * scale, (at.y - origin.y) * scale).byte;
    if response.triple_clicked() {
        it.line.select_all();
    } else {
        point(ui, it, response, byte);
    }
}

fn paint(
    ui: &Ui,
    cx: &Cx<'_>,
    it: &Field,
    response: &Response,
    origin: Pos2,
    paragraph: &ParagraphLayout,
    hint: &str,
) {
    let rect = response.rect;
    let focused = has_keys(ui, response);
    let line = if focused { *cx.theme.accent } else { *cx.theme.line_strong };
    let stroke = Stroke::new(if focused { 1.5 } else { 1.0 }, line);
    let corner = CornerRadius::same(theme::RADIUS);
    ui.painter().rect(rect, corner, *cx.theme.paper, stroke, StrokeKind::Inside);
    if shown(it).is_empty() && !hint.is_empty() {
        let words = Words::new(hint).color(*cx.theme.ink_faint);
        let first = Rect::from_min_size(origin, vec2(rect.width() - 2.0 * MARGIN.x, 24.0));
        paint_words(ui, cx, &words, first, egui::Align::Min);
    }
    let scale = ui.ctx().pixels_per_point();
    let painter = ui.painter().with_clip_rect(rect.shrink(2.0).intersect(ui.clip_rect()));
    if focused {
        for part in paragraph.rects(it.line.selection()) {
            let part = to_points(part.rect, origin, scale);
            painter.rect_filled(part, 2.0, *cx.theme.selection);
        }
    }
    cx.engine.borrow_mut().paint(&painter, paragraph, origin, *cx.theme.ink);
    if focused {
        let caret = to_points(paragraph.caret(at_byte(it.caret())), origin, scale);
        let caret = Rect::from_center_size(caret.center(), vec2(1.5, caret.height().min(20.0)));
        painter.rect_filled(caret, 0.0, *cx.theme.caret);
        show_composing(ui, cx, it, paragraph, origin, rect, caret);
    }
}
