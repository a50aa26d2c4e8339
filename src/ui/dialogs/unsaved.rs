//! Asked only when the window is to be closed and saving failed.

use egui::Ui;

use crate::{
    session::{NoticeKind, SaveState, Session},
    ui::{
        DialogKind, FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::DialogView,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// What to do with work that cannot be saved.
#[derive(Debug)]
pub(super) struct UnsavedDialog;

impl DialogView for UnsavedDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("unsaved-title")
    }

    fn guide(&self) -> Option<GuidePart> {
        None
    }

    fn covers(&self, notice: &NoticeKind) -> bool {
        matches!(notice, NoticeKind::NotSaved(_))
    }

    fn is_needless(&self, session: &Session) -> bool {
        matches!(session.save_state(), SaveState::Saved | SaveState::Untouched)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        middle_ui(ui, cx, |ui| {
            let mut notices = cx.session.notices().iter().rev().map(|it| &it.kind);
            if let Some(why) = notices.find(|it| self.covers(it)) {
                let words = StyledWords::new(cx.words_of(why)).wrapped().as_window();
                label(ui, cx, words.color(*cx.theme.error));
            }
            label(ui, cx, StyledWords::new(cx.t("unsaved-what")).wrapped());
        });
        cx.in_rows(ui, 30.0, |ui| {
            if button(ui, cx, ButtonLook::new(cx.t("unsaved-retry")).primary()).clicked() {
                requests.push(WindowAction::Close);
            }
            if button(ui, cx, ButtonLook::new(cx.t("offer-save-elsewhere"))).clicked() {
                requests.push(WindowAction::Show(DialogKind::SaveElsewhere));
            }
            if button(ui, cx, ButtonLook::new(cx.t("unsaved-close"))).clicked() {
                requests.push(WindowAction::CloseAnyway);
            }
            if button(ui, cx, ButtonLook::new(cx.t("cancel"))).clicked() {
                requests.push(WindowAction::Dismiss);
            }
        });
    }
}
