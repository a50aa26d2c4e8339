//! Opening, saving and closing the article being worked on.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{Done, Level, Open, Reason, Session, Status};
use crate::{
    edit::History,
    model::{Document, Schema},
    recognize::date,
    store::{
        self, Analyst, Event, Opened, Opening, Proposal, ReadOnly, Started, StoreError, Syntax,
        Work,
    },
    text::Encoding,
};

/// A change is written into its file when nothing was changed for this long …
const QUIET: Duration = Duration::from_millis(700);
/// … or this long after it, whatever goes on. The journal has it at once.
const LATEST: Duration = Duration::from_secs(5);
/// Annotations of articles up to this length are read before the first frame, in bytes.
const AT_ONCE: usize = 300_000;
/// How long closing waits for a slow disk.
const PATIENCE: Duration = Duration::from_secs(20);

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
    path: PathBuf,
    /// Lock, journal and saving; known once the annotations were read.
    work: Option<Work>,
    read_only: Option<Reason>,
    /// When the first and the last unsaved change were made.
    changed: Option<(Instant, Instant)>,
    /// Tags that lost their place when the article changed.
    proposal: Option<Proposal>,
    /// When the article seems to have been published, while nobody has said so.
    published: Option<String>,
}

/// Annotations that were read.
#[derive(Debug)]
pub(super) struct Reading {
    path: PathBuf,
    outcome: Result<Started, StoreError>,
}

impl OpenFile {
    /// Why the article may not be changed now.
    pub(super) fn refusal(&self) -> Option<Reason> {
        match (&self.work, self.read_only) {
            (_, Some(reason)) => Some(reason),
            (None, None) => Some(Reason("reason-loading")),
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

    /// When something is to be done next without anybody asking: an unsaved change is due.
    pub fn next_tick(&self) -> Option<Duration> {
        self.file.as_ref()?.changed.map(|_| QUIET)
    }

    pub(super) fn open_path(&mut self, path: &Path) {
        if path.is_dir() {
            self.open_folder(path);
            return;
        }
        let (path, analyst) = article_of(path);
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
            Err(error) => return self.warn("notice-not-opened", &error),
        };
        if opened.extracted {
            let to = opened.path.display().to_string();
            self.notify(Level::Info, "notice-extracted", vec![("path", to)]);
        }
        if opened.article.encoding != Encoding::Utf8 {
            let encoding = opened.article.encoding.name().to_owned();
            self.notify(Level::Info, "notice-encoding", vec![("encoding", encoding)]);
        }
        self.schema = self.schema_for(&opened.path);
        self.settings.remember(&opened.path);
        self.keep_settings();
        let text = opened.article.text.clone();
        let document = Document::new("", text, Arc::clone(&self.schema));
        self.open = Some(Open::new(document, History::default()));
        self.file = Some(OpenFile {
            path: opened.path.clone(),
            published: published(&opened),
            work: None,
            read_only: None,
            changed: None,
            proposal: None,
        });
        self.read_annotations(opened);
    }

    /// The folder's schema, where it has one and none was given.
    fn schema_for(&mut self, article: &Path) -> Arc<Schema> {
        if let Some(given) = &self.given_schema {
            return Arc::clone(given);
        }
        let folder = article.parent().unwrap_or(Path::new("."));
        match store::schema_of(folder) {
            Ok(schema) => schema.unwrap_or_else(Schema::standard),
            Err(error) => {
                self.warn("notice-schema", &error);
                Schema::standard()
            }
        }
    }

    /// Reads what was marked before, at once or on a thread.
    fn read_annotations(&mut self, opened: Opened) {
        let mut opening = Opening::new(&opened, self.analyst.clone(), Arc::clone(&self.schema));
        opening.syntax = self.settings.syntax;
        let at_once = opened.article.text.len_bytes() <= AT_ONCE;
        let read = move || Reading { path: opened.path, outcome: store::start(opening) };
        if at_once {
            self.loaded(read());
        } else {
            self.jobs.start(move || Done::Loaded(Box::new(read())));
        }
    }

    pub(super) fn loaded(&mut self, reading: Reading) {
        let Some(file) = self.file.as_mut().filter(|it| it.path == reading.path) else { return };
        let started = match reading.outcome {
            Ok(started) => started,
            Err(error) => {
                file.read_only = Some(Reason("reason-annotations-unreadable"));
                return self.warn("notice-annotations-unreadable", &error);
            }
        };
        let wake = Arc::clone(self.jobs.wake());
        started.work.on_event(move || wake());
        file.read_only = started.read_only.as_ref().map(refusal_of);
        file.work = Some(started.work);
        let selection = self.open.as_ref().map(Open::selection).unwrap_or_default();
        let mut open = Open::new(started.document, started.history);
        open.select(selection);
        self.open = Some(open);
        if let Some(reason) = &started.read_only {
            self.notify(Level::Warning, "notice-read-only", vec![("why", reason.to_string())]);
        }
        if started.recovered > 0 {
            let n = started.recovered.to_string();
            self.notify(Level::Info, "notice-recovered", vec![("n", n)]);
            self.changed_now();
        }
        if started.changed_outside {
            self.notify(Level::Warning, "notice-changed-outside", Vec::new());
        }
        if let Some(first) = started.findings.first() {
            let count = started.findings.len().to_string();
            let arguments = vec![("n", count), ("first", first.to_string())];
            self.notify(Level::Warning, "notice-findings", arguments);
        }
        if let Some(proposal) = started.proposal {
            let (certain, doubts) =
                (proposal.certain.to_string(), proposal.doubts.len().to_string());
            let arguments = vec![("certain", certain), ("doubts", doubts)];
            self.notify(Level::Warning, "notice-moved", arguments);
            if let Some(file) = &mut self.file {
                file.proposal = Some(proposal);
            }
        }
        self.look_for_suggestions();
    }

    /// Agrees to where tags went on an article that changed; from now on it can be changed.
    pub(super) fn agree_to_moves(&mut self) {
        let (Some(open), Some(file)) = (&self.open, &mut self.file) else { return };
        let Some(work) = file.work.as_ref().filter(|_| file.proposal.is_some()) else { return };
        match work.agree(open.document()) {
            Ok(()) => {
                file.proposal = None;
                file.read_only = None;
            }
            Err(error) => self.warn("notice-not-saved", &error),
        }
    }

    /// True while tags wait for a word on where they went.
    pub fn has_moves(&self) -> bool {
        self.file.as_ref().is_some_and(|it| it.proposal.is_some())
    }

    /// Writes new steps into the journal, and notes that the file is to follow.
    pub(super) fn journal_steps(&mut self) {
        let (Some(open), Some(file)) = (&mut self.open, &self.file) else { return };
        let steps = open.take_steps();
        if steps.is_empty() {
            return;
        }
        let Some(work) = &file.work else { return };
        let mut failure = None;
        for step in steps {
            if let Some(step) = step.of(open.history())
                && let Err(error) = work.record(step)
            {
                failure = Some(error);
            }
        }
        self.changed_now();
        if let Some(error) = failure {
            self.warn("notice-not-saved", &error);
        }
    }

    fn changed_now(&mut self) {
        if let Some(file) = &mut self.file {
            let now = Instant::now();
            file.changed = Some((file.changed.map_or(now, |it| it.0), now));
        }
    }

    /// Saves what was changed a while ago, and tells what happened to the files meanwhile.
    pub(super) fn tend_files(&mut self, now: Instant) {
        let Some(file) = &self.file else { return };
        if let Some((first, last)) = file.changed
            && (now.duration_since(last) >= QUIET || now.duration_since(first) >= LATEST)
        {
            self.save_in_background();
        }
        let events = self.file.as_ref().and_then(|it| it.work.as_ref()).map(Work::events);
        for event in events.unwrap_or_default() {
            self.tell_event(event);
        }
    }

    fn tell_event(&mut self, event: Event) {
        let path = |it: PathBuf| vec![("path", it.display().to_string())];
        match event {
            Event::Saved { alarm, .. } => {
                self.notices.retain(|it| it.key != "notice-not-saved");
                if let Some(alarm) = alarm {
                    let copy = alarm.copy.map(|it| it.display().to_string()).unwrap_or_default();
                    let lost = vec![("lost", alarm.lost.to_string()), ("copy", copy)];
                    self.notify(Level::Warning, "notice-many-removed", lost);
                }
            }
            Event::Failed(error) => self.warn("notice-not-saved", &error),
            Event::ChangedOutside(it) => {
                self.notify(Level::Warning, "notice-changed-outside", path(it));
            }
            Event::ArticleChanged(it) => {
                self.notify(Level::Warning, "notice-article-changed", path(it));
            }
            Event::LockLost(why) => {
                if let Some(file) = &mut self.file {
                    file.read_only = Some(Reason("reason-locked"));
                }
                self.notify(Level::Warning, "notice-read-only", vec![("why", why)]);
            }
        }
    }

    fn save_in_background(&mut self) {
        let (Some(open), Some(file)) = (&mut self.open, &mut self.file) else { return };
        file.changed = None;
        let Some(work) = &file.work else { return };
        let saved = work.save(open.document());
        open.history_mut().mark_saved();
        if let Err(error) = saved {
            self.warn("notice-not-saved", &error);
        }
    }

    /// Waits until the file holds everything; false where it can't.
    fn wait_until_saved(&self) -> bool {
        let Some(work) = self.file.as_ref().and_then(|it| it.work.as_ref()) else { return true };
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let status = work.status();
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

    pub(super) fn save_now(&mut self) {
        self.save_in_background();
        if self.wait_until_saved()
            && let Some(path) = self.annotation_path()
        {
            let path = path.display().to_string();
            self.notify(Level::Info, "notice-saved", vec![("path", path)]);
        }
        self.tend_files(Instant::now());
    }

    pub(super) fn save_as(&mut self, syntax: Syntax) {
        let (Some(open), Some(file)) = (&self.open, &self.file) else { return };
        let Some(work) = &file.work else { return };
        match work.save_as(open.document(), syntax) {
            Ok(()) => self.save_now(),
            Err(error) => self.warn("notice-not-saved", &error),
        }
    }

    /// Saves what is left, so that the article can be left; false where that failed.
    pub fn leave(&mut self) -> bool {
        let Some(file) = &self.file else { return true };
        let writable = file.read_only.is_none();
        let unsaved = file.work.as_ref().map(Work::status).is_some_and(|it| it.saved < it.written);
        if writable && (unsaved || file.changed.is_some()) {
            self.save_in_background();
            if !self.wait_until_saved() {
                self.tend_files(Instant::now());
                return false;
            }
        }
        self.tend_files(Instant::now());
        true
    }

    pub(super) fn close(&mut self) {
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

    /// Opens the sample article, as a file of its own beside other documents.
    pub(super) fn open_sample(&mut self) {
        const SAMPLE: &str = include_str!("../../assets/sample/article.txt");
        let path = store::documents_folder().join("hashiye-sample.txt");
        if !path.is_file()
            && let Err(error) = store::create_article(&path, SAMPLE)
        {
            return self.warn("notice-not-opened", &error);
        }
        self.open_article(&path);
    }

    /// Keeps pasted text as an article of its own and opens it.
    pub(super) fn paste(&mut self, text: &str, folder: &Path) {
        /// So many articles may begin with the same words.
        const MOST: usize = 10_000;
        let stem = stem_for(text);
        for number in 1..MOST {
            let name = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
            let path = folder.join(format!("{name}.txt"));
            if path.exists() {
                continue;
            }
            return match store::create_article(&path, text) {
                Ok(_) => self.open_article(&path),
                Err(error) => self.warn("notice-not-opened", &error),
            };
        }
    }

    pub(super) fn finish_article(&mut self) {
        self.perform(super::Action::SetStatus(Status::Done));
        let Some(path) = self.article_path().map(Path::to_owned) else { return };
        if !self.leave() {
            return;
        }
        match self.next_not_done(&path) {
            Some(next) => self.open_article(&next),
            None => self.notify(Level::Info, "notice-all-done", Vec::new()),
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

fn refusal_of(reason: &ReadOnly) -> Reason {
    Reason(match reason {
        ReadOnly::Newer { .. } => "reason-newer",
        ReadOnly::ArticleChanged => "reason-article-changed",
        ReadOnly::Locked(_) => "reason-locked",
        _ => "reason-cannot-write",
    })
}

/// The article that a path stands for: an annotation file leads to its article and its analyst.
fn article_of(path: &Path) -> (PathBuf, Option<Analyst>) {
    let as_it_is = (path.to_owned(), None);
    if !path.extension().is_some_and(|it| it == "ron" || it == "json") {
        return as_it_is;
    }
    let bare = path.with_extension("");
    let analyst = bare.extension().and_then(|it| Analyst::new(&it.to_string_lossy()).ok());
    let article = bare.with_extension("");
    if article.is_file() && analyst.is_some() { (article, analyst) } else { as_it_is }
}

/// A file's name from the first words of a text.
fn stem_for(text: &str) -> String {
    const LONGEST: usize = 48;
    let first = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let plain = first.chars().filter(|c| c.is_alphanumeric() || *c == ' ').take(LONGEST);
    let stem = plain.collect::<String>().trim().replace(' ', "-");
    if stem.is_empty() { "article".to_owned() } else { stem }
}
