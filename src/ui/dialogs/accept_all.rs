//! Accepting every suggestion of a kind, after a look at the list.

use egui::Ui;

use crate::{
    model::DismissalTarget,
    session::{EditAction, Session},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogView, answer_ui, ticks_ui},
        guide::GuidePart,
        tag_summary,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// The suggestions, and which are chosen. They are known by what they suggest: what was found may be
/// numbered anew while the dialog is open.
#[derive(Debug)]
pub(super) struct AcceptAllDialog {
    listed: Vec<DismissalTarget>,
    ticks: Vec<bool>,
    kind: String,
}

impl AcceptAllDialog {
    pub(super) fn new(session: &Session) -> Self {
        let mut state = Self { listed: vec![], ticks: vec![], kind: String::new() };
        let Some(open) = session.editor() else { return state };
        let (suggestions, document) = (open.suggestions(), open.document());
        let undecided = suggestions.undecided(document);
        let current = suggestions.current().filter(|it| undecided.contains(it));
        let first = current.or_else(|| undecided.first().copied());
        let Some(kind) = first.and_then(|it| suggestions.mentions().get(it)) else { return state };
        let kind = kind.label.clone();
        state.kind = kind.to_string();
        let targets = undecided.iter().filter_map(|it| suggestions.target(document, *it));
        let label = document.schema().label_now(&kind);
        state.listed = targets.filter(|it| it.label == *label).collect();
        state.ticks = vec![true; state.listed.len()];
        state
    }
}

impl DialogView for AcceptAllDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-accept-all")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Suggestions)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let Some(open) = cx.session.editor() else { return };
        let kind = cx.label_title(&self.kind.as_str().into());
        let n = cx.strings.number(self.listed.len());
        let text = cx.strings.with("accept-all-found", &[("n", &n), ("label", &kind)]);
        let indices = middle_ui(ui, cx, |ui| {
            label(ui, cx, StyledWords::new(text).wrapped());
            let suggestions = open.suggestions();
            let index = |it: &DismissalTarget| suggestions.index_of(open.document(), it);
            let indices: Vec<Option<usize>> = self.listed.iter().map(index).collect();
            let words = |place: usize| {
                let index = indices.get(place).copied().flatten();
                index.map_or(String::new(), |it| tag_summary::suggestion_line(cx, open, it))
            };
            let all_ticked = self.ticks.iter().all(|it| *it);
            let key = if all_ticked { "places-tick-none" } else { "places-tick-all" };
            let look = StyledWords::new(cx.strings.count(key, self.ticks.len())).small();
            if button(ui, cx, ButtonLook::new(look).plain()).clicked() {
                self.ticks.fill(!all_ticked);
            }
            ticks_ui(ui, cx, &mut self.ticks, &words);
            let chosen = indices.iter().zip(&self.ticks).filter(|(_, tick)| **tick);
            chosen.filter_map(|(index, _)| *index).collect::<Vec<usize>>()
        });
        if answer_ui(ui, cx, requests, "accept-all-now", !indices.is_empty()) {
            requests.push(WindowAction::Dismiss);
            requests.push(EditAction::AcceptSuggestions(indices));
        }
    }
}
