//! The list of the folder follows what others write there: another window, another program, a folder that is
//! synchronized.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{
    session::{
        Session, TaskResult,
        workspace::{ListedArticle, OpenFolder},
    },
    store::{ArticleFolder, FolderWatch, watch_folder},
};

/// The folder is listed again at most so often.
const PAUSE: Duration = Duration::from_millis(1500);

/// Whether something changed in the open folder since it was listed.
#[derive(Debug, Default)]
pub(in crate::session) struct FolderNews {
    is_reported: Arc<AtomicBool>,
    _watch: Option<FolderWatch>,
    /// When the folder was listed last.
    listed_at: Option<Instant>,
    is_under_way: bool,
}

/// What others have written in articles of the folder meanwhile.
#[derive(Debug)]
pub(in crate::session) struct FolderRelisted {
    folder: PathBuf,
    listed: Vec<ListedArticle>,
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
        let since = news.listed_at.map_or(PAUSE, |it| now.saturating_duration_since(it));
        is_due.then(|| PAUSE.saturating_sub(since))
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
            let articles = ArticleFolder::open(&path).map(|it| it.articles).unwrap_or_default();
            let listed = articles.into_iter().filter(|it| Some(&it.path) != open.as_ref());
            let listed = listed.filter_map(|it| {
                let before = known.get(&it.path)?;
                (*before != it.stamp(&analyst)).then(|| ListedArticle::of(it, &analyst))
            });
            let listed = listed.collect();
            TaskResult::Relisted(Box::new(FolderRelisted { folder: path, listed }))
        });
    }

    pub(in crate::session) fn on_relisted(&mut self, found: FolderRelisted) {
        self.folder_news.is_under_way = false;
        let schema = Arc::clone(self.schema_in_use());
        let open = self.article_path().map(Path::to_owned);
        let folder = self.workspace.folder.as_mut().filter(|it| it.path() == found.folder);
        let Some(folder) = folder else { return };
        // What was opened meanwhile the page knows better.
        let listed = found.listed.into_iter().filter(|it| Some(it.path()) != open.as_deref());
        folder.take(listed.collect(), &schema);
        self.weigh_articles();
    }
}
