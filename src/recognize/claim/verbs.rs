//! Verbs of reporting: «X گفت که …», «X را Y دانست», «خواستار … شد».

use super::{
    claimant::{CarriedSpeaker, ClauseSubject, subject},
    clauses::{find, is_finite, trimmed},
    content::{ClaimContent, ContentForm, marked, unmarked, up_to_verb},
    cues::{Cue, cue_at, one, with_manner},
    frame::{ClaimFrame, ClaimLayer, ClaimPolarity},
    lexicon::{CLAUSES, REPORTING, ReportingVerb, Takes, VerbSense},
    objects::{before, stance},
    passage::TokenSpan,
    reader::{ClaimReader, ClauseScope, ReadingStep, StepFinding},
};
use crate::language::{Person, VerbForm, Voice};

impl ClaimReader<'_> {
    /// «X گفت که …».
    pub(super) fn verb(
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
        if is_nobodys(&who, form) {
            return ReadingStep::nothing(end);
        }
        let start = with_manner(self.passage, at, scope.region.start);
        if let Some((content, noun)) = self.stance(verb, form, &clause) {
            // What is announced stands right after who announces it.
            let own = subject(self.passage, self.known, clause.start..noun.start);
            let who = if passive { who } else { self.agreeing(own, form) };
            let polarity = polarity_of(&content);
            return report(verb, content, polarity, who, vec![noun, start..end], scope);
        }
        let content = self.content(verb, form, &who, clause, end..scope.region.end);
        match content.filter(|it| self.is_told(it, verb, form, &who, at, scope)) {
            Some(content) => {
                let negated = form.negated && content.form == ContentForm::Calling;
                let polarity = if negated { ClaimPolarity::Denied } else { polarity_of(&content) };
                report(verb, content, polarity, who, one(start..end), scope)
            }
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
            && (verb.noun.is_empty() || self.passage.word(after.start - 1).ends_with("شده"));
        // «X را Y ذکر کرد که …»
        let calls =
            REPORTING.calls_before_that.contains(&verb.noun) && self.passage.is(after.start, "که");
        let named = if calls { before(self.passage, who, clause.clone(), verb) } else { None };
        named
            .filter(|it| it.form == ContentForm::Calling)
            .or_else(|| self.topic_before_that(verb, who, clause.clone(), after.start))
            .or_else(|| marked(self.passage, after.clone(), verb, form))
            .or_else(|| before(self.passage, who, clause, verb))
            .or_else(|| if participle { None } else { unmarked(self.passage, after, verb, form) })
            .map(|it| up_to_verb(self.passage, it, verb))
    }

    /// «از کشف انبارها خبر داد که …»: what the clause hangs on is the last word of the topic, unless the topic
    /// points to the clause («بر این نکته تاکید کرد که …»).
    fn topic_before_that(
        &self,
        verb: &ReportingVerb,
        who: &ClauseSubject,
        clause: TokenSpan,
        after: usize,
    ) -> Option<ClaimContent> {
        /// The shortest topic that says something, in tokens.
        const SHORTEST: usize = 3;
        let hangs = REPORTING.topics_before_that.contains(&verb.noun);
        if !hangs || !self.passage.is(after, "که") {
            return None;
        }
        let points = |at: usize| {
            self.passage.has(&CLAUSES.demonstratives, at)
                || self.passage.has(&REPORTING.pointing_nouns, at)
        };
        before(self.passage, who, clause, verb).filter(|it| {
            it.form == ContentForm::Topic
                && it.span.len() >= SHORTEST
                && !it.span.clone().any(points)
        })
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
    pub(super) fn split(
        &self,
        verb: &ReportingVerb,
        form: VerbForm,
        pieces: [TokenSpan; 2],
        scope: &ClauseScope,
    ) -> ReadingStep {
        let [noun, light] = &pieces;
        let noun_end = noun.end;
        let denies = form.negated && verb.sense != VerbSense::Intention;
        if denies || self.is_other_verb(verb, noun, light.start) {
            return ReadingStep::nothing(noun_end);
        }
        let who = self.agreeing(self.who(scope, noun.start), form);
        if is_nobodys(&who, form) {
            return ReadingStep::nothing(noun_end);
        }
        let between = noun_end..light.start;
        let points = between.len() == 1 && self.passage.has(&CLAUSES.demonstratives, between.start);
        let content = if points {
            let after = light.end..scope.region.end;
            marked(self.passage, after.clone(), verb, form).or_else(|| {
                unmarked(self.passage, after, verb, form).filter(|it| it.form == ContentForm::Bare)
            })
        } else {
            self.between(verb, between, light.end)
        };
        match content.filter(|it| self.is_told(it, verb, form, &who, noun.start, scope)) {
            Some(content) => {
                let polarity = polarity_of(&content);
                report(verb, content, polarity, who, pieces.into(), scope)
            }
            None => ReadingStep::nothing(noun_end),
        }
    }

    /// The object between the pieces of a cue.
    fn between(
        &self,
        verb: &ReportingVerb,
        between: TokenSpan,
        resume: usize,
    ) -> Option<ClaimContent> {
        /// The longest object of a noun that need not have one, in tokens: «دستور … داد».
        const NEAR: usize = 7;
        let passage = self.passage;
        let opened = passage.has(&REPORTING.between_prepositions, between.start);
        let end = between.end - usize::from(passage.is(between.end - 1, "را"));
        let span = trimmed(passage, between.start + usize::from(opened)..end);
        let short = verb.takes.first() == Some(&Takes::Between) || span.len() <= NEAR;
        let finite = find(span.clone(), |at| is_finite(passage, at)).is_some();
        let other = find(span.clone(), |at| {
            passage.is(at, "را")
                || matches!(cue_at(passage, at, resume), Some(Cue::Verb { end, .. }) if end == resume)
        });
        let denied = verb.takes.contains(&Takes::Denial);
        (!span.is_empty() && short && !finite && other.is_none()).then_some(ClaimContent {
            span,
            resume,
            form: if denied { ContentForm::Denial } else { ContentForm::Topic },
        })
    }

    /// Only «من» and «ما» are the subject of a verb in the first person.
    fn agreeing(&self, who: ClauseSubject, form: VerbForm) -> ClauseSubject {
        let speaks = |it: &TokenSpan| self.passage.has(&CLAUSES.first_person_speakers, it.start);
        let named = who.span.as_ref().is_some_and(speaks);
        let fits = named == (form.person == Person::First);
        if fits { who } else { ClauseSubject { span: None, carried: CarriedSpeaker::No, ..who } }
    }
}

/// True for «امیدواریم», which names nobody: the author's own, or the speaker's in a quotation.
fn is_nobodys(who: &ClauseSubject, form: VerbForm) -> bool {
    form.person == Person::First && who.span.is_none()
}

fn polarity_of(content: &ClaimContent) -> ClaimPolarity {
    if content.form == ContentForm::Denial {
        ClaimPolarity::Denied
    } else {
        ClaimPolarity::Asserted
    }
}

/// The claim that a verb makes of its content.
fn report(
    verb: &ReportingVerb,
    content: ClaimContent,
    polarity: ClaimPolarity,
    who: ClauseSubject,
    cue: Vec<TokenSpan>,
    scope: &ClauseScope,
) -> ReadingStep {
    let ClaimContent { span, resume, form } = content;
    let relays = verb.sense == VerbSense::Relay;
    let frame = ClaimFrame {
        claimant: who.span,
        layer: if relays { ClaimLayer::Outer } else { ClaimLayer::Main },
        sense: verb.sense,
        polarity,
        form,
        carried: who.carried,
        firm: who.firm,
        rule: form.rule(),
        ..ClaimFrame::new(span, cue, scope.parent)
    };
    ReadingStep { found: StepFinding::Said(frame), resume }
}
