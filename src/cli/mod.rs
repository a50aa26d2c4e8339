//! The terminal: what the window does, without one.
//!
//! A verb is a file of this folder, a variant of [`Verb`] and a line in [`run`].

mod adjudicate;
mod apply_suggestions;
mod assign;
mod blind_articles;
mod check_stream;
mod compare;
mod convert;
mod evaluate;
mod export;
mod finder;
mod finding_row;
mod folder_facts;
mod formats;
mod generate;
mod git;
mod import;
mod inputs;
mod keys;
mod lessons;
mod losses;
mod merge;
mod network;
mod out;
mod outcome;
mod people;
mod pool;
mod programs;
mod reanchor;
mod redrawing;
mod report;
mod sound_work;
mod sources;
mod stats;
mod stream;
mod suggest;
#[cfg(feature = "parquet")]
mod suggest_table;
mod team;
mod timeline;
mod train;
mod validate;
mod walking;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand};

use self::outcome::{Done, Failure, Outcome};
use crate::{
    messages::{Message, Worded},
    store,
};
pub use adjudicate::AdjudicateArgs;
pub use assign::AssignArgs;
pub use compare::CompareArgs;
pub use convert::ConvertArgs;
pub use evaluate::EvaluateArgs;
pub use export::ExportArgs;
pub use formats::FormatsArgs;
pub use generate::GenerateArgs;
pub use git::GitArgs;
pub use import::ImportArgs;
pub use keys::KeysArgs;
pub use merge::MergeArgs;
pub use network::NetworkArgs;
pub use people::PeopleArgs;
pub use reanchor::ReanchorArgs;
pub use report::ReportArgs;
pub use stats::StatsArgs;
pub use suggest::SuggestArgs;
pub use team::TeamArgs;
pub use timeline::TimelineArgs;
pub use train::TrainArgs;
pub use validate::ValidateArgs;

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

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Write a labelled dataset from articles, annotation files and folders
    Export(Box<ExportArgs>),
    /// Read articles and the work on them from a foreign dataset
    Import(Box<ImportArgs>),
    /// Turn a foreign dataset into another format
    Convert(Box<ConvertArgs>),
    /// List the formats: what they are called and what they cannot carry
    Formats(FormatsArgs),
    /// Count tags by label, relation, article and analyst; say how far analysts agree
    Stats(StatsArgs),
    /// Say how far analysts agree, and where they do not
    Compare(CompareArgs),
    /// Write into the gold what a rule decides of the analysts' tags
    Adjudicate(AdjudicateArgs),
    /// Divide the articles of a folder among analysts
    Assign(AssignArgs),
    /// Say who is where, article by article, and which copies and conflicts are about
    Team(TeamArgs),
    /// Make one of two continuations of an annotation file, by tag and not by line
    Merge(MergeArgs),
    /// Prepare a folder of articles for git
    Git(GitArgs),
    /// Find claims, dates and what the analyst's articles teach: in files, or a line for each document
    /// of a stream
    Suggest(SuggestArgs),
    /// Keep what articles teach in a file, for suggestions elsewhere
    Train(TrainArgs),
    /// Tell how well an analyst's articles would have been suggested
    Evaluate(EvaluateArgs),
    /// Make a web page, a PDF or a picture of articles with their tags
    Report(ReportArgs),
    /// Show the dates of articles in the order of time, with the claims linked to them
    Timeline(TimelineArgs),
    /// Show who says what about when, as a table or a picture
    Network(NetworkArgs),
    /// Say who speaks, what they are called, and all they say; decide who is who
    People(PeopleArgs),
    /// Check articles and their annotation files
    Validate(ValidateArgs),
    /// Put tags where their words went in articles that changed
    Reanchor(ReanchorArgs),
    /// Write the window's keys as a PDF to print
    Keys(KeysArgs),
    /// Write completions for a shell, or the manual page
    #[command(hide = true)]
    Generate(GenerateArgs),
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
    let done = match verb {
        Verb::Export(args) => export::run(&args),
        Verb::Import(args) => import::run(&args),
        Verb::Generate(args) => generate::run(&args),
        // They are the window's; without it there are none.
        Verb::Keys(_) => return no_window(&WindowArgs::default()),
        Verb::Convert(args) => convert::run(&args),
        Verb::Formats(args) => Ok(formats::run(args)),
        Verb::Stats(args) => stats::run(&args),
        Verb::Compare(args) => compare::run(&args),
        Verb::Adjudicate(args) => adjudicate::run(&args),
        Verb::Assign(args) => assign::run(&args),
        Verb::Team(args) => team::run(&args),
        Verb::Merge(args) => merge::run(&args),
        Verb::Git(args) => git::run(&args),
        Verb::Suggest(args) => suggest::run(&args),
        Verb::Train(args) => train::run(&args),
        Verb::Evaluate(args) => evaluate::run(&args),
        Verb::Network(args) => network::run(&args),
        Verb::People(args) => people::run(&args),
        Verb::Reanchor(args) => reanchor::run(&args),
        Verb::Report(args) => report::run(&args),
        Verb::Timeline(args) => timeline::run(&args),
        Verb::Validate(args) => validate::run(&args),
    };
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
