//! Why files cannot be read, in words of both languages.

use super::RowFault;
use crate::{
    messages::{Message, Worded},
    text::DecodeError,
};

/// Why a file, or what was given as one format's files, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatFault {
    /// A row of it, and the others may be read.
    Row(RowFault),
    /// It is longer than what is read as one piece.
    LargeFile {
        /// How many bytes it has.
        bytes: usize,
        /// How many are read.
        most: usize,
    },
    /// An article is longer than any that is read, which is so many bytes.
    LargeArticle(u64),
    /// A line is longer than what is read of one, which is so many bytes.
    LongLine(usize),
    /// There are more values in one piece, or in one column, than are read.
    ManyValues(usize),
    /// An element of it has more attributes than are read.
    ManyAttributes(usize),
    /// It is packed, and unpacked it is longer than what is read, which is so many bytes.
    LargeUnpacked(usize),
    /// It is not in the encoding that its first bytes name.
    NotEncoded(&'static str),
    /// It is not UTF-8 from here on.
    NotUtf8,
    /// Its text is in no encoding that is read.
    Text(DecodeError),
    /// It is not what its kind of file is made of, in the words of the library that reads it.
    Syntax(String),
    /// The same, since it ends too early.
    EndsEarly(String),
    /// It declares a document type, whose entities may do harm.
    DocumentType,
    /// It, or a part of it, is damaged.
    Damaged(DamagedPart),
    /// An archive is packed in another way than Deflate.
    ArchivePacking,
    /// An archive holds more than is unpacked.
    LargeArchive(u64),
    /// There are no files with one of these extensions.
    NoFiles(&'static str),
    /// There is none of the files that a folder of this format has.
    NoFolder(&'static str),
    /// There is no table in what was given.
    NoTable,
    /// There is no annotation folder in an archive.
    NoProject,
    /// There is no CAS in an archive of one annotator's work.
    NoWork,
    /// There is no text of a UIMA CAS.
    NoSofa,
    /// There is no element with text in `TimeML`.
    NoTimeMl,
    /// The file begins as an older `WebAnno` TSV does.
    OldWebAnno,
    /// The file does not begin as `WebAnno` TSV 3 does.
    NotWebAnno,
    /// Its layout is that of another format.
    OtherLayout,
    /// A table has no column of this name.
    NoColumn {
        /// What was asked for.
        name: String,
        /// The columns that it has.
        known: Vec<String>,
    },
    /// A column that a format needs is not there.
    LacksColumn(&'static str),
    /// No column of a table seems to hold texts.
    NoTextColumn {
        /// The columns that it has.
        known: Vec<String>,
    },
    /// The format is only written.
    OnlyWritten(&'static str),
    /// The files are something else.
    Other {
        /// What they are.
        seen: SeenKind,
        /// What they were taken for.
        wanted: &'static str,
        /// How to read them.
        advice: ReadingAdvice,
        /// Why they cannot be read as what they were taken for.
        why: Box<Self>,
    },
}

impl FormatFault {
    /// The columns of the table in which one was looked for in vain.
    pub fn known_columns(&self) -> Option<&[String]> {
        if let Self::Other { why, .. } = self {
            return why.known_columns();
        }
        if let Self::NoColumn { known, .. } | Self::NoTextColumn { known } = self {
            return Some(known);
        }
        None
    }
}

impl Worded for FormatFault {
    fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::LargeFile { bytes, most } => {
                Message::new("format-large-file").with("n", *bytes).with("most", *most)
            }
            Self::LargeArticle(most) => Message::new("format-large-article").with("most", *most),
            Self::LongLine(most) => Message::new("format-long-line").with("most", *most),
            Self::ManyValues(most) => Message::new("format-many-values").with("most", *most),
            Self::ManyAttributes(most) => {
                Message::new("format-many-attributes").with("most", *most)
            }
            Self::LargeUnpacked(most) => Message::new("format-large-unpacked").with("most", *most),
            Self::NotEncoded(name) => {
                Message::new("format-not-encoded").with_text("encoding", name)
            }
            Self::NotUtf8 => Message::new("format-not-utf8"),
            Self::Text(error) => error.message(),
            Self::Syntax(words) => Message::new("parser-says").with_text("why", words),
            Self::EndsEarly(words) => Message::new("format-ends-early").with_text("why", words),
            Self::DocumentType => Message::new("format-document-type"),
            Self::Damaged(what) => Message::new("format-damaged").with_words("what", what),
            Self::ArchivePacking => Message::new("format-archive-packing"),
            Self::LargeArchive(most) => Message::new("format-large-archive").with("most", *most),
            Self::NoFiles(names) => Message::new("format-no-files").with_text("names", names),
            Self::NoFolder(names) => Message::new("format-no-folder").with_text("names", names),
            Self::NoTable => Message::new("format-no-table"),
            Self::NoProject => Message::new("format-no-project"),
            Self::NoWork => Message::new("format-no-work"),
            Self::NoSofa => Message::new("format-no-sofa"),
            Self::NoTimeMl => Message::new("format-no-timeml"),
            Self::OldWebAnno => Message::new("format-old-webanno"),
            Self::NotWebAnno => Message::new("format-not-webanno"),
            Self::OtherLayout => Message::new("format-other-layout"),
            Self::NoColumn { name, known } => {
                let known = known.join(", ");
                Message::new("format-no-column")
                    .with_text("column", name)
                    .with_text("known", &known)
            }
            Self::LacksColumn(name) => {
                Message::new("format-lacks-column").with_text("column", name)
            }
            Self::NoTextColumn { known } => {
                Message::new("format-no-text-column").with_text("known", &known.join(", "))
            }
            Self::OnlyWritten(title) => {
                Message::new("format-only-written").with_text("title", title)
            }
            Self::Other { seen, wanted, advice, why } => Message::new("format-other")
                .with_words("seen", seen)
                .with_text("wanted", wanted)
                .with_words("advice", advice)
                .with_words("why", why.as_ref()),
        }
    }
}

/// What of a file is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamagedPart {
    /// ZIP.
    Archive,
    /// XLSX.
    Spreadsheet,
    /// Parquet.
    Parquet,
    /// What a Parquet file says of itself at its end.
    Footer,
    /// A page of a column in Parquet.
    Page,
    /// The dictionary of a column in Parquet: it says it has more values than bytes.
    Dictionary,
}

impl Worded for DamagedPart {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Archive => "format-damaged-archive",
            Self::Spreadsheet => "format-damaged-spreadsheet",
            Self::Parquet => "format-damaged-parquet",
            Self::Footer => "format-damaged-footer",
            Self::Page => "format-damaged-page",
            Self::Dictionary => "format-damaged-dictionary",
        })
    }
}

/// What a file seems to be by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenKind {
    /// What has a name of its own.
    Named(&'static str),
    /// A word processor's.
    WordDocument,
    /// An archive.
    Archive,
    /// A page.
    WebPage,
    /// Cells parted by tabs.
    TsvTable,
    /// Cells parted by commas.
    CsvTable,
    /// Columns of tokens and tags.
    TokenColumns,
    /// Objects with spans, a line each.
    SpanLines,
}

impl Worded for SeenKind {
    fn message(&self) -> Message {
        match self {
            Self::Named(name) => Message::new("format-seen-named").with_text("name", name),
            Self::WordDocument => Message::new("format-seen-word"),
            Self::Archive => Message::new("format-seen-archive"),
            Self::WebPage => Message::new("format-seen-page"),
            Self::TsvTable => Message::new("format-seen-tsv"),
            Self::CsvTable => Message::new("format-seen-csv"),
            Self::TokenColumns => Message::new("format-seen-tokens"),
            Self::SpanLines => Message::new("format-seen-spans"),
        }
    }
}

/// How to read what was taken for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingAdvice {
    /// As the format with this key.
    From(&'static str),
    /// Not at all; it is only written.
    OnlyWritten,
    /// Not at all.
    NotRead,
}

impl Worded for ReadingAdvice {
    fn message(&self) -> Message {
        match self {
            Self::From(id) => Message::new("format-advice-from").with_text("id", id),
            Self::OnlyWritten => Message::new("format-advice-only-written"),
            Self::NotRead => Message::new("format-advice-not-read"),
        }
    }
}
