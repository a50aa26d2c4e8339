//! The places of some words, in the open article or in all: a list below the page, in which places are
//! ticked and given a label, each article by a step of its own.

mod line;

use std::collections::BTreeSet;

use egui::{Frame, Key, Margin, Modifiers, Panel, ScrollArea, Ui};

use crate::{
    language::Spelling,
    model::Name,
    session::{SearchAction, Session},
    ui::{
        FrameContext, FrameRequests, PlacesScope, WindowAction,
        text::{ButtonLook, StyledWords, TextField, button, field, label},
    },
};

/// The height of the panel, in points, and the part of the window it takes at most.
const HEIGHT: f32 = 340.0;
const PART: f32 = 0.5;
/// How wide the field is, in points.
const FIELD: f32 = 260.0;

/// What was typed, and which places are chosen.
#[derive(Debug, Default)]
pub struct PlacesPanel {
    is_open: bool,
    /// True while its field has the keyboard.
    has_keys: bool,
    /// True where it had it in the frame before: Escape takes it away before anybody sees the key.
    had_keys: bool,
    query: TextField,
    scope: PlacesScope,
    /// What the list is of.
    listed: Option<ListedSearch>,
    /// The line that the arrows are at.
    chosen: usize,
    ticked: BTreeSet<usize>,
    /// The label to give; none until one is chosen.
    label: Option<Name>,
}

/// What was looked for last.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ListedSearch {
    query: String,
    scope: PlacesScope,
    spelling: Spelling,
}

impl PlacesPanel {
    /// True while it is shown.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// True while its field has the keyboard.
    pub fn has_keys(&self) -> bool {
        self.is_open && (self.has_keys || self.had_keys)
    }

    /// Hides it.
    pub fn close(&mut self) {
        self.is_open = false;
    }

    /// Shows it and gives it the keyboard, with the words that are selected, or of the active tag.
    pub fn open(&mut self, scope: PlacesScope, session: &Session) {
        let words = words_in_hand(scope, session);
        if let Some(words) = words.filter(|it| !it.contains('\n')) {
            self.query = TextField::new(&words);
        }
        self.query.focus();
        self.scope = if session.folder().is_some() { scope } else { PlacesScope::Article };
        (self.is_open, self.label) = (true, None);
        self.ticked.clear();
    }

    /// Asks for the places, where what is listed is something else.
    fn follow(&mut self, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let query = self.query.text().to_owned();
        let spelling = cx.session.spelling();
        let wanted = ListedSearch { query, scope: self.scope, spelling };
        if self.listed.as_ref() == Some(&wanted) {
            return;
        }
        self.ticked.clear();
        self.chosen = 0;
        requests.push(match self.scope {
            PlacesScope::Folder => SearchAction::FindInAll(wanted.query.clone()),
            PlacesScope::Article => SearchAction::FindInArticle(wanted.query.clone()),
        });
        self.listed = Some(wanted);
    }
}

/// The words that are selected; to be found in the open article also those of the active tag, or at the
/// caret.
fn words_in_hand(scope: PlacesScope, session: &Session) -> Option<String> {
    let open = session.editor()?;
    let range = match (open.selected(), open.active(), scope) {
        (Some(selected), _, _) => Some(selected),
        (None, Some(active), PlacesScope::Article) => Some(active.extent.first()),
        (None, None, PlacesScope::Article) => open.target().ok(),
        (None, _, PlacesScope::Folder) => None,
    };
    range.map(|it| open.document().text().slice(it).to_owned())
}

/// Shows the panel.
pub fn places_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut PlacesPanel,
) {
    let is_there = cx.session.folder().is_some() || cx.session.editor().is_some();
    if !state.is_open || !is_there {
        return;
    }
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(10, 6));
    let height = HEIGHT.min(ui.available_height() * PART);
    Panel::bottom("places").frame(frame).exact_size(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        head_ui(ui, cx, requests, state);
        state.follow(cx, requests);
        let foot = 34.0;
        let room = (ui.available_height() - foot - 4.0).max(line::ROW);
        lines_ui(ui, cx, requests, state, room);
        foot_ui(ui, cx, requests, state, foot);
    });
}

/// What is looked for, where, in which spellings; how many there are; a way out.
fn head_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut PlacesPanel,
) {
    cx.in_row(ui, 30.0, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let shown = ui.scope(|ui| {
            ui.set_max_width(FIELD.min(ui.available_width() * 0.4));
            field(ui, cx, &mut state.query, &cx.t("places-field"), &cx.t("find-all-hint"))
        });
        let (response, event) = shown.inner;
        state.had_keys = std::mem::replace(&mut state.has_keys, response.has_focus());
        let hits = cx.session.concordance().hits();
        if event.submitted
            && let Some(hit) = hits.get(state.chosen)
        {
            line::go_to(requests, hit);
        }
        if cx.session.folder().is_some() && cx.session.editor().is_some() {
            for (scope, key) in
                [(PlacesScope::Folder, "places-in-all"), (PlacesScope::Article, "places-in-this")]
            {
                let look = ButtonLook::new(StyledWords::new(cx.t(key)).small()).plain();
                if button(ui, cx, look.selected_if(state.scope == scope)).clicked() {
                    state.scope = scope;
                }
            }
        }
        let is_exact = cx.session.spelling() == Spelling::Exact;
        let look = ButtonLook::new(StyledWords::new(cx.t("find-exact")).small()).plain();
        if button(ui, cx, look.selected_if(is_exact)).clicked() {
            let other = if is_exact { Spelling::Any } else { Spelling::Exact };
            requests.push(SearchAction::SpellAs(other));
        }
        ui.with_layout(cx.row_from_end(), |ui| {
            let close = ButtonLook::new("×").plain().named(cx.t("places-close"));
            if button(ui, cx, close).clicked() {
                requests.push(WindowAction::CloseLowerPanel);
            }
            ui.with_layout(cx.row(), |ui| summary_ui(ui, cx));
        });
    });
}

/// How many places there are, and how far the search is.
fn summary_ui(ui: &mut Ui, cx: &FrameContext<'_>) {
    let found = cx.session.concordance();
    if found.query().trim().is_empty() {
        return;
    }
    let (done, all) = found.progress();
    let [n, done_words, all_words] =
        [found.hits().len(), done, all].map(|it| cx.strings.number(it));
    let values = [("n", n.as_str()), ("done", &done_words), ("all", &all_words)];
    let key = match () {
        () if found.is_cut() => "find-all-cut",
        () if done < all => "find-all-under-way",
        () => "find-all-found",
    };
    let words = StyledWords::new(cx.strings.with(key, &values)).small();
    label(ui, cx, words.color(*cx.theme.ink_soft));
    if found.unread() > 0 {
        let words = cx.strings.count("find-all-unread", found.unread());
        label(ui, cx, StyledWords::new(words).small().color(*cx.theme.warning));
    }
}

/// The places that are in view.
fn lines_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut PlacesPanel,
    room: f32,
) {
    let hits = cx.session.concordance().hits();
    let has_moved = walk(ui, state, hits.len());
    let (done, all) = cx.session.concordance().progress();
    if hits.is_empty() && done == all && !cx.session.concordance().query().trim().is_empty() {
        let words = StyledWords::new(cx.t("places-nothing")).color(*cx.theme.ink_soft);
        cx.in_row(ui, line::ROW, |ui| label(ui, cx, words));
        return;
    }
    let mut area =
        ScrollArea::vertical().id_salt("places").max_height(room).min_scrolled_height(room);
    if has_moved {
        #[expect(clippy::cast_precision_loss, reason = "a line of some thousands")]
        let top = state.chosen as f32 * (line::ROW + ui.spacing().item_spacing.y);
        area = area.vertical_scroll_offset((top - room / 2.0).max(0.0));
    }
    area.auto_shrink(false).show_rows(ui, line::ROW, hits.len(), |ui, rows| {
        ui.with_layout(cx.column(), |ui| {
            for index in rows {
                let Some(hit) = hits.get(index) else { continue };
                let is_ticked = state.ticked.contains(&index);
                let is_chosen = index == state.chosen;
                let pressed = line::line_ui(ui, cx, hit, is_chosen, is_ticked);
                if pressed.tick {
                    set_ticked(&mut state.ticked, index, !is_ticked);
                }
                if pressed.line {
                    state.chosen = index;
                    line::go_to(requests, hit);
                }
            }
        });
    });
}

fn set_ticked(ticked: &mut BTreeSet<usize>, index: usize, is_ticked: bool) {
    if is_ticked {
        ticked.insert(index);
    } else {
        ticked.remove(&index);
    }
}

/// Up and down choose a line, `Ctrl+Space` ticks it; true where another line was chosen.
fn walk(ui: &Ui, state: &mut PlacesPanel, count: usize) -> bool {
    if !state.has_keys {
        return false;
    }
    let before = state.chosen;
    let (up, down, tick) = ui.input_mut(|input| {
        let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
        let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        (up, down, input.consume_key(Modifiers::COMMAND, Key::Space))
    });
    if down {
        state.chosen = (state.chosen + 1).min(count.saturating_sub(1));
    }
    if up {
        state.chosen = state.chosen.saturating_sub(1);
    }
    if tick && state.chosen < count {
        let is_ticked = state.ticked.contains(&state.chosen);
        set_ticked(&mut state.ticked, state.chosen, !is_ticked);
    }
    state.chosen != before
}

/// What the ticked places become: all or none of them, a label, and what pressing does, before it is done.
fn foot_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut PlacesPanel,
    height: f32,
) {
    let found = cx.session.concordance();
    let count = found.hits().len();
    if count == 0 {
        return;
    }
    cx.in_row(ui, height, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        // What is tagged already is left to be ticked by hand, such as for a second label.
        let hits = found.hits().iter().enumerate();
        let free: BTreeSet<usize> =
            hits.filter(|it| cx.session.tag_on(it.1).is_none()).map(|it| it.0).collect();
        let all_ticked = free.is_subset(&state.ticked) && !state.ticked.is_empty();
        let key = if all_ticked { "places-tick-none" } else { "places-tick-all" };
        let words = StyledWords::new(cx.strings.count(key, free.len())).small();
        let look = ButtonLook::new(words).enabled_if(all_ticked || !free.is_empty());
        if button(ui, cx, look).clicked() {
            state.ticked = if all_ticked { BTreeSet::new() } else { free };
        }
        if state.ticked.is_empty() {
            let words = StyledWords::new(cx.t("places-how")).small().color(*cx.theme.ink_soft);
            label(ui, cx, words);
            return;
        }
        for kind in &cx.session.schema().labels {
            let is_chosen = state.label.as_ref().is_some_and(|it| *it == *kind.id.as_str());
            let title = cx.title(&kind.title);
            let named = cx.strings.with("places-as", &[("label", &title)]);
            let look = ButtonLook::new(StyledWords::new(title).small()).named(named);
            let look = look.swatch(cx.theme.of_pair(&kind.color));
            if button(ui, cx, look.selected_if(is_chosen)).clicked() {
                state.label = Some(kind.id.as_str().into());
            }
        }
        ui.with_layout(cx.row_from_end(), |ui| tag_ui(ui, cx, requests, state));
    });
}

/// The button that tags, with the number of places and articles on it.
fn tag_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut PlacesPanel,
) {
    let plan = state.label.as_ref().map(|it| cx.session.tagging_plan(&state.ticked, it));
    let Some(Ok(plan)) = plan else {
        let n = cx.strings.number(state.ticked.len());
        let words = cx.strings.with("places-choose-label", &[("n", &n)]);
        label(ui, cx, StyledWords::new(words).small().color(*cx.theme.ink_soft));
        return;
    };
    let [n, articles] = [plan.count(), plan.articles.len()].map(|it| cx.strings.number(it));
    let values = [("n", n.as_str()), ("articles", &articles)];
    let words = cx.strings.with("places-tag", &values);
    if button(ui, cx, ButtonLook::new(words).primary()).clicked() {
        requests.push(SearchAction::TagPlaces(plan));
        state.ticked.clear();
    }
}
