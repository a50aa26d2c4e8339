//! `hashiye import`: articles and annotation files from a foreign dataset.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use clap::Args;
use serde_json::json;

use super::{
    Done, Outcome, convert,
    export::{self, OffsetUnitArg},
    files, out,
};
use crate::{
    dataset::{self, ImportTarget},
    formats::{self, Counts, Format, Options, Warning},
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
    export::is_read(args.from)?;
    let analyst = match &args.analyst {
        Some(name) => Analyst::new(name)?,
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
    let imported = formats::import(args.from, &inputs, &options)?;
    let progress = Mutex::new(out::Progress::new("writing", imported.documents.len()));
    let step = || progress.lock().unwrap_or_else(PoisonError::into_inner).step();
    let published = args.published.as_deref();
    let target = ImportTarget { to: &args.output, analyst: &analyst, published };
    target.write(&imported, &step)?;
    drop(progress);
    let Counts { documents, spans, relations } = dataset::counts(&imported);
    if args.json {
        out::json(&json!({
            "format": args.from.id, "documents": documents, "spans": spans,
            "relations": relations,
            "added": imported.added, "warnings": imported.warnings,
        }));
    } else {
        convert::warn(&imported);
        out::remark(&out::counts(documents, spans, relations));
    }
    // What the schema lacked was added and is no loss; what was left out is.
    let lost = imported.warnings.iter().any(Warning::is_loss);
    Ok(if lost { Outcome::Findings } else { Outcome::Done })
}
