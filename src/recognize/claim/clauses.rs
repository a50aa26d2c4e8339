//! Where sentences and clauses end, and which words are small.

use std::sync::LazyLock;

use super::{
    lexicon::{SPEECHES, STANCES},
    phrases::Phrases,
    tokens::{Mark, Passage, Span},
    words,
};

/// How far an end is looked for, in tokens: no clause of a reader's language is longer.
pub(super) const REACH: usize = 160;

/// The word tables, ready to be found.
pub(super) struct Words {
    pub(super) pronouns: Phrases<()>,
    pub(super) stops: Phrases<()>,
    pub(super) venues: Phrases<()>,
    pub(super) offices: Phrases<()>,
    pub(super) people: Phrases<()>,
    pub(super) openers: Phrases<()>,
    pub(super) leads: Phrases<()>,
    pub(super) object_starts: Phrases<()>,
    pub(super) agencies: Phrases<()>,
    pub(super) media: Phrases<()>,
    /// What goes on with a noun phrase, and behind which words.
    pub(super) links: Vec<(&'static str, Phrases<()>)>,
    pub(super) open_stops: Phrases<()>,
    pub(super) speeches: Phrases<()>,
    pub(super) stances: Phrases<()>,
    finite: Phrases<()>,
}

/// The word tables of [`words`].
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    pronouns: Phrases::of(words::PRONOUNS),
    stops: Phrases::of(words::NOUN_PHRASE_STOPS),
    venues: Phrases::of(words::VENUES),
    offices: Phrases::of(words::OFFICES),
    people: Phrases::of(words::PEOPLE),
    openers: Phrases::of(words::OPENERS),
    leads: Phrases::of(words::LEADS),
    object_starts: Phrases::of(words::OBJECT_STARTS),
    agencies: Phrases::of(words::AGENCIES),
    media: Phrases::of(words::MEDIA),
    links: words::NOUN_PHRASE_LINKS
        .iter()
        .map(|(link, before)| (*link, Phrases::of(before)))
        .collect(),
    open_stops: Phrases::of(words::OPEN_STOPS),
    speeches: Phrases::of(SPEECHES),
    stances: Phrases::of(STANCES),
    finite: Phrases::of(words::FINITE),
});

/// True when token `at` may end a clause as its verb.
pub(super) fn is_finite(passage: &Passage, at: usize) -> bool {
    passage.note(at).finite
}

/// What [`is_finite`] is looked up from.
pub(super) fn may_be_finite(passage: &Passage, at: usize) -> bool {
    if !passage.is_word(at) {
        return false;
    }
    if WORDS.finite.has(passage, at) {
        return true;
    }
    let word = passage.word(at);
    let imperfect = |it: &str| it.starts_with("می\u{200C}") || it.starts_with("نمی\u{200C}");
    let written_apart = at > 0 && passage.is_any(at - 1, &["می", "نمی"]);
    let perfect = ["\u{200C}است", "\u{200C}اند", "\u{200C}ایم", "\u{200C}ام"];
    imperfect(word)
        || is_subjunctive(word)
        || written_apart
        || perfect.iter().any(|it| word.ends_with(it))
        || is_joined_imperfect(word)
}

/// «ببریم», «بگیرند»
fn is_subjunctive(word: &str) -> bool {
    let long = word.starts_with('ب') && word.chars().count() >= 5;
    long && (word.ends_with("یم") || word.ends_with("ند")) && !word.ends_with("مند")
}

/// «میگیرد», as hurried typing has it.
fn is_joined_imperfect(word: &str) -> bool {
    let stem = word.strip_prefix("نمی").or_else(|| word.strip_prefix("می"));
    let long = stem.is_some_and(|it| it.chars().count() >= 3);
    long && (word.ends_with("ند")
        || word.ends_with("ود")
        || word.ends_with("رد")
        || word.ends_with("هد")
        || word.ends_with("یم"))
        && !word.ends_with("مند")
}

/// The sentences of a passage without their closing marks. A quotation is never cut.
pub(super) fn sentences(passage: &Passage, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = within.start;
    let mut at = within.start;
    while at < within.end {
        let closing = match passage.mark(at) {
            Mark::Open => passage.partner(at).filter(|it| *it < within.end),
            _ => None,
        };
        if let Some(close) = closing {
            at = close + 1;
            let full = close > 0 && passage.mark(close - 1) == Mark::Stop;
            if full && !goes_on_behind_quote(passage, at, within.end) {
                found.push(start..at);
                start = at;
            }
            continue;
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

/// True when what follows a closed quotation belongs to its sentence.
fn goes_on_behind_quote(passage: &Passage, at: usize, limit: usize) -> bool {
    let verb =
        || matches!(super::cues::cue_at(passage, at, limit), Some(super::cues::Cue::Verb { .. }));
    match passage.mark(at) {
        Mark::Word => passage.is_any(at, &["و", "که", "را"]) || verb(),
        _ => true,
    }
}

fn ends_sentence(passage: &Passage, at: usize, limit: usize) -> bool {
    if passage.mark(at) != Mark::Stop {
        return false;
    }
    if !passage.is(at, ".") {
        // «آیا …؟ گفت»: the question is part of the sentence.
        return super::cues::cue_at(passage, at + 1, limit).is_none();
    }
    let dotted = |it: usize| passage.mark(it) == Mark::Stop && passage.is_glued(it);
    let ellipsis =
        dotted(at + 1) || (at > 0 && passage.mark(at - 1) == Mark::Stop && passage.is_glued(at));
    let short = at > 0
        && passage.is_word(at - 1)
        && passage.is_glued(at)
        && passage.letters(at - 1).count() <= 2
        && passage.letters(at - 1).all(char::is_alphabetic);
    let domain = passage.is_glued(at + 1)
        && passage.is_word(at + 1)
        && passage.word(at + 1).chars().all(|c| c.is_ascii_alphanumeric());
    // «است.» ends a sentence however short its last word; an abbreviation goes on.
    let abbreviation =
        short && !is_finite(passage, at - 1) && at + 1 < limit && passage.is_word(at + 1);
    !(ellipsis || abbreviation || domain)
}

/// Behind the words a clause may open with and the marks between them.
pub(super) fn skip_openers(passage: &Passage, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at < limit {
        at = match passage.mark(at) {
            Mark::Comma | Mark::Other | Mark::Close | Mark::Colon | Mark::Stop => at + 1,
            Mark::Word => match WORDS.openers.longest(passage, at, limit) {
                Some((end, ())) => end,
                None => break,
            },
            Mark::Open => break,
        };
    }
    at.min(limit)
}

/// The first token in `span` for which `wanted` holds, not looking farther than [`REACH`].
pub(super) fn find(span: Span, wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let end = span.end.min(span.start.saturating_add(REACH));
    (span.start..end).find(|&at| wanted(at))
}

/// `span` without marks at its edges; quotation marks stay when both are inside, unless they
/// enclose it all.
pub(super) fn trimmed(passage: &Passage, span: Span) -> Span {
    let Span { mut start, mut end } = span;
    while start < end {
        let lone = |at: usize| passage.partner(at).is_none_or(|it| it < start || it >= end);
        let last = end - 1;
        match (passage.mark(start), passage.mark(last)) {
            (Mark::Comma | Mark::Colon | Mark::Stop, _) => start += 1,
            (_, Mark::Comma | Mark::Colon | Mark::Stop) => end -= 1,
            // The closing mark of a quoted sentence is outside, wherever the opening one stands.
            (_, Mark::Close)
                if last > start
                    && passage.mark(last - 1) == Mark::Stop
                    && passage.partner(start) != Some(last) =>
            {
                end -= 1;
            }
            (Mark::Open, _) if passage.partner(start) == Some(last) => {
                start += 1;
                end -= 1;
            }
            (Mark::Open | Mark::Close, _) if lone(start) => start += 1,
            (_, Mark::Open | Mark::Close) if lone(last) => end -= 1,
            (Mark::Other, _) if !opens_bracket(passage, start) => start += 1,
            (_, Mark::Other) if !closes_bracket(passage, last) => end -= 1,
            _ => break,
        }
    }
    start..end.max(start)
}

fn opens_bracket(passage: &Passage, at: usize) -> bool {
    passage.is_any(at, &["(", "["])
}

fn closes_bracket(passage: &Passage, at: usize) -> bool {
    passage.is_any(at, &[")", "]", "%"])
}
