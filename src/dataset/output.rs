//! Where an export goes: what the path stands for, and what may not be written over.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::Refusal;
use crate::{
    formats::{self, Exportable, Filter, Format, Options},
    model::{Document, Schema},
    store::{self, FileIdentity, FolderIdentity, NamedFiles},
    text::Text,
};

/// What the path that somebody gave for an export stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputPlace {
    /// Standard output: `-`.
    Stream,
    /// One file: a name with an extension.
    File(PathBuf),
    /// A folder that holds nothing else: a name without an extension, or a folder that is there.
    Folder(PathBuf),
}

impl OutputPlace {
    /// What `path` stands for.
    pub fn of(path: &Path) -> Self {
        if path == Path::new("-") {
            Self::Stream
        } else if path.extension().is_some() && !path.is_dir() {
            Self::File(path.to_owned())
        } else {
            Self::Folder(path.to_owned())
        }
    }

    /// The file or folder; `None` for standard output.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stream => None,
            Self::File(path) | Self::Folder(path) => Some(path),
        }
    }

    /// Where what the export could not hold is listed: `OUT.loss.json` beside it; nowhere for standard
    /// output.
    pub fn loss_report(&self) -> Option<PathBuf> {
        let path = self.path()?;
        let mut name = path.file_name()?.to_owned();
        name.push(".loss.json");
        Some(path.with_file_name(name))
    }

    /// The one file among `files` that a file or standard output gets: the only one there is or, for a
    /// file, the one whose extension it has where that is in `whole_in` (see
    /// [`Format::whole_in`](crate::formats::Format::whole_in)).
    ///
    /// Refused where several belong together.
    pub fn one_file<'a>(
        &self,
        files: &'a NamedFiles,
        whole_in: &[&str],
    ) -> Result<&'a [u8], Refusal> {
        if let [(_, bytes)] = files.as_slice() {
            return Ok(bytes);
        }
        let extension = self.path().and_then(Path::extension).unwrap_or_default();
        let extension = extension.to_string_lossy();
        let is_it = |(name, _): &&(String, Vec<u8>)| name.ends_with(&format!(".{extension}"));
        match files.iter().find(is_it) {
            Some((_, bytes)) if whole_in.contains(&&*extension) => Ok(bytes),
            _ => Err(Refusal::SeveralFiles(self.path().unwrap_or(Path::new("-")).to_owned())),
        }
    }

    /// Refuses a format that is several files where this is one, whatever the articles are.
    pub fn may_hold(&self, format: &Format, options: &Options) -> Result<(), Refusal> {
        if matches!(self, Self::Folder(_)) {
            return Ok(());
        }
        let article = Document::new("article", Text::new("\n"), Schema::standard());
        let article = [Exportable { document: &article, analyst: "" }];
        match formats::export(
            format,
            &article,
            &Options { filter: Filter::default(), ..options.clone() },
        ) {
            Some(it) => self.one_file(&it.files, format.whole_in).map(|_bytes| ()),
            None => Ok(()),
        }
    }

    /// Writes `files`; nothing for standard output, which is the caller's.
    ///
    /// Refused where they do not fit the place or the folder holds others.
    pub fn write(&self, files: &NamedFiles, whole_in: &[&str]) -> Result<(), Refusal> {
        match self {
            Self::Stream => self.one_file(files, whole_in).map(|_bytes| ()),
            Self::File(path) => Ok(store::write_file(path, self.one_file(files, whole_in)?)?),
            Self::Folder(path) => {
                self.may_take(files.iter().map(|it| &it.0))?;
                Ok(store::write_files(path, files)?)
            }
        }
    }

    /// Refuses files with these relative names where the folder holds others.
    pub fn may_take<'a>(&self, names: impl IntoIterator<Item = &'a String>) -> Result<(), Refusal> {
        let Self::Folder(path) = self else { return Ok(()) };
        match store::other_file(path, names) {
            Some(name) => Err(Refusal::OtherFiles { name, folder: path.clone() }),
            None => Ok(()),
        }
    }

    /// True where writing files with these relative names would replace one that is there.
    pub fn replaces<'a>(&self, names: impl IntoIterator<Item = &'a String>) -> bool {
        match self {
            Self::Stream => false,
            Self::File(path) => path.exists(),
            Self::Folder(path) => names.into_iter().any(|it| path.join(it).exists()),
        }
    }

    /// The folder around it, where that is not there and would be made.
    pub fn new_folder(&self) -> Option<PathBuf> {
        let (Self::File(path) | Self::Folder(path)) = self else { return None };
        let around = path.parent().filter(|it| !it.as_os_str().is_empty())?;
        (!around.exists()).then(|| around.to_owned())
    }

    /// Writes some of the files of a folder that may take them: see [`OutputPlace::may_take`].
    pub fn add(&self, files: &NamedFiles) -> Result<(), Refusal> {
        match self {
            Self::Folder(path) => Ok(store::write_files(path, files)?),
            Self::Stream | Self::File(_) => self.write(files, &[]),
        }
    }
}

/// The files that something is made of, none of which it may take the place of.
#[derive(Clone, Debug, Default)]
pub struct SourceFiles {
    files: BTreeSet<FileIdentity>,
    folders: Vec<FolderIdentity>,
}

impl SourceFiles {
    /// Articles and annotation files, with the schemas beside them, and the folders that are read as a
    /// whole.
    pub fn new<'a>(
        files: impl IntoIterator<Item = &'a Path>,
        folders: impl IntoIterator<Item = &'a Path>,
    ) -> Self {
        let mut all = BTreeSet::new();
        for file in files {
            all.insert(FileIdentity::of(file));
            all.insert(FileIdentity::of(&file.with_file_name(store::SCHEMA_FILE)));
        }
        Self { files: all, folders: folders.into_iter().map(FolderIdentity::of).collect() }
    }

    /// Why `place` may not be written to, if so: it is one of the files or lies among our own, or,
    /// where it may look like articles, it would be read as such the next time.
    pub fn obstacle(&self, place: &OutputPlace, may_look_like_articles: bool) -> Option<Refusal> {
        let path = place.path()?;
        let is_own = path.components().any(|it| it.as_os_str() == store::OWN_FOLDER);
        if is_own || self.files.contains(&FileIdentity::of(path)) {
            return Some(Refusal::WorkedOn(path.to_owned()));
        }
        let is_inside = || self.folders.iter().any(|it| it.holds(path));
        (may_look_like_articles && is_inside()).then(|| Refusal::AmongArticles(path.to_owned()))
    }
}
