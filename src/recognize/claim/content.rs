//! What is said: the clause behind a cue, or the words before it.

use super::{
    clauses::{REACH, find, is_finite, skip_openers, trimmed},
    cues::{Cue, cue_at},
    forms::{Form, Voice},
    lexicon::{Sense, Takes, Verb},
    tokens::{Mark, Passage, Span},
};

/// The content of a claim and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) span: Span,
    /// Where reading goes on.
    pub(super) resume: usize,
    pub(super) how: How,
}

/// How a content was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Behind «که».
    That,
    /// Behind a colon.
    Colon,
    /// In quotation marks.
    Quotation,
    /// Behind a comma in place of «که».
    Comma,
    /// Right behind the verb.
    Bare,
    /// A noun phrase.
    Topic,
    /// «X را Y».
    Calling,
    /// «X را رد کرد».
    Denial,
}

impl How {
    /// The rule that found it, stable.
    pub(super) fn rule(self) -> &'static str {
        match self {
            Self::That => "that-clause",
            Self::Colon => "colon",
            Self::Quotation => "quotation",
            Self::Comma => "comma-clause",
            Self::Bare => "bare-clause",
            Self::Topic => "topic",
            Self::Calling => "calling",
            Self::Denial => "denial",
        }
    }
}

/// The clause behind a verb that a mark or «که» opens.
pub(super) fn marked(passage: &Passage, behind: Span, verb: &Verb, form: Form) -> Option<Content> {
    let Span { start: from, end: limit } = behind;
    let clausal = |it: &Takes| matches!(it, Takes::Clause | Takes::Between | Takes::Request);
    if from >= limit || !verb.takes.iter().any(clausal) {
        return None;
    }
    let (start, how) = match passage.mark(from) {
        Mark::Colon => (that(passage, from + 1, limit).unwrap_or(from + 1), How::Colon),
        Mark::Open => (from, How::Quotation),
        Mark::Comma if passage.mark(from + 1) == Mark::Open => (from + 1, How::Quotation),
        Mark::Comma => (that(passage, from + 1, limit)?, How::That),
        Mark::Word if passage.is(from, "تا") => (from + 1, How::That),
        Mark::Word => {
            let start = that(passage, from, limit)?;
            (start + usize::from(passage.mark(start) == Mark::Colon), How::That)
        }
        _ => return None,
    };
    content(passage, start..limit, how, form)
}

/// Behind «که» or «مبنی بر اینکه» at token `at`.
fn that(passage: &Passage, at: usize, limit: usize) -> Option<usize> {
    if at < limit && passage.is(at, "که") {
        return Some(at + 1);
    }
    match cue_at(passage, at, limit) {
        Some(Cue::NounClause { end }) => Some(end),
        _ => None,
    }
}

/// The clause behind a verb that a comma or nothing opens.
pub(super) fn unmarked(
    passage: &Passage,
    behind: Span,
    verb: &Verb,
    form: Form,
) -> Option<Content> {
    let Span { start: from, end: limit } = behind;
    let takes = |it: Takes| verb.takes.contains(&it);
    let bare = takes(Takes::BareClause) || takes(Takes::Request) || takes(Takes::Between);
    if from >= limit || !(bare || takes(Takes::Clause)) {
        return None;
    }
    let (start, how) = match passage.mark(from) {
        Mark::Comma => (from + 1, How::Comma),
        Mark::Word if bare => (from, How::Bare),
        _ => return None,
    };
    let elsewhere = passage.is_any(start, &["و", "را", "یا", "اما", "ولی", "که"])
        || matches!(cue_at(passage, start, limit), Some(Cue::Verb { .. } | Cue::Aside { .. }));
    let states = find(start + 1..limit, |at| is_finite(passage, at)).is_some();
    if elsewhere || !states { None } else { content(passage, start..limit, how, form) }
}

/// The content that starts at `start`: a whole quotation, or up to the end of the sentence.
fn content(passage: &Passage, within: Span, how: How, form: Form) -> Option<Content> {
    let Span { start, end: limit } = within;
    if passage.mark(start) == Mark::Open
        && let Some(close) = passage.partner(start).filter(|it| *it < limit)
        && is_whole(passage, close + 1, limit)
    {
        let span = trimmed(passage, start + 1..close);
        return (!span.is_empty()).then_some(Content {
            span,
            resume: close + 1,
            how: How::Quotation,
        });
    }
    let end = coordinated(passage, start..limit, how, form);
    let span = trimmed(passage, start..end);
    let how = if how == How::Quotation { How::Bare } else { how };
    (!span.is_empty()).then_some(Content { span, resume: end, how })
}

/// True when nothing but a mark or the next verb of speech follows a quotation.
fn is_whole(passage: &Passage, at: usize, limit: usize) -> bool {
    at >= limit || !passage.is_word(at) || passage.is(at, "و")
}

/// Where the content ends before «و» and the next verb of the same speaker.
fn coordinated(passage: &Passage, within: Span, how: How, first: Form) -> usize {
    let Span { start, end: limit } = within;
    let ends = |at: usize| {
        if !passage.is(at, "و") || at == start || !is_finite(passage, at - 1) {
            return false;
        }
        let next = skip_openers(passage, at + 1, limit);
        let Some(Cue::Verb { verb, form, end }) = cue_at(passage, next, limit) else {
            return false;
        };
        let colon = passage.mark(end) == Mark::Colon;
        let speech = verb.takes.contains(&Takes::Clause)
            && form.voice == Voice::Active
            && form.person == first.person
            && !form.negated;
        // Behind a colon the whole sentence is quoted, unless another colon opens the next quotation.
        speech && (colon || (how != How::Colon && opens_clause(passage, end, limit, verb)))
    };
    find(start..limit, ends).unwrap_or(limit)
}

/// True when a clause follows a verb of speech, by a mark or by its verb.
fn opens_clause(passage: &Passage, at: usize, limit: usize, verb: &Verb) -> bool {
    let marked = passage.is(at, "که") || passage.mark(at) == Mark::Open;
    let bare = verb.takes.contains(&Takes::BareClause)
        && passage.is_word(at)
        && !passage.is(at, "و")
        && find(at + 1..limit, |it| is_finite(passage, it)).is_some();
    marked || bare
}

/// A wish or a plan without «که» ends with its first verb.
pub(super) fn up_to_verb(passage: &Passage, content: Content, verb: &Verb) -> Content {
    let plan = matches!(verb.sense, Sense::Desire | Sense::Intention);
    if !plan || content.how != How::Bare {
        return content;
    }
    // Each «که» opens a clause with a verb of its own.
    let mut open = 1_usize;
    let span = content.span.clone();
    for at in span.start..span.end.min(span.start.saturating_add(REACH)) {
        open += usize::from(passage.is(at, "که"));
        let participle = passage.word(at).ends_with('ه') && !passage.is(at, "شده");
        if is_finite(passage, at) && !is_finite(passage, at + 1) && !participle {
            open -= 1;
        }
        if open == 0 {
            return Content { span: span.start..at + 1, resume: at + 1, ..content };
        }
    }
    content
}
