//! The first stage behind the tokens: which words report.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    forms::{Form, Voice, forms},
    lexicon::{
        ASIDE_OPENERS, ASIDES, Aside, DUMMIES, Level, Light, NAMELESS, SOURCES, Takes, VERBS, Verb,
    },
    phrases::Phrases,
    tokens::{Passage, Span},
    words::NOT_SAYING,
};

/// How far a cue's light verb may stand behind its noun, in tokens.
const REACH: usize = 40;

/// Words that report.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cue {
    /// A verb, whole.
    Verb { verb: &'static Verb, form: Form, end: usize },
    /// «خواستار … شد»: a verb in two pieces; the second one's edges.
    Split { verb: &'static Verb, form: Form, noun_end: usize, start: usize, end: usize },
    /// A preposition with its noun; the source follows.
    Source { level: Level, end: usize },
    /// A report without a source: «بر اساس گزارش‌ها».
    Nameless { end: usize },
    /// «مبنی بر اینکه» behind a noun that reports; the clause follows.
    NounClause { end: usize },
    /// «با بیان اینکه»: the clause follows.
    Aside { aside: Aside, takes_clause: bool, end: usize },
}

impl Cue {
    /// The token behind the cue; for a cue in pieces, behind its first piece.
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

/// The tables of the lexicon, ready to be found.
struct Cues {
    /// Verbs of one word.
    plain: Phrases<(&'static Verb, Form)>,
    /// The nouns of the others, and which verbs share one.
    nouns: Phrases<Vec<&'static Verb>>,
    lights: Vec<(Light, Phrases<Form>)>,
    sources: Phrases<Option<Level>>,
    /// With what each may take, and whether «اینکه» is part of the phrase.
    asides: Phrases<(Aside, bool)>,
    dummies: Phrases<()>,
    not_saying: Phrases<()>,
}

static CUES: LazyLock<Cues> = LazyLock::new(Cues::new);

impl Cues {
    fn new() -> Self {
        let mut plain = Phrases::new();
        let mut by_noun: BTreeMap<&str, Vec<&'static Verb>> = BTreeMap::new();
        let mut lights: Vec<(Light, Phrases<Form>)> = Vec::new();
        for verb in VERBS {
            if verb.noun.is_empty() {
                for (word, form) in forms(verb.light) {
                    plain.insert(word.chars(), (verb, form));
                }
                continue;
            }
            // «اظهارداشت», as hurried typing has it.
            if !verb.noun.contains(' ') {
                for (word, form) in forms(verb.light) {
                    plain.insert(verb.noun.chars().chain(word.chars()), (verb, form));
                }
            }
            by_noun.entry(verb.noun).or_default().push(verb);
            if lights.iter().all(|(light, _)| *light != verb.light) {
                let mut words = Phrases::new();
                for (word, form) in forms(verb.light) {
                    words.insert(word.chars(), form);
                }
                lights.push((verb.light, words));
            }
        }
        let mut nouns = Phrases::new();
        for (noun, verbs) in by_noun {
            nouns.insert(noun.chars(), verbs);
        }
        let mut sources = Phrases::new();
        for (phrase, level) in SOURCES {
            sources.insert(phrase.chars(), Some(*level));
        }
        for phrase in NAMELESS.split('،') {
            sources.insert(phrase.chars(), None);
        }
        let mut asides = Phrases::new();
        for opener in ASIDE_OPENERS {
            for (phrase, aside) in ASIDES {
                let words = || opener.chars().chain(phrase.chars());
                asides.insert(words(), (*aside, false));
                asides.insert(words().chain("اینکه".chars()), (*aside, true));
            }
        }
        let (dummies, not_saying) = (Phrases::of(DUMMIES), Phrases::of(NOT_SAYING));
        Self { plain, nouns, lights, sources, asides, dummies, not_saying }
    }

    fn at(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        let source = self.sources.longest(passage, at, limit);
        let source = source.map(|(end, level)| match level {
            Some(level) => Cue::Source { level: *level, end },
            None => Cue::Nameless { end },
        });
        source
            .or_else(|| self.aside(passage, at, limit))
            .or_else(|| self.noun_clause(passage, at, limit))
            .or_else(|| self.compound(passage, at, limit))
            .or_else(|| self.plain(passage, at, limit))
    }

    fn plain(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        let (end, (verb, form)) = self.plain.longest(passage, at, limit)?;
        // «گفت و گو» is talking, not saying.
        let talks = passage.is(at, "گفت")
            && (passage.is_any(end, &["وگو", "وگوی", "وگوها", "وگوهای"])
                || passage.is(end, "و")
                    && passage.is_any(end + 1, &["گو", "گوی", "گوها", "گوهای"]));
        let idle = at > 0 && self.not_saying.longest(passage, at - 1, at).is_some();
        let split = at > 0 && passage.is_any(at - 1, &["می", "نمی"]);
        (!talks && !idle && !split).then_some(Cue::Verb { verb, form: *form, end })
    }

    fn compound(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        let mut best: Option<Cue> = None;
        for (noun_end, verbs) in self.nouns.at(passage, at, limit) {
            if let Some(cue) = self.gapped(passage, verbs, at..noun_end, limit) {
                best = best.or(Some(cue));
            }
            for verb in verbs {
                let whole =
                    self.light(verb.light).and_then(|it| it.longest(passage, noun_end, limit));
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
        verbs: &[&'static Verb],
        noun: Span,
        limit: usize,
    ) -> Option<Cue> {
        /// How far before its noun the preposition may stand, in tokens.
        const NEAR: usize = 16;
        if !passage.is(noun.end, "و") || noun.end + 2 >= limit {
            return None;
        }
        let verb = verbs.iter().find(|it| it.light == Light::Do)?;
        let markers = verb.takes.iter().find_map(|takes| match takes {
            Takes::About(prepositions) => Some(*prepositions),
            Takes::Object | Takes::Denial => Some(&["را"][..]),
            _ => None,
        })?;
        let floor = noun.start.saturating_sub(NEAR);
        (floor..noun.start).rev().find(|&it| passage.is_any(it, markers))?;
        let next = noun.end + 1;
        let (Cue::Verb { form, .. } | Cue::Split { form, .. }) =
            self.compound(passage, next, limit)?
        else {
            return None;
        };
        (form.voice == Voice::Active && !form.negated).then_some(Cue::Verb {
            verb,
            form,
            end: noun.end,
        })
    }

    /// The light verb of a cue in two pieces: the nearest one that is a whole verb.
    fn split(
        &self,
        passage: &Passage,
        verb: &'static Verb,
        noun_end: usize,
        limit: usize,
    ) -> Option<Cue> {
        let light = self.light(verb.light)?;
        let last = limit.min(noun_end + REACH);
        (noun_end + 1..last).find_map(|start| {
            let (end, form) = light.longest(passage, start, limit)?;
            let stands_alone = form.voice == Voice::Active;
            stands_alone.then_some(Cue::Split { verb, form: *form, noun_end, start, end })
        })
    }

    fn light(&self, light: Light) -> Option<&Phrases<Form>> {
        self.lights.iter().find(|(it, _)| *it == light).map(|(_, forms)| forms)
    }

    fn aside(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        let (end, &(aside, that)) = self.asides.longest(passage, at, limit)?;
        if that {
            return Some(Cue::Aside { aside, takes_clause: true, end });
        }
        if let Some(end) = self.that(passage, end, limit) {
            return Some(Cue::Aside { aside, takes_clause: true, end });
        }
        // «با اعلام این خبر» and «با اشاره به این موضوع» point to other words.
        let points = passage.is_any(end, &["این", "آن", "آنها"])
            && (self.dummies.longest(passage, end + 1, limit).is_some()
                || passage.is_any(end + 1, &["خبر", "سخن", "سخنان", "مطالب"]));
        let takes_noun = aside != Aside::Clause && !points;
        takes_noun.then_some(Cue::Aside { aside, takes_clause: false, end })
    }

    fn noun_clause(&self, passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
        if !passage.is(at, "مبنی") || at + 2 >= limit {
            return None;
        }
        let joined = passage.is_any(at + 1, &["براینکه"]).then_some(at + 2);
        let joined = joined.or_else(|| {
            (passage.is(at + 1, "براین") && passage.is(at + 2, "که")).then_some(at + 3)
        });
        let apart =
            || if passage.is(at + 1, "بر") { self.that(passage, at + 2, limit) } else { None };
        joined.or_else(apart).map(|end| Cue::NounClause { end })
    }

    /// Behind «اینکه», «این که», «این موضوع که».
    fn that(&self, passage: &Passage, at: usize, limit: usize) -> Option<usize> {
        if at >= limit {
            return None;
        }
        if passage.is_any(at, &["اینکه", "آنکه", "براینکه"]) {
            return Some(at + 1);
        }
        if !passage.is_any(at, &["این", "آن"]) {
            return None;
        }
        if passage.is(at + 1, "که") {
            return Some(at + 2);
        }
        let (end, ()) = self.dummies.longest(passage, at + 1, limit)?;
        passage.is(end, "که").then_some(end + 1)
    }
}

/// The cue that starts with token `at` and ends before `limit`, if any.
pub(super) fn cue_at(passage: &Passage, at: usize, limit: usize) -> Option<Cue> {
    if passage.note(at).cue { CUES.at(passage, at, limit) } else { None }
}

/// True when a cue starts with token `at`, wherever its clause ends.
pub(super) fn may_start(passage: &Passage, at: usize) -> bool {
    CUES.at(passage, at, passage.len()).is_some()
}

/// «به صراحت» before a verb belongs to the cue.
pub(super) fn with_manner(passage: &Passage, start: usize, floor: usize) -> usize {
    let manner = &["صراحت", "وضوح", "روشنی", "صراحتا"];
    let glued = start > floor && passage.is_any(start - 1, &["بهصراحت", "بهوضوح", "بهروشنی"]);
    let apart =
        start > floor + 1 && passage.is(start - 2, "به") && passage.is_any(start - 1, manner);
    match (glued, apart) {
        (true, _) => start - 1,
        (_, true) => start - 2,
        _ => start,
    }
}

/// A span of tokens as the only piece.
pub(super) fn one(span: Span) -> Vec<Span> {
    std::iter::once(span).collect()
}
