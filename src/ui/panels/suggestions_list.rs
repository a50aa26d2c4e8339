//! The suggestions of the article in a list below the page: those to decide, those left for later, and
//! those that were rejected, which can be taken back.

use egui::{
    Align, Color32, Frame, Margin, Panel, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::{
    model::{Dismissal, DismissalKind, Name},
    session::{EditAction, Editor, NavigateAction, Reason, SuggestionStanding},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        row_list::RowList,
        tag_summary,
        text::{ButtonLook, StyledWords, button, label, paint_words},
        theme,
    },
};

/// The height of a row, in points.
const ROW: f32 = 32.0;
/// The height of the panel, in points, and the part of the window it takes at most.
const HEIGHT: f32 = 196.0;
const PART: f32 = 0.4;
/// The part of a row in which it says why.
const WHY: f32 = 0.35;
/// Room for the button at a row's end, in points.
const TAKE_BACK: f32 = 120.0;

/// Which suggestions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ListedPart {
    #[default]
    Open,
    Later,
    HeldBack,
    Rejected,
}

/// What the list shows.
#[derive(Debug, Default)]
pub struct SuggestionsList {
    pub(super) shown: bool,
    part: ListedPart,
}

/// Shows the list, where an article is open.
pub fn suggestions_list_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut SuggestionsList,
) {
    let Some(open) = cx.session.editor().filter(|_| state.shown) else { return };
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(10, 6));
    let height = HEIGHT.min(ui.available_height() * PART);
    Panel::bottom("suggestions").frame(frame).exact_size(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        head_ui(ui, cx, requests, state, open);
        match state.part {
            ListedPart::Open => mentions_ui(ui, cx, requests, open, SuggestionStanding::Open),
            ListedPart::Later => mentions_ui(ui, cx, requests, open, SuggestionStanding::Later),
            ListedPart::HeldBack => held_back_ui(ui, cx, requests, open),
            ListedPart::Rejected => rejected_ui(ui, cx, requests, open),
        }
    });
}

fn head_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut SuggestionsList,
    open: &Editor,
) {
    cx.in_row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        label(ui, cx, StyledWords::new(cx.t("suggestions-title")).strong());
        let parts = [
            (ListedPart::Open, "suggestions-open", open.suggestions().left()),
            (ListedPart::Later, "suggestions-later", open.suggestions().later()),
            (ListedPart::HeldBack, "suggestions-held-back", open.suggestions().held_back()),
            (ListedPart::Rejected, "suggestions-rejected", rejected(open).len()),
        ];
        for (part, key, count) in parts {
            // What is not found yet has no number.
            let is_unknown = count == 0 && is_awaited(cx, part);
            let count = if is_unknown { "…".to_owned() } else { cx.strings.number(count) };
            let words = format!("{} {count}", cx.t(key));
            let look = ButtonLook::new(StyledWords::new(words).small()).plain();
            if button(ui, cx, look.selected_if(state.part == part)).clicked() {
                state.part = part;
            }
        }
        ui.with_layout(cx.row_from_end(), |ui| {
            let close = ButtonLook::new("×").plain().named(cx.t("suggestions-close"));
            if button(ui, cx, close).clicked() {
                requests.push(WindowAction::ToggleSuggestionsList);
            }
        });
    });
}

/// True while it is not known yet what there is of a part. What was rejected is read, not found.
fn is_awaited(cx: &FrameContext<'_>, part: ListedPart) -> bool {
    match part {
        ListedPart::Open | ListedPart::Later | ListedPart::HeldBack => {
            cx.session.awaits_suggestions()
        }
        ListedPart::Rejected => cx.session.awaits_tags(),
    }
}

/// What was rejected, in text order; words that are gone come last.
fn rejected(open: &Editor) -> Vec<&Dismissal> {
    let mut found: Vec<&Dismissal> =
        open.document().dismissals().filter(|it| it.kind == DismissalKind::Rejected).collect();
    found.sort_by_key(|it| it.target.extent().map_or(usize::MAX, crate::model::Extent::start));
    found
}

fn mentions_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    open: &Editor,
    standing: SuggestionStanding,
) {
    listed_ui(ui, cx, requests, open, |index| open.suggestions().standing(index) == standing);
}

/// What is held back, whether it is shown on the page now or not.
fn held_back_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, open: &Editor) {
    listed_ui(ui, cx, requests, open, |index| match open.suggestions().standing(index) {
        SuggestionStanding::HeldBack => true,
        SuggestionStanding::Open => open.why_held_back(index).is_some(),
        SuggestionStanding::Later | SuggestionStanding::Unwanted | SuggestionStanding::Settled => {
            false
        }
    });
}

fn listed_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    open: &Editor,
    is_listed: impl Fn(usize) -> bool,
) {
    let suggestions = open.suggestions();
    let all = 0..suggestions.mentions().len();
    let shown: Vec<usize> = all.filter(|it| is_listed(*it)).collect();
    if shown.is_empty() {
        empty_ui(ui, cx, ListedPart::Open);
        return;
    }
    let area = ScrollArea::vertical().id_salt("mentions").auto_shrink(false);
    RowList { height: ROW, count: shown.len() }.show(ui, area, |ui, at| {
        let Some(index) = shown.get(at) else { return };
        let Some(mention) = suggestions.mentions().get(*index) else { return };
        let row = ListRow {
            words: tag_summary::suggestion_line(cx, open, *index),
            label: cx.label_title(&Name::from(&*mention.label)),
            color: cx.theme.label(open.document().schema(), &mention.label),
            why: why_words(cx, open, *index),
            is_current: suggestions.current() == Some(*index),
            can_be_taken_back: false,
        };
        let (is_pressed, _) = row_ui(ui, cx, &row);
        if is_pressed && suggestions.standing(*index) == SuggestionStanding::HeldBack {
            requests.push(NavigateAction::ShowHeldBack(true));
        }
        if is_pressed {
            requests.push(NavigateAction::CurrentSuggestion(Some(*index)));
        }
    });
}

fn rejected_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, open: &Editor) {
    let shown = rejected(open);
    if shown.is_empty() {
        empty_ui(ui, cx, ListedPart::Rejected);
        return;
    }
    let area = ScrollArea::vertical().id_salt("rejected").auto_shrink(false);
    RowList { height: ROW, count: shown.len() }.show(ui, area, |ui, at| {
        let Some(it) = shown.get(at) else { return };
        let row = rejected_row(cx, open, it);
        let (is_pressed, is_taken_back) = row_ui(ui, cx, &row);
        if is_taken_back {
            requests.push(EditAction::TakeBack(it.target.clone()));
        } else if let Some(extent) = it.target.extent().filter(|_| is_pressed) {
            requests.push(WindowAction::ScrollTo(extent.start()));
        }
    });
}

fn rejected_row(cx: &FrameContext<'_>, open: &Editor, dismissal: &Dismissal) -> ListRow {
    let document = open.document();
    let words = match &dismissal.target.place {
        crate::model::DismissedPlace::At(extent) => document.text().quote(extent.pieces()),
        crate::model::DismissedPlace::Gone { words, .. } => {
            cx.strings.with("suggestions-gone", &[("words", words)])
        }
    };
    let title = cx.label_title(&dismissal.target.label);
    let label = if dismissal.everywhere {
        cx.strings.with("suggestions-everywhere", &[("label", &title)])
    } else {
        title
    };
    ListRow {
        words,
        label,
        color: cx.theme.label(document.schema(), dismissal.target.label.as_str()),
        why: String::new(),
        is_current: false,
        can_be_taken_back: cx.session.may_write().is_ok(),
    }
}

/// Why something is suggested, and why it is held back where it is.
pub(in crate::ui) fn why_words(cx: &FrameContext<'_>, open: &Editor, index: usize) -> String {
    let why = open.why_suggested(index).map(|it| cx.words_of(&it));
    let held_back = open.why_held_back(index).map(|it| cx.words_of(&it));
    let said: Vec<String> = held_back.into_iter().chain(why).collect();
    said.join(" · ")
}

fn empty_ui(ui: &mut Ui, cx: &FrameContext<'_>, part: ListedPart) {
    let words = match (is_awaited(cx, part), part) {
        (false, _) => cx.t("suggestions-none"),
        (true, ListedPart::Rejected) => cx.words_of(&Reason::Loading),
        (true, ListedPart::Open | ListedPart::Later | ListedPart::HeldBack) => {
            cx.t("suggestions-still-looked-for")
        }
    };
    let words = StyledWords::new(words).color(*cx.theme.ink_soft);
    cx.in_row(ui, ROW, |ui| label(ui, cx, words));
}

/// What a row says.
struct ListRow {
    words: String,
    label: String,
    color: Color32,
    /// Why it is suggested.
    why: String,
    is_current: bool,
    can_be_taken_back: bool,
}

/// Shows a row; whether it was pressed, and whether its decision is taken back.
fn row_ui(ui: &mut Ui, cx: &FrameContext<'_>, row: &ListRow) -> (bool, bool) {
    let size = vec2(ui.available_width(), ROW - 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{}: {}", row.label, row.words);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, row.is_current, &name));
    let fill = match () {
        () if row.is_current => *cx.theme.accent_soft,
        () if response.hovered() => *cx.theme.hover,
        () => *cx.theme.panel,
    };
    ui.painter().rect_filled(rect, theme::RADIUS, fill);
    if response.has_focus() {
        let ring = Stroke::new(2.0, *cx.theme.accent);
        ui.painter().rect_stroke(rect, theme::RADIUS, ring, StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let end = if row.can_be_taken_back { TAKE_BACK } else { 0.0 };
    let (rest, button_at) = from_end(cx, inner, end);
    let (swatch, rest) = cx.split_row(rest, 16.0);
    ui.painter().rect_filled(
        Rect::from_center_size(swatch.center(), vec2(9.0, 9.0)),
        3.0,
        row.color,
    );
    let (title, words) = cx.split_row(rest, 130.0);
    let shown = StyledWords::new(row.label.as_str()).small().color(*cx.theme.ink_soft);
    paint_words(ui, cx, &shown, title, Align::Min);
    let line = row.words.replace('\n', " ");
    let (words, why) = from_end(cx, words, words.width() * WHY);
    paint_words(ui, cx, &StyledWords::new(line), words.shrink2(vec2(4.0, 0.0)), Align::Min);
    let shown = StyledWords::new(row.why.as_str()).as_window().small().color(*cx.theme.ink_soft);
    paint_words(ui, cx, &shown, why, Align::Min);
    if !row.why.is_empty() {
        response.clone().on_hover_ui(|ui| {
            ui.set_max_width(320.0);
            label(ui, cx, StyledWords::new(row.why.as_str()).as_window().small().wrapped());
        });
    }
    let mut is_taken_back = false;
    if row.can_be_taken_back {
        let builder = UiBuilder::new().id_salt(&name).max_rect(button_at).layout(cx.row_from_end());
        ui.scope_builder(builder, |ui| {
            let look = ButtonLook::new(StyledWords::new(cx.t("suggestions-take-back")).small());
            let named = format!("{}: {}", cx.t("suggestions-take-back"), row.words);
            is_taken_back = button(ui, cx, look.named(named)).clicked();
        });
    }
    (response.clicked(), is_taken_back)
}

/// The rest, and a part of `width` at the reading end.
fn from_end(cx: &FrameContext<'_>, row: Rect, width: f32) -> (Rect, Rect) {
    let (first, rest) = cx.split_row(row, (row.width() - width).max(0.0));
    (first, Rect::from_min_max(pos2(rest.left(), rest.top()), rest.max))
}
