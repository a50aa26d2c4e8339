//! RON or JSON, and mistakes in either.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How an annotation file is written.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum FileSyntax {
    /// RON.
    #[default]
    Ron,
    /// JSON.
    Json,
}

impl FileSyntax {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ron, Self::Json];

    /// How the file's name ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Ron => "ron",
            Self::Json => "json",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ron => Self::Json,
            Self::Json => Self::Ron,
        }
    }

    /// Reads one value; places in errors count from the start of `source`.
    pub(super) fn parse<'a, T: Deserialize<'a>>(
        self,
        source: &'a str,
    ) -> Result<T, FileSyntaxError> {
        match self {
            Self::Ron => ron::from_str(source).map_err(FileSyntaxError::from),
            Self::Json => serde_json::from_str(source).map_err(|error| {
                let what = error.to_string();
                let place = format!(" at line {} column {}", error.line(), error.column());
                FileSyntaxError {
                    line: error.line(),
                    column: error.column(),
                    what: what.strip_suffix(&*place).unwrap_or(&what).to_owned(),
                }
            }),
        }
    }
}

/// A mistake in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSyntaxError {
    /// From 1.
    pub line: usize,
    /// In code points, from 1.
    pub column: usize,
    /// What was found or missed.
    pub what: String,
}

impl From<ron::error::SpannedError> for FileSyntaxError {
    fn from(error: ron::error::SpannedError) -> Self {
        let ron::error::Position { line, col: column } = error.span.start;
        Self { line, column, what: error.code.to_string() }
    }
}

impl FileSyntaxError {
    /// The same mistake in a file in which what was parsed starts at `line` and `column`.
    pub(super) fn within(mut self, line: usize, column: usize) -> Self {
        if self.line <= 1 {
            self.column = column + self.column.saturating_sub(1);
        }
        self.line = line + self.line.saturating_sub(1);
        self
    }
}

impl fmt::Display for FileSyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.what)
    }
}

impl std::error::Error for FileSyntaxError {}
