//! Two texts side by side: which stretches of letters are the same in both, in order.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::{skeleton::TextSkeleton, uniqueness::LetterCounts};

/// A text beside what it became, by their letters.
pub(super) struct TextAlignment<'a> {
    old: &'a TextSkeleton,
    new: &'a TextSkeleton,
    /// In order, with something changed between any two.
    runs: Vec<SharedRun>,
}

/// Letters that are the same in both texts.
#[derive(Clone, Debug)]
struct SharedRun {
    old: usize,
    new: usize,
    len: usize,
    /// The letters of the old text that could be nowhere else in the new one.
    certain: Range<usize>,
}

impl<'a> TextAlignment<'a> {
    /// Compares the two, word by word.
    pub(super) fn of(old: &'a TextSkeleton, new: &'a TextSkeleton) -> Self {
        let (a, b) = (old.letters(), new.letters());
        if a == b {
            let whole = SharedRun { old: 0, new: 0, len: a.len(), certain: 0..a.len() };
            return Self { old, new, runs: vec![whole] };
        }
        let mut alignment = Self { old, new, runs: Vec::new() };
        alignment.compare();
        alignment.find_certain();
        alignment
    }

    /// Where the letters `old` are now, where they, the words they are a part of and a word on each
    /// side are unchanged, and stand together with what stands only once in either text. What is long
    /// enough to be known by itself needs no words beside it: a word that was put in there does not
    /// make it longer, as it may a date.
    pub(super) fn certain(&self, old: Range<usize>) -> Option<Range<usize>> {
        let run = self.run_at(old.start).filter(|it| old.end <= it.old + it.len)?;
        let whole = self.whole_words(&old);
        // Whose words beside it are is no matter, where they are the same.
        let is_beside = old.len() >= LetterCounts::WIDTH
            || (run.old <= self.word_before(whole.start)
                && self.word_after(whole.end) <= run.old + run.len);
        let is_inside = is_beside && run.certain.start <= old.start && old.end <= run.certain.end;
        let start = run.new + (old.start - run.old);
        (is_inside && !old.is_empty()).then(|| start..start + old.len())
    }

    /// What stands in the new text where `old` stood; `None` where nothing does, or so much that it
    /// says nothing.
    pub(super) fn follow(&self, old: Range<usize>) -> Option<Range<usize>> {
        let start = match self.run_at(old.start) {
            Some(run) => run.new + (old.start - run.old),
            None => self.gap_at(old.start).start,
        };
        let last = old.end.checked_sub(1)?;
        let end = match self.run_at(last) {
            Some(run) => run.new + (old.end - run.old),
            None => self.gap_at(last).end,
        };
        let is_near = start < end && end - start <= 2 * old.len() + MORE;
        (is_near && self.is_like(old)).then_some(start..end)
    }

    /// True when of the letters a third is left, or what stands around them is.
    fn is_like(&self, old: Range<usize>) -> bool {
        if self.kept_in(&old) * 3 >= old.len() {
            return true;
        }
        let before = old.start.saturating_sub(AROUND)..old.start;
        let after = old.end..(old.end + AROUND).min(self.old.letters().len());
        self.kept_in(&before) == before.len() && self.kept_in(&after) == after.len()
    }

    /// How many of these letters are in a run, in bytes.
    fn kept_in(&self, letters: &Range<usize>) -> usize {
        let first = self.runs.partition_point(|it| it.old + it.len <= letters.start);
        let runs = self.runs.iter().skip(first).take_while(|it| it.old < letters.end);
        let shared = |it: &SharedRun| {
            (it.old + it.len).min(letters.end).saturating_sub(it.old.max(letters.start))
        };
        runs.map(shared).sum()
    }

    fn run_at(&self, old: usize) -> Option<&SharedRun> {
        let at = self.runs.partition_point(|it| it.old + it.len <= old);
        self.runs.get(at).filter(|it| it.old <= old)
    }

    /// What came in the place of the changed letters at `old`.
    fn gap_at(&self, old: usize) -> Range<usize> {
        let next = self.runs.partition_point(|it| it.old + it.len <= old);
        let before = next.checked_sub(1).and_then(|it| self.runs.get(it));
        let end = self.runs.get(next).map_or(self.new.letters().len(), |it| it.new);
        before.map_or(0, |it| it.new + it.len)..end
    }

    /// The letters of all words that `old` has a part of.
    fn whole_words(&self, old: &Range<usize>) -> Range<usize> {
        let tokens = self.old.tokens();
        let first = tokens.partition_point(|&it| (it as usize) <= old.start);
        let next = tokens.partition_point(|&it| (it as usize) < old.end);
        let start = first.checked_sub(1).and_then(|it| tokens.get(it));
        let end = tokens.get(next).map(|it| *it as usize);
        start.map_or(old.start, |it| *it as usize)..end.unwrap_or(self.old.letters().len())
    }

    /// Where the word begins that ends before `old`.
    fn word_before(&self, old: usize) -> usize {
        let tokens = self.old.tokens();
        let at = tokens.partition_point(|&it| (it as usize) < old);
        at.checked_sub(1).and_then(|it| tokens.get(it)).map_or(old, |it| *it as usize)
    }

    /// Where the word ends that begins at `old` or after.
    fn word_after(&self, old: usize) -> usize {
        let tokens = self.old.tokens();
        let at = tokens.partition_point(|&it| (it as usize) <= old);
        tokens.get(at).map_or(self.old.letters().len(), |it| *it as usize)
    }
}

impl TextAlignment<'_> {
    fn compare(&mut self) {
        let mut input = InternedInput::default();
        input.update_before(words(self.old));
        input.update_after(words(self.new));
        let diff = Diff::compute(Algorithm::Histogram, &input);
        let (old, new) = (self.old, self.new);
        let byte = |skeleton: &TextSkeleton, token: u32| {
            let at = skeleton.tokens().get(token as usize);
            at.map_or(skeleton.letters().len(), |it| *it as usize)
        };
        let (mut from_old, mut from_new) = (0, 0);
        for hunk in diff.hunks() {
            let before = byte(old, hunk.before.start)..byte(old, hunk.before.end);
            let after = byte(new, hunk.after.start)..byte(new, hunk.after.end);
            self.push(from_old, from_new, before.start - from_old);
            (from_old, from_new) = (before.end, after.end);
            self.compare_within(before, after);
        }
        self.push(from_old, from_new, old.letters().len() - from_old);
    }

    /// Words that are others by the spaces between them alone are the same.
    fn compare_within(&mut self, old: Range<usize>, new: Range<usize>) {
        let (a, b) = (slice(self.old, &old), slice(self.new, &new));
        let first = self.boundary(&old, &new, shared_start(a, b));
        self.push(old.start, new.start, first);
        let (old, new) = (old.start + first..old.end, new.start + first..new.end);
        let (a, b) = (slice(self.old, &old), slice(self.new, &new));
        let longest = shared_end(a, b);
        let starts = |of: &TextSkeleton, at: usize| of.tokens().binary_search(&to_u32(at)).is_ok();
        let tokens = self.old.tokens();
        let from = tokens.partition_point(|&it| (it as usize) < old.end - longest);
        let starts_here = tokens.iter().skip(from).map(|it| *it as usize);
        let last = starts_here
            .take_while(|it| *it < old.end)
            .find(|it| starts(self.new, new.end - (old.end - it)));
        if let Some(at) = last {
            let len = old.end - at;
            self.push(at, new.end - len, len);
        }
    }

    /// The most of the `longest` first letters that ends where a word ends in both.
    fn boundary(&self, old: &Range<usize>, new: &Range<usize>, longest: usize) -> usize {
        let is_end = |of: &TextSkeleton, range: &Range<usize>, len: usize| {
            range.start + len == range.end
                || of.tokens().binary_search(&to_u32(range.start + len)).is_ok()
        };
        if is_end(self.old, old, longest) && is_end(self.new, new, longest) {
            return longest;
        }
        let tokens = self.old.tokens();
        let upto = tokens.partition_point(|&it| (it as usize) <= old.start + longest);
        let ends = tokens.iter().take(upto).rev().map(|it| *it as usize);
        let mut ends = ends.take_while(|it| *it > old.start).map(|it| it - old.start);
        ends.find(|it| is_end(self.new, new, *it)).unwrap_or(0)
    }

    fn push(&mut self, old: usize, new: usize, len: usize) {
        if len == 0 {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.old + last.len == old && last.new + last.len == new => {
                last.len += len;
            }
            _ => self.runs.push(SharedRun { old, new, len, certain: old..old }),
        }
    }

    /// Finds out how far each run is certain to be the same letters: from the first stretch that
    /// stands only once in both texts to the last.
    fn find_certain(&mut self) {
        let counts = (LetterCounts::of(self.old.letters()), LetterCounts::of(self.new.letters()));
        let within = |run: &SharedRun, letters: Range<usize>| {
            let is_unique =
                |it: &usize| counts.0.is_unique(*it) && counts.1.is_unique(it - run.old + run.new);
            let last = letters.end.checked_sub(LetterCounts::WIDTH)?;
            let first = (letters.start..=last).find(is_unique)?;
            let last = (first..=last).rev().find(is_unique)?;
            Some(first..last + LetterCounts::WIDTH)
        };
        // A run in which nothing stands only once is a chance word between two changes.
        let sure: Vec<usize> = (0..self.runs.len())
            .filter(|at| {
                let run = self.runs.get(*at);
                run.is_some_and(|it| within(it, it.old..it.old + it.len).is_some())
            })
            .collect();
        let ends = (self.old.letters().len(), self.new.letters().len());
        let run_end = |it: &SharedRun| (it.old + it.len, it.new + it.len);
        let run_start = |it: &SharedRun| (it.old, it.new);
        let gap = |before: Option<&SharedRun>, after: Option<&SharedRun>| -> ChangedLetters {
            let (start, end) = (before.map_or((0, 0), run_end), after.map_or(ends, run_start));
            (start.0..end.0, start.1..end.1)
        };
        let run = |at: Option<&usize>| at.and_then(|it| self.runs.get(*it));
        let mut budget = (ends.0 + ends.1).saturating_mul(SEARCHES);
        let mut found = Vec::with_capacity(sure.len());
        for (at, number) in sure.iter().enumerate() {
            let Some(this) = run(Some(number)) else { continue };
            let before = gap(run(at.checked_sub(1).and_then(|it| sure.get(it))), Some(this));
            let after = gap(Some(this), run(sure.get(at + 1)));
            let whole = this.old..this.old + this.len;
            let start = whole.start + self.doubtful_start(this, &before, &mut budget);
            let end = whole.end.saturating_sub(self.doubtful_end(this, &after, &mut budget));
            let Some(mut certain) = within(this, start..end.max(start)) else { continue };
            if run_start(this) == (0, 0) {
                certain.start = 0;
            }
            if run_end(this) == ends {
                certain.end = whole.end;
            }
            found.push((*number, certain));
        }
        for (number, certain) in found {
            if let Some(run) = self.runs.get_mut(number) {
                run.certain = certain;
            }
        }
    }
}

impl TextAlignment<'_> {
    /// How many of the first letters of a run may be others that look the same: what was struck or
    /// put in before it may begin a little later, have the same words, or have been moved with them.
    fn doubtful_start(
        &self,
        run: &SharedRun,
        (was, is): &ChangedLetters,
        budget: &mut usize,
    ) -> usize {
        let slide = |of: &TextSkeleton, gap: &Range<usize>| {
            if gap.is_empty() {
                return 0;
            }
            let upto = of.letters().len();
            shared_start(slice(of, &(gap.start..upto)), slice(of, &(gap.end..upto)))
        };
        let mut doubtful = slide(self.old, was).max(slide(self.new, is)).min(run.len);
        let beside = (end_of(slice(self.old, was)), end_of(slice(self.new, is)));
        let gap = (slice(self.old, was), slice(self.new, is));
        let tokens = self.old.tokens();
        let first = tokens.partition_point(|&it| (it as usize) <= run.old);
        let ends = tokens.iter().skip(first).map(|it| *it as usize);
        let run_end = run.old + run.len;
        for end in ends.chain(std::iter::once(run_end)).take_while(|it| *it <= run_end) {
            let words = slice(self.old, &(run.old..end));
            let joined = |beside: &str| format!("{beside}{words}");
            let moved = (joined(beside.0), joined(beside.1));
            if !self.is_doubtful(words, gap, beside, (&moved.0, &moved.1), budget) {
                break;
            }
            doubtful = doubtful.max(words.len());
        }
        doubtful
    }

    /// The same for its last letters.
    fn doubtful_end(
        &self,
        run: &SharedRun,
        (was, is): &ChangedLetters,
        budget: &mut usize,
    ) -> usize {
        let slide = |of: &TextSkeleton, gap: &Range<usize>| {
            if gap.is_empty() {
                return 0;
            }
            shared_end(slice(of, &(0..gap.end)), slice(of, &(0..gap.start)))
        };
        let mut doubtful = slide(self.old, was).max(slide(self.new, is)).min(run.len);
        let beside = (start_of(slice(self.old, was)), start_of(slice(self.new, is)));
        let gap = (slice(self.old, was), slice(self.new, is));
        let run_end = run.old + run.len;
        let tokens = self.old.tokens();
        let last = tokens.partition_point(|&it| (it as usize) < run_end);
        let starts = tokens.iter().take(last).rev().map(|it| *it as usize);
        for start in starts.take_while(|it| *it >= run.old) {
            let words = slice(self.old, &(start..run_end));
            let joined = |beside: &str| format!("{words}{beside}");
            let moved = (joined(beside.0), joined(beside.1));
            if !self.is_doubtful(words, gap, beside, (&moved.0, &moved.1), budget) {
                break;
            }
            doubtful = doubtful.max(words.len());
        }
        doubtful
    }

    /// True where words beside a change may be others: where they stand in what was changed too, or
    /// stood somewhere else beside what was put in, or stand somewhere else beside what was struck.
    fn is_doubtful(
        &self,
        words: &str,
        gap: (&str, &str),
        beside: (&str, &str),
        moved: (&str, &str),
        budget: &mut usize,
    ) -> bool {
        if words.len() > LetterCounts::WIDTH {
            return false;
        }
        if gap.0.contains(words) || gap.1.contains(words) {
            return true;
        }
        let (old, new) = (self.old.letters(), self.new.letters());
        let mut stands = |beside: &str, moved: &str, text: &str| {
            if beside.len() < BESIDE {
                return false;
            }
            let is_left = *budget >= text.len();
            *budget = budget.saturating_sub(text.len());
            !is_left || text.contains(moved)
        };
        stands(beside.1, moved.1, old) || stands(beside.0, moved.0, new)
    }
}

/// How many bytes of what was struck or put in are looked for with the words beside it.
const BESIDE: usize = 12;

/// How often a text may be looked through for moved words; what is left then counts as doubtful.
const SEARCHES: usize = 256;

fn start_of(letters: &str) -> &str {
    letters.get(..letters.floor_char_boundary(BESIDE)).unwrap_or_default()
}

fn end_of(letters: &str) -> &str {
    let from = letters.ceil_char_boundary(letters.len().saturating_sub(BESIDE));
    letters.get(from..).unwrap_or_default()
}

/// What was changed between two runs: the letters of the old text and those of the new one.
type ChangedLetters = (Range<usize>, Range<usize>);

/// How many bytes of letters longer than twice what it was a passage may have become.
const MORE: usize = 32;

/// How many bytes of letters on each side must be unchanged where none of the passage's own are left.
const AROUND: usize = 24;

fn words(skeleton: &TextSkeleton) -> impl Iterator<Item = &str> {
    let ends = skeleton.tokens().iter().skip(1).map(|it| *it as usize);
    let ends = ends.chain(std::iter::once(skeleton.letters().len()));
    let words = skeleton.tokens().iter().zip(ends);
    words.map(|(start, end)| slice(skeleton, &(*start as usize..end)))
}

fn slice<'a>(skeleton: &'a TextSkeleton, range: &Range<usize>) -> &'a str {
    skeleton.letters().get(range.clone()).unwrap_or_default()
}

fn shared_start(a: &str, b: &str) -> usize {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    a.chars().zip(b.chars()).take_while(same).map(|it| it.0.len_utf8()).sum()
}

fn shared_end(a: &str, b: &str) -> usize {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    a.chars().rev().zip(b.chars().rev()).take_while(same).map(|it| it.0.len_utf8()).sum()
}

fn to_u32(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
