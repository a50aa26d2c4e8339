//! `hashiye convert`: from one foreign format to another.

use std::path::PathBuf;

use clap::Args;

use super::export::{self, TargetArgs};
use crate::{
    cli::{Done, inputs, out, sources},
    dataset::Conversion,
    formats::{Format, Imported, left_out_in_all},
    messages::Message,
    store,
};

/// What to convert, and to what.
#[derive(Args, Clone, Debug)]
pub struct ConvertArgs {
    /// The format to read
    #[arg(long, value_name = "FORMAT", value_parser = export::FORMATS_READ, hide_possible_values = true)]
    from: &'static Format,
    /// The format to write
    #[arg(long, value_name = "FORMAT", value_parser = export::FORMATS_WRITTEN, hide_possible_values = true)]
    to: &'static Format,
    /// A file or folder to read, or - for standard input
    #[arg(value_name = "IN")]
    source: PathBuf,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    filter: export::FilterArgs,
    /// Labels, attributes and relations to start from
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Refuse a dataset in which a row cannot be read
    #[arg(long)]
    strict: bool,
    /// The column of the tags, from 1, where the format read has columns
    #[arg(long, value_name = "NUMBER")]
    column: Option<usize>,
    /// When the articles that do not say so were published
    #[arg(long, value_name = "DATE", value_parser = sources::day)]
    published: Option<String>,
    /// Only this analyst's work
    #[arg(long, value_name = "NAME")]
    analyst: Vec<String>,
}

pub(super) fn run(args: &ConvertArgs) -> Done {
    export::is_read(args.from)?;
    let mut options = args.target.options(args.to)?;
    options.filter = args.filter.filter();
    options.filter.analysts.clone_from(&args.analyst);
    options.schema = args.schema.as_deref().map(store::read_schema).transpose()?;
    (options.strict, options.column) = (args.strict, args.column);
    let inputs = inputs::inputs(&args.source)?;
    let published = args.published.as_deref();
    let conversion = Conversion::read(args.from, &inputs, &options, published)?;
    warn(&conversion.imported);
    conversion.keep_splits(&mut options);
    let documents = conversion.exportables();
    export::write(args.to, &documents, conversion.losses(), &options, &args.target)
}

/// Says where the spans of an import came to lie, and what it had to leave out or to add.
pub(super) fn warn(imported: &Imported) {
    const SHOWN: usize = 20;
    for (kind, group) in imported.placements.groups() {
        out::remark(&kind.counted(group.count));
        for it in &group.first {
            out::remark_line(&format!("  {}", out::words(it)));
        }
    }
    for warning in imported.warnings.iter().take(SHOWN) {
        out::remark(warning);
    }
    if let Some(more @ 1..) = imported.warnings.len().checked_sub(SHOWN) {
        out::remark(&out::count("terminal-more", more));
    }
    if imported.left_out() > 0 {
        out::remark(&left_out_in_all(imported.left_out()));
    }
    if !imported.added.is_empty() {
        let names = imported.added.join(", ");
        out::remark(&Message::new("terminal-added").with_text("names", &names));
    }
}
