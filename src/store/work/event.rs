//! What the worker has to report.

use std::path::PathBuf;

use crate::store::StoreError;

/// How far writing is. Steps are numbered from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveStatus {
    /// The last step that was recorded.
    pub written: u64,
    /// The last step that is on the disk, in the journal or in the file.
    pub synced: u64,
    /// The last step that the annotation file itself has.
    pub saved: u64,
    /// True where there is an annotation file, as far as it is known here.
    pub has_file: bool,
    /// True while a save is under way or waits.
    pub saving: bool,
    /// What fails now; it is tried again by itself.
    pub failing: Option<StoreError>,
}

/// Something that happened in the background.
#[derive(Debug)]
#[non_exhaustive]
pub enum WorkEvent {
    /// The file has every step up to this one.
    Saved {
        /// The step.
        step: u64,
        /// Set when the save lost many annotations at once.
        alarm: Option<LossAlarm>,
    },
    /// Writing failed; it is tried again by itself.
    Failed(StoreError),
    /// What failed before succeeds again.
    Recovered,
    /// Another program changed the annotation file; saving waits for a decision.
    ChangedOutside(PathBuf),
    /// Another program left something in the annotation file's place that can't be read; saving
    /// waits for a decision.
    BrokenOutside(PathBuf),
    /// The annotation file is not there any more; the next save writes it again.
    Gone(PathBuf),
    /// The annotation file is again as it was when it was read or written last.
    FileBack,
    /// Another program changed the words of the article itself.
    ArticleChanged(PathBuf),
    /// The article is not there any more.
    ArticleGone(PathBuf),
    /// The article is again as it was when it was read.
    ArticleBack,
    /// The table of the folder's articles was changed, made or removed.
    CatalogChanged,
    /// The schema of the folder was changed, made or removed.
    SchemaChanged,
    /// Who works on which article of the folder was changed.
    TasksChanged,
    /// The folder with all of it is not there any more: moved, removed, or on a disk that was.
    FolderGone(PathBuf),
    /// The journal was removed and is begun anew: the document is to be saved.
    JournalRenewed,
    /// Whoever had the article open has it no more: it can be opened for work.
    LockFree,
    /// Somebody took over the lock of this annotation file; nothing more is written from here.
    LockLost(PathBuf),
}

/// A save lost more than a tenth of the annotations at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossAlarm {
    /// How many annotations there were.
    pub before: usize,
    /// How many of them are gone.
    pub lost: usize,
    /// Where the file with all of them lies.
    pub copy: Option<PathBuf>,
}

impl LossAlarm {
    /// `None` when so few are gone that nobody needs to know. Of a handful of annotations one is
    /// more than a tenth, and removing it no accident.
    pub(super) fn of(before: usize, lost: usize, copy: Option<PathBuf>) -> Option<Self> {
        (lost * 10 > before && lost > 2).then_some(Self { before, lost, copy })
    }
}
