//! Exporting a labelled dataset: what goes in, what the format makes of it, and where to.

use std::sync::Arc;

use egui::{ScrollArea, Ui};

use super::{
    export_choice::{ExportChoice, writers},
    export_filters, export_plan,
    format_words::{cannot, described},
};
use crate::{
    session::{DatasetAction, ExportRequest, ExportScope, NoticeKind, Session},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogView, answer_ui, beside_the_bar},
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// What was chosen, and what is shown.
#[derive(Debug)]
pub(super) struct ExportDialog {
    choice: ExportChoice,
    part: ExportTab,
    /// How many exports there had been when this one was asked for.
    asked: Option<usize>,
}

/// What the middle of the dialog shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExportTab {
    Format,
    Filters,
    Losses,
}

impl ExportDialog {
    pub(super) fn new(session: &Session) -> Self {
        Self { choice: ExportChoice::new(session), part: ExportTab::Format, asked: None }
    }
}

impl DialogView for ExportDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-export")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Export)
    }

    fn widest(&self) -> f32 {
        720.0
    }

    fn covers(&self, notice: &NoticeKind) -> bool {
        matches!(notice, NoticeKind::NotExported(_))
    }

    /// Shows the dialog. It closes when the dataset is written, and stays with the reason where it
    /// cannot be.
    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let (written, failure) = cx.session.exports();
        if self.asked.is_some_and(|it| it < written) {
            return requests.push(WindowAction::Dismiss);
        }
        let request = self.choice.request(cx.session);
        ask_for_plan(cx, requests, &request);
        parts_ui(ui, cx, self);
        let submitted = middle_ui(ui, cx, |ui| {
            // As high whatever part is shown, so that the buttons stay where they are.
            let height = (ui.ctx().content_rect().height() - 420.0).clamp(110.0, 330.0);
            ui.scope(|ui| {
                ui.set_height(height);
                if self.part == ExportTab::Losses {
                    return export_plan::losses_ui(ui, cx, &request, height);
                }
                let area = ScrollArea::vertical().id_salt(self.part == ExportTab::Format);
                area.max_height(height).auto_shrink(false).show(ui, |ui| {
                    beside_the_bar(ui, cx, |ui| match self.part {
                        ExportTab::Filters => export_filters::filters_ui(ui, cx, &mut self.choice),
                        ExportTab::Format | ExportTab::Losses => {
                            format_ui(ui, cx, &mut self.choice);
                        }
                    });
                });
            });
            ui.add_space(2.0);
            // What comes and goes has a scope of its own: what is pressed meanwhile stays the same widget.
            ui.scope(|ui| {
                // Room for what is usually reported, so that nothing below moves when the counts arrive.
                ui.set_min_height(92.0);
                export_plan::plan_ui(ui, cx, &request);
            });
            let submitted = path_ui(ui, cx, self);
            ui.scope(|ui| {
                if let Some(why) = failure.filter(|_| self.asked.is_some()) {
                    let words = cx.words_of(&NoticeKind::NotExported(Arc::clone(why)));
                    label(
                        ui,
                        cx,
                        StyledWords::new(words).small().wrapped().color(*cx.theme.warning),
                    );
                }
            });
            submitted
        });
        let possible = !request.to.as_os_str().is_empty() && !self.choice.is_unreadable();
        let may_replace = cx.session.export_plan(&request).is_some_and(|it| it.replaces);
        let words = if may_replace { "export-replace-now" } else { "export-now" };
        let chosen = answer_ui(ui, cx, requests, words, possible);
        // Enter in the field of the path does not replace anything: the button says that it would.
        if (chosen || submitted && !may_replace) && possible {
            self.asked = Some(written);
            let request = ExportRequest { may_replace, ..request };
            requests.push(DatasetAction::Export(Box::new(request)));
        }
    }
}

/// One plan at a time; what was chosen meanwhile is planned when it has come back.
fn ask_for_plan(cx: &FrameContext<'_>, requests: &mut FrameRequests, request: &ExportRequest) {
    if cx.session.export_plan(request).is_none() && !cx.session.is_planning_export() {
        requests.push(DatasetAction::PlanExport(Box::new(request.clone())));
    }
}

/// Which part is shown.
fn parts_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut ExportDialog) {
    let filters = state.choice.filters();
    cx.in_row(ui, 30.0, |ui| {
        for (part, words) in [
            (ExportTab::Format, cx.t("export-part-format")),
            (ExportTab::Filters, cx.strings.count("export-part-filters", filters)),
            (ExportTab::Losses, cx.t("export-part-losses")),
        ] {
            if button(ui, cx, ButtonLook::new(words).plain().selected_if(state.part == part))
                .clicked()
            {
                state.part = part;
            }
        }
    });
}

fn format_ui(ui: &mut Ui, cx: &FrameContext<'_>, choice: &mut ExportChoice) {
    cx.in_rows(ui, 30.0, |ui| {
        for it in writers() {
            let look = ButtonLook::new(StyledWords::new(it.title).small());
            if button(ui, cx, look.selected_if(it.id == choice.format.id)).clicked() {
                choice.set_format(it, cx.session);
            }
        }
    });
    label(ui, cx, StyledWords::new(described(cx, choice.format)).small().wrapped());
    if !choice.format.cannot_carry.is_empty() {
        let text = cx.strings.with("export-cannot", &[("what", &cannot(cx, choice.format))]);
        label(ui, cx, StyledWords::new(text).small().wrapped().color(*cx.theme.ink_soft));
    }
    if choice.format.layouts.len() > 1 {
        export_filters::row(ui, cx, "export-layout", |ui| {
            for &layout in choice.format.layouts {
                let key = format!("layout-{layout}");
                // Some are called by a standard's name in every language.
                let title = if cx.strings.has(&key) { cx.t(&key) } else { layout.to_owned() };
                let look = ButtonLook::new(StyledWords::new(title).small());
                if button(ui, cx, look.selected_if(choice.layout == layout)).clicked() {
                    choice.layout = layout;
                }
            }
        });
    }
    if choice.format.has_splits {
        export_filters::splits_ui(ui, cx, choice);
    }
}

/// Which articles, and where to; true when Enter was pressed.
fn path_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut ExportDialog) -> bool {
    let choice = &mut state.choice;
    if let Some(folder) = cx.session.folder() {
        cx.in_row(ui, 30.0, |ui| {
            let all = cx.strings.count("export-folder", folder.rows().len());
            for (scope, words) in
                [(ExportScope::Article, cx.t("export-article")), (ExportScope::Folder, all)]
            {
                if button(ui, cx, ButtonLook::new(words).selected_if(choice.scope == scope))
                    .clicked()
                {
                    choice.scope = scope;
                    choice.set_format(choice.format, cx.session);
                }
            }
        });
    }
    let words = if choice.format.single_file { "export-path" } else { "export-path-folder" };
    label(ui, cx, StyledWords::new(cx.t(words)).small().color(*cx.theme.ink_soft));
    let path: &mut TextField = &mut choice.path;
    let (_, event) = field(ui, cx, path, &cx.t("export-path"), "");
    choice.own_path |= event.changed;
    event.submitted
}
