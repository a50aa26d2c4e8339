//! `hashiye suggest`: what the recognizers find, in files or a stream.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::Value;

use super::{Done, Failure, Outcome, apply_suggestions, files, out, stream};
use crate::{
    messages::Message,
    recognize::{self, Context, Mention, Recognizer},
    store::{self, Analyst},
    text::{Article, Text, TextRange},
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
    let finder = Finder {
        recognizers: chosen(&args.only)?,
        published: args.published.as_deref().and_then(|it| it.parse().ok()),
    };
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
    for path in &files::articles_or_stream(&args.paths)? {
        let (text, published) = read(path)?;
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

/// The text of an article, and when a web page says it was published.
fn read(path: &Path) -> Result<(Text, Option<jiff::civil::Date>), Failure> {
    if path == Path::new("-") {
        let article = Article::decode(files::read(path)?)
            .map_err(|error| Failure::at(&error, Path::new(out::INPUT)))?;
        return Ok((article.text, None));
    }
    let opened = store::read_article(path)?;
    let published = opened.meta.get("published").and_then(|it| it.parse().ok());
    Ok((opened.article.text, published))
}

/// The recognizers that were asked for.
#[derive(Debug)]
pub(super) struct Finder {
    recognizers: Vec<&'static Recognizer>,
    /// The publication date of what does not say its own.
    pub(super) published: Option<jiff::civil::Date>,
}

impl Finder {
    /// The same for what was published on another day.
    pub(super) fn published_on(&self, published: Option<jiff::civil::Date>) -> Self {
        Self { published, recognizers: self.recognizers.clone() }
    }

    /// A line of JSON with every mention, by start, longest first.
    pub(super) fn line(&self, id: &Value, text: &Text) -> String {
        let found = self.find(text);
        let mentions = found.iter().map(|it| Suggested { text, mention: it }).collect();
        serde_json::to_string(&Line { id, mentions }).unwrap_or_default()
    }

    fn rows(&self, path: &Path, text: &Text) -> Vec<Vec<String>> {
        let attribute = |mention: &Mention, key: &str| {
            let found = mention.attributes.iter().find(|(it, _)| *it == key);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let row = |it: &Mention| {
            let start = it.pieces.first().map_or(0, |it| text.char_of_byte(it.start()));
            let value = attribute(it, if it.label == "date" { "value" } else { "kind" });
            let words: Vec<&str> = it.pieces.iter().map(|it| text.slice(*it)).collect();
            vec![
                format!("{}:{start}", path.display()),
                it.label.to_owned(),
                format!("{:.2}", it.confidence),
                it.rule.to_owned(),
                value,
                words.join(" … ").replace(['\n', '\r', '\t'], " "),
            ]
        };
        self.find(text).iter().map(row).collect()
    }

    /// Every mention, by start, longest first.
    pub(super) fn find(&self, text: &Text) -> Vec<Mention> {
        let context = Context { published: self.published };
        let found = self.recognizers.iter().flat_map(|it| (it.find)(text, &context));
        let mut found: Vec<Mention> = found.collect();
        let place = |it: &Mention| it.pieces.first().map(|it| (it.start(), usize::MAX - it.end()));
        found.sort_by_key(place);
        found
    }
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    mentions: Vec<Suggested<'a>>,
}

/// A mention with offsets in code points.
struct Suggested<'a> {
    text: &'a Text,
    mention: &'a Mention,
}

#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

impl Serialize for Suggested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { text, mention } = *self;
        let place = |it: &TextRange| Place {
            start: text.char_of_byte(it.start()),
            end: text.char_of_byte(it.end()),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("label", mention.label)?;
        if let Some((first, also)) = mention.pieces.split_first() {
            map.serialize_entry("start", &place(first).start)?;
            map.serialize_entry("end", &place(first).end)?;
            if !also.is_empty() {
                let also: Vec<_> = also.iter().map(|it| [place(it).start, place(it).end]).collect();
                map.serialize_entry("also", &also)?;
            }
            map.serialize_entry("text", text.slice(*first))?;
        }
        map.serialize_entry("confidence", &mention.confidence)?;
        map.serialize_entry("rule", mention.rule)?;
        map.serialize_entry("attributes", &InOrder(&mention.attributes))?;
        if !mention.links.is_empty() {
            let mut links: Vec<(&str, Vec<Place>)> = Vec::new();
            for link in &mention.links {
                let places = link.pieces.iter().map(place);
                match links.iter_mut().find(|(relation, _)| *relation == link.relation) {
                    Some((_, before)) => before.extend(places),
                    None => links.push((link.relation, places.collect())),
                }
            }
            map.serialize_entry("links", &InOrder(&links))?;
        }
        map.end()
    }
}

/// Keys and values as a JSON object, in their order.
struct InOrder<'a, V>(&'a [(&'static str, V)]);

impl<V: Serialize> Serialize for InOrder<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
