//! `hashiye network`: who says what about when, as a table or a picture.

use std::path::PathBuf;

use clap::Args;

use super::{
    people,
    report::{self, LanguageArg},
};
use crate::{
    cli::{Done, Failure, Outcome, sources::SourceArgs},
    messages::Message,
};

/// What to make, and of which articles.
#[derive(Args, Clone, Debug)]
pub struct NetworkArgs {
    /// A table (.csv or .json) or a picture (.svg); - writes the table to standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// The language dates are written in
    #[arg(long, value_enum, default_value_t)]
    language: LanguageArg,
    /// Write the table as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    source: SourceArgs,
}

pub(super) fn run(args: &NetworkArgs) -> Done {
    let path = &args.output;
    let extension = report::extension(path, "csv");
    if !["csv", "svg", "json"].contains(&extension.as_str()) {
        return Err(Failure::usage(&Message::new("terminal-network-file").at(path)));
    }
    let sound = args.source.load_sound()?;
    let loaded = &sound.loaded;
    let speakers = people::speakers(loaded)?;
    let works = report::works_of_people(loaded, &speakers);
    let mut press = args.language.press()?;
    let bytes = if args.json || extension == "json" {
        format!("{}\n", press.network_json(&works)).into_bytes()
    } else if extension == "csv" {
        press.network_csv(&works)
    } else {
        let scene = press.network(&works);
        press.svg(&scene, &report::schema(loaded))
    };
    report::put(path, &bytes)?;
    Ok(sound.outcome(Outcome::Done))
}
