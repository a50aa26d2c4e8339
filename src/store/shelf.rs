//! The folder of the program's own files beside the articles, `.hashiye`. Nothing in it is needed
//! to read the work.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    AnnotationFile,
    disk::{Disk, Kind, folder_of, name_of},
    error::{Doing, Failure, StoreError},
};

/// Where the program's own files for one article and analyst lie.
#[derive(Clone, Debug)]
pub(super) struct Shelf {
    /// `.hashiye` itself.
    folder: PathBuf,
    /// `news.txt.a1`.
    key: String,
}

impl Shelf {
    pub(super) const NAME: &str = ".hashiye";

    pub(super) fn of(file: &AnnotationFile) -> Self {
        let folder = folder_of(&file.article).join(Self::NAME);
        Self { folder, key: format!("{}.{}", name_of(&file.article), file.analyst) }
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
        match disk.stat(&self.folder) {
            Ok(stat) if stat.kind == Kind::Folder => return Ok(()),
            Ok(_) => return Err(StoreError::new(&self.folder, Failure::FolderIsLink)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::io(Doing::Read, &self.folder)(error)),
        }
        // Where the articles' own folder is gone, on a disk that was taken out, nothing is made in
        // its stead.
        let around = folder_of(&self.folder);
        disk.stat(&around).map_err(StoreError::io(Doing::Read, &around))?;
        disk.create_folder(&self.folder)
            .and_then(|()| disk.sync_folder(&folder_of(&self.folder)))
            .map_err(StoreError::io(Doing::CreateFolder, &self.folder))
    }

    /// Makes a folder inside, refusing links on the way.
    pub(super) fn make_inside(&self, disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
        self.make(disk)?;
        let inside = path.strip_prefix(&self.folder).unwrap_or(Path::new(""));
        let mut at = self.folder.clone();
        for part in inside {
            let around = at.clone();
            at.push(part);
            match disk.stat(&at) {
                Ok(stat) if stat.kind == Kind::Folder => continue,
                Ok(_) => return Err(StoreError::new(at, Failure::FolderIsLink)),
                Err(_not_there) => {}
            }
            disk.create_folder(&at)
                .and_then(|()| disk.sync_folder(&around))
                .map_err(StoreError::io(Doing::CreateFolder, &at))?;
        }
        Ok(())
    }
}
