//! What the window's thread and the worker share.

use std::{
    fmt, io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Instant, SystemTime},
};

use super::{SaveStatus, WorkBatch, WorkEvent};
use crate::{
    model::{AnnotationId, Document},
    store::{
        Analyst, AnnotationFile, ArticleInfo, Drafts, FileSyntax, ReadOnly, drafts,
        error::{FileOperation, StoreError, StoreFailure},
        journal::{Journal, JournalStep},
        lock::{FileLock, LockAnswer},
        sidecar_folder::SidecarFolder,
        system::disk::{Disk, folder_of},
        versions::{self, KeptReason},
    },
    text::Text,
};

pub(super) struct WorkCore {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) info: ArticleInfo,
    pub(super) text: Text,
    pub(super) sidecar: SidecarFolder,
    pub(super) lock: Option<FileLock>,
    /// Who works on it.
    pub(super) person: Analyst,
    pub(super) batch: Option<Arc<WorkBatch>>,
    /// The disk that the folder was on when it was opened.
    pub(super) device: Option<u64>,
    pub(super) journal: Mutex<Journal>,
    pub(super) drafts: Mutex<Drafts>,
    pub(super) state: Mutex<WorkState>,
    /// Woken when there is something to do.
    pub(super) wake: Condvar,
}

/// What changes while the work is open.
pub(super) struct WorkState {
    pub(super) file: AnnotationFile,
    pub(super) read_only: Option<ReadOnly>,
    pub(super) wants_sync: bool,
    /// When the system reported a change in the folder, since the files were looked at.
    pub(super) change_reported_at: Option<Instant>,
    pub(super) wants_save: Option<(Document, u64, SaveMode)>,
    pub(super) stop: bool,
    /// The step up to which a save is under way.
    pub(super) saving: Option<u64>,
    pub(super) synced: u64,
    pub(super) saved: u64,
    pub(super) failure: Option<StoreError>,
    /// What of it was reported: not the place, which may be another each time.
    pub(super) reported_failure: Option<StoreFailure>,
    pub(super) events: Vec<WorkEvent>,
    pub(super) on_event: Option<Arc<dyn Fn() + Send + Sync>>,
    /// The file as it was read or written last.
    pub(super) known: KnownFile,
    /// The SHA-256 of the file that is being put in place: it may be there although the disk
    /// failed.
    pub(super) announced: Option<[u8; 32]>,
    /// The article as it was when its words were last known to be those that are annotated; `None`
    /// until it was looked at.
    pub(super) article: SeenFile,
    /// The annotations in the file.
    pub(super) ids: Arc<[AnnotationId]>,
    /// Why the file must be copied before it is written again.
    pub(super) keep: Option<KeptReason>,
    /// True once the names of the journal and its folder are on the disk.
    pub(super) is_named: bool,
    pub(super) reported: ReportedChanges,
}

/// Which changes by others were reported.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ReportedChanges {
    pub(super) file: ExternalChange,
    pub(super) article: ExternalChange,
    /// The article as it was when that was reported.
    pub(super) article_seen: SeenFile,
    /// The table of the folder's articles as it was when it was looked at; `None` until then.
    pub(super) catalog_seen: Option<SeenFile>,
    /// The same of the folder's schema.
    pub(super) schema_seen: Option<SeenFile>,
    /// True once it was reported that nobody else has the article open any more.
    pub(super) lock_free: bool,
    /// The same of the file that says who works on what.
    pub(super) tasks_seen: Option<SeenFile>,
}

/// What others did to a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ExternalChange {
    /// Nothing.
    #[default]
    Same,
    /// It says something else.
    Changed,
    /// It is not there.
    Gone,
}

/// How to treat what lies there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaveMode {
    /// What somebody else wrote is not overwritten.
    Careful,
    /// It is, and a copy kept.
    Overwrite,
    /// The file is written in another syntax.
    As(FileSyntax),
}

/// What a file looked like without reading it; `None` when it was not there.
pub(super) type SeenFile = Option<(u64, Option<SystemTime>)>;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KnownFile {
    pub(super) digest: Option<[u8; 32]>,
    pub(super) seen: SeenFile,
}

impl WorkCore {
    pub(super) fn state(&self) -> MutexGuard<'_, WorkState> {
        // What a panicking thread left is still the best there is.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn steps(&self) -> u64 {
        self.journal().steps()
    }

    pub(super) fn status(&self) -> SaveStatus {
        let written = self.steps();
        let state = self.state();
        SaveStatus {
            written,
            synced: state.synced.max(state.saved),
            saved: state.saved,
            has_file: state.known.digest.is_some(),
            saving: state.saving.is_some() || state.wants_save.is_some(),
            failing: state.failure.clone(),
        }
    }

    /// Writes a step into the journal.
    pub(super) fn append(&self, step: JournalStep<'_>) -> Result<u64, StoreError> {
        let mut journal = self.journal();
        let result = journal.step(&*self.disk, step);
        result.map_err(StoreError::io(FileOperation::Write, journal.path()))
    }

    /// Keeps what was begun. Only the holder of the lock does.
    pub(super) fn keep_drafts(&self, all: &Drafts) -> Result<(), StoreError> {
        if self.lock.is_none() {
            return Ok(());
        }
        let mut drafts = self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
        if *drafts == *all {
            return Ok(());
        }
        drafts.clone_from(all);
        let path = self.sidecar.drafts();
        drafts::write(&*self.disk, &self.sidecar, &self.info.sha256, &drafts)
            .map_err(StoreError::io(FileOperation::Write, &path))
    }

    /// Waits until every step so far is on the disk.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        let (steps, handle, path) = {
            let mut journal = self.journal();
            let path = journal.path().to_owned();
            let failed = |error| StoreError::io(FileOperation::Write, &path)(error);
            journal.flush(&*self.disk).map_err(failed)?;
            (journal.steps(), journal.handle().map_err(failed)?, path)
        };
        let Some(mut handle) = handle else { return Ok(()) };
        let is_named = self.state().is_named;
        if !is_named {
            // Without the text, the steps could not be placed on another version of it.
            versions::keep_article(&*self.disk, &self.sidecar, &self.text, &self.info.sha256)?;
        }
        let names = || -> io::Result<()> {
            if !is_named {
                self.disk.sync_folder(self.sidecar.folder())?;
                self.disk.sync_folder(&folder_of(self.sidecar.folder()))?;
            }
            Ok(())
        };
        handle
            .sync()
            .and_then(|()| names())
            .map_err(StoreError::io(FileOperation::Write, &path))?;
        let mut state = self.state();
        state.is_named = true;
        state.synced = state.synced.max(steps);
        Ok(())
    }

    /// Reports what happened, and that there is something to hear.
    pub(super) fn report(&self, event: WorkEvent) {
        let mut state = self.state();
        state.events.push(event);
        let wake = state.on_event.clone();
        drop(state);
        if let Some(wake) = wake {
            wake();
        }
    }

    /// Reports a failure once, however often it is met.
    pub(super) fn report_failure(&self, error: StoreError) {
        let mut state = self.state();
        let is_new = state.reported_failure.as_ref() != Some(&error.failure);
        state.reported_failure = Some(error.failure.clone());
        state.failure = Some(error.clone());
        drop(state);
        if is_new {
            self.report(WorkEvent::Failed(error));
        }
    }

    pub(super) fn take_over(&self) -> Result<(), StoreError> {
        let read_only = self.state().read_only.clone();
        let Some(ReadOnly::Locked(holder)) = read_only else { return Ok(()) };
        let path = self.sidecar.lock();
        let taken = FileLock::take_over(&*self.disk, &path, &holder, &self.person)
            .map_err(StoreError::io(FileOperation::Write, &path))?;
        match taken {
            LockAnswer::Mine(lock) => {
                lock.release(&*self.disk);
                Ok(())
            }
            LockAnswer::Held(other) => Err(StoreError::new(
                path,
                StoreFailure::ReadOnly(ReadOnly::Locked(Box::new(other))),
            )),
        }
    }

    pub(super) fn release(&self) {
        if let Some(lock) = &self.lock {
            lock.release(&*self.disk);
            match &self.batch {
                Some(batch) => batch.tidy_later(&self.sidecar),
                None => self.sidecar.tidy(&*self.disk),
            }
        }
    }
}

impl fmt::Debug for WorkCore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkCore").field("file", &self.state().file).finish_non_exhaustive()
    }
}
