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
            cardinals.iter().for_each(|it| words.cardinal(it.clone(), value));
            ordinals.iter().for_each(|it| words.ordinal(it, value));
        }
        for (attributive, value) in &self.attributives {
            words.push(attributive.clone(), *value, NumberForm::Attributive);
        }
        for (tens, name) in (2..).zip(&self.tens) {
            self.round(&mut words, name, tens * 10);
            for (ones, (cardinals, ordinals)) in (1..10).zip(&self.ones) {
                let value = tens * 10 + ones;
                cardinals.iter().for_each(|it| words.cardinal(format!("{name}|و|{it}"), value));
                let ordinals = ordinals.iter().filter(|it| !self.never_after_tens.contains(it));
                ordinals.for_each(|it| words.ordinal(&format!("{name}|و|{it}"), value));
            }
        }
        for (hundreds, names) in (1..).zip(&self.hundreds) {
            names.iter().for_each(|it| self.round(&mut words, it, hundreds * 100));
        }
        self.thousand.iter().for_each(|it| self.round(&mut words, it, 1000));
        words.0
    }

    /// A number whose ordinals are made with endings.
    fn round(&self, words: &mut NumberWords, name: &str, value: u16) {
        words.cardinal(name.to_owned(), value);
        let endings = self.own_ordinal_endings.get(name).unwrap_or(&self.ordinal_endings);
        endings.iter().for_each(|ending| words.ordinal(&format!("{name}{ending}"), value));
    }
}

/// Number words as they are put together.
#[derive(Default)]
struct NumberWords(Vec<NumberWord>);

impl NumberWords {
    fn push(&mut self, key: String, value: u16, form: NumberForm) {
        self.0.push(NumberWord { key, value, form });
    }

    fn cardinal(&mut self, key: String, value: u16) {
        self.push(key, value, NumberForm::Cardinal);
    }

    fn ordinal(&mut self, key: &str, value: u16) {
        self.push(key.to_owned(), value, NumberForm::Ordinal);
        self.push(format!("{key}ین"), value, NumberForm::Attributive);
    }
}
