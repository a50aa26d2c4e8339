//! What of a table of articles does not become part of them.

use super::Format;
use crate::messages::{Message, Worded};

/// Something in a table of articles that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableNote {
    /// Columns that hold nothing that becomes part of an article.
    OtherColumns(Vec<String>),
    /// Tags, of which a table brings none.
    Tags {
        /// How many.
        count: usize,
        /// The key of the format that brings them too.
        from: Option<&'static str>,
    },
    /// The tags lie in other tables, which the format with this key reads with it.
    TagsBeside(&'static str),
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
        let in_format = |message: Message, id: &'static str| {
            let title = Format::find(id).map_or(id, |it| it.title);
            message.with_text("format", title).with_text("id", id)
        };
        match self {
            Self::OtherColumns(names) => {
                Message::new("import-note-other-columns").with_text("names", &names.join(", "))
            }
            Self::Tags { count, from: None } => {
                Message::new("import-note-tags-of-table").with("n", *count)
            }
            Self::Tags { count, from: Some(id) } => {
                in_format(Message::new("import-note-tags-of-table-from").with("n", *count), id)
            }
            Self::TagsBeside(id) => in_format(Message::new("import-note-tags-beside-table"), id),
        }
    }
}
