//! Opening: the lock, the file, what a crash left in the journal, a changed article.

use std::{
    io,
    path::PathBuf,
    sync::{Arc, Condvar, Mutex},
};

use super::{
    Pace, Proposal, Work,
    core::{Core, Known, Seen, State, Told},
    proposal::move_to,
    save::{ids, seen},
};
use crate::{
    edit::History,
    model::{Document, Schema},
    store::{
        Analyst, AnnotationFile, ArticleInfo, Finding, Loaded, Opened, Problem, ReadOnly, Syntax,
        article::read_whole,
        atomic::{TEMPORARY, prefix},
        disk::{Disk, RealDisk, folder_of, name_of},
        error::{Doing, StoreError},
        ghost,
        journal::{Entry, Journal, Replayed, compacted, read_lines, replay},
        lock::{Asked, Lock},
        names,
        open::{find, load},
        shelf::Shelf,
        versions::{self, Why},
    },
    text::{Article, hex},
};

/// What to open, and how.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Where the article lies.
    pub path: PathBuf,
    /// The article.
    pub article: Article,
    /// Whose work it is.
    pub analyst: Analyst,
    /// The labels in use.
    pub schema: Arc<Schema>,
    /// How a new file is written; one that is there keeps its own syntax.
    pub syntax: Syntax,
    /// Who syncs and saves.
    pub pace: Pace,
    /// Where the files are.
    pub disk: Arc<dyn Disk>,
}

impl Opening {
    /// `analyst`'s work on an article, on the machine's disk, saved in the background.
    pub fn new(opened: &Opened, analyst: Analyst, schema: Arc<Schema>) -> Self {
        Self {
            path: opened.path.clone(),
            article: opened.article.clone(),
            analyst,
            schema,
            syntax: Syntax::default(),
            pace: Pace::default(),
            disk: RealDisk::shared(),
        }
    }
}

/// An article that is open for work.
#[derive(Debug)]
pub struct Started {
    /// The document, with what was recovered.
    pub document: Document,
    /// What can be undone and redone, from earlier sittings too.
    pub history: History,
    /// What in the file does not fit.
    pub findings: Vec<Finding>,
    /// How many steps a crash had left unsaved; they are in the document now.
    pub recovered: usize,
    /// True when another program changed the file since this one wrote it.
    pub changed_outside: bool,
    /// Why nothing may be written, if so.
    pub read_only: Option<ReadOnly>,
    /// Where the tags went, when the article has changed since it was tagged; see [`Work::agreeing`].
    pub proposal: Option<Proposal>,
    /// Its files.
    pub work: Work,
}

/// The largest journal that is read, in bytes.
const LARGEST_JOURNAL: u64 = 1 << 30;

/// Opens an article for work. Nothing is written but a lock.
///
/// Fails when the annotation file can't be read or understood; it is not touched then.
pub fn start(opening: Opening) -> Result<Started, StoreError> {
    let Opening { path, analyst, syntax, .. } = &opening;
    let file = find(&*opening.disk, path, analyst, *syntax)?;
    let shelf = Shelf::of(&file);
    let (lock, read_only) = lock(&*opening.disk, &shelf);
    // Before it is read: what others write meanwhile will look different.
    let seen = seen(&*opening.disk, &file.path());
    let started = read(&opening, &file, &shelf, lock.is_some());
    match started {
        Ok(read) => Ok(read.into_started(opening, file, seen, shelf, lock, read_only)),
        Err(error) => {
            if let Some(lock) = lock {
                lock.release(&*opening.disk);
            }
            Err(error)
        }
    }
}

fn lock(disk: &dyn Disk, shelf: &Shelf) -> (Option<Lock>, Option<ReadOnly>) {
    if let Err(error) = shelf.make(disk) {
        return (None, Some(ReadOnly::CannotWrite(error.to_string())));
    }
    match Lock::ask(disk, &shelf.lock()) {
        Ok(Asked::Mine(lock)) => (Some(lock), None),
        Ok(Asked::Held(holder)) => (None, Some(ReadOnly::Locked(Box::new(holder)))),
        Err(error) => {
            let folder = shelf.folder().display();
            (None, Some(ReadOnly::CannotWrite(format!("{error}: {folder}"))))
        }
    }
}

/// What the files say.
struct Files {
    info: ArticleInfo,
    document: Document,
    findings: Vec<Finding>,
    read_only: Option<ReadOnly>,
    proposal: Option<Proposal>,
    digest: Option<[u8; 32]>,
    replayed: Replayed,
    journal: Journal,
    keep: Option<Why>,
}

fn read(
    opening: &Opening,
    file: &AnnotationFile,
    shelf: &Shelf,
    is_mine: bool,
) -> Result<Files, StoreError> {
    let disk = &*opening.disk;
    if is_mine {
        sweep(disk, file, shelf);
    }
    let info = ArticleInfo::of(&opening.path, &opening.article);
    let entries = journal_of(disk, shelf)?;
    let (path, schema) = (file.path(), &opening.schema);
    let loaded = load(disk, file, &path, file.syntax, &info, &opening.article, schema)?;
    let tagged = match &loaded.written_for {
        Some(written_for) if !loaded.article_sha256_matches => Some(written_for.sha256.clone()),
        Some(_) => None,
        None => entries.as_ref().and_then(|it| text_of(it)).filter(|it| *it != info.sha256),
    };
    match tagged {
        Some(sha256) if !matches!(loaded.read_only, Some(ReadOnly::Newer { .. })) => {
            read_changed(opening, file, shelf, &sha256, entries, info, loaded)
        }
        _ => read_same(disk, shelf, is_mine, entries, info, loaded),
    }
}

/// The article is what it was.
fn read_same(
    disk: &dyn Disk,
    shelf: &Shelf,
    is_mine: bool,
    entries: Option<Vec<Entry>>,
    info: ArticleInfo,
    loaded: Loaded,
) -> Result<Files, StoreError> {
    let Loaded { mut document, mut findings, read_only, digest, needs_copy, .. } = loaded;
    let hexed = digest.map(|it| hex(&it));
    let path = shelf.journal();
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
            versions::keep_as(disk, shelf, &path, Why::SetAside, "journal")?;
            disk.remove(&path).map_err(StoreError::io(Doing::Remove, &path))?;
        }
        journal.begin(hexed.clone()).map_err(StoreError::io(Doing::Write, &path))?;
        Replayed::default()
    };
    if replayed.refused > 0 {
        findings
            .push(Finding { line: 0, problem: Problem::EditRefused { edits: replayed.refused } });
        if is_mine {
            versions::keep_as(disk, shelf, &path, Why::Outside, "journal")?;
        }
    }
    if is_mine && replayed.recovered == 0 && replayed.refused == 0 {
        settle(disk, &mut journal, &replayed, hexed)
            .map_err(StoreError::io(Doing::Write, &path))?;
    }
    let keep = (!findings.is_empty() || needs_copy).then_some(Why::Repaired);
    Ok(Files {
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
    replayed: &Replayed,
    digest: Option<String>,
) -> io::Result<()> {
    let len = disk.stat(journal.path()).map_or(0, |it| it.len);
    if len > compacted::LONG {
        return compacted::write(disk, journal, &replayed.history, digest);
    }
    if replayed.changed_outside {
        journal.rebase(digest)?;
    }
    Ok(())
}

/// The article is another than the one that was tagged.
fn read_changed(
    opening: &Opening,
    file: &AnnotationFile,
    shelf: &Shelf,
    sha256: &str,
    entries: Option<Vec<Entry>>,
    info: ArticleInfo,
    loaded: Loaded,
) -> Result<Files, StoreError> {
    let disk = &*opening.disk;
    let digest = loaded.digest;
    let (path, schema) = (file.path(), &opening.schema);
    let mut replayed = Replayed::default();
    let (document, proposal) = match versions::kept_article(disk, shelf, sha256) {
        Some(text) => {
            let article = Article { text, encoding: opening.article.encoding };
            let then = ArticleInfo::of(&opening.path, &article);
            let mut old = load(disk, file, &path, file.syntax, &then, &article, schema)?.document;
            let hexed = digest.map(|it| hex(&it));
            let steps = entries.and_then(|it| replay(it, sha256, hexed.as_deref(), &mut old));
            replayed.recovered = steps.map_or(0, |it| it.recovered);
            move_to(&old, &opening.article.text)
        }
        None => ghost::move_to(disk, file, schema, &opening.article.text)?
            .unwrap_or_else(|| (loaded.document, Proposal::default())),
    };
    let journal = Journal::new(shelf.journal(), info.sha256.clone());
    Ok(Files {
        info,
        document,
        findings: Vec::new(),
        read_only: Some(ReadOnly::ArticleChanged),
        proposal: Some(proposal),
        digest,
        replayed,
        journal,
        keep: None,
    })
}

/// The journal's lines; `None` when there is none.
fn journal_of(disk: &dyn Disk, shelf: &Shelf) -> Result<Option<Vec<Entry>>, StoreError> {
    match read_whole(disk, &shelf.journal(), LARGEST_JOURNAL) {
        Ok(bytes) => Ok(Some(read_lines(&bytes))),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The text a journal belongs to.
fn text_of(entries: &[Entry]) -> Option<String> {
    entries.iter().find_map(|it| match it {
        Entry::Start { article, .. } => Some(article.clone()),
        _ => None,
    })
}

/// Removes half-written files of a crash. Only the holder of the lock may: nobody else writes them.
fn sweep(disk: &dyn Disk, file: &AnnotationFile, shelf: &Shelf) {
    let names = [name_of(&file.path()), name_of(&shelf.journal()), name_of(&shelf.lock())];
    let prefixes = names.map(|it| prefix(&it));
    for folder in [folder_of(&file.article), shelf.folder().to_owned()] {
        for listed in disk.list(&folder).unwrap_or_default() {
            let name = &listed.name;
            if name.ends_with(TEMPORARY) && prefixes.iter().any(|it| name.starts_with(&**it)) {
                let _stays = disk.remove(&folder.join(&listed.name));
            }
        }
    }
}

impl Files {
    fn into_started(
        self,
        opening: Opening,
        file: AnnotationFile,
        seen: Seen,
        shelf: Shelf,
        lock: Option<Lock>,
        locked: Option<ReadOnly>,
    ) -> Started {
        let Self {
            info, mut document, findings, proposal, digest, replayed, journal, keep, ..
        } = self;
        names::adopt(&mut document);
        let history = names::history(document.schema(), &replayed.history);
        let disk = opening.disk;
        let device = disk.device(&folder_of(&file.article));
        let marked = disk.stat(&file.path()).is_ok_and(|it| it.read_only);
        let read_only = locked.or(self.read_only).or(marked.then_some(ReadOnly::Marked));
        let wants_save = (replayed.recovered > 0 && read_only.is_none())
            .then(|| (document.clone(), journal.steps(), super::core::Mode::Careful));
        let state = State {
            read_only: read_only.clone(),
            wants_sync: wants_save.is_some(),
            told_of_change: None,
            wants_save,
            stop: false,
            saving: None,
            synced: replayed.base,
            saved: replayed.base,
            failure: None,
            told_failure: None,
            events: Vec::new(),
            on_event: None,
            known: Known { digest, seen },
            announced: None,
            article: None,
            ids: if digest.is_some() { ids(&document) } else { Arc::default() },
            keep,
            is_named: false,
            told: Told::default(),
            file,
        };
        let core = Core {
            disk,
            info,
            text: opening.article.text,
            shelf,
            lock,
            device,
            journal: Mutex::new(journal),
            state: Mutex::new(state),
            wake: Condvar::new(),
        };
        Started {
            document,
            history,
            findings,
            recovered: replayed.recovered,
            changed_outside: replayed.changed_outside,
            read_only,
            proposal,
            work: Work::new(core, opening.pace),
        }
    }
}
