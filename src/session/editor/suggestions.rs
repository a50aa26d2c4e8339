//! What the recognizers found and the analyst has not decided on yet.

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
};

use super::selection::StepDirection;
use crate::{
    model::{Document, Edit, Extent, Transaction},
    recognize::{self, Context, Link, Mention, ReadingDoubt},
    text::{Text, TextRange},
};

/// Articles up to this length are looked through whole, in bytes.
const WHOLE: usize = 2 << 20;
/// How much of a longer one is looked through to either side, in bytes.
const AROUND: usize = 128 << 10;

/// The suggestions for one article.
#[derive(Debug, Default)]
pub struct Suggestions {
    mentions: Vec<Mention>,
    dismissed: HashSet<(&'static str, Extent)>,
    current: Option<usize>,
    under_way: bool,
    /// The bytes that were looked through.
    covered: Range<usize>,
    /// Which of the mentions are open, kept along with the document's changes.
    open: Vec<bool>,
    /// How many of them are.
    left: usize,
}

/// What the recognizers found in a text.
#[derive(Debug)]
pub(crate) struct RecognizedMentions {
    text: Text,
    bytes: Range<usize>,
    mentions: Vec<Mention>,
}

/// How the words of a suggestion are read now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChosenReading {
    /// What was in doubt.
    pub(crate) doubt: ReadingDoubt,
    /// True where it is not the one that the recognizer puts first.
    pub(crate) is_other: bool,
}

impl RecognizedMentions {
    /// The same with the other reading of what is in one of these doubts.
    pub(crate) fn with_other_readings(mut self, doubts: &BTreeSet<ReadingDoubt>) -> Self {
        for mention in &mut self.mentions {
            let other = mention.other_readings.iter().position(|it| doubts.contains(&it.doubt));
            if let Some(index) = other {
                mention.read_otherwise(index);
            }
        }
        self
    }
}

impl Suggestions {
    /// Every mention found, in text order, the decided ones too.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The mention at `index`, if it is still open.
    pub fn open(&self, document: &Document, index: usize) -> Option<&Mention> {
        self.mentions.get(index).filter(|it| self.is_open(document, it))
    }

    /// The open ones that touch `start_byte..end_byte`, with their indices.
    pub fn open_in(
        &self,
        document: &Document,
        start_byte: usize,
        end_byte: usize,
    ) -> Vec<(usize, &Mention)> {
        let first = self.first_reaching(start_byte);
        let candidates = self.mentions.iter().enumerate().skip(first);
        candidates
            .take_while(|(_, it)| start_of(it) < end_byte)
            .filter(|(_, it)| it.pieces.iter().any(|piece| piece.end() > start_byte))
            .filter(|(_, it)| self.is_open(document, it))
            .collect()
    }

    /// The current one, if it is still open.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// True while recognizers are at work.
    pub fn is_under_way(&self) -> bool {
        self.under_way
    }

    /// How many are open.
    pub fn left(&self) -> usize {
        self.left
    }

    /// The open one after or before `byte` or the current one.
    pub fn next_open(
        &self,
        document: &Document,
        toward: StepDirection,
        byte: usize,
    ) -> Option<usize> {
        let open = |index: &usize| self.open(document, *index).is_some();
        match (toward, self.current) {
            (StepDirection::After, Some(at)) => (at + 1..self.mentions.len()).find(open),
            (StepDirection::Before, Some(at)) => (0..at).rev().find(open),
            (StepDirection::After, None) => {
                let from = self.mentions.partition_point(|it| start_of(it) < byte);
                (from..self.mentions.len()).chain(0..from).find(open)
            }
            (StepDirection::Before, None) => {
                let from = self.mentions.partition_point(|it| start_of(it) < byte);
                (0..from).rev().find(open)
            }
        }
    }

    /// True where `bytes` were looked through, or are being.
    pub fn covers(&self, bytes: &Range<usize>) -> bool {
        self.covered.start <= bytes.start && bytes.end <= self.covered.end
    }

    /// Starts to look for suggestions at `byte`: what it returns goes through the text, on whatever
    /// thread, and [`take`](Self::take) takes what it found.
    pub(super) fn begin(
        &mut self,
        document: &Document,
        byte: usize,
        context: Context,
    ) -> impl FnOnce() -> RecognizedMentions + Send + 'static {
        let text = document.text().clone();
        let bytes = stretch_around(&text, byte);
        self.covered = bytes.clone();
        self.under_way = true;
        move || {
            let mentions = suggest(&text, bytes.clone(), context);
            RecognizedMentions { text, bytes, mentions }
        }
    }

    /// Takes what was found, unless it is of another article or of a stretch nobody looks at any more.
    pub(super) fn take(&mut self, document: &Document, recognized: RecognizedMentions) {
        if *document.text() != recognized.text || !self.covers(&recognized.bytes) {
            return;
        }
        self.mentions = recognized.mentions;
        self.under_way = false;
        self.current = None;
        self.count(document);
    }

    /// Looks again at the mentions that a change of the document may have decided or reopened.
    pub(super) fn follow(&mut self, document: &Document, transaction: &Transaction) {
        /// With more edits than this, going through all mentions once is less work.
        const FEW: usize = 64;
        if transaction.edits.len() > FEW {
            return self.count(document);
        }
        for edit in &transaction.edits {
            let Edit::Annotation(_, change) = edit else { continue };
            for annotation in change.before.iter().chain(&change.after) {
                let hull = annotation.extent.hull();
                let first = self.first_reaching(hull.start());
                let behind = self.mentions.partition_point(|it| start_of(it) < hull.end());
                for index in first..behind {
                    self.look_again(document, index);
                }
            }
        }
    }

    /// Looks at every mention.
    fn count(&mut self, document: &Document) {
        self.open = self.mentions.iter().map(|it| self.is_open(document, it)).collect();
        self.left = self.open.iter().filter(|it| **it).count();
    }

    /// Looks at one mention.
    fn look_again(&mut self, document: &Document, index: usize) {
        let Some(mention) = self.mentions.get(index) else { return };
        let now = self.is_open(document, mention);
        let Some(known) = self.open.get_mut(index) else { return };
        self.left = self.left + usize::from(now) - usize::from(*known);
        *known = now;
    }

    /// The first mention that may reach `byte`.
    fn first_reaching(&self, byte: usize) -> usize {
        self.mentions.partition_point(|it| start_of(it) + LONGEST < byte)
    }

    pub(super) fn set_current(&mut self, current: Option<usize>) {
        self.current = current.filter(|&it| it < self.mentions.len());
    }

    /// Reads the words of the mention at `index` in the next way they may be meant; `None` where there
    /// is no other.
    pub(super) fn read_otherwise(&mut self, index: usize) -> Option<ChosenReading> {
        let mention = self.mentions.get_mut(index)?;
        mention.read_otherwise(0);
        let doubt = mention.other_readings.first()?.doubt;
        let chosen = ChosenReading { doubt, is_other: mention.is_read_otherwise() };
        // The one that was left is the last to come again.
        mention.other_readings.rotate_left(1);
        Some(chosen)
    }

    pub(super) fn dismiss(&mut self, document: &Document, index: usize) {
        if let Some(key) = self.mentions.get(index).and_then(key_of) {
            self.dismissed.insert(key);
            self.look_again(document, index);
        }
    }

    fn is_open(&self, document: &Document, mention: &Mention) -> bool {
        let Some(key) = key_of(mention) else { return false };
        // What the schema has no label for is nothing to suggest.
        let Some(label) = document.schema().label_ever(mention.label) else { return false };
        if self.dismissed.contains(&key) {
            return false;
        }
        let there = document.annotations_in(key.1.start(), key.1.end());
        !there.iter().any(|it| it.label == *label.id && it.extent.hull().overlaps(key.1.hull()))
    }
}

/// No mention is looked for further back than this, in bytes.
const LONGEST: usize = 8192;

/// The extent of a mention.
pub fn extent_of(mention: &Mention) -> Option<Extent> {
    Extent::of(mention.pieces.iter().copied())
}

fn key_of(mention: &Mention) -> Option<(&'static str, Extent)> {
    extent_of(mention).map(|it| (mention.label, it))
}

fn start_of(mention: &Mention) -> usize {
    mention.pieces.first().map_or(0, |it| it.start())
}

/// The paragraphs that are looked through for suggestions at `byte`.
fn stretch_around(text: &Text, byte: usize) -> Range<usize> {
    let len = text.len_bytes();
    if len <= WHOLE {
        return 0..len;
    }
    let paragraphs = text.paragraphs();
    let first = paragraphs.bytes(paragraphs.index_of(byte.saturating_sub(AROUND)));
    let last = paragraphs.bytes(paragraphs.index_of((byte + AROUND).min(len)));
    first.start..last.end
}

/// Everything the recognizers find in `bytes`, which are whole paragraphs, in text order.
fn suggest(text: &Text, bytes: Range<usize>, context: Context) -> Vec<Mention> {
    let is_whole = bytes == (0..text.len_bytes());
    let part = match text.as_str().get(bytes.clone()) {
        Some(part) if !is_whole => Text::new(part),
        _ => text.clone(),
    };
    let found = recognize::ALL.iter().flat_map(|it| (it.find)(&part, &context));
    let placed = |it: Mention| if is_whole { Some(it) } else { moved(text, bytes.start, it) };
    let mut mentions: Vec<Mention> = found.filter_map(placed).collect();
    mentions.sort_by_key(|it| it.pieces.first().map_or(0, |it| it.start()));
    mentions
}

/// A mention of a part of the text that starts at byte `by`, in the whole.
fn moved(text: &Text, by: usize, mention: Mention) -> Option<Mention> {
    let place = |pieces: &[TextRange]| -> Option<Vec<TextRange>> {
        pieces.iter().map(|it| text.range(by + it.start(), by + it.end()).ok()).collect()
    };
    let link = |it: &Link| Some(Link { pieces: place(&it.pieces)?, ..it.clone() });
    let links = mention.links.iter().filter_map(link).collect();
    Some(Mention { pieces: place(&mention.pieces)?, links, ..mention })
}
