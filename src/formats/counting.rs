//! How a foreign file counts offsets.

use super::OffsetUnit;
use crate::{
    messages::{Message, Worded},
    text::{Text, TextRange},
};

/// A way of counting, which a whole file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counting {
    /// What is counted.
    pub unit: OffsetUnit,
    /// What a line end counts.
    pub line_ends: LineEnds,
    /// Where counting begins.
    pub start: CountingStart,
}

/// What a line end counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineEnds {
    /// As many characters as it has.
    #[default]
    AsTheyAre,
    /// One, also where it is a carriage return and a line feed.
    CrlfAsOne,
    /// Two, also where it is a line feed alone.
    LfAsTwo,
}

/// Where counting begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountingStart {
    /// At the first character.
    #[default]
    First,
    /// At the first character, and that is a byte order mark.
    WithMark,
    /// Behind a byte order mark that the text begins with.
    AfterMark,
    /// Behind the white space that the text begins with.
    AfterSpace,
    /// At this number instead of 0.
    At(i64),
}

impl Counting {
    /// Counting `unit` as it is meant.
    pub fn plain(unit: OffsetUnit) -> Self {
        Self { unit, ..Self::default() }
    }

    /// The range between two offsets, `None` where they are none of `text`.
    pub(super) fn range(
        self,
        counted: &CountedText<'_>,
        from: usize,
        to: usize,
    ) -> Option<TextRange> {
        let (start, end) = (self.byte(counted, from)?, self.byte(counted, to)?);
        counted.text.range(start, end).ok()
    }

    /// The byte at an offset.
    fn byte(self, counted: &CountedText<'_>, offset: usize) -> Option<usize> {
        let shifted = i64::try_from(offset).ok()?.checked_add(self.shift(counted))?;
        let offset = usize::try_from(shifted).ok()?;
        let text = counted.text;
        let position = |byte: usize| self.unit.of_byte(text, byte);
        let offset = match self.line_ends {
            LineEnds::AsTheyAre => offset,
            LineEnds::CrlfAsOne => {
                // Pair number `k` stands `k` earlier when those before it count one.
                let gone = partition(counted.pairs.len(), |k| {
                    counted.pairs.get(k).is_some_and(|&it| position(it) - k < offset)
                });
                offset + gone
            }
            LineEnds::LfAsTwo => {
                let added = partition(counted.feeds.len(), |k| {
                    counted.feeds.get(k).is_some_and(|&it| position(it) + k < offset)
                });
                // An offset between the two that a line end counts is none of this text.
                offset.checked_sub(added)?
            }
        };
        self.unit.byte(text, offset)
    }

    /// What an offset lacks of one that counts from the first character.
    fn shift(self, counted: &CountedText<'_>) -> i64 {
        let source = counted.text.as_str();
        let until = match self.start {
            CountingStart::First | CountingStart::WithMark => return 0,
            CountingStart::At(number) => return -number,
            CountingStart::AfterMark if source.starts_with('\u{FEFF}') => '\u{FEFF}'.len_utf8(),
            CountingStart::AfterMark => 0,
            CountingStart::AfterSpace => source.len() - source.trim_start().len(),
        };
        i64::try_from(self.unit.of_byte(counted.text, until)).unwrap_or(0)
    }

    /// What offset a byte has, where counting begins at the first character.
    pub(super) fn offset_of(self, counted: &CountedText<'_>, byte: usize) -> i64 {
        let plain = self.unit.of_byte(counted.text, byte);
        let before = |places: &[usize]| places.partition_point(|&it| it < byte);
        let offset = match self.line_ends {
            LineEnds::AsTheyAre => plain,
            LineEnds::CrlfAsOne => plain - before(&counted.pairs),
            LineEnds::LfAsTwo => plain + before(&counted.feeds),
        };
        i64::try_from(offset).unwrap_or(i64::MAX)
    }
}

impl Worded for Counting {
    fn message(&self) -> Message {
        let mut all = self.unit.message();
        let ends = match self.line_ends {
            LineEnds::AsTheyAre => None,
            LineEnds::CrlfAsOne => Some("import-counting-crlf-as-one"),
            LineEnds::LfAsTwo => Some("import-counting-lf-as-two"),
        };
        if let Some(key) = ends {
            all = Message::new(key).with("unit", all);
        }
        match self.start {
            CountingStart::First => all,
            CountingStart::WithMark => Message::new("import-counting-with-mark").with("unit", all),
            CountingStart::AfterMark => {
                Message::new("import-counting-after-mark").with("unit", all)
            }
            CountingStart::AfterSpace => {
                Message::new("import-counting-after-space").with("unit", all)
            }
            CountingStart::At(number) => {
                let number = number.to_string();
                Message::new("import-counting-at").with("unit", all).with_text("number", &number)
            }
        }
    }
}

/// A text with its line ends at hand.
#[derive(Debug)]
pub(super) struct CountedText<'a> {
    pub(super) text: &'a Text,
    /// Where each carriage return with its line feed starts, in bytes.
    pairs: Vec<usize>,
    /// Where each line feed stands that has no carriage return before it, in bytes.
    feeds: Vec<usize>,
}

impl<'a> CountedText<'a> {
    pub(super) fn new(text: &'a Text) -> Self {
        let source = text.as_str().as_bytes();
        let (mut pairs, mut feeds) = (Vec::new(), Vec::new());
        for at in memchr::memchr_iter(b'\n', source) {
            match at.checked_sub(1) {
                Some(before) if source.get(before) == Some(&b'\r') => pairs.push(before),
                _ => feeds.push(at),
            }
        }
        Self { text, pairs, feeds }
    }

    /// True when counting line ends in this way makes a difference.
    pub(super) fn differs(&self, line_ends: LineEnds) -> bool {
        match line_ends {
            LineEnds::AsTheyAre => false,
            LineEnds::CrlfAsOne => !self.pairs.is_empty(),
            LineEnds::LfAsTwo => !self.feeds.is_empty(),
        }
    }

    /// True when `start` is where something stands that need not be counted.
    pub(super) fn begins_with(&self, start: CountingStart) -> bool {
        match start {
            CountingStart::AfterMark | CountingStart::WithMark => {
                self.text.as_str().starts_with('\u{FEFF}')
            }
            CountingStart::AfterSpace => self.text.as_str().starts_with(char::is_whitespace),
            CountingStart::First | CountingStart::At(_) => true,
        }
    }
}

/// How many of the numbers below `count` are at the front for which `is_before` holds.
fn partition(count: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
