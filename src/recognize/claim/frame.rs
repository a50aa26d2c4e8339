//! A claim as it was read, and as the mention it becomes.

use super::{
    claimant::Carried,
    clauses::{WORDS, is_finite},
    content::How,
    lexicon::Sense,
    phrases::Phrases,
    tokens::{Passage, Span},
};
use crate::{
    recognize::{Link, Mention},
    text::{Text, TextRange},
};

/// The longest name that is learned, in tokens.
const LONGEST: usize = 20;

/// Whether a claim is the news or carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    Main,
    Outer,
}

/// Whether the claimant stands for the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Asserted,
    Denied,
}

/// One claim in token spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) content: Span,
    pub(super) claimant: Option<Span>,
    pub(super) cue: Vec<Span>,
    /// The claim it stands in, by its place in the paragraph's list.
    pub(super) parent: Option<usize>,
    pub(super) layer: Layer,
    pub(super) sense: Sense,
    pub(super) tone: Tone,
    pub(super) how: How,
    /// Whether a claim without a claimant is by the speaker met last.
    pub(super) carried: Carried,
    /// True when the claimant's end is certain.
    pub(super) firm: bool,
    pub(super) rule: &'static str,
}

impl Frame {
    /// What kind of claim it is, by its verb and by the verbs of its content.
    pub(super) fn kind(&self, passage: &Passage) -> &'static str {
        if self.layer == Layer::Outer {
            return "report";
        }
        match (self.sense, self.how) {
            (Sense::Commitment, _) => return "commitment",
            (Sense::Intention, _) => return "intention",
            (Sense::Desire, _) => return "desire",
            (Sense::Advice, _) => return "normative",
            (_, How::Topic) => return "topic",
            (_, How::Calling) => return "characterization",
            (Sense::Forecast, _) => return "prediction",
            _ => {}
        }
        let any = |words: &[&str]| self.content.clone().any(|at| passage.is_any(at, words));
        let conditional = passage.is_any(self.content.start, &["اگر", "چنانچه", "درصورت"])
            || (passage.is(self.content.start, "در") && passage.is(self.content.start + 1, "صورت"));
        let wants = |at: usize| passage.is_any(at, &["خواستار", "خواهان"]);
        if self.content.clone().take(4).any(wants) {
            "desire"
        } else if any(&["باید", "نباید", "بایستی", "بایست"]) {
            "normative"
        } else if any(&["خواهد", "خواهند", "خواهیم", "نخواهد", "نخواهند"])
        {
            if any(&["برگزار", "آغاز", "افتتاح", "برپا"]) {
                "schedule"
            } else {
                "prediction"
            }
        } else if conditional {
            "prediction"
        } else if any(&["آینده", "فردا", "پسفردا"]) {
            "schedule"
        } else {
            "fact"
        }
    }

    /// How likely the whole frame is right, by how it was found; measured on gold articles.
    pub(super) fn confidence(&self) -> f32 {
        let found = match self.how {
            How::Colon | How::Quotation => 0.95,
            How::That => 0.9,
            How::Comma => 0.8,
            How::Topic | How::Calling | How::Denial => 0.7,
            How::Bare => 0.65,
        };
        if self.firm { found } else { found - 0.25 }
    }

    /// The mention, without its name and its parent; `None` when its words make no span.
    pub(super) fn mention(&self, text: &Text, passage: &Passage) -> Option<Mention> {
        let content = passage.range(text, &self.content)?;
        let quote = if self.how == How::Quotation { "direct" } else { "indirect" };
        let mut attributes =
            vec![("kind", self.kind(passage).to_owned()), ("quote", quote.to_owned())];
        if self.tone == Tone::Denied {
            attributes.push(("polarity", "denied".to_owned()));
        }
        if self.layer == Layer::Outer {
            attributes.push(("level", "outer".to_owned()));
        }
        let mut links = Vec::new();
        if let Some(claimant) = self.claimant.as_ref().and_then(|it| passage.range(text, it)) {
            links.push(link("claimant", "claimant", vec![claimant]));
        }
        let cue: Vec<TextRange> =
            self.cue.iter().filter_map(|it| passage.range(text, it)).collect();
        if !cue.is_empty() {
            links.push(link("cue", "cue", cue));
        }
        Some(Mention {
            pieces: vec![content],
            label: "claim",
            confidence: self.confidence(),
            rule: self.rule,
            attributes,
            links,
        })
    }

    /// Adds who speaks to the names met so far, if the words are clear.
    pub(super) fn learn(&self, passage: &Passage, known: &mut Phrases<()>) {
        let Some(claimant) = self.claimant.clone().filter(|_| self.firm) else { return };
        let clear = claimant.clone().all(|at| passage.is_word(at) && !is_finite(passage, at));
        if !clear || claimant.len() > LONGEST {
            return;
        }
        // «علی علوی وزیر نیرو» also tells where «علی علوی» and «وزیر نیرو» end.
        let office = (claimant.start + 2..claimant.end).find(|&at| WORDS.offices.has(passage, at));
        let office = office.unwrap_or(claimant.end);
        for part in [claimant.clone(), claimant.start..office, office..claimant.end] {
            if part.len() > 1 || part == claimant {
                known.insert(part.flat_map(|at| passage.letters(at)), ());
            }
        }
    }
}

/// A relation to some words.
pub(super) fn link(relation: &'static str, label: &'static str, pieces: Vec<TextRange>) -> Link {
    Link { relation, label, pieces }
}
