//! What an analyst has done in an article so far, as learning takes it.

use crate::{model::Name, text::TextRange};

/// Words that have a label, or that are not to have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LabeledRange {
    /// The words; of a tag in several pieces the first.
    pub range: TextRange,
    /// The key of the label.
    pub label: Name,
}

/// The tags of an article and what was rejected in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleWork {
    /// Every tag.
    pub tags: Vec<LabeledRange>,
    /// Tags that nobody has looked at: nothing is suggested over them, and nothing learned from them.
    pub untouched: Vec<LabeledRange>,
    /// Every suggestion that was rejected, or corrected.
    pub rejected: Vec<LabeledRange>,
    /// Those of them that were corrected.
    pub corrected: Vec<LabeledRange>,
    /// Words of this article that are never to be suggested, wherever they stand.
    pub never: Vec<LabeledRange>,
    /// True once the analyst is done with the article: what has no tag then is to have none.
    pub is_done: bool,
}

/// What a rule or a program found: learning judges it as it judges its own.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideFinding {
    /// The words; of a mention in several pieces the first.
    pub range: TextRange,
    /// The key of the label it would get.
    pub label: Name,
    /// The rule, or the program, by a stable name.
    pub rule: String,
    /// What kind of thing it is, as the rule has it; may be empty.
    pub kind: String,
    /// How likely it is right, 0 to 1, as who found it says.
    pub confidence: f32,
}
