//! Chooses between the window and a verb of the terminal.

use std::process::ExitCode;

use hashiye::cli::{self, Command};

fn main() -> ExitCode {
    match cli::parse() {
        Command::Verb(verb) => cli::run(verb),
        Command::Keys(args) => keys(&args),
        Command::Window(args) => window(args),
    }
}

#[cfg(feature = "window")]
fn window(args: cli::WindowArgs) -> ExitCode {
    hashiye::ui::run(args)
}

#[cfg(not(feature = "window"))]
fn window(args: cli::WindowArgs) -> ExitCode {
    cli::no_window(&args)
}

#[cfg(feature = "window")]
fn keys(args: &cli::KeysArgs) -> ExitCode {
    hashiye::ui::print_keys(args)
}

#[cfg(not(feature = "window"))]
fn keys(_args: &cli::KeysArgs) -> ExitCode {
    cli::no_window(&cli::WindowArgs::default())
}
