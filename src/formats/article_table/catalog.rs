//! A table of what is known of the articles of a folder, a row an article: read whatever its columns are
//! called, changed cell by cell, and written so that everything else in it stays.

mod filling;
mod name_pattern;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use jiff::civil;

pub use filling::{CatalogCell, CatalogFill, CatalogPlan, CellSource, FileChoice, FilledCells};
pub use name_pattern::NamePattern;

use super::{decoded, delimiter_of};
use crate::{
    formats::{
        FormatError, Input,
        table_columns::{TableRole, names_of, normal},
    },
    language::digit_value,
    messages::{Message, Worded},
    recognize::date::{days_in_numbers, published_on},
    timex::Timezone,
};

/// The table of the articles of a folder.
pub const CATALOG_FILE: &str = "articles.csv";

/// What a table may say of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CatalogField {
    /// When it was published.
    Published,
    /// Its title.
    Title,
    /// Who published it.
    Source,
    /// Its address.
    Url,
}

impl CatalogField {
    /// Every one, in the order of the columns of a new table.
    pub const ALL: [Self; 4] = [Self::Published, Self::Title, Self::Source, Self::Url];

    /// Its column in a table of ours, which is its key in the metadata of articles too.
    pub fn key(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Title => "title",
            Self::Source => "source",
            Self::Url => "url",
        }
    }

    fn role(self) -> TableRole {
        match self {
            Self::Published => TableRole::Published,
            Self::Title => TableRole::Title,
            Self::Source => TableRole::Source,
            Self::Url => TableRole::Url,
        }
    }
}

/// The column with the files of a table of ours.
const FILE: &str = "file";
/// Excel shows Persian in a CSV file only behind a byte order mark.
const MARK: &str = "\u{FEFF}";

/// A table of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleCatalog {
    columns: Vec<String>,
    rows: Vec<CatalogRow>,
    layout: CatalogLayout,
    file_column: Option<usize>,
    field_columns: BTreeMap<CatalogField, usize>,
    /// The row of each article, by the name of its file.
    by_file: HashMap<String, usize>,
    faults: Vec<CatalogFinding>,
}

/// A row as it stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct CatalogRow {
    /// Where it begins, from 1; 0 for one that is in no file yet.
    line: usize,
    cells: Vec<String>,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CatalogLayout {
    delimiter: u8,
    has_mark: bool,
    has_crlf: bool,
}

/// What a table says of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CatalogEntry<'a> {
    /// When it was published, where that is certain.
    pub published: Option<civil::Date>,
    /// Its title, or nothing.
    pub title: &'a str,
    /// Who published it, or nothing.
    pub source: &'a str,
    /// Its address, or nothing.
    pub url: &'a str,
}

impl<'a> CatalogEntry<'a> {
    /// The same as metadata; what is not said is left out.
    pub fn meta(self) -> impl Iterator<Item = (&'static str, String)> + 'a {
        let day = self.published.map(|it| it.to_string()).unwrap_or_default();
        let fields = [day, self.title.to_owned(), self.source.to_owned(), self.url.to_owned()];
        let named = CatalogField::ALL.into_iter().map(CatalogField::key).zip(fields);
        named.filter(|it| !it.1.is_empty())
    }
}

/// What in a table is not certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogFinding {
    /// The line it is about, from 1; 0 for the whole table.
    pub line: usize,
    /// What it is.
    pub fault: CatalogFault,
}

/// Why a part of a table is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogFault {
    /// No column names the files of articles.
    NoFiles,
    /// These columns could all hold the days of publication, and none is called so.
    SeveralDays(Vec<String>),
    /// A cell is no day.
    NoDay(String),
    /// A cell is one day or another, by whether the month comes first.
    EitherDay(String),
    /// There is no article of this name.
    NoArticle(String),
    /// A row before it is about the same article.
    Twice(String),
    /// A row has more cells than there are columns.
    Cells {
        /// How many.
        found: usize,
        /// How many columns there are.
        expected: usize,
    },
}

impl Worded for CatalogFault {
    fn message(&self) -> Message {
        match self {
            Self::NoFiles => Message::new("catalog-no-files"),
            Self::SeveralDays(columns) => {
                Message::new("catalog-several-days").with_text("columns", &columns.join(", "))
            }
            Self::NoDay(cell) => Message::new("catalog-no-day").with_text("cell", cell),
            Self::EitherDay(cell) => Message::new("catalog-either-day").with_text("cell", cell),
            Self::NoArticle(name) => Message::new("catalog-no-article").with_text("name", name),
            Self::Twice(name) => Message::new("catalog-twice").with_text("name", name),
            Self::Cells { found, expected } => {
                Message::new("catalog-cells").with("found", *found).with("expected", *expected)
            }
        }
    }
}

impl ArticleCatalog {
    /// A table of ours without rows.
    pub fn empty() -> Self {
        let keys = CatalogField::ALL.into_iter().map(CatalogField::key);
        let field_columns = CatalogField::ALL.into_iter().zip(1..).collect();
        Self {
            columns: std::iter::once(FILE).chain(keys).map(ToOwned::to_owned).collect(),
            rows: Vec::new(),
            layout: CatalogLayout { delimiter: b',', has_mark: true, has_crlf: false },
            file_column: Some(0),
            field_columns,
            by_file: HashMap::new(),
            faults: Vec::new(),
        }
    }

    /// Reads a table, in whichever encoding, with whatever columns; `files` are the names of the articles
    /// it may speak of. What is not certain is among the [`faults`](Self::faults).
    ///
    /// Fails where it is no text.
    pub fn read(bytes: &[u8], files: &BTreeSet<&str>) -> Result<Self, FormatError> {
        let text = decoded(&Input::new(CATALOG_FILE, bytes), &mut Vec::new())?;
        let source = text.strip_prefix(MARK).unwrap_or(&text);
        let head = source.split('\n').next().unwrap_or_default();
        let layout = CatalogLayout {
            delimiter: delimiter_of(source),
            has_mark: text.len() > source.len() || bytes.starts_with(MARK.as_bytes()),
            has_crlf: head.ends_with('\r'),
        };
        let (columns, rows) = cells_of(source, layout.delimiter);
        let mut catalog = Self {
            columns,
            rows,
            layout,
            file_column: None,
            field_columns: BTreeMap::new(),
            by_file: HashMap::new(),
            faults: Vec::new(),
        };
        catalog.find_columns(files);
        catalog.find_rows(files);
        catalog.check_cells();
        Ok(catalog)
    }

    /// What in it is not certain and so not used, in order of line.
    pub fn faults(&self) -> &[CatalogFinding] {
        &self.faults
    }

    /// The columns that are none of ours, by name.
    pub fn other_columns(&self) -> impl Iterator<Item = &str> {
        let used = |at: usize| {
            self.file_column == Some(at) || self.field_columns.values().any(|it| *it == at)
        };
        let columns = self.columns.iter().enumerate();
        columns.filter(move |it| !used(it.0) && !it.1.is_empty()).map(|it| it.1.as_str())
    }

    /// The name of the column with this, where there is one.
    pub fn column_of(&self, field: CatalogField) -> Option<&str> {
        let at = *self.field_columns.get(&field)?;
        self.columns.get(at).map(String::as_str)
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True for a table without rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What it says of the article in the file of this name.
    pub fn entry(&self, file: &str) -> CatalogEntry<'_> {
        let Some(&row) = self.by_file.get(file) else { return CatalogEntry::default() };
        let cell = |field| self.cell(row, field);
        CatalogEntry {
            published: day_of_cell(cell(CatalogField::Published)).ok().flatten(),
            title: cell(CatalogField::Title),
            source: cell(CatalogField::Source),
            url: cell(CatalogField::Url),
        }
    }

    /// What stands in a cell, without the spaces around it.
    fn cell(&self, row: usize, field: CatalogField) -> &str {
        let at = self.field_columns.get(&field);
        let cell = at.and_then(|&at| self.rows.get(row)?.cells.get(at));
        cell.map_or("", |it| it.trim())
    }

    fn set(&mut self, file: &str, field: CatalogField, value: &str) {
        let file_column = self.file_column.unwrap_or_else(|| self.add_column(FILE));
        self.file_column = Some(file_column);
        let known = self.field_columns.get(&field).copied();
        let column = known.unwrap_or_else(|| {
            let at = self.add_column(field.key());
            self.field_columns.insert(field, at);
            at
        });
        let known = self.by_file.get(file).copied();
        let row = known.unwrap_or_else(|| {
            let mut row = CatalogRow::default();
            row.set(file_column, file);
            self.rows.push(row);
            self.by_file.insert(file.to_owned(), self.rows.len() - 1);
            self.rows.len() - 1
        });
        if let Some(row) = self.rows.get_mut(row) {
            row.set(column, value);
        }
    }

    fn add_column(&mut self, name: &str) -> usize {
        self.columns.push(name.to_owned());
        self.columns.len() - 1
    }

    /// As a file: columns, rows, delimiter and line ends as they were read, in UTF-8.
    pub fn bytes(&self) -> Vec<u8> {
        let end =
            if self.layout.has_crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.layout.delimiter)
            .terminator(end)
            .flexible(true)
            .from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _infallible = writer.write_record(&self.columns);
        for row in &self.rows {
            let missing = self.columns.len().saturating_sub(row.cells.len());
            let missing = std::iter::repeat_n("", missing);
            let _infallible =
                writer.write_record(row.cells.iter().map(String::as_str).chain(missing));
        }
        let table = writer.into_inner().unwrap_or_default();
        let mark = if self.layout.has_mark { MARK } else { "" };
        [mark.as_bytes(), &table].concat()
    }

    /// Finds the columns: by the names that ours have, by what they are called elsewhere, and the files
    /// and the days also by what stands in the cells.
    fn find_columns(&mut self, files: &BTreeSet<&str>) {
        let names: Vec<String> = self.columns.iter().map(|it| normal(it)).collect();
        let mut taken: Vec<usize> = Vec::new();
        let mut by_name = |known: &[&str]| {
            let at = known.iter().find_map(|known| {
                let known = normal(known);
                (0..names.len()).find(|at| !taken.contains(at) && names.get(*at) == Some(&known))
            });
            taken.extend(at);
            at
        };
        self.file_column = by_name(&[FILE]);
        for field in CatalogField::ALL {
            let called = names_of(field.role()).iter().map(String::as_str);
            let at = by_name(&std::iter::once(field.key()).chain(called).collect::<Vec<_>>());
            self.field_columns.extend(at.map(|at| (field, at)));
        }
        let stems = Stems::of(files);
        let names_files = |at: &usize| {
            let cells = self.filled_cells(*at);
            let (all, known) = cells.fold((0_usize, 0_usize), |(all, known), it| {
                (all + 1, known + usize::from(stems.file_of(it).is_some()))
            });
            known > 0 && known * 10 >= all * 8
        };
        if self.file_column.is_none() {
            let file_names = names_of(TableRole::File).iter().map(String::as_str);
            let named = by_name(&file_names.collect::<Vec<_>>());
            let free = (0..self.columns.len()).filter(|at| !taken.contains(at));
            let by_cells: Vec<usize> = free.filter(names_files).collect();
            self.file_column =
                named.or(if let [only] = by_cells.as_slice() { Some(*only) } else { None });
            taken.extend(self.file_column);
        }
        if !self.field_columns.contains_key(&CatalogField::Published) {
            let free = (0..self.columns.len()).filter(|at| !taken.contains(at));
            let holds_days = |at: &usize| {
                let mut cells = self.filled_cells(*at).peekable();
                cells.peek().is_some() && cells.all(|it| matches!(day_of_cell(it), Ok(Some(_))))
            };
            let days: Vec<usize> = free.filter(holds_days).collect();
            match days.as_slice() {
                [] => {}
                [only] => {
                    self.field_columns.insert(CatalogField::Published, *only);
                }
                several => {
                    let name = |at: &usize| self.columns.get(*at).cloned();
                    let fault =
                        CatalogFault::SeveralDays(several.iter().filter_map(name).collect());
                    self.faults.push(CatalogFinding { line: 1, fault });
                }
            }
        }
        if self.file_column.is_none() && !self.rows.is_empty() {
            self.faults.push(CatalogFinding { line: 1, fault: CatalogFault::NoFiles });
        }
    }

    fn filled_cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |it| it.cells.get(column));
        cells.map(|it| it.trim()).filter(|it| !it.is_empty())
    }

    /// Finds the article that each row is about.
    fn find_rows(&mut self, files: &BTreeSet<&str>) {
        let Some(column) = self.file_column else { return };
        let stems = Stems::of(files);
        for (at, row) in self.rows.iter().enumerate() {
            let cell = row.cells.get(column).map_or("", |it| it.trim());
            if cell.is_empty() {
                continue;
            }
            let fault = match stems.file_of(cell) {
                None => CatalogFault::NoArticle(cell.to_owned()),
                Some(file) if self.by_file.contains_key(file) => {
                    CatalogFault::Twice(cell.to_owned())
                }
                Some(file) => {
                    self.by_file.insert(file.to_owned(), at);
                    continue;
                }
            };
            self.faults.push(CatalogFinding { line: row.line, fault });
        }
    }

    /// Notes the cells that are no days, and the rows that are too long.
    fn check_cells(&mut self) {
        let expected = self.columns.len();
        let column = self.field_columns.get(&CatalogField::Published).copied();
        for row in &self.rows {
            let found = row.cells.len();
            if found > expected {
                let fault = CatalogFault::Cells { found, expected };
                self.faults.push(CatalogFinding { line: row.line, fault });
            }
            let cell = column.and_then(|at| row.cells.get(at)).map_or("", |it| it.trim());
            if let Err(fault) = day_of_cell(cell) {
                self.faults.push(CatalogFinding { line: row.line, fault });
            }
        }
        self.faults.sort_by_key(|it| it.line);
    }
}

impl CatalogRow {
    fn set(&mut self, column: usize, value: &str) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            value.clone_into(cell);
        }
    }
}

/// The files of articles, found by their names and by what stands before the extension.
struct Stems<'a> {
    files: &'a BTreeSet<&'a str>,
    /// `None` for one that several files have.
    by_stem: HashMap<&'a str, Option<&'a str>>,
}

impl<'a> Stems<'a> {
    fn of(files: &'a BTreeSet<&'a str>) -> Self {
        let mut by_stem = HashMap::new();
        for file in files {
            let only = by_stem.entry(stem_of(file)).or_insert(Some(*file));
            if *only != Some(*file) {
                *only = None;
            }
        }
        Self { files, by_stem }
    }

    /// The article that a cell means: its file, a page it was taken out of, or its name alone.
    fn file_of(&self, cell: &str) -> Option<&'a str> {
        let cell = cell.trim();
        let cell = cell.strip_prefix("./").unwrap_or(cell);
        if let Some(file) = self.files.get(cell) {
            return Some(file);
        }
        let by = |stem: &str| self.by_stem.get(stem).copied().flatten();
        by(cell).or_else(|| by(stem_of(cell)))
    }
}

fn stem_of(file: &str) -> &str {
    Path::new(file).file_stem().and_then(|it| it.to_str()).unwrap_or(file)
}

/// The columns of a table and its rows; a row may have more or fewer cells than there are columns.
fn cells_of(source: &str, delimiter: u8) -> (Vec<String>, Vec<CatalogRow>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(source.as_bytes());
    let mut rows = reader.records().filter_map(Result::ok).map(|record| CatalogRow {
        line: record.position().map_or(0, |it| usize::try_from(it.line()).unwrap_or(0)),
        cells: record.iter().map(ToOwned::to_owned).collect(),
    });
    let columns = rows.next().map(|it| it.cells).unwrap_or_default();
    (columns.iter().map(|it| it.trim().to_owned()).collect(), rows.collect())
}

/// The day in a cell, in either calendar; none in an empty one.
///
/// Fails for a cell that is no day, or could be two.
fn day_of_cell(cell: &str) -> Result<Option<civil::Date>, CatalogFault> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let latin = |c: char| digit_value(c).and_then(|it| char::from_digit(it, 10)).unwrap_or(c);
    let plain: String = cell.chars().map(latin).collect();
    // The day of a moment depends on where it is read.
    if let Some(day) = Timezone::default().day_of_moment(&plain) {
        return Ok(Some(day));
    }
    if let [(_, day)] = days_in_numbers(&plain).as_slice() {
        return Ok(Some(*day));
    }
    let is_numbers = !plain.contains(char::is_alphabetic);
    let day = published_on(&plain, Timezone::default());
    match day {
        Some(_) if is_numbers && plain.contains(['/', '-', '.']) => {
            Err(CatalogFault::EitherDay(cell.to_owned()))
        }
        Some(day) => Ok(Some(day)),
        None => Err(CatalogFault::NoDay(cell.to_owned())),
    }
}
