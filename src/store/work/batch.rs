//! Several works that are opened and saved side by side.
//!
//! Each goes through the same doors as one alone: its lock, its journal, its file written whole, in the
//! same order with the same waits for the disk. Where many wait at the same time, the system writes
//! once for all of them. What concerns a folder, and would take longer the more articles it has, is
//! done once for all of its works.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::store::{
    sidecar_folder::SidecarFolder,
    system::{
        atomic::half_written_in,
        disk::{Disk, RealDisk},
    },
};

/// Several works that are opened and saved side by side, each with it in its
/// [`WorkRequest::batch`](super::WorkRequest::batch). When the last one is closed and this is dropped,
/// nothing is left behind in folders where nothing was written.
#[derive(Debug)]
pub struct WorkBatch {
    disk: Arc<dyn Disk>,
    folders: Mutex<BatchFolders>,
}

#[derive(Debug, Default)]
struct BatchFolders {
    /// Half-written files, by folder, as they were when the first work in it was opened.
    half_written: BTreeMap<PathBuf, Arc<[String]>>,
    /// One sidecar for each folder that works were closed in.
    closed: BTreeMap<PathBuf, SidecarFolder>,
}

impl WorkBatch {
    /// How many works are best under way at the same time: most of the time each waits for the disk.
    pub const SIDE_BY_SIDE: usize = 16;

    /// Works on the machine's disk.
    pub fn new() -> Arc<Self> {
        Self::on(RealDisk::shared())
    }

    /// Works on `disk`.
    pub fn on(disk: Arc<dyn Disk>) -> Arc<Self> {
        Arc::new(Self { disk, folders: Mutex::default() })
    }

    /// What a crash left half-written in `folder`. Files of the batch may be among them by now, or gone;
    /// names are never used twice, and each work removes only what its lock covers.
    pub(super) fn half_written_in(&self, disk: &dyn Disk, folder: &Path) -> Arc<[String]> {
        let mut folders = self.folders();
        let listed = || half_written_in(disk, folder).into();
        Arc::clone(folders.half_written.entry(folder.to_owned()).or_insert_with(listed))
    }

    /// Has the folder looked at when all works are closed.
    pub(super) fn tidy_later(&self, sidecar: &SidecarFolder) {
        let mut folders = self.folders();
        folders.closed.entry(sidecar.folder().to_owned()).or_insert_with(|| sidecar.clone());
    }

    fn folders(&self) -> MutexGuard<'_, BatchFolders> {
        // What a panicking thread left is still right.
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for WorkBatch {
    fn drop(&mut self) {
        for sidecar in std::mem::take(&mut self.folders().closed).into_values() {
            sidecar.tidy(&*self.disk);
        }
    }
}
