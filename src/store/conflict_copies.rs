//! Copies of annotation files that a synchronizing program left beside them.

use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

use super::{
    Analyst, ArticleFolder, FileMerge, JournalStep, OpenedWork, WorkRequest,
    error::{StoreError, StoreFailure},
    merging::{read, syntax_of},
    open_work, read_article,
    record::{ArticleInfo, RecordReader},
    schema_of,
    sidecar_folder::set_aside_at,
    stored_document::load_document,
    system::disk::{RealDisk, folder_of, name_of},
};
use crate::{compare::merge_works, model::Schema};

/// Puts what `copy`, which a synchronizing program left, has more into the file of the analyst whom it
/// names, under the window's lock, and sets the copy aside. Nothing counts as removed.
///
/// Fails where the copy can't be read or is on another text of its article, where its article is not
/// there, and where somebody works on the file.
pub fn take_in_copy(copy: &Path) -> Result<FileMerge, StoreError> {
    let fail = |failure| StoreError::new(copy, failure);
    let bytes = read(copy)?;
    let syntax = syntax_of(&bytes);
    let reader = RecordReader::new(Box::new(Cursor::new(bytes)), syntax).map_err(fail)?;
    let header = reader.header().clone();
    let analyst = Analyst::new(&header.analyst).map_err(|it| fail(StoreFailure::Analyst(it)))?;
    let article = article_of(copy)?.ok_or_else(|| fail(StoreFailure::NotAnArticle))?;
    let opened = read_article(&article)?;
    let folder = folder_of(&article);
    let schema = schema_of(&folder)?.unwrap_or_else(Schema::standard);
    let request = WorkRequest { syntax, ..WorkRequest::new(&opened, analyst, schema.clone()) };
    let OpenedWork { mut document, files, read_only, .. } = open_work(request)?;
    if let Some(doubt) = read_only {
        return Err(StoreError::new(files.file().path(), StoreFailure::ReadOnly(doubt)));
    }
    let info = ArticleInfo::of(&opened.path, &opened.article);
    let file = files.file().clone();
    let theirs = load_document(&RealDisk, &file, copy, syntax, &info, &opened.article, &schema)?;
    if !theirs.article_sha256_matches {
        return Err(fail(StoreFailure::OtherTexts));
    }
    let merged = merge_works(None, &document, &theirs.document);
    // It was made for this document.
    let _always_fits = document.apply(&merged.step);
    if !merged.step.is_empty() {
        files.record(JournalStep::Do(&merged.step))?;
        files.save(&document)?;
    }
    files.finish(&document)?;
    set_aside_at(copy)?;
    Ok(FileMerge { conflicts: merged.conflicts, renumbered: merged.renumbered })
}

/// The article whose annotation file, or a copy of it, lies at `path`: the one with the longest name
/// that begins its name.
fn article_of(path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let name = name_of(path);
    let articles = ArticleFolder::open(&folder_of(path))?.articles.into_iter();
    let own = articles.filter(|it| name.starts_with(&format!("{}.", it.name)));
    Ok(own.max_by_key(|it| it.name.len()).map(|it| it.path))
}
