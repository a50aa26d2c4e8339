//! Number words, 1 to 1000, with their ordinals.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

/// How a number word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// بیست.
    Cardinal,
    /// بیستم.
    Ordinal,
    /// بیستمین.
    Attributive,
}

/// A number word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberWord {
    /// A key for a [`Lexicon`](super::Lexicon) with marked joints.
    pub key: String,
    /// 1 to 1000.
    pub value: u16,
    /// Its form.
    pub form: NumberForm,
}

/// `assets/language/numbers.ron`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct NumberLexicon {
    ones: Vec<(Vec<String>, Vec<String>)>,
    attributives: Vec<(String, u16)>,
    never_after_tens: Vec<String>,
    tens: Vec<String>,
    hundreds: Vec<Vec<String>>,
    thousand: Vec<String>,
    ordinal_endings: Vec<String>,
    own_ordinal_endings: BTreeMap<String, Vec<String>>,
}

static NUMBERS: LazyLock<NumberLexicon> =
    LazyLock::new(|| NumberLexicon::bundled().unwrap_or_default());

/// Every spelling of every number word; where two have the same key, the first is the right one.
pub fn number_words() -> Vec<NumberWord> {
    NUMBERS.words()
}

/// The cardinals from 1 to 10, each in its usual spelling.
pub fn first_cardinals() -> impl Iterator<Item = (u16, &'static str)> {
    let spellings = NUMBERS.ones.iter().filter_map(|(cardinals, _)| cardinals.first());
    (1..=10).zip(spellings.map(String::as_str))
}

impl NumberLexicon {
    /// The one that the program brings along.
    pub(super) fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../assets/language/numbers.ron"))
    }

    fn words(&self) -> Vec<NumberWord> {
        let mut words = NumberWords::default();
        for (value, (cardinals, ordinals)) in (1..).zip(&self.ones) {
            words.cardinals(cardinals, "", value);
            words.ordinals(ordinals.iter(), "", value);
        }
        for (attributive, value) in &self.attributives {
            words.push(attributive.clone(), *value, NumberForm::Attributive);
        }
        for (tens, name) in (2..).zip(&self.tens) {
            self.round(&mut words, name, tens * 10);
            for (ones, (cardinals, ordinals)) in (1..10).zip(&self.ones) {
                let value = tens * 10 + ones;
                let before = format!("{name}|و|");
                words.cardinals(cardinals, &before, value);
                let ordinals = ordinals.iter().filter(|it| !self.never_after_tens.contains(it));
                words.ordinals(ordinals, &before, value);
            }
        }
        for (hundreds, names) in (1..).zip(&self.hundreds) {
            for name in names {
                self.round(&mut words, name, hundreds * 100);
            }
        }
        for name in &self.thousand {
            self.round(&mut words, name, 1000);
        }
        words.0
    }

    /// A number whose ordinals are made with endings.
    fn round(&self, words: &mut NumberWords, name: &str, value: u16) {
        words.push(name.to_owned(), value, NumberForm::Cardinal);
        let endings = self.own_ordinal_endings.get(name).unwrap_or(&self.ordinal_endings);
        words.ordinals(endings.iter(), name, value);
    }
}

/// Number words as they are put together.
#[derive(Default)]
struct NumberWords(Vec<NumberWord>);

impl NumberWords {
    fn push(&mut self, key: String, value: u16, form: NumberForm) {
        self.0.push(NumberWord { key, value, form });
    }

    /// `before` and each of `endings`.
    fn cardinals(&mut self, endings: &[String], before: &str, value: u16) {
        for ending in endings {
            self.push(format!("{before}{ending}"), value, NumberForm::Cardinal);
        }
    }

    fn ordinals<'a>(
        &mut self,
        endings: impl Iterator<Item = &'a String>,
        before: &str,
        value: u16,
    ) {
        for ending in endings {
            self.push(format!("{before}{ending}"), value, NumberForm::Ordinal);
            self.push(format!("{before}{ending}ین"), value, NumberForm::Attributive);
        }
    }
}
