//! Which dialogs there are.

use crate::{session::ReportKind, ui::guide::GuidePart};

/// A dialog of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DialogKind {
    /// Open an article or a folder by its path.
    Open,
    /// Paste text as a new article.
    Paste,
    /// Export a dataset.
    Export,
    /// Bring in a dataset of another tool.
    Import,
    /// Every command by name.
    Palette,
    /// A part of the guide.
    Guide(GuidePart),
    /// Every key.
    Keys,
    /// Settings.
    Settings,
    /// Every suggestion of a kind.
    AcceptAll,
    /// The table of the folder’s articles.
    Catalog,
    /// Who speaks in the folder.
    People,
    /// Who is where, and how far analysts agree.
    Team,
    /// All that is left, as one analyst has it.
    RestOfArticle,
    /// The publication date.
    Publication,
    /// The labels, attributes and relations.
    Schema,
    /// Save a report.
    Report(ReportKind),
    /// Article and tags into another folder.
    SaveElsewhere,
    /// The changed articles of the folder.
    FolderMoves,
    /// Earlier versions of the tags.
    Versions,
    /// What becomes of what is open in an article that is to be done.
    Finish,
    /// The report of a failure.
    Failure,
    /// Saving failed, and the window is to be closed.
    Unsaved,
}
