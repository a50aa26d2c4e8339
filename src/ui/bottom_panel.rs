//! The panel below the page, whatever it speaks of: a row that never moves, and above it what was opened.

use egui::{Color32, Frame, Margin, Panel, Rect, Response, Stroke, Ui, UiBuilder};

use super::FrameContext;

/// How high a row is, in points.
pub(super) const ROW: f32 = 34.0;
/// Between the edge of the window and what is in the panel, in points.
pub(super) const MARGIN: i8 = 12;
/// The part of the window that what was opened takes at most.
const MOST: f32 = 0.42;

/// How high what was opened is, whose content is so high: at least `least`, and never most of the window.
pub(super) fn opened_height(ui: &Ui, content: f32, least: f32) -> f32 {
    content.clamp(least, (ui.ctx().content_rect().height() * MOST).max(least))
}

/// How high the row is: in a window narrower than `one_row` the words stand above the buttons.
pub(super) fn row_height(ui: &Ui, one_row: f32) -> f32 {
    if ui.ctx().content_rect().width() < one_row { 2.0 * ROW } else { ROW }
}

/// Shows the panel; `add` gets the room of the row and that above it, which is `opened` points high.
pub(super) fn bottom_panel(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    (row, opened): (f32, f32),
    edge: Color32,
    add: impl FnOnce(&mut Ui, Rect, Rect),
) -> Response {
    let frame =
        Frame::new().fill(*cx.theme.panel_raised).inner_margin(Margin::symmetric(MARGIN, 5));
    let panel = Panel::bottom("strip").frame(frame).exact_size(row + opened + 12.0);
    let shown = panel.show(ui, |ui| {
        let all = ui.available_rect_before_wrap();
        let (above, below) = all.split_top_bottom_at_y(all.bottom() - row);
        add(ui, below, above);
        ui.advance_cursor_after_rect(all);
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(2.0, edge));
    shown.response
}

/// Shows the buttons of a row at the reading end, and gives the room that is left for its words.
pub(super) fn buttons_of_row(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    row: Rect,
    add: impl FnOnce(&mut Ui),
) -> Rect {
    let on_two_rows = row.height() > ROW + 1.0;
    let (words, buttons) =
        if on_two_rows { row.split_top_bottom_at_fraction(0.5) } else { (row, row) };
    let builder = UiBuilder::new().id_salt("buttons").max_rect(buttons);
    let used = ui.scope_builder(builder.layout(cx.row_from_end()), |ui| {
        add(ui);
        ui.min_rect()
    });
    match (on_two_rows, cx.is_mirrored()) {
        (true, _) => words,
        (false, true) => words.with_min_x(used.inner.right() + 12.0),
        (false, false) => words.with_max_x(used.inner.left() - 12.0),
    }
}
