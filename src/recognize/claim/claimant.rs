//! Who speaks: the noun phrase before the verb or behind a prepositional cue.

use super::{
    clauses::{REACH, WORDS, find, is_finite, skip_openers, trimmed},
    cues::{Cue, cue_at},
    phrases::Phrases,
    tokens::{Mark, Passage, Span},
};

/// Behind «در» these say what something is about, so that they may stand in an object too.
const RELATIONS: &[&str] = &[
    "زمینه",
    "خصوص",
    "مورد",
    "رابطه",
    "ارتباط",
    "مقابل",
    "برابر",
    "قبال",
    "میان",
    "باره",
    "جریان",
    "راستای",
    "دفاع",
    "حال",
    "طول",
];

/// Whether the speaker met last goes on speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carried {
    /// «افزود:» without a subject.
    Over,
    /// «گفته شد» and «می‌گوییم» name nobody who was met.
    No,
}

/// What stands before a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The words that name who does it.
    pub(super) span: Option<Span>,
    /// Where the rest of the clause starts.
    pub(super) rest: usize,
    /// Whether a missing subject is the speaker met last.
    pub(super) carried: Carried,
    /// True when a boundary word, a pronoun or a verb shows where it ends.
    pub(super) firm: bool,
}

impl Subject {
    fn missing(rest: usize) -> Self {
        Self { span: None, ..Self::known(rest..rest, rest, false) }
    }

    fn known(span: Span, rest: usize, firm: bool) -> Self {
        Self { span: Some(span), rest, firm, carried: Carried::Over }
    }
}

/// «در ادامه | این نشست، …»: the occasion goes on behind what opens the clause.
fn behind_occasion(passage: &Passage, at: usize, limit: usize) -> usize {
    /// The longest occasion, in tokens.
    const LONGEST: usize = 9;
    let opened = at > 0 && passage.is_any(at - 1, &["ادامه", "پایان", "ابتدا"]);
    if !opened || !passage.is_any(at, &["این", "آن", "همین"]) {
        return at;
    }
    let near = at..limit.min(at + LONGEST);
    let end = match find(near, |it| passage.mark(it) == Mark::Comma) {
        Some(comma) => comma + 1,
        None if WORDS.venues.has(passage, at + 1) => at + 2,
        None => return at,
    };
    skip_openers(passage, end, limit)
}

/// The subject of the clause `clause`, which ends before its verb.
///
/// `known` are names met in the article with clear bounds; they tell a subject from an object that
/// follows it without a mark.
pub(super) fn subject(passage: &Passage, known: &Phrases<()>, clause: Span) -> Subject {
    let mut from = skip_openers(passage, clause.start, clause.end);
    from = behind_occasion(passage, from, clause.end);
    while WORDS.leads.start(passage, from, clause.end) {
        let comma = find(from..clause.end, |at| passage.mark(at) == Mark::Comma);
        let Some(comma) = comma else { return Subject::missing(from) };
        from = skip_openers(passage, comma + 1, clause.end);
    }
    if from >= clause.end {
        return Subject::missing(from);
    }
    if WORDS.pronouns.has(passage, from) {
        return Subject::known(from..from + 1, from + 1, true);
    }
    if passage.is_any(from, &["من", "ما"]) {
        return Subject::known(from..from + 1, from + 1, true);
    }
    let end = noun_phrase_end(passage, from, clause.end);
    if find(from..end, |at| is_broken(passage, at)).is_some() {
        return known_name(passage, known, from..end).unwrap_or(Subject::missing(from));
    }
    if passage.is(end, "را") && end < clause.end {
        return before_object(passage, known, from, end);
    }
    let span = trimmed(passage, from..end);
    if span.is_empty() {
        return Subject::missing(from);
    }
    let whole = Subject::known(span, end, true);
    if !may_hold_object(passage, end, clause.end) {
        return whole;
    }
    let split = before_object(passage, known, from, end);
    if split.span.is_some() { split } else { Subject { firm: false, ..whole } }
}

/// True when the noun phrase that ends at `end` may have swallowed the start of an object:
/// «دستیار رئیس جمهوری مذاکرات روز پنجشنبه را …».
fn may_hold_object(passage: &Passage, end: usize, limit: usize) -> bool {
    let venue = passage.is(end, "در")
        && WORDS.venues.has(passage, end + 1)
        && !passage.is_any(end + 1, RELATIONS);
    let aside =
        || matches!(cue_at(passage, end, limit), Some(Cue::Aside { .. } | Cue::Source { .. }));
    if end >= limit || !WORDS.open_stops.has(passage, end) || venue || aside() {
        return false;
    }
    let stops = |at: usize| {
        passage.is(at, "را") || passage.mark(at) == Mark::Comma || is_finite(passage, at)
    };
    // «احتمال اینکه … را رد کرد»: the clause belongs to the object.
    passage.is_any(end, &["اینکه", "آنکه"])
        || find(end..limit, stops).is_some_and(|at| passage.is(at, "را"))
}

/// A name met elsewhere in the article at the start of `within`.
fn known_name(passage: &Passage, known: &Phrases<()>, within: Span) -> Option<Subject> {
    let (end, ()) = known.longest(passage, within.start, within.end)?;
    Some(Subject::known(within.start..end, end, false))
}

/// A verb inside what should be a noun phrase; participles may be part of one.
fn is_broken(passage: &Passage, at: usize) -> bool {
    let modal = passage.is_any(at, &["باید", "نباید"]);
    modal || (is_finite(passage, at) && !passage.word(at).ends_with('ه'))
}

/// Subject and object in one run of words up to «را».
fn before_object(
    passage: &Passage,
    known: &Phrases<()>,
    from: usize,
    object_end: usize,
) -> Subject {
    if let Some(known) = known_name(passage, known, from..object_end) {
        return known;
    }
    let close = match passage.mark(from) {
        Mark::Open => passage.partner(from).map(|it| it + 1),
        _ => None,
    };
    let from_object = close.unwrap_or(from + 1);
    let starts = |at: usize| WORDS.object_starts.has(passage, at);
    // «رئیس کمیسیون این نهاد تصمیم …»: «این» starts the object only if nothing else does.
    let clear = |at: usize| starts(at) && (!passage.is_any(at, &["این", "آن"]) || starts(at + 1));
    let object = find(from_object..object_end, clear);
    match object.or_else(|| find(from_object..object_end, starts)) {
        Some(at) if !starts(from) => {
            let span = trimmed(passage, from..at);
            if span.is_empty() { Subject::missing(from) } else { Subject::known(span, at, false) }
        }
        _ => Subject::missing(from),
    }
}

/// Where the noun phrase that starts at `from` ends: before a clause boundary, a venue, a time.
pub(super) fn noun_phrase_end(passage: &Passage, from: usize, limit: usize) -> usize {
    let limit = limit.min(from.saturating_add(REACH));
    let mut at = from;
    while at < limit {
        match passage.mark(at) {
            Mark::Open => match passage.partner(at).filter(|it| *it < limit) {
                Some(close) => at = close,
                None => return at,
            },
            Mark::Comma if !apposition(passage, at + 1, limit) => return at,
            Mark::Colon | Mark::Stop | Mark::Close => return at,
            Mark::Word
                if WORDS.stops.start(passage, at, at + 2)
                    && !(at == from && passage.is(at, "چند"))
                    && !goes_on(passage, from, at, limit) =>
            {
                return at;
            }
            _ => {}
        }
        at += 1;
    }
    limit
}

/// True when a title or a role follows the comma: «جرج بوش، رئیس جمهوری آمریکا».
fn apposition(passage: &Passage, at: usize, limit: usize) -> bool {
    at < limit && WORDS.offices.has(passage, at)
}

/// True when the preposition at `at` goes on with the noun phrase.
fn goes_on(passage: &Passage, from: usize, at: usize, limit: usize) -> bool {
    let linked = WORDS
        .links
        .iter()
        .any(|(link, before)| at > from && passage.is(at, link) && before.has(passage, at - 1));
    linked || (passage.is(at, "در") && at > from && is_place_of_office(passage, from, at, limit))
}

/// «سخنگوی دفتر سازمان ملل در عراق», but not «رئیس جمهور در نشستی».
fn is_place_of_office(passage: &Passage, from: usize, at: usize, limit: usize) -> bool {
    if passage.is(at + 1, "امور") {
        return true;
    }
    if at + 1 >= limit || WORDS.venues.has(passage, at + 1) || !passage.is_word(at + 1) {
        return false;
    }
    let office = find(from..at, |it| WORDS.offices.has(passage, it)).is_some();
    let end = noun_phrase_end(passage, at + 1, limit.min(at + 5));
    // A place of one or two words; longer ones are what the verb is about.
    office && end <= at + 3
}

/// The source behind a prepositional cue such as «به گزارش»: its words and where the rest starts.
pub(super) fn source_name(
    passage: &Passage,
    known: &Phrases<()>,
    from: usize,
    limit: usize,
) -> Option<(Span, usize)> {
    if from >= limit {
        return None;
    }
    if WORDS.pronouns.has(passage, from) {
        return Some((from..from + 1, from + 1));
    }
    let end = source_end(passage, from, limit);
    let comma = passage.mark(end) == Mark::Comma;
    let known_end = known.longest(passage, from, end).map(|(end, ())| end);
    let end = if comma { end } else { known_end.unwrap_or(end) };
    let span = trimmed(passage, from..end);
    let verb = find(span.clone(), |at| is_broken(passage, at)).is_some();
    (!span.is_empty() && !verb).then_some((span, end))
}

fn source_end(passage: &Passage, from: usize, limit: usize) -> usize {
    let limit = limit.min(from.saturating_add(REACH));
    let mut medium = false;
    let mut at = from;
    while at < limit {
        match passage.mark(at) {
            Mark::Open if at > from && !WORDS.media.has(passage, at - 1) => return at,
            Mark::Open => match passage.partner(at).filter(|it| *it < limit) {
                Some(close) => at = close,
                None => return at,
            },
            Mark::Comma | Mark::Colon | Mark::Stop | Mark::Close => return at,
            Mark::Word if WORDS.stops.start(passage, at, at + 2) => {
                let place = passage.is(at, "در") && ends_soon(passage, at + 1, limit);
                if !place && !goes_on(passage, from, at, limit) {
                    return at;
                }
            }
            Mark::Word if WORDS.agencies.has(passage, at) && (medium || at == from) => {
                // Behind an agency's name the sentence may go on without a comma.
                let more = passage.is(at + 1, "در") && ends_soon(passage, at + 2, limit);
                if passage.mark(at + 1) == Mark::Word && !more {
                    return at + 1;
                }
            }
            Mark::Word => medium |= WORDS.media.has(passage, at),
            Mark::Other => {}
        }
        at += 1;
    }
    limit
}

/// True when a comma stands within three words.
fn ends_soon(passage: &Passage, at: usize, limit: usize) -> bool {
    (at..limit.min(at + 4)).any(|it| passage.mark(it) == Mark::Comma)
}
