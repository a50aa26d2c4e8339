//! Where annotations go on an article that changed, and what a person is asked.
//!
//! From the text as it was, or, where that is nowhere any more, from the quotes that the annotation
//! file has.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{
    AnnotationFile, StoreError,
    record::{DocumentBuilder, FileRecord, SpanRecord},
    stored_document::open_records,
    system::disk::Disk,
};
use crate::{
    anchor::{QuotePlacement, TextQuote, place, place_by_quote},
    edit::UndoHistory,
    model::{
        Annotation, AnnotationId, Change, Dismissal, DismissalTarget, DismissedPlace, Document,
        Edit, Extent, Orphan, Relation, Schema, Transaction,
    },
    text::Text,
};

/// What became of the annotations of an article that changed since.
#[derive(Clone, Debug, Default)]
pub struct PlacementProposal {
    /// How many annotations are where their words went without a doubt.
    pub certain: usize,
    /// Annotations that wait for a person, in order of id.
    pub doubts: Vec<PlacementDoubt>,
    /// Relations that wait for one of their ends.
    relations: Vec<Relation>,
}

/// An annotation that could not be placed for certain.
#[derive(Clone, Debug)]
pub struct PlacementDoubt {
    /// Its id, label and attributes. Its extent is that in the text as it was.
    pub annotation: Annotation,
    /// The words it had, and what stood around them.
    pub quote: TextQuote,
    /// Where it may be, the likeliest first; empty when nothing like it was found.
    pub candidates: Vec<Extent>,
}

/// Why an annotation has no certain place. Those that have the same reason can be answered together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtKind {
    /// Its words and what stood around them stand in one place, and nobody knows whether the same
    /// stood in two places before.
    Unchanged,
    /// Its words stand in one place, with something else beside them.
    OtherSurroundings,
    /// Its words stand in several places.
    SeveralPlaces,
    /// Something else stands where they stood.
    Reworded,
    /// Nothing like it was found.
    Gone,
}

impl DoubtKind {
    /// Every one, from what is nearly certain to what is gone.
    pub const ALL: [Self; 5] =
        [Self::Unchanged, Self::OtherSurroundings, Self::SeveralPlaces, Self::Reworded, Self::Gone];

    /// What it is called on the terminal.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::OtherSurroundings => "other-surroundings",
            Self::SeveralPlaces => "several-places",
            Self::Reworded => "reworded",
            Self::Gone => "gone",
        }
    }
}

impl PlacementDoubt {
    /// What is kept of it when it has no place.
    pub fn orphan(&self) -> Orphan {
        let Annotation { id, label, attributes, origin, .. } = self.annotation.clone();
        let TextQuote { words, mut pieces, before, after } = self.quote.clone();
        if pieces.len() == 1 {
            pieces.clear();
        }
        Orphan { id, label, attributes, origin, words, pieces, before, after }
    }

    /// Why it waits for a person. `text` is the changed article.
    pub fn kind(&self, text: &Text) -> DoubtKind {
        let Some((first, others)) = self.candidates.split_first() else { return DoubtKind::Gone };
        let now = TextQuote::of(text, first);
        if !self.quote.has_same_words(&now) {
            DoubtKind::Reworded
        } else if !others.is_empty() {
            DoubtKind::SeveralPlaces
        } else if self.quote.has_same_letters(&now) {
            DoubtKind::Unchanged
        } else {
            DoubtKind::OtherSurroundings
        }
    }
}

impl PlacementProposal {
    /// The annotation with this id, where it waits.
    pub fn doubt(&self, id: AnnotationId) -> Option<&PlacementDoubt> {
        let at = self.doubts.binary_search_by_key(&id, |it| it.annotation.id).ok()?;
        self.doubts.get(at)
    }

    /// The step that puts a waiting annotation on `extent`, with the relations whose ends are both
    /// there then; `None` when it waits no longer.
    pub fn place(
        &self,
        document: &Document,
        id: AnnotationId,
        extent: Extent,
    ) -> Option<Transaction> {
        let doubt = self.doubt(id)?;
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

    /// The step that makes orphans of the annotations that wait still; they keep their relations.
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

    /// `document`, whose annotations have the places that were agreed to. What has no place becomes an
    /// orphan, with its words. Where a person put some, that is one step that can be undone, and leads to
    /// these as orphans again; what found its words without a doubt stays with them.
    pub fn agreed(&self, mut document: Document) -> (Document, UndoHistory) {
        // Their ids were given to nothing else, so that they fit.
        let _fits = document.apply(&self.leave(&document));
        let mut history = UndoHistory::default();
        let answers = self.answers(&document);
        if !answers.is_empty() {
            history.record(answers);
        }
        history.mark_saved();
        (document, history)
    }

    /// The step that puts what was in doubt where it stands in `document`.
    fn answers(&self, document: &Document) -> Transaction {
        let placed = |it: &PlacementDoubt| {
            let annotation = document.annotation(it.annotation.id)?.clone();
            let id = annotation.id;
            // In this order its relations have an end all along.
            Some([
                Edit::Annotation(id, Change::insert(annotation)),
                Edit::Orphan(id, Change::remove(it.orphan())),
            ])
        };
        Transaction { edits: self.doubts.iter().filter_map(placed).flatten().collect() }
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
pub(super) fn relocate(old: &Document, new: &Text) -> (Document, PlacementProposal) {
    let quotes = TextQuote::all(old);
    let extents: Vec<Extent> = old.annotations().map(|it| it.extent.clone()).collect();
    let placed = place(&extents, old.text(), new);
    propose(old, quotes, placed, new)
}

/// The same with the places known: `placed` and `quotes` in order of the annotations' ids.
fn propose(
    old: &Document,
    quotes: Vec<TextQuote>,
    placed: Vec<QuotePlacement>,
    new: &Text,
) -> (Document, PlacementProposal) {
    let mut document = Document::new(old.id(), new.clone(), old.schema().clone());
    let mut proposal = PlacementProposal::default();
    let meta = old.meta().iter();
    let meta = meta.map(|(key, it)| Edit::Meta(key.clone(), Change::insert(it.clone())));
    let _fits_an_empty_document = document.apply(&Transaction { edits: meta.collect() });
    for ((annotation, quote), placed) in old.annotations().zip(quotes).zip(placed) {
        let candidates = match placed {
            QuotePlacement::Certain(extent) => {
                let id = annotation.id;
                let after = Annotation { extent, ..annotation.clone() };
                let edit = Edit::Annotation(id, Change::insert(after));
                if document.apply(&vec![edit].into()).is_ok() {
                    proposal.certain += 1;
                }
                continue;
            }
            QuotePlacement::Doubtful(candidates) => candidates,
            QuotePlacement::Lost => Vec::new(),
        };
        proposal.doubts.push(PlacementDoubt { annotation: annotation.clone(), quote, candidates });
    }
    for orphan in old.orphans() {
        let edit = Edit::Orphan(orphan.id, Change::insert(orphan.clone()));
        let _is_still_one = document.apply(&vec![edit].into());
    }
    for dismissal in relocated_dismissals(old, new) {
        let edit = Edit::Dismissal(dismissal.target.clone(), Change::insert(dismissal));
        // Of two that come to stand on the same words one is enough.
        let _is_new = document.apply(&vec![edit].into());
    }
    let decisions = old.decisions();
    let decisions = decisions.map(|it| Edit::Decision(it.id, Change::insert(it.clone())));
    let _fits_an_empty_list = document.apply(&Transaction { edits: decisions.collect() });
    document = document.with_unknown(Arc::clone(old.unknown()));
    for relation in old.relations() {
        if document.apply(&vec![insert(relation)].into()).is_err() {
            proposal.relations.push(relation.clone());
        }
    }
    (document.counting_from(old.next_ids()), proposal)
}

/// What was decided on suggestions, on the new text. Nobody is asked: a decision goes where its words
/// stand for certain or in one place only, and waits without a place otherwise.
fn relocated_dismissals(old: &Document, new: &Text) -> Vec<Dismissal> {
    let quotes: Vec<TextQuote> =
        old.dismissals().map(|it| trimmed(quote_of(old, &it.target))).collect();
    let targets = || old.dismissals().map(|it| it.target.extent());
    let extents: Vec<Extent> = targets().flatten().cloned().collect();
    let of_extents = place(&extents, old.text(), new);
    let mut of_extents = of_extents.into_iter();
    let gone = targets().zip(&quotes).filter(|it| it.0.is_none()).map(|it| it.1.clone());
    let mut of_gone = place_by_quote(&gone.collect::<Vec<_>>(), new).into_iter();
    let placed: Vec<Option<QuotePlacement>> =
        targets().map(|it| if it.is_some() { of_extents.next() } else { of_gone.next() }).collect();
    let mut placed = placed.into_iter().flatten();
    let moved = |(dismissal, quote): (&Dismissal, TextQuote)| {
        let stands = |it: &Extent| TextQuote::of(new, it).has_same_words(&quote);
        let extent = match placed.next()? {
            QuotePlacement::Certain(extent) => Some(extent),
            QuotePlacement::Doubtful(candidates) => {
                let mut standing = candidates.into_iter().filter(stands);
                standing.next().filter(|_| standing.next().is_none())
            }
            QuotePlacement::Lost => None,
        };
        let TextQuote { words, before, after, .. } = quote;
        let gone = DismissedPlace::Gone { words, before, after };
        let place = extent.map_or(gone, DismissedPlace::At);
        let target = DismissalTarget { place, label: dismissal.target.label.clone() };
        Some(Dismissal { target, ..dismissal.clone() })
    };
    old.dismissals().zip(quotes.clone()).filter_map(moved).collect()
}

/// The words of a suggestion that was decided on, and what stood around them.
fn quote_of(document: &Document, target: &DismissalTarget) -> TextQuote {
    match &target.place {
        DismissedPlace::At(extent) => TextQuote::of(document.text(), extent),
        DismissedPlace::Gone { words, before, after } => TextQuote::kept(words, before, after),
    }
}

/// Parts one quote with its context from the next; no article has it.
const PART: char = '\0';

/// What `file` has, put on `text` by its quotes alone, when the text that was annotated is nowhere
/// any more;
/// `None` when the file is gone.
///
/// A text is made up in which each annotation stands on its quote between its own context, so that
/// all the rest works as it does with the true one.
pub(super) fn relocate_by_quote(
    disk: &dyn Disk,
    file: &AnnotationFile,
    schema: &Arc<Schema>,
    text: &Text,
) -> Result<Option<(Document, PlacementProposal)>, StoreError> {
    let path = file.path();
    let fail = |failure| StoreError::new(&path, failure);
    let mut made_up = String::new();
    let mut starts = Vec::new();
    let mut chars = 0;
    let Some(reader) = open_records(disk, &path, file.syntax)? else { return Ok(None) };
    let collect = |record: FileRecord<'_>, _line| {
        let FileRecord::Span(span) = record else { return };
        let from = made_up.len();
        made_up.push(PART);
        made_up.push_str(&span.before);
        let before = made_up.get(from..).unwrap_or_default().chars().count();
        starts.push(chars + before);
        made_up.push_str(&span.quote);
        made_up.push_str(&span.after);
        chars += made_up.get(from..).unwrap_or_default().chars().count();
    };
    reader.records(collect).map_err(fail)?;
    let made_up = Text::new(made_up);
    let Some(reader) = open_records(disk, &path, file.syntax)? else { return Ok(None) };
    let id = reader.header().id.clone();
    let mut builder =
        DocumentBuilder::new(reader.header(), id, made_up.clone(), Arc::clone(schema));
    let mut starts = starts.into_iter();
    let add = |record: FileRecord<'_>, line| match record {
        FileRecord::Span(span) => {
            let start = starts.next().unwrap_or_default();
            builder.add(FileRecord::Span(moved(span, start)), line);
        }
        // What was decided on suggestions has no place in the text made up, and finds it by its words.
        FileRecord::Relation(_)
        | FileRecord::Orphan(_)
        | FileRecord::Dismissal(_)
        | FileRecord::Decision(_)
        | FileRecord::Unknown(_) => builder.add(record, line),
    };
    reader.records(add).map_err(fail)?;
    let (old, _what_does_not_fit_is_lost) = builder.finish();
    let quotes: Vec<TextQuote> = TextQuote::all(&old).into_iter().map(trimmed).collect();
    let placed = place_by_quote(&quotes, text);
    Ok(Some(propose(&old, quotes, placed, text)))
}

/// The same span, starting at code point `start`.
fn moved(span: SpanRecord<'_>, start: usize) -> SpanRecord<'_> {
    let chars = span.quote.chars().count();
    if span.also.is_empty() {
        return SpanRecord { start, end: start + chars, ..span };
    }
    // The quote has the pieces with a separator of three code points between them.
    let len = |(start, end): (usize, usize)| end.saturating_sub(start);
    let first = start + len((span.start, span.end));
    let mut at = first;
    let also = span.also.iter().map(|piece| {
        let from = at + SEPARATOR;
        at = from + len(*piece);
        (from, at)
    });
    let also = also.collect();
    SpanRecord { start, end: first, also, quote: Cow::Borrowed(""), ..span }
}

const SEPARATOR: usize = 3;

/// Without what belongs to the quotes before and after.
fn trimmed(quote: TextQuote) -> TextQuote {
    let before = quote.before.rsplit(PART).next().unwrap_or_default().to_owned();
    let after = quote.after.split(PART).next().unwrap_or_default().to_owned();
    TextQuote { before, after, ..quote }
}
