//! Work that goes on under another name: file, undo history and what was begun.

use std::{path::Path, sync::Arc};

use super::{OpenedWork, SavePace, WorkRequest, core::WorkCore, open_work};
use crate::{
    edit::UndoHistory,
    model::{Document, Schema},
    store::{
        Analyst, AnnotationFile, Drafts,
        article::read_article,
        drafts,
        error::{FileOperation, StoreError},
        journal::{Journal, compact},
        lock::{FileLock, LockAnswer},
        sidecar_folder::SidecarFolder,
        stored_document::save_document_on,
        system::disk::{Disk as _, RealDisk},
    },
    text::hex,
};

/// The annotation files of `analyst` in `folder`, in order of path.
pub fn works_of(folder: &Path, analyst: &Analyst) -> Vec<AnnotationFile> {
    let listed = RealDisk.list(folder).unwrap_or_default();
    let files = listed.iter().filter_map(|it| AnnotationFile::from_path(&folder.join(&it.name)));
    let mut works: Vec<AnnotationFile> = files.filter(|it| it.analyst == *analyst).collect();
    works.sort();
    works
}

/// Gives the work in `file` to `to`, with all that can be undone; a copy under the name before stays among
/// the earlier versions. False where it stays as it is, since there is work under the new name or one of
/// them is open elsewhere.
///
/// Fails where the work can't be read or written; it is then where it was.
pub fn hand_over(
    file: &AnnotationFile,
    to: &Analyst,
    schema: &Arc<Schema>,
) -> Result<bool, StoreError> {
    let article = read_article(&file.article)?;
    let mut request = WorkRequest::new(&article, file.analyst.clone(), Arc::clone(schema));
    request.person = to.clone();
    (request.syntax, request.pace) = (file.syntax, SavePace::Manual);
    let OpenedWork { document, history, read_only, drafts, files, .. } = open_work(request)?;
    if read_only.is_some() {
        return Ok(false);
    }
    let target = AnnotationFile { analyst: to.clone(), ..files.file() };
    let sidecar = SidecarFolder::of(&target);
    let lock = FileLock::ask(&RealDisk, &sidecar.lock(), to)
        .map_err(StoreError::io(FileOperation::Write, sidecar.folder()))?;
    let LockAnswer::Mine(lock) = lock else { return Ok(false) };
    let handed = files.core.hand_over(&target, &document, &history, &drafts);
    lock.release(&RealDisk);
    handed
}

impl WorkCore {
    fn hand_over(
        &self,
        target: &AnnotationFile,
        document: &Document,
        history: &UndoHistory,
        begun: &Drafts,
    ) -> Result<bool, StoreError> {
        let disk = &*self.disk;
        let here = self.state().file.clone();
        let sidecar = SidecarFolder::of(target);
        let other = AnnotationFile { syntax: target.syntax.other(), ..target.clone() };
        let taken = [target.path(), other.path(), sidecar.journal()];
        if taken.iter().any(|it| disk.stat(it).is_ok()) {
            return Ok(false);
        }
        let saved = save_document_on(disk, document, target, &self.info, |_saved| Ok(()))?;
        let mut journal = Journal::new(sidecar.journal(), self.info.sha256.clone());
        compact(disk, &mut journal, history, Some(hex(&saved.digest)))
            .map_err(StoreError::io(FileOperation::Write, journal.path()))?;
        // It can be typed again.
        let _kept = drafts::write(disk, &sidecar, &self.info.sha256, begun);
        self.set_aside(&here)?;
        let before = self.sidecar.journal();
        if disk.stat(&before).is_ok() {
            disk.remove(&before).map_err(StoreError::io(FileOperation::Remove, &before))?;
        }
        let _gone = drafts::write(disk, &self.sidecar, &self.info.sha256, &Drafts::new());
        Ok(true)
    }
}
