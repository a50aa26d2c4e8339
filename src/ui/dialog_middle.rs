//! The middle of a dialog, between its title and its buttons: where the window is too low for all of it, the
//! middle scrolls, and title and buttons stay.

use egui::{Frame, Id, Margin, ScrollArea, Ui};

use crate::ui::FrameContext;

/// Room for the margin of a dialog and what is left free around it, above and below together, in points.
const AROUND: f32 = 64.0;
/// What title and buttons take until they were drawn, in points.
const ASSUMED_REST: f32 = 90.0;
/// The least height of the middle, in points.
const LEAST: f32 = 60.0;
/// Room for the scroll bar, in points.
const BAR: i8 = 12;
/// Room for the ring of what has the keyboard, which stands outside of it, in points.
const RING: i8 = 3;

/// How high the parts of the open dialog were in the last frame, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
struct DialogHeights {
    /// Which opening of a dialog that was.
    opening: usize,
    /// What of the middle is in sight.
    shown: f32,
    /// The whole middle.
    content: f32,
    /// Title and buttons.
    rest: f32,
}

impl DialogHeights {
    const fn of(opening: usize) -> Self {
        Self { opening, shown: 0.0, content: 0.0, rest: ASSUMED_REST }
    }

    fn last(ui: &Ui) -> Option<Self> {
        ui.data(|it| it.get_temp(Id::unique("dialog-heights")))
    }

    /// True where one would see it.
    fn differs(&self, other: &Self) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() < 0.5;
        self.opening != other.opening
            || !near(self.shown, other.shown)
            || !near(self.content, other.content)
            || !near(self.rest, other.rest)
    }

    fn keep(self, ui: &Ui) {
        ui.data_mut(|it| it.insert_temp(Id::unique("dialog-heights"), self));
    }
}

/// How high a dialog may be within its margin, in points.
fn room(ui: &Ui) -> f32 {
    ui.ctx().content_rect().height() - AROUND
}

/// Shows what is in a dialog, `opening` telling one that was opened anew from the one before; what `add` does in
/// `middle_ui` gets the room that the rest of it leaves.
pub(in crate::ui) fn in_dialog_room(ui: &mut Ui, opening: usize, add: impl FnOnce(&mut Ui)) {
    ui.set_max_height(room(ui));
    if DialogHeights::last(ui).is_none_or(|it| it.opening != opening) {
        DialogHeights::of(opening).keep(ui);
    }
    ui.push_id(opening, add);
    let Some(drawn) = DialogHeights::last(ui).filter(|it| it.shown > 0.0) else { return };
    let rest = ui.min_rect().height() - drawn.shown;
    if (rest - drawn.rest).abs() > 0.5 {
        DialogHeights { rest, ..drawn }.keep(ui);
        ui.ctx().request_repaint();
    }
}

/// Shows what stands between the title and the buttons of a dialog.
pub(in crate::ui) fn middle_ui<R>(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let last = DialogHeights::last(ui).unwrap_or(DialogHeights::of(0));
    let scrolls = last.content > last.shown + 0.5;
    let right = if scrolls { BAR } else { 0 };
    let margin = Margin { left: 0, right, top: RING, bottom: RING };
    let height = (room(ui) - last.rest).max(LEAST);
    let area = ScrollArea::vertical().id_salt("middle").max_height(height);
    let drawn = area.auto_shrink([false, true]).show(ui, |ui| {
        let framed = Frame::new().inner_margin(margin);
        framed.show(ui, |ui| ui.with_layout(cx.column(), add).inner).inner
    });
    let now =
        DialogHeights { shown: drawn.inner_rect.height(), content: drawn.content_size.y, ..last };
    now.keep(ui);
    if now.differs(&last) {
        ui.ctx().request_repaint();
    }
    drawn.inner
}
