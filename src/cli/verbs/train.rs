//! `hashiye train`: what articles teach, as a file for `hashiye suggest --model`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    cli::{
        Done, Failure, Outcome, inputs, out,
        sources::{LoadedWork, SourceArgs},
    },
    learn::Experience,
    messages::Message,
    session::learn_from,
    store,
};

/// What to learn from, and where to put it.
#[derive(Args, Clone, Debug)]
pub struct TrainArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(args: &TrainArgs) -> Done {
    let sound = args.source.load_sound()?;
    let loaded = &sound.loaded;
    args.source.is_apart(&args.out, loaded.iter().flat_map(LoadedWork::files), false)?;
    let worked: Vec<&LoadedWork> = loaded.iter().filter(|it| !it.analyst.is_empty()).collect();
    let experience = learn_from(worked.iter().map(|it| &it.document)).into_experience();
    store::write_file(&args.out, &experience.to_bytes())?;
    let finished = out::count("terminal-articles", experience.finished_articles());
    out::remark(&Message::new("terminal-trained").with("articles", finished));
    Ok(sound.outcome(Outcome::Done))
}

/// What was written before.
pub(super) fn read_model(path: &Path) -> Result<Experience, Failure> {
    let bytes = inputs::read(path)?;
    let no_model = || Failure::at(&Message::new("terminal-no-model"), path);
    Experience::from_bytes(&bytes).ok_or_else(no_model)
}
