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
    let extension = path.extension()?;
    let is = |all: [&str; 2]| all.into_iter().any(|it| extension.eq_ignore_ascii_case(it));
    if is(["txt", "md"]) {
        Some(ArticleKind::Plain)
    } else if is(["html", "htm"]) {
        Some(ArticleKind::Page)
    } else {
        None
    }
}
