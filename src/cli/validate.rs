//! `hashiye validate`: what is wrong or odd in articles and their annotation files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::{Value, json};

use super::{
    Done, Outcome, catalogs, check_stream,
    files::{self, Loaded, SourceArgs},
    out,
    stream::StreamArgs,
};
use crate::{
    check::{self, Place, Usage},
    messages::Message,
    model::Document,
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

/// One thing that was found.
#[derive(Debug)]
pub(super) struct Row {
    /// The file to look at; empty where the message names it.
    file: String,
    /// Line and column in it, from 1, in characters.
    line: Option<(usize, Option<usize>)>,
    code: &'static str,
    pub(super) severity: &'static str,
    what: String,
    /// The tag or link, its words and whose they are.
    id: String,
    words: String,
    analyst: String,
    /// Where its words are, in characters.
    chars: Option<(usize, usize)>,
}

pub(super) fn run(args: &ValidateArgs) -> Done {
    if args.jsonl {
        let published = args.source.published.as_deref();
        return check_stream::run(args.source.schema.as_deref(), published, args.stream);
    }
    let loaded = args.source.load_each()?;
    let articles = loaded.len();
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
                rows.push(Row::of_file("", None, "unreadable", &out::words(&failure.message)));
            }
        }
    }
    for folder in args.source.schema_folders()? {
        let file = shown(&folder.join(store::SCHEMA_FILE));
        for it in store::schema_faults(&folder) {
            let line = it.place.map(|(line, column)| (line, Some(column)));
            rows.push(Row {
                severity: "warning",
                ..Row::of_file(&file, line, "schema", &out::words(&it.what))
            });
        }
    }
    for table in files::catalogs(&args.source.paths)?.all() {
        let file = shown(table.path());
        for it in table.catalog().faults() {
            let line = (it.line > 0).then_some((it.line, None));
            rows.push(Row {
                severity: "warning",
                ..Row::of_file(&file, line, "table-of-articles", &out::words(&it.fault))
            });
        }
    }
    for it in files::orphaned_files(&args.source.paths)? {
        let what = out::words(&Message::new("terminal-no-article"));
        rows.push(Row::of_file(&shown(&it), None, "no-article", &what));
    }
    for it in files::unread_files(&args.source.paths)? {
        let what = out::words(&Message::new("terminal-unread").with_words("why", &it.why));
        rows.push(Row::of_file(&shown(&it.path), None, "unread", &what));
    }
    let agreement = agreement(loaded.iter().flatten());
    if args.json {
        let found: Vec<Value> = rows.iter().map(Row::json).collect();
        let agreement: Vec<Value> = agreement.iter().map(agreement_json).collect();
        out::json(&json!({
            "articles": articles, "findings": found, "date_agreement": agreement,
        }));
    } else {
        for it in &rows {
            out::say(&it.to_string());
        }
        for it in agreement.iter().filter(|it| it.1.weekdays + it.1.pairs > 0) {
            out::remark(&agreement_words(it));
        }
        let checked = Message::new("terminal-checked")
            .with("articles", out::count("terminal-articles", articles))
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
fn agreement<'a>(loaded: impl Iterator<Item = &'a Loaded>) -> BTreeMap<PathBuf, DateAgreement> {
    let mut seen = BTreeSet::new();
    let mut by_folder: BTreeMap<PathBuf, DateAgreement> = BTreeMap::new();
    for it in loaded.filter(|it| seen.insert(&it.article)) {
        let published = it.document.meta_value("published").parse().ok();
        let found = DateAgreement::of(it.document.text(), &Context { published });
        let all = by_folder.entry(catalogs::parent(&it.article)).or_default();
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
fn rows_of(loaded: &Loaded, usage: Option<&Usage>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for store::FileFinding { line, problem } in &loaded.problems {
        if let Some(code) = code_of(problem) {
            let line = (*line > 0).then_some((*line, None));
            rows.push(Row::of_file(&shown(&loaded.path), line, code, &out::words(problem)));
        }
    }
    if let Some(doubt) = &loaded.doubt {
        rows.push(Row::of_file(&shown(&loaded.path), None, "read-only", &out::words(doubt)));
    }
    let document = &loaded.document;
    let context = Context { published: document.meta_value("published").parse().ok() };
    let own = Usage::default();
    let other_day = check::published(document, loaded.catalogued);
    let found = check::check(document, &context, usage.unwrap_or(&own));
    let found = other_day.iter().chain(&found);
    rows.extend(found.map(|it| {
        let row = Row::of_finding(document, &loaded.analyst, it);
        // What is said of the article lies with the tags.
        let file = if row.line.is_some() { &loaded.article } else { &loaded.path };
        Row { file: shown(file), ..row }
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

impl Row {
    pub(super) fn of_file(
        file: &str,
        line: Option<(usize, Option<usize>)>,
        code: &'static str,
        what: &str,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line,
            code,
            severity: "error",
            what: what.to_owned(),
            id: String::new(),
            words: String::new(),
            analyst: String::new(),
            chars: None,
        }
    }

    /// A finding of [`check`], without the file it is about.
    pub(super) fn of_finding(document: &Document, analyst: &str, finding: &check::Finding) -> Self {
        let text = document.text();
        let id = match finding.place {
            Place::Tag(id) => id.to_string(),
            Place::Link(id) => id.to_string(),
            Place::Article => String::new(),
        };
        let quote = finding.tag().and_then(|it| document.annotation(it));
        let line = finding.range.map(|it| {
            let paragraphs = text.paragraphs();
            let line = paragraphs.index_of(it.start());
            let start = text.char_of_byte(paragraphs.bytes(line).start);
            (line + 1, Some(text.char_of_byte(it.start()) - start + 1))
        });
        Self {
            file: String::new(),
            line,
            code: finding.code().key(),
            severity: finding.code().severity().key(),
            what: out::words(&finding.named_by(document.schema())),
            id,
            words: quote.map(|it| document.quote(it)).unwrap_or_default(),
            analyst: analyst.to_owned(),
            chars: finding
                .range
                .map(|it| (text.char_of_byte(it.start()), text.char_of_byte(it.end()))),
        }
    }

    pub(super) fn json(&self) -> Value {
        let (line, column) = self.line.map_or((None, None), |(line, column)| (Some(line), column));
        json!({
            "file": self.file, "line": line, "column": column,
            "start": self.chars.map(|it| it.0), "end": self.chars.map(|it| it.1),
            "code": self.code, "severity": self.severity, "what": self.what,
            "id": self.id, "words": self.words, "analyst": self.analyst,
        })
    }
}

/// `file:line:column: severity: what [code] («words», tag, analyst)`.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, severity, what, code, .. } = self;
        match self.line {
            _ if file.is_empty() => {}
            Some((line, Some(column))) => write!(f, "{file}:{line}:{column}: ")?,
            Some((line, None)) => write!(f, "{file}:{line}: ")?,
            None => write!(f, "{file}: ")?,
        }
        write!(f, "{severity}: {} [{code}]", within_a_line(what))?;
        let words = match self.words.chars().count() {
            0 => String::new(),
            1..=SHOWN => format!("«{}»", self.words),
            _ => format!("«{}…»", self.words.chars().take(SHOWN).collect::<String>()),
        };
        let about = [words.replace(['\n', '\r', '\t'], " "), self.id.clone(), self.analyst.clone()];
        let about: Vec<&str> =
            about.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        if about.is_empty() { Ok(()) } else { write!(f, " ({})", about.join(", ")) }
    }
}

/// A sentence that goes on after others: it begins with a small letter.
fn within_a_line(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|it| it.to_lowercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

/// How many characters of a tag's words a line shows.
const SHOWN: usize = 60;

fn shown(path: &Path) -> String {
    path.display().to_string()
}
