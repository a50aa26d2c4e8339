//! Looking around: what other programs did to the files meanwhile.
//!
//! Four names are asked for: when the system reports a change in the folder, and every two seconds
//! besides, since it reports nothing of what others do on folders of other machines.

use std::{io, path::Path};

use super::{
    WorkEvent,
    core::{ExternalChange, WorkCore},
    save::{FileLook, seen},
};
use crate::{
    store::{
        AnnotationFile, SCHEMA_FILE,
        article::read_article_on,
        error::{FileOperation, StoreError},
        folder_files::tasks::TASKS_FILE,
        lock::FileLock,
        stored_document::open_records,
        system::disk::{FileKind, folder_of},
    },
    text::hex,
};

/// The table of the folder's articles, see `docs/files.md`.
const TABLE_FILE: &str = "articles.csv";

impl WorkCore {
    /// Tells when another program changed the annotation file or the article, or took the lock.
    pub(super) fn look(&self) {
        if self.check_lock().is_err() {
            return;
        }
        let file = self.state().file.clone();
        let folder = folder_of(&file.article);
        if self.folder_is_gone() {
            let mut state = self.state();
            let is_news = state.reported.article != ExternalChange::Gone;
            let reported = &mut state.reported;
            (reported.file, reported.article, reported.article_seen) =
                (ExternalChange::Gone, ExternalChange::Gone, None);
            drop(state);
            if is_news {
                self.report(WorkEvent::FolderGone(folder));
            }
            return;
        }
        self.look_at_file();
        self.look_at_article();
        self.look_beside(&folder);
        // A failure is met again by the next step, and reported then.
        let _reported_later = self.look_at_journal();
    }

    /// Tells once when whoever had the article open has it no more.
    pub(super) fn look_at_lock(&self) {
        let is_free = FileLock::is_free(&*self.disk, &self.sidecar.lock());
        if is_free && !std::mem::replace(&mut self.state().reported.lock_free, true) {
            self.report(WorkEvent::LockFree);
        }
    }

    /// True when the folder is not there, or when another one is there in its stead: where a disk
    /// was taken out, its place may be left as an empty folder. A disk that is put back may be
    /// reported as another one, but has the article.
    pub(super) fn folder_is_gone(&self) -> bool {
        let article = self.state().file.article.clone();
        let folder = folder_of(&article);
        let is_there = |path: &Path| !is_gone(self.disk.stat(path).map(|_stat| ()));
        let is_another = || self.disk.device(&folder) != self.device;
        !is_there(&folder) || (is_another() && !is_there(&article))
    }

    fn look_at_file(&self) {
        let file = self.state().file.clone();
        let known = self.state().known.seen;
        let now = match seen(&*self.disk, &file.path()) {
            None if known.is_some() => ExternalChange::Gone,
            _ if self
                .is_changed(&file, FileLook::AtItsTime)
                .unwrap_or_else(|_| !self.is_file(&file.path())) =>
            {
                ExternalChange::Changed
            }
            _ => ExternalChange::Same,
        };
        let before = std::mem::replace(&mut self.state().reported.file, now);
        if now != before {
            self.report(match now {
                ExternalChange::Same => WorkEvent::FileBack,
                ExternalChange::Changed if self.is_broken(&file) => {
                    WorkEvent::BrokenOutside(file.path())
                }
                ExternalChange::Changed => WorkEvent::ChangedOutside(file.path()),
                ExternalChange::Gone => WorkEvent::Gone(file.path()),
            });
        }
    }

    fn is_file(&self, path: &Path) -> bool {
        self.disk.stat_target(path).is_ok_and(|it| it.kind == FileKind::File)
    }

    /// True when what lies in the annotation file's place can't be read.
    fn is_broken(&self, file: &AnnotationFile) -> bool {
        match open_records(&*self.disk, &file.path(), file.syntax) {
            Ok(Some(reader)) => reader.records(|_record, _line| {}).is_err(),
            Ok(None) => false,
            Err(_) => true,
        }
    }

    fn look_at_article(&self) {
        let (path, known, reported) = {
            let state = self.state();
            (state.file.article.clone(), state.article, state.reported)
        };
        // A link to an article is the article.
        let target = self.disk.stat_target(&path).ok();
        let now = target.map(|it| (it.len, it.modified));
        if now == reported.article_seen && reported.article != ExternalChange::Same {
            return;
        }
        let outside = match now {
            None => ExternalChange::Gone,
            _ if now == known => ExternalChange::Same,
            // Only touched, such as by a backup, or not readable now: no other words.
            Some(_) => match read_article_on(&*self.disk, &path) {
                Ok(read) if read.article.text.sha256() != self.info.sha256 => {
                    ExternalChange::Changed
                }
                _ => ExternalChange::Same,
            },
        };
        let mut state = self.state();
        if outside == ExternalChange::Same {
            state.article = now;
        }
        let before = std::mem::replace(&mut state.reported.article, outside);
        state.reported.article_seen = now;
        drop(state);
        if outside != before {
            self.report(match outside {
                ExternalChange::Same => WorkEvent::ArticleBack,
                ExternalChange::Changed => WorkEvent::ArticleChanged(path),
                ExternalChange::Gone => WorkEvent::ArticleGone(path),
            });
        }
    }

    /// Looks at the files of the folder that say something of all its articles.
    fn look_beside(&self, folder: &Path) {
        let names = [TABLE_FILE, TASKS_FILE, SCHEMA_FILE];
        let [table, tasks, schema] = names.map(|it| seen(&*self.disk, &folder.join(it)));
        let mut state = self.state();
        let table_before = state.reported.catalog_seen.replace(table);
        let tasks_before = state.reported.tasks_seen.replace(tasks);
        let schema_before = state.reported.schema_seen.replace(schema);
        drop(state);
        if table_before.is_some_and(|it| it != table) {
            self.report(WorkEvent::CatalogChanged);
        }
        if tasks_before.is_some_and(|it| it != tasks) {
            self.report(WorkEvent::TasksChanged);
        }
        if schema_before.is_some_and(|it| it != schema) {
            self.report(WorkEvent::SchemaChanged);
        }
    }

    /// The program's own folder may have been removed, with the journal in it: what is written into
    /// a file without a name is lost.
    fn look_at_journal(&self) -> Result<(), StoreError> {
        let path = {
            let journal = self.journal();
            if !journal.is_open() || !is_gone(self.disk.stat(journal.path()).map(|_stat| ())) {
                return Ok(());
            }
            journal.path().to_owned()
        };
        self.sidecar.make(&*self.disk)?;
        if let Some(lock) = &self.lock {
            let failed = StoreError::io(FileOperation::Write, &path);
            lock.renew(&*self.disk).map_err(failed)?;
        }
        let (saved, digest) = {
            let mut state = self.state();
            state.is_named = false;
            (state.saved, state.known.digest)
        };
        let renewed = self.journal().renew(&*self.disk, saved, digest.map(|it| hex(&it)));
        renewed.map_err(StoreError::io(FileOperation::Write, &path))?;
        self.report(WorkEvent::JournalRenewed);
        Ok(())
    }
}

fn is_gone(asked: io::Result<()>) -> bool {
    asked.is_err_and(|it| it.kind() == io::ErrorKind::NotFound)
}
