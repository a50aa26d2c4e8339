//! Annotation files whose article is not there any more; its text may have been kept.

use std::path::{Path, PathBuf};

use super::{
    AnnotationFile, StoreError, create_article,
    sidecar_folder::SidecarFolder,
    stored_document::open_records,
    system::disk::{Disk as _, RealDisk, folder_of},
    versions::kept_article,
};
use crate::text::Text;

/// The annotation files beside the place of an article that is not there.
pub fn orphaned_files_of(article: &Path) -> Vec<AnnotationFile> {
    let folder = folder_of(article);
    let names = RealDisk.list(&folder).unwrap_or_default();
    let files = names.iter().filter_map(|it| AnnotationFile::from_name(article, &it.name));
    files.collect()
}

/// Writes the article of an annotation file again, from the copy that was kept of its text.
///
/// Returns its path; `None` where no copy was kept. Fails when the article is there, or the system
/// refuses.
pub fn restore_article(file: &AnnotationFile) -> Result<Option<PathBuf>, StoreError> {
    match kept_text(file) {
        Some(text) => Ok(Some(create_article(&file.article, text.as_str())?.path)),
        None => Ok(None),
    }
}

/// True where the text that was annotated in `file` was kept.
pub fn has_kept_article(file: &AnnotationFile) -> bool {
    kept_text(file).is_some()
}

fn kept_text(file: &AnnotationFile) -> Option<Text> {
    let reader = open_records(&RealDisk, &file.path(), file.syntax).ok()??;
    kept_article(&RealDisk, &SidecarFolder::of(file), &reader.header().article.sha256)
}
