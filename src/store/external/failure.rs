//! How a program fails.

use super::super::error::SystemError;

/// Why nothing came of a program for an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalFailure {
    /// What happened.
    pub cause: ExternalCause,
    /// The last line of its error output; empty for none.
    pub last_words: String,
    /// True where it was the last failure of a row after which the program is not asked any more.
    pub is_last: bool,
}

/// What happened to a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExternalCause {
    /// Its name cannot stand in an annotation file.
    BadName,
    /// The settings name no command.
    NoCommand,
    /// The command depends on the folder the window was started in.
    RelativeCommand(String),
    /// The system did not start it.
    NotStarted(SystemError),
    /// It ended without an answer, with this exit code where it has one.
    Ended(Option<i32>),
    /// It closed its output and went on.
    ClosedOutput,
    /// There was no answer in time.
    Late {
        /// In how many seconds.
        seconds: u32,
    },
    /// It wrote a line that is too long to be read.
    LongLine {
        /// The longest that is read, in bytes.
        longest: usize,
    },
    /// It wrote one line after the other that was no answer.
    OtherLines {
        /// So many.
        count: usize,
        /// What the first of them was instead.
        first: ExternalFault,
    },
    /// It found more than is taken in for an article.
    ManyMentions {
        /// The most that is taken.
        most: usize,
    },
    /// The article is too long to be handed over.
    LongArticle {
        /// The longest that is, in bytes.
        longest: usize,
    },
    /// It failed too often and is not asked any more.
    Off,
    /// It was ended from outside: the window is closed, or it was switched off.
    Stopped,
}

/// Something in a program's output that was refused; the rest was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalFault {
    /// The line of its output since it was started, from 1.
    pub line: usize,
    /// What was refused.
    pub what: ExternalProblem,
}

/// What is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExternalProblem {
    /// The line is no answer in JSON.
    NoAnswer,
    /// The line answers something that was not asked.
    OtherId,
    /// It has no label, start and end in whole numbers.
    NoMention,
    /// It ends before it starts, or where it starts.
    NoWords {
        /// Where it starts, in code points.
        start: usize,
        /// Where it ends, in code points.
        end: usize,
    },
    /// It ends after the text.
    OutsideText {
        /// Where it starts, in code points.
        start: usize,
        /// Where it ends, in code points.
        end: usize,
        /// The length of the text, in code points.
        length: usize,
    },
    /// It begins or ends inside a character as a person sees it.
    InsideCharacter {
        /// Where it starts, in code points.
        start: usize,
        /// Where it ends, in code points.
        end: usize,
    },
    /// The words there are not those it gives: its offsets may count something else than code points.
    OtherWords {
        /// Those it gives.
        given: String,
        /// Those that are there.
        there: String,
    },
    /// The schema has no such label; said once for each.
    UnknownLabel(String),
    /// Links of what it found are not read.
    Links,
}
