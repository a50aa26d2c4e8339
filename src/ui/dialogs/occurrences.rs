//! Tagging every place where the same words occur.

use egui::Ui;

use super::dialog_view::{DialogView, answer_ui, ticks_ui};
use crate::{
    model::{Extent, Name, schema::LabelRole},
    session::{EditAction, Session, find},
    text::TextRange,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// Bytes of context shown at either side.
const CONTEXT: usize = 60;

/// The places, and which are chosen.
#[derive(Debug)]
pub(super) struct OccurrencesDialog {
    words: String,
    label: Name,
    places: Vec<TextRange>,
    ticks: Vec<bool>,
}

impl OccurrencesDialog {
    pub(super) fn new(session: &Session) -> Self {
        let mut state =
            Self { words: String::new(), label: "date".into(), places: vec![], ticks: vec![] };
        let Some(open) = session.editor() else { return state };
        let document = open.document();
        let range = match (open.selected(), open.active()) {
            (None, Some(active)) => {
                state.label = active.label.clone();
                Some(active.extent.first())
            }
            (Some(_), _) | (None, None) => open.target().ok(),
        };
        let Some(range) = range else { return state };
        document.text().slice(range).clone_into(&mut state.words);
        state.places = find(document.text(), &state.words, session.spelling());
        state.tick_free(session);
        state
    }

    /// Ticks the places that do not have the label yet.
    fn tick_free(&mut self, session: &Session) {
        let Some(open) = session.editor() else { return };
        let free =
            |it: &TextRange| open.annotation_at(&Extent::from(*it), self.label.as_str()).is_none();
        self.ticks = self.places.iter().map(free).collect();
    }
}

impl DialogView for OccurrencesDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-occurrences")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Occurrences)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let Some(open) = cx.session.editor() else { return };
        let n = cx.strings.number(self.places.len());
        let found = cx.strings.with("occurrences-found", &[("n", &n), ("words", &self.words)]);
        label(ui, cx, StyledWords::new(found).wrapped());
        cx.in_rows(ui, 30.0, |ui| {
            for kind in cx.session.schema().labels.iter().filter(|it| it.role == LabelRole::Main) {
                let look =
                    ButtonLook::new(cx.title(&kind.title)).swatch(cx.theme.of_pair(&kind.color));
                if button(ui, cx, look.selected_if(self.label == *kind.id.as_str())).clicked() {
                    self.label = kind.id.as_str().into();
                    self.tick_free(cx.session);
                }
            }
        });
        let text = open.document().text().as_str();
        let around = |index: usize| {
            let Some(place) = self.places.get(index) else { return String::new() };
            let from = text.floor_char_boundary(place.start().saturating_sub(CONTEXT));
            let to = text.ceil_char_boundary((place.end() + CONTEXT).min(text.len()));
            text.get(from..to).unwrap_or_default().replace(['\n', '\r'], " ")
        };
        ticks_ui(ui, cx, &mut self.ticks, &around);
        let chosen = self.places.iter().zip(&self.ticks).filter(|(_, tick)| **tick);
        let ranges: Vec<TextRange> = chosen.map(|(place, _)| *place).collect();
        if answer_ui(ui, cx, requests, "occurrences-tag", !ranges.is_empty()) {
            requests.push(WindowAction::Dismiss);
            requests.push(EditAction::AnnotateAll { ranges, label: self.label.clone() });
        }
    }
}
