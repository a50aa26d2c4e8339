//! What is known of files without reading them: whether they are as they were when something was made of them.

use std::{
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    Analyst, AnnotationFile, FileSyntax,
    sidecar_folder::SidecarFolder,
    system::disk::{Disk as _, RealDisk},
};

/// A file that was written so shortly before may be written again without another time: some systems count
/// in steps of two seconds.
const YOUNG: Duration = Duration::from_secs(2);

/// What is known of an article and the work on it without reading them: names, lengths, when they were
/// written last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputDigest([u8; 32]);

impl InputDigest {
    /// Of an article and an annotation file; `None` where one of them is not there.
    pub fn of(article: &Path, annotations: &Path) -> Option<Self> {
        let mut files = FilesSeen::default();
        files.add(article)?;
        files.add(annotations)?;
        Some(files.digest())
    }

    /// Of an article and all work on it, with what is not saved yet; `None` where a file is not there, or so young
    /// that a later change of it might not show.
    pub fn of_article(article: &Path, works: &[AnnotationFile]) -> Option<Self> {
        let mut files = FilesSeen::default();
        files.add(article)?;
        for file in works {
            files.add(&file.path())?;
            files.add_if_there(&SidecarFolder::of(file).journal())?;
        }
        files.settled()
    }

    /// The same of the work of one analyst alone, which need not be there.
    pub fn of_own_work(article: &Path, analyst: &Analyst) -> Option<Self> {
        let file = |syntax| AnnotationFile {
            article: article.to_owned(),
            analyst: analyst.clone(),
            syntax,
        };
        let mut files = FilesSeen::default();
        files.add(article)?;
        for syntax in FileSyntax::ALL {
            files.add_if_there(&file(syntax).path())?;
        }
        files.add_if_there(&SidecarFolder::of(&file(FileSyntax::default())).journal())?;
        files.settled()
    }

    /// Of the program that runs.
    pub fn of_program() -> Option<Self> {
        Self::of_article(&std::env::current_exe().ok()?, &[])
    }

    /// Of several articles, by the names of their files.
    pub fn of_several<'a>(articles: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let mut hash = Sha256::new();
        for (name, it) in articles {
            hash.update(name.as_bytes());
            hash.update([0]);
            hash.update(it.0);
        }
        Self(hash.finalize().into())
    }

    /// As it was written down.
    pub(super) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// To be written down.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Files that were looked at, one after the other.
#[derive(Default)]
struct FilesSeen {
    hash: Sha256,
    /// When the youngest of them was written.
    youngest: Option<SystemTime>,
}

impl FilesSeen {
    fn add(&mut self, path: &Path) -> Option<()> {
        let stat = RealDisk.stat_target(path).ok()?;
        let modified = stat.modified?;
        self.hash.update(path.file_name()?.as_encoded_bytes());
        self.hash.update([0]);
        self.hash.update(stat.len.to_le_bytes());
        self.hash.update(modified.duration_since(UNIX_EPOCH).ok()?.as_nanos().to_le_bytes());
        self.youngest = self.youngest.max(Some(modified));
        Some(())
    }

    /// `None` where nothing can be said of it.
    fn add_if_there(&mut self, path: &Path) -> Option<()> {
        match RealDisk.stat_target(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some(()),
            _ => self.add(path),
        }
    }

    fn digest(self) -> InputDigest {
        InputDigest(self.hash.finalize().into())
    }

    /// `None` where one was written just now, or by a clock that is ahead of ours.
    fn settled(self) -> Option<InputDigest> {
        let is_old = |it: SystemTime| it.elapsed().is_ok_and(|age| age > YOUNG);
        self.youngest.is_none_or(is_old).then(|| self.digest())
    }
}
