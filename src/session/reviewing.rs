//! Agreeing to where the annotations of an article went that changed since.

use std::{collections::BTreeMap, path::PathBuf};

use super::{MovesReview, NoticeKind, Offer, Reason, ReviewAction, Session, TaskResult};
use crate::{
    anchor::{self, QuotePlacement, TextQuote},
    edit::UndoHistory,
    model::{AnnotationId, Document, Extent, Orphan},
    store::{self, DraftKey, StoreError, StoreFailure},
};

/// Where annotations without a place may be.
#[derive(Debug)]
pub(super) struct OrphanPlaces {
    path: PathBuf,
    places: BTreeMap<AnnotationId, Vec<Extent>>,
}

/// What was agreed to, and how writing it went.
#[derive(Debug)]
pub(super) struct AgreedMoves {
    path: PathBuf,
    document: Document,
    history: UndoHistory,
    outcome: Result<(), StoreError>,
}

impl Session {
    /// Where annotations of the open article went, while nobody has agreed to it.
    pub fn review(&self) -> Option<&MovesReview> {
        self.workspace.article.as_ref()?.review.as_ref()
    }

    /// Where an annotation that has no place may be, the likeliest first: as it was asked about since the
    /// article was opened, else where its words stand or something between what stood around them.
    pub fn places_for(&self, orphan: AnnotationId) -> &[Extent] {
        let Some(article) = &self.workspace.article else { return &[] };
        let reviewed = article.reviewed.as_ref().and_then(|it| it.candidates_of(orphan));
        reviewed.or_else(|| article.places.get(&orphan).map(Vec::as_slice)).unwrap_or_default()
    }

    /// Looks on a thread for the places of annotations that have none and were not looked for yet.
    pub(super) fn look_for_places(&mut self) {
        let (Some(editor), Some(article)) = (&self.editor, &mut self.workspace.article) else {
            return;
        };
        let is_asked = |id| {
            let reviewed = article.reviewed.as_ref().and_then(|it| it.candidates_of(id));
            reviewed.is_some() || article.places.contains_key(&id)
        };
        let document = editor.document();
        let orphans = document.orphans().filter(|it| !is_asked(it.id));
        let quote = |it: &Orphan| {
            let kept = TextQuote::kept(&it.words, &it.before, &it.after);
            if it.pieces.is_empty() {
                kept
            } else {
                TextQuote { pieces: it.pieces.clone(), ..kept }
            }
        };
        let orphans = orphans.map(|it| (it.id, quote(it)));
        let (ids, quotes): (Vec<AnnotationId>, Vec<TextQuote>) = orphans.unzip();
        // While the article is reviewed its orphans are asked about there.
        if ids.is_empty() || article.is_placing || article.review.is_some() {
            return;
        }
        article.is_placing = true;
        let (path, text) = (article.path().to_owned(), document.text().clone());
        self.tasks.start(move || {
            let placed = anchor::place_by_quote(&quotes, &text).into_iter();
            let places = placed.map(QuotePlacement::into_candidates);
            TaskResult::OrphansPlaced(Box::new(OrphanPlaces {
                path,
                places: ids.into_iter().zip(places).collect(),
            }))
        });
    }

    pub(super) fn on_orphans_placed(&mut self, found: OrphanPlaces) {
        let article = self.workspace.article.as_mut().filter(|it| it.path() == found.path);
        let Some(article) = article else { return };
        article.is_placing = false;
        let is_offered = found.places.values().any(|it| !it.is_empty());
        article.places.extend(found.places);
        let count = self.without_place();
        if is_offered && count > 0 {
            self.post_notice(NoticeKind::WithoutPlace(count), [Offer::Review]);
        }
        // What lost its place meanwhile.
        self.look_for_places();
    }

    /// True while annotations wait for a word on where they went.
    pub fn has_moves(&self) -> bool {
        self.review().is_some()
    }

    /// Whether the moves can be agreed to: not by who only looks on.
    pub fn may_agree(&self) -> Result<(), Reason> {
        self.workspace.may_agree()
    }

    pub(super) fn perform_review(&mut self, action: ReviewAction) {
        match action {
            ReviewAction::PlaceFolder => return self.place_folder(),
            ReviewAction::AcceptInFolder(kind) => return self.accept_in_folder(kind),
            ReviewAction::Decide { .. } | ReviewAction::DecideGroup(_) | ReviewAction::Agree => {}
        }
        let article = self.workspace.article.as_mut().filter(|it| !it.agreeing);
        let review = article.and_then(|it| it.review.as_mut());
        let (Some(editor), Some(review)) = (&mut self.editor, review) else { return };
        match action {
            ReviewAction::Decide { id, choice } => review.decide(editor, id, choice),
            ReviewAction::DecideGroup(kind) => review.decide_group(editor, kind),
            ReviewAction::Agree => return self.agree_to_moves(),
            ReviewAction::PlaceFolder | ReviewAction::AcceptInFolder(_) => return,
        }
        let waiting = review.waiting(editor);
        self.keep_decisions();
        self.note_waiting(&waiting);
    }

    /// Keeps what was answered so far, so that coming back finds it.
    fn keep_decisions(&mut self) {
        let review = self.workspace.article.as_ref().and_then(|it| it.review.as_ref());
        let Some(review) = review else { return };
        let said: Vec<_> = review.choices().map(|(id, it)| (id, it.words())).collect();
        self.change_drafts(|drafts| {
            drafts.retain(|key, _| !matches!(key, DraftKey::Place(_)));
            drafts.extend(said.into_iter().map(|(id, it)| (DraftKey::Place(id), it)));
        });
    }

    /// Takes up the answers that were given before the article was left.
    pub(super) fn take_up_decisions(&mut self) {
        let (Some(editor), Some(article)) = (&mut self.editor, &mut self.workspace.article) else {
            return;
        };
        let Some(review) = &mut article.review else { return };
        for (id, choice) in store::choices_kept(&article.drafts, editor.document().text()) {
            review.decide(editor, id, Some(choice));
        }
    }

    /// Forgets the answers that were carried out.
    fn forget_decisions(&mut self) {
        self.change_drafts(|it| it.retain(|key, _| !matches!(key, DraftKey::Place(_))));
    }

    /// Writes what was agreed to, on a thread; from then on the article can be changed.
    pub(super) fn agree_to_moves(&mut self) {
        if self.may_agree().is_err() {
            return;
        }
        let (Some(editor), Some(article)) = (&self.editor, &mut self.workspace.article) else {
            return;
        };
        let (Some(review), Some(files)) = (&article.review, &article.files) else { return };
        let (document, history) = review.agreement(editor);
        let write = files.confirm_placement(document.clone(), history.clone());
        article.agreeing = true;
        let path = article.path().to_owned();
        self.tasks.start(move || {
            let outcome = write();
            TaskResult::Agreed(Box::new(AgreedMoves { path, document, history, outcome }))
        });
    }

    pub(super) fn on_moves_agreed(&mut self, agreed: AgreedMoves) {
        let AgreedMoves { path, document, history, outcome } = agreed;
        let article = self.workspace.article.as_mut().filter(|it| it.path() == path);
        let (Some(editor), Some(article)) = (&mut self.editor, article) else { return };
        article.agreeing = false;
        match outcome {
            Ok(()) => {
                editor.replace_document(document, history);
                article.reviewed = article.review.take();
                article.read_only = None;
                self.notices.forget(|it| {
                    matches!(it, NoticeKind::TagsMoved { .. } | NoticeKind::NotAgreed(_))
                });
                self.forget_decisions();
                self.forget_moved(&path);
                self.take_up_drafts();
                self.report_without_place(0);
                self.look_for_suggestions();
            }
            Err(error) if matches!(error.failure, StoreFailure::ArticleChangedAgain) => {
                self.notices.forget(|it| matches!(it, NoticeKind::ArticleChanged(_)));
                self.not_agreed(error, Offer::PlaceAnew);
            }
            Err(error) if matches!(error.failure, StoreFailure::ChangedOutside) => {
                self.notices.forget(|it| matches!(it, NoticeKind::ChangedOutside(_)));
                self.not_agreed(error, Offer::Reload);
            }
            Err(error) => self.report_not_saved(error),
        }
    }

    /// Says that nothing was written, since somebody changed what was agreed on.
    fn not_agreed(&mut self, error: StoreError, offer: Offer) {
        self.notices.forget(|it| matches!(it, NoticeKind::NotAgreed(_)));
        self.post_notice(NoticeKind::NotAgreed(error), [offer]);
    }

    /// How many annotations have no place in the article.
    pub(super) fn without_place(&self) -> usize {
        self.editor.as_ref().map_or(0, |it| it.document().orphans().count())
    }

    /// Reports that there are more annotations without a place than `before`, and where they are.
    pub(super) fn report_without_place(&mut self, before: usize) {
        let now = self.without_place();
        if now != before {
            self.notices.forget(|it| matches!(it, NoticeKind::WithoutPlace(_)));
        }
        if now > before {
            self.post_notice(NoticeKind::WithoutPlace(now), [Offer::Review]);
        }
        self.look_for_places();
    }

    /// Waits while what was agreed to is being written: the lock is needed until then.
    pub(super) fn wait_until_agreed(&mut self) {
        while self.workspace.article.as_ref().is_some_and(|it| it.agreeing) {
            let Some(result) = self.tasks.wait() else { return };
            self.take(result);
        }
    }
}
