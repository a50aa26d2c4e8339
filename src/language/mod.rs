//! Persian as news writes it: spellings brought together, digits, words and sentences.

mod digits;
mod fold;
mod segment;

pub use digits::{DigitSet, digit_value, localize_digits};
pub use fold::{Fold, Folded, JOINER, fold_char};
pub use segment::{
    is_word_char, paragraph_at, sentence_at, sentences, whole_words, word_at, words,
};
