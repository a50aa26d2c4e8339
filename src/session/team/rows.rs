//! Who is where: the rows of a team, and what they come to.

use std::{cmp::Reverse, collections::BTreeMap, path::PathBuf, sync::Arc, time::SystemTime};

use serde::{Deserialize, Serialize};

/// How far an analyst is with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnalystProgress {
    /// It is theirs, and not begun.
    Waiting,
    /// They have begun.
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

/// Who has a file open now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHolder {
    /// Their name, where it is not the file's analyst.
    pub who: Option<String>,
    /// The machine, where it is another than this one.
    pub host: Option<String>,
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
    pub open_by: BTreeMap<String, FileHolder>,
    /// The gold.
    pub gold: GoldProgress,
    /// True where all do it, first.
    pub is_calibration: bool,
    /// Where in the list of articles it is.
    pub(super) place: usize,
}

/// How many articles of an analyst are where, and when one was changed last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnalystArticles {
    /// Not begun.
    pub waiting: usize,
    /// In progress.
    pub begun: usize,
    /// Done.
    pub done: usize,
    /// Not to be seen.
    pub hidden: usize,
    /// When one was changed last.
    pub changed: Option<SystemTime>,
}

/// All rows that were counted, and what they come to.
#[derive(Clone, Debug, Default)]
pub(super) struct CountedRows {
    /// What is to be done first, then as articles are listed.
    pub(super) rows: Vec<Arc<TeamRow>>,
    pub(super) analysts: BTreeMap<String, AnalystArticles>,
}

impl CountedRows {
    /// Takes more rows.
    pub(super) fn add(&mut self, rows: impl IntoIterator<Item = TeamRow>) {
        for row in rows {
            self.count(&row);
            self.rows.push(Arc::new(row));
        }
        // What was decided and is open again, then what waits.
        self.rows.sort_by(|one, other| {
            let rank = |it: &TeamRow| (Reverse(it.gold.reopened), Reverse(it.gold.left), it.place);
            rank(one).cmp(&rank(other)).then_with(|| one.name.cmp(&other.name))
        });
    }

    fn count(&mut self, row: &TeamRow) {
        for (name, progress) in &row.analysts {
            let work = match self.analysts.get_mut(name) {
                Some(work) => work,
                None => self.analysts.entry(name.clone()).or_default(),
            };
            match progress {
                AnalystProgress::Waiting => work.waiting += 1,
                AnalystProgress::Begun => work.begun += 1,
                AnalystProgress::Done => work.done += 1,
                AnalystProgress::Hidden => work.hidden += 1,
            }
            work.changed = work.changed.max(row.changed.get(name).copied());
        }
    }
}
