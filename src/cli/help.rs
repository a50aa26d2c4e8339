//! `hashiye generate`: completions for shells and the manual page, for those who package it.

use clap::{Args, CommandFactory as _, ValueEnum};

use super::{CommandLine, Done, Failure, Outcome, out};

/// What to generate.
#[derive(Args, Clone, Copy, Debug)]
pub struct GenerateArgs {
    /// A shell, or the manual page
    #[arg(value_enum)]
    what: What,
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

pub(super) fn run(args: GenerateArgs) -> Done {
    use clap_complete::Shell;
    let mut command = CommandLine::command();
    let mut written = Vec::new();
    let shell = match args.what {
        What::Man => None,
        What::Bash => Some(Shell::Bash),
        What::Elvish => Some(Shell::Elvish),
        What::Fish => Some(Shell::Fish),
        What::Powershell => Some(Shell::PowerShell),
        What::Zsh => Some(Shell::Zsh),
    };
    let failed = |error: std::io::Error| Failure::unreadable(format!("cannot write: {error}"));
    match shell {
        Some(shell) => clap_complete::generate(shell, &mut command, "hashiye", &mut written),
        None => clap_mangen::Man::new(command).render(&mut written).map_err(failed)?,
    }
    out::give(&written).map_err(failed)?;
    Ok(Outcome::Done)
}
