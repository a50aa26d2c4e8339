//! Finding where words stand that came with an offset that does not fit them.
//!
//! Such an offset still says something: what a file counts wrongly it counts wrongly all along, so
//! between two words whose places are known the others are off by as much as one of them, or something
//! between.

use std::collections::{BTreeSet, HashMap};

use crate::{language::is_word_char, text::Text};

/// Words and what is said of where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignQuote {
    /// The words, a piece each; a discontinuous annotation has several.
    pub pieces: Vec<QuotePiece>,
    /// What stands right before them, where that is known.
    pub before: String,
    /// What stands right after them, where that is known.
    pub after: String,
    /// Where they are said to start, in whatever the file counts.
    pub said: usize,
}

/// Words that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotePiece {
    /// How many code points lie between the piece before and this one.
    pub gap: usize,
    /// The words.
    pub words: String,
}

/// Where a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForeignPlace {
    /// Here, in bytes, a range for each piece.
    Certain(Vec<(usize, usize)>),
    /// In one of so many places, with nothing to choose by.
    Doubtful(usize),
    /// Nowhere.
    Lost,
}

/// Code points of what stands before or after that speak for a place.
const LEAST_CONTEXT: usize = 8;

/// The most places of one quote that are looked at: what stands more often says nothing.
const MANY: usize = 4096;

/// How many bytes may be searched in all.
const SEARCHED: usize = 1 << 31;

/// A place that is known: what was said, and by how much that is off.
type KnownError = (usize, i64);

/// Words whose place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownQuote {
    /// Where they are said to start, in whatever the file counts.
    pub said: usize,
    /// Where they start, in bytes.
    pub start: usize,
    /// Where they end, in bytes.
    pub end: usize,
}

/// Finds the quotes in `text`, in the same order. `known` are words whose places are known already, and
/// which are not the same words again unless they are said to stand in the same place.
///
/// A place is certain when the words stand nowhere else, or nowhere else between what was said before
/// and after them, or with what stands around them. Words that are whole are not looked for inside
/// others.
pub fn place_quotes(
    quotes: &[ForeignQuote],
    known: &[KnownQuote],
    text: &Text,
) -> Vec<ForeignPlace> {
    let mut search = WordSearch { text, found: HashMap::new(), budget: SEARCHED };
    let taken: HashMap<(usize, usize), usize> =
        known.iter().map(|it| ((it.start, it.end), it.said)).collect();
    let found: Vec<Vec<usize>> = quotes.iter().map(|it| search.places(it, &taken)).collect();
    let rivals = rivals(quotes);
    let mut errors: Vec<KnownError> =
        known.iter().map(|it| (it.said, off(text, it.said, it.start))).collect();
    let mut certain: Vec<Option<usize>> = vec![None; quotes.len()];
    for ((quote, places), slot) in quotes.iter().zip(&found).zip(&mut certain) {
        *slot = by_itself(quote, places, &rivals, text);
        errors.extend(slot.map(|it| (quote.said, off(text, quote.said, it))));
    }
    errors.sort_unstable();
    for ((quote, places), slot) in quotes.iter().zip(&found).zip(&mut certain) {
        if slot.is_none() {
            *slot = between(quote, places, &errors, text);
        }
    }
    let each = quotes.iter().zip(&found).zip(certain);
    each.map(|((quote, places), certain)| match certain.and_then(|it| quote.ranges(text, it)) {
        Some(ranges) => ForeignPlace::Certain(ranges),
        None if places.is_empty() => ForeignPlace::Lost,
        None => ForeignPlace::Doubtful(places.len()),
    })
    .collect()
}

/// The one place that what stands around the words speaks for, or the only one there is.
fn by_itself(
    quote: &ForeignQuote,
    places: &[usize],
    rivals: &HashMap<Vec<&str>, usize>,
    text: &Text,
) -> Option<usize> {
    let fitting = places.iter().filter(|&&it| quote.context_fits(text, it));
    let fitting: Vec<usize> = fitting.copied().collect();
    match (&*fitting, places) {
        (&[only], _) => Some(only),
        // One place for two that were said to be apart: nobody knows which of them is gone.
        (_, &[only]) if !quote.has_context() && rivals.get(&quote.key()) == Some(&1) => Some(only),
        _ => None,
    }
}

/// How many quotes of the same words were said to start in different places.
fn rivals(quotes: &[ForeignQuote]) -> HashMap<Vec<&str>, usize> {
    let mut starts: HashMap<Vec<&str>, BTreeSet<usize>> = HashMap::new();
    for quote in quotes {
        starts.entry(quote.key()).or_default().insert(quote.said);
    }
    starts.into_iter().map(|(key, it)| (key, it.len())).collect()
}

/// The one place whose error lies between those of the known places before and behind.
fn between(
    quote: &ForeignQuote,
    places: &[usize],
    known: &[KnownError],
    text: &Text,
) -> Option<usize> {
    let at = known.partition_point(|it| it.0 <= quote.said);
    let before = at.checked_sub(1).and_then(|it| known.get(it)).map(|it| it.1);
    let behind = known.get(at).map(|it| it.1);
    let (one, other) = (before.or(behind)?, behind.or(before)?);
    let (least, most) = (one.min(other), one.max(other));
    let mut inside =
        places.iter().filter(|&&it| (least..=most).contains(&off(text, quote.said, it)));
    let only = inside.next().copied();
    only.filter(|_| inside.next().is_none())
}

/// By how many code points `said` is off for what starts at byte `start`.
fn off(text: &Text, said: usize, start: usize) -> i64 {
    signed(text.char_of_byte(start)).saturating_sub(signed(said))
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Looks for words, each once.
struct WordSearch<'a> {
    text: &'a Text,
    found: HashMap<String, Vec<usize>>,
    budget: usize,
}

impl WordSearch<'_> {
    /// Where a quote stands, by its first byte, and nothing else that was said to be elsewhere.
    fn places(
        &mut self,
        quote: &ForeignQuote,
        taken: &HashMap<(usize, usize), usize>,
    ) -> Vec<usize> {
        let Some(first) = quote.pieces.first() else { return Vec::new() };
        if !self.found.contains_key(&first.words) {
            let places = self.look_for(&first.words);
            self.found.insert(first.words.clone(), places);
        }
        let starts = self.found.get(&first.words).into_iter().flatten().copied();
        let is_free = |start: &usize| {
            let words = (*start, *start + first.words.len());
            taken.get(&words).is_none_or(|&said| said == quote.said)
        };
        starts.filter(|&it| quote.stands_whole_at(self.text, it)).filter(is_free).collect()
    }

    fn look_for(&mut self, words: &str) -> Vec<usize> {
        let source = self.text.as_str();
        let Some(rest) = self.budget.checked_sub(source.len()).filter(|_| !words.is_empty()) else {
            return Vec::new();
        };
        self.budget = rest;
        let step = words.chars().next().map_or(1, char::len_utf8);
        let finder = memchr::memmem::Finder::new(words);
        let mut places = Vec::new();
        let mut at = 0;
        while let Some(found) = source.as_bytes().get(at..).and_then(|it| finder.find(it)) {
            places.push(at + found);
            at += found + step;
            if places.len() > MANY {
                return Vec::new();
            }
        }
        places
    }
}

impl ForeignQuote {
    fn key(&self) -> Vec<&str> {
        self.pieces.iter().map(|it| &*it.words).collect()
    }

    fn has_context(&self) -> bool {
        !self.before.is_empty() || !self.after.is_empty()
    }

    /// The pieces in bytes where the first starts at `start`; `None` where one of them is not there.
    fn ranges(&self, text: &Text, start: usize) -> Option<Vec<(usize, usize)>> {
        let source = text.as_str();
        let mut ranges = Vec::with_capacity(self.pieces.len());
        let mut at = start;
        for piece in &self.pieces {
            let skipped =
                source.get(at..)?.chars().take(piece.gap).map(char::len_utf8).sum::<usize>();
            at += if ranges.is_empty() { 0 } else { skipped };
            source.get(at..)?.starts_with(&*piece.words).then_some(())?;
            ranges.push((at, at + piece.words.len()));
            at += piece.words.len();
        }
        (!ranges.is_empty()).then_some(ranges)
    }

    /// True when all pieces stand there and none of them inside a word that it is not a part of.
    fn stands_whole_at(&self, text: &Text, start: usize) -> bool {
        let source = text.as_str();
        let joins = |one: Option<char>, other: Option<char>| {
            one.is_some_and(is_word_char) && other.is_some_and(is_word_char)
        };
        let is_whole = |&(start, end): &(usize, usize)| {
            let words = source.get(start..end).unwrap_or_default();
            let before = source.get(..start).and_then(|it| it.chars().next_back());
            let after = source.get(end..).and_then(|it| it.chars().next());
            !joins(before, words.chars().next()) && !joins(words.chars().next_back(), after)
        };
        self.ranges(text, start).is_some_and(|it| it.iter().all(is_whole))
    }

    /// True when enough of what is said to stand around the words does.
    fn context_fits(&self, text: &Text, start: usize) -> bool {
        let Some(ranges) = self.ranges(text, start) else { return false };
        let end = ranges.last().map_or(start, |it| it.1);
        let source = text.as_str();
        let (before, after) =
            (source.get(..start).unwrap_or_default(), source.get(end..).unwrap_or_default());
        let same = |pair: &(char, char)| pair.0 == pair.1;
        let left = before.chars().rev().zip(self.before.chars().rev()).take_while(same).count();
        let right = after.chars().zip(self.after.chars()).take_while(same).count();
        let all = self.before.chars().count() + self.after.chars().count();
        left + right >= all.min(LEAST_CONTEXT) && all > 0
    }
}
