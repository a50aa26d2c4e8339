//! Words beside a date word that show that it is none.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::language::{JOINER, WordSet};

/// `assets/language/dates/company.ron`.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct CompanyLists {
    names_with_next: BTreeMap<String, WordSet>,
    names_with_previous: BTreeMap<String, WordSet>,
    institutions: WordSet,
    institution_kinds: WordSet,
    titled: WordSet,
    relays: WordSet,
    counted: WordSet,
    often_counted: WordSet,
}

static COMPANY: LazyLock<CompanyLists> =
    LazyLock::new(|| CompanyLists::bundled().unwrap_or_default());

/// The lists.
pub(in super::super) fn company() -> &'static CompanyLists {
    &COMPANY
}

impl CompanyLists {
    /// The ones that the program brings along.
    pub(super) fn bundled() -> ron::error::SpannedResult<Self> {
        ron::from_str(include_str!("../../../../assets/language/dates/company.ron"))
    }

    /// True where `word` and the one after it make a name: «عصر ایران».
    pub(in super::super) fn is_name_with_next(&self, word: &str, next: &str) -> bool {
        self.names_with_next.get(word).is_some_and(|it| it.has(next))
    }

    /// True where `word` and the one before it make a name: «رادیو فردا».
    pub(in super::super) fn is_name_with_previous(&self, previous: &str, word: &str) -> bool {
        let first = word.split([' ', JOINER]).next().unwrap_or(word);
        self.names_with_previous.get(first).is_some_and(|it| it.has(previous))
    }

    /// True for places and bodies that bear a date as a name: «بیمارستان ۲۲ بهمن».
    pub(in super::super) fn is_institution(&self, word: &str) -> bool {
        self.institutions.has(word)
    }

    /// True for what may stand between such a place and the date: «مجتمع مسکونی مبعث».
    pub(in super::super) fn is_kind_of_institution(&self, word: &str) -> bool {
        self.institution_kinds.has(word)
    }

    /// True for what bears any words as a title: «روزنامه هفت صبح».
    pub(in super::super) fn has_title(&self, word: &str) -> bool {
        self.titled.has(word)
    }

    /// True for what carries words: «به نقل از مهر».
    pub(in super::super) fn is_relay(&self, word: &str) -> bool {
        self.relays.has(word)
    }

    /// True for measures and people: a number before them is never a year.
    pub(in super::super) fn is_counted(&self, word: &str) -> bool {
        self.counted.has(word)
    }

    /// True also for things that news counts: a number alone before them is no year.
    pub(in super::super) fn is_often_counted(&self, word: &str) -> bool {
        self.is_counted(word) || self.often_counted.has(word)
    }
}
