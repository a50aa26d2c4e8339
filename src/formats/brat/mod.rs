//! brat standoff: an article's text, and a line for each span, attribute and relation.
//!
//! Offsets count code points after line ends became single line feeds, since brat reads its texts
//! so. A fragment may not hold a line end: a span over one is written in fragments.

mod read;
mod write;

use super::{Cannot, Export, Format};

pub(super) const FORMAT: Format = Format {
    id: "brat",
    title: "brat standoff",
    extension: "ann",
    cannot_carry: &[Cannot::CarriageReturns, Cannot::Metadata],
    export: Some(Export::All(write::export)),
    import: Some(read::import),
    read_from: &["ann"],
    may_look_like_articles: true,
    ..Format::BARE
};
