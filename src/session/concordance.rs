//! One query through every article of the folder: each place with the words around it.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use super::find;
use crate::{
    language::Spelling,
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
    spelling: Spelling,
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
    spelling: Spelling,
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

    /// Of a new query, in these articles.
    pub(super) fn new(query: String, spelling: Spelling, articles: Vec<PathBuf>) -> Self {
        let articles = if query.trim().is_empty() { Vec::new() } else { articles };
        Self { query, spelling, articles, ..Self::default() }
    }

    /// Looks through the next articles, on whatever thread; `None` where nothing is left to do.
    pub(super) fn look_on(&self) -> Option<impl FnOnce() -> LookedThrough + Send + 'static> {
        let next = self.articles.iter().skip(self.looked_through).take(BATCH);
        let paths: Vec<PathBuf> = next.cloned().collect();
        let (query, spelling) = (self.query.clone(), self.spelling);
        (!paths.is_empty() && !self.is_cut()).then_some(move || read(query, spelling, &paths))
    }

    /// Looks through the only article, whose text is known.
    pub(super) fn look_in(
        &self,
        text: Text,
    ) -> Option<impl FnOnce() -> LookedThrough + Send + 'static> {
        let (path, query) = (self.articles.first()?.clone(), self.query.clone());
        let spelling = self.spelling;
        Some(move || {
            let hits = hits_in(&path, &text, &query, spelling);
            LookedThrough { query, spelling, hits, articles: 1, unread: 0 }
        })
    }

    /// Takes what was found; false for what another query found, which is no longer wanted.
    pub(super) fn take(&mut self, read: LookedThrough) -> bool {
        if self.query != read.query || self.spelling != read.spelling {
            return false;
        }
        self.hits.extend(read.hits);
        self.hits.truncate(MOST);
        self.looked_through += read.articles;
        self.unread += read.unread;
        true
    }

    /// True when there are more places than are listed.
    pub fn is_cut(&self) -> bool {
        self.hits.len() >= MOST
    }
}

fn read(query: String, spelling: Spelling, paths: &[PathBuf]) -> LookedThrough {
    let (hits, articles) = (Vec::new(), paths.len());
    let mut read = LookedThrough { query, spelling, hits, articles, unread: 0 };
    for path in paths {
        match store::read_article(path) {
            Ok(opened) => {
                read.hits.extend(hits_in(path, &opened.article.text, &read.query, spelling));
            }
            Err(_) => read.unread += 1,
        }
    }
    read
}

fn hits_in(path: &Path, text: &Text, query: &str, spelling: Spelling) -> Vec<ConcordanceHit> {
    let places = find(text, query, spelling).into_iter().take(MOST);
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
