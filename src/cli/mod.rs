//! The terminal: what the window does, without one.
//!
//! A verb is a file of `verbs`; what several of them need stands beside that folder.

mod apply_suggestions;
mod blind_articles;
mod check_stream;
mod finder;
mod finding_row;
mod folder_facts;
mod inputs;
mod lessons;
mod listed_values;
mod losses;
mod out;
mod outcome;
mod pool;
mod programs;
mod redrawing;
mod sound_work;
mod sources;
mod stream;
#[cfg(feature = "parquet")]
mod suggest_table;
mod verbs;
mod walking;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser};

pub use verbs::{
    AdjudicateArgs, AssignArgs, CompareArgs, ConvertArgs, EvaluateArgs, ExportArgs, FormatsArgs,
    GenerateArgs, GitArgs, ImportArgs, KeysArgs, MergeArgs, NetworkArgs, PeopleArgs, ReanchorArgs,
    ReportArgs, StatsArgs, SuggestArgs, TeamArgs, TimelineArgs, TrainArgs, ValidateArgs, Verb,
};

use self::{
    outcome::{Done, Failure, Outcome},
    verbs::report,
};
use crate::{
    messages::{Message, Worded},
    store,
};

/// What was asked for.
#[derive(Debug)]
pub enum Command {
    /// Open the window.
    Window(WindowArgs),
    /// Print the window's keys.
    Keys(KeysArgs),
    /// Do something without one.
    Verb(Verb),
}

/// How to open the window.
#[derive(Args, Clone, Debug, Default)]
pub struct WindowArgs {
    /// Articles, annotation files and folders to open
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Whose work it is
    #[arg(long, value_name = "NAME")]
    pub analyst: Option<String>,
    /// Labels, attributes and relations to use
    #[arg(long, value_name = "FILE")]
    pub schema: Option<PathBuf>,
    /// Copy the sample articles to FOLDER/hashiye-sample, or to the documents, and open them
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["paths", "choose_folder", "paste"])]
    pub sample: Option<Option<PathBuf>>,
    /// Choose a folder first
    #[arg(long, conflicts_with_all = ["paths", "paste"])]
    pub choose_folder: bool,
    /// Make an article of the text on the clipboard first
    #[arg(long, conflicts_with = "paths")]
    pub paste: bool,
}

/// Mark claims and dates in Persian news articles and export a labelled dataset
///
/// Without a verb the window opens.
#[derive(Debug, Parser)]
#[command(name = "hashiye", version, args_conflicts_with_subcommands = true)]
struct CommandLine {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    window: WindowArgs,
}

/// What the process was called with. Prints help, the version or what is wrong with the call, and
/// ends the process, where that is what was asked for.
pub fn parse() -> Command {
    let CommandLine { verb, window } = CommandLine::parse();
    match verb {
        None => Command::Window(window),
        Some(Verb::Keys(args)) => Command::Keys(args),
        Some(verb) => Command::Verb(verb),
    }
}

/// Does what a verb says.
pub fn run(verb: Verb) -> ExitCode {
    let Some(done) = verb.run() else { return no_window(&WindowArgs::default()) };
    match done {
        Ok(_) if let Some(why) = out::failure() => {
            out::complain(&why);
            Outcome::Unreadable.into()
        }
        Ok(outcome) => outcome.into(),
        Err(error) => {
            out::complain(&error.message);
            error.outcome.into()
        }
    }
}

/// Writes a file; to standard output for `-`.
pub fn put_file(path: &Path, bytes: &[u8]) -> ExitCode {
    match report::put(path, bytes) {
        Ok(()) => Outcome::Done.into(),
        Err(error) => {
            out::complain(&error.message);
            error.outcome.into()
        }
    }
}

/// Does what can be done of opening the window in a program that was built without one: copies the
/// sample articles where these were asked for.
pub fn no_window(args: &WindowArgs) -> ExitCode {
    if let Some(parent) = &args.sample {
        return match store::copy_sample(parent.as_deref()) {
            Ok(folder) => {
                out::say(&folder.display().to_string());
                Outcome::Done.into()
            }
            Err(why) => refuse_file(&why),
        };
    }
    out::complain(&Message::new("terminal-no-window"));
    Outcome::Usage.into()
}

/// Says why the program can't be called so.
pub fn refuse_call(why: &impl Worded) -> ExitCode {
    out::complain(why);
    Outcome::Usage.into()
}

/// Says why a file that was given can't be used.
pub fn refuse_file(why: &impl Worded) -> ExitCode {
    out::complain(why);
    Outcome::Unreadable.into()
}

/// Says that a message bus is not used, since it may be another machine's.
pub fn report_far_bus(variable: &str) {
    out::remark(&Message::new("terminal-far-bus").with_text("name", variable));
}

/// Says that no window can be opened here, what to install for one, and what works without.
pub fn no_display(why: &str) -> ExitCode {
    // winit puts the place in its own sources before what it has to say.
    let why = why.rsplit(": ").next().unwrap_or(why).trim_end_matches('.');
    out::complain(&Message::new("terminal-no-display").with_text("why", why));
    Outcome::Unreadable.into()
}
