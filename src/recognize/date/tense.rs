//! When a clause happens, by the first finite verb after a token.

use super::{
    atom::{Atom, WordDoubt},
    lexicon::words,
    token_reader::TokenReader,
};
use crate::language::{Tense, completes_perfect, is_participle, tense_after_mi, tense_of};

/// How many tokens a verb may be away.
const REACH: usize = 48;

/// What the clause after token `at` tells of its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ClauseTime {
    /// The tense of its verb.
    pub(super) tense: Option<Tense>,
    /// True for «اعلام شد»: the telling is past, what is reported may be to come.
    pub(super) announces: bool,
    /// True for «موکول شد»: what it is moved to is to come.
    pub(super) postpones: bool,
    /// Which token the verb is.
    pub(super) verb: Option<usize>,
}

/// Reads the clause that goes on at token `at`.
pub(super) fn clause(reader: &TokenReader<'_>, at: usize) -> ClauseTime {
    let end = (at + REACH).min(reader.tokens.len());
    for place in at..end {
        let tense = match reader.atom(place) {
            Atom::Mark(b'.' | b';' | b'?' | b'!') => break,
            // می apart from its verb reads as the month of May.
            Atom::Month(_, 5, WordDoubt::Rare)
                if words().imperfect_prefix.has(reader.word(place)) =>
            {
                verb(reader, place + 1).map(tense_after_mi)
            }
            Atom::Word if words().negated_imperfect_prefix.has(reader.word(place)) => {
                verb(reader, place + 1).map(tense_after_mi)
            }
            Atom::Word => finite(reader, place),
            _ => None,
        };
        if tense.is_some() {
            let before = reader.word_before(place);
            return ClauseTime {
                tense,
                announces: words().announcements.has(before),
                postpones: words().postponements.has(before),
                verb: Some(place),
            };
        }
    }
    ClauseTime::default()
}

fn verb<'a>(reader: &TokenReader<'a>, at: usize) -> Option<&'a str> {
    matches!(reader.atom(at), Atom::Word).then(|| reader.word(at))
}

fn finite(reader: &TokenReader<'_>, at: usize) -> Option<Tense> {
    let word = reader.word(at);
    if is_participle(word) {
        // «رویترز ادعا کرده این طرح …»: a perfect of hurried news.
        let said = words().reported_nouns.has(reader.word_before(at))
            && matches!(reader.atom(at + 1), Atom::Word | Atom::This);
        return (said || completes_perfect(reader.word(at + 1))).then_some(Tense::Past);
    }
    tense_of(word).or_else(|| words().spoken_verbs.has(word).then_some(Tense::Present))
}
