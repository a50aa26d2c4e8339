//! Which texts may have some words, by the letters in them: most of many texts need not be looked through.

use super::{Fold, JOINER, fold_char};

/// What says that a text does not have some words: which runs of two and of three letters it has, as bits
/// on which several runs may fall (Bloom 1970, with one hash).
#[derive(Clone, Debug)]
pub struct TextLetters(Box<[u64]>);

/// The runs of letters that a text with some words has.
#[derive(Clone, Debug)]
pub struct WantedRuns(Vec<u64>);

impl TextLetters {
    /// The letters of a text. Takes about as much memory as a fifth of it.
    pub fn of(text: &str) -> Self {
        // Fewer than one bit in four is set, and a word has several runs.
        let words = (text.len() / 64).next_power_of_two().clamp(1, 1 << 16);
        let mut bits = vec![0_u64; words].into_boxed_slice();
        let mut set = |run: u64| {
            let (word, bit) = place_of(run, words);
            if let Some(word) = bits.get_mut(word) {
                *word |= bit;
            }
        };
        let (mut last, mut second) = (None, None);
        each_letter(text, |letter| {
            if let Some(last) = last {
                set(run_of(None, last, letter));
                if let Some(second) = second {
                    set(run_of(Some(second), last, letter));
                }
            }
            (second, last) = (last, Some(letter));
        });
        Self(bits)
    }

    /// False where the words do not stand in the text in any spelling; true where they may.
    pub fn may_have(&self, wanted: &WantedRuns) -> bool {
        wanted.0.iter().all(|run| {
            let (word, bit) = place_of(*run, self.0.len());
            self.0.get(word).is_none_or(|it| it & bit != 0)
        })
    }

    /// How much memory it takes, in bytes.
    pub fn size(&self) -> usize {
        size_of_val(&*self.0)
    }
}

impl WantedRuns {
    /// The runs of what is looked for.
    pub fn of(query: &str) -> Self {
        let mut letters = Vec::new();
        each_letter(query, |it| letters.push(it));
        let runs = match *letters {
            [] | [_] => Vec::new(),
            [first, second] => vec![run_of(None, first, second)],
            _ => {
                let threes = letters.windows(3);
                let run = |it: &[char]| match *it {
                    [a, b, c] => Some(run_of(Some(a), b, c)),
                    _ => None,
                };
                threes.filter_map(run).collect()
            }
        };
        Self(runs)
    }
}

/// Hands every letter to `found`, folded, without those that count in some spellings only: what is the
/// same words has the same letters then.
fn each_letter(text: &str, mut found: impl FnMut(char)) {
    let mut folded = String::with_capacity(16);
    for c in text.chars() {
        folded.clear();
        fold_char(c, Fold::Loose, &mut folded);
        folded.chars().filter(|it| !matches!(*it, ' ' | JOINER | 'و')).for_each(&mut found);
    }
}

fn run_of(first: Option<char>, second: char, third: char) -> u64 {
    let number = |it: char| u64::from(it) + 1;
    first.map_or(0, number) << 42 | number(second) << 21 | number(third)
}

/// The word and the bit of a run.
fn place_of(run: u64, words: usize) -> (usize, u64) {
    // The upper bits of a product with an odd number depend on all of the run's (Knuth, 6.4).
    let spread = run.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let word = usize::try_from(spread >> 40).unwrap_or_default() & (words - 1);
    (word, 1 << (spread >> 34 & 63))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::places_of, TextLetters, WantedRuns};
    use crate::{language::Spelling, text::Text};

    const PIECES: &[&str] = &[
        "گفت", "و", "گو", "می", "ها", "ای", "کتاب", "آ", "ؤ", "ك", "ي", "ئ", "۱", "٣", " ", " ",
        "\u{200C}", "\u{A0}", "\u{64E}", "\u{640}", "…", ".", "\u{FEFB}", "\u{FDFA}", "a", "😀",
    ];

    fn text(longest: usize) -> impl Strategy<Value = String> {
        let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..longest);
        pieces.prop_map(|it| it.concat())
    }

    proptest! {
        #[test]
        fn a_text_that_has_words_is_never_left_out(source in text(60), part in 0_usize..60, len in 1_usize..12, other in text(4)) {
            let of_it: String = source.chars().skip(part).take(len).collect();
            let letters = TextLetters::of(&source);
            let text = Text::new(source);
            for query in [of_it, other] {
                for spelling in [Spelling::Any, Spelling::Exact] {
                    if !places_of(&text, &query, spelling).is_empty() {
                        prop_assert!(letters.may_have(&WantedRuns::of(&query)), "{:?}", query);
                    }
                }
            }
        }
    }

    #[test]
    fn most_texts_without_words_are_left_out() {
        const WORDS: [&str; 8] =
            ["تحریم‌های", "نفتی", "دولت", "مجلس", "گفت‌وگو", "وزیر", "خبرگزاری", "پیشنهاد"];
        let text = |without: usize| {
            let words = WORDS.iter().enumerate().filter(|it| it.0 != without);
            words.map(|it| *it.1).collect::<Vec<_>>().join(" ").repeat(40)
        };
        for (at, word) in WORDS.iter().enumerate() {
            let wanted = WantedRuns::of(word);
            assert!(TextLetters::of(&text(WORDS.len())).may_have(&wanted), "{word}");
            assert!(!TextLetters::of(&text(at)).may_have(&wanted), "{word}");
        }
    }
}
