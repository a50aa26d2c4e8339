//! The date at a place of the text: where an analyst points, or tags by hand.

use super::{
    atoms::{DateToken, scan},
    chunks::chunks,
    find,
    grammar::may_be_year,
    paragraph::DateFinder,
    rules::ALONE,
    token_reader::TokenReader,
    typed::read_typed,
};
use crate::{
    language::{Fold, Folded, digit_value},
    recognize::{Context, FoundBy, Mention},
    text::{Text, TextRange},
};

/// How far back dates are read for «روز بعد» and its like, in bytes: several paragraphs. A date counted
/// from one further back is not read as the whole text would have it.
const BACK: usize = 32 << 10;

/// No expression reaches further from its first piece than this, in bytes: the longest have some twenty
/// words.
const WIDEST: usize = 4 << 10;

/// What the recognizer says of the words of `range`: the date they are, or the one they mostly
/// share words with, or what they would be alone; its piece is `range`.
pub fn read_range(text: &Text, range: TextRange, context: &Context) -> Option<Mention> {
    let near = mentions_near(text, range.start(), range.end(), *context);
    read_among(text, range, *context, &near.iter().collect::<Vec<_>>())
}

/// The dates of a text for some ranges of it. For many of them the text is read once as a whole, not
/// anew for every range; for few only what is around each.
#[derive(Debug)]
pub struct DateReader<'a> {
    text: &'a Text,
    context: Context,
    /// In order of their first piece; `None` where only a little of the text is read.
    mentions: Option<Vec<Mention>>,
}

impl<'a> DateReader<'a> {
    /// Prepares for so many `ranges`.
    pub fn new(text: &'a Text, context: &Context, ranges: usize) -> Self {
        let is_less = ranges.saturating_mul(BACK) >= text.len_bytes();
        let mentions = (ranges > 0 && is_less).then(|| {
            let mut mentions = find(text, context);
            mentions.sort_by_key(first);
            mentions
        });
        Self { text, context: *context, mentions }
    }

    /// As [`read_range`].
    pub fn read(&self, range: TextRange) -> Option<Mention> {
        let Some(mentions) = &self.mentions else {
            return read_range(self.text, range, &self.context);
        };
        let before = mentions.partition_point(|it| first(it) <= range.end());
        let near = mentions.get(..before).unwrap_or_default().iter().rev();
        let near = near.take_while(|it| first(it) + WIDEST >= range.start());
        let mut near: Vec<&Mention> =
            near.filter(|it| is_at(it, range.start(), range.end())).collect();
        near.reverse();
        read_among(self.text, range, self.context, &near)
    }
}

fn first(mention: &Mention) -> usize {
    mention.pieces.first().map_or(0, |it| it.start())
}

fn is_at(mention: &Mention, start: usize, end: usize) -> bool {
    mention.pieces.iter().any(|it| it.end() >= start && it.start() <= end)
}

/// [`read_range`] with the mentions that are at `range` or touch it.
fn read_among(
    text: &Text,
    range: TextRange,
    context: Context,
    near: &[&Mention],
) -> Option<Mention> {
    let shared = |it: &&&Mention| {
        it.pieces.first().and_then(|it| it.intersect(range)).map_or(0, TextRange::len)
    };
    let best = near.iter().filter(|it| shared(it) > 0).max_by_key(shared);
    if let Some(best) = best.filter(|it| shared(it) * 2 > range.len()) {
        return Some(Mention { pieces: vec![range], ..(*best).clone() });
    }
    if is_number_of_something(text, range) {
        return None;
    }
    let alone = read_typed(text.slice(range), &context)?;
    let timex_type = alone.timex_type.key().to_owned();
    let mut attributes = vec![("timex_type", timex_type), ("value", alone.value)];
    attributes.extend(alone.native.map(|it| ("native", it)));
    attributes.extend(alone.calendar.map(|it| ("calendar", it.key().to_owned())));
    Some(Mention {
        pieces: vec![range],
        label: "date".into(),
        found_by: FoundBy::Rules,
        confidence: ALONE.confidence.unwrap_or_default(),
        rule: ALONE.name.into(),
        attributes,
        links: Vec::new(),
        other_readings: Vec::new(),
    })
}

/// How much beside a number is looked at for what it counts, in bytes.
const BESIDE: usize = 256;

/// True for digits alone that are no year where they stand: «۱۰۰۰ هکتار», «۲۵ نفر», «ماده ۱۳۹۸».
fn is_number_of_something(text: &Text, range: TextRange) -> bool {
    if text.slice(range).chars().any(|it| digit_value(it).is_none()) {
        return false;
    }
    let source = text.as_str();
    let paragraph = text.paragraphs().bytes(text.paragraphs().index_of(range.start()));
    let start =
        source.ceil_char_boundary(range.start().saturating_sub(BESIDE).max(paragraph.start));
    let end = source.floor_char_boundary((range.end() + BESIDE).min(paragraph.end));
    let folded = Folded::new(source.get(start..end).unwrap_or_default(), Fold::Strict);
    let mut tokens = Vec::new();
    scan(folded.as_str(), &mut tokens);
    let begins =
        |it: &DateToken| start + folded.source_range(it.start as usize..it.end as usize).start;
    let at = tokens.iter().position(|it| begins(it) >= range.start());
    let reader = TokenReader { shadow: folded.as_str(), tokens: &tokens };
    at.is_none_or(|it| !may_be_year(&reader, it))
}

/// The whole expression at or touching `byte`.
pub fn at_caret(text: &Text, byte: usize, context: &Context) -> Option<Mention> {
    let near = mentions_near(text, byte, byte, *context);
    let piece = |it: &Mention| it.pieces.first().copied();
    let inside = near.iter().find(|it| piece(it).is_some_and(|it| it.contains(byte)));
    let touching = || near.iter().find(|it| piece(it).is_some_and(|it| it.end() == byte));
    inside.or_else(touching).cloned()
}

/// The mentions of the paragraphs that hold `start..=end`.
fn mentions_near(text: &Text, start: usize, end: usize, context: Context) -> Vec<Mention> {
    let mut finder = DateFinder::new(context);
    let mut mentions = Vec::new();
    for chunk in chunks(text) {
        if chunk.start > end {
            break;
        }
        if chunk.end + BACK < start {
            continue;
        }
        if chunk.end < start {
            mentions.clear();
        }
        mentions.extend(finder.read(text, chunk));
    }
    mentions.retain(|it| is_at(it, start, end));
    mentions
}
