//! How what happened becomes a sentence: it is typed where it happens, names its sentence by
//! [`Worded`], and the sentence itself is in `assets/lang`.
//!
//! A layer says what it means by an enum with its data. [`Worded`] names the sentence for it, a key
//! of `assets/lang/*.ftl`, and what the sentence speaks of; [`Strings`] writes it in a language.

mod lower_layers;
mod strings;

use std::path::{Path, PathBuf};

pub use strings::{Strings, isolated};

use crate::model::schema::LocalizedText;

/// What has words in every language.
pub trait Worded {
    /// The sentence that says it.
    fn message(&self) -> Message;
}

/// A sentence, in no language yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    key: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// The sentence with this key in `assets/lang/*.ftl`.
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    /// The same about `argument`, which the sentence calls `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.push((name, argument.into()));
        self
    }

    /// The same about words that are alike in every language, such as those of an article.
    #[must_use]
    pub fn with_text(self, name: &'static str, text: &(impl ToString + ?Sized)) -> Self {
        self.with(name, Argument::Text(text.to_string()))
    }

    /// The same about something that has words of its own.
    #[must_use]
    pub fn with_words(self, name: &'static str, of: &(impl Worded + ?Sized)) -> Self {
        self.with(name, of.message())
    }

    /// The same about something that the schema calls `title` and files call `key`.
    #[must_use]
    pub fn with_title(self, name: &'static str, key: &str, title: Option<&LocalizedText>) -> Self {
        self.with(name, Argument::Title { key: key.to_owned(), title: title.cloned() })
    }

    /// The same, said of a file or a folder.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        Self::new("failed-at").with("what", self).with("path", path)
    }

    /// Its key in `assets/lang/*.ftl`.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// What it speaks of, each with its name in the sentence.
    pub fn arguments(&self) -> &[(&'static str, Argument)] {
        &self.arguments
    }
}

impl Worded for Message {
    fn message(&self) -> Message {
        self.clone()
    }
}

/// What a sentence speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// Words that are the same in every language: a name, words of an article.
    Text(String),
    /// A number, written in the digits in use.
    Number(u64),
    /// A file or a folder.
    Path(PathBuf),
    /// Words of their own.
    Message(Message),
    /// A label, an attribute or a relation. The window writes its title; the terminal its key, in
    /// quotation marks, as files and options have it.
    Title {
        /// As in files.
        key: String,
        /// As people call it; `None` for what the schema does not know.
        title: Option<LocalizedText>,
    },
    /// A TIMEX3 value. The window writes it in words of both calendars; the terminal as in files.
    Value(String),
    /// A day of the week; Monday is 1.
    Weekday(i8),
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u64> for Argument {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<&Path> for Argument {
    fn from(path: &Path) -> Self {
        Self::Path(path.to_owned())
    }
}

impl From<&PathBuf> for Argument {
    fn from(path: &PathBuf) -> Self {
        Self::Path(path.clone())
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}
