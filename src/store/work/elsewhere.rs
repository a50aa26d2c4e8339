//! The work as it stands, written to another place than its file.

use std::path::{Path, PathBuf};

use super::core::Core;
use crate::{
    edit::History,
    model::Document,
    store::{
        AnnotationFile, ArticleInfo,
        article::read_article_on,
        atomic,
        disk::name_of,
        error::{Doing, StoreError},
        journal::{Journal, compacted},
        open::save_on,
        shelf::Shelf,
        versions,
    },
    text::hex,
};

/// So many names are tried where others are taken.
const NAMES: usize = 1000;

impl Core {
    pub(super) fn keep(&self, document: &Document) -> Result<PathBuf, StoreError> {
        let file = self.state().file.clone();
        versions::keep_article(&*self.disk, &self.shelf, &self.text, &self.info.sha256)?;
        versions::keep_document(&*self.disk, &self.shelf, document, &file, &self.info)
    }

    pub(super) fn copy_to(
        &self,
        folder: &Path,
        document: &Document,
        history: &History,
    ) -> Result<PathBuf, StoreError> {
        let disk = &*self.disk;
        let here = self.state().file.clone();
        disk.create_folder(folder).map_err(StoreError::io(Doing::CreateFolder, folder))?;
        let file = self.free_in(folder, &here)?;
        if disk.stat(&file.article).is_err() {
            // The article's bytes are gone or another's by now; its text is what was tagged.
            let write = |out: &mut dyn std::io::Write| out.write_all(self.text.as_str().as_bytes());
            atomic::create(disk, &file.article, write)
                .map_err(StoreError::io(Doing::Write, &file.article))?;
        }
        let info = ArticleInfo { file: name_of(&file.article), ..self.info.clone() };
        let shelf = Shelf::of(&file);
        shelf.make(disk)?;
        let saved = save_on(disk, document, &file, &info, |_saved| Ok(()))?;
        let mut journal = Journal::new(shelf.journal(), info.sha256);
        compacted::write(disk, &mut journal, history, Some(hex(&saved.digest)))
            .map_err(StoreError::io(Doing::Write, journal.path()))?;
        Ok(file.article)
    }

    /// A name in `folder` where nothing of anybody's would be written over.
    fn free_in(&self, folder: &Path, here: &AnnotationFile) -> Result<AnnotationFile, StoreError> {
        let disk = &*self.disk;
        let stem = here.article.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let extension = here.article.extension().unwrap_or_default().to_string_lossy().into_owned();
        for number in 1..NAMES {
            let stem = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
            let article = folder.join(format!("{stem}.{extension}"));
            let file = AnnotationFile { article, ..here.clone() };
            let other = AnnotationFile { syntax: file.syntax.other(), ..file.clone() };
            let is_tagged = [&file, &other].iter().any(|it| disk.stat(&it.path()).is_ok());
            let is_same = || {
                let there = read_article_on(disk, &file.article);
                there.is_ok_and(|it| it.article.text == self.text)
            };
            if !is_tagged && (disk.stat(&file.article).is_err() || is_same()) {
                return Ok(file);
            }
        }
        let taken = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        Err(StoreError::io(Doing::Write, folder)(taken))
    }
}
