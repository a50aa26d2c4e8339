//! One query through every article of the folder: each place with the words around it.

use std::{
    num::NonZero,
    ops::Range,
    path::{Path, PathBuf},
};

use super::find;
use crate::{
    language::Spelling,
    store,
    text::{Text, TextRange},
};

/// Articles looked through by the first job: its places are there at once.
const FIRST: usize = 50;
/// Articles looked through by each job behind it.
const BATCH: usize = 1_000;
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
        let most = if self.looked_through == 0 { FIRST } else { BATCH };
        let next = self.articles.iter().skip(self.looked_through).take(most);
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

/// Looks through articles on all cores, up to the one whose places are more than are listed.
fn read(query: String, spelling: Spelling, paths: &[PathBuf]) -> LookedThrough {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = paths.len().div_ceil(cores).max(1);
    let look_in = |paths: &[PathBuf]| {
        let mut found = 0;
        let mut each = Vec::with_capacity(paths.len());
        for path in paths {
            // What stands in front of the other shares may be enough; it is not known here.
            if found >= MOST {
                break;
            }
            let hits = store::read_text(path).map(|text| hits_in(path, &text, &query, spelling));
            found += hits.as_ref().map_or(0, Vec::len);
            each.push(hits.ok());
        }
        each
    };
    let each: Vec<Vec<Option<Vec<ConcordanceHit>>>> = std::thread::scope(|scope| {
        let look_in = &look_in;
        let shares = paths.chunks(share).map(|it| scope.spawn(move || look_in(it)));
        let shares: Vec<_> = shares.collect();
        let found = shares.into_iter().map(|it| match it.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        found.collect()
    });
    let (hits, articles) = (Vec::new(), 0);
    let mut read = LookedThrough { query, spelling, hits, articles, unread: 0 };
    for article in each.into_iter().flatten() {
        if read.hits.len() >= MOST {
            break;
        }
        read.articles += 1;
        match article {
            Some(hits) => read.hits.extend(hits),
            None => read.unread += 1,
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
