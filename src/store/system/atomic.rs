//! Writing a file whole or not at all.

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use super::disk::{Disk, FileStat, folder_of, name_of};

/// Writes a file beside `path`, syncs it, and puts it in the place of what was there, whose
/// permissions it takes over. A crash at any moment leaves the old file or the new one.
pub(in crate::store) fn replace(
    disk: &dyn Disk,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    replace_after(disk, path, write, |_stat| Ok(()))
}

/// As [`replace`], with something to do when the new file is complete but not yet in place. It is
/// given what the file will look like there, until somebody else changes it.
pub(in crate::store) fn replace_after(
    disk: &dyn Disk,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    before_rename: impl FnOnce(FileStat) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = temporary_beside(path);
    let result = write_new(disk, &temporary, path, write)
        .and_then(|()| before_rename(disk.stat(&temporary)?))
        .and_then(|()| disk.rename(&temporary, path));
    if let Err(error) = result {
        // The first error is the one to report; the rest of the disk may be gone too.
        let _left_behind = disk.remove(&temporary);
        return Err(error);
    }
    disk.sync_folder(&folder_of(path))
}

/// Writes a file that is not there yet, whole or not at all.
pub(in crate::store) fn create(
    disk: &dyn Disk,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match disk.stat(path) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(disk, path, write),
        Err(error) => Err(error),
    }
}

fn write_new(
    disk: &dyn Disk,
    temporary: &Path,
    model: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut sink = disk.create(temporary)?;
    let mut buffered = BufWriter::with_capacity(1 << 16, &mut *sink);
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    match disk.copy_permissions(model, temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    sink.sync()
}

/// A name in the same folder that no other write uses.
pub(in crate::store) fn temporary_beside(path: &Path) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("{}{}-{count}{TEMPORARY}", prefix(&name_of(path)), std::process::id());
    path.with_file_name(name)
}

/// How the temporary names of the file called `name` begin: with its own name, or with what
/// distinguishes it from others where that is too long to be made longer.
pub(in crate::store) fn prefix(name: &str) -> String {
    const LONGEST: usize = 180;
    if name.len() <= LONGEST {
        return format!(".{name}.");
    }
    let beginning = name.get(..name.floor_char_boundary(LONGEST)).unwrap_or_default();
    format!(".{beginning}.{:08x}.", crc32fast::hash(name.as_bytes()))
}

/// The names of half-written files in a folder, whosever they are.
pub(in crate::store) fn half_written_in(disk: &dyn Disk, folder: &Path) -> Vec<String> {
    let listed = disk.list(folder).unwrap_or_default().into_iter();
    listed.map(|it| it.name).filter(|it| it.ends_with(TEMPORARY)).collect()
}

/// How the names of half-written files end.
pub(in crate::store) const TEMPORARY: &str = ".hashiye-tmp";
