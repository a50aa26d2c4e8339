//! The annotation file: the same content in RON or JSON, a span a line.
//!
//! `docs/files.md` describes it. Files are read one record at a time, so that the memory taken is
//! that of the document, not of the file.

mod build;
mod finding;
mod parts;
mod read;
mod scan;
mod unknown;
mod write;

pub use finding::{FileFinding, FileProblem};
pub use parts::ArticleInfo;

pub(super) use build::DocumentBuilder;
pub(super) use parts::{FileHeader, SpanRecord};
pub(super) use read::{FileRecord, RecordReader};
pub(super) use write::{FileOrigin, write};

/// What the key `format` says in every annotation file.
pub const FORMAT: &str = "hashiye";

/// The version of the format that is written. Higher ones are read as far as they can be, and never
/// written.
pub const VERSION: u32 = 1;

/// How many code points of context stand before and after each quote.
pub const CONTEXT: usize = 32;
