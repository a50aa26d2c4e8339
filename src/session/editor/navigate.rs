//! Going through the article: annotations, suggestions, findings, places found.

use super::{ChosenReading, Editor, NavigateAction, Selection, StepDirection};
use crate::{
    check::FindingPlace,
    model::{Annotation, AnnotationId, Document},
    session::Reason,
};

impl Editor {
    /// Goes somewhere; the document stays as it is.
    pub(crate) fn navigate(&mut self, action: NavigateAction) -> Result<(), Reason> {
        match action {
            NavigateAction::Select(selection) => self.select(selection),
            NavigateAction::MoveCaret(selection) => self.move_caret(selection),
            NavigateAction::Activate(id) => {
                // What is at hand is what was chosen last.
                if id.is_some() {
                    self.suggestions.set_current(None);
                }
                self.activate(id);
            }
            NavigateAction::Step(toward) => {
                let id = self.neighbor(toward)?;
                self.activate(Some(id));
                let start = self.active().map(|it| it.extent.start());
                self.select(Selection::caret(start.unwrap_or_default()));
            }
            NavigateAction::StepSuggestion(toward) => self.step_suggestion(toward),
            NavigateAction::CurrentSuggestion(current) => {
                self.suggestions.set_current(current);
                if current.is_some() {
                    self.activate(None);
                }
            }
            NavigateAction::ShowHeldBack(shows) => {
                self.suggestions.show_held_back(&self.document, shows);
            }
            NavigateAction::ReadOtherwise => {
                self.read_otherwise()?;
            }
            NavigateAction::StepFound(toward) => self.step_found(toward),
            NavigateAction::ShowFinding(index) => self.show_finding(index),
            NavigateAction::StepFinding(toward) => {
                let next = self.findings.next(toward, self.selection.head);
                self.show_finding(next.ok_or(Reason::NoFindings)?);
            }
        }
        Ok(())
    }

    /// Puts the caret where a key leads to. Out of the active annotation that lets go of it, as a click
    /// elsewhere does: no key acts on what was left behind. Words that are selected in the same paragraph
    /// afterwards take it up again, so that they can be linked without a pointer.
    fn move_caret(&mut self, selection: Selection) {
        self.select(selection);
        if self.adjudication.is_some() {
            return;
        }
        let head = self.selection.head;
        let is_outside = |it: &Annotation| {
            let hull = it.extent.hull();
            head < hull.start() || hull.end() < head
        };
        if !self.selection.is_empty() {
            let left = self.left.filter(|_| self.suggestions.current().is_none());
            if let Some(left) = left.filter(|it| self.is_beside(*it)) {
                self.activate(Some(left));
            }
        } else if self.active().is_some_and(is_outside) {
            self.left = self.active.take();
        }
    }

    /// True where an annotation and what is selected are in one paragraph.
    fn is_beside(&self, id: AnnotationId) -> bool {
        let Some(annotation) = self.document.annotation(id) else { return false };
        let paragraphs = self.document.text().paragraphs();
        let hull = annotation.extent.hull();
        let around = paragraphs.index_of(hull.start())..=paragraphs.index_of(hull.end());
        around.contains(&paragraphs.index_of(self.selection.head))
    }

    /// Selects words that were looked for or asked for, and lets go of an annotation elsewhere.
    pub(in crate::session) fn go_to_words(&mut self, words: Selection) {
        self.select(words);
        if self.adjudication.is_none() && self.active.is_some_and(|it| !self.is_beside(it)) {
            self.activate(None);
        }
    }

    /// Reads the current suggestion in its other way.
    pub(crate) fn read_otherwise(&mut self) -> Result<ChosenReading, Reason> {
        let index = self.suggestions.current().ok_or(Reason::NoSuggestionCurrent)?;
        self.suggestions.read_otherwise(index).ok_or(Reason::NoOtherReading)
    }

    /// The annotation after or before the active one, or the caret, in reading order; of a record of the
    /// gold that is edited by hand, the tag or part of it, round and round.
    pub fn neighbor(&self, toward: StepDirection) -> Result<AnnotationId, Reason> {
        if let Some(next) = self.neighbor_in_record(toward) {
            return Ok(next);
        }
        let here = self.active().map_or(self.selection.head, |it| it.extent.start());
        let beyond = |it: &&Annotation| {
            let order = self.active().map_or_else(
                || it.extent.start().cmp(&here).then(std::cmp::Ordering::Greater),
                |active| Document::order(it, active),
            );
            if toward == StepDirection::After { order.is_gt() } else { order.is_lt() }
        };
        let len = self.document.text().len_bytes();
        // Near the place first, then further and further away.
        let mut reach = 1 << 12;
        loop {
            let (start, end) = match toward {
                StepDirection::After => (here, here.saturating_add(reach).min(len)),
                StepDirection::Before => (here.saturating_sub(reach), here + 1),
            };
            let near = self.document.annotations_in(start, end);
            let starts_near = |it: &&Annotation| (start..end).contains(&it.extent.start());
            let mut found = near.into_iter().filter(starts_near).filter(beyond);
            let next =
                if toward == StepDirection::After { found.next() } else { found.next_back() };
            if let Some(next) = next {
                return Ok(next.id);
            }
            if reach >= len {
                return Err(Reason::NoMoreTags);
            }
            reach *= 4;
        }
    }

    /// Goes to the next open suggestion, from the last one on to the first that is left.
    pub(super) fn step_suggestion(&mut self, toward: StepDirection) {
        let next = self.suggestions.next_open(&self.document, toward, self.selection.head);
        self.show_suggestion(next);
    }

    /// Makes a suggestion the current one, the caret at it.
    pub(super) fn show_suggestion(&mut self, index: Option<usize>) {
        self.suggestions.set_current(index);
        let next = self.suggestions.current();
        let mention = next.and_then(|it| self.suggestions.mentions().get(it));
        if let Some(start) = mention.and_then(|it| it.pieces.first()).map(|it| it.start()) {
            self.select(Selection::caret(start));
            self.activate(None);
        }
    }

    /// Makes the annotation of a finding the active one, the caret at it.
    fn show_finding(&mut self, index: usize) {
        let Some(finding) = self.findings.list().get(index).cloned() else { return };
        self.findings.set_current(index);
        if let Some(range) = finding.range {
            self.select(Selection::caret(range.start()));
        }
        let tag = match finding.place {
            FindingPlace::Tag(id) => Some(id),
            FindingPlace::Link(id) => self.document.relation(id).map(|it| it.from),
            FindingPlace::Orphan(_) | FindingPlace::Article => None,
        };
        self.suggestions.set_current(None);
        self.activate(tag);
    }

    fn step_found(&mut self, toward: StepDirection) {
        if let Some(next) = self.found.next(toward) {
            self.show_found(next);
        }
    }

    /// Makes a place that was found the selection.
    pub(super) fn show_found(&mut self, index: usize) {
        if let Some(place) = self.found.places.get(index).copied() {
            self.found.current = Some(index);
            self.go_to_words(Selection::of(place));
        }
    }
}
