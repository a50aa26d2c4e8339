//! Persian as news writes it: spellings brought together, tokens, lexicons, numbers and verbs.
//!
//! The words themselves are data under `assets/language`. What a word means to a recognizer is that
//! recognizer's.

mod alphabet;
mod digits;
mod fold;
mod letters;
mod lexicon;
mod numbers;
mod order;
mod places;
mod segment;
mod spelling;
mod tokens;
mod verbs;
mod verse;

pub use alphabet::alphabetical_key;
pub use digits::{DigitSet, digit_value, localize_digits};
pub use fold::{Fold, Folded, JOINER, fold_char};
pub use letters::{TextLetters, WantedRuns};
pub use lexicon::{Lexicon, LexiconBuilder, WordSet};
pub use numbers::{NumberForm, NumberWord, first_cardinals, number_words};
pub use order::WordOrder;
pub use places::{places_of, places_of_longer};
pub use segment::{
    is_word_char, paragraph_at, sentence_at, sentences, whole_words, word_at, words,
};
pub use spelling::{Spelling, spelling_key};
pub use tokens::{Gap, TextToken, TokenKind, Tokens, is_letter};
pub use verbs::{
    Person, Tense, VerbForm, Voice, completes_perfect, is_participle, looks_finite, tense_after_mi,
    tense_of, verb_forms,
};
pub use verse::verses;

/// Reads the lists of words that the program brings along; they are read once, when first needed, and
/// a list that cannot be read is empty then.
pub fn check_bundled_lists() -> Result<(), ron::error::SpannedError> {
    spelling::AffixLists::bundled()?;
    spelling::CompoundWords::bundled()?;
    numbers::NumberLexicon::bundled()?;
    order::OrderLists::bundled()?;
    verbs::VerbLexicon::bundled()?;
    Ok(())
}
