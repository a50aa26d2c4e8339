//! The list of the folder follows what others write there: another window, another program, a folder that is
//! synchronized. Articles that come are added to it, those that go are marked.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{
    session::{
        NoticeKind, Session, TaskResult,
        workspace::{ListedArticle, OpenFolder},
    },
    store::{Analyst, ArticleFolder, FolderWatch, WorkStamp, watch_folder},
};

/// The folder is listed again at most so often, and after so many times as long as listing it took.
const PAUSE: Duration = Duration::from_millis(1500);
const REST: u32 = 20;

/// Whether something changed in the open folder since it was listed.
#[derive(Debug, Default)]
pub(in crate::session) struct FolderNews {
    is_reported: Arc<AtomicBool>,
    _watch: Option<FolderWatch>,
    /// When the folder was listed last.
    listed_at: Option<Instant>,
    /// How long that took.
    took: Duration,
    is_under_way: bool,
}

/// What others have done in the folder meanwhile.
#[derive(Debug)]
pub(in crate::session) struct FolderRelisted {
    folder: PathBuf,
    found: RelistedArticles,
    /// How long it took.
    took: Duration,
}

/// What is other than it was when the folder was listed.
#[derive(Debug, Default)]
struct RelistedArticles {
    /// Articles that were not there.
    added: Vec<ListedArticle>,
    /// Articles that others have worked on or changed, and those that are there again.
    changed: Vec<ListedArticle>,
    /// Articles that are not there any more.
    gone: Vec<PathBuf>,
}

impl RelistedArticles {
    /// Lists `folder` and compares it with what is `known`; the work on the article at `open` is the window's
    /// own. Nothing is said of a folder that cannot be listed.
    fn look(
        folder: &Path,
        mut known: HashMap<PathBuf, Option<WorkStamp>>,
        open: Option<&Path>,
        analyst: &Analyst,
    ) -> Self {
        let mut found = Self::default();
        let Ok(listed) = ArticleFolder::open(folder) else { return found };
        for it in listed.articles {
            match known.remove(&it.path) {
                None => found.added.push(ListedArticle::of(it, analyst)),
                Some(_) if open == Some(&*it.path) => {}
                Some(before) if before != Some(it.stamp(analyst)) => {
                    found.changed.push(ListedArticle::of(it, analyst));
                }
                Some(_) => {}
            }
        }
        // Some programs write a file by putting another one in its place.
        found.gone = known.into_keys().filter(|it| !it.exists()).collect();
        found.gone.sort_unstable();
        found
    }
}

impl Session {
    /// Follows the folder from now on.
    pub(in crate::session) fn watch_folder(&mut self, folder: &Path) {
        let is_reported = Arc::new(AtomicBool::new(false));
        let (reported, wake) = (Arc::clone(&is_reported), Arc::clone(self.tasks.wake()));
        let changed = move || {
            reported.store(true, Ordering::Relaxed);
            wake();
        };
        let watch = watch_folder(folder, Box::new(changed));
        self.folder_news = FolderNews { is_reported, _watch: watch, ..FolderNews::default() };
    }

    /// Has the folder listed again, where nobody reports what is written in it.
    pub(in crate::session) fn look_again(&self) {
        self.folder_news.is_reported.store(true, Ordering::Relaxed);
    }

    /// When the folder is to be listed again.
    pub(in crate::session) fn next_listing(&self, now: Instant) -> Option<Duration> {
        let news = &self.folder_news;
        let is_known = self.folder().is_some_and(OpenFolder::is_looked_into);
        let is_due = news.is_reported.load(Ordering::Relaxed) && !news.is_under_way && is_known;
        let pause = PAUSE.max(news.took * REST);
        let since = news.listed_at.map_or(pause, |it| now.saturating_duration_since(it));
        is_due.then(|| pause.saturating_sub(since))
    }

    /// Lists the folder again on a thread where something has changed in it, and looks into what is other than
    /// before.
    pub(in crate::session) fn follow_folder(&mut self, now: Instant) {
        if self.next_listing(now).is_none_or(|it| !it.is_zero()) {
            return;
        }
        let analyst = self.workspace.analyst.clone();
        let open = self.article_path().map(Path::to_owned);
        let Some(folder) = &self.workspace.folder else { return };
        let (path, known) = (folder.path().to_owned(), folder.stamps());
        self.folder_news.is_reported.store(false, Ordering::Relaxed);
        self.folder_news.listed_at = Some(now);
        self.folder_news.is_under_way = true;
        self.tasks.start(move || {
            let began = Instant::now();
            let found = RelistedArticles::look(&path, known, open.as_deref(), &analyst);
            let took = began.elapsed();
            TaskResult::Relisted(Box::new(FolderRelisted { folder: path, found, took }))
        });
    }

    pub(in crate::session) fn on_relisted(&mut self, relisted: FolderRelisted) {
        (self.folder_news.is_under_way, self.folder_news.took) = (false, relisted.took);
        let schema = Arc::clone(self.schema_in_use());
        let open = self.article_path().map(Path::to_owned);
        let folder = self.workspace.folder.as_mut().filter(|it| it.path() == relisted.folder);
        let Some(folder) = folder else { return };
        let found = relisted.found;
        if !folder.is_looked_into() {
            // It was opened again meanwhile: what was found stands beside another list.
            return self.look_again();
        }
        // What was opened meanwhile the page knows better.
        let changed = found.changed.into_iter().filter(|it| Some(it.path()) != open.as_deref());
        folder.take(changed.collect(), &schema);
        if let Some(open) = open.as_ref().filter(|it| !found.gone.contains(it)) {
            folder.take_present(open);
        }
        let mut gone = folder.take_gone(&found.gone);
        // Of the open one it is said what becomes of the work.
        gone.retain(|it| Some(it) != open.as_ref());
        let is_news = |it: &&ListedArticle| Some(it.path()) != open.as_deref();
        let added: Vec<PathBuf> =
            found.added.iter().filter(is_news).map(|it| it.path().to_owned()).collect();
        let has_come = !found.added.is_empty();
        folder.take_added(found.added, &schema);
        if has_come {
            let _own = self.take_tasks();
            self.workspace.catalog.follow_names();
            let _none_has_work = self.refresh_days();
        }
        self.weigh_articles();
        self.report_articles(&added, &gone);
    }

    /// Reports articles that came into the folder and those that went out of it, with those of the last time
    /// while these are still shown.
    fn report_articles(&mut self, added: &[PathBuf], gone: &[PathBuf]) {
        let all_there = |it: &OpenFolder| it.present().count() == it.rows().len();
        if self.folder().is_some_and(all_there) {
            self.notices.forget(|it| matches!(it, NoticeKind::ArticlesGone { .. }));
        }
        if let Some(first) = added.first() {
            let shown = self.notices.list().iter().find_map(|it| {
                let NoticeKind::ArticlesCame { count, first } = &it.kind else { return None };
                Some((*count, first.clone()))
            });
            let (before, first) = shown.unwrap_or_else(|| (0, first.clone()));
            self.notices.forget(|it| matches!(it, NoticeKind::ArticlesCame { .. }));
            let count = before + added.len();
            self.post_notice(NoticeKind::ArticlesCame { count, first }, []);
        }
        if let Some(first) = gone.first().cloned() {
            self.notices.forget(|it| matches!(it, NoticeKind::ArticlesGone { .. }));
            let rows = self.folder().map(OpenFolder::rows).unwrap_or_default();
            let count = rows.iter().filter(|it| it.is_gone).count();
            self.post_notice(NoticeKind::ArticlesGone { count, first }, []);
        }
    }
}
