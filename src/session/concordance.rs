//! One query through every article of the folder: each place with the words around it.

use std::{
    collections::HashMap,
    num::NonZero,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, Instant, SystemTime},
};

use crate::{
    language::{Spelling, TextLetters, WantedRuns, places_of},
    store::{self, Disk as _, RealDisk},
    text::{Text, TextRange},
};

/// Articles looked through by the first job: its places are there at once.
const FIRST: usize = 50;
/// Articles looked through at once, on all cores, by each job after it.
const BATCH: usize = 400;
/// When such a job hands over what it has found.
const PATIENCE: Duration = Duration::from_millis(150);
/// The most memory that is spent on knowing which articles need not be looked through, in bytes.
const MOST_MEMORY: usize = 64 << 20;
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
    letters: Arc<ArticleLetters>,
}

/// The letters of the articles that were looked through before: one that has not changed since and lacks
/// those of a query is not read again.
#[derive(Debug, Default)]
struct ArticleLetters(Mutex<KnownArticles>);

#[derive(Debug, Default)]
struct KnownArticles {
    by_path: HashMap<PathBuf, (ArticleStamp, Arc<TextLetters>)>,
    memory: usize,
}

/// How long an article's file is, and when it was written.
type ArticleStamp = (u64, Option<SystemTime>);

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

    /// Of a new query, in these articles; what was learned of them by this one stays known.
    pub(super) fn again(&self, query: String, spelling: Spelling, articles: Vec<PathBuf>) -> Self {
        let articles = if query.trim().is_empty() { Vec::new() } else { articles };
        Self { query, spelling, articles, letters: Arc::clone(&self.letters), ..Self::default() }
    }

    /// Looks through the next articles, on whatever thread; `None` where nothing is left to do.
    pub(super) fn look_on(&self) -> Option<impl FnOnce() -> LookedThrough + Send + 'static> {
        let most = if self.looked_through == 0 { FIRST } else { usize::MAX };
        let next = self.articles.iter().skip(self.looked_through).take(most);
        let paths: Vec<PathBuf> = next.cloned().collect();
        let (query, spelling) = (self.query.clone(), self.spelling);
        let letters = Arc::clone(&self.letters);
        let is_due = !paths.is_empty() && !self.is_cut();
        let look = move || ArticleSearch::new(query, spelling, &letters).look_through(&paths);
        is_due.then_some(look)
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

impl ArticleLetters {
    /// False where the article at `path` is as it was and lacks letters of what is looked for.
    fn may_have(&self, path: &Path, stamp: ArticleStamp, wanted: &WantedRuns) -> Option<bool> {
        let letters = {
            let known = self.0.lock().ok()?;
            let (then, letters) = known.by_path.get(path)?;
            (*then == stamp).then(|| Arc::clone(letters))?
        };
        Some(letters.may_have(wanted))
    }

    fn keep(&self, path: &Path, stamp: ArticleStamp, letters: TextLetters) {
        let Ok(mut known) = self.0.lock() else { return };
        let size = letters.size() + path.as_os_str().len();
        if known.memory + size > MOST_MEMORY {
            return;
        }
        let before = known.by_path.insert(path.to_owned(), (stamp, Arc::new(letters)));
        if before.is_none() {
            known.memory += size;
        }
    }
}

/// A query on its way through articles.
struct ArticleSearch<'a> {
    query: String,
    spelling: Spelling,
    wanted: WantedRuns,
    letters: &'a ArticleLetters,
}

impl<'a> ArticleSearch<'a> {
    fn new(query: String, spelling: Spelling, letters: &'a ArticleLetters) -> Self {
        let wanted = WantedRuns::of(&query);
        Self { query, spelling, wanted, letters }
    }

    /// Looks through articles on all cores, for a while, up to the one whose places are more than are
    /// listed.
    fn look_through(self, paths: &[PathBuf]) -> LookedThrough {
        let began = Instant::now();
        let (mut hits, mut articles, mut unread) = (Vec::new(), 0, 0);
        for batch in paths.chunks(BATCH) {
            if hits.len() >= MOST || began.elapsed() >= PATIENCE {
                break;
            }
            for article in self.look_in_all(batch) {
                if hits.len() >= MOST {
                    break;
                }
                articles += 1;
                match article {
                    Some(found) => hits.extend(found),
                    None => unread += 1,
                }
            }
        }
        LookedThrough { query: self.query, spelling: self.spelling, hits, articles, unread }
    }

    /// The places in each article; `None` for one that cannot be read.
    fn look_in_all(&self, paths: &[PathBuf]) -> Vec<Option<Vec<ConcordanceHit>>> {
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
                let hits = self.look_in(path);
                found += hits.as_ref().map_or(0, Vec::len);
                each.push(hits);
            }
            each
        };
        std::thread::scope(|scope| {
            let look_in = &look_in;
            let shares = paths.chunks(share).map(|it| scope.spawn(move || look_in(it)));
            let shares: Vec<_> = shares.collect();
            let found = shares.into_iter().flat_map(|it| match it.join() {
                Ok(found) => found,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            found.collect()
        })
    }

    fn look_in(&self, path: &Path) -> Option<Vec<ConcordanceHit>> {
        // Before it is read: what is written meanwhile makes it another.
        let stamp = RealDisk.stat(path).ok().map(|it| (it.len, it.modified))?;
        let known = self.letters.may_have(path, stamp, &self.wanted);
        if known == Some(false) {
            return Some(Vec::new());
        }
        let text = store::read_text(path).ok()?;
        if known.is_none() {
            self.letters.keep(path, stamp, TextLetters::of(text.as_str()));
        }
        Some(hits_in(path, &text, &self.query, self.spelling))
    }
}

fn hits_in(path: &Path, text: &Text, query: &str, spelling: Spelling) -> Vec<ConcordanceHit> {
    let places = places_of(text, query, spelling).into_iter().take(MOST);
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
