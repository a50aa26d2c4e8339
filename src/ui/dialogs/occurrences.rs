//! Tagging every place where the same words occur.

use egui::Ui;

use super::{answer_ui, heading, ticks_ui};
use crate::{
    model::{Extent, Name, schema::LabelRole},
    session::{Action, Session, find},
    text::TextRange,
    ui::{
        Cx, Requests, WindowAction,
        text::{Button, Words, button, label},
    },
};

/// Bytes of context shown at either side.
const CONTEXT: usize = 60;

/// The places, and which are chosen.
#[derive(Debug)]
pub(super) struct State {
    words: String,
    label: Name,
    places: Vec<TextRange>,
    ticks: Vec<bool>,
}

impl State {
    pub(super) fn new(session: &Session) -> Self {
        let mut state =
            Self { words: String::new(), label: "date".into(), places: vec![], ticks: vec![] };
        let Some(open) = session.open() else { return state };
        let document = open.document();
        let range = match (open.selected(), open.active()) {
            (None, Some(active)) => {
                state.label = active.label.clone();
                Some(active.extent.first())
            }
            _ => open.target().ok(),
        };
        let Some(range) = range else { return state };
        document.text().slice(range).clone_into(&mut state.words);
        state.places = find(document.text(), &state.words);
        state.tick_free(session);
        state
    }

    /// Ticks the places that do not have the label yet.
    fn tick_free(&mut self, session: &Session) {
        let Some(open) = session.open() else { return };
        let free =
            |it: &TextRange| open.annotation_at(&Extent::from(*it), self.label.as_str()).is_none();
        self.ticks = self.places.iter().map(free).collect();
    }
}

/// Shows the dialog.
pub(super) fn occurrences_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, state: &mut State) {
    heading(ui, cx, "command-occurrences");
    let Some(open) = cx.session.open() else { return };
    let n = cx.strings.number(state.places.len());
    let found = cx.strings.with("occurrences-found", &[("n", &n), ("words", &state.words)]);
    label(ui, cx, Words::new(found).wrapped());
    cx.in_rows(ui, 30.0, |ui| {
        for it in cx.session.schema().labels.iter().filter(|it| it.role == LabelRole::Main) {
            let look = Button::new(cx.title(&it.title)).swatch(cx.theme.of_pair(&it.color));
            if button(ui, cx, look.selected_if(state.label == *it.id.as_str())).clicked() {
                state.label = it.id.as_str().into();
                state.tick_free(cx.session);
            }
        }
    });
    let text = open.document().text().as_str();
    let around = |index: usize| {
        let Some(place) = state.places.get(index) else { return String::new() };
        let from = text.floor_char_boundary(place.start().saturating_sub(CONTEXT));
        let to = text.ceil_char_boundary((place.end() + CONTEXT).min(text.len()));
        text.get(from..to).unwrap_or_default().replace(['\n', '\r'], " ")
    };
    ticks_ui(ui, cx, &mut state.ticks, &around);
    let chosen = state.places.iter().zip(&state.ticks).filter(|(_, tick)| **tick);
    let ranges: Vec<TextRange> = chosen.map(|(place, _)| *place).collect();
    if answer_ui(ui, cx, requests, "occurrences-tag", !ranges.is_empty()) {
        requests.push(WindowAction::Dismiss);
        requests.push(Action::AnnotateAll { ranges, label: state.label.clone() });
    }
}
