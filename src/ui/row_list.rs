//! Long lists of rows of one height: only those in sight are drawn.

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, scroll_area::ScrollAreaOutput, vec2};

/// Rows of one height, each `height` points below the one before.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowList {
    /// The height of a row with the space after it, in points.
    pub(super) height: f32,
    /// How many there are.
    pub(super) count: usize,
}

impl RowList {
    /// Shows those in sight in `area`; `row` draws the one with its number in its place.
    pub(super) fn show(
        self,
        ui: &mut Ui,
        area: ScrollArea,
        mut row: impl FnMut(&mut Ui, usize),
    ) -> ScrollAreaOutput<()> {
        // The space between rows is part of their height: egui would add another one, and the rows would stand
        // elsewhere than the bar says.
        let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
        let shown = area.show_rows(ui, self.height, self.count, |ui, range| {
            let room = ui.max_rect();
            let mut top = room.top();
            for index in range {
                let place =
                    Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), self.height));
                let builder = UiBuilder::new().id_salt(index).max_rect(place);
                ui.scope_builder(builder, |ui| row(ui, index));
                top += self.height;
            }
        });
        ui.spacing_mut().item_spacing.y = spacing;
        shown
    }

    /// How far down a list is scrolled so that row `index` stands in the middle of `room` points.
    pub(super) fn centered(self, index: usize, room: f32) -> f32 {
        (self.top_of(index) - (room - self.height) / 2.0).max(0.0)
    }

    /// Where row `index` begins below the start of the list.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a list of less than some hundred thousand rows"
    )]
    pub(super) fn top_of(self, index: usize) -> f32 {
        index as f32 * self.height
    }

    /// The first row that a list scrolled down so far shows.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "offsets are no less than nothing"
    )]
    pub(super) fn first_at(self, offset: f32) -> usize {
        (offset / self.height) as usize
    }
}
