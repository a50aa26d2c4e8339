//! Who speaks: the noun phrase before the verb or after a prepositional cue.

use super::{
    clauses::{REACH, find, is_abbreviation, is_finite, is_number, skip_openers, trimmed},
    cues::{Cue, cue_at},
    lexicon::CLAUSES,
    noun_phrase::{goes_on, is_list, noun_phrase_end, whole_name},
    passage::{Passage, TokenMark, TokenSpan},
};
use crate::language::WordSet;

/// Whether the speaker met last goes on speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CarriedSpeaker {
    /// «افزود:» without a subject.
    Over,
    /// «گفته شد» and «می‌گوییم» name nobody who was met.
    No,
}

/// What stands before a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClauseSubject {
    /// The words that name who does it.
    pub(super) span: Option<TokenSpan>,
    /// Where the rest of the clause starts.
    pub(super) rest: usize,
    /// Whether a missing subject is the speaker met last.
    pub(super) carried: CarriedSpeaker,
    /// True when a boundary word, a pronoun or a verb shows where it ends.
    pub(super) firm: bool,
}

impl ClauseSubject {
    fn missing(rest: usize) -> Self {
        Self { span: None, ..Self::known(rest..rest, rest, false) }
    }

    fn known(span: TokenSpan, rest: usize, firm: bool) -> Self {
        Self { span: Some(span), rest, firm, carried: CarriedSpeaker::Over }
    }
}

/// «در ادامه | این نشست، …»: the occasion goes on after what opens the clause.
fn after_occasion(passage: &Passage, at: usize, limit: usize) -> usize {
    /// The longest occasion, in tokens.
    const LONGEST: usize = 9;
    // «در این نشست | تخصصی، …»
    let venue = at > 0 && passage.has(&CLAUSES.venues, at - 1);
    if venue && passage.has(&CLAUSES.kinds, at) && at + 1 < limit {
        return skip_openers(passage, at + 1, limit);
    }
    let opened = at > 0 && passage.has(&CLAUSES.occasion_openers, at - 1);
    // «در پایان | جلسه، وی …»
    let points = passage.has(&CLAUSES.occasion_demonstratives, at);
    if opened && !points && passage.has(&CLAUSES.venues, at) && at + 1 < limit {
        let names = [&CLAUSES.pronouns, &CLAUSES.offices, &CLAUSES.given_names];
        let named = names.into_iter().any(|it| passage.has(it, at + 1));
        return if named { at + 1 } else { at };
    }
    if opened && !points && !is_somebody(passage, at, limit) {
        // «در ادامه | کارزار ایرانیان با مردم، گروهی از …»
        let stops = |it: usize| {
            passage.mark(it) == TokenMark::Comma
                || is_finite(passage, it)
                || passage.has(&CLAUSES.offices, it)
        };
        let end = find(at..limit.min(at + 2 * LONGEST), stops);
        let comma = end.filter(|it| passage.mark(*it) == TokenMark::Comma && *it > at + 1);
        return comma.map_or(at, |it| skip_openers(passage, it + 1, limit));
    }
    if !opened || !points {
        return at;
    }
    let near = at..limit.min(at + LONGEST);
    let end = match find(near, |it| passage.mark(it) == TokenMark::Comma) {
        Some(comma) => comma + 1,
        None if passage.has(&CLAUSES.venues, at + 1) => at + 2,
        None => return at,
    };
    skip_openers(passage, end, limit)
}

/// True where words that name somebody stand at `at`.
fn is_somebody(passage: &Passage, at: usize, limit: usize) -> bool {
    let named = [&CLAUSES.pronouns, &CLAUSES.offices, &CLAUSES.surnames];
    named.into_iter().any(|it| passage.has(it, at)) || whole_name(passage, at, limit).is_some()
}

/// The subject of the clause `clause`, which ends before its verb.
///
/// `known` are names met in the article with clear bounds; they tell a subject from an object that
/// follows it without a mark.
pub(super) fn subject(passage: &Passage, known: &WordSet, clause: TokenSpan) -> ClauseSubject {
    let mut from = skip_openers(passage, clause.start, clause.end);
    from = after_occasion(passage, from, clause.end);
    from = after_relative(passage, from, clause.end);
    from = after_days(passage, from, clause.end);
    while passage.starts(&CLAUSES.leads, from, clause.end) {
        if let Some(end) = after_own_media(passage, from, clause.end) {
            from = skip_openers(passage, end, clause.end);
            continue;
        }
        let comma = find(from..clause.end, |at| passage.mark(at) == TokenMark::Comma);
        let Some(comma) = comma else { return after_lead(passage, from, clause.end) };
        from = skip_openers(passage, comma + 1, clause.end);
    }
    if from >= clause.end {
        return ClauseSubject::missing(from);
    }
    if passage.has(&CLAUSES.pronouns, from) {
        return ClauseSubject::known(from..from + 1, from + 1, true);
    }
    // «ما دانشجویان دانشگاه تهران»
    let we = passage.has(&CLAUSES.first_person_pronouns, from);
    if we && !passage.starts(&CLAUSES.groups, from + 1, clause.end) {
        return ClauseSubject::known(from..from + 1, from + 1, true);
    }
    let end = noun_phrase_end(passage, from, clause.end);
    // «راکتورها آن قدر کوچک بوده | که …»
    let states = end < clause.end && passage.is(end, "که") && is_finite(passage, end - 1);
    if states || find(from..end, |at| is_broken(passage, at)).is_some() {
        return known_name(passage, known, from..end).unwrap_or(ClauseSubject::missing(from));
    }
    if passage.is(end, "را") && end < clause.end {
        return before_object(passage, known, from, end);
    }
    let span = trimmed(passage, from..end);
    if span.is_empty() || passage.is(span.end - 1, "و") || is_nobody(passage, &span) {
        return ClauseSubject::missing(from);
    }
    // «در این نشست | تخصصی | با تاکید بر …»
    let kind = from > clause.start && span.clone().all(|at| passage.has(&CLAUSES.kinds, at));
    if kind || is_deed_before_object(passage, &span, end, clause.end) {
        return ClauseSubject::missing(from);
    }
    if let Some(object) = swallowed_object(passage, from, end, clause.end) {
        let span = trimmed(passage, from..object);
        return ClauseSubject::known(span, object, false);
    }
    let whole = ClauseSubject::known(span, end, true);
    if whole_name(passage, from, end) == Some(end) {
        return whole;
    }
    if !may_hold_object(passage, end, clause.end) {
        return whole;
    }
    let split = before_object(passage, known, from, end);
    if split.span.is_some() { split } else { ClauseSubject { firm: false, ..whole } }
}

/// «دوشنبه ۱۴ بهمن ۱۳۹۲، | وزیر راه»: after times and numbers that a comma parts from the rest.
fn after_days(passage: &Passage, mut from: usize, limit: usize) -> usize {
    while let Some(comma) = find(from..limit, |at| !passage.is_word(at)) {
        let is_apart = comma > from && passage.mark(comma) == TokenMark::Comma;
        if !is_apart || !is_nobody(passage, &(from..comma)) {
            break;
        }
        from = skip_openers(passage, comma + 1, limit);
    }
    from
}

/// «در این نشست که وزیران حضور داشتند، | وزیر کشور»: after the relative clause of what opened the clause.
fn after_relative(passage: &Passage, from: usize, limit: usize) -> usize {
    let relative =
        from >= 2 && passage.is(from - 1, "که") && passage.has(&CLAUSES.venues, from - 2);
    let comma = |at: usize| passage.mark(at) == TokenMark::Comma && is_finite(passage, at - 1);
    let end = find(from..limit, comma).filter(|_| relative);
    end.map_or(from, |it| skip_openers(passage, it + 1, limit))
}

/// True for «حمله» in «حمله به سفارت را محکوم کرد»: what somebody says something of.
fn is_deed_before_object(passage: &Passage, span: &TokenSpan, end: usize, limit: usize) -> bool {
    let stops = |at: usize| passage.is_any(at, &["را", "که"]) || is_finite(passage, at);
    span.len() == 1
        && passage.has(&CLAUSES.deeds, span.start)
        && passage.has(&CLAUSES.leads, end)
        && find(end..limit, stops).is_some_and(|at| passage.is(at, "را"))
}

/// True for numbers and times, which speak of nobody: «۷۸۰ مقرر شد».
fn is_nobody(passage: &Passage, span: &TokenSpan) -> bool {
    let times = [&CLAUSES.time_units, &CLAUSES.months];
    span.clone().all(|at| is_number(passage, at) || times.into_iter().any(|it| passage.has(it, at)))
}

/// Where the object starts of whose first word nothing parts the subject: «رئیس جمهوری تاجیکستان | همکاری در ساخت
/// نیروگاه، سد و جاده را … دانست».
fn swallowed_object(passage: &Passage, from: usize, end: usize, limit: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|it| *it > from)?;
    let starts_object = |at: usize| passage.has(&CLAUSES.object_starts, at);
    let starts = starts_object(last)
        && !passage.has(&CLAUSES.venues, end + 1)
        && !passage.has(&CLAUSES.leads, last - 1);
    if end >= limit || !starts || !passage.is_word(end) {
        return None;
    }
    let verb = |at: usize| is_finite(passage, at) && !passage.has(&CLAUSES.verbs_or_nouns, at);
    let stops = |at: usize| passage.is_any(at, &["را", "که"]) || verb(at);
    find(end..limit, stops).filter(|at| passage.is(*at, "را"))?;
    // «ارتش | انجام یک حمله در جنوب را …»
    let counted = |at: usize| starts_object(at) || is_number(passage, at);
    (from + 1..=last).rev().take_while(|&at| counted(at)).last()
}

/// «در روایت دیگری | امام باقر»: no comma parts what opens the clause from a name right before the
/// verb.
fn after_lead(passage: &Passage, from: usize, limit: usize) -> ClauseSubject {
    let names = |at: usize| {
        let named = [&CLAUSES.offices, &CLAUSES.given_names, &CLAUSES.indefinites, &CLAUSES.groups];
        let bound = passage.starts(&CLAUSES.leads, at - 1, limit)
            || passage.has(&CLAUSES.offices, at - 1)
            || passage.is(at - 1, "و");
        named.into_iter().any(|it| passage.has(it, at))
            && !bound
            && noun_phrase_end(passage, at, limit) == limit
    };
    let occasion = passage.is_any(from, &["در", "طی", "ضمن", "پس", "پیش", "هنگام"]);
    match find(from + 2..limit, names).filter(|_| occasion) {
        Some(at) => ClauseSubject::known(trimmed(passage, at..limit), limit, false),
        None => ClauseSubject::missing(from),
    }
}

/// «در گفت‌وگو با ایسنا | …»: who is talked to is a medium, so that no comma need follow.
fn after_own_media(passage: &Passage, from: usize, limit: usize) -> Option<usize> {
    /// The farthest that «با» stands from «در», in tokens.
    const NEAR: usize = 6;
    let talks = passage.is_any(from, &["در", "طی"]) && passage.has(&CLAUSES.venues, from + 1);
    let with = find(from + 2..limit.min(from + NEAR), |at| passage.is(at, "با"));
    let medium = with.filter(|_| talks)? + 1;
    let named = || {
        let start = medium + usize::from(passage.is_any(medium, &["خبرنگار", "خبرگزاری"]));
        passage.longest(&CLAUSES.agencies, start, limit)
    };
    let end = passage.longest(&CLAUSES.own_media, medium, limit).or_else(named)?;
    (end < limit && passage.is_word(end)).then_some(end)
}

/// True when the noun phrase that ends at `end` may have swallowed the start of an object:
/// «دستیار رئیس جمهوری مذاکرات روز پنجشنبه را …».
fn may_hold_object(passage: &Passage, end: usize, limit: usize) -> bool {
    let venue = passage.is(end, "در")
        && passage.has(&CLAUSES.venues, end + 1)
        && !passage.has(&CLAUSES.relations, end + 1);
    let aside =
        || matches!(cue_at(passage, end, limit), Some(Cue::Aside { .. } | Cue::Source { .. }));
    if end >= limit || !passage.has(&CLAUSES.open_stops, end) || venue || aside() {
        return false;
    }
    let stops = |at: usize| {
        passage.is_any(at, &["را", "که"])
            || passage.mark(at) == TokenMark::Comma
            || is_finite(passage, at)
    };
    // «احتمال اینکه … را رد کرد»: the clause belongs to the object.
    passage.has(&CLAUSES.object_clauses, end)
        || find(end..limit, stops).is_some_and(|at| passage.is(at, "را"))
}

/// A name met elsewhere in the article at the start of `within`.
fn known_name(passage: &Passage, known: &WordSet, within: TokenSpan) -> Option<ClauseSubject> {
    let mut end = passage.longest(known, within.start, within.end)?;
    // «معاون استاندار تهران و | فرماندار شهرستان ری هدف احزاب را …»
    if passage.is(end, "و") && passage.has(&CLAUSES.offices, end + 1) {
        end = whole_name(passage, end + 1, within.end).unwrap_or(end);
    }
    // «فرمانده نیروی زمینی سپاه | پاسداران هوشیاری را …»
    let longer = passage.longest(&CLAUSES.national_institutions, end - 1, within.end);
    end = longer.filter(|it| *it < within.end).unwrap_or(end).max(end);
    Some(ClauseSubject::known(within.start..end, end, false))
}

/// A verb inside what should be a noun phrase; participles may be part of one.
fn is_broken(passage: &Passage, at: usize) -> bool {
    let modal = passage.has(&CLAUSES.modals, at);
    modal || (is_finite(passage, at) && !passage.word(at).ends_with('ه'))
}

/// Subject and object in one run of words up to «را».
fn before_object(
    passage: &Passage,
    known: &WordSet,
    from: usize,
    object_end: usize,
) -> ClauseSubject {
    if let Some(apposed) = apposed_subject(passage, from, object_end) {
        return apposed;
    }
    if let Some(known) = known_name(passage, known, from..object_end) {
        return known;
    }
    if let Some(end) = whole_name(passage, from, object_end).filter(|&it| it < object_end) {
        return ClauseSubject::known(from..end, end, false);
    }
    let opens = passage.mark(from) == TokenMark::Open;
    let close = passage.partner(from).filter(|_| opens).map(|it| it + 1);
    let from_object = close.unwrap_or(from + 1);
    let starts = |at: usize| passage.has(&CLAUSES.object_starts, at);
    // «رئیس کمیسیون این نهاد تصمیم …»: «این» starts the object only if nothing else does.
    let clear =
        |at: usize| starts(at) && (!passage.has(&CLAUSES.demonstratives, at) || starts(at + 1));
    let object = find(from_object..object_end, clear).or_else(|| {
        // «ترامپ | ایران را …»
        passage.longest(&CLAUSES.places, from + 1, object_end).and(Some(from + 1))
    });
    // «مربی ذوب‌آهن | داوری را …»
    let titled = passage.has(&CLAUSES.offices, from) && from + 2 < object_end;
    let object = object.or_else(|| titled.then_some(from + 2));
    match object.or_else(|| find(from_object..object_end, starts)) {
        // «محاصره اقتصادی و | تحریم‌ها را …» is one object.
        Some(at) if !starts(from) && !passage.is(at - 1, "و") => {
            let span = trimmed(passage, from..at);
            if span.is_empty() {
                ClauseSubject::missing(from)
            } else {
                ClauseSubject::known(span, at, false)
            }
        }
        _ => ClauseSubject::missing(from),
    }
}

/// «ویلیان، ستاره برزیلی چلسی | پیشنهاد باشگاه چینی را رد کرد»: what stands behind the comma says who it is.
fn apposed_subject(passage: &Passage, from: usize, limit: usize) -> Option<ClauseSubject> {
    /// The longest name before its apposition, in tokens.
    const NAME: usize = 5;
    let comma = find(from..limit.min(from + NAME), |at| !passage.is_word(at))?;
    let office = comma + 1;
    if passage.mark(comma) != TokenMark::Comma || !passage.starts(&CLAUSES.offices, office, limit) {
        return None;
    }
    let starts = |at: usize| passage.has(&CLAUSES.object_starts, at);
    let end = whole_name(passage, office, limit)
        .filter(|it| *it < limit)
        .or_else(|| find(office + 2..limit, starts))?;
    Some(ClauseSubject::known(trimmed(passage, from..end), end, false))
}

/// The source after a prepositional cue such as «به گزارش»: its words and where the rest starts.
pub(super) fn source_name(
    passage: &Passage,
    known: &WordSet,
    from: usize,
    limit: usize,
) -> Option<(TokenSpan, usize)> {
    if from >= limit {
        return None;
    }
    let pronoun = passage.has(&CLAUSES.first_person_speakers, from);
    if pronoun || passage.has(&CLAUSES.pronouns, from) {
        return Some((from..from + 1, from + 1));
    }
    let end = source_end(passage, from, limit);
    let comma = passage.mark(end) == TokenMark::Comma;
    let known_end = passage.longest(known, from, end);
    let end = if comma {
        end
    } else {
        let named = || named_end(passage, from, end, limit);
        let cut = || clause_start(passage, from, end);
        known_end.or_else(named).or_else(cut).unwrap_or_else(|| titled_end(passage, from, end))
    };
    let mut span = trimmed(passage, from..end);
    // «به گزارش ایسنا و | با اعلام مسئولان»
    if span.len() > 1 && passage.is(span.end - 1, "و") {
        span.end -= 1;
    }
    let verb = find(span.clone(), |at| is_broken(passage, at)).is_some();
    (!span.is_empty() && !verb).then_some((span, end))
}

fn source_end(passage: &Passage, from: usize, limit: usize) -> usize {
    let limit = limit.min(from.saturating_add(REACH));
    let mut medium = false;
    let mut at = from;
    while at < limit {
        match passage.mark(at) {
            TokenMark::Open if at > from && !medium && !passage.has(&CLAUSES.media, at - 1) => {
                return at;
            }
            TokenMark::Open => match passage.partner(at).filter(|it| *it < limit) {
                Some(close) => at = close,
                None => return at,
            },
            TokenMark::Stop if is_abbreviation(passage, at, limit) => {}
            TokenMark::Comma if !medium && is_list(passage, from, at, limit) => {}
            TokenMark::Comma if !medium && is_apposed(passage, from, at, limit) => {}
            TokenMark::Comma | TokenMark::Colon | TokenMark::Stop | TokenMark::Close => return at,
            TokenMark::Word if passage.starts(&CLAUSES.noun_phrase_stops, at, at + 2) => {
                let place = passage.is(at, "در") && ends_soon(passage, at + 1, limit);
                if !place && !goes_on(passage, from, at, limit) {
                    return at;
                }
            }
            // «به گزارش خبرنگار ما | مهندس علوی …»
            TokenMark::Word if medium && passage.is(at, "ما") => return at + 1,
            TokenMark::Word if medium || at == from => {
                let Some(mut end) = passage.longest(&CLAUSES.agencies, at, limit) else {
                    medium |= passage.has(&CLAUSES.media, at);
                    at += 1;
                    continue;
                };
                if passage.has(&CLAUSES.agency_tails, end) {
                    end += 1;
                }
                // After an agency's name the sentence may go on without a comma.
                let more = passage.is(end, "در") && ends_soon(passage, end + 1, limit);
                if passage.mark(end) == TokenMark::Word && !more {
                    return end;
                }
                medium = true;
                at = end;
                continue;
            }
            TokenMark::Word => medium |= passage.has(&CLAUSES.media, at),
            TokenMark::Other if passage.is_any(at, &["؛", ";"]) => return at,
            TokenMark::Other => {}
        }
        at += 1;
    }
    limit
}

/// Where a name with an office ends before words that no comma parts from it: «به گفته علوی معاون
/// شهردار تهران | سود حاصل …».
fn titled_end(passage: &Passage, from: usize, limit: usize) -> usize {
    /// The longest name before its office, in tokens.
    const NAME: usize = 5;
    let office = find(from..limit.min(from + NAME), |at| passage.has(&CLAUSES.offices, at));
    let country = |at: usize| {
        let mut near = (at + 1..limit).take(NAME + 3);
        near.find_map(|it| passage.longest(&CLAUSES.places, it, limit))
    };
    office.and_then(country).unwrap_or(limit)
}

/// Where a clause begins that nothing parts from the name: «به گفته فاوچت | این میزان کافی نیست».
fn clause_start(passage: &Passage, from: usize, end: usize) -> Option<usize> {
    let heads = [
        &CLAUSES.offices,
        &CLAUSES.institution_heads,
        &CLAUSES.media,
        &CLAUSES.leads,
        &CLAUSES.groups,
        &CLAUSES.people,
    ];
    let bound = |at: usize| {
        heads.into_iter().any(|it| passage.has(it, at)) || passage.is_any(at, &["و", "یا"])
    };
    // «رئیس جمهور این کشور», «مدیر فنی این شرکت»
    let belongs = |at: usize| {
        let body = passage.has(&CLAUSES.institution_heads, at + 1)
            || passage.has(&CLAUSES.provinces, at + 1)
            || passage.is(at + 1, "کشور");
        passage.has(&CLAUSES.demonstratives, at) && body
    };
    let starts =
        |at: usize| passage.has(&CLAUSES.clause_starts, at) && !bound(at - 1) && !belongs(at);
    find(from + 1..end, starts)
}

/// Where a body's name ends before somebody who speaks: «به نقل از روابط عمومی اداره میراث فرهنگی خراسان | حسین
/// قنبرزاده گفت».
fn named_end(passage: &Passage, from: usize, end: usize, limit: usize) -> Option<usize> {
    /// The longest name of a person, in tokens.
    const NAME: usize = 5;
    let heads = [&CLAUSES.institution_heads, &CLAUSES.media];
    let body = |at: usize| {
        heads.into_iter().any(|it| passage.has(it, at))
            || passage.starts(&CLAUSES.departments, at, end)
    };
    if end != limit || !body(from) {
        return None;
    }
    let bound = |at: usize| {
        passage.has(&CLAUSES.offices, at)
            || passage.has(&CLAUSES.institution_heads, at)
            || passage.is_any(at, &["و", "خبرنگار", "شهید", "امام"])
    };
    let named = |at: usize| {
        let given = passage.longest(&CLAUSES.given_names, at, end);
        given.is_some_and(|it| it < end && passage.is_word(it)) && !bound(at - 1)
    };
    (from + 2..end).rev().take(NAME).rfind(|&at| named(at))
}

/// True when an office stands between the comma at `at` and another: «به گفته علی علوی، رئیس شورا، …».
fn is_apposed(passage: &Passage, from: usize, at: usize, limit: usize) -> bool {
    /// The longest apposition, in tokens.
    const LONGEST: usize = 12;
    // After a body's name somebody else begins: «به نقل از روابط عمومی اداره، | سردار علوی …».
    let body = [&CLAUSES.agencies, &CLAUSES.institution_heads, &CLAUSES.departments]
        .into_iter()
        .any(|it| passage.starts(it, from, at));
    if body || !passage.has(&CLAUSES.offices, at + 1) {
        return false;
    }
    let end = find(at + 1..limit.min(at + LONGEST), |it| {
        !passage.is_word(it) || is_finite(passage, it) || cue_at(passage, it, limit).is_some()
    });
    end.is_some_and(|it| passage.mark(it) == TokenMark::Comma)
}

/// True when a comma stands within three words.
fn ends_soon(passage: &Passage, at: usize, limit: usize) -> bool {
    (at..limit.min(at + 4)).any(|it| passage.mark(it) == TokenMark::Comma)
}
