//! A folder of articles being worked through.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use super::{
    ArticleStatus, Done, NoticeKind, Session,
    values::{UsedValues, values_in},
};
use crate::store::{Details, Entry, Folder};

/// Articles looked into by one job.
const BATCH: usize = 200;

/// The articles of a folder, in order of name.
#[derive(Debug)]
pub struct Library {
    path: PathBuf,
    rows: Vec<ArticleRow>,
    by_path: HashMap<PathBuf, usize>,
    looked_into: usize,
    /// What was written in attributes of its articles.
    pub(super) values: UsedValues,
}

/// One article of a folder.
#[derive(Clone, Debug)]
pub struct ArticleRow {
    entry: Entry,
    /// What its first line and its annotations say; `None` until they were looked at.
    pub details: Option<Details>,
}

/// What was found in an article of the folder.
#[derive(Debug)]
pub(super) struct ListedArticle {
    path: PathBuf,
    details: Details,
}

impl Library {
    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The files of its articles.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.rows.iter().map(|it| &it.entry)
    }

    /// Everybody whose work is in it, by name, each once.
    pub fn analysts(&self) -> BTreeSet<&str> {
        let files = self.rows.iter().flat_map(|it| &it.entry.annotations);
        files.map(|it| it.analyst.as_str()).collect()
    }

    /// Its articles.
    pub fn rows(&self) -> &[ArticleRow] {
        &self.rows
    }
}

impl ArticleRow {
    /// Where the article is.
    pub fn path(&self) -> &Path {
        &self.entry.path
    }

    /// Its first line, or its file's name.
    pub fn title(&self) -> &str {
        match &self.details {
            Some(details) if !details.title.is_empty() => &details.title,
            _ => &self.entry.name,
        }
    }

    /// How many annotations it has.
    pub fn count(&self) -> usize {
        self.details.as_ref().map_or(0, |it| it.counts.values().sum())
    }

    /// How far it is.
    pub fn status(&self) -> ArticleStatus {
        let stored = self.details.as_ref().and_then(|it| it.meta.get(ArticleStatus::KEY));
        ArticleStatus::read(stored.map_or("", String::as_str), self.count())
    }
}

impl Session {
    pub(super) fn open_folder(&mut self, path: &Path) {
        let folder = match Folder::open(path) {
            Ok(folder) => folder,
            Err(error) => return self.post_notice(NoticeKind::NotOpened(error), []),
        };
        let rows: Vec<ArticleRow> =
            folder.articles.into_iter().map(|entry| ArticleRow { entry, details: None }).collect();
        let by_path = rows.iter().enumerate().map(|(at, it)| (it.entry.path.clone(), at)).collect();
        self.settings.remember(path);
        self.keep_settings();
        self.tell_strays(&folder.strays);
        let first = rows.first().map(|it| it.entry.path.clone());
        let values = UsedValues::default();
        let path_of = path.to_owned();
        self.library = Some(Library { path: path_of, rows, by_path, looked_into: 0, values });
        self.look_into_articles();
        let Some(first) = first else {
            return self.post_notice(NoticeKind::EmptyFolder(path.to_owned()), []);
        };
        self.open_article(&first);
    }

    /// Looks into the next articles on a thread; the rest follows when it has come back.
    fn look_into_articles(&mut self) {
        let analyst = self.analyst.clone();
        let Some(library) = &mut self.library else { return };
        let next = library.rows.iter().skip(library.looked_into).take(BATCH);
        let entries: Vec<Entry> = next.map(|it| it.entry.clone()).collect();
        if entries.is_empty() {
            return;
        }
        library.looked_into += entries.len();
        self.jobs.start(move || {
            let look = |it: Entry| ListedArticle { details: it.details(&analyst), path: it.path };
            Done::Listed(entries.into_iter().map(look).collect())
        });
    }

    pub(super) fn on_listed(&mut self, looked: Vec<ListedArticle>) {
        let Some(library) = &mut self.library else { return };
        let schema = self.open.as_ref().map_or(&self.schema, |it| it.document().schema());
        for mut it in looked {
            let values = std::mem::take(&mut it.details.values);
            library.values.add(schema, values);
            let row = library.by_path.get(&it.path).and_then(|&at| library.rows.get_mut(at));
            if let Some(row) = row {
                row.details = Some(it.details);
            }
        }
        self.look_into_articles();
    }

    /// The article after `path`, in turn, that is not done.
    pub(super) fn next_not_done(&mut self, path: &Path) -> Option<PathBuf> {
        self.refresh_row(path);
        let library = self.library.as_ref()?;
        let here = library.by_path.get(path).copied()?;
        let after = library.rows.iter().skip(here + 1);
        let before = library.rows.iter().take(here);
        let next = after.chain(before).find(|it| it.status() != ArticleStatus::Done)?;
        Some(next.entry.path.clone())
    }

    /// Takes what the open article says of itself into its row.
    pub(super) fn refresh_row(&mut self, path: &Path) {
        let (Some(library), Some(open)) = (&mut self.library, &self.open) else { return };
        let Some(row) = library.by_path.get(path).and_then(|&at| library.rows.get_mut(at)) else {
            return;
        };
        let mut details = row.details.clone().unwrap_or_default();
        details.meta.clone_from(open.document().meta());
        details.counts.clear();
        for annotation in open.document().annotations() {
            *details.counts.entry(annotation.label.clone()).or_insert(0) += 1;
        }
        row.details = Some(details);
        library.values.add(open.document().schema(), values_in(open.document()));
    }
}
