//! The words of date language: data under `assets/language/dates`, read once.

mod company;
mod foreign_signs;
mod grammar_words;
mod named_days;
mod publication;
mod table_words;

use std::sync::LazyLock;

use foreign_signs::ForeignSigns;

pub(super) use company::company;
pub(super) use foreign_signs::foreign_signs;
pub(super) use grammar_words::{ModifierWords, words};
pub(super) use named_days::{NamedDay, NamedDayRule, historic_year, named_days};
pub(super) use publication::publication_words;
pub(super) use table_words::table_words;

use super::atom::{Atom, WordDoubt};
use crate::{
    language::{Lexicon, LexiconBuilder, number_words},
    timex::Reference,
};

/// Keys as a lexicon with marked joints has them, all with one meaning.
type LexiconRow<T> = (T, Vec<String>);

static WORDS: LazyLock<Vec<LexiconRow<Atom>>> =
    LazyLock::new(|| bundled_words().unwrap_or_default());
static MONTHS: LazyLock<Vec<LexiconRow<Atom>>> =
    LazyLock::new(|| bundled_months().unwrap_or_default());
static REFERENCES: LazyLock<Vec<LexiconRow<Reference>>> =
    LazyLock::new(|| bundled_references().unwrap_or_default());

static LEXICON: LazyLock<Lexicon<Atom>> = LazyLock::new(|| {
    let mut lexicon = LexiconBuilder::with_marked_joints();
    let mut enter = |keys: &[String], atom: Atom| {
        for key in keys {
            lexicon.insert_new(key, atom);
        }
    };
    for (atom, keys) in WORDS.iter().chain(MONTHS.iter()) {
        enter(keys, *atom);
    }
    for (at, day) in (0..).zip(named_days()) {
        enter(&day.names, Atom::Named(at));
    }
    for (reference, keys) in REFERENCES.iter() {
        enter(keys, Atom::Reference(*reference));
    }
    for word in number_words() {
        enter(&[word.key], Atom::Number(word.value, word.form));
    }
    // «تیرماه» written in one.
    for (atom, keys) in MONTHS.iter() {
        let Some(said) = said_month(*atom) else { continue };
        for key in keys {
            enter(&[format!("{key}ماه")], said);
        }
    }
    lexicon.build()
});

/// The whole lexicon.
pub(super) fn lexicon() -> &'static Lexicon<Atom> {
    &LEXICON
}

fn said_month(atom: Atom) -> Option<Atom> {
    let Atom::Month(calendar, number, _) = atom else { return None };
    Some(Atom::Month(calendar, number, WordDoubt::Said))
}

fn bundled_words() -> ron::error::SpannedResult<Vec<LexiconRow<Atom>>> {
    ron::from_str(include_str!("../../../../assets/language/dates/words.ron"))
}

fn bundled_months() -> ron::error::SpannedResult<Vec<LexiconRow<Atom>>> {
    ron::from_str(include_str!("../../../../assets/language/dates/months.ron"))
}

fn bundled_references() -> ron::error::SpannedResult<Vec<LexiconRow<Reference>>> {
    ron::from_str(include_str!("../../../../assets/language/dates/references.ron"))
}

/// Reads the lists of words that the program brings along; a list that cannot be read is empty where
/// it is used.
pub fn check_bundled_lists() -> Result<(), ron::error::SpannedError> {
    bundled_words()?;
    bundled_months()?;
    bundled_references()?;
    company::CompanyLists::bundled()?;
    ForeignSigns::bundled()?;
    grammar_words::GrammarWords::bundled()?;
    named_days::bundled_named_days()?;
    named_days::bundled_historic_days()?;
    publication::PublicationWords::bundled()?;
    table_words::TableWords::bundled()?;
    Ok(())
}
