//! Correcting a suggestion before it is taken.

use super::{dating, extents::trimmed_to_words};
use crate::{
    model::{Annotation, AnnotationId, Attributes, DismissalTarget, Extent, Name},
    recognize::Context,
    session::{
        Reason,
        editor::{
            CorrectAction, DraftedLink, DraftedTag, Editor, Selection, SuggestionDraft,
            UndoDirection,
            recognition::{self, attributes, attributes_under},
        },
    },
    text::TextRange,
};

impl Editor {
    /// True where `link` leads to what is tagged or can still be: not to a suggestion that was rejected.
    pub fn may_come_to_be(&self, link: &DraftedLink) -> bool {
        let document = self.document();
        let (start, end) = (link.extent.start(), link.extent.end());
        let is_same = |it: &&Annotation| it.label == link.label && it.extent == link.extent;
        let target = || DismissalTarget::at(link.extent.clone(), link.label.clone());
        let is_open = || {
            let index = self.suggestions().index_of(document, &target());
            index.is_some_and(|it| self.suggestions().undecided(document).contains(&it))
        };
        link.brings_tag
            || link.is_chosen
            || document.annotations_in(start, end).iter().any(is_same)
            || is_open()
    }

    /// The suggestion at `index` as it would be taken, if it can still be decided on.
    pub fn draft_of(&self, index: usize) -> Option<SuggestionDraft> {
        let mention = self.suggestions.open(self.document(), index)?;
        let found = SuggestionDraft::of(self.document(), mention)?;
        Some(self.suggestions.draft(&found.target).cloned().unwrap_or(found))
    }

    /// The current suggestion as it would be taken, and which one it is.
    pub fn current_draft(&self) -> Option<(usize, SuggestionDraft)> {
        let index = self.suggestions.current()?;
        Some((index, self.draft_of(index)?))
    }

    /// The current suggestion as the analyst has corrected it so far, while that is being done.
    pub fn correction(&self) -> Option<SuggestionDraft> {
        let (_, draft) = self.current_draft()?;
        self.suggestions.draft(&draft.target).is_some().then_some(draft)
    }

    /// True while the analyst corrects the current suggestion.
    pub fn is_correcting(&self) -> bool {
        self.correction().is_some()
    }

    /// The current suggestion, which a key would decide on: never one that other words are selected
    /// away from.
    pub fn suggestion_in_hand(&self) -> Result<(usize, SuggestionDraft), Reason> {
        let (index, draft) = self.current_draft().ok_or(Reason::NoSuggestionCurrent)?;
        match self.selected() {
            Some(selected) if !draft.touches(selected) => Err(Reason::OtherWordsSelected),
            _ => Ok((index, draft)),
        }
    }

    /// The suggestion whose label a label's key would change: the current one with the caret on it.
    pub(in crate::session::editor) fn suggestion_at_caret(&self) -> Option<SuggestionDraft> {
        let (_, draft) = self.current_draft().filter(|_| self.selected().is_none())?;
        let hull = draft.tag.extent.hull();
        let caret = self.selection().head;
        (hull.start() <= caret && caret <= hull.end()).then_some(draft)
    }

    /// Corrects the current suggestion; the document stays as it is.
    pub(crate) fn correct(&mut self, action: CorrectAction) -> Result<(), Reason> {
        let of = match &action {
            // What was typed counts where it was typed, whatever is current by now.
            CorrectAction::Enter { of, .. } => self.suggestions.index_of(self.document(), of),
            CorrectAction::Begin
            | CorrectAction::Discard
            | CorrectAction::MoveEdge { .. }
            | CorrectAction::SetExtent(_)
            | CorrectAction::SetLabel(_)
            | CorrectAction::SetAttribute { .. }
            | CorrectAction::Link(_)
            | CorrectAction::Unlink(_) => self.suggestions.current(),
        };
        let draft = of.and_then(|it| self.draft_of(it));
        let mut draft = draft.ok_or(Reason::NoSuggestionCurrent)?;
        let context = self.context();
        let mut tag = draft.tag.clone();
        match action {
            CorrectAction::Begin => {}
            CorrectAction::Discard => {
                self.suggestions.forget_draft(&draft.target);
                return Ok(());
            }
            CorrectAction::MoveEdge { edge, toward } => {
                let extent = self.edge_moved(&tag.extent, edge, toward)?;
                self.set_words(&mut tag, extent, context);
            }
            CorrectAction::SetExtent(extent) => self.set_words(&mut tag, extent, context),
            CorrectAction::SetLabel(label) => self.set_label(&mut tag, label, context)?,
            CorrectAction::SetAttribute { key, value }
            | CorrectAction::Enter { key, value, .. } => {
                let changed = as_annotation(&tag);
                tag.attributes =
                    dating::with_attribute(self.document(), &changed, key, &value, context)
                        .attributes;
            }
            CorrectAction::Link(relation) => {
                let words = self.link_words(&mut tag, &relation)?;
                self.select(Selection::caret(words.end()));
            }
            CorrectAction::Unlink(at) => {
                if at >= tag.links.len() {
                    return Err(Reason::NothingSelected);
                }
                tag.links.remove(at);
            }
        }
        draft.correct(tag);
        self.suggestions.keep_draft(draft);
        Ok(())
    }

    /// Takes a correction of the current suggestion back, or makes it again; false where there is none.
    pub(in crate::session) fn correct_back(&mut self, direction: UndoDirection) -> bool {
        let Some((_, mut draft)) = self.current_draft() else { return false };
        let is_done = match direction {
            UndoDirection::Undo => draft.undo(),
            UndoDirection::Redo => draft.redo(),
        };
        if is_done {
            self.suggestions.keep_draft(draft);
        }
        is_done
    }

    /// Whether the selected words can be linked to the current suggestion.
    pub fn may_link_draft(&self, relation: &Name) -> Result<(), Reason> {
        let (_, draft) = self.current_draft().ok_or(Reason::NoSuggestionCurrent)?;
        self.link_words(&mut draft.tag.clone(), relation).map(|_| ())
    }

    /// Other words: what a date says is read from them anew, but for what they do not say.
    fn set_words(&self, tag: &mut DraftedTag, extent: Extent, context: Context) {
        tag.extent = extent;
        if let Some(read) = self.read(tag, context) {
            for (key, value) in read.iter() {
                tag.attributes.set(key.clone(), value);
            }
        }
    }

    /// Another label: what was said stays as far as that label has an attribute for it.
    fn set_label(&self, tag: &mut DraftedTag, label: Name, context: Context) -> Result<(), Reason> {
        if tag.label == label {
            return Err(Reason::SuggestedSo);
        }
        let schema = self.document().schema();
        let kind = schema.label(label.as_str());
        let has = |key: &Name| kind.is_some_and(|it| it.attribute(key.as_str()).is_some());
        let said = tag.attributes.iter().filter(|it| has(it.0));
        tag.attributes = said.map(|(key, value)| (key.clone(), value)).collect();
        let starts_there = |it: &DraftedLink| {
            let kind = schema.relation(it.relation.as_str());
            kind.is_some_and(|it| it.from.iter().any(|from| label == *from.as_str()))
        };
        tag.links.retain(starts_there);
        tag.label = label;
        if let Some(read) = self.read(tag, context) {
            for (key, value) in read.iter() {
                tag.attributes.set(key.clone(), value);
            }
        }
        Ok(())
    }

    /// Links the selected words. The first ones chosen take the place of those that were found.
    fn link_words(&self, tag: &mut DraftedTag, relation: &Name) -> Result<TextRange, Reason> {
        let document = self.document();
        let kind = document.schema().relation(relation.as_str()).ok_or(Reason::NoSuchRelation)?;
        if !kind.from.iter().any(|it| tag.label == *it.as_str()) {
            return Err(Reason::NotFromThis);
        }
        let selected = self.selected().ok_or(Reason::NothingSelected)?;
        let words = trimmed_to_words(document, selected).ok_or(Reason::OnlyMarks)?;
        let (label, extent) = self.meant_by(kind, words).ok_or(Reason::NoSuchRelation)?;
        tag.links.retain(|it| it.relation != *relation || (it.is_chosen && it.extent != extent));
        let relation = relation.clone();
        tag.links.push(DraftedLink { relation, label, extent, brings_tag: true, is_chosen: true });
        Ok(words)
    }

    fn read(&self, tag: &DraftedTag, context: Context) -> Option<Attributes> {
        let schema = self.document().schema();
        let known = recognition::known_as(schema, tag.label.as_str());
        let read = recognition::read_as(known, self.document().text(), tag.extent.hull(), context)?;
        Some(attributes_under(schema, &read.label, &attributes(&read)))
    }
}

/// A tag that is not in the document yet, as if it were.
fn as_annotation(tag: &DraftedTag) -> Annotation {
    let DraftedTag { extent, label, attributes, .. } = tag.clone();
    Annotation { id: AnnotationId(0), extent, label, attributes, origin: None }
}

impl SuggestionDraft {
    /// True where some of `words` are its own or its parts'.
    fn touches(&self, words: TextRange) -> bool {
        let DraftedTag { extent, links, .. } = &self.tag;
        let all = std::iter::once(extent).chain(links.iter().map(|it| &it.extent));
        all.flat_map(Extent::pieces).any(|it| it.overlaps(words))
    }
}
