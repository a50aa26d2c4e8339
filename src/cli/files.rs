//! The files a verb works on.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::{Failure, out};
use crate::{
    edit,
    formats::{Exportable, Input},
    model::{Document, Schema},
    text::Article,
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
    pub(super) path: PathBuf,
    pub(super) document: Document,
    pub(super) analyst: String,
    /// What was odd about its files.
    pub(super) problems: Vec<String>,
}

impl Loaded {
    pub(super) fn exportable(&self) -> Exportable<'_> {
        Exportable { document: &self.document, analyst: &self.analyst }
    }
}

impl SourceArgs {
    /// Every article the paths lead to, with the work on it, in order of path.
    pub(super) fn load(&self) -> Result<Vec<Loaded>, Failure> {
        let schema = match &self.schema {
            Some(path) => read_schema(path)?,
            None => Schema::standard(),
        };
        let mut articles = BTreeSet::new();
        for path in &self.paths {
            collect(path, &mut articles)?;
        }
        let mut progress = out::Progress::new("reading", articles.len());
        let mut loaded = Vec::new();
        for path in articles {
            loaded.push(open(&path, &schema)?);
            progress.step();
        }
        for it in &mut loaded {
            self.say_when_published(&mut it.document);
        }
        Ok(loaded)
    }

    fn say_when_published(&self, document: &mut Document) {
        let Some(day) = &self.published else { return };
        if document.meta_value("published").is_empty()
            && let Some(transaction) = edit::set_meta(document, "published", day)
        {
            // It was built on this very document.
            let _fits = document.apply(&transaction);
        }
    }
}

fn collect(path: &Path, articles: &mut BTreeSet<PathBuf>) -> Result<(), Failure> {
    if !path.is_dir() {
        articles.insert(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
        let entry = entry.map_err(|error| unreadable(path, &error))?.path();
        let extension = entry.extension().and_then(|it| it.to_str());
        if entry.is_dir() || extension == Some("txt") {
            collect(&entry, articles)?;
        }
    }
    Ok(())
}

fn open(path: &Path, schema: &Arc<Schema>) -> Result<Loaded, Failure> {
    let bytes = read(path)?;
    let article = Article::decode(bytes)
        .map_err(|error| Failure::unreadable(format!("{error}: {}", path.display())))?;
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    let document = Document::new(id, article.text, Arc::clone(schema));
    Ok(Loaded { path: path.to_owned(), document, analyst: String::new(), problems: Vec::new() })
}

/// A `schema.ron`.
pub(super) fn read_schema(path: &Path) -> Result<Arc<Schema>, Failure> {
    let source = String::from_utf8(read(path)?)
        .map_err(|_not_utf8| Failure::unreadable(format!("not UTF-8: {}", path.display())))?;
    Schema::from_ron(&source)
        .map(Arc::new)
        .map_err(|error| Failure::unreadable(format!("{error}: {}", path.display())))
}

/// The bytes of a file; standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        return std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)
            .map(|_count| bytes)
            .map_err(|error| unreadable(path, &error));
    }
    fs::read(path).map_err(|error| unreadable(path, &error))
}

/// A file, or everything in a folder, to import.
pub(super) fn inputs(path: &Path) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    gather(path, "", &mut inputs)?;
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(inputs)
}

fn gather(path: &Path, name: &str, inputs: &mut Vec<Input>) -> Result<(), Failure> {
    if !path.is_dir() {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let name = if name.is_empty() { &file } else { name };
        inputs.push(Input::new(name, read(path)?));
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
        let entry = entry.map_err(|error| unreadable(path, &error))?;
        let file = entry.file_name().to_string_lossy().into_owned();
        if file.starts_with('.') {
            continue;
        }
        let name = if name.is_empty() { file } else { format!("{name}/{file}") };
        gather(&entry.path(), &name, inputs)?;
    }
    Ok(())
}

/// Writes a file and the folders above it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let unwritable = |error: std::io::Error| {
        Failure::unreadable(format!("cannot write: {error}: {}", path.display()))
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    fs::write(path, bytes).map_err(unwritable)
}

/// The files in a folder and those below it, relative, with `/` between folders; none where there
/// is no folder.
pub(super) fn list(folder: &Path) -> Result<Vec<String>, Failure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    Ok(inputs(folder)?.into_iter().map(|it| it.name).collect())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::unreadable(format!("cannot read: {error}: {}", path.display()))
}

/// Removes a file of an earlier run, if there is one.
pub(super) fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::unreadable(format!("cannot remove: {error}: {}", path.display())))
        }
        _ => Ok(()),
    }
}
