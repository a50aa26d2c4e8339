//! One query through every article of the folder: each place with the words around it.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use super::{Done, Selection, Session, find};
use crate::{
    store,
    text::{Text, TextRange},
};

/// Articles looked through by one job.
const BATCH: usize = 50;
/// No more places than these are listed.
const MOST: usize = 5_000;
/// Words shown at either side of a place reach so far, in bytes.
const AROUND: usize = 160;

/// The places of a query in the articles of a folder, in order.
#[derive(Debug, Default)]
pub struct Concordance {
    query: String,
    hits: Vec<ConcordanceHit>,
    articles: Vec<PathBuf>,
    looked_through: usize,
    unread: usize,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcordanceHit {
    /// The article; empty for one that has no file.
    pub path: PathBuf,
    /// Its bytes in the article.
    pub bytes: Range<usize>,
    /// What stands before it in its paragraph.
    pub before: String,
    /// The words found, as they are spelled there.
    pub words: String,
    /// What stands after it in its paragraph.
    pub after: String,
}

/// What was found in some articles.
#[derive(Debug)]
pub(super) struct LookedThrough {
    query: String,
    hits: Vec<ConcordanceHit>,
    articles: usize,
    unread: usize,
}

impl Concordance {
    /// What is looked for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The places found so far.
    pub fn hits(&self) -> &[ConcordanceHit] {
        &self.hits
    }

    /// How many articles were looked through, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.looked_through, self.articles.len())
    }

    /// How many articles could not be read.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// True when there are more places than are listed.
    pub fn is_cut(&self) -> bool {
        self.hits.len() >= MOST
    }
}

impl Session {
    /// Where the words of the last search through all articles are.
    pub fn concordance(&self) -> &Concordance {
        &self.concordance
    }

    /// Looks through every article of the folder, or through the open one where there is none.
    pub(super) fn find_in_all(&mut self, query: String) {
        let articles = match &self.library {
            Some(library) => library.rows().iter().map(|it| it.path().to_owned()).collect(),
            None => Vec::new(),
        };
        self.concordance = Concordance { query, articles, ..Concordance::default() };
        if self.concordance.query.trim().is_empty() {
            self.concordance.articles.clear();
        } else if self.library.is_none() {
            self.find_in_open();
        } else {
            self.look_through_articles();
        }
    }

    fn find_in_open(&mut self) {
        let path = self.article_path().map(Path::to_owned).unwrap_or_default();
        let Some(open) = &self.open else { return };
        let (text, query) = (open.document().text().clone(), self.concordance.query.clone());
        self.concordance.articles = vec![path.clone()];
        self.jobs.start(move || {
            let hits = hits_in(&path, &text, &query);
            Done::Concordance(LookedThrough { query, hits, articles: 1, unread: 0 })
        });
    }

    fn look_through_articles(&mut self) {
        let it = &self.concordance;
        let next = it.articles.iter().skip(it.looked_through).take(BATCH);
        let paths: Vec<PathBuf> = next.cloned().collect();
        if paths.is_empty() || it.is_cut() {
            return;
        }
        let query = it.query.clone();
        self.jobs.start(move || Done::Concordance(read(query, &paths)));
    }

    /// Takes what was found, and goes on; what another query found is no longer wanted.
    pub(super) fn on_looked_through(&mut self, read: LookedThrough) {
        let it = &mut self.concordance;
        if it.query != read.query {
            return;
        }
        it.hits.extend(read.hits);
        it.hits.truncate(MOST);
        it.looked_through += read.articles;
        it.unread += read.unread;
        self.look_through_articles();
    }

    /// Opens an article and selects bytes of it.
    pub(super) fn go_to(&mut self, path: &Path, bytes: &Range<usize>) {
        let is_open = path.as_os_str().is_empty() || self.article_path() == Some(path);
        if !is_open {
            self.open_article(path);
        }
        let arrived = is_open || self.article_path() == Some(path);
        if let Some(open) = self.open.as_mut().filter(|_| arrived) {
            open.select(Selection { anchor: bytes.start, head: bytes.end });
        }
    }
}

fn read(query: String, paths: &[PathBuf]) -> LookedThrough {
    let mut read = LookedThrough { query, hits: Vec::new(), articles: paths.len(), unread: 0 };
    for path in paths {
        match store::read_article(path) {
            Ok(opened) => read.hits.extend(hits_in(path, &opened.article.text, &read.query)),
            Err(_) => read.unread += 1,
        }
    }
    read
}

fn hits_in(path: &Path, text: &Text, query: &str) -> Vec<ConcordanceHit> {
    let places = find(text, query).into_iter().take(MOST);
    places.map(|it| hit(path, text, it)).collect()
}

fn hit(path: &Path, text: &Text, place: TextRange) -> ConcordanceHit {
    let (source, paragraphs) = (text.as_str(), text.paragraphs());
    let paragraph = paragraphs.bytes(paragraphs.index_of(place.start()));
    let from = paragraph.start.max(place.start().saturating_sub(AROUND));
    let to = paragraph.end.min(place.end() + AROUND).max(place.end());
    let (from, to) = (source.ceil_char_boundary(from), source.floor_char_boundary(to));
    let part = |bytes: Range<usize>| source.get(bytes).unwrap_or_default().to_owned();
    ConcordanceHit {
        path: path.to_owned(),
        bytes: place.bytes(),
        before: part(from..place.start()),
        words: part(place.bytes()),
        after: part(place.end()..to),
    }
}
