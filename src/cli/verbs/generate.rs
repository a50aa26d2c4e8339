//! `hashiye generate`: completions for shells and the manual page, for those who package it.

use std::path::PathBuf;

use clap::{Args, CommandFactory as _, ValueEnum};

use crate::{
    cli::{CommandLine, Done, Failure, Outcome, out},
    messages::Message,
    store,
};

/// What to generate.
#[derive(Args, Clone, Debug)]
pub struct GenerateArgs {
    /// A shell, or the manual page
    #[arg(value_enum)]
    what: What,
    /// A folder for the manual pages of the program and of each verb; without it, the program's own
    /// goes to standard output
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// The manual page, in roff
    Man,
    /// Completions for Bash
    Bash,
    /// Completions for Elvish
    Elvish,
    /// Completions for Fish
    Fish,
    /// Completions for `PowerShell`
    Powershell,
    /// Completions for Zsh
    Zsh,
}

pub(super) fn run(args: &GenerateArgs) -> Done {
    use clap_complete::Shell;
    let shell = match args.what {
        What::Man => None,
        What::Bash => Some(Shell::Bash),
        What::Elvish => Some(Shell::Elvish),
        What::Fish => Some(Shell::Fish),
        What::Powershell => Some(Shell::PowerShell),
        What::Zsh => Some(Shell::Zsh),
    };
    let mut command = CommandLine::command();
    let written = match (shell, &args.output) {
        (Some(shell), None) => {
            let mut written = Vec::new();
            clap_complete::generate(shell, &mut command, "hashiye", &mut written);
            written
        }
        (Some(_), Some(_)) => {
            return Err(Failure::usage(&Message::new("terminal-completions")));
        }
        (None, None) => page(command),
        (None, Some(folder)) => {
            store::write_files(folder, &pages(command))?;
            return Ok(Outcome::Done);
        }
    };
    out::give(&written).map_err(|error| Failure::unreadable(&out::unwritten(&error)))?;
    Ok(Outcome::Done)
}

/// The manual page of a command. Writing to memory cannot fail.
fn page(command: clap::Command) -> Vec<u8> {
    let mut written = Vec::new();
    let _infallible = clap_mangen::Man::new(command).render(&mut written);
    written
}

/// The manual pages of the program and of every verb that is listed, by file name.
fn pages(mut command: clap::Command) -> store::NamedFiles {
    command.build();
    let verbs: Vec<clap::Command> = command
        .get_subcommands()
        .filter(|it| !it.is_hide_set() && it.get_name() != "help")
        .cloned()
        .collect();
    let of_verb = |it: clap::Command| {
        let name = it.get_display_name().unwrap_or(it.get_name()).to_owned();
        (format!("{name}.1"), page(it))
    };
    let program = ("hashiye.1".to_owned(), page(command.clone()));
    std::iter::once(program).chain(verbs.into_iter().map(of_verb)).collect()
}
