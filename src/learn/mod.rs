//! What an analyst's own articles teach: suggestions for any label, and which rules to hold back.
//!
//! A [`Learner`] is given articles with the work on them and makes an [`Experience`]: a memory of words
//! that were tagged and were not (`memory`), a model for each label (`tagger`, `training`), and one
//! judge of everything that they, rules and programs find (`judge`), which has learned from what was
//! thought before each decision (`following`). How sure it has to be is the label's own threshold
//! (`threshold`). Total on any input, and the same articles give the same bits on every machine.

mod candidates;
mod experience;
mod features;
mod following;
mod hashing;
mod judge;
mod learner;
mod lesson;
mod memory;
mod numeric;
mod prepared;
mod suggesting;
mod suggestion;
mod tagger;
mod threshold;
mod training;
mod undecided;
mod wire;
mod words;

pub use candidates::ReadArticle;
pub use experience::{Experience, RuleCounts};
pub use features::LikenessPlace;
pub use learner::{Learner, ReplayedDecision};
pub use lesson::{ArticleWork, LabeledRange, OutsideFinding};
pub use prepared::PreparedArticle;
pub use suggestion::{LearnedSuggestion, SuggestionReason, SuggestionSource};
