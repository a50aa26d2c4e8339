//! Single words that the rules look for.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use super::super::atom::CalendarEra;
use crate::{language::WordSet, timex::Modifier};

/// `assets/language/dates/grammar_words.ron`, where each list says what it is for.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct GrammarWords {
    pub(in super::super) ordinal_endings: WordSet,
    pub(in super::super) joined_endings: WordSet,
    pub(in super::super) ezafe_endings: Vec<String>,
    pub(in super::super) markets: WordSet,
    pub(in super::super) discs: WordSet,
    pub(in super::super) imperfect_prefix: WordSet,
    pub(in super::super) negated_imperfect_prefix: WordSet,
    pub(in super::super) announcements: WordSet,
    pub(in super::super) reported_nouns: WordSet,
    pub(in super::super) modifiers: Vec<ModifierWords>,
    pub(in super::super) clock_leads: WordSet,
    pub(in super::super) remaining: WordSet,
    pub(in super::super) this_very: WordSet,
    pub(in super::super) dated: WordSet,
    pub(in super::super) months_with_year: WordSet,
    pub(in super::super) spoken_verbs: WordSet,
    pub(in super::super) zodiac: WordSet,
    pub(in super::super) counted_zodiac: WordSet,
    pub(in super::super) counted_before: HashMap<String, WordSet>,
    pub(in super::super) nil: WordSet,
    pub(in super::super) nil_leads: WordSet,
    pub(in super::super) blessed: WordSet,
    pub(in super::super) may: WordSet,
    pub(in super::super) verb_endings: Vec<String>,
    pub(in super::super) not_verbs: WordSet,
    pub(in super::super) lonely_months: WordSet,
    pub(in super::super) clearer_lonely_months: WordSet,
    pub(in super::super) not_after_lonely_months: WordSet,
    pub(in super::super) year_leads: WordSet,
    pub(in super::super) ahead: WordSet,
    pub(in super::super) dotted_eras: Vec<(String, String, CalendarEra)>,
    pub(in super::super) era_letters: Vec<(String, CalendarEra)>,
    pub(in super::super) year_heads: WordSet,
    pub(in super::super) short_year_heads: WordSet,
    pub(in super::super) not_between_head_and_year: WordSet,
    pub(in super::super) numbered: WordSet,
    pub(in super::super) numbered_in_rows: WordSet,
    pub(in super::super) kinds_of_study: WordSet,
    pub(in super::super) between: WordSet,
    pub(in super::super) comparatives: WordSet,
    pub(in super::super) nowadays_nouns: WordSet,
    pub(in super::super) acting_nouns: WordSet,
    pub(in super::super) others: WordSet,
    pub(in super::super) states: WordSet,
    pub(in super::super) imperfect_states: WordSet,
    pub(in super::super) not_of_states: WordSet,
    pub(in super::super) clause_openers: WordSet,
    pub(in super::super) occasions: WordSet,
    pub(in super::super) duties: WordSet,
    pub(in super::super) suppositions: WordSet,
    pub(in super::super) contrasts: WordSet,
    pub(in super::super) begun: WordSet,
    pub(in super::super) stated: WordSet,
    pub(in super::super) same_as_told: WordSet,
    pub(in super::super) given_names: WordSet,
    pub(in super::super) extensions: WordSet,
    pub(in super::super) counted_after: WordSet,
    pub(in super::super) news_nouns: WordSet,
    pub(in super::super) foreign_cities: HashMap<String, String>,
    pub(in super::super) planned: WordSet,
    pub(in super::super) postponements: WordSet,
    pub(in super::super) large_numbers: HashMap<String, u64>,
    pub(in super::super) length_leads: WordSet,
    pub(in super::super) after_noon: WordSet,
    pub(in super::super) before_noon: WordSet,
    pub(in super::super) departures: WordSet,
    pub(in super::super) trips: WordSet,
    pub(in super::super) returns: WordSet,
    pub(in super::super) events: WordSet,
    pub(in super::super) historic_heads: WordSet,
    pub(in super::super) historic_kinds: WordSet,
    pub(in super::super) past_events: WordSet,
    pub(in super::super) revolutions: WordSet,
    pub(in super::super) autumn_years: WordSet,
    pub(in super::super) fiscal_years: WordSet,
    pub(in super::super) same: WordSet,
    pub(in super::super) before_that: WordSet,
    pub(in super::super) half: WordSet,
    pub(in super::super) part_beginnings: Vec<String>,
    pub(in super::super) parts: WordSet,
    pub(in super::super) not_after_parts: WordSet,
    pub(in super::super) in_time: WordSet,
    pub(in super::super) past_or_future: WordSet,
    pub(in super::super) once: WordSet,
    pub(in super::super) within: WordSet,
    pub(in super::super) every_other: WordSet,
    pub(in super::super) kinds_of_days: WordSet,
    pub(in super::super) last: WordSet,
    pub(in super::super) last_days: WordSet,
    pub(in super::super) closing: WordSet,
    pub(in super::super) opening: WordSet,
}

/// Words before a date that modify it.
#[derive(Debug, Deserialize)]
pub(in super::super) struct ModifierWords {
    pub(in super::super) modifier: Modifier,
    /// True for what says nothing of a day.
    pub(in super::super) lengths_only: bool,
    pub(in super::super) words: WordSet,
}

static GRAMMAR_WORDS: LazyLock<GrammarWords> =
    LazyLock::new(|| GrammarWords::bundled().unwrap_or_default());

/// The lists.
pub(in super::super) fn words() -> &'static GrammarWords {
    &GRAMMAR_WORDS
}

impl GrammarWords {
    /// The ones that the program brings along.
    pub(super) fn bundled() -> ron::error::SpannedResult<Self> {
        ron::from_str(include_str!("../../../../assets/language/dates/grammar_words.ron"))
    }
}
