//! Saving a report: pages for people without the program, or a figure.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::{
    session::{ExportScope, FigureKind, ReportAction, ReportKind, ReportRequest, Session},
    store,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogView, answer_ui},
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
    /// What was written as the path, and whether that is there already.
    found: Option<(String, bool)>,
}

impl ReportDialog {
    pub(super) fn new(session: &Session, kind: ReportKind) -> Self {
        let mut state =
            Self { kind, scope: ExportScope::Article, path: TextField::default(), found: None };
        state.propose(session);
        state
    }

    /// True where the file, or a folder with files, is there already. Asked once for each path.
    fn replaces(&mut self, session: &Session) -> bool {
        let typed = self.path.text().trim();
        if let Some((_, is_there)) = self.found.as_ref().filter(|it| it.0 == typed) {
            return *is_there;
        }
        let path = session.output_path(Path::new(typed));
        let is_there = !typed.is_empty() && store::is_taken(&path);
        self.found = Some((typed.to_owned(), is_there));
        is_there
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
        let (submitted, replaces) = middle_ui(ui, cx, |ui| {
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
            let replaces = self.replaces(cx.session);
            if replaces {
                let words = StyledWords::new(cx.t("report-replaces")).small().wrapped();
                label(ui, cx, words.color(*cx.theme.warning));
            }
            (event.submitted, replaces)
        });
        let to = PathBuf::from(self.path.text().trim());
        let fits = !to.as_os_str().is_empty();
        let words = if replaces { "export-replace-now" } else { "report-now" };
        let chosen = answer_ui(ui, cx, requests, words, fits);
        // Enter in the field of the path replaces nothing: the button says that it would.
        if (chosen || submitted && !replaces) && fits {
            requests.push(WindowAction::Dismiss);
            let (kind, scope) = (self.kind, self.scope);
            requests.push(ReportAction::Write(ReportRequest { kind, scope, to }));
        }
    }
}
