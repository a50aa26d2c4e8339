//! Opening by path, for systems without a dialog of their own, with what was opened before.

use std::path::PathBuf;

use egui::Ui;

use crate::{
    session::{FileAction, Session},
    ui::{
        BrowseTarget, FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogView, answer_ui},
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// The path being entered.
#[derive(Debug)]
pub(super) struct OpenDialog {
    path: TextField,
}

impl OpenDialog {
    pub(super) fn new(session: &Session) -> Self {
        let here = session.article_path().and_then(|it| it.parent());
        let here = here.map(|it| it.display().to_string()).unwrap_or_default();
        Self { path: TextField::new(&here).focused() }
    }
}

impl DialogView for OpenDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-open")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Begin)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let event = middle_ui(ui, cx, |ui| {
            cx.in_row(ui, 30.0, |ui| {
                if button(ui, cx, ButtonLook::new(cx.t("browse-file"))).clicked() {
                    requests.push(WindowAction::Browse(BrowseTarget::File));
                }
                if button(ui, cx, ButtonLook::new(cx.t("browse-folder"))).clicked() {
                    requests.push(WindowAction::Browse(BrowseTarget::Folder));
                }
            });
            label(ui, cx, StyledWords::new(cx.t("open-path")).small().color(*cx.theme.ink_soft));
            let (_, event) = field(ui, cx, &mut self.path, &cx.t("open-path"), &cx.t("open-hint"));
            for path in cx.session.settings().recent.iter().take(6) {
                let shown = StyledWords::new(path.display().to_string()).small().left_to_right();
                if button(ui, cx, ButtonLook::new(shown).plain().full_width()).clicked() {
                    requests.push(FileAction::Open(path.clone()));
                    requests.push(WindowAction::Dismiss);
                }
            }
            event
        });
        let path = PathBuf::from(self.path.text().trim());
        let chosen = answer_ui(ui, cx, requests, "open-now", !path.as_os_str().is_empty());
        if chosen || event.submitted {
            requests.push(WindowAction::Dismiss);
            requests.push(FileAction::Open(path));
        }
    }
}
