//! What was counted before in the articles of a folder, kept for the next time.
//!
//! What counts come from besides the files of an article is the stamp: labels, settings, the program itself. What was
//! learned from the folder since is no reason to count anew what nobody sees: such counts are known to be earlier ones.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::weighing::{WeighedArticle, WeighingBasis, WorkFigures};
use crate::{
    learn::Experience,
    store::{CountsFile, InputDigest, counts_stamp},
    text::hex,
};

/// A folder with fewer articles is counted in no time.
const FEWEST: usize = 200;
/// So much has to be new before it is written when all is counted, and while it is.
const WORTH_WRITING: (usize, usize) = (20, 2000);

/// What was counted before in a folder; shared by the threads that count.
#[derive(Debug)]
pub(super) struct KeptFigures {
    folder: PathBuf,
    is_worth_it: bool,
    known: Mutex<KnownFigures>,
}

#[derive(Debug, Default)]
struct KnownFigures {
    counts: Option<CountsFile<String, FiguresBefore>>,
    /// How many were added since they were written.
    news: usize,
    /// The digest of what was learned, as it was taken last.
    taught: Option<(Arc<Experience>, u64)>,
}

/// What was counted in an article, and what was learned by then.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct FiguresBefore {
    figures: WorkFigures,
    /// The beginning of the digest of that.
    taught: u64,
}

impl KeptFigures {
    /// Of a folder with so many articles; nothing is read yet.
    pub(super) fn new(folder: &Path, articles: usize) -> Self {
        let known = Mutex::default();
        Self { folder: folder.to_owned(), is_worth_it: articles >= FEWEST, known }
    }

    /// Those of `paths` whose files are as they were when they were counted.
    pub(super) fn find(&self, basis: &WeighingBasis, paths: Vec<PathBuf>) -> Vec<WeighedArticle> {
        let Some(stamp) = basis.stamp().filter(|_| self.is_worth_it) else { return Vec::new() };
        let mut known = self.known();
        let taught = known.taught_by(basis);
        let counts = known.under(&self.folder, basis, &stamp);
        let found = paths.into_iter().filter_map(|path| {
            let key = self.key(&path)?;
            let before = counts.get(&key, basis.digest(&path)?)?;
            let is_current = before.taught == taught;
            Some(WeighedArticle { path, figures: Some(before.figures), is_current, digest: None })
        });
        found.collect()
    }

    /// Keeps what was counted; `is_last` where nothing is left to count.
    pub(super) fn keep(&self, basis: &WeighingBasis, counted: &[WeighedArticle], is_last: bool) {
        let Some(stamp) = basis.stamp().filter(|_| self.is_worth_it) else { return };
        let mut known = self.known();
        let taught = known.taught_by(basis);
        let counts = known.under(&self.folder, basis, &stamp);
        let mut news = 0;
        for it in counted {
            let (Some(figures), Some(digest)) = (it.figures, it.digest) else { continue };
            let Some(key) = self.key(&it.path) else { continue };
            counts.keep(key, digest, Arc::new(FiguresBefore { figures, taught }));
            news += 1;
        }
        known.news += news;
        let worth = if is_last { WORTH_WRITING.0 } else { WORTH_WRITING.1 };
        if known.news >= worth
            && let Some(counts) = &known.counts
        {
            // Without it the next time takes longer, and that is all.
            let _not_kept = counts.write(&self.folder, &name_of(basis));
            known.news = 0;
        }
    }

    /// What an article is called in the folder.
    fn key(&self, path: &Path) -> Option<String> {
        path.strip_prefix(&self.folder).unwrap_or(path).to_str().map(str::to_owned)
    }

    fn known(&self) -> MutexGuard<'_, KnownFigures> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KnownFigures {
    /// What is known under this stamp.
    fn under(
        &mut self,
        folder: &Path,
        basis: &WeighingBasis,
        stamp: &str,
    ) -> &mut CountsFile<String, FiguresBefore> {
        let known = self.counts.take().filter(|it| it.stamp() == stamp);
        let read = || CountsFile::read(folder, &name_of(basis), stamp);
        self.counts.insert(known.unwrap_or_else(read))
    }

    fn taught_by(&mut self, basis: &WeighingBasis) -> u64 {
        let now = basis.learned.experience();
        match &self.taught {
            Some((known, taught)) if Arc::ptr_eq(known, now) => *taught,
            _ => {
                let digest = Sha256::digest(now.to_bytes());
                let taught = digest.first_chunk().copied().map_or(0, u64::from_le_bytes);
                self.taught = Some((Arc::clone(now), taught));
                taught
            }
        }
    }
}

fn name_of(basis: &WeighingBasis) -> String {
    format!("left.{}.cache", basis.analyst)
}

impl WeighingBasis {
    /// What counts depend on besides an article, its work and what was learned; `None` where the program does not know
    /// itself again.
    fn stamp(&self) -> Option<String> {
        let program = InputDigest::of_program()?;
        let settings = serde_json::to_string(&self.suggestions).ok()?;
        Some(counts_stamp(&self.schema, &format!("{} {settings}", hex(program.bytes()))))
    }
}
