//! Bringing in datasets of other tools: articles and annotation files out of foreign files.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{Action, Done, Level, Refusal, Said, Session, told};
use crate::{
    edit,
    formats::{self, Counts, Format, Imported, ImportedDocument, Input, Options, Warning},
    model::{Document, Schema},
    store::{self, Analyst, FileSyntax},
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
}

/// What an import would bring, or has brought.
#[derive(Clone, Debug, Default)]
pub struct ImportPlan {
    /// The format that it was read as.
    pub format: Option<&'static Format>,
    /// What is in it.
    pub counts: Counts,
    /// What was odd or left out, and where.
    pub warnings: Vec<Warning>,
    /// What the schema of the folder lacks and would get.
    pub added: Vec<String>,
    /// Why it can't be brought in.
    pub refusal: Option<Said>,
}

/// What is known of imports: the plan of one, and how many were carried out.
#[derive(Debug, Default)]
pub(super) struct Imports {
    plan: Option<(ImportRequest, ImportPlan)>,
    planning: bool,
    written: usize,
    failure: Option<Said>,
}

/// How an import ended.
#[derive(Debug)]
pub(super) struct Finished {
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
    pub fn plans_import(&self) -> bool {
        self.imports.planning
    }

    /// How many imports were carried out, and why the last one was not, if so.
    pub fn imports(&self) -> (usize, Option<&Said>) {
        (self.imports.written, self.imports.failure.as_ref())
    }

    pub(super) fn plan_import(&mut self, request: ImportRequest) {
        if self.imports.planning {
            return;
        }
        self.imports.planning = true;
        let analyst = self.analyst.clone();
        self.jobs.start(move || {
            let (_, plan) = planned(&request, &analyst);
            Done::ImportPlanned(Box::new((request, plan)))
        });
    }

    pub(super) fn import_planned(&mut self, planned: (ImportRequest, ImportPlan)) {
        self.imports.planning = false;
        self.imports.plan = Some(planned);
    }

    pub(super) fn import(&mut self, request: ImportRequest) {
        self.imports.failure = None;
        let analyst = self.analyst.clone();
        self.jobs.start(move || {
            let (imported, mut plan) = planned(&request, &analyst);
            if plan.refusal.is_none() {
                let brought = Bringing { to: &request.to, fallback: &analyst, published: None };
                plan.refusal = brought.write(&imported, &|| {}).err().as_ref().map(told::refusal);
            }
            Done::Imported(Box::new(Finished { to: request.to, plan }))
        });
    }

    pub(super) fn imported(&mut self, finished: Finished) {
        let Finished { to, plan } = finished;
        // What lies in the folder now was not there when it was planned.
        self.imports.plan = None;
        if let Some(why) = plan.refusal {
            self.imports.failure = Some(why.clone());
            return self.notify(Level::Error, "notice-not-imported", vec![("why", why)]);
        }
        self.imports.written += 1;
        self.forget(&["notice-not-imported"]);
        let left_out = plan.warnings.iter().filter(|it| it.is_loss()).count();
        let level = if left_out > 0 { Level::Warning } else { Level::Info };
        let arguments = vec![
            ("documents", plan.counts.documents.to_string()),
            ("spans", plan.counts.spans.to_string()),
            ("relations", plan.counts.relations.to_string()),
            ("left", left_out.to_string()),
        ];
        self.perform(Action::Open(to));
        self.notify(level, "notice-imported", arguments);
    }
}

/// What `request` brings.
fn planned(request: &ImportRequest, analyst: &Analyst) -> (Imported, ImportPlan) {
    let mut plan = ImportPlan::default();
    match read(request) {
        Ok((format, imported)) => {
            let brought = Bringing { to: &request.to, fallback: analyst, published: None };
            plan.format = Some(format);
            plan.counts = counts(&imported);
            plan.warnings.clone_from(&imported.warnings);
            plan.added.clone_from(&imported.added);
            plan.refusal = brought.obstacle(&imported).as_ref().map(told::refusal);
            if plan.refusal.is_none() && imported.documents.is_empty() {
                plan.refusal = Some(told::refusal(&Refusal::NoArticle));
            }
            (imported, plan)
        }
        Err(why) => {
            plan.refusal = Some(told::refusal(&why));
            (Imported::default(), plan)
        }
    }
}

fn read(request: &ImportRequest) -> Result<(&'static Format, Imported), Refusal> {
    let files = store::read_files(&request.from)?;
    let inputs: Vec<Input> =
        files.into_iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
    let schema = store::schema_of(&request.to).ok().flatten();
    let options = Options { schema, ..Options::default() };
    let Some(format) = request.format.and_then(Format::find) else {
        return formats::import_any(&inputs, &options)
            .ok_or_else(|| Refusal::NoFormat(request.from.clone()));
    };
    let imported = formats::import(format, &inputs, &options);
    imported.map(|it| (format, it)).map_err(Refusal::Format)
}

/// How much an import holds.
pub fn counts(imported: &Imported) -> Counts {
    let documents = || imported.documents.iter().map(|it| &it.document);
    Counts {
        documents: documents().count(),
        spans: documents().map(|it| it.annotations().len()).sum(),
        relations: documents().map(|it| it.relations().len()).sum(),
    }
}

/// Where an import goes.
#[derive(Clone, Copy, Debug)]
pub struct Bringing<'a> {
    /// The folder.
    pub to: &'a Path,
    /// Whose work it is, where the dataset does not say.
    pub fallback: &'a Analyst,
    /// When the articles that do not say so were published (ISO 8601).
    pub published: Option<&'a str>,
}

impl Bringing<'_> {
    /// Why the import can't be written: an article or work of the same name is there. Looked for
    /// before anything is written, so that nothing is brought in by half.
    pub fn obstacle(&self, imported: &Imported) -> Option<Refusal> {
        if let Err(error) = store::schema_of(self.to) {
            return Some(error.into());
        }
        let mut files = BTreeSet::new();
        imported.documents.iter().find_map(|it| {
            let (id, analyst) = (it.document.id(), self.analyst(it));
            if !files.insert((id.to_lowercase(), analyst.clone())) {
                return Some(Refusal::TwoWorks { analyst, article: id.to_owned() });
            }
            let path = self.article(&it.document);
            if !path.is_file() {
                return None;
            }
            let there = match store::read_article(&path) {
                Ok(there) => there,
                Err(error) => return Some(error.into()),
            };
            if there.article.text != *it.document.text() {
                return Some(Refusal::OtherText(path));
            }
            let found = store::read_work(
                &path,
                &there.article,
                &analyst,
                it.document.schema(),
                FileSyntax::Ron,
            );
            match found {
                Ok(found) if found.digest.is_none() => None,
                Ok(found) => Some(Refusal::WorkThere(found.file.path())),
                Err(error) => Some(error.into()),
            }
        })
    }

    /// Writes every article with the work on it, and the schema where it was added to; calls `step`
    /// after each. What is there already stays.
    ///
    /// Fails when something is in the way or the system refuses.
    pub fn write(&self, imported: &Imported, step: &(dyn Fn() + Sync)) -> Result<(), Refusal> {
        if let Some(why) = self.obstacle(imported) {
            return Err(why);
        }
        // Work of several analysts on one article goes to one thread.
        let mut articles: BTreeMap<&str, Vec<&ImportedDocument>> = BTreeMap::new();
        for it in &imported.documents {
            articles.entry(it.document.id()).or_default().push(it);
        }
        let articles: Vec<Vec<&ImportedDocument>> = articles.into_values().collect();
        store::make_folder(self.to)?;
        // First: tags whose labels nobody knows are worse than labels without tags.
        self.write_schema(imported)?;
        store::side_by_side(&articles, |article| {
            article.iter().try_for_each(|it| self.place(it).map(|()| step()))
        })?;
        Ok(())
    }

    /// Gives the folder the schema of the import, where it would not have that by itself. What lies
    /// there is added to, and kept aside where somebody laid it out by hand.
    fn write_schema(&self, imported: &Imported) -> Result<(), store::StoreError> {
        let Some(first) = imported.documents.first() else { return Ok(()) };
        let (own, schema) = (store::schema_of(self.to)?, first.document.schema());
        if *own.as_ref().unwrap_or(&Schema::standard()) == *schema {
            return Ok(());
        }
        store::replace_schema(self.to, own.as_deref(), schema)
    }

    fn place(&self, it: &ImportedDocument) -> Result<(), store::StoreError> {
        let mut document = it.document.clone();
        if let Some(day) = self.published.filter(|_| document.meta_value("published").is_empty())
            && let Some(step) = edit::set_meta(&document, "published", day)
        {
            // It was built on this very document.
            let _fits = document.apply(&step);
        }
        let path = self.article(&document);
        let opened = if path.is_file() {
            store::read_article(&path)?
        } else {
            store::create_article(&path, document.text().as_str())?
        };
        let info = store::ArticleInfo::of(&path, &opened.article);
        let file = store::AnnotationFile {
            article: path,
            analyst: self.analyst(it),
            syntax: FileSyntax::Ron,
        };
        store::save_document(&document, &file, &info).map(|_saved| ())
    }

    fn article(&self, document: &Document) -> PathBuf {
        self.to.join(format!("{}.txt", document.id()))
    }

    fn analyst(&self, it: &ImportedDocument) -> Analyst {
        Analyst::nearest(&it.analyst).unwrap_or_else(|| self.fallback.clone())
    }
}
