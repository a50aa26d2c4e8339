//! Writing labelled datasets from the window.

use std::{path::PathBuf, sync::Arc};

use super::{Done, Level, Session};
use crate::{
    formats::{self, Counts, Exportable, Format, Options},
    model::{Document, Schema},
    store::{self, Analyst, Entry, StoreError, Syntax},
};

/// What to export, and where to.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The key of the format.
    pub format: &'static str,
    /// Which articles.
    pub scope: ExportScope,
    /// The file, or the folder for a format of several files.
    pub to: PathBuf,
    /// How.
    pub options: Options,
}

impl PartialEq for ExportRequest {
    fn eq(&self, other: &Self) -> bool {
        (self.format, self.scope, &self.to) == (other.format, other.scope, &other.to)
    }
}

/// Which articles to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportScope {
    /// The open one.
    #[default]
    Article,
    /// Every one of the folder.
    Folder,
}

/// How an export ended.
#[derive(Debug)]
pub(super) struct Finished {
    to: PathBuf,
    outcome: Result<Summary, StoreError>,
}

/// What was written.
#[derive(Debug)]
struct Summary {
    counts: Counts,
    losses: usize,
    unreadable: usize,
}

impl Session {
    pub(super) fn export(&mut self, request: ExportRequest) {
        let Some(open) = &self.open else { return };
        let Some(format) = Format::find(request.format) else { return };
        let here = (open.document().clone(), self.article_path().map(PathBuf::from));
        let entries: Vec<Entry> = match (&self.library, request.scope) {
            (Some(library), ExportScope::Folder) => library.entries().cloned().collect(),
            _ => Vec::new(),
        };
        let (analyst, schema) = (self.analyst.clone(), Arc::clone(&self.schema));
        self.jobs.start(move || {
            let (documents, unreadable) = gather(here, &entries, &analyst, &schema);
            let exportables: Vec<Exportable<'_>> = documents
                .iter()
                .map(|document| Exportable { document, analyst: analyst.as_str() })
                .collect();
            let exported = formats::export(format, &exportables, &request.options);
            let exported = exported.unwrap_or_default();
            let losses = exported.losses.len();
            let outcome = store::write_files(&request.to, &exported.files);
            let outcome = outcome.map(|()| Summary { counts: exported.counts, losses, unreadable });
            Done::Exported(Finished { to: request.to, outcome })
        });
    }

    pub(super) fn exported(&mut self, finished: Finished) {
        let path = finished.to.display().to_string();
        match finished.outcome {
            Ok(summary) => {
                let level = if summary.losses + summary.unreadable > 0 {
                    Level::Warning
                } else {
                    Level::Info
                };
                let key = if level == Level::Info {
                    "notice-exported"
                } else {
                    "notice-exported-with-losses"
                };
                let arguments = vec![
                    ("path", path),
                    ("documents", summary.counts.documents.to_string()),
                    ("spans", summary.counts.spans.to_string()),
                    ("relations", summary.counts.relations.to_string()),
                    ("losses", summary.losses.to_string()),
                    ("unreadable", summary.unreadable.to_string()),
                ];
                self.notify(level, key, arguments);
            }
            Err(error) => self.warn("notice-not-exported", &error),
        }
    }
}

/// The documents to export, the open one as it stands, and how many could not be read.
pub(super) fn gather(
    here: (Document, Option<PathBuf>),
    entries: &[Entry],
    analyst: &Analyst,
    schema: &Arc<Schema>,
) -> (Vec<Document>, usize) {
    let (document, path) = here;
    if entries.is_empty() {
        return (vec![document], 0);
    }
    let mut unreadable = 0;
    let mut documents = Vec::with_capacity(entries.len());
    for entry in entries {
        if Some(&entry.path) == path.as_ref() {
            documents.push(document.clone());
            continue;
        }
        let read = store::read_article(&entry.path).and_then(|opened| {
            store::open(&opened.path, &opened.article, analyst, schema, Syntax::Ron)
        });
        match read {
            Ok(loaded) => documents.push(loaded.document),
            Err(_) => unreadable += 1,
        }
    }
    (documents, unreadable)
}
