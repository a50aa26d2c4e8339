//! Asked only when the window is to be closed and saving failed.

use egui::Ui;

use super::heading;
use crate::ui::{
    Cx, Dialog, Requests, WindowAction,
    text::{Button, Words, button, label},
};

/// Shows the dialog.
pub(super) fn unsaved_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests) {
    heading(ui, cx, "unsaved-title");
    let why = cx.session.notices().iter().rev().find(|it| it.key == "notice-not-saved");
    if let Some(notice) = why {
        let words = crate::ui::panels::words_of(cx, notice);
        label(ui, cx, Words::new(words).wrapped().as_window().color(*cx.theme.error));
    }
    label(ui, cx, Words::new(cx.t("unsaved-what")).wrapped());
    cx.in_row(ui, 30.0, |ui| {
        if button(ui, cx, Button::new(cx.t("unsaved-retry")).primary()).clicked() {
            requests.push(WindowAction::Close);
        }
        if button(ui, cx, Button::new(cx.t("offer-save-elsewhere"))).clicked() {
            requests.push(WindowAction::Show(Dialog::SaveElsewhere));
        }
        if button(ui, cx, Button::new(cx.t("unsaved-close"))).clicked() {
            requests.push(WindowAction::CloseAnyway);
        }
        if button(ui, cx, Button::new(cx.t("cancel"))).clicked() {
            requests.push(WindowAction::Dismiss);
        }
    });
}
