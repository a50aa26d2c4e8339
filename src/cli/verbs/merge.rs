//! `hashiye merge`: two continuations of one annotation file become one, as version control asks for.

use std::path::PathBuf;

use clap::Args;

use crate::{
    cli::{Done, Outcome, out},
    messages::Message,
    store::{self, FileMerge},
};

/// What to merge.
#[derive(Args, Clone, Debug)]
pub struct MergeArgs {
    /// What both continue; an empty file where nobody knows
    #[arg(value_name = "BASE", required_unless_present = "copy")]
    base: Option<PathBuf>,
    /// The one side; the result is written here
    #[arg(value_name = "OURS", required_unless_present = "copy")]
    ours: Option<PathBuf>,
    /// The other side
    #[arg(value_name = "THEIRS", required_unless_present = "copy")]
    theirs: Option<PathBuf>,
    /// A copy of an analyst's file that a synchronizing program left: put what it has more into the
    /// file, and set it aside
    #[arg(long, value_name = "FILE", conflicts_with_all = ["base", "ours", "theirs"])]
    copy: Option<PathBuf>,
}

pub(super) fn run(args: &MergeArgs) -> Done {
    let merge = match args {
        MergeArgs { copy: Some(copy), .. } => store::take_in_copy(copy)?,
        MergeArgs { base: Some(base), ours: Some(ours), theirs: Some(theirs), .. } => {
            store::merge_files(base, ours, theirs)?
        }
        MergeArgs { .. } => return Ok(Outcome::Usage),
    };
    let FileMerge { conflicts, renumbered } = &merge;
    let said = Message::new("terminal-merged")
        .with("conflicts", conflicts.len())
        .with("renumbered", *renumbered);
    out::remark(&said);
    Ok(if conflicts.is_empty() { Outcome::Done } else { Outcome::Findings })
}
