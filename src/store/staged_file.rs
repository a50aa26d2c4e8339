//! A file that is written piece by piece beside where it goes, and put there once it is whole.

use std::{
    fmt,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::system::{
    atomic::{self, TEMPORARY, prefix},
    disk::{Disk, FileKind, FileSink, RealDisk, folder_of, in_folder, name_of},
};
use crate::store::{FileOperation, StoreError, error::StoreFailure, lock::is_running};

/// A file under way. Dropping it before it is put in its place leaves nothing.
pub struct StagedFile {
    disk: Arc<dyn Disk>,
    temporary: PathBuf,
    path: PathBuf,
    /// True for a file of a folder that holds nothing else.
    is_inside: bool,
    sink: Option<BufWriter<Box<dyn FileSink>>>,
}

impl fmt::Debug for StagedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StagedFile").field("path", &self.path).finish_non_exhaustive()
    }
}

impl StagedFile {
    /// Begins a file that goes to `path`.
    ///
    /// Fails when the system refuses.
    pub fn begin(path: &Path) -> Result<Self, StoreError> {
        Self::begin_on(RealDisk::shared(), path)
    }

    /// Begins a file called `name` that goes into `folder`, which need not be there yet.
    ///
    /// Fails when the system refuses.
    pub fn begin_inside(folder: &Path, name: &str) -> Result<Self, StoreError> {
        let mut staged = Self::begin(&in_folder(folder, name))?;
        staged.is_inside = true;
        Ok(staged)
    }

    /// The same on any disk.
    ///
    /// Fails when the system refuses.
    pub fn begin_on(disk: Arc<dyn Disk>, path: &Path) -> Result<Self, StoreError> {
        // Folders are made once the file is whole.
        let mut folder = folder_of(path);
        while disk.stat_target(&folder).is_err() && folder.parent().is_some() {
            folder = folder_of(&folder);
        }
        remove_left_behind(&*disk, &folder, &name_of(path));
        let temporary =
            atomic::temporary_beside(&folder.join(path.file_name().unwrap_or_default()));
        let failed = StoreError::io(FileOperation::Write, path);
        let sink = disk.create(&temporary).map_err(failed)?;
        let sink = Some(BufWriter::with_capacity(1 << 18, sink));
        Ok(Self { disk, temporary, path: path.to_owned(), is_inside: false, sink })
    }

    /// For `map_err`: the system refused to write the file.
    pub fn unwritten(&self) -> impl FnOnce(io::Error) -> StoreError + '_ {
        StoreError::io(FileOperation::Write, &self.path)
    }

    /// Puts the file in its place, and in that of what was there, whose permissions it takes over.
    ///
    /// Fails when the system refuses; what was there stays then.
    pub fn commit(mut self) -> Result<(), StoreError> {
        let is_link = || self.disk.stat(&self.path).is_ok_and(|it| it.kind == FileKind::Other);
        if self.is_inside && is_link() {
            return Err(StoreError::new(&self.path, StoreFailure::FolderIsLink));
        }
        let folder = folder_of(&self.path);
        if self.disk.stat_target(&folder).is_err() {
            let made = self.disk.create_folder(&folder);
            made.map_err(StoreError::io(FileOperation::CreateFolder, &folder))?;
        }
        let Some(sink) = self.sink.take() else { return Ok(()) };
        let written = sink.into_inner().map_err(io::IntoInnerError::into_error);
        let placed = written.and_then(|mut sink| {
            if let Err(error) = self.disk.copy_permissions(&self.path, &self.temporary)
                && error.kind() != io::ErrorKind::NotFound
            {
                return Err(error);
            }
            sink.sync()?;
            self.disk.rename(&self.temporary, &self.path)
        });
        if placed.is_err() {
            let _left_behind = self.disk.remove(&self.temporary);
        }
        let synced = placed.and_then(|()| self.disk.sync_folder(&folder));
        synced.map_err(StoreError::io(FileOperation::Write, &self.path))
    }
}

impl Write for StagedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Some(sink) => sink.write(bytes),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for StagedFile {
    fn drop(&mut self) {
        if let Some(sink) = self.sink.take() {
            let _unwritten = sink.into_parts();
            let _left_behind = self.disk.remove(&self.temporary);
        }
    }
}

/// Removes what programs that were killed left of the file called `name`. What was written a moment ago may
/// be another machine's.
fn remove_left_behind(disk: &dyn Disk, folder: &Path, name: &str) {
    const SETTLED: Duration = Duration::from_mins(1);
    let own = prefix(name);
    for it in disk.list(folder).unwrap_or_default() {
        let middle = it.name.strip_prefix(&own).and_then(|it| it.strip_suffix(TEMPORARY));
        let number = middle.and_then(|it| it.split_once('-')).and_then(|it| it.0.parse().ok());
        let path = in_folder(folder, &it.name);
        let is_settled = || {
            let modified = disk.stat(&path).ok().and_then(|it| it.modified);
            modified.and_then(|it| it.elapsed().ok()).is_some_and(|it| it > SETTLED)
        };
        if number.is_some_and(|it| !is_running(it)) && is_settled() {
            let _stays = disk.remove(&path);
        }
    }
}
