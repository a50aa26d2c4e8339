//! Going on in another folder, where the one in use is gone, full or not to be written.

use std::path::PathBuf;

use egui::Ui;

use crate::{
    session::FileAction,
    store,
    ui::{
        BrowseTarget, FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogView, answer_ui},
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// The folder being entered.
#[derive(Debug)]
pub(super) struct SaveElsewhereDialog {
    path: TextField,
}

impl SaveElsewhereDialog {
    pub(super) fn new() -> Self {
        let folder = store::documents_folder().display().to_string();
        Self { path: TextField::new(&folder).focused() }
    }
}

impl DialogView for SaveElsewhereDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-save-elsewhere")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Files)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let event = middle_ui(ui, cx, |ui| {
            label(ui, cx, StyledWords::new(cx.t("elsewhere-how")).wrapped());
            if button(ui, cx, ButtonLook::new(cx.t("browse-folder"))).clicked() {
                requests.push(WindowAction::Browse(BrowseTarget::Elsewhere));
            }
            label(
                ui,
                cx,
                StyledWords::new(cx.t("elsewhere-path")).small().color(*cx.theme.ink_soft),
            );
            field(ui, cx, &mut self.path, &cx.t("elsewhere-path"), &cx.t("elsewhere-hint")).1
        });
        let path = PathBuf::from(self.path.text().trim());
        let chosen = answer_ui(ui, cx, requests, "elsewhere-now", !path.as_os_str().is_empty());
        if (chosen || event.submitted) && !path.as_os_str().is_empty() {
            requests.push(WindowAction::Dismiss);
            requests.push(FileAction::SaveElsewhere(path));
        }
    }
}
