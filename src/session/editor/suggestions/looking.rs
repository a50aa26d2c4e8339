//! Looking for suggestions in the text, and taking what was found and what is thought of it.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use jiff::civil;

use super::{SuggestionNote, SuggestionStanding, Suggestions, start_of};
use crate::{
    model::Document,
    recognize::{self, Context, FoundBy, Link, Mention, ReadingDoubt},
    session::editor::{
        judging::{
            ArticleKnowledge, HeldBackReason, JudgedStretch, JudgedWords, KnownWords, ReadStretch,
            SuggestionJudgment,
        },
        publication::AwaitedPublication,
    },
    text::{Text, TextRange},
};

/// Articles up to this length are looked through whole, in bytes.
const WHOLE: usize = 2 << 20;
/// How much of a longer one is looked through to either side, in bytes.
const AROUND: usize = 128 << 10;

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
    /// Starts to look for suggestions at `byte`: what it returns goes through the text, on whatever
    /// thread, and [`take`](Self::take) takes what it found. `proposed` is a day of publication that nobody
    /// has confirmed; `others` is what programs of the analyst's own found.
    pub(in crate::session::editor) fn begin(
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
            let judged = stretch.judge(&document, &KnownWords::default());
            RecognizedMentions { job, text, bytes, mentions, awaiting, stretch, judged }
        }
    }

    /// Takes what was found, unless it is of another article or of a stretch nobody looks at any more.
    pub(in crate::session::editor) fn take(
        &mut self,
        document: &Document,
        recognized: RecognizedMentions,
    ) {
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
        self.count(document);
        self.current = current.and_then(|it| self.index_of(document, &it));
    }

    /// Starts to judge again what was found, where the document has changed since; what it returns does so,
    /// on whatever thread, and [`take_judged`](Self::take_judged) takes the outcome.
    pub(in crate::session::editor) fn begin_judging(
        &mut self,
        document: &Document,
    ) -> Option<impl FnOnce() -> JudgedStretch + Send + 'static> {
        let is_due = !self.is_judging && !self.under_way;
        let is_due = is_due && self.judged != Some(document.revision());
        let stretch = self.stretch.clone().filter(|_| is_due)?;
        self.is_judging = true;
        let (document, known) = (document.clone(), self.known.clone());
        Some(move || stretch.judge(&document, &known))
    }

    /// Takes what was thought of the suggestions, unless the article was read anew meanwhile.
    pub(in crate::session::editor) fn take_judged(
        &mut self,
        document: &Document,
        judged: JudgedStretch,
    ) {
        if !self.stretch.as_ref().is_some_and(|it| judged.is_of(it)) {
            return;
        }
        self.is_judging = false;
        let current = self.current_target(document);
        self.arrange(document, judged);
        self.current = current.and_then(|it| self.index_of(document, &it));
    }

    /// Puts what was learned beside what others found. What was decided on stays, so that undoing finds it;
    /// and so does the current one, which nothing is to take from under anybody's hand. Only what is other
    /// than before is looked at: with thousands of suggestions a tag changes few.
    fn arrange(&mut self, document: &Document, judged: JudgedStretch) {
        self.judged = Some(judged.revision);
        self.to_learn = judged.to_learn;
        self.known = judged.known;
        let outside = judged.outside;
        let mut learned = judged.learned.into_iter().peekable();
        let current = self.current;
        let room = self.mentions.len().max(learned.len());
        let before = std::mem::take(&mut self.mentions).into_iter();
        let before = before.zip(std::mem::take(&mut self.notes)).enumerate();
        let mut rows = ArrangedRows::with_capacity(room);
        for (index, (mut mention, mut note)) in before {
            let is_outside = note.outside.is_some();
            let comes = |it: &JudgedWords| it.words.compare(&mention, is_outside);
            while let Some(new) = learned.next_if(|it| comes(it) == Ordering::Less) {
                rows.push_new(new);
            }
            let same = learned.next_if(|it| comes(it) == Ordering::Equal);
            let is_current = current == Some(index);
            if let Some(number) = note.outside {
                let was_held_back = note.judgment.held_back;
                // Of what is decided on nothing is thought; why it was suggested stays.
                note.judgment.held_back = None;
                if let Ok(at) = outside.binary_search_by_key(&number, |it| it.0)
                    && let Some((_, judgment)) = outside.get(at)
                {
                    note.judgment = judgment.clone();
                }
                if is_current {
                    note.judgment.held_back = was_held_back;
                }
                rows.push(mention, note, was_held_back);
            } else if let Some(same) = same {
                if let Some(new) = same.new {
                    mention = *new;
                }
                mention.confidence = same.confidence;
                let was_held_back = note.judgment.held_back;
                note.judgment = same.judgment;
                rows.push(mention, note, was_held_back);
            } else if is_current || self.is_decided(document, &mention, &note) {
                let was_held_back = note.judgment.held_back;
                rows.push(mention, note, was_held_back);
            }
        }
        learned.for_each(|it| rows.push_new(it));
        let ArrangedRows { mentions, notes, to_look_at, is_incomplete } = rows;
        (self.mentions, self.notes) = (mentions, notes);
        if is_incomplete {
            (self.known, self.judged) = (KnownWords::default(), None);
        }
        for index in to_look_at {
            let standing = self.standing_now(document, index);
            if let Some(note) = self.notes.get_mut(index) {
                note.standing = standing;
            }
        }
        self.tally();
    }

    /// True for a mention that was decided on, by itself or for its words wherever they stand.
    fn is_decided(&self, document: &Document, mention: &Mention, note: &SuggestionNote) -> bool {
        match note.standing {
            SuggestionStanding::Settled | SuggestionStanding::Later => true,
            SuggestionStanding::Open | SuggestionStanding::HeldBack => false,
            SuggestionStanding::Unwanted => {
                self.standing_of(document, mention) != SuggestionStanding::Open
            }
        }
    }
}

/// The rows of the list while they are put together.
#[derive(Default)]
struct ArrangedRows {
    mentions: Vec<Mention>,
    notes: Vec<SuggestionNote>,
    /// Those whose standing may be another.
    to_look_at: Vec<usize>,
    /// True where one is missing that was believed to be there.
    is_incomplete: bool,
}

impl ArrangedRows {
    fn with_capacity(count: usize) -> Self {
        let (mentions, notes) = (Vec::with_capacity(count), Vec::with_capacity(count));
        Self { mentions, notes, ..Self::default() }
    }

    fn push_new(&mut self, judged: JudgedWords) {
        match judged.new {
            Some(mention) => {
                self.to_look_at.push(self.notes.len());
                self.mentions.push(*mention);
                self.notes.push(SuggestionNote::new(None, judged.judgment));
            }
            None => self.is_incomplete = true,
        }
    }

    fn push(&mut self, mention: Mention, note: SuggestionNote, was: Option<HeldBackReason>) {
        if was != note.judgment.held_back {
            self.to_look_at.push(self.notes.len());
        }
        self.mentions.push(mention);
        self.notes.push(note);
    }
}

/// True for a mention with all its words in `bytes`.
fn is_within(mention: &Mention, bytes: &Range<usize>) -> bool {
    let is_in = |it: &TextRange| bytes.start <= it.start() && it.end() <= bytes.end;
    !mention.pieces.is_empty() && mention.pieces.iter().all(is_in)
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
