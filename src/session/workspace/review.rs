//! Deciding where the annotations of an article go that changed since it was annotated.
//!
//! What is decided shows on the page at once; nothing is written until the whole is agreed to, and
//! then it is one step.

use std::collections::BTreeMap;

use crate::{
    anchor::TextQuote,
    edit::{self, UndoHistory},
    model::{Annotation, AnnotationId, Change, Document, Edit, Extent, Orphan, Transaction},
    session::editor::Editor,
    store::{PlacementDoubt, PlacementProposal, restore},
    text::Text,
};

/// Where annotations went, and what a person said to it so far.
#[derive(Debug)]
pub struct MovesReview {
    proposal: PlacementProposal,
    choices: BTreeMap<AnnotationId, PlaceChoice>,
}

/// What a person said of an annotation that has no certain place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceChoice {
    /// It is here.
    At(Extent),
    /// Its words are not in the article any more.
    Lost,
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

    /// What was said of one of them.
    pub fn choice(&self, id: AnnotationId) -> Option<&PlaceChoice> {
        self.choices.get(&id)
    }

    /// How many wait still.
    pub fn undecided(&self) -> usize {
        self.proposal.doubts.len() - self.choices.len()
    }

    /// Those that stand unchanged in one place of the article of `editor`, and wait.
    pub fn unchanged(&self, editor: &Editor) -> Vec<AnnotationId> {
        let text = editor.document().text();
        let waits = |it: &&PlacementDoubt| !self.choices.contains_key(&it.annotation.id);
        let waiting = self.proposal.doubts.iter().filter(waits);
        waiting.filter(|it| it.stands_unchanged(text)).map(|it| it.annotation.id).collect()
    }

    /// Says where an annotation is, or takes that back; it shows in `editor`.
    pub(crate) fn decide(
        &mut self,
        editor: &mut Editor,
        id: AnnotationId,
        choice: Option<PlaceChoice>,
    ) {
        if !self.proposal.doubts.iter().any(|it| it.annotation.id == id) {
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

    /// Takes the one place of every annotation that stands unchanged in it.
    pub(crate) fn decide_unchanged(&mut self, editor: &mut Editor) {
        let unchanged = self.unchanged(editor);
        let doubts = self.doubts().iter().filter(|it| unchanged.contains(&it.annotation.id));
        let places = doubts.filter_map(|it| Some((it.annotation.id, it.candidates.first()?)));
        let places: Vec<_> = places.map(|(id, extent)| (id, extent.clone())).collect();
        for (id, extent) in places {
            self.decide(editor, id, Some(PlaceChoice::At(extent)));
        }
    }

    /// The document as it is agreed to, and the one step that leads to it and can be undone. What has
    /// no place becomes an orphan, with its words.
    pub(crate) fn agreement(&self, editor: &Editor) -> (Document, UndoHistory) {
        let mut document = editor.document().clone();
        // Their ids were given to nothing else, so that they fit.
        let _fits = document.apply(&self.proposal.leave(&document));
        let mut history = UndoHistory::default();
        history.record(restore(&unplaced(&document), &document));
        history.mark_saved();
        (document, history)
    }
}

/// The same with every annotation as an orphan, which keeps its words and its relations: where
/// undoing leads.
fn unplaced(document: &Document) -> Document {
    let schema = document.schema().clone();
    let mut unplaced = Document::new(document.id(), document.text().clone(), schema);
    let meta = document.meta().iter();
    let meta = meta.map(|(key, value)| Edit::Meta(key.clone(), Change::insert(value.clone())));
    let orphans = document.annotations().map(|it| orphan(document.text(), it));
    let orphans = orphans.chain(document.orphans().cloned());
    let orphans = orphans.map(|it| Edit::Orphan(it.id, Change::insert(it)));
    // Where they were, so that undoing leaves them as they are.
    let dismissals = document.dismissals().cloned();
    let dismissals = dismissals.map(|it| Edit::Dismissal(it.target.clone(), Change::insert(it)));
    let decisions = document.decisions().cloned();
    let decisions = decisions.map(|it| Edit::Decision(it.id, Change::insert(it)));
    let relations = document.relations().cloned();
    let relations = relations.map(|it| Edit::Relation(it.id, Change::insert(it)));
    // Nothing of it is in an empty document.
    let all = meta.chain(orphans).chain(relations).chain(dismissals).chain(decisions);
    let _fits = unplaced.apply(&Transaction::from(all.collect::<Vec<_>>()));
    unplaced.counting_from(document.next_ids())
}

fn orphan(text: &Text, annotation: &Annotation) -> Orphan {
    let TextQuote { words, before, after, .. } = TextQuote::of(text, &annotation.extent);
    let Annotation { id, label, attributes, origin, .. } = annotation.clone();
    Orphan { id, label, attributes, origin, words, before, after }
}
