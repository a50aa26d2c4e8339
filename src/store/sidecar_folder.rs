//! The folder of the program's own files beside the articles, `.hashiye`. Nothing in it is needed
//! to read the work.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    AnnotationFile,
    error::{FileOperation, StoreError, StoreFailure},
    system::{
        atomic,
        disk::{Disk, FileKind, OWN_FOLDER, RealDisk, folder_of, name_of},
    },
};

/// Where the program's own files for one article and analyst lie.
#[derive(Clone, Debug)]
pub(super) struct SidecarFolder {
    /// `.hashiye` itself.
    folder: PathBuf,
    /// `news.txt.a1`.
    key: String,
}

impl SidecarFolder {
    pub(super) fn of(file: &AnnotationFile) -> Self {
        let folder = folder_of(&file.article).join(OWN_FOLDER);
        Self { folder, key: format!("{}.{}", name_of(&file.article), file.analyst) }
    }

    /// What belongs to no one article of `folder`.
    pub(super) fn beside_articles(folder: &Path) -> Self {
        Self { folder: folder.join(OWN_FOLDER), key: String::new() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.folder.join(format!("{}.journal", self.key))
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.folder.join(format!("{}.lock", self.key))
    }

    /// What was begun and not finished.
    pub(super) fn drafts(&self) -> PathBuf {
        self.folder.join(format!("{}.drafts", self.key))
    }

    /// Earlier versions of the annotation file.
    pub(super) fn history(&self) -> PathBuf {
        self.folder.join("history").join(&self.key)
    }

    /// The copy of the article's text with this SHA-256.
    pub(super) fn article(&self, sha256: &str) -> PathBuf {
        self.folder.join("articles").join(format!("{sha256}.txt"))
    }

    /// Makes the folder. One that is a link is refused: it would lead writes somewhere else.
    pub(super) fn make(&self, disk: &dyn Disk) -> Result<(), StoreError> {
        let _making = making();
        self.make_alone(disk)
    }

    fn make_alone(&self, disk: &dyn Disk) -> Result<(), StoreError> {
        match disk.stat(&self.folder) {
            Ok(stat) if stat.kind == FileKind::Folder => {
                hide_from_git(disk, &self.folder);
                return Ok(());
            }
            Ok(_) => return Err(StoreError::new(&self.folder, StoreFailure::FolderIsLink)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::io(FileOperation::Read, &self.folder)(error)),
        }
        // Where the articles' own folder is gone, on a disk that was taken out, nothing is made in
        // its stead.
        let around = folder_of(&self.folder);
        disk.stat(&around).map_err(StoreError::io(FileOperation::Read, &around))?;
        disk.create_folder(&self.folder)
            .and_then(|()| disk.sync_folder(&folder_of(&self.folder)))
            // Whoever opened the articles' folder makes none: it is that one which cannot be written in.
            .map_err(StoreError::io(FileOperation::Write, &around))?;
        hide_from_git(disk, &self.folder);
        Ok(())
    }

    /// Leaves nothing behind where nothing was written.
    pub(super) fn tidy(&self, disk: &dyn Disk) {
        let left = disk.list(&self.folder).unwrap_or_default();
        if left.iter().all(|it| it.name == GIT_IGNORE) {
            // It is made again by the next opening.
            let _removed = disk.remove(&self.folder.join(GIT_IGNORE));
        }
    }

    /// Makes a folder inside, refusing links on the way.
    pub(super) fn make_inside(&self, disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
        let _making = making();
        self.make_alone(disk)?;
        let inside = path.strip_prefix(&self.folder).unwrap_or(Path::new(""));
        let mut at = self.folder.clone();
        for part in inside {
            let around = at.clone();
            at.push(part);
            match disk.stat(&at) {
                Ok(stat) if stat.kind == FileKind::Folder => continue,
                Ok(_) => return Err(StoreError::new(at, StoreFailure::FolderIsLink)),
                Err(_not_there) => {}
            }
            disk.create_folder(&at)
                .and_then(|()| disk.sync_folder(&around))
                .map_err(StoreError::io(FileOperation::CreateFolder, &at))?;
        }
        Ok(())
    }
}

/// Who finds a folder there that another thread is making relies on it: it has to be on the disk by then.
fn making() -> MutexGuard<'static, ()> {
    static MAKING: Mutex<()> = Mutex::new(());
    MAKING.lock().unwrap_or_else(PoisonError::into_inner)
}

const GIT_IGNORE: &str = ".gitignore";

/// Tells git to leave the program's own folder alone: what is in it is of one machine. Failing is no
/// matter; the next opening tries again.
fn hide_from_git(disk: &dyn Disk, folder: &Path) {
    write_once(disk, &folder.join(GIT_IGNORE), "*\n");
}

/// Tells git to leave the line ends of articles as they are, which it changes on Windows: the text
/// would be another than the one that was annotated. What somebody wrote there stays.
pub(super) fn keep_line_ends(disk: &dyn Disk, folder: &Path) {
    const ATTRIBUTES: &str = "*.txt -text\n*.md -text\n*.html -text\n*.htm -text\n";
    write_once(disk, &folder.join(".gitattributes"), ATTRIBUTES);
}

/// Writes a file that is not there, or that a crash left empty.
fn write_once(disk: &dyn Disk, path: &Path, content: &str) {
    if disk.stat(path).is_ok_and(|it| it.len > 0 || it.kind != FileKind::File) {
        return;
    }
    let _next_time = atomic::replace(disk, path, |out| out.write_all(content.as_bytes()));
}

/// Moves an annotation file into the folder of the program's own files: it is kept, and no longer
/// in use.
///
/// Fails when the system refuses; a file that is not there is no failure.
pub fn set_aside(file: &AnnotationFile) -> Result<(), StoreError> {
    set_aside_at(&file.path())
}

/// The same of any file.
pub(super) fn set_aside_at(path: &Path) -> Result<(), StoreError> {
    if RealDisk.stat(path).is_err() {
        return Ok(());
    }
    let Some(to) = free_aside(path)? else { return Ok(()) };
    RealDisk.rename(path, &to).map_err(StoreError::io(FileOperation::Write, path))
}

/// Keeps `bytes`, which lie at `path`, in the folder of the program's own files.
///
/// Fails when the system refuses.
pub fn keep_aside(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let Some(to) = free_aside(path)? else { return Ok(()) };
    atomic::replace(&RealDisk, &to, |out| out.write_all(bytes))
        .map_err(StoreError::io(FileOperation::Write, &to))
}

/// A name for what is set aside that nothing has yet.
fn free_aside(path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let folder = folder_of(path).join(OWN_FOLDER);
    RealDisk
        .create_folder(&folder)
        .map_err(StoreError::io(FileOperation::CreateFolder, &folder))?;
    let name = name_of(path);
    let mut names = (1..).map(|number| folder.join(format!("{name}.{number}.aside")));
    Ok(names.find(|it| RealDisk.stat(it).is_err()))
}
