//! What is said: the clause after a cue, or the words before it.

use super::{
    clauses::{REACH, find, is_finite, is_unclosed, skip_openers, trimmed},
    cues::{Cue, cue_at},
    lexicon::{CLAUSES, REPORTING, ReportingVerb, Takes, VerbSense},
    passage::{Passage, TokenMark, TokenSpan},
    rules::{self, ClaimRule},
};
use crate::language::{Person, Tense, VerbForm, Voice, tense_of};

/// The content of a claim and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClaimContent {
    pub(super) span: TokenSpan,
    /// Where reading goes on.
    pub(super) resume: usize,
    pub(super) form: ContentForm,
}

/// What form a content has, and so how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContentForm {
    /// After «که».
    That,
    /// After a colon.
    Colon,
    /// In quotation marks.
    Quotation,
    /// After a comma in place of «که».
    Comma,
    /// Right after the verb.
    Bare,
    /// A noun phrase.
    Topic,
    /// «X را Y».
    Calling,
    /// «X را رد کرد».
    Denial,
}

impl ContentForm {
    /// The rule that found it.
    pub(super) fn rule(self) -> &'static ClaimRule {
        match self {
            Self::That => &rules::THAT_CLAUSE,
            Self::Colon => &rules::COLON,
            Self::Quotation => &rules::QUOTATION,
            Self::Comma => &rules::COMMA_CLAUSE,
            Self::Bare => &rules::BARE_CLAUSE,
            Self::Topic => &rules::TOPIC,
            Self::Calling => &rules::CALLING,
            Self::Denial => &rules::DENIAL,
        }
    }
}

/// The clause after a verb that a mark or «که» opens.
pub(super) fn marked(
    passage: &Passage,
    after: TokenSpan,
    verb: &ReportingVerb,
    form: VerbForm,
) -> Option<ClaimContent> {
    let TokenSpan { start: from, end: limit } = after;
    let clausal = |it: &Takes| matches!(it, Takes::Clause | Takes::Between | Takes::Request);
    if from >= limit || !verb.takes.iter().any(clausal) {
        return None;
    }
    let (start, how) = match passage.mark(from) {
        TokenMark::Colon => {
            (that(passage, from + 1, limit).unwrap_or(from + 1), ContentForm::Colon)
        }
        TokenMark::Open => (from, ContentForm::Quotation),
        TokenMark::Comma if passage.mark(from + 1) == TokenMark::Open => {
            (from + 1, ContentForm::Quotation)
        }
        TokenMark::Comma => (that(passage, from + 1, limit)?, ContentForm::That),
        TokenMark::Word if passage.is(from, "تا") => (from + 1, ContentForm::That),
        TokenMark::Word => {
            let start = that(passage, from, limit)?;
            (start + usize::from(passage.mark(start) == TokenMark::Colon), ContentForm::That)
        }
        TokenMark::Stop | TokenMark::Close | TokenMark::Other => return None,
    };
    content(passage, start..limit, how, form)
}

/// After «که» or «مبنی بر اینکه» at token `at`.
fn that(passage: &Passage, at: usize, limit: usize) -> Option<usize> {
    if at < limit && passage.is(at, "که") {
        return Some(at + 1);
    }
    match cue_at(passage, at, limit) {
        Some(Cue::NounClause { end }) => Some(end),
        _ => None,
    }
}

/// The clause after a verb that a comma or nothing opens.
pub(super) fn unmarked(
    passage: &Passage,
    after: TokenSpan,
    verb: &ReportingVerb,
    form: VerbForm,
) -> Option<ClaimContent> {
    let TokenSpan { start: from, end: limit } = after;
    let takes = |it: Takes| verb.takes.contains(&it);
    let bare = takes(Takes::BareClause) || takes(Takes::Request) || takes(Takes::Between);
    if from >= limit || !(bare || takes(Takes::Clause)) {
        return None;
    }
    let (start, how) = match passage.mark(from) {
        TokenMark::Comma => (from + 1, ContentForm::Comma),
        TokenMark::Word if bare => (from, ContentForm::Bare),
        TokenMark::Word
        | TokenMark::Colon
        | TokenMark::Stop
        | TokenMark::Open
        | TokenMark::Close
        | TokenMark::Other => return None,
    };
    // «گفت فکر نمی‌کند این کمک‌ها زیاد باشد»
    let inner = match cue_at(passage, start, limit) {
        Some(Cue::Verb { verb: inner, .. }) => {
            !(takes(Takes::BareClause)
                && verb.sense == VerbSense::Speech
                && how == ContentForm::Bare
                && form.voice == Voice::Active
                && REPORTING.inner_verbs.contains(&inner.noun))
        }
        Some(Cue::Aside { .. }) => true,
        _ => false,
    };
    // «آسیب‌هایی که گفتیم در نظر …»
    let cue = from.saturating_sub(1);
    let relative = form.person == Person::First && cue > 0 && passage.is(cue - 1, "که");
    let elsewhere = relative || passage.has(&CLAUSES.no_bare_clause, start) || inner;
    let states = find(start + 1..limit, |at| is_finite(passage, at)).is_some();
    if elsewhere || !states { None } else { content(passage, start..limit, how, form) }
}

/// The content that starts at `start`: a whole quotation, or up to the end of the sentence.
fn content(
    passage: &Passage,
    within: TokenSpan,
    how: ContentForm,
    form: VerbForm,
) -> Option<ClaimContent> {
    let TokenSpan { start, end: limit } = within;
    if passage.mark(start) == TokenMark::Open
        && let Some(close) = passage.partner(start).filter(|it| *it < limit)
        && is_whole(passage, close + 1, limit)
    {
        let span = trimmed(passage, start + 1..close);
        return (!span.is_empty()).then_some(ClaimContent {
            span,
            resume: close + 1,
            form: ContentForm::Quotation,
        });
    }
    if is_unclosed(passage, start) {
        let span = trimmed(passage, start + 1..limit);
        let whole = ClaimContent { span, resume: limit, form: ContentForm::Quotation };
        return (!whole.span.is_empty()).then_some(whole);
    }
    let end = coordinated(passage, start..limit, how, form);
    let span = trimmed(passage, start..end);
    let how = if how == ContentForm::Quotation { ContentForm::Bare } else { how };
    (!span.is_empty()).then_some(ClaimContent { span, resume: end, form: how })
}

/// True when nothing but a mark or the next verb of speech follows a quotation.
fn is_whole(passage: &Passage, at: usize, limit: usize) -> bool {
    at >= limit || !passage.is_word(at) || passage.is(at, "و")
}

/// Where the content ends before «و» and the next verb of the same speaker.
fn coordinated(passage: &Passage, within: TokenSpan, how: ContentForm, first: VerbForm) -> usize {
    let TokenSpan { start, end: limit } = within;
    let ends = |at: usize| {
        if how != ContentForm::Colon
            && (is_answered(passage, at, start, limit) || is_resumed(passage, at, start, limit))
        {
            return true;
        }
        if !passage.is(at, "و") || at == start || !is_finite(passage, at - 1) {
            return false;
        }
        if is_told_next(passage, at, limit, first, how) || is_led_next(passage, at, limit, first) {
            return true;
        }
        let next = skip_openers(passage, at + 1, limit);
        let Some(Cue::Verb { verb, form, end }) = cue_at(passage, next, limit) else {
            return false;
        };
        let colon = passage.mark(end) == TokenMark::Colon;
        let speech = verb.takes.contains(&Takes::Clause)
            && form.voice == Voice::Active
            && form.person == first.person
            && !form.negated;
        // After a colon the whole sentence is quoted, unless another colon opens the next quotation.
        speech && (colon || (how != ContentForm::Colon && opens_clause(passage, end, limit, verb)))
    };
    find(start..limit, ends).unwrap_or(limit)
}

/// True for «و» in «گفت عجله‌ای ندارد و به مذاکرات اشاره کرد»: after words of the present the article itself tells
/// what the same speaker did next.
fn is_told_next(
    passage: &Passage,
    at: usize,
    limit: usize,
    first: VerbForm,
    how: ContentForm,
) -> bool {
    /// The longest object before the next verb, in tokens.
    const OBJECT: usize = 24;
    let present = |at: usize| {
        let letters: String = passage.letters(at).collect();
        tense_of(&letters).is_some_and(|it| it != Tense::Past)
    };
    if first.tense != Tense::Past || !present(at - 1) {
        return false;
    }
    let ends = |it: usize| {
        is_finite(passage, it) || cue_at(passage, it, limit).is_some() || passage.is(it, "که")
    };
    let Some(next) = find(at + 2..limit.min(at + OBJECT), ends) else { return false };
    let Some(Cue::Verb { verb, form, end }) = cue_at(passage, next, limit) else { return false };
    // In a quotation after a colon the speaker too may tell what somebody did.
    let takes = |it: &Takes| match it {
        Takes::Calling => true,
        Takes::About(_) | Takes::Object | Takes::Denial => how != ContentForm::Colon,
        Takes::Clause | Takes::BareClause | Takes::Between | Takes::Request => false,
    };
    let marked = (at + 1..next).any(|it| passage.is(it, "را") || passage.has(&CLAUSES.leads, it));
    form.tense == Tense::Past
        && form.voice == Voice::Active
        && form.person == first.person
        && !form.negated
        && marked
        && verb.takes.iter().any(takes)
        && (end >= limit || !passage.is_word(end))
}

/// True for the comma in «گفته بود …، | گفت: …»: the main verb goes on after what was said before.
fn is_resumed(passage: &Passage, at: usize, start: usize, limit: usize) -> bool {
    if passage.mark(at) != TokenMark::Comma || at == start {
        return false;
    }
    let next = skip_openers(passage, at + 1, limit);
    opens_quotation(passage, next, limit).is_some()
}

/// True for «و» in «گفت A است و در پاسخ به خبرنگاران افزود: «…»».
fn is_led_next(passage: &Passage, at: usize, limit: usize, first: VerbForm) -> bool {
    /// The longest phrase before the next verb, in tokens.
    const PHRASE: usize = 24;
    if !passage.has(&CLAUSES.leads, at + 1) {
        return false;
    }
    let ends = |it: usize| is_finite(passage, it) || opens_quotation(passage, it, limit).is_some();
    let next = find(at + 2..limit.min(at + PHRASE), ends);
    let form = next.and_then(|it| opens_quotation(passage, it, limit));
    form.is_some_and(|it| it.person == first.person && it.tense == first.tense)
}

/// The form of a verb of speech at `at` that a colon or a quotation follows.
fn opens_quotation(passage: &Passage, at: usize, limit: usize) -> Option<VerbForm> {
    let Some(Cue::Verb { verb, form, end }) = cue_at(passage, at, limit) else { return None };
    let speech = verb.takes.contains(&Takes::Clause) && form.voice == Voice::Active;
    let opened = matches!(passage.mark(end), TokenMark::Colon | TokenMark::Open);
    (speech && opened && !form.negated).then_some(form)
}

/// True for the comma in «… شده، اما خواهان می‌گوید …»: another speaker answers.
fn is_answered(passage: &Passage, at: usize, start: usize, limit: usize) -> bool {
    /// The longest name of who answers, in tokens.
    const NAME: usize = 8;
    let turns = passage.mark(at) == TokenMark::Comma
        && passage.has(&CLAUSES.part_joins_after_comma, at + 1)
        && at > start
        && is_finite(passage, at - 1);
    if !turns {
        return false;
    }
    let name = at + 3..limit.min(at + 3 + NAME);
    let verb = name.take_while(|&it| passage.is_word(it) && !passage.is(it, "که")).find_map(|it| {
        match cue_at(passage, it, limit) {
            Some(Cue::Verb { verb, form, end }) if form.voice == Voice::Active => Some((verb, end)),
            _ => None,
        }
    });
    verb.is_some_and(|(verb, end)| {
        passage.mark(end) == TokenMark::Colon || opens_clause(passage, end, limit, verb)
    })
}

/// True when a clause follows a verb of speech, by a mark or by its verb.
fn opens_clause(passage: &Passage, at: usize, limit: usize, verb: &ReportingVerb) -> bool {
    let marked = passage.is(at, "که") || passage.mark(at) == TokenMark::Open;
    let bare = verb.takes.contains(&Takes::BareClause)
        && passage.is_word(at)
        && !passage.is(at, "و")
        && find(at + 1..limit, |it| is_finite(passage, it)).is_some();
    marked || bare
}

/// A wish or a plan without «که» ends with its first verb.
pub(super) fn up_to_verb(
    passage: &Passage,
    content: ClaimContent,
    verb: &ReportingVerb,
) -> ClaimContent {
    let plan = matches!(verb.sense, VerbSense::Desire | VerbSense::Intention);
    if !plan || content.form != ContentForm::Bare {
        return content;
    }
    let span = content.span.clone();
    if let Some(end) = wished(passage, &span) {
        return ClaimContent { span: span.start..end, resume: end, ..content };
    }
    // Each «که» opens a clause with a verb of its own.
    let mut open = 1_usize;
    for at in span.start..span.end.min(span.start.saturating_add(REACH)) {
        open += usize::from(passage.is(at, "که"));
        let joined = passage.is(at + 1, "و");
        let participle = passage.word(at).ends_with('ه') && (joined || !passage.is(at, "شده"));
        let modal = passage.has(&CLAUSES.able, at);
        let condition = is_condition(passage, &span, at);
        let verb = is_finite(passage, at) && !is_finite(passage, at + 1);
        if verb && !participle && !modal && !condition {
            open -= 1;
        }
        // «… زمان بخرد | تا مقدمات را فراهم کند»
        if open == 0 && passage.is(at + 1, "تا") && at + 2 < span.end {
            open = 1;
        }
        if open == 0 {
            return ClaimContent { span: span.start..at + 1, resume: at + 1, ..content };
        }
    }
    content
}

/// After the subjunctives that a wish governs: «می‌خواهد اگر نتوانست او را بیاورد، دیگری را بخرد و بماند».
fn wished(passage: &Passage, span: &TokenSpan) -> Option<usize> {
    let wish = |at: usize| is_finite(passage, at) && is_subjunctive(passage, at);
    // «که» opens a clause with a verb of its own.
    let governed = |at: usize| {
        // «که قرار است … آغاز شود» is one clause.
        let ends = |it: usize| is_finite(passage, it) && !passage.is(it - 1, "قرار");
        let mut between = (span.start..at).rev().take_while(|&it| !ends(it));
        !between.any(|it| passage.is(it, "که"))
    };
    let able = |at: usize| passage.has(&CLAUSES.able, at);
    let closes =
        |at: usize| wish(at) && governed(at) && !able(at) && !is_condition(passage, span, at);
    let mut end = find(span.clone(), closes)? + 1;
    loop {
        let joined = passage.mark(end) == TokenMark::Comma || passage.is_any(end, &["و", "تا"]);
        let next = find(end + 1..span.end, |at| is_finite(passage, at));
        match next.filter(|at| joined && wish(*at) && governed(*at)) {
            Some(next) => end = next + 1,
            // «مردم را تشویق کند | در همه‌پرسی رای دهند»
            None if next.is_some_and(|next| {
                let urges = end >= 2 && passage.has(&REPORTING.urging, end - 2);
                urges && wish(next) && governed(next)
            }) =>
            {
                end = next.map_or(end, |it| it + 1);
            }
            // «این پیام را بدهند که …»
            None if passage.is(end, "که") => return Some(span.end),
            None => return Some(end),
        }
    }
}

/// True for the verb of «اگر قرارداد را اجرا کند،»: what is wished or threatened follows.
fn is_condition(passage: &Passage, span: &TokenSpan, at: usize) -> bool {
    passage.mark(at + 1) == TokenMark::Comma
        && (span.start..at).any(|it| passage.has(&CLAUSES.conditional, it))
}

/// True for «کند», «بماند», «شود»: a present without «می».
fn is_subjunctive(passage: &Passage, at: usize) -> bool {
    let letters: String = passage.letters(at).collect();
    let apart = at > 0 && passage.is_any(at - 1, &["می", "نمی"]);
    let imperfect = letters.starts_with("می") || letters.starts_with("نمی");
    let long = letters.starts_with('ب') && letters.ends_with(['د', 'م']);
    let has = passage.has(&CLAUSES.indicative_presents, at);
    !apart && !imperfect && !has && (tense_of(&letters) == Some(Tense::Present) || long)
}
