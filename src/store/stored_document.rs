//! Opening and saving one analyst's work on one article.

use std::{path::Path, sync::Arc, time::SystemTime};

use super::{
    Analyst, AnnotationFile,
    article::{read_article, stem_of},
    error::{FileOperation, ReadOnly, StoreError, StoreFailure},
    file_syntax::FileSyntax,
    journal::{read_journal, replay},
    merging::{UnmarkedFile, unmarked},
    record::{
        self, ArticleInfo, DocumentBuilder, FileFinding, FileHeader, FileOrigin, FileProblem,
        RecordReader, VERSION,
    },
    sidecar_folder::SidecarFolder,
    system::{
        atomic,
        disk::{Disk, FileStat, RealDisk, name_of},
        hashing::{HashingWriter, RunningHash},
    },
};
use crate::{
    model::{Document, Schema},
    text::{Article, hex},
};

/// A document as it was read from its file, or an empty one when there is no file yet.
#[derive(Debug)]
pub struct StoredDocument {
    /// The document on the article's text.
    pub document: Document,
    /// Where it was read from and goes to.
    pub file: AnnotationFile,
    /// What in the file does not fit.
    pub findings: Vec<FileFinding>,
    /// Why it may not be saved, if it may not.
    pub read_only: Option<ReadOnly>,
    /// What the article's text was when the file was written.
    pub written_for: Option<ArticleInfo>,
    /// True when the article's text is still the one that was annotated.
    pub article_sha256_matches: bool,
    /// The SHA-256 of the file, `None` when there is none yet.
    pub digest: Option<[u8; 32]>,
    /// True when an older version of the program wrote the file: a copy is kept before it is
    /// written again.
    pub needs_copy: bool,
    /// How many steps are in the document that only the journal has: of a window that is open, or
    /// left by a crash.
    pub unsaved: usize,
}

impl StoredDocument {
    /// The document, for whoever counts, compares or learns from it.
    ///
    /// Fails where it is in doubt whose work it is or whether its tags are on their words.
    pub fn sound(self) -> Result<Document, StoreError> {
        let copied = self.copy_of().map(|it| StoreFailure::CopyOf { analyst: it.to_owned() });
        let in_doubt = || self.read_only.clone().map(StoreFailure::ReadOnly);
        match copied.or_else(in_doubt) {
            Some(failure) => Err(StoreError::new(self.file.path(), failure)),
            None => Ok(self.document),
        }
    }

    /// Whose work it is a copy of: a program that synchronizes files has written it beside the file of
    /// the analyst whom it names. It is no work of another analyst.
    pub fn copy_of(&self) -> Option<&str> {
        self.findings.iter().find_map(|it| match &it.problem {
            FileProblem::OtherAnalyst { named } => Some(named.as_str()),
            FileProblem::QuoteDiffers { .. }
            | FileProblem::Outside { .. }
            | FileProblem::IdReplaced { .. }
            | FileProblem::Dangling { .. }
            | FileProblem::UnknownLabel { .. }
            | FileProblem::UnknownRelation { .. }
            | FileProblem::CountersReplaced
            | FileProblem::Marked { .. }
            | FileProblem::EditRefused { .. }
            | FileProblem::More { .. } => None,
        })
    }
}

/// What a save did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFile {
    /// The SHA-256 of the file.
    pub digest: [u8; 32],
    /// Its length in bytes.
    pub len: u64,
    /// When it was written, where the system says.
    pub modified: Option<SystemTime>,
}

impl ArticleInfo {
    /// What an annotation file says of `article`, which lies at `path`.
    pub fn of(path: &Path, article: &Article) -> Self {
        Self {
            file: name_of(path),
            sha256: article.text.sha256(),
            chars: article.text.len_chars(),
            encoding: article.encoding.name().to_owned(),
        }
    }
}

/// When an annotation file was written last, where the system says.
pub fn last_change(file: &AnnotationFile) -> Option<SystemTime> {
    RealDisk.stat(&file.path()).ok()?.modified
}

/// Reads what `analyst` marked in `article`, which lies at `path`, with the steps that an open window
/// or a crash left in the journal and the file does not have yet; an empty document when there is
/// nothing. A new file will be written in `syntax`, one that is there keeps its own.
///
/// Nothing is written, not even a lock. Fails when the file can't be read or understood.
pub fn read_work(
    path: &Path,
    article: &Article,
    analyst: &Analyst,
    schema: &Arc<Schema>,
    syntax: FileSyntax,
) -> Result<StoredDocument, StoreError> {
    /// So often a file is read again that was saved between the reading of it and of its journal.
    const ATTEMPTS: usize = 4;
    let disk = &RealDisk;
    let file = find_annotation_file(disk, path, analyst, syntax)?;
    let sidecar = SidecarFolder::of(&file);
    let info = ArticleInfo::of(path, article);
    let read = || load_document(disk, &file, &file.path(), file.syntax, &info, article, schema);
    let mut loaded = read()?;
    for attempt in 1..=ATTEMPTS {
        if loaded.read_only.is_some() {
            break;
        }
        let Some(entries) = read_journal(disk, &sidecar.journal())? else { break };
        let digest = loaded.digest.map(|it| hex(&it));
        let mut document = loaded.document.clone();
        let replayed = replay(entries, &info.sha256, digest.as_deref(), &mut document);
        let Some(replayed) = replayed else { break };
        if replayed.changed_outside && attempt < ATTEMPTS {
            let again = read()?;
            if again.digest != loaded.digest {
                loaded = again;
                continue;
            }
        }
        if replayed.refused > 0 {
            let problem = FileProblem::EditRefused { edits: replayed.refused };
            loaded.findings.push(FileFinding { line: 0, problem });
        }
        loaded.unsaved = replayed.recovered;
        loaded.document = document;
        break;
    }
    super::former_names::adopt(&mut loaded.document);
    Ok(loaded)
}

/// True where the article is another text than the one that `file` says its tags are on. Only the
/// beginning of the file is read, and the article.
///
/// Fails where one of them can't be read.
pub fn is_of_other_text(file: &AnnotationFile) -> Result<bool, StoreError> {
    let Some(reader) = open_records(&RealDisk, &file.path(), file.syntax)? else {
        return Ok(false);
    };
    let written_for = &reader.header().article.sha256;
    let article = read_article(&file.article)?;
    Ok(!written_for.is_empty() && *written_for != article.article.text.sha256())
}

/// Writes `document` to its file, whole or not at all.
///
/// Fails when the system refuses; the file is then as it was.
pub fn save_document(
    document: &Document,
    file: &AnnotationFile,
    article: &ArticleInfo,
) -> Result<SavedFile, StoreError> {
    save_document_on(&RealDisk, document, file, article, |_saved| Ok(()))
}

/// One of two annotation files of the same analyst on the same article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RivalFile {
    /// How it is written.
    pub syntax: FileSyntax,
    /// How many annotations it has; `None` where it can't be read.
    pub tags: Option<usize>,
    /// When it was written last, where the system says.
    pub modified: Option<SystemTime>,
}

/// The files of `analyst` on `article`, in every syntax there is one in. With two of them
/// [`open_work`](super::open_work) asks for a choice, which [`keep_syntax`](super::keep_syntax) carries
/// out.
pub fn rivals(article: &Path, analyst: &Analyst) -> Vec<RivalFile> {
    let rival = |syntax: FileSyntax| {
        let file = AnnotationFile { article: article.to_owned(), analyst: analyst.clone(), syntax };
        let path = file.path();
        let modified = RealDisk.stat(&path).ok()?.modified;
        let mut spans = 0;
        let reader = open_records(&RealDisk, &path, syntax).ok().flatten();
        let count = |it: record::FileRecord<'_>, _line| {
            spans += usize::from(matches!(it, record::FileRecord::Span(_)));
        };
        let tags = reader.and_then(|it| it.records(count).ok()).map(|_digest| spans);
        Some(RivalFile { syntax, tags, modified })
    };
    FileSyntax::ALL.into_iter().filter_map(rival).collect()
}

/// The annotation file of `analyst`: the one that is there, else one in `syntax`.
pub(super) fn find_annotation_file(
    disk: &dyn Disk,
    article: &Path,
    analyst: &Analyst,
    syntax: FileSyntax,
) -> Result<AnnotationFile, StoreError> {
    let file =
        |syntax| AnnotationFile { article: article.to_owned(), analyst: analyst.clone(), syntax };
    let is_there = |syntax| disk.stat(&file(syntax).path()).is_ok();
    match (is_there(syntax), is_there(syntax.other())) {
        (true, true) => Err(StoreError::new(file(syntax).path(), StoreFailure::BothSyntaxes)),
        (false, true) => Ok(file(syntax.other())),
        _ => Ok(file(syntax)),
    }
}

/// Reads the work kept at `path`, which is `file` or an earlier version of it.
pub(super) fn load_document(
    disk: &dyn Disk,
    file: &AnnotationFile,
    path: &Path,
    syntax: FileSyntax,
    info: &ArticleInfo,
    article: &Article,
    schema: &Arc<Schema>,
) -> Result<StoredDocument, StoreError> {
    let fail = |failure| StoreError::new(path, failure);
    let file = file.clone();
    let Some(reader) = open_records(disk, path, syntax)? else {
        let document = Document::new(stem_of(&file.article), article.text.clone(), schema.clone());
        return Ok(StoredDocument {
            document,
            file,
            findings: Vec::new(),
            read_only: None,
            written_for: None,
            article_sha256_matches: true,
            digest: None,
            needs_copy: false,
            unsaved: 0,
        });
    };
    let FileHeader { id, version, article: written_for, analyst: named, .. } =
        reader.header().clone();
    let id = if id.is_empty() { stem_of(&file.article) } else { id };
    let marked = reader.marked_conflicts();
    let mut builder =
        DocumentBuilder::new(reader.header(), id, article.text.clone(), schema.clone());
    let digest = reader.records(|record, line| builder.add(record, line)).map_err(fail)?;
    let (document, mut findings) = builder.finish();
    if !named.is_empty() && named != file.analyst.as_str() {
        findings.insert(0, FileFinding { line: 0, problem: FileProblem::OtherAnalyst { named } });
    }
    if let Some(conflicts) = marked {
        findings.insert(0, FileFinding { line: 0, problem: FileProblem::Marked { conflicts } });
    }
    let matches = written_for.sha256.is_empty() || written_for.sha256 == info.sha256;
    let read_only = (version > VERSION)
        .then_some(ReadOnly::Newer { version })
        .or_else(|| (!matches).then_some(ReadOnly::ArticleChanged));
    Ok(StoredDocument {
        document,
        file,
        findings,
        read_only,
        written_for: Some(written_for),
        article_sha256_matches: matches,
        digest: Some(digest),
        needs_copy: version < VERSION || marked.is_some(),
        unsaved: 0,
    })
}

/// An annotation file, opened; `None` when it is not there.
pub(super) fn open_records(
    disk: &dyn Disk,
    path: &Path,
    syntax: FileSyntax,
) -> Result<Option<RecordReader>, StoreError> {
    match disk.open(path) {
        Ok(mut source) => {
            let fail = |failure| StoreError::new(path, failure);
            let unmarked = unmarked(&mut source).map_err(fail)?;
            let reader = match unmarked {
                Some(UnmarkedFile { source, digest, conflicts }) => {
                    RecordReader::of_unmarked(source, syntax, digest, conflicts)
                }
                None => RecordReader::new(source, syntax),
            };
            reader.map(Some).map_err(fail)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(FileOperation::Read, path)(error)),
    }
}

/// Writes the file; `before_rename` is given what will be in place when it succeeds, and nothing is
/// changed when it fails.
pub(super) fn save_document_on(
    disk: &dyn Disk,
    document: &Document,
    file: &AnnotationFile,
    article: &ArticleInfo,
    before_rename: impl FnOnce(&SavedFile) -> Result<(), StoreError>,
) -> Result<SavedFile, StoreError> {
    // A link to the file stays one.
    let path = disk.target(&file.path());
    let next = document.next_ids();
    let about = FileOrigin { article, analyst: file.analyst.as_str(), next };
    let hashed = std::cell::RefCell::new(RunningHash::default());
    let write = |out: &mut dyn std::io::Write| {
        let mut hashed = hashed.borrow_mut();
        record::write(
            &mut HashingWriter { out, hashed: &mut hashed },
            document,
            &about,
            file.syntax,
        )
    };
    let mut outcome = None;
    let complete = |FileStat { len, modified, .. }: FileStat| {
        let saved = SavedFile { digest: hashed.borrow().digest(), len, modified };
        let refused = before_rename(&saved);
        let is_refused = refused.is_err();
        outcome = Some(refused.map(|()| saved));
        if is_refused { Err(std::io::ErrorKind::Interrupted.into()) } else { Ok(()) }
    };
    let written = atomic::replace_after(disk, &path, write, complete);
    match (outcome, written) {
        (Some(Err(refused)), _) => Err(refused),
        (Some(Ok(saved)), Ok(())) => Ok(saved),
        (_, written) => {
            let error = written.err().unwrap_or_else(|| std::io::ErrorKind::Other.into());
            Err(StoreError::io(FileOperation::Write, &path)(error))
        }
    }
}
