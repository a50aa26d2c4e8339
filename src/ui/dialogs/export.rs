//! Exporting a labelled dataset.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{answer_ui, heading};
use crate::{
    formats::{self, Format},
    session::{Action, ExportRequest, ExportScope, Session},
    ui::{
        Cx, Requests, WindowAction,
        text::{Button, Field, Words, button, field, label},
    },
};

/// What was chosen.
#[derive(Debug)]
pub(super) struct State {
    format: &'static Format,
    scope: ExportScope,
    path: Field,
}

impl State {
    pub(super) fn new(session: &Session) -> Self {
        let format = writers().next().unwrap_or(formats::ALL[0]);
        let scope =
            if session.folder().is_some() { ExportScope::Folder } else { ExportScope::Article };
        let path = default_path(session, format);
        Self { format, scope, path: Field::new(&path.display().to_string()) }
    }
}

fn writers() -> impl Iterator<Item = &'static Format> {
    formats::ALL.iter().copied().filter(|it| it.export.is_some())
}

/// Beside the article, or in the folder, with the format's extension.
fn default_path(session: &Session, format: &Format) -> PathBuf {
    let article = session.article_path().unwrap_or(Path::new("dataset"));
    let stem = article.file_stem().map(|it| it.to_string_lossy().into_owned());
    let name = format!("{}-dataset", stem.unwrap_or_default());
    let path = article.with_file_name(name);
    if format.single_file { path.with_extension(format.extension) } else { path }
}

/// Shows the dialog.
pub(super) fn export_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, state: &mut State) {
    heading(ui, cx, "command-export");
    cx.in_rows(ui, 30.0, |ui| {
        for it in writers() {
            let look = Button::new(Words::new(it.title).small());
            let chosen = it.id == state.format.id;
            if button(ui, cx, look.selected_if(chosen)).clicked() {
                state.format = it;
                let path = default_path(cx.session, it);
                state.path = Field::new(&path.display().to_string());
            }
        }
    });
    if !state.format.cannot_carry.is_empty() {
        let what: Vec<&str> = state.format.cannot_carry.iter().map(|it| it.words()).collect();
        let text = cx.strings.with("export-cannot", &[("what", &what.join(", "))]);
        label(ui, cx, Words::new(text).small().wrapped().color(*cx.theme.warning));
    }
    if let Some(folder) = cx.session.folder() {
        cx.in_row(ui, 30.0, |ui| {
            let all = cx.strings.count("export-folder", folder.rows().len());
            for (scope, words) in
                [(ExportScope::Article, cx.t("export-article")), (ExportScope::Folder, all)]
            {
                if button(ui, cx, Button::new(words).selected_if(state.scope == scope)).clicked() {
                    state.scope = scope;
                }
            }
        });
    }
    label(ui, cx, Words::new(cx.t("export-path")).small().color(*cx.theme.ink_soft));
    let (_, event) = field(ui, cx, &mut state.path, &cx.t("export-path"), "");
    let to = PathBuf::from(state.path.text().trim());
    let chosen = answer_ui(ui, cx, requests, "export-now", !to.as_os_str().is_empty());
    if chosen || event.submitted {
        requests.push(WindowAction::Dismiss);
        let (format, scope) = (state.format.id, state.scope);
        let options = formats::Options::default();
        requests.push(Action::Export(ExportRequest { format, scope, to, options }));
    }
}
