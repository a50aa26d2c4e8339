//! `hashiye import`: articles and annotation files from a foreign dataset.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{
    Done, Failure, Outcome, convert,
    export::{self, OffsetUnitArg},
    files, out,
};
use crate::{
    formats::{self, Format, Options},
    store::{self, Analyst},
};

/// What to import, and to where.
#[derive(Args, Clone, Debug)]
pub struct ImportArgs {
    /// The format; `hashiye formats` lists them
    #[arg(long, value_name = "FORMAT", value_parser = export::format)]
    from: &'static Format,
    /// A file or folder to read, or - for standard input
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// The folder for the articles and annotation files
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// Whose work it is, where the dataset does not say
    #[arg(long, value_name = "NAME")]
    analyst: Option<String>,
    /// When the articles that do not say so were published
    #[arg(long, value_name = "DATE", value_parser = files::day)]
    published: Option<String>,
    /// What offsets count, where the format leaves a choice
    #[arg(long, value_enum)]
    offset_unit: Option<OffsetUnitArg>,
    /// Labels, attributes and relations to start from
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Report in JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &ImportArgs) -> Done {
    let fallback = match &args.analyst {
        Some(name) => Analyst::new(name).map_err(|error| Failure::usage(error.to_string()))?,
        None => Analyst::of_system(),
    };
    let own = store::schema_of(&args.output).ok().flatten();
    let schema = args.schema.as_deref().map(store::read_schema).transpose()?.or(own);
    let options = Options {
        schema,
        offset_unit: args.offset_unit.map(OffsetUnitArg::unit),
        ..Options::default()
    };
    let inputs = files::inputs(&args.source)?;
    let imported = formats::import(args.from, &inputs, &options)
        .map_err(|error| Failure::unreadable(error.to_string()))?;
    let mut progress = out::Progress::new("writing", imported.documents.len());
    let mut spans = 0;
    for it in &imported.documents {
        let analyst = Analyst::new(&it.analyst).unwrap_or_else(|_unfit| fallback.clone());
        let document = files::with_published(it.document.clone(), args.published.as_deref());
        files::place(&args.output, &document, &analyst)?;
        spans += document.annotations().len();
        progress.step();
    }
    drop(progress);
    let schema = imported.documents.first().map(|it| it.document.schema());
    if let Some(schema) = schema.filter(|_| !imported.added.is_empty() || args.schema.is_some()) {
        store::save_schema(&args.output, schema)?;
    }
    let documents = imported.documents.len();
    if args.json {
        out::json(&json!({
            "format": args.from.id, "documents": documents, "spans": spans,
            "added": imported.added, "warnings": imported.warnings,
        }));
    } else {
        convert::warn(&imported);
        out::remark(&format!("{documents} articles, {spans} spans"));
    }
    // What the schema lacked was added and is no loss; what was left out is.
    let lost = imported.warnings.iter().any(|it| it.what.starts_with("left out"));
    Ok(if lost { Outcome::Findings } else { Outcome::Done })
}
