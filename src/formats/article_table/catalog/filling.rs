//! Changing many cells of the table at once: which articles, where the words come from, and what would change.

use std::collections::BTreeSet;

use jiff::civil;

use super::{ArticleCatalog, CatalogField, NamePattern, day_of_cell, stem_of};
use crate::recognize::date::day_of_name;

/// Which articles a change is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChoice {
    /// Every one.
    All,
    /// Those whose names are so.
    Named(NamePattern),
    /// These, by the names of their files.
    These(BTreeSet<String>),
}

/// Where the cells of a change come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellSource {
    /// The same words for all; nothing empties the cells.
    Words(String),
    /// The day in the name of each file: where the pattern has it, else wherever it stands.
    FileName,
    /// Another column of the table.
    Column(String),
}

/// What becomes of cells that hold something already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilledCells {
    /// They stay.
    #[default]
    Keep,
    /// They are written anew.
    Replace,
}

/// A change of many cells of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogFill {
    /// Of which articles.
    pub files: FileChoice,
    /// Which column.
    pub field: CatalogField,
    /// What is written.
    pub from: CellSource,
    /// What becomes of cells that hold something.
    pub filled: FilledCells,
}

/// What a change would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogPlan {
    /// The cells that change, in order of file.
    pub cells: Vec<CatalogCell>,
    /// Articles that were chosen and for which nothing certain was found to write.
    pub unread: Vec<String>,
    /// How many cells stay, since they hold something already.
    pub kept: usize,
}

/// A cell that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogCell {
    /// The name of the article's file.
    pub file: String,
    /// What is said of it.
    pub field: CatalogField,
    /// What stands there.
    pub before: String,
    /// What will stand there.
    pub after: String,
}

impl ArticleCatalog {
    /// The change of an empty cell to `words`; `None` where something stands in it, and for words that are
    /// certainly none of the field's.
    pub fn filled(&self, file: &str, field: CatalogField, words: &str) -> Option<CatalogCell> {
        let row = self.by_file.get(file).copied();
        let before = row.map_or("", |row| self.cell(row, field)).to_owned();
        let after = written_as(field, words).filter(|it| before.is_empty() && !it.is_empty())?;
        Some(CatalogCell { file: file.to_owned(), field, before, after })
    }

    /// What `fill` would do for the articles in `files`.
    pub fn plan<'a>(
        &self,
        fill: &CatalogFill,
        files: impl IntoIterator<Item = &'a str>,
    ) -> CatalogPlan {
        let mut plan = CatalogPlan::default();
        let column = match &fill.from {
            CellSource::Column(name) => self.columns.iter().position(|it| it == name),
            CellSource::Words(_) | CellSource::FileName => None,
        };
        for file in files.into_iter().filter(|it| fill.files.has(it)) {
            let row = self.by_file.get(file).copied();
            let before = row.map_or("", |row| self.cell(row, fill.field)).to_owned();
            if !before.is_empty() && fill.filled == FilledCells::Keep {
                plan.kept += 1;
                continue;
            }
            let after = match &fill.from {
                CellSource::Words(words) => Some(words.clone()),
                CellSource::FileName => fill.files.day_in(file).map(|it| it.to_string()),
                CellSource::Column(_) => {
                    column.and_then(|at| self.rows.get(row?)?.cells.get(at)).cloned()
                }
            };
            match after.and_then(|it| written_as(fill.field, &it)) {
                Some(after) if after == before => {}
                Some(after) => {
                    let (file, field) = (file.to_owned(), fill.field);
                    plan.cells.push(CatalogCell { file, field, before, after });
                }
                None => plan.unread.push(file.to_owned()),
            }
        }
        plan
    }

    /// The same with these cells, and rows for articles that had none; everything else stays.
    #[must_use]
    pub fn with_cells(&self, cells: &[CatalogCell]) -> Self {
        let mut after = self.clone();
        for cell in cells {
            after.set(&cell.file, cell.field, &cell.after);
        }
        after.faults.clear();
        after.check_cells();
        after
    }
}

impl FileChoice {
    /// True for the file of this name.
    pub fn has(&self, file: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(pattern) => pattern.matches(file),
            Self::These(files) => files.contains(file),
        }
    }

    /// The day in the name of a file.
    fn day_in(&self, file: &str) -> Option<civil::Date> {
        match self {
            Self::Named(pattern) if pattern.has_day() => pattern.day_in(file),
            Self::All | Self::Named(_) | Self::These(_) => day_of_name(stem_of(file)),
        }
    }
}

/// What is written into a cell: days in one form, other words as they are; `None` for what is no day.
fn written_as(field: CatalogField, words: &str) -> Option<String> {
    let words = words.trim();
    match field {
        CatalogField::Published if !words.is_empty() => {
            day_of_cell(words).ok().flatten().map(|it| it.to_string())
        }
        CatalogField::Published
        | CatalogField::Title
        | CatalogField::Source
        | CatalogField::Url => Some(words.to_owned()),
    }
}
