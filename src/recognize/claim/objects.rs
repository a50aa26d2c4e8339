//! What a verb says of the words before it: «از X خبر داد», «X را Y دانست», «X را رد کرد».

use super::{
    claimant::ClauseSubject,
    clauses::{REACH, find, is_finite, skip_openers, trimmed},
    content::{ClaimContent, ContentForm},
    lexicon::{CLAUSES, REPORTING, ReportingVerb, Takes},
    passage::{Passage, TokenMark, TokenSpan},
};

/// The words of the clause `clause` that its verb takes.
pub(super) fn before(
    passage: &Passage,
    subject: &ClauseSubject,
    clause: TokenSpan,
    verb: &ReportingVerb,
) -> Option<ClaimContent> {
    let within = subject.rest.max(clause.start)..clause.end;
    verb.takes.iter().find_map(|takes| match takes {
        Takes::About(group) => about(passage, within.clone(), group),
        Takes::Calling => calling(passage, within.clone(), verb),
        Takes::Object => object(passage, within.clone(), ContentForm::Topic),
        Takes::Denial => object(passage, within.clone(), ContentForm::Denial),
        Takes::Clause | Takes::BareClause | Takes::Between | Takes::Request => None,
    })
}

/// «مخالفت خود را با X» before «اعلام کرد»: X, and the noun that belongs to the cue.
pub(super) fn stance(passage: &Passage, clause: &TokenSpan) -> Option<(ClaimContent, TokenSpan)> {
    let own = |at: &usize| passage.is(*at, "خود") && passage.is(*at + 1, "را");
    let at = clause.clone().rev().take(REACH).find(own)?;
    let noun = at.checked_sub(1).filter(|it| *it >= clause.start)?;
    let preposition = passage.has(&REPORTING.stance_prepositions, at + 2);
    if !passage.has(&REPORTING.stances, noun) || !preposition {
        return None;
    }
    let start = if passage.is(at + 2, "نسبت") { at + 4 } else { at + 3 };
    // «نگرانی خود را از X | به یوفا | اعلام کرد»
    let heard = |it: usize| {
        let named = [&CLAUSES.places, &CLAUSES.institutions, &CLAUSES.pronouns];
        let ends = |list| passage.longest(list, it + 1, clause.end) == Some(clause.end);
        passage.is(it, "به") && named.into_iter().any(ends)
    };
    let end = find(start..clause.end, heard).unwrap_or(clause.end);
    Some((topic(passage, start.min(end)..end)?, noun..noun + 1))
}

fn about(passage: &Passage, within: TokenSpan, group: &str) -> Option<ClaimContent> {
    let prepositions = REPORTING.prepositions.get(group)?;
    let starts = |at: usize| prepositions.iter().find_map(|it| phrase_end(passage, at, it));
    let free =
        |at: usize| at == within.start || !passage.has(&CLAUSES.bound_prepositions_after, at - 1);
    let manner = |at: usize| passage.is(at, "به") && passage.has(&REPORTING.manner_nouns, at + 1);
    let opens = |at: usize| free(at) && starts(at).is_some() && !manner(at);
    let first = find(within.clone(), opens)?;
    // «با ارسال پیامی به ما، | به تبعیض اشاره کرد»
    let after_comma = |at: usize| passage.mark(at - 1) == TokenMark::Comma && opens(at);
    let at = (first + 1..within.end).rev().find(|&at| after_comma(at)).unwrap_or(first);
    topic(passage, starts(at)?..within.end)
}

/// After `phrase` at token `at`.
fn phrase_end(passage: &Passage, at: usize, phrase: &str) -> Option<usize> {
    phrase.split(' ').try_fold(at, |at, word| passage.is(at, word).then_some(at + 1))
}

/// A noun phrase without the adverbs after it.
fn topic(passage: &Passage, span: TokenSpan) -> Option<ClaimContent> {
    let TokenSpan { start, mut end } = span;
    // «بر این موضوع | تاکید و | اصرار دارد»
    if end > start + 2 && passage.is(end - 1, "و") {
        end -= 2;
    }
    while end > start && passage.has(&CLAUSES.object_adverbs, end - 1) {
        end -= 1;
    }
    // «نسبت به این انتقال | به شدت»
    if end > start + 2 && passage.is(end - 2, "به") && passage.has(&REPORTING.manner_nouns, end - 1)
    {
        end -= 2;
    }
    let span = trimmed(passage, start..end);
    (!span.is_empty()).then_some(ClaimContent { span, resume: end, form: ContentForm::Topic })
}

fn calling(passage: &Passage, within: TokenSpan, verb: &ReportingVerb) -> Option<ClaimContent> {
    let marker = object_marker(passage, &within)?;
    let name = [verb.noun.as_str(), verb.light.as_str()].join(" ");
    let names = REPORTING.naming_without_preposition.iter().any(|it| it == name.trim_start());
    let preposition = passage.has(&CLAUSES.leads, marker + 1) && !passage.is(marker + 2, "عنوان");
    // «این حمله را محکوم و | اعلام کرد …»: what stands before «و» has a verb of its own.
    if names && preposition || passage.is(within.end - 1, "و") {
        return None;
    }
    let start = object_start(passage, within.start, marker)?;
    let span = trimmed(passage, start..within.end);
    // «را به خوبی می‌داند» is knowing, not naming.
    let knows = passage.has(&REPORTING.knowing_well, marker + 1)
        || (passage.is(marker + 1, "به") && passage.is(marker + 2, "خوبی"));
    let asks = (marker + 1..within.end).any(|at| passage.has(&CLAUSES.question_words, at));
    let says = (marker + 1..within.end)
        .any(|at| !passage.has(&CLAUSES.object_adverbs, at) && !passage.is(at, "که"));
    let named = says && !knows && !asks;
    let resume = within.end;
    (named && span.start < marker).then_some(ClaimContent {
        span,
        resume,
        form: ContentForm::Calling,
    })
}

fn object(passage: &Passage, within: TokenSpan, how: ContentForm) -> Option<ClaimContent> {
    let marker = object_marker(passage, &within)?;
    let resume = within.end;
    let span = if passage.is(marker + 1, "که") {
        trimmed(passage, marker + 2..within.end)
    } else if within.end > marker + 2 && !says_how(passage, marker + 1..within.end) {
        return None;
    } else {
        trimmed(passage, object_start(passage, within.start, marker)?..marker)
    };
    (!span.is_empty()).then_some(ClaimContent { span, resume, form: how })
}

/// True for what says how and no more: «را «با شدیدترین عبارات» محکوم کرد».
fn says_how(passage: &Passage, span: TokenSpan) -> bool {
    /// The longest, in tokens.
    const LONGEST: usize = 7;
    let quoted = passage.mark(span.start) == TokenMark::Open
        && passage.partner(span.start) == Some(span.end - 1);
    let first = span.start + usize::from(quoted);
    let manner = passage.is(first, "به") && passage.has(&REPORTING.manner_nouns, first + 1);
    span.len() <= LONGEST && (quoted || manner || passage.is(first, "با"))
}

/// «را» of the verb at the end of `within`: the last one, or the one a clause hangs on.
fn object_marker(passage: &Passage, within: &TokenSpan) -> Option<usize> {
    let last = within.clone().rev().take(REACH).find(|&at| passage.is(at, "را"))?;
    let verb = |at: usize| is_finite(passage, at) && !passage.has(&CLAUSES.verbs_or_nouns, at);
    if find(last + 1..within.end, verb).is_none() {
        return Some(last);
    }
    let first = find(within.clone(), |at| passage.is(at, "را"));
    first.filter(|at| passage.is(at + 1, "که"))
}

/// The object starts after the last verb, adverbs, and a leading phrase that a comma closes.
///
/// `None` inside a relative clause: «قدرت‌ها که خود را … می‌دانند».
fn object_start(passage: &Passage, from: usize, marker: usize) -> Option<usize> {
    let near = from.max(marker.saturating_sub(REACH));
    // «هرگونه نقش را تکذیب و | آن را نمایش خواند»: the object before has its own «را».
    let other = (near..marker).rev().find(|&at| passage.is(at, "را"));
    let and = other.and_then(|it| find(it + 1..marker, |at| passage.is(at, "و")));
    let near = and.map_or(near, |it| it + 1);
    let from = if and.is_some() { near } else { from };
    // «همکاری در ساخت نیروگاه را»: a noun that is spelled as a verb.
    let noun = |at: usize| {
        let goes_on = passage.is_word(at + 1) && !passage.is(at + 1, "و");
        passage.has(&CLAUSES.verbs_or_nouns, at) && goes_on
    };
    let closes = |at: usize| is_finite(passage, at) && !in_phrase(passage, at) && !noun(at);
    let verb = (near..marker).rev().find(|&at| closes(at));
    let from = verb.map_or(from, |it| it + 1);
    if find(from..marker, |at| passage.is(at, "که")).is_some() {
        return None;
    }
    let mut at = skip_openers(passage, from, marker);
    // «در بیانیه‌ای رسمی | استعفایش را تأیید کرد»
    let led = passage.is_any(at, &["در", "طی"]);
    if let Some(venue) = passage.longest(&CLAUSES.venues, at + 1, marker).filter(|_| led) {
        let end = (venue..marker).find(|&it| !passage.has(&CLAUSES.kinds, it)).unwrap_or(marker);
        let closed =
            passage.word(venue - 1).ends_with('ی') && !passage.starts(&CLAUSES.leads, end, marker);
        at = if closed && end < marker { end } else { at };
    }
    while at < marker && passage.starts(&CLAUSES.leads, at, marker) {
        let Some(comma) = find(at..marker, |it| passage.mark(it) == TokenMark::Comma) else {
            // «بر اساس نظریه | علت سقوط را …»
            let starts = |it: usize| {
                passage.has(&CLAUSES.object_starts, it)
                    && !passage.has(&CLAUSES.leads, it - 1)
                    && !passage.has(&CLAUSES.demonstratives, it)
            };
            // «در مقطع کنونی | آن را …»
            let points = passage.is_any(marker - 1, &["این", "آن", "او"]);
            // «با صدور بیانیه‌ای | این اقدام را …»
            let pointed = |it: usize| {
                passage.has(&CLAUSES.demonstratives, it - 1)
                    && it >= at + 3
                    && !passage.has(&CLAUSES.leads, it - 2)
            };
            at = if points {
                marker - 1
            } else {
                find(at + 2..marker, starts).map(|it| it - usize::from(pointed(it)))?
            };
            break;
        };
        at = skip_openers(passage, comma + 1, marker);
    }
    Some(at)
}

/// A participle that belongs to a noun: «مواد یاد شده را».
fn in_phrase(passage: &Passage, at: usize) -> bool {
    let joined = passage.mark(at + 1) == TokenMark::Comma || passage.is(at + 1, "و");
    passage.word(at).ends_with('ه') && !joined
}
