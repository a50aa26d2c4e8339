//! Everything that changes what is marked, selected or looked for.

use super::{
    Action, Done, Level, Open, Reason, Selection, Session, Status, Tagging, Toward,
    accepting::{accept, step_suggestion, tag_mention},
    assist, find,
    open::Direction,
};
use crate::{
    edit::{self, Draft},
    model::{AnnotationId, Conflict, Document, Extent, Name, Transaction},
    recognize::{Context, Mention},
    text::{Text, TextRange},
};

/// What the recognizers found in a text.
#[derive(Debug)]
pub(super) struct Recognized {
    text: Text,
    bytes: std::ops::Range<usize>,
    mentions: Vec<Mention>,
}

/// Where a query was found in a text.
#[derive(Debug)]
pub(super) struct Searched {
    text: Text,
    query: String,
    places: Vec<TextRange>,
}

/// An action's outcome: the reason it could not be done, if it could not.
type Outcome = Result<(), Reason>;

impl From<Conflict> for Reason {
    fn from(_: Conflict) -> Self {
        Self("reason-conflict")
    }
}

impl Session {
    /// Whether the article may be changed now.
    pub fn may_write(&self) -> Result<&Open, Reason> {
        let open = self.open.as_ref().ok_or(Reason("reason-no-article"))?;
        match self.file.as_ref().map(super::files::OpenFile::refusal) {
            Some(Some(reason)) => Err(reason),
            _ => Ok(open),
        }
    }

    /// Whether a label may be given now.
    pub fn may_tag(&self, label: &Name) -> Outcome {
        self.may_write()?.tag(label).map(|_| ())
    }

    /// Whether the active annotation may be linked to what is selected.
    pub fn may_link(&self, relation: &Name) -> Outcome {
        let open = self.may_write()?;
        let active = open.active().ok_or(Reason("reason-no-claim-active"))?;
        let kind = open.document().schema().relation(relation.as_str());
        let kind = kind.ok_or(Reason("reason-no-such-relation"))?;
        if !kind.from.iter().any(|it| active.label == *it.as_str()) {
            return Err(Reason("reason-not-from-this"));
        }
        open.selected().map(|_| ()).ok_or(Reason("reason-nothing-selected"))
    }

    /// How many suggestions are open.
    pub fn suggestions_left(&self) -> usize {
        self.open.as_ref().map_or(0, |it| it.suggestions.left())
    }

    pub(super) fn mark(&mut self, action: Action) {
        if changes_document(&action)
            && let Err(reason) = self.may_write()
        {
            self.refuse(reason);
            return;
        }
        if let Err(reason) = self.marked(action) {
            self.refuse(reason);
        }
        self.journal_steps();
    }

    fn refuse(&mut self, reason: Reason) {
        self.notify(Level::Info, reason.0, Vec::new());
    }

    fn marked(&mut self, action: Action) -> Outcome {
        let context = self.context();
        let open = self.open.as_mut().ok_or(Reason("reason-no-article"))?;
        match action {
            Action::Select(selection) => open.select(selection),
            Action::Activate(id) => open.activate(id),
            Action::Tag(label) => return tag(open, &label, context),
            Action::Annotate { range, label } => {
                open.annotate(draft(open.document(), range, &label, context))?;
            }
            Action::AnnotateAll { ranges, label } => {
                let drafts: Vec<Draft> =
                    ranges.iter().map(|it| draft(open.document(), *it, &label, context)).collect();
                let transaction = edit::annotate(open.document(), drafts);
                open.commit(transaction)?;
            }
            Action::SetExtent { id, extent } => {
                let change = edit::set_extent(open.document(), id, extent);
                commit(open, change)?;
            }
            Action::MoveEdge { edge, toward } => {
                let (id, extent) = open.moved_edge(edge, toward)?;
                let change = edit::set_extent(open.document(), id, extent);
                commit(open, change)?;
            }
            Action::AddPiece => return add_piece(open),
            Action::SetAttribute { id, key, value } => {
                let change = edit::set_attribute(open.document(), id, key, &value);
                commit(open, change)?;
            }
            Action::Link(relation) => return link(open, &relation),
            Action::Relate { from, to, label } => {
                let change = edit::relate(open.document(), from, to, label);
                commit(open, change)?;
            }
            Action::RemoveRelation(id) => {
                let change = edit::remove_relation(open.document(), id);
                commit(open, change)?;
            }
            Action::Remove(id) => {
                let change = edit::remove(open.document(), id);
                commit(open, change)?;
            }
            Action::Step(toward) => {
                let id = open.neighbor(toward)?;
                open.activate(Some(id));
                let start = open.active().map(|it| it.extent.start());
                open.select(Selection::caret(start.unwrap_or_default()));
            }
            Action::SetMeta { key, value } => {
                let change = assist::change_meta(open.document(), &key, &value);
                commit(open, change)?;
                self.look_for_suggestions();
            }
            Action::SetStatus(status) => {
                let change = edit::set_meta(open.document(), Status::KEY, status.as_str());
                commit(open, change)?;
            }
            Action::SuggestAround(byte) => self.look_around(byte),
            Action::StepSuggestion(toward) => step_suggestion(open, toward),
            Action::CurrentSuggestion(current) => {
                open.suggestions.set_current(current);
                if current.is_some() {
                    open.activate(None);
                }
            }
            Action::AcceptSuggestion => {
                let index = open.suggestions.current();
                let index = index.ok_or(Reason("reason-no-suggestion-current"))?;
                accept(open, &[index])?;
                step_suggestion(open, Toward::After);
            }
            Action::AcceptSuggestions(indices) => accept(open, &indices)?,
            Action::DismissSuggestion => {
                let index = open.suggestions.current();
                let index = index.ok_or(Reason("reason-no-suggestion-current"))?;
                open.dismiss_suggestion(index);
                step_suggestion(open, Toward::After);
            }
            Action::Undo => {
                open.step(Direction::Undo)?.ok_or(Reason("reason-nothing-to-undo"))?;
            }
            Action::Redo => {
                open.step(Direction::Redo)?.ok_or(Reason("reason-nothing-to-redo"))?;
            }
            Action::Find(query) => self.look_for(query),
            Action::StepFound(toward) => step_found(open, toward),
            _ => {}
        }
        Ok(())
    }

    /// What recognizers may know of the article.
    pub fn context(&self) -> Context {
        let stated = self.open.as_ref().map_or("", |it| it.document().meta_value("published"));
        let published = if stated.is_empty() { self.proposed_publication() } else { Some(stated) };
        Context { published: published.and_then(|it| it.parse().ok()) }
    }

    /// Looks for suggestions, around the caret in a very long article.
    pub(super) fn look_for_suggestions(&mut self) {
        let head = self.open.as_ref().map_or(0, |it| it.selection().head);
        self.look_around(head);
    }

    fn look_around(&mut self, byte: usize) {
        let context = self.context();
        let Some(open) = &mut self.open else { return };
        let text = open.document().text().clone();
        let bytes = assist::stretch_around(&text, byte);
        open.suggestions.begin(bytes.clone());
        self.jobs.start(move || {
            let mentions = assist::suggest(&text, bytes.clone(), context);
            Done::Suggested(Recognized { text, bytes, mentions })
        });
    }

    pub(super) fn suggested(&mut self, recognized: Recognized) {
        let Some(open) = &mut self.open else { return };
        let same = *open.document().text() == recognized.text;
        if same && open.suggestions.covers(&recognized.bytes) {
            open.suggest(recognized.mentions);
        }
    }

    /// Looks for words: at once in an article of the usual length, else on a thread.
    fn look_for(&mut self, query: String) {
        /// Up to this length looking takes less than a frame, in bytes.
        const AT_ONCE: usize = 300_000;
        let Some(open) = &mut self.open else { return };
        open.found.query.clone_from(&query);
        let text = open.document().text().clone();
        let search = move || {
            let places = find(&text, &query);
            Searched { text, query, places }
        };
        if open.document().text().len_bytes() <= AT_ONCE {
            let searched = search();
            self.searched(searched);
        } else {
            self.jobs.start(move || Done::Found(search()));
        }
    }

    pub(super) fn searched(&mut self, searched: Searched) {
        let Some(open) = &mut self.open else { return };
        if open.found.query != searched.query || *open.document().text() != searched.text {
            return;
        }
        open.found.places = searched.places;
        open.found.current = None;
        if !open.found.query.trim().is_empty() {
            let from = open.selection().start();
            let next = open.found.places.partition_point(|it| it.start() < from);
            let next = if next < open.found.places.len() { next } else { 0 };
            show_found(open, next);
        }
    }
}

fn changes_document(action: &Action) -> bool {
    !matches!(
        action,
        Action::Select(_)
            | Action::Activate(_)
            | Action::Step(_)
            | Action::SuggestAround(_)
            | Action::StepSuggestion(_)
            | Action::CurrentSuggestion(_)
            | Action::DismissSuggestion
            | Action::Find(_)
            | Action::StepFound(_)
    )
}

fn commit(open: &mut Open, transaction: Option<Transaction>) -> Outcome {
    Ok(open.commit(transaction.unwrap_or_default())?)
}

/// A new annotation with the attributes its words give it.
fn draft(document: &Document, range: TextRange, label: &Name, context: Context) -> Draft {
    let mut draft = Draft::new(range, label.clone());
    if let Some(read) = assist::read_as(label.as_str(), document.text(), range, context) {
        draft.attributes = read.attributes.into_iter().collect();
    }
    draft
}

fn tag(open: &mut Open, label: &Name, context: Context) -> Outcome {
    match open.tag(label)? {
        Tagging::Relabel(id) => {
            let change = edit::relabel(open.document(), id, label.clone());
            commit(open, change)
        }
        Tagging::Activate(id) => {
            open.activate(Some(id));
            Ok(())
        }
        Tagging::New(range) if open.selected().is_none() => {
            // Without a selection the whole expression at the caret is meant, not just a word.
            let byte = open.selection().head;
            let whole = assist::at_caret(label.as_str(), open.document().text(), byte, context);
            match whole {
                Some(mention) => tag_mention(open, &mention),
                None => tag_words(open, range, label, context),
            }
        }
        Tagging::New(range) => tag_words(open, range, label, context),
    }
}

/// Tags words; a date tagged while a claim is active is linked to it.
fn tag_words(open: &mut Open, range: TextRange, label: &Name, context: Context) -> Outcome {
    let claim = open.active().filter(|it| it.label != *label).map(|it| (it.id, it.label.clone()));
    let schema = open.document().schema().clone();
    let kind = claim.as_ref().and_then(|(_, from)| {
        // A relation without a key of its own is made by tagging.
        schema
            .relations_from(from.as_str())
            .find(|it| it.key.is_empty() && it.to.first().is_some_and(|to| *label == *to.as_str()))
    });
    let draft = draft(open.document(), range, label, context);
    let id = AnnotationId(open.document().next_ids().annotation);
    let annotation = edit::annotate(open.document(), [draft]);
    let Some((kind, (from, _))) = kind.zip(claim.as_ref()) else {
        open.commit(annotation)?;
        open.activate(Some(id));
        open.select(Selection::caret(range.end()));
        return Ok(());
    };
    let relation = related(open.document(), annotation, *from, id, &kind.id)?;
    open.commit(relation)?;
    let from = *from;
    open.activate(Some(from));
    open.select(Selection::caret(range.end()));
    Ok(())
}

/// `first`, and then a link from `from` to `to`, as one step.
fn related(
    document: &Document,
    first: Transaction,
    from: AnnotationId,
    to: AnnotationId,
    relation: &str,
) -> Result<Transaction, Reason> {
    let mut after = document.clone();
    after.apply(&first)?;
    let link = edit::relate(&after, from, to, relation).ok_or(Reason("reason-linked-already"))?;
    Ok(edit::merge([first, link]))
}

/// Links the active annotation to the selected words, which get the relation's label unless they
/// have it.
fn link(open: &mut Open, relation: &Name) -> Outcome {
    let active = open.active().ok_or(Reason("reason-no-claim-active"))?.id;
    let selected = open.selected().ok_or(Reason("reason-nothing-selected"))?;
    let words = super::trim(open.document(), selected).ok_or(Reason("reason-only-marks"))?;
    let schema = open.document().schema().clone();
    let kind = schema.relation(relation.as_str()).ok_or(Reason("reason-no-such-relation"))?;
    let label = kind.to.first().ok_or(Reason("reason-no-such-relation"))?;
    let extent = Extent::from(words);
    let there = kind.to.iter().find_map(|label| open.annotation_at(&extent, label));
    let transaction = if let Some(id) = there {
        edit::relate(open.document(), active, id, relation.clone())
            .ok_or(Reason("reason-linked-already"))?
    } else {
        let id = AnnotationId(open.document().next_ids().annotation);
        let part = edit::annotate(open.document(), [Draft::new(words, label.as_str())]);
        related(open.document(), part, active, id, relation.as_str())?
    };
    open.commit(transaction)?;
    open.select(Selection::caret(words.end()));
    Ok(())
}

fn add_piece(open: &mut Open) -> Outcome {
    let active = open.active().ok_or(Reason("reason-no-tag"))?;
    let selected = open.selected().ok_or(Reason("reason-nothing-selected"))?;
    let words = super::trim(open.document(), selected).ok_or(Reason("reason-only-marks"))?;
    let extent = Extent::of(active.extent.pieces().chain([words]));
    let extent = extent.ok_or(Reason("reason-only-marks"))?;
    let change = edit::set_extent(open.document(), active.id, extent);
    commit(open, change)?;
    open.select(Selection::caret(words.end()));
    Ok(())
}

fn step_found(open: &mut Open, toward: Toward) {
    let count = open.found.places.len();
    if count == 0 {
        return;
    }
    let next = match (toward, open.found.current) {
        (Toward::After, Some(at)) => (at + 1) % count,
        (Toward::Before, Some(at)) => (at + count - 1) % count,
        (_, None) => 0,
    };
    show_found(open, next);
}

fn show_found(open: &mut Open, index: usize) {
    if let Some(place) = open.found.places.get(index).copied() {
        open.found.current = Some(index);
        open.select(Selection::of(place));
    }
}
