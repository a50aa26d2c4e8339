//! Words and sentences, with the tailoring Persian news needs.
//!
//! Words follow UAX #29 and then keep whole what it cuts: dates with slashes («۱۴۰۳/۵/۲»), the last
//! dot of an abbreviation («ه.ش.», «U.S.»), and the joiner under its other spellings. Marks such as
//! «» ، ؛ ؟ . : ( ) and a joiner or bidi mark at an edge are outside.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::digit_value;
use crate::text::{Text, TextRange};

/// The longest run without a space that is looked at in one go, in bytes.
const LONGEST_RUN: usize = 4096;

/// The words of the paragraph at `byte`, without its line end; `None` where that is empty.
pub fn paragraph_at(text: &Text, byte: usize) -> Option<TextRange> {
    let paragraphs = text.paragraphs();
    trimmed(text, paragraphs.bytes(paragraphs.index_of(byte)))
}

/// True for what belongs to a word: letters, digits, marks and joiners inside.
pub fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_joiner(c) || is_mark(c)
}

/// The word at or touching `byte`: the one that starts there wins over the one that ends there.
pub fn word_at(text: &Text, byte: usize) -> Option<TextRange> {
    let run = run_around(text.as_str(), byte);
    let found = words(text, run);
    let inside = found.iter().find(|it| it.contains(byte));
    inside.or_else(|| found.iter().find(|it| it.end() == byte)).copied()
}

/// `range` with its edges moved outward where they part two letters or two digits: spans hold whole
/// words. A letter beside a digit is no part of the same word («ساعت۲۰»).
#[must_use]
pub fn whole_words(text: &Text, range: TextRange) -> TextRange {
    let source = text.as_str();
    let (mut start, mut end) = (range.start(), range.end());
    let at = |byte: usize| {
        let before = source.get(..byte).and_then(|it| it.chars().next_back())?;
        let after = source.get(byte..).and_then(|it| it.chars().next())?;
        same_kind(before, after).then_some((before.len_utf8(), after.len_utf8()))
    };
    while let Some((before, _)) = at(start).filter(|_| range.start() - start < LONGEST_RUN) {
        start -= before;
    }
    while let Some((_, after)) = at(end).filter(|_| end - range.end() < LONGEST_RUN) {
        end += after;
    }
    text.range(start, end).unwrap_or(range)
}

/// True for two letters, or two digits, of one word.
fn same_kind(before: char, after: char) -> bool {
    is_word_char(before) && is_word_char(after) && before.is_numeric() == after.is_numeric()
}

/// The words inside `bytes`, in order. A word cut by an edge of `bytes` is given as it is cut.
pub fn words(text: &Text, bytes: Range<usize>) -> Vec<TextRange> {
    let source = text.as_str().get(bytes.clone()).unwrap_or_default();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, segment) in source.split_word_bound_indices().flat_map(cut_at_colons) {
        if !segment.chars().any(char::is_alphanumeric) {
            continue;
        }
        let segment = at..at + segment.len();
        match found.last_mut() {
            Some(last) if belongs_together(source, last, &segment) => last.end = segment.end,
            _ => found.push(segment),
        }
    }
    let nexts: Vec<usize> = found.iter().skip(1).map(|it| it.start).chain([source.len()]).collect();
    found
        .into_iter()
        .zip(nexts)
        .map(|(it, next)| {
            let whole = with_last_dot(source, it);
            whole.start..whole.end.min(next)
        })
        .filter_map(|it| {
            let edges = without_edge_marks(source, it);
            text.range(bytes.start + edges.start, bytes.start + edges.end).ok()
        })
        .collect()
}

/// The sentence at `byte` with its closing mark; `None` between paragraphs.
pub fn sentence_at(text: &Text, byte: usize) -> Option<TextRange> {
    let paragraphs = text.paragraphs();
    let paragraph = paragraphs.bytes(paragraphs.index_of(byte));
    let found = sentences(text, paragraph);
    found.iter().find(|it| it.end() > byte).or(found.last()).copied()
}

/// The sentences inside `bytes`, in order, each with its closing mark and without outer spaces.
pub fn sentences(text: &Text, bytes: Range<usize>) -> Vec<TextRange> {
    let source = text.as_str().get(bytes.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = match c {
            '\n' | '\r' | '\u{85}' | '\u{2029}' => at,
            '.' | '؟' | '?' | '!' | '؛' | '…' | '۔' => {
                let mut end = at + c.len_utf8();
                while let Some((at, c)) = chars.next_if(|(_, c)| is_closing(*c)) {
                    end = at + c.len_utf8();
                }
                let goes_on = chars.peek().is_some_and(|(_, next)| !next.is_whitespace());
                if goes_on || (c == '.' && ends_abbreviation(source, at)) {
                    continue;
                }
                end
            }
            _ => continue,
        };
        found.extend(trimmed(text, bytes.start + start..bytes.start + end));
        start = end;
    }
    found.extend(trimmed(text, bytes.start + start..bytes.end));
    found
}

/// Closing marks that stay with the sentence they end.
fn is_closing(c: char) -> bool {
    matches!(c, '.' | '؟' | '?' | '!' | '…' | '»' | ')' | ']' | '"' | '”' | '’')
}

/// True when the dot at `dot` follows single letters with dots between, as in «ه.ش.».
fn ends_abbreviation(source: &str, dot: usize) -> bool {
    let before = source.get(..dot).unwrap_or_default();
    let word = before.rsplit(|c: char| c.is_whitespace() || "(«\"".contains(c)).next();
    let word = word.unwrap_or_default();
    let continues = source.get(dot + 1..).is_some_and(|rest| {
        rest.trim_start_matches(' ').chars().next().is_some_and(|c| c != '\n' && c != '\r')
    });
    continues && is_dotted(word)
}

/// Single letters (two at most) with a dot after each but the last: `U.S`, «ه.ش», «ق.م», `Dr`.
fn is_dotted(word: &str) -> bool {
    let mut parts = word.split('.');
    let short = |part: &str| {
        let letters = part.chars().filter(|&c| !is_joiner(c)).count();
        (1..=2).contains(&letters) && part.chars().all(|c| c.is_alphabetic() || is_joiner(c))
    };
    match word.matches('.').count() {
        0 => word.chars().count() == 1 && word.chars().all(char::is_alphabetic),
        _ => parts.all(short),
    }
}

/// A word that is an abbreviation takes its last dot along.
fn with_last_dot(source: &str, word: Range<usize>) -> Range<usize> {
    let dotted = source.get(word.clone()).is_some_and(|it| it.contains('.') && is_dotted(it));
    let dot = source.get(word.end..).is_some_and(|it| it.starts_with('.'));
    let more = source.get(word.end + 1..).is_some_and(|it| it.starts_with('.'));
    if dotted && dot && !more { word.start..word.end + 1 } else { word }
}

/// UAX #29 joins letters over a colon, as Swedish does; Persian «گفت:سلام» is two words.
fn cut_at_colons((at, segment): (usize, &str)) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    segment.split_inclusive(':').map(move |piece| {
        let piece_at = at + start;
        start += piece.len();
        (piece_at, piece.trim_end_matches(':'))
    })
}

/// True when the gap between two pieces does not part a word.
fn belongs_together(source: &str, left: &Range<usize>, right: &Range<usize>) -> bool {
    let gap = source.get(left.end..right.start).unwrap_or_default();
    let before = source.get(left.clone()).and_then(|it| it.chars().next_back());
    let after = source.get(right.clone()).and_then(|it| it.chars().next());
    let (Some(before), Some(after)) = (before, after) else { return false };
    let mut gap = gap.chars();
    match (gap.next(), gap.next()) {
        // «۵۰دقیقه» has no gap; UAX #29 does not part letters from digits, but Arabic numbers may.
        (None, None) => is_joiner(before) || is_joiner(after),
        (Some('/' | '-' | ':' | '.' | ',' | '٫' | '٬' | '⁄' | '∕'), None) => {
            digit_value(before).is_some() && digit_value(after).is_some()
        }
        (Some(c), None) => is_joiner(c) && before.is_alphanumeric() && after.is_alphanumeric(),
        _ => false,
    }
}

fn without_edge_marks(source: &str, word: Range<usize>) -> Range<usize> {
    let edge = |c: char| is_joiner(c) || is_bidi_control(c);
    let inside = source.get(word.clone()).unwrap_or_default();
    let start = word.end - inside.trim_start_matches(edge).len();
    let end = word.start + inside.trim_end_matches(edge).len();
    start..end.max(start)
}

/// `bytes` without white space and invisible marks at its edges.
fn trimmed(text: &Text, bytes: Range<usize>) -> Option<TextRange> {
    let inside = text.as_str().get(bytes.clone())?;
    let edge = |c: char| c.is_whitespace() || is_joiner(c) || is_bidi_control(c);
    let start = bytes.end - inside.trim_start_matches(edge).len();
    let end = bytes.start + inside.trim_end_matches(edge).len();
    text.range(start, end.max(start)).ok()
}

/// The run without white space around `byte`, at most [`LONGEST_RUN`] bytes to either side.
fn run_around(source: &str, byte: usize) -> Range<usize> {
    let byte = source.floor_char_boundary(byte);
    let from = source.floor_char_boundary(byte.saturating_sub(LONGEST_RUN));
    let to = source.ceil_char_boundary((byte + LONGEST_RUN).min(source.len()));
    let before = source.get(from..byte).unwrap_or_default();
    let after = source.get(byte..to).unwrap_or_default();
    let start = before.rfind(char::is_whitespace).map_or(from, |at| {
        from + at + before.get(at..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8)
    });
    start..byte + after.find(char::is_whitespace).unwrap_or(after.len())
}

/// ZWNJ and what hurried typing puts in its place.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200B}' | '\u{200D}' | '¬' | '\u{1F}')
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}')
}
