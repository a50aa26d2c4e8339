//! What the program has to tell, in no language yet: the window and the terminal put it in words.

use crate::model::AnnotationId;

/// A message for the person at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells notices apart; grows.
    pub serial: u64,
    /// How urgent it is.
    pub level: Level,
    /// The key of its words in `assets/lang/*`.
    pub key: &'static str,
    /// What its words speak of.
    pub arguments: Vec<(&'static str, String)>,
    /// What can be done about it at once.
    pub offer: Option<Offer>,
}

/// Something a notice offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Remove these parts, which nothing uses any more.
    RemoveParts(Vec<AnnotationId>),
}

/// How urgent a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something went as asked.
    Info,
    /// Something to look at; nothing is lost.
    Warning,
    /// Something did not work.
    Error,
}

/// Why something can't be done now: the key of its words in `assets/lang/*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason(pub &'static str);
