//! CoNLL-2003: a token a line, the label of one flat layer in its last column.

mod read;
pub(super) mod write;

use super::{Cannot, Export, Format, OffsetUnit};

pub(super) const FORMAT: Format = Format {
    id: "conll",
    title: "CoNLL-2003",
    extension: "conll",
    single_file: true,
    offset_unit: OffsetUnit::Token,
    cannot_carry: &[
        Cannot::Overlaps,
        Cannot::Attributes,
        Cannot::Relations,
        Cannot::Pieces,
        Cannot::WhiteSpace,
        Cannot::Metadata,
    ],
    layouts: &["iob2", "bilou"],
    export: Some(Export::Streamed {
        begin: |options, _| write::corpus(options),
        needs_survey: false,
    }),
    import: Some(read::import),
    read_from: &["conll"],
    ..Format::BARE
};
