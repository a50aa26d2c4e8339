//! `hashiye suggest --write`: what rules and programs find, added to the annotation files.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::json;

use super::{
    Done, Failure, Outcome, finder::Finder, folder_facts::Catalogs, out, pool, programs, sources,
    walking,
};
use crate::{
    edit,
    messages::{Message, Worded as _},
    model::{DismissalKind, Document, Name, Schema},
    session::{AppliedSuggestions, Reason, apply_suggestions},
    store::{
        self, Analyst, FileFinding, JournalStep, OpenedWork, SavePace, WorkBatch, WorkRequest,
    },
};

/// Whose work is added to, with which labels.
pub(super) struct Target<'a> {
    pub(super) analyst: &'a Analyst,
    /// Those of each folder where it is `None`.
    pub(super) schema: Option<Arc<Schema>>,
}

/// What is read once for all articles of a folder.
#[derive(Default)]
struct FolderKnowledge {
    catalogs: Catalogs,
    schemas: BTreeMap<PathBuf, Arc<Schema>>,
}

/// Articles that are worked on side by side.
struct Batch<'a> {
    finder: &'a Finder,
    target: &'a Target<'a>,
    knowledge: Mutex<FolderKnowledge>,
    works: Arc<WorkBatch>,
}

/// What was added to one annotation file.
struct Added {
    article: PathBuf,
    file: PathBuf,
    labels: BTreeMap<Name, usize>,
    links: usize,
    there: usize,
    dismissed: BTreeMap<DismissalKind, usize>,
}

impl Added {
    /// How many suggestions were decided on so before.
    fn count(&self, kind: DismissalKind) -> usize {
        self.dismissed.get(&kind).copied().unwrap_or_default()
    }
}

/// Adds what `finder` finds in every article to the work on it. An article that can't be
/// changed now is reported and left as it is.
pub(super) fn run(paths: &[PathBuf], finder: &Finder, target: &Target<'_>, as_json: bool) -> Done {
    if paths.iter().any(|it| it == Path::new("-")) {
        return Err(Failure::usage(&Message::new("terminal-stream-has-no-file")));
    }
    let articles = walking::articles(paths)?;
    let mut progress = out::Progress::new("reading", articles.len());
    let mut added = Vec::new();
    let mut left = 0_usize;
    let (knowledge, works) = (Mutex::default(), WorkBatch::new());
    let batch = Batch { finder, target, knowledge, works };
    let add = |article: &PathBuf| {
        let mut findings = FileFindings::new();
        let added = batch.add(article, &mut findings);
        (added, findings)
    };
    pool::in_order(&articles, WorkBatch::SIDE_BY_SIDE, add, |(outcome, findings)| {
        for (file, it) in &findings {
            out::remark(&it.message().at(file));
        }
        match outcome {
            Ok(it) => added.push(it),
            Err(failure) => {
                out::complain(&failure.message);
                left += 1;
            }
        }
        progress.step();
    });
    drop(progress);
    if as_json {
        let one = |it: &Added| {
            json!({
                "article": it.article.display().to_string(), "file": it.file.display().to_string(),
                "added": it.labels, "links": it.links, "there": it.there,
                "dismissed": it.dismissed.values().sum::<usize>(),
                "corrected": it.count(DismissalKind::Corrected),
                "later": it.count(DismissalKind::Later),
            })
        };
        let articles: Vec<_> = added.iter().map(one).collect();
        out::json(&json!({ "articles": articles, "left": left }));
    } else {
        added.iter().for_each(print_added);
        let done = Message::new("terminal-applied-all")
            .with("articles", out::count("terminal-articles", added.len()));
        out::remark(&done.with("left", left));
    }
    let outcome = if left > 0 { Outcome::Unreadable } else { Outcome::Done };
    Ok(programs::outcome(&finder.programs, outcome))
}

/// Prints what was added to a file.
fn print_added(added: &Added) {
    let labels: Vec<String> = added.labels.iter().map(|(id, n)| format!("{n} {id}")).collect();
    let applied = if labels.is_empty() {
        Message::new("terminal-applied-nothing")
    } else {
        Message::new("terminal-applied")
            .with_text("labels", &labels.join(", "))
            .with("links", out::count("terminal-links", added.links))
    };
    out::say(&out::words(
        &applied
            .with("file", &added.file)
            .with("there", added.there)
            .with("rejected", added.count(DismissalKind::Rejected))
            .with("corrected", added.count(DismissalKind::Corrected))
            .with("later", added.count(DismissalKind::Later)),
    ));
}

/// What is odd about files, each with the file.
type FileFindings = Vec<(PathBuf, FileFinding)>;

impl Batch<'_> {
    /// Goes through the same doors as the window: the lock, the journal, the file written whole.
    fn add(&self, article: &Path, odd: &mut FileFindings) -> Result<Added, Failure> {
        let opened = store::read_article(article)?;
        let schema = self.schema(&opened.path)?;
        let request = WorkRequest {
            // Articles are saved side by side on threads of ours.
            pace: SavePace::Manual,
            batch: Some(Arc::clone(&self.works)),
            ..WorkRequest::new(&opened, self.target.analyst.clone(), schema)
        };
        let started = store::open_work(request)?;
        let OpenedWork { mut document, read_only, findings, files, recovered, .. } = started;
        let file = files.file().path();
        if let Some(reason) = read_only {
            let left = Message::new("terminal-left").with_words("why", &reason);
            return Err(Failure::at(&left, &file));
        }
        odd.extend(findings.into_iter().map(|it| (file.clone(), it)));
        // A day that somebody stated, never one that was guessed from the text.
        let stated = document.meta_value(Document::PUBLISHED).to_owned();
        let page = opened.meta.get(Document::PUBLISHED).cloned().unwrap_or_default();
        let said = self.finder.published.map(|it| it.to_string()).unwrap_or_default();
        // What the table says stays there: one place for it, which can be corrected for all.
        let catalogued = if stated.is_empty() { self.catalogued(&opened.path)? } else { None };
        if stated.is_empty() && catalogued.is_none() {
            sources::report_page_day(&opened);
        }
        let published = [stated, page, said].into_iter().find(|it| !it.is_empty());
        let published = published.filter(|_| catalogued.is_none()).unwrap_or_default();
        let day = catalogued.or_else(|| published.parse().ok());
        let finder = self.finder.published_on(day).at(opened.path.display().to_string());
        let mentions = finder.takable(document.text(), document.schema());
        let AppliedSuggestions { step, labels, already_there: there, dismissed } =
            apply_suggestions(&document, &mentions)
                .map_err(|reason| Failure::at(&reason, &file))?;
        let mut counts = BTreeMap::new();
        for label in &labels {
            *counts.entry(label.clone()).or_insert(0) += 1;
        }
        let before = document.relations().len();
        if !labels.is_empty() {
            let known = match catalogued {
                Some(_) => None,
                None => edit::set_meta(&document, Document::PUBLISHED, &published),
            };
            let step = edit::merge(known.into_iter().chain([step]));
            let unfit = |conflict| Failure::at(&Reason::from(conflict), &file);
            document.apply(&step).map_err(unfit)?;
            files.record(JournalStep::Do(&step))?;
        }
        let links = document.relations().len() - before;
        if !labels.is_empty() || recovered > 0 {
            files.save(&document)?;
        }
        files.finish(&document)?;
        Ok(Added { article: opened.path, file, labels: counts, links, there, dismissed })
    }

    /// The labels of the folder of the article at `path`.
    fn schema(&self, path: &Path) -> Result<Arc<Schema>, Failure> {
        if let Some(given) = &self.target.schema {
            return Ok(Arc::clone(given));
        }
        let folder = walking::parent(path);
        let mut known = self.knowledge();
        if let Some(known) = known.schemas.get(&folder) {
            return Ok(Arc::clone(known));
        }
        let schema = store::schema_of(&folder)?.unwrap_or_else(Schema::standard);
        known.schemas.insert(folder, Arc::clone(&schema));
        Ok(schema)
    }

    /// When the table of its folder says that the article at `path` was published.
    fn catalogued(&self, path: &Path) -> Result<Option<jiff::civil::Date>, Failure> {
        self.knowledge().catalogs.published(path)
    }

    fn knowledge(&self) -> MutexGuard<'_, FolderKnowledge> {
        // What a panicking thread left is only less.
        self.knowledge.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
