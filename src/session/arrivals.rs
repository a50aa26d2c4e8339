//! Where articles come from besides the file dialog: the sample, pasted text, annotation files.

use std::path::{Path, PathBuf};

use super::{NoticeKind, Session};
use crate::store::{self, Analyst, AnnotationFile};

impl Session {
    /// Opens the sample article, as a file of its own beside other documents.
    pub(super) fn open_sample(&mut self) {
        const SAMPLE: &str = include_str!("../../assets/sample/article.txt");
        let path = store::documents_folder().join("hashiye-sample.txt");
        if !path.is_file()
            && let Err(error) = store::create_article(&path, SAMPLE)
        {
            return self.post_notice(NoticeKind::NotOpened(error), []);
        }
        self.open_article(&path);
    }

    /// Keeps pasted text as an article of its own and opens it.
    pub(super) fn paste(&mut self, text: &str, folder: &Path) {
        /// So many articles may begin with the same words.
        const MOST: usize = 10_000;
        let stem = stem_for(text);
        for number in 1..MOST {
            let name = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
            let path = folder.join(format!("{name}.txt"));
            if path.exists() {
                continue;
            }
            return match store::create_article(&path, text) {
                Ok(_) => self.open_article(&path),
                Err(error) => self.post_notice(NoticeKind::NotOpened(error), []),
            };
        }
    }
}

/// The article that a path stands for: an annotation file leads to its article and its analyst.
pub(super) fn article_of(path: &Path) -> (PathBuf, Option<Analyst>) {
    match AnnotationFile::from_path(path).filter(|_| path.is_file()) {
        Some(AnnotationFile { article, analyst, .. }) => (article, Some(analyst)),
        None => (path.to_owned(), None),
    }
}

/// A file's name from the first words of a text.
fn stem_for(text: &str) -> String {
    const LONGEST: usize = 48;
    let first = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let plain = first.chars().filter(|c| c.is_alphanumeric() || *c == ' ').take(LONGEST);
    let stem = plain.collect::<String>().trim().replace(' ', "-");
    if stem.is_empty() { "article".to_owned() } else { stem }
}
