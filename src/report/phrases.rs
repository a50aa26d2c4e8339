//! The words of a report in two languages, read from `assets/report.ron`.

use serde::Deserialize;

pub use crate::text::Language;
use crate::{
    language::{DigitSet, localize_digits},
    model::schema::Title,
};

/// Everything a report says by itself. `{n}` stands for a number.
#[derive(Clone, Debug, Deserialize)]
pub struct Phrases {
    pub(super) timeline: Title,
    pub(super) undated: Title,
    pub(super) no_dates: Title,
    pub(super) published: Title,
    pub(super) and_more: Title,
    pub(super) nobody: Title,
    pub(super) paragraph: Title,
    pub(super) articles: Title,
    pub(super) network: Title,
    pub(super) no_claims: Title,
    pub(super) who: Title,
    pub(super) what: Title,
    pub(super) when: Title,
    pub(super) source: Title,
    pub(super) author: Title,
    pub(super) analyst: Title,
    pub(super) made: Title,
    pub(super) yes: Title,
    pub(super) no: Title,
    pub(super) notes: Title,
    pub(super) page: Title,
}

impl Phrases {
    /// Reads the words that come with the program.
    pub fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../assets/report.ron"))
    }
}

/// A number in the digits of `language`.
pub(super) fn number(n: usize, language: Language) -> String {
    digits(&n.to_string(), language)
}

/// Digits as `language` writes them.
pub(super) fn digits(words: &str, language: Language) -> String {
    let set = match language {
        Language::Persian => DigitSet::Persian,
        Language::English => DigitSet::Latin,
    };
    localize_digits(words, set)
}
