//! The articles of a folder: title, how far each is, counts; a filter.

use egui::{
    Color32, Frame, Margin, Painter, Panel, Pos2, Response, Role, ScrollArea, Sense, Shape, Stroke,
    Ui, WidgetInfo, pos2, vec2,
};

use super::{articles_filter, divider::divider};
use crate::{
    model::ArticleStatus,
    session::{ArticleOrder, ArticleRow, ArticleShare, FileAction, OpenFolder},
    ui::{
        FrameContext, FrameRequests,
        text::{StyledWords, TextField, field, label, paint_words, words_size},
        theme,
    },
};

/// The height of a row, in points.
const ROW: f32 = 46.0;
/// Room for the sign of how far an article is, and its radius, in points.
const SIGN: (f32, f32) = (16.0, 4.5);

/// What the panel shows.
#[derive(Debug, Default)]
pub struct ArticlesPanel {
    hidden: bool,
    filter: TextField,
    /// True while the filter was typed in the last frame and is not taken yet.
    is_typed: bool,
    /// Where in the list the open article was.
    seen: Option<usize>,
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
    let room = ui.available_rect_before_wrap().y_range();
    let panel = panel.frame(frame).show_separator_line(false);
    let shown = panel.exact_size(264.0).show(ui, |ui| {
        ui.with_layout(cx.column(), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            head_ui(ui, cx, folder);
            let mut wanted = folder.arrangement().clone();
            let words = cx.t("articles-filter");
            if state.filter.text() != wanted.filter.words && !state.is_typed {
                state.filter = TextField::new(&wanted.filter.words);
            }
            let (_, event) = field(ui, cx, &mut state.filter, &words, &words);
            state.is_typed = event.changed;
            if event.changed {
                state.filter.text().clone_into(&mut wanted.filter.words);
            }
            articles_filter::filter_ui(ui, cx, &mut wanted.filter, folder);
            articles_filter::order_ui(ui, cx, &mut wanted.order);
            if wanted != *folder.arrangement() {
                requests.push(FileAction::Arrange(wanted));
            }
            rows_ui(ui, cx, requests, state, folder);
        });
    });
    divider(ui, cx, &shown.response, room);
}

/// The folder, and how much of it is done.
fn head_ui(ui: &mut Ui, cx: &FrameContext<'_>, folder: &OpenFolder) {
    let done = cx.strings.number(folder.finished());
    let all = cx.strings.number(folder.rows().len());
    let progress = cx.strings.with("articles-progress", &[("done", &done), ("all", &all)]);
    let progress = StyledWords::new(progress).small().color(*cx.theme.ink_soft);
    let name = folder.path().file_name().map(|it| it.to_string_lossy().into_owned());
    cx.in_row(ui, 22.0, |ui| {
        let room = ui.available_width() - words_size(ui, cx, &progress).x - 8.0;
        let name = StyledWords::new(name.unwrap_or_default()).strong();
        let width = words_size(ui, cx, &name).x.min(room.max(0.0));
        ui.allocate_ui_with_layout(vec2(width, 22.0), cx.row(), |ui| label(ui, cx, name));
        label(ui, cx, progress);
    });
}

/// The articles that are listed; the open one is kept in sight.
fn rows_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut ArticlesPanel,
    folder: &OpenFolder,
) {
    let place = cx.session.article_path().and_then(|it| folder.place_of(it));
    let area = ScrollArea::vertical().auto_shrink(false);
    let area = if place == state.seen {
        area
    } else {
        let rows = place.and_then(|it| u16::try_from(it).ok()).unwrap_or_default();
        let middle = (ui.available_height() - ROW) / 2.0;
        area.vertical_scroll_offset((f32::from(rows) * ROW - middle).max(0.0))
    };
    state.seen = place;
    area.show_rows(ui, ROW, folder.shown_count(), |ui, range| {
        if range != *folder.in_sight() {
            requests.push(FileAction::RowsInSight(range.clone()));
        }
        for row in range.filter_map(|it| folder.shown_at(it)) {
            row_ui(ui, cx, requests, row);
        }
    });
}

fn row_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, row: &ArticleRow) {
    let size = vec2(ui.available_width(), ROW - 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_open = cx.session.article_path() == Some(row.path());
    let title = row.title().to_owned();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &title));
    let (state, color) = state_of(cx, row.status());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(said_of(cx, row, &state));
    });
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
    let ink = if row.share == ArticleShare::Others { *cx.theme.ink_faint } else { *cx.theme.ink };
    paint_words(ui, cx, &StyledWords::new(title).color(ink), upper, egui::Align::Min);
    let (sign, rest) = cx.split_row(lower, SIGN.0);
    let at = if cx.is_mirrored() { sign.right() - SIGN.1 } else { sign.left() + SIGN.1 };
    paint_state(ui.painter(), pos2(at, sign.center().y), row.status(), color);
    let soft = |words: &str| StyledWords::new(words).small().color(*cx.theme.ink_soft);
    let (counts, day) = (counts_of(cx, row).join(" · "), day_of(cx, row));
    // What the list is ordered by is seen in each row.
    let by_day = cx.session.folder().is_some_and(|it| it.arrangement().order == ArticleOrder::Day);
    let both = match (by_day, day.is_empty()) {
        (_, true) => counts.clone(),
        (true, false) => format!("{day} · {counts}"),
        (false, false) => format!("{counts} · {day}"),
    };
    let fits = by_day || words_size(ui, cx, &soft(&both)).x <= rest.width();
    let words = soft(if fits { &both } else { &counts });
    paint_words(ui, cx, &words, rest, egui::Align::Min);
    if response.clicked() {
        requests.push(FileAction::Open(row.path().to_owned()));
    }
    hint_ui(cx, &response, row, &state);
}

/// All that is known of an article, also what has no room in its row.
fn hint_ui(cx: &FrameContext<'_>, response: &Response, row: &ArticleRow, state: &str) {
    response.clone().on_hover_ui(|ui| {
        ui.set_max_width(280.0);
        label(ui, cx, StyledWords::new(row.title()).wrapped());
        let said = StyledWords::new(said_of(cx, row, state)).as_window().small().wrapped();
        label(ui, cx, said.color(*cx.theme.ink_soft));
        let file = StyledWords::new(row.file_name()).left_to_right().small().wrapped();
        label(ui, cx, file.color(*cx.theme.ink_soft));
    });
}

fn said_of(cx: &FrameContext<'_>, row: &ArticleRow, state: &str) -> String {
    let mut said = vec![state.to_owned()];
    said.extend(counts_of(cx, row));
    said.extend(Some(day_of(cx, row)).filter(|it| !it.is_empty()));
    said.join(" · ")
}

/// What is in an article and what is left to do, what is decided on first.
fn counts_of(cx: &FrameContext<'_>, row: &ArticleRow) -> Vec<String> {
    let mut said = vec![cx.strings.count("articles-tags", row.count())];
    if let Some(figures) = row.figures() {
        let some = |n: usize, key| (n > 0).then(|| cx.strings.count(key, n));
        said.extend(some(figures.suggestions_left, "articles-left"));
        said.extend(some(figures.findings, "articles-findings"));
    }
    match row.share {
        ArticleShare::Calibration => said.push(cx.t("articles-calibration")),
        ArticleShare::Others => said.push(cx.t("articles-others")),
        ArticleShare::Own => {}
    }
    said
}

/// When it was published, in the calendar of the reader's language.
fn day_of(cx: &FrameContext<'_>, row: &ArticleRow) -> String {
    row.day().map(|it| cx.strings.value(it)).unwrap_or_default()
}

fn state_of(cx: &FrameContext<'_>, status: ArticleStatus) -> (String, Color32) {
    let (key, color) = match status {
        ArticleStatus::New => ("status-new", *cx.theme.ink_faint),
        ArticleStatus::InProgress => ("status-in-progress", *cx.theme.warning),
        ArticleStatus::Done => ("status-done", *cx.theme.good),
        ArticleStatus::Reviewed => ("status-reviewed", *cx.theme.good),
    };
    (cx.t(key), color)
}

/// How far an article is, told by shape as well as by color: a ring, one that is half full, a disc, and a disc
/// in a ring.
fn paint_state(painter: &Painter, center: Pos2, status: ArticleStatus, color: Color32) {
    let (radius, line) = (SIGN.1, Stroke::new(1.5, color));
    match status {
        ArticleStatus::New => {
            painter.circle_stroke(center, radius - 0.75, line);
        }
        ArticleStatus::InProgress => {
            painter.circle_stroke(center, radius - 0.75, line);
            let below = (0..=12_u8).map(|step| {
                let turn = f32::from(step) / 12.0 * std::f32::consts::PI;
                center + radius * vec2(turn.cos(), turn.sin())
            });
            painter.add(Shape::convex_polygon(below.collect(), color, Stroke::NONE));
        }
        ArticleStatus::Done => {
            painter.circle_filled(center, radius, color);
        }
        ArticleStatus::Reviewed => {
            painter.circle_filled(center, radius - 2.0, color);
            painter.circle_stroke(center, radius, Stroke::new(1.0, color));
        }
    }
}
