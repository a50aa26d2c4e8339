//! Datasets as use cases, for the window and the terminal alike: an export is planned, its losses are
//! known, and then it is written; an import is read, looked at, and then brought into a folder; a
//! conversion is both.
//!
//! Whether a path is a file, a folder or standard output, and which files it may not be, is said in
//! one place: [`OutputPlace`] and [`SourceFiles`].

mod catalog;
mod convert;
mod export;
mod import;
mod output;
mod refusal;
mod sources;
mod streaming;
mod table_additions;

pub use catalog::FolderCatalog;
pub use convert::Conversion;
pub use export::{PlannedExport, splits_before};
pub use import::{ImportTarget, counts, inputs_of, read_any};
pub use output::{OutputPlace, SourceFiles};
pub use refusal::Refusal;
pub use sources::{ArticleSources, ReadWorks};
pub use streaming::{ExportPart, export_streamed, is_streamed};
pub use table_additions::{TableAdditionCounts, TableRemark};

use crate::{edit, model::Document};

/// Says something of an article that does not say it itself.
pub fn set_missing_meta(document: &mut Document, key: &str, value: &str) {
    if document.meta_value(key).is_empty()
        && let Some(transaction) = edit::set_meta(document, key, value)
    {
        // It was built on this very document.
        let _fits = document.apply(&transaction);
    }
}
