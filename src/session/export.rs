//! Writing labelled datasets from the window, and saying first what would be in them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Done, Level, Refusal, Said, Session, told};
use crate::{
    formats::{
        self, Counts, Division, Exportable, Filter, Format, Input, Leak, LeftOut, Loss, Options,
        Split, Splits,
    },
    model::{Document, Schema},
    store::{self, Analyst, ArticleEntry, FileSyntax, NamedFiles, StoreError, StoreFailure},
};

/// What to export, and where to.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRequest {
    /// The key of the format.
    pub format: &'static str,
    /// Which articles.
    pub scope: ExportScope,
    /// The file, or the folder for a format of several files.
    pub to: PathBuf,
    /// How.
    pub options: Options,
}

impl ExportRequest {
    /// True when the same would be written, and to the same place: what lies there matters too.
    fn writes_as(&self, other: &Self) -> bool {
        self == other
    }
}

/// Which articles to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportScope {
    /// The open one.
    #[default]
    Article,
    /// Every one of the folder.
    Folder,
}

/// What an export holds, and what it does not.
#[derive(Clone, Debug, Default)]
pub struct ExportPlan {
    /// What would be written.
    pub counts: Counts,
    /// What the filters leave out.
    pub left_out: LeftOut,
    /// What the format cannot hold, span by span.
    pub losses: Vec<Loss>,
    /// What the format has no place for of what is said of articles, by key.
    pub unsaid: Vec<String>,
    /// The part of every article, where the format divides a dataset.
    pub division: Option<Division>,
    /// Near duplicates that stand in different splits.
    pub leaks: Vec<Leak>,
    /// Articles that cannot be read, each with the reason.
    pub unreadable: Vec<Said>,
    /// True when a file is there already, which would be replaced.
    pub replaces: bool,
}

/// What is known of exports: the plan of one, and how the last one ended.
#[derive(Debug, Default)]
pub(super) struct Exports {
    plan: Option<Planned>,
    planning: bool,
    failure: Option<Said>,
    written: usize,
}

/// A plan that was made.
#[derive(Debug)]
pub(super) struct Planned {
    request: ExportRequest,
    /// Of the open document; its tags may have changed since.
    revision: u64,
    plan: ExportPlan,
}

/// How an export ended.
#[derive(Debug)]
pub(super) struct Finished {
    to: PathBuf,
    plan: ExportPlan,
    outcome: Result<(), Refusal>,
}

/// The work to export: on a thread, since a folder may be large.
struct Gathering {
    here: (Document, Option<PathBuf>),
    entries: Vec<ArticleEntry>,
    analyst: Analyst,
    schema: Arc<Schema>,
}

impl Session {
    /// What `request` would write; `None` until it is known.
    pub fn export_plan(&self, request: &ExportRequest) -> Option<&ExportPlan> {
        let revision = self.open()?.document().revision();
        let planned = self.exports.plan.as_ref()?;
        let fits = planned.revision == revision && planned.request.writes_as(request);
        fits.then_some(&planned.plan)
    }

    /// True while a plan is being made.
    pub fn plans_export(&self) -> bool {
        self.exports.planning
    }

    /// How many exports were written, and why the last one was not, if so.
    pub fn exports(&self) -> (usize, Option<&Said>) {
        (self.exports.written, self.exports.failure.as_ref())
    }

    pub(super) fn plan_export(&mut self, request: ExportRequest) {
        let (Some(gathering), false) = (self.gathering(request.scope), self.exports.planning)
        else {
            return;
        };
        let revision = gathering.here.0.revision();
        let is_refused = self.is_worked_on(&request.to).is_some();
        self.exports.planning = true;
        self.jobs.start(move || {
            let (_, mut plan) = gathering.export(&request);
            plan.replaces &= !is_refused;
            Done::Planned(Box::new(Planned { request, revision, plan }))
        });
    }

    pub(super) fn planned(&mut self, planned: Planned) {
        self.exports.planning = false;
        self.exports.plan = Some(planned);
    }

    /// Why nothing may be written to `to`: it is one of the files that are worked on.
    pub(super) fn is_worked_on(&self, to: &Path) -> Option<Refusal> {
        let place = |it: &Path| it.canonicalize().unwrap_or_else(|_not_there| it.to_owned());
        let (to_place, folder) = (place(to), self.folder_schema_path());
        let entries = self.library.iter().flat_map(super::Library::entries);
        let of_entries = entries.flat_map(|it| {
            std::iter::once(it.path.clone())
                .chain(it.annotations.iter().map(store::AnnotationFile::path))
        });
        let here = self.article_path().map(PathBuf::from).into_iter().chain(self.annotation_path());
        let mut all = of_entries.chain(here).chain(folder);
        let own = to.components().any(|it| it.as_os_str() == store::OWN_FOLDER);
        (own || all.any(|it| place(&it) == to_place)).then(|| Refusal::WorkedOn(to.to_owned()))
    }

    fn folder_schema_path(&self) -> Option<PathBuf> {
        Some(self.article_path()?.with_file_name(store::SCHEMA_FILE))
    }

    pub(super) fn export(&mut self, mut request: ExportRequest) {
        // What is no whole path stands beside the article, not where the program happens to run.
        if let Some(folder) = self.article_path().and_then(Path::parent) {
            request.to = folder.join(&request.to);
        }
        let Some(gathering) = self.gathering(request.scope) else { return };
        self.exports.failure = None;
        if let Some(why) = self.is_worked_on(&request.to) {
            return self.not_exported(&why);
        }
        self.jobs.start(move || {
            let (files, plan) = gathering.export(&request);
            let outcome = write(&request.to, &files);
            Done::Exported(Box::new(Finished { to: request.to, plan, outcome }))
        });
    }

    fn gathering(&self, scope: ExportScope) -> Option<Gathering> {
        let open = self.open.as_ref()?;
        let entries = match (&self.library, scope) {
            (Some(library), ExportScope::Folder) => library.entries().cloned().collect(),
            _ => Vec::new(),
        };
        Some(Gathering {
            here: (open.document().clone(), self.article_path().map(PathBuf::from)),
            entries,
            analyst: self.analyst.clone(),
            schema: Arc::clone(&self.schema),
        })
    }

    pub(super) fn exported(&mut self, finished: Finished) {
        let path = finished.to.display().to_string();
        let Finished { plan, outcome, .. } = finished;
        if let Err(why) = outcome {
            return self.not_exported(&why);
        }
        self.exports.written += 1;
        self.forget(&["notice-not-exported"]);
        let (losses, unreadable) = (plan.losses.len(), plan.unreadable.len());
        let (level, key) = if losses + unreadable > 0 {
            (Level::Warning, "notice-exported-with-losses")
        } else {
            (Level::Info, "notice-exported")
        };
        let arguments = vec![
            ("path", path),
            ("documents", plan.counts.documents.to_string()),
            ("spans", plan.counts.spans.to_string()),
            ("relations", plan.counts.relations.to_string()),
            ("losses", losses.to_string()),
            ("unreadable", unreadable.to_string()),
        ];
        self.notify(level, key, arguments);
    }

    fn not_exported(&mut self, why: &Refusal) {
        let why = told::refusal(why);
        self.exports.failure = Some(why.clone());
        self.notify(Level::Error, "notice-not-exported", vec![("why", why)]);
    }
}

/// Writes an export. A folder with other files in it is left alone.
fn write(to: &Path, files: &NamedFiles) -> Result<(), Refusal> {
    let as_file = files.len() == 1 && to.extension().is_some();
    if !as_file && let Some(other) = store::other_file(to, files) {
        return Err(Refusal::OtherFiles { name: other, folder: to.to_owned() });
    }
    Ok(put(to, files)?)
}

/// Writes one file under the very name `to` where that has an extension, several below a folder.
pub(super) fn put(to: &Path, files: &NamedFiles) -> Result<(), StoreError> {
    match &**files {
        [(_, bytes)] if to.extension().is_some() => store::write_file(to, bytes),
        _ => store::write_files(to, files),
    }
}

/// Where the articles of a dataset are that lies at `to` already, if it was split in the same way:
/// they stay there when it is written anew.
pub fn parts_before(to: &Path, splits: &Splits) -> BTreeMap<String, Split> {
    let there = to.join("README.md").is_file().then(|| store::read_files(to).ok()).flatten();
    let inputs = there.into_iter().flatten().map(|(name, bytes)| Input::new(name, bytes));
    let before = formats::splits_of(&inputs.collect::<Vec<_>>());
    let same = before.filter(|it| (it.percent, it.seed) == (splits.percent, splits.seed));
    same.map(|it| it.known).unwrap_or_default()
}

impl Gathering {
    fn export(self, request: &ExportRequest) -> (NamedFiles, ExportPlan) {
        let mut plan = ExportPlan::default();
        let Some(format) = Format::find(request.format) else { return (NamedFiles::new(), plan) };
        let mut options = request.options.clone();
        if format.has_splits() {
            options.splits.known = parts_before(&request.to, &options.splits);
        }
        let filter = &options.filter;
        let documents = self.documents(filter, &mut plan.unreadable);
        let exportables: Vec<Exportable<'_>> = documents
            .iter()
            .map(|(document, analyst)| Exportable { document, analyst: analyst.as_str() })
            .collect();
        let exported = formats::export(format, &exportables, &options);
        let exported = exported.unwrap_or_default();
        plan.leaks = exported.leaks;
        plan.division = exported.division;
        plan.unsaid = exported.unsaid;
        plan.replaces = request.to.is_file();
        plan.counts = exported.counts;
        plan.left_out = exported.left_out;
        plan.losses = exported.losses;
        (exported.files, plan)
    }

    /// The documents to export, the open one as it stands, each with whose work it is.
    fn documents(self, filter: &Filter, unreadable: &mut Vec<Said>) -> Vec<(Document, Analyst)> {
        let (document, path) = self.here;
        if self.entries.is_empty() {
            return vec![(document, self.analyst)];
        }
        let wanted = |it: &Analyst| {
            filter.analysts.is_empty() || filter.analysts.iter().any(|name| name == it.as_str())
        };
        let mut documents = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let is_open = Some(&entry.path) == path.as_ref();
            let mut analysts: Vec<Analyst> = entry
                .annotations
                .iter()
                .map(|it| it.analyst.clone())
                .chain(is_open.then(|| self.analyst.clone()))
                .filter(wanted)
                .collect();
            analysts.sort_unstable();
            analysts.dedup();
            if analysts.is_empty() {
                // An article nobody worked on is part of the dataset too.
                analysts.push(self.analyst.clone());
            }
            for analyst in analysts {
                if is_open && analyst == self.analyst {
                    documents.push((document.clone(), analyst));
                    continue;
                }
                match read(&entry.path, &analyst, &self.schema) {
                    Ok(document) => documents.push((document, analyst)),
                    Err(why) => unreadable.push(told::error(&why)),
                }
            }
        }
        documents
    }
}

/// The work of one analyst for a report, and how many articles could not be read.
pub(super) fn gather(
    here: (Document, Option<PathBuf>),
    entries: &[ArticleEntry],
    analyst: &Analyst,
    schema: &Arc<Schema>,
) -> (Vec<Document>, usize) {
    let (entries, schema) = (entries.to_vec(), Arc::clone(schema));
    let filter = Filter { analysts: vec![analyst.to_string()], ..Filter::default() };
    let gathering = Gathering { here, entries, analyst: analyst.clone(), schema };
    let mut unreadable = Vec::new();
    let documents = gathering.documents(&filter, &mut unreadable);
    (documents.into_iter().map(|it| it.0).collect(), unreadable.len())
}

/// The work of an analyst on an article, unless it is in doubt where its tags belong.
fn read(path: &Path, analyst: &Analyst, schema: &Arc<Schema>) -> Result<Document, StoreError> {
    let opened = store::read_article(path)?;
    let loaded = store::read_work(&opened.path, &opened.article, analyst, schema, FileSyntax::Ron)?;
    match loaded.read_only {
        Some(doubt) => {
            Err(StoreError { path: path.to_owned(), failure: StoreFailure::ReadOnly(doubt) })
        }
        None => Ok(loaded.document),
    }
}
