//! What looks like a date and is none.

use super::{
    atom::{Atom, Doubt},
    atoms::Gap,
    lexicon::{Company, is_institution, not_before, not_behind},
    node::{Expression, Moment, Node},
    reader::Reader,
};

/// Endings that may hang on a date by a joiner: they belong to the word.
const ENDINGS: &[&str] = &["ها", "های", "هایی", "ای", "ی", "اش", "شان", "مان", "ام", "یی"];

/// The expression with edges at word edges; for what is no date, the token to go on from.
pub(super) fn admit(reader: &Reader<'_>, found: Expression) -> Result<Expression, usize> {
    let Some(found) = whole_words(reader, found) else { return Err(found.last) };
    let lone = is_lone(&found);
    let word_before = reader.word_before(found.first);
    // «نماز جمعه این هفته»: only the first word is something else.
    if lone && not_behind(word_before, reader.word(found.first)) == Company::Foreign {
        return Err(found.first + 1);
    }
    if lone && (is_part_of_a_name(reader, found.last) || is_verse(reader, found.last)) {
        return Err(found.last);
    }
    if is_institution(word_before) && is_name_like(&found) || is_disc(reader, &found) {
        return Err(found.last);
    }
    Ok(found)
}

/// What stands behind makes a name of the last word: «عصر ایران», «جمعه بازار».
fn is_part_of_a_name(reader: &Reader<'_>, last: usize) -> bool {
    let behind = reader.word(last);
    let weekday = matches!(reader.before(last), Atom::Weekday(_));
    let market = weekday && matches!(behind, "بازار" | "بازارها" | "بازارهای");
    market || not_before(reader.word_before(last), behind) == Company::Foreign
}

/// «(جمعه/6)»: a chapter and verse.
fn is_verse(reader: &Reader<'_>, last: usize) -> bool {
    matches!(reader.before(last), Atom::Weekday(_))
        && matches!(reader.atom(last), Atom::Mark(b'/' | b':'))
        && matches!(reader.atom(last + 1), Atom::Digits(..))
}

/// No span starts or ends inside an orthographic word.
fn whole_words(reader: &Reader<'_>, mut found: Expression) -> Option<Expression> {
    let inside = match reader.gap(found.first) {
        Gap::Joiner => true,
        Gap::None => {
            matches!(reader.before(found.first), Atom::Word)
                && reader.word_before(found.first).ends_with(|c: char| c.is_ascii_alphabetic())
        }
        Gap::Space => false,
    };
    if inside && found.first > 0 {
        return None;
    }
    let letters = !matches!(reader.atom(found.last), Atom::Mark(_));
    match reader.gap(found.last) {
        Gap::Joiner if letters => {
            if !ENDINGS.contains(&reader.word(found.last)) {
                return None;
            }
            found.last += 1;
        }
        Gap::None if letters && matches!(reader.before(found.last), Atom::Digits(..)) => {
            if matches!(reader.atom(found.last), Atom::Word | Atom::Digits(..)) {
                return None;
            }
        }
        _ => {}
    }
    Some(found)
}

/// True for a reading that hangs on one doubtful word.
fn is_lone(found: &Expression) -> bool {
    match found.node {
        Node::Moment(it) => it.days.is_none() && it.clock.is_none(),
        // A length too: «یک ساعت هوشمند».
        Node::Years(_)
        | Node::Months(_)
        | Node::Period(_)
        | Node::Named(..)
        | Node::Duration(..) => true,
        Node::Offset(_) | Node::Set(_) | Node::Reference(..) => false,
    }
}

/// True for a day without a year, as streets and hospitals are called.
fn is_name_like(found: &Expression) -> bool {
    matches!(
        found.node,
        Node::Moment(Moment { year: None, clock: None, offset: None, .. })
            | Node::Named(_, None)
            | Node::Months(_)
    )
}

/// «سی دی» is a disc unless a year, ماه or روز tells the 30th of Dey.
fn is_disc(reader: &Reader<'_>, found: &Expression) -> bool {
    found.last == found.first + 2
        && reader.word(found.first) == "سی"
        && matches!(reader.atom(found.first + 1), Atom::Month(_, 10, Doubt::Rare))
}
