//! Who is where: for each analyst how much is done, for each article everybody's state and the gold's.

use std::time::SystemTime;

use egui::{Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::ago;
use crate::{
    session::{AnalystProgress, CompareAction, FileHolder, GoldProgress, TeamRow, TeamView},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        text::{StyledWords, label, paint_words},
        theme,
    },
};

/// How high a row is, in points.
const ROW: f32 = 28.0;
/// How many analysts have a column.
const COLUMNS: usize = 6;

/// Shows it.
pub(super) fn work_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    team: &TeamView,
    height: f32,
) {
    let analysts = &team.analysts;
    if analysts.is_empty() {
        let words = if team.all.is_none_or(|all| team.rows.len() < all) {
            "team-under-way"
        } else {
            "team-nobody"
        };
        label(ui, cx, StyledWords::new(cx.t(words)).wrapped());
        return;
    }
    for (name, work) in analysts {
        let [waiting, begun, done] =
            [work.waiting, work.begun, work.done].map(|it| cx.strings.number(it));
        let values =
            [("name", name.as_str()), ("waiting", &*waiting), ("begun", &*begun), ("done", &*done)];
        // Where nothing is left to begin of what was divided, or nothing was divided, there is nothing to say of it.
        let key = if work.waiting > 0 { "team-analyst" } else { "team-analyst-begun" };
        let mut words = cx.strings.with(key, &values);
        let age = work.changed.and_then(|it| SystemTime::now().duration_since(it).ok());
        if let Some(age) = age {
            let when = cx.strings.with("team-changed", &[("ago", &ago(cx, age))]);
            words = format!("{words} · {when}");
        }
        if work.hidden > 0 {
            words = format!("{words} · {}", cx.strings.count("team-hidden", work.hidden));
        }
        label(ui, cx, StyledWords::new(words).small().as_window());
    }
    let names: Vec<&str> = analysts.keys().map(String::as_str).take(COLUMNS).collect();
    if analysts.len() > names.len() {
        let words = cx.strings.count("team-more-analysts", analysts.len() - names.len());
        let words = StyledWords::new(words).small().wrapped().as_window();
        label(ui, cx, words.color(*cx.theme.ink_soft));
    }
    head_ui(ui, cx, &names);
    let area = ScrollArea::vertical().max_height(height - 60.0).auto_shrink([false, true]);
    area.show_rows(ui, ROW - 2.0, team.rows.len(), |ui, range| {
        for row in range.filter_map(|it| team.rows.get(it)) {
            row_ui(ui, cx, requests, row, &names);
        }
    });
}

/// The rooms of a row, from the reading start: the article, each analyst, the gold.
fn rooms(cx: &FrameContext<'_>, rect: egui::Rect, analysts: usize) -> Vec<egui::Rect> {
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    let column = (rect.width() * 0.6 / (analysts as f32 + 1.0)).min(170.0);
    let mut found = Vec::new();
    let mut rest = rect;
    for _ in 0..=analysts {
        let (part, left) = if cx.is_mirrored() {
            let (part, left) = rest.split_left_right_at_x(rest.left() + column);
            (part, left)
        } else {
            let (left, part) = rest.split_left_right_at_x(rest.right() - column);
            (part, left)
        };
        found.push(part);
        rest = left;
    }
    found.push(rest);
    found.reverse();
    found
}

fn head_ui(ui: &mut Ui, cx: &FrameContext<'_>, names: &[&str]) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let rect = rect.shrink2(vec2(8.0, 0.0));
    let heads = std::iter::once(cx.t("team-article"))
        .chain(names.iter().map(|it| (*it).to_owned()))
        .chain([cx.t("team-gold")]);
    for (words, room) in heads.zip(rooms(cx, rect, names.len())) {
        let words = StyledWords::new(words).small().strong().color(*cx.theme.ink_soft);
        paint_words(ui, cx, &words, room.shrink2(vec2(3.0, 0.0)), egui::Align::Min);
    }
}

fn row_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    row: &TeamRow,
    names: &[&str],
) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW - 2.0), Sense::click());
    let title = cx.session.folder().and_then(|it| it.title_of(&row.path));
    let mut article = title.unwrap_or(&row.name).to_owned();
    if row.is_calibration {
        article = cx.strings.with("team-calibration", &[("article", &article)]);
    }
    let states: Vec<(String, egui::Color32)> = names
        .iter()
        .map(|it| {
            let (state, color) = state_words(cx, row.analysts.get(*it).copied());
            match row.open_by.get(*it) {
                Some(holder) => (open_words(cx, &state, holder), color),
                None => (state, color),
            }
        })
        .collect();
    let mut gold = gold_words(cx, row.gold);
    if let Some(holder) = row.open_by.get(cx.session.team().gold.as_str()) {
        gold.0 = open_words(cx, &gold.0, holder);
    }
    let said: Vec<String> =
        names.iter().zip(&states).map(|(name, state)| format!("{name} {}", state.0)).collect();
    let name = format!("{article}: {}, {}", said.join(", "), gold.0);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, theme::RADIUS, *cx.theme.hover);
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, *cx.theme.accent);
        ui.painter().rect_stroke(rect, theme::RADIUS, ring, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let first = std::iter::once((article, *cx.theme.ink));
    for ((words, color), room) in
        first.chain(states).chain([gold]).zip(rooms(cx, inner, names.len()))
    {
        let words = StyledWords::new(words).small().color(color);
        paint_words(ui, cx, &words, room.shrink2(vec2(3.0, 0.0)), egui::Align::Min);
    }
    if response.clicked() {
        requests.push(WindowAction::Dismiss);
        requests.push(CompareAction::ShowAt { path: row.path.clone(), bytes: 0..0 });
    }
}

/// A state, with where the file is open and, where that is not its analyst, by whom.
fn open_words(cx: &FrameContext<'_>, state: &str, holder: &FileHolder) -> String {
    let (who, host) = (holder.who.as_deref(), holder.host.as_deref());
    let key = match (who, host) {
        (None, None) => "team-open",
        (Some(_), None) => "team-open-by",
        (None, Some(_)) => "team-open-on",
        (Some(_), Some(_)) => "team-open-by-on",
    };
    let [who, host] = [who, host].map(Option::unwrap_or_default);
    cx.strings.with(key, &[("state", state), ("who", who), ("host", host)])
}

/// How far an analyst is, as a word.
fn state_words(
    cx: &FrameContext<'_>,
    progress: Option<AnalystProgress>,
) -> (String, egui::Color32) {
    match progress {
        None => ("–".to_owned(), *cx.theme.ink_faint),
        Some(AnalystProgress::Waiting) => (cx.t("team-waiting"), *cx.theme.ink_soft),
        Some(AnalystProgress::Begun) => (cx.t("team-begun"), *cx.theme.warning),
        Some(AnalystProgress::Done) => (cx.t("team-done"), *cx.theme.good),
        Some(AnalystProgress::Hidden) => (cx.t("team-is-hidden"), *cx.theme.ink_faint),
    }
}

/// How far the gold is, as a sign and a word.
fn gold_words(cx: &FrameContext<'_>, gold: GoldProgress) -> (String, egui::Color32) {
    match gold {
        GoldProgress { compared: 0 | 1, is_there: false, .. } => {
            ("–".to_owned(), *cx.theme.ink_faint)
        }
        GoldProgress { reopened: reopened @ 1.., left, .. } => {
            let [left, reopened] = [left, reopened].map(|it| cx.strings.number(it));
            let values = [("left", left.as_str()), ("reopened", &reopened)];
            (cx.strings.with("team-reopened", &values), *cx.theme.warning)
        }
        GoldProgress { left: left @ 1.., .. } => {
            (cx.strings.count("team-left", left), *cx.theme.warning)
        }
        GoldProgress { is_done: true, .. } => (cx.t("team-gold-done"), *cx.theme.good),
        GoldProgress { .. } => (cx.t("team-decided"), *cx.theme.ink_soft),
    }
}
