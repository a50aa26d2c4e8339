//! The files a verb works on, by way of the store.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::{Failure, out};
use crate::{
    edit,
    formats::{Exportable, Input},
    model::{Document, Schema},
    store::{self, Analyst, AnnotationFile, Disk as _, Folder, Kind, RealDisk, StoreError, Syntax},
};

/// What verbs that read articles have in common.
#[derive(Args, Clone, Debug)]
pub(super) struct SourceArgs {
    /// Articles, annotation files and folders
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// When the articles that do not say so were published
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) published: Option<String>,
    /// Only this analyst's work
    #[arg(long, value_name = "NAME")]
    pub(super) analyst: Vec<String>,
    /// Labels, attributes and relations to use instead of the folder's
    #[arg(long, value_name = "FILE")]
    pub(super) schema: Option<PathBuf>,
}

/// A day, as `2021-12-31`.
pub(super) fn day(source: &str) -> Result<String, String> {
    let day: Result<jiff::civil::Date, _> = source.parse();
    day.map(|it| it.to_string()).map_err(|_no_day| "give a day as 2021-12-31".to_owned())
}

/// An article with one analyst's work on it.
#[derive(Debug)]
pub(super) struct Loaded {
    /// Where the work is kept, or the article where there is none.
    pub(super) path: PathBuf,
    /// Where the text is kept.
    pub(super) article: PathBuf,
    pub(super) document: Document,
    pub(super) analyst: String,
    /// What was odd about its files.
    pub(super) problems: Vec<store::Finding>,
    /// Why its tags cannot be trusted to be where they were put.
    pub(super) doubt: Option<String>,
}

impl Loaded {
    pub(super) fn exportable(&self) -> Exportable<'_> {
        Exportable { document: &self.document, analyst: &self.analyst }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::unreadable(error.to_string())
    }
}

/// An article and whose work on it to read; nobody's where there is none.
type Work = BTreeMap<PathBuf, BTreeSet<AnnotationFile>>;

impl SourceArgs {
    /// Every article the paths lead to, with the work on it, in order of path.
    pub(super) fn load(&self) -> Result<Vec<Loaded>, Failure> {
        self.load_each()?.into_iter().collect()
    }

    /// The same, with remarks on what was odd; refused where tags may not be where they were put.
    pub(super) fn load_sound(&self) -> Result<Vec<Loaded>, Failure> {
        let loaded = self.load()?;
        for it in &loaded {
            let remark =
                |what: &store::Finding| out::remark(&format!("{what}: {}", it.path.display()));
            it.problems.iter().for_each(remark);
        }
        match loaded.iter().find_map(|it| Some((it, it.doubt.as_ref()?))) {
            Some((it, doubt)) => {
                Err(Failure::unreadable(format!("{doubt}: {}", it.path.display())))
            }
            None => Ok(loaded),
        }
    }

    /// The same, with what cannot be read among it.
    pub(super) fn load_each(&self) -> Result<Vec<Result<Loaded, Failure>>, Failure> {
        let schema = self.schema.as_deref().map(store::read_schema).transpose()?;
        let mut work = Work::new();
        let mut folders = BTreeMap::new();
        for path in &self.paths {
            if path.is_dir() {
                collect_folder(path, &mut work)?;
            } else {
                collect_file(path, &mut folders, &mut work)?;
            }
        }
        let mut schemas: BTreeMap<PathBuf, Arc<Schema>> = BTreeMap::new();
        let mut progress = out::Progress::new("reading", work.len());
        let mut loaded = Vec::new();
        for (path, files) in work {
            let folder = parent(&path);
            let schema = match (&schema, schemas.get(&folder)) {
                (Some(schema), _) | (None, Some(schema)) => Arc::clone(schema),
                (None, None) => {
                    let own = store::schema_of(&folder)?.unwrap_or_else(Schema::standard);
                    Arc::clone(schemas.entry(folder).or_insert(own))
                }
            };
            self.read(&path, files, &schema, &mut loaded);
            progress.step();
        }
        Ok(loaded)
    }

    fn read(
        &self,
        path: &Path,
        files: BTreeSet<AnnotationFile>,
        schema: &Arc<Schema>,
        loaded: &mut Vec<Result<Loaded, Failure>>,
    ) {
        let wanted = |it: &AnnotationFile| {
            self.analyst.is_empty() || self.analyst.iter().any(|name| name == it.analyst.as_str())
        };
        let files: Vec<AnnotationFile> = files.into_iter().filter(wanted).collect();
        let opened = match store::read_article(path) {
            Ok(opened) => opened,
            Err(error) => return loaded.push(Err(error.into())),
        };
        let meta: Vec<(String, String)> =
            opened.meta.iter().map(|(key, it)| (key.to_string(), it.clone())).collect();
        if files.is_empty() {
            let id = path.file_stem().unwrap_or_default().to_string_lossy();
            let document = Document::new(id, opened.article.text, Arc::clone(schema));
            let document = self.with_meta(document, &meta);
            let analyst = self.analyst.first().cloned().unwrap_or_default();
            let (path, article) = (path.to_owned(), opened.path);
            let (problems, doubt) = (Vec::new(), None);
            return loaded.push(Ok(Loaded { path, article, document, analyst, problems, doubt }));
        }
        for file in files {
            let read = store::open(path, &opened.article, &file.analyst, schema, file.syntax);
            loaded.push(read.map_err(Failure::from).map(|it| Loaded {
                path: it.file.path(),
                article: opened.path.clone(),
                document: self.with_meta(it.document, &meta),
                analyst: file.analyst.to_string(),
                problems: it.findings,
                doubt: it.read_only.map(|it| it.to_string()),
            }));
        }
    }

    /// With what its page and the caller say of it where it does not say so itself.
    fn with_meta(&self, mut document: Document, meta: &[(String, String)]) -> Document {
        let said = self.published.iter().map(|it| ("published", it.as_str()));
        let page = meta.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        for (key, value) in page.chain(said) {
            say(&mut document, key, value);
        }
        document
    }
}

/// With the day it was published where it does not say so itself.
pub(super) fn with_published(mut document: Document, day: Option<&str>) -> Document {
    say(&mut document, "published", day.unwrap_or_default());
    document
}

fn say(document: &mut Document, key: &str, value: &str) {
    if document.meta_value(key).is_empty()
        && let Some(transaction) = edit::set_meta(document, key, value)
    {
        // It was built on this very document.
        let _fits = document.apply(&transaction);
    }
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Every article that `paths` lead to, in order of path.
pub(super) fn articles(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut work = Work::new();
    let mut folders = BTreeMap::new();
    for path in paths {
        if path.is_dir() {
            collect_folder(path, &mut work)?;
        } else {
            collect_file(path, &mut folders, &mut work)?;
        }
    }
    Ok(work.into_keys().collect())
}

/// The articles of a folder and of those below it.
fn collect_folder(path: &Path, work: &mut Work) -> Result<(), Failure> {
    for entry in Folder::open(path)?.articles {
        work.entry(entry.path).or_default().extend(entry.annotations);
    }
    for name in names(path, Kind::Folder)? {
        collect_folder(&path.join(name), work)?;
    }
    Ok(())
}

/// An article, or the work of one analyst on one.
fn collect_file(
    path: &Path,
    folders: &mut BTreeMap<PathBuf, Folder>,
    work: &mut Work,
) -> Result<(), Failure> {
    let place = parent(path);
    if !folders.contains_key(&place) {
        folders.insert(place.clone(), Folder::open(&place)?);
    }
    let name = path.file_name();
    let entries = folders.get(&place).map(|it| it.articles.as_slice()).unwrap_or_default();
    for entry in entries {
        if entry.path.file_name() == name {
            work.entry(path.to_owned()).or_default().extend(entry.annotations.iter().cloned());
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
    work.entry(opened.path).or_default();
    Ok(())
}

/// The names of one kind in a folder that are not hidden, in order.
fn names(folder: &Path, kind: Kind) -> Result<Vec<String>, Failure> {
    let listed = RealDisk.list(folder).map_err(|error| unreadable(folder, &error))?;
    let seen = listed.into_iter().filter(|it| it.kind == kind && !it.name.starts_with('.'));
    let mut names: Vec<String> = seen.map(|it| it.name).collect();
    names.sort_unstable();
    Ok(names)
}

/// The bytes of a file; standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes)
    } else {
        RealDisk.open(path).and_then(|mut source| source.read_to_end(&mut bytes))
    };
    read.map(|_count| bytes).map_err(|error| unreadable(path, &error))
}

/// A file, or everything in a folder, to import.
pub(super) fn inputs(path: &Path) -> Result<Vec<Input>, Failure> {
    if path.is_dir() {
        let names = list(path)?;
        return names
            .into_iter()
            .map(|name| Ok(Input::new(name.as_str(), read(&path.join(&name))?)))
            .collect();
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(vec![Input::new(name, read(path)?)])
}

/// The files in a folder and those below it, relative, with `/` between folders; none where there
/// is no folder.
pub(super) fn list(folder: &Path) -> Result<Vec<String>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = names(folder, Kind::File)?;
    for below in names(folder, Kind::Folder)? {
        found.extend(list(&folder.join(&below))?.into_iter().map(|it| format!("{below}/{it}")));
    }
    found.sort_unstable();
    Ok(found)
}

/// Writes a file and the folders above it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // A single file goes to where it is told; a folder's name may have a dot as well.
    let to = if path.extension().is_some() { path.to_owned() } else { parent(path) };
    Ok(store::write_files(&to, &[(name, bytes.to_vec())])?)
}

/// Removes a file of an earlier run, if there is one.
pub(super) fn remove(path: &Path) -> Result<(), Failure> {
    match RealDisk.remove(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::unreadable(format!("cannot remove: {error}: {}", path.display())))
        }
        _ => Ok(()),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::unreadable(format!("cannot read: {error}; check the name: {}", path.display()))
}

/// Puts an article and the work on it into a folder. What is there already stays.
pub(super) fn place(folder: &Path, document: &Document, analyst: &Analyst) -> Result<(), Failure> {
    let path = folder.join(format!("{}.txt", document.id()));
    let opened = if path.is_file() {
        store::read_article(&path)?
    } else {
        RealDisk.create_folder(folder).map_err(|error| unreadable(folder, &error))?;
        store::create_article(&path, document.text().as_str())?
    };
    if opened.article.text != *document.text() {
        let what =
            "an article of this name with another text is there; import into an empty folder";
        return Err(Failure::unreadable(format!("{what}: {}", path.display())));
    }
    let schema = document.schema();
    let there = store::open(&path, &opened.article, analyst, schema, Syntax::Ron)?;
    if there.digest.is_some() {
        let what = "work of this analyst is there; name another with --analyst";
        return Err(Failure::unreadable(format!("{what}: {}", there.file.path().display())));
    }
    let info = store::ArticleInfo::of(&path, &opened.article);
    store::save(document, &there.file, &info)?;
    Ok(())
}
