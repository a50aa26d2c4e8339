//! Accepting every suggestion of a kind, after a look at the list.

use egui::Ui;

use super::dialog_view::{DialogView, answer_ui, ticks_ui};
use crate::{
    session::{EditAction, Session},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        guide::GuidePart,
        text::{StyledWords, label},
    },
};

/// The suggestions, and which are chosen.
#[derive(Debug)]
pub(super) struct AcceptAllDialog {
    indices: Vec<usize>,
    ticks: Vec<bool>,
    kind: String,
}

impl AcceptAllDialog {
    pub(super) fn new(session: &Session) -> Self {
        let mut state = Self { indices: vec![], ticks: vec![], kind: String::new() };
        let Some(open) = session.editor() else { return state };
        let suggestions = open.suggestions();
        let current = suggestions.current().and_then(|it| suggestions.mentions().get(it));
        let first = || {
            (0..suggestions.mentions().len()).find_map(|it| suggestions.open(open.document(), it))
        };
        let Some(kind) = current.or_else(first).map(|it| it.label) else { return state };
        kind.clone_into(&mut state.kind);
        state.indices = (0..suggestions.mentions().len())
            .filter(|&it| suggestions.open(open.document(), it).is_some_and(|it| it.label == kind))
            .collect();
        state.ticks = vec![true; state.indices.len()];
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
        let n = cx.strings.number(self.indices.len());
        let text = cx.strings.with("accept-all-found", &[("n", &n), ("label", &kind)]);
        label(ui, cx, StyledWords::new(text).wrapped());
        let text = open.document().text();
        let words = |index: usize| {
            let mention =
                self.indices.get(index).and_then(|&it| open.suggestions().mentions().get(it));
            let Some(mention) = mention else { return String::new() };
            let pieces: Vec<&str> = mention.pieces.iter().map(|it| text.slice(*it)).collect();
            let attributes = &mention.attributes;
            let value = attributes.iter().find(|it| it.0 == "value").map_or("", |it| it.1.as_str());
            if value.is_empty() {
                pieces.join(" … ")
            } else {
                format!("{}   {}", pieces.join(" … "), crate::messages::isolated(value))
            }
        };
        ticks_ui(ui, cx, &mut self.ticks, &words);
        let chosen = self.indices.iter().zip(&self.ticks).filter(|(_, tick)| **tick);
        let indices: Vec<usize> = chosen.map(|(index, _)| *index).collect();
        if answer_ui(ui, cx, requests, "accept-all-now", !indices.is_empty()) {
            requests.push(WindowAction::Dismiss);
            requests.push(EditAction::AcceptSuggestions(indices));
        }
    }
}
