//! When a clause happens, by the first finite verb behind a token.

use super::{
    atom::{Atom, Doubt},
    reader::Reader,
};
use crate::language::{Tense, completes_perfect, is_participle, tense_after_mi, tense_of};

/// How many tokens a verb may be away.
const REACH: usize = 48;

/// What the clause behind token `at` tells of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// The tense of its verb.
    pub(super) tense: Option<Tense>,
    /// True for «اعلام شد»: the telling is past, what is told may be to come.
    pub(super) announces: bool,
}

/// Reads the clause that goes on at token `at`.
pub(super) fn clause(reader: &Reader<'_>, at: usize) -> Clause {
    let end = (at + REACH).min(reader.tokens.len());
    for place in at..end {
        let tense = match reader.atom(place) {
            Atom::Mark(b'.' | b';' | b'?' | b'!') => break,
            // می apart from its verb reads as the month of May.
            Atom::Month(_, 5, Doubt::Rare) if is_mi(reader.word(place)) => {
                verb(reader, place + 1).map(tense_after_mi)
            }
            Atom::Word if reader.word(place) == "نمی" => {
                verb(reader, place + 1).map(tense_after_mi)
            }
            Atom::Word => finite(reader, place),
            _ => None,
        };
        if tense.is_some() {
            return Clause { tense, announces: announces(reader, place) };
        }
    }
    Clause { tense: None, announces: false }
}

fn is_mi(word: &str) -> bool {
    word == "می"
}

fn verb<'a>(reader: &Reader<'a>, at: usize) -> Option<&'a str> {
    matches!(reader.atom(at), Atom::Word).then(|| reader.word(at))
}

fn finite(reader: &Reader<'_>, at: usize) -> Option<Tense> {
    let word = reader.word(at);
    if is_participle(word) {
        return completes_perfect(reader.word(at + 1)).then_some(Tense::Past);
    }
    tense_of(word)
}

fn announces(reader: &Reader<'_>, at: usize) -> bool {
    matches!(
        reader.word_before(at),
        "اعلام"
            | "تعیین"
            | "موکول"
            | "مشخص"
            | "تصویب"
            | "پیش‌بینی"
            | "پیشبینی"
            | "بینی"
            | "خبر"
            | "اطلاع"
            | "برنامه‌ریزی"
            | "ریزی"
            | "مقرر"
            | "معین"
            | "اعلان"
            | "منتقل"
    )
}
