//! Prepositional cues: «به گزارش X», «به گفته X», «به نقل از X».

use super::{
    claimant::{CarriedSpeaker, ClauseSubject, source_name},
    clauses::{find, skip_openers, trimmed},
    cues::{Cue, cue_at, one},
    frame::{ClaimFrame, ClaimLayer},
    lexicon::{CLAUSES, SourceLevel},
    noun_phrase::noun_phrase_end,
    passage::{TokenMark, TokenSpan},
    reader::{ClaimReader, ClauseScope, ReadingStep, StepFinding},
};

/// The longest dateline, in tokens.
const DATELINE: usize = 6;

/// How many sources one sentence may name before its clause.
const SOURCES: usize = 3;

impl ClaimReader<'_> {
    /// «به گفته X، …».
    pub(super) fn source(
        &self,
        level: SourceLevel,
        cue: TokenSpan,
        scope: &ClauseScope,
    ) -> ReadingStep {
        let limit = scope.region.end;
        let no_source = scope.sources >= SOURCES
            || cue.start > 0 && self.passage.has(&CLAUSES.no_source_after, cue.start - 1)
            || level == SourceLevel::Opinion && !self.is_somebody(cue.end);
        if no_source {
            return ReadingStep::nothing(cue.end);
        }
        let Some((name, rest)) = self.name(cue.end, limit) else {
            return ReadingStep::nothing(cue.end);
        };
        let rest = self.after_place(rest, limit);
        if !self.leads_clause(cue.start, scope) {
            if level == SourceLevel::Opinion {
                return ReadingStep::nothing(rest);
            }
            return ReadingStep { found: StepFinding::Relayed { name, cue }, resume: rest };
        }
        let outer = match level {
            SourceLevel::Outer => true,
            SourceLevel::Report => self.names_medium(&name),
            SourceLevel::Relayed => self.follows_outer(cue.start, scope),
            SourceLevel::Main | SourceLevel::Opinion => false,
        };
        let span = trimmed(self.passage, self.after_names(rest, limit)..limit);
        if span.is_empty() {
            return ReadingStep::nothing(rest);
        }
        let frame = ClaimFrame {
            claimant: Some(name),
            layer: if outer { ClaimLayer::Outer } else { ClaimLayer::Main },
            ..ClaimFrame::new(span, one(cue), scope.parent)
        };
        ReadingStep { found: StepFinding::Wrapping(frame), resume: rest }
    }

    /// True for a source such as «خبرگزاری فارس» and «رویترز».
    fn names_medium(&self, name: &TokenSpan) -> bool {
        name.clone().any(|at| {
            self.passage.has(&CLAUSES.media, at)
                || self.passage.starts(&CLAUSES.agencies, at, name.end)
        })
    }

    /// True for a pronoun or an office at `at`.
    fn is_somebody(&self, at: usize) -> bool {
        let at = if self.passage.is(at, "این") { at + 1 } else { at };
        let named = [&CLAUSES.pronouns, &CLAUSES.offices, &CLAUSES.people];
        named.into_iter().any(|it| self.passage.has(it, at))
    }

    /// «بر اساس گزارش‌ها، …».
    pub(super) fn nameless(&self, cue: TokenSpan, scope: &ClauseScope) -> ReadingStep {
        let end = cue.end;
        let span = trimmed(self.passage, end..scope.region.end);
        if scope.sources >= SOURCES || span.is_empty() || !self.leads_clause(cue.start, scope) {
            return ReadingStep::nothing(end);
        }
        let new = ClaimFrame::new(span, one(cue), scope.parent);
        let frame = ClaimFrame { layer: ClaimLayer::Outer, ..new };
        ReadingStep { found: StepFinding::Wrapping(frame), resume: end }
    }

    /// A source's name ends before the verb, if nothing else ends it.
    fn name(&self, from: usize, limit: usize) -> Option<(TokenSpan, usize)> {
        let verb = |at: usize| {
            matches!(cue_at(self.passage, at, limit), Some(Cue::Verb { .. } | Cue::Split { .. }))
        };
        let verb = find(from + 1..limit, verb).unwrap_or(limit);
        source_name(self.passage, self.known, from, verb)
    }

    /// «به گزارش فارس از تبریز، …» and «… روز جمعه، …»: the dateline is no part of the content.
    fn after_place(&self, at: usize, limit: usize) -> usize {
        let place = self.passage.has(&CLAUSES.dateline_openers, at);
        // «به گزارش فارس از کاشان | وحید فرخ‌تبار گفت»
        let town = self
            .passage
            .longest(&CLAUSES.places, at + 1, limit)
            .or_else(|| self.passage.longest(&CLAUSES.institutions, at + 1, limit));
        let town = town.filter(|it| self.passage.is(at, "از") && self.passage.is_word(*it));
        let end = (at..limit.min(at + DATELINE)).find(|&it| {
            let relayed = matches!(cue_at(self.passage, it, limit), Some(Cue::Source { .. }));
            relayed || !self.passage.is_word(it)
        });
        let comma =
            |it: &usize| self.passage.is_word(*it) || self.passage.mark(*it) == TokenMark::Comma;
        // «به گزارش خبرنگار اعزامی فارس به عراق، …»
        let sent = self.passage.is(at, "به")
            && (at.saturating_sub(DATELINE)..at).any(|it| self.passage.is(it, "اعزامی"));
        end.filter(comma).filter(|_| place || sent).or(town).unwrap_or(at)
    }

    /// «به گزارش A به نقل از B، …»: the content of both is what follows the last name.
    fn after_names(&self, rest: usize, limit: usize) -> usize {
        // «به گزارش مهر و به نقل از سایت …»
        let joined = rest + usize::from(self.passage.is(rest, "و"));
        match cue_at(self.passage, joined, limit) {
            Some(Cue::Source { end, .. }) => {
                self.name(end, limit).map_or(rest, |(_, rest)| self.after_place(rest, limit))
            }
            _ => rest,
        }
    }

    /// True when nothing but openers stands before `at` in its clause.
    fn leads_clause(&self, at: usize, scope: &ClauseScope) -> bool {
        let start = scope.part.unwrap_or(scope.region.start);
        let joined = at > 0 && self.passage.has(&CLAUSES.clause_leads, at - 1);
        let comma = at > 0 && self.passage.mark(at - 1) == TokenMark::Comma;
        skip_openers(self.passage, start, at) >= at || joined || comma
    }

    /// True right after «به گزارش A».
    fn follows_outer(&self, at: usize, scope: &ClauseScope) -> bool {
        let outer = scope.parent.and_then(|it| self.frames.get(it));
        outer.is_some_and(|it| it.layer == ClaimLayer::Outer && scope.region.start == at)
    }

    /// Where a passive says it was said: «در پایان بیانیه X خاطرنشان شده است».
    pub(super) fn whence(&self, clause: &TokenSpan) -> ClauseSubject {
        let none = ClauseSubject {
            span: None,
            rest: clause.start,
            carried: CarriedSpeaker::No,
            firm: true,
        };
        let Some(at) = find(clause.clone(), |at| self.passage.is(at, "در")) else { return none };
        let start = (at + 1..clause.end).find(|&it| !self.passage.has(&CLAUSES.document_parts, it));
        let start = start.unwrap_or(clause.end);
        let end = noun_phrase_end(self.passage, start, clause.end);
        let span = trimmed(self.passage, start..end);
        let speaks = !span.is_empty() && self.passage.has(&CLAUSES.documents, span.start);
        if speaks { ClauseSubject { span: Some(span), ..none } } else { none }
    }
}
