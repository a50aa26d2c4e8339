//! `hashiye keys`: how the window's keys are printed. What they are, the window knows.

use std::path::PathBuf;

use clap::Args;

use super::report::LanguageArg;
use crate::report::Language;

/// Where the sheet of keys goes.
#[derive(Args, Clone, Debug)]
pub struct KeysArgs {
    /// The PDF file to write, or - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The language of the sheet
    #[arg(long, value_enum, default_value_t)]
    language: LanguageArg,
    /// The folder whose labels have the keys; the standard ones otherwise
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

impl KeysArgs {
    /// The language of the sheet.
    pub fn language(&self) -> Language {
        self.language.language()
    }
}
