//! The words of date language, as data.
//!
//! Keys are folded spellings, separated by spaces; `|` is a joint (joiner, space or nothing), `_` a
//! joint that is never nothing. Hamza seats and آ need no spellings of their own.

mod collocations;
mod months;
pub(super) mod named;
mod references;
mod words;

use std::sync::LazyLock;

pub(super) use crate::language::{Tense, tense_of as tense_word};
pub(super) use collocations::{
    Company, is_counted, is_institution, is_often_counted, not_before, not_behind,
};
pub(super) use named::{HISTORIC, NAMED, NamedDay, When};
pub(super) use references::REFERENCES;

use super::atom::{Atom, Doubt};
use crate::language::{Lexicon, LexiconBuilder, number_words};

static LEXICON: LazyLock<Lexicon<Atom>> = LazyLock::new(|| {
    let mut lexicon = LexiconBuilder::with_marked_joints();
    let rows = words::WORDS.iter().chain(months::MONTHS).map(|&(keys, atom)| (keys, atom));
    for (keys, atom) in rows.chain(named::rows()).chain(references::rows()) {
        for key in keys.split(' ').filter(|it| !it.is_empty()) {
            lexicon.insert_new(key, atom);
        }
    }
    for word in number_words() {
        lexicon.insert_new(&word.key, Atom::Number(word.value, word.form));
    }
    // «تیرماه» written in one.
    for &(keys, atom) in months::MONTHS {
        let Some(said) = said_month(atom) else { continue };
        for key in keys.split(' ') {
            lexicon.insert_new(&format!("{key}ماه"), said);
        }
    }
    lexicon.build()
});

/// The whole lexicon.
pub(super) fn lexicon() -> &'static Lexicon<Atom> {
    &LEXICON
}

fn said_month(atom: Atom) -> Option<Atom> {
    match atom {
        Atom::Month(calendar, number, _) => Some(Atom::Month(calendar, number, Doubt::Said)),
        _ => None,
    }
}
