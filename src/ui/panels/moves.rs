//! Where the tags of a changed article went: what waits for a word, with the places that come into
//! question; and the tags that have no place any more.

use std::path::{Path, PathBuf};

use egui::{Frame, Margin, Panel, ScrollArea, Stroke, Ui, vec2};

use super::divider::divider;
use crate::{
    check::FindingPlace,
    model::{AnnotationId, Extent, Name, Orphan},
    session::{
        EditAction, Editor, MovesReview, NavigateAction, PlaceChoice, ReviewAction, Selection,
    },
    store::{DoubtKind, PlacementDoubt},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        row_list::RowList,
        text::{ButtonLook, StyledWords, button, label},
        theme,
    },
};

/// The height of a row of the list, in points.
const ROW: f32 = 32.0;
/// Characters of what stood around a tag, on each side.
const AROUND: usize = 40;

/// What the panel shows.
#[derive(Debug, Default)]
pub struct MovesPanel {
    /// Left for later.
    hidden: bool,
    /// Orphans are shown when asked for.
    shown: bool,
    tab: MovesTab,
    /// The tag that is asked about, and its article.
    current: Option<(PathBuf, AnnotationId)>,
    /// The tag without a place to which the issues have led.
    led_to: Option<AnnotationId>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum MovesTab {
    #[default]
    Waiting,
    Certain,
}

impl MovesPanel {
    /// True while the panel shows what waits for a word.
    pub fn is_open(&self) -> bool {
        !self.hidden
    }

    /// True while the panel shows what has no place, wherever there is some.
    pub fn shows_orphans(&self) -> bool {
        self.shown
    }

    /// Shows the panel.
    pub fn show(&mut self) {
        (self.hidden, self.shown) = (false, true);
    }

    /// Asks about one tag, and shows its likeliest place on the page.
    fn ask_about(
        &mut self,
        cx: &FrameContext<'_>,
        requests: &mut FrameRequests,
        doubt: &PlacementDoubt,
    ) {
        let article = cx.session.article_path().map(Path::to_owned);
        self.current = article.map(|it| (it, doubt.annotation.id));
        preview(requests, doubt.candidates.first());
    }

    /// Shows the panel where the issues that are gone through come to a tag without a place.
    fn follow_findings(&mut self, open: &Editor) {
        let findings = open.findings();
        let current = findings.current().and_then(|it| findings.list().get(it));
        let orphan = current.and_then(|it| match it.place {
            FindingPlace::Orphan(id) => Some(id),
            FindingPlace::Tag(_) | FindingPlace::Link(_) | FindingPlace::Article => None,
        });
        if orphan.is_some() && orphan != self.led_to {
            self.show();
        }
        self.led_to = orphan;
    }

    /// Leaves it for later.
    pub fn hide(&mut self) {
        (self.hidden, self.shown) = (true, false);
    }
}

/// Shows the panel beside the page while tags wait, or orphans are asked for.
pub fn moves_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut MovesPanel,
) {
    let Some(open) = cx.session.editor() else { return };
    state.follow_findings(open);
    let review = cx.session.review().filter(|_| !state.hidden);
    let has_orphans = state.shown && open.document().orphans().len() > 0;
    if review.is_none() && !has_orphans {
        // The next article that changed is shown again.
        state.hidden &= cx.session.has_moves();
        return;
    }
    let width = (ui.available_width() * 0.4).clamp(240.0, 380.0);
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(12, 10));
    let panel = if cx.is_mirrored() { Panel::left("moves") } else { Panel::right("moves") };
    let room = ui.available_rect_before_wrap().y_range();
    let panel = panel.frame(frame).show_separator_line(false);
    let shown = panel.exact_size(width).show(ui, |ui| {
        ui.with_layout(cx.column(), |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let title = if review.is_some() { "moves-title" } else { "orphans-title" };
            head_ui(ui, cx, requests, title);
            match review {
                Some(review) => review_ui(ui, cx, requests, state, (open, review)),
                None => orphans_ui(ui, cx, requests, open),
            }
        });
    });
    divider(ui, cx, &shown.response, room);
}

fn head_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, title: &str) {
    cx.in_row(ui, 28.0, |ui| {
        label(ui, cx, StyledWords::new(cx.t(title)).strong());
        ui.with_layout(cx.row_from_end(), |ui| {
            if button(ui, cx, ButtonLook::new(cx.t("moves-later")).plain()).clicked() {
                requests.push(WindowAction::HideMoves);
            }
        });
    });
}

fn review_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut MovesPanel,
    (open, review): (&Editor, &MovesReview),
) {
    let soft = |words: String| StyledWords::new(words).small().wrapped().color(*cx.theme.ink_soft);
    // Where nothing is answered there is no step to undo.
    let how = if review.doubts().is_empty() { "moves-how-certain" } else { "moves-how" };
    label(ui, cx, soft(cx.t(how)));
    agree_ui(ui, cx, requests, (open, review));
    cx.in_row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let (waiting, certain) = (review.undecided(), review.certain());
        for (tab, key, n) in [
            (MovesTab::Waiting, "moves-waiting", waiting),
            (MovesTab::Certain, "moves-certain", certain),
        ] {
            let look = ButtonLook::new(StyledWords::new(cx.strings.count(key, n)).small()).plain();
            if button(ui, cx, look.selected_if(state.tab == tab)).clicked() {
                state.tab = tab;
            }
        }
    });
    match state.tab {
        MovesTab::Certain => certain_ui(ui, cx, requests, (open, review)),
        MovesTab::Waiting => waiting_ui(ui, cx, requests, state, (open, review)),
    }
}

/// The button that settles all of it, and what it will do.
fn agree_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    (open, review): (&Editor, &MovesReview),
) {
    let allowed = cx.session.may_agree();
    cx.in_rows(ui, 30.0, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let look = ButtonLook::new(cx.t("moves-agree")).primary().enabled_if(allowed.is_ok());
        if button(ui, cx, look).clicked() {
            requests.push(ReviewAction::Agree);
        }
        let unchanged = review.unchanged(open).len();
        if unchanged > 0 {
            let look = ButtonLook::new(cx.strings.count("moves-unchanged", unchanged));
            if button(ui, cx, look).clicked() {
                requests.push(ReviewAction::DecideGroup(DoubtKind::Unchanged));
            }
        }
    });
    if let Err(reason) = allowed {
        label(
            ui,
            cx,
            StyledWords::new(cx.words_of(&reason)).small().wrapped().color(*cx.theme.warning),
        );
    } else if review.undecided() > 0 {
        let words = cx.strings.count("moves-undecided", review.undecided());
        label(ui, cx, StyledWords::new(words).small().wrapped().color(*cx.theme.warning));
    }
}

fn certain_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    (open, review): (&Editor, &MovesReview),
) {
    let waits = |id: AnnotationId| review.choice(id).is_some();
    let placed = open.document().in_reading_order();
    let certain: Vec<_> = placed.into_iter().filter(|it| !waits(it.id)).collect();
    rows_ui(ui, cx, f32::INFINITY, certain.len(), |ui, at| {
        let Some(annotation) = certain.get(at) else { return };
        let words = open.document().quote(annotation);
        let is_active = open.active().is_some_and(|active| active.id == annotation.id);
        if row_ui(ui, cx, &annotation.label, "●", &words, is_active) {
            requests.push(NavigateAction::Activate(Some(annotation.id)));
            requests.push(WindowAction::ScrollTo(annotation.extent.start()));
        }
    });
}

fn waiting_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut MovesPanel,
    (open, review): (&Editor, &MovesReview),
) {
    let doubts = review.doubts();
    if doubts.is_empty() {
        label(ui, cx, StyledWords::new(cx.t("moves-none")).small().wrapped());
        return;
    }
    groups_ui(ui, cx, requests, (open, review));
    let at = current_row(cx, requests, state, review);
    let open_sign = cx.t("moves-open-sign");
    let height = (ui.available_height() * 0.4).max(3.0 * ROW);
    rows_ui(ui, cx, height, doubts.len(), |ui, row| {
        let Some(doubt) = doubts.get(row) else { return };
        let sign = match review.choice(doubt.annotation.id) {
            None => open_sign.as_str(),
            Some(PlaceChoice::At(_)) => "✓",
            Some(PlaceChoice::Lost) => "×",
        };
        if row_ui(ui, cx, &doubt.annotation.label, sign, &doubt.quote.words, row == at) {
            state.ask_about(cx, requests, doubt);
        }
    });
    ui.separator();
    if let Some(doubt) = doubts.get(at) {
        ScrollArea::vertical().id_salt("doubt").auto_shrink(false).show(ui, |ui| {
            ui.with_layout(cx.column(), |ui| doubt_ui(ui, cx, requests, open, review, doubt));
        });
    }
}

/// The row of the tag that is asked about: of the first without an answer, whose likeliest place is shown on
/// the page, where none of this article was asked about yet.
fn current_row(
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut MovesPanel,
    review: &MovesReview,
) -> usize {
    let doubts = review.doubts();
    let article = cx.session.article_path();
    let is_current = |it: &PlacementDoubt| {
        state
            .current
            .as_ref()
            .is_some_and(|(path, id)| Some(path.as_path()) == article && *id == it.annotation.id)
    };
    if let Some(at) = doubts.iter().position(is_current) {
        return at;
    }
    let waits = |it: &PlacementDoubt| review.choice(it.annotation.id).is_none();
    let at = doubts.iter().position(waits).unwrap_or(0);
    if let Some(doubt) = doubts.get(at) {
        state.ask_about(cx, requests, doubt);
    }
    at
}

/// What waits for the same reason, answered at once; those that stand unchanged have a button above.
fn groups_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    (open, review): (&Editor, &MovesReview),
) {
    for (kind, ids) in review.groups(open) {
        if kind == DoubtKind::Unchanged || ids.len() < 2 {
            continue;
        }
        let (n, why) = (cx.strings.number(ids.len()), cx.words_of(&kind));
        let words = cx.strings.with("moves-same-way", &[("n", &n), ("why", &why)]);
        let look = ButtonLook::new(StyledWords::new(words).small()).plain().full_width();
        if button(ui, cx, look).clicked() {
            requests.push(ReviewAction::DecideGroup(kind));
        }
    }
}

/// What a tag was, and the places that come into question.
fn doubt_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    open: &Editor,
    review: &MovesReview,
    doubt: &PlacementDoubt,
) {
    let soft = |words: String| StyledWords::new(words).small().color(*cx.theme.ink_soft);
    let id = doubt.annotation.id;
    let choice = review.choice(id);
    label(ui, cx, soft(cx.t("moves-was")));
    let passage = &doubt.quote;
    let was = in_context(&passage.before, &passage.words, &passage.after);
    label(ui, cx, StyledWords::new(was).wrapped());
    ui.add_space(4.0);
    let places = doubt.candidates.len();
    let where_now = if places == 0 { cx.t("moves-nowhere") } else { cx.t("moves-where") };
    label(ui, cx, soft(where_now).wrapped());
    for extent in &doubt.candidates {
        let is_chosen = choice == Some(&PlaceChoice::At(extent.clone()));
        if place_ui(ui, cx, &context_of(open, extent), is_chosen) {
            preview(requests, Some(extent));
            let choice = (!is_chosen).then(|| PlaceChoice::At(extent.clone()));
            requests.push(ReviewAction::Decide { id, choice });
        }
    }
    cx.in_rows(ui, 30.0, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let selected = open.selected().map(Extent::from);
        let look = ButtonLook::new(cx.t("moves-selected")).enabled_if(selected.is_some());
        if button(ui, cx, look).clicked()
            && let Some(extent) = selected
        {
            requests.push(ReviewAction::Decide { id, choice: Some(PlaceChoice::At(extent)) });
        }
        let is_lost = choice == Some(&PlaceChoice::Lost);
        let look = ButtonLook::new(cx.t("moves-lost")).selected_if(is_lost);
        if button(ui, cx, look).clicked() {
            requests
                .push(ReviewAction::Decide { id, choice: (!is_lost).then_some(PlaceChoice::Lost) });
        }
    });
}

/// A place with what stands around it; true when it was chosen.
fn place_ui(ui: &mut Ui, cx: &FrameContext<'_>, words: &str, is_chosen: bool) -> bool {
    let line = if is_chosen { *cx.theme.accent } else { *cx.theme.line_strong };
    let fill = if is_chosen { *cx.theme.accent_soft } else { *cx.theme.panel_raised };
    let frame = Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(8, 4));
    let mut chosen = false;
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.with_layout(cx.column(), |ui| {
            label(ui, cx, StyledWords::new(words).wrapped());
            let key = if is_chosen { "moves-chosen" } else { "moves-here" };
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small()).selected_if(is_chosen);
            chosen = button(ui, cx, look).clicked();
        });
    });
    chosen
}

fn orphans_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, open: &Editor) {
    let orphans: Vec<&Orphan> = open.document().orphans().collect();
    label(
        ui,
        cx,
        StyledWords::new(cx.t("orphans-how")).small().wrapped().color(*cx.theme.ink_soft),
    );
    let may = cx.session.may_write().is_ok();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.with_layout(cx.column(), |ui| {
            for orphan in orphans {
                let name = format!("{}: {}", cx.label_title(&orphan.label), orphan.words);
                label(ui, cx, StyledWords::new(cx.label_title(&orphan.label)).small().strong());
                label(
                    ui,
                    cx,
                    StyledWords::new(in_context(&orphan.before, &orphan.words, &orphan.after))
                        .wrapped(),
                );
                for extent in cx.session.places_for(orphan.id) {
                    if place_ui(ui, cx, &context_of(open, extent), false) && may {
                        let (id, extent) = (orphan.id, extent.clone());
                        requests.push(WindowAction::ScrollTo(extent.start()));
                        requests.push(EditAction::PlaceOrphanAt { id, extent });
                    }
                }
                cx.in_rows(ui, 30.0, |ui| {
                    let place = ButtonLook::new(StyledWords::new(cx.t("orphans-place")).small());
                    let place = place.enabled_if(may && open.selected().is_some());
                    if button(ui, cx, place).clicked() {
                        requests.push(EditAction::PlaceOrphan(orphan.id));
                    }
                    let remove =
                        ButtonLook::new(StyledWords::new(cx.t("short-remove")).small()).plain();
                    let remove = remove.enabled_if(may);
                    let remove =
                        remove.named(cx.strings.with("orphans-remove", &[("what", &name)]));
                    if button(ui, cx, remove).clicked() {
                        requests.push(EditAction::RemoveOrphan(orphan.id));
                    }
                });
                ui.separator();
            }
        });
    });
}

/// A list that draws only the rows in view.
fn rows_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    height: f32,
    count: usize,
    mut row: impl FnMut(&mut Ui, usize),
) {
    let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    RowList { height: ROW, count }.show(ui, area, |ui, at| {
        ui.with_layout(cx.column(), |ui| row(ui, at));
    });
}

/// One tag of a list; true when it was clicked.
fn row_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    kind: &Name,
    sign: &str,
    words: &str,
    is_current: bool,
) -> bool {
    let color = cx.theme.label(cx.session.schema(), kind.as_str());
    let text = format!("{sign}  {words}");
    let look =
        ButtonLook::new(StyledWords::new(text).as_window()).plain().full_width().swatch(color);
    let name = format!("{}: {words}", cx.label_title(kind));
    button(ui, cx, look.selected_if(is_current).named(name)).clicked()
}

/// Shows a place on the page.
fn preview(requests: &mut FrameRequests, extent: Option<&Extent>) {
    let Some(extent) = extent else { return };
    requests.push(NavigateAction::Select(Selection::of(extent.hull())));
    requests.push(WindowAction::ScrollTo(extent.start()));
}

fn context_of(open: &Editor, extent: &Extent) -> String {
    let text = open.document().text().as_str();
    let hull = extent.hull();
    let before = text.get(..hull.start()).unwrap_or_default();
    let after = text.get(hull.end()..).unwrap_or_default();
    in_context(before, open.document().text().slice(hull), after)
}

/// The words between guillemets, with what stands around them, in one line.
fn in_context(before: &str, words: &str, after: &str) -> String {
    let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |it| it.0);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |it| it.0);
    let (before, after) = (before.get(from..), after.get(..to));
    let line = format!("…{}«{words}»{}…", before.unwrap_or_default(), after.unwrap_or_default());
    line.replace(['\n', '\r', '\t'], " ")
}
