//! The name of a month, with and without ماه.

use super::super::{
    atom::{Atom, UnitForm, WordDoubt},
    atoms::Gap,
    lexicon::words,
    node::CalendarMonth,
    token_reader::TokenReader,
};
use crate::{
    language::{Tense, tense_of},
    timex::Unit,
};

/// A month's name and what stands with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthName {
    pub(super) month: CalendarMonth,
    pub(super) doubt: WordDoubt,
    /// True with ماه before or after it.
    pub(super) marked: bool,
    pub(super) next: usize,
}

/// «ماه ژانویه», «دی ماه», «ماه مبارک رمضان», «برج ۳» is none.
pub(super) fn name(reader: &TokenReader<'_>, start: usize) -> Option<MonthName> {
    let mut at = start;
    let mut marked = false;
    if reader.atom(at) == Atom::Unit(Unit::Month, UnitForm::Plain) {
        marked = true;
        at += 1;
    }
    if marked && words().blessed.has(reader.word(at)) {
        at += 1;
    }
    let Atom::Month(calendar, number, doubt) = reader.atom(at) else { return None };
    at += 1;
    marked |= doubt == WordDoubt::Said;
    if !marked && reader.atom(at) == Atom::Unit(Unit::Month, UnitForm::Plain) {
        marked = true;
        at += 1;
    }
    if words().may.has(reader.word(at - 1)) && may_is_a_prefix(reader, at) {
        return None;
    }
    Some(MonthName { month: CalendarMonth { calendar, number }, doubt, marked, next: at })
}

/// «می شود» is a verb: what stands after «می» has a tense.
fn may_is_a_prefix(reader: &TokenReader<'_>, at: usize) -> bool {
    if reader.gap(at) == Gap::Joiner || reader.atom(at) != Atom::Word {
        return reader.gap(at) == Gap::Joiner;
    }
    // Most verbs of the present end in د; few words that news puts after May do.
    let word = reader.word(at);
    let ends_like_a_verb = words().verb_endings.iter().any(|it| word.ends_with(it.as_str()))
        && !words().not_verbs.has(word);
    match tense_of(word) {
        Some(tense) => tense != Tense::Timeless,
        None => ends_like_a_verb,
    }
}
