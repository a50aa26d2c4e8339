//! One analyst's work on one article while it is open: lock, journal, saving in the background.
//!
//! [`open_work`] opens it and gives back what a crash left unsaved. From then on every change is
//! recorded with [`WorkFiles::record`], which writes it at once; a thread syncs it and writes the
//! file itself when [`WorkFiles::save`] asks for it.

mod batch;
mod core;
mod event;
mod external_changes;
mod handing_over;
mod open;
mod reanchor;
mod save;
mod worker;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, MutexGuard},
    thread::JoinHandle,
};

pub use self::batch::WorkBatch;
pub use self::event::{LossAlarm, SaveStatus, WorkEvent};
pub use self::handing_over::{hand_over, works_of};
pub use self::open::{OpenedWork, WorkRequest, open_work};
pub use self::reanchor::{ReanchorMode, ReanchoredWork, reanchor};

use self::core::{SaveMode, WorkCore, WorkState};
use super::{
    AnnotationFile, Drafts, FileSyntax,
    error::{ReadOnly, StoreError, StoreFailure},
    journal::JournalStep,
    system::disk::FolderWatch,
};
use crate::{edit::UndoHistory, model::Document};

/// Who syncs and saves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SavePace {
    /// A thread of its own, as soon as there is something to do.
    #[default]
    Background,
    /// The caller, with [`WorkFiles::run_once`].
    Manual,
}

/// The files of an open article.
#[derive(Debug)]
pub struct WorkFiles {
    core: Arc<WorkCore>,
    worker: Option<JoinHandle<()>>,
    /// True where the system gives no thread: what there is to do is done at once.
    is_alone: bool,
    /// The system reports changes in the folder.
    _watch: Option<FolderWatch>,
}

impl WorkFiles {
    fn new(core: WorkCore, pace: SavePace) -> Self {
        let core = Arc::new(core);
        let is_background = pace == SavePace::Background;
        let of_worker = Arc::clone(&core);
        let spawn = || std::thread::Builder::new().spawn(move || worker::run(&of_worker)).ok();
        let worker = if is_background { spawn() } else { None };
        let is_alone = is_background && worker.is_none();
        let watch = worker.as_ref().and_then(|_| worker::watch(&core));
        Self { core, worker, is_alone, _watch: watch }
    }

    /// The annotation file.
    pub fn file(&self) -> AnnotationFile {
        self.state().file.clone()
    }

    /// Why nothing may be written, if so.
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.state().read_only.clone()
    }

    /// Writes a step into the journal, at once; the worker syncs it. Returns its number: the step
    /// is safe from a crash of the program when this returns, and from a loss of power when
    /// [`SaveStatus::synced`] has reached it.
    ///
    /// Fails when the work is open for reading only, or the disk refuses; the step then goes out
    /// with the next one, and a save would write it too.
    pub fn record(&self, step: JournalStep<'_>) -> Result<u64, StoreError> {
        self.may_write()?;
        let number = self.core.append(step);
        self.state().wants_sync = true;
        self.wake();
        number
    }

    /// Has `document`, as it is after every step recorded so far, written to its file. Returns at
    /// once; [`WorkFiles::events`] says how it went. A save that waits is replaced by this one.
    ///
    /// Fails when the work is open for reading only.
    pub fn save(&self, document: &Document) -> Result<(), StoreError> {
        self.queue(document, SaveMode::Careful)
    }

    /// As [`WorkFiles::save`], over what another program wrote; a copy of that is kept.
    pub fn overwrite(&self, document: &Document) -> Result<(), StoreError> {
        self.queue(document, SaveMode::Overwrite)
    }

    /// As [`WorkFiles::save`], in another syntax from now on; the file before is set aside.
    pub fn save_as(&self, document: &Document, syntax: FileSyntax) -> Result<(), StoreError> {
        self.queue(document, SaveMode::As(syntax))
    }

    /// Keeps what was begun and not finished, at once, and nothing else; also while the work may only
    /// be read. Who only looks on keeps nothing.
    ///
    /// Fails when the system refuses.
    pub fn keep_drafts(&self, drafts: &Drafts) -> Result<(), StoreError> {
        self.core.keep_drafts(drafts)
    }

    /// What failed is tried again at the next chance, and reported again where it fails.
    pub fn retry_failed(&self) {
        let mut state = self.state();
        state.reported_failure = None;
        state.failure = None;
    }

    /// How far writing is.
    pub fn status(&self) -> SaveStatus {
        self.core.status()
    }

    /// What happened since this was asked last.
    pub fn events(&self) -> Vec<WorkEvent> {
        std::mem::take(&mut self.state().events)
    }

    /// Has `wake` called, on another thread, whenever there is an event.
    pub fn on_event(&self, wake: impl Fn() + Send + Sync + 'static) {
        self.state().on_event = Some(Arc::new(wake));
    }

    /// Takes the lock from another machine's holder that is known to be gone; the caller opens the
    /// article again afterwards.
    ///
    /// Fails when the holder is another one by now.
    pub fn take_over(self) -> Result<(), StoreError> {
        self.core.take_over()
    }

    /// To be carried out on another thread while this is kept: takes `document`, with the
    /// annotations as placed on the changed article, and saves it; from then on it can be changed,
    /// and what `history` did can be undone. The file and the journal as they were are kept.
    /// Annotations of the proposal that were not placed by then are in those copies only.
    ///
    /// Fails when the article or the annotation file was changed once more, and when the disk
    /// refuses; it stays read-only then, and nothing is lost.
    pub fn confirm_placement(
        &self,
        document: Document,
        history: UndoHistory,
    ) -> impl FnOnce() -> Result<(), StoreError> + Send + 'static {
        let core = Arc::clone(&self.core);
        move || core.confirm_placement(&document, &history)
    }

    /// Keeps `document` among the earlier versions; returns where.
    pub fn keep(&self, document: &Document) -> Result<PathBuf, StoreError> {
        self.core.keep(document)
    }

    /// Writes the article, `document` and what can be undone into another folder, under names that
    /// are free there; returns the path of the article. The work itself stays where it is.
    pub fn copy_to(
        &self,
        folder: &Path,
        document: &Document,
        history: &UndoHistory,
    ) -> Result<PathBuf, StoreError> {
        self.core.copy_to(folder, document, history)
    }

    /// A file that is not there yet will be written in `syntax`; one that is keeps its own.
    pub fn prefer_syntax(&self, syntax: FileSyntax) {
        let mut state = self.state();
        if state.known.digest.is_none() && self.core.disk.stat(&state.file.path()).is_err() {
            state.file.syntax = syntax;
        }
    }

    /// Does what there is to do: syncs, saves, looks for changes. Only needed in
    /// [`SavePace::Manual`].
    pub fn run_once(&self) {
        self.core.run_once();
    }

    /// Saves `document` if it has changed since it was saved, waits for everything, and gives the
    /// lock back.
    ///
    /// Fails when something could not be written; the journal has it all the same unless it failed
    /// too, and the next opening gives it back.
    pub fn finish(mut self, document: &Document) -> Result<(), StoreError> {
        let status = self.status();
        if self.read_only().is_none() && status.saved < status.written {
            self.save(document)?;
        }
        self.stop();
        self.core.run_once();
        let failure = self.state().failure.take();
        failure.map_or(Ok(()), Err)
    }

    fn queue(&self, document: &Document, mode: SaveMode) -> Result<(), StoreError> {
        self.may_write()?;
        let step = self.core.steps();
        let mut state = self.state();
        // What a person chose is not undone by a save that only follows.
        let waiting =
            state.wants_save.as_ref().map(|it| it.2).filter(|_| mode == SaveMode::Careful);
        state.wants_save = Some((document.clone(), step, waiting.unwrap_or(mode)));
        drop(state);
        self.wake();
        Ok(())
    }

    fn wake(&self) {
        self.core.wake.notify_all();
        if self.is_alone {
            self.core.run_once();
        }
    }

    fn may_write(&self) -> Result<(), StoreError> {
        let state = self.state();
        match &state.read_only {
            None => Ok(()),
            Some(reason) => {
                Err(StoreError::new(state.file.path(), StoreFailure::ReadOnly(reason.clone())))
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, WorkState> {
        self.core.state()
    }

    fn stop(&mut self) {
        self.state().stop = true;
        self.core.wake.notify_all();
        if let Some(worker) = self.worker.take() {
            // A worker that panicked has said so already.
            let _reported = worker.join();
        }
    }
}

impl Drop for WorkFiles {
    fn drop(&mut self) {
        self.stop();
        self.core.release();
    }
}
