//! A folder of articles being worked through.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    ArticleArrangement, ArticleRow, ArticleShare, WeighedArticle, WeighingBasis, WorkFigures,
    article_row::{FiguresStanding, compared, folded_title},
    kept_figures::KeptFigures,
    values::{UsedValues, values_in},
    weighing_job::{WeighingJob, WeighingStep},
};
use crate::{
    compare::TaskPlan,
    dataset::FolderCatalog,
    language::alphabetical_key,
    model::{Name, Schema},
    session::editor::Editor,
    store::{
        Analyst, AnnotationFile, ArticleDetails, ArticleEntry, ArticleFolder, StoreError, WorkStamp,
    },
};

/// Articles looked into by one job.
const BATCH: usize = 200;
/// Articles in which what is left is counted by the first job: each is read and gone through whole.
const WEIGHED: usize = 40;
/// The same of later ones: after each of them the list is drawn anew, and what is in sight by then comes first.
const MOST_WEIGHED: usize = 200;

/// The articles of a folder, in order of name.
#[derive(Debug)]
pub struct OpenFolder {
    path: PathBuf,
    rows: Vec<ArticleRow>,
    by_path: HashMap<PathBuf, usize>,
    looked_into: usize,
    /// What was counted before.
    kept: Arc<KeptFigures>,
    /// True where the rows that wait were looked up there.
    was_looked_up: bool,
    /// The rows that are being counted; one that changes meanwhile is none of them any more.
    weighing: HashSet<usize>,
    /// Which places of the list are in sight.
    in_sight: Range<usize>,
    arrangement: ArticleArrangement,
    /// The rows that are listed, as `arrangement` says.
    shown: Vec<usize>,
    /// How many are finished.
    finished: usize,
    /// True where `shown` and `finished` do not know the last changes of the rows.
    is_stale: bool,
    /// What was written in attributes of its articles.
    values: UsedValues,
}

/// What was found in an article of the folder.
#[derive(Debug)]
pub(crate) struct ListedArticle {
    entry: ArticleEntry,
    details: ArticleDetails,
    /// What the analyst's file was like before it was looked into.
    stamp: WorkStamp,
}

impl ListedArticle {
    /// What an article of a folder says now; `None` where its folder can't be listed.
    pub(crate) fn look(path: &Path, analyst: &Analyst) -> Option<Self> {
        let folder = ArticleFolder::open(path.parent()?).ok()?;
        let entry = folder.articles.into_iter().find(|it| it.path == path)?;
        Some(Self::of(entry, analyst))
    }

    /// What an article says now.
    pub(crate) fn of(entry: ArticleEntry, analyst: &Analyst) -> Self {
        let stamp = entry.stamp(analyst);
        Self { details: entry.details(analyst), stamp, entry }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.entry.path
    }
}

impl OpenFolder {
    /// The folder at `path`, and work in it whose articles are not there.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<AnnotationFile>), StoreError> {
        let folder = ArticleFolder::open(path)?;
        let rows: Vec<ArticleRow> = folder.articles.into_iter().map(ArticleRow::new).collect();
        let by_path = rows.iter().enumerate().map(|(at, it)| (it.entry.path.clone(), at)).collect();
        let kept = Arc::new(KeptFigures::new(path, rows.len()));
        let (path, values) = (path.to_owned(), UsedValues::default());
        let (arrangement, shown) = (ArticleArrangement::default(), (0..rows.len()).collect());
        let folder_opened = Self {
            path,
            rows,
            by_path,
            looked_into: 0,
            kept,
            was_looked_up: false,
            weighing: HashSet::new(),
            in_sight: 0..0,
            arrangement,
            shown,
            finished: 0,
            is_stale: false,
            values,
        };
        Ok((folder_opened, folder.orphaned_files))
    }

    /// Looks into the next articles, on whatever thread; `None` where every one was looked into.
    pub(crate) fn look_on(
        &mut self,
        analyst: &Analyst,
    ) -> Option<impl FnOnce() -> Vec<ListedArticle> + Send + 'static> {
        let next = self.rows.iter().skip(self.looked_into).take(BATCH);
        let entries: Vec<ArticleEntry> = next.map(|it| it.entry.clone()).collect();
        self.looked_into += entries.len();
        let analyst = analyst.clone();
        (!entries.is_empty()).then_some(move || {
            entries.into_iter().map(|it| ListedArticle::of(it, &analyst)).collect()
        })
    }

    /// Takes what was found in some articles.
    pub(crate) fn take(&mut self, listed: Vec<ListedArticle>, schema: &Schema) {
        for ListedArticle { entry, mut details, stamp } in listed {
            self.values.add(schema, std::mem::take(&mut details.values));
            let Some(at) = self.by_path.get(&entry.path).copied() else { continue };
            self.weighing.remove(&at);
            if let Some(row) = self.rows.get_mut(at) {
                row.standing = FiguresStanding::Waiting;
                row.entry.annotations = entry.annotations;
                row.stamp = Some(stamp);
                row.details = Some(details);
                row.words = folded_title(&format!("{} {}", row.title(), row.entry.name));
                row.title_key = alphabetical_key(row.title());
            }
        }
        self.is_stale = true;
    }

    /// What is to be counted next; `None` where every article is counted, or being counted.
    pub(crate) fn weigh_on(&mut self, basis: WeighingBasis) -> Option<WeighingJob> {
        let (mut rows, mut step) = (Vec::new(), WeighingStep::Find);
        if !std::mem::replace(&mut self.was_looked_up, true) {
            rows = self.waiting_rows();
        }
        if rows.is_empty() {
            (rows, step) = self.next_to_weigh();
        }
        self.weighing = rows.iter().copied().collect();
        let path = |at: &usize| self.rows.get(*at).map(|it| it.entry.path.clone());
        let paths: Vec<PathBuf> = rows.iter().filter_map(path).collect();
        let kept = Arc::clone(&self.kept);
        (!paths.is_empty()).then_some(WeighingJob { basis, kept, paths, step })
    }

    /// All rows that wait.
    fn waiting_rows(&self) -> Vec<usize> {
        let waits = |it: &(usize, &ArticleRow)| it.1.standing == FiguresStanding::Waiting;
        self.rows.iter().enumerate().filter(waits).map(|it| it.0).collect()
    }

    /// The rows to count next: those in sight, then any.
    fn next_to_weigh(&self) -> (Vec<usize>, WeighingStep) {
        let Range { start, end } = self.in_sight;
        let in_sight = self.shown.iter().copied().take(end).skip(start);
        let is_old = |at: &usize| {
            self.rows.get(*at).is_some_and(|it| it.standing != FiguresStanding::Counted)
        };
        let seen: Vec<usize> = in_sight.filter(is_old).take(WEIGHED).collect();
        if !seen.is_empty() {
            return (seen, WeighingStep::Count);
        }
        let mut waiting = self.waiting_rows();
        let size = ((self.rows.len() - waiting.len()) / 4).clamp(WEIGHED, MOST_WEIGHED);
        let step = if waiting.len() > size { WeighingStep::Count } else { WeighingStep::CountLast };
        waiting.truncate(size);
        (waiting, step)
    }

    /// Which places of the list are in sight.
    pub fn in_sight(&self) -> &Range<usize> {
        &self.in_sight
    }

    /// Notes which are.
    pub(crate) fn note_in_sight(&mut self, places: Range<usize>) {
        self.in_sight = places;
    }

    /// Takes what was counted in some articles; of the open one the page knows better.
    pub(crate) fn take_weighed(&mut self, weighed: Vec<WeighedArticle>, open: Option<&Path>) {
        for WeighedArticle { path, figures, is_current, .. } in weighed {
            let is_open = open == Some(&*path);
            let Some(at) = self.by_path.get(&path).copied() else { continue };
            if !self.weighing.remove(&at) {
                continue;
            }
            let Some(row) = self.rows.get_mut(at) else { continue };
            if !is_open || row.figures.is_none() {
                row.figures = figures;
            }
            row.standing =
                if is_current { FiguresStanding::Counted } else { FiguresStanding::Earlier };
            self.is_stale = true;
        }
        // What was looked up and not found waits on.
        self.weighing.clear();
    }

    /// Takes the days that the table says, and whether what is left has to be counted anew; gives back the
    /// articles with work on them to which it gives another day than before.
    pub(crate) fn take_catalog(&mut self, catalog: Option<&FolderCatalog>) -> Vec<PathBuf> {
        let mut has_changed = false;
        let mut others = Vec::new();
        for row in &mut self.rows {
            let day = catalog.and_then(|it| it.published(&row.entry.path));
            let day = day.map(|it| it.to_string());
            if row.catalogued != day {
                has_changed = true;
                row.standing = FiguresStanding::Waiting;
            }
            let is_other = row.catalogued.is_some() && day.is_some() && row.catalogued != day;
            if is_other && !row.annotations().is_empty() {
                others.push(row.entry.path.clone());
            }
            row.catalogued = day;
        }
        if has_changed {
            self.is_stale = true;
            self.weigh_waiting_again();
        }
        others
    }

    /// Takes who works on what. Who is given nothing, such as a lead, has every article. Gives back how many
    /// are given to the analyst, where that is not as it was.
    pub(crate) fn take_tasks(&mut self, plan: &TaskPlan, analyst: &Analyst) -> Option<usize> {
        let is_theirs = |it: &&[String]| it.iter().any(|it| it == analyst.as_str());
        let takes_part = plan.assigned.iter().any(|it| is_theirs(&it.to.as_slice()));
        let before: Vec<ArticleShare> = self.rows.iter().map(|it| it.share).collect();
        let mut own = 0;
        for row in &mut self.rows {
            let name = &row.entry.name;
            let to = plan.assigned_to(name);
            own += usize::from(is_theirs(&to));
            row.share = match (takes_part && !to.is_empty(), is_theirs(&to)) {
                (true, true) if plan.is_calibration(name) => ArticleShare::Calibration,
                (true, false) => ArticleShare::Others,
                (true, true) | (false, _) => ArticleShare::Own,
            };
        }
        self.is_stale = true;
        let is_news = self.rows.iter().zip(&before).any(|(row, before)| row.share != *before);
        is_news.then_some(own)
    }

    /// The article to begin with.
    pub(crate) fn first(&self) -> Option<PathBuf> {
        Some(self.rows.iter().min_by_key(|it| it.share)?.entry.path.clone())
    }

    /// The first article without work of `analyst`.
    pub(crate) fn first_untouched(&self, analyst: &Analyst) -> Option<PathBuf> {
        let is_untouched =
            |it: &&ArticleRow| it.entry.annotations.iter().all(|it| it.analyst != *analyst);
        Some(self.rows.iter().find(is_untouched)?.entry.path.clone())
    }

    /// True where some of the articles are others' to work on.
    pub(crate) fn is_divided(&self) -> bool {
        self.rows.iter().any(|it| it.share == ArticleShare::Others)
    }

    /// Has what is left counted anew in every article.
    pub(crate) fn weigh_again(&mut self) {
        for row in &mut self.rows {
            row.standing = FiguresStanding::Waiting;
        }
        self.weigh_waiting_again();
    }

    /// What is being counted is not what is asked any more.
    fn weigh_waiting_again(&mut self) {
        self.weighing.clear();
        self.was_looked_up = false;
    }

    /// True where every article was looked into and counted in.
    pub(crate) fn is_looked_into(&self) -> bool {
        self.looked_into >= self.rows.len()
    }

    /// Lists the articles as `arrangement` says.
    pub(crate) fn arrange(&mut self, arrangement: ArticleArrangement) {
        self.arrangement = arrangement;
        self.is_stale = true;
        self.refresh_shown();
    }

    /// Brings the list up to date where rows have changed.
    pub(crate) fn refresh_shown(&mut self) {
        if std::mem::take(&mut self.is_stale) {
            self.shown = arranged(&self.arrangement, &self.rows);
            self.finished = self.rows.iter().filter(|it| it.status().is_finished()).count();
        }
    }

    fn row_mut(&mut self, path: &Path) -> Option<&mut ArticleRow> {
        self.by_path.get(path).and_then(|&at| self.rows.get_mut(at))
    }

    /// The articles after `path`, in turn, that are not done and not others'; those that all do come first.
    pub(crate) fn not_done_after(&self, path: &Path) -> Vec<PathBuf> {
        let Some(here) = self.by_path.get(path).copied() else { return Vec::new() };
        let after = self.rows.iter().skip(here + 1);
        let before = self.rows.iter().take(here);
        let waits =
            |it: &&ArticleRow| !it.status().is_finished() && it.share != ArticleShare::Others;
        let mut next: Vec<&ArticleRow> = after.chain(before).filter(waits).collect();
        next.sort_by_key(|it| it.share);
        next.into_iter().map(|it| it.entry.path.clone()).collect()
    }

    /// True where an article of it is done.
    pub(crate) fn is_finished(&self, path: &Path) -> bool {
        let row = self.by_path.get(path).and_then(|&at| self.rows.get(at));
        row.is_some_and(|it| it.status().is_finished())
    }

    /// What the analyst's files were like when they were looked into.
    pub(crate) fn stamps(&self) -> HashMap<PathBuf, WorkStamp> {
        let known = self.rows.iter().filter_map(|it| Some((it.entry.path.clone(), it.stamp?)));
        known.collect()
    }

    /// The other articles, from the one after `path` on, on which several have worked.
    pub(crate) fn compared_after(&self, path: &Path) -> Vec<PathBuf> {
        let here = self.by_path.get(path).copied().unwrap_or_default();
        let after = self.rows.iter().skip(here + 1);
        let others = after.chain(self.rows.iter().take(here));
        let others = others.filter(|it| it.entry.annotations.len() > 1);
        others.map(|it| it.entry.path.clone()).collect()
    }

    /// Takes what the open article at `path` says of itself into its row.
    pub(crate) fn refresh_row(&mut self, path: &Path, editor: &Editor) {
        let row = self.by_path.get(path).and_then(|&at| self.rows.get_mut(at));
        let Some(row) = row else { return };
        let document = editor.document();
        let mut details = row.details.clone().unwrap_or_default();
        details.meta.clone_from(document.meta());
        details.counts.clear();
        for annotation in document.annotations() {
            *details.counts.entry(annotation.label.clone()).or_insert(0) += 1;
        }
        row.details = Some(details);
        row.figures = refreshed(row.figures, editor);
        self.is_stale = true;
        self.values.add(document.schema(), values_in(document));
    }

    /// What was written in attribute `key` of annotations with this label, with how often.
    pub(super) fn values(&self, label: &Name, key: &str) -> Option<&BTreeMap<String, usize>> {
        self.values.of(label, key)
    }

    /// Takes how much is left in the open article at `path` into its row.
    pub(crate) fn refresh_figures(&mut self, path: &Path, editor: &Editor) {
        let Some(row) = self.row_mut(path) else { return };
        let figures = refreshed(row.figures, editor);
        if row.figures != figures {
            row.figures = figures;
            self.is_stale = true;
        }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The files of its articles.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &ArticleEntry> {
        self.rows.iter().map(|it| &it.entry)
    }

    /// Everybody whose work is in it, by name, each once.
    pub fn analysts(&self) -> BTreeSet<&str> {
        let files = self.rows.iter().flat_map(|it| &it.entry.annotations);
        files.map(|it| it.analyst.as_str()).collect()
    }

    /// How its articles are listed.
    pub fn arrangement(&self) -> &ArticleArrangement {
        &self.arrangement
    }

    /// How many articles are listed.
    pub fn shown_count(&self) -> usize {
        self.shown.len()
    }

    /// The article at a place of the list.
    pub fn shown_at(&self, place: usize) -> Option<&ArticleRow> {
        self.rows.get(*self.shown.get(place)?)
    }

    /// Its articles as they are listed; those that are not shown are missing.
    pub(crate) fn listed(&self) -> Vec<PathBuf> {
        let shown = self.shown.iter().filter_map(|it| self.rows.get(*it));
        shown.map(|it| it.entry.path.clone()).collect()
    }

    /// Where in the list an article is, to keep it in sight.
    pub fn place_of(&self, path: &Path) -> Option<usize> {
        let row = self.by_path.get(path)?;
        self.shown.iter().position(|it| it == row)
    }

    /// The title of an article of it.
    pub fn title_of(&self, path: &Path) -> Option<&str> {
        self.by_path.get(path).and_then(|&at| self.rows.get(at)).map(ArticleRow::title)
    }

    /// How many of its articles are finished.
    pub fn finished(&self) -> usize {
        self.finished
    }

    /// Its articles, by name.
    pub fn rows(&self) -> &[ArticleRow] {
        &self.rows
    }
}

/// What is left in the article on the page; what is not known of it yet stays as it was counted.
fn refreshed(counted: Option<WorkFigures>, editor: &Editor) -> Option<WorkFigures> {
    let now = WorkFigures::of(editor);
    let is_read = !editor.suggestions().is_under_way();
    let suggestions_left =
        if is_read { Some(now.suggestions_left) } else { counted.map(|it| it.suggestions_left) };
    let findings = if editor.findings().is_known() {
        Some(now.findings)
    } else {
        counted.map(|it| it.findings)
    };
    Some(WorkFigures { suggestions_left: suggestions_left?, findings: findings?, ..now })
}

/// The rows that are listed, in their order.
fn arranged(arrangement: &ArticleArrangement, rows: &[ArticleRow]) -> Vec<usize> {
    let ArticleArrangement { order, filter } = arrangement;
    let words = folded_title(&filter.words);
    let fits = |at: &usize| rows.get(*at).is_some_and(|it| it.fits(filter, &words));
    let mut shown: Vec<usize> = (0..rows.len()).filter(fits).collect();
    let compare = |a: &usize, b: &usize| match (rows.get(*a), rows.get(*b)) {
        (Some(a), Some(b)) => a.share.cmp(&b.share).then_with(|| compared(*order, a, b)),
        (None, _) | (_, None) => Ordering::Equal,
    };
    // Stable, so that equal ones stay in order of name.
    shown.sort_by(compare);
    shown
}
