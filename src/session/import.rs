//! Bringing in datasets of other tools: articles and annotation files out of foreign files.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use super::{NoticeKind, Refusal, Session, TaskResult};
use crate::{
    dataset::{ImportTarget, TableAdditionCounts, counts, read_any},
    formats::{ColumnChoices, Counts, Format, Imported, Placements, TableColumns, Warning},
    store::Analyst,
};

/// What to bring in, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRequest {
    /// The key of the format; `None` to find out.
    pub format: Option<&'static str>,
    /// The file or folder.
    pub from: PathBuf,
    /// The folder for articles and annotation files.
    pub to: PathBuf,
    /// The columns that were chosen, where it is a table of articles.
    pub columns: ColumnChoices,
}

/// What an import would bring, or has target.
#[derive(Clone, Debug, Default)]
pub struct ImportPlan {
    /// The format that it was read as.
    pub format: Option<&'static Format>,
    /// What is in it.
    pub counts: Counts,
    /// Whose work it is, where it is not the analyst's own.
    pub other_analysts: BTreeSet<String>,
    /// What was odd or left out, and where.
    pub warnings: Vec<Warning>,
    /// How the spans came to lie where they do.
    pub placements: Placements,
    /// What the schema of the folder lacks and would get.
    pub added: Vec<String>,
    /// The columns of each table of articles, and which of them holds what.
    pub tables: Vec<TableColumns>,
    /// What the table of the folder's articles would get.
    pub table: TableAdditionCounts,
    /// Why it can't be brought in.
    pub refusal: Option<Arc<Refusal>>,
}

/// What is known of imports: the plan of one, and how many were carried out.
#[derive(Debug, Default)]
pub(super) struct Imports {
    plan: Option<(ImportRequest, ImportPlan)>,
    planning: bool,
    written: usize,
    failure: Option<Arc<Refusal>>,
}

/// How an import ended.
#[derive(Debug)]
pub(super) struct ImportFinished {
    to: PathBuf,
    plan: ImportPlan,
}

impl Session {
    /// What `request` would bring; `None` until it is known.
    pub fn import_plan(&self, request: &ImportRequest) -> Option<&ImportPlan> {
        let (planned, plan) = self.imports.plan.as_ref()?;
        (planned == request).then_some(plan)
    }

    /// True while a plan is being made.
    pub fn is_planning_import(&self) -> bool {
        self.imports.planning
    }

    /// How many imports were carried out, and why the last one was not, if so.
    pub fn imports(&self) -> (usize, Option<&Arc<Refusal>>) {
        (self.imports.written, self.imports.failure.as_ref())
    }

    pub(super) fn plan_import(&mut self, request: ImportRequest) {
        if self.imports.planning {
            return;
        }
        self.imports.planning = true;
        let analyst = self.workspace.analyst.clone();
        self.tasks.start(move || {
            let (_, plan) = read_plan(&request, &analyst);
            TaskResult::ImportPlanned(Box::new((request, plan)))
        });
    }

    pub(super) fn on_import_planned(&mut self, planned: (ImportRequest, ImportPlan)) {
        self.imports.planning = false;
        self.imports.plan = Some(planned);
    }

    pub(super) fn import(&mut self, request: ImportRequest) {
        self.imports.failure = None;
        let analyst = self.workspace.analyst.clone();
        self.tasks.start(move || {
            let (imported, mut plan) = read_plan(&request, &analyst);
            if plan.refusal.is_none() {
                let target = ImportTarget { to: &request.to, analyst: &analyst, published: None };
                plan.refusal = target.write(&imported, &|| {}).err().map(Arc::new);
            }
            TaskResult::Imported(Box::new(ImportFinished { to: request.to, plan }))
        });
    }

    pub(super) fn on_imported(&mut self, finished: ImportFinished) {
        let ImportFinished { to, plan } = finished;
        // What lies in the folder now was not there when it was planned.
        self.imports.plan = None;
        if let Some(why) = plan.refusal {
            self.imports.failure = Some(Arc::clone(&why));
            return self.post_notice(NoticeKind::NotImported(why), []);
        }
        self.imports.written += 1;
        self.notices.forget(|it| matches!(it, NoticeKind::NotImported(_)));
        let left_out = plan.warnings.iter().map(Warning::left_out).sum();
        self.open_path(&to);
        self.post_notice(NoticeKind::Imported { counts: plan.counts, left_out }, []);
        for it in plan.table.remarks() {
            self.post_notice(NoticeKind::ImportedIntoTable(it), []);
        }
        if !plan.other_analysts.is_empty() {
            let names = plan.other_analysts.into_iter().collect();
            self.post_notice(NoticeKind::ImportedForOthers(names), []);
        }
    }
}

/// What `request` brings.
fn read_plan(request: &ImportRequest, analyst: &Analyst) -> (Imported, ImportPlan) {
    let mut plan = ImportPlan::default();
    let format = request.format.and_then(Format::find);
    match read_any(&request.from, &request.to, format, &request.columns) {
        Ok((format, imported)) => {
            let target = ImportTarget { to: &request.to, analyst, published: None };
            plan.format = Some(format);
            plan.counts = counts(&imported);
            let analysts = imported.documents.iter().filter_map(|it| Analyst::nearest(&it.analyst));
            let others = analysts.filter(|it| it != analyst).map(|it| it.as_str().to_owned());
            plan.other_analysts = others.collect();
            plan.warnings.clone_from(&imported.warnings);
            plan.placements.clone_from(&imported.placements);
            plan.added.clone_from(&imported.added);
            plan.tables.clone_from(&imported.tables);
            match target.table_additions(&imported) {
                Ok(counts) => plan.table = counts,
                Err(why) => plan.refusal = Some(Arc::new(why)),
            }
            let obstacle = || target.obstacle(&imported).map(Arc::new);
            plan.refusal = plan.refusal.take().or_else(obstacle);
            if plan.refusal.is_none() && imported.documents.is_empty() {
                plan.refusal = Some(Arc::new(Refusal::NoArticle));
            }
            (imported, plan)
        }
        Err(why) => {
            plan.refusal = Some(Arc::new(why));
            (Imported::default(), plan)
        }
    }
}
