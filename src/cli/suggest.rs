//! `hashiye suggest`: what the recognizers find, in files or a stream.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::{
    Done, Failure, Outcome, apply_suggestions, catalogs::Catalogs, files, finder::Finder, out,
    stream,
};
use crate::{
    messages::Message,
    recognize::{self, Recognizer},
    store::{self, Analyst},
    text::{Article, Text},
};

/// Where to look, and for what.
#[derive(Args, Clone, Debug)]
pub struct SuggestArgs {
    /// Articles, annotation files and folders; `-` is standard input
    #[arg(required_unless_present = "jsonl", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read {"id", "text", "published"} a line from standard input, write a line for each
    #[arg(long, conflicts_with = "paths")]
    jsonl: bool,
    /// Only these recognizers, such as date,claim
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    only: Vec<String>,
    /// When the articles that do not say so were published
    #[arg(long, value_name = "DATE", value_parser = files::day)]
    published: Option<String>,
    /// Write a line of JSON for each article
    #[arg(long)]
    json: bool,
    /// Add what is found to the annotation files; what is there stays as it is
    #[arg(long, conflicts_with = "jsonl")]
    write: bool,
    /// Whose annotation files
    #[arg(long, value_name = "NAME", requires = "write")]
    analyst: Option<String>,
    /// Labels, attributes and relations to use instead of the folder's
    #[arg(long, value_name = "FILE", requires = "write")]
    schema: Option<PathBuf>,
}

pub(super) fn run(args: &SuggestArgs) -> Done {
    let published = args.published.as_deref().and_then(|it| it.parse().ok());
    let finder = Finder::new(chosen(&args.only)?, published);
    if args.jsonl {
        return stream::run(&finder);
    }
    if args.write {
        let analyst = match &args.analyst {
            Some(name) => Analyst::new(name)?,
            None => Analyst::of_system(),
        };
        let schema = args.schema.as_deref().map(store::read_schema).transpose()?;
        let target = apply_suggestions::Target { analyst: &analyst, schema };
        return apply_suggestions::run(&args.paths, &finder, &target, args.json);
    }
    let mut catalogs = Catalogs::default();
    for path in &files::articles_or_stream(&args.paths)? {
        let (text, published) = read(path, &mut catalogs)?;
        let finder = finder.published_on(published.or(finder.published));
        if args.json {
            let id = path.file_stem().unwrap_or_default().to_string_lossy();
            out::say(&finder.line(&Value::from(id), &text));
        } else {
            out::table(&finder.rows(path, &text));
        }
    }
    Ok(Outcome::Done)
}

fn chosen(only: &[String]) -> Result<Vec<&'static Recognizer>, Failure> {
    if let Some(unknown) = only.iter().find(|id| recognize::ALL.iter().all(|it| it.id != **id)) {
        let known: Vec<&str> = recognize::ALL.iter().map(|it| it.id).collect();
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
        let article = Article::decode(files::read(path)?)
            .map_err(|error| Failure::at(&error, Path::new(out::INPUT)))?;
        return Ok((article.text, None));
    }
    let opened = store::read_article(path)?;
    let stated = match files::stated_publication(path)? {
        Some(day) => Some(day),
        None => catalogs.published(path)?,
    };
    let published = stated.or_else(|| opened.meta.get("published").and_then(|it| it.parse().ok()));
    Ok((opened.article.text, published))
}
