//! Everything that changes what is marked, selected or looked for.

use super::{
    Action, Done, Level, Offer, Open, Reason, Selection, Session, Status, Tagging, Toward,
    accepting::{accept, draft, step_suggestion, tag_mention},
    assist, dating, find,
    linking::{add_piece, link, link_piece, link_to_active, tag_words},
    moves::{place_orphan, remove_orphan},
    open::Direction,
    removing::remove_parts,
};
use crate::{
    edit::{self, AnnotationDraft},
    model::{EditConflict, Name, Transaction},
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
pub(super) type Outcome = Result<(), Reason>;

impl From<EditConflict> for Reason {
    fn from(_: EditConflict) -> Self {
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
        self.may_write()?.link_target(relation).map(|_| ())
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
        if !self.keeps_schema_of(&action) {
            return;
        }
        if changes_document(&action) {
            // What was offered was for the state before.
            self.notices.retain(|it| !matches!(it.offers[..], [Offer::RemoveParts(_)]));
        }
        let before = self.without_place();
        if let Err(reason) = self.marked(action) {
            self.refuse(reason);
        }
        self.tell_without_place(before);
        self.follow_schema();
        self.journal_steps();
    }

    pub(super) fn refuse(&mut self, reason: Reason) {
        self.remark(Level::Info, reason.0);
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
                let drafts: Vec<AnnotationDraft> =
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
                let change = dating::set_attribute(open.document(), id, key, &value, context);
                commit(open, change)?;
            }
            Action::Link(relation) => return link(open, &relation, context),
            Action::LinkPiece(relation) => return link_piece(open, &relation),
            Action::Relate { from, to, label } => {
                let change = edit::relate(open.document(), from, to, label);
                commit(open, change)?;
            }
            Action::RemoveRelation(id) => {
                let change = edit::remove_relation(open.document(), id);
                return self.remove_and_offer(change);
            }
            Action::Remove(id) => {
                let change = edit::remove(open.document(), id);
                return self.remove_and_offer(change);
            }
            Action::RemoveWithParts(id) => {
                let change = edit::remove_with_parts(open.document(), id);
                commit(open, change)?;
            }
            Action::RemoveParts(ids) => return remove_parts(open, &ids),
            Action::PlaceOrphan(id) => place_orphan(open, id)?,
            Action::RemoveOrphan(id) => remove_orphan(open, id)?,
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

pub(super) fn commit(open: &mut Open, transaction: Option<Transaction>) -> Outcome {
    Ok(open.commit(transaction.unwrap_or_default())?)
}

fn tag(open: &mut Open, label: &Name, context: Context) -> Outcome {
    match open.tag(label)? {
        Tagging::Relabel(id) => {
            let change = dating::relabel(open.document(), id, label, context);
            commit(open, change)
        }
        Tagging::Activate(id) => {
            if !link_to_active(open, id, label)? {
                open.activate(Some(id));
            }
            Ok(())
        }
        Tagging::New(range) if open.selected().is_none() => {
            // Without a selection the whole expression at the caret is meant, not just a word.
            let byte = open.selection().head;
            let known = assist::known_as(open.document().schema(), label.as_str());
            let whole = assist::at_caret(known, open.document().text(), byte, context);
            match whole {
                Some(mention) => tag_mention(open, &mention, context),
                None => tag_words(open, range, label, context),
            }
        }
        Tagging::New(range) => tag_words(open, range, label, context),
    }
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
