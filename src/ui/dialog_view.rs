//! What a dialog is, and the parts that several are made of.

use std::{fmt, path::Path};

use egui::{Frame, Key, Margin, ScrollArea, Ui};

use crate::{
    session::{Action, NoticeKind, Session},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        guide::GuidePart,
        text::{ButtonLook, button, is_answered},
    },
};

/// An open dialog with what was entered in it. A file of a dialog declares its state and implements
/// this; what it does not say is as it is for most.
pub(in crate::ui) trait DialogView: fmt::Debug {
    /// The words above it, by key; `None` for none.
    fn heading(&self) -> Option<&'static str>;

    /// Shows what is below the heading.
    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests);

    /// The part of the guide about it; `None` for the guide itself, and where it asks something that
    /// suffers no delay.
    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Begin)
    }

    /// How wide it gets at most, in points.
    fn widest(&self) -> f32 {
        560.0
    }

    /// What the session has to do for it once it is open.
    fn first_action(&self) -> Option<Action> {
        None
    }

    /// True for a notice that it shows itself.
    fn covers(&self, _notice: &NoticeKind) -> bool {
        false
    }

    /// What the session has to do where it is left without an answer.
    fn given_up(&self) -> Option<Action> {
        None
    }

    /// True where closing it would lose what was entered.
    fn holds_changes(&self) -> bool {
        false
    }

    /// True where something was entered other than by typing: a click beside it does not close it then.
    fn is_begun(&self) -> bool {
        false
    }

    /// True where what is typed only looks for something.
    fn only_looks(&self) -> bool {
        false
    }

    /// Asks what is to become of the changes it holds, before it is closed.
    fn ask_about_changes(&mut self) {}

    /// True once what it asks is settled without it.
    fn is_needless(&self, _session: &Session) -> bool {
        false
    }

    /// Takes a dataset that was chosen in the system's dialog.
    fn take_dataset(&mut self, _path: &Path) {}
}

/// What was pressed below a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum DialogAnswer {
    /// The thing to do.
    Chosen,
    /// Not to do it.
    Cancelled,
}

/// The row of buttons at the end of a dialog: true when the thing to do was chosen.
pub(in crate::ui) fn answer_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    key: &str,
    enabled: bool,
) -> bool {
    let answer = answered_ui(ui, cx, key, enabled);
    if answer == Some(DialogAnswer::Cancelled) {
        requests.push(WindowAction::Dismiss);
    }
    answer == Some(DialogAnswer::Chosen)
}

/// The same for a dialog that has to know when it is cancelled.
pub(in crate::ui) fn answered_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    key: &str,
    enabled: bool,
) -> Option<DialogAnswer> {
    let mut answer = None;
    ui.add_space(4.0);
    cx.in_row(ui, 30.0, |ui| {
        let look = ButtonLook::new(cx.t(key)).primary().enabled_if(enabled);
        let mut chosen = button(ui, cx, look).clicked();
        // Nothing else takes Enter while no widget has the keyboard.
        let is_free = ui.memory(|memory| memory.focused().is_none()) && !is_answered(ui);
        chosen |= enabled && is_free && ui.input(|input| input.key_pressed(Key::Enter));
        if chosen {
            answer = Some(DialogAnswer::Chosen);
        }
        if button(ui, cx, ButtonLook::new(cx.t("cancel"))).clicked() {
            answer = Some(DialogAnswer::Cancelled);
        }
    });
    answer
}

/// A column in a scroll area, with room at the right for the bar, where Persian begins to be read.
pub(in crate::ui) fn inset(ui: &mut Ui, cx: &FrameContext<'_>, add: impl FnOnce(&mut Ui)) {
    let margin = Margin { left: 2, right: 14, top: 2, bottom: 8 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.with_layout(cx.column(), add);
    });
}

/// Adds what `add` does clear of the scroll bar, which stands on the right in either direction.
pub(in crate::ui) fn beside_the_bar(ui: &mut Ui, cx: &FrameContext<'_>, add: impl FnOnce(&mut Ui)) {
    const BAR: i8 = 12;
    // The ring of what has the keyboard stands outside of it.
    let margin = Margin { left: 3, right: BAR, top: 3, bottom: 3 };
    Frame::new().inner_margin(margin).show(ui, |ui| ui.with_layout(cx.column(), add));
}

/// A list of rows with a tick each; long lists scroll and show only what is in view.
pub(in crate::ui) fn ticks_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    ticks: &mut [bool],
    words: &dyn Fn(usize) -> String,
) {
    const ROW: f32 = 30.0;
    let height = (ui.ctx().content_rect().height() - 320.0).clamp(90.0, 380.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        ticks.len(),
        |ui, rows| {
            beside_the_bar(ui, cx, |ui| {
                for index in rows {
                    let Some(tick) = ticks.get_mut(index) else { continue };
                    let sign = if *tick { "☑" } else { "☐" };
                    let text = format!("{sign}  {}", words(index));
                    let look = ButtonLook::new(text).plain().full_width().selected_if(*tick);
                    if button(ui, cx, look.named(words(index))).clicked() {
                        *tick = !*tick;
                    }
                }
            });
        },
    );
}
