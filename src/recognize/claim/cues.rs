//! The first stage after the tokens: which words report.

use std::iter;

use super::{
    lexicon::{
        AsideTakes, CLAUSES, CUE_PHRASES, CuePhrases, REPORTING, ReportingVerb, SourceLevel, Takes,
    },
    passage::{Passage, TokenSpan},
};
use crate::language::{VerbForm, Voice};

/// The light verb that may stand with the second of two nouns alone: «تاکید و … کرد».
const GAPPED: &str = "کرد";

/// A word of so few letters is itself, and not an aside whose words were joined.
const SHORT_WORD: usize = 5;

/// How far a cue's light verb may stand after its noun, in tokens.
const REACH: usize = 40;

/// Words that report.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cue {
    /// A verb, whole.
    Verb { verb: &'static ReportingVerb, form: VerbForm, end: usize },
    /// «خواستار … شد»: a verb in two pieces; the second one's edges.
    Split {
        verb: &'static ReportingVerb,
        form: VerbForm,
        noun_end: usize,
        start: usize,
        end: usize,
    },
    /// A preposition with its noun; the source follows.
    Source { level: SourceLevel, end: usize },
    /// A report without a source: «بر اساس گزارش‌ها».
    Nameless { end: usize },
    /// «مبنی بر اینکه» after a noun that reports; the clause follows.
    NounClause { end: usize },
    /// «با بیان اینکه»: the clause follows.
    Aside { takes: AsideTakes, with_clause: bool, end: usize },
}

impl Cue {
    /// The token after the cue; for a cue in pieces, after its first piece.
    pub(super) fn end(&self) -> usize {
        match *self {
            Self::Verb { end, .. }
            | Self::Source { end, .. }
            | Self::Nameless { end }
            | Self::NounClause { end }
            | Self::Aside { end, .. } => end,
            Self::Split { noun_end, .. } => noun_end,
        }
    }
}

/// What shows that a noun is one of a verb whose light verb is left out.
enum Marker<'a> {
    /// A preposition of a group.
    Prepositions(&'a str),
    /// «را».
    Object,
}

impl Marker<'_> {
    fn stands_at(&self, passage: &Passage, at: usize) -> bool {
        match self {
            Self::Prepositions(group) => {
                let group = REPORTING.prepositions.get(*group);
                group.is_some_and(|it| it.iter().any(|word| passage.is(at, word)))
            }
            Self::Object => passage.is(at, "را"),
        }
    }
}

impl CuePhrases {
    fn at(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        let source = passage.longest_phrase(&self.sources, at, limit);
        let source = source.map(|(end, level)| match level {
            Some(level) => Cue::Source { level: *level, end },
            None => Cue::Nameless { end },
        });
        source
            .or_else(|| self.aside(passage, at, limit))
            .or_else(|| noun_clause(passage, at, limit))
            .or_else(|| self.compound(passage, at, limit))
            .or_else(|| self.single_word(passage, at, limit))
    }

    fn single_word(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        let single = passage.longest_phrase(&self.single, at, limit);
        let single = single.map(|(end, (verb, form))| (end, *verb, *form));
        let fused = || self.fused(passage, at, limit).or_else(|| self.opinion(passage, at, limit));
        let (end, verb, form) = single.or_else(fused)?;
        // «گفت و گو» is talking, not saying.
        let talks = passage.is(at, "گفت")
            && (passage.has(&REPORTING.talk_joined, end)
                || passage.is(end, "و") && passage.has(&REPORTING.talk_apart, end + 1));
        let idle = at > 0 && passage.has(&REPORTING.not_saying, at - 1);
        let split = at > 0 && passage.is_any(at - 1, &["می", "نمی"]);
        (!talks && !idle && !split).then_some(Cue::Verb { verb, form, end })
    }

    /// «اظهارداشت», «معتقدند»: a noun and its verb, typed as one word.
    fn fused(
        &self,
        passage: &Passage,
        at: usize,
        limit: usize,
    ) -> Option<(usize, &'static ReportingVerb, VerbForm)> {
        let word = passage.word(at);
        let verbs = self.nouns.beginnings(word);
        let verbs = verbs.flat_map(|(end, verbs)| verbs.iter().map(move |it| (end, *it)));
        let forms = verbs.filter_map(|(end, verb)| {
            let rest = iter::once(word.get(end..)?).chain(passage.words(at + 1, limit));
            let (count, form) = self.light(verb)?.phrases(rest).last()?;
            Some((at + count, verb, *form))
        });
        if at < limit && passage.is_word(at) { forms.last() } else { None }
    }

    /// «بر این باورند», «بر این عقیده‌اند»: the copula is typed with the last word of the phrase.
    fn opinion(
        &self,
        passage: &Passage,
        at: usize,
        limit: usize,
    ) -> Option<(usize, &'static ReportingVerb, VerbForm)> {
        let last = at + 2;
        let is_it = passage.is(at, "بر") && passage.has(&CLAUSES.demonstratives, at + 1);
        if !is_it || last >= limit || !passage.is_word(last) {
            return None;
        }
        let phrase: String = (at..=last).flat_map(|it| passage.letters(it)).collect();
        let verbs = self.nouns.beginnings(&phrase);
        let verbs = verbs.flat_map(|(end, verbs)| verbs.iter().map(move |it| (end, *it)));
        let forms = verbs.filter_map(|(end, verb)| {
            let rest = iter::once(phrase.get(end..)?);
            let (_, form) = self.light(verb)?.phrases(rest).last()?;
            Some((last + 1, verb, *form))
        });
        forms.last()
    }

    fn compound(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        let mut best: Option<Cue> = None;
        for (noun_end, verbs) in passage.phrases(&self.nouns, at, limit) {
            if let Some(cue) = self.gapped(passage, verbs, at..noun_end, limit) {
                best = best.or(Some(cue));
            }
            for verb in verbs {
                let whole =
                    self.light(verb).and_then(|it| passage.longest_phrase(it, noun_end, limit));
                if let Some((end, form)) = whole {
                    if best.is_none_or(|it| it.end() < end) {
                        best = Some(Cue::Verb { verb, form: *form, end });
                    }
                } else if verb.takes.contains(&Takes::Between) {
                    best = best.or_else(|| self.split(passage, verb, noun_end, limit));
                }
            }
        }
        best
    }

    /// «بر X تاکید و خواستار Y شد»: the light verb stands with the second noun alone.
    fn gapped(
        &self,
        passage: &Passage,
        verbs: &[&'static ReportingVerb],
        noun: TokenSpan,
        limit: usize,
    ) -> Option<Cue> {
        /// How far before its noun the preposition may stand, in tokens.
        const NEAR: usize = 16;
        if !passage.is(noun.end, "و") || noun.end + 2 >= limit {
            return None;
        }
        let verb = verbs.iter().find(|it| it.light == GAPPED)?;
        let marks = verb.takes.iter().find_map(|takes| match takes {
            Takes::About(group) => Some(Marker::Prepositions(group)),
            Takes::Object | Takes::Denial | Takes::Calling => Some(Marker::Object),
            Takes::Clause | Takes::BareClause | Takes::Between | Takes::Request => None,
        })?;
        let floor = noun.start.saturating_sub(NEAR);
        let mark = (floor..noun.start).rev().find(|&it| marks.stands_at(passage, it))?;
        let next = noun.end + 1;
        let form = match self.compound(passage, next, limit) {
            Some(Cue::Verb { form, .. } | Cue::Split { form, .. }) => form,
            _ => self
                .shared_light(passage, next, limit)
                .filter(|_| mark + 1 == noun.start || matches!(marks, Marker::Prepositions(_)))?,
        };
        (form.voice == Voice::Active && !form.negated).then_some(Cue::Verb {
            verb,
            form,
            end: noun.end,
        })
    }

    /// «را رد و بر صلح تاکید کرد»: the verb of the second noun, whose object stands before it.
    fn shared_light(&self, passage: &Passage, from: usize, limit: usize) -> Option<VerbForm> {
        /// The longest object between the two nouns, in tokens.
        const OBJECT: usize = 12;
        let words = (from..limit.min(from + OBJECT)).take_while(|&at| passage.is_word(at));
        words.skip(1).find_map(|at| {
            if let Some((_, (_, form))) = passage.longest_phrase(&self.single, at, limit) {
                return Some(*form);
            }
            let (end, verbs) = passage.longest_phrase(&self.nouns, at, limit)?;
            let verb = verbs.iter().find(|it| it.light == GAPPED)?;
            Some(passage.longest_phrase(self.light(verb)?, end, limit)?.1).copied()
        })
    }

    /// The light verb of a cue in two pieces: the nearest one that is a whole verb.
    fn split(
        &self,
        passage: &Passage,
        verb: &'static ReportingVerb,
        noun_end: usize,
        limit: usize,
    ) -> Option<Cue> {
        let light = self.light(verb)?;
        let last = limit.min(noun_end + REACH);
        (noun_end + 1..last).find_map(|start| {
            let (end, form) = passage.longest_phrase(light, start, limit)?;
            let stands_alone = form.voice == Voice::Active;
            stands_alone.then_some(Cue::Split { verb, form: *form, noun_end, start, end })
        })
    }

    fn aside(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        let (end, &(takes, closed)) = passage.longest_phrase(&self.asides, at, limit)?;
        // «بارد» is no «با رد».
        if end == at + 1 && passage.letters(at).count() <= SHORT_WORD {
            return None;
        }
        if closed {
            return Some(Cue::Aside { takes, with_clause: true, end });
        }
        if let Some(end) = that(passage, end, limit) {
            return Some(Cue::Aside { takes, with_clause: true, end });
        }
        // «با اعلام این خبر» and «با اشاره به این موضوع» point to other words.
        let points = (passage.has(&CLAUSES.demonstratives, end) || passage.is(end, "آنها"))
            && (passage.starts(&REPORTING.dummies, end + 1, limit)
                || passage.has(&REPORTING.pointed_at, end + 1));
        let takes_noun = takes != AsideTakes::Clause && !points;
        takes_noun.then_some(Cue::Aside { takes, with_clause: false, end })
    }
}

/// «مبنی بر اینکه».
fn noun_clause(passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
    if !passage.is(at, "مبنی") || at + 2 >= limit {
        return None;
    }
    let joined = passage.is(at + 1, "براینکه").then_some(at + 2);
    let joined = joined
        .or_else(|| (passage.is(at + 1, "براین") && passage.is(at + 2, "که")).then_some(at + 3));
    let apart = || if passage.is(at + 1, "بر") { that(passage, at + 2, limit) } else { None };
    joined.or_else(apart).map(|end| Cue::NounClause { end })
}

/// After «اینکه», «این که», «این موضوع که».
fn that(passage: &Passage, at: usize, limit: usize) -> Option<usize> {
    if at >= limit {
        return None;
    }
    if passage.has(&REPORTING.that_clause_openers, at) {
        return Some(at + 1);
    }
    if !passage.has(&CLAUSES.demonstratives, at) {
        return None;
    }
    if passage.is(at + 1, "که") {
        return Some(at + 2);
    }
    let end = passage.longest(&REPORTING.dummies, at + 1, limit)?;
    passage.is(end, "که").then_some(end + 1)
}

/// The cue that starts with token `at` and ends before `limit`, if any.
pub(super) fn cue_at(passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
    if passage.note(at).cue { CUE_PHRASES.at(passage, at, limit) } else { None }
}

/// True when a cue starts with token `at`, wherever its clause ends.
pub(super) fn may_start(passage: &Passage, at: usize) -> bool {
    CUE_PHRASES.may_open(passage.letters(at))
        && CUE_PHRASES.at(passage, at, passage.len()).is_some()
}

/// «به صراحت» before a verb belongs to the cue.
pub(super) fn with_manner(passage: &Passage, start: usize, floor: usize) -> usize {
    let glued = start > floor && passage.has(&REPORTING.manners_joined, start - 1);
    let apart = start > floor + 1
        && passage.is(start - 2, "به")
        && passage.has(&REPORTING.manners, start - 1);
    match (glued, apart) {
        (true, _) => start - 1,
        (_, true) => start - 2,
        _ => start,
    }
}

/// A span of tokens as the only piece.
pub(super) fn one(span: TokenSpan) -> Vec<TokenSpan> {
    iter::once(span).collect()
}
