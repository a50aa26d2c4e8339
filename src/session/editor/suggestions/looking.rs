//! Looking for suggestions in the text, and taking what was found.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use jiff::civil;

use super::{SuggestionNote, Suggestions, start_of};
use crate::{
    model::Document,
    recognize::{self, Context, FoundBy, Link, Mention, ReadingDoubt},
    session::editor::{
        judging::{ArticleKnowledge, JudgedStretch, KnownSuggestions, ReadStretch},
        publication::AwaitedPublication,
    },
    text::{Text, TextRange},
};

/// Articles up to this length are looked through whole, in bytes.
const WHOLE: usize = 2 << 20;
/// How much of a longer one is looked through to either side, in bytes.
const AROUND: usize = 128 << 10;

/// What the recognizers found in a text, ready to be shown.
#[derive(Debug)]
pub(crate) struct RecognizedMentions {
    job: u64,
    /// What was looked through, as it was then.
    document: Document,
    bytes: Range<usize>,
    found: Suggestions,
}

impl RecognizedMentions {
    /// The same with the other reading of what is in one of these doubts.
    pub(crate) fn with_other_readings(mut self, doubts: &BTreeSet<ReadingDoubt>) -> Self {
        for mention in self.found.mentions.iter_mut().filter(|_| !doubts.is_empty()) {
            let other = mention.other_readings.iter().position(|it| doubts.contains(&it.doubt));
            if let Some(index) = other {
                Arc::make_mut(mention).read_otherwise(index);
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
        let (choices, shows_held_back) = (self.choices.clone(), self.shows_held_back);
        let mut found = Self { shows_held_back, choices, ..Self::default() };
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
            let part = (bytes.clone(), part);
            let stretch = ReadStretch::read(&document, part, (&mentions, context), &knowledge);
            found.fill(&document, (mentions, awaiting), stretch);
            RecognizedMentions { job, document, bytes, found }
        }
    }

    /// Takes what others found, and has it judged.
    fn fill(
        &mut self,
        document: &Document,
        (mentions, mut awaiting): (Vec<Mention>, BTreeMap<usize, AwaitedPublication>),
        stretch: ReadStretch,
    ) {
        let note = |(number, mention): (usize, &Mention)| SuggestionNote {
            outside: u32::try_from(number).ok(),
            awaited: awaiting.remove(&number).map(Box::new),
            ..SuggestionNote::of(mention)
        };
        self.notes = mentions.iter().enumerate().map(note).collect();
        self.mentions = mentions.into_iter().map(|it| Arc::new(it.packed())).collect();
        self.arrange(document, stretch.judge(document, &KnownSuggestions::default()));
        self.stretch = Some(stretch);
        self.count(document);
    }

    /// Takes what was found, unless it is of another article or of a stretch nobody looks at any more.
    pub(in crate::session::editor) fn take(
        &mut self,
        document: &Document,
        recognized: RecognizedMentions,
    ) {
        let RecognizedMentions { job, document: then, bytes, found } = recognized;
        let is_wanted = self.job == job && self.covers(&bytes);
        if document.text() != then.text() || !is_wanted {
            return;
        }
        let current = self.current_target(document);
        let is_as_then = document.revision() == then.revision()
            && self.choices == found.choices
            && self.shows_held_back == found.shows_held_back;
        let covered = std::mem::take(&mut self.covered);
        *self = Self {
            job,
            covered,
            choices: std::mem::take(&mut self.choices),
            shows_held_back: self.shows_held_back,
            drafts: std::mem::take(&mut self.drafts),
            ..found
        };
        if !is_as_then {
            self.count(document);
        }
        self.current = current.and_then(|it| self.index_of(document, &it));
    }

    /// Finds nothing in the whole article: nobody wants to see any.
    pub(in crate::session::editor) fn forgo(&mut self, document: &Document, job: u64) {
        *self = Self {
            job,
            covered: 0..document.text().len_bytes(),
            choices: std::mem::take(&mut self.choices),
            shows_held_back: self.shows_held_back,
            drafts: std::mem::take(&mut self.drafts),
            ..Self::default()
        };
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
        self.arrange(document, judged);
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
