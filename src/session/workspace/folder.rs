//! A folder of articles being worked through.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use super::{
    ArticleArrangement, ArticleFilter, ArticleOrder, ArticleTrait, WeighedArticle, WeighingBasis,
    WorkFigures,
    values::{UsedValues, values_in},
};
use crate::{
    compare::TaskPlan,
    dataset::FolderCatalog,
    language::{Fold, Folded, JOINER, alphabetical_key},
    model::{ArticleStatus, Document, Name, Schema},
    session::editor::Editor,
    store::{
        Analyst, AnnotationFile, ArticleDetails, ArticleEntry, ArticleFolder, StoreError, WorkStamp,
    },
};

/// Articles looked into by one job.
const BATCH: usize = 200;
/// Articles in which what is left is counted by the first job: each is read and gone through whole.
const WEIGHED: usize = 40;
/// The same of later ones: after each of them the list is drawn anew.
const MOST_WEIGHED: usize = 400;

/// The articles of a folder, in order of name.
#[derive(Debug)]
pub struct OpenFolder {
    path: PathBuf,
    rows: Vec<ArticleRow>,
    by_path: HashMap<PathBuf, usize>,
    looked_into: usize,
    /// How many of the rows were counted, or are being, in their order.
    weighed: usize,
    arrangement: ArticleArrangement,
    /// The rows that are listed, as `arrangement` says.
    shown: Vec<usize>,
    /// True where `shown` does not know the last changes of the rows.
    is_stale: bool,
    /// What was written in attributes of its articles.
    values: UsedValues,
}

/// Whose an article is to work on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArticleShare {
    /// Everybody's, before all others.
    Calibration,
    /// The analyst's own, or nobody's in particular.
    #[default]
    Own,
    /// Others'.
    Others,
}

/// One article of a folder.
#[derive(Clone, Debug)]
pub struct ArticleRow {
    entry: ArticleEntry,
    /// Whose it is to work on.
    pub share: ArticleShare,
    /// What its first line and its annotations say; `None` until they were looked at.
    pub details: Option<ArticleDetails>,
    /// What the analyst's file was like then.
    stamp: Option<WorkStamp>,
    /// When the table of the folder says it was published.
    catalogued: Option<String>,
    figures: Option<WorkFigures>,
    /// Its title and its file's name, for comparing.
    words: String,
    /// Its title, for the order of the alphabet.
    title_key: String,
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
        let (path, values) = (path.to_owned(), UsedValues::default());
        let (arrangement, shown) = (ArticleArrangement::default(), (0..rows.len()).collect());
        let folder_opened = Self {
            path,
            rows,
            by_path,
            looked_into: 0,
            weighed: 0,
            arrangement,
            shown,
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
            if let Some(row) = self.row_mut(&entry.path) {
                row.entry.annotations = entry.annotations;
                row.stamp = Some(stamp);
                row.details = Some(details);
                row.words = folded_title(&format!("{} {}", row.title(), row.entry.name));
                row.title_key = alphabetical_key(row.title());
            }
        }
        self.is_stale = true;
    }

    /// Counts what is left in the next articles, on whatever thread; `None` where every one was counted.
    pub(crate) fn weigh_on(
        &mut self,
        basis: &WeighingBasis,
    ) -> Option<impl FnOnce() -> Vec<WeighedArticle> + Send + 'static> {
        let size = (self.weighed / 4).clamp(WEIGHED, MOST_WEIGHED);
        let next = self.rows.iter().skip(self.weighed).take(size);
        let paths: Vec<PathBuf> = next.map(|it| it.entry.path.clone()).collect();
        self.weighed += paths.len();
        let basis = basis.clone();
        (!paths.is_empty()).then_some(move || paths.into_iter().map(|it| basis.weigh(it)).collect())
    }

    /// Takes what was counted in some articles; of the open one the page knows better.
    pub(crate) fn take_weighed(&mut self, weighed: Vec<WeighedArticle>, open: Option<&Path>) {
        for WeighedArticle { path, figures } in weighed {
            let is_open = open == Some(&*path);
            if let Some(row) = self.row_mut(&path)
                && (!is_open || row.figures.is_none())
            {
                row.figures = figures;
            }
        }
        self.is_stale = true;
    }

    /// Takes the days that the table says, and whether what is left has to be counted anew; gives back the
    /// articles with work on them to which it gives another day than before.
    pub(crate) fn take_catalog(&mut self, catalog: Option<&FolderCatalog>) -> Vec<PathBuf> {
        let mut has_changed = false;
        let mut others = Vec::new();
        for row in &mut self.rows {
            let day = catalog.and_then(|it| it.published(&row.entry.path));
            let day = day.map(|it| it.to_string());
            has_changed |= row.catalogued != day;
            let is_other = row.catalogued.is_some() && day.is_some() && row.catalogued != day;
            if is_other && !row.annotations().is_empty() {
                others.push(row.entry.path.clone());
            }
            row.catalogued = day;
        }
        if has_changed {
            (self.weighed, self.is_stale) = (0, true);
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
        self.weighed = 0;
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

    /// Where in the list each article is; those that are not shown are missing.
    pub(crate) fn places(&self) -> BTreeMap<&Path, usize> {
        let shown = self.shown.iter().filter_map(|it| self.rows.get(*it)).enumerate();
        shown.map(|(place, it)| (&*it.entry.path, place)).collect()
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

    /// In how many of its articles was counted what is left.
    pub fn weighed(&self) -> usize {
        self.rows.iter().filter(|it| it.figures.is_some()).count()
    }

    /// Its articles, by name.
    pub fn rows(&self) -> &[ArticleRow] {
        &self.rows
    }
}

impl ArticleRow {
    fn new(entry: ArticleEntry) -> Self {
        let (words, title_key) = (folded_title(&entry.name), alphabetical_key(&entry.name));
        let share = ArticleShare::default();
        Self {
            entry,
            share,
            details: None,
            stamp: None,
            catalogued: None,
            figures: None,
            words,
            title_key,
        }
    }

    /// When it was published, as its analyst or the table of the folder says (ISO 8601).
    pub fn day(&self) -> Option<&str> {
        let own = self.details.as_ref().and_then(|it| it.meta.get(Document::PUBLISHED));
        own.or(self.catalogued.as_ref()).map(String::as_str)
    }

    /// What is left to do in it; `None` until it was counted, and where it can't be read.
    pub fn figures(&self) -> Option<WorkFigures> {
        self.figures
    }

    /// True where every part of `filter` takes it; `words` are the filter's, folded.
    fn fits(&self, filter: &ArticleFilter, words: &str) -> bool {
        let is_so = |it: &ArticleTrait| match it {
            ArticleTrait::SuggestionsLeft => self.figures.is_some_and(|it| it.suggestions_left > 0),
            ArticleTrait::Findings => self.figures.is_some_and(|it| it.findings > 0),
            ArticleTrait::Undated => self.day().is_none(),
            ArticleTrait::Unreadable => {
                self.details.as_ref().is_some_and(|it| it.trouble.is_some())
            }
        };
        let has_status = filter.statuses.is_empty() || filter.statuses.contains(&self.status());
        has_status && self.words.contains(words) && filter.traits.iter().all(is_so)
    }

    /// Whose work on it there is.
    pub fn annotations(&self) -> &[AnnotationFile] {
        &self.entry.annotations
    }

    /// Where the article is.
    pub fn path(&self) -> &Path {
        &self.entry.path
    }

    /// What its file is called.
    pub fn file_name(&self) -> &str {
        &self.entry.name
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

fn compared(order: ArticleOrder, a: &ArticleRow, b: &ArticleRow) -> Ordering {
    match order {
        ArticleOrder::Name => Ordering::Equal,
        ArticleOrder::Title => a.title_key.cmp(&b.title_key),
        ArticleOrder::Day => (a.day().is_none(), a.day()).cmp(&(b.day().is_none(), b.day())),
        ArticleOrder::SuggestionsLeft => {
            let left = |it: &ArticleRow| it.figures().map(|it| it.suggestions_left);
            left(b).cmp(&left(a))
        }
        ArticleOrder::Shortest => {
            let length = |it: &ArticleRow| it.figures().map_or(usize::MAX, |it| it.length);
            length(a).cmp(&length(b))
        }
        ArticleOrder::MostToLearn => {
            let yields = |it: &ArticleRow| {
                let figures = it.figures().filter(|_| !it.status().is_finished());
                figures.map(|it| it.to_learn)
            };
            yields(b).cmp(&yields(a))
        }
    }
}

/// Words in one spelling, for comparing: without joiners and case, as titles are looked through.
fn folded_title(words: &str) -> String {
    let folded = Folded::new(words.trim(), Fold::Loose).as_str().to_lowercase();
    folded.replace(JOINER, "")
}
