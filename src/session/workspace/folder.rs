//! A folder of articles being worked through.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use super::values::{UsedValues, values_in};
use crate::{
    model::{Name, Schema},
    session::editor::{ArticleStatus, Editor},
    store::{Analyst, AnnotationFile, ArticleDetails, ArticleEntry, ArticleFolder, StoreError},
};

/// Articles looked into by one job.
const BATCH: usize = 200;

/// The articles of a folder, in order of name.
#[derive(Debug)]
pub struct OpenFolder {
    path: PathBuf,
    rows: Vec<ArticleRow>,
    by_path: HashMap<PathBuf, usize>,
    looked_into: usize,
    /// What was written in attributes of its articles.
    values: UsedValues,
}

/// One article of a folder.
#[derive(Clone, Debug)]
pub struct ArticleRow {
    entry: ArticleEntry,
    /// What its first line and its annotations say; `None` until they were looked at.
    pub details: Option<ArticleDetails>,
}

/// What was found in an article of the folder.
#[derive(Debug)]
pub(crate) struct ListedArticle {
    path: PathBuf,
    details: ArticleDetails,
}

impl OpenFolder {
    /// The folder at `path`, and work in it whose articles are not there.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<AnnotationFile>), StoreError> {
        let folder = ArticleFolder::open(path)?;
        let rows: Vec<ArticleRow> =
            folder.articles.into_iter().map(|entry| ArticleRow { entry, details: None }).collect();
        let by_path = rows.iter().enumerate().map(|(at, it)| (it.entry.path.clone(), at)).collect();
        let (path, values) = (path.to_owned(), UsedValues::default());
        Ok((Self { path, rows, by_path, looked_into: 0, values }, folder.orphaned_files))
    }

    /// Looks into the next articles, on whatever thread; `None` where every one was looked into.
    pub(crate) fn look_on(
        &mut self,
        analyst: &Analyst,
    ) -> Option<impl FnOnce() -> Vec<ListedArticle> + Send + 'static> {
        let next = self.rows.iter().skip(self.looked_into).take(BATCH);
        let entries: Vec<ArticleEntry> = next.map(|it| it.entry.clone()).collect();
        self.looked_into += entries.len();
        let analyst = analyst.clone();
        (!entries.is_empty()).then_some(move || {
            let look =
                |it: ArticleEntry| ListedArticle { details: it.details(&analyst), path: it.path };
            entries.into_iter().map(look).collect()
        })
    }

    /// Takes what was found in some articles.
    pub(crate) fn take(&mut self, listed: Vec<ListedArticle>, schema: &Schema) {
        for ListedArticle { path, mut details } in listed {
            self.values.add(schema, std::mem::take(&mut details.values));
            let row = self.by_path.get(&path).and_then(|&at| self.rows.get_mut(at));
            if let Some(row) = row {
                row.details = Some(details);
            }
        }
    }

    /// The article after `path`, in turn, that is not done.
    pub(crate) fn next_not_done(&self, path: &Path) -> Option<PathBuf> {
        let here = self.by_path.get(path).copied()?;
        let after = self.rows.iter().skip(here + 1);
        let before = self.rows.iter().take(here);
        let next = after.chain(before).find(|it| it.status() != ArticleStatus::Done)?;
        Some(next.entry.path.clone())
    }

    /// Takes what the open article at `path` says of itself into its row.
    pub(crate) fn refresh_row(&mut self, path: &Path, editor: &Editor) {
        let row = self.by_path.get(path).and_then(|&at| self.rows.get_mut(at));
        let Some(row) = row else { return };
        let document = editor.document();
        let mut details = row.details.clone().unwrap_or_default();
        details.meta.clone_from(document.meta());
        details.counts.clear();
        for annotation in document.annotations() {
            *details.counts.entry(annotation.label.clone()).or_insert(0) += 1;
        }
        row.details = Some(details);
        self.values.add(document.schema(), values_in(document));
    }

    /// What was written in attribute `key` of annotations with this label, with how often.
    pub(super) fn values(&self, label: &Name, key: &str) -> Option<&BTreeMap<String, usize>> {
        self.values.of(label, key)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The files of its articles.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &ArticleEntry> {
        self.rows.iter().map(|it| &it.entry)
    }

    /// Everybody whose work is in it, by name, each once.
    pub fn analysts(&self) -> BTreeSet<&str> {
        let files = self.rows.iter().flat_map(|it| &it.entry.annotations);
        files.map(|it| it.analyst.as_str()).collect()
    }

    /// Its articles.
    pub fn rows(&self) -> &[ArticleRow] {
        &self.rows
    }
}

impl ArticleRow {
    /// Where the article is.
    pub fn path(&self) -> &Path {
        &self.entry.path
    }

    /// Its first line, or its file's name.
    pub fn title(&self) -> &str {
        match &self.details {
            Some(details) if !details.title.is_empty() => &details.title,
            _ => &self.entry.name,
        }
    }

    /// How many annotations it has.
    pub fn count(&self) -> usize {
        self.details.as_ref().map_or(0, |it| it.counts.values().sum())
    }

    /// How far it is.
    pub fn status(&self) -> ArticleStatus {
        let stored = self.details.as_ref().and_then(|it| it.meta.get(ArticleStatus::KEY));
        ArticleStatus::read(stored.map_or("", String::as_str), self.count())
    }
}
