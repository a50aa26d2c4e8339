//! `hashiye validate`: what is wrong or odd in articles and their annotation files.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    check::{self, Usage},
    cli::{
        Done, Outcome, check_stream,
        finding_row::FindingRow,
        folder_facts::Catalogs,
        out,
        sources::{LoadedWork, SourceArgs},
        stream::StreamArgs,
        walking,
    },
    messages::Message,
    recognize::{Context, date::DateAgreement},
    store,
};

/// What to check.
#[derive(Args, Clone, Debug)]
#[command(mut_arg("paths", |it| it.required(false).required_unless_present("jsonl")))]
pub struct ValidateArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Read a document of our own JSON Lines a line from standard input, write {"id", "findings"} a
    /// line
    #[arg(long, group = "stream", conflicts_with_all = ["paths", "analyst", "strict", "json"])]
    jsonl: bool,
    #[command(flatten)]
    stream: StreamArgs,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &ValidateArgs) -> Done {
    if args.jsonl {
        let published = args.source.published.as_deref();
        return check_stream::run(args.source.schema.as_deref(), published, args.stream);
    }
    let loaded = args.source.load_each()?;
    // Several may have worked on an article; what can't be read is counted by itself.
    let sound: BTreeSet<&Path> = loaded.iter().flatten().map(|it| it.article.as_path()).collect();
    let articles = sound.len() + loaded.iter().filter(|it| it.is_err()).count();
    let works = loaded.iter().flatten().filter(|it| it.path != it.article).count();
    let unreadable = loaded.iter().any(Result::is_err);
    // The same words are compared over all the work of a person.
    let mut usage: BTreeMap<&str, Usage> = BTreeMap::new();
    for it in loaded.iter().flatten() {
        usage.entry(&it.analyst).or_default().add(&it.document);
    }
    let mut rows = Vec::new();
    for it in &loaded {
        match it {
            Ok(it) => rows.extend(rows_of(it, usage.get(it.analyst.as_str()))),
            Err(failure) => {
                rows.push(FindingRow::of_file(
                    "",
                    None,
                    "unreadable",
                    &out::words(&failure.message),
                ));
            }
        }
    }
    for folder in args.source.schema_folders()? {
        let file = shown(&folder.join(store::SCHEMA_FILE));
        for fault in store::schema_faults(&folder) {
            let line = fault.place.map(|(line, column)| (line, Some(column)));
            rows.push(
                FindingRow::of_file(&file, line, "schema", &out::words(&fault.what))
                    .weighing("warning"),
            );
        }
    }
    for folder in args.source.folders()? {
        let file = shown(&folder.join(store::PEOPLE_FILE));
        match store::people_of(&folder) {
            Ok(None) => {}
            Ok(Some(register)) => rows.extend(register.faults().iter().map(|it| {
                FindingRow::of_file(&file, None, "people", &out::words(it)).weighing("warning")
            })),
            Err(error) => {
                rows.push(FindingRow::of_file(&file, None, "people", &out::words(&error.failure)));
            }
        }
    }
    for table in Catalogs::of(&args.source.paths)?.all() {
        let file = shown(table.path());
        for it in table.catalog().faults() {
            let line = (it.line > 0).then_some((it.line, None));
            rows.push(
                FindingRow::of_file(&file, line, "table-of-articles", &out::words(&it.fault))
                    .weighing("warning"),
            );
        }
    }
    for file in walking::orphaned_files(&args.source.paths)? {
        let what = out::words(&Message::new("terminal-no-article"));
        rows.push(FindingRow::of_file(&shown(&file), None, "no-article", &what));
    }
    for file in walking::unread_files(&args.source.paths)? {
        let what = out::words(&Message::new("terminal-unread").with_words("why", &file.why));
        rows.push(FindingRow::of_file(&shown(&file.path), None, "unread", &what));
    }
    let agreement = agreement(loaded.iter().flatten());
    if args.json {
        let found: Vec<Value> = rows.iter().map(FindingRow::json).collect();
        let agreement: Vec<Value> = agreement.iter().map(agreement_json).collect();
        out::json(&json!({
            "articles": articles, "works": works, "findings": found, "date_agreement": agreement,
        }));
    } else {
        for row in &rows {
            out::say(&row.to_string());
        }
        for it in agreement.iter().filter(|it| it.1.weekdays + it.1.pairs > 0) {
            out::remark(&agreement_words(it));
        }
        let checked = Message::new("terminal-checked")
            .with("articles", out::count("terminal-articles", articles))
            .with("works", out::count("terminal-works", works))
            .with("findings", out::count("terminal-findings", rows.len()));
        out::remark(&checked);
    }
    Ok(match (unreadable, rows.is_empty()) {
        (true, _) => Outcome::Unreadable,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::Findings,
    })
}

/// How many of the dates that a text says twice are the same day both times, by folder: what the articles
/// say, whatever is tagged in them. Each text counts once.
fn agreement<'a>(loaded: impl Iterator<Item = &'a LoadedWork>) -> BTreeMap<PathBuf, DateAgreement> {
    let mut seen = BTreeSet::new();
    let mut by_folder: BTreeMap<PathBuf, DateAgreement> = BTreeMap::new();
    for it in loaded.filter(|it| seen.insert(&it.article)) {
        let published = it.document.published();
        let found = DateAgreement::of(it.document.text(), &Context { published });
        let all = by_folder.entry(walking::parent(&it.article)).or_default();
        *all = all.and(found);
    }
    by_folder
}

fn agreement_words((folder, it): (&PathBuf, &DateAgreement)) -> Message {
    Message::new("terminal-date-agreement")
        .with("weekdays", it.weekdays_agreeing)
        .with("all-weekdays", it.weekdays)
        .with("pairs", it.pairs_agreeing)
        .with("all-pairs", it.pairs)
        .with("folder", folder)
}

fn agreement_json((folder, it): (&PathBuf, &DateAgreement)) -> Value {
    json!({
        "folder": shown(folder), "weekdays": it.weekdays, "weekdays_agreeing": it.weekdays_agreeing,
        "pairs": it.pairs, "pairs_agreeing": it.pairs_agreeing,
    })
}

/// What is wrong with one person's work on an article: first its files, then what is marked.
fn rows_of(loaded: &LoadedWork, usage: Option<&Usage>) -> Vec<FindingRow> {
    let mut rows: Vec<FindingRow> = Vec::new();
    for store::FileFinding { line, problem } in &loaded.problems {
        if let Some(code) = code_of(problem) {
            let line = (*line > 0).then_some((*line, None));
            rows.push(FindingRow::of_file(&shown(&loaded.path), line, code, &out::words(problem)));
        }
    }
    if let Some(doubt) = &loaded.doubt {
        rows.push(FindingRow::of_file(&shown(&loaded.path), None, "read-only", &out::words(doubt)));
    }
    let document = &loaded.document;
    let context = Context { published: document.published() };
    let own = Usage::default();
    let against = check::against_the_table(document, loaded.catalogued);
    let found = check::check(document, &context, usage.unwrap_or(&own));
    let found = against.iter().chain(&found);
    rows.extend(found.map(|it| {
        let row = FindingRow::of_finding(document, &loaded.analyst, it);
        // What is said of the article lies with the tags.
        let file = if row.has_place() { &loaded.article } else { &loaded.path };
        row.in_file(&shown(file))
    }));
    rows
}

/// The code of something odd in a file; `None` for what [`check`] tells too.
fn code_of(problem: &store::FileProblem) -> Option<&'static str> {
    use store::FileProblem as P;
    Some(match problem {
        P::UnknownLabel { .. } | P::UnknownRelation { .. } => return None,
        P::QuoteDiffers { .. } => "quote-differs",
        P::Outside { .. } => "outside",
        P::IdReplaced { .. } => "id-replaced",
        P::Dangling { .. } => "dangling-link",
        P::CountersReplaced => "counters-replaced",
        P::OtherAnalyst { .. } => "other-analyst",
        P::Marked { .. } => "markers",
        P::EditRefused { .. } => "edit-refused",
        P::More { .. } => "more",
    })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
