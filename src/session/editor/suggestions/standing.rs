//! How suggestions stand, kept along with every change of the document.

use super::{SuggestionCounts, SuggestionStanding, Suggestions, start_of};
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
            let touches = self
                .mentions
                .get(index)
                .is_some_and(|it| it.pieces.last().is_some_and(|last| last.end() > hull.start()));
            if touches {
                self.look_again(document, index);
            }
        }
    }

    /// Looks at every mention.
    pub(super) fn count(&mut self, document: &Document) {
        let everywhere = document.dismissals().filter(|it| it.everywhere);
        let words = everywhere
            .filter_map(|it| Some((it.target.label.clone(), words_of(document, &it.target)?)));
        self.never = words.collect();
        (self.left, self.later, self.held_back) = (0, 0, 0);
        for index in 0..self.mentions.len() {
            if let Some(note) = self.notes.get_mut(index) {
                note.counts_as = SuggestionCounts::default();
            }
            self.look_again(document, index);
        }
    }

    /// Looks at one mention.
    pub(super) fn look_again(&mut self, document: &Document, index: usize) {
        let Some(mention) = self.mentions.get(index) else { return };
        self.note_standing(document, index, self.standing_of(document, mention));
    }

    /// Notes how a mention stands, by what was decided on it.
    pub(super) fn note_standing(
        &mut self,
        document: &Document,
        index: usize,
        decided: SuggestionStanding,
    ) {
        let standing = self.standing_with(document, index, decided);
        let Some(note) = self.notes.get(index) else { return };
        let is_open = match standing {
            SuggestionStanding::Open | SuggestionStanding::HeldBack => true,
            SuggestionStanding::Later
            | SuggestionStanding::Unwanted
            | SuggestionStanding::Settled => false,
        };
        let is_held_back =
            is_open && self.choices.are_judged() && self.held_back_reason(note).is_some();
        let counts_as = SuggestionCounts {
            is_open: standing == SuggestionStanding::Open,
            is_later: standing == SuggestionStanding::Later,
            is_held_back,
        };
        self.uncount(index);
        self.left += usize::from(counts_as.is_open);
        self.later += usize::from(counts_as.is_later);
        self.held_back += usize::from(counts_as.is_held_back);
        if let Some(note) = self.notes.get_mut(index) {
            (note.standing, note.counts_as) = (standing, counts_as);
        }
    }

    /// Counts a mention no more.
    pub(super) fn uncount(&mut self, index: usize) {
        let Some(note) = self.notes.get_mut(index) else { return };
        let counted = std::mem::take(&mut note.counts_as);
        self.left -= usize::from(counted.is_open);
        self.later -= usize::from(counted.is_later);
        self.held_back -= usize::from(counted.is_held_back);
    }

    /// How the mention at `index` stands.
    pub(super) fn standing_now(&self, document: &Document, index: usize) -> SuggestionStanding {
        match self.mentions.get(index) {
            Some(mention) => {
                self.standing_with(document, index, self.standing_of(document, mention))
            }
            None => SuggestionStanding::Settled,
        }
    }

    /// The same with what is known of what was decided on it.
    fn standing_with(
        &self,
        document: &Document,
        index: usize,
        standing: SuggestionStanding,
    ) -> SuggestionStanding {
        let (Some(mention), Some(note)) = (self.mentions.get(index), self.notes.get(index)) else {
            return SuggestionStanding::Settled;
        };
        if document.schema().label_ever(&mention.label).is_none() {
            return SuggestionStanding::Settled;
        }
        let is_decided = standing == SuggestionStanding::Settled;
        let label = document.schema().label_now(&mention.label);
        if !is_decided && !self.choices.wants(label, mention) {
            return SuggestionStanding::Unwanted;
        }
        let is_judged = self.choices.are_judged();
        let is_held_back = is_judged && !self.shows_held_back;
        let is_held_back = is_held_back && self.held_back_reason(note).is_some();
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
