//! Paragraphs of other languages, which share letters and names of months with Persian.

use super::{atom::Atom, lexicon::foreign_signs, token_reader::TokenReader};

/// How many tokens of a paragraph are looked at: its first sentences.
const REACH: usize = 200;

/// After so many words Persian prose has shown itself.
const ENOUGH_WORDS: usize = 16;

/// Persian prose has more of its smallest words than one in this many.
const WORDS_A_SMALL_ONE: usize = 6;

/// Other languages have more of their own letters than one in this many.
const LETTERS_A_FOREIGN_ONE: usize = 30;

/// Arabic prose has more of its small words than one in this many; titles of Arabic books in a Persian
/// list have fewer.
const WORDS_AN_ARABIC_ONE: usize = 8;

/// In Arabic prose more words than one in this many have the article; names and prayers in Persian have fewer.
const WORDS_AN_ARTICLE: usize = 7;

/// The shortest word with an article that is no name like «الله», in bytes.
const SHORTEST_WITH_ARTICLE: usize = 10;

/// True for «المصالح».
fn has_article(word: &str) -> bool {
    word.starts_with("ال") && word.len() >= SHORTEST_WITH_ARTICLE
}

/// Fewer words in Latin letters may be a name and a date in a Persian article.
const LATIN_WORDS: usize = 8;

/// True for a paragraph that is clearly of another language; `source` is what `reader` reads, unfolded.
pub(super) fn is_foreign(reader: &TokenReader<'_>, source: &str) -> bool {
    let signs = foreign_signs();
    let (mut words, mut persian, mut arabic, mut latin, mut articles) = (0, 0, 0, 0, 0);
    for at in 0..reader.tokens.len().min(REACH) {
        let word = reader.word(at);
        if matches!(reader.atom(at), Atom::Mark(_) | Atom::Digits(..)) {
            continue;
        }
        words += 1;
        latin += usize::from(word.starts_with(|c: char| c.is_ascii_alphabetic()));
        persian += usize::from(signs.persian_words.has(word));
        articles += usize::from(has_article(word));
        let is_persian = persian * WORDS_A_SMALL_ONE >= words;
        if words >= ENOUGH_WORDS && is_persian && articles * WORDS_AN_ARTICLE < words {
            return false;
        }
        arabic += usize::from(signs.arabic_words.has(word));
    }
    let has_articles = articles > 1 && articles * WORDS_AN_ARTICLE >= words;
    let few_small = persian * WORDS_A_SMALL_ONE < words;
    let is_latin = latin >= LATIN_WORDS && latin * 2 > words;
    let is_arabic = arabic > 1 && arabic * WORDS_AN_ARABIC_ONE >= words;
    few_small
        && (is_latin
            || is_arabic
            || has_articles
            || has_foreign_letters(source, &signs.foreign_letters))
}

fn has_foreign_letters(source: &str, letters: &str) -> bool {
    // Spaces, Latin letters and the Arabic digits are before the letters.
    let all = source.chars().take(REACH * 8).filter(|c| *c > '\u{620}');
    let (count, foreign) = all.fold((0_usize, 0_usize), |(count, foreign), c| {
        let is_persian = c < '\u{670}' || matches!(c, 'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی');
        (count + 1, foreign + usize::from(!is_persian && letters.contains(c)))
    });
    foreign > 1 && foreign * LETTERS_A_FOREIGN_ONE >= count
}
