//! Which way a paragraph reads.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, bidi_class};

use crate::text::{begins_isolate, outside_isolates};

/// The base direction of a paragraph.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum TextDirection {
    /// As Persian reads.
    #[default]
    RightToLeft,
    /// As English reads.
    LeftToRight,
}

impl TextDirection {
    /// True for right-to-left.
    pub fn is_rtl(self) -> bool {
        self == Self::RightToLeft
    }
}

/// How much of a paragraph is looked at, in bytes: its direction is plain long before.
const LOOKED_AT: usize = 16 << 10;

/// The direction most letters of `text` have; right-to-left where neither side has more.
///
/// Not the first strong letter, as UAX #9 (P2) has it: «NATO اعلام کرد» is a Persian sentence. What is set apart in
/// isolates does not count, as there: a long path in a Persian sentence leaves it Persian.
pub fn direction_of(text: &str) -> TextDirection {
    direction_or(text, TextDirection::RightToLeft)
}

/// What of `text` stands outside of isolates (UAX #9, P2); all of it where no letter does.
fn apart_from_isolates(text: &str) -> Cow<'_, str> {
    if !text.contains(begins_isolate) {
        return Cow::Borrowed(text);
    }
    let outside: String = outside_isolates(text).collect();
    if outside.chars().any(|it| pull(it) != 0) { outside.into() } else { text.into() }
}

/// As [`direction_of`], with `default` for text with as many letters of either side, or none.
pub fn direction_or(text: &str, default: TextDirection) -> TextDirection {
    let looked_at = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or_default();
    let looked_at = &*apart_from_isolates(looked_at);
    let balance_of = |words: &str| words.chars().map(pull).sum::<i64>();
    let mut balance = balance_of(looked_at);
    if balance < 0 && looked_at.contains(ADDRESS_MARKS) {
        // An address is one thing in a sentence, however long it is; alone it reads its own way.
        let words = looked_at.split_whitespace().filter(|it| !is_address(it));
        let without: i64 = words.map(balance_of).sum();
        balance = if without == 0 { balance } else { without };
    }
    match balance {
        1.. => TextDirection::RightToLeft,
        0 => default,
        _ => TextDirection::LeftToRight,
    }
}

/// What an address has and hardly any other word.
const ADDRESS_MARKS: [char; 3] = ['/', '@', '.'];

/// True for addresses of the web and of mail.
fn is_address(word: &str) -> bool {
    let has_host = || {
        let dotted = word.split('/').next().unwrap_or_default();
        word.contains('/') && dotted.split('.').filter(|it| !it.is_empty()).count() > 1
    };
    word.contains("://") || word.contains("www.") || word.contains('@') || has_host()
}

/// 1 for a right-to-left letter, -1 for a left-to-right one, 0 for all that bends with its context.
fn pull(c: char) -> i64 {
    match bidi_class(c) {
        // The marks U+200E, U+200F and U+061C are strong, but no letters.
        _ if matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}') => 0,
        BidiClass::R | BidiClass::AL => 1,
        BidiClass::L => -1,
        _ => 0,
    }
}
