//! «نام: جمله» as a line of its own: a claim without a verb of reporting.

use super::{
    claimant::CarriedSpeaker,
    clauses::{is_finite, trimmed},
    content::ContentForm,
    cues::{cue_at, one},
    frame::{ClaimFrame, ClaimLayer, ClaimPolarity},
    lexicon::{CLAUSES, VerbSense},
    noun_phrase::{noun_phrase_end, whole_name},
    passage as passage_of,
    passage::{Passage, TokenMark},
    rules::HEADLINE_SPEAKER,
};

use crate::{language::tense_of, text::Text};

/// The longest speaker and the longest headline, in tokens.
const SPEAKER: usize = 8;
const HEADLINE: usize = 40;

/// An entry of a list behind a name, in tokens.
const ENTRY: usize = 3;

/// The longest speech below or beside the name of somebody, in tokens.
const SPEECH: usize = 200;

/// Which line of its article a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArticleLine {
    /// The first line with words.
    First,
    /// The same, below a line of emoji.
    FirstOfPost,
    /// A later one.
    Later,
}

impl ArticleLine {
    /// Line `index` of an article in which the first line with words is line `lead`.
    pub(super) fn new(index: usize, lead: usize) -> Self {
        match (index == lead, lead) {
            (true, 0) => Self::First,
            (true, _) => Self::FirstOfPost,
            (false, _) => Self::Later,
        }
    }
}

/// The claim of a line «نام: جمله». The article's first line may name anybody, later ones only who is
/// somebody by an office, a given name or an institution.
pub(super) fn speaker(passage: &Passage, line: ArticleLine) -> Option<ClaimFrame> {
    let len = passage.len();
    let start = (0..len).find(|&at| passage.mark(at) != TokenMark::Other)?;
    if len > start + SPEECH {
        return None;
    }
    let limit = len.min(start + SPEAKER + 1);
    let colon = (start + 1..limit).find(|&at| passage.mark(at) == TokenMark::Colon)?;
    let first = line != ArticleLine::Later;
    // «#فوری | وزیر نیرو: …»
    let bar = (start..colon).rev().find(|&at| passage.is_any(at, &["|", "/"]));
    let start = bar.map_or(start, |it| it + 1);
    // «ادعای وال استریت ژورنال: …»
    let said = passage.has(&CLAUSES.headline_cues, start) && start + 1 < colon;
    let cue = if said { one(start..start + 1) } else { Vec::new() };
    let start = start + usize::from(said);
    // «🔴 رویترز: …» is a post; a paper's own dateline has no emoji before it.
    let posted = first && (start > 0 || line == ArticleLine::FirstOfPost);
    let named = (start..colon).all(|at| {
        passage.mark(at) != TokenMark::Stop
            && (posted || !passage.has(&CLAUSES.media, at))
            && (posted || !passage.has(&CLAUSES.agencies, at))
            && (said || cue_at(passage, at, colon).is_none())
    });
    let label = passage.longest(&CLAUSES.labels, start, colon).is_some_and(|it| it >= colon);
    let anybody = first && len <= start + HEADLINE;
    if label || !(anybody || is_somebody(passage, start, colon)) {
        return None;
    }
    // «مجری پرسید: آیا …» asks.
    let named = named && tense_of(passage.word(colon - 1)).is_none();
    let verb = |at: usize| is_finite(passage, at);
    // «دانشگاه شهید بهشتی: فاقد داده» is an entry of a list: a participle is no sentence of so few words.
    let is_participle = |at: usize| passage.word(at).ends_with('ه');
    let is_entry = line == ArticleLine::Later
        && len <= colon + 1 + ENTRY
        && is_participle(len - 1)
        && (colon + 1..len).filter(|at| verb(*at)).all(is_participle);
    let states = !is_entry && ((colon + 1..len).any(verb) || ends_with_verb(passage));
    let content = trimmed(passage, colon + 1..len);
    // «وزیر ارتباطات | در ایکس: …»
    let claimant = trimmed(passage, start..noun_phrase_end(passage, start, colon));
    let quoted = passage.mark(colon + 1) == TokenMark::Open && content.start == colon + 2;
    (named && states && !content.is_empty() && !claimant.is_empty()).then_some(ClaimFrame {
        content,
        claimant: Some(claimant),
        cue,
        parent: None,
        layer: ClaimLayer::Main,
        sense: VerbSense::Speech,
        polarity: ClaimPolarity::Asserted,
        form: if quoted { ContentForm::Quotation } else { ContentForm::Colon },
        carried: CarriedSpeaker::Over,
        firm: false,
        rule: &HEADLINE_SPEAKER,
    })
}

/// True for a line that names somebody and nothing else: «✅ رئیس سازمان سنجش», before a colon at its end.
pub(super) fn names_speaker(line: &str) -> bool {
    /// The longest such line, in letters.
    const LONGEST: usize = 60;
    if line.chars().count() > LONGEST || !line.chars().any(char::is_alphabetic) {
        return false;
    }
    let text = Text::new(format!("{line}:"));
    let passage = passage_of(&text, 0..text.len_bytes());
    let Some(start) = (0..passage.len()).find(|&at| passage.is_word(at)) else { return false };
    let colon = passage.len() - 1;
    let label = passage.longest(&CLAUSES.labels, start, colon).is_some_and(|it| it >= colon);
    !label && colon <= start + SPEAKER && is_somebody(&passage, start, colon)
}

/// True where words that name somebody stand before `colon`.
fn is_somebody(passage: &Passage, start: usize, colon: usize) -> bool {
    let end = noun_phrase_end(passage, start, colon);
    if !(start..end).all(|at| passage.is_word(at)) {
        return false;
    }
    let surname = |it: &String| passage.word(start).ends_with(it.as_str());
    let lone = end == start + 1 && colon == end && CLAUSES.surname_endings.iter().any(surname);
    // «مدیرعامل راه‌آهن: …»; a label such as «داور:» is one word.
    let titled = end > start + 1 && colon == end && passage.has(&CLAUSES.offices, start);
    lone || titled || whole_name(passage, start, colon + 1).is_some()
}

/// True for «پنج واحد سوخت», whose verb is also a noun.
fn ends_with_verb(passage: &Passage) -> bool {
    let last = (0..passage.len()).rev().find(|&at| passage.is_word(at));
    last.is_some_and(|at| tense_of(passage.word(at)).is_some())
}
