//! Claims in Persian news: who says what, by which words.
//!
//! Paragraph by paragraph, in stages: fold and cut into words and marks (`passage`), find the words
//! that report (`cues`, with the lists of `lexicon`), cut what is said (`content`), find who says it
//! (`claimant`), and put the frame together (`reader`, `frame`). The article is read twice: names that
//! end clearly in one place tell subject from object in another. `rules` lists what can be found.

mod asides;
mod caret;
pub mod check;
mod claimant;
mod clauses;
mod content;
mod cues;
mod frame;
mod headline;
mod lexicon;
mod names;
mod noun_phrase;
mod objects;
mod passage;
mod reader;
mod rules;
mod silence;
mod sources;
mod verbs;

pub use caret::at_caret;
pub use rules::{ClaimRule, RULES};

use std::{collections::BTreeSet, ops::Range};

use frame::{ClaimFrame, ClaimLayer, link};
use headline::ArticleLine;
use names::{ClaimPlace, SpeakerNames};
use passage::{Passage, TokenNote};
use reader::ClaimReader;

use super::{Context, Mention, Recognizer};
use crate::{
    language::{
        Fold, Folded, WordOrder, WordSet, is_participle, looks_finite, tense_of, verb_forms, verses,
    },
    text::Text,
};

/// The recognizer of claims.
pub const RECOGNIZER: Recognizer = Recognizer { id: "claim", find, at_caret, read_range: None };

/// Every claim of an article, in text order; a claim stands before those inside it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature of every recognizer")]
fn find(text: &Text, _: &Context) -> Vec<Mention> {
    let poems = poems(text);
    let is_verse = |it: &Range<usize>| poems.iter().any(|poem| poem.contains(&it.start));
    let stretches = stretches(text).into_iter().filter(|it| !is_verse(it));
    let passages: Vec<Passage> = stretches.map(|stretch| passage(text, stretch)).collect();
    let orders: Vec<WordOrder> = passages.iter().map(Passage::order).collect();
    let mut whole = WordOrder::default();
    for order in &orders {
        whole.add(*order);
    }
    if whole.is_lost() {
        return Vec::new();
    }
    let nobody = WordSet::default();
    // Emoji on lines of their own before a post are no line of the article.
    let lead = passages.iter().take_while(|it| !it.has_words()).count();
    let clear: BTreeSet<String> = passages
        .iter()
        .enumerate()
        .flat_map(|(index, passage)| {
            let frames = ClaimReader::read(passage, &nobody, ArticleLine::new(index, lead));
            frames.into_iter().flat_map(|it| it.clear_names(passage))
        })
        .collect();
    let known: WordSet = clear.into_iter().collect();
    let mut names = SpeakerNames::default();
    let mut mentions = Vec::new();
    for (index, (passage, order)) in passages.iter().zip(&orders).enumerate() {
        if order.is_lost() {
            continue;
        }
        let frames = ClaimReader::read(passage, &known, ArticleLine::new(index, lead));
        mentions.append(&mut assemble(text, passage, &frames, &mut names));
    }
    mentions
}

/// Reads every list of words that the program brings along; without them nothing is found.
pub fn check_bundled_lists() -> Result<(), ron::error::SpannedError> {
    lexicon::ReportingLists::bundled()?;
    lexicon::ClauseLists::bundled()?;
    Ok(())
}

/// Verbs of the list that `assets/language/verbs.ron` makes no form of, so that they are never found;
/// there should be none.
pub fn verbs_without_forms() -> Vec<&'static str> {
    let lights = lexicon::REPORTING.verbs.iter().map(|it| it.light.as_str());
    lights.filter(|it| verb_forms(it).is_empty()).collect()
}

/// The bytes that are read together: a paragraph, and with it the next one where it ends with a verb
/// and a colon, as in «خبرگزاری تسنیم نوشته:» and a line break.
fn stretches(text: &Text) -> Vec<Range<usize>> {
    let paragraphs = text.paragraphs();
    let mut found: Vec<Range<usize>> = Vec::with_capacity(paragraphs.count());
    let mut opened = false;
    for bytes in (0..paragraphs.count()).map(|it| paragraphs.bytes(it)) {
        let bytes = without_handle(text, bytes);
        let words = text.as_str().get(bytes.clone()).unwrap_or_default().trim_end();
        let blank = words.is_empty();
        match found.last_mut().filter(|_| opened) {
            Some(last) => last.end = bytes.end,
            None => found.push(bytes),
        }
        opened = if opened && (blank || !words.chars().any(char::is_alphabetic)) {
            true
        } else {
            let opens = |it: &str| ends_with_verb(it) || headline::names_speaker(it);
            // «امروز اعلام می‌کنم که» and a line break
            let goes_on = words.strip_suffix(" که").is_some_and(ends_with_verb);
            goes_on || words.strip_suffix(':').is_some_and(opens)
        };
    }
    found
}

/// A paragraph without the «@Channel» that signs a post.
fn without_handle(text: &Text, bytes: Range<usize>) -> Range<usize> {
    let words = text.as_str().get(bytes.clone()).unwrap_or_default();
    let is_handle = |it: &str| it.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match words.trim_end().rsplit_once('@') {
        Some((before, handle)) if is_handle(handle) && before.ends_with(char::is_whitespace) => {
            bytes.start..bytes.start + before.trim_end().len()
        }
        _ => bytes,
    }
}

/// True where the last word may be a verb: «نوشته», but not the «انفاق» of a heading.
fn ends_with_verb(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let folded = Folded::new(last, Fold::Strict);
    let word = folded.as_str();
    tense_of(word).is_some() || is_participle(word) || looks_finite(word)
}

/// The stretches of the text that are verse, in which nobody claims anything.
fn poems(text: &Text) -> Vec<Range<usize>> {
    let paragraphs = text.paragraphs();
    verses(text.as_str(), (0..paragraphs.count()).map(|it| paragraphs.bytes(it)))
}

/// A stretch of text with what the lexicon says of its words.
fn passage(text: &Text, bytes: Range<usize>) -> Passage {
    Passage::new(text, bytes, |passage, at| TokenNote {
        cue: cues::may_start(passage, at),
        finite: clauses::may_be_finite(passage, at),
    })
}

/// The stretch with the byte `byte`.
fn stretch_at(text: &Text, byte: usize) -> Range<usize> {
    let all = stretches(text);
    let at = all.partition_point(|it| it.start <= byte).saturating_sub(1);
    all.get(at).cloned().unwrap_or_default()
}

/// The claims of one stretch alone.
fn find_in(text: &Text, stretch: Range<usize>) -> Vec<Mention> {
    let paragraph = text.paragraphs().index_of(stretch.start);
    let passage = passage(text, stretch);
    let line = ArticleLine::new(paragraph, 0);
    let frames = ClaimReader::read(&passage, &WordSet::default(), line);
    assemble(text, &passage, &frames, &mut SpeakerNames::default())
}

/// Frames as mentions, with the names they take over and the links between them.
fn assemble(
    text: &Text,
    passage: &Passage,
    frames: &[ClaimFrame],
    names: &mut SpeakerNames,
) -> Vec<Mention> {
    let mut order: Vec<usize> = (0..frames.len()).collect();
    order.sort_by_key(|&at| frames.get(at).and_then(|it| it.cue.first()).map(|it| it.start));
    let mut mentions = Vec::with_capacity(frames.len());
    for frame in order.into_iter().filter_map(|at| frames.get(at)) {
        let Some(mut mention) = frame.mention(text, passage) else { continue };
        let parent = frame.parent.and_then(|it| frames.get(it));
        let inside = parent.is_some_and(|it| it.layer == ClaimLayer::Main);
        let place = if inside { ClaimPlace::Nested } else { ClaimPlace::Free };
        if let Some(name) = names.of(text, passage, frame, place) {
            mention.attributes.push(("claimant_name", name));
        }
        let outer = parent.and_then(|it| passage.range(text, &it.content));
        if let Some(outer) = outer.filter(|it| !mention.pieces.contains(it)) {
            mention.links.push(link("nested_in", "claim", vec![outer]));
        }
        mentions.push(mention);
    }
    mentions
        .sort_by_key(|it| it.pieces.first().map(|it| (it.start(), std::cmp::Reverse(it.end()))));
    mentions
}
