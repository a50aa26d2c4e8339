//! What an import has to say of what it read: what it took in another way than the file has it, and what
//! it left out.

mod faults;
mod format_fault;
mod placements;
mod table_note;

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

pub use faults::{DocumentFault, ForeignKind, RowFault};
pub use format_fault::{DamagedPart, FormatFault, ReadingAdvice, SeenKind};
pub use placements::{PlacementKind, Placements, SpanGroup, SpanMention};
pub use table_note::{FormatName, TableNote};

use super::{Counting, OffsetUnit};
use crate::messages::{Argument, Message, Strings, Worded};

/// Something an import could not take as it was, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What was done about what.
    pub note: ImportNote,
}

impl Warning {
    /// About a whole file.
    pub(super) fn of_file(file: &str, note: ImportNote) -> Self {
        Self { file: file.to_owned(), line: 0, note }
    }

    /// How many things are not in what was read.
    pub fn left_out(&self) -> usize {
        self.note.left_out()
    }

    /// True when something is not in what was read.
    pub fn is_loss(&self) -> bool {
        self.left_out() > 0
    }
}

impl Worded for Warning {
    fn message(&self) -> Message {
        let place = match self.line {
            0 => self.file.clone(),
            line => format!("{}:{line}", self.file),
        };
        Message::new("import-note-at").with_words("what", &self.note).with_text("place", &place)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Strings::of_terminal().words_of(self))
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Warning", 4)?;
        fields.serialize_field("file", &self.file)?;
        fields.serialize_field("line", &self.line)?;
        fields.serialize_field("what", &Strings::of_terminal().words_of(&self.note))?;
        fields.serialize_field("left_out", &self.left_out())?;
        fields.end()
    }
}

/// How many things are left out in all, as a sentence.
pub fn left_out_in_all(count: usize) -> Message {
    Message::new("import-left-out").with("n", count)
}

/// How many places of bad bytes are listed.
const LISTED: usize = 10;

/// What an import did about something in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportNote {
    /// The spans of a file fit their words when they are counted so.
    Recounted {
        /// How.
        counting: Counting,
        /// How many spans there are.
        spans: usize,
    },
    /// Far more spans begin or end inside words than people mark so.
    CutsWords {
        /// How many do.
        cut: usize,
        /// How many there are.
        spans: usize,
        /// In which unit far fewer would.
        better: Option<OffsetUnit>,
    },
    /// A name that cannot be taken as it is.
    Renamed {
        /// What has it.
        kind: NamedKind,
        /// The name in the file.
        name: String,
        /// What it is called instead.
        called: String,
    },
    /// The file was read in an encoding other than UTF-8.
    Encoding(&'static str),
    /// Bytes that are no UTF-8 became U+FFFD.
    BadBytes {
        /// How many.
        count: usize,
        /// Lines and columns, from 1.
        places: Vec<(usize, usize)>,
    },
    /// Which columns of a table were found to hold what; – for none.
    Columns {
        /// The text.
        text: String,
        /// The title.
        title: String,
        /// When it was published.
        published: String,
        /// Who published it.
        source: String,
        /// Its address.
        url: String,
        /// What it is called.
        id: String,
    },
    /// One of the first rows of a table, as it will be.
    FirstRow {
        /// What it is called.
        id: String,
        /// When it was published; `""` where nobody says.
        published: String,
        /// How its text begins.
        text: String,
    },
    /// Cells of a spreadsheet in columns that are not read.
    FarCells {
        /// How many.
        count: usize,
        /// How many columns are read.
        most: usize,
    },
    /// Something in a table of articles that is not taken.
    Table(TableNote),
    /// A cell that is no day of publication; it is kept as it is written.
    NoDay(String),
    /// A moment that another day belongs to where the news is made.
    MovedDay {
        /// The moment.
        moment: String,
        /// The day.
        day: String,
    },
    /// The moment that a page names and the day that it shows are not the same; the day counts.
    OtherDay {
        /// By the moment.
        moment: String,
        /// As it is shown.
        shown: String,
    },
    /// A span outside its text.
    SpanOutside {
        /// The document.
        id: String,
        /// What the file calls the span.
        span: String,
        /// Where it would be.
        offsets: Vec<(usize, usize)>,
        /// What its offsets count.
        unit: OffsetUnit,
    },
    /// A span whose words do not stand where it is said, nor in one other place that is certain.
    SpanAstray {
        /// The document.
        id: String,
        /// What the file calls the span.
        span: String,
        /// Its words.
        words: String,
        /// In how many places they stand.
        places: usize,
    },
    /// A relation between spans that are not there.
    RelationAstray {
        /// Its label.
        label: String,
        /// The span it starts at.
        from: String,
        /// The span it ends at.
        to: String,
    },
    /// Attributes of a span that is not there.
    AttributesAstray(String),
    /// Annotations without a text.
    WithoutText {
        /// The text that would be needed.
        wanted: String,
        /// How many spans there are.
        spans: usize,
    },
    /// A document that cannot be an article.
    Document {
        /// What it is called.
        id: String,
        /// Why.
        why: DocumentFault,
    },
    /// All annotations of a document, which do not fit together.
    Tags {
        /// What it is called.
        id: String,
        /// How many there are.
        count: usize,
    },
    /// A row or a line that cannot be read.
    Row(RowFault),
    /// A file that cannot be read.
    File(FormatFault),
    /// A file that is none of the format's.
    OtherFile(&'static str),
    /// Tags of a column beside the one that was read.
    OtherTags {
        /// Which column, from 1.
        column: usize,
        /// How many tokens have one.
        count: usize,
        /// True for the chunks of a sentence, which stand beside names in many corpora and are another
        /// layer.
        are_chunks: bool,
    },
    /// Work that somebody put aside.
    PutAside(usize),
    /// Things of a kind that has no place among spans and relations.
    Kind {
        /// Of which kind.
        kind: ForeignKind,
        /// How many.
        count: usize,
    },
}

impl ImportNote {
    /// True for what says how a table is read, and not that anything is odd.
    pub fn is_preview(&self) -> bool {
        matches!(self, Self::Columns { .. } | Self::FirstRow { .. })
    }

    /// How many things it says are left out.
    pub fn left_out(&self) -> usize {
        match self {
            Self::Recounted { .. }
            | Self::CutsWords { .. }
            | Self::Renamed { .. }
            | Self::Encoding(_)
            | Self::Columns { .. }
            | Self::FirstRow { .. }
            | Self::NoDay(_)
            | Self::MovedDay { .. }
            | Self::OtherDay { .. }
            | Self::OtherTags { are_chunks: true, .. }
            | Self::BadBytes { .. } => 0,
            Self::SpanOutside { .. }
            | Self::SpanAstray { .. }
            | Self::RelationAstray { .. }
            | Self::AttributesAstray(_)
            | Self::Document { .. }
            | Self::Row(_)
            | Self::File(_)
            | Self::OtherFile(_) => 1,
            Self::Table(note) => note.left_out(),
            Self::WithoutText { spans: count, .. }
            | Self::Tags { count, .. }
            | Self::PutAside(count)
            | Self::FarCells { count, .. }
            | Self::OtherTags { count, .. }
            | Self::Kind { count, .. } => (*count).max(1),
        }
    }
}

impl Worded for ImportNote {
    fn message(&self) -> Message {
        match self {
            Self::Recounted { counting, spans } => {
                Message::new("import-note-recounted").with_words("how", counting).with("n", *spans)
            }
            Self::CutsWords { cut, spans, better } => match better {
                Some(unit) => Message::new("import-note-cuts-words-as")
                    .with("n", *cut)
                    .with("all", *spans)
                    .with_words("unit", unit),
                None => Message::new("import-note-cuts-words").with("n", *cut).with("all", *spans),
            },
            Self::Renamed { kind, name, called } => Message::new("import-note-renamed")
                .with_words("kind", kind)
                .with_text("name", name)
                .with_text("called", called),
            Self::Encoding(name) => Message::new("import-note-encoding").with_text("name", name),
            Self::BadBytes { count, places } => {
                let first = places.iter().take(LISTED);
                let first: Vec<String> = first.map(|(a, b)| format!("{a}:{b}")).collect();
                let rest = if places.len() > LISTED { ", …" } else { "" };
                Message::new("import-note-bad-bytes")
                    .with("n", *count)
                    .with_text("place", &(first.join(", ") + rest))
            }
            Self::Columns { text, title, published, source, url, id } => {
                Message::new("import-note-columns")
                    .with_text("text", text)
                    .with_text("title", title)
                    .with_text("published", published)
                    .with_text("source", source)
                    .with_text("url", url)
                    .with_text("id", id)
            }
            Self::FirstRow { id, published, text } if published.is_empty() => {
                Message::new("import-note-first-row").with_text("id", id).with_text("text", text)
            }
            Self::FirstRow { id, published, text } => Message::new("import-note-first-row-of-day")
                .with_text("id", id)
                .with("day", Argument::Value(published.clone()))
                .with_text("text", text),
            Self::FarCells { count, most } => {
                Message::new("import-note-far-cells").with("n", *count).with("most", *most)
            }
            Self::Table(note) => note.message(),
            Self::NoDay(cell) => Message::new("import-note-no-day").with_text("cell", cell),
            Self::MovedDay { moment, day } => Message::new("import-note-moved-day")
                .with_text("moment", moment)
                .with_text("day", day),
            Self::OtherDay { moment, shown } => Message::new("import-note-other-day")
                .with_text("moment", moment)
                .with_text("shown", shown),
            Self::SpanOutside { id, span, offsets, unit } => {
                let at: Vec<String> = offsets.iter().map(|(a, b)| format!("{a}..{b}")).collect();
                Message::new("import-note-span-outside")
                    .with_text("id", id)
                    .with_text("span", span)
                    .with_text("at", &at.join(", "))
                    .with_words("unit", unit)
            }
            Self::SpanAstray { id, span, words, places } => Message::new("import-note-span-astray")
                .with_text("id", id)
                .with_text("span", span)
                .with_text("words", &words.replace(['\n', '\r'], "⏎"))
                .with("n", *places),
            Self::RelationAstray { label, from, to } => Message::new("import-note-relation-astray")
                .with_text("label", label)
                .with_text("from", from)
                .with_text("to", to),
            Self::AttributesAstray(of) => {
                Message::new("import-note-attributes-astray").with_text("of", of)
            }
            Self::WithoutText { wanted, spans } => Message::new("import-note-without-text")
                .with_text("wanted", wanted)
                .with("n", *spans),
            Self::Document { id, why } => {
                Message::new("import-note-document").with_text("id", id).with_words("why", why)
            }
            Self::Tags { id, count } => {
                Message::new("import-note-tags").with_text("id", id).with("n", *count)
            }
            Self::Row(fault) => Message::new("import-note-row").with_words("why", fault),
            Self::File(fault) => Message::new("import-note-file").with_words("why", fault),
            Self::OtherFile(wanted) => {
                Message::new("import-note-other-file").with_text("wanted", wanted)
            }
            Self::OtherTags { column, count, .. } => Message::new("import-note-other-tags")
                .with_text("column", &column.to_string())
                .with("n", *count),
            Self::PutAside(count) => Message::new("import-note-put-aside").with("n", *count),
            Self::Kind { kind, count } => {
                Message::new("import-note-kind").with_words("kind", kind).with("n", *count)
            }
        }
    }
}

/// What a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedKind {
    /// A document.
    Document,
    /// A label.
    Label,
    /// An attribute.
    Attribute,
    /// A relation.
    Relation,
}

impl Worded for NamedKind {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Document => "import-named-document",
            Self::Label => "import-named-label",
            Self::Attribute => "import-named-attribute",
            Self::Relation => "import-named-relation",
        })
    }
}

/// What an export has to say that is no loss, and may surprise who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportNote {
    /// Spans that begin or end where spaCy's tokenizer for Persian has no token do: a pipeline that
    /// makes its own tokens does not learn them.
    OffTokens {
        /// How many.
        count: usize,
        /// The words of the first one.
        first: String,
    },
}

impl ExportNote {
    /// Adds what is to be said of another document to `notes`.
    pub(in crate::formats) fn join(notes: &mut Vec<Self>, note: Option<Self>) {
        let Some(Self::OffTokens { count, first }) = note else { return };
        match notes.first_mut() {
            Some(Self::OffTokens { count: sum, .. }) => *sum += count,
            None => notes.push(Self::OffTokens { count, first }),
        }
    }
}

impl Worded for ExportNote {
    fn message(&self) -> Message {
        match self {
            Self::OffTokens { count, first } => {
                Message::new("export-off-tokens").with("n", *count).with_text("first", first)
            }
        }
    }
}
