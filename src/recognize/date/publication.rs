//! When an article was published, by its own words.

use jiff::civil;

use super::{find, lexicon::words};
use crate::{
    recognize::{Context, Mention},
    text::{Text, TextRange},
    timex::Value,
};

/// How much of the beginning is read, in bytes.
const FRONT: usize = 2048;

/// A line with fewer letters than this beside a date is about the date: «تهران، … - خبرگزاری».
const LETTERS_BESIDE: usize = 24;

/// Proposes a publication date: the full date that the front of the text tells as such or that has a
/// line to itself, else the latest full date of the front. `None` without a full date there.
pub fn publication_date(text: &Text) -> Option<(TextRange, civil::Date)> {
    let front = front(text);
    let found: Vec<(TextRange, civil::Date)> =
        find(&front, &Context::default()).iter().filter_map(|it| full_date(text, it)).collect();
    let told = found.iter().find(|(range, _)| is_told(&front, *range));
    told.or_else(|| found.iter().max_by_key(|(_, day)| *day)).copied()
}

/// The first lines as a text of their own; offsets are the same.
fn front(text: &Text) -> Text {
    let source = text.as_str();
    let limit = source.floor_char_boundary(FRONT.min(source.len()));
    let piece = source.get(..limit).unwrap_or_default();
    let line = if limit < source.len() { piece.rfind('\n').unwrap_or(limit) } else { limit };
    Text::new(piece.get(..line).unwrap_or_default())
}

/// The day of a mention that says day, month and year itself.
fn full_date(text: &Text, mention: &Mention) -> Option<(TextRange, civil::Date)> {
    let value = mention.attributes.iter().find(|(key, _)| *key == "value")?;
    let piece = mention.pieces.first()?;
    let range = text.range(piece.start(), piece.end()).ok()?;
    let (Value::Day(day) | Value::Time(day, _)) = Value::parse(&value.1)? else { return None };
    Some((range, day))
}

fn is_told(front: &Text, range: TextRange) -> bool {
    let source = front.as_str();
    let before = source.get(..range.start()).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let lead = before.get(line_start..).unwrap_or_default();
    let after = source.get(range.end()..).unwrap_or_default();
    let tail = after.split('\n').next().unwrap_or_default();
    let alone = (lead.chars().count() + tail.chars().count()) < LETTERS_BESIDE;
    alone || words().publication_signs.iter().any(|it| lead.contains(it.as_str()))
}
