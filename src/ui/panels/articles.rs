//! The articles of a folder: title, how far each is, counts; a filter.

use egui::{Frame, Margin, Panel, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::{
    language::Spelling,
    session::{ArticleRow, ArticleStatus, FileAction, find},
    text::Text,
    ui::{
        FrameContext, FrameRequests,
        text::{ButtonLook, StyledWords, TextField, button, field, label, paint_words},
        theme,
    },
};

/// The height of a row, in points.
const ROW: f32 = 46.0;

/// What the panel shows.
#[derive(Debug, Default)]
pub struct ArticlesPanel {
    hidden: bool,
    filter: TextField,
    status: Option<ArticleStatus>,
}

impl ArticlesPanel {
    /// Shows or hides the panel.
    pub fn toggle(&mut self) {
        self.hidden = !self.hidden;
    }
}

/// Shows the panel at the reading start, where a folder is open.
pub fn articles_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut ArticlesPanel,
) {
    let Some(folder) = cx.session.folder() else { return };
    if state.hidden || ui.available_width() < 700.0 {
        return;
    }
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(8, 8));
    let panel = if cx.is_mirrored() { Panel::right("articles") } else { Panel::left("articles") };
    panel.frame(frame).exact_size(240.0).show(ui, |ui| {
        ui.with_layout(cx.column(), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let name = folder.path().file_name().map(|it| it.to_string_lossy().into_owned());
            label(ui, cx, StyledWords::new(name.unwrap_or_default()).strong());
            let rows = folder.rows();
            let done = rows.iter().filter(|it| it.status().is_finished()).count();
            let (done, all) = (cx.strings.number(done), cx.strings.number(rows.len()));
            let progress = cx.strings.with("articles-progress", &[("done", &done), ("all", &all)]);
            label(ui, cx, StyledWords::new(progress).small().color(*cx.theme.ink_soft));
            field(ui, cx, &mut state.filter, &cx.t("articles-filter"), &cx.t("articles-filter"));
            statuses(ui, cx, state);
            let shown: Vec<&ArticleRow> = rows.iter().filter(|it| fits(it, state)).collect();
            ScrollArea::vertical().auto_shrink(false).show_rows(
                ui,
                ROW,
                shown.len(),
                |ui, range| {
                    for row in shown.get(range).unwrap_or_default() {
                        row_ui(ui, cx, requests, row);
                    }
                },
            );
        });
    });
}

fn statuses(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut ArticlesPanel) {
    cx.in_row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (status, key) in [
            (None, "status-all"),
            (Some(ArticleStatus::New), "status-new"),
            (Some(ArticleStatus::InProgress), "status-in-progress"),
            (Some(ArticleStatus::Done), "status-done"),
            (Some(ArticleStatus::Reviewed), "status-reviewed"),
        ] {
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small()).plain();
            if button(ui, cx, look.selected_if(state.status == status)).clicked() {
                state.status = status;
            }
        }
    });
}

fn fits(row: &ArticleRow, state: &ArticlesPanel) -> bool {
    let query = state.filter.text();
    let status = state.status.is_none_or(|it| it == row.status());
    status
        && (query.trim().is_empty()
            || !find(&Text::new(row.title()), query, Spelling::Any).is_empty())
}

fn row_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, row: &ArticleRow) {
    let size = vec2(ui.available_width(), ROW - 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_open = cx.session.article_path() == Some(row.path());
    let title = row.title().to_owned();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &title));
    let fill = match () {
        () if is_open => *cx.theme.accent_soft,
        () if response.hovered() => *cx.theme.hover,
        () => *cx.theme.panel,
    };
    ui.painter().rect_filled(rect, theme::RADIUS, fill);
    if response.has_focus() {
        let ring = Stroke::new(2.0, *cx.theme.accent);
        ui.painter().rect_stroke(rect, theme::RADIUS, ring, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(8.0, 3.0));
    let (upper, lower) = inner.split_top_bottom_at_fraction(0.52);
    paint_words(ui, cx, &StyledWords::new(title), upper, egui::Align::Min);
    let (key, color) = match row.status() {
        ArticleStatus::New => ("status-new", *cx.theme.ink_faint),
        ArticleStatus::InProgress => ("status-in-progress", *cx.theme.warning),
        ArticleStatus::Done => ("status-done", *cx.theme.good),
        ArticleStatus::Reviewed => ("status-reviewed", *cx.theme.good),
    };
    let count = cx.strings.count("count-tags", row.count());
    let words = format!("{} · {count}", cx.t(key));
    paint_words(ui, cx, &StyledWords::new(words).small().color(color), lower, egui::Align::Min);
    if response.clicked() {
        requests.push(FileAction::Open(row.path().to_owned()));
    }
}
