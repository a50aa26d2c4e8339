//! `hashiye import`: articles and annotation files from a foreign dataset.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use clap::Args;
use serde_json::json;

use super::{
    convert,
    export::{self, OffsetUnitArg},
};
use crate::{
    cli::{Done, Outcome, inputs, out, sources},
    dataset::{self, ImportTarget},
    formats::{
        self, ColumnChoices, Format, Imported, Options, PlacementKind, SpanGroup, TableRole,
        Warning,
    },
    messages::Message,
    store::{self, Analyst},
    timex::Timezone,
};

/// What to import, and to where.
#[derive(Args, Clone, Debug)]
pub struct ImportArgs {
    /// The format; `hashiye formats` lists them
    #[arg(long, value_name = "FORMAT", value_parser = export::FORMATS_READ, hide_possible_values = true)]
    from: &'static Format,
    /// A file or folder to read, or - for standard input
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// The folder for the articles and annotation files
    #[arg(short, long, value_name = "FOLDER", required_unless_present = "dry_run")]
    output: Option<PathBuf>,
    /// Whose work it is, where the dataset does not say
    #[arg(long, value_name = "NAME")]
    analyst: Option<String>,
    /// When the articles that do not say so were published
    #[arg(long, value_name = "DATE", value_parser = sources::day)]
    published: Option<String>,
    /// What offsets count, where the format leaves a choice
    #[arg(long, value_enum)]
    offset_unit: Option<OffsetUnitArg>,
    /// Labels, attributes and relations to start from
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Refuse a dataset in which a row cannot be read
    #[arg(long)]
    strict: bool,
    /// The column of the tags, from 1, where the format has columns (else by what stands in them)
    #[arg(long, value_name = "NUMBER")]
    column: Option<usize>,
    #[command(flatten)]
    table: TableArgs,
    /// Say what would be brought in and what would be left out, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Report in JSON
    #[arg(long)]
    json: bool,
}

/// Which columns of a table of articles hold what; else they are found by their names and cells. An empty
/// name says that no column holds it.
#[derive(Args, Clone, Debug)]
struct TableArgs {
    /// The column with the texts, in a table of articles
    #[arg(long, value_name = "COLUMN")]
    text: Option<String>,
    /// The column with the titles; "" for none, here and below
    #[arg(long, value_name = "COLUMN")]
    title: Option<String>,
    /// The column with the days of publication
    #[arg(long, value_name = "COLUMN")]
    published_in: Option<String>,
    /// The column with who published it
    #[arg(long, value_name = "COLUMN")]
    source_in: Option<String>,
    /// The column with the addresses
    #[arg(long, value_name = "COLUMN")]
    url: Option<String>,
    /// The column with what the articles are called
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// Whose day it was when something was published at a moment: Asia/Tehran, UTC, or +03:30
    #[arg(long, value_name = "ZONE", default_value = "Asia/Tehran", value_parser = timezone)]
    timezone: Timezone,
}

fn timezone(name: &str) -> Result<Timezone, String> {
    let zone = Timezone::from_name(name);
    zone.ok_or_else(|| out::words(&Message::new("terminal-give-timezone")))
}

impl TableArgs {
    fn columns(&self) -> ColumnChoices {
        let named = [
            (TableRole::Text, &self.text),
            (TableRole::Title, &self.title),
            (TableRole::Published, &self.published_in),
            (TableRole::Source, &self.source_in),
            (TableRole::Url, &self.url),
            (TableRole::Id, &self.id),
        ];
        let mut chosen = ColumnChoices::default();
        for (role, name) in named {
            if let Some(name) = name {
                chosen.choose(role, (!name.is_empty()).then(|| name.clone()));
            }
        }
        chosen
    }
}

pub(super) fn run(args: &ImportArgs) -> Done {
    export::is_read(args.from)?;
    let analyst = match &args.analyst {
        Some(name) => Analyst::new(name)?,
        None => Analyst::of_system(),
    };
    let own = args.output.as_deref().and_then(|it| store::schema_of(it).ok().flatten());
    let schema = args.schema.as_deref().map(store::read_schema).transpose()?.or(own);
    let options = Options {
        schema,
        offset_unit: args.offset_unit.map(OffsetUnitArg::unit),
        strict: args.strict,
        column: args.column,
        columns: args.table.columns(),
        timezone: args.table.timezone,
        ..Options::default()
    };
    let inputs = inputs::inputs(&args.source)?;
    let imported = formats::import(args.from, &inputs, &options)?;
    // What is in it is said before anything is written.
    if !args.json {
        convert::warn(&imported);
    }
    let mut added_to_table = Vec::new();
    if let Some(to) = args.output.as_deref() {
        let target = ImportTarget { to, analyst: &analyst, published: args.published.as_deref() };
        added_to_table = target.table_additions(&imported)?.remarks();
    }
    if let Some(to) = args.output.as_deref().filter(|_| !args.dry_run) {
        let progress = Mutex::new(out::Progress::new("writing", imported.documents.len()));
        let step = || progress.lock().unwrap_or_else(PoisonError::into_inner).step();
        let published = args.published.as_deref();
        ImportTarget { to, analyst: &analyst, published }.write(&imported, &step)?;
    }
    let counts = dataset::counts(&imported);
    if args.json {
        let said: Vec<String> = added_to_table.iter().map(out::words).collect();
        out::json(&json!({
            "format": args.from.id, "articles": counts.articles, "documents": counts.documents,
            "spans": counts.spans, "relations": counts.relations, "left_out": imported.left_out(),
            "placed": placed(&imported), "table": said,
            "added": imported.added, "warnings": imported.warnings,
        }));
    } else {
        out::remark(&out::counts_of(counts, counts));
        added_to_table.iter().for_each(out::remark);
    }
    // What the schema lacked was added and is no loss; what was left out is.
    let lost = imported.warnings.iter().any(Warning::is_loss);
    Ok(if lost { Outcome::Findings } else { Outcome::Done })
}

/// How many spans came to lie in each way, with the first ten of each.
fn placed(imported: &Imported) -> serde_json::Value {
    let group = |(kind, group): (PlacementKind, &SpanGroup)| {
        let first: Vec<_> = group
            .first
            .iter()
            .map(|it| json!({ "document": it.document, "label": it.label, "words": it.words }))
            .collect();
        let what = out::words(&kind.counted(group.count));
        json!({ "what": what, "count": group.count, "first": first })
    };
    imported.placements.groups().into_iter().map(group).collect()
}
