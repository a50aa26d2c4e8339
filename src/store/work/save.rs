//! A worker's turn: syncing the journal, writing the file, looking for changes by others.

use std::{io, path::Path, sync::Arc};

use super::{
    Alarm, Event,
    core::{Core, Known, Mode, Outside, Seen},
};
use crate::{
    edit::History,
    model::{AnnotationId, Document},
    store::{
        AnnotationFile, ReadOnly,
        article::read_article_on,
        disk::Disk,
        error::{Doing, Failure, StoreError},
        hashing::hash_of,
        journal::{Entry, compacted},
        open::{Saved, save_on},
        versions::{self, Why},
    },
    text::hex,
};

/// Minutes between two versions kept without a reason.
const ROUTINE_MINUTES: i64 = 10;

impl Core {
    /// Does what there is to do.
    pub(super) fn turn(&self) {
        let read_only = self.state().read_only.clone();
        if matches!(&read_only, None | Some(ReadOnly::ArticleChanged)) {
            self.look();
        }
        if read_only.is_some() {
            return;
        }
        let lost = self.state().read_only.clone();
        if let Some(reason) = lost {
            // The lock was lost just now.
            let mut state = self.state();
            let path = state.file.path();
            let was_wanted = state.wants_save.take().is_some();
            drop(state);
            if was_wanted {
                self.fail(StoreError::new(path, Failure::ReadOnly(reason)));
            }
            return;
        }
        let (wants_sync, wants_save) = {
            let mut state = self.state();
            let wants = (state.wants_sync || state.failure.is_some(), state.wants_save.take());
            state.wants_sync = false;
            state.saving = wants.1.as_ref().map(|it| it.1);
            wants
        };
        let mut result = Ok(());
        if wants_sync || wants_save.is_some() {
            result = self.sync();
        }
        if let Some((document, step, mode)) = wants_save {
            result = self.save(&document, step, mode);
            let is_passing =
                |it: &Failure| matches!(it, Failure::Io { .. } | Failure::MarkedReadOnly);
            if matches!(&result, Err(error) if is_passing(&error.failure)) {
                // Tried again at the next turn, unless a newer one came meanwhile.
                self.state().wants_save.get_or_insert((document, step, mode));
            }
        }
        self.state().saving = None;
        match result {
            Ok(()) => {
                let mut state = self.state();
                // A save that waits for a person's word has not succeeded.
                let waits = state.told.file == Outside::Changed;
                let failed_before = !waits && state.failure.take().is_some();
                if !waits {
                    state.told_failure = None;
                }
                drop(state);
                if failed_before {
                    self.tell(Event::Mended);
                }
            }
            Err(error) => self.fail(error),
        }
    }

    fn save(&self, document: &Document, step: u64, mode: Mode) -> Result<(), StoreError> {
        let file = self.state().file.clone();
        if self.folder_is_gone() {
            let gone = io::Error::from(io::ErrorKind::NotFound);
            return Err(StoreError::io(Doing::Write, &file.path())(gone));
        }
        self.check_lock()?;
        let is_foreign = self.is_changed(&file)?;
        if is_foreign && mode != Mode::Overwrite {
            return Err(StoreError::new(file.path(), Failure::ChangedOutside));
        }
        if self.disk.stat(&file.path()).is_ok_and(|it| it.read_only) {
            return Err(StoreError::new(file.path(), Failure::MarkedReadOnly));
        }
        let target = match mode {
            Mode::As(syntax) => AnnotationFile { syntax, ..file.clone() },
            Mode::Careful | Mode::Overwrite => file.clone(),
        };
        let kept = self.keep_before(document, &file, is_foreign)?;
        let saved = self.write(document, &target, step, mode)?;
        if target != file {
            self.set_aside(&file)?;
        }
        self.after_save(document, target, step, &saved);
        self.tell(Event::Saved { step, alarm: kept });
        Ok(())
    }

    /// Copies what is about to be replaced where that may be missed.
    fn keep_before(
        &self,
        document: &Document,
        file: &AnnotationFile,
        is_foreign: bool,
    ) -> Result<Option<Alarm>, StoreError> {
        let disk = &*self.disk;
        versions::keep_article(disk, &self.shelf, &self.text, &self.info.sha256)?;
        let (ids, reason) = {
            let state = self.state();
            (Arc::clone(&state.ids), state.keep)
        };
        // The window asks for the state in every frame: it is not held while a hundred thousand tags
        // are looked up.
        let is_lost = |id: &&_| document.annotation(**id).is_none();
        let (lost, before) = (ids.iter().filter(is_lost).count(), ids.len());
        let reason = match reason {
            _ if is_foreign => Some(Why::Outside),
            Some(reason) => Some(reason),
            None if lost * 10 > before => Some(Why::Loss),
            None => versions::is_due(disk, &self.shelf, ROUTINE_MINUTES).then_some(Why::Routine),
        };
        let copy = match reason {
            // One of many: missing it is no reason not to save.
            Some(Why::Routine) => {
                versions::keep(disk, &self.shelf, file, Why::Routine).ok().flatten()
            }
            Some(reason) => versions::keep(disk, &self.shelf, file, reason)?,
            None => None,
        };
        Ok(Alarm::of(before, lost, copy))
    }

    /// Writes the file. Before it is put in place, the journal says so: whichever of the two files
    /// a crash leaves, the next opening knows which steps it has. What somebody wrote there while
    /// this one was being written is not written over.
    fn write(
        &self,
        document: &Document,
        file: &AnnotationFile,
        step: u64,
        mode: Mode,
    ) -> Result<Saved, StoreError> {
        let disk = &*self.disk;
        let path = file.path();
        let announce = |saved: &Saved| {
            self.state().announced = Some(saved.digest);
            let entry = Entry::Saving(step, Some(hex(&saved.digest)));
            self.journal().add(disk, &entry).map_err(StoreError::io(Doing::Write, &path))?;
            self.sync()?;
            if mode != Mode::Overwrite && self.is_changed(file)? {
                return Err(StoreError::new(&path, Failure::ChangedOutside));
            }
            Ok(())
        };
        let saved = save_on(disk, document, file, &self.info, announce)?;
        // Without this line the journal is only less precise.
        let _noted = self.journal().add(disk, &Entry::Saved(step));
        Ok(saved)
    }

    fn set_aside(&self, file: &AnnotationFile) -> Result<(), StoreError> {
        let path = file.path();
        if versions::keep(&*self.disk, &self.shelf, file, Why::SetAside)?.is_some() {
            self.disk.remove(&path).map_err(StoreError::io(Doing::Remove, &path))?;
        }
        Ok(())
    }

    fn after_save(&self, document: &Document, file: AnnotationFile, step: u64, saved: &Saved) {
        let ids = ids(document);
        let mut state = self.state();
        // Not what is there now: that may be somebody else's already.
        let seen = Some((saved.len, saved.modified));
        state.known = Known { digest: Some(saved.digest), seen };
        state.ids = ids;
        state.file = file;
        state.saved = state.saved.max(step);
        state.keep = None;
        state.told.file = Outside::Same;
    }

    /// Nothing is written any more once somebody took the lock over.
    pub(super) fn check_lock(&self) -> Result<(), StoreError> {
        let Some(lock) = &self.lock else { return Ok(()) };
        if lock.is_mine(&*self.disk) {
            return Ok(());
        }
        let mut state = self.state();
        state.read_only = Some(ReadOnly::LockLost);
        let path = state.file.path();
        drop(state);
        self.tell(Event::LockLost(path.display().to_string()));
        Err(StoreError::new(path, Failure::ReadOnly(ReadOnly::LockLost)))
    }

    /// Saves `document`, whose tags were placed on a changed article, and starts a new journal with
    /// what `history` did to it.
    pub(super) fn agree(&self, document: &Document, history: &History) -> Result<(), StoreError> {
        if self.state().read_only != Some(ReadOnly::ArticleChanged) {
            return Ok(());
        }
        let disk = &*self.disk;
        let file = self.state().file.clone();
        let journal = self.shelf.journal();
        let there = read_article_on(disk, &file.article)?;
        if there.article.text.sha256() != self.info.sha256 {
            return Err(StoreError::new(&file.article, Failure::ArticleChangedAgain));
        }
        if self.is_changed(&file)? {
            return Err(StoreError::new(file.path(), Failure::ChangedOutside));
        }
        versions::keep(disk, &self.shelf, &file, Why::ArticleChanged)?;
        versions::keep_as(disk, &self.shelf, &journal, Why::ArticleChanged, "journal")?;
        versions::keep_article(disk, &self.shelf, &self.text, &self.info.sha256)?;
        let saved = save_on(disk, document, &file, &self.info, |_saved| Ok(()))?;
        compacted::write(disk, &mut self.journal(), history, Some(hex(&saved.digest)))
            .map_err(StoreError::io(Doing::Write, &journal))?;
        let steps = self.steps();
        self.after_save(document, file, steps, &saved);
        let mut state = self.state();
        state.synced = steps;
        state.is_named = true;
        state.read_only = None;
        Ok(())
    }

    /// True when the file is another than the one read or written last. One that is gone is not:
    /// there is nothing of somebody else's to lose.
    pub(super) fn is_changed(&self, file: &AnnotationFile) -> Result<bool, StoreError> {
        let path = file.path();
        let known = self.state().known.clone();
        let now = seen(&*self.disk, &path);
        if now.is_none() || now == known.seen {
            return Ok(false);
        }
        let source = self.disk.open(&path).map_err(StoreError::io(Doing::Read, &path))?;
        let digest = hash_of(source).map_err(StoreError::io(Doing::Read, &path))?;
        let mut state = self.state();
        let is_ours = Some(digest) == known.digest || Some(digest) == state.announced;
        if is_ours {
            // Only touched, such as by a backup, or put in place when the disk failed right after.
            state.known = Known { digest: Some(digest), seen: now };
        }
        Ok(!is_ours)
    }
}

/// What is there, without reading it.
pub(super) fn seen(disk: &dyn Disk, path: &Path) -> Seen {
    disk.stat(path).ok().map(|it| (it.len, it.modified))
}

/// The tags a document has.
pub(super) fn ids(document: &Document) -> Arc<[AnnotationId]> {
    document.annotations().map(|it| it.id).collect()
}
