//! Which suggestions are wanted, and how one stands.

use crate::{
    recognize::{FoundBy, Mention},
    session::{SuggestionScope, SuggestionSettings},
};

/// Which suggestions are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuggestionChoices {
    /// What the analyst has chosen for good.
    pub settings: SuggestionSettings,
    /// True where this article is one of those that are worked on without suggestions.
    pub is_without: bool,
}

impl SuggestionChoices {
    /// True where nothing is suggested.
    pub fn are_off(&self) -> bool {
        self.is_without || self.settings.scope == SuggestionScope::Off
    }

    /// Without what was learned, nothing that was learned speaks against a rule either.
    pub(super) fn are_judged(&self) -> bool {
        self.settings.scope == SuggestionScope::All
    }

    pub(super) fn wants(&self, label: &str, mention: &Mention) -> bool {
        let is_learned = match mention.found_by {
            FoundBy::Memory | FoundBy::Model => true,
            FoundBy::Rules | FoundBy::Program(_) => false,
        };
        let is_in_scope = match self.settings.scope {
            SuggestionScope::All => true,
            SuggestionScope::WithoutLearned => !is_learned,
            SuggestionScope::Off => false,
        };
        is_in_scope && !self.is_without && !self.settings.silent_labels.contains(label)
    }
}

/// How a suggestion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionStanding {
    /// Nobody has decided on it.
    Open,
    /// It was left for later: it can be decided on, and comes after those that are open.
    Later,
    /// It is held back: it is no good by what this analyst has done, and shown only on demand.
    HeldBack,
    /// The analyst wants no such suggestions.
    Unwanted,
    /// It was accepted, corrected or rejected, or its words got its label by hand.
    Settled,
}

impl SuggestionStanding {
    pub(super) fn can_be_decided(self) -> bool {
        match self {
            Self::Open | Self::Later => true,
            Self::HeldBack | Self::Unwanted | Self::Settled => false,
        }
    }
}
