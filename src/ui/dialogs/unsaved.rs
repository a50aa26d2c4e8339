//! Asked only when the window is to be closed and saving failed.

use egui::Ui;

use super::heading;
use crate::{
    session::NoticeKind,
    ui::{
        Cx, Dialog, Requests, WindowAction,
        text::{Button, Words, button, label},
    },
};

/// Shows the dialog.
pub(super) fn unsaved_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests) {
    heading(ui, cx, "unsaved-title");
    let mut notices = cx.session.notices().iter().rev().map(|it| &it.kind);
    if let Some(why) = notices.find(|it| matches!(it, NoticeKind::NotSaved(_))) {
        label(ui, cx, Words::new(cx.words_of(why)).wrapped().as_window().color(*cx.theme.error));
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
