//! Everything that changes what is marked, selected or looked for.

use super::{
    ArticleStatus, Done, EditAction, NavigateAction, NoticeKind, Offer, Open, Reason, SearchAction,
    Selection, Session, StepDirection, Tagging,
    accepting::{accept, accept_current, draft, step_suggestion, tag_mention},
    assist, dating, find,
    findings::{fix, show_finding, step_finding},
    linking::{add_piece, link, link_piece, link_to_active, tag_words},
    moves::{place_orphan, remove_orphan},
    open::{HistoryDirection, TagTarget},
    removing::remove_parts,
};
use crate::{
    edit::{self, Draft},
    model::{Name, Transaction},
    recognize::{Context, Mention},
    text::{Text, TextRange},
};

/// What the recognizers found in a text.
#[derive(Debug)]
pub(super) struct RecognizedMentions {
    text: Text,
    bytes: std::ops::Range<usize>,
    mentions: Vec<Mention>,
}

/// Where a query was found in a text.
#[derive(Debug)]
pub(super) struct SearchedText {
    text: Text,
    query: String,
    places: Vec<TextRange>,
}

/// An action's outcome: the reason it could not be done, if it could not.
pub(super) type Outcome = Result<(), Reason>;

impl Session {
    /// Whether the article may be changed now.
    pub fn may_write(&self) -> Result<&Open, Reason> {
        let open = self.open.as_ref().ok_or(Reason::NoArticle)?;
        match self.file.as_ref().map(super::files::OpenFile::refusal) {
            Some(Some(reason)) => Err(reason),
            _ => Ok(open),
        }
    }

    /// Whether a label may be given now, and to what.
    pub fn may_tag(&self, label: &Name) -> Result<Tagging, Reason> {
        self.may_write()?.tagging(label)
    }

    /// Whether the active annotation may be linked to what is selected.
    pub fn may_link(&self, relation: &Name) -> Outcome {
        self.may_write()?.link_target(relation).map(|_| ())
    }

    /// How many suggestions are open.
    pub fn suggestions_left(&self) -> usize {
        self.open.as_ref().map_or(0, |it| it.suggestions.left())
    }

    /// Changes the document, where it may be changed.
    pub(super) fn perform_edit(&mut self, action: EditAction) {
        if let Err(reason) = self.may_write() {
            self.refuse(reason);
            return;
        }
        // What was offered was for the state before.
        self.notices.retain(|it| !matches!(it.offers[..], [Offer::RemoveParts(_)]));
        let before = self.without_place();
        if let Err(reason) = self.edit(action) {
            self.refuse(reason);
        }
        self.tell_without_place(before);
        self.follow_schema();
        self.journal_steps();
    }

    pub(super) fn refuse(&mut self, reason: Reason) {
        self.post_notice(NoticeKind::Refused(reason), []);
    }

    fn edit(&mut self, action: EditAction) -> Outcome {
        let context = self.context();
        let open = self.open.as_mut().ok_or(Reason::NoArticle)?;
        match action {
            EditAction::Tag(tagging) => tag(open, tagging, context),
            EditAction::Annotate { range, label } => {
                open.annotate(draft(open.document(), range, &label, context))?;
                Ok(())
            }
            EditAction::AnnotateAll { ranges, label } => {
                let drafts: Vec<Draft> =
                    ranges.iter().map(|it| draft(open.document(), *it, &label, context)).collect();
                let change = edit::annotate(open.document(), drafts);
                commit(open, Some(change))
            }
            EditAction::SetExtent { id, extent } => {
                let change = edit::set_extent(open.document(), id, extent);
                commit(open, change)
            }
            EditAction::MoveEdge { edge, toward } => {
                let (id, extent) = open.moved_edge(edge, toward)?;
                let change = edit::set_extent(open.document(), id, extent);
                commit(open, change)
            }
            EditAction::AddPiece => add_piece(open),
            EditAction::SetAttribute { id, key, value } => {
                let change = dating::set_attribute(open.document(), id, key, &value, context);
                commit(open, change)
            }
            EditAction::Link(relation) => link(open, &relation, context),
            EditAction::LinkPiece(relation) => link_piece(open, &relation),
            EditAction::Relate { from, to, label } => {
                let change = edit::relate(open.document(), from, to, label);
                commit(open, change)
            }
            EditAction::RemoveRelation(id) => {
                let change = edit::remove_relation(open.document(), id);
                self.remove_and_offer(change)
            }
            EditAction::Remove(id) => {
                let change = edit::remove(open.document(), id);
                self.remove_and_offer(change)
            }
            EditAction::RemoveWithParts(id) => {
                let change = edit::remove_with_parts(open.document(), id);
                commit(open, change)
            }
            EditAction::RemoveParts(ids) => remove_parts(open, &ids),
            EditAction::PlaceOrphan(id) => place_orphan(open, id),
            EditAction::RemoveOrphan(id) => remove_orphan(open, id),
            EditAction::SetMeta { key, value } => {
                let change = assist::change_meta(open.document(), &key, &value);
                commit(open, change)?;
                self.look_for_suggestions();
                Ok(())
            }
            EditAction::SetStatus(status) => {
                let change = edit::set_meta(open.document(), ArticleStatus::KEY, status.as_str());
                commit(open, change)
            }
            EditAction::AcceptSuggestion => accept_current(open),
            EditAction::AcceptSuggestions(indices) => accept(open, &indices),
            EditAction::Fix(what) => fix(open, what, context),
            EditAction::ChangeSchema(change) => self.change_schema(&change),
            EditAction::Undo => self.step_history(HistoryDirection::Undo, Reason::NothingToUndo),
            EditAction::Redo => self.step_history(HistoryDirection::Redo, Reason::NothingToRedo),
        }
    }

    /// Undoes or redoes; `nothing` says why where there is nothing.
    fn step_history(&mut self, direction: HistoryDirection, nothing: Reason) -> Outcome {
        if !self.keep_schema_of(direction) {
            return Ok(());
        }
        let open = self.open.as_mut().ok_or(Reason::NoArticle)?;
        open.step(direction)?.ok_or(nothing).map(|_| ())
    }

    pub(super) fn perform_navigation(&mut self, action: NavigateAction) {
        let open = self.open.as_mut().ok_or(Reason::NoArticle);
        if let Err(reason) = open.and_then(|open| navigate(open, action)) {
            self.refuse(reason);
        }
    }

    pub(super) fn perform_search(&mut self, action: SearchAction) {
        match action {
            SearchAction::Find(query) => self.look_for(query),
            SearchAction::FindInAll(query) => self.find_in_all(query),
            SearchAction::GoTo { path, bytes } => self.go_to(&path, &bytes),
            SearchAction::SuggestAround(byte) => self.look_around(byte),
            SearchAction::CountUses => self.count_uses(),
        }
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
            Done::Suggested(RecognizedMentions { text, bytes, mentions })
        });
    }

    pub(super) fn on_suggested(&mut self, recognized: RecognizedMentions) {
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
        let Some(open) = &mut self.open else { return self.refuse(Reason::NoArticle) };
        open.found.query.clone_from(&query);
        let text = open.document().text().clone();
        let search = move || {
            let places = find(&text, &query);
            SearchedText { text, query, places }
        };
        if open.document().text().len_bytes() <= AT_ONCE {
            let searched = search();
            self.on_searched(searched);
        } else {
            self.jobs.start(move || Done::Found(search()));
        }
    }

    pub(super) fn on_searched(&mut self, searched: SearchedText) {
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

fn navigate(open: &mut Open, action: NavigateAction) -> Outcome {
    match action {
        NavigateAction::Select(selection) => open.select(selection),
        NavigateAction::Activate(id) => open.activate(id),
        NavigateAction::Step(toward) => {
            let id = open.neighbor(toward)?;
            open.activate(Some(id));
            let start = open.active().map(|it| it.extent.start());
            open.select(Selection::caret(start.unwrap_or_default()));
        }
        NavigateAction::StepSuggestion(toward) => step_suggestion(open, toward),
        NavigateAction::CurrentSuggestion(current) => {
            open.suggestions.set_current(current);
            if current.is_some() {
                open.activate(None);
            }
        }
        NavigateAction::DismissSuggestion => {
            let index = open.suggestions.current();
            open.dismiss_suggestion(index.ok_or(Reason::NoSuggestionCurrent)?);
            step_suggestion(open, StepDirection::After);
        }
        NavigateAction::StepFound(toward) => step_found(open, toward),
        NavigateAction::ShowFinding(index) => show_finding(open, index),
        NavigateAction::StepFinding(toward) => step_finding(open, toward)?,
    }
    Ok(())
}

pub(super) fn commit(open: &mut Open, transaction: Option<Transaction>) -> Outcome {
    Ok(open.commit(transaction.unwrap_or_default())?)
}

fn tag(open: &mut Open, tagging: Tagging, context: Context) -> Outcome {
    let Tagging { label, target, .. } = open.tagging_now(tagging)?;
    let label = &label;
    match target {
        TagTarget::Relabel(id) => {
            let change = dating::relabel(open.document(), id, label, context);
            commit(open, change)
        }
        TagTarget::Activate(id) => {
            if !link_to_active(open, id, label)? {
                open.activate(Some(id));
            }
            Ok(())
        }
        TagTarget::New(range) if open.selected().is_none() => {
            // Without a selection the whole expression at the caret is meant, not just a word.
            let byte = open.selection().head;
            let known = assist::known_as(open.document().schema(), label.as_str());
            let whole = assist::at_caret(known, open.document().text(), byte, context);
            match whole {
                Some(mention) => tag_mention(open, &mention, context),
                None => tag_words(open, range, label, context),
            }
        }
        TagTarget::New(range) => tag_words(open, range, label, context),
    }
}

fn step_found(open: &mut Open, toward: StepDirection) {
    let count = open.found.places.len();
    if count == 0 {
        return;
    }
    let next = match (toward, open.found.current) {
        (StepDirection::After, Some(at)) => (at + 1) % count,
        (StepDirection::Before, Some(at)) => (at + count - 1) % count,
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
