//! «نام: جمله» as a headline: a claim without a verb of reporting.

use super::{
    claimant::Carried,
    clauses::{WORDS, is_finite, trimmed},
    content::How,
    cues::cue_at,
    frame::{Frame, Layer, Tone},
    lexicon::Sense,
    tokens::{Mark, Passage},
};

/// The longest speaker and the longest headline, in tokens.
const SPEAKER: usize = 6;
const HEADLINE: usize = 40;

/// The claim of the article's headline, which is its first paragraph.
pub(super) fn speaker(passage: &Passage, paragraph: usize) -> Option<Frame> {
    let len = passage.len();
    if paragraph > 0 || len > HEADLINE {
        return None;
    }
    let colon = (1..len.min(SPEAKER + 1)).find(|&at| passage.mark(at) == Mark::Colon)?;
    let named = (0..colon).all(|at| {
        passage.mark(at) != Mark::Stop
            && !WORDS.media.has(passage, at)
            && !WORDS.agencies.has(passage, at)
            && cue_at(passage, at, colon).is_none()
    });
    let states = (colon + 1..len).any(|at| is_finite(passage, at));
    let content = trimmed(passage, colon + 1..len);
    let claimant = trimmed(passage, 0..colon);
    let quoted = passage.mark(colon + 1) == Mark::Open && content.start == colon + 2;
    (named && states && !content.is_empty() && !claimant.is_empty()).then_some(Frame {
        content,
        claimant: Some(claimant),
        cue: Vec::new(),
        parent: None,
        layer: Layer::Main,
        sense: Sense::Speech,
        tone: Tone::Asserted,
        how: if quoted { How::Quotation } else { How::Colon },
        carried: Carried::Over,
        firm: false,
        rule: "headline-speaker",
    })
}
