//! Claims beside the main verb: «با بیان اینکه …», «با اشاره به …», «سخنان X مبنی بر اینکه …».

use super::{
    claimant::subject,
    clauses::{REACH, find, is_finite, skip_openers, trimmed},
    content::{ClaimContent, ContentForm},
    cues::{Cue, cue_at, one},
    frame::{ClaimFrame, ClaimPolarity},
    lexicon::{AsideTakes, CLAUSES, REPORTING, Takes},
    noun_phrase::noun_phrase_end,
    passage::{Passage, TokenMark, TokenSpan},
    reader::{ClaimReader, ClauseScope, ReadingStep, StepFinding},
    rules::{ASIDE_CLAUSE, ASIDE_TOPIC, NOUN_CLAUSE},
};
use crate::language::Voice;

/// How far before «مبنی بر» its noun may stand, in tokens.
const NOUN_REACH: usize = 24;

impl ClaimReader<'_> {
    /// «با بیان اینکه …» and «با اشاره به …».
    pub(super) fn aside(
        &self,
        takes: AsideTakes,
        cue: TokenSpan,
        with_clause: bool,
        scope: &ClauseScope,
    ) -> ReadingStep {
        let limit = scope.region.end;
        let content = if with_clause {
            clause_end(self.passage, cue.end, limit)
        } else {
            topic_end(self.passage, cue.end, limit)
        };
        let ClaimContent { span, resume, form: how } = content;
        if span.is_empty() {
            return ReadingStep::nothing(cue.end);
        }
        let opened = skip_openers(self.passage, scope.region.start, cue.start);
        // «در این نشست | تخصصی با تاکید بر …»
        let kind = opened > 0
            && self.passage.has(&CLAUSES.venues, opened - 1)
            && self.passage.has(&CLAUSES.kinds, opened);
        let leads = opened + usize::from(kind) >= cue.start;
        let who = if leads {
            subject(self.passage, self.known, resume..self.next_verb(resume, limit))
        } else {
            self.who(scope, cue.start)
        };
        let denied = takes == AsideTakes::Denied && !with_clause;
        let frame = ClaimFrame {
            claimant: who.span,
            polarity: if denied { ClaimPolarity::Denied } else { ClaimPolarity::Asserted },
            form: how,
            carried: who.carried,
            firm: who.firm,
            rule: if with_clause { &ASIDE_CLAUSE } else { &ASIDE_TOPIC },
            ..ClaimFrame::new(span, one(cue), scope.parent)
        };
        let found = if leads { StepFinding::Leading(frame) } else { StepFinding::Beside(frame) };
        ReadingStep { found, resume }
    }

    /// «سخنان X مبنی بر اینکه …»: `cue` is «مبنی بر اینکه».
    pub(super) fn noun_clause(&self, cue: TokenSpan, scope: &ClauseScope) -> ReadingStep {
        let TokenSpan { start: at, end } = cue;
        let floor = scope.region.start.max(at.saturating_sub(NOUN_REACH));
        let noun = (floor..at).rev().find(|&it| self.passage.has(&REPORTING.speeches, it));
        let Some(noun) = noun else { return ReadingStep::nothing(end) };
        let ClaimContent { span, resume, .. } = clause_end(self.passage, end, scope.region.end);
        if span.is_empty() {
            return ReadingStep::nothing(end);
        }
        let adjective = |it: usize| self.passage.has(&REPORTING.speech_adjectives, it);
        let first = (noun + 1..at).find(|&it| !adjective(it)).unwrap_or(at);
        let name = first..noun_phrase_end(self.passage, first, at);
        let name = trimmed(self.passage, name);
        let frame = ClaimFrame {
            claimant: (!name.is_empty()).then_some(name),
            form: ContentForm::That,
            rule: &NOUN_CLAUSE,
            ..ClaimFrame::new(span, one(noun..noun + 1), scope.parent)
        };
        ReadingStep { found: StepFinding::Beside(frame), resume }
    }

    fn next_verb(&self, from: usize, limit: usize) -> usize {
        let verb = |at: usize| {
            let cue = cue_at(self.passage, at, limit);
            matches!(cue, Some(Cue::Verb { .. } | Cue::Split { .. } | Cue::Aside { .. }))
        };
        find(from..limit, verb).unwrap_or(limit)
    }
}

/// Where the clause of an aside ends, and where its sentence goes on: at the comma after its own
/// verb, or before the main verb of speech.
fn clause_end(passage: &Passage, start: usize, limit: usize) -> ClaimContent {
    let end = limit.min(start.saturating_add(REACH));
    // How many clauses are open: the aside's own, and one for each «که» in it.
    let mut open = 1_usize;
    for at in start..end {
        if passage.is(at, "که") {
            open += 1;
        }
        if at > start && speaks(passage, at, limit) {
            return content(passage, start, at, ContentForm::That);
        }
        if is_finite(passage, at) && says(passage, at + 1, limit) {
            return content(passage, start, at + 1, ContentForm::That);
        }
        if is_finite(passage, at) && !is_finite(passage, at + 1) {
            open = open.saturating_sub(1);
            let comma = passage.mark(at + 1) == TokenMark::Comma;
            if open == 0 && passage.is(at + 1, "را") {
                return content(passage, start, at + 1, ContentForm::That);
            }
            if comma && open == 0 && !passage.has(&CLAUSES.connectives, at + 2) {
                return content(passage, start, at + 1, ContentForm::That);
            }
        }
    }
    content(passage, start, end, ContentForm::That)
}

/// Where the noun phrase of an aside ends.
fn topic_end(passage: &Passage, start: usize, limit: usize) -> ClaimContent {
    let comma = |at: usize| passage.mark(at) == TokenMark::Comma;
    let main = find(start + 1..limit, |at| speaks(passage, at, limit));
    let before_verb = |at: usize| {
        let next = skip_openers(passage, at + 1, limit);
        comma(at) && matches!(cue_at(passage, next, limit), Some(Cue::Verb { .. }))
    };
    let end = match main {
        Some(main) => (start..main).rev().take(6).find(|&at| comma(at)).unwrap_or(main),
        None => find(start..limit, before_verb)
            .or_else(|| find(start + 1..limit, |at| says(passage, at, limit)))
            .or_else(|| {
                find(start..limit, |at| comma(at) && !passage.has(&CLAUSES.offices, at + 1))
            })
            .unwrap_or_else(|| before_verb_group(passage, start, limit)),
    };
    // «با اشاره به قابلیت‌ها | با بیان اینکه …»
    let aside = |at: usize| matches!(cue_at(passage, at, limit), Some(Cue::Aside { .. }));
    let end = find(start + 1..end, aside).unwrap_or(end);
    content(passage, start, end, ContentForm::Topic)
}

/// Before the verb that ends the sentence, with its noun: «در اعتراض به گرانی | تجمع کردند».
fn before_verb_group(passage: &Passage, start: usize, limit: usize) -> usize {
    let mut end = limit;
    while end > start + 1 && is_finite(passage, end - 1) {
        end -= 1;
    }
    // «جنایت‌های رژیم | به ارتفاعات صعود کردند»
    let mut phrase = noun_phrase_end(passage, start, end);
    // «توجه مردم | به پیروی | از شهیدان | از خانواده‌ها تجلیل کرد»
    while phrase < end && takes_preposition(passage, start, phrase) {
        phrase = noun_phrase_end(passage, phrase + 1, end);
        // «لزوم حمایت از سازمان | تقویت آن را … دانست»
        let object = |at: &usize| {
            passage.has(&CLAUSES.object_starts, *at)
                && !passage.has(&CLAUSES.demonstratives, *at)
                && !passage.has(&CLAUSES.leads, at - 1)
        };
        if passage.is(phrase, "را") {
            return (start + 2..phrase).rev().find(object).unwrap_or(phrase);
        }
    }
    if phrase > start + 1 && phrase < end {
        return phrase;
    }
    let light = end < limit && passage.has(&CLAUSES.light_verbs, end);
    if light && end > start + 1 { end - 1 } else { end }
}

/// True where a noun of the phrase `start..at` takes the preposition at `at`, and has none of the kind yet.
fn takes_preposition(passage: &Passage, start: usize, at: usize) -> bool {
    CLAUSES.noun_prepositions.iter().any(|(preposition, nouns)| {
        passage.is(at, preposition)
            && (start..at).any(|it| passage.has(nouns, it))
            && !(start..at).any(|it| passage.is(it, preposition))
    })
}

fn content(passage: &Passage, start: usize, end: usize, how: ContentForm) -> ClaimContent {
    let joined = end > start + 1 && passage.is(end - 1, "و");
    let end = end - usize::from(joined);
    ClaimContent { span: trimmed(passage, start..end), resume: end, form: how }
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
    bare && !form.negated && (passage.is_word(end) || passage.mark(end) == TokenMark::Comma)
}

/// True when the main verb of speech stands at `at`: one that a colon, «که» or a quotation follows.
fn speaks(passage: &Passage, at: usize, limit: usize) -> bool {
    if !passage.is_word(at) {
        return false;
    }
    let Some(Cue::Verb { verb, form, end }) = cue_at(passage, at, limit) else { return false };
    let speech = verb.takes.contains(&Takes::Clause) && form.voice == Voice::Active;
    let opened = matches!(passage.mark(end), TokenMark::Colon | TokenMark::Open)
        || passage.is(end, "که")
        || (passage.mark(end) == TokenMark::Comma && passage.mark(end + 1) == TokenMark::Open);
    speech && !form.negated && opened
}
