//! What the folders that a verb reads say of their articles: their tables, and who works on what. Each is read
//! once.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil;

use super::{
    Failure, out,
    walking::{articles, parent},
};
use crate::{
    compare::TaskPlan,
    dataset::FolderCatalog,
    store::{self, ArticleFolder},
};

/// The tables of articles that were read, each once.
#[derive(Debug, Default)]
pub(super) struct Catalogs(BTreeMap<PathBuf, FolderCatalog>);

impl Catalogs {
    /// Those beside the articles that `paths` lead to.
    pub(super) fn of(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut catalogs = Self::default();
        for path in articles(paths)? {
            catalogs.beside(&path)?;
        }
        Ok(catalogs)
    }

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

/// Who works on what, by folder; read once each.
#[derive(Debug, Default)]
pub(super) struct FolderTasks(BTreeMap<PathBuf, Arc<TaskPlan>>);

impl FolderTasks {
    /// The plan of an article's folder: the usual one where nothing was divided. One that can't be read
    /// is reported, once.
    pub(super) fn of(&mut self, article: &Path) -> &Arc<TaskPlan> {
        let folder = parent(article);
        let read = |folder: &Path| match store::tasks_of(folder) {
            Ok(plan) => plan.unwrap_or_default(),
            Err(why) => {
                out::remark(&why);
                TaskPlan::default()
            }
        };
        self.0.entry(folder.clone()).or_insert_with(|| Arc::new(read(&folder)))
    }
}
