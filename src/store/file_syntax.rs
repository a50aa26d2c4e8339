//! RON or JSON, and mistakes in either.

use thiserror::Error;

use crate::messages::Strings;

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
                    what: SyntaxFault::Parser(
                        what.strip_suffix(&*place).unwrap_or(&what).to_owned(),
                    ),
                }
            }),
        }
    }
}

/// A mistake in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", Strings::of_terminal().words_of(self))]
pub struct FileSyntaxError {
    /// From 1.
    pub line: usize,
    /// In code points, from 1.
    pub column: usize,
    /// What was found or missed.
    pub what: SyntaxFault,
}

/// What is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxFault {
    /// What a parser says, in its own words.
    Parser(String),
    /// The key is there twice.
    KeyTwice(String),
    /// A character is missing.
    Expected(char),
    /// A key or the closing bracket is missing.
    ExpectedKey,
    /// A comma or the closing bracket is missing.
    ExpectedComma,
    /// A value is missing.
    ExpectedValue,
    /// Something follows what should be the end.
    ExpectedEnd,
    /// A slash begins no comment.
    ExpectedComment,
    /// There are too many brackets in brackets.
    TooDeep,
    /// A value is longer than any that is written.
    TooLong,
    /// The file ends in the middle of a value.
    EndsInValue,
    /// The file ends in the middle of a string.
    EndsInString,
    /// The file ends in the middle of a comment.
    EndsInComment,
    /// Bytes that are not UTF-8.
    NotUtf8,
}

impl From<ron::error::SpannedError> for FileSyntaxError {
    fn from(error: ron::error::SpannedError) -> Self {
        let ron::error::Position { line, col: column } = error.span.start;
        Self { line, column, what: SyntaxFault::Parser(error.code.to_string()) }
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
