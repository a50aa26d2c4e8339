//! Going on in another folder, where the one in use is gone, full or not to be written.

use std::path::PathBuf;

use egui::Ui;

use super::{Wanted, answer_ui, heading};
use crate::{
    session::FileAction,
    store,
    ui::{
        Cx, Requests, WindowAction,
        text::{Button, Field, Words, button, field, label},
    },
};

/// The folder being entered.
#[derive(Debug)]
pub(super) struct State {
    path: Field,
}

impl State {
    pub(super) fn new() -> Self {
        let folder = store::documents_folder().display().to_string();
        Self { path: Field::new(&folder).focused() }
    }
}

/// Shows the dialog.
pub(super) fn save_elsewhere_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    requests: &mut Requests,
    state: &mut State,
) {
    heading(ui, cx, "command-save-elsewhere");
    label(ui, cx, Words::new(cx.t("elsewhere-how")).wrapped());
    if button(ui, cx, Button::new(cx.t("browse-folder"))).clicked() {
        requests.push(WindowAction::Browse(Wanted::Elsewhere));
    }
    label(ui, cx, Words::new(cx.t("elsewhere-path")).small().color(*cx.theme.ink_soft));
    let (_, event) =
        field(ui, cx, &mut state.path, &cx.t("elsewhere-path"), &cx.t("elsewhere-hint"));
    let path = PathBuf::from(state.path.text().trim());
    let chosen = answer_ui(ui, cx, requests, "elsewhere-now", !path.as_os_str().is_empty());
    if (chosen || event.submitted) && !path.as_os_str().is_empty() {
        requests.push(WindowAction::Dismiss);
        requests.push(FileAction::SaveElsewhere(path));
    }
}
