//! One article by whatever path: folders are known by where they lie, however they are written, and a link
//! to an article is that article where its work lies there.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::{Path, PathBuf},
};

use super::system::disk::{Disk, OWN_FOLDER, RealDisk, folder_of, name_of};
use crate::store::{AnnotationFile, article_kind::kind_of};

/// Where the article or folder at `path` is worked on. The folder above is that in which it lies, through
/// links and `..`. A link to an article of the same folder, or to one elsewhere that is worked on there,
/// leads to that one; work that lies beside the link goes on there. A link into a store of files, such as
/// git-annex makes, stays what it is: nobody works there.
pub fn true_place(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_no_folder| path.to_owned());
    // On Windows the resolved form is none that people write.
    if cfg!(windows) {
        return path;
    }
    if path.is_dir() {
        return path.canonicalize().unwrap_or(path);
    }
    let folder = folder_of(&path).canonicalize();
    let path = match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    };
    LinkFollower::default().article_of(&RealDisk, &path).unwrap_or(path)
}

/// Follows links to articles; each folder is listed once.
#[derive(Debug, Default)]
pub(super) struct LinkFollower {
    /// The sorted names of annotation files and journals, by folder.
    listed: BTreeMap<PathBuf, Vec<String>>,
}

impl LinkFollower {
    /// The article that a link at `path` stands for; `None` where the path itself is the one to work on.
    pub(super) fn article_of(&mut self, disk: &dyn Disk, path: &Path) -> Option<PathBuf> {
        let target = disk.target(path);
        if target == path || kind_of(&target).is_none() || disk.stat(&target).is_err() {
            return None;
        }
        let is_beside = folder_of(&target) == true_folder(&folder_of(path));
        let leads_on = !self.has_work(disk, path) && (is_beside || self.has_work(disk, &target));
        leads_on.then_some(target)
    }

    /// True where somebody's work on the article lies beside it.
    fn has_work(&mut self, disk: &dyn Disk, article: &Path) -> bool {
        let folder = folder_of(article);
        let names = self.listed.entry(folder).or_insert_with_key(|it| names_of_work(disk, it));
        let own = format!("{}.", name_of(article));
        let first = names.partition_point(|it| *it < own);
        let ours = names.iter().skip(first).take_while(|it| it.starts_with(&own));
        ours.into_iter().any(|it| {
            let bare = it.strip_suffix(JOURNAL).map(|it| format!("{it}.ron"));
            AnnotationFile::from_name(article, bare.as_deref().unwrap_or(it)).is_some()
        })
    }
}

/// How the names of journals end.
const JOURNAL: &str = ".journal";

fn names_of_work(disk: &dyn Disk, folder: &Path) -> Vec<String> {
    let names = |folder: &Path| disk.list(folder).unwrap_or_default().into_iter().map(|it| it.name);
    let journals = names(&folder.join(OWN_FOLDER)).filter(|it| it.ends_with(JOURNAL));
    let mut all: Vec<String> = names(folder).chain(journals).collect();
    all.sort_unstable();
    all
}

/// What tells a file from every other one, by whatever path it is named: its folder, which links and second
/// mounts lead to as well, and its name in it. Of what is not there, where it would be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileIdentity {
    folder: FolderIdentity,
    name: OsString,
}

/// What tells a folder from every other one: its number on its disk, and the path where it has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FolderIdentity(Option<(u64, u64)>, PathBuf);

impl FileIdentity {
    /// The identity of the file at `path`, through links.
    pub fn of(path: &Path) -> Self {
        let path = true_path(path);
        let name = path.file_name().unwrap_or_default().to_owned();
        Self { folder: FolderIdentity::at(folder_of(&path)), name }
    }
}

impl FolderIdentity {
    /// The identity of the folder at `path`, through links.
    pub fn of(path: &Path) -> Self {
        Self::at(true_path(path))
    }

    fn at(path: PathBuf) -> Self {
        match number_on_disk(&path) {
            Some(number) => Self(Some(number), PathBuf::new()),
            None => Self(None, path),
        }
    }

    /// True where what lies at `path`, or would, is below this folder or is it.
    pub fn holds(&self, path: &Path) -> bool {
        true_path(path).ancestors().any(|it| Self::at(it.to_owned()) == *self)
    }
}

#[cfg(unix)]
fn number_on_disk(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let stat = std::fs::metadata(folder).ok()?;
    Some((stat.dev(), stat.ino()))
}

#[cfg(not(unix))]
fn number_on_disk(_folder: &Path) -> Option<(u64, u64)> {
    None
}

/// Where a path leads, whichever way it is written; for what is not there, where it would be.
fn true_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_not_there| {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        match (folder.canonicalize(), path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => std::path::absolute(path).unwrap_or_else(|_no_folder| path.to_owned()),
        }
    })
}

/// Where a folder lies, through links and `..`.
pub(super) fn true_folder(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_not_there| path.to_owned())
}
