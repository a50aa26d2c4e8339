//! Where sentences and clauses end, and which words are small.

use super::{
    cues::{Cue, cue_at},
    lexicon::CLAUSES,
    passage::{Passage, TokenMark, TokenSpan},
};
use crate::language::looks_finite;

/// How far an end is looked for, in tokens: no clause of a reader's language is longer.
pub(super) const REACH: usize = 160;

/// True when token `at` may end a clause as its verb.
pub(super) fn is_finite(passage: &Passage, at: usize) -> bool {
    passage.note(at).finite
}

/// What [`is_finite`] is looked up from.
pub(super) fn may_be_finite(passage: &Passage, at: usize) -> bool {
    if !passage.is_word(at) {
        return false;
    }
    if passage.has(&CLAUSES.verbs_or_numbers, at) {
        return !passage.is_word(at + 1) || passage.is_any(at + 1, &["و", "که", "تا"]);
    }
    if passage.has(&CLAUSES.finite_words, at) {
        return true;
    }
    let written_apart = at > 0 && passage.is_any(at - 1, &["می", "نمی"]);
    written_apart || looks_finite(passage.word(at))
}

/// The sentences of a passage without their closing marks. A quotation is never cut.
pub(super) fn sentences(passage: &Passage, within: TokenSpan) -> Vec<TokenSpan> {
    let mut found = Vec::new();
    let mut start = within.start;
    let mut at = within.start;
    while at < within.end {
        let opens = passage.mark(at) == TokenMark::Open;
        if let Some(close) = passage.partner(at).filter(|it| opens && *it < within.end) {
            at = close + 1;
            let full = close > 0 && passage.mark(close - 1) == TokenMark::Stop;
            if full && !goes_on_after_quote(passage, at, within.end) {
                found.push(start..at);
                start = at;
            }
            continue;
        }
        // What opens after a colon and does not close goes on in the next paragraphs.
        if opens && is_unclosed(passage, at) {
            break;
        }
        if ends_sentence(passage, at, within.end) {
            found.push(start..at);
            start = at + 1;
        }
        at += 1;
    }
    found.push(start..within.end);
    found.retain(|it| it.clone().any(|at| passage.is_word(at)));
    found
}

/// True for a quotation of several paragraphs: its opening mark after a colon, without a closing one.
pub(super) fn is_unclosed(passage: &Passage, at: usize) -> bool {
    let led = at > 0 && passage.mark(at - 1) == TokenMark::Colon;
    led && passage.mark(at) == TokenMark::Open && passage.partner(at).is_none()
}

/// True when what follows a closed quotation belongs to its sentence.
fn goes_on_after_quote(passage: &Passage, at: usize, limit: usize) -> bool {
    let verb = || matches!(cue_at(passage, at, limit), Some(Cue::Verb { .. }));
    !passage.is_word(at) || passage.has(&CLAUSES.quotation_goes_on, at) || verb()
}

fn ends_sentence(passage: &Passage, at: usize, limit: usize) -> bool {
    if passage.mark(at) != TokenMark::Stop {
        return false;
    }
    if !passage.is(at, ".") {
        // «آیا …؟ گفت»: the question is part of the sentence.
        return cue_at(passage, at + 1, limit).is_none();
    }
    let dotted = |it: usize| passage.mark(it) == TokenMark::Stop && passage.is_glued(it);
    let ellipsis = dotted(at + 1)
        || (at > 0 && passage.mark(at - 1) == TokenMark::Stop && passage.is_glued(at));
    let domain = passage.is_glued(at + 1)
        && passage.is_word(at + 1)
        && passage.word(at + 1).chars().all(|c| c.is_ascii_alphanumeric());
    !(ellipsis || is_abbreviation(passage, at, limit) || domain)
}

/// True for the stop at `at` in «اس. ان. ان». «است.» ends a sentence however short its last word.
pub(super) fn is_abbreviation(passage: &Passage, at: usize, limit: usize) -> bool {
    at > 0
        && passage.is_word(at - 1)
        && passage.is_glued(at)
        && passage.letters(at - 1).count() <= 2
        && passage.letters(at - 1).all(char::is_alphabetic)
        && !is_finite(passage, at - 1)
        && at + 1 < limit
        && passage.is_word(at + 1)
}

/// After the words a clause may open with and the marks between them.
pub(super) fn skip_openers(passage: &Passage, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at < limit {
        at = match passage.mark(at) {
            TokenMark::Comma
            | TokenMark::Other
            | TokenMark::Close
            | TokenMark::Colon
            | TokenMark::Stop => at + 1,
            TokenMark::Word => match passage.longest(&CLAUSES.openers, at, limit) {
                // «پس از این | تماس، آمریکا …»
                Some(end)
                    if passage.has(&CLAUSES.demonstratives, end - 1)
                        && passage.is_word(end)
                        && passage.mark(end + 1) == TokenMark::Comma =>
                {
                    end + 2
                }
                Some(end) => end,
                None => match after_time(passage, at, limit) {
                    end if end > at => end,
                    _ => break,
                },
            },
            TokenMark::Open => break,
        };
    }
    at.min(limit)
}

/// After «دو روز گذشته», «دقیقه ۳۸» and «ظهر دوشنبه», which say when and not who; `from` where nothing like it
/// stands.
fn after_time(passage: &Passage, from: usize, limit: usize) -> usize {
    let month = |at: usize| {
        let named = passage.word(at).ends_with("ماه") && passage.letters(at).count() > 3;
        passage.is_word(at) && named
    };
    let dated =
        |at: usize| at > 0 && is_number(passage, at - 1) && passage.has(&CLAUSES.months, at);
    let unit = |at: usize| passage.has(&CLAUSES.time_units, at) || month(at) || dated(at);
    let shift = |at: usize| passage.has(&CLAUSES.time_shifts, at);
    let belongs = |at: usize| unit(at) || shift(at) || is_number(passage, at);
    if !(unit(from) || is_number(passage, from)) {
        return from;
    }
    let end = (from..limit).find(|&at| !belongs(at)).unwrap_or(limit);
    let units = (from..end).filter(|&at| unit(at)).count();
    let told = units > 1
        || units == 1 && ((from..end).any(shift) || unit(from) && is_number(passage, from + 1));
    let goes_on = end < limit && passage.is_word(end) && !passage.is_any(end, &["از", "و", "را"]);
    if told && end > from + 1 && goes_on { end } else { from }
}

/// True for digits, and for the numbers of `number_words`.
pub(super) fn is_number(passage: &Passage, at: usize) -> bool {
    passage.is_word(at)
        && (passage.word(at).chars().all(|c| c.is_ascii_digit())
            || passage.has(&CLAUSES.number_words, at))
}

/// The first token in `span` for which `wanted` holds, not looking farther than [`REACH`].
pub(super) fn find(span: TokenSpan, wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let end = span.end.min(span.start.saturating_add(REACH));
    (span.start..end).find(|&at| wanted(at))
}

/// `span` without marks at its edges; quotation marks stay when both are inside, unless they
/// enclose it all.
pub(super) fn trimmed(passage: &Passage, span: TokenSpan) -> TokenSpan {
    let TokenSpan { start, mut end } = span;
    let mut start = after_bracket(passage, start..end);
    while start < end {
        let lone = |at: usize| passage.partner(at).is_none_or(|it| it < start || it >= end);
        let last = end - 1;
        match (passage.mark(start), passage.mark(last)) {
            (TokenMark::Comma | TokenMark::Colon | TokenMark::Stop, _) => start += 1,
            (_, TokenMark::Comma | TokenMark::Colon | TokenMark::Stop) => end -= 1,
            // The closing mark of a quoted sentence is outside, wherever the opening one stands.
            (_, TokenMark::Close)
                if last > start
                    && passage.mark(last - 1) == TokenMark::Stop
                    && passage.partner(start) != Some(last) =>
            {
                end -= 1;
            }
            (TokenMark::Open, _) if passage.partner(start) == Some(last) => {
                start += 1;
                end -= 1;
            }
            (TokenMark::Open | TokenMark::Close, _) if lone(start) => start += 1,
            (_, TokenMark::Open | TokenMark::Close) if lone(last) => end -= 1,
            (TokenMark::Other, _) if !opens_bracket(passage, start) => start += 1,
            (_, TokenMark::Other) if !closes_bracket(passage, last) => end -= 1,
            _ => break,
        }
    }
    start..end.max(start)
}

/// Where `span` begins once it leaves out the rest of a bracket that opens before it: «روز دوشنبه (۱۰ آذر) | شایعه».
fn after_bracket(passage: &Passage, span: TokenSpan) -> usize {
    let is_bracket = |it: &usize| opens_bracket(passage, *it) || closes_rounded(passage, *it);
    let before = (span.start.saturating_sub(REACH)..span.start).rev().find(is_bracket);
    if !before.is_some_and(|it| opens_bracket(passage, it)) {
        return span.start;
    }
    let within = find(span.clone(), |it| is_bracket(&it));
    within.filter(|it| closes_rounded(passage, *it)).map_or(span.start, |it| it + 1)
}

fn closes_rounded(passage: &Passage, at: usize) -> bool {
    passage.is_any(at, &[")", "]"])
}

fn opens_bracket(passage: &Passage, at: usize) -> bool {
    passage.is_any(at, &["(", "["])
}

fn closes_bracket(passage: &Passage, at: usize) -> bool {
    passage.is_any(at, &[")", "]", "%"])
}
