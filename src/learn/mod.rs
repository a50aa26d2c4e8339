//! What an analyst's own articles teach: suggestions for any label, and which rules to hold back.

mod experience;
mod features;
mod hashing;
mod judge;
mod lesson;
mod memory;
mod numeric;
mod tagger;
mod threshold;
mod words;

pub use experience::{Experience, LearnedSuggestion, ReadArticle, SuggestionSource};
pub use lesson::{ArticleWork, LabeledRange, OutsideFinding};
