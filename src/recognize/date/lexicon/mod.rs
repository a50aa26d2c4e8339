//! The words of date language, as data.
//!
//! Keys are folded spellings, separated by spaces; `|` is a joint (joiner, space or nothing), `_` a
//! joint that is never nothing. Hamza seats and آ need no spellings of their own.

mod collocations;
mod months;
pub(super) mod named;
mod numbers;
mod references;
mod verbs;
mod words;

use std::sync::OnceLock;

pub(super) use collocations::{
    Company, is_counted, is_institution, is_often_counted, not_before, not_behind,
};
pub(super) use named::{HISTORIC, NAMED, NamedDay, When};
pub(super) use references::REFERENCES;
pub(super) use verbs::{Tense, is_participle, tense_after_mi, tense_word};

use super::{
    atom::{Atom, Doubt},
    trie::Trie,
};

/// The whole lexicon.
pub(super) fn lexicon() -> &'static Trie {
    static LEXICON: OnceLock<Trie> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let rows = words::WORDS.iter().chain(months::MONTHS).map(|&(keys, atom)| (keys, atom));
        let rows = rows.chain(named::rows()).chain(references::rows());
        // «تیرماه» written in one.
        let said = months::MONTHS.iter().flat_map(|&(keys, atom)| {
            keys.split(' ').filter_map(move |key| Some((format!("{key}ماه"), said_month(atom)?)))
        });
        let numbers: Vec<_> = numbers::rows().into_iter().chain(said).collect();
        let numbers = numbers.iter().map(|(key, atom)| (key.as_str(), *atom));
        let keys = rows.flat_map(|(keys, atom)| keys.split(' ').map(move |key| (key, atom)));
        Trie::new(keys.filter(|(key, _)| !key.is_empty()).chain(numbers))
    })
}

fn said_month(atom: Atom) -> Option<Atom> {
    match atom {
        Atom::Month(calendar, number, _) => Some(Atom::Month(calendar, number, Doubt::Said)),
        _ => None,
    }
}
