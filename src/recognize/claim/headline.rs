//! «نام: جمله» as a headline: a claim without a verb of reporting.

use super::{
    claimant::CarriedSpeaker,
    clauses::{is_finite, trimmed},
    content::ContentForm,
    cues::cue_at,
    frame::{ClaimFrame, ClaimLayer, ClaimPolarity},
    lexicon::{CLAUSES, VerbSense},
    passage::{Passage, TokenMark},
    rules::HEADLINE_SPEAKER,
};

/// The longest speaker and the longest headline, in tokens.
const SPEAKER: usize = 6;
const HEADLINE: usize = 40;

/// The claim of the article's headline, which is its first paragraph.
pub(super) fn speaker(passage: &Passage, paragraph: usize) -> Option<ClaimFrame> {
    let len = passage.len();
    if paragraph > 0 || len > HEADLINE {
        return None;
    }
    let colon = (1..len.min(SPEAKER + 1)).find(|&at| passage.mark(at) == TokenMark::Colon)?;
    let named = (0..colon).all(|at| {
        passage.mark(at) != TokenMark::Stop
            && !passage.has(&CLAUSES.media, at)
            && !passage.has(&CLAUSES.agencies, at)
            && cue_at(passage, at, colon).is_none()
    });
    let states = (colon + 1..len).any(|at| is_finite(passage, at));
    let content = trimmed(passage, colon + 1..len);
    let claimant = trimmed(passage, 0..colon);
    let quoted = passage.mark(colon + 1) == TokenMark::Open && content.start == colon + 2;
    (named && states && !content.is_empty() && !claimant.is_empty()).then_some(ClaimFrame {
        content,
        claimant: Some(claimant),
        cue: Vec::new(),
        parent: None,
        layer: ClaimLayer::Main,
        sense: VerbSense::Speech,
        tone: ClaimPolarity::Asserted,
        how: if quoted { ContentForm::Quotation } else { ContentForm::Colon },
        carried: CarriedSpeaker::Over,
        firm: false,
        rule: &HEADLINE_SPEAKER,
    })
}
