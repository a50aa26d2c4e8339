//! The table of a folder's articles, `articles.csv`: read where it is there, written where it is as it
//! was read.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::SystemTime,
};

use jiff::civil;

use super::{Refusal, set_missing_meta};
use crate::{
    formats::{ArticleCatalog, CATALOG_FILE},
    model::Document,
    store::{self, Disk as _, RealDisk, StoreError},
};

/// The table of the articles in a folder, and its file.
#[derive(Clone, Debug)]
pub struct FolderCatalog {
    path: PathBuf,
    catalog: ArticleCatalog,
    /// What lies at `path`; `None` where nothing does.
    bytes: Option<Vec<u8>>,
    /// How long it was and when it was written, to see when it is another.
    stamp: Option<FileStamp>,
    /// True where a copy of what somebody else wrote was kept, or none is needed.
    is_kept: bool,
}

/// How long a file is, and when it was written where the system says.
type FileStamp = (u64, Option<SystemTime>);

impl FolderCatalog {
    /// The table in `folder`; an empty one where there is none. `names` lists the files of the folder's
    /// articles, which takes long where there are many, and is asked only where there is a table.
    ///
    /// Fails when it is there and can't be read.
    pub fn of(
        folder: &Path,
        names: impl FnOnce() -> Result<Vec<String>, StoreError>,
    ) -> Result<Self, Refusal> {
        let path = folder.join(CATALOG_FILE);
        let stamp = stamp_of(&path);
        let Some(bytes) = read(&path)? else {
            let catalog = ArticleCatalog::empty();
            return Ok(Self { path, catalog, bytes: None, stamp, is_kept: true });
        };
        let names = names()?;
        let files = names.iter().map(String::as_str).collect();
        let catalog = ArticleCatalog::read(&bytes, &files).map_err(Refusal::Format)?;
        let is_kept = bytes == catalog.bytes();
        Ok(Self { path, catalog, bytes: Some(bytes), stamp, is_kept })
    }

    /// The table.
    pub fn catalog(&self) -> &ArticleCatalog {
        &self.catalog
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// True where the folder has one.
    pub fn is_there(&self) -> bool {
        self.bytes.is_some()
    }

    /// True where the file does not look like the one that was read.
    pub fn is_outdated(&self) -> bool {
        stamp_of(&self.path) != self.stamp
    }

    /// When it says that the article at `path` was published; of one of another folder it says nothing.
    pub fn published(&self, path: &Path) -> Option<civil::Date> {
        let name = path.file_name()?.to_string_lossy();
        self.catalog.entry(&name).published.filter(|_| path.parent() == self.path.parent())
    }

    /// What it says of the article at `path` becomes what `document` says, where that says nothing
    /// itself; of an article of another folder it says nothing.
    pub fn complete(&self, document: &mut Document, path: &Path) {
        if path.parent() != self.path.parent() {
            return;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for (key, value) in self.catalog.entry(&name).meta() {
            set_missing_meta(document, key, &value);
        }
    }

    /// What lies there, as it was read; `None` where nothing does.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }

    /// Keeps a copy of a table that somebody else laid out, before it is written over.
    pub(super) fn keep_foreign(&self) -> Result<(), StoreError> {
        match self.bytes.as_ref().filter(|_| !self.is_kept) {
            Some(there) => store::keep_aside(&self.path, there),
            None => Ok(()),
        }
    }

    /// Writes another table in its place, and says what lay there. One that was laid out by somebody else
    /// is kept in the folder of the program's own files.
    ///
    /// Fails when the file is not the one that was read, and when the system refuses.
    pub fn replace(&mut self, catalog: ArticleCatalog) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = catalog.bytes();
        self.keep_foreign()?;
        store::replace_file(&self.path, self.bytes.as_deref(), &bytes)?;
        self.is_kept = true;
        self.catalog = catalog;
        self.stamp = stamp_of(&self.path);
        Ok(self.bytes.replace(bytes))
    }

    /// Puts back what lay there before a [`replace`](Self::replace), and says what lies there now.
    ///
    /// Fails as that does, and where it can't be read any more.
    pub fn put_back(
        &mut self,
        before: Option<Vec<u8>>,
        files: &BTreeSet<&str>,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        let catalog = match &before {
            Some(bytes) => ArticleCatalog::read(bytes, files).map_err(Refusal::Format)?,
            None => ArticleCatalog::empty(),
        };
        let bytes = before.clone().unwrap_or_default();
        store::replace_file(&self.path, self.bytes.as_deref(), &bytes)?;
        if before.is_none() {
            store::remove_file(&self.path)?;
        }
        self.catalog = catalog;
        self.stamp = stamp_of(&self.path);
        Ok(std::mem::replace(&mut self.bytes, before))
    }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match store::read_files(path) {
        Err(error) if error.is_not_found() => Ok(None),
        result => Ok(result?.into_iter().next().map(|it| it.1)),
    }
}

fn stamp_of(path: &Path) -> Option<FileStamp> {
    RealDisk.stat(path).ok().map(|it| (it.len, it.modified))
}
