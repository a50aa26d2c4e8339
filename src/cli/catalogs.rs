//! The tables of articles in the folders that a verb reads.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    path::{Path, PathBuf},
};

use jiff::civil;

use super::Failure;
use crate::{dataset::FolderCatalog, store::ArticleFolder};

/// The tables of articles that were read, each once.
#[derive(Debug, Default)]
pub(super) struct Catalogs(BTreeMap<PathBuf, FolderCatalog>);

impl Catalogs {
    /// The table of the folder of the article at `path`; an empty one where there is none.
    pub(super) fn beside(&mut self, path: &Path) -> Result<&FolderCatalog, Failure> {
        // Named as the articles are, so that they are found to be in its folder.
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(match self.0.entry(folder) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(free) => {
                let names = || {
                    let listed = ArticleFolder::open(&parent(path))?.articles;
                    Ok(listed.into_iter().map(|it| it.name).collect())
                };
                let catalog = FolderCatalog::of(free.key(), names)?;
                free.insert(catalog)
            }
        })
    }

    /// The same, where it was read already.
    pub(super) fn known(&self, path: &Path) -> Option<&FolderCatalog> {
        self.0.get(path.parent()?)
    }

    /// Every table that was read and is there, in order of folder.
    pub(super) fn all(&self) -> impl Iterator<Item = &FolderCatalog> {
        self.0.values().filter(|it| it.is_there())
    }

    /// When the table says that the article at `path` was published.
    pub(super) fn published(&mut self, path: &Path) -> Result<Option<civil::Date>, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(self.beside(path)?.catalog().entry(&name).published)
    }
}

/// The folder that a file is in.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
