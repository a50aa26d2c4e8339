//! Every place of some words in a text, in one pass over its letters.
//!
//! What is the same words stands in [`spelling`](super::spelling): letters are compared folded, and
//! joiners, some spaces and a «و» between two words count for nothing. Folding a whole text for this
//! would take longer than looking through it. So each letter is folded as it is met, out of a table, and
//! whether a space counts is asked only inside of what may be a place, where the letter after it makes a
//! difference. The few paragraphs with characters that stand for several letters are folded as a whole.

use std::{collections::VecDeque, num::NonZero, ops::Range, sync::LazyLock};

use super::{
    Fold, Folded, JOINER, fold_char,
    spelling::{AFFIXES, COMPOUNDS, Skeleton, Spelling, is_word, spelling_key},
};
use crate::text::{Text, TextRange};

/// Every place of `query` in `text`, in text order, without overlaps.
pub fn places_of(text: &Text, query: &str, spelling: Spelling) -> Vec<TextRange> {
    let mut found = Vec::new();
    if spelling == Spelling::Exact {
        let query = query.trim();
        let places = memchr::memmem::find_iter(text.as_str().as_bytes(), query.as_bytes());
        let places = places.filter(|_| !query.is_empty());
        found.extend(places.filter_map(|at| text.range(at, at + query.len()).ok()));
        return found;
    }
    let Some(wanted) = WantedLetters::new(query) else { return found };
    let count = text.paragraphs().count();
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    if text.len_bytes() < AT_ONCE || cores == 1 {
        return places_in(text, &wanted, 0..count);
    }
    let share = count.div_ceil(cores);
    std::thread::scope(|scope| {
        let wanted = &wanted;
        let parts = (0..count).step_by(share).map(|from| {
            scope.spawn(move || places_in(text, wanted, from..(from + share).min(count)))
        });
        let parts: Vec<_> = parts.collect();
        for part in parts {
            match part.join() {
                Ok(places) => found.extend(places),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    found
}

/// Every place of `query`, as [`places_of`] with [`Spelling::Any`] finds them, given all the places of an
/// earlier query. `None` where these do not show where to look: `query` does not hold the letters of
/// `earlier`.
pub fn places_of_longer(
    text: &Text,
    query: &str,
    earlier: &str,
    places: &[TextRange],
) -> Option<Vec<TextRange>> {
    let letters = spelling_key(earlier);
    let wanted = WantedLetters::new(query)?;
    if letters.is_empty() || !wanted.skeleton.letters.contains(&letters) {
        return None;
    }
    // A paragraph with the longer words has the shorter ones.
    let paragraphs = text.paragraphs();
    let mut indexes: Vec<usize> = Vec::new();
    let mut past = 0;
    for place in places {
        if place.start() >= past {
            let index = paragraphs.index_of(place.start());
            past = paragraphs.bytes(index).end;
            indexes.push(index);
        }
    }
    Some(places_in(text, &wanted, indexes))
}

/// Up to this many bytes it takes longer to start a thread than to look through them.
const AT_ONCE: usize = 1 << 20;

/// The places in some of the paragraphs.
fn places_in(
    text: &Text,
    wanted: &WantedLetters,
    indexes: impl IntoIterator<Item = usize>,
) -> Vec<TextRange> {
    let (mut found, paragraphs) = (Vec::new(), text.paragraphs());
    let mut matcher = PlaceMatcher::new(wanted);
    for index in indexes {
        let bytes = paragraphs.bytes(index);
        let source = text.as_str().get(bytes.clone()).unwrap_or_default();
        matcher.found.clear();
        if wanted.is_odd || matcher.look_through(source).is_err() {
            matcher.found.clear();
            matcher.found.extend(places_in_folded(source, &wanted.skeleton));
        }
        let places = matcher.found.iter();
        found.extend(
            places.filter_map(|it| text.range(bytes.start + it.start, bytes.start + it.end).ok()),
        );
    }
    found
}

/// The same in one paragraph, folded as a whole.
fn places_in_folded(source: &str, query: &Skeleton) -> Vec<Range<usize>> {
    let folded = Folded::new(source, Fold::Loose);
    let skeleton = Skeleton::new(folded.as_str());
    skeleton.matches(query).map(|it| folded.source_range(it)).collect()
}

/// What is looked for.
struct WantedLetters {
    skeleton: Skeleton,
    letters: Vec<char>,
    /// For each number of letters that were met: of how many of them the rest may begin again, where
    /// the next one is another (Knuth, Morris, Pratt).
    resume: Vec<usize>,
    /// True where a space stands at an end.
    is_odd: bool,
}

impl WantedLetters {
    /// `None` where nothing is looked for.
    fn new(query: &str) -> Option<Self> {
        let skeleton = Skeleton::new(Folded::new(query.trim(), Fold::Loose).as_str());
        let letters: Vec<char> = skeleton.letters.chars().collect();
        let is_odd = letters.first()? == &' ' || letters.last()? == &' ';
        let mut resume = vec![0; letters.len()];
        let mut length = 0;
        for at in 1..letters.len() {
            while length > 0 && letters[at] != letters[length] {
                length = resume[length - 1];
            }
            length += usize::from(letters[at] == letters[length]);
            resume[at] = length;
        }
        Some(Self { skeleton, letters, resume, is_odd })
    }
}

/// What one character is when it is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FoldedChar {
    /// It counts for nothing.
    Nothing,
    One(char),
    /// «…», three points.
    Points,
    /// Several letters.
    Several,
}

impl FoldedChar {
    fn of(c: char) -> Self {
        let code = c as usize;
        match (FOLDED.get(code), code.checked_sub(PUNCTUATION.start)) {
            (Some(known), _) => *known,
            (None, Some(at)) if code < PUNCTUATION.end => {
                FOLDED_PUNCTUATION.get(at).copied().unwrap_or(Self::Several)
            }
            _ => Self::new(c),
        }
    }

    fn new(c: char) -> Self {
        let mut letters = String::new();
        fold_char(c, Fold::Loose, &mut letters);
        let mut each = letters.chars();
        match (each.next(), each.next()) {
            (None, _) => Self::Nothing,
            (Some(only), None) => Self::One(only),
            _ if letters == "..." => Self::Points,
            _ => Self::Several,
        }
    }

    fn table(codes: Range<usize>) -> Vec<Self> {
        let chars = codes.map(|it| u32::try_from(it).ok().and_then(char::from_u32));
        chars.map(|it| it.map_or(Self::Several, Self::new)).collect()
    }
}

/// Characters of one and two bytes: nearly all of Persian and Latin.
static FOLDED: LazyLock<Vec<FoldedChar>> = LazyLock::new(|| FoldedChar::table(0..0x800));

/// Joiners, quotation marks, dashes, spaces.
const PUNCTUATION: Range<usize> = 0x2000..0x2070;

static FOLDED_PUNCTUATION: LazyLock<Vec<FoldedChar>> =
    LazyLock::new(|| FoldedChar::table(PUNCTUATION));

/// A paragraph that has to be folded as a whole.
#[derive(Debug)]
struct OddParagraph;

/// Looks for letters in one paragraph after the other.
struct PlaceMatcher<'a> {
    letters: &'a [char],
    resume: &'a [usize],
    /// Where each of the letters that were met starts.
    met: VecDeque<usize>,
    found: Vec<Range<usize>>,
}

impl<'a> PlaceMatcher<'a> {
    fn new(wanted: &'a WantedLetters) -> Self {
        let (letters, resume) = (&*wanted.letters, &*wanted.resume);
        Self { letters, resume, met: VecDeque::with_capacity(letters.len()), found: Vec::new() }
    }

    fn look_through(&mut self, source: &str) -> Result<(), OddParagraph> {
        self.met.clear();
        let Some(&first) = self.letters.first() else { return Ok(()) };
        let first = FoldedChar::One(first);
        let table = &**FOLDED;
        let mut follows_space = false;
        for (at, c) in source.char_indices() {
            let folded = match table.get(c as usize) {
                Some(known) => *known,
                None => FoldedChar::of(c),
            };
            if self.met.is_empty() && folded != first {
                match folded {
                    FoldedChar::Nothing | FoldedChar::One(_) => continue,
                    FoldedChar::Points if first != FoldedChar::One('.') => continue,
                    FoldedChar::Points | FoldedChar::Several => {}
                }
            }
            let end = at + c.len_utf8();
            match folded {
                FoldedChar::Nothing => continue,
                FoldedChar::Several => return Err(OddParagraph),
                FoldedChar::Points => (0..3).for_each(|_| self.meet('.', at..end)),
                // Of spaces that follow each other one is left.
                FoldedChar::One(' ') if follows_space => continue,
                FoldedChar::One(' ') => {
                    if self.ends_here(' ', source.get(end..).unwrap_or_default()) {
                        self.met.clear();
                    } else if !is_joint(source, at..end)? && !is_inside_compound(source, at, ' ')? {
                        self.meet(' ', at..end);
                    }
                }
                FoldedChar::One(JOINER) => {}
                FoldedChar::One('و') => {
                    if self.ends_here('و', source.get(end..).unwrap_or_default()) {
                        self.met.clear();
                    } else if !is_inside_compound(source, at, 'و')? {
                        self.meet('و', at..end);
                    }
                }
                FoldedChar::One(letter) => self.meet(letter, at..end),
            }
            follows_space = folded == FoldedChar::One(' ');
        }
        Ok(())
    }

    /// True where what was met is no place, whether `c`, a space or «و», counts or not: after it, in
    /// `after`, there is neither the letter that would follow nor one that would have to be asked for.
    fn ends_here(&self, c: char, after: &str) -> bool {
        let begins_again = |met: usize| self.resume.get(met - 1).is_none_or(|it| *it > 0);
        let met = self.met.len();
        if met == 0 || begins_again(met) || self.letters.first() == Some(&c) {
            return false;
        }
        let next = match (self.letters.get(met), c) {
            // The space may be the one that is looked for.
            (Some(' '), ' ') if !begins_again(met + 1) => {
                self.letters.get(met + 1).filter(|it| **it != ' ')
            }
            (Some(' ' | 'و'), _) => None,
            (next, _) => next,
        };
        let Some(next) = next else { return false };
        let mut after = after
            .chars()
            .map(FoldedChar::of)
            .skip_while(|it| matches!(it, FoldedChar::Nothing | FoldedChar::One(' ' | JOINER)));
        match after.next() {
            None => true,
            Some(FoldedChar::One(letter)) => letter != 'و' && letter != *next,
            Some(FoldedChar::Nothing | FoldedChar::Points | FoldedChar::Several) => false,
        }
    }

    /// Goes on with the next letter that counts.
    fn meet(&mut self, letter: char, bytes: Range<usize>) {
        while !self.met.is_empty() && self.letters.get(self.met.len()) != Some(&letter) {
            let resume = self.resume.get(self.met.len() - 1).copied().unwrap_or_default();
            self.met.drain(..self.met.len() - resume);
        }
        if self.letters.get(self.met.len()) != Some(&letter) {
            return;
        }
        self.met.push_back(bytes.start);
        if self.met.len() == self.letters.len() {
            self.found.extend(self.met.front().map(|&start| start..bytes.end));
            self.met.clear();
        }
    }
}

/// The folded letters of `chars`, each with where it stands; fails at one that stands for several.
fn folded_of(
    chars: impl Iterator<Item = (usize, char)>,
) -> impl Iterator<Item = Result<(usize, char), OddParagraph>> {
    let letters = chars.map(|(at, c)| match FoldedChar::of(c) {
        FoldedChar::Nothing => Ok(None),
        FoldedChar::One(c) => Ok(Some((at, c))),
        // One or three is the same to who asks what stands around.
        FoldedChar::Points => Ok(Some((at, '.'))),
        FoldedChar::Several => Err(OddParagraph),
    });
    letters.filter_map(Result::transpose)
}

/// True for a space that other writers leave out.
fn is_joint(source: &str, space: Range<usize>) -> Result<bool, OddParagraph> {
    let before = source.get(..space.start).unwrap_or_default();
    let after = source.get(space.end..).unwrap_or_default();
    let last = FewLetters::of(folded_of(before.char_indices().rev()), char::is_alphabetic)?;
    if last.letters().is_empty() {
        return Ok(false);
    }
    let mut after = folded_of(after.char_indices()).peekable();
    while after.next_if(|it| matches!(it, Ok((_, ' ')))).is_some() {}
    let next = FewLetters::of(after, char::is_alphabetic)?;
    let is_joint = SUFFIXES.has(&next) || PREFIXES.has(&last);
    Ok(is_joint && !next.letters().is_empty())
}

/// A few letters of a word: more than any affix has, or any word of a compound.
struct FewLetters {
    letters: [char; Self::MOST],
    len: usize,
    /// Where the last of them stands.
    at: usize,
}

impl FewLetters {
    const MOST: usize = ShortWords::LONGEST + 1;

    /// Those that `chars` begin with.
    fn of(
        chars: impl Iterator<Item = Result<(usize, char), OddParagraph>>,
        is_letter: impl Fn(char) -> bool,
    ) -> Result<Self, OddParagraph> {
        let mut found = Self { letters: [' '; Self::MOST], len: 0, at: 0 };
        for c in chars.take(Self::MOST) {
            let (at, c) = c?;
            let (true, Some(place)) = (is_letter(c), found.letters.get_mut(found.len)) else {
                break;
            };
            *place = c;
            (found.len, found.at) = (found.len + 1, at);
        }
        Ok(found)
    }

    fn letters(&self) -> &[char] {
        self.letters.get(..self.len).unwrap_or_default()
    }
}

/// Words of a few letters, each as one number, in order.
struct ShortWords(Vec<u128>);

/// What is written after a word.
static SUFFIXES: LazyLock<ShortWords> =
    LazyLock::new(|| ShortWords::new(AFFIXES.suffixes().map(|it| it.chars().collect())));
/// What is written before one, from the last letter on.
static PREFIXES: LazyLock<ShortWords> =
    LazyLock::new(|| ShortWords::new(AFFIXES.prefixes().map(|it| it.chars().rev().collect())));
/// The first words of compounds, from the last letter on.
static FIRST_WORDS: LazyLock<ShortWords> =
    LazyLock::new(|| ShortWords::new(COMPOUNDS.firsts().map(|it| it.chars().rev().collect())));

impl ShortWords {
    /// How many letters a word has at most: a character takes 21 bits.
    const LONGEST: usize = 6;

    fn new(words: impl Iterator<Item = Vec<char>>) -> Self {
        let mut words: Vec<u128> = words.filter_map(|it| Self::number(&it)).collect();
        words.sort_unstable();
        Self(words)
    }

    fn has(&self, word: &FewLetters) -> bool {
        Self::number(word.letters()).is_some_and(|it| self.0.binary_search(&it).is_ok())
    }

    /// `None` for a longer one.
    fn number(letters: &[char]) -> Option<u128> {
        let is_short = letters.len() <= Self::LONGEST;
        is_short
            .then(|| letters.iter().fold(0, |number, &c| number << 21 | u128::from(u32::from(c))))
    }
}

/// True for what counts for nothing between the two words of a compound: `c`, a space or «و», at byte
/// `at`.
fn is_inside_compound(source: &str, at: usize, c: char) -> Result<bool, OddParagraph> {
    let before = |end: usize| {
        let before = source.get(..end).unwrap_or_default();
        folded_of(before.char_indices().rev())
            .skip_while(|it| matches!(it, Ok((_, it)) if *it == ' ' || *it == JOINER))
    };
    if joint_holds(source, &FewLetters::of(before(at), is_word)?, at)? {
        return Ok(true);
    }
    // Behind the «و» of a compound.
    match before(at).next().transpose()? {
        Some((conjunction, 'و')) if c == ' ' => {
            joint_holds(source, &FewLetters::of(before(conjunction), is_word)?, at)
        }
        _ => Ok(false),
    }
}

/// True where `word`, whose letters were met from the last one on, is the first one of a compound, and
/// byte `at` is of what stands between it and the second.
fn joint_holds(source: &str, word: &FewLetters, at: usize) -> Result<bool, OddParagraph> {
    // Nothing that is longer decides.
    const FAR: usize = 600;
    if !FIRST_WORDS.has(word) {
        return Ok(false);
    }
    let rest = source.get(word.at..).unwrap_or_default();
    let near = rest.get(..rest.floor_char_boundary(FAR)).unwrap_or_default();
    let folded = Folded::new(near, Fold::Loose);
    let letters = folded.as_str().chars().filter(|it| !matches!(*it, ' ' | JOINER)).count();
    if near.len() < rest.len() && letters < FAR / 6 {
        return Err(OddParagraph);
    }
    let joint = COMPOUNDS.joint_of(folded.as_str());
    Ok(joint.is_some_and(|it| it.contains(&folded.shadow_byte(at - word.at))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the spelling of words turns on, with what is none of it.
    const PIECES: &[&str] = &[
        "گفت", "و", "گو", "گوش", "جست", "جو", "سر", "صدا", "بگو", "مگو", "می", "ها", "های", "تر",
        "ای", "کتاب", "ا", "آ", "أ", "ك", "ک", "ي", "ی", "ئ", "۱", "1", "٣", " ", " ", " ", "  ",
        "\u{200C}", "\u{200C}", "\u{A0}", "\t", "\u{64E}", "\u{640}", "\u{200F}", "…", ".", "«",
        ":", "\u{FEFB}", "\u{FC5E}", "\u{FDFA}", "\u{FB8F}", "a", "B", "😀", "\n", "\r\n",
        "\u{85}", "'",
    ];

    fn text() -> impl Strategy<Value = String> {
        let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..40);
        pieces.prop_map(|it| it.concat())
    }

    /// By folding every paragraph as a whole.
    fn one_by_one(text: &Text, query: &str) -> Vec<TextRange> {
        let Some(wanted) = WantedLetters::new(query) else { return Vec::new() };
        let paragraphs = text.paragraphs();
        let each = (0..paragraphs.count()).flat_map(|index| {
            let bytes = paragraphs.bytes(index);
            let source = text.as_str().get(bytes.clone()).expect("a paragraph");
            let places = places_in_folded(source, &wanted.skeleton).into_iter();
            places.map(move |it| (bytes.start + it.start, bytes.start + it.end))
        });
        each.map(|(start, end)| text.range(start, end).expect("a place")).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 3_000 } else { 300_000 }))]

        #[test]
        fn one_pass_finds_what_folding_the_whole_does(source in text(), part in 0_usize..60, len in 1_usize..12, other in text()) {
            let text = Text::new(source.clone());
            let of_it: String = source.chars().skip(part).take(len).collect();
            for query in [of_it, other.chars().take(len).collect()] {
                prop_assert_eq!(places_of(&text, &query, Spelling::Any), one_by_one(&text, &query), "{:?}", query);
            }
        }

        #[test]
        fn what_is_typed_on_is_found_among_the_paragraphs_of_what_was_typed(source in text(), part in 0_usize..60, len in 2_usize..12, typed in 1_usize..11) {
            let text = Text::new(source.clone());
            let query: String = source.chars().skip(part).take(len).collect();
            let earlier: String = query.chars().take(typed).collect();
            let places = places_of(&text, &earlier, Spelling::Any);
            if let Some(longer) = places_of_longer(&text, &query, &earlier, &places) {
                prop_assert_eq!(longer, places_of(&text, &query, Spelling::Any), "{:?} after {:?}", query, earlier);
            }
        }
    }

    #[test]
    fn a_long_text_is_looked_through_in_parts() {
        let text =
            Text::new("او گفت که تحریم ها می ماند.\nدر گفت و گو: تحریم‌های تازه\n".repeat(20_000));
        for query in ["تحریم‌ها", "گفتگو", "که تحریم"] {
            let count = text.paragraphs().count();
            let wanted = WantedLetters::new(query).expect("letters");
            let whole = places_in(&text, &wanted, 0..count);
            assert!(text.len_bytes() > AT_ONCE && whole.len() >= 20_000, "{}", whole.len());
            assert_eq!(places_of(&text, query, Spelling::Any), whole);
        }
    }

    #[test]
    fn compounds_begin_with_few_letters_and_no_conjunction() {
        for word in COMPOUNDS.firsts() {
            assert!(word.chars().all(is_word) && !word.starts_with('و'), "{word}");
        }
        let words = COMPOUNDS.firsts().chain(AFFIXES.suffixes()).chain(AFFIXES.prefixes());
        for word in words {
            assert!((1..=ShortWords::LONGEST).contains(&word.chars().count()), "{word}");
        }
    }
}
