//! What the analyst's own articles say of the suggestions in the open one: which of those that rules
//! found are held back, what was learned besides, and why.

use std::{
    cell::RefCell,
    cmp::{Ordering, Reverse},
    collections::HashMap,
    ops::Range,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::recognition::{known_as, read_as};
use crate::{
    learn::{
        ArticleWork, Experience, LabeledRange, LearnedSuggestion, LikenessPlace, PreparedArticle,
        SuggestionReason, SuggestionSource,
    },
    model::{Document, Name, Schema},
    recognize::{Context, FoundBy, Mention},
    session::learning::{known_label, named, outside_findings_as, work_of},
    text::{Text, TextRange},
};

/// What an article is read with.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArticleKnowledge {
    /// What was learned so far.
    pub(crate) experience: Arc<Experience>,
    /// The article itself, as it was when the experience was made from it too.
    pub(crate) learned_as: Option<Document>,
}

/// Why a suggestion is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBackReason {
    /// This analyst would hardly take it.
    Unlikely,
    /// Its words are never to be suggested with its label: it was said in another article.
    Never,
}

/// A stretch of an article as it was read.
#[derive(Clone, Debug)]
pub(super) struct ReadStretch {
    experience: Arc<Experience>,
    article: Arc<PreparedArticle>,
    context: Context,
    /// What others found in it, in their order.
    others: Arc<[OutsidePlace]>,
    /// Where in the article it is, and its text.
    bytes: Range<usize>,
    part: Text,
}

/// A mention that others found, by its place among all of them, and the byte where it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct OutsidePlace {
    pub(super) number: u32,
    pub(super) start: u32,
}

/// What is thought of the suggestions of a stretch, and what of that is other than it was before.
#[derive(Debug)]
pub(crate) struct JudgedStretch {
    stretch: Arc<PreparedArticle>,
    /// The revision of the document.
    pub(super) revision: u64,
    pub(super) known: KnownSuggestions,
    /// Those of others that are held back and were not, or the other way around.
    pub(super) turned: Vec<OutsidePlace>,
    /// What was learned and is new, with what it suggests.
    pub(super) new: Vec<(LearnedWords, Arc<Mention>)>,
    /// What is not suggested any more.
    pub(super) gone: Vec<LearnedWords>,
    /// How much there is to learn from the stretch.
    pub(super) to_learn: LearningYield,
}

/// What is thought of suggestions, under the labels that the schema has.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownSuggestions {
    schema: Option<Arc<Schema>>,
    /// Why those of others are held back, by their places among all of them.
    held_back: Arc<[Option<HeldBackReason>]>,
    /// What was learned, in the order of the text.
    learned: Arc<[LearnedWords]>,
}

/// A suggestion that was learned, and how often its words had the label and had not.
#[derive(Clone, Debug)]
pub(super) struct LearnedWords {
    range: TextRange,
    label: Name,
    is_remembered: bool,
    counts: (u32, u32),
}

/// How much deciding on an article would teach: how unsure it is what its words are, in thousandths of a
/// suggestion on a thousand words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LearningYield(pub u32);

impl ReadStretch {
    /// Reads `part`, the bytes `bytes` of the document's text, in which others found `mentions`.
    pub(super) fn read(
        document: &Document,
        (bytes, part): (Range<usize>, Text),
        (mentions, context): (&[Mention], Context),
        knowledge: &ArticleKnowledge,
    ) -> Self {
        let experience = Arc::clone(&knowledge.experience);
        let schema = document.schema();
        let names = KnownNames::new(&experience, schema);
        let short = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let mut others = Vec::new();
        let mut found = Vec::new();
        let findings = outside_findings_as(mentions, |it| names.of(it));
        for (number, mut it) in findings.into_iter().enumerate() {
            // What reaches out of the part is not judged.
            let Some(range) = inside(&bytes, &part, it.range) else { continue };
            others.push(OutsidePlace { number: short(number), start: short(it.range.start()) });
            it.range = range;
            found.push(it);
        }
        let own = knowledge.learned_as.as_ref();
        let own = own.map(|it| clipped(named(work_of(it), |it| names.of(it)), &bytes, &part));
        let article = Arc::new(experience.prepare(&part, found, own.as_ref()));
        Self { experience, article, context, others: others.into(), bytes, part }
    }

    /// What is thought of all suggestions, given what was done in `document` so far. Of those in `known` no
    /// mention is made anew.
    pub(super) fn judge(&self, document: &Document, known: &KnownSuggestions) -> JudgedStretch {
        let (text, schema) = (document.text(), document.schema());
        let names = KnownNames::new(&self.experience, schema);
        let work = clipped(named(work_of(document), |it| names.of(it)), &self.bytes, &self.part);
        let count = self.others.last().map_or(0, |it| it.number as usize + 1);
        let mut held_back = vec![None; count];
        let mut learned = Vec::with_capacity(known.learned.len());
        let mut to_learn = UnsureSum::default();
        let mut labels = LabelsNow::new(schema);
        self.experience.suggest_again(&self.article, &work, |it| {
            to_learn.add(it.probability);
            match it.source {
                SuggestionSource::Outside(finding) => {
                    let number = self.others.get(finding).map(|it| it.number as usize);
                    if let Some(place) = number.and_then(|it| held_back.get_mut(it)) {
                        *place = why_held_back(&it);
                    }
                }
                // What was learned and is unlikely is a guess that nobody made.
                SuggestionSource::Memory | SuggestionSource::Model if !it.is_shown => {}
                SuggestionSource::Memory | SuggestionSource::Model => {
                    let Some(range) = outside(&self.bytes, text, it.range) else { return };
                    let is_remembered = it.source == SuggestionSource::Memory;
                    let counts = (it.tagged, it.untagged);
                    let label = labels.of(&it.label);
                    let words = LearnedWords { range, label, is_remembered, counts };
                    learned.push((words, rounded(it.probability)));
                }
            }
        });
        learned.sort_by(|a, b| a.0.key().cmp(&b.0.key()));
        let is_same = known.schema.as_ref().is_some_and(|it| Arc::ptr_eq(it, schema));
        let mut before = known.learned.iter().peekable();
        let (mut new, mut gone) = (Vec::new(), Vec::new());
        for (it, probability) in &learned {
            while let Some(earlier) = before.next_if(|earlier| earlier.key() < it.key()) {
                gone.push(earlier.clone());
            }
            let same = before.next_if(|earlier| earlier.key() == it.key());
            if same.is_none() || !is_same {
                let mention = self.mention(text, schema, it, *probability);
                new.push((it.clone(), Arc::new(mention)));
            }
        }
        gone.extend(before.cloned());
        let turned = self.others.iter().filter(|it| {
            let number = it.number as usize;
            let was = known.held_back.get(number).copied().flatten();
            held_back.get(number).copied().flatten() != was
        });
        JudgedStretch {
            stretch: Arc::clone(&self.article),
            revision: document.revision(),
            turned: turned.copied().collect(),
            new,
            gone,
            to_learn: to_learn.in_words(self.article.word_count()),
            known: KnownSuggestions {
                schema: Some(Arc::clone(schema)),
                held_back: held_back.into(),
                learned: learned.into_iter().map(|it| it.0).collect(),
            },
        }
    }

    /// True where what was learned of a label was right too seldom to be shown.
    pub(super) fn is_silent_on(&self, schema: &Schema, label: &str) -> bool {
        let known = known_label(&self.experience, schema, label);
        self.experience.threshold(known.as_str()).is_none()
    }

    /// Why the mention with this place among those of others is suggested, in counts.
    pub(super) fn reason_of_other(&self, number: usize) -> Option<SuggestionReason> {
        let place = |it: &OutsidePlace| it.number as usize;
        let finding = self.others.binary_search_by_key(&number, place).ok()?;
        Some(self.experience.rule_reason(&self.article, finding))
    }

    /// Why something that was learned is suggested, in counts.
    pub(super) fn reason(
        &self,
        document: &Document,
        it: &LearnedWords,
    ) -> Option<SuggestionReason> {
        if it.is_remembered {
            let (tagged, untagged) = it.counts;
            return Some(SuggestionReason::Words { tagged, untagged });
        }
        let label = known_label(&self.experience, document.schema(), it.label.as_str());
        let range = inside(&self.bytes, &self.part, it.range)?;
        match self.experience.likeness_reason(&self.article, &label, range) {
            SuggestionReason::Likeness(places) => {
                let placed = |(place, range): (LikenessPlace, TextRange)| {
                    Some((place, outside(&self.bytes, document.text(), range)?))
                };
                Some(SuggestionReason::Likeness(places.into_iter().filter_map(placed).collect()))
            }
            reason @ (SuggestionReason::Rule(_) | SuggestionReason::Words { .. }) => Some(reason),
        }
    }

    fn mention(&self, text: &Text, schema: &Schema, it: &LearnedWords, confidence: f32) -> Mention {
        let (found_by, rule) =
            if it.is_remembered { (FoundBy::Memory, "memory") } else { (FoundBy::Model, "model") };
        let label = it.label.as_str();
        // What its words say, as where they are tagged by hand.
        let read = read_as(known_as(schema, label), text, it.range, self.context);
        Mention {
            pieces: vec![it.range],
            label: label.to_owned().into(),
            found_by,
            confidence,
            rule: rule.into(),
            attributes: read.map(|it| it.attributes).unwrap_or_default(),
            links: Vec::new(),
            other_readings: Vec::new(),
        }
    }
}

impl LearnedWords {
    /// By what they are known, in the order of the text.
    pub(super) fn key(&self) -> (usize, Reverse<usize>, &str, bool) {
        let (start, end) = (self.range.start(), Reverse(self.range.end()));
        (start, end, self.label.as_str(), self.is_remembered)
    }

    pub(super) fn place(&self) -> LearnedPlace {
        LearnedPlace(self.range.start(), self.range.end(), self.label.clone())
    }

    /// Whether it stands before a mention in the list, after it, or is the same. What others found comes
    /// before what was learned of words that begin at the same place.
    pub(super) fn compare(&self, mention: &Mention, is_outside: bool) -> Ordering {
        let range = mention.pieces.first();
        let (start, end) = range.map_or((0, 0), |it| (it.start(), it.end()));
        let by_start = self.range.start().cmp(&start);
        if is_outside {
            return by_start.then(Ordering::Greater);
        }
        by_start
            .then(end.cmp(&self.range.end()))
            .then_with(|| self.label.as_str().cmp(&*mention.label))
    }
}

/// The words and the label of something that was learned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LearnedPlace(usize, usize, Name);

impl LearnedPlace {
    pub(super) fn of(mention: &Mention) -> Self {
        let range = mention.pieces.first();
        let (start, end) = range.map_or((0, 0), |it| (it.start(), it.end()));
        Self(start, end, Name::from(&*mention.label))
    }
}

impl KnownSuggestions {
    /// Why what others found is held back, by its place among all of it.
    pub(super) fn held_back(&self, number: usize) -> Option<HeldBackReason> {
        self.held_back.get(number).copied().flatten()
    }

    /// What is known of a mention that was learned.
    pub(super) fn learned(&self, mention: &Mention) -> Option<&LearnedWords> {
        let compare = |it: &LearnedWords| it.compare(mention, false);
        self.learned.get(self.learned.binary_search_by(compare).ok()?)
    }
}

fn why_held_back(it: &LearnedSuggestion) -> Option<HeldBackReason> {
    match (it.is_shown, it.is_never) {
        (true, _) => None,
        (false, true) => Some(HeldBackReason::Never),
        (false, false) => Some(HeldBackReason::Unlikely),
    }
}

/// How unsure it is of each suggestion whether it is right, together.
#[derive(Default)]
struct UnsureSum(f64);

impl UnsureSum {
    fn add(&mut self, probability: f64) {
        self.0 += 1.0 - (2.0 * probability - 1.0).abs();
    }

    fn in_words(&self, words: usize) -> LearningYield {
        let words = u32::try_from(words.max(1)).unwrap_or(u32::MAX);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
        let thousandths = (self.0 * 1e6 / f64::from(words)) as u32;
        LearningYield(thousandths)
    }
}

/// What an experience calls the labels of a schema, each looked up once.
struct KnownNames<'a> {
    experience: &'a Experience,
    schema: &'a Schema,
    known: RefCell<HashMap<String, Name>>,
}

impl<'a> KnownNames<'a> {
    fn new(experience: &'a Experience, schema: &'a Schema) -> Self {
        Self { experience, schema, known: RefCell::default() }
    }

    fn of(&self, label: &str) -> Name {
        if let Some(known) = self.known.borrow().get(label) {
            return known.clone();
        }
        let name = known_label(self.experience, self.schema, label);
        self.known.borrow_mut().insert(label.to_owned(), name.clone());
        name
    }
}

/// What labels that were learned are called now, each looked up once.
struct LabelsNow<'a> {
    schema: &'a Schema,
    known: HashMap<Name, Name>,
}

impl<'a> LabelsNow<'a> {
    fn new(schema: &'a Schema) -> Self {
        Self { schema, known: HashMap::new() }
    }

    fn of(&mut self, label: &Name) -> Name {
        if let Some(known) = self.known.get(label) {
            return known.clone();
        }
        let now = match self.schema.label_now(label.as_str()) {
            same if same == label.as_str() => label.clone(),
            other => Name::from(other),
        };
        self.known.insert(label.clone(), now.clone());
        now
    }
}

impl JudgedStretch {
    /// True where it is of this very reading.
    pub(super) fn is_of(&self, stretch: &ReadStretch) -> bool {
        Arc::ptr_eq(&self.stretch, &stretch.article)
    }
}

/// The work on a part of the text, by the part's own places.
fn clipped(mut work: ArticleWork, bytes: &Range<usize>, part: &Text) -> ArticleWork {
    if bytes.start == 0 && bytes.end == part.len_bytes() {
        return work;
    }
    let clip = |all: &mut Vec<LabeledRange>| {
        all.retain_mut(|it| {
            let range = inside(bytes, part, it.range);
            range.map(|range| it.range = range).is_some()
        });
    };
    clip(&mut work.tags);
    clip(&mut work.untouched);
    clip(&mut work.rejected);
    clip(&mut work.corrected);
    clip(&mut work.never);
    work
}

/// A range of the article in a part of it.
fn inside(bytes: &Range<usize>, part: &Text, range: TextRange) -> Option<TextRange> {
    let start = range.start().checked_sub(bytes.start)?;
    part.range(start, range.end().checked_sub(bytes.start)?).ok()
}

/// A range of a part in the article.
fn outside(bytes: &Range<usize>, text: &Text, range: TextRange) -> Option<TextRange> {
    text.range(bytes.start + range.start(), bytes.start + range.end()).ok()
}

#[expect(clippy::cast_possible_truncation, reason = "a probability, 0 to 1")]
fn rounded(probability: f64) -> f32 {
    ((probability * 1000.0).round() / 1000.0) as f32
}
