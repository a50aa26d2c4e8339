//! Tokens for the formats that count in them, and spans that do not overlap.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use unicode_segmentation::UnicodeSegmentation as _;

use super::{DocumentView, ExportNote, SpanView};
use crate::{language::words, text::Text};

/// A token: where it starts and ends, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TokenRange {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Words as Persian has them, and every other mark by itself; no token holds white space.
pub(super) fn tokens(text: &Text) -> Vec<TokenRange> {
    let source = text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    for word in words(text, 0..source.len()) {
        marks(source, at, word.start(), &mut found);
        pieces(source, word.start(), word.end(), &mut found);
        at = word.end();
    }
    marks(source, at, source.len(), &mut found);
    found
}

/// Tokens with a boundary at every edge of a span, so that no span is lost.
pub(super) fn tokens_at_spans(view: &DocumentView<'_>) -> Vec<TokenRange> {
    let cuts = edges(view);
    let mut found = Vec::new();
    for TokenRange { mut start, end } in tokens(view.text()) {
        for &cut in cuts.range(start + 1..end.max(start + 1)) {
            found.push(TokenRange { start, end: cut });
            start = cut;
        }
        found.push(TokenRange { start, end });
    }
    found
}

/// A token of spaCy, which keeps white space but for one space behind a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SpacedToken {
    pub(super) token: TokenRange,
    /// True when a space follows that is no token.
    pub(super) space: bool,
}

/// Tokens that give the text back when they are put together with their spaces.
pub(super) fn spaced_tokens(view: &DocumentView<'_>) -> Vec<SpacedToken> {
    let source = view.source();
    let cuts = edges(view);
    // A span that begins with a space has it as a token of its own.
    let starts: HashSet<usize> = view.spans.iter().map(|it| it.range.start()).collect();
    let mut found: Vec<SpacedToken> = Vec::new();
    let mut at = 0;
    let end = TokenRange { start: source.len(), end: source.len() };
    for token in tokens_at_spans(view).into_iter().chain([end]) {
        if let Some(last) = found.last_mut()
            && source.get(at..token.start).is_some_and(|gap| gap.starts_with(' '))
            && !cuts.contains(&(at + 1))
            && !starts.contains(&at)
        {
            last.space = true;
            at += 1;
        }
        if at < token.start {
            let inner = cuts.range(at + 1..token.start).copied();
            for end in inner.chain([token.start]).collect::<Vec<_>>() {
                found.push(SpacedToken { token: TokenRange { start: at, end }, space: false });
                at = end;
            }
        }
        if token.start < token.end {
            found.push(SpacedToken { token, space: false });
        }
        at = token.end;
    }
    found
}

/// White space as Python and Java's tools have it: Unicode's, and the separators below the space.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

/// What ends a line of an `.ann` file for brat, which uses Python's `splitlines`.
pub(super) fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// True when a span starts and ends with something else than white space.
pub(super) fn is_trimmed(span: &SpanView<'_>) -> bool {
    !span.words.starts_with(is_space) && !span.words.ends_with(is_space)
}

/// The spans of `candidates` that share no words: the longest first, then the earliest, as spaCy's
/// `filter_spans` chooses. Indexes of [`DocumentView::spans`], in order of place.
pub(super) fn flat(
    view: &DocumentView<'_>,
    candidates: impl Fn(&SpanView<'_>) -> bool,
) -> Vec<usize> {
    let length = |span: &SpanView<'_>| span.end_char - span.start_char;
    let mut order: Vec<(usize, &SpanView<'_>)> =
        view.spans.iter().enumerate().filter(|(_, span)| candidates(span)).collect();
    order.sort_by_key(|(at, it)| (std::cmp::Reverse(length(it)), it.start_char, *at));
    let mut kept: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (index, it) in order {
        let before = kept.range(..it.range.end()).next_back();
        if before.is_none_or(|(_, &(end, _))| end <= it.range.start()) {
            kept.insert(it.range.start(), (it.range.end(), index));
        }
    }
    kept.into_values().map(|(_, index)| index).collect()
}

fn edges(view: &DocumentView<'_>) -> BTreeSet<usize> {
    view.spans.iter().flat_map(|it| [it.range.start(), it.range.end()]).collect()
}

/// A word without the white space that UAX #29 lets in, such as U+202F.
fn pieces(source: &str, start: usize, end: usize, found: &mut Vec<TokenRange>) {
    let word = source.get(start..end).unwrap_or_default();
    let mut at = start;
    for piece in word.split(is_space) {
        if !piece.is_empty() {
            found.push(TokenRange { start: at, end: at + piece.len() });
        }
        let behind = at + piece.len();
        let space = source.get(behind..end).and_then(|it| it.chars().next());
        at = behind + space.map_or(0, char::len_utf8);
    }
}

/// What stands between two words: each mark by itself, invisible ones with what is before them.
fn marks(source: &str, start: usize, end: usize, found: &mut Vec<TokenRange>) {
    let gap = source.get(start..end).unwrap_or_default();
    for (at, cluster) in gap.grapheme_indices(true) {
        let at = start + at;
        if cluster.chars().all(is_space) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at && cluster.chars().all(is_invisible) => {
                last.end = at + cluster.len();
            }
            // A cluster may hold a space that carries a mark.
            _ => pieces(source, at, at + cluster.len(), found),
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
}

/// The note that spans begin or end inside what spaCy's tokenizer for Persian (`fa`) leaves whole: it parts
/// words at white space, then takes punctuation off their ends and cuts at some signs between letters.
pub(super) fn off_tokens(view: &DocumentView<'_>) -> Option<ExportNote> {
    let is_inside = |byte: usize| {
        let before = view.source().get(..byte).and_then(|it| it.chars().next_back());
        let after = view.source().get(byte..).and_then(|it| it.chars().next());
        let joins = |c: char| c.is_alphanumeric() || is_invisible(c) || is_mark(c);
        before.is_some_and(joins) && after.is_some_and(joins)
    };
    let is_off = |it: &&SpanView<'_>| is_inside(it.range.start()) || is_inside(it.range.end());
    let mut off = view.spans.iter().filter(is_off);
    let first = off.next()?.words.chars().take(60).collect();
    Some(ExportNote::OffTokens { count: off.count() + 1, first })
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}
