//! The claim under the caret, for a tag with one key and no selection.

use std::ops::Range;

use super::{
    clauses::{find, is_finite, sentences, skip_openers, trimmed},
    cues::cue_at,
    find_in,
    passage::{Passage, TokenSpan},
    rules::CARET_CLAUSE,
    stretch_at,
};
use crate::{
    recognize::{Context, FoundBy, Mention},
    text::{Text, TextRange},
};

/// The claim as the recognizer would cut it for the clause or sentence at `byte`: the innermost
/// one whose content holds the caret, else the one whose source or verb does, else the clause
/// itself without opening words and closing marks: as the article's own where its sentence has a verb and
/// nothing that tells whose words they are. `None` between paragraphs.
pub fn at_caret(text: &Text, byte: usize, _context: &Context) -> Option<Mention> {
    let stretch = stretch_at(text, byte);
    let mut found = find_in(text, stretch.clone());
    let place = [inner(&found, byte, false), by_frame(&found, byte), inner(&found, byte, true)];
    match place.into_iter().flatten().next() {
        Some(at) => Some(found.swap_remove(at)),
        None => unattributed(text, byte, stretch),
    }
}

/// The shortest claim whose content holds `byte`.
fn inner(found: &[Mention], byte: usize, outer: bool) -> Option<usize> {
    let holds = |it: &Mention| it.pieces.iter().any(|piece| touches(*piece, byte));
    let fits = found.iter().enumerate().filter(|(_, it)| is_outer(it) == outer && holds(it));
    fits.min_by_key(|(_, it)| it.pieces.iter().map(|it| it.len()).sum::<usize>()).map(|(at, _)| at)
}

/// The first claim whose content, verb and source together enclose `byte`.
fn by_frame(found: &[Mention], byte: usize) -> Option<usize> {
    found.iter().position(|it| {
        let parts = it.links.iter().filter(|link| link.relation != "nested_in");
        let mut ranges = it.pieces.iter().chain(parts.flat_map(|link| &link.pieces)).copied();
        let hull = ranges.next().map(|first| ranges.fold(first, TextRange::join));
        !is_outer(it) && hull.is_some_and(|it| touches(it, byte))
    })
}

fn is_outer(mention: &Mention) -> bool {
    mention.attributes.iter().any(|(key, value)| *key == "level" && value == "outer")
}

fn touches(range: TextRange, byte: usize) -> bool {
    range.start() <= byte && byte <= range.end()
}

/// The clause at `byte`, as the author's own claim where that can be said.
fn unattributed(text: &Text, byte: usize, stretch: Range<usize>) -> Option<Mention> {
    let passage = super::passage(text, stretch);
    let at = passage.token_at(byte).min(passage.len().checked_sub(1)?);
    let all = sentences(&passage, 0..passage.len());
    let sentence = all.iter().find(|it| at < it.end).or(all.last())?;
    let clause = clause_around(&passage, sentence, at);
    let range = passage.range(text, &clause).or_else(|| passage.range(text, sentence))?;
    // A heading is short of a verb, and where somebody is quoted it is not known that this is not theirs.
    let is_quoted = find(sentence.clone(), |it| cue_at(&passage, it, sentence.end).is_some());
    let is_own = is_quoted.is_none() && find(clause, |it| is_finite(&passage, it)).is_some();
    Some(Mention {
        pieces: vec![range],
        label: "claim".into(),
        found_by: FoundBy::Rules,
        confidence: CARET_CLAUSE.confidence,
        rule: CARET_CLAUSE.name.into(),
        attributes: if is_own { vec![("attributed", "no".to_owned())] } else { Vec::new() },
        links: Vec::new(),
        other_readings: Vec::new(),
    })
}

/// The clause of `sentence` at token `at`: between «و» after a verb.
fn clause_around(passage: &Passage, sentence: &TokenSpan, at: usize) -> TokenSpan {
    let joins =
        |it: &usize| passage.is(*it, "و") && *it > sentence.start && is_finite(passage, *it - 1);
    let start = (sentence.start..at.max(sentence.start))
        .rev()
        .find(joins)
        .map_or(sentence.start, |it| it + 1);
    let end = (at.max(start)..sentence.end).find(joins).unwrap_or(sentence.end);
    let start = skip_openers(passage, start, end);
    trimmed(passage, start..end)
}
