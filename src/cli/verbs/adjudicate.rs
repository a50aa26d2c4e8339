//! `hashiye adjudicate`: what a rule decides of analysts' records, written into the gold.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{
        Done, Failure, Outcome,
        folder_facts::FolderTasks,
        listed_values::ListedValues,
        out,
        sources::{LoadedWork, SourceArgs},
    },
    compare::{ArticleComparison, DecisionStrategy, GoldPlan, OpenRecord, TaskPlan, decide},
    messages::{Message, Worded as _},
    model::{ArticleStatus, Document},
    session::Reason,
    store::{self, Analyst, JournalStep, OpenedWork, SavePace, WorkBatch, WorkRequest},
};

/// Whose work to decide on, and how.
#[derive(Args, Clone, Debug)]
pub struct AdjudicateArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// `agreed`: what every analyst has, without a difference; `majority`: what more than half have,
    /// each field as more than half of these have it; `prefer=NAME`: what all agree on, else NAME's
    #[arg(long, default_value = "agreed", value_name = "STRATEGY", value_parser = STRATEGIES, hide_possible_values = true)]
    strategy: DecisionStrategy,
    /// Only say what would be decided
    #[arg(long)]
    dry_run: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

const STRATEGIES: ListedValues<DecisionStrategy> =
    ListedValues { parse: strategy, values: || vec!["agreed", "majority", "prefer="] };

fn strategy(written: &str) -> Result<DecisionStrategy, String> {
    let unknown = |()| out::words(&Message::new("terminal-no-strategy"));
    written.parse().map_err(unknown)
}

/// What became of an article.
struct Adjudicated {
    article: PathBuf,
    id: String,
    /// Analysts who are not done, or have no file although the article is theirs.
    waiting: Vec<String>,
    /// How many are done.
    done: usize,
    taken: usize,
    rejected: usize,
    open: Vec<OpenRecord>,
    /// True where something was, or would be, written.
    is_new: bool,
}

pub(super) fn run(args: &AdjudicateArgs) -> Done {
    let deciding =
        Deciding { args, tasks: Mutex::default(), works: WorkBatch::new(), at: store::time_now() };
    let mut articles: Vec<Adjudicated> = Vec::new();
    let mut failed: Vec<Message> = Vec::new();
    args.source.of_each_article(
        WorkBatch::SIDE_BY_SIDE,
        |loaded| deciding.decide(&loaded),
        |decided| {
            decided.copies.iter().for_each(out::remark);
            failed.extend(decided.failed);
            articles.extend(decided.article);
        },
    )?;
    // What articles have in common is done with when the last one is.
    drop(deciding);
    for it in &failed {
        out::complain(it);
    }
    let open: usize = articles.iter().map(|it| it.open.len()).sum();
    if args.json {
        out::json(&json!({
            "strategy": args.strategy.to_string(), "left": open, "failed": failed.len(),
            "articles": articles.iter().map(Adjudicated::as_json).collect::<Value>(),
        }));
    } else {
        articles.iter().for_each(Adjudicated::print);
        let sum = |of: fn(&Adjudicated) -> usize| articles.iter().map(of).sum::<usize>();
        let all = Message::new("terminal-adjudicated-all")
            .with("articles", out::count("terminal-articles", articles.len()))
            .with("taken", sum(|it| it.taken))
            .with("rejected", sum(|it| it.rejected))
            .with("left", open);
        out::remark(&all);
    }
    Ok(match (failed.is_empty(), open) {
        (false, _) => Outcome::Unreadable,
        (true, 0) => Outcome::Done,
        (true, _) => Outcome::Findings,
    })
}

/// Articles that are decided on side by side.
struct Deciding<'a> {
    args: &'a AdjudicateArgs,
    tasks: Mutex<FolderTasks>,
    works: Arc<WorkBatch>,
    at: String,
}

/// What came of one article.
#[derive(Default)]
struct Decided {
    article: Option<Adjudicated>,
    /// Copies of somebody's work, which are left out.
    copies: Vec<Message>,
    failed: Vec<Message>,
}

impl Deciding<'_> {
    fn decide(&self, loaded: &[Result<LoadedWork, Failure>]) -> Decided {
        let mut decided = Decided::default();
        let mut sound: Vec<&LoadedWork> = Vec::new();
        for it in loaded {
            match it {
                Ok(LoadedWork { doubt: Some(doubt), path, .. }) => {
                    decided.failed.push(doubt.message().at(path));
                }
                Ok(it) => match it.copy_words() {
                    Some(words) => decided.copies.push(words),
                    None => sound.push(it),
                },
                Err(failure) => decided.failed.push(failure.message.clone()),
            }
        }
        let Some(first) = sound.first() else { return decided };
        // What a panicking thread left is only less.
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = Arc::clone(tasks.of(&first.article));
        drop(tasks);
        match self.adjudicate(&sound, &plan) {
            Ok(it) => decided.article = Some(it),
            Err(failure) => decided.failed.push(failure.message),
        }
        decided
    }

    fn adjudicate(&self, loaded: &[&LoadedWork], plan: &TaskPlan) -> Result<Adjudicated, Failure> {
        let gold = loaded.iter().find(|it| it.analyst == plan.gold);
        let analysts = loaded.iter().filter(|it| !it.analyst.is_empty() && it.analyst != plan.gold);
        let (done, not_done): (Vec<&&LoadedWork>, Vec<&&LoadedWork>) =
            analysts.partition(|it| ArticleStatus::of(&it.document).is_finished());
        let first = loaded.first().copied();
        let Some(first) = first else {
            return Err(Failure::usage(&Message::new("terminal-nobody")));
        };
        let name = first.article.file_name().unwrap_or_default().to_string_lossy();
        let present: BTreeSet<&str> = done.iter().map(|it| it.analyst.as_str()).collect();
        let missing = plan.assigned_to(&name).iter().filter(|it| !present.contains(it.as_str()));
        let mut waiting: BTreeSet<String> = missing.cloned().collect();
        waiting.extend(not_done.iter().map(|it| it.analyst.clone()));
        let mut result = Adjudicated {
            article: first.article.clone(),
            id: first.document.id().to_owned(),
            waiting: waiting.into_iter().collect(),
            done: done.len(),
            taken: 0,
            rejected: 0,
            open: Vec::new(),
            is_new: false,
        };
        // One alone agrees with nobody.
        if done.len() < 2 {
            return Ok(result);
        }
        let works: Vec<_> = done.iter().map(|it| it.work()).collect();
        let compared = ArticleComparison::new(first.document.text(), &works);
        let empty = || {
            let text = first.document.text().clone();
            Document::new(first.document.id(), text, first.document.schema().clone())
        };
        let present = gold.map_or_else(empty, |it| it.document.clone());
        let mut step = decide(&compared, &present, &self.args.strategy, &self.at);
        result.is_new = !step.step.is_empty();
        if result.is_new && !self.args.dry_run {
            step = self.write(first, plan, &compared)?;
        }
        (result.taken, result.rejected, result.open) = (step.taken, step.rejected, step.open);
        Ok(result)
    }

    /// Through the same doors as the window: the lock, the journal, the file written whole.
    fn write(
        &self,
        first: &LoadedWork,
        plan: &TaskPlan,
        compared: &ArticleComparison<'_>,
    ) -> Result<GoldPlan, Failure> {
        let opened = store::read_article(&first.article)?;
        let gold = Analyst::new(&plan.gold)?;
        let schema = first.document.schema().clone();
        let request = WorkRequest {
            // Articles are saved side by side on threads of ours.
            pace: SavePace::Manual,
            batch: Some(Arc::clone(&self.works)),
            person: Analyst::of_system(),
            ..WorkRequest::new(&opened, gold, schema)
        };
        let started = store::open_work(request)?;
        let OpenedWork { mut document, read_only, files, .. } = started;
        let file = files.file().path();
        if let Some(reason) = read_only {
            let left = Message::new("terminal-left").with_words("why", &reason);
            return Err(Failure::at(&left, &file));
        }
        let plan = decide(compared, &document, &self.args.strategy, &self.at);
        let unfit = |conflict| Failure::at(&Reason::from(conflict), &file);
        document.apply(&plan.step).map_err(unfit)?;
        files.record(JournalStep::Do(&plan.step))?;
        files.save(&document)?;
        files.finish(&document)?;
        Ok(plan)
    }
}

impl Adjudicated {
    fn as_json(&self) -> Value {
        let open = self.open.iter().map(|it| {
            let fields: Vec<String> = it.fields.iter().map(ToString::to_string).collect();
            let spans =
                it.spans.iter().map(|(name, id)| (name.clone(), Value::from(id.to_string())));
            json!({
                "label": it.label, "fields": fields,
                "spans": spans.collect::<serde_json::Map<_, _>>(),
                "reopened": it.reopened.map(|it| it.to_string()),
            })
        });
        json!({
            "article": self.id, "file": self.article.display().to_string(),
            "analysts_done": self.done, "not_done": self.waiting,
            "taken": self.taken, "rejected": self.rejected, "left": self.open.len(),
            "new": self.is_new, "open": open.collect::<Vec<_>>(),
        })
    }

    fn print(&self) {
        let key = if self.done < 2 { "terminal-adjudicated-none" } else { "terminal-adjudicated" };
        let reopened = self.open.iter().filter(|it| it.reopened.is_some()).count();
        let said = Message::new(key)
            .with("taken", self.taken)
            .with("rejected", self.rejected)
            .with("left", self.open.len())
            .with("reopened", reopened);
        out::say(&out::words(&said.at(&self.article)));
        if !self.waiting.is_empty() {
            let names = self.waiting.join(", ");
            out::say(&out::words(&Message::new("terminal-not-done").with_text("names", &names)));
        }
    }
}
