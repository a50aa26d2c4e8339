//! The panels below the page: one is open at a time, since two together would leave no page.

use super::{FigurePanel, FindingsList, PlacesPanel, SuggestionsList};
use crate::{
    session::{FigureKind, Session},
    ui::PlacesScope,
};

/// What each of them shows, open or not.
#[derive(Debug, Default)]
pub struct LowerPanels {
    pub(in crate::ui) places: PlacesPanel,
    pub(in crate::ui) suggestions: SuggestionsList,
    pub(in crate::ui) findings: FindingsList,
    pub(in crate::ui) figure: FigurePanel,
}

impl LowerPanels {
    /// True while one is open.
    pub fn is_open(&self) -> bool {
        self.places.is_open()
            || self.suggestions.shown
            || self.findings.shown
            || self.figure.shown.is_some()
    }

    /// Closes the open one.
    pub fn close(&mut self) {
        self.places.close();
        self.suggestions.shown = false;
        self.findings.shown = false;
        self.figure.shown = None;
    }

    /// Opens the places of some words.
    pub fn open_places(&mut self, scope: PlacesScope, session: &Session) {
        self.close();
        self.places.open(scope, session);
    }

    /// Opens the list of suggestions, or closes it.
    pub fn toggle_suggestions(&mut self) {
        let opens = !self.suggestions.shown;
        self.close();
        self.suggestions.shown = opens;
    }

    /// Opens the list of what may be wrong, or closes it.
    pub fn toggle_findings(&mut self) {
        let opens = !self.findings.shown;
        self.close();
        self.findings.shown = opens;
    }

    /// Opens a figure, or closes it.
    pub fn toggle_figure(&mut self, kind: FigureKind) {
        let opens = self.figure.shown != Some(kind);
        self.close();
        self.figure.shown = opens.then_some(kind);
    }
}
