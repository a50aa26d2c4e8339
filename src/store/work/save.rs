//! What a worker does: syncing the journal, writing the file, looking for changes by others; and
//! the same document written to another place than its file.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    LossAlarm, WorkEvent,
    core::{ExternalChange, KnownFile, SaveMode, SeenFile, WorkCore},
};
use crate::{
    edit::UndoHistory,
    model::{AnnotationId, Document},
    store::{
        AnnotationFile, ArticleInfo, ReadOnly,
        article::read_article_on,
        error::{FileOperation, StoreError, StoreFailure},
        journal::{Journal, JournalEntry, compact},
        sidecar_folder::{SidecarFolder, keep_line_ends},
        stored_document::{SavedFile, save_document_on},
        system::{
            atomic,
            disk::{Disk, folder_of, in_folder, name_of},
            hashing::hash_of,
        },
        versions::{self, KeptReason},
    },
    text::hex,
};

/// Minutes between two versions kept without a reason.
const ROUTINE_MINUTES: i64 = 10;

/// So many names are tried where others are taken.
const NAMES: usize = 1000;

impl WorkCore {
    /// Does what there is to do.
    pub(super) fn run_once(&self) {
        let read_only = self.state().read_only.clone();
        match &read_only {
            None | Some(ReadOnly::ArticleChanged) => self.look(),
            Some(ReadOnly::Locked(_)) => self.look_at_lock(),
            Some(
                ReadOnly::LockLost
                | ReadOnly::Marked
                | ReadOnly::CannotWrite(_)
                | ReadOnly::Newer { .. },
            ) => {}
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
                self.report_failure(StoreError::new(path, StoreFailure::ReadOnly(reason)));
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
            let is_passing = |it: &StoreFailure| {
                matches!(it, StoreFailure::Io { .. } | StoreFailure::MarkedReadOnly)
            };
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
                let waits = state.reported.file == ExternalChange::Changed;
                let failed_before = !waits && state.failure.take().is_some();
                if !waits {
                    state.reported_failure = None;
                }
                drop(state);
                if failed_before {
                    self.report(WorkEvent::Recovered);
                }
            }
            Err(error) => self.report_failure(error),
        }
    }

    fn save(&self, document: &Document, step: u64, mode: SaveMode) -> Result<(), StoreError> {
        let file = self.state().file.clone();
        if self.folder_is_gone() {
            let gone = io::Error::from(io::ErrorKind::NotFound);
            return Err(StoreError::io(FileOperation::Write, &file.path())(gone));
        }
        self.check_lock()?;
        let is_foreign = self.is_changed(&file, FileLook::AtItsBytes)?;
        if is_foreign && mode != SaveMode::Overwrite {
            return Err(StoreError::new(file.path(), StoreFailure::ChangedOutside));
        }
        if self.disk.stat_target(&file.path()).is_ok_and(|it| it.read_only) {
            return Err(StoreError::new(file.path(), StoreFailure::MarkedReadOnly));
        }
        let target = match mode {
            SaveMode::As(syntax) => AnnotationFile { syntax, ..file.clone() },
            SaveMode::Careful | SaveMode::Overwrite => file.clone(),
        };
        let kept = self.keep_before(document, &file, is_foreign)?;
        let saved = self.write(document, &target, step, mode)?;
        if target != file {
            self.set_aside(&file)?;
        }
        self.after_save(document, target, step, &saved);
        self.report(WorkEvent::Saved { step, alarm: kept });
        Ok(())
    }

    /// Copies what is about to be replaced where that may be missed.
    fn keep_before(
        &self,
        document: &Document,
        file: &AnnotationFile,
        is_foreign: bool,
    ) -> Result<Option<LossAlarm>, StoreError> {
        let disk = &*self.disk;
        versions::keep_article(disk, &self.sidecar, &self.text, &self.info.sha256)?;
        if self.state().known.digest.is_none() {
            // The first file of a folder, perhaps.
            keep_line_ends(disk, &folder_of(&file.article));
        }
        let (ids, reason) = {
            let state = self.state();
            (Arc::clone(&state.ids), state.keep)
        };
        // The window asks for the state in every frame: it is not held while a hundred thousand
        // annotations are looked up.
        let is_lost = |id: &&_| document.annotation(**id).is_none();
        let (lost, before) = (ids.iter().filter(is_lost).count(), ids.len());
        let reason = match reason {
            _ if is_foreign => Some(KeptReason::Outside),
            Some(reason) => Some(reason),
            None if lost * 10 > before => Some(KeptReason::Loss),
            None => versions::is_due(disk, &self.sidecar, ROUTINE_MINUTES)
                .then_some(KeptReason::Routine),
        };
        let copy = match reason {
            // One of many: missing it is no reason not to save.
            Some(KeptReason::Routine) => {
                versions::keep(disk, &self.sidecar, file, KeptReason::Routine).ok().flatten()
            }
            Some(reason) => versions::keep(disk, &self.sidecar, file, reason)?,
            None => None,
        };
        Ok(LossAlarm::of(before, lost, copy))
    }

    /// Writes the file. Before it is put in place, the journal says so: whichever of the two files
    /// a crash leaves, the next opening knows which steps it has. What somebody wrote there while
    /// this one was being written is not written over.
    fn write(
        &self,
        document: &Document,
        file: &AnnotationFile,
        step: u64,
        mode: SaveMode,
    ) -> Result<SavedFile, StoreError> {
        let disk = &*self.disk;
        let path = file.path();
        let announce = |saved: &SavedFile| {
            self.state().announced = Some(saved.digest);
            let entry = JournalEntry::Saving(step, Some(hex(&saved.digest)));
            self.journal()
                .add(disk, &entry)
                .map_err(StoreError::io(FileOperation::Write, &path))?;
            self.sync()?;
            if mode != SaveMode::Overwrite && self.is_changed(file, FileLook::AtItsTime)? {
                return Err(StoreError::new(&path, StoreFailure::ChangedOutside));
            }
            Ok(())
        };
        let saved = save_document_on(disk, document, file, &self.info, announce)?;
        // Without this line the journal is only less precise.
        let _noted = self.journal().add(disk, &JournalEntry::Saved(step));
        Ok(saved)
    }

    pub(super) fn set_aside(&self, file: &AnnotationFile) -> Result<(), StoreError> {
        let path = file.path();
        if versions::keep(&*self.disk, &self.sidecar, file, KeptReason::SetAside)?.is_some() {
            self.disk.remove(&path).map_err(StoreError::io(FileOperation::Remove, &path))?;
        }
        Ok(())
    }

    fn after_save(&self, document: &Document, file: AnnotationFile, step: u64, saved: &SavedFile) {
        let ids = annotation_ids(document);
        let mut state = self.state();
        // Not what is there now: that may be somebody else's already.
        let seen = Some((saved.len, saved.modified));
        state.known = KnownFile { digest: Some(saved.digest), seen };
        state.ids = ids;
        state.file = file;
        state.saved = state.saved.max(step);
        state.keep = None;
        state.reported.file = ExternalChange::Same;
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
        self.report(WorkEvent::LockLost(path.clone()));
        Err(StoreError::new(path, StoreFailure::ReadOnly(ReadOnly::LockLost)))
    }

    /// Saves `document`, whose annotations were placed on a changed article, and starts a new
    /// journal with what `history` did to it.
    pub(super) fn confirm_placement(
        &self,
        document: &Document,
        history: &UndoHistory,
    ) -> Result<(), StoreError> {
        if self.state().read_only != Some(ReadOnly::ArticleChanged) {
            return Ok(());
        }
        let disk = &*self.disk;
        let file = self.state().file.clone();
        let journal = self.sidecar.journal();
        let there = read_article_on(disk, &file.article)?;
        if there.article.text.sha256() != self.info.sha256 {
            return Err(StoreError::new(&file.article, StoreFailure::ArticleChangedAgain));
        }
        if self.is_changed(&file, FileLook::AtItsBytes)? {
            return Err(StoreError::new(file.path(), StoreFailure::ChangedOutside));
        }
        versions::keep(disk, &self.sidecar, &file, KeptReason::ArticleChanged)?;
        versions::keep_as(disk, &self.sidecar, &journal, KeptReason::ArticleChanged, "journal")?;
        versions::keep_article(disk, &self.sidecar, &self.text, &self.info.sha256)?;
        let saved = save_document_on(disk, document, &file, &self.info, |_saved| Ok(()))?;
        compact(disk, &mut self.journal(), history, Some(hex(&saved.digest)))
            .map_err(StoreError::io(FileOperation::Write, &journal))?;
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
    pub(super) fn is_changed(
        &self,
        file: &AnnotationFile,
        look: FileLook,
    ) -> Result<bool, StoreError> {
        let path = file.path();
        let known = self.state().known.clone();
        let now = seen(&*self.disk, &path);
        if now.is_none() || (look == FileLook::AtItsTime && now == known.seen) {
            return Ok(false);
        }
        let source = self.disk.open(&path).map_err(StoreError::io(FileOperation::Read, &path))?;
        let digest = hash_of(source).map_err(StoreError::io(FileOperation::Read, &path))?;
        let mut state = self.state();
        let is_ours = Some(digest) == known.digest || Some(digest) == state.announced;
        if is_ours {
            // Only touched, such as by a backup, or put in place when the disk failed right after.
            state.known = KnownFile { digest: Some(digest), seen: now };
        }
        Ok(!is_ours)
    }
}

impl WorkCore {
    pub(super) fn keep(&self, document: &Document) -> Result<PathBuf, StoreError> {
        let file = self.state().file.clone();
        versions::keep_article(&*self.disk, &self.sidecar, &self.text, &self.info.sha256)?;
        versions::keep_document(&*self.disk, &self.sidecar, document, &file, &self.info)
    }

    pub(super) fn copy_to(
        &self,
        folder: &Path,
        document: &Document,
        history: &UndoHistory,
    ) -> Result<PathBuf, StoreError> {
        let disk = &*self.disk;
        let here = self.state().file.clone();
        disk.create_folder(folder).map_err(StoreError::io(FileOperation::CreateFolder, folder))?;
        let file = self.free_in(folder, &here)?;
        if disk.stat(&file.article).is_err() {
            // The article's bytes are gone or another's by now; its text is what was annotated.
            let write = |out: &mut dyn io::Write| out.write_all(self.text.as_str().as_bytes());
            atomic::create(disk, &file.article, write)
                .map_err(StoreError::io(FileOperation::Write, &file.article))?;
        }
        let info = ArticleInfo { file: name_of(&file.article), ..self.info.clone() };
        let sidecar = SidecarFolder::of(&file);
        sidecar.make(disk)?;
        let saved = save_document_on(disk, document, &file, &info, |_saved| Ok(()))?;
        let mut journal = Journal::new(sidecar.journal(), info.sha256);
        compact(disk, &mut journal, history, Some(hex(&saved.digest)))
            .map_err(StoreError::io(FileOperation::Write, journal.path()))?;
        Ok(file.article)
    }

    /// A name in `folder` where nothing of anybody's would be written over.
    fn free_in(&self, folder: &Path, here: &AnnotationFile) -> Result<AnnotationFile, StoreError> {
        let disk = &*self.disk;
        let name = name_of(&here.article);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        for number in 1..NAMES {
            let stem = if number == 1 { stem.to_owned() } else { format!("{stem}-{number}") };
            let article = in_folder(folder, &format!("{stem}.{extension}"));
            let file = AnnotationFile { article, ..here.clone() };
            let other = AnnotationFile { syntax: file.syntax.other(), ..file.clone() };
            let is_tagged = [&file, &other].iter().any(|it| disk.stat(&it.path()).is_ok());
            let is_same = || {
                let there = read_article_on(disk, &file.article);
                there.is_ok_and(|it| it.article.text == self.text)
            };
            if !is_tagged && (disk.stat(&file.article).is_err() || is_same()) {
                return Ok(file);
            }
        }
        let taken = io::Error::from(io::ErrorKind::AlreadyExists);
        Err(StoreError::io(FileOperation::Write, folder)(taken))
    }
}

/// How closely a file is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileLook {
    /// Its length and time: enough every two seconds.
    AtItsTime,
    /// Its bytes: before it is written over. A tool may give a file back its time.
    AtItsBytes,
}

/// What is there, without reading it.
pub(super) fn seen(disk: &dyn Disk, path: &Path) -> SeenFile {
    disk.stat_target(path).ok().map(|it| (it.len, it.modified))
}

/// The annotations a document has.
pub(super) fn annotation_ids(document: &Document) -> Arc<[AnnotationId]> {
    document.annotations().map(|it| it.id).collect()
}
