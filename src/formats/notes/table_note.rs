//! What of a table of articles does not become part of them.

use crate::messages::{Message, Worded};

/// What a format is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatName {
    /// Its key, as in `--from csv`.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
}

/// Something in a table of articles that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableNote {
    /// Columns that hold nothing that becomes part of an article.
    OtherColumns(Vec<String>),
    /// Tags, of which a table brings none.
    Tags {
        /// How many.
        count: usize,
        /// The format that brings them too.
        from: Option<FormatName>,
    },
    /// The tags lie in other tables, which this format reads with it.
    TagsBeside(FormatName),
}

impl TableNote {
    /// How many things it says are left out.
    pub(super) fn left_out(&self) -> usize {
        match self {
            Self::OtherColumns(_) => 0,
            Self::Tags { count, .. } => *count,
            Self::TagsBeside(_) => 1,
        }
    }
}

impl Worded for TableNote {
    fn message(&self) -> Message {
        let in_format = |message: Message, format: &FormatName| {
            message.with_text("format", format.title).with_text("id", format.id)
        };
        match self {
            Self::OtherColumns(names) => {
                Message::new("import-note-other-columns").with_text("names", &names.join(", "))
            }
            Self::Tags { count, from: None } => {
                Message::new("import-note-tags-of-table").with("n", *count)
            }
            Self::Tags { count, from: Some(format) } => {
                in_format(Message::new("import-note-tags-of-table-from").with("n", *count), format)
            }
            Self::TagsBeside(format) => {
                in_format(Message::new("import-note-tags-beside-table"), format)
            }
        }
    }
}
