//! Opening and saving one analyst's work on one article.

use std::{fmt, path::Path, sync::Arc, time::SystemTime};

use super::{
    Analyst, AnnotationFile,
    article::stem_of,
    atomic,
    disk::{Disk, RealDisk, Stat, name_of},
    error::{Doing, Failure, StoreError},
    hashing::{Hashing, Tee},
    lock::Holder,
    record::{
        self, About, ArticleInfo, Builder, Finding, Header, Problem, Reader, Syntax, VERSION,
    },
};
use crate::{
    model::{Document, Schema},
    text::Article,
};

/// A document as it was read from its file, or an empty one when there is no file yet.
#[derive(Debug)]
pub struct Loaded {
    /// The document on the article's text.
    pub document: Document,
    /// Where it was read from and goes to.
    pub file: AnnotationFile,
    /// What in the file does not fit.
    pub findings: Vec<Finding>,
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
}

/// Why a file may not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadOnly {
    /// A newer version of the program wrote it.
    Newer {
        /// The version of its format.
        version: u32,
    },
    /// The article's text is not the one that was annotated, and nobody said yet where its tags go.
    ArticleChanged,
    /// Somebody has it open.
    Locked(Box<Holder>),
    /// Somebody took it over while it was open here.
    LockLost,
    /// The folder can't be written to; what the system said.
    CannotWrite(String),
    /// The file is marked as read-only.
    Marked,
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer { version } => write!(
                f,
                "a newer Hashiye wrote this file (version {version} of the format); update this one"
            ),
            Self::ArticleChanged => {
                write!(f, "the article has changed since it was annotated; review its tags first")
            }
            Self::Locked(holder) => write!(f, "{holder} has it open; close it there"),
            Self::LockLost => write!(f, "somebody else took it over; open it again"),
            Self::CannotWrite(error) => write!(f, "{error}"),
            Self::Marked => write!(f, "the annotation file is marked as read-only; take that away"),
        }
    }
}

/// What a save did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
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

/// Reads what `analyst` marked in `article`, which lies at `path`; an empty document when there is
/// no file yet. A new file will be written in `syntax`, one that is there keeps its own.
///
/// Fails when the file can't be read or understood; it is not touched.
pub fn open(
    path: &Path,
    article: &Article,
    analyst: &Analyst,
    schema: &Arc<Schema>,
    syntax: Syntax,
) -> Result<Loaded, StoreError> {
    let file = find(&RealDisk, path, analyst, syntax)?;
    let info = ArticleInfo::of(path, article);
    let mut loaded = load(&RealDisk, &file, &file.path(), file.syntax, &info, article, schema)?;
    super::names::adopt(&mut loaded.document);
    Ok(loaded)
}

/// Writes `document` to its file, whole or not at all.
///
/// Fails when the system refuses; the file is then as it was.
pub fn save(
    document: &Document,
    file: &AnnotationFile,
    article: &ArticleInfo,
) -> Result<Saved, StoreError> {
    save_on(&RealDisk, document, file, article, |_saved| Ok(()))
}

/// One of two annotation files of the same analyst on the same article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rival {
    /// How it is written.
    pub syntax: Syntax,
    /// How many tags it has; `None` where it can't be read.
    pub tags: Option<usize>,
    /// When it was written last, where the system says.
    pub modified: Option<SystemTime>,
}

/// The files of `analyst` on `article`, in every syntax there is one in. With two of them
/// [`start`](super::start) asks for a choice, which [`keep_syntax`](super::keep_syntax) carries out.
pub fn rivals(article: &Path, analyst: &Analyst) -> Vec<Rival> {
    let rival = |syntax: Syntax| {
        let file = AnnotationFile { article: article.to_owned(), analyst: analyst.clone(), syntax };
        let path = file.path();
        let modified = RealDisk.stat(&path).ok()?.modified;
        let mut spans = 0;
        let reader = read(&RealDisk, &path, syntax).ok().flatten();
        let count = |it: record::Record<'_>, _line| {
            spans += usize::from(matches!(it, record::Record::Span(_)));
        };
        let tags = reader.and_then(|it| it.records(count).ok()).map(|_digest| spans);
        Some(Rival { syntax, tags, modified })
    };
    Syntax::ALL.into_iter().filter_map(rival).collect()
}

/// The annotation file of `analyst`: the one that is there, else one in `syntax`.
pub(super) fn find(
    disk: &dyn Disk,
    article: &Path,
    analyst: &Analyst,
    syntax: Syntax,
) -> Result<AnnotationFile, StoreError> {
    let file =
        |syntax| AnnotationFile { article: article.to_owned(), analyst: analyst.clone(), syntax };
    let is_there = |syntax| disk.stat(&file(syntax).path()).is_ok();
    match (is_there(syntax), is_there(syntax.other())) {
        (true, true) => Err(StoreError::new(file(syntax).path(), Failure::BothSyntaxes)),
        (false, true) => Ok(file(syntax.other())),
        _ => Ok(file(syntax)),
    }
}

/// Reads the work kept at `path`, which is `file` or an earlier version of it.
pub(super) fn load(
    disk: &dyn Disk,
    file: &AnnotationFile,
    path: &Path,
    syntax: Syntax,
    info: &ArticleInfo,
    article: &Article,
    schema: &Arc<Schema>,
) -> Result<Loaded, StoreError> {
    let fail = |failure| StoreError::new(path, failure);
    let file = file.clone();
    let Some(reader) = read(disk, path, syntax)? else {
        let document = Document::new(stem_of(&file.article), article.text.clone(), schema.clone());
        return Ok(Loaded {
            document,
            file,
            findings: Vec::new(),
            read_only: None,
            written_for: None,
            article_sha256_matches: true,
            digest: None,
            needs_copy: false,
        });
    };
    let Header { id, version, article: written_for, analyst: named, .. } = reader.header().clone();
    let id = if id.is_empty() { stem_of(&file.article) } else { id };
    let mut builder = Builder::new(reader.header(), id, article.text.clone(), schema.clone());
    let digest = reader.records(|record, line| builder.add(record, line)).map_err(fail)?;
    let (document, mut findings) = builder.finish();
    if !named.is_empty() && named != file.analyst.as_str() {
        findings.insert(0, Finding { line: 0, problem: Problem::OtherAnalyst { named } });
    }
    let matches = written_for.sha256.is_empty() || written_for.sha256 == info.sha256;
    let read_only = (version > VERSION)
        .then_some(ReadOnly::Newer { version })
        .or_else(|| (!matches).then_some(ReadOnly::ArticleChanged));
    Ok(Loaded {
        document,
        file,
        findings,
        read_only,
        written_for: Some(written_for),
        article_sha256_matches: matches,
        digest: Some(digest),
        needs_copy: version < VERSION,
    })
}

/// An annotation file, opened; `None` when it is not there.
pub(super) fn read(
    disk: &dyn Disk,
    path: &Path,
    syntax: Syntax,
) -> Result<Option<Reader>, StoreError> {
    match disk.open(path) {
        Ok(source) => match Reader::new(source, syntax) {
            Ok(reader) => Ok(Some(reader)),
            Err(failure) => Err(StoreError::new(path, failure)),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(Doing::Read, path)(error)),
    }
}

/// Writes the file; `before_rename` is told what will be in place when it succeeds, and nothing is
/// changed when it fails.
pub(super) fn save_on(
    disk: &dyn Disk,
    document: &Document,
    file: &AnnotationFile,
    article: &ArticleInfo,
    before_rename: impl FnOnce(&Saved) -> Result<(), StoreError>,
) -> Result<Saved, StoreError> {
    let path = file.path();
    let next = document.next_ids();
    let about = About { article, analyst: file.analyst.as_str(), next };
    let hashed = std::cell::RefCell::new(Hashing::default());
    let write = |out: &mut dyn std::io::Write| {
        let mut hashed = hashed.borrow_mut();
        record::write(&mut Tee { out, hashed: &mut hashed }, document, &about, file.syntax)
    };
    let mut outcome = None;
    let complete = |Stat { len, modified, .. }: Stat| {
        let saved = Saved { digest: hashed.borrow().digest(), len, modified };
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
            Err(StoreError::io(Doing::Write, &path)(error))
        }
    }
}
