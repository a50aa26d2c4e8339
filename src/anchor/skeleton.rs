//! A text by its letters alone, so that two spellings of it are the same.
//!
//! Programs that clean a text change letters for others that look alike, joiners, spaces, line ends,
//! digits, quotation marks and composed characters, and leave its words as they are. What is left
//! here is what none of them changes, with the place in the source of every bit of it.

use std::ops::Range;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::{
    language::{Fold, JOINER, fold_char},
    model::Extent,
    text::Text,
};

/// The letters, digits and signs of a text, folded, with nothing between them.
pub(super) struct TextSkeleton {
    letters: String,
    /// For every byte of `letters`: the source byte at which the character starts that it is of.
    starts: Vec<u32>,
    /// Where in `letters` words and signs start, in order.
    tokens: Vec<u32>,
    source_len: usize,
}

impl TextSkeleton {
    pub(super) fn of(source: &str) -> Self {
        let mut skeleton = Self {
            letters: String::with_capacity(source.len()),
            starts: Vec::with_capacity(source.len()),
            tokens: Vec::new(),
            source_len: source.len(),
        };
        let mut folded = String::new();
        let mut is_apart = true;
        let mut was_letter = false;
        for (at, c) in source.char_indices() {
            folded.clear();
            fold_wholly(c, &mut folded);
            for part in folded.chars() {
                if part.is_whitespace() || part.is_control() || part == JOINER {
                    is_apart = true;
                    continue;
                }
                let is_letter = part.is_alphanumeric();
                if is_apart || !is_letter || !was_letter {
                    skeleton.tokens.push(to_u32(skeleton.letters.len()));
                }
                (is_apart, was_letter) = (false, is_letter);
                skeleton.letters.push(part);
                skeleton.starts.resize(skeleton.letters.len(), to_u32(at));
            }
        }
        skeleton
    }

    pub(super) fn letters(&self) -> &str {
        &self.letters
    }

    /// Where in the letters words and signs start, in order.
    pub(super) fn tokens(&self) -> &[u32] {
        &self.tokens
    }

    /// The letters of the source bytes `range`.
    pub(super) fn letters_of(&self, range: Range<usize>) -> Range<usize> {
        let at = |source: usize| self.starts.partition_point(|&it| (it as usize) < source);
        at(range.start)..at(range.end)
    }

    /// The source bytes of `letters`, with the marks that belong to the last of them. Empty for none.
    pub(super) fn source_of(&self, letters: Range<usize>, source: &str) -> Range<usize> {
        let start = self.starts.get(letters.start).map_or(self.source_len, |it| *it as usize);
        let last = letters.end.checked_sub(1).filter(|_| !letters.is_empty());
        let Some(last) = last.and_then(|it| self.starts.get(it)) else { return start..start };
        let rest = source.get(*last as usize..).unwrap_or_default();
        let mut chars = rest.chars();
        let own = chars.next().map_or(0, char::len_utf8);
        let marks =
            chars.take_while(|it| is_combining_mark(*it)).map(char::len_utf8).sum::<usize>();
        start..*last as usize + own + marks
    }
}

/// Both skeletons of a text that changed, with the texts.
pub(super) struct TextPair<'a> {
    pub(super) old: TextSkeleton,
    pub(super) new: TextSkeleton,
    old_text: &'a Text,
    new_text: &'a Text,
}

impl<'a> TextPair<'a> {
    pub(super) fn of(old_text: &'a Text, new_text: &'a Text) -> Self {
        let (old, new) = (old_text.as_str(), new_text.as_str());
        Self { old: TextSkeleton::of(old), new: TextSkeleton::of(new), old_text, new_text }
    }

    /// What stands at `letters` of the new text, for what stood at the source bytes `piece` of the old
    /// one: with the spaces and marks at its edges where they are still there. `None` where the new
    /// text can't be cut there.
    pub(super) fn moved(&self, piece: Range<usize>, letters: Range<usize>) -> Option<Range<usize>> {
        let (old, new) = (self.old_text.as_str(), self.new_text.as_str());
        let was = self.old.source_of(self.old.letters_of(piece.clone()), old);
        let mut is = self.new.source_of(letters.clone(), new);
        let before = old.get(piece.start..was.start).unwrap_or_default();
        if new.get(..is.start)?.ends_with(before) {
            is.start -= before.len();
        }
        let after = old.get(was.end..piece.end).unwrap_or_default();
        if new.get(is.end..)?.starts_with(after) {
            is.end += after.len();
        }
        let cut = old.get(piece.end..was.end).unwrap_or_default();
        if new.get(is.clone())?.ends_with(cut) {
            is.end -= cut.len();
        }
        (!is.is_empty() && self.new.letters_of(is.clone()) == letters).then_some(is)
    }

    /// The same for all pieces of an extent.
    pub(super) fn moved_extent(
        &self,
        extent: &Extent,
        letters: impl Fn(Range<usize>) -> Option<Range<usize>>,
    ) -> Option<Extent> {
        let piece = |it: crate::text::TextRange| {
            let piece = it.start()..it.end();
            let own = self.old.letters_of(piece.clone());
            if own.is_empty() {
                return None;
            }
            let now = self.moved(piece, letters(own)?)?;
            self.new_text.range(now.start, now.end).ok()
        };
        Extent::of(extent.pieces().map(piece).collect::<Option<Vec<_>>>()?)
    }
}

/// Appends the letters of `c` in every spelling that stands for it: without marks.
fn fold_wholly(c: char, out: &mut String) {
    if c.is_ascii() {
        // Nothing to take apart in most of what is not Persian.
        out.push(c);
        return;
    }
    decompose_canonical(c, |part| {
        if !is_combining_mark(part) {
            fold_char(part, Fold::Loose, out);
        }
    });
}

/// The letters of some words.
pub(super) fn letters_of(words: &str) -> String {
    TextSkeleton::of(words).letters
}

fn to_u32(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
