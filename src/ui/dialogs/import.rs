//! Bringing in a dataset of another tool: what is in it, and where its articles go.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{ScrollArea, Ui};

use super::{
    format_words::{described, titled},
    import_columns::{ImportColumns, first_rows_ui},
};
use crate::{
    formats::{self, Format, PlacementKind, Warning},
    messages::{Message, Worded, isolated},
    session::{DatasetAction, ImportPlan, ImportRequest, NoticeKind, Session},
    ui::{
        BrowseTarget, FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogView, answer_ui, beside_the_bar},
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// What was chosen.
#[derive(Debug)]
pub(super) struct ImportDialog {
    from: TextField,
    to: TextField,
    /// The folder follows the dataset until somebody writes another.
    own_folder: bool,
    /// `None` to find out.
    format: Option<&'static Format>,
    /// Which columns hold what, in a table of articles.
    columns: ImportColumns,
    /// How many imports there had been when this one was asked for.
    asked: Option<usize>,
    /// What is to be looked into.
    look: Option<ImportRequest>,
}

impl ImportDialog {
    pub(super) fn new() -> Self {
        Self {
            from: TextField::default().focused(),
            to: TextField::default(),
            own_folder: false,
            format: None,
            columns: ImportColumns::default(),
            asked: None,
            look: None,
        }
    }

    /// Takes a dataset that was chosen in the system's dialog, and looks into it.
    pub(super) fn choose(&mut self, path: &Path) {
        self.from = TextField::new(&path.display().to_string());
        self.on_other_dataset();
        self.look = self.request();
    }

    /// Forgets what was chosen of another dataset, and proposes a folder beside this one.
    fn on_other_dataset(&mut self) {
        self.columns = ImportColumns::default();
        self.propose();
    }

    /// Proposes a folder beside the dataset.
    fn propose(&mut self) {
        let from = PathBuf::from(self.from.text().trim());
        if self.own_folder || from.as_os_str().is_empty() {
            return;
        }
        let stem = from.file_stem().unwrap_or_default().to_string_lossy();
        let to = from.with_file_name(format!("{stem}-articles"));
        self.to = TextField::new(&to.display().to_string());
    }

    /// What is asked for; `None` while something is missing.
    fn request(&self) -> Option<ImportRequest> {
        let path = |it: &TextField| Some(PathBuf::from(it.text().trim()));
        let there = |it: &PathBuf| !it.as_os_str().is_empty();
        let (from, to) = (path(&self.from).filter(there)?, path(&self.to).filter(there)?);
        let (format, columns) = (self.format.map(|it| it.id), self.columns.chosen.clone());
        Some(ImportRequest { format, from, to, columns })
    }
}

impl DialogView for ImportDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-import")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Import)
    }

    fn widest(&self) -> f32 {
        720.0
    }

    fn covers(&self, notice: &NoticeKind) -> bool {
        matches!(notice, NoticeKind::NotImported(_))
    }

    fn take_dataset(&mut self, path: &Path) {
        self.choose(path);
    }

    /// Shows the dialog. It closes when the dataset is there, and stays with the reason where it cannot
    /// be brought in.
    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let (written, _) = cx.session.imports();
        if self.asked.is_some_and(|it| it < written) {
            return requests.push(WindowAction::Dismiss);
        }
        let request = middle_ui(ui, cx, |ui| self.choices_ui(ui, cx, requests));
        let plan = request.as_ref().and_then(|it| cx.session.import_plan(it));
        // What is in it is said before anything is written.
        let (key, possible) = match plan {
            Some(plan) => ("import-now", plan.refusal.is_none()),
            None => ("import-look", request.is_some() && self.look != request),
        };
        if !answer_ui(ui, cx, requests, key, possible) {
            return;
        }
        let Some(request) = request else { return };
        if plan.is_some() {
            self.asked = Some(written);
            requests.push(DatasetAction::Import(request));
        } else {
            self.look = Some(request);
        }
    }
}

impl ImportDialog {
    /// What is chosen, and what is in the dataset; gives back what is asked for.
    fn choices_ui(
        &mut self,
        ui: &mut Ui,
        cx: &FrameContext<'_>,
        requests: &mut FrameRequests,
    ) -> Option<ImportRequest> {
        if !is_low(ui) {
            label(
                ui,
                cx,
                StyledWords::new(cx.t("import-how")).small().wrapped().color(*cx.theme.ink_soft),
            );
        }
        let submitted = from_ui(ui, cx, requests, self);
        format_ui(ui, cx, self);
        label(ui, cx, StyledWords::new(cx.t("import-to")).small().color(*cx.theme.ink_soft));
        let (_, event) = field(ui, cx, &mut self.to, &cx.t("import-to"), "");
        self.own_folder |= event.changed;
        let mut request = self.request();
        if submitted || event.submitted {
            self.look.clone_from(&request);
        }
        if let Some(plan) = request.as_ref().and_then(|it| cx.session.import_plan(it)) {
            self.columns.take(plan);
        }
        if self.columns.ui(ui, cx) {
            request = self.request();
            self.look.clone_from(&request);
        }
        ask_for_plan(cx.session, requests, self);
        let plan = request.as_ref().and_then(|it| cx.session.import_plan(it));
        ui.scope(|ui| {
            // Room for what is usually reported, so that nothing below moves when it is known.
            let room = if is_low(ui) { 60.0 } else { 104.0 };
            ui.set_min_height(if self.look.is_some() { room } else { 0.0 });
            plan_ui(ui, cx, self, plan);
        });
        request
    }
}

/// One plan at a time; what was asked for meanwhile is looked into when it has come back.
fn ask_for_plan(session: &Session, requests: &mut FrameRequests, state: &ImportDialog) {
    let Some(look) = &state.look else { return };
    if session.import_plan(look).is_none() && !session.is_planning_import() {
        requests.push(DatasetAction::PlanImport(look.clone()));
    }
}

/// Which dataset; true when Enter was pressed.
fn from_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut ImportDialog,
) -> bool {
    label(ui, cx, StyledWords::new(cx.t("import-from")).small().color(*cx.theme.ink_soft));
    let hint = cx.t("import-hint");
    let (_, event) = field(ui, cx, &mut state.from, &cx.t("import-from"), &hint);
    if event.changed {
        state.on_other_dataset();
    }
    cx.in_row(ui, 30.0, |ui| {
        for (key, wanted) in
            [("browse-file", BrowseTarget::Dataset), ("browse-folder", BrowseTarget::DatasetFolder)]
        {
            if button(ui, cx, ButtonLook::new(cx.t(key))).clicked() {
                requests.push(WindowAction::Browse(wanted));
            }
        }
    });
    event.submitted
}

fn format_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut ImportDialog) {
    label(ui, cx, StyledWords::new(cx.t("import-format")).small().color(*cx.theme.ink_soft));
    let before = state.format.map(|it| it.id);
    let height = (ui.ctx().content_rect().height() - 520.0).clamp(76.0, 160.0);
    let area = ScrollArea::vertical().id_salt("formats").max_height(height);
    area.auto_shrink([false, true]).show(ui, |ui| {
        beside_the_bar(ui, cx, |ui| {
            cx.in_rows(ui, 30.0, |ui| choices_ui(ui, cx, state));
        });
    });
    if state.format.map(|it| it.id) != before && state.look.is_some() {
        state.look = state.request();
    }
    if let Some(format) = state.format {
        label(ui, cx, StyledWords::new(described(cx, format)).small().wrapped());
    }
}

fn choices_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut ImportDialog) {
    let any = ButtonLook::new(StyledWords::new(cx.t("import-any")).small());
    if button(ui, cx, any.selected_if(state.format.is_none())).clicked() {
        state.format = None;
    }
    for &it in formats::ALL.iter().filter(|it| it.import.is_some()) {
        let look = ButtonLook::new(StyledWords::new(titled(cx, it)).small());
        let is_chosen = state.format.is_some_and(|chosen| chosen.id == it.id);
        if button(ui, cx, look.selected_if(is_chosen)).clicked() {
            state.format = Some(it);
        }
    }
}

/// True in a window so low that only what is needed has room.
fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 700.0
}

/// What is in the dataset, and what of it does not get through.
fn plan_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &ImportDialog, plan: Option<&ImportPlan>) {
    let Some(plan) = plan else {
        if state.look.is_some() && state.look == state.request() {
            let words = StyledWords::new(cx.t("import-looking")).small();
            label(ui, cx, words.color(*cx.theme.ink_faint));
        }
        return;
    };
    if let Some(why) = &plan.refusal {
        // What was only looked into has not failed to be imported.
        let words = if state.asked.is_some() {
            cx.words_of(&NoticeKind::NotImported(Arc::clone(why)))
        } else {
            cx.strings.with("import-refused", &[("why", &cx.words_of(&**why))])
        };
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.warning));
    }
    let Some(format) = plan.format else { return };
    let n = |it: usize| cx.strings.number(it);
    let counts = plan.counts;
    let values = [
        ("format", &*isolated(&titled(cx, format))),
        ("articles", &*n(counts.articles)),
        ("works", &n(counts.documents)),
        ("spans", &n(counts.spans)),
        ("relations", &n(counts.relations)),
    ];
    let several = counts.documents > counts.articles;
    let key = if several { "import-holds-works" } else { "import-holds" };
    label(ui, cx, StyledWords::new(cx.strings.with(key, &values)).strong().wrapped());
    if !plan.added.is_empty() {
        let words = cx.strings.with("import-adds", &[("what", &plan.added.join(", "))]);
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.ink_soft));
    }
    for it in plan.table.remarks() {
        let words = StyledWords::new(cx.words_of(&it)).small().wrapped();
        label(ui, cx, words.color(*cx.theme.ink_soft));
    }
    first_rows_ui(ui, cx, plan);
    let lists_placements = plan.placements.groups().iter().any(|it| it.0 != PlacementKind::Exact);
    let odd: Vec<&Warning> = plan.warnings.iter().filter(|it| !it.note.is_preview()).collect();
    if odd.is_empty() && plan.refusal.is_none() {
        let words = StyledWords::new(cx.t("import-whole")).small();
        label(ui, cx, words.color(*cx.theme.good));
    }
    if !odd.is_empty() {
        let words = cx.strings.count("import-odd", odd.len());
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.warning));
    }
    if lists_placements || !odd.is_empty() {
        rows_ui(ui, cx, plan, &odd);
    }
}

/// How the spans came to lie where they do, the first ten of each way, and all that is odd or left out.
fn rows_ui(ui: &mut Ui, cx: &FrameContext<'_>, plan: &ImportPlan, odd: &[&Warning]) {
    const ROW: f32 = 24.0;
    let groups = plan.placements.groups();
    let placed: Vec<Message> = groups
        .iter()
        .flat_map(|(kind, group)| {
            let first = group.first.iter().map(Worded::message);
            std::iter::once(kind.counted(group.count)).chain(first)
        })
        .collect();
    let message = |at: usize| match placed.get(at) {
        Some(it) => Some(it.clone()),
        None => odd.get(at - placed.len()).map(|it| it.message()),
    };
    let count = placed.len() + odd.len();
    let height = (ui.ctx().content_rect().height() - 600.0).clamp(26.0, 160.0);
    let area = ScrollArea::vertical().id_salt("warnings").max_height(height);
    area.auto_shrink([false, true]).show_rows(ui, ROW, count, |ui, rows| {
        beside_the_bar(ui, cx, |ui| {
            for it in rows.filter_map(message) {
                let words = cx.strings.write(&it);
                cx.in_row(ui, ROW, |ui| label(ui, cx, StyledWords::new(words).small().as_window()));
            }
        });
    });
}
