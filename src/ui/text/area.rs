//! Text fields of several lines.

use egui::{
    CornerRadius, CursorIcon, Event, Key, Modifiers, Pos2, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, vec2,
};

use super::{
    StyledWords,
    field::{
        CARET_ROOM, FieldEvent, TextField, copy, cut, describe, has_keys, keep_keys, offer, point,
        show_composing, shown,
    },
    label::{paint_words, to_points},
};
use crate::{
    typeset::ParagraphLayout,
    ui::{FrameContext, theme},
};

/// The least height, in points.
const LEAST: f32 = 64.0;
/// Between the frame and the words, in points.
const MARGIN: egui::Vec2 = vec2(9.0, 6.0);

/// Shows a field as wide as there is room and as high as its words; Enter begins a line. `name` is
/// for screen readers, `hint` stands in an empty one.
pub fn area(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    text_field: &mut TextField,
    name: &str,
    hint: &str,
) -> (Response, FieldEvent) {
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let room = width - 2.0 * MARGIN.x;
    let height = lay_out(ui, cx, text_field, room).height() / scale + 2.0 * MARGIN.y;
    let size = vec2(width, height.max(LEAST));
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let mut event = FieldEvent { left: response.lost_focus(), ..FieldEvent::default() };
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let before = text_field.text().to_owned();
    let origin = rect.min + MARGIN;
    if has_keys(ui, &response) {
        keep_keys(ui, cx, &response);
        keyboard(ui, cx, text_field, room);
    }
    let paragraph = lay_out(ui, cx, text_field, room);
    pointer(ui, text_field, &response, origin, &paragraph);
    event.changed = before != text_field.text();
    if event.changed {
        response.mark_changed();
    }
    describe(ui, text_field, &response, name, (&paragraph, origin));
    if ui.is_rect_visible(rect) {
        paint(ui, cx, text_field, &response, origin, &paragraph, hint);
    }
    (response.on_hover_cursor(CursorIcon::Text), event)
}

fn lay_out(
    ui: &Ui,
    cx: &FrameContext<'_>,
    text_field: &TextField,
    width: f32,
) -> std::sync::Arc<ParagraphLayout> {
    StyledWords::new(shown(text_field)).wrapped().at_own_side().lay_out(
        cx,
        ui.ctx().pixels_per_point(),
        width,
    )
}

fn keyboard(ui: &Ui, cx: &FrameContext<'_>, text_field: &mut TextField, width: f32) {
    for event in ui.input(|input| input.events.clone()) {
        match event {
            Event::Text(words) => text_field.line.insert(&words),
            Event::Paste(words) => text_field.line.insert_lines(&words),
            Event::Copy => copy(ui, text_field),
            Event::Cut => cut(ui, text_field),
            Event::Ime(ime) => text_field.compose(ime),
            Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if !modifiers.command => {
                text_field.line.insert_lines("\n");
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                press(&lay_out(ui, cx, text_field, width), text_field, key, modifiers);
                if modifiers.shift {
                    offer(ui, text_field);
                }
            }
            _ => {}
        }
    }
}

fn press(paragraph: &ParagraphLayout, text_field: &mut TextField, key: Key, modifiers: Modifiers) {
    let here = text_field.line.caret();
    let by_word = modifiers.command || modifiers.ctrl;
    let goal = text_field.goal_x.take().unwrap_or_else(|| paragraph.caret_x(here));
    let (first, last) = (paragraph.first_stop(), paragraph.last_stop());
    let to = match key {
        Key::ArrowLeft | Key::ArrowRight => text_field.sideways(paragraph, key, modifiers),
        Key::ArrowUp | Key::ArrowDown => {
            text_field.goal_x = Some(goal);
            Some(if key == Key::ArrowUp {
                paragraph.up(here, goal).unwrap_or(first)
            } else {
                paragraph.down(here, goal).unwrap_or(last)
            })
        }
        Key::Home if by_word => Some(first),
        Key::End if by_word => Some(last),
        Key::Home => Some(paragraph.line_start(here)),
        Key::End => Some(paragraph.line_end(here)),
        _ => {
            super::field::edit(text_field, key, modifiers);
            None
        }
    };
    if let Some(to) = to {
        text_field.walk(paragraph, to, modifiers.shift);
    }
}

fn pointer(
    ui: &Ui,
    text_field: &mut TextField,
    response: &Response,
    origin: Pos2,
    paragraph: &ParagraphLayout,
) {
    if response.triple_clicked() {
        text_field.line.select_all();
        offer(ui, text_field);
    } else {
        point(ui, text_field, response, paragraph, origin);
    }
}

fn paint(
    ui: &Ui,
    cx: &FrameContext<'_>,
    text_field: &TextField,
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
    if shown(text_field).is_empty() && !hint.is_empty() {
        let words = StyledWords::new(hint).color(*cx.theme.ink_faint);
        let first = Rect::from_min_size(origin, vec2(rect.width() - 2.0 * MARGIN.x, 24.0));
        paint_words(ui, cx, &words, first.shrink2(vec2(CARET_ROOM, 0.0)), egui::Align::Min);
    }
    let scale = ui.ctx().pixels_per_point();
    let painter = ui.painter().with_clip_rect(rect.shrink(2.0).intersect(ui.clip_rect()));
    if focused {
        for part in paragraph.rects(text_field.line.selection()) {
            let part = to_points(part.rect, origin, scale);
            painter.rect_filled(part, 2.0, *cx.theme.selection);
        }
    }
    cx.engine.borrow_mut().paint(&painter, paragraph, origin, *cx.theme.ink);
    if focused {
        let caret = to_points(paragraph.caret(text_field.caret()), origin, scale);
        let caret = Rect::from_center_size(caret.center(), vec2(1.5, caret.height().min(20.0)));
        painter.rect_filled(caret, 0.0, *cx.theme.caret);
        show_composing(ui, cx, text_field, paragraph, origin, rect, caret);
    }
}
