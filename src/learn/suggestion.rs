//! A suggestion that an experience makes, and why.

use super::{experience::RuleCounts, features::LikenessPlace};
use crate::{model::Name, text::TextRange};

/// Words that may get a label.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedSuggestion {
    /// The words.
    pub range: TextRange,
    /// The label's key.
    pub label: Name,
    /// How likely the analyst would have it so, 0 to 1.
    pub probability: f64,
    /// Who found it.
    pub source: SuggestionSource,
    /// How often the same words got the label, in any article.
    pub tagged: u32,
    /// How often they did not: in finished articles, or because they were rejected.
    pub untagged: u32,
    /// True where it is likely enough to be shown.
    pub is_shown: bool,
    /// True where the analyst has said of these words that they are never to be suggested so.
    pub is_never: bool,
}

/// Where a suggestion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionSource {
    /// A rule or a program, by the place of its finding among those that were handed in.
    Outside(usize),
    /// Words that were tagged before.
    Memory,
    /// The label's model.
    Model,
}

/// Why something is suggested, in counts and words, never in scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestionReason {
    /// A rule or a program found it, of whose findings this became.
    Rule(RuleCounts),
    /// The same words were tagged so often, and left so often.
    Words {
        /// How often.
        tagged: u32,
        /// How often not.
        untagged: u32,
    },
    /// It stands like tags do: the words that say so most, two at most.
    Likeness(Vec<(LikenessPlace, TextRange)>),
}
