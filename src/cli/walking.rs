//! From the paths that a verb is given to the articles they lead to, the work on these, and what looks like
//! work and is none.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{Failure, out};
use crate::{
    messages::Message,
    model::Document,
    store::{self, AnnotationFile, ArticleFile, ArticleFolder, FileIdentity, UnreadFile},
};

/// Articles, and whose work on each to read: nobody's where there is none.
pub(super) type WorksByArticle = BTreeMap<PathBuf, BTreeSet<AnnotationFile>>;

/// Every article that `paths` lead to with the work on it, each once however it is named, in order of path.
pub(super) fn works(paths: &[PathBuf]) -> Result<WorksByArticle, Failure> {
    let mut found = WorksByArticle::new();
    let mut folders = BTreeMap::new();
    for path in paths {
        // What exists and cannot be read is the store's to say.
        if path.try_exists().is_ok_and(|is_there| !is_there) {
            return Err(Failure::unreadable(&Message::new("terminal-path-missing").at(path)));
        }
        if path.is_dir() {
            collect_folder(path, &mut found)?;
        } else {
            collect_file(path, &mut folders, &mut found)?;
        }
    }
    let mut work = WorksByArticle::new();
    let mut seen: BTreeMap<FileIdentity, PathBuf> = BTreeMap::new();
    for (path, files) in found {
        let first = seen.entry(FileIdentity::of(&path)).or_insert_with(|| path.clone()).clone();
        let moved = |it: &AnnotationFile| AnnotationFile { article: first.clone(), ..it.clone() };
        // Work that lies beside another name of the article is other work.
        let identity = |it: &AnnotationFile| FileIdentity::of(&it.path());
        let is_same = |it: &AnnotationFile| identity(it) == identity(&moved(it));
        if files.iter().all(is_same) {
            work.entry(first.clone()).or_default().extend(files.iter().map(moved));
        } else {
            work.entry(path).or_default().extend(files);
        }
    }
    Ok(work)
}

/// The articles of a folder and of those below it.
fn collect_folder(path: &Path, work: &mut WorksByArticle) -> Result<(), Failure> {
    for entry in ArticleFolder::open(path)?.articles {
        work.entry(entry.path).or_default().extend(entry.annotations);
    }
    for folder in store::folders_in(path)? {
        collect_folder(&folder, work)?;
    }
    Ok(())
}

/// An article, or the work of one analyst on one.
fn collect_file(
    path: &Path,
    folders: &mut BTreeMap<PathBuf, ArticleFolder>,
    work: &mut WorksByArticle,
) -> Result<(), Failure> {
    let place = parent(path);
    if !folders.contains_key(&place) {
        folders.insert(place.clone(), ArticleFolder::open(&place)?);
    }
    let name = path.file_name();
    let entries = folders.get(&place).map(|it| it.articles.as_slice()).unwrap_or_default();
    for entry in entries {
        if entry.path.file_name() == name {
            // Where a link leads, the work there.
            let here = if entry.path.parent() == Some(&place) { path } else { &*entry.path };
            work.entry(here.to_owned()).or_default().extend(entry.annotations.iter().cloned());
            return Ok(());
        }
        let file = entry.annotations.iter().find(|it| it.path().file_name() == name);
        if let Some(file) = file {
            work.entry(entry.path.clone()).or_default().insert(file.clone());
            return Ok(());
        }
    }
    // A web page whose text lies beside it, or what the store says best what is wrong with.
    let opened = store::read_article(path)?;
    report_extracted(&opened, path);
    work.entry(opened.path).or_default();
    Ok(())
}

/// Says that the text of the web page at `path` was taken out just now, where it was.
pub(super) fn report_extracted(opened: &ArticleFile, path: &Path) {
    if opened.extracted {
        let to = opened.path.display().to_string();
        out::remark(&Message::new("terminal-extracted").with_text("path", &to).at(path));
    }
}

/// Every article that `paths` lead to, in order of path.
pub(super) fn articles(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    Ok(works(paths)?.into_keys().collect())
}

/// The same, with `-` for standard input where it stands.
pub(super) fn articles_or_stream(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut all = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            all.push(path.clone());
        } else {
            all.extend(articles(std::slice::from_ref(path))?);
        }
    }
    Ok(all)
}

/// Copies that say in their names that a program left them, in the folders that `paths` name and in
/// those below.
pub(super) fn conflict_copies(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths.iter().filter(|it| it.is_dir()) {
        found.extend(ArticleFolder::open(path)?.conflict_copies);
        found.extend(conflict_copies(&store::folders_in(path)?)?);
    }
    Ok(found)
}

/// Annotation files without their article in the folders that `paths` name, and in those below.
pub(super) fn orphaned_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths.iter().filter(|it| it.is_dir()) {
        found.extend(ArticleFolder::open(path)?.orphaned_files.iter().map(AnnotationFile::path));
        found.extend(orphaned_files(&store::folders_in(path)?)?);
    }
    Ok(found)
}

/// Files that look like work and are not read: in the folders that `paths` name and in those below,
/// and beside the articles they name where they look like work on these.
pub(super) fn unread_files(paths: &[PathBuf]) -> Result<Vec<UnreadFile>, Failure> {
    let mut found = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            found.extend(store::unread_files(path)?);
            found.extend(unread_files(&store::folders_in(path)?)?);
            continue;
        }
        let name = |it: &Path| {
            let name = it.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            name.trim_start_matches('.').to_owned()
        };
        let own = format!("{}.", name(path));
        let beside = store::unread_files(&parent(path)).unwrap_or_default();
        found.extend(beside.into_iter().filter(|it| name(&it.path).starts_with(&own)));
    }
    // Those of the kind that can be taken in are reported with how.
    found.retain(|it: &UnreadFile| !it.path.to_string_lossy().contains(".sync-conflict-"));
    Ok(found.into_iter().collect())
}

/// When the analysts who worked on an article say that it was published, where they agree.
pub(super) fn stated_publication(path: &Path) -> Result<Option<jiff::civil::Date>, Failure> {
    let listed = ArticleFolder::open(&parent(path))?;
    let entry = listed.articles.iter().find(|it| it.path.file_name() == path.file_name());
    let files = entry.into_iter().flat_map(|it| it.annotations.iter().map(move |of| (it, of)));
    let stated = files.filter_map(|(entry, of)| {
        entry.details(&of.analyst).meta.get(Document::PUBLISHED).and_then(|it| it.parse().ok())
    });
    let stated: BTreeSet<jiff::civil::Date> = stated.collect();
    Ok(if stated.len() == 1 { stated.first().copied() } else { None })
}

/// The folder that a file is in.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
