//! What the recognizers found and the analyst has not decided on yet.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use jiff::civil;

use super::{
    draft::{SuggestionDraft, target_of},
    publication::AwaitedPublication,
    selection::StepDirection,
};
use crate::{
    language::spelling_key,
    model::{
        DismissalKind, DismissalTarget, DismissedPlace, Document, Edit, Extent, Name, Transaction,
    },
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
    current: Option<usize>,
    under_way: bool,
    /// The bytes that were looked through.
    covered: Range<usize>,
    /// How each of the mentions stands, kept along with the document's changes.
    standings: Vec<SuggestionStanding>,
    /// How many of them are open.
    left: usize,
    /// Those that wait for the day of publication, by index.
    awaiting: BTreeMap<usize, AwaitedPublication>,
    /// How many were left for later.
    later: usize,
    /// Labels with the folded words that are never to be suggested.
    never: HashSet<(Name, String)>,
    /// What the analyst has corrected and not taken yet.
    drafts: BTreeMap<DismissalTarget, SuggestionDraft>,
}

/// How a suggestion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionStanding {
    /// Nobody has decided on it.
    Open,
    /// It was left for later: it can be decided on, and comes after those that are open.
    Later,
    /// It was accepted, corrected or rejected, or its words got its label by hand.
    Settled,
}

/// What the recognizers found in a text.
#[derive(Debug)]
pub(crate) struct RecognizedMentions {
    text: Text,
    bytes: Range<usize>,
    mentions: Vec<Mention>,
    awaiting: BTreeMap<usize, AwaitedPublication>,
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

    /// The mention at `index`, if it can still be decided on: open, or left for later.
    pub fn open(&self, document: &Document, index: usize) -> Option<&Mention> {
        let mention = self.mentions.get(index)?;
        (self.standing_of(document, mention) != SuggestionStanding::Settled).then_some(mention)
    }

    /// How the mention at `index` stands.
    pub fn standing(&self, index: usize) -> SuggestionStanding {
        self.standings.get(index).copied().unwrap_or(SuggestionStanding::Settled)
    }

    /// The mention that `target` was decided on, if it is found still.
    pub fn index_of(&self, document: &Document, target: &DismissalTarget) -> Option<usize> {
        let start = target.extent()?.start();
        let first = self.mentions.partition_point(|it| start_of(it) < start);
        let there = self.mentions.iter().enumerate().skip(first);
        let mut there = there.take_while(|(_, it)| start_of(it) == start);
        there.find(|(_, it)| target_of(document, it).as_ref() == Some(target)).map(|it| it.0)
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
            .filter(|(_, it)| self.standing_of(document, it) != SuggestionStanding::Settled)
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

    /// What the mention at `index` lacks as long as the day of publication is not confirmed; `None` for
    /// one that does not depend on it, or where it is.
    pub fn awaited(&self, index: usize) -> Option<&AwaitedPublication> {
        self.awaiting.get(&index)
    }

    /// How many were left for later.
    pub fn later(&self) -> usize {
        self.later
    }

    /// Every one that can still be decided on, those left for later too, by index.
    pub fn undecided(&self, document: &Document) -> Vec<usize> {
        (0..self.mentions.len()).filter(|&it| self.open(document, it).is_some()).collect()
    }

    /// The open one after or before `byte` or the current one; once none is open in the article, the
    /// same of those left for later.
    pub fn next_open(
        &self,
        document: &Document,
        toward: StepDirection,
        byte: usize,
    ) -> Option<usize> {
        let any_open = self.left > 0;
        let open = |index: &usize| {
            let standing = self.mentions.get(*index).map(|it| self.standing_of(document, it));
            match standing {
                Some(SuggestionStanding::Open) => true,
                Some(SuggestionStanding::Later) => !any_open,
                Some(SuggestionStanding::Settled) | None => false,
            }
        };
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
    /// thread, and [`take`](Self::take) takes what it found. `proposed` is a day of publication that nobody
    /// has confirmed.
    pub(super) fn begin(
        &mut self,
        document: &Document,
        byte: usize,
        context: Context,
        proposed: Option<civil::Date>,
    ) -> impl FnOnce() -> RecognizedMentions + Send + 'static {
        let text = document.text().clone();
        let bytes = stretch_around(&text, byte);
        self.covered = bytes.clone();
        self.under_way = true;
        move || {
            let mentions = suggest(&text, bytes.clone(), context);
            let awaiting = match context.published {
                Some(_) => BTreeMap::new(),
                None => awaiting(&text, bytes.clone(), &mentions, proposed),
            };
            RecognizedMentions { text, bytes, mentions, awaiting }
        }
    }

    /// Takes what was found, unless it is of another article or of a stretch nobody looks at any more.
    pub(super) fn take(&mut self, document: &Document, recognized: RecognizedMentions) {
        if *document.text() != recognized.text || !self.covers(&recognized.bytes) {
            return;
        }
        self.mentions = recognized.mentions;
        self.awaiting = recognized.awaiting;
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
            match edit {
                Edit::Annotation(_, change) => {
                    for annotation in change.before.iter().chain(&change.after) {
                        self.look_again_at(document, &annotation.extent);
                    }
                }
                Edit::Dismissal(_, change)
                    if change.before.iter().chain(&change.after).any(|it| it.everywhere) =>
                {
                    return self.count(document);
                }
                Edit::Dismissal(target, _) => {
                    if let Some(extent) = target.extent() {
                        self.look_again_at(document, extent);
                    }
                }
                Edit::Schema(_) => return self.count(document),
                Edit::Relation(..) | Edit::Orphan(..) | Edit::Decision(..) | Edit::Meta(..) => {}
            }
        }
    }

    /// Looks at the mentions that touch `extent`.
    fn look_again_at(&mut self, document: &Document, extent: &Extent) {
        let hull = extent.hull();
        let first = self.first_reaching(hull.start());
        let past = self.mentions.partition_point(|it| start_of(it) < hull.end());
        for index in first..past {
            self.look_again(document, index);
        }
    }

    /// Looks at every mention.
    fn count(&mut self, document: &Document) {
        let everywhere = document.dismissals().filter(|it| it.everywhere);
        let words = everywhere
            .filter_map(|it| Some((it.target.label.clone(), words_of(document, &it.target)?)));
        self.never = words.collect();
        let all = self.mentions.iter().map(|it| self.standing_of(document, it));
        self.standings = all.collect();
        let count = |standing| self.standings.iter().filter(|it| **it == standing).count();
        self.left = count(SuggestionStanding::Open);
        self.later = count(SuggestionStanding::Later);
    }

    /// Looks at one mention.
    fn look_again(&mut self, document: &Document, index: usize) {
        let Some(mention) = self.mentions.get(index) else { return };
        let now = self.standing_of(document, mention);
        let Some(known) = self.standings.get_mut(index) else { return };
        let before = std::mem::replace(known, now);
        let is = |standing, which| usize::from(standing == which);
        let (open, later) = (SuggestionStanding::Open, SuggestionStanding::Later);
        self.left = self.left + is(now, open) - is(before, open);
        self.later = self.later + is(now, later) - is(before, later);
    }

    /// The first mention that may reach `byte`.
    fn first_reaching(&self, byte: usize) -> usize {
        self.mentions.partition_point(|it| start_of(it) + LONGEST < byte)
    }

    /// What the analyst has made of a suggestion so far.
    pub(super) fn draft(&self, target: &DismissalTarget) -> Option<&SuggestionDraft> {
        self.drafts.get(target)
    }

    /// Everything the analyst has made of suggestions so far.
    pub(super) fn drafts(&self) -> impl Iterator<Item = &SuggestionDraft> {
        self.drafts.values()
    }

    pub(super) fn keep_draft(&mut self, draft: SuggestionDraft) {
        self.drafts.insert(draft.target.clone(), draft);
    }

    pub(super) fn forget_draft(&mut self, target: &DismissalTarget) {
        self.drafts.remove(target);
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

    /// A suggestion is settled by a tag that says just this, or by a decision: never because something
    /// around it has its label.
    fn standing_of(&self, document: &Document, mention: &Mention) -> SuggestionStanding {
        // What the schema has no label for is nothing to suggest.
        let target = match document.schema().label_ever(mention.label) {
            Some(_) => target_of(document, mention),
            None => None,
        };
        let Some(target) = target else { return SuggestionStanding::Settled };
        let Some(extent) = target.extent() else { return SuggestionStanding::Settled };
        let there = document.annotations_in(extent.start(), extent.end());
        if there.iter().any(|it| it.label == target.label && it.extent == *extent) {
            return SuggestionStanding::Settled;
        }
        match self.decision_on(document, &target) {
            Some(DismissalKind::Rejected | DismissalKind::Corrected) => SuggestionStanding::Settled,
            Some(DismissalKind::Later) => SuggestionStanding::Later,
            None => SuggestionStanding::Open,
        }
    }

    /// What was decided on a suggestion, by itself or for its words wherever they stand.
    fn decision_on(&self, document: &Document, target: &DismissalTarget) -> Option<DismissalKind> {
        if !self.never.is_empty()
            && let Some(words) = words_of(document, target)
            && self.never.contains(&(target.label.clone(), words))
        {
            return Some(DismissalKind::Rejected);
        }
        document.dismissal(target).map(|it| it.kind)
    }
}

/// What was decided on suggestions in a document, for who has no editor.
#[derive(Debug)]
pub(super) struct SuggestionDecisions<'a> {
    document: &'a Document,
    known: Suggestions,
}

impl<'a> SuggestionDecisions<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut known = Suggestions::default();
        known.count(document);
        Self { document, known }
    }

    /// What was decided on a mention.
    pub(super) fn on(&self, mention: &Mention) -> Option<DismissalKind> {
        self.known.decision_on(self.document, &target_of(self.document, mention)?)
    }
}

/// No mention is looked for further back than this, in bytes.
const LONGEST: usize = 8192;

/// The extent of a mention.
pub fn extent_of(mention: &Mention) -> Option<Extent> {
    Extent::of(mention.pieces.iter().copied())
}

/// The words of a suggestion as they are compared, whatever their spelling.
fn words_of(document: &Document, target: &DismissalTarget) -> Option<String> {
    let words = match &target.place {
        DismissedPlace::At(extent) => document.text().slice(extent.hull()),
        DismissedPlace::Gone { words, .. } => words,
    };
    Some(spelling_key(words)).filter(|it| !it.is_empty())
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

/// Those of `mentions`, which were read without a day of publication, that are others with one: with
/// `proposed`, or any day.
fn awaiting(
    text: &Text,
    bytes: Range<usize>,
    mentions: &[Mention],
    proposed: Option<civil::Date>,
) -> BTreeMap<usize, AwaitedPublication> {
    /// In the middle of a month of every calendar, so that nothing near it is where a calendar ends.
    const ANY: civil::Date = civil::Date::constant(2018, 7, 18);
    let context = Context { published: Some(proposed.unwrap_or(ANY)) };
    let dated = suggest(text, bytes, context);
    let value = |it: &Mention| it.attribute("value").map(str::to_owned);
    let mut dated = dated.iter().peekable();
    let mut found = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate() {
        // Both are in text order; with a day a little more is read, or a little less.
        while dated.next_if(|it| start_of(it) < start_of(mention)).is_some() {}
        let there = dated.clone().take_while(|it| start_of(it) == start_of(mention));
        let same = there.filter(|it| it.label == mention.label && it.pieces == mention.pieces);
        let Some(same) = same.last().filter(|it| it.attributes != mention.attributes) else {
            continue;
        };
        let proposed_value = proposed.and_then(|_| value(same));
        found.insert(index, AwaitedPublication { proposed_value });
    }
    found
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
