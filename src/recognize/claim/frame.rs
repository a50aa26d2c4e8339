//! A claim as it was read, and as the mention it becomes.

use super::{
    claimant::CarriedSpeaker,
    clauses::is_finite,
    content::ContentForm,
    lexicon::{CLAUSES, VerbSense},
    passage::{Passage, TokenSpan},
    rules::{ClaimRule, GUESSED_CLAIMANT, SOURCE_PHRASE},
};
use crate::{
    language::WordSet,
    recognize::{FoundBy, Link, Mention},
    text::{Text, TextRange},
};

/// The longest name that is learned, in tokens.
const LONGEST: usize = 20;

/// Whether a claim is the news or carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClaimLayer {
    Main,
    Outer,
}

/// Whether the claimant stands for the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClaimPolarity {
    Asserted,
    Denied,
}

/// What kind of claim it is: the choices of the attribute `kind` that words can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClaimKind {
    Fact,
    Schedule,
    Prediction,
    Intention,
    Commitment,
    Desire,
    Normative,
    Characterization,
    Topic,
    Report,
}

impl ClaimKind {
    /// Its key in the schema.
    fn key(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Schedule => "schedule",
            Self::Prediction => "prediction",
            Self::Intention => "intention",
            Self::Commitment => "commitment",
            Self::Desire => "desire",
            Self::Normative => "normative",
            Self::Characterization => "characterization",
            Self::Topic => "topic",
            Self::Report => "report",
        }
    }
}

/// One claim in token spans.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClaimFrame {
    pub(super) content: TokenSpan,
    pub(super) claimant: Option<TokenSpan>,
    pub(super) cue: Vec<TokenSpan>,
    /// The claim it stands in, by its place in the paragraph's list.
    pub(super) parent: Option<usize>,
    pub(super) layer: ClaimLayer,
    pub(super) sense: VerbSense,
    pub(super) polarity: ClaimPolarity,
    pub(super) form: ContentForm,
    /// Whether a claim without a claimant is by the speaker met last.
    pub(super) carried: CarriedSpeaker,
    /// True when the claimant's end is certain.
    pub(super) firm: bool,
    pub(super) rule: &'static ClaimRule,
}

impl ClaimFrame {
    /// A claim of which only content and cue are known.
    pub(super) fn new(content: TokenSpan, cue: Vec<TokenSpan>, parent: Option<usize>) -> Self {
        Self {
            content,
            claimant: None,
            cue,
            parent,
            layer: ClaimLayer::Main,
            sense: VerbSense::Speech,
            polarity: ClaimPolarity::Asserted,
            form: ContentForm::Comma,
            carried: CarriedSpeaker::Over,
            firm: true,
            rule: &SOURCE_PHRASE,
        }
    }

    /// What kind of claim it is, by its verb and by the verbs of its content.
    pub(super) fn kind(&self, passage: &Passage) -> ClaimKind {
        if self.layer == ClaimLayer::Outer {
            return ClaimKind::Report;
        }
        match (self.sense, self.form) {
            (VerbSense::Commitment, _) => return ClaimKind::Commitment,
            (VerbSense::Intention, _) => return ClaimKind::Intention,
            (VerbSense::Desire, _) => return ClaimKind::Desire,
            (VerbSense::Advice, _) => return ClaimKind::Normative,
            (_, ContentForm::Topic) => return ClaimKind::Topic,
            (_, ContentForm::Calling) => return ClaimKind::Characterization,
            (VerbSense::Forecast, _) => return ClaimKind::Prediction,
            (VerbSense::Speech | VerbSense::Relay, _) => {}
        }
        let any = |words: &WordSet| self.content.clone().any(|at| passage.has(words, at));
        let conditional = passage.has(&CLAUSES.conditional, self.content.start)
            || (passage.is(self.content.start, "در") && passage.is(self.content.start + 1, "صورت"));
        let wants = |at: usize| passage.has(&CLAUSES.wishing, at);
        if self.content.clone().take(4).any(wants) {
            ClaimKind::Desire
        } else if any(&CLAUSES.duty) {
            ClaimKind::Normative
        } else if any(&CLAUSES.future) {
            if any(&CLAUSES.planned_events) { ClaimKind::Schedule } else { ClaimKind::Prediction }
        } else if conditional {
            ClaimKind::Prediction
        } else if any(&CLAUSES.coming_days) {
            ClaimKind::Schedule
        } else {
            ClaimKind::Fact
        }
    }

    /// How likely the whole frame is right.
    pub(super) fn confidence(&self) -> f32 {
        let found = self.rule.confidence;
        if self.firm { found } else { found - GUESSED_CLAIMANT }
    }

    /// The mention, without its name and its parent; `None` when its words make no span.
    pub(super) fn mention(&self, text: &Text, passage: &Passage) -> Option<Mention> {
        let content = passage.range(text, &self.content)?;
        let quote = if self.form == ContentForm::Quotation { "direct" } else { "indirect" };
        let mut attributes =
            vec![("kind", self.kind(passage).key().to_owned()), ("quote", quote.to_owned())];
        if self.polarity == ClaimPolarity::Denied {
            attributes.push(("polarity", "denied".to_owned()));
        }
        if self.layer == ClaimLayer::Outer {
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
            label: "claim".into(),
            found_by: FoundBy::Rules,
            confidence: self.confidence(),
            rule: self.rule.name.into(),
            attributes,
            links,
            other_readings: Vec::new(),
        })
    }

    /// The names by which who speaks can be known elsewhere in the article, if the words are clear.
    pub(super) fn clear_names(&self, passage: &Passage) -> Vec<String> {
        let Some(claimant) = self.claimant.clone().filter(|_| self.firm) else { return Vec::new() };
        let clear = claimant.clone().all(|at| passage.is_word(at) && !is_finite(passage, at));
        if !clear || claimant.len() > LONGEST {
            return Vec::new();
        }
        // «علی علوی وزیر نیرو» also shows where «علی علوی» and «وزیر نیرو» end.
        let office =
            (claimant.start + 2..claimant.end).find(|&at| passage.has(&CLAUSES.offices, at));
        let office = office.unwrap_or(claimant.end);
        let parts = [claimant.clone(), claimant.start..office, office..claimant.end];
        let parts = parts.into_iter().filter(|part| part.len() > 1 || *part == claimant);
        parts.map(|part| part.flat_map(|at| passage.letters(at)).collect()).collect()
    }
}

/// A relation to some words.
pub(super) fn link(relation: &'static str, label: &'static str, pieces: Vec<TextRange>) -> Link {
    Link { relation, label, pieces }
}
