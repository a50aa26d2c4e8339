//! Placing tags by their quotes alone, when the text that was tagged is nowhere any more.

use std::{borrow::Cow, sync::Arc};

use super::{
    AnnotationFile, Proposal, StoreError,
    disk::Disk,
    open::read,
    record::{Builder, Record, SpanRecord},
    work::propose,
};
use crate::{
    anchor::{Passage, place},
    model::{Document, Schema},
    text::Text,
};

/// Parts one quote with its context from the next; no article has it.
const PART: char = '\0';

/// What `file` has, put on `text`; `None` when the file is gone.
///
/// A text is made up in which each tag stands on its quote between its own context, so that all the
/// rest works as it does with the true one.
pub(super) fn move_to(
    disk: &dyn Disk,
    file: &AnnotationFile,
    schema: &Arc<Schema>,
    text: &Text,
) -> Result<Option<(Document, Proposal)>, StoreError> {
    let path = file.path();
    let fail = |failure| StoreError::new(&path, failure);
    let mut made_up = String::new();
    let mut starts = Vec::new();
    let mut chars = 0;
    let Some(reader) = read(disk, &path, file.syntax)? else { return Ok(None) };
    let collect = |record: Record<'_>, _line| {
        let Record::Span(span) = record else { return };
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
    let Some(reader) = read(disk, &path, file.syntax)? else { return Ok(None) };
    let id = reader.header().id.clone();
    let mut builder = Builder::new(reader.header(), id, made_up.clone(), Arc::clone(schema));
    let mut starts = starts.into_iter();
    let add = |record: Record<'_>, line| match record {
        Record::Span(span) => {
            let start = starts.next().unwrap_or_default();
            builder.add(Record::Span(moved(span, start)), line);
        }
        Record::Relation(_) | Record::Orphan(_) => builder.add(record, line),
    };
    reader.records(add).map_err(fail)?;
    let (old, _what_does_not_fit_is_lost) = builder.finish();
    let passages: Vec<Passage> = Passage::all(&old).into_iter().map(trimmed).collect();
    let placed = place(&passages, None, text);
    Ok(Some(propose(&old, passages, placed, text)))
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
fn trimmed(passage: Passage) -> Passage {
    let before = passage.before.rsplit(PART).next().unwrap_or_default().to_owned();
    let after = passage.after.split(PART).next().unwrap_or_default().to_owned();
    Passage { before, after, ..passage }
}
