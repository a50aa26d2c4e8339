//! Two continuations of one annotation file made one: for version control, and for files with the
//! markers of a conflict in them.
//!
//! The article is not needed: a text is painted from what the files quote, with a space where nobody
//! quotes anything, and everything that is written quotes it in turn.

use std::{
    io::{Cursor, Read as _, Seek as _, SeekFrom},
    path::Path,
};

use sha2::{Digest as _, Sha256};

use super::{
    error::{FileOperation, StoreError, StoreFailure},
    file_syntax::FileSyntax,
    record::{self, DocumentBuilder, FileHeader, FileOrigin, FileRecord, RecordReader},
    system::{
        atomic,
        disk::{Disk as _, FileSource, RealDisk},
    },
};
use crate::{
    compare::{MergeConflict, merge_works},
    model::{Document, Schema},
    text::Text,
};

/// What merging files did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileMerge {
    /// What both changed; both versions are in the file.
    pub conflicts: Vec<MergeConflict>,
    /// Tags and links that have another id now.
    pub renumbered: usize,
}

/// Writes into `ours` what it and `theirs` make of `base`; an empty base is none.
///
/// Fails, and leaves the files as they are, where one can't be read, where they are on different
/// texts, and where they are of different analysts.
pub fn merge_files(base: &Path, ours: &Path, theirs: &Path) -> Result<FileMerge, StoreError> {
    let sides = [read(base)?, read(ours)?, read(theirs)?];
    let [base, own, other] = &sides;
    let base = (!base.iter().all(u8::is_ascii_whitespace)).then_some(base.as_slice());
    let merged = merge_bytes(base, own, other).map_err(|it| StoreError::new(ours, it))?;
    write(ours, &merged.bytes)?;
    Ok(merged.merge)
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    let source = RealDisk.open(path).map_err(StoreError::io(FileOperation::Read, path))?;
    source
        .take(super::LARGEST_FILE)
        .read_to_end(&mut bytes)
        .map_err(StoreError::io(FileOperation::Read, path))?;
    Ok(bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    atomic::replace(&RealDisk, path, |out| out.write_all(bytes))
        .map_err(StoreError::io(FileOperation::Write, path))
}

/// A merged file.
struct MergedFile {
    bytes: Vec<u8>,
    merge: FileMerge,
}

fn merge_bytes(
    base: Option<&[u8]>,
    ours: &[u8],
    theirs: &[u8],
) -> Result<MergedFile, StoreFailure> {
    // One side may hold the markers of an earlier conflict.
    let clean = |it: &[u8]| match MarkedSides::find(it) {
        Some(sides) => sides.merge().map(|it| it.bytes),
        None => Ok(it.to_vec()),
    };
    let (ours, theirs) = (clean(ours)?, clean(theirs)?);
    let mut paint = PaintedText::default();
    for side in base.iter().copied().chain([ours.as_slice(), theirs.as_slice()]) {
        paint.add(side)?;
    }
    let text = paint.text();
    let base = base.map(|it| detached(it, &text)).transpose()?;
    let (own, theirs) = (detached(&ours, &text)?, detached(&theirs, &text)?);
    let (header, syntax) = (&own.header, own.syntax);
    for other in base.iter().chain([&theirs]) {
        let (mine, its) = (&header.article.sha256, &other.header.article.sha256);
        if !mine.is_empty() && !its.is_empty() && mine != its {
            return Err(StoreFailure::OtherTexts);
        }
        if header.analyst != other.header.analyst {
            return Err(StoreFailure::OtherAnalysts);
        }
    }
    let base = base.as_ref().map(|it| &it.document);
    let merged = merge_works(base, &own.document, &theirs.document);
    let mut bytes = Vec::new();
    let next = merged.document.next_ids();
    let about = FileOrigin { article: &header.article, analyst: &header.analyst, next };
    record::write(&mut bytes, &merged.document, &about, syntax)
        .map_err(|error| StoreFailure::io(FileOperation::Write, error))?;
    let merge = FileMerge { conflicts: merged.conflicts, renumbered: merged.renumbered };
    Ok(MergedFile { bytes, merge })
}

/// A file read without its article.
struct DetachedWork {
    header: FileHeader,
    syntax: FileSyntax,
    document: Document,
}

fn detached(bytes: &[u8], text: &Text) -> Result<DetachedWork, StoreFailure> {
    let syntax = syntax_of(bytes);
    let reader = RecordReader::new(Box::new(Cursor::new(bytes.to_vec())), syntax)?;
    let header = reader.header().clone();
    let id = header.id.clone();
    let mut builder = DocumentBuilder::new(&header, id, text.clone(), Schema::standard());
    reader.records(|record, line| builder.add(record, line))?;
    let (document, _what_does_not_fit) = builder.finish();
    Ok(DetachedWork { header, syntax, document })
}

/// Names of files say nothing where version control made them up; the first sign does.
pub(super) fn syntax_of(bytes: &[u8]) -> FileSyntax {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    match bytes.iter().find(|it| !it.is_ascii_whitespace()) {
        Some(b'{') => FileSyntax::Json,
        Some(_) | None => FileSyntax::Ron,
    }
}

/// A text as far as files quote it.
#[derive(Default)]
struct PaintedText {
    /// By code point; `None` where nobody quotes anything.
    chars: Vec<Option<char>>,
}

impl PaintedText {
    fn add(&mut self, bytes: &[u8]) -> Result<(), StoreFailure> {
        let reader = RecordReader::new(Box::new(Cursor::new(bytes.to_vec())), syntax_of(bytes))?;
        self.reach(reader.header().article.chars);
        reader.records(|record, _line| match record {
            FileRecord::Span(it) => {
                self.quote((it.start, it.end), &it.also, [&it.quote, &it.before, &it.after]);
            }
            FileRecord::Dismissal(it) => {
                self.quote((it.start, it.end), &it.also, [&it.quote, &it.before, &it.after]);
            }
            FileRecord::Orphan(_)
            | FileRecord::Relation(_)
            | FileRecord::Decision(_)
            | FileRecord::Unknown(_) => {}
        })?;
        Ok(())
    }

    /// Makes it at least so long; no article is longer than the longest file.
    fn reach(&mut self, chars: usize) {
        let most = usize::try_from(super::LARGEST_FILE).unwrap_or(usize::MAX);
        if chars > self.chars.len() && chars <= most {
            self.chars.resize(chars, None);
        }
    }

    fn quote(&mut self, first: (usize, usize), also: &[(usize, usize)], words: [&str; 3]) {
        /// What parts the pieces of a quote, « … », in code points.
        const BETWEEN: usize = 3;
        let [quote, before, after] = words;
        let mut rest = quote.chars();
        let mut end = first.1;
        for (index, (from, to)) in std::iter::once(first).chain(also.iter().copied()).enumerate() {
            if index > 0 {
                rest.by_ref().take(BETWEEN).for_each(drop);
            }
            self.reach(to);
            let words: Vec<char> = rest.by_ref().take(to.saturating_sub(from)).collect();
            self.paint(from, words.into_iter());
            end = end.max(to);
        }
        let length = before.chars().count();
        if first.0 >= length {
            self.paint(first.0 - length, before.chars());
        }
        self.paint(end, after.chars());
    }

    fn paint(&mut self, from: usize, words: impl Iterator<Item = char>) {
        let places = self.chars.iter_mut().skip(from);
        for (place, c) in places.zip(words) {
            *place = Some(c);
        }
    }

    fn text(&self) -> Text {
        Text::new(self.chars.iter().map(|it| it.unwrap_or(' ')).collect::<String>())
    }
}

/// A file with the markers of a conflict, as each side had it.
struct MarkedSides {
    ours: Vec<u8>,
    theirs: Vec<u8>,
    /// Where the markers tell it.
    base: Option<Vec<u8>>,
}

/// Which side's lines are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkedSide {
    Both,
    Ours,
    Base,
    Theirs,
}

impl MarkedSides {
    /// `None` for a file without markers, or with such as nobody wrote.
    fn find(bytes: &[u8]) -> Option<Self> {
        if !has_marker(bytes) {
            return None;
        }
        let mut sides = Self { ours: Vec::new(), theirs: Vec::new(), base: Some(Vec::new()) };
        let (mut side, mut has_base, mut is_marked) = (MarkedSide::Both, true, false);
        for line in bytes.split_inclusive(|it| *it == b'\n') {
            let next = match (side, marker(line)) {
                (MarkedSide::Both, Some(b'<')) => Some(MarkedSide::Ours),
                (MarkedSide::Ours, Some(b'|')) => Some(MarkedSide::Base),
                (MarkedSide::Ours, Some(b'=')) => {
                    has_base = false;
                    Some(MarkedSide::Theirs)
                }
                (MarkedSide::Base, Some(b'=')) => Some(MarkedSide::Theirs),
                (MarkedSide::Theirs, Some(b'>')) => Some(MarkedSide::Both),
                (_, Some(_)) => return None,
                (_, None) => None,
            };
            if let Some(next) = next {
                (side, is_marked) = (next, true);
                continue;
            }
            let is_of = |it: MarkedSide| side == it || side == MarkedSide::Both;
            if is_of(MarkedSide::Ours) {
                sides.ours.extend_from_slice(line);
            }
            if is_of(MarkedSide::Theirs) {
                sides.theirs.extend_from_slice(line);
            }
            if let Some(base) = sides.base.as_mut().filter(|_| is_of(MarkedSide::Base)) {
                base.extend_from_slice(line);
            }
        }
        if !has_base {
            sides.base = None;
        }
        (is_marked && side == MarkedSide::Both).then_some(sides)
    }

    fn merge(&self) -> Result<MergedFile, StoreFailure> {
        // What stands between the markers of the base may be only a part of it.
        let base = self.base.as_deref().filter(|it| {
            let reader = RecordReader::new(Box::new(Cursor::new(it.to_vec())), syntax_of(it));
            reader.is_ok_and(|it| it.records(|_record, _line| {}).is_ok())
        });
        merge_bytes(base, &self.ours, &self.theirs)
    }
}

/// The sign of a line that is a marker: seven of it, and then a space or the end of the line.
fn marker(line: &[u8]) -> Option<u8> {
    const LENGTH: usize = 7;
    let (signs, rest) = line.split_at_checked(LENGTH)?;
    let sign = *signs.first().filter(|it| b"<|=>".contains(it))?;
    let is_marker = signs.iter().all(|it| *it == sign);
    let ends = rest.first().is_none_or(|it| b" \r\n".contains(it));
    (is_marker && ends).then_some(sign)
}

fn has_marker(bytes: &[u8]) -> bool {
    const FIRST: &[u8] = b"<<<<<<<";
    bytes.starts_with(FIRST) || memchr::memmem::find(bytes, b"\n<<<<<<<").is_some()
}

/// What a file with markers in it says when its two sides are made one.
pub(super) struct UnmarkedFile {
    pub(super) source: Box<dyn FileSource>,
    /// The SHA-256 of the file as it lies there.
    pub(super) digest: [u8; 32],
    pub(super) conflicts: usize,
}

/// Looks for markers in a file that is about to be read; `None` for one without any, which is then at
/// its beginning again.
pub(super) fn unmarked(
    source: &mut Box<dyn FileSource>,
) -> Result<Option<UnmarkedFile>, StoreFailure> {
    let io = |error| StoreFailure::io(FileOperation::Read, error);
    let is_marked = looks_marked(source).map_err(io)?;
    source.seek(SeekFrom::Start(0)).map_err(io)?;
    if !is_marked {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    source.take(super::LARGEST_FILE).read_to_end(&mut bytes).map_err(io)?;
    source.seek(SeekFrom::Start(0)).map_err(io)?;
    let Some(sides) = MarkedSides::find(&bytes) else { return Ok(None) };
    let merged = sides.merge()?;
    Ok(Some(UnmarkedFile {
        source: Box::new(Cursor::new(merged.bytes)),
        digest: Sha256::digest(&bytes).into(),
        conflicts: merged.merge.conflicts.len(),
    }))
}

/// Reads a piece at a time: most files have no markers, and some are long.
fn looks_marked(source: &mut Box<dyn FileSource>) -> std::io::Result<bool> {
    const PIECE: usize = 64 << 10;
    /// As long as a marker with the line's end before it, less one.
    const KEPT: usize = 7;
    let mut buffer = vec![0; PIECE + KEPT];
    let (mut kept, mut is_first) = (0, true);
    loop {
        let read = source.read(buffer.get_mut(kept..).unwrap_or_default())?;
        if read == 0 {
            return Ok(false);
        }
        let filled = buffer.get(..kept + read).unwrap_or_default();
        let begins = is_first && filled.starts_with(b"<<<<<<<");
        if begins || memchr::memmem::find(filled, b"\n<<<<<<<").is_some() {
            return Ok(true);
        }
        is_first = false;
        let from = filled.len().saturating_sub(KEPT);
        let end = filled.len();
        buffer.copy_within(from..end, 0);
        kept = end - from;
    }
}
