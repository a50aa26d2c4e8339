//! Whether words are in an order at all: lists of words and shuffled text look like prose word by word.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{JOINER, WordSet};

/// `assets/language/order.ron`, where each list says what it is for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct OrderLists {
    prepositions: WordSet,
    closing_verbs: WordSet,
    after_no_preposition: WordSet,
    plain_prepositions: WordSet,
    after_no_plain_preposition: WordSet,
    after_no_and: WordSet,
    after_no_that: WordSet,
    after_no_object: WordSet,
}

static ORDER: LazyLock<OrderLists> = LazyLock::new(|| OrderLists::bundled().unwrap_or_default());

impl OrderLists {
    /// The lists that the program brings along.
    pub(super) fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../assets/language/order.ron"))
    }
}

/// How many words were seen, and how many of them stand where none of their kind does. Prose has one such
/// in 6,000 words, by slips; words in random order have one in 60.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordOrder {
    words: usize,
    misplaced: usize,
}

impl WordOrder {
    /// So many are no slip.
    const NO_SLIP: usize = 3;

    /// Prose has fewer than one in so many words.
    const WORDS_A_MISPLACED_ONE: usize = 150;

    /// Takes in a folded word and what stands before it, a word or a mark.
    pub fn see(&mut self, before: &str, word: &str) {
        self.words += 1;
        self.misplaced += usize::from(is_misplaced(before, word));
    }

    /// Adds what another stretch of the text has.
    pub fn add(&mut self, other: Self) {
        self.words += other.words;
        self.misplaced += other.misplaced;
    }

    /// True for words in no order.
    pub fn is_lost(&self) -> bool {
        self.misplaced >= Self::NO_SLIP
            && self.misplaced * Self::WORDS_A_MISPLACED_ONE >= self.words
    }
}

/// The longest word that binds the next one, «بودند», and the longest it may not stand before, «می‌شوند», in bytes.
const LONGEST_BINDING: usize = 10;
const LONGEST_BOUND: usize = 16;

/// True for a word that stands after nothing of the kind of `before`; either may be a mark.
fn is_misplaced(before: &str, word: &str) -> bool {
    // Most words are longer than those that bind the next one, in bytes, and one look shows that.
    let binds = before.len() <= LONGEST_BINDING || before.ends_with("های");
    if !binds || word.len() > LONGEST_BOUND {
        return false;
    }
    let lists = &*ORDER;
    let closes = || lists.closing_verbs.has(word);
    match before {
        "و" => lists.after_no_and.has(word) || matches!(word, ";" | "?" | "!"),
        "که" => lists.after_no_that.has(word) || matches!(word, ";" | "?" | "!"),
        "را" => lists.after_no_object.has(word) || matches!(word, ";" | "?" | "!"),
        "." | ";" | "?" | "!" | "است" | "نیست" | "هستند" | "بودند" => {
            word == "را" || closes()
        }
        _ if lists.prepositions.has(before) => {
            closes()
                || lists.after_no_preposition.has(word)
                || lists.plain_prepositions.has(before)
                    && lists.after_no_plain_preposition.has(word)
                || matches!(word, "." | ":" | ";" | "?" | "!" | ",")
        }
        _ => {
            before.ends_with("های") && before.contains(JOINER) && {
                lists.after_no_preposition.has(word) || closes()
            }
        }
    }
}
