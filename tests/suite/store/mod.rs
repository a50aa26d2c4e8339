//! Files: articles, annotation files, folders, settings.

mod article;
mod batch;
mod changed;
mod crash;
#[cfg(unix)]
mod external;
mod external_changes;
mod folder;
mod hostile;
mod kill;
mod links;
mod locks;
mod outside;
mod put_back;
mod record;
mod sim_disk;
mod size;
mod staged;
mod work;

use std::{fs, path::PathBuf};

use hashiye::{
    model::{Document, Schema},
    store::{self, Analyst, AnnotationFile, ArticleInfo, FileSyntax, StoreError, StoredDocument},
    text::Article,
};
use tempfile::TempDir;

/// A folder with one article in it, gone when dropped.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn with(text: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        desk.write("news.txt", text);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).expect("it can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("it can be read")
    }

    pub(crate) fn article(&self) -> Article {
        store::read_article(&self.path("news.txt")).expect("it is an article").article
    }

    pub(crate) fn open(&self) -> Result<StoredDocument, StoreError> {
        let path = self.path("news.txt");
        store::read_work(&path, &self.article(), &a1(), &Schema::standard(), FileSyntax::Ron)
    }

    pub(crate) fn save(&self, document: &Document, syntax: FileSyntax) {
        let article = self.path("news.txt");
        let info = ArticleInfo::of(&article, &self.article());
        let file = AnnotationFile { article, analyst: a1(), syntax };
        store::save_document(document, &file, &info).expect("it can be written");
    }
}

pub(crate) fn a1() -> Analyst {
    Analyst::new("a1").expect("a good name")
}
