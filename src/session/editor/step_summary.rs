//! What a step of the history did, for the buttons that take it back or make it again.

use super::Editor;
use crate::{
    messages::{Message, Worded},
    model::{
        Annotation, DismissalTarget, Edit, Transaction,
        schema::{LabelRole, LocalizedText},
    },
};

/// What a step did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepSummary {
    /// It tagged words.
    Tagged(StepTag),
    /// It took tags away.
    Removed(StepTag),
    /// It changed tags.
    Changed(StepTag),
    /// It linked this tag to another, or no longer.
    Linked(StepTag),
    /// It decided on the suggestion of these words, or took that back.
    Decided(String),
    /// It changed the labels.
    Schema,
    /// It changed what is said of the article as a whole.
    Article,
    /// It corrected the suggestion at hand.
    Correction,
}

/// The tag that a step is named by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTag {
    /// What people call its label.
    pub label: LocalizedText,
    /// Its words.
    pub words: String,
    /// How many tags there are besides, parts left out.
    pub others: usize,
}

impl Editor {
    /// What undoing would take back.
    pub fn undo_summary(&self) -> Option<StepSummary> {
        if self.current_draft().is_some_and(|it| it.1.can_undo()) {
            return Some(StepSummary::Correction);
        }
        self.history().done().last().map(|it| self.summary(it))
    }

    /// What redoing would make again.
    pub fn redo_summary(&self) -> Option<StepSummary> {
        if self.current_draft().is_some_and(|it| it.1.can_redo()) {
            return Some(StepSummary::Correction);
        }
        self.history().redoable().next().map(|it| self.summary(it))
    }

    fn summary(&self, step: &Transaction) -> StepSummary {
        let changes = || {
            step.edits.iter().filter_map(|it| match it {
                Edit::Annotation(_, change) => Some(change),
                Edit::Relation(..)
                | Edit::Dismissal(..)
                | Edit::Decision(..)
                | Edit::Orphan(..)
                | Edit::Meta(..)
                | Edit::Schema(_) => None,
            })
        };
        // A hint asks in every frame, of steps that may be of a hundred thousand tags: none is copied.
        let new = changes().filter(|it| it.before.is_none()).filter_map(|it| it.after.as_ref());
        if let Some(tag) = self.step_tag(new) {
            return StepSummary::Tagged(tag);
        }
        let gone = changes().filter(|it| it.after.is_none()).filter_map(|it| it.before.as_ref());
        if let Some(tag) = self.step_tag(gone) {
            return StepSummary::Removed(tag);
        }
        let other = changes().filter(|it| it.before.is_some()).filter_map(|it| it.after.as_ref());
        if let Some(tag) = self.step_tag(other) {
            return StepSummary::Changed(tag);
        }
        let linked = step.edits.iter().filter_map(|it| self.linked_by(it));
        if let Some(tag) = self.step_tag(linked) {
            return StepSummary::Linked(tag);
        }
        step.edits.iter().find_map(|it| self.said_of(it)).unwrap_or(StepSummary::Article)
    }

    /// The tag at which a link starts that was made or taken away.
    fn linked_by(&self, edit: &Edit) -> Option<&Annotation> {
        let Edit::Relation(_, change) = edit else { return None };
        let link = change.after.as_ref().or(change.before.as_ref())?;
        self.document().annotation(link.from)
    }

    fn said_of(&self, edit: &Edit) -> Option<StepSummary> {
        match edit {
            Edit::Dismissal(target, _) => Some(StepSummary::Decided(self.words_of_target(target))),
            Edit::Schema(_) => Some(StepSummary::Schema),
            Edit::Annotation(..)
            | Edit::Relation(..)
            | Edit::Decision(..)
            | Edit::Orphan(..)
            | Edit::Meta(..) => None,
        }
    }

    fn words_of_target(&self, target: &DismissalTarget) -> String {
        let extent = target.extent();
        extent.map(|it| shortened(self.document().text().slice(it.first()))).unwrap_or_default()
    }

    /// The tag that names several: the first that is no part of another.
    fn step_tag<'a>(&self, tags: impl Iterator<Item = &'a Annotation>) -> Option<StepTag> {
        let schema = self.document().schema();
        let is_part = |it: &Annotation| {
            schema.label(it.label.as_str()).is_none_or(|it| it.role != LabelRole::Main)
        };
        let (mut first, mut main) = (None, 0);
        for tag in tags {
            let is_part = is_part(tag);
            main += usize::from(!is_part);
            let key = (is_part, tag.extent.start(), tag.id);
            if first.is_none_or(|(known, _)| key < known) {
                first = Some((key, tag));
            }
        }
        let (_, first) = first?;
        let label = schema.label_ever(first.label.as_str());
        let label = label.map(|it| it.title.clone()).unwrap_or_default();
        let words = shortened(self.document().text().slice(first.extent.first()));
        Some(StepTag { label, words, others: main.saturating_sub(1) })
    }
}

/// As many words as a line of a hint holds.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 40;
    let short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() { format!("{}…", short.trim_end()) } else { short }
}

impl Worded for StepSummary {
    fn message(&self) -> Message {
        let tag = |one, several, it: &StepTag| {
            let message = Message::new(if it.others == 0 { one } else { several });
            let message = message.with_title("label", "", Some(&it.label));
            let message = message.with_text("words", &it.words);
            if it.others == 0 { message } else { message.with("n", it.others) }
        };
        match self {
            Self::Tagged(it) => tag("step-tagged", "step-tagged-several", it),
            Self::Removed(it) => tag("step-removed", "step-removed-several", it),
            Self::Changed(it) => tag("step-changed", "step-changed-several", it),
            Self::Linked(it) => Message::new("step-linked")
                .with_title("label", "", Some(&it.label))
                .with_text("words", &it.words),
            Self::Decided(words) => Message::new("step-decided").with_text("words", words),
            Self::Schema => Message::new("step-schema"),
            Self::Article => Message::new("step-article"),
            Self::Correction => Message::new("step-correction"),
        }
    }
}
