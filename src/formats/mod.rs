//! Reading and writing the formats other tools use: bytes in, bytes out.
//!
//! A format is a file of this folder, or a folder where it has halves, and a line in [`ALL`]. What is
//! particular to it is said in its [`Format`]; every span or relation that it cannot hold is listed in
//! [`Exported::losses`].

mod article_table;
mod brat;
mod cas;
mod claimreview;
mod conll;
mod conllu;
mod counting;
mod csv_tables;
mod dataset_row;
mod docbin;
mod doccano;
mod export_stream;
mod file_stem;
mod filter;
mod format;
mod hf;
mod inception;
mod input;
mod intake;
mod jsonl;
mod label_studio;
mod loss;
mod metadata;
mod notes;
mod office;
mod offset_unit;
#[cfg(feature = "parquet")]
mod parquet;
mod plain;
mod prodigy;
mod sniff;
mod soft_labels;
mod splits;
mod streaming;
mod syntax;
mod table_columns;
mod tei;
mod timeml;
mod tokens;
mod view;
mod w3c;
mod webanno;

use std::{collections::HashSet, sync::Arc};

pub use article_table::{
    ArticleCatalog, CATALOG_FILE, CatalogCell, CatalogEntry, CatalogFault, CatalogField,
    CatalogFill, CatalogFinding, CatalogPlan, CellSource, FileChoice, FilledCells, NamePattern,
};
pub use counting::{Counting, CountingStart, LineEnds};
pub use export_stream::{ExportStream, StreamEnd};
pub use file_stem::file_stem;
pub use filter::{Filter, LeftOut, Outer, Suggested};
pub use format::{Cannot, Export, Format, FormatDirection, Import, WriteAll};
pub use hf::splits_of;
pub use input::{FormatError, Input};
pub use intake::{Imported, ImportedDocument, Intake};
pub use loss::{Loss, Lost, LostWhole};
pub use notes::{
    DamagedPart, DocumentFault, ExportNote, ForeignKind, FormatFault, FormatName, ImportNote,
    NamedKind, PlacementKind, Placements, ReadingAdvice, RowFault, SeenKind, SpanGroup,
    SpanMention, TableNote, Warning, left_out_in_all,
};
pub use offset_unit::OffsetUnit;
#[cfg(feature = "parquet")]
pub use parquet::{ArticleTable, SuggestionTable};
pub use sniff::import_any;
pub use splits::{Division, Leak, Split, Splits, leaks};
pub use streaming::{BeginFile, DatasetSurvey, DocumentRemarks, DocumentWriter, StreamedFile};
pub use table_columns::{ColumnChoices, TableColumns, TableRole};
pub use view::{DocumentView, RelationView, SpanView};

use crate::{
    model::{Document, Schema},
    timex::Timezone,
};

/// Every format, the most useful first. A new one is a file or a folder beside this one,
/// and a line here.
pub const ALL: &[&Format] = &[
    &jsonl::FORMAT,
    &hf::FORMAT,
    &label_studio::FORMAT,
    &doccano::FORMAT,
    #[cfg(feature = "parquet")]
    &parquet::FORMAT,
    &csv_tables::CSV,
    &csv_tables::TSV,
    &docbin::FORMAT,
    &prodigy::FORMAT,
    &conll::FORMAT,
    &brat::FORMAT,
    &cas::xmi::FORMAT,
    &cas::json::FORMAT,
    &webanno::FORMAT,
    &inception::FORMAT,
    &timeml::FORMAT,
    &w3c::FORMAT,
    &claimreview::FORMAT,
    &conllu::FORMAT,
    &tei::FORMAT,
    &article_table::FORMAT,
    &plain::FORMAT,
];

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
    /// True to guard cells of tables that a spreadsheet would take for formulas.
    pub spreadsheet: bool,
    /// The license of the dataset, where its card says one.
    pub license: Option<String>,
    /// Which columns of a table of articles hold what, where somebody says so.
    pub columns: ColumnChoices,
    /// Whose day it was when something was published at a moment.
    pub timezone: Timezone,
    /// True to refuse a dataset in which a row cannot be read.
    pub strict: bool,
    /// The column of the tags, from 1, where the format has columns; by what stands in them where it
    /// is not given.
    pub column: Option<usize>,
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
    /// What may surprise who reads them.
    pub notes: Vec<ExportNote>,
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
    /// What may surprise who reads the files.
    pub notes: Vec<ExportNote>,
    /// What was asked to be left out.
    pub left_out: LeftOut,
    /// What was to be exported: all but what was left out.
    pub counts: Counts,
    /// What of it is in the files.
    pub written: Counts,
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
    /// Articles.
    pub articles: usize,
    /// Documents: each analyst's work on an article is one, and an article nobody worked on.
    pub documents: usize,
    /// Those of them that are somebody's work.
    pub works: usize,
    /// Span annotations.
    pub spans: usize,
    /// Relations between them.
    pub relations: usize,
}

impl Counts {
    /// Of one document.
    fn of(view: &DocumentView<'_>) -> Self {
        Self {
            articles: 1,
            documents: 1,
            works: usize::from(is_work(view)),
            spans: view.spans.len(),
            relations: view.relations.len(),
        }
    }

    /// Adds another part of the same dataset; articles may be the same as before, and are not added.
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.works += other.works;
        self.spans += other.spans;
        self.relations += other.relations;
    }

    /// What is left of `views` where these are lost; `articles` says which article each view is of.
    fn without(self, losses: &[Loss], views: &[DocumentView<'_>], articles: &[usize]) -> Self {
        let lost = |whole| losses.iter().filter(|it| it.what.whole() == Some(whole)).count();
        let is_document = |it: &&Loss| it.what.whole() == Some(LostWhole::Document);
        let gone: HashSet<&str> =
            losses.iter().filter(is_document).map(|it| it.document.as_str()).collect();
        let left = views.iter().zip(articles).filter(|it| !gone.contains(&*it.0.name));
        Self {
            articles: left.clone().map(|it| it.1).collect::<HashSet<_>>().len(),
            works: left.filter(|it| is_work(it.0)).count(),
            documents: self.documents.saturating_sub(lost(LostWhole::Document)),
            spans: self.spans.saturating_sub(lost(LostWhole::Span)),
            relations: self.relations.saturating_sub(lost(LostWhole::Relation)),
        }
    }
}

fn is_work(view: &DocumentView<'_>) -> bool {
    !view.analyst.is_empty()
}

/// Writes documents in `format`. `None` for a format that is only read.
pub fn export(
    format: &Format,
    documents: &[Exportable<'_>],
    options: &Options,
) -> Option<Exported> {
    let Export::All(write) = format.export_with(options)? else {
        return export_stream::export_all(format, documents, options);
    };
    let (mut views, left_out) = options.filter.views(documents);
    let articles = view::articles_of(&views);
    if !format.is_our_own {
        view::name_apart(&mut views);
    }
    let mut counts = Counts::default();
    for view in &views {
        counts.add(Counts::of(view));
    }
    counts.articles = articles.iter().collect::<HashSet<_>>().len();
    let Output { mut files, losses, notes, division } = write(&views, options);
    for (name, bytes) in &mut files {
        syntax::json::tame(name, bytes);
    }
    let written = counts.without(&losses, &views, &articles);
    let leaks = division.as_ref().map(|it| leaks(&views, it)).unwrap_or_default();
    let unsaid = format.unsaid(&views, options);
    Some(Exported { files, losses, notes, left_out, counts, written, division, leaks, unsaid })
}

/// Reads documents in `format`. Damaged input is an error; what is odd but could be read is a
/// warning.
pub fn import(
    format: &Format,
    inputs: &[Input],
    options: &Options,
) -> Result<Imported, FormatError> {
    let Some(read) = format.import else {
        return Err(FormatError::new("", FormatFault::OnlyWritten(format.title)));
    };
    let schema = options.schema.clone().unwrap_or_else(Schema::standard);
    let origin = (!format.is_our_own).then(|| format!("import:{}", format.id));
    let explained = |error| sniff::explained(error, inputs, format);
    let others = sniff::of_other_formats(inputs, format);
    let read_of_own = || {
        let is_own = |it: &&Input| !others.iter().any(|other| other.file == it.name);
        let own: Vec<Input> = inputs.iter().filter(is_own).cloned().collect();
        read(&own, options).ok().filter(|it| !options.strict && !it.drafts.is_empty())
    };
    let read = match others.first() {
        None => read(inputs, options),
        Some(first) => read_of_own().ok_or_else(|| first.clone()),
    };
    let mut intake = read.map_err(explained)?;
    for other in others {
        intake.row(Err(other), options)?;
    }
    if let Some(error) = intake.failure() {
        return Err(explained(error));
    }
    sniff::explain_files(&mut intake.warnings, inputs, format);
    Ok(intake.assemble(schema, origin.as_deref()))
}
