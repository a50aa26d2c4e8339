//! Which files are articles.

use std::path::Path;

/// What an article's file is, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArticleKind {
    Plain,
    Page,
}

/// `None` for a name that is no article's.
pub(super) fn kind_of(path: &Path) -> Option<ArticleKind> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match &*extension {
        "txt" | "md" => Some(ArticleKind::Plain),
        "html" | "htm" => Some(ArticleKind::Page),
        _ => None,
    }
}
