//! Counting a team's articles on threads, with what was counted before and is as it was.

use std::{
    collections::{BTreeMap, VecDeque},
    path::PathBuf,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::rows::{AnalystProgress, GoldProgress, TeamRow};
use crate::{
    compare::{
        AgreementCounts, AgreementFigures, ArticleComparison, ComparedWork, RecordStanding,
        RecordTable, TaskPlan,
    },
    model::{Document, Schema},
    session::comparing::{WorkReader, is_done, may_look},
    store::{
        self, Analyst, ArticleEntry, ArticleFolder, InputDigest, LockHolder, TeamCache, team_shares,
    },
};

/// Articles counted by the first job, so that something is seen at once.
const FIRST: usize = 24;
/// Articles counted by one job at most: each ends in figures of all that was counted so far.
const MOST: usize = 2000;

/// A folder with fewer articles is counted in no time.
const FEWEST_KEPT: usize = 200;

/// How often two values of an attribute stand beside each other, by analysts, label and attribute.
pub type ValueConfusions = BTreeMap<ConfusedValues, u32>;

/// Counting a team, handed from thread to thread.
#[derive(Debug)]
pub(in crate::session) struct TeamCounting {
    basis: TeamBasis,
    folder: PathBuf,
    pub(super) all: usize,
    /// The shares that are left, in order.
    rest: VecDeque<(u8, Vec<ArticleEntry>)>,
    batch: usize,
    /// Who has which file open, by the file's name without its syntax.
    locks: BTreeMap<String, LockHolder>,
    /// What was counted before.
    known: TeamCache<CountedShare>,
    /// What is kept for the next time.
    kept: TeamCache<CountedShare>,
    counts: AgreementCounts,
    against: AgreementCounts,
    pub(super) values: ValueConfusions,
    pub(super) left_out: usize,
    pub(super) generation: u64,
}

/// What reading a team needs to know.
#[derive(Clone, Debug)]
pub(super) struct TeamBasis {
    pub(super) plan: TaskPlan,
    pub(super) person: Analyst,
    pub(super) schema: Arc<Schema>,
}

/// Some articles of a team, counted.
#[derive(Debug)]
pub(in crate::session) struct CountedTeam {
    pub(super) counting: TeamCounting,
    pub(super) rows: Vec<TeamRow>,
    pub(super) figures: Option<AgreementFigures>,
    pub(super) against: Option<AgreementFigures>,
}

/// How far an article is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct ArticleProgress {
    /// How far those are who have a file.
    analysts: BTreeMap<String, AnalystProgress>,
    gold: GoldProgress,
}

/// All that is counted of the articles of a share.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct CountedShare {
    /// Each by the name of its file; those are missing that are not to be seen.
    articles: BTreeMap<String, ArticleProgress>,
    counts: AgreementCounts,
    against: AgreementCounts,
    values: Vec<(ConfusedValues, u32)>,
    /// Files that could not be read or whose tags may not be where they were put.
    left_out: usize,
}

/// Analysts, label, attribute, and the values.
type ConfusedValues = ([String; 2], String, String, [String; 2]);

/// A share with the rows of its articles.
struct CountedRows {
    share: u8,
    rows: Vec<TeamRow>,
    counted: Arc<CountedShare>,
    /// What its files were, where all of them were looked at.
    digest: Option<InputDigest>,
}

/// An article's works that may be compared.
struct TeamWorks {
    done: Vec<(String, Document)>,
    gold: Option<Document>,
}

impl TeamCounting {
    pub(super) fn begin(basis: TeamBasis, folder: PathBuf, generation: u64) -> Self {
        let listed = ArticleFolder::open(&folder).map(|it| it.articles).unwrap_or_default();
        let known = TeamCache::read(&folder, &basis.stamp());
        Self {
            locks: store::open_files(&folder),
            all: listed.len(),
            rest: team_shares(listed).into_iter().collect(),
            batch: FIRST,
            kept: TeamCache::new(basis.stamp()),
            known,
            basis,
            folder,
            counts: AgreementCounts::default(),
            against: AgreementCounts::default(),
            values: ValueConfusions::new(),
            left_out: 0,
            generation,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

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
        self.batch = (self.batch * 3).min(MOST);
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let of_each = shares.len().div_ceil(threads).max(1);
        let counting = &self;
        let counted: Vec<CountedRows> = std::thread::scope(|scope| {
            let of_thread = |shares: &[(u8, Vec<ArticleEntry>)]| {
                shares.iter().map(|it| counting.count_share(it.0, &it.1)).collect::<Vec<_>>()
            };
            let parts = shares.chunks(of_each).map(|it| scope.spawn(move || of_thread(it)));
            let parts: Vec<_> = parts.collect();
            // One that panicked is told as a task that failed.
            parts
                .into_iter()
                .flat_map(|it| it.join().unwrap_or_else(|it| std::panic::resume_unwind(it)))
                .collect()
        });
        let mut rows = Vec::new();
        for CountedRows { share, rows: of_share, counted, digest } in counted {
            self.counts.absorb(&counted.counts);
            self.against.absorb(&counted.against);
            for (values, count) in &counted.values {
                *self.values.entry(values.clone()).or_default() += count;
            }
            self.left_out += counted.left_out;
            if let Some(digest) = digest {
                self.kept.keep(share, digest, counted);
            }
            rows.extend(of_share);
        }
        let is_worth_it = self.is_done() && self.all >= FEWEST_KEPT;
        if is_worth_it && !self.kept.is_of_the_files_of(&self.known) {
            // Without it the next time takes longer, and that is all.
            let _not_kept = self.kept.write(&self.folder);
        }
        let (figures, against) = (self.counts.figures(), self.against.figures());
        CountedTeam { counting: self, rows, figures, against }
    }

    /// The rows of a share, with what was counted before where its files are as they were.
    fn count_share(&self, share: u8, entries: &[ArticleEntry]) -> CountedRows {
        let digests = entries.iter().map(|it| {
            let digest = InputDigest::of_article(&it.path, &it.annotations)?;
            Some((it.name.as_str(), digest))
        });
        let digests: Option<Vec<_>> = digests.collect();
        let digest = digests.map(InputDigest::of_several);
        let known = digest.and_then(|it| self.known.get(share, it));
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
        CountedRows { share, rows, counted, digest: digest.filter(|_| is_whole) }
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

    fn open_by(&self, entry: &ArticleEntry) -> BTreeMap<String, String> {
        let open = entry.annotations.iter().filter_map(|it| {
            let holder = self.locks.get(&format!("{}.{}", entry.name, it.analyst))?;
            Some((it.analyst.to_string(), format!("{}@{}", holder.user, holder.host)))
        });
        open.collect()
    }
}

impl TeamBasis {
    /// What figures depend on besides the files of an article.
    fn stamp(&self) -> String {
        TeamCache::<CountedShare>::stamp(&self.plan.gold, &self.schema)
    }

    /// Whether the person may see an article that was counted before, without reading it.
    fn may_see(&self, entry: &ArticleEntry, counted: Option<&ArticleProgress>) -> bool {
        let person = self.person.as_str();
        if !self.plan.blind.analysts || person == self.plan.gold {
            return true;
        }
        let has_begun = entry.annotations.iter().any(|it| it.analyst == self.person);
        let is_theirs = self.plan.assigned_to(&entry.name).iter().any(|it| it == person);
        match counted.and_then(|it| it.analysts.get(person)) {
            Some(progress) => *progress == AnalystProgress::Done,
            None => !has_begun && !is_theirs,
        }
    }

    /// Reads and counts articles; nothing of one of which others' work is not for the person to see.
    fn count_all(&self, entries: &[ArticleEntry]) -> CountedShare {
        let mut counted = CountedShare::default();
        let mut values = ValueConfusions::new();
        for entry in entries {
            let progress = self.count(entry, &mut counted, &mut values);
            counted.articles.extend(progress.map(|it| (entry.name.clone(), it)));
        }
        counted.values = values.into_iter().collect();
        counted
    }

    fn count(
        &self,
        entry: &ArticleEntry,
        counted: &mut CountedShare,
        values: &mut ValueConfusions,
    ) -> Option<ArticleProgress> {
        let Ok(reader) = WorkReader::new(&entry.path, &self.schema) else {
            counted.left_out += 1;
            return Some(ArticleProgress::default());
        };
        if may_look(entry, &self.plan, &self.person, &reader).is_err() {
            return None;
        }
        let mut progress = ArticleProgress::default();
        let works = self.read(entry, &reader, &mut progress, &mut counted.left_out);
        let gold = &mut progress.gold;
        gold.is_there = works.gold.is_some();
        gold.is_done = works.gold.as_ref().is_some_and(is_done);
        gold.compared = works.done.len();
        let own: Vec<ComparedWork<'_>> = works.compared().collect();
        let text = reader.text();
        let compared = ArticleComparison::new(&text, &own);
        if works.done.len() > 1 {
            counted.counts.add(&compared);
            let table = RecordTable::new(&compared);
            let empty = Document::new("", reader.text(), Arc::clone(&self.schema));
            for standing in table.standings(works.gold.as_ref().unwrap_or(&empty)) {
                match standing {
                    RecordStanding::Open | RecordStanding::Alike => gold.left += 1,
                    RecordStanding::Reopened(_) => {
                        gold.left += 1;
                        gold.reopened += 1;
                    }
                    RecordStanding::Decided(_) => {}
                }
            }
        }
        add_values(values, &compared);
        // Of one that is not done figures would say how far it is, not how right anybody is.
        if let Some(gold) = works.gold.as_ref().filter(|it| is_done(it)) {
            let name = &self.plan.gold;
            let with_gold: Vec<ComparedWork<'_>> =
                works.compared().chain([ComparedWork::new(gold, name)]).collect();
            let mut compared = ArticleComparison::new(&text, &with_gold);
            compared.keep_against(name);
            counted.against.add(&compared);
            add_values(values, &compared);
        }
        Some(progress)
    }

    /// The works on an article; `progress` learns how far everybody is.
    fn read(
        &self,
        entry: &ArticleEntry,
        reader: &WorkReader,
        progress: &mut ArticleProgress,
        left_out: &mut usize,
    ) -> TeamWorks {
        let mut works = TeamWorks { done: Vec::new(), gold: None };
        for file in &entry.annotations {
            let Some(document) = reader.read(file) else {
                *left_out += 1;
                continue;
            };
            let name = file.analyst.to_string();
            if name == self.plan.gold {
                works.gold = Some(document);
            } else if is_done(&document) {
                progress.analysts.insert(name.clone(), AnalystProgress::Done);
                works.done.push((name, document));
            } else {
                progress.analysts.insert(name, AnalystProgress::Begun);
            }
        }
        works
    }
}

/// Counts the values of an attribute that stand beside each other.
fn add_values(values: &mut ValueConfusions, compared: &ArticleComparison<'_>) {
    for it in compared.differing_values() {
        let Some(tag) = it.pair.tags[0] else { continue };
        let (analysts, said) = (it.pair.analysts.map(str::to_owned), it.values.map(str::to_owned));
        *values.entry((analysts, tag.label.to_string(), it.key.to_owned(), said)).or_default() += 1;
    }
}

impl TeamWorks {
    fn compared(&self) -> impl Iterator<Item = ComparedWork<'_>> {
        self.done.iter().map(|(name, it)| ComparedWork::new(it, name))
    }
}
