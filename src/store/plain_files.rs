//! Datasets of other tools: files of any kind, read and written whole.

use std::{
    collections::BTreeSet,
    io::Read as _,
    path::{Path, PathBuf},
};

use super::{
    FileOperation, StoreError,
    article::read_whole,
    error::StoreFailure,
    system::{
        atomic,
        disk::{Disk as _, FileKind, RealDisk, folder_of, in_folder, name_of},
    },
};

/// The largest file that is read, in bytes: it is held in memory with what is made of it.
pub const LARGEST_FILE: u64 = 1 << 30;
/// The most that the files of one folder may hold together, in bytes.
const LARGEST_FOLDER: u64 = 4 << 30;
/// Files of an export that are written at the same time.
const WRITERS: usize = 16;

/// Relative names, with `/` between folders, and contents.
pub type NamedFiles = Vec<(String, Vec<u8>)>;

/// A file or pipe by its name, or everything in a folder and those below it, in order of name; what
/// is hidden is left out.
///
/// Fails when something can't be read, or is larger than [`LARGEST_FILE`].
pub fn read_files(path: &Path) -> Result<NamedFiles, StoreError> {
    if std::fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        // A pipe, such as a shell makes of what another program writes.
        let pipe = std::fs::File::open(path).map_err(StoreError::io(FileOperation::Read, path))?;
        return Ok(vec![(name_of(path), read_stream(pipe, &path.to_string_lossy())?)]);
    }
    if !path.is_dir() {
        return Ok(vec![(name_of(path), read_whole(&RealDisk, path, LARGEST_FILE)?)]);
    }
    let (mut files, mut bytes) = (NamedFiles::new(), 0);
    for name in list_files(path)? {
        let content = read_whole(&RealDisk, &in_folder(path, &name), LARGEST_FILE)?;
        bytes += content.len() as u64;
        if bytes > LARGEST_FOLDER {
            return Err(StoreError::new(
                path,
                StoreFailure::TooLarge { bytes, largest: LARGEST_FOLDER },
            ));
        }
        files.push((name, content));
    }
    Ok(files)
}

/// What comes through `source`, which is no file; `name` is reported where it can't be read.
///
/// Fails as [`read_files`] does.
pub fn read_stream(source: impl std::io::Read, name: &str) -> Result<Vec<u8>, StoreError> {
    let path = Path::new(name);
    let mut bytes = Vec::new();
    let read = source.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(StoreError::io(FileOperation::Read, path))?;
    let len = bytes.len() as u64;
    if len > LARGEST_FILE {
        return Err(StoreError::new(
            path,
            StoreFailure::TooLarge { bytes: len, largest: LARGEST_FILE },
        ));
    }
    Ok(bytes)
}

/// The files in a folder and those below it that are not hidden, relative, with `/` between
/// folders, in order; none where there is no folder.
///
/// Fails when one of the folders can't be listed.
pub fn list_files(folder: &Path) -> Result<Vec<String>, StoreError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let listed = RealDisk.list(folder).map_err(StoreError::io(FileOperation::List, folder))?;
    let mut found = Vec::new();
    for entry in listed.into_iter().filter(|it| !it.name.starts_with('.')) {
        match entry.kind {
            FileKind::File => found.push(entry.name),
            FileKind::Folder => {
                let below = list_files(&in_folder(folder, &entry.name))?;
                found.extend(below.into_iter().map(|name| format!("{}/{name}", entry.name)));
            }
            // Following it might lead in circles, or out of the folder.
            FileKind::Other => {}
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// True where a file is at `path`, or a folder that is not empty or can't be looked into.
pub fn is_taken(path: &Path) -> bool {
    let is_empty = || RealDisk.list(path).is_ok_and(|it| it.is_empty());
    path.is_file() || path.is_dir() && !is_empty()
}

/// The folders in a folder that are not hidden, in order.
///
/// Fails when it can't be listed.
pub fn folders_in(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let listed = RealDisk.list(folder).map_err(StoreError::io(FileOperation::List, folder))?;
    let seen =
        listed.into_iter().filter(|it| it.kind == FileKind::Folder && !it.name.starts_with('.'));
    let mut folders: Vec<PathBuf> = seen.map(|it| in_folder(folder, &it.name)).collect();
    folders.sort_unstable();
    Ok(folders)
}

/// A file in `folder` that has none of the relative names `ours`, if there is one: such a folder is
/// somebody's, and not ours to write a dataset into.
pub fn other_file<'a>(folder: &Path, ours: impl IntoIterator<Item = &'a String>) -> Option<String> {
    let ours: BTreeSet<&str> = ours.into_iter().map(String::as_str).collect();
    let there = list_files(folder).unwrap_or_default();
    there.into_iter().find(|it| !ours.contains(it.as_str()))
}

/// The words of a small file; nothing where it is not there.
///
/// Fails when the system refuses.
pub fn read_if_there(path: &Path) -> Result<String, StoreError> {
    match read_whole(&RealDisk, path, LARGEST_FILE) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(_) if RealDisk.stat(path).is_err() => Ok(String::new()),
        Err(error) => Err(error),
    }
}

/// Writes one file whole, and the folders above it.
///
/// Fails when the system refuses; what was there stays then.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    make_folder(&folder_of(path))?;
    write(path, bytes)
}

/// Writes a file whole where what lies there is still `known`, as it was read; `None` for none.
///
/// Fails when somebody else changed it, and when the system refuses; the file is then as it was.
pub fn replace_file(path: &Path, known: Option<&[u8]>, bytes: &[u8]) -> Result<(), StoreError> {
    let there = match read_whole(&RealDisk, path, LARGEST_FILE) {
        Err(error) if error.is_not_found() => None,
        result => Some(result?),
    };
    if there.as_deref() != known {
        return Err(StoreError::new(path, StoreFailure::ChangedOutside));
    }
    write(&RealDisk.target(path), bytes)
}

/// Writes the files of an export below `folder`. Each is written whole.
///
/// Fails when the system refuses; what was written before stays.
pub fn write_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
    make_folder(folder)?;
    let folders: BTreeSet<PathBuf> =
        files.iter().map(|it| folder_of(&in_folder(folder, &it.0))).collect();
    folders.iter().try_for_each(|it| make_folder(it))?;
    side_by_side(files, |(name, bytes)| write_inside(folder, name, bytes))
}

/// Writes one file of an export below `folder`, and through no link in it: that would lead somewhere
/// else.
fn write_inside(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let mut at = folder.to_owned();
    for part in name.split('/') {
        at = in_folder(&at, part);
        if RealDisk.stat(&at).is_ok_and(|it| it.kind == FileKind::Other) {
            return Err(StoreError::new(at, StoreFailure::FolderIsLink));
        }
    }
    write(&at, bytes)
}

/// Does something to each of `items`, several at the same time: writing a file is waiting for the
/// disk.
///
/// Fails with what failed first; what was done before stays, and some of the rest is done too.
pub fn side_by_side<T: Sync, E: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let (share, work) = (items.len().div_ceil(WRITERS).max(1), &work);
    std::thread::scope(|scope| {
        let parts = items.chunks(share);
        let parts = parts.map(|part| {
            let run = move || part.iter().try_for_each(work);
            // Where the system gives no thread, it is done at once.
            std::thread::Builder::new().spawn_scoped(scope, run).map_err(|_no_thread| run())
        });
        let writers: Vec<_> = parts.collect();
        let outcomes =
            writers.into_iter().map(|it| match it.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(outcome)) | Err(outcome) => outcome,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
            });
        outcomes.collect::<Vec<_>>().into_iter().collect()
    })
}

/// Removes a file of an earlier run, if there is one.
///
/// Fails when it is there and the system refuses.
pub fn remove_file(path: &Path) -> Result<(), StoreError> {
    match RealDisk.remove(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::io(FileOperation::Remove, path)(error))
        }
        _ => Ok(()),
    }
}

/// Makes a folder and those above it, where they are not there yet.
///
/// Fails when the system refuses.
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    RealDisk.create_folder(folder).map_err(StoreError::io(FileOperation::CreateFolder, folder))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    atomic::replace(&RealDisk, path, |out| out.write_all(bytes))
        .map_err(StoreError::io(FileOperation::Write, path))
}
