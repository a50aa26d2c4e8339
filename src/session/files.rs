//! Opening, saving and closing the article being worked on.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{Done, Level, Open, Reason, Session, Status};
use crate::{
    edit::{self, History},
    model::{Document, Schema},
    store::{
        self, Analyst, AnnotationFile, ArticleInfo, Loaded, ReadOnly, Saved, StoreError, Syntax,
    },
    text::{Article, Encoding},
};

/// A change is saved when nothing was changed for this long …
const QUIET: Duration = Duration::from_millis(700);
/// … or this long after it, whatever goes on.
const LATEST: Duration = Duration::from_secs(5);
/// Annotations of articles up to this length are read before the first frame, in bytes.
const AT_ONCE: usize = 300_000;

/// How an article's annotations stand to their file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// They are being read.
    Loading,
    /// The file holds them.
    Saved,
    /// The file will hold them in a moment.
    Unsaved,
    /// They are being written.
    Saving,
    /// They could not be written.
    Failed,
    /// They may not be written.
    ReadOnly,
}

/// The files of the open article.
#[derive(Debug)]
pub(super) struct OpenFile {
    article: Article,
    path: PathBuf,
    /// Where annotations go; known once they were read.
    annotations: Option<AnnotationFile>,
    info: Option<ArticleInfo>,
    read_only: Option<Reason>,
    /// The revision of the document that the file holds.
    saved: u64,
    /// The revision being written.
    writing: Option<u64>,
    /// When the first and the last unsaved change were made.
    changed: Option<(Instant, Instant)>,
    seen: u64,
    failed: bool,
}

/// Annotations that were read.
#[derive(Debug)]
pub(super) struct Reading {
    path: PathBuf,
    outcome: Result<(Loaded, ArticleInfo), StoreError>,
}

/// An annotation file that was written, or not.
#[derive(Debug)]
pub(super) struct Saving {
    path: PathBuf,
    revision: u64,
    outcome: Result<Saved, StoreError>,
}

impl OpenFile {
    /// Why the article may not be changed now.
    pub(super) fn refusal(&self) -> Option<Reason> {
        match (&self.annotations, self.read_only) {
            (_, Some(reason)) => Some(reason),
            (None, None) => Some(Reason("reason-loading")),
            (Some(_), None) => None,
        }
    }
}

impl Session {
    /// How the annotations stand to their file.
    pub fn save_state(&self) -> SaveState {
        let (Some(open), Some(file)) = (&self.open, &self.file) else { return SaveState::Saved };
        match () {
            () if file.read_only.is_some() => SaveState::ReadOnly,
            () if file.annotations.is_none() => SaveState::Loading,
            () if file.failed => SaveState::Failed,
            () if file.writing.is_some() => SaveState::Saving,
            () if file.saved != open.document().revision() => SaveState::Unsaved,
            () => SaveState::Saved,
        }
    }

    /// The path of the open article.
    pub fn article_path(&self) -> Option<&Path> {
        self.file.as_ref().map(|it| it.path.as_path())
    }

    /// Where its annotations are written.
    pub fn annotation_path(&self) -> Option<PathBuf> {
        self.file.as_ref()?.annotations.as_ref().map(AnnotationFile::path)
    }

    /// When something is to be done next without anybody asking: an unsaved change is due.
    pub fn next_tick(&self) -> Option<Duration> {
        let file = self.file.as_ref()?;
        file.changed.filter(|_| file.writing.is_none() && !file.failed).map(|_| QUIET)
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
        let id = opened.path.file_stem().map(|it| it.to_string_lossy().into_owned());
        let mut document = Document::new(
            id.unwrap_or_default(),
            opened.article.text.clone(),
            Arc::clone(&self.schema),
        );
        for (key, value) in &opened.meta {
            let known = edit::set_meta(&document, key.clone(), value).unwrap_or_default();
            // On a document that was just made every change of metadata fits.
            let _fits = document.apply(&known);
        }
        self.settings.remember(&opened.path);
        self.keep_settings();
        self.open = Some(Open::new(document, History::default()));
        self.file = Some(OpenFile {
            article: opened.article,
            path: opened.path,
            annotations: None,
            info: None,
            read_only: None,
            saved: 0,
            writing: None,
            changed: None,
            seen: 0,
            failed: false,
        });
        self.read_annotations();
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
    fn read_annotations(&mut self) {
        let Some(file) = &self.file else { return };
        let (article, path) = (file.article.clone(), file.path.clone());
        let (analyst, schema) = (self.analyst.clone(), Arc::clone(&self.schema));
        let syntax = self.settings.syntax;
        let at_once = article.text.len_bytes() <= AT_ONCE;
        let read = move || {
            let info = ArticleInfo::of(&path, &article);
            let loaded = store::open(&path, &article, &analyst, &schema, syntax);
            Reading { path, outcome: loaded.map(|it| (it, info)) }
        };
        if at_once {
            let reading = read();
            self.loaded(reading);
        } else {
            self.jobs.start(move || Done::Loaded(Box::new(read())));
        }
    }

    pub(super) fn loaded(&mut self, reading: Reading) {
        let Some(file) = self.file.as_mut().filter(|it| it.path == reading.path) else { return };
        let (loaded, info) = match reading.outcome {
            Ok(read) => read,
            Err(error) => {
                file.read_only = Some(Reason("reason-annotations-unreadable"));
                return self.warn("notice-annotations-unreadable", &error);
            }
        };
        file.info = Some(info);
        file.read_only = match &loaded.read_only {
            None => None,
            Some(ReadOnly::Newer { .. }) => Some(Reason("reason-newer")),
            Some(_) => Some(Reason("reason-article-changed")),
        };
        let is_new = loaded.digest.is_none();
        if let Some(reason) = file.read_only {
            self.notify(Level::Warning, reason.0, Vec::new());
        }
        let findings = loaded.findings.len();
        if let Some(first) = loaded.findings.first() {
            let count = findings.to_string();
            let arguments = vec![("n", count), ("first", first.to_string())];
            self.notify(Level::Warning, "notice-findings", arguments);
        }
        let Some(file) = &mut self.file else { return };
        file.annotations = Some(loaded.file);
        if !is_new {
            let selection = self.open.as_ref().map(Open::selection).unwrap_or_default();
            let mut open = Open::new(loaded.document, History::default());
            open.select(selection);
            self.open = Some(open);
        }
        if let (Some(file), Some(open)) = (&mut self.file, &self.open) {
            file.saved = open.document().revision();
            file.seen = file.saved;
        }
        self.look_for_suggestions();
    }

    /// Notes that the document has changed, so that it is saved in a while.
    pub(super) fn noticed_change(&mut self) {
        let (Some(open), Some(file)) = (&self.open, &mut self.file) else { return };
        let revision = open.document().revision();
        if file.seen != revision {
            file.seen = revision;
            let now = Instant::now();
            file.changed = Some((file.changed.map_or(now, |it| it.0), now));
        }
    }

    pub(super) fn save_when_due(&mut self, now: Instant) {
        let Some(file) = &self.file else { return };
        let Some((first, last)) = file.changed else { return };
        let due = now.duration_since(last) >= QUIET || now.duration_since(first) >= LATEST;
        if due && file.writing.is_none() && !file.failed {
            self.start_saving();
        }
    }

    /// Starts saving what is not saved yet; false where there is nothing to save.
    pub(super) fn save_pending(&mut self) -> bool {
        let pending = self.save_state() == SaveState::Unsaved;
        pending && self.start_saving()
    }

    fn start_saving(&mut self) -> bool {
        let (Some(open), Some(file)) = (&self.open, &mut self.file) else { return false };
        let (Some(annotations), Some(info)) = (file.annotations.clone(), file.info.clone()) else {
            return false;
        };
        let document = open.document().clone();
        let revision = document.revision();
        let path = file.path.clone();
        file.writing = Some(revision);
        file.changed = None;
        self.jobs.start(move || {
            let outcome = store::save(&document, &annotations, &info);
            Done::Saved(Saving { path, revision, outcome })
        });
        true
    }

    pub(super) fn saved(&mut self, saving: Saving) {
        let Some(file) = self.file.as_mut().filter(|it| it.path == saving.path) else { return };
        file.writing = None;
        match saving.outcome {
            Ok(_) => {
                file.saved = saving.revision;
                let recovered = std::mem::take(&mut file.failed);
                if let Some(open) = &mut self.open
                    && open.document().revision() == saving.revision
                {
                    open.history_mut().mark_saved();
                }
                self.notices.retain(|it| it.key != "notice-not-saved");
                if recovered {
                    self.notify(Level::Info, "notice-saved-again", Vec::new());
                }
            }
            Err(error) => {
                file.failed = true;
                self.warn("notice-not-saved", &error);
            }
        }
    }

    pub(super) fn save_now(&mut self) {
        if let Some(file) = &mut self.file {
            file.failed = false;
            // Also where nothing has changed: the file is there afterwards.
            file.saved = u64::MAX;
        }
        self.save_pending();
        self.settle_saving();
        if self.save_state() == SaveState::Saved
            && let Some(path) = self.annotation_path()
        {
            let path = path.display().to_string();
            self.notify(Level::Info, "notice-saved", vec![("path", path)]);
        }
    }

    pub(super) fn save_as(&mut self, syntax: Syntax) {
        let Some(file) = &mut self.file else { return };
        let Some(annotations) = &mut file.annotations else { return };
        let before = annotations.clone();
        annotations.syntax = syntax;
        self.save_now();
        if self.save_state() == SaveState::Saved && before.syntax != syntax {
            // The other syntax would be a second, older copy of the same work.
            if let Err(error) = store::set_aside(&before) {
                self.warn("notice-not-set-aside", &error);
            }
        }
    }

    /// Waits until nothing is being written.
    fn settle_saving(&mut self) {
        while self.file.as_ref().is_some_and(|it| it.writing.is_some()) {
            let Some(done) = self.jobs.wait() else { return };
            self.take(done);
        }
    }

    /// Saves what is left, so that the article can be left; false where that failed.
    pub fn leave(&mut self) -> bool {
        self.settle_saving();
        if let Some(file) = &mut self.file {
            file.failed = false;
        }
        while self.save_pending() {
            self.settle_saving();
            if self.save_state() == SaveState::Failed {
                return false;
            }
        }
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
