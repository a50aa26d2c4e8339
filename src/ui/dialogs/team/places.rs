//! The places that a figure counts, each with the way to the page.

use egui::{Align, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::{agreement::attribute_title, confusions::value_words};
use crate::{
    messages::isolated,
    session::{CompareAction, TeamAction, TeamList, TeamPlace, TeamQuestion},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        text::{ButtonLook, StyledWords, button, label, paint_words},
        theme,
    },
};

/// How high a row is, in points.
const ROW: f32 = 46.0;

/// Shows the list in the place of the figures.
pub(super) fn places_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    list: &TeamList,
) {
    cx.in_row(ui, 30.0, |ui| {
        if button(ui, cx, ButtonLook::new(cx.t("team-back"))).clicked() {
            requests.push(TeamAction::CloseList);
        }
        label(ui, cx, StyledWords::new(title(cx, &list.question)).strong().as_window());
    });
    middle_ui(ui, cx, |ui| listed_ui(ui, cx, requests, list));
}

fn listed_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, list: &TeamList) {
    let Some(places) = &list.places else {
        label(ui, cx, StyledWords::new(cx.t("team-under-way")).small());
        return;
    };
    let words = StyledWords::new(cx.strings.count("team-places", places.len())).small();
    label(ui, cx, words.color(*cx.theme.ink_soft));
    let height = (ui.ctx().content_rect().height() - 250.0).clamp(120.0, 640.0);
    let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    area.show_rows(ui, ROW - 3.0, places.len(), |ui, range| {
        for place in range.filter_map(|it| places.get(it)) {
            place_ui(ui, cx, requests, &list.question, place);
        }
    });
}

/// What the list is of.
fn title(cx: &FrameContext<'_>, question: &TeamQuestion) -> String {
    let label_title = |key: &String| {
        if key.is_empty() { cx.t("team-none") } else { cx.label_title(&key.as_str().into()) }
    };
    let what = match question {
        TeamQuestion::NotExact { label, .. } => {
            format!("{}: {}", label_title(label), cx.t("team-not-exact"))
        }
        TeamQuestion::Alone { label, .. } => {
            format!("{}: {}", label_title(label), cx.t("team-alone"))
        }
        TeamQuestion::Values { label, key, .. } => attribute_title(cx, label, key),
        TeamQuestion::Links { relation, .. } => {
            let kind = cx.session.schema().relation(relation);
            kind.map_or_else(|| relation.clone(), |it| cx.title(&it.title))
        }
        TeamQuestion::Labels { labels: [one, other], .. } => {
            format!("{} · {}", label_title(one), label_title(other))
        }
    };
    let [one, other] = question.pair();
    let pair = cx.strings.with("team-pair", &[("one", one), ("other", other)]);
    format!("{what} ({pair})")
}

/// What one of the two says, in words.
fn said(cx: &FrameContext<'_>, question: &TeamQuestion, said: &str) -> String {
    if said.is_empty() {
        return cx.t("team-none");
    }
    match question {
        TeamQuestion::Values { label, key, .. } => value_words(cx, label, key, said),
        TeamQuestion::Labels { .. } | TeamQuestion::Alone { .. } => cx.label_title(&said.into()),
        TeamQuestion::NotExact { .. } | TeamQuestion::Links { .. } => {
            let short: String = said.chars().take(70).collect();
            isolated(&short.replace('\n', " "))
        }
    }
}

fn place_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    question: &TeamQuestion,
    place: &TeamPlace,
) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW - 3.0), Sense::click());
    let [before, words, after] = &place.words;
    let pair = question.pair();
    let each: Vec<String> = pair
        .iter()
        .zip(&place.said)
        .map(|(name, it)| format!("{}: {}", isolated(name), said(cx, question, it)))
        .collect();
    let each = each.join("   ");
    let name = format!("{words}, {each}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let fill = if response.hovered() { *cx.theme.hover } else { *cx.theme.panel };
    ui.painter().rect_filled(rect, theme::RADIUS, fill);
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, *cx.theme.accent);
        ui.painter().rect_stroke(rect, theme::RADIUS, ring, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(8.0, 2.0));
    let (upper, lower) = inner.split_top_bottom_at_fraction(0.5);
    let article = place.path.file_name().unwrap_or_default().to_string_lossy();
    let line = StyledWords::new(format!("…{before}«{words}»{after}…")).small();
    paint_words(ui, cx, &line, upper, Align::Min);
    let below = StyledWords::new(format!("{each}   ·   {}", isolated(&article))).small();
    paint_words(ui, cx, &below.as_window().color(*cx.theme.ink_soft), lower, Align::Min);
    if response.clicked() {
        requests.push(WindowAction::Dismiss);
        requests
            .push(CompareAction::ShowAt { path: place.path.clone(), bytes: place.bytes.clone() });
    }
}
