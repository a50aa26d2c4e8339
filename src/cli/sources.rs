//! The articles that a verb reads, with the work on them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::{
    Failure,
    folder_facts::Catalogs,
    out, pool,
    walking::{articles, conflict_copies, parent, report_extracted, works},
};
use crate::{
    compare::ComparedWork,
    dataset::{FolderCatalog, OutputPlace, SourceFiles, set_missing_meta},
    formats::{Exportable, ImportNote, Loss, Lost},
    messages::{Message, Worded as _},
    model::{Document, Schema},
    store::{
        self, Analyst, AnnotationFile, ArticleFile, ReadOnly, StoreError, StoreFailure,
        StoredDocument,
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
pub(super) struct LoadedWork {
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

impl LoadedWork {
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

    /// Says that steps are taken along that its file does not have yet, where that is so.
    fn report_unsaved(&self) {
        if self.unsaved > 0 {
            let steps = Message::new("terminal-unsaved").with("n", self.unsaved);
            out::remark(&steps.at(&self.path));
        }
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
    pub(super) fn load(&self) -> Result<Vec<LoadedWork>, Failure> {
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
    pub(super) fn is_reported_copy(&self, work: &LoadedWork) -> bool {
        if self.is_again { work.copy_of.is_some() } else { work.report_copy().is_some() }
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
    pub(super) fn load_each(&self) -> Result<Vec<Result<LoadedWork, Failure>>, Failure> {
        let mut loaded = Vec::new();
        self.for_each_article(|article| loaded.extend(article))?;
        Ok(loaded)
    }

    /// Hands the work on one article after the other to `visit`, in order of path, with what cannot be
    /// read among it. Articles are read on several threads, a few ahead, and can be let go.
    pub(super) fn for_each_article(
        &self,
        visit: impl FnMut(Vec<Result<LoadedWork, Failure>>),
    ) -> Result<(), Failure> {
        self.of_each_article(pool::cores(), |loaded| loaded, visit)
    }

    /// The same with something done to the work on each article on one of `threads` threads; `visit` gets
    /// what comes of it.
    pub(super) fn of_each_article<R: Send>(
        &self,
        threads: usize,
        work_on: impl Fn(Vec<Result<LoadedWork, Failure>>) -> R + Sync,
        mut visit: impl FnMut(R),
    ) -> Result<(), Failure> {
        let schema = self.schema.as_deref().map(store::read_schema).transpose()?;
        for name in &self.analyst {
            Analyst::new(name)?;
        }
        let work: Vec<(PathBuf, BTreeSet<AnnotationFile>)> =
            works(&self.paths)?.into_iter().collect();
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
            work_on(self.read(path, files, (&schema, catalogs.known(path))))
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

    /// The work on one article, with what cannot be read among it; where there is none, the article by itself.
    fn read(
        &self,
        path: &Path,
        files: &BTreeSet<AnnotationFile>,
        (schema, catalog): (&Arc<Schema>, Option<&FolderCatalog>),
    ) -> Vec<Result<LoadedWork, Failure>> {
        let opened = match store::read_article(path) {
            Ok(opened) => opened,
            Err(error) => return vec![Err(error.into())],
        };
        report_extracted(&opened, path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let entry = catalog.map(|it| it.catalog().entry(&name)).unwrap_or_default();
        let catalogued = entry.published;
        let of_table = entry.meta().map(|(key, it)| (key.to_owned(), it));
        let of_page = opened.meta.iter().map(|(key, it)| (key.to_string(), it.clone()));
        let meta: Vec<(String, String)> = of_table.chain(of_page).collect();
        let is_wanted = |it: &&AnnotationFile| {
            self.analyst.is_empty() || self.analyst.iter().any(|name| name == it.analyst.as_str())
        };
        let read = |it: &AnnotationFile| {
            store::read_work(path, &opened.article, &it.analyst, schema, it.syntax)
        };
        // Work of which only the journal is there may have come to nothing.
        let is_work = |it: &Result<StoredDocument, StoreError>| {
            it.as_ref().map_or(true, |it| it.digest.is_some() || it.unsaved > 0)
        };
        let works: Vec<_> = files.iter().filter(is_wanted).map(read).filter(is_work).collect();
        let states_day = |it: &Result<StoredDocument, StoreError>| {
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
            return vec![Ok(LoadedWork {
                path: path.to_owned(),
                article: opened.path,
                document: self.with_meta(document, &meta),
                analyst: String::new(),
                problems: Vec::new(),
                doubt: None,
                copy_of: None,
                catalogued,
                unsaved: 0,
            })];
        }
        let loaded = |work: StoredDocument| LoadedWork {
            path: work.file.path(),
            article: opened.path.clone(),
            copy_of: work.copy_of().map(str::to_owned),
            document: self.with_meta(work.document, &meta),
            analyst: work.file.analyst.to_string(),
            problems: work.findings,
            doubt: work.read_only,
            catalogued,
            unsaved: work.unsaved,
        };
        let works: Vec<Result<LoadedWork, Failure>> =
            works.into_iter().map(|it| it.map(&loaded).map_err(Failure::from)).collect();
        if !self.is_again {
            works.iter().flatten().for_each(LoadedWork::report_unsaved);
        }
        works
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
