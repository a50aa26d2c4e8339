//! Reading the annotation file, record by record.

use std::{collections::BTreeSet, io::SeekFrom};

use serde::Deserialize;

use super::{
    FORMAT, VERSION,
    parts::{
        ARTICLE_KEYS, DECISION_KEYS, DISMISSAL_KEYS, DecisionRecord, DismissalRecord, FileHeader,
        NextIds, ORPHAN_KEYS, OrphanRecord, RELATION_KEYS, RelationRecord, SPAN_KEYS, SpanRecord,
        StringPairs,
    },
    scan::{KeepValue, RecordScanner, ScanError, at},
    unknown::without_unknown,
};
use crate::{
    model::{Name, UnknownKey},
    store::{
        error::{FileOperation, StoreFailure},
        file_syntax::{FileSyntax, FileSyntaxError, SyntaxFault},
        system::disk::FileSource,
    },
};

/// One record of a file.
#[derive(Debug)]
pub(in crate::store) enum FileRecord<'a> {
    Span(SpanRecord<'a>),
    Orphan(OrphanRecord<'a>),
    Relation(RelationRecord<'a>),
    Dismissal(DismissalRecord<'a>),
    Decision(DecisionRecord<'a>),
    /// A key of the file itself that this version does not know.
    Unknown(UnknownKey),
}

/// A list of records in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RecordList {
    Spans,
    Orphans,
    Relations,
    Dismissed,
    Decisions,
}

impl RecordList {
    fn called(key: &str) -> Option<Self> {
        match key {
            "spans" => Some(Self::Spans),
            "orphans" => Some(Self::Orphans),
            "relations" => Some(Self::Relations),
            "dismissed" => Some(Self::Dismissed),
            "decisions" => Some(Self::Decisions),
            _ => None,
        }
    }

    /// The keys that its records may have.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Spans => SPAN_KEYS,
            Self::Orphans => ORPHAN_KEYS,
            Self::Relations => RELATION_KEYS,
            Self::Dismissed => DISMISSAL_KEYS,
            Self::Decisions => DECISION_KEYS,
        }
    }

    fn parse(self, source: &str, syntax: FileSyntax) -> Result<FileRecord<'_>, FileSyntaxError> {
        Ok(match self {
            Self::Spans => FileRecord::Span(syntax.parse(source)?),
            Self::Orphans => FileRecord::Orphan(syntax.parse(source)?),
            Self::Relations => FileRecord::Relation(syntax.parse(source)?),
            Self::Dismissed => FileRecord::Dismissal(syntax.parse(source)?),
            Self::Decisions => FileRecord::Decision(syntax.parse(source)?),
        })
    }

    /// Hands the record that the scanner found to `each`, with the keys of it that are unknown.
    fn read<R: std::io::Read>(
        self,
        scanner: &RecordScanner<R>,
        each: &mut dyn FnMut(FileRecord<'_>, usize),
    ) -> Result<(), ScanError> {
        let (source, syntax, place) = (scanner.value()?, scanner.syntax(), scanner.value_place());
        match self.parse(source, syntax) {
            Ok(record) => each(record, place.line),
            Err(error) => {
                let Some((known, unknown)) = without_unknown(source, syntax, self.keys()) else {
                    return Err(at(place, error));
                };
                let record = self.parse(&known, syntax).map_err(|_the_same| at(place, error))?;
                each(record.with(unknown), place.line);
            }
        }
        Ok(())
    }
}

impl FileRecord<'_> {
    fn with(mut self, keys: Vec<UnknownKey>) -> Self {
        match &mut self {
            Self::Span(SpanRecord { unknown, .. })
            | Self::Orphan(OrphanRecord { unknown, .. })
            | Self::Relation(RelationRecord { unknown, .. })
            | Self::Dismissal(DismissalRecord { unknown, .. })
            | Self::Decision(DecisionRecord { unknown, .. }) => *unknown = keys,
            Self::Unknown(_) => {}
        }
        self
    }
}

/// An annotation file whose header was read.
pub(in crate::store) struct RecordReader {
    source: Box<dyn FileSource>,
    syntax: FileSyntax,
    header: FileHeader,
    /// Of a file with the markers of a conflict: its SHA-256, and how many conflicts are left.
    marked: Option<([u8; 32], usize)>,
}

impl RecordReader {
    /// Reads what the two sides of a file with markers make together: `digest` is that of the file,
    /// and so many conflicts are left.
    pub(in crate::store) fn of_unmarked(
        source: Box<dyn FileSource>,
        syntax: FileSyntax,
        digest: [u8; 32],
        conflicts: usize,
    ) -> Result<Self, StoreFailure> {
        let reader = Self::new(source, syntax)?;
        Ok(Self { marked: Some((digest, conflicts)), ..reader })
    }

    /// How many conflicts are left in a file with markers; `None` for one without.
    pub(in crate::store) fn marked_conflicts(&self) -> Option<usize> {
        self.marked.map(|it| it.1)
    }

    /// Reads everything but spans and relations.
    pub(in crate::store) fn new(
        mut source: Box<dyn FileSource>,
        syntax: FileSyntax,
    ) -> Result<Self, StoreFailure> {
        let mut parts = HeaderParts::default();
        let result = parts.read(&mut RecordScanner::new(&mut source, syntax), syntax);
        if parts.format.as_deref() != Some(FORMAT) {
            return Err(match result {
                Ok(()) => StoreFailure::NotOurs,
                Err(error) => failure(error),
            });
        }
        let version = parts.header.version;
        match result {
            Err(ScanError::Syntax(_)) if version > VERSION => Err(StoreFailure::Newer { version }),
            Err(error) => Err(failure(error)),
            Ok(()) if version == 0 => Err(StoreFailure::NotOurs),
            Ok(()) => Ok(Self { source, syntax, header: parts.header, marked: None }),
        }
    }

    /// What the file says of itself.
    pub(in crate::store) fn header(&self) -> &FileHeader {
        &self.header
    }

    /// Hands every span and relation to `each`, with the line it starts on; returns the SHA-256 of
    /// the file.
    pub(in crate::store) fn records(
        mut self,
        mut each: impl FnMut(FileRecord<'_>, usize),
    ) -> Result<[u8; 32], StoreFailure> {
        let rewound = self.source.seek(SeekFrom::Start(0)).map_err(ScanError::Io);
        let version = self.header.version;
        let marked = self.marked.map(|it| it.0);
        rewound
            .and_then(|_start| {
                read_records(RecordScanner::new(self.source, self.syntax), &mut each)
            })
            .map(|digest| marked.unwrap_or(digest))
            .map_err(|error| match error {
                ScanError::Syntax(_) if version > VERSION => StoreFailure::Newer { version },
                error => failure(error),
            })
    }
}

fn failure(error: ScanError) -> StoreFailure {
    match error {
        ScanError::Io(error) => StoreFailure::io(FileOperation::Read, error),
        ScanError::Syntax(error) => StoreFailure::Syntax(error),
    }
}

/// The keys of the outermost record that are not lists of records.
const HEADER_KEYS: [&str; 7] = ["format", "version", "id", "next", "article", "analyst", "meta"];

#[derive(Default)]
struct HeaderParts {
    format: Option<String>,
    header: FileHeader,
    seen: usize,
}

impl HeaderParts {
    fn read<R: std::io::Read>(
        &mut self,
        scanner: &mut RecordScanner<R>,
        syntax: FileSyntax,
    ) -> Result<(), ScanError> {
        scanner.start()?;
        let mut mistake = None;
        while self.seen < HEADER_KEYS.len()
            && let Some(key) = scanner.next_key()?
        {
            let known = HEADER_KEYS.contains(&&*key);
            scanner.find_value(if known { KeepValue::Text } else { KeepValue::Nothing })?;
            if known {
                self.seen += 1;
                // The version may still come; what a newer one looks like is not for us to judge.
                if let Err(error) = self.part(&key, scanner, syntax) {
                    mistake = mistake.or(Some(error));
                }
            }
            scanner.after_value()?;
        }
        mistake.map_or(Ok(()), Err)
    }

    fn part<R: std::io::Read>(
        &mut self,
        key: &str,
        scanner: &RecordScanner<R>,
        syntax: FileSyntax,
    ) -> Result<(), ScanError> {
        let header = &mut self.header;
        match key {
            "format" => self.format = Some(parse(scanner, syntax)?),
            "version" => header.version = parse(scanner, syntax)?,
            "id" => header.id = parse(scanner, syntax)?,
            "next" => header.next = parse::<NextIds, R>(scanner, syntax)?.into(),
            "article" => {
                let source = scanner.value()?;
                let place = scanner.value_place();
                let cut = without_unknown(source, syntax, ARTICLE_KEYS);
                let known = cut.as_ref().map_or(source, |it| &it.0);
                header.article = syntax.parse(known).map_err(|error| at(place, error))?;
                header.article_unknown = cut.map(|it| it.1).unwrap_or_default();
            }
            "analyst" => header.analyst = parse(scanner, syntax)?,
            _meta => {
                let StringPairs(pairs) = parse(scanner, syntax)?;
                let owned = pairs.into_iter().map(|(k, v)| (Name::from(&*k), v.into_owned()));
                header.meta = owned.collect();
            }
        }
        Ok(())
    }
}

fn read_records<R: std::io::Read>(
    mut scanner: RecordScanner<R>,
    each: &mut dyn FnMut(FileRecord<'_>, usize),
) -> Result<[u8; 32], ScanError> {
    let mut seen = BTreeSet::new();
    scanner.start()?;
    while let Some(key) = scanner.next_key()? {
        if seen.contains(&key) {
            return Err(scanner.error(SyntaxFault::KeyTwice(key)));
        }
        if let Some(list) = RecordList::called(&key) {
            scanner.start_list()?;
            while scanner.next_item()? {
                list.read(&scanner, each)?;
            }
        } else if HEADER_KEYS.contains(&&*key) {
            scanner.find_value(KeepValue::Nothing)?;
        } else {
            scanner.find_value(KeepValue::Text)?;
            let value = scanner.syntax().unknown_value(scanner.value()?);
            let line = scanner.value_place().line;
            each(FileRecord::Unknown(UnknownKey { key: key.as_str().into(), value }), line);
        }
        scanner.after_value()?;
        seen.insert(key);
    }
    scanner.end()
}

fn parse<'a, T: Deserialize<'a>, R: std::io::Read>(
    scanner: &'a RecordScanner<R>,
    syntax: FileSyntax,
) -> Result<T, ScanError> {
    syntax.parse(scanner.value()?).map_err(|error| at(scanner.value_place(), error))
}
