//! The guide in the window: `docs/guide.md` and `docs/guide.fa.md`, set with our own text.

mod reader;
mod source;

pub use super::guide_part::GuidePart;
pub use reader::{GuideDialog, guide_heading, guide_ui};
pub use source::{GuideBlock, GuideWords, blocks_of};
