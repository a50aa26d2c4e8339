//! Opening: the lock, the file, what a crash left in the journal, a changed article.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex},
};

use unicode_normalization::UnicodeNormalization as _;

use super::{
    SavePace, WorkBatch, WorkFiles,
    core::{KnownFile, ReportedChanges, SaveMode, SeenFile, WorkCore, WorkState},
    save::{annotation_ids, seen},
};
use crate::{
    edit::UndoHistory,
    model::{Document, Schema},
    store::{
        Analyst, AnnotationFile, ArticleFile, ArticleInfo, Drafts, FileFinding, FileProblem,
        FileSyntax, ReadOnly, SCHEMA_FILE, StoredDocument, drafts,
        error::{FileOperation, StoreError},
        former_names,
        journal::{
            Journal, JournalEntry, LONG_JOURNAL, ReplayedJournal, compact, read_journal, replay,
        },
        lock::{FileLock, LockAnswer},
        relocation::{PlacementProposal, relocate, relocate_by_quote},
        sidecar_folder::SidecarFolder,
        stored_document::{find_annotation_file, load_document},
        system::{
            atomic::{half_written_in, prefix},
            disk::{Disk, RealDisk, folder_of, in_folder, name_of},
        },
        versions::{self, KeptReason},
    },
    text::{Article, Text, hex},
};

/// What to open, and how.
#[derive(Clone, Debug)]
pub struct WorkRequest {
    /// Where the article lies.
    pub path: PathBuf,
    /// The article.
    pub article: Article,
    /// Whose work it is.
    pub analyst: Analyst,
    /// Who works on it: its analyst, but of a gold whoever decides.
    pub person: Analyst,
    /// The labels in use.
    pub schema: Arc<Schema>,
    /// How a new file is written; one that is there keeps its own syntax.
    pub syntax: FileSyntax,
    /// Who syncs and saves.
    pub pace: SavePace,
    /// Where the files are.
    pub disk: Arc<dyn Disk>,
    /// The works that are opened and saved along with it, if so.
    pub batch: Option<Arc<WorkBatch>>,
}

impl WorkRequest {
    /// `analyst`'s work on an article, on the machine's disk, saved in the background.
    pub fn new(opened: &ArticleFile, analyst: Analyst, schema: Arc<Schema>) -> Self {
        Self {
            path: opened.path.clone(),
            article: opened.article.clone(),
            person: analyst.clone(),
            analyst,
            schema,
            syntax: FileSyntax::default(),
            pace: SavePace::default(),
            disk: RealDisk::shared(),
            batch: None,
        }
    }
}

/// An article that is open for work.
#[derive(Debug)]
pub struct OpenedWork {
    /// The document, with what was recovered.
    pub document: Document,
    /// What can be undone and redone, from earlier sittings too.
    pub history: UndoHistory,
    /// What in the file does not fit.
    pub findings: Vec<FileFinding>,
    /// How many steps a crash had left unsaved; they are in the document now.
    pub recovered: usize,
    /// True when another program changed the file since this one wrote it.
    pub changed_outside: bool,
    /// Why nothing may be written, if so.
    pub read_only: Option<ReadOnly>,
    /// Where the annotations went, when the article has changed since it was annotated; see
    /// [`WorkFiles::confirm_placement`].
    pub proposal: Option<PlacementProposal>,
    /// What was begun and not finished.
    pub drafts: Drafts,
    /// Its files, through which it is saved.
    pub files: WorkFiles,
}

/// Opens an article for work. Nothing is written but a lock.
///
/// Fails when the annotation file can't be read or understood; it is not touched then.
pub fn open_work(request: WorkRequest) -> Result<OpenedWork, StoreError> {
    let WorkRequest { path, analyst, syntax, .. } = &request;
    let file = find_annotation_file(&*request.disk, path, analyst, *syntax)?;
    let sidecar = SidecarFolder::of(&file);
    let (lock, read_only) = lock(&*request.disk, &sidecar, &request.person);
    // Before it is read: what others write meanwhile will look different.
    let seen = seen(&*request.disk, &file.path());
    let read = read(&request, &file, &sidecar, lock.is_some());
    match read {
        Ok(read) => Ok(read.into_opened(request, file, seen, sidecar, lock, read_only)),
        Err(error) => {
            if let Some(lock) = lock {
                lock.release(&*request.disk);
            }
            Err(error)
        }
    }
}

fn lock(
    disk: &dyn Disk,
    sidecar: &SidecarFolder,
    person: &Analyst,
) -> (Option<FileLock>, Option<ReadOnly>) {
    if let Err(error) = sidecar.make(disk) {
        return (None, Some(ReadOnly::CannotWrite(Box::new(error))));
    }
    match FileLock::ask(disk, &sidecar.lock(), person) {
        Ok(LockAnswer::Mine(lock)) => (Some(lock), None),
        Ok(LockAnswer::Held(holder)) => (None, Some(ReadOnly::Locked(Box::new(holder)))),
        Err(error) => {
            let refused = StoreError::io(FileOperation::Write, sidecar.folder())(error);
            (None, Some(ReadOnly::CannotWrite(Box::new(refused))))
        }
    }
}

/// What the files say.
struct ReadFiles {
    info: ArticleInfo,
    document: Document,
    findings: Vec<FileFinding>,
    read_only: Option<ReadOnly>,
    proposal: Option<PlacementProposal>,
    digest: Option<[u8; 32]>,
    replayed: ReplayedJournal,
    journal: Journal,
    keep: Option<KeptReason>,
}

fn read(
    request: &WorkRequest,
    file: &AnnotationFile,
    sidecar: &SidecarFolder,
    is_mine: bool,
) -> Result<ReadFiles, StoreError> {
    let disk = &*request.disk;
    if is_mine {
        sweep(disk, file, sidecar, request.batch.as_deref());
    }
    let info = ArticleInfo::of(&request.path, &request.article);
    let entries = read_journal(disk, &sidecar.journal())?;
    let (path, schema) = (file.path(), &request.schema);
    let loaded = load_document(disk, file, &path, file.syntax, &info, &request.article, schema)?;
    let tagged = match &loaded.written_for {
        Some(written_for) if !loaded.article_sha256_matches => Some(written_for.sha256.clone()),
        Some(_) => None,
        None => entries.as_ref().and_then(|it| text_of(it)).filter(|it| *it != info.sha256),
    };
    match tagged {
        Some(sha256) if !matches!(loaded.read_only, Some(ReadOnly::Newer { .. })) => {
            read_changed(request, file, sidecar, &sha256, entries, info, loaded)
        }
        _ => read_same(disk, sidecar, is_mine, entries, info, loaded),
    }
}

/// The article is what it was.
fn read_same(
    disk: &dyn Disk,
    sidecar: &SidecarFolder,
    is_mine: bool,
    entries: Option<Vec<JournalEntry>>,
    info: ArticleInfo,
    loaded: StoredDocument,
) -> Result<ReadFiles, StoreError> {
    let StoredDocument { mut document, mut findings, read_only, digest, needs_copy, .. } = loaded;
    let hexed = digest.map(|it| hex(&it));
    let path = sidecar.journal();
    let was_there = entries.is_some();
    let replayed = entries
        .and_then(|it| replay(it, &info.sha256, hexed.as_deref(), &mut document))
        .filter(|_| read_only.is_none());
    let mut journal = Journal::new(path.clone(), info.sha256.clone());
    let replayed = if let Some(replayed) = replayed {
        journal.continue_at(replayed.steps);
        replayed
    } else {
        if was_there && is_mine && read_only.is_none() {
            // For another text, or damaged from the start.
            versions::keep_as(disk, sidecar, &path, KeptReason::SetAside, "journal")?;
            disk.remove(&path).map_err(StoreError::io(FileOperation::Remove, &path))?;
        }
        journal.begin(hexed.clone()).map_err(StoreError::io(FileOperation::Write, &path))?;
        ReplayedJournal::default()
    };
    if replayed.refused > 0 {
        findings.push(FileFinding {
            line: 0,
            problem: FileProblem::EditRefused { edits: replayed.refused },
        });
        if is_mine {
            versions::keep_as(disk, sidecar, &path, KeptReason::Outside, "journal")?;
        }
    }
    if is_mine && replayed.recovered == 0 && replayed.refused == 0 {
        settle(disk, &mut journal, &replayed, hexed)
            .map_err(StoreError::io(FileOperation::Write, &path))?;
    }
    let keep = (!findings.is_empty() || needs_copy).then_some(KeptReason::Repaired);
    Ok(ReadFiles {
        info,
        document,
        findings,
        read_only,
        proposal: None,
        digest,
        replayed,
        journal,
        keep,
    })
}

/// Makes the journal short again, when it has grown long.
fn settle(
    disk: &dyn Disk,
    journal: &mut Journal,
    replayed: &ReplayedJournal,
    digest: Option<String>,
) -> io::Result<()> {
    let len = disk.stat(journal.path()).map_or(0, |it| it.len);
    if len > LONG_JOURNAL {
        return compact(disk, journal, &replayed.history, digest);
    }
    if replayed.changed_outside {
        journal.rebase(digest)?;
    }
    Ok(())
}

/// The article is another than the one that was annotated.
fn read_changed(
    request: &WorkRequest,
    file: &AnnotationFile,
    sidecar: &SidecarFolder,
    sha256: &str,
    entries: Option<Vec<JournalEntry>>,
    info: ArticleInfo,
    loaded: StoredDocument,
) -> Result<ReadFiles, StoreError> {
    let digest = loaded.digest;
    let change = ChangedArticle {
        disk: &*request.disk,
        file,
        sidecar,
        sha256,
        path: &request.path,
        article: &request.article,
        schema: &request.schema,
    };
    let (document, proposal, recovered) = change.place(entries, loaded)?;
    let journal = Journal::new(sidecar.journal(), info.sha256.clone());
    Ok(ReadFiles {
        info,
        document,
        findings: Vec::new(),
        read_only: Some(ReadOnly::ArticleChanged),
        proposal: Some(proposal),
        digest,
        replayed: ReplayedJournal { recovered, ..ReplayedJournal::default() },
        journal,
        keep: None,
    })
}

/// Work whose article is another than the one that was annotated.
pub(super) struct ChangedArticle<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) file: &'a AnnotationFile,
    pub(super) sidecar: &'a SidecarFolder,
    /// The SHA-256 of the text that was annotated.
    pub(super) sha256: &'a str,
    pub(super) path: &'a Path,
    pub(super) article: &'a Article,
    pub(super) schema: &'a Arc<Schema>,
}

impl ChangedArticle<'_> {
    /// The annotations on the article as it is now, with what waits for a person, and how many steps
    /// of the journal are among them. Nothing is written.
    pub(super) fn place(
        &self,
        entries: Option<Vec<JournalEntry>>,
        loaded: StoredDocument,
    ) -> Result<(Document, PlacementProposal, usize), StoreError> {
        let Self { disk, file, sidecar, sha256, article, schema, .. } = *self;
        let now = &article.text;
        let kept = versions::kept_article(disk, sidecar, sha256);
        let Some(text) = kept.or_else(|| former_text(now, sha256)) else {
            let placed = relocate_by_quote(disk, file, schema, now)?;
            let (document, proposal) =
                placed.unwrap_or_else(|| (loaded.document, PlacementProposal::default()));
            return Ok((document, proposal, 0));
        };
        let former = Article { text, encoding: article.encoding };
        let then = ArticleInfo::of(self.path, &former);
        let path = file.path();
        let mut old =
            load_document(disk, file, &path, file.syntax, &then, &former, schema)?.document;
        let hexed = loaded.digest.map(|it| hex(&it));
        let steps = entries.and_then(|it| replay(it, sha256, hexed.as_deref(), &mut old));
        let (document, proposal) = relocate(&old, now);
        Ok((document, proposal, steps.map_or(0, |it| it.recovered)))
    }
}

/// The text with this SHA-256, where it is `now` in another of the forms that programs bring a whole
/// text into without asking: line ends, composed characters, a line end at the end. A folder that was
/// cloned has no copies of its articles, and other line ends on another system.
fn former_text(now: &Text, sha256: &str) -> Option<Text> {
    let plain = now.as_str().replace("\r\n", "\n");
    let composed: String = plain.nfc().collect();
    let decomposed: String = plain.nfd().collect();
    let forms = [plain, composed, decomposed].into_iter().flat_map(|it| {
        let bare = it.strip_suffix('\n').unwrap_or(&it).to_owned();
        let ended = format!("{bare}\n");
        [bare, ended]
    });
    let mut forms = forms.flat_map(|it| [it.replace('\n', "\r\n"), it]);
    forms.find_map(|it| {
        let text = Text::new(it);
        (text.sha256() == sha256).then_some(text)
    })
}

/// The text a journal belongs to.
fn text_of(entries: &[JournalEntry]) -> Option<String> {
    entries.iter().find_map(|it| {
        let JournalEntry::Start { article, .. } = it else { return None };
        Some(article.clone())
    })
}

/// Removes half-written files of a crash. Only the holder of the lock may: nobody else writes them.
fn sweep(
    disk: &dyn Disk,
    file: &AnnotationFile,
    sidecar: &SidecarFolder,
    batch: Option<&WorkBatch>,
) {
    let own = [sidecar.journal(), sidecar.lock(), sidecar.drafts()];
    let names = [name_of(&file.path())].into_iter().chain(own.iter().map(|it| name_of(it)));
    let prefixes: Vec<String> = names.map(|it| prefix(&it)).collect();
    for folder in [folder_of(&file.article), sidecar.folder().to_owned()] {
        let half_written = match batch {
            Some(batch) => batch.half_written_in(disk, &folder),
            None => half_written_in(disk, &folder).into(),
        };
        for name in &*half_written {
            if prefixes.iter().any(|it| name.starts_with(&**it)) {
                let _stays = disk.remove(&in_folder(&folder, name));
            }
        }
    }
}

impl ReadFiles {
    fn into_opened(
        self,
        request: WorkRequest,
        file: AnnotationFile,
        seen: SeenFile,
        sidecar: SidecarFolder,
        lock: Option<FileLock>,
        locked: Option<ReadOnly>,
    ) -> OpenedWork {
        let Self {
            info, mut document, findings, proposal, digest, replayed, journal, keep, ..
        } = self;
        former_names::adopt(&mut document);
        let history = former_names::history(document.schema(), &replayed.history);
        let disk = request.disk;
        let folder = folder_of(&file.article);
        let device = disk.device(&folder);
        // As it was when it was read: what others put there from then on is news.
        let schema_seen = super::save::seen(&*disk, &in_folder(&folder, SCHEMA_FILE));
        let marked = disk.stat_target(&file.path()).is_ok_and(|it| it.read_only);
        let read_only = locked.or(self.read_only).or(marked.then_some(ReadOnly::Marked));
        let wants_save = (replayed.recovered > 0 && read_only.is_none())
            .then(|| (document.clone(), journal.steps(), SaveMode::Careful));
        let state = WorkState {
            read_only: read_only.clone(),
            wants_sync: wants_save.is_some(),
            change_reported_at: None,
            wants_save,
            stop: false,
            saving: None,
            synced: replayed.base,
            saved: replayed.base,
            failure: None,
            reported_failure: None,
            events: Vec::new(),
            on_event: None,
            known: KnownFile { digest, seen },
            announced: None,
            article: None,
            ids: if digest.is_some() { annotation_ids(&document) } else { Arc::default() },
            keep,
            is_named: false,
            reported: ReportedChanges { schema_seen: Some(schema_seen), ..Default::default() },
            file,
        };
        let drafts = drafts::read(&*disk, &sidecar, &info.sha256);
        let core = WorkCore {
            disk,
            info,
            text: request.article.text,
            sidecar,
            lock,
            person: request.person,
            batch: request.batch,
            device,
            journal: Mutex::new(journal),
            drafts: Mutex::new(drafts.clone()),
            state: Mutex::new(state),
            wake: Condvar::new(),
        };
        OpenedWork {
            document,
            history,
            findings,
            recovered: replayed.recovered,
            changed_outside: replayed.changed_outside,
            read_only,
            proposal,
            drafts,
            files: WorkFiles::new(core, request.pace),
        }
    }
}
