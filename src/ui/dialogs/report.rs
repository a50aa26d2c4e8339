//! Saving a report: pages for people without the program, or a figure.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::dialog_view::{DialogView, answer_ui};
use crate::{
    session::{ExportScope, FigureKind, ReportAction, ReportKind, ReportRequest, Session},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// What was chosen.
#[derive(Debug)]
pub(super) struct ReportDialog {
    kind: ReportKind,
    scope: ExportScope,
    path: TextField,
}

impl ReportDialog {
    pub(super) fn new(session: &Session, kind: ReportKind) -> Self {
        let mut state = Self { kind, scope: ExportScope::Article, path: TextField::default() };
        state.propose(session);
        state
    }

    /// Proposes a file beside the article; a folder for several files.
    fn propose(&mut self, session: &Session) {
        let article = session.article_path().unwrap_or(Path::new("article"));
        let name = match self.kind {
            ReportKind::Html | ReportKind::Pdf | ReportKind::Svg => "report",
            ReportKind::Figure(FigureKind::Timeline) => "timeline",
            ReportKind::Figure(FigureKind::Network) | ReportKind::Table => "claims",
            ReportKind::People => "people",
        };
        let several = self.scope == ExportScope::Folder;
        let stem = article.file_stem().unwrap_or_default().to_string_lossy();
        let stem = if several { name.to_owned() } else { format!("{stem}-{name}") };
        let extension = self.kind.extension();
        let is_folder = several && self.kind.is_one_each();
        let file = if is_folder { stem } else { format!("{stem}.{extension}") };
        self.path = TextField::new(&article.with_file_name(file).display().to_string());
    }
}

/// What a kind is called.
fn title(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Html => "report-html",
        ReportKind::Pdf => "report-pdf",
        ReportKind::Svg => "report-svg",
        ReportKind::Figure(FigureKind::Timeline) => "report-timeline",
        ReportKind::Figure(FigureKind::Network) => "report-network",
        ReportKind::Table => "report-table",
        ReportKind::People => "report-people",
    }
}

impl DialogView for ReportDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-report")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Figures)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        label(ui, cx, StyledWords::new(cx.t("report-how")).wrapped().color(*cx.theme.ink_soft));
        cx.in_rows(ui, 30.0, |ui| {
            for &kind in ReportKind::ALL {
                let look = ButtonLook::new(StyledWords::new(cx.t(title(kind))).small());
                if button(ui, cx, look.selected_if(kind == self.kind)).clicked() {
                    self.kind = kind;
                    self.propose(cx.session);
                }
            }
        });
        if let Some(folder) = cx.session.folder() {
            cx.in_row(ui, 30.0, |ui| {
                let all = cx.strings.count("export-folder", folder.rows().len());
                for (scope, words) in
                    [(ExportScope::Article, cx.t("export-article")), (ExportScope::Folder, all)]
                {
                    if button(ui, cx, ButtonLook::new(words).selected_if(self.scope == scope))
                        .clicked()
                    {
                        self.scope = scope;
                        self.propose(cx.session);
                    }
                }
            });
        }
        label(ui, cx, StyledWords::new(cx.t("export-path")).small().color(*cx.theme.ink_soft));
        let (_, event) = field(ui, cx, &mut self.path, &cx.t("export-path"), "");
        let to = PathBuf::from(self.path.text().trim());
        let fits = !to.as_os_str().is_empty();
        let chosen = answer_ui(ui, cx, requests, "report-now", fits);
        if (chosen || event.submitted) && fits {
            requests.push(WindowAction::Dismiss);
            let (kind, scope) = (self.kind, self.scope);
            requests.push(ReportAction::Write(ReportRequest { kind, scope, to }));
        }
    }
}
