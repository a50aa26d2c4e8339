//! The article on the page: its document, its history, what is selected, suggested and found in it.
//!
//! Nothing here starts a thread, touches a file or posts a notice: what takes long is handed back to
//! be run elsewhere, and what else has to follow a change is returned with it.

mod action;
mod adjudication;
mod annotate;
mod deciding;
mod draft;
mod findings;
mod judging;
mod kept_correction;
mod navigate;
mod publication;
mod recognition;
mod search;
mod selection;
mod step_summary;
mod suggestions;
mod tagging;
mod typed_value;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

pub use action::{EditAction, Fix, NavigateAction, SchemaChange};
pub use adjudication::{
    Adjudication, ComparedQuestion, ComparisonPurpose, FieldKind, RecordFilter,
};
pub use annotate::{AppliedSuggestions, DismissedSuggestion, LinkTarget, apply_suggestions};
pub(super) use annotate::{EditAftermath, changed_places, places_to_tag, tag_all};
pub use deciding::QuestionAction;
pub use draft::{CorrectAction, DraftedLink, DraftedTag, SuggestionDraft};
pub(super) use findings::CheckedDocument;
pub use findings::Findings;
pub(super) use judging::{ArticleKnowledge, JudgedStretch};
pub use judging::{HeldBackReason, LearningYield};
pub(super) use publication::KnownPublication;
pub use publication::{AwaitedPublication, PublicationState};
pub use search::SearchResults;
pub(super) use search::SearchedText;
pub use selection::{Selection, SpanEdge, StepDirection};
pub use step_summary::{StepSummary, StepTag};
pub(super) use suggestions::{ChosenReading, RecognizedMentions};
pub use suggestions::{SuggestionChoices, SuggestionStanding, Suggestions, extent_of};
pub use tagging::Tagging;
pub use typed_value::read_typed_value;

use super::Reason;
use crate::{
    edit::{self, AnnotationDraft, UndoHistory},
    language::Spelling,
    model::{
        Annotation, AnnotationId, ArticleStatus, Change, DismissalTarget, Document, Edit, Extent,
        Transaction,
    },
    recognize::Mention,
    text::TextRange,
};

/// The article on the page.
#[derive(Debug)]
pub struct Editor {
    document: Document,
    history: UndoHistory,
    selection: Selection,
    active: Option<AnnotationId>,
    /// The annotation that the caret was moved out of by keys.
    left: Option<AnnotationId>,
    /// Where the last step back or on changed something, and how many there were.
    stepped: (Option<usize>, u64),
    /// What is known of when it was published.
    publication: KnownPublication,
    found: SearchResults,
    findings: Findings,
    suggestions: Suggestions,
    /// What programs of the analyst's own found, by their names.
    of_programs: BTreeMap<String, Vec<Mention>>,
    /// Several analysts' work on it, while that is compared.
    adjudication: Option<Box<Adjudication>>,
    /// Steps that the journal does not have yet.
    steps: Vec<HistoryStep>,
    /// When what is being done is done, in ISO 8601.
    at: String,
}

/// A step of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HistoryStep {
    /// The transaction with this number, from 0.
    Do(usize),
    /// The last one was taken back.
    Undo,
    /// The next one was made again.
    Redo,
}

impl Editor {
    /// `document` with nothing selected.
    pub fn new(document: Document, history: UndoHistory) -> Self {
        Self {
            document,
            history,
            selection: Selection::default(),
            active: None,
            left: None,
            stepped: (None, 0),
            publication: KnownPublication::default(),
            found: SearchResults::default(),
            findings: Findings::default(),
            suggestions: Suggestions::default(),
            of_programs: BTreeMap::new(),
            adjudication: None,
            steps: Vec::new(),
            at: String::new(),
        }
    }

    /// The same where something is known of when the article was published.
    #[must_use]
    pub(super) fn with_publication(mut self, publication: KnownPublication) -> Self {
        self.publication = publication;
        self
    }

    /// Goes on with the document as it is in its files, which were read meanwhile.
    pub(super) fn replace_document(&mut self, document: Document, history: UndoHistory) {
        let selection = self.selection;
        let publication = std::mem::take(&mut self.publication);
        let choices = self.suggestions.choices().clone();
        *self = Self::new(document, history).with_publication(publication);
        self.choose_suggestions(choices);
        self.select(selection);
    }

    /// The document as it stands.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// How far the work on the article is.
    pub fn status(&self) -> ArticleStatus {
        ArticleStatus::of(&self.document)
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &UndoHistory {
        &self.history
    }

    /// True where something can be undone: a correction of the current suggestion, or a step.
    pub fn can_undo(&self) -> bool {
        self.current_draft().is_some_and(|it| it.1.can_undo()) || self.history.can_undo()
    }

    /// True where something can be made again.
    pub fn can_redo(&self) -> bool {
        self.current_draft().is_some_and(|it| it.1.can_redo()) || self.history.can_redo()
    }

    /// The caret and what is selected.
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// The words selected, if any.
    pub fn selected(&self) -> Option<TextRange> {
        self.document.text().range(self.selection.start(), self.selection.end()).ok()
    }

    /// The active annotation.
    pub fn active(&self) -> Option<&Annotation> {
        self.active.and_then(|id| self.document.annotation(id))
    }

    /// Where words were found, and the query.
    pub fn found(&self) -> &SearchResults {
        &self.found
    }

    /// What may be wrong.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// What the recognizers suggest.
    pub fn suggestions(&self) -> &Suggestions {
        &self.suggestions
    }

    pub(super) fn select(&mut self, selection: Selection) {
        let text = self.document.text().as_str();
        self.selection = Selection {
            anchor: text.floor_char_boundary(selection.anchor),
            head: text.floor_char_boundary(selection.head),
        };
    }

    /// Where the last step back or on changed something, with the number of that step, which no other has.
    pub fn stepped(&self) -> (Option<usize>, u64) {
        self.stepped
    }

    pub(super) fn activate(&mut self, id: Option<AnnotationId>) {
        self.left = None;
        self.active = id.filter(|&id| self.document.annotation(id).is_some());
    }

    /// Starts to look for suggestions at `byte`; what this returns looks, on whatever thread, with what was
    /// learned from other articles. `job` is a number that no other look has: what is asked for later
    /// counts, whichever is ready first.
    pub(super) fn begin_suggesting(
        &mut self,
        byte: usize,
        job: u64,
    ) -> impl FnOnce(ArticleKnowledge) -> RecognizedMentions + Send + 'static {
        let proposed = self.publication.proposals.first().map(|it| it.day);
        let context = self.context();
        let others = self.of_programs.values().flatten().cloned().collect();
        self.suggestions.begin(&self.document, (byte, job), (context, proposed), others)
    }

    /// Suggests nothing, and has nothing looked for; `job` as before.
    pub(super) fn forgo_suggestions(&mut self, job: u64) {
        self.suggestions.forgo(&self.document, job);
    }

    /// Takes what a program found in the article; true where suggestions have to be looked for again.
    pub(super) fn take_of_program(&mut self, program: String, found: Vec<Mention>) -> bool {
        let is_news = !found.is_empty();
        let before = self.of_programs.insert(program, found);
        is_news || before.is_some_and(|it| !it.is_empty())
    }

    pub(super) fn on_suggested(&mut self, recognized: RecognizedMentions) {
        self.suggestions.take(&self.document, recognized);
    }

    /// Starts to judge the suggestions again, where something was decided since; what this returns judges,
    /// on whatever thread.
    pub(super) fn begin_judging(
        &mut self,
    ) -> Option<impl FnOnce() -> JudgedStretch + Send + 'static> {
        self.suggestions.begin_judging(&self.document)
    }

    /// Shows only suggestions that are wanted.
    pub(super) fn choose_suggestions(&mut self, choices: SuggestionChoices) {
        self.suggestions.choose(&self.document, choices);
    }

    pub(super) fn on_judged(&mut self, judged: JudgedStretch) {
        self.suggestions.take_judged(&self.document, judged);
    }

    /// Starts to look for words; what this returns looks, on whatever thread.
    pub(super) fn begin_search(
        &mut self,
        query: String,
        spelling: Spelling,
    ) -> impl FnOnce() -> SearchedText + Send + 'static {
        let earlier = self.found.begin(&query, spelling);
        let text = self.document.text().clone();
        move || SearchedText::find(text, query, spelling, earlier.as_ref())
    }

    /// Takes what was found, unless something else is looked for by now, and goes to the first place
    /// from the caret on.
    pub(super) fn on_searched(&mut self, searched: SearchedText) {
        if self.found.take(self.document.text(), searched) {
            self.show_found(self.found.first_from(self.selection.start()));
        }
    }

    /// Starts to look for what may be wrong, where the article has changed a while ago; what this
    /// returns looks, on whatever thread. `job` is a number that no other look has.
    pub(super) fn begin_check(
        &mut self,
        job: u64,
        now: Instant,
    ) -> Option<impl FnOnce() -> CheckedDocument + Send + 'static> {
        let basis = (self.context(), self.publication.catalogued);
        self.findings.begin(&self.document, basis, (job, now))
    }

    /// When the article is to be looked through, if it is to be.
    pub(super) fn next_check(&self) -> Option<Duration> {
        let basis = (self.context(), self.publication.catalogued);
        self.findings.next_look(&self.document, basis)
    }

    pub(super) fn on_checked(&mut self, checked: CheckedDocument) {
        self.findings.take(checked);
    }

    /// Applies a transaction, with what follows from it for suggestions, and remembers it.
    pub(super) fn commit(&mut self, transaction: Transaction) -> Result<(), Reason> {
        self.commit_as_is(edit::with_dismissals(&self.document, transaction, &self.at))
    }

    /// Applies a transaction and remembers it.
    pub(super) fn commit_as_is(&mut self, transaction: Transaction) -> Result<(), Reason> {
        if transaction.is_empty() {
            return Ok(());
        }
        self.document.apply(&transaction)?;
        self.suggestions.follow(&self.document, &transaction);
        self.history.record(transaction);
        self.steps.push(HistoryStep::Do(self.history.done().len() - 1));
        self.activate(self.active);
        if let Some(adjudication) = &mut self.adjudication {
            adjudication.refresh(&self.document);
        }
        Ok(())
    }

    /// The same where there is a change to make.
    fn commit_change(&mut self, change: Option<Transaction>) -> Result<(), Reason> {
        self.commit(change.unwrap_or_default())
    }

    /// Shows a change that is not decided on: it is in no history and no journal.
    pub(super) fn preview(&mut self, transaction: &Transaction) {
        // One that does not fit shows nothing.
        let _shown = self.document.apply(transaction);
        self.activate(self.active);
    }

    /// Adds one annotation and makes it active.
    fn annotate(&mut self, draft: AnnotationDraft) -> Result<AnnotationId, Reason> {
        let id = AnnotationId(self.document.next_ids().annotation);
        self.commit(edit::annotate(&self.document, [draft]))?;
        self.active = Some(id);
        Ok(id)
    }

    /// Steps through the history; the annotation that changed becomes the active one.
    fn step(&mut self, direction: UndoDirection) -> Result<Option<Transaction>, Reason> {
        let (transaction, done) = match direction {
            UndoDirection::Undo => (self.history.undo(), HistoryStep::Undo),
            UndoDirection::Redo => (self.history.redo(), HistoryStep::Redo),
        };
        let Some(transaction) = transaction else { return Ok(None) };
        self.document.apply(&transaction)?;
        self.stepped = (place_of(&self.document, &transaction), self.stepped.1 + 1);
        self.suggestions.follow(&self.document, &transaction);
        self.steps.push(done);
        let changed = transaction.annotations().last();
        self.activate(changed.or(self.active));
        self.follow_decisions(&transaction);
        if let Some(index) = self.reopened_by(&transaction) {
            self.show_suggestion(Some(index));
        }
        Ok(Some(transaction))
    }

    /// The first suggestion that can be decided on again after a step.
    fn reopened_by(&self, step: &Transaction) -> Option<usize> {
        let target = |edit: &Edit| match edit {
            Edit::Dismissal(target, Change { after: None, .. }) => Some(target.clone()),
            Edit::Annotation(_, Change { before: Some(before), after: None }) => {
                before.tag_origin().unchanged_rule()?;
                Some(DismissalTarget::at(before.extent.clone(), before.label.clone()))
            }
            Edit::Annotation(..)
            | Edit::Dismissal(..)
            | Edit::Decision(..)
            | Edit::Relation(..)
            | Edit::Orphan(..)
            | Edit::Meta(..)
            | Edit::Schema(_) => None,
        };
        let found = step.edits.iter().filter_map(target);
        let indices = found.filter_map(|it| self.suggestions.index_of(&self.document, &it));
        indices.filter(|&it| self.suggestions.open(&self.document, it).is_some()).min()
    }

    /// True where the step that was just made took annotations away. Undoing loses nothing, whenever what is
    /// undone was done: it can be made again.
    pub(super) fn takes_work_away(&self, step: HistoryStep) -> bool {
        let done = self.history.done();
        match step {
            HistoryStep::Do(index) => done.get(index).is_some_and(removes),
            HistoryStep::Redo => done.last().is_some_and(removes),
            HistoryStep::Undo => false,
        }
    }

    /// The steps made since this was asked last.
    pub(super) fn take_steps(&mut self) -> Vec<HistoryStep> {
        std::mem::take(&mut self.steps)
    }

    /// Notes that the file will hold everything up to here.
    pub(super) fn mark_saved(&mut self) {
        self.history.mark_saved();
    }
}

/// The first byte of what a step, which was made just now, has changed in the article.
fn place_of(document: &Document, step: &Transaction) -> Option<usize> {
    let start_of = |id: AnnotationId| Some(document.annotation(id)?.extent.start());
    let place = |edit: &Edit| match edit {
        Edit::Annotation(_, change) => {
            change.after.as_ref().or(change.before.as_ref()).map(|it| it.extent.start())
        }
        Edit::Relation(_, change) => {
            let link = change.after.as_ref().or(change.before.as_ref());
            link.and_then(|it| start_of(it.from))
        }
        Edit::Dismissal(target, _) => target.extent().map(Extent::start),
        Edit::Decision(..) | Edit::Orphan(..) | Edit::Meta(..) | Edit::Schema(_) => None,
    };
    step.edits.iter().find_map(place)
}

/// True for a step that takes annotations away.
fn removes(step: &Transaction) -> bool {
    // One that lost its place is kept, and only has none.
    let has_lost_place = |id: AnnotationId| {
        let is_orphan =
            |it: &Edit| matches!(it, Edit::Orphan(of, Change { after: Some(_), .. }) if *of == id);
        step.edits.iter().any(is_orphan)
    };
    let removes = |edit: &Edit| {
        matches!(edit, Edit::Annotation(id, Change { before: Some(_), after: None })
            if !has_lost_place(*id))
    };
    step.edits.iter().any(removes)
}

/// A way through the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UndoDirection {
    /// Back.
    Undo,
    /// On.
    Redo,
}
