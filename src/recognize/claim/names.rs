//! Who «وی» is: names carried from one claim to the next.

use super::{
    claimant::CarriedSpeaker,
    frame::{ClaimFrame, ClaimLayer},
    lexicon::CLAUSES,
    passage::{Passage, TokenMark, TokenSpan},
};
use crate::text::Text;

/// The longest name that is carried over, in tokens; longer ones are descriptions.
const LONGEST: usize = 12;

/// Where a claim stands. Who speaks inside another's words is not who speaks next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClaimPlace {
    /// In the article's own voice.
    Free,
    /// Inside a claim.
    Nested,
}

/// The speaker met last.
#[derive(Debug, Default)]
pub(super) struct SpeakerNames {
    last: Option<String>,
}

impl SpeakerNames {
    /// The name to offer for a claim's speaker: the name in a long title, the one «وی» stands for,
    /// or the one a dropped subject takes over.
    pub(super) fn of(
        &mut self,
        text: &Text,
        passage: &Passage,
        frame: &ClaimFrame,
        place: ClaimPlace,
    ) -> Option<String> {
        if frame.layer == ClaimLayer::Outer {
            return None;
        }
        let Some(claimant) = &frame.claimant else {
            return self
                .last
                .clone()
                .filter(|_| place == ClaimPlace::Free && frame.carried == CarriedSpeaker::Over);
        };
        let points = passage.has(&CLAUSES.pronouns, claimant.start)
            || passage.has(&CLAUSES.demonstratives, claimant.start);
        if passage.has(&CLAUSES.first_person_pronouns, claimant.start) {
            return None;
        }
        if points {
            let person = !claimant.clone().any(|at| passage.has(&CLAUSES.not_persons, at));
            return self.last.clone().filter(|_| person);
        }
        if passage.has(&CLAUSES.indefinites, claimant.start) {
            return None;
        }
        let name = proper_part(passage, claimant);
        let whole = name == *claimant;
        let name = passage.source(text, &name).trim().to_owned();
        if name.is_empty() {
            return None;
        }
        if place == ClaimPlace::Free {
            self.last = Some(name.clone());
        }
        (!whole).then_some(name)
    }
}

/// The name without the office: what is quoted, or what stands before the office or its comma.
fn proper_part(passage: &Passage, claimant: &TokenSpan) -> TokenSpan {
    if passage.mark(claimant.start) == TokenMark::Open
        && let Some(close) = passage.partner(claimant.start)
        && close < claimant.end
    {
        return claimant.start + 1..close;
    }
    let office =
        |at: usize| passage.has(&CLAUSES.offices, at) || passage.mark(at) == TokenMark::Comma;
    let end = (claimant.start + 1..claimant.end).find(|&at| office(at)).unwrap_or(claimant.end);
    let titled = office(claimant.start);
    if titled || end - claimant.start > LONGEST { claimant.clone() } else { claimant.start..end }
}
