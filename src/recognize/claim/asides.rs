//! Claims beside the main verb: «با بیان اینکه …», «با اشاره به …», «سخنان X مبنی بر اینکه …».

use super::{
    claimant::{noun_phrase_end, subject},
    clauses::{REACH, WORDS, find, is_finite, skip_openers, trimmed},
    content::{Content, How},
    cues::{Cue, cue_at, one},
    forms::Voice,
    frame::{Frame, Tone},
    lexicon::{Aside, Takes},
    reader::{Reader, Scope},
    tokens::{Mark, Passage, Span},
};

/// How far before «مبنی بر» its noun may stand, in tokens.
const NOUN_REACH: usize = 24;

/// Behind a comma these go on with the clause before it.
const CONNECTIVES: &[&str] =
    &["و", "اما", "ولی", "بلکه", "زیرا", "چرا", "چراکه", "تا", "نه", "یا", "که"];

impl Reader<'_> {
    /// «با بیان اینکه …» and «با اشاره به …»; returns where to go on.
    pub(super) fn aside(
        &mut self,
        aside: Aside,
        cue: Span,
        that: bool,
        scope: &mut Scope,
    ) -> usize {
        let limit = scope.region.end;
        let content = if that {
            clause_end(self.passage, cue.end, limit)
        } else {
            topic_end(self.passage, cue.end, limit)
        };
        let Content { span, resume, how } = content;
        if span.is_empty() {
            return cue.end;
        }
        let leading = skip_openers(self.passage, scope.region.start, cue.start) >= cue.start;
        let who = if leading {
            scope.restart(resume);
            let rest = resume..self.next_verb(resume, limit);
            subject(self.passage, self.known, rest)
        } else {
            self.who(scope, cue.start)
        };
        let denied = aside == Aside::Denied && !that;
        let frame = Frame {
            claimant: who.span,
            tone: if denied { Tone::Denied } else { Tone::Asserted },
            how,
            carried: who.carried,
            firm: who.firm,
            rule: if that { "aside-clause" } else { "aside-topic" },
            ..Frame::new(span, one(cue), scope.parent)
        };
        self.add_with_inside(frame, scope.depth);
        resume
    }

    /// «سخنان X مبنی بر اینکه …»; returns where to go on.
    pub(super) fn noun_clause(&mut self, at: usize, end: usize, scope: &mut Scope) -> usize {
        let floor = scope.region.start.max(at.saturating_sub(NOUN_REACH));
        let noun = (floor..at).rev().find(|&it| WORDS.speeches.has(self.passage, it));
        let Some(noun) = noun else { return end };
        let Content { span, resume, .. } = clause_end(self.passage, end, scope.region.end);
        if span.is_empty() {
            return end;
        }
        let name = noun + 1..noun_phrase_end(self.passage, noun + 1, at);
        let name = trimmed(self.passage, name);
        let frame = Frame {
            claimant: (!name.is_empty()).then_some(name),
            how: How::That,
            rule: "noun-clause",
            ..Frame::new(span, one(noun..noun + 1), scope.parent)
        };
        self.add_with_inside(frame, scope.depth);
        resume
    }

    fn next_verb(&self, from: usize, limit: usize) -> usize {
        let verb = |at: usize| {
            let cue = cue_at(self.passage, at, limit);
            matches!(cue, Some(Cue::Verb { .. } | Cue::Split { .. } | Cue::Aside { .. }))
        };
        find(from..limit, verb).unwrap_or(limit)
    }
}

/// Where the clause of an aside ends, and where its sentence goes on: at the comma behind its own
/// verb, or before the main verb of speech.
fn clause_end(passage: &Passage, start: usize, limit: usize) -> Content {
    let end = limit.min(start.saturating_add(REACH));
    // How many clauses are open: the aside's own, and one for each «که» in it.
    let mut open = 1_usize;
    for at in start..end {
        if passage.is(at, "که") {
            open += 1;
        }
        if at > start && speaks(passage, at, limit) {
            return content(passage, start, at, How::That);
        }
        if is_finite(passage, at) && says(passage, at + 1, limit) {
            return content(passage, start, at + 1, How::That);
        }
        if is_finite(passage, at) && !is_finite(passage, at + 1) {
            open = open.saturating_sub(1);
            let comma = passage.mark(at + 1) == Mark::Comma;
            if open == 0 && passage.is(at + 1, "را") {
                return content(passage, start, at + 1, How::That);
            }
            if comma && open == 0 && !passage.is_any(at + 2, CONNECTIVES) {
                return content(passage, start, at + 1, How::That);
            }
        }
    }
    content(passage, start, end, How::That)
}

/// Where the noun phrase of an aside ends.
fn topic_end(passage: &Passage, start: usize, limit: usize) -> Content {
    let comma = |at: usize| passage.mark(at) == Mark::Comma;
    let main = find(start + 1..limit, |at| speaks(passage, at, limit));
    let before_verb = |at: usize| {
        let next = skip_openers(passage, at + 1, limit);
        comma(at) && matches!(cue_at(passage, next, limit), Some(Cue::Verb { .. }))
    };
    let end = match main {
        Some(main) => (start..main).rev().take(6).find(|&at| comma(at)).unwrap_or(main),
        None => find(start..limit, before_verb)
            .or_else(|| find(start + 1..limit, |at| says(passage, at, limit)))
            .or_else(|| find(start..limit, |at| comma(at) && !WORDS.offices.has(passage, at + 1)))
            .unwrap_or(limit),
    };
    content(passage, start, end, How::Topic)
}

fn content(passage: &Passage, start: usize, end: usize, how: How) -> Content {
    Content { span: trimmed(passage, start..end), resume: end, how }
}

/// True when a verb of speech stands at `at`, whatever follows.
fn says(passage: &Passage, at: usize, limit: usize) -> bool {
    let (verb, form, end) = match cue_at(passage, at, limit) {
        Some(Cue::Verb { verb, form, end }) => (verb, form, end),
        // «با اشاره به X خواستار Y شد»
        Some(Cue::Split { form, .. }) => return !form.negated,
        _ => return false,
    };
    let bare = verb.takes.contains(&Takes::BareClause) && form.voice == Voice::Active;
    bare && !form.negated && (passage.is_word(end) || passage.mark(end) == Mark::Comma)
}

/// True when the main verb of speech stands at `at`: one that a colon, «که» or a quotation follows.
fn speaks(passage: &Passage, at: usize, limit: usize) -> bool {
    if !passage.is_word(at) {
        return false;
    }
    let Some(Cue::Verb { verb, form, end }) = cue_at(passage, at, limit) else { return false };
    let speech = verb.takes.contains(&Takes::Clause) && form.voice == Voice::Active;
    let opened = matches!(passage.mark(end), Mark::Colon | Mark::Open)
        || passage.is(end, "که")
        || (passage.mark(end) == Mark::Comma && passage.mark(end + 1) == Mark::Open);
    speech && !form.negated && opened
}
