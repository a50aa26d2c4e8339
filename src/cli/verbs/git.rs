//! `hashiye git`: what a repository of articles needs to merge annotation files by record.

use std::{fmt::Write as _, path::PathBuf};

use clap::Args;

use crate::{
    cli::{Done, Outcome, out},
    messages::Message,
    store,
};

/// Which folder is a repository, or will be.
#[derive(Args, Clone, Debug)]
pub struct GitArgs {
    /// The folder with the articles
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
}

/// How annotation files are merged: by the program, in every clone that was configured so.
const ATTRIBUTES: &[&str] = &[
    "*.ron text eol=lf",
    "*.txt.*.ron merge=hashiye",
    "*.txt.*.json merge=hashiye",
    "*.md.*.ron merge=hashiye",
    "*.md.*.json merge=hashiye",
    "*.html.*.ron merge=hashiye",
    "*.html.*.json merge=hashiye",
    "tasks.ron merge=union",
    "rulings.ron merge=union",
];
/// What belongs to one machine.
const IGNORED: &[&str] = &[".hashiye/"];
/// What has to be configured once in a clone. Where git does not find the program it keeps our side of a file
/// that both changed, as if that were all: so the command is one that is found.
fn driver() -> String {
    format!("git config merge.hashiye.driver \"{} merge %O %A %B\"", store::own_command())
}

pub(super) fn run(args: &GitArgs) -> Done {
    for (name, lines) in [(".gitattributes", ATTRIBUTES), (".gitignore", IGNORED)] {
        let path = args.path.join(name);
        let before = store::read_if_there(&path)?;
        let missing = lines.iter().filter(|line| !before.lines().any(|it| it.trim() == **line));
        let mut after = before.clone();
        if !after.is_empty() && !after.ends_with('\n') {
            after.push('\n');
        }
        for line in missing {
            let _infallible = writeln!(after, "{line}");
        }
        if after != before {
            store::write_file(&path, after.as_bytes())?;
            out::remark(&Message::new("terminal-written").at(&path));
        }
    }
    out::remark(&Message::new("terminal-git-driver"));
    out::say(&driver());
    Ok(Outcome::Done)
}
