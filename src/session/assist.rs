//! What recognizers know of words that an analyst tags by hand.

use crate::{
    recognize::{self, Context, Mention},
    text::{Text, TextRange},
};

/// The whole expression at the caret, as the recognizer for `label` would cut it.
pub(super) fn at_caret(label: &str, text: &Text, byte: usize, context: Context) -> Option<Mention> {
    match label {
        "claim" => recognize::claim::at_caret(text, byte, &context),
        _ => None,
    }
}

/// What the recognizer for `label` reads from exactly these words.
pub(super) fn read_as(
    _label: &str,
    _text: &Text,
    _range: TextRange,
    _context: Context,
) -> Option<Mention> {
    None
}
