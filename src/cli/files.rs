//! The files a verb works on, by way of the store.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::{
    Failure,
    catalogs::{Catalogs, parent},
    out, pool,
};
use crate::{
    compare::{ComparedWork, TaskPlan},
    dataset::{FolderCatalog, OutputPlace, Refusal, SourceFiles, inputs_of, set_missing_meta},
    formats::{Exportable, FormatError, ImportNote, Input, Loss, Lost},
    messages::{Message, Worded as _},
    model::{Document, Schema},
    store::{
        self, Analyst, AnalystNameError, AnnotationFile, ArticleFile, ArticleFolder, FileIdentity,
        ReadOnly, StoreError, StoreFailure, UnreadFile,
    },
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
    /// Refuse all of it where the work on one article can't be trusted, instead of leaving that out
    #[arg(long)]
    pub(super) strict: bool,
    /// True where the same was read before, and what is odd was said then.
    #[arg(skip)]
    pub(super) is_again: bool,
}

/// A day, as `2021-12-31`.
pub(super) fn day(source: &str) -> Result<String, String> {
    let day: Result<jiff::civil::Date, _> = source.parse();
    day.map(|it| it.to_string()).map_err(|_no_day| out::words(&Message::new("terminal-give-day")))
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
    pub(super) problems: Vec<store::FileFinding>,
    /// Why its tags cannot be trusted to be where they were put.
    pub(super) doubt: Option<ReadOnly>,
    /// Whose work it is a copy of, where a program that synchronizes files left it.
    pub(super) copy_of: Option<String>,
    /// When the table of the folder says it was published.
    pub(super) catalogued: Option<jiff::civil::Date>,
    /// How many steps are taken along that its file does not have yet.
    pub(super) unsaved: usize,
}

impl Loaded {
    pub(super) fn exportable(&self) -> Exportable<'_> {
        Exportable { document: &self.document, analyst: &self.analyst }
    }

    /// The files it was read from.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        [self.path.as_path(), self.article.as_path()].into_iter()
    }

    /// What is compared of it.
    pub(super) fn work(&self) -> ComparedWork<'_> {
        ComparedWork::new(&self.document, &self.analyst)
    }

    /// Says that it is a copy of somebody's work, where it is.
    pub(super) fn report_copy(&self) -> Option<&str> {
        let analyst = self.copy_of.as_deref()?;
        out::remark(&self.copy_words()?);
        Some(analyst)
    }

    /// What says so.
    pub(super) fn copy_words(&self) -> Option<Message> {
        let analyst = self.copy_of.clone()?;
        Some(StoreFailure::CopyOf { analyst }.message().at(&self.path))
    }

    /// What its annotation file has and its document lacks.
    pub(super) fn losses(&self) -> impl Iterator<Item = Loss> {
        let lost = self.problems.iter().filter(|it| it.problem.is_loss());
        lost.map(|it| Loss {
            document: self.document.id().to_owned(),
            id: String::new(),
            words: String::new(),
            what: Lost::Before(it.message().at(&self.path)),
        })
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::unreadable(&error)
    }
}

impl From<FormatError> for Failure {
    fn from(error: FormatError) -> Self {
        Self::unreadable(&error)
    }
}

impl From<AnalystNameError> for Failure {
    fn from(error: AnalystNameError) -> Self {
        Self::usage(&error)
    }
}

impl From<Refusal> for Failure {
    /// What another name or folder helps is a matter of use; the others of files.
    fn from(refusal: Refusal) -> Self {
        match &refusal {
            Refusal::WorkedOn(_)
            | Refusal::AmongArticles(_)
            | Refusal::SeveralFiles(_)
            | Refusal::OtherFiles { .. } => Self::usage(&refusal),
            Refusal::Store(_)
            | Refusal::Format(_)
            | Refusal::NoFormat(_)
            | Refusal::NoArticle
            | Refusal::TwoWorks { .. }
            | Refusal::OtherText(_)
            | Refusal::WorkThere(_)
            | Refusal::WouldReplace(_)
            | Refusal::ChangedMeanwhile
            | Refusal::Report(_) => Self::unreadable(&refusal),
        }
    }
}

/// Who works on what, by folder; read once each.
#[derive(Debug, Default)]
pub(super) struct FolderTasks(BTreeMap<PathBuf, Arc<TaskPlan>>);

impl FolderTasks {
    /// The plan of an article's folder: the usual one where nothing was divided. One that can't be read
    /// is reported, once.
    pub(super) fn of(&mut self, article: &Path) -> &Arc<TaskPlan> {
        let folder = parent(article);
        let read = |folder: &Path| match store::tasks_of(folder) {
            Ok(plan) => plan.unwrap_or_default(),
            Err(why) => {
                out::remark(&why);
                TaskPlan::default()
            }
        };
        self.0.entry(folder.clone()).or_insert_with(|| Arc::new(read(&folder)))
    }
}

/// An article and whose work on it to read; nobody's where there is none.
type Work = BTreeMap<PathBuf, BTreeSet<AnnotationFile>>;

impl SourceArgs {
    /// What one analyst did in some articles.
    pub(super) fn of_analyst(paths: Vec<PathBuf>, analyst: &str) -> Self {
        Self {
            paths,
            published: None,
            analyst: vec![analyst.to_owned()],
            schema: None,
            strict: false,
            is_again: false,
        }
    }

    /// Every article the paths lead to, with the work on it, in order of path.
    pub(super) fn load(&self) -> Result<Vec<Loaded>, Failure> {
        self.report_copies()?;
        let mut loaded = self.load_each()?;
        loaded.retain(|it| match it {
            Ok(it) => !self.is_reported_copy(it),
            Err(_) => true,
        });
        loaded.into_iter().collect()
    }

    /// Names copies that say in their names that a program left them.
    pub(super) fn report_copies(&self) -> Result<(), Failure> {
        if !self.is_again {
            for path in conflict_copies(&self.paths)? {
                out::remark(&Message::new("terminal-copy").at(&path));
            }
        }
        Ok(())
    }

    /// True for a copy of somebody's work, which is reported.
    pub(super) fn is_reported_copy(&self, it: &Loaded) -> bool {
        if self.is_again { it.copy_of.is_some() } else { it.report_copy().is_some() }
    }

    /// Refuses to write to `out` what would take the place of an article or an annotation file, or,
    /// where it may look like articles, what would be read as such the next time.
    pub(super) fn is_apart<'f>(
        &'f self,
        out: &Path,
        files: impl IntoIterator<Item = &'f Path>,
        may_look_like_articles: bool,
    ) -> Result<(), Failure> {
        let folders = self.paths.iter().filter(|it| it.is_dir()).map(PathBuf::as_path);
        let sources = SourceFiles::new(files, folders);
        match sources.obstacle(&OutputPlace::of(out), may_look_like_articles) {
            Some(why) => Err(why.into()),
            None => Ok(()),
        }
    }

    /// The same, with what cannot be read among it.
    pub(super) fn load_each(&self) -> Result<Vec<Result<Loaded, Failure>>, Failure> {
        let mut loaded = Vec::new();
        self.for_each_article(|article| loaded.extend(article))?;
        Ok(loaded)
    }

    /// Hands the work on one article after the other to `visit`, in order of path, with what cannot be
    /// read among it. Articles are read on several threads, a few ahead, and can be let go.
    pub(super) fn for_each_article(
        &self,
        visit: impl FnMut(Vec<Result<Loaded, Failure>>),
    ) -> Result<(), Failure> {
        self.of_each_article(pool::cores(), |loaded| loaded, visit)
    }

    /// The same with something done to the work on each article on one of `threads` threads; `visit` gets
    /// what comes of it.
    pub(super) fn of_each_article<R: Send>(
        &self,
        threads: usize,
        work_on: impl Fn(Vec<Result<Loaded, Failure>>) -> R + Sync,
        mut visit: impl FnMut(R),
    ) -> Result<(), Failure> {
        let schema = self.schema.as_deref().map(store::read_schema).transpose()?;
        for name in &self.analyst {
            Analyst::new(name)?;
        }
        let work: Vec<(PathBuf, BTreeSet<AnnotationFile>)> =
            collect(&self.paths)?.into_iter().collect();
        let mut schemas: BTreeMap<PathBuf, Arc<Schema>> = BTreeMap::new();
        let mut catalogs = Catalogs::default();
        for (path, _) in &work {
            catalogs.beside(path)?;
            let folder = parent(path);
            if schema.is_none() && !schemas.contains_key(&folder) {
                let own = store::schema_of(&folder)?.unwrap_or_else(Schema::standard);
                schemas.insert(folder, own);
            }
        }
        let read = |(path, files): &(PathBuf, BTreeSet<AnnotationFile>)| {
            let of_folder = schema.as_ref().or_else(|| schemas.get(&parent(path)));
            let schema = of_folder.map_or_else(Schema::standard, Arc::clone);
            let mut loaded = Vec::new();
            self.read(path, files.clone(), (&schema, catalogs.known(path)), &mut loaded);
            work_on(loaded)
        };
        let mut progress = out::Progress::new("reading", work.len());
        pool::in_order(&work, threads, read, |done| {
            visit(done);
            progress.step();
        });
        Ok(())
    }

    /// The folders whose schemas are in use.
    pub(super) fn schema_folders(&self) -> Result<BTreeSet<PathBuf>, Failure> {
        if self.schema.is_some() {
            return Ok(BTreeSet::new());
        }
        self.folders()
    }

    /// The folders of the articles.
    pub(super) fn folders(&self) -> Result<BTreeSet<PathBuf>, Failure> {
        Ok(articles(&self.paths)?.iter().map(|it| parent(it)).collect())
    }

    fn read(
        &self,
        path: &Path,
        files: BTreeSet<AnnotationFile>,
        (schema, catalog): (&Arc<Schema>, Option<&FolderCatalog>),
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
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let entry = catalog.map(|it| it.catalog().entry(&name)).unwrap_or_default();
        let catalogued = entry.published;
        let meta: Vec<(String, String)> =
            entry.meta().map(|(key, it)| (key.to_owned(), it)).collect();
        let page: Vec<(String, String)> =
            opened.meta.iter().map(|(key, it)| (key.to_string(), it.clone())).collect();
        let meta = [meta, page].concat();
        let read = |it: &AnnotationFile| {
            store::read_work(path, &opened.article, &it.analyst, schema, it.syntax)
        };
        // Work of which only the journal is there may have come to nothing.
        let is_work = |it: &Result<store::StoredDocument, StoreError>| {
            it.as_ref().map_or(true, |it| it.digest.is_some() || it.unsaved > 0)
        };
        let works: Vec<_> = files.iter().map(read).filter(is_work).collect();
        let states_day = |it: &Result<store::StoredDocument, StoreError>| {
            it.as_ref().is_ok_and(|it| !it.document.meta_value(Document::PUBLISHED).is_empty())
        };
        if !self.is_again
            && catalogued.is_none()
            && (works.is_empty() || !works.iter().all(states_day))
        {
            report_page_day(&opened);
        }
        if works.is_empty() {
            let id = store::stem_of(path);
            let document = Document::new(id, opened.article.text, Arc::clone(schema));
            let document = self.with_meta(document, &meta);
            let analyst = String::new();
            let (path, article) = (path.to_owned(), opened.path);
            let (problems, doubt, copy_of, unsaved) = (Vec::new(), None, None, 0);
            return loaded.push(Ok(Loaded {
                path,
                article,
                document,
                analyst,
                problems,
                doubt,
                copy_of,
                catalogued,
                unsaved,
            }));
        }
        for work in works {
            let work = work.map_err(Failure::from).map(|it| Loaded {
                path: it.file.path(),
                article: opened.path.clone(),
                copy_of: it.copy_of().map(str::to_owned),
                document: self.with_meta(it.document, &meta),
                analyst: it.file.analyst.to_string(),
                problems: it.findings,
                doubt: it.read_only,
                catalogued,
                unsaved: it.unsaved,
            });
            if let Ok(it) = &work
                && it.unsaved > 0
                && !self.is_again
            {
                let steps = Message::new("terminal-unsaved").with("n", it.unsaved);
                out::remark(&steps.at(&it.path));
            }
            loaded.push(work);
        }
    }

    /// With what the table, its page and the caller say of it where it does not say so itself.
    fn with_meta(&self, mut document: Document, meta: &[(String, String)]) -> Document {
        let said = self.published.iter().map(|it| (Document::PUBLISHED, it.as_str()));
        let page = meta.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        for (key, value) in page.chain(said) {
            set_missing_meta(&mut document, key, value);
        }
        document
    }
}

/// Says that the web page of an article shows another day than its metadata name, where the day that it shows
/// is the one that counts.
pub(super) fn report_page_day(opened: &ArticleFile) {
    if let Some(shown) = opened.page_days.other_than_named() {
        let moment = opened.page_days.moment.clone();
        let note = ImportNote::OtherDay { moment, shown: shown.to_string() };
        out::remark(&note.message().at(&opened.path));
    }
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

/// The tables of articles beside those that `paths` lead to.
pub(super) fn catalogs(paths: &[PathBuf]) -> Result<Catalogs, Failure> {
    let mut catalogs = Catalogs::default();
    for path in articles(paths)? {
        catalogs.beside(&path)?;
    }
    Ok(catalogs)
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

/// Every article that `paths` lead to, in order of path.
pub(super) fn articles(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    Ok(collect(paths)?.into_keys().collect())
}

/// Every article that `paths` lead to with the work on it, in order of path.
pub(super) fn works(
    paths: &[PathBuf],
) -> Result<BTreeMap<PathBuf, BTreeSet<AnnotationFile>>, Failure> {
    collect(paths)
}

/// Every article that `paths` lead to with the work on it, each once however it is named.
fn collect(paths: &[PathBuf]) -> Result<Work, Failure> {
    let mut found = Work::new();
    let mut folders = BTreeMap::new();
    for path in paths {
        if path.is_dir() {
            collect_folder(path, &mut found)?;
        } else {
            collect_file(path, &mut folders, &mut found)?;
        }
    }
    let mut work = Work::new();
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
fn collect_folder(path: &Path, work: &mut Work) -> Result<(), Failure> {
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
    work: &mut Work,
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
    work.entry(opened.path).or_default();
    Ok(())
}

/// The bytes of a file; standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        return Ok(store::read_stream(std::io::stdin().lock(), out::INPUT)?);
    }
    let files = store::read_files(path)?;
    Ok(files.into_iter().map(|it| it.1).next().unwrap_or_default())
}

/// A file, or everything in a folder, to import; standard input for `-`.
pub(super) fn inputs(path: &Path) -> Result<Vec<Input>, Failure> {
    if path == Path::new("-") {
        return Ok(vec![Input::new("-", read(path)?)]);
    }
    Ok(inputs_of(path)?)
}
