//! The articles of a folder: title, how far each is, counts; a filter.

use egui::{Frame, Margin, Panel, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::{
    model::ArticleStatus,
    session::{
        ArticleArrangement, ArticleOrder, ArticleRow, ArticleShare, ArticleTrait, FileAction,
        OpenFolder,
    },
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
    panel.frame(frame).exact_size(264.0).show(ui, |ui| {
        ui.with_layout(cx.column(), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let name = folder.path().file_name().map(|it| it.to_string_lossy().into_owned());
            label(ui, cx, StyledWords::new(name.unwrap_or_default()).strong());
            let rows = folder.rows();
            let done = rows.iter().filter(|it| it.status().is_finished()).count();
            let (done, all) = (cx.strings.number(done), cx.strings.number(rows.len()));
            let progress = cx.strings.with("articles-progress", &[("done", &done), ("all", &all)]);
            label(ui, cx, StyledWords::new(progress).small().color(*cx.theme.ink_soft));
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
            statuses(ui, cx, &mut wanted);
            traits(ui, cx, &mut wanted);
            orders(ui, cx, &mut wanted);
            if wanted != *folder.arrangement() {
                requests.push(FileAction::Arrange(wanted));
            }
            rows_ui(ui, cx, requests, state, folder);
        });
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
        for row in range.filter_map(|it| folder.shown_at(it)) {
            row_ui(ui, cx, requests, row);
        }
    });
}

fn statuses(ui: &mut Ui, cx: &FrameContext<'_>, wanted: &mut ArticleArrangement) {
    cx.in_rows(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        let filter = &mut wanted.filter.statuses;
        let all = ButtonLook::new(StyledWords::new(cx.t("status-all")).small()).plain();
        if button(ui, cx, all.selected_if(filter.is_empty())).clicked() {
            filter.clear();
        }
        for (status, key) in [
            (ArticleStatus::New, "status-new"),
            (ArticleStatus::InProgress, "status-in-progress"),
            (ArticleStatus::Done, "status-done"),
            (ArticleStatus::Reviewed, "status-reviewed"),
        ] {
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small()).plain();
            if button(ui, cx, look.selected_if(filter.contains(&status))).clicked()
                && !filter.remove(&status)
            {
                filter.insert(status);
            }
        }
    });
}

fn traits(ui: &mut Ui, cx: &FrameContext<'_>, wanted: &mut ArticleArrangement) {
    cx.in_rows(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        let filter = &mut wanted.filter.traits;
        for (of, key) in [
            (ArticleTrait::SuggestionsLeft, "articles-with-suggestions"),
            (ArticleTrait::Findings, "articles-with-findings"),
            (ArticleTrait::Undated, "articles-undated"),
        ] {
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small()).plain();
            if button(ui, cx, look.selected_if(filter.contains(&of))).clicked()
                && !filter.remove(&of)
            {
                filter.insert(of);
            }
        }
    });
}

fn orders(ui: &mut Ui, cx: &FrameContext<'_>, wanted: &mut ArticleArrangement) {
    cx.in_rows(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        label(ui, cx, StyledWords::new(cx.t("articles-by")).small().color(*cx.theme.ink_soft));
        for (order, key) in [
            (ArticleOrder::Name, "articles-by-name"),
            (ArticleOrder::Day, "articles-by-day"),
            (ArticleOrder::SuggestionsLeft, "articles-by-suggestions"),
            (ArticleOrder::Shortest, "articles-by-length"),
            (ArticleOrder::MostToLearn, "articles-by-yield"),
        ] {
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small()).plain();
            let response = button(ui, cx, look.selected_if(wanted.order == order));
            if response.clicked() {
                wanted.order = order;
            }
            let hint = match order {
                ArticleOrder::MostToLearn => "articles-by-yield-hint",
                ArticleOrder::Shortest => "articles-by-length-hint",
                ArticleOrder::Name | ArticleOrder::Day | ArticleOrder::SuggestionsLeft => continue,
            };
            response.on_hover_ui(|ui| {
                ui.set_max_width(300.0);
                let words = StyledWords::new(cx.t(hint)).as_window().small().wrapped();
                label(ui, cx, words.color(*cx.theme.ink_soft));
            });
        }
    });
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
    let ink = if row.share == ArticleShare::Others { *cx.theme.ink_faint } else { *cx.theme.ink };
    paint_words(ui, cx, &StyledWords::new(title).color(ink), upper, egui::Align::Min);
    let (key, color) = match row.status() {
        ArticleStatus::New => ("status-new", *cx.theme.ink_faint),
        ArticleStatus::InProgress => ("status-in-progress", *cx.theme.warning),
        ArticleStatus::Done => ("status-done", *cx.theme.good),
        ArticleStatus::Reviewed => ("status-reviewed", *cx.theme.good),
    };
    let count = cx.strings.count("count-tags", row.count());
    let mut said = vec![cx.t(key), count];
    match row.share {
        ArticleShare::Calibration => said.push(cx.t("articles-calibration")),
        ArticleShare::Others => said.push(cx.t("articles-others")),
        ArticleShare::Own => {}
    }
    if let Some(figures) = row.figures() {
        let some = |n: usize, key| (n > 0).then(|| cx.strings.count(key, n));
        said.extend(some(figures.suggestions_left, "articles-left"));
        said.extend(some(figures.findings, "articles-findings"));
    }
    // Between Persian words the parts of a day would be put in the words’ order.
    said.extend(row.day().map(|it| format!("\u{2066}{it}\u{2069}")));
    let words = said.join(" · ");
    paint_words(ui, cx, &StyledWords::new(words).small().color(color), lower, egui::Align::Min);
    if response.clicked() {
        requests.push(FileAction::Open(row.path().to_owned()));
    }
}
