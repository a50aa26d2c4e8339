//! `hashiye reanchor`: tags put where their words went in articles that changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::{
    cli::{
        Done, Failure, Outcome, out,
        walking::{self, parent},
    },
    messages::Message,
    model::Schema,
    store::{
        self, Analyst, AnnotationFile, DoubtKind, ReanchorMode, ReanchoredWork, StoreError,
        WorkRequest,
    },
};

/// What to place anew.
#[derive(Args, Clone, Debug)]
pub struct ReanchorArgs {
    /// Articles, annotation files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only this analyst's work
    #[arg(long, value_name = "NAME")]
    analyst: Vec<String>,
    /// Labels, attributes and relations to use instead of the folder's
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Put tags in doubt for this reason where they are likeliest; `gone` keeps them without a place
    #[arg(long, value_name = "REASON", value_enum)]
    accept: Vec<DoubtArg>,
    /// Say what would be done and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Report in JSON
    #[arg(long)]
    json: bool,
}

/// Why a tag is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum DoubtArg {
    /// Its words and those around them stand in one place, and the old text is not at hand
    Unchanged,
    /// Its words stand in one place, with something else beside them
    OtherSurroundings,
    /// Its words stand in several places
    SeveralPlaces,
    /// Something else stands where they stood
    Reworded,
    /// Nothing like it was found
    Gone,
}

impl DoubtArg {
    fn kind(self) -> DoubtKind {
        match self {
            Self::Unchanged => DoubtKind::Unchanged,
            Self::OtherSurroundings => DoubtKind::OtherSurroundings,
            Self::SeveralPlaces => DoubtKind::SeveralPlaces,
            Self::Reworded => DoubtKind::Reworded,
            Self::Gone => DoubtKind::Gone,
        }
    }
}

pub(super) fn run(args: &ReanchorArgs) -> Done {
    let schema = args.schema.as_deref().map(store::read_schema).transpose()?;
    for name in &args.analyst {
        Analyst::new(name)?;
    }
    let accepted: BTreeSet<DoubtKind> = args.accept.iter().map(|it| it.kind()).collect();
    let mode = if args.dry_run { ReanchorMode::DryRun } else { ReanchorMode::Write };
    let works = walking::works(&args.paths)?;
    let mut progress = out::Progress::new("reading", works.len());
    let mut placed = Vec::new();
    let mut failed = 0_usize;
    let mut looked_at = 0_usize;
    for (article, files) in &works {
        for file in files.iter().filter(|it| args.is_wanted(&it.analyst)) {
            looked_at += 1;
            match place(article, file, schema.as_ref(), &accepted, mode) {
                Ok(it) => placed.extend(it),
                Err(failure) => {
                    out::complain(&failure.message);
                    failed += 1;
                }
            }
        }
        progress.step();
    }
    drop(progress);
    if args.json {
        let all: Vec<_> = placed.iter().map(as_json).collect();
        out::json(&json!({
            "works": looked_at, "changed": all, "failed": failed, "dry_run": args.dry_run,
        }));
    } else {
        placed.iter().for_each(print_placed);
        out::remark(&summary(&placed, looked_at));
    }
    let waits = placed.iter().any(|it| !it.waiting.is_empty());
    Ok(match (failed, waits) {
        (1.., _) => Outcome::Unreadable,
        (0, true) => Outcome::Findings,
        (0, false) => Outcome::Done,
    })
}

impl ReanchorArgs {
    fn is_wanted(&self, analyst: &Analyst) -> bool {
        self.analyst.is_empty() || self.analyst.iter().any(|it| it == analyst.as_str())
    }
}

fn place(
    article: &Path,
    file: &AnnotationFile,
    schema: Option<&Arc<Schema>>,
    accepted: &BTreeSet<DoubtKind>,
    mode: ReanchorMode,
) -> Result<Option<ReanchoredWork>, Failure> {
    let opened = store::read_article(article)?;
    let schema = match schema {
        Some(given) => Arc::clone(given),
        None => store::schema_of(&parent(article))?.unwrap_or_else(Schema::standard),
    };
    let mut request = WorkRequest::new(&opened, file.analyst.clone(), schema);
    request.syntax = file.syntax;
    let placed: Result<_, StoreError> = store::reanchor(request, accepted, mode);
    Ok(placed?)
}

fn as_json(work: &ReanchoredWork) -> serde_json::Value {
    let counted = |it: &BTreeMap<DoubtKind, usize>| -> BTreeMap<&str, usize> {
        it.iter().map(|(kind, n)| (kind.key(), *n)).collect()
    };
    json!({
        "file": work.file.path().display().to_string(), "moved": work.moved,
        "decided": work.decided, "accepted": counted(&work.accepted), "waiting": counted(&work.waiting),
        "written": work.is_written,
    })
}

fn print_placed(work: &ReanchoredWork) {
    let each = |it: &BTreeMap<DoubtKind, usize>| -> String {
        let each = it.iter().map(|(kind, n)| format!("{n} {}", kind.key()));
        each.collect::<Vec<_>>().join(", ")
    };
    let key = match (work.accepted.is_empty() && work.decided == 0, work.waiting.is_empty()) {
        (true, true) => "terminal-reanchored",
        (false, true) => "terminal-reanchored-accepted",
        (_, false) => "terminal-reanchored-waits",
    };
    let message = Message::new(key)
        .with("file", &*work.file.path())
        .with("moved", work.moved)
        .with("decided", work.decided)
        .with_text("accepted", &each(&work.accepted))
        .with_text("waiting", &each(&work.waiting));
    out::say(&out::words(&message));
}

fn summary(placed: &[ReanchoredWork], works: usize) -> Message {
    let written = placed.iter().filter(|it| it.is_written).count();
    let waiting = placed.iter().filter(|it| !it.waiting.is_empty()).count();
    Message::new("terminal-reanchored-all")
        .with("works", out::count("terminal-works", works))
        .with("changed", placed.len())
        .with("written", written)
        .with("waiting", waiting)
}
