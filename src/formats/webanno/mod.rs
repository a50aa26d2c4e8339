//! `WebAnno` TSV 3.3, as `INCEpTION` writes and reads it: a file a document, a token a row.
//!
//! Spans that start or end inside a token get rows of their own below it (`2-2.1`); a number in
//! brackets joins the rows of one span and keeps stacked ones apart. A relation stands in the first
//! row of the span it leads to.

mod cells;
mod read;
mod write;

use super::{Cannot, Export, Format, OffsetUnit};

pub(super) const FORMAT: Format = Format {
    id: "webanno-tsv",
    title: "WebAnno TSV 3.3",
    extension: "tsv",
    offset_unit: OffsetUnit::Utf16,
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::All(write::export)),
    import: Some(read::import),
    read_from: &["tsv"],
    ..Format::BARE
};
