//! What the analyst's own articles say of the suggestions in the open one: which of those that rules
//! found are held back, what was learned besides, and why.

use std::{
    cmp::{Ordering, Reverse},
    ops::Range,
    sync::Arc,
};

use super::recognition::{known_as, read_as};
use crate::{
    learn::{
        ArticleWork, Experience, LabeledRange, LearnedSuggestion, LikenessPlace, PreparedArticle,
        ReadArticle, SuggestionReason, SuggestionSource,
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

/// What is thought of a suggestion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SuggestionJudgment {
    /// By what it was judged; `None` where nothing is known of it.
    pub(super) judged: Option<LearnedSuggestion>,
    /// Why it is not shown, if it is not.
    pub held_back: Option<HeldBackReason>,
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
    article: Arc<ReadArticle>,
    prepared: Arc<PreparedArticle>,
    context: Context,
    /// Which of the mentions the findings in it are.
    numbers: Vec<usize>,
    /// Where in the article it is, and its text.
    bytes: Range<usize>,
    part: Text,
}

/// What was thought of all suggestions of a stretch, given a document.
#[derive(Debug)]
pub(crate) struct JudgedStretch {
    stretch: Arc<ReadArticle>,
    /// The revision of the document.
    pub(super) revision: u64,
    /// By the place of the mention among those that others found, in its order.
    pub(super) outside: Vec<(usize, SuggestionJudgment)>,
    /// What was learned, in the order of the text.
    pub(super) learned: Vec<JudgedWords>,
    /// The same in short, for the next time.
    pub(super) known: KnownWords,
    /// How much there is to learn from the stretch.
    pub(super) to_learn: LearningYield,
}

/// A suggestion that was learned, and what is thought of it.
#[derive(Debug)]
pub(super) struct JudgedWords {
    pub(super) words: LearnedWords,
    pub(super) confidence: f32,
    pub(super) judgment: SuggestionJudgment,
    /// `None` where it was suggested before.
    pub(super) new: Option<Box<Mention>>,
}

/// What was suggested before, by whom, under the labels that the schema had then.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownWords {
    schema: Option<Arc<Schema>>,
    /// In order.
    all: Arc<[LearnedWords]>,
}

/// A suggestion that was learned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LearnedWords {
    start: usize,
    end: Reverse<usize>,
    label: Name,
    is_remembered: bool,
}

/// How much deciding on an article would teach: how unsure it is what its words are, in thousandths of a
/// suggestion on a thousand words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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
        let name = |label: &str| known_label(&experience, schema, label);
        let mut numbers = Vec::new();
        let mut found = Vec::new();
        for (number, mut it) in outside_findings_as(mentions, name).into_iter().enumerate() {
            // What reaches out of the part is not judged.
            let Some(range) = inside(&bytes, &part, it.range) else { continue };
            it.range = range;
            numbers.push(number);
            found.push(it);
        }
        let own = knowledge.learned_as.as_ref();
        let own = own.map(|it| clipped(named(work_of(it), name), &bytes, &part));
        let article = Arc::new(experience.read(&part, found, own.as_ref()));
        let prepared = Arc::new(experience.prepare(&article));
        Self { experience, article, prepared, context, numbers, bytes, part }
    }

    /// What is thought of all suggestions, given what was done in `document` so far. Of those in `known` no
    /// mention is made anew.
    pub(super) fn judge(&self, document: &Document, known: &KnownWords) -> JudgedStretch {
        let schema = document.schema();
        let name = |label: &str| known_label(&self.experience, schema, label);
        let work = clipped(named(work_of(document), name), &self.bytes, &self.part);
        let found = self.experience.suggest_again(&self.article, &self.prepared, &work);
        let is_same = known.schema.as_ref().is_some_and(|it| Arc::ptr_eq(it, schema));
        let known: &[LearnedWords] = if is_same { &known.all } else { &[] };
        let mut judged = JudgedStretch {
            stretch: Arc::clone(&self.article),
            revision: document.revision(),
            outside: Vec::new(),
            learned: Vec::new(),
            known: KnownWords::default(),
            to_learn: LearningYield::of(&found, self.article.word_count()),
        };
        for it in found {
            match it.source {
                SuggestionSource::Outside(finding) => {
                    let number = self.numbers.get(finding).copied();
                    judged.outside.extend(number.map(|number| (number, judgment(it))));
                }
                // What was learned and is unlikely is a guess that nobody made.
                SuggestionSource::Memory | SuggestionSource::Model if !it.is_shown => {}
                SuggestionSource::Memory | SuggestionSource::Model => {
                    judged.learned.extend(self.learned(document, it, known));
                }
            }
        }
        judged.outside.sort_by_key(|it| it.0);
        judged.learned.sort_by(|a, b| a.words.cmp(&b.words));
        let all = judged.learned.iter().map(|it| it.words.clone()).collect();
        judged.known = KnownWords { schema: Some(Arc::clone(schema)), all };
        judged
    }

    fn learned(
        &self,
        document: &Document,
        it: LearnedSuggestion,
        known: &[LearnedWords],
    ) -> Option<JudgedWords> {
        let (text, schema) = (document.text(), document.schema());
        let range = outside(&self.bytes, text, it.range)?;
        let words = LearnedWords {
            start: range.start(),
            end: Reverse(range.end()),
            label: match schema.label_now(it.label.as_str()) {
                same if same == it.label.as_str() => it.label.clone(),
                other => Name::from(other),
            },
            is_remembered: it.source == SuggestionSource::Memory,
        };
        let is_known = known.binary_search(&words).is_ok();
        let new = (!is_known).then(|| Box::new(self.mention(text, schema, (range, &it))));
        Some(JudgedWords {
            words,
            confidence: rounded(it.probability),
            judgment: judgment(it),
            new,
        })
    }

    /// True where what was learned of a label was right too seldom to be shown.
    pub(super) fn is_silent_on(&self, schema: &Schema, label: &str) -> bool {
        let known = known_label(&self.experience, schema, label);
        self.experience.threshold(known.as_str()).is_none()
    }

    /// Why something is suggested, in counts.
    pub(super) fn reason(&self, text: &Text, it: &LearnedSuggestion) -> SuggestionReason {
        match self.experience.reason(&self.article, it) {
            SuggestionReason::Likeness(places) => {
                let placed = |(place, range): (LikenessPlace, TextRange)| {
                    Some((place, outside(&self.bytes, text, range)?))
                };
                SuggestionReason::Likeness(places.into_iter().filter_map(placed).collect())
            }
            reason @ (SuggestionReason::Rule(_) | SuggestionReason::Words { .. }) => reason,
        }
    }

    fn mention(
        &self,
        text: &Text,
        schema: &Schema,
        (range, it): (TextRange, &LearnedSuggestion),
    ) -> Mention {
        let (found_by, rule) = match it.source {
            SuggestionSource::Memory => (FoundBy::Memory, "memory"),
            SuggestionSource::Model | SuggestionSource::Outside(_) => (FoundBy::Model, "model"),
        };
        let label = schema.label_now(it.label.as_str());
        // What its words say, as where they are tagged by hand.
        let read = read_as(known_as(schema, label), text, range, self.context);
        Mention {
            pieces: vec![range],
            label: label.to_owned().into(),
            found_by,
            confidence: rounded(it.probability),
            rule: rule.into(),
            attributes: read.map(|it| it.attributes).unwrap_or_default(),
            links: Vec::new(),
            other_readings: Vec::new(),
        }
    }
}

impl LearnedWords {
    /// Whether it stands before a mention in the list, after it, or is the same. What others found comes
    /// before what was learned of words that begin at the same place.
    pub(super) fn compare(&self, mention: &Mention, is_outside: bool) -> Ordering {
        let range = mention.pieces.first();
        let (start, end) = range.map_or((0, 0), |it| (it.start(), it.end()));
        let by_start = self.start.cmp(&start);
        if is_outside {
            return by_start.then(Ordering::Greater);
        }
        by_start
            .then(self.end.cmp(&Reverse(end)))
            .then_with(|| self.label.as_str().cmp(&*mention.label))
    }
}

/// What is thought of a suggestion.
fn judgment(it: LearnedSuggestion) -> SuggestionJudgment {
    let held_back = match (it.is_shown, it.is_never) {
        (true, _) => None,
        (false, true) => Some(HeldBackReason::Never),
        (false, false) => Some(HeldBackReason::Unlikely),
    };
    SuggestionJudgment { judged: Some(it), held_back }
}

impl LearningYield {
    fn of(found: &[LearnedSuggestion], words: usize) -> Self {
        let unsure: f64 = found.iter().map(|it| 1.0 - (2.0 * it.probability - 1.0).abs()).sum();
        let words = u32::try_from(words.max(1)).unwrap_or(u32::MAX);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
        let thousandths = (unsure * 1e6 / f64::from(words)) as u32;
        Self(thousandths)
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
