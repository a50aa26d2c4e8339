//! The words of a report in two languages, read from `assets/report.ron`.

use serde::Deserialize;

pub use crate::text::Language;
use crate::{
    model::schema::LocalizedText,
    text::{DigitSet, localize_digits},
};

/// Everything a report says by itself. `{n}` stands for a number.
#[derive(Clone, Debug, Deserialize)]
pub struct Phrases {
    pub(super) timeline: LocalizedText,
    pub(super) undated: LocalizedText,
    pub(super) no_dates: LocalizedText,
    pub(super) published: LocalizedText,
    pub(super) and_more: LocalizedText,
    pub(super) nobody: LocalizedText,
    pub(super) paragraph: LocalizedText,
    pub(super) articles: LocalizedText,
    pub(super) network: LocalizedText,
    pub(super) no_claims: LocalizedText,
    pub(super) who: LocalizedText,
    pub(super) what: LocalizedText,
    pub(super) when: LocalizedText,
    pub(super) source: LocalizedText,
    pub(super) author: LocalizedText,
    pub(super) analyst: LocalizedText,
    pub(super) made: LocalizedText,
    pub(super) yes: LocalizedText,
    pub(super) no: LocalizedText,
    pub(super) notes: LocalizedText,
    pub(super) page: LocalizedText,
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
