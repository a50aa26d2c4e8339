//! What a dataset says of its articles, for the table beside them: there it reaches every analyst.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{FolderCatalog, Refusal};
use crate::{
    formats::{CatalogCell, CatalogField, ImportedDocument},
    messages::{Message, Worded},
    store::{self, ImportStage, StoreError},
};

/// What the table of a folder gets of a dataset that comes into it.
#[derive(Debug)]
pub(super) struct TableAdditions {
    table: FolderCatalog,
    cells: Vec<CatalogCell>,
    /// How much it is.
    pub(super) counts: TableAdditionCounts,
}

/// How much the table of a folder gets of a dataset, and what it does not get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableAdditionCounts {
    /// Days of publication.
    pub days: usize,
    /// Titles, sources and addresses.
    pub details: usize,
    /// Articles of which the table has another day already, which stays.
    pub other_days: usize,
    /// Articles of which the dataset has several days.
    pub several_days: usize,
}

/// One thing to say of what a table gets of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRemark {
    /// What it gets.
    Adds {
        /// Days of publication.
        days: usize,
        /// Titles, sources and addresses.
        details: usize,
    },
    /// So many articles have another day in it, which stays.
    KeepsDays(usize),
    /// So many articles have several days in the dataset, of which it gets none.
    SeveralDays(usize),
}

impl TableAdditionCounts {
    /// What there is to say of it.
    pub fn remarks(self) -> Vec<TableRemark> {
        let Self { days, details, other_days, several_days } = self;
        let adds = (days + details > 0).then_some(TableRemark::Adds { days, details });
        let keeps = (other_days > 0).then_some(TableRemark::KeepsDays(other_days));
        let several = (several_days > 0).then_some(TableRemark::SeveralDays(several_days));
        [adds, keeps, several].into_iter().flatten().collect()
    }
}

impl Worded for TableRemark {
    fn message(&self) -> Message {
        match *self {
            Self::Adds { days, details } => {
                Message::new("import-table-adds").with("days", days).with("details", details)
            }
            Self::KeepsDays(n) => Message::new("import-table-keeps").with("n", n),
            Self::SeveralDays(n) => Message::new("import-table-several").with("n", n),
        }
    }
}

impl TableAdditions {
    /// What the table of `to` lacks and `documents` say, all analysts' alike; of articles that nobody gives a
    /// day, `published`.
    ///
    /// Fails when the table can't be read.
    pub(super) fn of(
        to: &Path,
        documents: &[ImportedDocument],
        published: Option<&str>,
    ) -> Result<Self, Refusal> {
        let mut articles: BTreeMap<String, Vec<&ImportedDocument>> = BTreeMap::new();
        for it in documents {
            articles.entry(format!("{}.txt", it.document.id())).or_default().push(it);
        }
        // A table may be there before the articles it speaks of.
        let names = || {
            let mut names = store::list_files(to)?;
            names.extend(articles.keys().cloned());
            Ok(names)
        };
        let table = FolderCatalog::of(to, names)?;
        let (mut cells, mut counts) = (Vec::new(), TableAdditionCounts::default());
        for (file, documents) in &articles {
            for field in CatalogField::ALL {
                let is_day = field == CatalogField::Published;
                let said = documents.iter().map(|it| it.document.meta_value(field.key()));
                let mut said: BTreeSet<&str> = said.filter(|it| !it.is_empty()).collect();
                said.extend(published.filter(|_| is_day && said.is_empty()));
                let [words] = said.iter().copied().collect::<Vec<_>>()[..] else {
                    counts.several_days += usize::from(is_day && said.len() > 1);
                    continue;
                };
                if let Some(cell) = table.catalog().filled(file, field, words) {
                    counts.days += usize::from(is_day);
                    counts.details += usize::from(!is_day);
                    cells.push(cell);
                } else if is_day {
                    let has = table.catalog().entry(file).published.map(|it| it.to_string());
                    counts.other_days += usize::from(has.is_some_and(|it| it != words));
                }
            }
        }
        Ok(Self { table, cells, counts })
    }

    /// True where the table has a day for the article in the file of this name.
    pub(super) fn has_day(&self, file: &str) -> bool {
        self.table.catalog().entry(file).published.is_some()
    }

    /// Stages the table with all of it. One that somebody else laid out is kept aside.
    ///
    /// Fails when the system refuses.
    pub(super) fn write(&self, stage: &ImportStage) -> Result<(), StoreError> {
        if self.cells.is_empty() {
            return Ok(());
        }
        self.table.keep_foreign()?;
        let after = self.table.catalog().with_cells(&self.cells);
        stage.write_table(self.table.bytes(), &after.bytes())
    }
}
