//! The work to export: the open article as it stands, or every article of a folder.

use std::{
    convert::Infallible,
    num::NonZero,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::FolderCatalog;
use crate::{
    model::{Document, Schema},
    store::{self, Analyst, ArticleEntry, FileSyntax, StoreError},
};

/// Articles to be read on a thread, since a folder may be large.
#[derive(Clone, Debug)]
pub struct ArticleSources {
    /// The open article as it stands, and where it lies.
    pub open: (Document, Option<PathBuf>),
    /// The articles of its folder; none for the open one alone.
    pub entries: Vec<ArticleEntry>,
    /// Whose work the open article is.
    pub analyst: Analyst,
    /// The schema of the folder.
    pub schema: Arc<Schema>,
    /// The table of its articles.
    pub catalog: Option<Arc<FolderCatalog>>,
}

/// Works as they were read.
#[derive(Debug, Default)]
pub struct ReadWorks {
    /// Each with whose work it is.
    pub documents: Vec<(Document, Analyst)>,
    /// Why others could not be read.
    pub unreadable: Vec<StoreError>,
}

impl ReadWorks {
    fn append(&mut self, mut other: Self) {
        self.documents.append(&mut other.documents);
        self.unreadable.append(&mut other.unreadable);
    }
}

impl ArticleSources {
    /// Each article with the work of those analysts whom `wanted` takes.
    pub fn documents(&self, wanted: impl Fn(&Analyst) -> bool + Sync) -> ReadWorks {
        let mut read = ReadWorks::default();
        let all = self.in_parts(self.entries.len(), wanted, |part| {
            read.append(part);
            Ok::<(), Infallible>(())
        });
        let Ok(()) = all;
        read
    }

    /// The same, handed to `visit` in parts of `size` articles, which it may let go.
    ///
    /// Fails where `visit` does.
    pub fn in_parts<E>(
        &self,
        size: usize,
        wanted: impl Fn(&Analyst) -> bool + Sync,
        mut visit: impl FnMut(ReadWorks) -> Result<(), E>,
    ) -> Result<(), E> {
        let (document, path) = &self.open;
        let document = &self.completed(document.clone(), path.as_deref());
        if self.entries.is_empty() {
            let documents = vec![(document.clone(), self.analyst.clone())];
            return visit(ReadWorks { documents, unreadable: Vec::new() });
        }
        let read_share = |entries: &[ArticleEntry]| {
            let mut share = ReadWorks::default();
            for entry in entries {
                let is_open = Some(&entry.path) == path.as_ref();
                for analyst in self.analysts_of(entry, is_open, &wanted) {
                    if is_open && analyst == self.analyst {
                        share.documents.push((document.clone(), analyst));
                        continue;
                    }
                    match read(&entry.path, &analyst, &self.schema) {
                        Ok(document) => {
                            let document = self.completed(document, Some(&entry.path));
                            share.documents.push((document, analyst));
                        }
                        Err(why) => share.unreadable.push(why),
                    }
                }
            }
            share
        };
        // On all cores, in the order of the entries.
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        for entries in self.entries.chunks(size.max(1)) {
            let share = entries.len().div_ceil(cores);
            let parts: Vec<ReadWorks> = std::thread::scope(|scope| {
                let read_share = &read_share;
                let shares = entries.chunks(share).map(|it| scope.spawn(move || read_share(it)));
                let shares: Vec<_> = shares.collect();
                let parts = shares.into_iter().map(|it| match it.join() {
                    Ok(part) => part,
                    Err(panic) => std::panic::resume_unwind(panic),
                });
                parts.collect()
            });
            let mut read = ReadWorks::default();
            for part in parts {
                read.append(part);
            }
            visit(read)?;
        }
        Ok(())
    }

    /// With what the table says of the article at `path`, where the document does not say it.
    fn completed(&self, mut document: Document, path: Option<&Path>) -> Document {
        if let (Some(catalog), Some(path)) = (&self.catalog, path) {
            catalog.complete(&mut document, path);
        }
        document
    }

    fn analysts_of(
        &self,
        entry: &ArticleEntry,
        is_open: bool,
        wanted: impl Fn(&Analyst) -> bool,
    ) -> Vec<Analyst> {
        let of_files = entry.annotations.iter().map(|it| it.analyst.clone());
        let all = of_files.chain(is_open.then(|| self.analyst.clone()));
        let mut analysts: Vec<Analyst> = all.filter(wanted).collect();
        analysts.sort_unstable();
        analysts.dedup();
        if analysts.is_empty() {
            // An article nobody worked on is part of the dataset too.
            analysts.push(self.analyst.clone());
        }
        analysts
    }
}

/// The work of an analyst on an article, unless it is in doubt where its tags belong.
fn read(path: &Path, analyst: &Analyst, schema: &Arc<Schema>) -> Result<Document, StoreError> {
    let opened = store::read_article(path)?;
    store::read_work(&opened.path, &opened.article, analyst, schema, FileSyntax::Ron)?.sound()
}
