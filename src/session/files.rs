//! Opening, saving and closing the article being worked on.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    ArticleStatus, Done, EditAction, FileAction, MovesReview, NoticeKind, Offer, Open, Reason,
    Session, arrivals::article_of,
};
use crate::{
    edit::History,
    model::{Document, Name, Schema},
    recognize::date,
    store::{self, Analyst, Opened, Opening, Started, StoreError, Work},
    text::Encoding,
};

/// Annotations of articles up to this length are read before the first frame, in bytes.
const AT_ONCE: usize = 300_000;
/// How an article's annotations stand to their file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// They are being read.
    Loading,
    /// The file holds them.
    Saved,
    /// The journal holds them; the file will in a moment.
    Saving,
    /// They could not be written.
    Failed,
    /// They may not be written.
    ReadOnly,
}

/// The files of the open article.
#[derive(Debug)]
pub(super) struct OpenFile {
    pub(super) path: PathBuf,
    /// Lock, journal and saving; known once the annotations were read.
    pub(super) work: Option<Work>,
    pub(super) read_only: Option<Reason>,
    /// When the first and the last unsaved change were made.
    pub(super) changed: Option<(Instant, Instant)>,
    /// True while somebody who asked for a save is to be told of it.
    pub(super) tells_saved: bool,
    /// Where tags went when the article changed.
    pub(super) review: Option<MovesReview>,
    /// True while what was agreed to is being written.
    pub(super) agreeing: bool,
    /// When the article seems to have been published, while nobody has said so.
    pub(super) published: Option<String>,
    /// What the page it was taken out of says of itself.
    pub(super) meta: BTreeMap<Name, String>,
}

/// Annotations that were read.
#[derive(Debug)]
pub(super) struct LoadedAnnotations {
    path: PathBuf,
    outcome: Result<Started, StoreError>,
}

impl OpenFile {
    /// Why the article may not be changed now.
    pub(super) fn refusal(&self) -> Option<Reason> {
        match (&self.work, &self.read_only) {
            (_, Some(reason)) => Some(reason.clone()),
            (None, None) => Some(Reason::Loading),
            (Some(_), None) => None,
        }
    }
}

impl Session {
    /// How the annotations stand to their file.
    pub fn save_state(&self) -> SaveState {
        let Some(file) = &self.file else { return SaveState::Saved };
        if file.read_only.is_some() {
            return SaveState::ReadOnly;
        }
        let Some(work) = &file.work else { return SaveState::Loading };
        let status = work.status();
        match () {
            () if status.failing.is_some() => SaveState::Failed,
            () if status.saving || status.saved < status.written => SaveState::Saving,
            () => SaveState::Saved,
        }
    }

    /// The path of the open article.
    pub fn article_path(&self) -> Option<&Path> {
        self.file.as_ref().map(|it| it.path.as_path())
    }

    /// Where its annotations are written.
    pub fn annotation_path(&self) -> Option<PathBuf> {
        self.file.as_ref()?.work.as_ref().map(|it| it.file().path())
    }

    /// When the article seems to have been published, as long as nobody has confirmed it.
    pub fn proposed_publication(&self) -> Option<&str> {
        let open = self.open.as_ref()?;
        let is_known = !open.document().meta_value("published").is_empty();
        self.file.as_ref()?.published.as_deref().filter(|_| !is_known)
    }

    /// When something is to be done next without anybody asking: an unsaved change is due, or the
    /// article is to be looked through again.
    pub fn next_tick(&self) -> Option<Duration> {
        let unsaved = self.file.as_ref().and_then(|it| it.changed);
        let save = unsaved.map(|_| super::saving::QUIET);
        self.next_check().into_iter().chain(save).min()
    }

    pub(super) fn perform_file(&mut self, action: FileAction) {
        match action {
            FileAction::Open(path) => self.open_path(&path),
            FileAction::OpenSample => self.open_sample(),
            FileAction::Paste { text, folder } => self.paste(&text, &folder),
            FileAction::Close => self.close(),
            FileAction::Save => self.save_now(),
            FileAction::SaveAs(syntax) => self.save_as(syntax),
            FileAction::SaveElsewhere(folder) => self.save_elsewhere(&folder),
            FileAction::Finish => self.finish_article(),
            FileAction::LookAtVersions => self.look_at_versions(),
            FileAction::Restore(path) => self.restore(&path),
        }
    }

    fn open_path(&mut self, path: &Path) {
        if path.is_dir() {
            self.open_folder(path);
            return;
        }
        let path = std::path::absolute(path).unwrap_or_else(|_no_folder| path.to_owned());
        let (path, analyst) = article_of(&path);
        if let Some(analyst) = analyst {
            self.analyst = analyst;
        }
        self.open_article(&path);
    }

    pub(super) fn open_article(&mut self, path: &Path) {
        if !self.leave() {
            return;
        }
        let opened = match store::read_article(path) {
            Ok(opened) => opened,
            Err(error) => {
                let is_gone = error.is_not_found();
                self.post_notice(NoticeKind::NotOpened(error), []);
                if is_gone {
                    self.tell_strays(&store::work_on(path));
                }
                return;
            }
        };
        self.show(opened);
    }

    /// Makes an article the open one, and reads what was marked in it.
    pub(super) fn show(&mut self, opened: Opened) {
        if opened.extracted {
            self.post_notice(NoticeKind::Extracted(opened.path.clone()), []);
        }
        if opened.article.encoding != Encoding::Utf8 {
            self.post_notice(NoticeKind::OtherEncoding(opened.article.encoding), []);
        }
        self.forget(|it| matches!(it, NoticeKind::NotOpened(_) | NoticeKind::Strays { .. }));
        self.schema = self.schema_for(&opened.path);
        self.settings.remember(&opened.path);
        self.keep_settings();
        let text = opened.article.text.clone();
        let document = Document::new("", text, Arc::clone(&self.schema));
        self.open = Some(Open::new(document, History::default()));
        self.file = Some(OpenFile {
            path: opened.path.clone(),
            published: published(&opened),
            meta: opened.meta.clone(),
            work: None,
            read_only: None,
            changed: None,
            tells_saved: false,
            review: None,
            agreeing: false,
        });
        self.read_annotations(opened);
    }

    /// The folder's schema, where it has one and none was given.
    fn schema_for(&mut self, article: &Path) -> Arc<Schema> {
        self.folder_schema = None;
        if let Some(given) = &self.given_schema {
            return Arc::clone(given);
        }
        let folder = article.parent().unwrap_or(Path::new("."));
        match store::schema_of(folder) {
            Ok(schema) => {
                self.folder_schema.clone_from(&schema);
                schema.unwrap_or_else(Schema::standard)
            }
            Err(error) => {
                self.post_notice(NoticeKind::SchemaUnusable(error), []);
                Schema::standard()
            }
        }
    }

    /// Reads what was marked before, at once or on a thread.
    fn read_annotations(&mut self, opened: Opened) {
        let mut opening = Opening::new(&opened, self.analyst.clone(), Arc::clone(&self.schema));
        opening.syntax = self.settings.syntax;
        let at_once = opened.article.text.len_bytes() <= AT_ONCE;
        let read = move || LoadedAnnotations { path: opened.path, outcome: store::start(opening) };
        if at_once {
            self.on_annotations_loaded(read());
        } else {
            self.jobs.start(move || Done::Loaded(Box::new(read())));
        }
    }

    pub(super) fn on_annotations_loaded(&mut self, reading: LoadedAnnotations) {
        let Some(file) = self.file.as_mut().filter(|it| it.path == reading.path) else { return };
        let started = match reading.outcome {
            Ok(started) => started,
            Err(error) => {
                file.read_only = Some(Reason::AnnotationsUnreadable);
                return self.not_read(error, &reading.path);
            }
        };
        let wake = Arc::clone(self.jobs.wake());
        started.work.on_event(move || wake());
        file.read_only = started.read_only.clone().map(Reason::ReadOnly);
        file.work = Some(started.work);
        let selection = self.open.as_ref().map(Open::selection).unwrap_or_default();
        let mut open = Open::new(started.document, started.history);
        open.select(selection);
        self.open = Some(open);
        if let Some(reason) = started.read_only {
            self.tell_read_only(reason);
        }
        if started.recovered > 0 {
            self.post_notice(NoticeKind::Recovered(started.recovered), []);
            self.changed_now();
        }
        if started.changed_outside {
            self.post_notice(NoticeKind::WasChangedOutside, [Offer::Versions]);
        }
        if let Some(first) = started.findings.first() {
            let (count, first) = (started.findings.len(), first.clone());
            self.post_notice(NoticeKind::EntriesUnfit { count, first }, [Offer::Versions]);
        }
        if let Some(proposal) = started.proposal {
            let (certain, doubts) = (proposal.certain, proposal.doubts.len());
            self.post_notice(NoticeKind::TagsMoved { certain, doubts }, [Offer::Review]);
            if let Some(file) = &mut self.file {
                file.review = Some(MovesReview::new(proposal));
            }
        }
        self.follow_recovered_schema();
        self.record_meta_of_page();
        self.look_for_suggestions();
    }

    fn close(&mut self) {
        if self.leave() {
            self.open = None;
            self.file = None;
        }
    }

    pub(super) fn change_analyst(&mut self, analyst: Analyst) {
        if analyst == self.analyst || !self.leave() {
            return;
        }
        self.analyst = analyst;
        if let Some(path) = self.article_path().map(Path::to_owned) {
            self.file = None;
            self.open_article(&path);
        }
    }

    fn finish_article(&mut self) {
        self.perform(EditAction::SetStatus(ArticleStatus::Done));
        let Some(path) = self.article_path().map(Path::to_owned) else { return };
        if !self.leave() {
            return;
        }
        match self.next_not_done(&path) {
            Some(next) => self.open_article(&next),
            None => self.post_notice(NoticeKind::AllDone, []),
        }
    }
}

/// When an article seems to have been published: by its metadata, else by its own words.
fn published(opened: &Opened) -> Option<String> {
    let stated = opened.meta.get("published").cloned();
    stated.or_else(|| {
        let found = date::publication_date(&opened.article.text);
        found.map(|(_, day)| day.to_string())
    })
}
