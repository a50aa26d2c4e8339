//! Places that are neither an article nor its annotations.

use std::path::{Path, PathBuf};

use super::{
    AnnotationFile, Doing, StoreError, atomic,
    disk::{Disk as _, RealDisk, folder_of, name_of},
};

/// The folder of the program's own files, beside the articles.
pub const OWN_FOLDER: &str = ".hashiye";

/// Where the user keeps documents; the present folder where there is no such place.
pub fn documents_folder() -> PathBuf {
    let user = directories::UserDirs::new();
    let folder = user.map(|it| it.document_dir().unwrap_or(it.home_dir()).to_owned());
    folder.filter(|it| it.is_dir()).unwrap_or_else(|| PathBuf::from("."))
}

/// Moves an annotation file into the folder of the program's own files: it is kept, and no longer
/// in use.
///
/// Fails when the system refuses; a file that is not there is no failure.
pub fn set_aside(file: &AnnotationFile) -> Result<(), StoreError> {
    let path = file.path();
    if RealDisk.stat(&path).is_err() {
        return Ok(());
    }
    let Some(to) = free_aside(&path)? else { return Ok(()) };
    RealDisk.rename(&path, &to).map_err(StoreError::io(Doing::Write, &path))
}

/// Keeps `bytes`, which lie at `path`, in the folder of the program's own files.
pub(super) fn keep_aside(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let Some(to) = free_aside(path)? else { return Ok(()) };
    atomic::replace(&RealDisk, &to, |out| out.write_all(bytes))
        .map_err(StoreError::io(Doing::Write, &to))
}

/// A name for what is set aside that nothing has yet.
fn free_aside(path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let folder = folder_of(path).join(OWN_FOLDER);
    RealDisk.create_folder(&folder).map_err(StoreError::io(Doing::CreateFolder, &folder))?;
    let name = name_of(path);
    let mut names = (1..).map(|number| folder.join(format!("{name}.{number}.aside")));
    Ok(names.find(|it| RealDisk.stat(it).is_err()))
}
