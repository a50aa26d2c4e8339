//! Prepositional cues: «به گزارش X», «به گفته X», «به نقل از X».

use super::{
    claimant::{Carried, Subject, noun_phrase_end, source_name},
    clauses::{WORDS, find, skip_openers, trimmed},
    content::How,
    cues::{Cue, cue_at, one},
    frame::{Frame, Layer},
    lexicon::Level,
    reader::{Reader, Scope},
    tokens::{Mark, Span},
};

/// «با توجه به گزارش X» names no source of the sentence.
const NO_SOURCE_BEHIND: &[&str] =
    &["توجه", "نسبت", "اشاره", "استناد", "پاسخ", "واکنش", "اعتراض", "عمل", "پایبند"];

/// The longest dateline, in tokens.
const DATELINE: usize = 6;

/// How many sources one sentence may name before its clause.
const SOURCES: usize = 3;

/// Documents that may speak for themselves.
const DOCUMENTS: &[&str] = &[
    "بیانیه",
    "بیانیهای",
    "گزارش",
    "گزارشی",
    "نامه",
    "نامهای",
    "پیام",
    "پیامی",
    "خبر",
    "متن",
    "مقاله",
    "مقالهای",
    "یادداشت",
    "یادداشتی",
    "اطلاعیه",
    "اطلاعیهای",
    "این",
    "قطعنامه",
    "سند",
];

/// Words for a part of a document.
const PARTS: &[&str] = &["پایان", "ادامه", "ابتدای", "بخشی", "بخش", "متن", "از", "دیگری", "دیگر"];

impl Reader<'_> {
    /// «به گفته X، …»; returns where to go on.
    pub(super) fn source(&mut self, level: Level, cue: Span, scope: &mut Scope) -> usize {
        let limit = scope.region.end;
        if scope.sources >= SOURCES {
            return cue.end;
        }
        if cue.start > 0 && self.passage.is_any(cue.start - 1, NO_SOURCE_BEHIND) {
            return cue.end;
        }
        if level == Level::Opinion && !self.is_somebody(cue.end) {
            return cue.end;
        }
        let Some((name, rest)) = self.name(cue.end, limit) else { return cue.end };
        let rest = self.behind_place(rest, limit);
        if !self.leads_clause(cue.start, scope) {
            scope.relayed = Some((name, cue));
            return rest;
        }
        let outer = match level {
            Level::Outer => true,
            Level::Relayed => self.follows_outer(cue.start, scope),
            Level::Main | Level::Opinion => false,
        };
        let span = trimmed(self.passage, self.behind_names(rest, limit)..limit);
        if span.is_empty() {
            return rest;
        }
        let frame = Frame {
            claimant: Some(name),
            layer: if outer { Layer::Outer } else { Layer::Main },
            ..Frame::new(span, one(cue), scope.parent)
        };
        scope.parent = Some(self.add(frame));
        scope.sources += 1;
        scope.restart(rest);
        rest
    }

    /// True for a pronoun or an office at `at`.
    fn is_somebody(&self, at: usize) -> bool {
        let at = if self.passage.is(at, "این") { at + 1 } else { at };
        let named = [&WORDS.pronouns, &WORDS.offices, &WORDS.people];
        named.into_iter().any(|it| it.has(self.passage, at))
    }

    /// «بر اساس گزارش‌ها، …»; returns where to go on.
    pub(super) fn nameless(&mut self, cue: Span, scope: &mut Scope) -> usize {
        let end = cue.end;
        let span = trimmed(self.passage, end..scope.region.end);
        if scope.sources >= SOURCES || span.is_empty() || !self.leads_clause(cue.start, scope) {
            return end;
        }
        let frame = Frame { layer: Layer::Outer, ..Frame::new(span, one(cue), scope.parent) };
        scope.parent = Some(self.add(frame));
        scope.sources += 1;
        scope.restart(end);
        end
    }

    /// A source's name ends before the verb, if nothing else ends it.
    fn name(&self, from: usize, limit: usize) -> Option<(Span, usize)> {
        let verb = |at: usize| {
            matches!(cue_at(self.passage, at, limit), Some(Cue::Verb { .. } | Cue::Split { .. }))
        };
        let verb = find(from + 1..limit, verb).unwrap_or(limit);
        source_name(self.passage, self.known, from, verb)
    }

    /// «به گزارش فارس از تبریز، …» and «… روز جمعه، …»: the dateline is no part of the content.
    fn behind_place(&self, at: usize, limit: usize) -> usize {
        let place =
            self.passage.is_any(at, &["از", "در", "روز", "امروز", "دیروز", "شامگاه", "صبح"]);
        let end = (at..limit.min(at + DATELINE)).find(|&it| {
            let relayed = matches!(cue_at(self.passage, it, limit), Some(Cue::Source { .. }));
            relayed || !self.passage.is_word(it)
        });
        let comma = |it: &usize| self.passage.is_word(*it) || self.passage.mark(*it) == Mark::Comma;
        end.filter(comma).filter(|_| place).unwrap_or(at)
    }

    /// «به گزارش A به نقل از B، …»: the content of both is what follows the last name.
    fn behind_names(&self, rest: usize, limit: usize) -> usize {
        match cue_at(self.passage, rest, limit) {
            Some(Cue::Source { end, .. }) => {
                self.name(end, limit).map_or(rest, |(_, rest)| self.behind_place(rest, limit))
            }
            _ => rest,
        }
    }

    /// True when nothing but openers stands before `at` in its clause.
    fn leads_clause(&self, at: usize, scope: &Scope) -> bool {
        let start = scope.part.unwrap_or(scope.region.start);
        let behind = |words: &[&str]| at > 0 && self.passage.is_any(at - 1, words);
        let comma = at > 0 && self.passage.mark(at - 1) == Mark::Comma;
        skip_openers(self.passage, start, at) >= at || behind(&["که", "زیرا", "و"]) || comma
    }

    /// True right behind «به گزارش A».
    fn follows_outer(&self, at: usize, scope: &Scope) -> bool {
        let outer = scope.parent.and_then(|it| self.frames.get(it));
        outer.is_some_and(|it| it.layer == Layer::Outer && scope.region.start == at)
    }

    /// Where a passive says it was said: «در پایان بیانیه X خاطرنشان شده است».
    pub(super) fn whence(&self, clause: &Span) -> Subject {
        let none = Subject { span: None, rest: clause.start, carried: Carried::No, firm: true };
        let Some(at) = find(clause.clone(), |at| self.passage.is(at, "در")) else { return none };
        let start = (at + 1..clause.end).find(|&it| !self.passage.is_any(it, PARTS));
        let start = start.unwrap_or(clause.end);
        let end = noun_phrase_end(self.passage, start, clause.end);
        let span = trimmed(self.passage, start..end);
        let speaks = !span.is_empty() && self.passage.is_any(span.start, DOCUMENTS);
        if speaks { Subject { span: Some(span), ..none } } else { none }
    }
}

impl Frame {
    /// A claim of which only content and cue are known.
    pub(super) fn new(content: Span, cue: Vec<Span>, parent: Option<usize>) -> Self {
        Self {
            content,
            claimant: None,
            cue,
            parent,
            layer: Layer::Main,
            sense: super::lexicon::Sense::Speech,
            tone: super::frame::Tone::Asserted,
            how: How::Comma,
            carried: Carried::Over,
            firm: true,
            rule: "source-phrase",
        }
    }
}
