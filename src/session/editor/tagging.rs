//! Giving a label: what it would be given to, asked once and again when it is done.

use super::{Editor, Selection};
use crate::{
    model::{Annotation, AnnotationId, Extent, Name},
    session::Reason,
    text::{Text, TextRange},
};

/// A label that may be given, and what giving it does: asked for once, and used up by doing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagging {
    pub(super) label: Name,
    pub(super) target: TagTarget,
    standpoint: Standpoint,
}

/// What giving a label depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Standpoint {
    text: Text,
    revision: u64,
    selection: Selection,
    active: Option<AnnotationId>,
    suggestion: Option<usize>,
}

/// What a label is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagTarget {
    /// Tag these words.
    New(TextRange),
    /// Give the active annotation the label.
    Relabel(AnnotationId),
    /// The words have it already: make that annotation active.
    Activate(AnnotationId),
    /// Correct the label of the current suggestion.
    Suggested,
    /// Link these words to the suggestion that is being corrected.
    LinkSuggested,
}

impl Editor {
    /// What giving `label` would do now.
    pub fn tagging(&self, label: &Name) -> Result<Tagging, Reason> {
        let target = self.tag_target(label)?;
        Ok(Tagging { label: label.clone(), target, standpoint: self.standpoint() })
    }

    /// The same for what was asked earlier. Two keys may come in one frame: what the second one asks
    /// for was found out before the first was carried out, and is found out again then.
    pub(super) fn tagging_now(&self, asked: Tagging) -> Result<Tagging, Reason> {
        if asked.standpoint == self.standpoint() { Ok(asked) } else { self.tagging(&asked.label) }
    }

    fn standpoint(&self) -> Standpoint {
        Standpoint {
            text: self.document().text().clone(),
            revision: self.document().revision(),
            selection: self.selection(),
            active: self.active().map(|it| it.id),
            suggestion: self.suggestions().current(),
        }
    }

    fn tag_target(&self, label: &Name) -> Result<TagTarget, Reason> {
        if self.selected().is_none()
            && let Some(active) = self.active()
        {
            let same = active.label == *label;
            return if same { Err(Reason::SameLabel) } else { Ok(TagTarget::Relabel(active.id)) };
        }
        if let Some(draft) = self.suggestion_at_caret() {
            let same = draft.tag.label == *label;
            return if same { Err(Reason::SuggestedSo) } else { Ok(TagTarget::Suggested) };
        }
        if self.selected().is_some() && self.link_of_draft(label).is_some() {
            return Ok(TagTarget::LinkSuggested);
        }
        let range = self.target()?;
        let there = self.document().annotations_in(range.start(), range.end());
        let same = |it: &&Annotation| it.label == *label && it.extent == Extent::from(range);
        match there.into_iter().find(same) {
            Some(annotation) => Ok(TagTarget::Activate(annotation.id)),
            None => Ok(TagTarget::New(range)),
        }
    }

    /// The link from the suggestion that is being corrected to words with this label.
    pub(super) fn link_of_draft(&self, label: &Name) -> Option<Name> {
        let draft = self.correction()?;
        let mut kinds = self.document().schema().relations_from(draft.tag.label.as_str());
        let kind = kinds.find(|it| it.to.first().is_some_and(|to| *label == *to.as_str()))?;
        Some(Name::from(kind.id.as_str()))
    }
}
