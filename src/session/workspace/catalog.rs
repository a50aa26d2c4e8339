//! The table of the articles in the folder that is worked in, and its own undo.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil;

use crate::{
    dataset::{FolderCatalog, Refusal},
    formats::ArticleCatalog,
    store::{ArticleFolder, StoreError},
};

/// How many changes of the table can be undone. A step is the whole file.
const MOST_STEPS: usize = 30;

/// The table of the folder.
#[derive(Debug, Default)]
pub(crate) struct OpenCatalog {
    folder: PathBuf,
    table: Option<Arc<FolderCatalog>>,
    /// What lay there before each change, and after each that was undone; `None` for no file.
    done: Vec<Option<Vec<u8>>>,
    undone: Vec<Option<Vec<u8>>>,
}

impl OpenCatalog {
    /// The table of the folder; none where nothing is open, or it can't be read.
    pub(crate) fn table(&self) -> Option<&Arc<FolderCatalog>> {
        self.table.as_ref()
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// When it says that the article at `path` was published.
    pub(crate) fn published(&self, path: &Path) -> Option<civil::Date> {
        self.table.as_ref()?.published(path)
    }

    /// Uses the table of `folder`; true where it was read anew.
    ///
    /// Fails when it is there and can't be read; none is used then.
    pub(crate) fn enter(&mut self, folder: &Path) -> Result<bool, Refusal> {
        let is_same = self.folder == folder;
        if is_same && self.table.as_ref().is_some_and(|it| !it.is_outdated()) {
            return Ok(false);
        }
        if !is_same {
            *self = Self { folder: folder.to_owned(), ..Self::default() };
        }
        // What was changed here can't be undone over what somebody else wrote.
        (self.done, self.undone) = (Vec::new(), Vec::new());
        self.table = None;
        self.table = Some(Arc::new(FolderCatalog::of(folder, || names_in(folder))?));
        Ok(true)
    }

    /// Reads the table again, which names articles that were not there.
    pub(crate) fn follow_names(&mut self) {
        let folder = &self.folder;
        if self.table.as_ref().is_some_and(|it| it.is_there() && !it.is_outdated())
            && let Ok(table) = FolderCatalog::of(folder, || names_in(folder))
        {
            self.table = Some(Arc::new(table));
        }
    }

    /// Writes another table.
    ///
    /// Fails when the file is not the one that was read, and when the system refuses.
    pub(crate) fn change(&mut self, catalog: ArticleCatalog) -> Result<(), StoreError> {
        let Some(table) = &mut self.table else { return Ok(()) };
        let before = Arc::make_mut(table).replace(catalog)?;
        self.done.push(before);
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
        self.undone.clear();
        Ok(())
    }

    /// True where a change can be taken back.
    pub(crate) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// True where one can be made again.
    pub(crate) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last change back.
    ///
    /// Fails as [`change`](Self::change) does.
    pub(crate) fn undo(&mut self) -> Result<(), Refusal> {
        let Some(before) = self.done.last().cloned() else { return Ok(()) };
        let now = self.put(before)?;
        self.done.pop();
        self.undone.push(now);
        Ok(())
    }

    /// Makes it again.
    ///
    /// Fails as [`change`](Self::change) does.
    pub(crate) fn redo(&mut self) -> Result<(), Refusal> {
        let Some(after) = self.undone.last().cloned() else { return Ok(()) };
        let now = self.put(after)?;
        self.undone.pop();
        self.done.push(now);
        Ok(())
    }

    fn put(&mut self, bytes: Option<Vec<u8>>) -> Result<Option<Vec<u8>>, Refusal> {
        let names = names_in(&self.folder)?;
        let Some(table) = &mut self.table else { return Ok(None) };
        Arc::make_mut(table).put_back(bytes, &borrowed(&names))
    }
}

/// The names of the files of the articles in a folder.
fn names_in(folder: &Path) -> Result<Vec<String>, StoreError> {
    Ok(ArticleFolder::open(folder)?.articles.into_iter().map(|it| it.name).collect())
}

fn borrowed(names: &[String]) -> BTreeSet<&str> {
    names.iter().map(String::as_str).collect()
}
