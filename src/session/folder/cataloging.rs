//! The table of the folder's articles, `articles.csv`: what it says is used, and many of its cells are
//! written at once.

use std::path::{Path, PathBuf};

use crate::{
    formats::{ArticleCatalog, CatalogField, CatalogFill, CatalogPlan},
    recognize::Context,
    session::{NoticeKind, OpenFolder, Reason, Session},
};

/// What is done to the table of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogAction {
    /// Write the cells that [`catalog_plan`](Session::catalog_plan) said, as one step.
    Fill(CatalogPlan),
    /// Take the last change of the table back.
    Undo,
    /// Make it again.
    Redo,
}

impl Session {
    /// The table of the articles in the folder: of the open folder, else of the open article's. Empty where
    /// the folder has none; `None` where nothing is open, or it can't be read.
    pub fn catalog(&self) -> Option<&ArticleCatalog> {
        self.workspace.catalog.table().map(|it| it.catalog())
    }

    /// What a change of the table would do; [`CatalogAction::Fill`] does it.
    ///
    /// Refused where no folder is open, or nothing would change.
    pub fn catalog_plan(&self, fill: &CatalogFill) -> Result<CatalogPlan, Reason> {
        let (folder, catalog) = self.open_catalog()?;
        let names: Vec<String> = folder.iter().filter_map(|it| file_name(it)).collect();
        Ok(catalog.plan(fill, names.iter().map(String::as_str)))
    }

    /// Whether the last change of the table can be taken back.
    pub fn may_undo_catalog(&self) -> Result<(), Reason> {
        let can_undo = self.workspace.catalog.can_undo();
        if can_undo { Ok(()) } else { Err(Reason::NothingToUndo) }
    }

    /// Whether it can be made again.
    pub fn may_redo_catalog(&self) -> Result<(), Reason> {
        let can_redo = self.workspace.catalog.can_redo();
        if can_redo { Ok(()) } else { Err(Reason::NothingToRedo) }
    }

    /// The articles that the table is about, and the table.
    fn open_catalog(&self) -> Result<(Vec<PathBuf>, &ArticleCatalog), Reason> {
        let catalog = self.catalog().ok_or(Reason::NoFolder)?;
        let open = self.workspace.folder.as_ref();
        let is_it = |it: &&OpenFolder| it.path() == self.workspace.catalog.folder();
        let rows = match open.filter(is_it) {
            Some(folder) => folder.present().map(|it| it.path().to_owned()).collect(),
            None => self.article_path().into_iter().map(Path::to_owned).collect(),
        };
        Ok((rows, catalog))
    }

    pub(in crate::session) fn perform_catalog(&mut self, action: CatalogAction) {
        let done = match action {
            CatalogAction::Fill(plan) => self.fill_catalog(&plan),
            CatalogAction::Undo => match self.may_undo_catalog() {
                Ok(()) => self.workspace.catalog.undo().map_err(NoticeKind::CatalogNotWritten),
                Err(reason) => Err(NoticeKind::Refused(reason)),
            },
            CatalogAction::Redo => match self.may_redo_catalog() {
                Ok(()) => self.workspace.catalog.redo().map_err(NoticeKind::CatalogNotWritten),
                Err(reason) => Err(NoticeKind::Refused(reason)),
            },
        };
        match done {
            Ok(()) => self.follow_catalog(),
            Err(notice) => self.post_notice(notice, []),
        }
    }

    fn fill_catalog(&mut self, plan: &CatalogPlan) -> Result<(), NoticeKind> {
        if plan.cells.is_empty() {
            return Err(NoticeKind::Refused(Reason::NothingToWrite));
        }
        let catalog = self.catalog().ok_or(NoticeKind::Refused(Reason::NoFolder))?;
        let catalog = catalog.with_cells(&plan.cells);
        let written = self.workspace.catalog.change(catalog);
        written.map_err(|it| NoticeKind::CatalogNotWritten(it.into()))?;
        let to = self.workspace.catalog.table().map(|it| it.path().to_owned());
        let cells = plan.cells.len();
        self.post_notice(NoticeKind::CatalogWritten { cells, to: to.unwrap_or_default() }, []);
        Ok(())
    }

    /// Uses the table of `folder`, where it is not in use as it lies there.
    pub(in crate::session) fn enter_catalog(&mut self, folder: &Path) {
        if self.read_catalog(folder) {
            let _first_known = self.refresh_days();
        }
    }

    /// Reads the table of `folder`, where it is not in use as it lies there; true where it was read anew.
    fn read_catalog(&mut self, folder: &Path) -> bool {
        match self.workspace.catalog.enter(folder) {
            Ok(is_new) => {
                self.notices.forget(|it| matches!(it, NoticeKind::CatalogNotRead(_)));
                if is_new {
                    self.report_catalog();
                }
                is_new
            }
            Err(why) => {
                self.post_notice(NoticeKind::CatalogNotRead(why), []);
                false
            }
        }
    }

    /// Says what of a table is not certain, and where another's columns are.
    fn report_catalog(&mut self) {
        self.notices.forget(|it| {
            matches!(it, NoticeKind::CatalogUncertain { .. } | NoticeKind::CatalogColumns { .. })
        });
        let Some(table) = self.workspace.catalog.table().filter(|it| it.is_there()) else { return };
        let (path, catalog) = (table.path().to_owned(), table.catalog());
        let others: Vec<String> = catalog.other_columns().map(ToOwned::to_owned).collect();
        let column = |it: CatalogField| catalog.column_of(it).map(ToOwned::to_owned);
        let columns = (!others.is_empty()).then(|| NoticeKind::CatalogColumns {
            used: CatalogField::ALL.into_iter().filter_map(column).collect(),
            others,
        });
        let first = catalog.faults().first().cloned();
        let count = catalog.faults().len();
        let uncertain = first.map(|first| NoticeKind::CatalogUncertain { path, count, first });
        for notice in columns.into_iter().chain(uncertain) {
            self.post_notice(notice, []);
        }
    }

    /// Takes what the table says of the open article.
    pub(in crate::session) fn follow_catalog(&mut self) {
        let mut others = self.refresh_days();
        let open = self.article_path().map(Path::to_owned);
        others.retain(|it| Some(it) != open.as_ref());
        self.notices.forget(|it| matches!(it, NoticeKind::OtherDaysInTable(_)));
        if !others.is_empty() {
            self.post_notice(NoticeKind::OtherDaysInTable(others.len()), []);
        }
        let Some(path) = open else { return };
        let day = self.workspace.catalog.published(&path);
        let then = self.context();
        if self.editor.as_mut().is_some_and(|it| it.set_catalogued(day)) {
            self.recount_dates(then);
            self.look_for_suggestions();
        }
    }

    /// Dates that were accepted are counted from the day that the table says now, where they may be changed.
    fn recount_dates(&mut self, then: Context) {
        if self.may_write().is_err() {
            return;
        }
        let count = self.editor.as_mut().map_or(0, |it| it.recount_dates(then));
        if count > 0 {
            self.post_notice(NoticeKind::DatesRecounted(count), []);
            self.journal_steps();
        }
    }

    /// The table was changed by another program.
    pub(in crate::session) fn on_catalog_changed(&mut self) {
        let folder = self.workspace.catalog.folder().to_owned();
        self.read_catalog(&folder);
        self.follow_catalog();
    }

    /// Takes the days that the table says into the list of articles; gives back the articles with work on them
    /// to which it gives another day than before.
    pub(super) fn refresh_days(&mut self) -> Vec<PathBuf> {
        let table = self.workspace.catalog.table().cloned();
        let is_its = self.workspace.catalog.folder();
        let folder = self.workspace.folder.as_mut().filter(|it| it.path() == is_its);
        let others = folder.map(|it| it.take_catalog(table.as_deref())).unwrap_or_default();
        self.weigh_articles();
        others
    }
}

fn file_name(path: &Path) -> Option<String> {
    path.file_name().map(|it| it.to_string_lossy().into_owned())
}
