//! What was found in the open article and the analyst has not decided on yet.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use jiff::civil;

use super::{
    draft::{SuggestionDraft, target_of},
    judging::{ArticleKnowledge, JudgedStretch, LearningYield, ReadStretch, SuggestionJudgment},
    publication::AwaitedPublication,
    selection::StepDirection,
};
use crate::{
    language::spelling_key,
    model::{
        DismissalKind, DismissalTarget, DismissedPlace, Document, Edit, Extent, Name, Transaction,
    },
    recognize::{self, Context, FoundBy, Link, Mention, ReadingDoubt},
    session::{SuggestionScope, SuggestionSettings},
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

/// Which suggestions are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuggestionChoices {
    /// What the analyst has chosen for good.
    pub settings: SuggestionSettings,
    /// True where this article is one of those that are worked on without suggestions.
    pub is_without: bool,
}

impl SuggestionChoices {
    /// True where nothing is suggested.
    pub fn are_off(&self) -> bool {
        self.is_without || self.settings.scope == SuggestionScope::Off
    }

    /// Without what was learned, nothing that was learned speaks against a rule either.
    fn are_judged(&self) -> bool {
        self.settings.scope == SuggestionScope::All
    }

    fn wants(&self, label: &str, mention: &Mention) -> bool {
        let is_learned = match mention.found_by {
            FoundBy::Memory | FoundBy::Model => true,
            FoundBy::Rules | FoundBy::Program(_) => false,
        };
        let is_in_scope = match self.settings.scope {
            SuggestionScope::All => true,
            SuggestionScope::WithoutLearned => !is_learned,
            SuggestionScope::Off => false,
        };
        is_in_scope && !self.is_without && !self.settings.silent_labels.contains(label)
    }
}

/// How a suggestion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionStanding {
    /// Nobody has decided on it.
    Open,
    /// It was left for later: it can be decided on, and comes after those that are open.
    Later,
    /// It is held back: it is no good by what this analyst has done, and shown only on demand.
    HeldBack,
    /// The analyst wants no such suggestions.
    Unwanted,
    /// It was accepted, corrected or rejected, or its words got its label by hand.
    Settled,
}

/// What is known of a mention.
#[derive(Debug)]
struct SuggestionNote {
    /// How it stands, kept along with the document's changes.
    standing: SuggestionStanding,
    /// Its place among those that others found; what was learned has none.
    outside: Option<usize>,
    /// What it lacks as long as the day of publication is not confirmed.
    awaited: Option<AwaitedPublication>,
    judgment: SuggestionJudgment,
}

impl SuggestionNote {
    fn new(outside: Option<usize>, judgment: SuggestionJudgment) -> Self {
        Self { standing: SuggestionStanding::Open, outside, awaited: None, judgment }
    }
}

/// What the recognizers found in a text.
#[derive(Debug)]
pub(crate) struct RecognizedMentions {
    job: u64,
    text: Text,
    bytes: Range<usize>,
    mentions: Vec<Mention>,
    awaiting: BTreeMap<usize, AwaitedPublication>,
    stretch: ReadStretch,
    judged: JudgedStretch,
}

/// How the words of a suggestion are read now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChosenReading {
    /// What was in doubt.
    pub(crate) doubt: ReadingDoubt,
    /// True where it is not the one that the recognizer puts first.
    pub(crate) is_other: bool,
}

impl SuggestionNote {
    /// True where it is held back, or would be.
    fn is_held_back(&self, choices: &SuggestionChoices) -> bool {
        let is_open = match self.standing {
            SuggestionStanding::Open | SuggestionStanding::HeldBack => true,
            SuggestionStanding::Later
            | SuggestionStanding::Unwanted
            | SuggestionStanding::Settled => false,
        };
        is_open && choices.are_judged() && self.judgment.held_back.is_some()
    }
}

impl SuggestionStanding {
    fn can_be_decided(self) -> bool {
        match self {
            Self::Open | Self::Later => true,
            Self::HeldBack | Self::Unwanted | Self::Settled => false,
        }
    }
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
        let is_open = self.standing_now(document, index).can_be_decided();
        self.mentions.get(index).filter(|_| is_open)
    }

    /// How the mention at `index` stands.
    pub fn standing(&self, index: usize) -> SuggestionStanding {
        self.notes.get(index).map_or(SuggestionStanding::Settled, |it| it.standing)
    }

    /// What is thought of the mention at `index`.
    pub fn judgment(&self, index: usize) -> Option<&SuggestionJudgment> {
        self.notes.get(index).map(|it| &it.judgment)
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
        self.notes.get(index)?.awaited.as_ref()
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
        let any_open = self.left > 0;
        let open = |index: &usize| match self.standing_now(document, *index) {
            SuggestionStanding::Open => true,
            SuggestionStanding::Later => !any_open,
            SuggestionStanding::HeldBack
            | SuggestionStanding::Unwanted
            | SuggestionStanding::Settled => false,
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
    /// has confirmed; `others` is what programs of the analyst's own found.
    pub(super) fn begin(
        &mut self,
        document: &Document,
        (byte, job): (usize, u64),
        (context, proposed): (Context, Option<civil::Date>),
        others: Vec<Mention>,
    ) -> impl FnOnce(ArticleKnowledge) -> RecognizedMentions + Send + 'static {
        let document = document.clone();
        let text = document.text().clone();
        let bytes = stretch_around(&text, byte);
        self.covered = bytes.clone();
        self.under_way = true;
        self.job = job;
        move |knowledge| {
            let part = part_of(&text, &bytes);
            let mut mentions = suggest(&text, (&bytes, &part), context);
            mentions.extend(others.into_iter().filter(|it| is_within(it, &bytes)));
            // Stable: what rules found comes before what programs did of the same words.
            mentions.sort_by_key(start_of);
            let mut awaiting = match context.published {
                Some(_) => BTreeMap::new(),
                None => awaiting(&text, (&bytes, &part), &mentions, proposed),
            };
            // What programs say of a date is not read anew.
            awaiting
                .retain(|it, _| mentions.get(*it).is_some_and(|it| it.found_by == FoundBy::Rules));
            let stretch = ReadStretch::read(
                &document,
                (bytes.clone(), part),
                (&mentions, context),
                &knowledge,
            );
            let judged = stretch.judge(&document);
            RecognizedMentions { job, text, bytes, mentions, awaiting, stretch, judged }
        }
    }

    /// Takes what was found, unless it is of another article or of a stretch nobody looks at any more.
    pub(super) fn take(&mut self, document: &Document, recognized: RecognizedMentions) {
        let is_wanted = self.job == recognized.job && self.covers(&recognized.bytes);
        if *document.text() != recognized.text || !is_wanted {
            return;
        }
        let current = self.current_target(document);
        let mut awaiting = recognized.awaiting;
        let note = |number| SuggestionNote {
            awaited: awaiting.remove(&number),
            ..SuggestionNote::new(Some(number), SuggestionJudgment::default())
        };
        self.notes = (0..recognized.mentions.len()).map(note).collect();
        self.mentions = recognized.mentions;
        self.stretch = Some(recognized.stretch);
        self.under_way = false;
        self.is_judging = false;
        self.current = None;
        self.arrange(document, recognized.judged);
        self.current = current.and_then(|it| self.index_of(document, &it));
    }

    /// Starts to judge again what was found, where the document has changed since; what it returns does so,
    /// on whatever thread, and [`take_judged`](Self::take_judged) takes the outcome.
    pub(super) fn begin_judging(
        &mut self,
        document: &Document,
    ) -> Option<impl FnOnce() -> JudgedStretch + Send + 'static> {
        let is_due = !self.is_judging && !self.under_way;
        let is_due = is_due && self.judged != Some(document.revision());
        let stretch = self.stretch.clone().filter(|_| is_due)?;
        self.is_judging = true;
        let document = document.clone();
        Some(move || stretch.judge(&document))
    }

    /// Takes what was thought of the suggestions, unless the article was read anew meanwhile.
    pub(super) fn take_judged(&mut self, document: &Document, judged: JudgedStretch) {
        if !self.stretch.as_ref().is_some_and(|it| judged.is_of(it)) {
            return;
        }
        self.is_judging = false;
        let current = self.current_target(document);
        self.arrange(document, judged);
        self.current = current.and_then(|it| self.index_of(document, &it));
    }

    /// Puts what was learned beside what others found. What was decided on stays, so that undoing finds it;
    /// and so does the current one, which nothing is to take from under anybody's hand.
    fn arrange(&mut self, document: &Document, judged: JudgedStretch) {
        let JudgedStretch { revision, mut outside, learned, to_learn, .. } = judged;
        self.judged = Some(revision);
        self.to_learn = to_learn;
        let places: HashSet<(&str, &[TextRange])> =
            learned.iter().map(|(it, _)| (&*it.label, it.pieces.as_slice())).collect();
        let current = self.current;
        let mentions = std::mem::take(&mut self.mentions).into_iter();
        let known = mentions.zip(std::mem::take(&mut self.notes)).enumerate();
        let mut rows: Vec<(Mention, SuggestionNote)> = Vec::new();
        for (index, (mention, mut note)) in known {
            let is_current = current == Some(index);
            if let Some(number) = note.outside {
                let was_held_back = note.judgment.held_back;
                // Of what is decided on nothing is thought; why it was suggested stays.
                note.judgment.held_back = None;
                note.judgment = outside.remove(&number).unwrap_or(note.judgment);
                if is_current {
                    note.judgment.held_back = was_held_back;
                }
                rows.push((mention, note));
                continue;
            }
            let is_found = places.contains(&(&*mention.label, mention.pieces.as_slice()));
            let is_decided = self.standing_of(document, &mention) != SuggestionStanding::Open;
            if !is_found && (is_current || is_decided) {
                rows.push((mention, note));
            }
        }
        let new = learned.into_iter();
        rows.extend(new.map(|(it, judgment)| (it, SuggestionNote::new(None, judgment))));
        // Stable: what others found comes before what was learned of the same words.
        rows.sort_by_key(|it| start_of(&it.0));
        (self.mentions, self.notes) = rows.into_iter().unzip();
        self.count(document);
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
        for index in 0..self.mentions.len() {
            let standing = self.standing_now(document, index);
            if let Some(note) = self.notes.get_mut(index) {
                note.standing = standing;
            }
        }
        let count = |is: fn(&SuggestionNote) -> bool| self.notes.iter().filter(|it| is(it)).count();
        self.left = count(|it| it.standing == SuggestionStanding::Open);
        self.later = count(|it| it.standing == SuggestionStanding::Later);
        let is_held_back = |it: &&SuggestionNote| it.is_held_back(&self.choices);
        self.held_back = self.notes.iter().filter(is_held_back).count();
    }

    /// Looks at one mention.
    fn look_again(&mut self, document: &Document, index: usize) {
        let now = self.standing_now(document, index);
        let Some(note) = self.notes.get_mut(index) else { return };
        let (was_held_back, before) = (note.is_held_back(&self.choices), note.standing);
        note.standing = now;
        let is_held_back = note.is_held_back(&self.choices);
        let is = |standing, which| usize::from(standing == which);
        let (open, later) = (SuggestionStanding::Open, SuggestionStanding::Later);
        self.left = self.left + is(now, open) - is(before, open);
        self.later = self.later + is(now, later) - is(before, later);
        self.held_back = self.held_back + usize::from(is_held_back) - usize::from(was_held_back);
    }

    /// How the mention at `index` stands.
    fn standing_now(&self, document: &Document, index: usize) -> SuggestionStanding {
        let (Some(mention), Some(note)) = (self.mentions.get(index), self.notes.get(index)) else {
            return SuggestionStanding::Settled;
        };
        let standing = self.standing_of(document, mention);
        let is_decided = standing == SuggestionStanding::Settled;
        let label = document.schema().label_now(&mention.label);
        if !is_decided && !self.choices.wants(label, mention) {
            return SuggestionStanding::Unwanted;
        }
        let is_judged = self.choices.are_judged();
        let is_held_back = note.judgment.held_back.is_some() && is_judged && !self.shows_held_back;
        if standing == SuggestionStanding::Open && is_held_back {
            return SuggestionStanding::HeldBack;
        }
        standing
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
        let target = match document.schema().label_ever(&mention.label) {
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

/// True for a mention with all its words in `bytes`.
fn is_within(mention: &Mention, bytes: &Range<usize>) -> bool {
    let is_in = |it: &TextRange| bytes.start <= it.start() && it.end() <= bytes.end;
    !mention.pieces.is_empty() && mention.pieces.iter().all(is_in)
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

/// The text of `bytes`, which are whole paragraphs.
fn part_of(text: &Text, bytes: &Range<usize>) -> Text {
    match text.as_str().get(bytes.clone()) {
        Some(part) if *bytes != (0..text.len_bytes()) => Text::new(part),
        _ => text.clone(),
    }
}

/// Everything the recognizers find in a part of a text, with its bytes, in text order.
fn suggest(text: &Text, (bytes, part): (&Range<usize>, &Text), context: Context) -> Vec<Mention> {
    let is_whole = *bytes == (0..text.len_bytes());
    let found = recognize::ALL.iter().flat_map(|it| (it.find)(part, &context));
    let placed = |it: Mention| if is_whole { Some(it) } else { moved(text, bytes.start, it) };
    let mut mentions: Vec<Mention> = found.filter_map(placed).collect();
    mentions.sort_by_key(|it| it.pieces.first().map_or(0, |it| it.start()));
    mentions
}

/// Those of `mentions`, which were read without a day of publication, that are others with one: with
/// `proposed`, or any day.
fn awaiting(
    text: &Text,
    part: (&Range<usize>, &Text),
    mentions: &[Mention],
    proposed: Option<civil::Date>,
) -> BTreeMap<usize, AwaitedPublication> {
    /// In the middle of a month of every calendar, so that nothing near it is where a calendar ends.
    const ANY: civil::Date = civil::Date::constant(2018, 7, 18);
    let context = Context { published: Some(proposed.unwrap_or(ANY)) };
    let dated = suggest(text, part, context);
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
