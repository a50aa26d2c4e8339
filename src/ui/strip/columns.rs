//! The parts of a form: below each other, and where the window is wide enough the choices beside the rest.

use egui::{Rect, Ui, UiBuilder, vec2};

use crate::ui::FrameContext;

/// A window at least this wide has links and fields beside the choices, in points.
const TWO_COLUMNS: f32 = 820.0;
/// Between two columns, in points.
const APART: f32 = 28.0;

/// A part of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormPart {
    /// What it is and what it is linked to.
    Links,
    /// What is chosen of several values.
    Choices,
    /// What is written.
    Fields,
}

/// Shows every part; `part_ui` shows one.
pub(super) fn parts_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    mut part_ui: impl FnMut(&mut Ui, FormPart),
) {
    let width = ui.available_width();
    if width < TWO_COLUMNS {
        for part in [FormPart::Links, FormPart::Choices, FormPart::Fields] {
            part_ui(ui, part);
        }
        return;
    }
    let all = ui.available_rect_before_wrap();
    let half = (width - APART) / 2.0;
    let left = Rect::from_min_size(all.min, vec2(half, all.height()));
    let right = Rect::from_min_size(all.min + vec2(half + APART, 0.0), vec2(half, all.height()));
    let (first, second) = if cx.is_mirrored() { (right, left) } else { (left, right) };
    let column =
        |rect: Rect, salt: &str| UiBuilder::new().id_salt(salt).max_rect(rect).layout(cx.column());
    let links = ui.scope_builder(column(first, "links"), |ui| {
        part_ui(ui, FormPart::Links);
        part_ui(ui, FormPart::Fields);
    });
    let choices = ui.scope_builder(column(second, "choices"), |ui| {
        part_ui(ui, FormPart::Choices);
    });
    let used = links.response.rect.union(choices.response.rect);
    ui.advance_cursor_after_rect(used);
}
