//! What shows that figures and names stand in a table or a list.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::WordSet;

/// `assets/language/dates/tables.ron`, where each list says what it is for.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct TableWords {
    pub(in super::super) sentence_words: WordSet,
    pub(in super::super) time_labels: WordSet,
    pub(in super::super) time_leads: WordSet,
    pub(in super::super) ratios: WordSet,
    pub(in super::super) verses: WordSet,
    pub(in super::super) length_units: WordSet,
    pub(in super::super) directory_labels: WordSet,
    pub(in super::super) comparatives: WordSet,
    pub(in super::super) titles: WordSet,
    pub(in super::super) directory_times: WordSet,
    pub(in super::super) accounts: WordSet,
    pub(in super::super) aged_goods: WordSet,
    pub(in super::super) address_words: WordSet,
}

static WORDS: LazyLock<TableWords> = LazyLock::new(|| TableWords::bundled().unwrap_or_default());

impl TableWords {
    /// The ones that the program brings along.
    pub(super) fn bundled() -> ron::error::SpannedResult<Self> {
        ron::from_str(include_str!("../../../../assets/language/dates/tables.ron"))
    }
}

/// The lists; empty where they cannot be read, which a test forbids.
pub(in super::super) fn table_words() -> &'static TableWords {
    &WORDS
}
