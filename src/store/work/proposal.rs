//! Where tags go on an article that changed: what a person is asked.

use std::collections::BTreeMap;

use crate::{
    anchor::{Passage, Placed, place},
    model::{
        Annotation, AnnotationId, Change, Document, Edit, Extent, Orphan, Relation, Transaction,
    },
    text::Text,
};

/// What became of the tags of an article that changed since.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// How many tags are where their words went without a doubt.
    pub certain: usize,
    /// Tags that wait for a person.
    pub doubts: Vec<Doubt>,
    /// Relations that wait for one of their ends.
    relations: Vec<Relation>,
}

/// A tag that could not be placed for certain.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// Its id, label and attributes. Its extent is that in the text as it was.
    pub annotation: Annotation,
    /// The words it had, and what stood around them.
    pub passage: Passage,
    /// Where it may be, the likeliest first; empty when nothing like it was found.
    pub candidates: Vec<Extent>,
}

impl Doubt {
    /// What is kept of it when it has no place.
    pub fn orphan(&self) -> Orphan {
        let Annotation { id, label, attributes, origin, .. } = self.annotation.clone();
        let Passage { words, before, after, .. } = self.passage.clone();
        Orphan { id, label, attributes, origin, words, before, after }
    }

    /// True when its words and everything that stood around them stand unchanged in one place of
    /// `text`, the changed article: what is asked of a person only because nobody knows whether
    /// the same stood in two places before.
    pub fn stands_unchanged(&self, text: &Text) -> bool {
        let [candidate] = &*self.candidates else { return false };
        Passage::of(text, candidate) == self.passage
    }
}

impl Proposal {
    /// The step that puts a waiting tag on `extent`, with the relations whose ends are both there
    /// then; `None` when it waits no longer.
    pub fn place(
        &self,
        document: &Document,
        id: AnnotationId,
        extent: Extent,
    ) -> Option<Transaction> {
        let doubt = self.doubts.iter().find(|it| it.annotation.id == id)?;
        if document.annotation(id).is_some() {
            return None;
        }
        let annotation = Annotation { extent, ..doubt.annotation.clone() };
        let mut edits = vec![Edit::Annotation(id, Change::insert(annotation))];
        let ends = |it: &&Relation| it.from == id || it.to == id;
        let is_there = |end| end == id || document.can_be_an_end(end);
        edits.extend(self.complete(document, is_there).filter(ends).map(insert));
        Some(edits.into())
    }

    /// The step that makes orphans of the tags that wait still; they keep their relations.
    pub fn leave(&self, document: &Document) -> Transaction {
        let left: BTreeMap<AnnotationId, Orphan> = self
            .doubts
            .iter()
            .filter(|it| document.annotation(it.annotation.id).is_none())
            .map(|it| (it.annotation.id, it.orphan()))
            .collect();
        let is_there = |end| left.contains_key(&end) || document.can_be_an_end(end);
        let relations = self.complete(document, is_there).map(insert);
        let orphans = left.iter().map(|(&id, it)| Edit::Orphan(id, Change::insert(it.clone())));
        Transaction { edits: orphans.chain(relations).collect() }
    }

    /// The relations that wait no longer when both their ends are there.
    fn complete(
        &self,
        document: &Document,
        is_there: impl Fn(AnnotationId) -> bool,
    ) -> impl Iterator<Item = &Relation> {
        let waits = |it: &&Relation| document.relation(it.id).is_none();
        self.relations.iter().filter(waits).filter(move |it| is_there(it.from) && is_there(it.to))
    }
}

fn insert(relation: &Relation) -> Edit {
    Edit::Relation(relation.id, Change::insert(relation.clone()))
}

/// The annotations of `old` with certain places put on `new`, and what is left to ask.
pub(super) fn move_to(old: &Document, new: &Text) -> (Document, Proposal) {
    let passages = Passage::all(old);
    let placed = place(&passages, Some(old.text()), new);
    propose(old, passages, placed, new)
}

/// The same with the places known: `placed` and `passages` in order of the annotations' ids.
pub(in crate::store) fn propose(
    old: &Document,
    passages: Vec<Passage>,
    placed: Vec<Placed>,
    new: &Text,
) -> (Document, Proposal) {
    let mut document = Document::new(old.id(), new.clone(), old.schema().clone());
    let mut proposal = Proposal::default();
    let meta = old.meta().iter();
    let meta = meta.map(|(key, it)| Edit::Meta(key.clone(), Change::insert(it.clone())));
    let _fits_an_empty_document = document.apply(&Transaction { edits: meta.collect() });
    for ((annotation, passage), placed) in old.annotations().zip(passages).zip(placed) {
        let candidates = match placed {
            Placed::Certain(extent) => {
                let id = annotation.id;
                let after = Annotation { extent, ..annotation.clone() };
                let edit = Edit::Annotation(id, Change::insert(after));
                if document.apply(&vec![edit].into()).is_ok() {
                    proposal.certain += 1;
                }
                continue;
            }
            Placed::Doubtful(candidates) => candidates,
            Placed::Lost => Vec::new(),
        };
        proposal.doubts.push(Doubt { annotation: annotation.clone(), passage, candidates });
    }
    for orphan in old.orphans() {
        let edit = Edit::Orphan(orphan.id, Change::insert(orphan.clone()));
        let _is_still_one = document.apply(&vec![edit].into());
    }
    for relation in old.relations() {
        if document.apply(&vec![insert(relation)].into()).is_err() {
            proposal.relations.push(relation.clone());
        }
    }
    (document.counting_from(old.next_ids()), proposal)
}
