//! The order of the Persian alphabet, in which no code points are.

use super::{Fold, Folded, JOINER, digit_value};

/// The letters in their order.
const ALPHABET: &str = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";

/// What puts titles into the order of the alphabet when it is compared: their letters and digits alone, as
/// one spelling has them. Digits come before Persian letters, and these before others.
pub fn alphabetical_key(words: &str) -> String {
    let folded = Folded::new(words.trim(), Fold::Loose).as_str().to_lowercase();
    let mut key = String::with_capacity(folded.len());
    for c in folded.chars() {
        if let Some(digit) = digit_value(c).and_then(|it| char::from_digit(it, 10)) {
            key.push(digit);
        } else if let Some(place) = ALPHABET.chars().position(|it| it == c) {
            // Behind the digits and before every letter of another script.
            key.extend(u32::try_from(place).ok().and_then(|it| char::from_u32(0x40 + it)));
        } else if c.is_alphabetic() {
            key.push('\u{7F}');
            key.push(c);
        } else if c != JOINER && !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key
}
