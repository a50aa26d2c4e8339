//! Words with some of them marked, as an article shows its tags.

use std::ops::Range;

use egui::{Color32, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::{Words, engine::to_points};
use crate::ui::Cx;

/// Shows `words` over as many lines as they need, the bytes of `parts` tinted in `color`.
pub fn marked_label(
    ui: &mut Ui,
    cx: &Cx<'_>,
    words: &str,
    parts: &[Range<usize>],
    color: Color32,
) -> Response {
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let laid_out = Words::new(words).wrapped().at_own_side().lay_out(cx, scale, width);
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
