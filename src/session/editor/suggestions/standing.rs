//! How suggestions stand, kept along with every change of the document.

use super::{SuggestionNote, SuggestionStanding, Suggestions, start_of};
use crate::{
    language::spelling_key,
    model::{DismissalKind, DismissalTarget, DismissedPlace, Document, Edit, Extent, Transaction},
    recognize::Mention,
    session::editor::draft::target_of,
};

impl Suggestions {
    /// Looks again at the mentions that a change of the document may have decided or reopened.
    pub(in crate::session::editor) fn follow(
        &mut self,
        document: &Document,
        transaction: &Transaction,
    ) {
        /// With more edits than this, going through all mentions once is less work.
        const FEW: usize = 64;
        if transaction.edits.len() > FEW {
            return self.count(document);
        }
        for edit in &transaction.edits {
            match edit {
                Edit::Annotation(_, change) => {
                    for annotation in change.before.iter().chain(&change.after) {
                        self.look_again_at(document, &annotation.extent);
                    }
                }
                Edit::Dismissal(_, change)
                    if change.before.iter().chain(&change.after).any(|it| it.everywhere) =>
                {
                    return self.count(document);
                }
                Edit::Dismissal(target, _) => {
                    if let Some(extent) = target.extent() {
                        self.look_again_at(document, extent);
                    }
                }
                Edit::Schema(_) => return self.count(document),
                Edit::Relation(..) | Edit::Orphan(..) | Edit::Decision(..) | Edit::Meta(..) => {}
            }
        }
    }

    /// Looks at the mentions that touch `extent`.
    fn look_again_at(&mut self, document: &Document, extent: &Extent) {
        let hull = extent.hull();
        let first = self.first_reaching(hull.start());
        let past = self.mentions.partition_point(|it| start_of(it) < hull.end());
        for index in first..past {
            self.look_again(document, index);
        }
    }

    /// Looks at every mention.
    pub(super) fn count(&mut self, document: &Document) {
        let everywhere = document.dismissals().filter(|it| it.everywhere);
        let words = everywhere
            .filter_map(|it| Some((it.target.label.clone(), words_of(document, &it.target)?)));
        self.never = words.collect();
        for index in 0..self.mentions.len() {
            let standing = self.standing_now(document, index);
            if let Some(note) = self.notes.get_mut(index) {
                note.standing = standing;
            }
        }
        self.tally();
    }

    /// Counts how they stand.
    pub(super) fn tally(&mut self) {
        let count = |is: fn(&SuggestionNote) -> bool| self.notes.iter().filter(|it| is(it)).count();
        self.left = count(|it| it.standing == SuggestionStanding::Open);
        self.later = count(|it| it.standing == SuggestionStanding::Later);
        let is_held_back = |it: &&SuggestionNote| it.is_held_back(&self.choices);
        self.held_back = self.notes.iter().filter(is_held_back).count();
    }

    /// Looks at one mention.
    fn look_again(&mut self, document: &Document, index: usize) {
        let now = self.standing_now(document, index);
        let Some(note) = self.notes.get_mut(index) else { return };
        let (was_held_back, before) = (note.is_held_back(&self.choices), note.standing);
        note.standing = now;
        let is_held_back = note.is_held_back(&self.choices);
        let is = |standing, which| usize::from(standing == which);
        let (open, later) = (SuggestionStanding::Open, SuggestionStanding::Later);
        self.left = self.left + is(now, open) - is(before, open);
        self.later = self.later + is(now, later) - is(before, later);
        self.held_back = self.held_back + usize::from(is_held_back) - usize::from(was_held_back);
    }

    /// How the mention at `index` stands.
    pub(super) fn standing_now(&self, document: &Document, index: usize) -> SuggestionStanding {
        let (Some(mention), Some(note)) = (self.mentions.get(index), self.notes.get(index)) else {
            return SuggestionStanding::Settled;
        };
        let standing = self.standing_of(document, mention);
        let is_decided = standing == SuggestionStanding::Settled;
        let label = document.schema().label_now(&mention.label);
        if !is_decided && !self.choices.wants(label, mention) {
            return SuggestionStanding::Unwanted;
        }
        let is_judged = self.choices.are_judged();
        let is_held_back = note.judgment.held_back.is_some() && is_judged && !self.shows_held_back;
        if standing == SuggestionStanding::Open && is_held_back {
            return SuggestionStanding::HeldBack;
        }
        standing
    }

    /// A suggestion is settled by a tag that says just this, or by a decision: never because something
    /// around it has its label.
    pub(super) fn standing_of(&self, document: &Document, mention: &Mention) -> SuggestionStanding {
        // What the schema has no label for is nothing to suggest.
        let target = match document.schema().label_ever(&mention.label) {
            Some(_) => target_of(document, mention),
            None => None,
        };
        let Some(target) = target else { return SuggestionStanding::Settled };
        let Some(extent) = target.extent() else { return SuggestionStanding::Settled };
        let there = document.annotations_in(extent.start(), extent.end());
        if there.iter().any(|it| it.label == target.label && it.extent == *extent) {
            return SuggestionStanding::Settled;
        }
        match self.decision_on(document, &target) {
            Some(DismissalKind::Rejected | DismissalKind::Corrected) => SuggestionStanding::Settled,
            Some(DismissalKind::Later) => SuggestionStanding::Later,
            None => SuggestionStanding::Open,
        }
    }

    /// What was decided on a suggestion, by itself or for its words wherever they stand.
    fn decision_on(&self, document: &Document, target: &DismissalTarget) -> Option<DismissalKind> {
        if !self.never.is_empty()
            && let Some(words) = words_of(document, target)
            && self.never.contains(&(target.label.clone(), words))
        {
            return Some(DismissalKind::Rejected);
        }
        document.dismissal(target).map(|it| it.kind)
    }
}

/// What was decided on suggestions in a document, for who has no editor.
#[derive(Debug)]
pub(in crate::session::editor) struct SuggestionDecisions<'a> {
    document: &'a Document,
    known: Suggestions,
}

impl<'a> SuggestionDecisions<'a> {
    pub(in crate::session::editor) fn of(document: &'a Document) -> Self {
        let mut known = Suggestions::default();
        known.count(document);
        Self { document, known }
    }

    /// What was decided on a mention.
    pub(in crate::session::editor) fn on(&self, mention: &Mention) -> Option<DismissalKind> {
        self.known.decision_on(self.document, &target_of(self.document, mention)?)
    }
}

/// The words of a suggestion as they are compared, whatever their spelling.
fn words_of(document: &Document, target: &DismissalTarget) -> Option<String> {
    let words = match &target.place {
        DismissedPlace::At(extent) => document.text().slice(extent.hull()),
        DismissedPlace::Gone { words, .. } => words,
    };
    Some(spelling_key(words)).filter(|it| !it.is_empty())
}
