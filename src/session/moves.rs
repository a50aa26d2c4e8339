//! Deciding where the tags of an article go that changed since it was tagged.
//!
//! What is decided shows on the page at once; nothing is written until the whole is agreed to, and
//! then it is one step.

use std::{collections::BTreeMap, path::PathBuf};

use super::{Done, NoticeKind, Offer, Open, Reason, ReviewAction, Session};
use crate::{
    anchor::Passage,
    edit::{self, History},
    model::{Annotation, AnnotationId, Change, Document, Edit, Extent, Orphan, Transaction},
    store::{Doubt, Failure, Proposal, ReadOnly, StoreError, restore},
    text::Text,
};

/// Where tags went, and what a person said to it so far.
#[derive(Debug)]
pub struct MovesReview {
    proposal: Proposal,
    choices: BTreeMap<AnnotationId, PlaceChoice>,
}

/// What a person said of a tag that has no certain place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceChoice {
    /// It is here.
    At(Extent),
    /// Its words are not in the article any more.
    Lost,
}

impl MovesReview {
    pub(super) fn new(proposal: Proposal) -> Self {
        Self { proposal, choices: BTreeMap::new() }
    }

    /// How many tags found their words without a doubt.
    pub fn certain(&self) -> usize {
        self.proposal.certain
    }

    /// Tags that wait for a word, or got one.
    pub fn doubts(&self) -> &[Doubt] {
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

    /// Those that stand unchanged in one place of the article of `open`, and wait.
    pub fn unchanged(&self, open: &Open) -> Vec<AnnotationId> {
        let text = open.document().text();
        let waits = |it: &&Doubt| !self.choices.contains_key(&it.annotation.id);
        let waiting = self.proposal.doubts.iter().filter(waits);
        waiting.filter(|it| it.stands_unchanged(text)).map(|it| it.annotation.id).collect()
    }
}

impl Session {
    /// Where tags of the open article went, while nobody has agreed to it.
    pub fn review(&self) -> Option<&MovesReview> {
        self.file.as_ref()?.review.as_ref()
    }

    /// True while tags wait for a word on where they went.
    pub fn has_moves(&self) -> bool {
        self.review().is_some()
    }

    /// Whether the moves can be agreed to: not by who only looks on.
    pub fn may_agree(&self) -> Result<(), Reason> {
        let file = self.file.as_ref().filter(|it| it.review.is_some());
        if file.is_some_and(|it| it.agreeing) {
            return Err(Reason::Agreeing);
        }
        match &file.ok_or(Reason::NoMoves)?.read_only {
            Some(Reason::ReadOnly(ReadOnly::ArticleChanged)) | None => Ok(()),
            Some(reason) => Err(reason.clone()),
        }
    }

    pub(super) fn perform_review(&mut self, action: ReviewAction) {
        match action {
            ReviewAction::Decide { id, choice } => self.decide(id, choice),
            ReviewAction::DecideUnchanged => self.decide_unchanged(),
            ReviewAction::Agree => self.agree_to_moves(),
        }
    }

    /// Says where a tag is, or takes that back.
    fn decide(&mut self, id: AnnotationId, choice: Option<PlaceChoice>) {
        let (Some(open), Some(file)) = (&mut self.open, &mut self.file) else { return };
        let (Some(review), false) = (&mut file.review, file.agreeing) else { return };
        if !review.proposal.doubts.iter().any(|it| it.annotation.id == id) {
            return;
        }
        if let Some(removal) = edit::remove(open.document(), id) {
            open.preview(&removal);
        }
        review.choices.remove(&id);
        if let Some(PlaceChoice::At(extent)) = &choice
            && let Some(placed) = review.proposal.place(open.document(), id, extent.clone())
        {
            open.preview(&placed);
            open.activate(Some(id));
        }
        if let Some(choice) = choice {
            review.choices.insert(id, choice);
        }
    }

    /// Takes the one place of every tag that stands unchanged in it.
    fn decide_unchanged(&mut self) {
        let (Some(open), Some(review)) = (&self.open, self.review()) else { return };
        let unchanged = review.unchanged(open);
        let doubts = review.doubts().iter().filter(|it| unchanged.contains(&it.annotation.id));
        let places = doubts.filter_map(|it| Some((it.annotation.id, it.candidates.first()?)));
        let places: Vec<_> = places.map(|(id, extent)| (id, extent.clone())).collect();
        for (id, extent) in places {
            self.decide(id, Some(PlaceChoice::At(extent)));
        }
    }

    /// Agrees to where tags went. Those without a place become orphans, with their words. From then
    /// on the article can be changed; all of it is one step, which can be undone.
    fn agree_to_moves(&mut self) {
        if self.may_agree().is_err() {
            return;
        }
        let (Some(open), Some(file)) = (&self.open, &mut self.file) else { return };
        let (Some(review), Some(work), false) = (&file.review, &file.work, file.agreeing) else {
            return;
        };
        let mut document = open.document().clone();
        // Their ids were given to nothing else, so that they fit.
        let _fits = document.apply(&review.proposal.leave(&document));
        let mut history = History::default();
        history.record(restore(&unplaced(&document), &document));
        history.mark_saved();
        file.agreeing = true;
        let path = file.path.clone();
        let write = work.agreeing(document.clone(), history.clone());
        self.jobs.start(move || {
            let outcome = write();
            Done::Agreed(Box::new(AgreedMoves { path, document, history, outcome }))
        });
    }

    pub(super) fn on_moves_agreed(&mut self, agreed: AgreedMoves) {
        let AgreedMoves { path, document, history, outcome } = agreed;
        let (Some(open), Some(file)) = (&mut self.open, &mut self.file) else { return };
        if file.path != path {
            return;
        }
        file.agreeing = false;
        match outcome {
            Ok(()) => {
                let selection = open.selection();
                *open = Open::new(document, history);
                open.select(selection);
                file.review = None;
                file.read_only = None;
                self.forget(|it| {
                    matches!(it, NoticeKind::TagsMoved { .. } | NoticeKind::NotAgreed(_))
                });
                self.tell_without_place(0);
                self.look_for_suggestions();
            }
            Err(error) if matches!(error.failure, Failure::ArticleChangedAgain) => {
                self.forget(|it| matches!(it, NoticeKind::ArticleChanged(_)));
                self.not_agreed(error, Offer::PlaceAnew);
            }
            Err(error) if matches!(error.failure, Failure::ChangedOutside) => {
                self.forget(|it| matches!(it, NoticeKind::ChangedOutside(_)));
                self.not_agreed(error, Offer::Reload);
            }
            Err(error) => self.not_saved(error),
        }
    }

    /// Says that nothing was written, since somebody changed what was agreed on.
    fn not_agreed(&mut self, error: StoreError, offer: Offer) {
        self.forget(|it| matches!(it, NoticeKind::NotAgreed(_)));
        self.post_notice(NoticeKind::NotAgreed(error), [offer]);
    }

    /// How many tags have no place in the article.
    pub(super) fn without_place(&self) -> usize {
        self.open.as_ref().map_or(0, |it| it.document().orphans().count())
    }

    /// Tells that there are more tags without a place than `before`, and where they are.
    pub(super) fn tell_without_place(&mut self, before: usize) {
        let now = self.without_place();
        if now != before {
            self.forget(|it| matches!(it, NoticeKind::WithoutPlace(_)));
        }
        if now > before {
            self.post_notice(NoticeKind::WithoutPlace(now), [Offer::Review]);
        }
    }

    /// Waits while what was agreed to is being written: the lock is needed until then.
    pub(super) fn wait_until_agreed(&mut self) {
        while self.file.as_ref().is_some_and(|it| it.agreeing) {
            let Some(done) = self.jobs.wait() else { return };
            self.take(done);
        }
    }
}

/// What was agreed to, and how writing it went.
#[derive(Debug)]
pub(super) struct AgreedMoves {
    path: PathBuf,
    document: Document,
    history: History,
    outcome: Result<(), StoreError>,
}

/// Tags the selected words as what an orphan was.
pub(super) fn place_orphan(open: &mut Open, id: AnnotationId) -> Result<(), Reason> {
    let selected = open.selected().ok_or(Reason::NothingSelected)?;
    let words = super::trim(open.document(), selected).ok_or(Reason::OnlyMarks)?;
    let change = edit::place_orphan(open.document(), id, Extent::from(words));
    open.commit(change.unwrap_or_default())?;
    open.activate(Some(id));
    Ok(())
}

/// Lets an orphan go.
pub(super) fn remove_orphan(open: &mut Open, id: AnnotationId) -> Result<(), Reason> {
    let change = edit::remove_orphan(open.document(), id);
    Ok(open.commit(change.unwrap_or_default())?)
}

/// The same with every tag as an orphan, which keeps its words and its links: where undoing leads.
fn unplaced(document: &Document) -> Document {
    let schema = document.schema().clone();
    let mut unplaced = Document::new(document.id(), document.text().clone(), schema);
    let meta = document.meta().iter();
    let meta = meta.map(|(key, value)| Edit::Meta(key.clone(), Change::insert(value.clone())));
    let orphans = document.annotations().map(|it| orphan(document.text(), it));
    let orphans = orphans.chain(document.orphans().cloned());
    let orphans = orphans.map(|it| Edit::Orphan(it.id, Change::insert(it)));
    let relations = document.relations().cloned();
    let relations = relations.map(|it| Edit::Relation(it.id, Change::insert(it)));
    // Nothing of it is in an empty document.
    let all = meta.chain(orphans).chain(relations).collect::<Vec<_>>();
    let _fits = unplaced.apply(&Transaction::from(all));
    unplaced.counting_from(document.next_ids())
}

fn orphan(text: &Text, it: &Annotation) -> Orphan {
    let Passage { words, before, after, .. } = Passage::of(text, &it.extent);
    let Annotation { id, label, attributes, origin, .. } = it.clone();
    Orphan { id, label, attributes, origin, words, before, after }
}
