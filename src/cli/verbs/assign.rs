//! `hashiye assign`: divides the articles of a folder among analysts.

use std::path::PathBuf;

use clap::Args;

use crate::{
    cli::{Done, Failure, Outcome, out},
    compare::{DivisibleArticle, DivisionWish, TaskPlan},
    messages::Message,
    store::{self, Analyst, ArticleFolder},
};

/// What to divide, and among whom.
#[derive(Args, Clone, Debug)]
pub struct AssignArgs {
    /// The folder with the articles
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Among whom
    #[arg(long, value_name = "NAMES", value_delimiter = ',', required = true)]
    analysts: Vec<String>,
    /// How many of a hundred articles several do
    #[arg(long, value_name = "PERCENT", default_value_t = 20)]
    overlap: usize,
    /// How many analysts do these
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    by: usize,
    /// How many articles all do, first, to learn the guideline
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    calibration: usize,
    /// What the order of the articles is drawn from; a folder that was divided keeps its own
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Only say what would be written
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &AssignArgs) -> Done {
    let before = store::tasks_of(&args.path)?;
    let mut plan = before.clone().unwrap_or_default();
    if let (None, Some(seed)) = (&before, args.seed) {
        plan.seed = seed;
    }
    for name in &args.analysts {
        Analyst::new(name)?;
        if *name == plan.gold {
            let what = Message::new("terminal-gold-is-nobody").with_text("name", name);
            return Err(Failure::usage(&what));
        }
    }
    let mut articles = Vec::new();
    for entry in ArticleFolder::open(&args.path)?.articles {
        let opened = store::read_article(&entry.path)?;
        articles
            .push(DivisibleArticle { name: entry.name, chars: opened.article.text.len_chars() });
    }
    let wish = DivisionWish {
        analysts: args.analysts.clone(),
        shared_percent: args.overlap.min(100),
        by: args.by.max(2),
        calibration: args.calibration,
    };
    plan.divide(&articles, &wish);
    let is_new = before.as_ref() != Some(&plan);
    if args.dry_run {
        out::say(plan.to_ron().trim_end());
    } else if is_new {
        store::save_tasks(&args.path, &plan)?;
    }
    print_plan(&plan, before.as_ref(), &articles);
    let calibrated = calibration_of(&plan);
    if calibrated < args.calibration {
        let fewer = Message::new("terminal-fewer-for-calibration");
        out::remark(&fewer.with("wanted", args.calibration).with("there", calibrated));
    }
    Ok(Outcome::Done)
}

/// How many articles all do.
fn calibration_of(plan: &TaskPlan) -> usize {
    plan.assigned.iter().filter(|it| it.calibration).count()
}

/// What is odd about a plan, and how much each analyst has to do.
fn print_plan(plan: &TaskPlan, before: Option<&TaskPlan>, articles: &[DivisibleArticle]) {
    for line in &plan.assigned {
        if !articles.iter().any(|it| it.name == line.article) {
            let what = Message::new("terminal-assigned-nowhere");
            out::remark(&what.with_text("article", &line.article));
        }
    }
    let mut names: Vec<&String> = plan.assigned.iter().flat_map(|it| &it.to).collect();
    names.sort();
    names.dedup();
    for name in names {
        let lines = plan.assigned.iter().filter(|it| it.to.contains(name));
        let chars: usize = lines
            .clone()
            .filter_map(|line| articles.iter().find(|it| it.name == line.article))
            .map(|it| it.chars)
            .sum();
        let said = Message::new("terminal-assigned")
            .with_text("name", name)
            .with("articles", out::count("terminal-articles", lines.count()))
            .with("chars", chars);
        out::remark(&said);
    }
    let new = plan.assigned.len() - before.map_or(0, |it| it.assigned.len());
    let shared = plan.assigned.iter().filter(|it| it.to.len() > 1 && !it.calibration).count();
    let all = Message::new("terminal-assigned-all")
        .with("articles", out::count("terminal-articles", plan.assigned.len()))
        .with("new", new)
        .with("shared", shared)
        .with("calibration", calibration_of(plan));
    out::remark(&all);
}
