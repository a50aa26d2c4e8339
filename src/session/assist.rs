//! What recognizers know: suggestions, and words that an analyst tags by hand.

use std::ops::Range;

use crate::{
    edit,
    model::{Change, Document, Edit, Name, Schema, Transaction},
    recognize::{self, Context, Link, Mention, date::DateReader},
    text::{Text, TextRange},
};

/// Articles up to this length are looked through whole, in bytes.
const WHOLE: usize = 2 << 20;
/// How much of a longer one is looked through to either side, in bytes.
const AROUND: usize = 128 << 10;

/// The paragraphs that are looked through for suggestions at `byte`.
pub(super) fn stretch_around(text: &Text, byte: usize) -> Range<usize> {
    let len = text.len_bytes();
    if len <= WHOLE {
        return 0..len;
    }
    let paragraphs = text.paragraphs();
    let first = paragraphs.bytes(paragraphs.index_of(byte.saturating_sub(AROUND)));
    let last = paragraphs.bytes(paragraphs.index_of((byte + AROUND).min(len)));
    first.start..last.end
}

/// Everything the recognizers find in `bytes`, which are whole paragraphs, in text order.
pub(super) fn suggest(text: &Text, bytes: Range<usize>, context: Context) -> Vec<Mention> {
    let is_whole = bytes == (0..text.len_bytes());
    let part = match text.as_str().get(bytes.clone()) {
        Some(part) if !is_whole => Text::new(part),
        _ => text.clone(),
    };
    let found = recognize::ALL.iter().flat_map(|it| (it.find)(&part, &context));
    let placed = |it: Mention| if is_whole { Some(it) } else { moved(text, bytes.start, it) };
    let mut mentions: Vec<Mention> = found.filter_map(placed).collect();
    mentions.sort_by_key(|it| it.pieces.first().map_or(0, |it| it.start()));
    mentions
}

/// A mention of a part of the text that starts at byte `by`, in the whole.
fn moved(text: &Text, by: usize, mention: Mention) -> Option<Mention> {
    let place = |pieces: &[TextRange]| -> Option<Vec<TextRange>> {
        pieces.iter().map(|it| text.range(by + it.start(), by + it.end()).ok()).collect()
    };
    let link = |it: &Link| Some(Link { pieces: place(&it.pieces)?, ..it.clone() });
    let links = mention.links.iter().filter_map(link).collect();
    Some(Mention { pieces: place(&mention.pieces)?, links, ..mention })
}

/// The name by which the recognizers know `label`: the one it has, or had before.
pub(super) fn known_as<'a>(schema: &'a Schema, label: &'a str) -> &'a str {
    let is_known = |it: &str| matches!(it, "claim" | "date");
    if is_known(label) {
        return label;
    }
    let former = schema.label(label).and_then(|it| it.former.iter().find(|it| is_known(it)));
    former.map_or(label, String::as_str)
}

/// The whole expression at the caret, as the recognizer for `label` would cut it.
pub(super) fn at_caret(label: &str, text: &Text, byte: usize, context: Context) -> Option<Mention> {
    match label {
        "claim" => recognize::claim::at_caret(text, byte, &context),
        "date" => recognize::date::at_caret(text, byte, &context),
        _ => None,
    }
}

/// What the recognizer for `label` reads from exactly these words.
pub(super) fn read_as(
    label: &str,
    text: &Text,
    range: TextRange,
    context: Context,
) -> Option<Mention> {
    match label {
        "date" => recognize::date::read_range(text, range, &context),
        _ => None,
    }
}

/// A change of metadata. With the publication date, relative dates are read again: those whose value
/// is still the one the recognizer gave. What an analyst typed stays.
pub(super) fn change_meta(document: &Document, key: &Name, value: &str) -> Option<Transaction> {
    let change = edit::set_meta(document, key.clone(), value)?;
    if *key != "published" {
        return Some(change);
    }
    let then = Context { published: document.meta_value("published").parse().ok() };
    let now = Context { published: value.parse().ok() };
    let label = document.schema().label_now("date");
    let dates = document.annotations().filter(|it| it.label == *label);
    let dates: Vec<_> = dates.filter(|it| !super::dating::is_typed(it)).collect();
    let reader = |context| DateReader::new(document.text(), context, dates.len());
    let (then, now) = (reader(&then), reader(&now));
    let mut steps = change.edits;
    for annotation in dates {
        let read =
            |reader: &DateReader<'_>| Some(reader.read(annotation.extent.hull())?.attributes);
        let (Some(old), Some(new)) = (read(&then), read(&now)) else { continue };
        let value_of = |attributes: &[(&'static str, String)]| {
            attributes.iter().find(|it| it.0 == "value").map(|it| it.1.clone())
        };
        let stated = annotation.attributes.get("value").map(str::to_owned);
        if stated != value_of(&old) || old == new {
            continue;
        }
        let mut changed = annotation.clone();
        for (key, _) in &old {
            changed.attributes.set((*key).into(), "");
        }
        for (key, value) in &new {
            changed.attributes.set((*key).into(), value);
        }
        steps.push(Edit::Annotation(annotation.id, Change::replace(annotation.clone(), changed)));
    }
    Some(steps.into())
}
