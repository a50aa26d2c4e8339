//! Earlier versions of an annotation file, and of the article it belongs to.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{
    AnnotationFile, ArticleInfo, StoredDocument,
    article::read_whole,
    error::{FileOperation, StoreError},
    file_syntax::FileSyntax,
    journal::{goes_on_from, read_journal},
    record::{self, FileOrigin},
    sidecar_folder::SidecarFolder,
    stored_document::load_document,
    system::{
        atomic,
        disk::{Disk, RealDisk, name_of},
        hashing::hash_of,
    },
};
use crate::{
    model::{Document, Schema},
    text::{Article, Text, hex},
};

/// Why a version was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptReason {
    /// From time to time.
    Routine,
    /// The save after it lost more than a tenth of its annotations.
    Loss,
    /// Something in it did not fit, or its format is older than the present one.
    Repaired,
    /// Its article changed afterwards.
    ArticleChanged,
    /// Another program had written it.
    Outside,
    /// The other of two files of one analyst, or the file before it changed its syntax.
    SetAside,
}

impl KeptReason {
    const ALL: [Self; 6] = [
        Self::Routine,
        Self::Loss,
        Self::Repaired,
        Self::ArticleChanged,
        Self::Outside,
        Self::SetAside,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Loss => "loss",
            Self::Repaired => "repaired",
            Self::ArticleChanged => "article-changed",
            Self::Outside => "outside",
            Self::SetAside => "set-aside",
        }
    }
}

impl fmt::Display for KeptReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An earlier version of an annotation file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptVersion {
    /// When it was kept, UTC, as `20260131T102000.000Z`; sorts by time.
    pub when: String,
    /// Why.
    pub why: KeptReason,
    /// Where it lies.
    pub path: PathBuf,
    syntax: FileSyntax,
}

/// A version that took the place of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutBackVersion {
    /// Where that file lies now; `None` where there was none.
    pub aside: Option<PathBuf>,
    /// True where the journal has what was done after the version; false where that is lost.
    pub steps_follow: bool,
}

/// How many versions are kept for each reason; the oldest go first.
pub const MOST_VERSIONS: usize = 40;

impl KeptVersion {
    /// The versions of `file` that are kept, oldest first.
    ///
    /// Fails when their folder can't be listed.
    pub fn all(file: &AnnotationFile) -> Result<Vec<Self>, StoreError> {
        Self::all_on(&RealDisk, &SidecarFolder::of(file))
    }

    pub(super) fn all_on(
        disk: &dyn Disk,
        sidecar: &SidecarFolder,
    ) -> Result<Vec<Self>, StoreError> {
        let folder = sidecar.history();
        let listed = match disk.list(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            result => result.map_err(StoreError::io(FileOperation::List, &folder))?,
        };
        let mut all: Vec<_> =
            listed.iter().filter_map(|it| Self::from_name(&folder, &it.name)).collect();
        all.sort_unstable();
        Ok(all)
    }

    /// When it was kept.
    pub fn time(&self) -> Option<SystemTime> {
        let time =
            self.when.parse::<jiff::Timestamp>().ok()?.duration_since(jiff::Timestamp::UNIX_EPOCH);
        Some(SystemTime::UNIX_EPOCH + time.try_into().ok()?)
    }

    /// Puts it in the place of `file`, which is set aside. Where the journal has the steps made after it, the
    /// next opening makes them again.
    ///
    /// Fails when one of them can't be read or written; `file` is then as it was.
    pub fn put_back(&self, file: &AnnotationFile) -> Result<PutBackVersion, StoreError> {
        let sidecar = SidecarFolder::of(file);
        let aside = keep(&RealDisk, &sidecar, file, KeptReason::SetAside)?;
        let mut source =
            RealDisk.open(&self.path).map_err(StoreError::io(FileOperation::Read, &self.path))?;
        let target = AnnotationFile { syntax: self.syntax, ..file.clone() }.path();
        atomic::replace(&RealDisk, &target, |out| io::copy(&mut source, out).map(|_len| ()))
            .map_err(StoreError::io(FileOperation::Write, &target))?;
        if target != file.path() && aside.is_some() {
            RealDisk
                .remove(&file.path())
                .map_err(StoreError::io(FileOperation::Remove, &file.path()))?;
        }
        // Where this fails the version is there all the same, without what was done after it.
        let steps_follow = self.go_on_from(&sidecar).unwrap_or(false);
        Ok(PutBackVersion { aside, steps_follow })
    }

    /// Notes in the journal that its steps go on from this version; false where it does not know the version.
    fn go_on_from(&self, sidecar: &SidecarFolder) -> Result<bool, StoreError> {
        let path = sidecar.journal();
        let failed = || StoreError::io(FileOperation::Write, &path);
        let source = RealDisk.open(&self.path).map_err(failed())?;
        let digest = hash_of(source).map_err(failed())?;
        let entries = read_journal(&RealDisk, &path)?.unwrap_or_default();
        goes_on_from(&RealDisk, &path, &entries, &hex(&digest)).map_err(failed())
    }

    /// Reads it as a document on `article`; to restore it, see [`restore`](super::restore).
    pub fn read(
        &self,
        file: &AnnotationFile,
        article: &Article,
        schema: &Arc<Schema>,
    ) -> Result<StoredDocument, StoreError> {
        let info = ArticleInfo::of(&file.article, article);
        let mut loaded =
            load_document(&RealDisk, file, &self.path, self.syntax, &info, article, schema)?;
        super::former_names::adopt(&mut loaded.document);
        Ok(loaded)
    }

    /// `20260131T102000.000Z.routine.ron`
    fn from_name(folder: &Path, name: &str) -> Option<Self> {
        let (rest, extension) = name.rsplit_once('.')?;
        let (when, why) = rest.rsplit_once('.')?;
        let syntax = FileSyntax::ALL.into_iter().find(|it| it.extension() == extension)?;
        let why = KeptReason::ALL.into_iter().find(|it| it.name() == why)?;
        Some(Self { when: when.to_owned(), why, path: folder.join(name), syntax })
    }
}

/// Keeps a copy of `file` as it lies there; `None` when there is none.
pub(super) fn keep(
    disk: &dyn Disk,
    sidecar: &SidecarFolder,
    file: &AnnotationFile,
    why: KeptReason,
) -> Result<Option<PathBuf>, StoreError> {
    keep_as(disk, sidecar, &file.path(), why, file.syntax.extension())
}

/// Keeps a copy of any file under its reason.
pub(super) fn keep_as(
    disk: &dyn Disk,
    sidecar: &SidecarFolder,
    path: &Path,
    why: KeptReason,
    extension: &str,
) -> Result<Option<PathBuf>, StoreError> {
    let mut source = match disk.open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        result => result.map_err(StoreError::io(FileOperation::Read, path))?,
    };
    let folder = sidecar.history();
    sidecar.make_inside(disk, &folder)?;
    let copy = free_name(disk, &folder, why, extension);
    atomic::create(disk, &copy, |out| io::copy(&mut source, out).map(|_len| ()))
        .map_err(StoreError::io(FileOperation::Write, &copy))?;
    remove_surplus(disk, sidecar, why);
    Ok(Some(copy))
}

/// Keeps a document that was never in a file, or is no longer.
pub(super) fn keep_document(
    disk: &dyn Disk,
    sidecar: &SidecarFolder,
    document: &Document,
    file: &AnnotationFile,
    article: &ArticleInfo,
) -> Result<PathBuf, StoreError> {
    let folder = sidecar.history();
    sidecar.make_inside(disk, &folder)?;
    let copy = free_name(disk, &folder, KeptReason::SetAside, file.syntax.extension());
    let about = FileOrigin { article, analyst: file.analyst.as_str(), next: document.next_ids() };
    atomic::create(disk, &copy, |out| record::write(out, document, &about, file.syntax))
        .map_err(StoreError::io(FileOperation::Write, &copy))?;
    remove_surplus(disk, sidecar, KeptReason::SetAside);
    Ok(copy)
}

/// The time now and the reason, in a name that is not taken.
fn free_name(disk: &dyn Disk, folder: &Path, why: KeptReason, extension: &str) -> PathBuf {
    let now = jiff::Timestamp::now();
    let names = (0_i64..).map(|later| {
        let time = now + jiff::SignedDuration::from_millis(later);
        folder.join(format!("{}.{why}.{extension}", time.strftime("%Y%m%dT%H%M%S.%3fZ")))
    });
    let mut free = names.take(10_000).filter(|it| disk.stat(it).is_err());
    free.next().unwrap_or_else(|| folder.join(format!("{why}.{extension}")))
}

/// Removes the oldest versions kept for one reason. What can't be removed stays.
fn remove_surplus(disk: &dyn Disk, sidecar: &SidecarFolder, why: KeptReason) {
    let mut all = KeptVersion::all_on(disk, sidecar).unwrap_or_default();
    // What is dated in the future was kept while the clock was wrong, and says nothing of its age.
    let now = now_in_names();
    all.retain(|it| it.why == why && it.when <= now);
    let surplus = all.len().saturating_sub(MOST_VERSIONS);
    for version in all.iter().take(surplus) {
        let _stays = disk.remove(&version.path);
    }
}

/// This moment, as versions are named by it.
fn now_in_names() -> String {
    // A version that was just kept may be a few milliseconds ahead: see `free_name`.
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(1);
    soon.strftime("%Y%m%dT%H%M%S.%3fZ").to_string()
}

/// True when the last version is older than `minutes`, or there is none.
pub(super) fn is_due(disk: &dyn Disk, sidecar: &SidecarFolder, minutes: i64) -> bool {
    let all = KeptVersion::all_on(disk, sidecar).unwrap_or_default();
    let before = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(minutes);
    let before = before.strftime("%Y%m%dT%H%M%S.%3fZ").to_string();
    let now = now_in_names();
    all.iter().rev().find(|it| it.when <= now).is_none_or(|it| it.when < before)
}

/// Keeps a copy of the text that was annotated, under its hash.
pub(super) fn keep_article(
    disk: &dyn Disk,
    sidecar: &SidecarFolder,
    text: &Text,
    sha256: &str,
) -> Result<(), StoreError> {
    let path = sidecar.article(sha256);
    if disk.stat(&path).is_ok() {
        return Ok(());
    }
    let folder = super::system::disk::folder_of(&path);
    sidecar.make_inside(disk, &folder)?;
    match atomic::create(disk, &path, |out| out.write_all(text.as_str().as_bytes())) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        result => result.map_err(StoreError::io(FileOperation::Write, &path)),
    }
}

/// The text with this hash, if a copy was kept and is still what it was.
pub(super) fn kept_article(disk: &dyn Disk, sidecar: &SidecarFolder, sha256: &str) -> Option<Text> {
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|it| it.is_ascii_hexdigit());
    if !is_hash {
        // A file may say anything here, such as a path.
        return None;
    }
    let bytes = read_whole(disk, &sidecar.article(sha256), Article::LARGEST).ok()?;
    let text = Text::new(String::from_utf8(bytes).ok()?);
    (text.sha256() == sha256).then_some(text)
}

/// Keeps the file of `article` and `analyst` in one syntax and sets the other aside, when both are
/// there.
///
/// Returns where the other lies now.
pub fn keep_syntax(file: &AnnotationFile) -> Result<Option<PathBuf>, StoreError> {
    let other = AnnotationFile { syntax: file.syntax.other(), ..file.clone() };
    let copy = keep(&RealDisk, &SidecarFolder::of(file), &other, KeptReason::SetAside)?;
    if copy.is_some() {
        let path = other.path();
        RealDisk.remove(&path).map_err(StoreError::io(FileOperation::Remove, &path))?;
    }
    Ok(copy)
}

/// What a version is called for people: its file's name.
impl fmt::Display for KeptVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&name_of(&self.path))
    }
}
