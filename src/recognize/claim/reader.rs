//! Reads a paragraph from left to right and puts cue, content and claimant together.

use super::{
    claimant::{Carried, Subject, subject},
    clauses::{WORDS, find, is_finite, sentences, trimmed},
    content::{Content, How, marked, unmarked, up_to_verb},
    cues::{Cue, cue_at, with_manner},
    forms::{Form, Person, Voice},
    frame::{Frame, Layer, Tone},
    headline,
    lexicon::{Sense, Takes, Verb},
    objects::{before, stance},
    phrases::Phrases,
    tokens::{Mark, Passage, Span},
};

/// How deep claims inside claims are read.
const DEPTH: usize = 5;

/// How far before a verb a relative clause is looked for, in tokens.
const NEAR: usize = 12;

/// What is read, and what was found in it.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) passage: &'a Passage,
    /// Names that end clearly somewhere in the article.
    pub(super) known: &'a Phrases<()>,
    pub(super) frames: Vec<Frame>,
}

/// The clause that is being read.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// Where it starts, and where it must end.
    pub(super) region: Span,
    /// Where its last coordinated part starts, behind a verb and «و».
    pub(super) part: Option<usize>,
    /// The claim it stands in.
    pub(super) parent: Option<usize>,
    pub(super) depth: usize,
    /// How many sources wrap it: «به گزارش A به نقل از B».
    pub(super) sources: usize,
    /// «به نقل از …» inside the clause: its words and its cue, until the verb brings the content.
    pub(super) relayed: Option<(Span, Span)>,
}

impl Scope {
    /// What stands before `at` is no part of the clause.
    pub(super) fn restart(&mut self, at: usize) {
        self.region.start = at;
        self.part = None;
    }
}

impl<'a> Reader<'a> {
    /// Reads the paragraph that is the `index`th of its article.
    pub(super) fn read(passage: &'a Passage, known: &'a Phrases<()>, index: usize) -> Vec<Frame> {
        let mut reader = Self { passage, known, frames: Vec::new() };
        if let Some(headline) = headline::speaker(passage, index) {
            reader.add_with_inside(headline, 0);
            return reader.frames;
        }
        for sentence in sentences(passage, 0..passage.len()) {
            let start = behind_dateline(passage, &sentence);
            reader.clause(start..sentence.end, None, 0);
        }
        reader.frames
    }

    fn clause(&mut self, region: Span, parent: Option<usize>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        let mut at = region.start;
        let mut scope = Scope { region, part: None, parent, depth, sources: 0, relayed: None };
        while at < scope.region.end {
            if at > scope.region.start && self.joins(at) {
                scope.part = Some(at + 1);
            }
            if self.passage.is(at, "پاسخ") && self.passage.is(at + 1, "به") {
                at = self.behind_question(at, scope.region.end);
            }
            let next = match cue_at(self.passage, at, scope.region.end) {
                Some(cue) => self.cue(cue, at, &mut scope),
                None => at + 1,
            };
            at = next.max(at + 1);
        }
    }

    /// True for «و» and «اما» behind a verb: another part of the clause begins, often with a speaker
    /// of its own.
    fn joins(&self, at: usize) -> bool {
        let comma = at >= 2 && self.passage.mark(at - 1) == Mark::Comma;
        let verb = at - 1 - usize::from(comma);
        let joins = if comma { &["اما", "ولی"][..] } else { &["و", "اما", "ولی"][..] };
        self.passage.is_any(at, joins) && is_finite(self.passage, verb)
    }

    /// «در پاسخ به این سوال که …، گفت:»: what was asked is nobody's claim.
    fn behind_question(&self, at: usize, limit: usize) -> usize {
        let answers = |it: usize| match cue_at(self.passage, it, limit) {
            Some(Cue::Verb { end, .. }) => {
                matches!(self.passage.mark(end), Mark::Colon | Mark::Open)
            }
            _ => false,
        };
        find(at..limit, answers).unwrap_or(at)
    }

    /// Reads one cue; returns where to go on.
    fn cue(&mut self, cue: Cue, at: usize, scope: &mut Scope) -> usize {
        match cue {
            Cue::Source { level, end } => self.source(level, at..end, scope),
            Cue::Nameless { end } => self.nameless(at..end, scope),
            Cue::NounClause { end } => self.noun_clause(at, end, scope),
            Cue::Aside { aside, takes_clause, end } => {
                self.aside(aside, at..end, takes_clause, scope)
            }
            Cue::Verb { verb, form, end } => self.verb(verb, form, at..end, scope),
            Cue::Split { verb, form, noun_end, start, end } => {
                self.split(verb, form, [at..noun_end, start..end], scope)
            }
        }
    }

    fn verb(&mut self, verb: &'static Verb, form: Form, cue: Span, scope: &mut Scope) -> usize {
        let Span { start: at, end } = cue;
        if !self.may_report(verb, form, &cue, scope) {
            return end;
        }
        let clause = scope.part.unwrap_or(scope.region.start)..at;
        let passive = form.voice == Voice::Passive
            || self.passage.is(at, "آمده")
            || (form.voice == Voice::Participle && self.passage.is(end - 1, "شده"));
        let who = if passive { self.whence(&clause) } else { self.who(scope, at) };
        let who = self.agreeing(who, form);
        let start = with_manner(self.passage, at, scope.region.start);
        if let Some((content, noun)) = self.stance(verb, form, &clause) {
            // What is announced stands right behind who announces it.
            let own = subject(self.passage, self.known, clause.start..noun.start);
            let who = if passive { who } else { self.agreeing(own, form) };
            return self.report(verb, content, &who, vec![noun, start..end], scope);
        }
        let content = self.content(verb, form, &who, clause, end..scope.region.end);
        let Some(content) = content else { return end };
        self.report(verb, content, &who, super::cues::one(start..end), scope)
    }

    /// What a verb takes: behind it, before it, or behind it without a mark.
    fn content(
        &self,
        verb: &Verb,
        form: Form,
        who: &Subject,
        clause: Span,
        behind: Span,
    ) -> Option<Content> {
        let participle = form.voice == Voice::Participle
            && (verb.noun.is_empty() || self.passage.is(behind.start - 1, "شده"));
        marked(self.passage, behind.clone(), verb, form)
            .or_else(|| before(self.passage, who, clause, verb))
            .or_else(|| if participle { None } else { unmarked(self.passage, behind, verb, form) })
            .map(|it| up_to_verb(self.passage, it, verb))
    }

    /// «مخالفت خود را با X اعلام کرد»
    fn stance(&self, verb: &Verb, form: Form, clause: &Span) -> Option<(Content, Span)> {
        let announces = matches!(verb.noun, "اعلام" | "ابراز") && form.voice == Voice::Active;
        if announces { stance(self.passage, clause) } else { None }
    }

    /// «خواستار … شد»
    fn split(&mut self, verb: &Verb, form: Form, pieces: [Span; 2], scope: &mut Scope) -> usize {
        let [noun, light] = &pieces;
        let noun_end = noun.end;
        if form.negated && verb.sense != Sense::Intention {
            return noun.end;
        }
        let who = self.agreeing(self.who(scope, noun.start), form);
        let between = noun.end..light.start;
        let points = between.len() == 1 && self.passage.is_any(between.start, &["آن", "این"]);
        let content = if points {
            let behind = light.end..scope.region.end;
            marked(self.passage, behind.clone(), verb, form).or_else(|| {
                unmarked(self.passage, behind, verb, form).filter(|it| it.how == How::Bare)
            })
        } else {
            self.between(between, light.end)
        };
        match content {
            Some(content) => self.report(verb, content, &who, pieces.into(), scope),
            None => noun_end,
        }
    }

    /// The object between the pieces of a cue.
    fn between(&self, between: Span, resume: usize) -> Option<Content> {
        let object = between.end - usize::from(self.passage.is(between.end - 1, "را"));
        let span = trimmed(self.passage, between.start..object);
        let verb = find(span.clone(), |at| is_finite(self.passage, at)).is_some();
        (!span.is_empty() && !verb).then_some(Content { span, resume, how: How::Topic })
    }

    /// Adds the claim and reads what is inside its content; returns where to go on.
    fn report(
        &mut self,
        verb: &Verb,
        content: Content,
        who: &Subject,
        cue: Vec<Span>,
        scope: &mut Scope,
    ) -> usize {
        let Content { span, resume, how } = content;
        let frame = Frame {
            claimant: who.span.clone(),
            layer: if verb.sense == Sense::Relay { Layer::Outer } else { Layer::Main },
            sense: verb.sense,
            tone: if how == How::Denial { Tone::Denied } else { Tone::Asserted },
            how,
            carried: who.carried,
            firm: who.firm,
            rule: how.rule(),
            ..Frame::new(span.clone(), cue, scope.parent)
        };
        let place = self.add_with_inside(frame, scope.depth);
        if let Some((name, cue)) = scope.relayed.take() {
            let cue = super::cues::one(cue);
            self.add(Frame { claimant: Some(name), ..Frame::new(span, cue, Some(place)) });
        }
        resume
    }

    /// «باید تاکید کرد», «نمی‌توان آن را … دانست»: nobody says it.
    fn is_impersonal(&self, at: usize, scope: &Scope) -> bool {
        let floor = scope.region.start.max(at.saturating_sub(NEAR));
        let modals = ["باید", "نباید", "میتوان", "نمیتوان", "بتوان", "نتوان", "توان", "بایستی"];
        let bound = |it: &usize| {
            self.passage.is(*it, "که")
                || !self.passage.is_word(*it)
                || is_finite(self.passage, *it - 1)
        };
        let start = (floor + 1..=at).rev().find(bound).unwrap_or(floor);
        (start..at).any(|it| self.passage.is_any(it, &modals))
    }

    /// False for verbs that report nothing here.
    fn may_report(&self, verb: &Verb, form: Form, cue: &Span, scope: &Scope) -> bool {
        if self.is_impersonal(cue.start, scope) {
            return false;
        }
        if verb.noun == "آمده" && form.person != Person::One {
            return false;
        }
        if !verb.takes.contains(&Takes::Request) {
            return !form.negated || verb.sense == Sense::Intention;
        }
        let Span { start: at, end } = *cue;
        let word = self.passage.word(at);
        let wants =
            (word.starts_with("می") || word.starts_with("نمی")) && !self.passage.is(end, "که");
        let asked = find(scope.region.start..at, |it| self.passage.is(it, "از")).is_some();
        let elsewhere = ["طبق", "مطابق", "خلاف", "به", "را", "که", "یک", "این"];
        (asked || wants) && !(at > 0 && self.passage.is_any(at - 1, &elsewhere))
    }

    /// Only «من» and «ما» are the subject of a verb in the first person.
    fn agreeing(&self, who: Subject, form: Form) -> Subject {
        let speaks = |it: &Span| self.passage.is_any(it.start, &["من", "ما", "اینجانب", "بنده"]);
        let named = who.span.as_ref().is_some_and(speaks);
        let fits = named == (form.person == Person::First);
        if fits { who } else { Subject { span: None, carried: Carried::No, ..who } }
    }

    /// Who does what the verb at `at` says: in its part of the clause, or before it.
    pub(super) fn who(&self, scope: &Scope, at: usize) -> Subject {
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
        Subject { rest: own.rest, ..whole }
    }

    /// «… که مسکو خواستار آن شد»: the subject right behind «که» and right before the verb.
    fn inside_relative(&self, scope: &Scope, at: usize) -> Option<Subject> {
        let floor = scope.region.start.max(at.saturating_sub(NEAR));
        let that = (floor..at).rev().find(|&it| self.passage.is(it, "که"))?;
        let own = subject(self.passage, self.known, that + 1..at);
        (own.span.is_some() && own.rest == at && own.firm).then_some(own)
    }

    /// Adds a claim; returns its place.
    pub(super) fn add(&mut self, frame: Frame) -> usize {
        self.frames.push(frame);
        self.frames.len() - 1
    }

    /// Adds a claim and reads the claims inside its content; returns its place.
    pub(super) fn add_with_inside(&mut self, frame: Frame, depth: usize) -> usize {
        let content = frame.content.clone();
        let place = self.add(frame);
        for sentence in sentences(self.passage, content) {
            self.clause(sentence, Some(place), depth + 1);
        }
        place
    }
}

/// Behind «خبرگزاری فارس:» at the start of a sentence.
fn behind_dateline(passage: &Passage, sentence: &Span) -> usize {
    let start = sentence.start..sentence.end.min(sentence.start + 7);
    let Some(colon) = start.clone().find(|&at| passage.mark(at) == Mark::Colon) else {
        return start.start;
    };
    let words = || start.start..colon;
    let medium = |at: usize| WORDS.media.has(passage, at) || WORDS.agencies.has(passage, at);
    let verb = words().any(|at| cue_at(passage, at, colon).is_some());
    if !verb && words().any(medium) { colon + 1 } else { start.start }
}
