//! The words of reported speech and of clauses, as read from `assets/language`.
//!
//! A new word is a line in `reporting.ron` or `clauses.ron`; the forms of verbs are made.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::language::{Lexicon, LexiconBuilder, VerbForm, WordSet, verb_forms};

/// What a verb may take, and where that stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Takes {
    /// A clause after «که», a colon, a comma or an opening quotation mark.
    Clause,
    /// A clause right after it, without any mark.
    BareClause,
    /// A noun phrase before it, after one of a group of prepositions, by the group's name.
    About(String),
    /// «X را Y»: both are the content.
    Calling,
    /// «X را»: the content is denied.
    Denial,
    /// «X را»: the content is spoken of.
    Object,
    /// A noun phrase between its noun and its light verb, or a clause.
    Between,
    /// A clause, if somebody is asked after «از».
    Request,
}

/// What a claim is by its verb; the content may say more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum VerbSense {
    /// Nothing but that it was said.
    Speech,
    /// A report that carries the claims of others.
    Relay,
    /// A promise or an agreement.
    Commitment,
    /// A plan.
    Intention,
    /// A demand or a hope.
    Desire,
    /// What should be.
    Advice,
    /// What will be.
    Forecast,
}

/// A verb of reporting.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "VerbRow")]
pub(super) struct ReportingVerb {
    /// The words before the light verb; empty for a verb of one word.
    pub(super) noun: String,
    /// The light verb, or the only one, as [`verb_forms`] calls it.
    pub(super) light: String,
    pub(super) sense: VerbSense,
    pub(super) takes: Vec<Takes>,
}

/// A verb as it is written in the list.
#[derive(Deserialize)]
struct VerbRow(String, VerbSense, Vec<Takes>);

impl From<VerbRow> for ReportingVerb {
    fn from(VerbRow(words, sense, takes): VerbRow) -> Self {
        let (noun, light) = words.rsplit_once(' ').unwrap_or(("", &words));
        Self { noun: noun.to_owned(), light: light.to_owned(), sense, takes }
    }
}

/// Whether a prepositional cue makes a claim of its own or wraps the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum SourceLevel {
    /// «به گفته»: somebody's claim.
    Main,
    /// «به گزارش»: the agency that carries the news.
    Outer,
    /// «بر اساس گزارش»: outer where a medium made it, else somebody's claim.
    Report,
    /// «از نظر»: somebody's claim, if somebody follows.
    Opinion,
    /// «به نقل از»: outer after an outer one, else somebody's claim.
    Relayed,
}

/// What an aside such as «با اشاره به» may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum AsideTakes {
    /// «اینکه» and a clause.
    Clause,
    /// The same, or a noun phrase.
    Topic,
    /// The same; what it takes is denied.
    Denied,
}

/// `assets/language/reporting.ron`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ReportingLists {
    pub(super) verbs: Vec<ReportingVerb>,
    pub(super) prepositions: BTreeMap<String, Vec<String>>,
    sources: Vec<(String, SourceLevel)>,
    /// With each of `source_nouns` a prepositional cue.
    source_prepositions: Vec<String>,
    source_nouns: Vec<(String, SourceLevel)>,
    nameless_sources: Vec<String>,
    aside_openers: Vec<String>,
    asides: Vec<(String, AsideTakes)>,
    whole_asides: Vec<String>,
    pub(super) between_prepositions: WordSet,
    pub(super) dummies: WordSet,
    pub(super) pointed_at: WordSet,
    pub(super) that_clause_openers: WordSet,
    pub(super) speeches: WordSet,
    pub(super) stances: WordSet,
    pub(super) stance_verbs: Vec<String>,
    pub(super) stance_prepositions: WordSet,
    pub(super) not_saying: WordSet,
    pub(super) talk_joined: WordSet,
    pub(super) talk_apart: WordSet,
    pub(super) impersonal: WordSet,
    pub(super) reporting_in_imperfect: Vec<String>,
    pub(super) said_elsewhere: WordSet,
    pub(super) manners_joined: WordSet,
    pub(super) manners: WordSet,
    pub(super) naming_without_preposition: Vec<String>,
    pub(super) not_written: WordSet,
    pub(super) supposed: WordSet,
    pub(super) as_said: WordSet,
    pub(super) speech_adjectives: WordSet,
    pub(super) questions: WordSet,
    pub(super) knowing_well: WordSet,
    pub(super) not_asked: WordSet,
    pub(super) passive_forms: Vec<String>,
    pub(super) passive_tails: Vec<String>,
    pub(super) active_with_become: Vec<String>,
    pub(super) thinking: Vec<String>,
    pub(super) not_reporting_before: BTreeMap<String, WordSet>,
    pub(super) named_before: Vec<String>,
    pub(super) calls_before_that: Vec<String>,
    pub(super) topics_before_that: Vec<String>,
    pub(super) pointing_nouns: WordSet,
    pub(super) urging: WordSet,
    pub(super) inner_verbs: Vec<String>,
    pub(super) denied_calling: Vec<String>,
    pub(super) other_light_nouns: WordSet,
    pub(super) manner_nouns: WordSet,
}

/// `assets/language/clauses.ron`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ClauseLists {
    pub(super) pronouns: WordSet,
    pub(super) first_person_pronouns: WordSet,
    pub(super) first_person_speakers: WordSet,
    pub(super) demonstratives: WordSet,
    pub(super) indefinites: WordSet,
    pub(super) not_persons: WordSet,
    pub(super) noun_phrase_stops: WordSet,
    /// What goes on with a noun phrase, and after which words.
    pub(super) noun_phrase_links: BTreeMap<String, WordSet>,
    pub(super) noun_prepositions: BTreeMap<String, WordSet>,
    pub(super) open_stops: WordSet,
    pub(super) venues: WordSet,
    pub(super) relations: WordSet,
    pub(super) occasion_openers: WordSet,
    pub(super) occasion_demonstratives: WordSet,
    pub(super) offices: WordSet,
    pub(super) people: WordSet,
    pub(super) places: WordSet,
    pub(super) institutions: WordSet,
    pub(super) national_institutions: WordSet,
    pub(super) institution_heads: WordSet,
    pub(super) terms_of_office: WordSet,
    pub(super) whole_offices: WordSet,
    pub(super) kinds: WordSet,
    pub(super) groups: WordSet,
    pub(super) given_names: WordSet,
    pub(super) provinces: WordSet,
    /// Nouns that point at somebody after «این».
    pub(super) pointed_people: WordSet,
    pub(super) clause_starts: WordSet,
    pub(super) deeds: WordSet,
    pub(super) surnames: WordSet,
    pub(super) unposted_offices: WordSet,
    pub(super) labels: WordSet,
    pub(super) headline_cues: WordSet,
    pub(super) agencies: WordSet,
    pub(super) agency_tails: WordSet,
    pub(super) media: WordSet,
    pub(super) no_source_after: WordSet,
    pub(super) dateline_openers: WordSet,
    pub(super) documents: WordSet,
    pub(super) document_parts: WordSet,
    pub(super) openers: WordSet,
    pub(super) leads: WordSet,
    pub(super) part_joins: WordSet,
    pub(super) part_joins_after_comma: WordSet,
    pub(super) connectives: WordSet,
    pub(super) clause_leads: WordSet,
    pub(super) quotation_goes_on: WordSet,
    pub(super) no_bare_clause: WordSet,
    pub(super) object_clauses: WordSet,
    pub(super) object_starts: WordSet,
    pub(super) bound_prepositions_after: WordSet,
    pub(super) object_adverbs: WordSet,
    pub(super) finite_words: WordSet,
    pub(super) verbs_or_nouns: WordSet,
    pub(super) departments: WordSet,
    pub(super) bare_institutions: WordSet,
    pub(super) surname_endings: Vec<String>,
    pub(super) own_media: WordSet,
    pub(super) question_words: WordSet,
    pub(super) able: WordSet,
    pub(super) modals: WordSet,
    pub(super) light_verbs: WordSet,
    pub(super) that_conjunctions: WordSet,
    pub(super) clause_conjunctions: WordSet,
    pub(super) indicative_presents: WordSet,
    pub(super) verbs_or_numbers: WordSet,
    pub(super) subordinates: WordSet,
    pub(super) time_units: WordSet,
    pub(super) time_shifts: WordSet,
    pub(super) months: WordSet,
    pub(super) number_words: WordSet,
    pub(super) conditional: WordSet,
    pub(super) wishing: WordSet,
    pub(super) duty: WordSet,
    pub(super) future: WordSet,
    pub(super) planned_events: WordSet,
    pub(super) coming_days: WordSet,
}

/// The words of reporting.
pub(super) static REPORTING: LazyLock<ReportingLists> =
    LazyLock::new(|| ReportingLists::bundled().unwrap_or_default());

/// The words of clauses and noun phrases.
pub(super) static CLAUSES: LazyLock<ClauseLists> =
    LazyLock::new(|| ClauseLists::bundled().unwrap_or_default());

/// The phrases that may start a cue.
pub(super) static CUE_PHRASES: LazyLock<CuePhrases> = LazyLock::new(|| CuePhrases::of(&REPORTING));

impl ReportingLists {
    /// The lists that the program brings along.
    pub(super) fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../../assets/language/reporting.ron"))
    }
}

impl ClauseLists {
    /// The lists that the program brings along.
    pub(super) fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../../assets/language/clauses.ron"))
    }
}

/// The words of reporting in every form, ready to be found.
pub(super) struct CuePhrases {
    /// Verbs of one word.
    pub(super) single: Lexicon<(&'static ReportingVerb, VerbForm)>,
    /// The nouns of the others, and which verbs share one.
    pub(super) nouns: Lexicon<Vec<&'static ReportingVerb>>,
    light: BTreeMap<&'static str, Lexicon<VerbForm>>,
    /// Prepositional cues; those without a level name no source.
    pub(super) sources: Lexicon<Option<SourceLevel>>,
    /// With what each may take, and whether «اینکه» is part of the phrase.
    pub(super) asides: Lexicon<(AsideTakes, bool)>,
    /// With which two letters a cue may start: most words are none, and one look shows that.
    openings: CueOpenings,
}

/// A bit for each pair of letters of the Arabic block.
struct CueOpenings(Vec<u64>);

impl CueOpenings {
    /// The block's first letter, and how many there are.
    const FIRST: u32 = 0x600;
    const LETTERS: u32 = 256;

    fn place(one: char, two: char) -> Option<(usize, u64)> {
        let letter =
            |c: char| u32::from(c).checked_sub(Self::FIRST).filter(|it| *it < Self::LETTERS);
        let pair = letter(one)? * Self::LETTERS + letter(two)?;
        Some(((pair / u64::BITS) as usize, 1 << (pair % u64::BITS)))
    }

    fn of(pairs: impl Iterator<Item = (char, char)>) -> Self {
        let mut bits = vec![0; (Self::LETTERS * Self::LETTERS / u64::BITS) as usize];
        for (at, bit) in pairs.filter_map(|(one, two)| Self::place(one, two)) {
            if let Some(it) = bits.get_mut(at) {
                *it |= bit;
            }
        }
        Self(bits)
    }

    fn has(&self, one: char, two: char) -> bool {
        let place = Self::place(one, two);
        place.is_some_and(|(at, bit)| self.0.get(at).is_some_and(|it| it & bit != 0))
    }
}

impl CuePhrases {
    /// False where the letters of a word show that no cue starts with it.
    pub(super) fn may_open(&self, mut letters: impl Iterator<Item = char>) -> bool {
        match (letters.next(), letters.next()) {
            (Some(one), Some(two)) => self.openings.has(one, two),
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    fn of(lists: &'static ReportingLists) -> Self {
        let mut light = BTreeMap::new();
        for verb in lists.verbs.iter().filter(|it| !it.noun.is_empty()) {
            light.entry(verb.light.as_str()).or_insert_with(|| light_verb(&verb.light));
        }
        let (single, nouns) = (single_words(lists), nouns(lists));
        let (sources, asides) = (sources(lists), asides(lists));
        let pairs = single.openings().chain(nouns.openings()).chain(sources.openings());
        // «مبنی بر اینکه» is no entry.
        let pairs = pairs.chain(asides.openings()).chain([('م', 'ب')]);
        let openings = CueOpenings::of(pairs);
        Self { single, nouns, light, sources, asides, openings }
    }

    /// The forms of a light verb.
    pub(super) fn light(&self, verb: &ReportingVerb) -> Option<&Lexicon<VerbForm>> {
        self.light.get(verb.light.as_str())
    }
}

fn light_verb(verb: &str) -> Lexicon<VerbForm> {
    let mut forms = LexiconBuilder::with_free_joints();
    for (word, form) in verb_forms(verb) {
        forms.insert(&word, form);
    }
    forms.build()
}

fn single_words(lists: &'static ReportingLists) -> Lexicon<(&'static ReportingVerb, VerbForm)> {
    let mut single = LexiconBuilder::with_free_joints();
    for verb in lists.verbs.iter().filter(|it| it.noun.is_empty()) {
        for (word, form) in verb_forms(&verb.light) {
            single.insert(&word, (verb, form));
        }
    }
    single.build()
}

fn nouns(lists: &'static ReportingLists) -> Lexicon<Vec<&'static ReportingVerb>> {
    let mut by_noun: BTreeMap<&str, Vec<&'static ReportingVerb>> = BTreeMap::new();
    for verb in lists.verbs.iter().filter(|it| !it.noun.is_empty()) {
        by_noun.entry(&verb.noun).or_default().push(verb);
    }
    let mut nouns = LexiconBuilder::with_free_joints();
    for (noun, verbs) in by_noun {
        nouns.insert(noun, verbs);
    }
    nouns.build()
}

fn sources(lists: &ReportingLists) -> Lexicon<Option<SourceLevel>> {
    let mut sources = LexiconBuilder::with_free_joints();
    for (phrase, level) in &lists.sources {
        sources.insert(phrase, Some(*level));
    }
    for (noun, level) in &lists.source_nouns {
        for preposition in &lists.source_prepositions {
            sources.insert(&format!("{preposition}{noun}"), Some(*level));
        }
    }
    for phrase in &lists.nameless_sources {
        sources.insert(phrase, None);
    }
    sources.build()
}

fn asides(lists: &ReportingLists) -> Lexicon<(AsideTakes, bool)> {
    let mut asides = LexiconBuilder::with_free_joints();
    for phrase in &lists.whole_asides {
        asides.insert(phrase, (AsideTakes::Topic, false));
        asides.insert(&format!("{phrase}اینکه"), (AsideTakes::Topic, true));
    }
    for opener in &lists.aside_openers {
        for (phrase, takes) in &lists.asides {
            asides.insert(&format!("{opener}{phrase}"), (*takes, false));
            asides.insert(&format!("{opener}{phrase}اینکه"), (*takes, true));
        }
    }
    asides.build()
}
