//! `hashiye suggest`: what rules and experience find, in files or a stream.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use serde_json::Value;

use super::train;
#[cfg(feature = "parquet")]
use crate::cli::suggest_table;
use crate::{
    cli::{
        Done, Failure, Outcome, apply_suggestions,
        finder::{Finder, line_of, rows},
        folder_facts::Catalogs,
        inputs, lessons, out, programs,
        sources::{self, LoadedWork, SourceArgs},
        stream, walking,
    },
    learn::{ArticleWork, Experience},
    messages::Message,
    model::{Document, Schema},
    recognize::{self, Recognizer},
    session::{learn_from, work_of},
    store::{self, Analyst, AnnotationFile, ArticleFolder},
    text::{Article, Text},
};

/// What is found by words that were tagged before.
const MEMORY: &str = "memory";
/// What is found by its likeness to tags.
const MODEL: &str = "model";

/// Where to look, and for what.
#[derive(Args, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct SuggestArgs {
    /// Articles, annotation files and folders; `-` is standard input
    #[arg(required_unless_present = "stream", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read {"id", "text", "published"} a line from standard input, write a line for each
    #[arg(long, conflicts_with = "paths", group = "stream")]
    jsonl: bool,
    /// Read the columns id, text and published of a Parquet file or a folder of them, write a row for
    /// each with -o
    #[cfg(feature = "parquet")]
    #[arg(long, value_name = "IN", group = "stream", requires = "output", conflicts_with_all = ["paths", "analyst", "write", "json"])]
    parquet: Option<PathBuf>,
    /// The Parquet file to write, or - for standard output
    #[cfg(feature = "parquet")]
    #[arg(short, long, value_name = "OUT", requires = "parquet")]
    output: Option<PathBuf>,
    #[command(flatten)]
    stream: stream::StreamArgs,
    /// Learn from lines that also have "spans", "rejected" and "learn": "so far" or "done"
    #[arg(long, requires = "jsonl", conflicts_with_all = ["model", "workers", "keep_going"])]
    learn: bool,
    /// What `hashiye train` wrote, instead of what the folder teaches
    #[arg(long, value_name = "FILE", conflicts_with = "write")]
    model: Option<PathBuf>,
    /// Only what these find: date, claim, memory, model
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    only: Vec<String>,
    /// Ask these programs of the user's settings too
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    external: Vec<String>,
    /// Agree that these programs are run and given the text of the articles, from now on
    #[arg(long, requires = "external")]
    agree: bool,
    /// When the articles that do not say so were published
    #[arg(long, value_name = "DATE", value_parser = sources::day)]
    published: Option<String>,
    /// Write a line of JSON for each article
    #[arg(long)]
    json: bool,
    /// Add what rules and programs find to the annotation files; what is there stays as it is
    #[arg(long, conflicts_with = "jsonl")]
    write: bool,
    /// Whose annotation files; the system user's otherwise
    #[arg(long, value_name = "NAME", conflicts_with = "jsonl")]
    analyst: Option<String>,
    /// Labels, attributes and relations to use instead of the folder's
    #[arg(long, value_name = "FILE", requires = "write")]
    schema: Option<PathBuf>,
}

pub(super) fn run(args: &SuggestArgs) -> Done {
    let published = args.published.as_deref().and_then(|it| it.parse().ok());
    let mut finder = Finder::new(chosen(&args.only)?, published);
    let wants = |id: &str| args.only.is_empty() || args.only.iter().any(|it| it == id);
    (finder.has_memory, finder.has_model) = (wants(MEMORY), wants(MODEL));
    finder.experience = args.model.as_deref().map(train::read_model).transpose()?.map(Arc::new);
    finder.programs = programs::chosen(&args.external, args.agree)?;
    if args.learn {
        let done = lessons::run(&finder)?;
        return Ok(programs::outcome(&finder.programs, done));
    }
    #[cfg(feature = "parquet")]
    if let (Some(from), Some(to)) = (&args.parquet, &args.output) {
        return suggest_table::run(&finder, from, to, args.stream);
    }
    if args.jsonl {
        let done = stream::run(&finder, args.stream)?;
        return Ok(programs::outcome(&finder.programs, done));
    }
    let analyst = match &args.analyst {
        Some(name) => Analyst::new(name)?,
        None => Analyst::of_system(),
    };
    if args.write {
        // What a folder teaches is for who looks at it: on many files it would repeat its own mistakes.
        if args.only.iter().any(|it| it == MEMORY || it == MODEL) {
            return Err(Failure::usage(&Message::new("terminal-learned-not-written")));
        }
        let schema = args.schema.as_deref().map(store::read_schema).transpose()?;
        let target = apply_suggestions::Target { analyst: &analyst, schema };
        return apply_suggestions::run(&args.paths, &finder, &target, args.json);
    }
    let mut catalogs = Catalogs::default();
    let mut folders = FolderExperiences { analyst, folders: BTreeMap::new() };
    for path in &walking::articles_or_stream(&args.paths)? {
        let (text, published) = read(path, &mut catalogs)?;
        let finder = finder.published_on(published.or(finder.published));
        let mut finder = finder.at(path.display().to_string());
        if !finder.programs.is_empty() && path != Path::new("-") {
            let schema = store::schema_of(&walking::parent(path))?;
            finder.schema = Some(schema.unwrap_or_else(Schema::standard));
        }
        let mut work = ArticleWork::default();
        let mut is_learned = false;
        if args.model.is_none() && path != Path::new("-") {
            let folder = folders.of(path);
            finder.experience.clone_from(&folder.experience);
            if let Some(known) = folder.works.get(path) {
                (work, is_learned) = (known.clone(), true);
            }
        }
        let found = finder.found(&text, &work, is_learned);
        if args.json {
            let id = path.file_stem().unwrap_or_default().to_string_lossy();
            out::say(&line_of(&Value::from(id), &text, &found));
        } else {
            out::table(&rows(path, &text, &found));
        }
    }
    Ok(programs::outcome(&finder.programs, Outcome::Done))
}

/// What the articles of each folder teach, as it is needed.
struct FolderExperiences {
    analyst: Analyst,
    folders: BTreeMap<PathBuf, FolderExperience>,
}

/// What one analyst's work in one folder teaches.
#[derive(Default)]
struct FolderExperience {
    /// Nothing where there is no work.
    experience: Option<Arc<Experience>>,
    /// What was done in each article.
    works: BTreeMap<PathBuf, ArticleWork>,
}

impl FolderExperiences {
    /// That of the folder with an article.
    fn of(&mut self, article: &Path) -> &FolderExperience {
        let folder = walking::parent(article);
        if !self.folders.contains_key(&folder) {
            let learned = self.learn(&folder);
            self.folders.insert(folder.clone(), learned);
        }
        self.folders.entry(folder).or_default()
    }

    fn learn(&self, folder: &Path) -> FolderExperience {
        // What cannot be read teaches nothing; the verbs that check say what is wrong with it.
        let articles = ArticleFolder::open(folder).map(|it| it.articles).unwrap_or_default();
        let own = articles.iter().flat_map(|it| &it.annotations);
        let own = own.filter(|it| it.analyst == self.analyst).map(AnnotationFile::path);
        let source = SourceArgs::of_analyst(own.collect(), self.analyst.as_str());
        let loaded = source.load_each().unwrap_or_default().into_iter().flatten();
        let sound: Vec<LoadedWork> =
            loaded.filter(|it| it.doubt.is_none() && it.copy_of.is_none()).collect();
        let works: BTreeMap<PathBuf, ArticleWork> = sound
            .iter()
            .map(|it| (it.article.clone(), work_of(&it.document)))
            .filter(|it| it.1 != ArticleWork::default())
            .collect();
        let learn = || learn_from(sound.iter().map(|it| &it.document)).into_experience();
        let experience = (!works.is_empty()).then(|| Arc::new(learn()));
        FolderExperience { experience, works }
    }
}

fn chosen(only: &[String]) -> Result<Vec<&'static Recognizer>, Failure> {
    let known: Vec<&str> = recognize::ALL.iter().map(|it| it.id).chain([MEMORY, MODEL]).collect();
    if let Some(unknown) = only.iter().find(|id| !known.contains(&id.as_str())) {
        let what = Message::new("terminal-no-recognizer").with_title("name", unknown, None);
        return Err(Failure::usage(&what.with_text("recognizers", &known.join(", "))));
    }
    let wanted = |it: &&&Recognizer| only.is_empty() || only.iter().any(|id| id == it.id);
    Ok(recognize::ALL.iter().filter(wanted).copied().collect())
}

/// The text of an article, and when it was published: as its analysts say, else the table of its folder,
/// else its web page.
fn read(
    path: &Path,
    catalogs: &mut Catalogs,
) -> Result<(Text, Option<jiff::civil::Date>), Failure> {
    if path == Path::new("-") {
        let article = Article::decode(inputs::read(path)?)
            .map_err(|error| Failure::at(&error, Path::new(out::INPUT)))?;
        return Ok((article.text, None));
    }
    let opened = store::read_article(path)?;
    walking::report_extracted(&opened, path);
    let stated = match walking::stated_publication(path)? {
        Some(day) => Some(day),
        None => catalogs.published(path)?,
    };
    if stated.is_none() {
        sources::report_page_day(&opened);
    }
    let published =
        stated.or_else(|| opened.meta.get(Document::PUBLISHED).and_then(|it| it.parse().ok()));
    Ok((opened.article.text, published))
}
