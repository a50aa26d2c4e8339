//! The annotation file: the same content in RON or JSON, a span a line.
//!
//! `docs/files.md` describes it. Files are read one record at a time, so that the memory taken is
//! that of the document, not of the file.

mod build;
mod escape;
mod finding;
mod parts;
mod place;
mod read;
mod scan;
mod syntax;
mod write;

pub use finding::{Finding, Problem};
pub use parts::ArticleInfo;
pub use syntax::{Syntax, SyntaxError};

pub(super) use build::Builder;
pub(super) use parts::{Header, SpanRecord};
pub(super) use read::{Reader, Record};
pub(super) use write::{About, write};

/// What the key `format` says in every annotation file.
pub const FORMAT: &str = "hashiye";

/// The version of the format that is written. Higher ones are read as far as they can be, and never
/// written.
pub const VERSION: u32 = 1;

/// How many code points of context stand before and after each quote.
pub const CONTEXT: usize = 32;
