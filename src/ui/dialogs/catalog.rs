//! The table of the folder's articles, `articles.csv`: seen, and many of its cells written at once, with
//! what would change shown before.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
    rc::Rc,
};

use egui::{Align, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::{
    formats::{
        ArticleCatalog, CatalogField, CatalogFill, CatalogPlan, CellSource, FileChoice,
        FilledCells, NamePattern,
    },
    session::{CatalogAction, Reason, Session},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::DialogView,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label, paint_words},
        theme,
    },
};

/// The height of a row, in points.
const ROW: f32 = 28.0;
/// Room for the tick, in points.
const TICK: f32 = 34.0;
/// The shares of a row that the file and the four fields have.
const SHARES: [f32; 5] = [0.22, 0.16, 0.32, 0.14, 0.16];

/// What is to be written, where and for which articles.
#[derive(Debug)]
pub(super) struct CatalogDialog {
    field: CatalogField,
    choice: RowChoice,
    source: SourceChoice,
    words: TextField,
    pattern: TextField,
    filled: FilledCells,
    ticked: BTreeSet<String>,
    /// The names of the articles' files, in order.
    files: Vec<String>,
    /// What the change would do, until something of it changes.
    planned: Option<Rc<PlannedFill>>,
}

/// A change and what it would do.
#[derive(Debug)]
struct PlannedFill {
    fill: CatalogFill,
    plan: Result<CatalogPlan, Reason>,
    /// What the cells that change will hold, by file.
    after: HashMap<String, String>,
}

/// Which rows are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowChoice {
    All,
    Ticked,
    Named,
}

/// Where what is written comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum SourceChoice {
    Words,
    FileName,
    Column(String),
}

impl CatalogDialog {
    pub(super) fn new(session: &Session) -> Self {
        let name = |it: &Path| it.file_name().map(|it| it.to_string_lossy().into_owned());
        let files = match session.folder() {
            Some(folder) => folder.rows().iter().filter_map(|it| name(it.path())).collect(),
            None => session.article_path().and_then(name).into_iter().collect(),
        };
        Self {
            field: CatalogField::Published,
            choice: RowChoice::All,
            source: SourceChoice::FileName,
            words: TextField::default(),
            pattern: TextField::new("*"),
            filled: FilledCells::Keep,
            ticked: BTreeSet::new(),
            files,
            planned: None,
        }
    }

    /// The change that is set up.
    fn fill(&self) -> CatalogFill {
        let files = match self.choice {
            RowChoice::All => FileChoice::All,
            RowChoice::Ticked => FileChoice::These(self.ticked.clone()),
            RowChoice::Named => FileChoice::Named(NamePattern::new(self.pattern.text())),
        };
        let from = match &self.source {
            SourceChoice::Words => CellSource::Words(self.words.text().to_owned()),
            SourceChoice::FileName => CellSource::FileName,
            SourceChoice::Column(name) => CellSource::Column(name.clone()),
        };
        CatalogFill { files, field: self.field, from, filled: self.filled }
    }

    /// What it would do; looked for again only where it is another change.
    fn planned(&mut self, session: &Session) -> Rc<PlannedFill> {
        let fill = self.fill();
        if let Some(planned) = self.planned.as_ref().filter(|it| it.fill == fill) {
            return Rc::clone(planned);
        }
        let plan = session.catalog_plan(&fill);
        let cells = plan.iter().flat_map(|it| &it.cells);
        let after = cells.map(|it| (it.file.clone(), it.after.clone())).collect();
        let planned = Rc::new(PlannedFill { fill, plan, after });
        self.planned = Some(Rc::clone(&planned));
        planned
    }
}

impl DialogView for CatalogDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-catalog")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Folder)
    }

    fn widest(&self) -> f32 {
        980.0
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let planned = middle_ui(ui, cx, |ui| {
            label(
                ui,
                cx,
                StyledWords::new(cx.t("catalog-how")).wrapped().color(*cx.theme.ink_soft),
            );
            fields_ui(ui, cx, self);
            sources_ui(ui, cx, self);
            choices_ui(ui, cx, self);
            let planned = self.planned(cx.session);
            let height = (ui.ctx().content_rect().height() - 440.0).clamp(90.0, 420.0);
            table_ui(ui, cx, self, &planned.after, height);
            summary_ui(ui, cx, &planned.plan);
            planned
        });
        if answers_ui(ui, cx, requests, &planned.plan) {
            self.planned = None;
        }
    }
}

/// A row of choices after its name; the index of the one that was pressed.
fn choice_row(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    key: &str,
    choices: &[(String, bool)],
    add: impl FnOnce(&mut Ui),
) -> Option<usize> {
    let mut pressed = None;
    cx.in_rows(ui, 30.0, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let (rect, _) = ui.allocate_exact_size(vec2(96.0, 30.0), Sense::hover());
        let words = StyledWords::new(cx.t(key)).small().color(*cx.theme.ink_soft);
        paint_words(ui, cx, &words, rect, Align::Min);
        for (index, (words, is_chosen)) in choices.iter().enumerate() {
            let look = ButtonLook::new(StyledWords::new(words.as_str()).small());
            if button(ui, cx, look.selected_if(*is_chosen)).clicked() {
                pressed = Some(index);
            }
        }
        add(ui);
    });
    pressed
}

/// What a column is called.
fn title_of(cx: &FrameContext<'_>, field: CatalogField) -> String {
    cx.t(match field {
        CatalogField::Published => "catalog-published",
        CatalogField::Title => "catalog-title",
        CatalogField::Source => "catalog-source",
        CatalogField::Url => "catalog-url",
    })
}

fn fields_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut CatalogDialog) {
    let choices = CatalogField::ALL.map(|it| (title_of(cx, it), it == state.field));
    let pressed = choice_row(ui, cx, "catalog-column", &choices, |_| ());
    if let Some(field) = pressed.and_then(|it| CatalogField::ALL.get(it)) {
        state.field = *field;
        if *field != CatalogField::Published && state.source == SourceChoice::FileName {
            state.source = SourceChoice::Words;
        }
    }
}

fn sources_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut CatalogDialog) {
    let mut sources = vec![(cx.t("catalog-words"), SourceChoice::Words)];
    if state.field == CatalogField::Published {
        sources.insert(0, (cx.t("catalog-file-name"), SourceChoice::FileName));
    }
    for name in cx.session.catalog().into_iter().flat_map(ArticleCatalog::other_columns) {
        let words = cx.strings.with("catalog-other-column", &[("name", name)]);
        sources.push((words, SourceChoice::Column(name.to_owned())));
    }
    let choices: Vec<(String, bool)> =
        sources.iter().map(|it| (it.0.clone(), it.1 == state.source)).collect();
    let (writes, words) = (state.source == SourceChoice::Words, &mut state.words);
    let pressed = choice_row(ui, cx, "catalog-from", &choices, |ui| {
        if writes {
            ui.scope(|ui| {
                ui.set_max_width(260.0);
                field(ui, cx, words, &cx.t("catalog-words"), &cx.t("catalog-words-hint"));
            });
        }
    });
    if let Some((_, source)) = pressed.and_then(|it| sources.into_iter().nth(it)) {
        state.source = source;
    }
}

fn choices_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut CatalogDialog) {
    let all = cx.strings.count("catalog-all", state.files.len());
    let ticked = cx.strings.count("catalog-ticked", state.ticked.len());
    let known = [
        (all, RowChoice::All),
        (ticked, RowChoice::Ticked),
        (cx.t("catalog-named"), RowChoice::Named),
    ];
    let choices = known.clone().map(|it| (it.0, it.1 == state.choice));
    let (by_name, pattern) = (state.choice == RowChoice::Named, &mut state.pattern);
    let pressed = choice_row(ui, cx, "catalog-for", &choices, |ui| {
        if by_name {
            ui.scope(|ui| {
                ui.set_max_width(260.0);
                field(ui, cx, pattern, &cx.t("catalog-named"), &cx.t("catalog-pattern-hint"));
            });
        }
    });
    if let Some((_, choice)) = pressed.and_then(|it| known.into_iter().nth(it)) {
        state.choice = choice;
    }
    let filled = [FilledCells::Keep, FilledCells::Replace];
    let choices = [
        (cx.t("catalog-keep"), state.filled == FilledCells::Keep),
        (cx.t("catalog-replace"), state.filled == FilledCells::Replace),
    ];
    let pressed = choice_row(ui, cx, "catalog-filled", &choices, |_| ());
    if let Some(it) = pressed.and_then(|it| filled.get(it)) {
        state.filled = *it;
    }
}

/// The table, with the cells that would change as they would be.
fn table_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut CatalogDialog,
    after: &HashMap<String, String>,
    height: f32,
) {
    head_ui(ui, cx);
    let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    area.show_rows(ui, ROW, state.files.len(), |ui, rows| {
        for file in rows.filter_map(|it| state.files.get(it)) {
            let is_ticked = state.ticked.contains(file);
            let cells = cells_of(cx, file);
            let change = after.get(file).map(|it| (state.field, it.as_str()));
            if row_ui(ui, cx, file, &cells, change, is_ticked) {
                state.choice = RowChoice::Ticked;
                if !state.ticked.remove(file) {
                    state.ticked.insert(file.clone());
                }
            }
        }
    });
}

/// What the table says of a file, in the order of the fields.
fn cells_of(cx: &FrameContext<'_>, file: &str) -> [String; 4] {
    let entry = cx.session.catalog().map(|it| it.entry(file)).unwrap_or_default();
    let day = entry.published.map(|it| it.to_string()).unwrap_or_default();
    [day, entry.title.to_owned(), entry.source.to_owned(), entry.url.to_owned()]
}

/// The rectangles of a row's cells, from the reading start.
fn columns_of(cx: &FrameContext<'_>, row: Rect) -> Vec<Rect> {
    let (_, mut rest) = cx.split_row(row, TICK);
    let width = rest.width();
    let mut columns = Vec::with_capacity(SHARES.len());
    for share in SHARES {
        let (cell, after) = cx.split_row(rest, width * share);
        columns.push(cell.shrink2(vec2(4.0, 0.0)));
        rest = after;
    }
    columns
}

fn head_ui(ui: &mut Ui, cx: &FrameContext<'_>) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let titles =
        std::iter::once(cx.t("catalog-file")).chain(CatalogField::ALL.map(|it| title_of(cx, it)));
    for (cell, title) in columns_of(cx, row).into_iter().zip(titles) {
        let words = StyledWords::new(title).small().color(*cx.theme.ink_soft);
        paint_words(ui, cx, &words, cell, Align::Min);
    }
}

/// Shows a row; true where it was pressed.
fn row_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    file: &str,
    cells: &[String; 4],
    change: Option<(CatalogField, &str)>,
    is_ticked: bool,
) -> bool {
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_ticked, file));
    let fill = match () {
        () if is_ticked => Some(*cx.theme.accent_soft),
        () if response.hovered() || response.has_focus() => Some(*cx.theme.hover),
        () => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, theme::RADIUS, fill);
    }
    let (tick, _) = cx.split_row(rect, TICK);
    let sign = StyledWords::new(if is_ticked { "☑" } else { "☐" });
    paint_words(ui, cx, &sign, tick.shrink2(vec2(8.0, 0.0)), Align::Min);
    let columns = columns_of(cx, rect);
    let mut places = columns.into_iter();
    if let Some(place) = places.next() {
        paint_words(ui, cx, &StyledWords::new(file).small(), place, Align::Min);
    }
    for ((field, words), place) in CatalogField::ALL.into_iter().zip(cells).zip(places) {
        let after = change.filter(|it| it.0 == field).map(|it| it.1);
        let color = if after.is_some() { *cx.theme.accent } else { *cx.theme.ink };
        let shown = StyledWords::new(after.unwrap_or(words)).small().color(color);
        paint_words(ui, cx, &shown, place, Align::Min);
    }
    response.clicked()
}

/// What would be written, what stays, and for which files nothing certain was found.
fn summary_ui(ui: &mut Ui, cx: &FrameContext<'_>, plan: &Result<CatalogPlan, Reason>) {
    let (words, color) = match plan {
        Ok(plan) => {
            let counts = [plan.cells.len(), plan.kept, plan.unread.len()];
            let [n, kept, unread] = counts.map(|it| cx.strings.number(it));
            let values = [("n", n.as_str()), ("kept", &kept), ("unread", &unread)];
            (cx.strings.with("catalog-plan", &values), *cx.theme.ink_soft)
        }
        Err(why) => (cx.words_of(why), *cx.theme.warning),
    };
    label(ui, cx, StyledWords::new(words).small().wrapped().color(color));
    if let Ok(plan) = plan
        && let Some(first) = plan.unread.first()
    {
        let words = cx.strings.with("catalog-unread", &[("first", first)]);
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.warning));
    }
}

/// Writing, taking it back, making it again; true where something of it was asked for.
fn answers_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    plan: &Result<CatalogPlan, Reason>,
) -> bool {
    let mut is_asked = false;
    ui.add_space(4.0);
    cx.in_row(ui, 30.0, |ui| {
        let plan = plan.as_ref().ok().filter(|it| !it.cells.is_empty());
        let words = cx.strings.count("catalog-write", plan.map_or(0, |it| it.cells.len()));
        let look = ButtonLook::new(words).primary().enabled_if(plan.is_some());
        let mut ask = |action| {
            requests.push(action);
            is_asked = true;
        };
        if button(ui, cx, look).clicked()
            && let Some(plan) = plan
        {
            ask(CatalogAction::Fill(plan.clone()));
        }
        let undo = ButtonLook::new(cx.t("command-undo")).named(cx.t("catalog-undo"));
        if button(ui, cx, undo.enabled_if(cx.session.may_undo_catalog().is_ok())).clicked() {
            ask(CatalogAction::Undo);
        }
        let redo = ButtonLook::new(cx.t("command-redo")).named(cx.t("catalog-redo"));
        if button(ui, cx, redo.enabled_if(cx.session.may_redo_catalog().is_ok())).clicked() {
            ask(CatalogAction::Redo);
        }
        if button(ui, cx, ButtonLook::new(cx.t("close-dialog"))).clicked() {
            requests.push(WindowAction::Dismiss);
        }
    });
    is_asked
}
