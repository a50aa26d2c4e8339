//! `hashiye team`: who is where, article by article.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{
        Done, Outcome,
        folder_facts::FolderTasks,
        out,
        sources::{LoadedWork, SourceArgs},
        walking,
    },
    compare::{ArticleComparison, DecisionStrategy, TaskPlan, decide},
    messages::{Message, Worded as _},
    model::ArticleStatus,
    store::FileProblem,
};

/// Whose work to look at.
#[derive(Args, Clone, Debug)]
pub struct TeamArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// How far an analyst is with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AnalystState {
    /// It is theirs, and not begun.
    Waiting,
    /// They have begun.
    Begun,
    /// They say that it is done.
    Done,
}

impl AnalystState {
    fn key(self) -> &'static str {
        match self {
            Self::Waiting => "none",
            Self::Begun => "begun",
            Self::Done => "done",
        }
    }
}

/// Where everybody is with one article.
struct ArticleState {
    id: String,
    file: PathBuf,
    analysts: BTreeMap<String, AnalystState>,
    is_calibration: bool,
    has_gold: bool,
    /// Records that a person has to decide on, and those of them that were decided before.
    left: usize,
    reopened: usize,
}

/// A file that needs a person.
struct OddFile {
    path: PathBuf,
    what: Message,
    is_copy: bool,
}

pub(super) fn run(args: &TeamArgs) -> Done {
    let mut tasks = FolderTasks::default();
    let (mut articles, mut odd): (Vec<ArticleState>, Vec<OddFile>) = (Vec::new(), Vec::new());
    let mut unreadable = Vec::new();
    for path in walking::conflict_copies(&args.source.paths)? {
        odd.push(OddFile { path, what: Message::new("terminal-copy"), is_copy: true });
    }
    args.source.for_each_article(|loaded| {
        let mut sound: Vec<&LoadedWork> = Vec::new();
        for it in &loaded {
            match it {
                Ok(it) if it.copy_of.is_some() => {
                    let what = Message::new("terminal-copy");
                    odd.push(OddFile { path: it.path.clone(), what, is_copy: true });
                }
                Ok(it) => {
                    let is_marked = |it: &FileProblem| matches!(it, FileProblem::Marked { .. });
                    if it.problems.iter().any(|it| is_marked(&it.problem)) {
                        let what = Message::new("terminal-markers");
                        odd.push(OddFile { path: it.path.clone(), what, is_copy: false });
                    }
                    match &it.doubt {
                        Some(doubt) => unreadable.push(doubt.message().at(&it.path)),
                        None => sound.push(it),
                    }
                }
                Err(failure) => unreadable.push(failure.message.clone()),
            }
        }
        if let Some(first) = sound.first() {
            articles.push(ArticleState::of(&sound, tasks.of(&first.article)));
        }
    })?;
    for it in &unreadable {
        out::complain(it);
    }
    print_names(&articles);
    if args.json {
        let odd = odd.iter().map(|it| {
            let kind = if it.is_copy { "copy" } else { "markers" };
            json!({ "file": it.path.display().to_string(), "what": kind })
        });
        let articles = articles.iter().map(ArticleState::as_json);
        out::json(&json!({
            "articles": articles.collect::<Vec<_>>(), "files": odd.collect::<Vec<_>>(),
            "unreadable": unreadable.len(),
        }));
    } else {
        out::table(&rows(&articles));
        for it in &odd {
            out::say(&out::words(&it.what.clone().at(&it.path)));
        }
    }
    Ok(match (unreadable.is_empty(), odd.is_empty()) {
        (false, _) => Outcome::Unreadable,
        (true, false) => Outcome::Findings,
        (true, true) => Outcome::Done,
    })
}

impl ArticleState {
    fn of(loaded: &[&LoadedWork], plan: &TaskPlan) -> Self {
        let first = loaded.first();
        let file = first.map(|it| it.article.clone()).unwrap_or_default();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let assigned = plan.assigned_to(&name).iter();
        let mut analysts: BTreeMap<String, AnalystState> =
            assigned.map(|it| (it.clone(), AnalystState::Waiting)).collect();
        let is_person = |it: &&&LoadedWork| !it.analyst.is_empty() && it.analyst != plan.gold;
        let mut done = Vec::new();
        for it in loaded.iter().filter(is_person) {
            let is_done = ArticleStatus::of(&it.document).is_finished();
            let state = if is_done { AnalystState::Done } else { AnalystState::Begun };
            analysts.insert(it.analyst.clone(), state);
            if is_done {
                done.push(it.work());
            }
        }
        let gold = loaded.iter().find(|it| it.analyst == plan.gold);
        let plan_of_gold = gold.filter(|_| done.len() > 1).map(|gold| {
            let compared = ArticleComparison::new(gold.document.text(), &done);
            decide(&compared, &gold.document, &DecisionStrategy::Agreed, "")
        });
        let open = plan_of_gold.map(|it| it.open).unwrap_or_default();
        Self {
            id: first.map(|it| it.document.id().to_owned()).unwrap_or_default(),
            file,
            analysts,
            is_calibration: plan.is_calibration(&name),
            has_gold: gold.is_some(),
            left: open.len(),
            reopened: open.iter().filter(|it| it.reopened.is_some()).count(),
        }
    }

    fn as_json(&self) -> Value {
        let analysts = self.analysts.iter().map(|(name, it)| (name.clone(), it.key().into()));
        json!({
            "article": self.id, "file": self.file.display().to_string(),
            "analysts": analysts.collect::<serde_json::Map<_, Value>>(),
            "calibration": self.is_calibration, "gold": self.has_gold,
            "left": self.left, "reopened": self.reopened,
        })
    }

    fn gold(&self) -> String {
        match (self.has_gold, self.left, self.reopened) {
            (false, ..) => "–".to_owned(),
            (true, 0, _) => "whole".to_owned(),
            (true, left, 0) => format!("left {left}"),
            (true, left, reopened) => format!("left {left}, reopened {reopened}"),
        }
    }
}

/// An article a row, an analyst a column.
fn rows(articles: &[ArticleState]) -> Vec<Vec<String>> {
    let names: BTreeSet<&String> = articles.iter().flat_map(|it| it.analysts.keys()).collect();
    let head = std::iter::once("article".to_owned()).chain(names.iter().map(|it| (*it).clone()));
    let head = head.chain(std::iter::once("gold".to_owned())).collect();
    let row = |it: &ArticleState| {
        let state = |name: &&String| it.analysts.get(*name).map_or("–", |it| it.key()).to_owned();
        let mut row = vec![it.id.clone()];
        row.extend(names.iter().map(state));
        row.push(it.gold());
        row
    };
    std::iter::once(head).chain(articles.iter().map(row)).collect()
}

/// Says which names differ in case alone.
fn print_names(articles: &[ArticleState]) {
    let names: BTreeSet<&String> = articles.iter().flat_map(|it| it.analysts.keys()).collect();
    let mut seen: BTreeMap<String, &String> = BTreeMap::new();
    for name in names {
        if let Some(one) = seen.insert(name.to_lowercase(), name) {
            let what = Message::new("terminal-case-of-names");
            out::remark(&what.with_text("one", one).with_text("other", name));
        }
    }
}
