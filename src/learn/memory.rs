//! Words that were tagged, how often, and how often the same words were not.
//!
//! The memory of several articles is the sum of what each of them says, so that one of them can be
//! left out again: a model that is trained on an article must not find its tags in the memory.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    hashing::{Hash, HashedMap, NOTHING, with},
    words::ArticleWords,
};

/// The most words a phrase may have to be remembered.
pub(super) const LONGEST_PHRASE: usize = 9;

/// A label by its place in the list of those that were met.
pub(super) type LabelIndex = usize;

/// What happened to some words with regard to a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PhraseCounts {
    /// They were tagged.
    pub(super) tagged: u32,
    /// They stood there and were not.
    pub(super) untagged: u32,
    /// They stood inside something longer that was.
    pub(super) inside: u32,
    /// They were suggested and rejected; where that was in a finished article, they were untagged too.
    pub(super) rejected: u32,
}

impl PhraseCounts {
    /// How often they stood there.
    pub(super) fn seen(self) -> u32 {
        self.tagged.saturating_add(self.untagged).saturating_add(self.inside)
    }

    #[must_use]
    pub(super) fn plus(self, more: Self) -> Self {
        Self {
            tagged: self.tagged.saturating_add(more.tagged),
            untagged: self.untagged.saturating_add(more.untagged),
            inside: self.inside.saturating_add(more.inside),
            rejected: self.rejected.saturating_add(more.rejected),
        }
    }

    #[must_use]
    pub(super) fn minus(self, less: Self) -> Self {
        Self {
            tagged: self.tagged.saturating_sub(less.tagged),
            untagged: self.untagged.saturating_sub(less.untagged),
            inside: self.inside.saturating_sub(less.inside),
            rejected: self.rejected.saturating_sub(less.rejected),
        }
    }
}

/// How often a word stood anywhere, and how often inside a tag of a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordCounts {
    pub(super) seen: u32,
    pub(super) tagged: u32,
}

/// Tags as runs of words: what memory and model learn from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TaggedWords {
    /// By label, in the order of the text. Those of which an edge cuts a word are missing.
    pub(super) tags: BTreeMap<LabelIndex, Vec<Range<usize>>>,
    /// Rejected suggestions.
    pub(super) rejected: BTreeMap<LabelIndex, Vec<Range<usize>>>,
    /// Those of them that were corrected.
    pub(super) corrected: BTreeMap<LabelIndex, Vec<Range<usize>>>,
    /// The labels of which untagged words are to have none.
    pub(super) complete: Vec<LabelIndex>,
}

impl TaggedWords {
    /// The tags of a label.
    pub(super) fn tags_of(&self, label: LabelIndex) -> &[Range<usize>] {
        self.tags.get(&label).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What some articles say of words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PhraseMemory {
    pub(super) labels: BTreeMap<LabelIndex, LabelMemory>,
    /// By a phrase's first word: how many words the longest that starts with it has.
    pub(super) longest: HashedMap<u8>,
}

/// The same for one label.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LabelMemory {
    pub(super) phrases: HashedMap<PhraseCounts>,
    pub(super) words: HashedMap<WordCounts>,
}

impl PhraseMemory {
    /// What is known of a phrase.
    pub(super) fn counts(&self, label: LabelIndex, phrase: Hash) -> PhraseCounts {
        let found = self.labels.get(&label).and_then(|it| it.phrases.get(&phrase));
        found.copied().unwrap_or_default()
    }

    /// What is known of a word.
    pub(super) fn word(&self, label: LabelIndex, word: Hash) -> WordCounts {
        let found = self.labels.get(&label).and_then(|it| it.words.get(&word));
        found.copied().unwrap_or_default()
    }

    /// Calls `found` for every phrase at `start` that has been tagged or rejected with any label.
    pub(super) fn phrases_at(
        &self,
        words: &ArticleWords,
        start: usize,
        mut found: impl FnMut(Range<usize>, Hash),
    ) {
        let longest = words.hash_at(start).and_then(|it| self.longest.get(&it)).copied();
        let mut phrase = NOTHING;
        for at in start..start + usize::from(longest.unwrap_or_default()) {
            let Some(word) = words.hash_at(at) else { break };
            phrase = with(phrase, word);
            found(start..at + 1, phrase);
        }
    }

    /// Takes the phrases of `work` in, with no counts. Gives those that are new.
    pub(super) fn know(&mut self, words: &ArticleWords, work: &TaggedWords) -> Self {
        let mut new = Self::default();
        let all = work.tags.iter().chain(&work.rejected);
        for (label, range) in all.flat_map(|(label, tags)| tags.iter().map(move |it| (*label, it)))
        {
            let Some(first) = words.hash_at(range.start) else { continue };
            if range.len() > LONGEST_PHRASE {
                continue;
            }
            let phrase = words.phrase(range);
            let known = self.labels.get(&label);
            if known.is_none_or(|it| !it.phrases.contains_key(&phrase)) {
                let length = u8::try_from(range.len()).unwrap_or(u8::MAX);
                for memory in [&mut *self, &mut new] {
                    let label = memory.labels.entry(label).or_default();
                    label.phrases.insert(phrase, PhraseCounts::default());
                    let longest = memory.longest.entry(first).or_default();
                    *longest = length.max(*longest);
                }
            }
        }
        new
    }

    /// Adds what was said elsewhere.
    pub(super) fn add(&mut self, said: Self) {
        for (label, said) in said.labels {
            let memory = self.labels.entry(label).or_default();
            for (phrase, counts) in sorted(said.phrases) {
                let known = memory.phrases.entry(phrase).or_default();
                *known = known.plus(counts);
            }
            for (word, counts) in sorted(said.words) {
                let known = memory.words.entry(word).or_default();
                known.seen = known.seen.saturating_add(counts.seen);
                known.tagged = known.tagged.saturating_add(counts.tagged);
            }
        }
    }

    /// Takes away again what was said elsewhere; the phrases stay known.
    pub(super) fn take_away(&mut self, said: &Self) {
        for (label, said) in &said.labels {
            let Some(memory) = self.labels.get_mut(label) else { continue };
            for (phrase, counts) in sorted(said.phrases.clone()) {
                if let Some(known) = memory.phrases.get_mut(&phrase) {
                    *known = known.minus(counts);
                }
            }
            for (word, counts) in sorted(said.words.clone()) {
                if let Some(known) = memory.words.get_mut(&word) {
                    known.seen = known.seen.saturating_sub(counts.seen);
                    known.tagged = known.tagged.saturating_sub(counts.tagged);
                }
            }
        }
    }

    /// What an article says of phrases that are known, and of its words.
    pub(super) fn said_by(&self, words: &ArticleWords, work: &TaggedWords) -> Self {
        let mut said = self.phrases_said_by(words, work);
        let labels = work.tags.keys().chain(&work.complete);
        for label in labels.copied().collect::<BTreeSet<LabelIndex>>() {
            let is_complete = work.complete.contains(&label);
            said.labels.entry(label).or_default().note_words(
                words,
                work.tags_of(label),
                is_complete,
            );
        }
        said
    }

    /// The same without its words.
    pub(super) fn phrases_said_by(&self, words: &ArticleWords, work: &TaggedWords) -> Self {
        let mut said = Self::default();
        for (label, memory) in &self.labels {
            let tags = work.tags_of(*label);
            let rejected = work.rejected.get(label).map(Vec::as_slice).unwrap_or_default();
            let mut here = LabelMemory::default();
            let mut note = |phrase: Hash, counts: PhraseCounts| {
                if memory.phrases.contains_key(&phrase) {
                    let known = here.phrases.entry(phrase).or_default();
                    *known = known.plus(counts);
                }
            };
            for tag in tags {
                note(words.phrase(tag), PhraseCounts { tagged: 1, ..PhraseCounts::default() });
            }
            let is_complete = work.complete.contains(label);
            for range in rejected {
                let untagged = u32::from(!is_complete && !tags.contains(range));
                let counts = PhraseCounts { rejected: 1, untagged, ..PhraseCounts::default() };
                note(words.phrase(range), counts);
            }
            if is_complete {
                self.note_untagged(words, tags, &mut note);
            }
            said.labels.insert(*label, here);
        }
        said
    }

    /// The occurrences of known phrases that are no tag.
    fn note_untagged(
        &self,
        words: &ArticleWords,
        tags: &[Range<usize>],
        note: &mut impl FnMut(Hash, PhraseCounts),
    ) {
        for start in 0..words.len() {
            self.phrases_at(words, start, |range, phrase| {
                let near = tags.partition_point(|it| it.end <= range.start);
                let near = tags.get(near..).unwrap_or_default();
                let near = near.iter().take_while(|it| it.start < range.end);
                let mut counts = PhraseCounts { untagged: 1, ..PhraseCounts::default() };
                for tag in near {
                    if *tag == range {
                        return;
                    }
                    if tag.start <= range.start && range.end <= tag.end {
                        counts = PhraseCounts { inside: 1, ..PhraseCounts::default() };
                    }
                }
                note(phrase, counts);
            });
        }
    }
}

impl LabelMemory {
    fn note_words(&mut self, words: &ArticleWords, tags: &[Range<usize>], is_complete: bool) {
        let mut tagged = vec![false; words.len()];
        for flag in tags.iter().cloned().flatten() {
            if let Some(flag) = tagged.get_mut(flag) {
                *flag = true;
            }
        }
        for (word, is_tagged) in words.words.iter().zip(tagged) {
            if is_tagged || is_complete {
                let counts = self.words.entry(word.hash).or_default();
                counts.seen += 1;
                counts.tagged += u32::from(is_tagged);
            }
        }
    }
}

/// What a map holds, in the order of its keys.
pub(super) fn sorted<T>(map: HashedMap<T>) -> Vec<(Hash, T)> {
    let mut all: Vec<(Hash, T)> = map.into_iter().collect();
    all.sort_unstable_by_key(|it| it.0);
    all
}
