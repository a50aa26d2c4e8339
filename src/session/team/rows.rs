//! Who is where: the rows of a team.

use std::{collections::BTreeMap, path::PathBuf, time::SystemTime};

use serde::{Deserialize, Serialize};

/// How far an analyst is with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnalystProgress {
    /// It is theirs, and not begun.
    Waiting,
    /// He has begun.
    Begun,
    /// They say that it is done.
    Done,
    /// It is not shown to whoever asks before their own work is done.
    Hidden,
}

/// How far the gold of an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoldProgress {
    /// How many analysts are done.
    pub compared: usize,
    /// True where there is a gold.
    pub is_there: bool,
    /// True where it is marked done.
    pub is_done: bool,
    /// How many records wait for a decision.
    pub left: usize,
    /// How many of these were decided before.
    pub reopened: usize,
}

/// An article of a team.
#[derive(Clone, Debug)]
pub struct TeamRow {
    /// Where it is.
    pub path: PathBuf,
    /// The name of its file.
    pub name: String,
    /// Everybody whose it is or who has worked on it.
    pub analysts: BTreeMap<String, AnalystProgress>,
    /// When each of them changed their work last.
    pub changed: BTreeMap<String, SystemTime>,
    /// Whose file is open in a window now, the gold's among them, each with who has it open.
    pub open_by: BTreeMap<String, String>,
    /// The gold.
    pub gold: GoldProgress,
    /// True where all do it, first.
    pub is_calibration: bool,
}
