//! What can be done without a window: a verb is a file of this folder, a variant of [`Verb`] and a line in its
//! `run`.

mod adjudicate;
mod assign;
mod compare;
mod convert;
mod evaluate;
mod export;
mod formats;
mod generate;
mod git;
mod import;
mod keys;
mod merge;
mod network;
mod people;
mod reanchor;
pub(super) mod report;
mod stats;
mod suggest;
mod team;
mod timeline;
mod train;
mod validate;

use clap::Subcommand;

use super::Done;

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

impl Verb {
    /// Does what it says; `None` for what only the window can do.
    pub(super) fn run(self) -> Option<Done> {
        Some(match self {
            Self::Export(args) => export::run(&args),
            Self::Import(args) => import::run(&args),
            Self::Generate(args) => generate::run(&args),
            // They are the window's; without it there are none.
            Self::Keys(_) => return None,
            Self::Convert(args) => convert::run(&args),
            Self::Formats(args) => Ok(formats::run(args)),
            Self::Stats(args) => stats::run(&args),
            Self::Compare(args) => compare::run(&args),
            Self::Adjudicate(args) => adjudicate::run(&args),
            Self::Assign(args) => assign::run(&args),
            Self::Team(args) => team::run(&args),
            Self::Merge(args) => merge::run(&args),
            Self::Git(args) => git::run(&args),
            Self::Suggest(args) => suggest::run(&args),
            Self::Train(args) => train::run(&args),
            Self::Evaluate(args) => evaluate::run(&args),
            Self::Network(args) => network::run(&args),
            Self::People(args) => people::run(&args),
            Self::Reanchor(args) => reanchor::run(&args),
            Self::Report(args) => report::run(&args),
            Self::Timeline(args) => timeline::run(&args),
            Self::Validate(args) => validate::run(&args),
        })
    }
}
