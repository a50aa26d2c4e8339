//! The article being worked on: its document, its history, and what is active in it.

use super::{
    action::{Selection, SpanEdge, StepDirection},
    findings::Findings,
    reason::Reason,
    search::SearchResults,
    suggestions::Suggestions,
};
use crate::{
    edit::{self, Draft, History},
    language,
    model::{Annotation, AnnotationId, Conflict, Document, Extent, Name, Transaction},
    recognize::Mention,
    store::Step,
    text::{Text, TextRange},
};

/// An open article.
#[derive(Debug)]
pub struct Open {
    document: Document,
    history: History,
    selection: Selection,
    active: Option<AnnotationId>,
    pub(super) found: SearchResults,
    pub(super) findings: Findings,
    pub(super) suggestions: Suggestions,
    /// Steps that the journal does not have yet.
    steps: Vec<HistoryStep>,
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

impl HistoryStep {
    /// What the journal writes of it.
    pub(super) fn of(self, history: &History) -> Option<Step<'_>> {
        Some(match self {
            Self::Do(index) => Step::Do(history.done().get(index)?),
            Self::Undo => Step::Undo,
            Self::Redo => Step::Redo,
        })
    }
}

impl Open {
    /// `document` with nothing selected.
    pub fn new(document: Document, history: History) -> Self {
        Self {
            document,
            history,
            selection: Selection::default(),
            active: None,
            found: SearchResults::default(),
            findings: Findings::default(),
            suggestions: Suggestions::default(),
            steps: Vec::new(),
        }
    }

    /// The document as it stands.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
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

    /// The words a label would be given to: the selection, else the word at the caret.
    pub fn target(&self) -> Result<TextRange, Reason> {
        if let Some(selected) = self.selected() {
            return trim(&self.document, selected).ok_or(Reason::OnlyMarks);
        }
        language::word_at(self.document.text(), self.selection.head).ok_or(Reason::NoWord)
    }

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
            text: self.document.text().clone(),
            revision: self.document.revision(),
            selection: self.selection,
            active: self.active,
        }
    }

    fn tag_target(&self, label: &Name) -> Result<TagTarget, Reason> {
        if self.selected().is_none()
            && let Some(active) = self.active()
        {
            let same = active.label == *label;
            return if same { Err(Reason::SameLabel) } else { Ok(TagTarget::Relabel(active.id)) };
        }
        let range = self.target()?;
        let there = self.document.annotations_in(range.start(), range.end());
        let same = |it: &&Annotation| it.label == *label && it.extent == Extent::from(range);
        match there.into_iter().find(same) {
            Some(annotation) => Ok(TagTarget::Activate(annotation.id)),
            None => Ok(TagTarget::New(range)),
        }
    }

    /// The extent of the active annotation with one edge moved by a word.
    pub fn moved_edge(
        &self,
        edge: SpanEdge,
        toward: StepDirection,
    ) -> Result<(AnnotationId, Extent), Reason> {
        let active = self.active().ok_or(Reason::NoTag)?;
        let hull = active.extent.hull();
        let at = if edge == SpanEdge::Start { hull.start() } else { hull.end() };
        let to = self.word_edge(edge, toward, at).ok_or(Reason::TextEnds)?;
        let (start, end) =
            if edge == SpanEdge::Start { (to, hull.end()) } else { (hull.start(), to) };
        let range = self.document.text().range(start, end).or(Err(Reason::TagTooShort))?;
        let extent = clipped(&self.document, &active.extent, range);
        extent.map(|it| (active.id, it)).ok_or(Reason::TagTooShort)
    }

    /// The next start or end of a word before or after `at`.
    fn word_edge(&self, edge: SpanEdge, toward: StepDirection, at: usize) -> Option<usize> {
        let text = self.document.text();
        let paragraphs = text.paragraphs();
        let index = paragraphs.index_of(at);
        let edges = |paragraph: usize| -> Vec<usize> {
            let words = language::words(text, paragraphs.bytes(paragraph));
            let side = |it: TextRange| if edge == SpanEdge::Start { it.start() } else { it.end() };
            words.into_iter().map(side).collect()
        };
        match toward {
            StepDirection::After => (index..paragraphs.count())
                .find_map(|paragraph| edges(paragraph).into_iter().find(|&it| it > at)),
            StepDirection::Before => (0..=index)
                .rev()
                .find_map(|paragraph| edges(paragraph).into_iter().rev().find(|&it| it < at)),
        }
    }

    /// The annotation after or before the active one, or the caret, in reading order.
    pub fn neighbor(&self, toward: StepDirection) -> Result<AnnotationId, Reason> {
        let here = self.active().map_or(self.selection.head, |it| it.extent.start());
        let beyond = |it: &&Annotation| {
            let order = self.active().map_or_else(
                || it.extent.start().cmp(&here).then(std::cmp::Ordering::Greater),
                |active| Document::order(it, active),
            );
            if toward == StepDirection::After { order.is_gt() } else { order.is_lt() }
        };
        let len = self.document.text().len_bytes();
        // Near the place first, then further and further away.
        let mut reach = 1 << 12;
        loop {
            let (start, end) = match toward {
                StepDirection::After => (here, here.saturating_add(reach).min(len)),
                StepDirection::Before => (here.saturating_sub(reach), here + 1),
            };
            let near = self.document.annotations_in(start, end);
            let starts_near = |it: &&Annotation| (start..end).contains(&it.extent.start());
            let mut found = near.into_iter().filter(starts_near).filter(beyond);
            let next =
                if toward == StepDirection::After { found.next() } else { found.next_back() };
            if let Some(next) = next {
                return Ok(next.id);
            }
            if reach >= len {
                return Err(Reason::NoMoreTags);
            }
            reach *= 4;
        }
    }

    /// An existing annotation with `label` on exactly these words.
    pub fn annotation_at(&self, extent: &Extent, label: &str) -> Option<AnnotationId> {
        let there = self.document.annotations_in(extent.start(), extent.end());
        there.into_iter().find(|it| it.label == *label && it.extent == *extent).map(|it| it.id)
    }

    pub(super) fn select(&mut self, selection: Selection) {
        let text = self.document.text().as_str();
        self.selection = Selection {
            anchor: text.floor_char_boundary(selection.anchor),
            head: text.floor_char_boundary(selection.head),
        };
    }

    pub(super) fn activate(&mut self, id: Option<AnnotationId>) {
        self.active = id.filter(|&id| self.document.annotation(id).is_some());
    }

    pub(super) fn suggest(&mut self, mentions: Vec<Mention>) {
        self.suggestions.found(&self.document, mentions);
    }

    pub(super) fn dismiss_suggestion(&mut self, index: usize) {
        self.suggestions.dismiss(&self.document, index);
    }

    /// Applies a transaction and remembers it.
    pub(super) fn commit(&mut self, transaction: Transaction) -> Result<(), Conflict> {
        if transaction.is_empty() {
            return Ok(());
        }
        self.document.apply(&transaction)?;
        self.suggestions.follow(&self.document, &transaction);
        self.history.record(transaction);
        self.steps.push(HistoryStep::Do(self.history.done().len() - 1));
        self.activate(self.active);
        Ok(())
    }

    /// Shows a change that is not decided on: it is in no history and no journal.
    pub(super) fn preview(&mut self, transaction: &Transaction) {
        // One that does not fit shows nothing.
        let _shown = self.document.apply(transaction);
        self.activate(self.active);
    }

    /// Adds one annotation and makes it active.
    pub(super) fn annotate(&mut self, draft: Draft) -> Result<AnnotationId, Conflict> {
        let id = AnnotationId(self.document.next_ids().annotation);
        self.commit(edit::annotate(&self.document, [draft]))?;
        self.active = Some(id);
        Ok(id)
    }

    /// Steps through the history; the annotation that changed becomes the active one.
    pub(super) fn step(
        &mut self,
        direction: HistoryDirection,
    ) -> Result<Option<Transaction>, Conflict> {
        let (transaction, done) = match direction {
            HistoryDirection::Undo => (self.history.undo(), HistoryStep::Undo),
            HistoryDirection::Redo => (self.history.redo(), HistoryStep::Redo),
        };
        let Some(transaction) = transaction else { return Ok(None) };
        self.document.apply(&transaction)?;
        self.suggestions.follow(&self.document, &transaction);
        self.steps.push(done);
        let changed = transaction.annotations().last();
        self.activate(changed.or(self.active));
        Ok(Some(transaction))
    }

    /// The steps made since this was asked last.
    pub(super) fn take_steps(&mut self) -> Vec<HistoryStep> {
        std::mem::take(&mut self.steps)
    }

    pub(super) fn history_mut(&mut self) -> &mut History {
        &mut self.history
    }
}

/// A way through the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HistoryDirection {
    /// Back.
    Undo,
    /// On.
    Redo,
}

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
}

/// `range` without spaces and invisible marks at its edges.
pub fn trim(document: &Document, range: TextRange) -> Option<TextRange> {
    let words = document.text().slice(range);
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}')
    };
    let start = range.end() - words.trim_start_matches(edge).len();
    let end = range.start() + words.trim_end_matches(edge).len();
    document.text().range(start, end.max(start)).ok()
}

/// The pieces of `extent` stretched or cut to the hull `range`.
fn clipped(document: &Document, extent: &Extent, range: TextRange) -> Option<Extent> {
    let last = extent.pieces().count() - 1;
    Extent::of(extent.pieces().enumerate().filter_map(|(at, piece)| {
        let start = if at == 0 { range.start() } else { piece.start().max(range.start()) };
        let end = if at == last { range.end() } else { piece.end().min(range.end()) };
        document.text().range(start, end.max(start)).ok()
    }))
}
