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

impl ArticleSources {
    /// Each article with the work of those analysts whom `wanted` takes, and whose work it is; why
    /// others cannot be read goes to `unreadable`.
    pub fn documents(
        &self,
        wanted: impl Fn(&Analyst) -> bool + Sync,
        unreadable: &mut Vec<StoreError>,
    ) -> Vec<(Document, Analyst)> {
        let mut documents = Vec::with_capacity(self.entries.len());
        let all = self.in_parts(self.entries.len(), wanted, unreadable, |part| {
            documents.extend(part);
            Ok::<(), Infallible>(())
        });
        let Ok(()) = all;
        documents
    }

    /// The same, handed to `visit` in parts of `size` articles, which it may let go.
    ///
    /// Fails where `visit` does.
    pub fn in_parts<E>(
        &self,
        size: usize,
        wanted: impl Fn(&Analyst) -> bool + Sync,
        unreadable: &mut Vec<StoreError>,
        mut visit: impl FnMut(Vec<(Document, Analyst)>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (document, path) = &self.open;
        let document = &self.completed(document.clone(), path.as_deref());
        if self.entries.is_empty() {
            return visit(vec![(document.clone(), self.analyst.clone())]);
        }
        let read = |entries: &[ArticleEntry]| {
            let (mut documents, mut unreadable) = (Vec::with_capacity(entries.len()), Vec::new());
            for entry in entries {
                let is_open = Some(&entry.path) == path.as_ref();
                for analyst in self.analysts_of(entry, is_open, &wanted) {
                    if is_open && analyst == self.analyst {
                        documents.push((document.clone(), analyst));
                        continue;
                    }
                    match read(&entry.path, &analyst, &self.schema) {
                        Ok(document) => {
                            documents.push((self.completed(document, Some(&entry.path)), analyst));
                        }
                        Err(why) => unreadable.push(why),
                    }
                }
            }
            (documents, unreadable)
        };
        // On all cores, in the order of the entries.
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        for entries in self.entries.chunks(size.max(1)) {
            let share = entries.len().div_ceil(cores);
            let parts: Vec<_> = std::thread::scope(|scope| {
                let read = &read;
                let shares = entries.chunks(share).map(|it| scope.spawn(move || read(it)));
                let shares: Vec<_> = shares.collect();
                let parts = shares.into_iter().map(|it| match it.join() {
                    Ok(part) => part,
                    Err(panic) => std::panic::resume_unwind(panic),
                });
                parts.collect()
            });
            let mut documents = Vec::with_capacity(entries.len());
            for (found, failed) in parts {
                documents.extend(found);
                unreadable.extend(failed);
            }
            visit(documents)?;
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
