//! Reading and writing the formats other tools use: bytes in, bytes out.
//!
//! A format is a file of this folder and a line in [`ALL`]. What a format cannot hold is declared
//! in its [`Format::cannot_carry`], and every span or relation that suffers from it is listed in
//! [`Exported::losses`].

mod additions;
mod agreement;
mod assemble;
mod brat;
mod brat_import;
mod card;
mod cas;
mod cas_json;
mod cas_xmi;
mod claimreview;
mod class_labels;
mod conll;
mod conllu;
mod docbin;
mod doccano;
mod error;
mod filter;
mod guess;
mod hf;
mod intake;
mod json;
mod jsonl;
mod kinds;
mod label_studio;
mod leaks;
mod loss;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod plain;
mod prodigy;
mod said;
mod splits;
mod tables;
mod tei;
#[cfg(feature = "parquet")]
mod thrift;
mod timeml;
mod timex;
mod tokens;
mod view;
mod w3c;
mod webanno;
mod webanno_cells;
mod webanno_import;
mod wording;
mod xml;

use std::{collections::BTreeSet, sync::Arc};

pub use agreement::{Agreement, LabelAgreement, Work, agreement};
pub use error::{FormatError, Input};
pub use filter::{Filter, LeftOut, Outer, Suggested};
pub use guess::import_any;
pub use hf::splits_of;
pub use intake::{Imported, ImportedDocument, Intake, Warning, file_stem};
pub use kinds::{Cannot, Direction, OffsetUnit};
pub use leaks::{Leak, leaks};
pub use loss::{Loss, Lost};
pub use splits::{Division, Split, Splits};
pub use view::{Link, Span, View};

use crate::model::{Document, Name, Schema};

/// Every format, the most useful first. A new one is a new file and a line here.
pub const ALL: &[&Format] = &[
    &jsonl::FORMAT,
    &hf::FORMAT,
    &label_studio::FORMAT,
    &doccano::FORMAT,
    #[cfg(feature = "parquet")]
    &parquet::FORMAT,
    &tables::CSV,
    &tables::TSV,
    &docbin::FORMAT,
    &prodigy::FORMAT,
    &conll::FORMAT,
    &brat::FORMAT,
    &cas_xmi::FORMAT,
    &cas_json::FORMAT,
    &webanno::FORMAT,
    &timeml::FORMAT,
    &w3c::FORMAT,
    &claimreview::FORMAT,
    &conllu::FORMAT,
    &tei::FORMAT,
    &plain::FORMAT,
];

/// One file format.
#[derive(Debug)]
pub struct Format {
    /// Stable key, as in `--to csv`.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// True when an export is one file whatever the number of documents.
    pub single_file: bool,
    /// Extensions of files that hold all of a dataset by themselves, where it is several.
    pub whole_in: &'static [&'static str],
    /// What its offsets count.
    pub offset_unit: OffsetUnit,
    /// What is lost in it.
    pub cannot_carry: &'static [Cannot],
    /// Its layouts, where there is a choice; the first is the default.
    pub layouts: &'static [&'static str],
    /// Writes documents; call it through [`export`].
    pub export: Option<Export>,
    /// Reads documents; call it through [`import`].
    pub import: Option<Import>,
}

/// Writes documents.
pub type Export = fn(&[View<'_>], &Options) -> Output;

/// Reads documents.
pub type Import = fn(&[Input], &Options) -> Result<Intake, FormatError>;

impl Format {
    /// Which ways it works.
    pub fn direction(&self) -> Direction {
        match (self.export, self.import) {
            (Some(_), Some(_)) => Direction::Both,
            (None, Some(_)) => Direction::In,
            _ => Direction::Out,
        }
    }

    /// True when its files could be taken for articles.
    pub fn may_look_like_articles(&self) -> bool {
        ["hf", "brat", "w3c", "claimreview"].contains(&self.id)
    }

    /// What it has no place for of what is said of articles, by key: metadata, and the analyst.
    fn unsaid(&self, views: &[View<'_>]) -> Vec<String> {
        if !self.cannot_carry.contains(&Cannot::Metadata) {
            return Vec::new();
        }
        let has_day = [timeml::FORMAT.id, claimreview::FORMAT.id].contains(&self.id);
        let keys = views.iter().flat_map(|it| it.document.meta().keys().map(Name::as_str));
        let keys = keys.filter(|it| !(has_day && *it == "published"));
        let analyst = views.iter().any(|it| !it.analyst.is_empty()).then_some("analyst");
        let all: BTreeSet<&str> = keys.chain(analyst).collect();
        all.into_iter().map(str::to_owned).collect()
    }

    /// True when it divides a dataset into parts.
    pub fn has_splits(&self) -> bool {
        self.id == hf::FORMAT.id
    }

    /// The format with key `id`.
    pub fn find(id: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|it| it.id == id)
    }
}

/// How to export or import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// One of the format's layouts; the first where it is not given.
    pub layout: Option<String>,
    /// The unit of offsets, where the format leaves a choice.
    pub offset_unit: Option<OffsetUnit>,
    /// What to leave out of an export.
    pub filter: Filter,
    /// The parts of a dataset, where the format has them.
    pub splits: Splits,
    /// The schema that imported documents start from; the standard one where it is not given.
    pub schema: Option<Arc<Schema>>,
}

impl Options {
    /// The layout chosen for `format`, or its first.
    pub fn layout_of(&self, format: &Format) -> &str {
        self.layout.as_deref().or(format.layouts.first().copied()).unwrap_or_default()
    }
}

/// A document to export, and whose work it is.
#[derive(Clone, Copy, Debug)]
pub struct Exportable<'a> {
    /// The document.
    pub document: &'a Document,
    /// The analyst, or `""`.
    pub analyst: &'a str,
}

/// What a format makes of documents: files and what they could not hold.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// Relative names, with `/` between folders, and contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is not in them.
    pub losses: Vec<Loss>,
    /// The part of every article, where the format divides a dataset.
    pub division: Option<Division>,
}

impl Output {
    fn file(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { files: vec![(name.into(), content.into())], ..Self::default() }
    }
}

/// An export, ready to be written.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// Relative names, with `/` between folders, and contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the format could not hold, span by span.
    pub losses: Vec<Loss>,
    /// What was asked to be left out.
    pub left_out: LeftOut,
    /// What was exported.
    pub counts: Counts,
    /// The part of every article, where the format divides a dataset.
    pub division: Option<Division>,
    /// Near duplicates that stand in different parts.
    pub leaks: Vec<Leak>,
    /// What the format has no place for of what is said of articles, by key.
    pub unsaid: Vec<String>,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Span annotations.
    pub spans: usize,
    /// Relations between them.
    pub relations: usize,
}

/// Writes documents in `format`. `None` for a format that is only read.
pub fn export(
    format: &Format,
    documents: &[Exportable<'_>],
    options: &Options,
) -> Option<Exported> {
    let write = format.export?;
    let (mut views, left_out) = options.filter.views(documents);
    if format.id != jsonl::FORMAT.id {
        view::name_apart(&mut views);
    }
    let counts = Counts {
        documents: views.len(),
        spans: views.iter().map(|it| it.spans.len()).sum(),
        relations: views.iter().map(|it| it.links.len()).sum(),
    };
    let Output { files, losses, division } = write(&views, options);
    let leaks = division.as_ref().map(|it| leaks(&views, it)).unwrap_or_default();
    let unsaid = format.unsaid(&views);
    Some(Exported { files, losses, left_out, counts, division, leaks, unsaid })
}

/// Reads documents in `format`. Damaged input is an error; what is odd but could be read is a
/// warning.
pub fn import(
    format: &Format,
    inputs: &[Input],
    options: &Options,
) -> Result<Imported, FormatError> {
    let Some(read) = format.import else {
        return Err(FormatError::new("", format!("{} can be written but not read", format.title)));
    };
    let schema = options.schema.clone().unwrap_or_else(Schema::standard);
    let origin = (format.id != jsonl::FORMAT.id).then(|| format!("import:{}", format.id));
    Ok(read(inputs, options)?.assemble(schema, origin.as_deref()))
}
