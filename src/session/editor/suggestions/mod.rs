//! What was found in the open article and the analyst has not decided on yet.

mod arranging;
mod choices;
mod looking;
mod standing;

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::Arc,
};

pub use self::choices::{SuggestionChoices, SuggestionStanding};
pub(in crate::session) use self::looking::RecognizedMentions;
pub(super) use self::standing::SuggestionDecisions;
use super::{
    draft::{SuggestionDraft, target_of},
    judging::{
        HeldBackReason, KnownSuggestions, LearnedPlace, LearnedWords, LearningYield, ReadStretch,
    },
    publication::AwaitedPublication,
    selection::StepDirection,
};
use crate::{
    learn::SuggestionReason,
    model::{DismissalTarget, Document, Extent, Name},
    recognize::{Mention, ReadingDoubt},
};

/// The suggestions for one article.
#[derive(Debug, Default)]
pub struct Suggestions {
    mentions: Vec<Arc<Mention>>,
    /// What is known of each of the mentions.
    notes: Vec<SuggestionNote>,
    current: Option<usize>,
    under_way: bool,
    /// The look that was asked for last.
    job: u64,
    /// The bytes that were looked through.
    covered: Range<usize>,
    /// How many of the mentions are open.
    left: usize,
    /// How many were left for later.
    later: usize,
    /// How many are held back, or would be.
    held_back: usize,
    /// True while what is held back is shown all the same.
    shows_held_back: bool,
    choices: SuggestionChoices,
    /// The stretch as it was read, to be judged again with every decision.
    stretch: Option<ReadStretch>,
    /// What is thought of it, as it was judged last.
    known: KnownSuggestions,
    /// What was learned, is not suggested any more and keeps its row.
    stays: BTreeMap<LearnedPlace, LearnedWords>,
    /// The one of others that was current when it was judged last, and why it was held back then.
    kept_as_it_was: Option<(u32, Option<HeldBackReason>)>,
    /// True while it is being judged.
    is_judging: bool,
    /// The revision of the document for which it was judged last.
    judged: Option<u64>,
    to_learn: LearningYield,
    /// Labels with the folded words that are never to be suggested.
    never: HashSet<(Name, String)>,
    /// What the analyst has corrected and not taken yet.
    drafts: BTreeMap<DismissalTarget, SuggestionDraft>,
}

/// What is known of a mention.
#[derive(Debug)]
struct SuggestionNote {
    /// The byte where its words begin.
    start: u32,
    /// How it stands, kept along with the document's changes.
    standing: SuggestionStanding,
    /// How it was counted.
    counts_as: SuggestionCounts,
    /// Its place among those that others found; what was learned has none.
    outside: Option<u32>,
    /// What it lacks as long as the day of publication is not confirmed.
    awaited: Option<Box<AwaitedPublication>>,
}

impl SuggestionNote {
    /// Of a mention that was learned and that nobody has looked at yet.
    fn of(mention: &Mention) -> Self {
        Self {
            start: u32::try_from(start_of(mention)).unwrap_or(u32::MAX),
            standing: SuggestionStanding::Unwanted,
            counts_as: SuggestionCounts::default(),
            outside: None,
            awaited: None,
        }
    }
}

/// What a mention counts as.
#[derive(Clone, Copy, Debug, Default)]
struct SuggestionCounts {
    is_open: bool,
    is_later: bool,
    /// True where it is held back, or would be.
    is_held_back: bool,
}

/// How the words of a suggestion are read now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChosenReading {
    /// What was in doubt.
    pub(crate) doubt: ReadingDoubt,
    /// True where it is not the one that the recognizer puts first.
    pub(crate) is_other: bool,
}

impl Suggestions {
    /// Every mention found, in text order, the decided ones too.
    pub fn mentions(&self) -> &[Arc<Mention>] {
        &self.mentions
    }

    /// The mention at `index`, if it can still be decided on: open, or left for later.
    pub fn open(&self, document: &Document, index: usize) -> Option<&Mention> {
        let is_open = self.standing_now(document, index).can_be_decided();
        self.mentions.get(index).filter(|_| is_open).map(Arc::as_ref)
    }

    /// How the mention at `index` stands.
    pub fn standing(&self, index: usize) -> SuggestionStanding {
        self.notes.get(index).map_or(SuggestionStanding::Settled, |it| it.standing)
    }

    /// Why the mention at `index` is held back, or would be; `None` for one that is not.
    pub fn why_held_back(&self, index: usize) -> Option<HeldBackReason> {
        self.held_back_reason(self.notes.get(index)?)
    }

    fn held_back_reason(&self, note: &SuggestionNote) -> Option<HeldBackReason> {
        let number = note.outside?;
        match self.kept_as_it_was {
            Some((kept, why)) if kept == number => why,
            Some(_) | None => self.known.held_back(number as usize),
        }
    }

    /// Why the mention at `index` is suggested, in counts; `None` where nothing is known of it.
    pub fn reason(&self, document: &Document, index: usize) -> Option<SuggestionReason> {
        let (stretch, mention) = (self.stretch.as_ref()?, self.mentions.get(index)?);
        if let Some(number) = self.notes.get(index)?.outside {
            return stretch.reason_of_other(number as usize);
        }
        let stays = || self.stays.get(&LearnedPlace::of(mention));
        stretch.reason(document, self.known.learned(mention).or_else(stays)?)
    }

    /// How many are held back, or shown although they would be.
    pub fn held_back(&self) -> usize {
        self.held_back
    }

    /// True while what is held back is shown all the same.
    pub fn shows_held_back(&self) -> bool {
        self.shows_held_back
    }

    /// The mention that `target` was decided on, if it is found still.
    pub fn index_of(&self, document: &Document, target: &DismissalTarget) -> Option<usize> {
        let start = target.extent()?.start();
        let first = self.mentions.partition_point(|it| start_of(it) < start);
        let there = self.mentions.iter().enumerate().skip(first);
        let mut there = there.take_while(|(_, it)| start_of(it) == start);
        there.find(|(_, it)| target_of(document, it).as_ref() == Some(target)).map(|it| it.0)
    }

    /// What the mention at `index` suggests.
    pub fn target(&self, document: &Document, index: usize) -> Option<DismissalTarget> {
        target_of(document, self.mentions.get(index)?)
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
            .filter(|(index, _)| self.standing_now(document, *index).can_be_decided())
            .map(|(index, it)| (index, &**it))
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
        self.notes.get(index)?.awaited.as_deref()
    }

    /// True where what was learned of a label was right too seldom to be shown.
    pub fn is_silent_on(&self, document: &Document, label: &str) -> bool {
        self.stretch.as_ref().is_some_and(|it| it.is_silent_on(document.schema(), label))
    }

    /// How much deciding on the article would teach.
    pub fn to_learn(&self) -> LearningYield {
        self.to_learn
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
        if self.left + self.later == 0 {
            return None;
        }
        let any_open = self.left > 0;
        // Where most are decided on, few are looked at anew.
        let may_be_open = |index: &usize| self.standing(*index).can_be_decided();
        let is_open = |index: &usize| match self.standing_now(document, *index) {
            SuggestionStanding::Open => true,
            SuggestionStanding::Later => !any_open,
            SuggestionStanding::HeldBack
            | SuggestionStanding::Unwanted
            | SuggestionStanding::Settled => false,
        };
        let open = |index: &usize| may_be_open(index) && is_open(index);
        let below = || self.mentions.partition_point(|it| start_of(it) < byte);
        // From the last one it goes on to the first, and back.
        match toward {
            StepDirection::After => {
                let from = self.current.map_or_else(below, |at| at + 1);
                (from..self.mentions.len()).chain(0..from).find(open)
            }
            StepDirection::Before => {
                let from = self.current.unwrap_or_else(below);
                (0..from).rev().chain((from..self.mentions.len()).rev()).find(open)
            }
        }
    }

    /// True where `bytes` were looked through, or are being.
    pub fn covers(&self, bytes: &Range<usize>) -> bool {
        self.covered.start <= bytes.start && bytes.end <= self.covered.end
    }

    /// Which are wanted.
    pub fn choices(&self) -> &SuggestionChoices {
        &self.choices
    }

    pub(super) fn choose(&mut self, document: &Document, choices: SuggestionChoices) {
        self.choices = choices;
        self.count(document);
    }

    /// Shows what is held back, or not any more.
    pub(super) fn show_held_back(&mut self, document: &Document, shows: bool) {
        self.shows_held_back = shows;
        self.count(document);
    }

    fn current_target(&self, document: &Document) -> Option<DismissalTarget> {
        target_of(document, self.mentions.get(self.current?)?)
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
        let mention = Arc::make_mut(self.mentions.get_mut(index)?);
        mention.read_otherwise(0);
        let doubt = mention.other_readings.first()?.doubt;
        let chosen = ChosenReading { doubt, is_other: mention.is_read_otherwise() };
        // The one that was left is the last to come again.
        mention.other_readings.rotate_left(1);
        Some(chosen)
    }
}

/// No mention is looked for further back than this, in bytes.
const LONGEST: usize = 8192;

/// The extent of a mention.
pub fn extent_of(mention: &Mention) -> Option<Extent> {
    Extent::of(mention.pieces.iter().copied())
}

fn start_of(mention: &Mention) -> usize {
    mention.pieces.first().map_or(0, |it| it.start())
}
