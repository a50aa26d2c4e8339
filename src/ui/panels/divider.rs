//! The line between a pane at the side and the page.

use egui::{Rangef, Response, Stroke, Ui};

use crate::ui::FrameContext;

/// Draws the line at the inner edge of a pane in the room that the pane was given: its content may be
/// higher, and egui's own line would go on through what stands below.
pub(super) fn divider(ui: &Ui, cx: &FrameContext<'_>, pane: &Response, room: Rangef) {
    let left_over = ui.available_rect_before_wrap();
    let is_right = pane.rect.center().x > left_over.center().x;
    let x = if is_right { pane.rect.left() } else { pane.rect.right() };
    ui.painter().vline(x, room, Stroke::new(1.0, *cx.theme.line));
}
