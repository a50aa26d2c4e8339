//! Counting a team's articles on threads, with what was counted before and is as it was.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    num::NonZero,
    path::PathBuf,
    sync::Arc,
};

use super::{
    basis::{ArticleProgress, CountedShare, TeamAsker, TeamBasis},
    rows::{AnalystArticles, AnalystProgress, CountedRows, FileHolder, GoldProgress, TeamRow},
    values::{FrequentConfusions, ValueCounts, most_frequent},
};
use crate::{
    compare::{AgreementCounts, AgreementFigures},
    session::Reason,
    store::{self, ArticleEntry, ArticleFolder, CountsFile, InputDigest, LockHolder, team_shares},
};

/// Articles counted by the first job, so that something is seen at once.
const FIRST: usize = 24;
/// Articles counted by one job at most: each ends in figures of all that was counted so far.
const MOST: usize = 2000;
/// So many times as many are counted by the next job.
const GROWTH: usize = 10;

/// A folder with fewer articles is counted in no time.
const FEWEST_KEPT: usize = 200;
/// What was counted is kept under this name.
const KEPT: &str = "team.cache";

/// What is asked about the team of a folder.
#[derive(Debug)]
pub(super) struct TeamRequest {
    pub(super) asker: TeamAsker,
    pub(super) folder: PathBuf,
    /// The articles as they are listed.
    pub(super) listed: Vec<PathBuf>,
}

/// Counting a team, handed from thread to thread.
#[derive(Debug)]
pub(in crate::session) struct TeamCounting {
    basis: TeamBasis,
    folder: PathBuf,
    all: usize,
    /// The shares that are left, in order.
    rest: VecDeque<(u8, Vec<ArticleEntry>)>,
    batch: usize,
    /// Who has which file open, by the file's name without its syntax.
    locks: BTreeMap<String, LockHolder>,
    /// Where in the list each article is.
    places: HashMap<PathBuf, usize>,
    /// What was counted before.
    known: CountsFile<u8, CountedShare>,
    /// What is kept for the next time.
    kept: CountsFile<u8, CountedShare>,
    rows: CountedRows,
    counts: AgreementCounts,
    against: AgreementCounts,
    values: ValueCounts,
    left_out: usize,
}

/// A team as far as it is counted.
#[derive(Debug)]
pub(in crate::session) struct CountedTeam {
    pub(super) gold: String,
    pub(super) all: usize,
    pub(super) rows: Vec<Arc<TeamRow>>,
    pub(super) analysts: BTreeMap<String, AnalystArticles>,
    pub(super) figures: Option<AgreementFigures>,
    pub(super) against: Option<AgreementFigures>,
    pub(super) values: BTreeMap<[String; 2], FrequentConfusions>,
    pub(super) left_out: usize,
    /// What goes on, or is kept.
    pub(super) counting: Box<TeamCounting>,
}

/// A share with the rows of its articles.
struct ShareRows {
    share: u8,
    rows: Vec<TeamRow>,
    counted: Arc<CountedShare>,
    /// What its files were, where all of them were looked at.
    digest: Option<InputDigest>,
}

impl TeamRequest {
    /// Looks what there is to count.
    pub(super) fn begin(self) -> Result<TeamCounting, Reason> {
        let Self { asker, folder, listed } = self;
        let basis = asker.basis(&folder)?;
        let articles = ArticleFolder::open(&folder).map(|it| it.articles).unwrap_or_default();
        let known = CountsFile::read(&folder, KEPT, &basis.stamp());
        Ok(TeamCounting {
            locks: store::open_files(&folder),
            all: articles.len(),
            rest: team_shares(articles).into_iter().collect(),
            batch: FIRST,
            places: listed.into_iter().enumerate().map(|(place, it)| (it, place)).collect(),
            kept: CountsFile::new(basis.stamp()),
            known,
            basis,
            folder,
            rows: CountedRows::default(),
            counts: AgreementCounts::default(),
            against: AgreementCounts::default(),
            values: ValueCounts::new(),
            left_out: 0,
        })
    }
}

impl TeamCounting {
    /// Counts the next articles, side by side.
    pub(super) fn count(mut self) -> CountedTeam {
        let mut shares: Vec<(u8, Vec<ArticleEntry>)> = Vec::new();
        let mut articles = 0;
        while articles < self.batch
            && let Some(next) = self.rest.pop_front()
        {
            articles += next.1.len();
            shares.push(next);
        }
        self.batch = (self.batch * GROWTH).min(MOST);
        for it in self.side_by_side(&shares) {
            self.take(it);
        }
        CountedTeam {
            gold: self.basis.plan.gold.clone(),
            all: self.all,
            rows: self.rows.rows.clone(),
            analysts: self.rows.analysts.clone(),
            figures: self.counts.figures(),
            against: self.against.figures(),
            values: most_frequent(&self.values),
            left_out: self.left_out,
            counting: Box::new(self),
        }
    }

    /// True where all is counted.
    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Keeps what was counted for the next time. That is much: it is dropped here and not where frames are drawn.
    pub(super) fn keep(self) {
        if self.all >= FEWEST_KEPT && !self.kept.is_of_the_files_of(&self.known) {
            // Without it the next time takes longer, and that is all.
            let _not_kept = self.kept.write(&self.folder, KEPT);
        }
    }

    fn side_by_side(&self, shares: &[(u8, Vec<ArticleEntry>)]) -> Vec<ShareRows> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let of_each = shares.len().div_ceil(threads).max(1);
        std::thread::scope(|scope| {
            let of_thread = |shares: &[(u8, Vec<ArticleEntry>)]| {
                shares.iter().map(|it| self.count_share(it.0, &it.1)).collect::<Vec<_>>()
            };
            let parts = shares.chunks(of_each).map(|it| scope.spawn(move || of_thread(it)));
            let parts: Vec<_> = parts.collect();
            // One that panicked is told as a task that failed.
            parts
                .into_iter()
                .flat_map(|it| it.join().unwrap_or_else(|it| std::panic::resume_unwind(it)))
                .collect()
        })
    }

    fn take(&mut self, share: ShareRows) {
        let ShareRows { share, rows, counted, digest } = share;
        self.counts.absorb(&counted.counts);
        self.against.absorb(&counted.against);
        for (values, count) in &counted.values {
            match self.values.get_mut(values) {
                Some(sum) => *sum += count,
                None => {
                    self.values.insert(values.clone(), *count);
                }
            }
        }
        self.left_out += counted.left_out;
        if let Some(digest) = digest {
            self.kept.keep(share, digest, counted);
        }
        self.rows.add(rows);
    }

    /// The rows of a share, with what was counted before where its files are as they were.
    fn count_share(&self, share: u8, entries: &[ArticleEntry]) -> ShareRows {
        let digests = entries.iter().map(|it| {
            let digest = InputDigest::of_article(&it.path, &it.annotations)?;
            Some((it.name.as_str(), digest))
        });
        let digests: Option<Vec<_>> = digests.collect();
        let digest = digests.map(InputDigest::of_several);
        let known = digest.and_then(|it| self.known.get(&share, it));
        let may_see = |known: &&Arc<CountedShare>| {
            entries.iter().all(|it| self.basis.may_see(it, known.articles.get(&it.name)))
        };
        let counted = match known.filter(may_see) {
            Some(known) => Arc::clone(known),
            None => Arc::new(self.basis.count_all(entries)),
        };
        let rows = entries.iter().map(|it| self.row(it, counted.articles.get(&it.name)));
        let rows = rows.collect();
        let is_whole = entries.iter().all(|it| counted.articles.contains_key(&it.name));
        ShareRows { share, rows, counted, digest: digest.filter(|_| is_whole) }
    }

    fn row(&self, entry: &ArticleEntry, counted: Option<&ArticleProgress>) -> TeamRow {
        let plan = &self.basis.plan;
        let assigned = plan.assigned_to(&entry.name).iter();
        let mut row = TeamRow {
            path: entry.path.clone(),
            name: entry.name.clone(),
            analysts: assigned.map(|it| (it.clone(), AnalystProgress::Waiting)).collect(),
            changed: BTreeMap::new(),
            open_by: self.open_by(entry),
            gold: GoldProgress::default(),
            is_calibration: plan.is_calibration(&entry.name),
            place: self.places.get(&entry.path).copied().unwrap_or(usize::MAX),
        };
        for file in entry.annotations.iter().filter(|it| it.analyst.as_str() != plan.gold) {
            let name = file.analyst.to_string();
            row.changed.extend(store::last_change(file).map(|it| (name.clone(), it)));
            // One's own work is not hidden from oneself: what hides the others' is that it is not done.
            let is_own = file.analyst == self.basis.person;
            let progress = if is_own { AnalystProgress::Begun } else { AnalystProgress::Hidden };
            row.analysts.insert(name, progress);
        }
        let Some(counted) = counted else { return row };
        for file in &entry.annotations {
            let name = file.analyst.as_str();
            match counted.analysts.get(name) {
                Some(progress) => {
                    row.analysts.insert(name.to_owned(), *progress);
                }
                None => {
                    row.analysts.remove(name);
                }
            }
        }
        row.gold = counted.gold;
        row
    }

    fn open_by(&self, entry: &ArticleEntry) -> BTreeMap<String, FileHolder> {
        if self.locks.is_empty() {
            return BTreeMap::new();
        }
        let open = entry.annotations.iter().filter_map(|it| {
            let holder = self.locks.get(&format!("{}.{}", entry.name, it.analyst))?;
            let who = Some(holder.who()).filter(|who| *who != it.analyst.as_str());
            let host = holder.is_elsewhere().then(|| holder.host.clone());
            Some((it.analyst.to_string(), FileHolder { who: who.map(str::to_owned), host }))
        });
        open.collect()
    }
}
