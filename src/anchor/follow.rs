//! Where words went whose wording was changed: by what stands beside them, word by word.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput};
use unicode_segmentation::UnicodeSegmentation as _;

/// Two texts side by side.
pub(super) struct TextAlignment<'a> {
    old: Vec<(usize, &'a str)>,
    new: Vec<(usize, &'a str)>,
    /// What was changed, in words, in order.
    changes: Vec<Hunk>,
}

impl<'a> TextAlignment<'a> {
    /// Compares `old` and `new`.
    pub(super) fn of(old: &'a str, new: &'a str) -> Self {
        let (old, new) = (words(old), words(new));
        let mut input = InternedInput::default();
        input.update_before(old.iter().map(|it| it.1));
        input.update_after(new.iter().map(|it| it.1));
        let diff = Diff::compute(Algorithm::Histogram, &input);
        Self { old, new, changes: diff.hunks().collect() }
    }

    /// What stands in the new text (bytes) where `range` (bytes) of the old one stood; `None` where
    /// nothing does, or so much that it says nothing.
    pub(super) fn follow(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.old.partition_point(|(at, word)| at + word.len() <= range.start);
        let last = self.old.partition_point(|(at, _)| *at < range.end).checked_sub(1)?;
        let start = match self.new_place(first)? {
            WordPlace::Kept(at) => self.edge(first, at, range.start)?,
            WordPlace::Changed(words) => self.new.get(words.start)?.0,
        };
        let end = match self.new_place(last)? {
            WordPlace::Kept(at) => self.edge(last, at, range.end)?,
            WordPlace::Changed(words) => {
                let (at, word) = self.new.get(words.end.checked_sub(1)?)?;
                at + word.len()
            }
        };
        let is_near = start < end && end - start <= 2 * range.len() + MORE;
        (is_near && self.is_like(first, last)).then_some(start..end)
    }

    /// True when of the words `first..=last` a third is left, or what stands around them is.
    fn is_like(&self, first: usize, last: usize) -> bool {
        let is_kept = |at: usize| matches!(self.new_place(at), Some(WordPlace::Kept(_)));
        let is_word = |at: &usize| self.old.get(*at).is_some_and(|it| it.1.starts_with(is_letter));
        let own = (first..=last).filter(is_word);
        let kept = own.clone().filter(|at| is_kept(*at)).count();
        if kept * 3 >= own.count().max(1) {
            return true;
        }
        let before = (0..first).rev().filter(is_word).take(AROUND).all(is_kept);
        let after = last + 1..self.old.len();
        before && after.filter(is_word).take(AROUND).all(is_kept)
    }

    /// Where the place `byte` in or at the end of an unchanged word is now.
    fn edge(&self, old: usize, new: usize, byte: usize) -> Option<usize> {
        let ((was, word), (is, _)) = (self.old.get(old)?, self.new.get(new)?);
        Some(is + byte.saturating_sub(*was).min(word.len()))
    }

    fn new_place(&self, old: usize) -> Option<WordPlace> {
        let word = u32::try_from(old).ok()?;
        let next = self.changes.partition_point(|it| it.before.end <= word);
        if let Some(change) = self.changes.get(next)
            && change.before.contains(&word)
        {
            return Some(WordPlace::Changed(
                change.after.start as usize..change.after.end as usize,
            ));
        }
        // All before it that was changed moved it.
        let moved = match next.checked_sub(1).and_then(|it| self.changes.get(it)) {
            Some(last) => word - last.before.end + last.after.end,
            None => word,
        };
        Some(WordPlace::Kept(moved as usize))
    }
}

/// How many bytes longer than twice what it was a passage may have become.
const MORE: usize = 32;

/// How many words on each side must be unchanged where none of the passage's own is left.
const AROUND: usize = 3;

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// Where a word of the old text is, in words of the new one.
enum WordPlace {
    Kept(usize),
    Changed(Range<usize>),
}

/// The words and punctuation marks of a text, each with its place in bytes.
fn words(text: &str) -> Vec<(usize, &str)> {
    let is_word = |it: &(usize, &str)| !it.1.chars().all(char::is_whitespace);
    text.split_word_bound_indices().filter(is_word).collect()
}
