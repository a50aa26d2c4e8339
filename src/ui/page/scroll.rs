//! The wheel, and the bar beside the page.

use egui::{Id, Rect, Sense, Ui, pos2, vec2};

use super::view::PageView;
use crate::ui::FrameContext;

const WIDTH: f32 = 10.0;
/// The shortest thumb, in points.
const SHORTEST: f32 = 28.0;

/// Scrolls by the wheel while the pointer is over the pane; with Ctrl it zooms (see the window).
pub(super) fn wheel(ui: &Ui, view: &mut PageView, cx: &FrameContext<'_>, pane: Rect) {
    let over = ui.rect_contains_pointer(pane);
    let delta = ui.input(|input| input.smooth_scroll_delta().y);
    if over && delta != 0.0 && !ui.input(|input| input.modifiers.command) {
        view.scroll_by(cx, -delta);
    }
}

/// Shows the bar at the outer edge of the paper, and scrolls where it is dragged.
pub(super) fn bar(ui: &Ui, cx: &FrameContext<'_>, view: &mut PageView, paper: Rect) {
    let (share, shown) = view.share(cx);
    if shown >= 0.999 {
        return;
    }
    let left = if cx.is_mirrored() { paper.right() - WIDTH } else { paper.left() };
    let track = Rect::from_min_size(pos2(left, paper.top()), vec2(WIDTH, paper.height()));
    let response = ui.interact(track, Id::unique("page-scroll"), Sense::click_and_drag());
    let length = (track.height() * to_f32(shown)).max(SHORTEST);
    let free = (track.height() - length).max(1.0);
    if let Some(at) = response.interact_pointer_pos() {
        let share = ((at.y - track.top() - length / 2.0) / free).clamp(0.0, 1.0);
        view.scroll_to_share(cx, f64::from(share));
    }
    let top = track.top() + free * to_f32(share);
    let wide = response.hovered() || response.dragged();
    let width = if wide { WIDTH - 3.0 } else { 5.0 };
    let thumb = Rect::from_center_size(
        pos2(track.center().x, top + length / 2.0),
        vec2(width, length - 4.0),
    );
    let color = if wide { *cx.theme.ink_faint } else { *cx.theme.line_strong };
    ui.painter().rect_filled(thumb, width / 2.0, color);
}

#[expect(clippy::cast_possible_truncation, reason = "a share of the page, 0 to 1")]
fn to_f32(share: f64) -> f32 {
    share as f32
}
