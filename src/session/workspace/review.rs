//! Deciding where the annotations of an article go that changed since it was annotated.
//!
//! What is decided shows on the page at once; nothing is written until the whole is agreed to, and
//! then it is one step.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    edit::{self, UndoHistory},
    model::{AnnotationId, Document, Extent},
    session::editor::Editor,
    store::{DoubtKind, PlaceChoice, PlacementDoubt, PlacementProposal},
};

/// Where annotations went, and what a person said to it so far.
#[derive(Debug)]
pub struct MovesReview {
    proposal: PlacementProposal,
    choices: BTreeMap<AnnotationId, PlaceChoice>,
}

impl MovesReview {
    pub(crate) fn new(proposal: PlacementProposal) -> Self {
        Self { proposal, choices: BTreeMap::new() }
    }

    /// How many annotations found their words without a doubt.
    pub fn certain(&self) -> usize {
        self.proposal.certain
    }

    /// Annotations that wait for a word, or got one.
    pub fn doubts(&self) -> &[PlacementDoubt] {
        &self.proposal.doubts
    }

    /// Where one of them may be, the likeliest first.
    pub(crate) fn candidates_of(&self, id: AnnotationId) -> Option<&[Extent]> {
        Some(&self.proposal.doubt(id)?.candidates)
    }

    /// What was said of one of them.
    pub fn choice(&self, id: AnnotationId) -> Option<&PlaceChoice> {
        self.choices.get(&id)
    }

    /// All that was said, by annotation.
    pub(crate) fn choices(&self) -> impl Iterator<Item = (AnnotationId, &PlaceChoice)> {
        self.choices.iter().map(|(id, it)| (*id, it))
    }

    /// How many wait still.
    pub fn undecided(&self) -> usize {
        self.proposal.doubts.len() - self.choices.len()
    }

    /// Those that wait for the same reason, by that reason: they can be answered together.
    pub fn groups(&self, editor: &Editor) -> BTreeMap<DoubtKind, Vec<AnnotationId>> {
        let text = editor.document().text();
        let mut groups = BTreeMap::<DoubtKind, Vec<AnnotationId>>::new();
        let waits = |it: &&PlacementDoubt| !self.choices.contains_key(&it.annotation.id);
        for doubt in self.proposal.doubts.iter().filter(waits) {
            groups.entry(doubt.kind(text)).or_default().push(doubt.annotation.id);
        }
        groups
    }

    /// How many wait, by the reason.
    pub(crate) fn waiting(&self, editor: &Editor) -> BTreeMap<DoubtKind, usize> {
        self.groups(editor).into_iter().map(|(kind, ids)| (kind, ids.len())).collect()
    }

    /// Those that stand unchanged in one place of the article of `editor`, and wait.
    pub fn unchanged(&self, editor: &Editor) -> Vec<AnnotationId> {
        self.groups(editor).remove(&DoubtKind::Unchanged).unwrap_or_default()
    }

    /// Says where an annotation is, or takes that back; it shows in `editor`.
    pub(crate) fn decide(
        &mut self,
        editor: &mut Editor,
        id: AnnotationId,
        choice: Option<PlaceChoice>,
    ) {
        if self.proposal.doubt(id).is_none() {
            return;
        }
        if let Some(removal) = edit::remove(editor.document(), id) {
            editor.preview(&removal);
        }
        self.choices.remove(&id);
        if let Some(PlaceChoice::At(extent)) = &choice
            && let Some(placed) = self.proposal.place(editor.document(), id, extent.clone())
        {
            editor.preview(&placed);
            editor.activate(Some(id));
        }
        if let Some(choice) = choice {
            self.choices.insert(id, choice);
        }
    }

    /// Takes the likeliest place of every annotation that waits for the same reason; what has none is
    /// gone.
    pub(crate) fn decide_group(&mut self, editor: &mut Editor, kind: DoubtKind) {
        let group = self.groups(editor).remove(&kind).unwrap_or_default();
        let group: BTreeSet<AnnotationId> = group.into_iter().collect();
        let doubts = self.doubts().iter().filter(|it| group.contains(&it.annotation.id));
        let choice = |it: &PlacementDoubt| {
            it.candidates.first().cloned().map_or(PlaceChoice::Lost, PlaceChoice::At)
        };
        let choices: Vec<_> = doubts.map(|it| (it.annotation.id, choice(it))).collect();
        for (id, choice) in choices {
            self.decide(editor, id, Some(choice));
        }
    }

    /// The document as it is agreed to, and the one step that leads to it and can be undone. What has
    /// no place becomes an orphan, with its words.
    pub(crate) fn agreement(&self, editor: &Editor) -> (Document, UndoHistory) {
        self.proposal.agreed(editor.document().clone())
    }
}
