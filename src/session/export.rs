//! Writing labelled datasets from the window, and saying first what would be in them.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{NoticeKind, Refusal, Session, TaskResult};
use crate::{
    dataset::{
        ArticleSources, ExportPart, OutputPlace, PlannedExport, SourceFiles, export_streamed,
        is_streamed, splits_before,
    },
    formats::{Counts, Division, ExportNote, Exportable, Format, Leak, LeftOut, Loss, Options},
    model::{ArticleStatus, Document},
    store::{self, Analyst, StoreError},
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
    /// Whether what lies there may be replaced: true once somebody was shown that it would be.
    pub may_replace: bool,
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
    /// What was chosen: all but what the filters leave out.
    pub counts: Counts,
    /// What of it would be written.
    pub written: Counts,
    /// How many works of it are how far.
    pub states: Vec<(ArticleStatus, usize)>,
    /// What the filters leave out.
    pub left_out: LeftOut,
    /// What the format cannot hold, span by span.
    pub losses: Vec<Loss>,
    /// What the format has no place for of what is said of articles, by key.
    pub unsaid: Vec<String>,
    /// What may surprise who reads it.
    pub notes: Vec<ExportNote>,
    /// The part of every article, where the format divides a dataset.
    pub division: Option<Division>,
    /// Near duplicates that stand in different splits.
    pub leaks: Vec<Leak>,
    /// Articles that cannot be read, each with the reason.
    pub unreadable: Vec<Arc<StoreError>>,
    /// True when files are there already that would be replaced.
    pub replaces: bool,
    /// The folder that is not there and would be made for it.
    pub new_folder: Option<PathBuf>,
}

/// What is known of exports: the plan of one, and how the last one ended.
#[derive(Debug, Default)]
pub(super) struct Exports {
    plan: Option<ExportPlanned>,
    planning: bool,
    failure: Option<Arc<Refusal>>,
    written: usize,
}

/// A plan that was made.
#[derive(Debug)]
pub(super) struct ExportPlanned {
    request: ExportRequest,
    /// Of the open document; its annotations may have changed since.
    revision: u64,
    plan: ExportPlan,
}

/// How an export ended.
#[derive(Debug)]
pub(super) struct ExportFinished {
    to: PathBuf,
    plan: ExportPlan,
    outcome: Result<(), Refusal>,
}

impl Session {
    /// What `request` would write; `None` until it is known.
    pub fn export_plan(&self, request: &ExportRequest) -> Option<&ExportPlan> {
        let revision = self.editor()?.document().revision();
        let planned = self.exports.plan.as_ref()?;
        let fits = planned.revision == revision && planned.request.writes_as(request);
        fits.then_some(&planned.plan)
    }

    /// True while a plan is being made.
    pub fn is_planning_export(&self) -> bool {
        self.exports.planning
    }

    /// How many exports were written, and why the last one was not, if so.
    pub fn exports(&self) -> (usize, Option<&Arc<Refusal>>) {
        (self.exports.written, self.exports.failure.as_ref())
    }

    pub(super) fn plan_export(&mut self, request: ExportRequest) {
        let (Some(sources), false) = (self.sources(request.scope), self.exports.planning) else {
            return;
        };
        let revision = sources.open.0.revision();
        let to_write = self.beside_article(request.clone());
        let is_refused = self.obstacle(&to_write).is_some();
        self.exports.planning = true;
        self.tasks.start(move || {
            let mut plan = plan(&sources, &to_write);
            plan.replaces &= !is_refused;
            TaskResult::Planned(Box::new(ExportPlanned { request, revision, plan }))
        });
    }

    pub(super) fn on_export_planned(&mut self, planned: ExportPlanned) {
        self.exports.planning = false;
        self.exports.plan = Some(planned);
    }

    /// Why nothing may be written where `request` says, if so.
    fn obstacle(&self, request: &ExportRequest) -> Option<Refusal> {
        let may_look_like_articles =
            Format::find(request.format).is_some_and(|it| it.may_look_like_articles);
        let place = OutputPlace::of(&request.to);
        self.source_files(request.scope).obstacle(&place, may_look_like_articles)
    }

    /// The files that are worked on, and the folder where all of it is exported.
    pub(super) fn source_files(&self, scope: ExportScope) -> SourceFiles {
        let entries = || self.workspace.folder.iter().flat_map(super::OpenFolder::entries);
        let annotations = entries().flat_map(|it| &it.annotations);
        let annotations: Vec<PathBuf> = annotations.map(store::AnnotationFile::path).collect();
        let here = self.article_path().map(PathBuf::from).into_iter().chain(self.annotation_path());
        let here: Vec<PathBuf> = here.collect();
        let files = entries().map(|it| it.path.as_path());
        let files = files.chain(annotations.iter().chain(&here).map(PathBuf::as_path));
        let folder = self.workspace.folder.as_ref().filter(|_| scope == ExportScope::Folder);
        SourceFiles::new(files, folder.map(super::OpenFolder::path))
    }

    /// Where `path` leads: what is no whole path stands beside the article, not where the program happens
    /// to run.
    pub fn output_path(&self, path: &Path) -> PathBuf {
        match self.article_path().and_then(Path::parent) {
            Some(folder) => folder.join(path),
            None => path.to_owned(),
        }
    }

    fn beside_article(&self, request: ExportRequest) -> ExportRequest {
        ExportRequest { to: self.output_path(&request.to), ..request }
    }

    pub(super) fn export(&mut self, request: ExportRequest) {
        let request = self.beside_article(request);
        let Some(sources) = self.sources(request.scope) else { return };
        self.exports.failure = None;
        if let Some(why) = self.obstacle(&request) {
            return self.not_exported(why);
        }
        self.tasks.start(move || {
            let place = OutputPlace::of(&request.to);
            let (plan, outcome) = match prepared(&sources, &request, Some(&place)) {
                Ok((planned, plan)) if plan.replaces && !request.may_replace => {
                    drop(planned);
                    (plan, Err(Refusal::WouldReplace(request.to.clone())))
                }
                Ok((planned, plan)) => (plan, write(planned, &place)),
                Err(why) => (ExportPlan::default(), Err(why)),
            };
            TaskResult::Exported(Box::new(ExportFinished { to: request.to, plan, outcome }))
        });
    }

    /// The articles of `scope`.
    pub(super) fn sources(&self, scope: ExportScope) -> Option<ArticleSources> {
        let open = self.editor.as_ref()?;
        let entries = match (&self.workspace.folder, scope) {
            (Some(folder), ExportScope::Folder) => folder.entries().cloned().collect(),
            (None, ExportScope::Folder) | (_, ExportScope::Article) => Vec::new(),
        };
        Some(ArticleSources {
            open: (open.document().clone(), self.article_path().map(PathBuf::from)),
            entries,
            analyst: self.workspace.work_analyst().clone(),
            schema: Arc::clone(self.workspace.schema.in_use()),
            catalog: self.workspace.catalog.table().cloned(),
        })
    }

    pub(super) fn on_exported(&mut self, finished: ExportFinished) {
        let ExportFinished { to, plan, outcome } = finished;
        // What lies there is not what it was when the plan was made.
        self.exports.plan = None;
        if let Err(why) = outcome {
            return self.not_exported(why);
        }
        self.exports.written += 1;
        self.notices.forget(|it| matches!(it, NoticeKind::NotExported(_)));
        let (losses, unreadable) = (plan.losses.len(), plan.unreadable.len());
        let (counts, written) = (plan.counts, plan.written);
        let exported = NoticeKind::Exported { to, counts, written, losses, unreadable };
        self.post_notice(exported, []);
    }

    fn not_exported(&mut self, why: Refusal) {
        let why = Arc::new(why);
        self.exports.failure = Some(Arc::clone(&why));
        self.post_notice(NoticeKind::NotExported(why), []);
    }
}

/// What `request` would write.
fn plan(sources: &ArticleSources, request: &ExportRequest) -> ExportPlan {
    prepared(sources, request, None).map(|it| it.1).unwrap_or_default()
}

/// What `request` is to write, with how to say it; a format of one file waits beside `place`, where there is
/// one.
///
/// Refused where the disk refuses.
fn prepared(
    sources: &ArticleSources,
    request: &ExportRequest,
    place: Option<&OutputPlace>,
) -> Result<(Option<PlannedExport>, ExportPlan), Refusal> {
    let mut plan = ExportPlan::default();
    let Some(format) = Format::find(request.format) else { return Ok((None, plan)) };
    let mut options = request.options.clone();
    if format.has_splits {
        options.splits.known = splits_before(&request.to, &options.splits);
    }
    let analysts = &options.filter.analysts;
    let wanted =
        |it: &Analyst| analysts.is_empty() || analysts.iter().any(|name| name == it.as_str());
    let mut unreadable: Vec<StoreError> = Vec::new();
    let planned = if is_streamed(format, &options) {
        let written = export_streamed(format, &options, place, |part, _| {
            unreadable.clear();
            let mut states = Vec::new();
            sources.in_parts(ExportPart::SIZE, wanted, |read| {
                unreadable.extend(read.unreadable);
                let exportables = exportables(&read.documents);
                states.extend(states_of(&exportables, &options));
                part.add(&exportables, [])
            })?;
            Ok::<_, Refusal>(states)
        });
        let (planned, states) = written?;
        plan.states = summed(&states);
        Some(planned)
    } else {
        let read = sources.documents(wanted);
        unreadable = read.unreadable;
        let exportables = exportables(&read.documents);
        plan.states = summed(&states_of(&exportables, &options));
        PlannedExport::new(format, &exportables, [], &options)
    };
    plan.unreadable = unreadable.into_iter().map(Arc::new).collect();
    if let Some(planned) = &planned {
        let names = planned.files().into_iter().map(|it| it.0);
        let place = OutputPlace::of(&request.to);
        plan.replaces = place.replaces(names);
        plan.new_folder = place.new_folder();
        let exported = &planned.exported;
        plan.counts = exported.counts;
        plan.written = exported.written;
        plan.left_out = exported.left_out;
        plan.losses.clone_from(&exported.losses);
        plan.unsaid.clone_from(&exported.unsaid);
        plan.notes.clone_from(&exported.notes);
        plan.division.clone_from(&exported.division);
        plan.leaks.clone_from(&exported.leaks);
    }
    Ok((planned, plan))
}

fn exportables(documents: &[(Document, Analyst)]) -> Vec<Exportable<'_>> {
    let each = documents.iter();
    each.map(|(document, analyst)| Exportable { document, analyst: analyst.as_str() }).collect()
}

/// How many of the works that the filters take are how far.
fn states_of(works: &[Exportable<'_>], options: &Options) -> Vec<(ArticleStatus, usize)> {
    let taken = works.iter().filter(|it| options.filter.takes_document(**it));
    taken.map(|it| (ArticleStatus::of(it.document), 1)).collect()
}

/// The same with each state once.
fn summed(states: &[(ArticleStatus, usize)]) -> Vec<(ArticleStatus, usize)> {
    let of = |status| states.iter().filter(|it| it.0 == status).map(|it| it.1).sum();
    let sums = ArticleStatus::ALL.map(|it| (it, of(it)));
    sums.into_iter().filter(|it| it.1 > 0).collect()
}

/// Writes what was planned, and beside it what it does not hold.
fn write(planned: Option<PlannedExport>, place: &OutputPlace) -> Result<(), Refusal> {
    let Some(mut planned) = planned else { return Ok(()) };
    planned.write(place)?;
    Ok(planned.write_loss_report(place)?)
}
