//! A folder of articles.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    io::Read as _,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    Analyst, AnnotationFile,
    article_kind::{ArticleKind, kind_of},
    error::{FileOperation, StoreError, StoreFailure},
    file_syntax::FileSyntax,
    identity::{LinkFollower, true_folder},
    record::FileRecord,
    stored_document::open_records,
    system::disk::{
        Disk, FileKind, ListedName, OWN_FOLDER, RealDisk, folder_of, in_folder, name_of,
    },
};
use crate::{model::Name, text::Article};

/// A folder of articles, by its names alone.
#[derive(Clone, Debug)]
pub struct ArticleFolder {
    /// Where it is.
    pub path: PathBuf,
    /// Its articles, by name.
    pub articles: Vec<ArticleEntry>,
    /// Annotation files whose article is not there, by name.
    pub orphaned_files: Vec<AnnotationFile>,
    /// Copies of annotation files that Syncthing left and that say so in their names, by name.
    pub conflict_copies: Vec<PathBuf>,
}

/// An article of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleEntry {
    /// Where it is.
    pub path: PathBuf,
    /// Its file's name.
    pub name: String,
    /// Whose work on it is there, by analyst.
    pub annotations: Vec<AnnotationFile>,
}

/// What is known of an article after a look into its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleDetails {
    /// Its first line that is not blank, or the title in its metadata.
    pub title: String,
    /// Metadata of the annotation file: `published`, `status` …
    pub meta: BTreeMap<Name, String>,
    /// How many annotations of each label there are.
    pub counts: BTreeMap<Name, usize>,
    /// Short values of attributes, by label and attribute.
    pub values: BTreeMap<(Name, Name), BTreeSet<String>>,
    /// Why one of its files can't be read, if so.
    pub trouble: Option<StoreError>,
}

impl ArticleFolder {
    /// Lists a folder. Only names are read: ten thousand articles take milliseconds. A web page
    /// whose text lies beside it is not listed again.
    ///
    /// Fails when the folder can't be listed.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_on(&RealDisk, path)
    }

    fn open_on(disk: &dyn Disk, path: &Path) -> Result<Self, StoreError> {
        let listed = disk.list(path).map_err(StoreError::io(FileOperation::List, path))?;
        let is_seen = |name: &str| !name.starts_with('.');
        let files =
            listed.into_iter().filter(|it| it.kind != FileKind::Folder && is_seen(&it.name));
        let files: Vec<ListedName> = files.collect();
        let is_link = |it: &&ListedName| it.kind == FileKind::Other;
        let links =
            files.iter().filter(is_link).filter(|it| kind_of(Path::new(&it.name)).is_some());
        // Where what a link stands for is worked on, by the link's name.
        let mut follower = LinkFollower::default();
        let linked = links.filter_map(|it| {
            Some((it.name.clone(), follower.article_of(disk, &in_folder(path, &it.name))?))
        });
        let linked: BTreeMap<String, PathBuf> = linked.collect();
        let mut names: Vec<String> = files.into_iter().map(|it| it.name).collect();
        names.sort_unstable();
        let has = |name: &Path| {
            let name = name.to_str().unwrap_or_default();
            names.binary_search_by(|it| it.as_str().cmp(name)).is_ok()
        };
        let journals = journals_in(disk, path);
        let articles = names.iter().filter(|name| match kind_of(Path::new(name)) {
            Some(ArticleKind::Plain) => true,
            Some(ArticleKind::Page) => !has(&Path::new(name).with_extension("txt")),
            None => false,
        });
        let here = true_folder(path);
        let articles = articles.filter_map(|name| {
            if let Some(target) = linked.get(name) {
                // One that is in this folder too is listed there.
                return (folder_of(target) != here).then(|| linked_entry(disk, target));
            }
            let path = in_folder(path, name);
            let mut annotations = annotations_of(&path, name, &names);
            annotations.extend(unsaved_work(&path, name, &journals, &annotations));
            annotations.sort_unstable();
            Some(ArticleEntry { path, name: name.clone(), annotations })
        });
        let articles: Vec<ArticleEntry> = articles.collect();
        // By their names: comparing as many paths takes longer than all the rest.
        let work = articles.iter().filter(|it| it.path.parent() == Some(path));
        let work = work.flat_map(|it| &it.annotations).map(|it| name_of(&it.path()));
        let taken: HashSet<String> = work.collect();
        let others = names.iter().filter(|it| has_our_ending(it) && !taken.contains(*it));
        let orphaned_files =
            others.filter_map(|it| AnnotationFile::from_path(&in_folder(path, it))).collect();
        let copies = names.iter().filter(|it| is_conflict_copy(it)).map(|it| path.join(it));
        let conflict_copies = copies.collect();
        Ok(Self { path: path.to_owned(), articles, orphaned_files, conflict_copies })
    }
}

/// An article of another folder to which a link leads, with the work there.
fn linked_entry(disk: &dyn Disk, path: &Path) -> ArticleEntry {
    let folder = folder_of(path);
    let listed = disk.list(&folder).unwrap_or_default().into_iter();
    let mut names: Vec<String> = listed.map(|it| it.name).collect();
    names.sort_unstable();
    let name = name_of(path);
    let mut annotations = annotations_of(path, &name, &names);
    annotations.extend(unsaved_work(path, &name, &journals_in(disk, &folder), &annotations));
    annotations.sort_unstable();
    ArticleEntry { path: path.to_owned(), name, annotations }
}

/// Tells what an article and an analyst's work on it were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkStamp {
    article: FileMoment,
    work: FileMoment,
}

/// How long a file is, and when it was written; `None` where there is none.
type FileMoment = Option<(u64, Option<SystemTime>)>;

impl ArticleEntry {
    /// What the article and the file of `analyst` are like now.
    pub fn stamp(&self, analyst: &Analyst) -> WorkStamp {
        let moment = |path: &Path| RealDisk.stat(path).ok().map(|it| (it.len, it.modified));
        let file = self.annotations.iter().find(|it| it.analyst == *analyst);
        WorkStamp { article: moment(&self.path), work: file.and_then(|it| moment(&it.path())) }
    }

    /// Looks into the article and into the work of `analyst`. Slow enough for a thread of its own
    /// when there are many; what can't be read is said in the result.
    pub fn details(&self, analyst: &Analyst) -> ArticleDetails {
        let mut details = ArticleDetails::default();
        match title_of(&RealDisk, &self.path) {
            Ok(title) => details.title = title,
            Err(error) => details.trouble = Some(error),
        }
        let file = self.annotations.iter().find(|it| it.analyst == *analyst);
        if let Some(file) = file
            && let Err(error) = count(&RealDisk, file, &mut details)
        {
            details.trouble = Some(error);
        }
        details
    }
}

/// `news.txt.a1.sync-conflict-20260201-102031-ABCDEFG.ron`: no name of an analyst has a dot.
fn is_conflict_copy(name: &str) -> bool {
    has_our_ending(name) && name.contains(".sync-conflict-")
}

/// True for a name that ends as annotation files do.
pub(super) fn has_our_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|it| it.1);
    FileSyntax::ALL.iter().any(|it| ending == Some(it.extension()))
}

/// The annotation files of an article among the sorted `names` of its folder.
fn annotations_of(path: &Path, name: &str, names: &[String]) -> Vec<AnnotationFile> {
    let prefix = format!("{name}.");
    let first = names.partition_point(|it| *it < prefix);
    let ours = names.iter().skip(first).take_while(|it| it.starts_with(&prefix));
    let mut found: Vec<_> = ours.filter_map(|it| AnnotationFile::from_name(path, it)).collect();
    found.sort_unstable();
    found
}

/// The names of the journals in a folder's own folder, sorted.
fn journals_in(disk: &dyn Disk, folder: &Path) -> Vec<String> {
    let listed = disk.list(&folder.join(OWN_FOLDER)).unwrap_or_default();
    let mut names: Vec<String> =
        listed.into_iter().map(|it| it.name).filter(|it| it.ends_with(JOURNAL)).collect();
    names.sort_unstable();
    names
}

/// Work on an article of which only the journal is there: not saved yet, or its file was lost.
fn unsaved_work(
    path: &Path,
    name: &str,
    journals: &[String],
    known: &[AnnotationFile],
) -> Vec<AnnotationFile> {
    let prefix = format!("{name}.");
    let first = journals.partition_point(|it| *it < prefix);
    let ours = journals.iter().skip(first).take_while(|it| it.starts_with(&prefix));
    let file = |it: &String| {
        let bare = it.strip_suffix(JOURNAL)?;
        AnnotationFile::from_name(path, &format!("{bare}.{}", FileSyntax::Ron.extension()))
    };
    let is_new = |it: &AnnotationFile| !known.iter().any(|known| known.analyst == it.analyst);
    ours.filter_map(file).filter(is_new).collect()
}

/// How the names of journals end.
const JOURNAL: &str = ".journal";

/// The first line with something in it; only the beginning of the file is read.
fn title_of(disk: &dyn Disk, path: &Path) -> Result<String, StoreError> {
    const BEGINNING: u64 = 16 << 10;
    let mut bytes = Vec::new();
    let source = disk.open(path).map_err(StoreError::io(FileOperation::Read, path))?;
    source
        .take(BEGINNING)
        .read_to_end(&mut bytes)
        .map_err(StoreError::io(FileOperation::Read, path))?;
    // The last character may have been cut in two.
    if let Err(error) = std::str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
    let article = Article::decode(bytes)
        .map_err(|error| StoreError::new(path, StoreFailure::NotText(error)))?;
    let text = article.text.as_str();
    let line = text.lines().map(str::trim).find(|it| !it.is_empty()).unwrap_or_default();
    let line = line.trim_start_matches(['#', ' ']);
    Ok(line.chars().take(LONGEST_TITLE).collect())
}

const LONGEST_TITLE: usize = 200;
/// Longer values of attributes are not looked at, in bytes.
const LONGEST_VALUE: usize = 160;
/// Values kept of one attribute of one article.
const MOST_VALUES: usize = 100;

/// Reads an annotation file without its article.
fn count(
    disk: &dyn Disk,
    file: &AnnotationFile,
    details: &mut ArticleDetails,
) -> Result<(), StoreError> {
    let path = file.path();
    let Some(reader) = open_records(disk, &path, file.syntax)? else { return Ok(()) };
    details.meta.clone_from(&reader.header().meta);
    if let Some(title) = details.meta.get("title") {
        details.title.clone_from(title);
    }
    let (counts, values) = (&mut details.counts, &mut details.values);
    let count = |record: FileRecord<'_>, _line| {
        let FileRecord::Span(span) = record else { return };
        for (key, value) in span.attributes.0.iter().filter(|it| it.1.len() <= LONGEST_VALUE) {
            let of = values.entry((Name::from(&*span.label), Name::from(&**key))).or_default();
            if of.len() < MOST_VALUES {
                of.insert(value.to_string());
            }
        }
        match counts.get_mut(&*span.label) {
            Some(count) => *count += 1,
            None => {
                counts.insert(Name::from(&*span.label), 1);
            }
        }
    };
    reader.records(count).map(|_digest| ()).map_err(|failure| StoreError::new(&path, failure))
}
