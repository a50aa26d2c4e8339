//! Reads a paragraph from left to right and puts cue, content and claimant together.

use super::{
    claimant::{ClauseSubject, subject},
    clauses::{find, is_finite, sentences},
    cues::{Cue, cue_at, one},
    frame::ClaimFrame,
    headline::{self, ArticleLine},
    lexicon::{CLAUSES, REPORTING},
    passage::{Passage, TokenMark, TokenSpan},
};
use crate::language::WordSet;

/// How deep claims inside claims are read.
const DEPTH: usize = 5;

/// How far before a verb a relative clause is looked for, in tokens.
pub(super) const NEAR: usize = 12;

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

impl ClauseScope {
    /// Where the words near before `at` start, no farther than the clause.
    pub(super) fn near(&self, at: usize) -> usize {
        self.region.start.max(at.saturating_sub(NEAR))
    }
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
    /// Reads a paragraph, which is `line` of its article.
    pub(super) fn read(
        passage: &'a Passage,
        known: &'a WordSet,
        line: ArticleLine,
    ) -> Vec<ClaimFrame> {
        let mut reader = Self { passage, known, frames: Vec::new() };
        if let Some(headline) = headline::speaker(passage, line) {
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
            if self.begins_anew(at, &scope) {
                scope.restart(at + 1);
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
        if !is_finite(self.passage, verb) {
            return false;
        }
        // «گفت و گو» is one word.
        if self.passage.is(verb, "گفت") && self.passage.has(&REPORTING.talk_apart, at + 1) {
            return false;
        }
        let joins = if comma { &CLAUSES.part_joins_after_comma } else { &CLAUSES.part_joins };
        self.passage.has(joins, at) || self.passage.is_any(at, &["؛", ";"])
    }

    /// True for the comma after «در حالی که سران پیشنهاد کردند،» and for the end of «تا اینکه»: who acts next stands
    /// behind it.
    fn begins_anew(&self, at: usize, scope: &ClauseScope) -> bool {
        let start = scope.region.start;
        if at <= start + 1 {
            return false;
        }
        // Most tokens follow no verb, and one look shows that.
        if !is_finite(self.passage, at - 1) {
            let until = || self.passage.is(at, "اینکه") && self.passage.is(at - 1, "تا");
            return self.ends_dateline(at, start) || until();
        }
        // «این در حالی است | که دولت …»
        let so_that = || {
            self.passage.is(at, "که")
                && (start..at).any(|it| self.passage.is_any(it, &["حالی", "شرایطی"]))
        };
        let comma = self.passage.mark(at) == TokenMark::Comma;
        comma && self.passage.starts(&CLAUSES.clause_conjunctions, start, at) || so_that()
    }

    /// True for the colon of «مهر:» that a title on the same line stands before.
    fn ends_dateline(&self, at: usize, start: usize) -> bool {
        let passage = self.passage;
        let agency = at - 1;
        passage.mark(at) == TokenMark::Colon
            && passage.has(&CLAUSES.agencies, agency)
            && agency > start + 1
            && !passage.has(&CLAUSES.media, agency - 1)
            && !passage.has(&CLAUSES.leads, agency - 1)
            && !passage.is_any(agency - 1, &["گزارش", "نوشته", "گفته", "و"])
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
        // «رئیس آژانس | خواستار مذاکره شد و آن را …»
        let split = |it: usize| matches!(cue_at(self.passage, it, part), Some(Cue::Split { .. }));
        let first = find(scope.region.start..part, split).unwrap_or(part);
        // «طرف ایرانی | این پیشنهاد را رد نکرد، اما …»
        let points = first > scope.region.start + 1
            && first < part
            && self.passage.has(&CLAUSES.demonstratives, first - 1);
        let first = first - usize::from(points);
        let whole = subject(self.passage, self.known, scope.region.start..first);
        ClauseSubject { rest: own.rest, ..whole }
    }

    /// «… که مسکو خواستار آن شد»: the subject right after «که» and right before the verb.
    fn inside_relative(&self, scope: &ClauseScope, at: usize) -> Option<ClauseSubject> {
        let floor = scope.near(at);
        let opens = |it: &usize| self.passage.is_any(*it, &["که", "اینکه", "آنکه"]);
        let that = (floor..at).rev().find(opens)?;
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

/// After «خبرگزاری فارس:» and «رم – ایرنا –» at the start of a sentence.
fn after_dateline(passage: &Passage, sentence: &TokenSpan) -> usize {
    let start = after_place(passage, sentence);
    let near = start..sentence.end.min(start + 7);
    let Some(colon) = near.clone().find(|&at| passage.mark(at) == TokenMark::Colon) else {
        return start;
    };
    let words = || start..colon;
    let medium =
        |at: usize| passage.has(&CLAUSES.media, at) || passage.starts(&CLAUSES.agencies, at, colon);
    let verb = words().any(|at| cue_at(passage, at, colon).is_some());
    if !verb && words().any(medium) { colon + 1 } else { start }
}

/// After places and agencies that a dash parts from the sentence.
fn after_place(passage: &Passage, sentence: &TokenSpan) -> usize {
    let mut start = sentence.start;
    // «[۱۲]» at the start is the note of the sentence before.
    if passage.is(start, "[") && passage.is(start + 2, "]") && start + 3 < sentence.end {
        start += 3;
    }
    // «۱- درباره …»: the number of an item.
    let item = passage.word(start).chars().all(|c| c.is_ascii_digit());
    if item && passage.is_word(start) && passage.is_any(start + 1, &["-", "–", ")"]) {
        start += 2;
    }
    while let Some(end) = dateline_part(passage, start, sentence.end)
        .filter(|&it| passage.is_any(it, &["-", "–", "—", "ـ", "_", "/", "؛", ";"]))
        .filter(|&it| passage.is_word(it + 1))
    {
        start = end + 1;
    }
    start
}

/// A part of a dateline: a place, an agency, the desk of a paper («گروه شهری -») or who wrote it.
fn dateline_part(passage: &Passage, start: usize, limit: usize) -> Option<usize> {
    // «خبرگزاری فارس _»
    let name = start + usize::from(passage.is(start, "خبرگزاری"));
    let desk = || {
        passage
            .is(start, "گروه")
            .then(|| (start + 2..limit.min(start + 4)).find(|&it| !passage.is_word(it)))
    };
    let writer = || {
        let given = passage.longest(&CLAUSES.given_names, start, limit)?;
        (given..limit.min(given + 3)).find(|&it| !passage.is_word(it))
    };
    passage
        .longest(&CLAUSES.places, start, limit)
        .or_else(|| passage.longest(&CLAUSES.agencies, name, limit))
        .or_else(|| desk().flatten())
        .or_else(writer)
}
