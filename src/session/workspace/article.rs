//! The files of the open article: where it lies, its journal, and when it is saved.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::civil;

use super::MovesReview;
use crate::{
    edit::UndoHistory,
    model::{AnnotationId, Extent, Name},
    session::{
        Reason,
        editor::{Editor, HistoryStep},
    },
    store::{ArticleFile, DraftKey, Drafts, JournalStep, StoreError, WorkEvent, WorkFiles},
};

/// A change is written into its file when nothing was changed for this long …
pub(crate) const QUIET: Duration = Duration::from_millis(700);
/// … or this long after it, whatever goes on. The journal has it at once.
const LATEST: Duration = Duration::from_secs(5);
/// How long closing waits for a slow disk.
const PATIENCE: Duration = Duration::from_secs(20);

/// How an article's annotations stand to their file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// They are being read.
    Loading,
    /// There are none, and no file was ever written.
    Untouched,
    /// The file holds them.
    Saved,
    /// The journal holds them; the file will in a moment.
    Saving,
    /// Somebody else changed or removed a file, and a person has to say how to go on.
    Stopped,
    /// They could not be written.
    Failed,
    /// They may not be written.
    ReadOnly,
}

/// The files of the open article.
#[derive(Debug)]
pub(crate) struct OpenArticle {
    path: PathBuf,
    /// Lock, journal and saving; known once the annotations were read.
    pub(crate) files: Option<WorkFiles>,
    pub(crate) read_only: Option<Reason>,
    /// When the first and the last unsaved change were made.
    changed: Option<(Instant, Instant)>,
    /// True while somebody who asked for a save waits for the word that it was.
    reports_saved: bool,
    /// The step that last took work away that was not made just now, until the file was saved since.
    work_taken_at: Option<u64>,
    /// Where annotations went when the article changed.
    pub(crate) review: Option<MovesReview>,
    /// The same once somebody has agreed: undoing that leads back to its places.
    pub(crate) reviewed: Option<MovesReview>,
    /// Where tags without a place may be, as far as they were looked for by their words.
    pub(crate) places: BTreeMap<AnnotationId, Vec<Extent>>,
    /// True while they are being looked for.
    pub(crate) is_placing: bool,
    /// True while what was agreed to is being written.
    pub(crate) agreeing: bool,
    /// What was begun and not finished.
    pub(crate) drafts: Drafts,
    opened_at: Instant,
    /// What of it was begun before the article was opened.
    pub(crate) begun_before: BTreeSet<DraftKey>,
    /// What was written at since.
    pub(crate) touched: BTreeSet<DraftKey>,
    /// What the page it was taken out of says of itself.
    page_meta: BTreeMap<Name, String>,
    /// The day of publication that the table of the folder it came from says, until it was written down here.
    pub(crate) carried_day: Option<civil::Date>,
}

impl OpenArticle {
    /// An article whose annotations are still to be read.
    pub(crate) fn new(opened: &ArticleFile) -> Self {
        Self {
            path: opened.path.clone(),
            files: None,
            read_only: None,
            changed: None,
            reports_saved: false,
            work_taken_at: None,
            review: None,
            reviewed: None,
            places: BTreeMap::new(),
            is_placing: false,
            agreeing: false,
            drafts: Drafts::new(),
            opened_at: Instant::now(),
            begun_before: BTreeSet::new(),
            touched: BTreeSet::new(),
            page_meta: opened.meta.clone(),
            carried_day: None,
        }
    }

    /// Where the article lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where its annotations are written, once that is known.
    pub(crate) fn annotation_path(&self) -> Option<PathBuf> {
        self.files.as_ref().map(|it| it.file().path())
    }

    /// When it was opened.
    pub(crate) fn opened_at(&self) -> Instant {
        self.opened_at
    }

    /// Why the article may not be changed now.
    pub(crate) fn refusal(&self) -> Option<Reason> {
        match (&self.files, &self.read_only) {
            (_, Some(reason)) => Some(reason.clone()),
            (None, None) => Some(Reason::Loading),
            (Some(_), None) => None,
        }
    }

    /// How the annotations stand to their file.
    pub(crate) fn save_state(&self) -> SaveState {
        if self.read_only.is_some() {
            return SaveState::ReadOnly;
        }
        let Some(files) = &self.files else { return SaveState::Loading };
        let status = files.status();
        if status.failing.is_some() {
            SaveState::Failed
        } else if status.saving || status.saved < status.written {
            SaveState::Saving
        } else if status.has_file || status.written > 0 {
            SaveState::Saved
        } else {
            SaveState::Untouched
        }
    }

    /// Goes on with what was read of the annotations; `wake` is called when something happens to the
    /// files.
    pub(crate) fn attach(
        &mut self,
        files: WorkFiles,
        read_only: Option<Reason>,
        wake: impl Fn() + Send + Sync + 'static,
    ) {
        files.on_event(wake);
        self.read_only = read_only;
        self.files = Some(files);
    }

    /// What a web page said of itself, once.
    pub(crate) fn take_page_meta(&mut self) -> BTreeMap<Name, String> {
        std::mem::take(&mut self.page_meta)
    }

    /// Keeps what was begun and not finished.
    ///
    /// Fails when the disk refuses.
    pub(crate) fn keep_drafts(&self) -> Result<(), StoreError> {
        self.files.as_ref().map_or(Ok(()), |it| it.keep_drafts(&self.drafts))
    }

    /// Writes new steps into the journal, and notes that the file is to follow.
    ///
    /// Fails where the disk does not take one of them.
    pub(crate) fn record(&mut self, editor: &mut Editor) -> Result<(), StoreError> {
        let steps = editor.take_steps();
        let Some(files) = self.files.as_ref().filter(|_| !steps.is_empty()) else { return Ok(()) };
        let takes_away = steps.iter().any(|it| editor.takes_work_away(*it));
        let steps = steps.into_iter().filter_map(|it| journal_step(it, editor.history()));
        // Every step is written; the last failure stands for all.
        let mut failure = None;
        for step in steps {
            match files.record(step) {
                Ok(number) if takes_away => self.work_taken_at = Some(number),
                Ok(_) => {}
                Err(error) => failure = Some(error),
            }
        }
        self.changed_now();
        failure.map_or(Ok(()), Err)
    }

    /// True once where work was taken away since this was asked last, by a step up to `saved`.
    pub(crate) fn was_work_taken(&mut self, saved: u64) -> bool {
        self.work_taken_at.take_if(|it| *it <= saved).is_some()
    }

    /// Notes that the file lacks something.
    pub(crate) fn changed_now(&mut self) {
        let now = Instant::now();
        self.changed = Some((self.changed.map_or(now, |it| it.0), now));
    }

    /// True while the file lacks something that nobody has begun to write.
    pub(crate) fn is_changed(&self) -> bool {
        self.changed.is_some()
    }

    /// True when the file is to follow now.
    pub(crate) fn is_due(&self, now: Instant) -> bool {
        self.changed.is_some_and(|(first, last)| {
            now.duration_since(last) >= QUIET || now.duration_since(first) >= LATEST
        })
    }

    /// Starts to write the file.
    pub(crate) fn save(&mut self, editor: &mut Editor) -> Result<(), StoreError> {
        self.changed = None;
        let Some(files) = &self.files else { return Ok(()) };
        let saved = files.save(editor.document());
        editor.mark_saved();
        saved
    }

    /// Starts to write the file over what another program wrote there.
    pub(crate) fn overwrite(&mut self, editor: &Editor) -> Result<(), StoreError> {
        let Some(files) = &self.files else { return Ok(()) };
        self.changed = None;
        files.overwrite(editor.document())?;
        self.reports_saved = true;
        Ok(())
    }

    /// Whoever asks hears why it fails, reported before or not.
    pub(crate) fn retry_failed(&self) {
        if let Some(files) = &self.files {
            files.retry_failed();
        }
    }

    /// Notes that it is to be reported when the file is written.
    pub(crate) fn report_when_saved(&mut self) {
        self.reports_saved = true;
    }

    /// Where the annotations were written, once, where somebody asked for that.
    pub(crate) fn take_saved(&mut self) -> Option<PathBuf> {
        let status = self.files.as_ref().filter(|_| self.reports_saved)?.status();
        let failed = status.failing.is_some();
        if !failed && (status.saving || status.saved < status.written) {
            return None;
        }
        self.reports_saved = false;
        self.annotation_path().filter(|_| !failed)
    }

    /// What happened to the files since this was asked last.
    pub(crate) fn events(&self) -> Vec<WorkEvent> {
        self.files.as_ref().map(WorkFiles::events).unwrap_or_default()
    }

    /// True where the journal has what the file has not.
    pub(crate) fn has_unsaved(&self) -> bool {
        self.files.as_ref().map(WorkFiles::status).is_some_and(|it| it.saved < it.written)
    }

    /// Waits until the file holds everything; false where it can't.
    pub(crate) fn wait_until_saved(&self) -> bool {
        let Some(files) = &self.files else { return true };
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let status = files.status();
            if status.failing.is_some() {
                return false;
            }
            if !status.saving && status.saved >= status.written {
                return true;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        false
    }
}

/// What the journal writes of a step.
fn journal_step(step: HistoryStep, history: &UndoHistory) -> Option<JournalStep<'_>> {
    Some(match step {
        HistoryStep::Do(index) => JournalStep::Do(history.done().get(index)?),
        HistoryStep::Undo => JournalStep::Undo,
        HistoryStep::Redo => JournalStep::Redo,
    })
}
