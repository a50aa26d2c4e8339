//! Words that can't be edited.

use std::{ops::Range, sync::Arc};

use egui::{
    Color32, Painter, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2,
};

use crate::{
    typeset::ParagraphLayout,
    ui::{FrameContext, text_engine::StyledWords},
};

impl StyledWords {
    /// Lays the words out, at most `width` points wide.
    pub(super) fn lay_out(
        &self,
        cx: &FrameContext<'_>,
        scale: f32,
        width: f32,
    ) -> Arc<ParagraphLayout> {
        cx.engine.borrow_mut().line(self.key(scale, width), cx.direction())
    }
}

/// Shows words; read by screen readers.
pub fn label(ui: &mut Ui, cx: &FrameContext<'_>, words: impl Into<StyledWords>) -> Response {
    let words = words.into();
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let laid_out = words.lay_out(cx, scale, width);
    // Wrapped lines stand at the start of the whole measure, however short they are.
    let shown = if words.is_wrapped() { width } else { laid_out.width() / scale };
    let size = vec2(shown, laid_out.height() / scale);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words.text));
    if ui.is_rect_visible(rect) {
        let color = words.color_or(*cx.theme.ink);
        cx.engine.borrow_mut().paint(ui.painter(), &laid_out, rect.min, color);
    }
    response
}

/// How large words are on one line, in points.
pub fn words_size(ui: &Ui, cx: &FrameContext<'_>, words: &StyledWords) -> Vec2 {
    let scale = ui.ctx().pixels_per_point();
    let laid_out = words.lay_out(cx, scale, f32::INFINITY);
    // Whole points up: a width that is a hair too small would cut the last letter off.
    (vec2(laid_out.width(), laid_out.height()) / scale).ceil() + vec2(1.0, 0.0)
}

/// How high words are over as many lines as they need within `width`, in points.
pub fn wrapped_height(ui: &Ui, cx: &FrameContext<'_>, words: StyledWords, width: f32) -> f32 {
    let scale = ui.ctx().pixels_per_point();
    words.wrapped().lay_out(cx, scale, width).height() / scale
}

/// Paints words into `rect`, centered in height, at its start or its middle, without a node of
/// their own for screen readers: the widget around them speaks.
pub fn paint_words(
    ui: &Ui,
    cx: &FrameContext<'_>,
    words: &StyledWords,
    rect: Rect,
    align: egui::Align,
) -> Rect {
    paint_aligned(ui.painter(), cx, words, rect, align)
}

/// The same with any painter, in the middle.
pub fn paint_words_with(
    painter: &Painter,
    cx: &FrameContext<'_>,
    words: &StyledWords,
    rect: Rect,
) -> Rect {
    let room = rect.expand2(vec2(200.0, 0.0));
    paint_aligned(painter, cx, words, room, egui::Align::Center)
}

fn paint_aligned(
    painter: &Painter,
    cx: &FrameContext<'_>,
    words: &StyledWords,
    rect: Rect,
    align: egui::Align,
) -> Rect {
    let scale = painter.ctx().pixels_per_point();
    let laid_out = words.lay_out(cx, scale, rect.width());
    let size = vec2(laid_out.width(), laid_out.height()) / scale;
    let free = (rect.width() - size.x).max(0.0);
    let x = match (align, cx.is_mirrored()) {
        (egui::Align::Center, _) => rect.left() + free / 2.0,
        (egui::Align::Min, true) | (egui::Align::Max, false) => rect.left() + free,
        (egui::Align::Min, false) | (egui::Align::Max, true) => rect.left(),
    };
    let origin = Pos2::new(x, rect.center().y - size.y / 2.0);
    let color = words.color_or(*cx.theme.ink);
    cx.engine.borrow_mut().paint(painter, &laid_out, origin, color);
    Rect::from_min_size(origin, size)
}

/// Shows `words` over as many lines as they need, the bytes of `parts` tinted in `color`.
pub fn marked_label(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    words: &str,
    parts: &[Range<usize>],
    color: Color32,
) -> Response {
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let laid_out = StyledWords::new(words).wrapped().at_own_side().lay_out(cx, scale, width);
    let size = vec2(width, laid_out.height() / scale);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if ui.is_rect_visible(rect) {
        let strip = cx.theme.tint(color, cx.theme.tint_strength);
        for part in parts.iter().flat_map(|it| laid_out.rects(it.clone())) {
            let part = to_points(part.rect, rect.min, scale).shrink2(vec2(0.0, 2.0));
            ui.painter().rect_filled(part, 2.0, strip);
            ui.painter().hline(part.x_range(), part.bottom(), Stroke::new(1.5, color));
        }
        cx.engine.borrow_mut().paint(ui.painter(), &laid_out, rect.min, *cx.theme.ink);
    }
    response
}

/// How a part of words looks different from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartLook {
    /// Heavier.
    Strong,
    /// Framed, as keys are on buttons.
    Key,
}

/// Shows words of which some bytes look different; they take the same room as they would alike.
pub fn parted_label(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    words: StyledWords,
    parts: &[(Range<usize>, PartLook)],
) -> Response {
    let scale = ui.ctx().pixels_per_point();
    let laid_out = words.lay_out(cx, scale, ui.available_width());
    let color = words.color_or(*cx.theme.ink);
    let response = label(ui, cx, words);
    let origin = response.rect.min;
    for (bytes, look) in parts {
        for part in laid_out.rects(bytes.clone()) {
            let rect = to_points(part.rect, origin, scale);
            match look {
                // The letters once more, a hair beside: heavier ones would be wider, and set apart from the others.
                PartLook::Strong => {
                    let painter =
                        ui.painter().with_clip_rect(rect.expand(1.0).intersect(ui.clip_rect()));
                    cx.engine.borrow_mut().paint(
                        &painter,
                        &laid_out,
                        origin + vec2(0.45, 0.0),
                        color,
                    );
                }
                PartLook::Key => {
                    let cap = rect.expand2(vec2(2.0, -3.0));
                    let line = Stroke::new(1.0, *cx.theme.line_strong);
                    ui.painter().rect_stroke(cap, 3.0, line, egui::StrokeKind::Inside);
                }
            }
        }
    }
    response
}

/// How large `words` are over as many lines as they need within `width`, in points.
pub fn marked_size(ui: &Ui, cx: &FrameContext<'_>, words: &str, width: f32) -> Vec2 {
    let scale = ui.ctx().pixels_per_point();
    let laid_out = StyledWords::new(words).wrapped().at_own_side().lay_out(cx, scale, width);
    vec2(width, laid_out.height() / scale)
}

/// Paints `words` into `rect`, centered in height, over as many lines as they need, the bytes of
/// `parts` tinted and underlined; `ink` is the color of the words and that of the parts.
pub fn paint_marked(
    ui: &Ui,
    cx: &FrameContext<'_>,
    words: &str,
    parts: &[Range<usize>],
    rect: Rect,
    ink: (Color32, Color32),
) {
    let scale = ui.ctx().pixels_per_point();
    let words = StyledWords::new(words).wrapped().at_own_side();
    let laid_out = words.lay_out(cx, scale, rect.width());
    let free = (rect.height() - laid_out.height() / scale).max(0.0);
    let origin = rect.min + vec2(0.0, free / 2.0);
    let strip = cx.theme.tint(ink.1, cx.theme.tint_strength);
    for part in parts.iter().flat_map(|it| laid_out.rects(it.clone())) {
        let part = to_points(part.rect, origin, scale).shrink2(vec2(0.0, 2.0));
        ui.painter().rect_filled(part, 2.0, strip);
        ui.painter().hline(part.x_range(), part.bottom(), Stroke::new(2.0, ink.1));
    }
    cx.engine.borrow_mut().paint(ui.painter(), &laid_out, origin, ink.0);
}

/// A rectangle of a layout (pixels) in a window (points).
pub fn to_points(rect: crate::typeset::LayoutRect, origin: Pos2, pixels_per_point: f32) -> Rect {
    let scale = |x: f32, y: f32| origin + vec2(x, y) / pixels_per_point;
    Rect::from_min_max(scale(rect.left, rect.top), scale(rect.right, rect.bottom))
}
