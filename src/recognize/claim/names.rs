//! Who «وی» is: names carried from one claim to the next.

use super::{
    claimant::Carried,
    clauses::WORDS,
    frame::{Frame, Layer},
    tokens::{Mark, Passage, Span},
};
use crate::text::Text;

/// The longest name that is carried over, in tokens; longer ones are descriptions.
const LONGEST: usize = 12;

/// Where a claim stands. Who speaks inside another's words is not who speaks next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the article's own voice.
    Free,
    /// Inside a claim.
    Nested,
}

/// What speaks without being somebody.
const NOBODY: &[&str] = &["گزارش", "بیانیه", "خبر", "نامه", "پیام", "مقاله", "یادداشت", "سند"];

/// The speaker met last.
#[derive(Debug, Default)]
pub(super) struct Names {
    last: Option<String>,
}

impl Names {
    /// The name to offer for a claim's speaker: the name in a long title, the one «وی» stands for,
    /// or the one a dropped subject takes over.
    pub(super) fn of(
        &mut self,
        text: &Text,
        passage: &Passage,
        frame: &Frame,
        place: Place,
    ) -> Option<String> {
        if frame.layer == Layer::Outer {
            return None;
        }
        let Some(claimant) = &frame.claimant else {
            return self
                .last
                .clone()
                .filter(|_| place == Place::Free && frame.carried == Carried::Over);
        };
        let points = WORDS.pronouns.has(passage, claimant.start)
            || passage.is_any(claimant.start, &["این", "آن"]);
        if passage.is_any(claimant.start, &["من", "ما"]) {
            return None;
        }
        if points {
            let person = !claimant.clone().any(|at| passage.is_any(at, NOBODY));
            return self.last.clone().filter(|_| person);
        }
        if passage.is_any(claimant.start, &["یک", "یکی", "برخی", "بسیاری", "تعدادی", "شماری"])
        {
            return None;
        }
        let name = proper_part(passage, claimant);
        let whole = name == *claimant;
        let name = passage.source(text, &name).trim().to_owned();
        if name.is_empty() {
            return None;
        }
        if place == Place::Free {
            self.last = Some(name.clone());
        }
        (!whole).then_some(name)
    }
}

/// The name without the office: what is quoted, or what stands before the office or its comma.
fn proper_part(passage: &Passage, claimant: &Span) -> Span {
    if passage.mark(claimant.start) == Mark::Open
        && let Some(close) = passage.partner(claimant.start)
        && close < claimant.end
    {
        return claimant.start + 1..close;
    }
    let office = |at: usize| WORDS.offices.has(passage, at) || passage.mark(at) == Mark::Comma;
    let end = (claimant.start + 1..claimant.end).find(|&at| office(at)).unwrap_or(claimant.end);
    let titled = office(claimant.start);
    if titled || end - claimant.start > LONGEST { claimant.clone() } else { claimant.start..end }
}
