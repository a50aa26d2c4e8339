//! Reads a paragraph from left to right and puts cue, content and claimant together.

use super::{
    claimant::{CarriedSpeaker, ClauseSubject, subject},
    clauses::{find, is_finite, sentences, trimmed},
    content::{ClaimContent, ContentOpening, marked, unmarked, up_to_verb},
    cues::{Cue, cue_at, one, with_manner},
    frame::{ClaimFrame, ClaimLayer, ClaimPolarity},
    headline,
    lexicon::{CLAUSES, REPORTING, ReportingVerb, Takes, VerbSense},
    objects::{before, stance},
    passage::{Passage, TokenMark, TokenSpan},
};
use crate::language::{Person, VerbForm, Voice, WordSet};

/// How deep claims inside claims are read.
const DEPTH: usize = 5;

/// How far before a verb a relative clause is looked for, in tokens.
const NEAR: usize = 12;

/// What is read, and what was found in it.
#[derive(Debug)]
pub(super) struct ClaimReader<'a> {
    pub(super) passage: &'a Passage,
    /// Names that end clearly somewhere in the article.
    pub(super) known: &'a WordSet,
    pub(super) frames: Vec<ClaimFrame>,
}

/// The clause that is being read.
#[derive(Clone, Debug)]
pub(super) struct ClauseScope {
    /// Where it starts, and where it must end.
    pub(super) region: TokenSpan,
    /// Where its last coordinated part starts, after a verb and «و».
    pub(super) part: Option<usize>,
    /// The claim it stands in.
    pub(super) parent: Option<usize>,
    pub(super) depth: usize,
    /// How many sources wrap it: «به گزارش A به نقل از B».
    pub(super) sources: usize,
    /// «به نقل از …» inside the clause: its words and its cue, until the verb brings the content.
    pub(super) relayed: Option<(TokenSpan, TokenSpan)>,
}

/// What was read at a cue, and where reading goes on.
#[derive(Debug)]
pub(super) struct ReadingStep {
    pub(super) found: StepFinding,
    pub(super) resume: usize,
}

/// What a cue says in its clause.
#[derive(Debug)]
pub(super) enum StepFinding {
    /// Nothing that is claimed.
    Nothing,
    /// What a verb says; who was named by «به نقل از» before it says the same.
    Said(ClaimFrame),
    /// A claim beside the main verb.
    Beside(ClaimFrame),
    /// A claim beside the main verb after which the clause starts.
    Leading(ClaimFrame),
    /// A source that says the rest of the clause.
    Wrapping(ClaimFrame),
    /// «به نقل از X» inside the clause: X says what the verb brings.
    Relayed { name: TokenSpan, cue: TokenSpan },
}

impl ReadingStep {
    /// Nothing; reading goes on at `resume`.
    pub(super) fn nothing(resume: usize) -> Self {
        Self { found: StepFinding::Nothing, resume }
    }
}

impl ClauseScope {
    /// What stands before `at` is no part of the clause.
    fn restart(&mut self, at: usize) {
        self.region.start = at;
        self.part = None;
    }
}

impl<'a> ClaimReader<'a> {
    /// Reads the paragraph that is the `index`th of its article.
    pub(super) fn read(passage: &'a Passage, known: &'a WordSet, index: usize) -> Vec<ClaimFrame> {
        let mut reader = Self { passage, known, frames: Vec::new() };
        if let Some(headline) = headline::speaker(passage, index) {
            reader.add_with_inside(headline, 0);
            return reader.frames;
        }
        for sentence in sentences(passage, 0..passage.len()) {
            let start = after_dateline(passage, &sentence);
            reader.clause(start..sentence.end, None, 0);
        }
        reader.frames
    }

    fn clause(&mut self, region: TokenSpan, parent: Option<usize>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        let mut at = region.start;
        let mut scope =
            ClauseScope { region, part: None, parent, depth, sources: 0, relayed: None };
        while at < scope.region.end {
            if at > scope.region.start && self.joins(at) {
                scope.part = Some(at + 1);
            }
            if self.passage.is(at, "پاسخ") && self.passage.is(at + 1, "به") {
                at = self.after_question(at, scope.region.end);
            }
            let next = cue_at(self.passage, at, scope.region.end).map_or(at, |cue| {
                let step = self.cue(cue, at, &scope);
                self.take(step.found, step.resume, &mut scope);
                step.resume
            });
            at = next.max(at + 1);
        }
    }

    /// True for «و» and «اما» after a verb: another part of the clause begins, often with a speaker
    /// of its own.
    fn joins(&self, at: usize) -> bool {
        let comma = at >= 2 && self.passage.mark(at - 1) == TokenMark::Comma;
        let verb = at - 1 - usize::from(comma);
        let joins = if comma { &CLAUSES.part_joins_after_comma } else { &CLAUSES.part_joins };
        self.passage.has(joins, at) && is_finite(self.passage, verb)
    }

    /// «در پاسخ به این سوال که …، گفت:»: what was asked is nobody's claim.
    fn after_question(&self, at: usize, limit: usize) -> usize {
        let answers = |it: usize| match cue_at(self.passage, it, limit) {
            Some(Cue::Verb { end, .. }) => {
                matches!(self.passage.mark(end), TokenMark::Colon | TokenMark::Open)
            }
            _ => false,
        };
        find(at..limit, answers).unwrap_or(at)
    }

    /// Reads one cue.
    fn cue(&self, cue: Cue, at: usize, scope: &ClauseScope) -> ReadingStep {
        match cue {
            Cue::Source { level, end } => self.source(level, at..end, scope),
            Cue::Nameless { end } => self.nameless(at..end, scope),
            Cue::NounClause { end } => self.noun_clause(at..end, scope),
            Cue::Aside { takes, with_clause, end } => {
                self.aside(takes, at..end, with_clause, scope)
            }
            Cue::Verb { verb, form, end } => self.verb(verb, form, at..end, scope),
            Cue::Split { verb, form, noun_end, start, end } => {
                self.split(verb, form, [at..noun_end, start..end], scope)
            }
        }
    }

    /// Keeps what was found with the claims inside it; the clause goes on at `resume`.
    fn take(&mut self, found: StepFinding, resume: usize, scope: &mut ClauseScope) {
        match found {
            StepFinding::Nothing => {}
            StepFinding::Said(frame) => {
                let content = frame.content.clone();
                let place = self.add_with_inside(frame, scope.depth);
                if let Some((name, cue)) = scope.relayed.take() {
                    let new = ClaimFrame::new(content, one(cue), Some(place));
                    self.add(ClaimFrame { claimant: Some(name), ..new });
                }
            }
            StepFinding::Beside(frame) => {
                self.add_with_inside(frame, scope.depth);
            }
            StepFinding::Leading(frame) => {
                self.add_with_inside(frame, scope.depth);
                scope.restart(resume);
            }
            StepFinding::Wrapping(frame) => {
                scope.parent = Some(self.add(frame));
                scope.sources += 1;
                scope.restart(resume);
            }
            StepFinding::Relayed { name, cue } => scope.relayed = Some((name, cue)),
        }
    }

    fn verb(
        &self,
        verb: &ReportingVerb,
        form: VerbForm,
        cue: TokenSpan,
        scope: &ClauseScope,
    ) -> ReadingStep {
        let TokenSpan { start: at, end } = cue;
        if !self.may_report(verb, form, &cue, scope) {
            return ReadingStep::nothing(end);
        }
        let clause = scope.part.unwrap_or(scope.region.start)..at;
        let passive = form.voice == Voice::Passive
            || self.passage.is(at, "آمده")
            || (form.voice == Voice::Participle && self.passage.is(end - 1, "شده"));
        let who = if passive { self.whence(&clause) } else { self.who(scope, at) };
        let who = self.agreeing(who, form);
        let start = with_manner(self.passage, at, scope.region.start);
        if let Some((content, noun)) = self.stance(verb, form, &clause) {
            // What is announced stands right after who announces it.
            let own = subject(self.passage, self.known, clause.start..noun.start);
            let who = if passive { who } else { self.agreeing(own, form) };
            return report(verb, content, who, vec![noun, start..end], scope);
        }
        match self.content(verb, form, &who, clause, end..scope.region.end) {
            Some(content) => report(verb, content, who, one(start..end), scope),
            None => ReadingStep::nothing(end),
        }
    }

    /// What a verb takes: after it, before it, or after it without a mark.
    fn content(
        &self,
        verb: &ReportingVerb,
        form: VerbForm,
        who: &ClauseSubject,
        clause: TokenSpan,
        after: TokenSpan,
    ) -> Option<ClaimContent> {
        let participle = form.voice == Voice::Participle
            && (verb.noun.is_empty() || self.passage.is(after.start - 1, "شده"));
        marked(self.passage, after.clone(), verb, form)
            .or_else(|| before(self.passage, who, clause, verb))
            .or_else(|| if participle { None } else { unmarked(self.passage, after, verb, form) })
            .map(|it| up_to_verb(self.passage, it, verb))
    }

    /// «مخالفت خود را با X اعلام کرد»
    fn stance(
        &self,
        verb: &ReportingVerb,
        form: VerbForm,
        clause: &TokenSpan,
    ) -> Option<(ClaimContent, TokenSpan)> {
        let announces = REPORTING.stance_verbs.contains(&verb.noun) && form.voice == Voice::Active;
        if announces { stance(self.passage, clause) } else { None }
    }

    /// «خواستار … شد»
    fn split(
        &self,
        verb: &ReportingVerb,
        form: VerbForm,
        pieces: [TokenSpan; 2],
        scope: &ClauseScope,
    ) -> ReadingStep {
        let [noun, light] = &pieces;
        let noun_end = noun.end;
        if form.negated && verb.sense != VerbSense::Intention {
            return ReadingStep::nothing(noun_end);
        }
        let who = self.agreeing(self.who(scope, noun.start), form);
        let between = noun_end..light.start;
        let points = between.len() == 1 && self.passage.has(&CLAUSES.demonstratives, between.start);
        let content = if points {
            let after = light.end..scope.region.end;
            marked(self.passage, after.clone(), verb, form).or_else(|| {
                unmarked(self.passage, after, verb, form)
                    .filter(|it| it.how == ContentOpening::Bare)
            })
        } else {
            self.between(between, light.end)
        };
        match content {
            Some(content) => report(verb, content, who, pieces.into(), scope),
            None => ReadingStep::nothing(noun_end),
        }
    }

    /// The object between the pieces of a cue.
    fn between(&self, between: TokenSpan, resume: usize) -> Option<ClaimContent> {
        let object = between.end - usize::from(self.passage.is(between.end - 1, "را"));
        let span = trimmed(self.passage, between.start..object);
        let verb = find(span.clone(), |at| is_finite(self.passage, at)).is_some();
        (!span.is_empty() && !verb).then_some(ClaimContent {
            span,
            resume,
            how: ContentOpening::Topic,
        })
    }

    /// «باید تاکید کرد», «نمی‌توان آن را … دانست»: nobody says it.
    fn is_impersonal(&self, at: usize, scope: &ClauseScope) -> bool {
        let floor = scope.region.start.max(at.saturating_sub(NEAR));
        let bound = |it: &usize| {
            self.passage.is(*it, "که")
                || !self.passage.is_word(*it)
                || is_finite(self.passage, *it - 1)
        };
        let start = (floor + 1..=at).rev().find(bound).unwrap_or(floor);
        (start..at).any(|it| self.passage.has(&REPORTING.impersonal, it))
    }

    /// False for verbs that report nothing here.
    fn may_report(
        &self,
        verb: &ReportingVerb,
        form: VerbForm,
        cue: &TokenSpan,
        scope: &ClauseScope,
    ) -> bool {
        if self.is_impersonal(cue.start, scope) {
            return false;
        }
        if verb.noun == "آمده" && form.person != Person::One {
            return false;
        }
        if !verb.takes.contains(&Takes::Request) {
            return !form.negated || verb.sense == VerbSense::Intention;
        }
        let TokenSpan { start: at, end } = *cue;
        let word = self.passage.word(at);
        let wants =
            (word.starts_with("می") || word.starts_with("نمی")) && !self.passage.is(end, "که");
        let asked = find(scope.region.start..at, |it| self.passage.is(it, "از")).is_some();
        (asked || wants) && !(at > 0 && self.passage.has(&REPORTING.not_asked, at - 1))
    }

    /// Only «من» and «ما» are the subject of a verb in the first person.
    fn agreeing(&self, who: ClauseSubject, form: VerbForm) -> ClauseSubject {
        let speaks = |it: &TokenSpan| self.passage.has(&CLAUSES.first_person_speakers, it.start);
        let named = who.span.as_ref().is_some_and(speaks);
        let fits = named == (form.person == Person::First);
        if fits { who } else { ClauseSubject { span: None, carried: CarriedSpeaker::No, ..who } }
    }

    /// Who does what the verb at `at` says: in its part of the clause, or before it.
    pub(super) fn who(&self, scope: &ClauseScope, at: usize) -> ClauseSubject {
        if let Some(nearest) = self.inside_relative(scope, at) {
            return nearest;
        }
        let Some(part) = scope.part.filter(|it| *it < at) else {
            return subject(self.passage, self.known, scope.region.start..at);
        };
        let own = subject(self.passage, self.known, part..at);
        if own.span.is_some() {
            return own;
        }
        let whole = subject(self.passage, self.known, scope.region.start..part);
        ClauseSubject { rest: own.rest, ..whole }
    }

    /// «… که مسکو خواستار آن شد»: the subject right after «که» and right before the verb.
    fn inside_relative(&self, scope: &ClauseScope, at: usize) -> Option<ClauseSubject> {
        let floor = scope.region.start.max(at.saturating_sub(NEAR));
        let that = (floor..at).rev().find(|&it| self.passage.is(it, "که"))?;
        let own = subject(self.passage, self.known, that + 1..at);
        (own.span.is_some() && own.rest == at && own.firm).then_some(own)
    }

    /// Adds a claim; returns its place.
    fn add(&mut self, frame: ClaimFrame) -> usize {
        self.frames.push(frame);
        self.frames.len() - 1
    }

    /// Adds a claim and reads the claims inside its content; returns its place.
    fn add_with_inside(&mut self, frame: ClaimFrame, depth: usize) -> usize {
        let content = frame.content.clone();
        let place = self.add(frame);
        for sentence in sentences(self.passage, content) {
            self.clause(sentence, Some(place), depth + 1);
        }
        place
    }
}

/// The claim that a verb makes of its content.
fn report(
    verb: &ReportingVerb,
    content: ClaimContent,
    who: ClauseSubject,
    cue: Vec<TokenSpan>,
    scope: &ClauseScope,
) -> ReadingStep {
    let ClaimContent { span, resume, how } = content;
    let denied = how == ContentOpening::Denial;
    let relays = verb.sense == VerbSense::Relay;
    let frame = ClaimFrame {
        claimant: who.span,
        layer: if relays { ClaimLayer::Outer } else { ClaimLayer::Main },
        sense: verb.sense,
        tone: if denied { ClaimPolarity::Denied } else { ClaimPolarity::Asserted },
        how,
        carried: who.carried,
        firm: who.firm,
        rule: how.rule(),
        ..ClaimFrame::new(span, cue, scope.parent)
    };
    ReadingStep { found: StepFinding::Said(frame), resume }
}

/// After «خبرگزاری فارس:» at the start of a sentence.
fn after_dateline(passage: &Passage, sentence: &TokenSpan) -> usize {
    let start = sentence.start..sentence.end.min(sentence.start + 7);
    let Some(colon) = start.clone().find(|&at| passage.mark(at) == TokenMark::Colon) else {
        return start.start;
    };
    let words = || start.start..colon;
    let medium = |at: usize| passage.has(&CLAUSES.media, at) || passage.has(&CLAUSES.agencies, at);
    let verb = words().any(|at| cue_at(passage, at, colon).is_some());
    if !verb && words().any(medium) { colon + 1 } else { start.start }
}
