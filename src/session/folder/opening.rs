//! A folder's way from a path to the list, and what is found out about its articles on threads.
//!
//! `open_folder` lists the articles by name and opens the one that was open there last; `look_into_articles`
//! reads their titles and states, some at a time, and `weigh_articles` counts then what is left in each.

use std::{
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    session::{
        ArticleArrangement, FolderPlace, NoticeKind, Offer, OpenFolder, Session, TaskResult,
        workspace::{ListedArticle, WeighedArticle, WeighingBasis},
    },
    store::{self, AnnotationFile},
};

impl Session {
    pub(in crate::session) fn open_folder(&mut self, path: &Path) {
        self.workspace.compared = None;
        if let Err(error) = store::finish_import(path) {
            self.post_notice(NoticeKind::NotOpened(error), []);
        }
        self.remember_place();
        let (mut folder, orphaned) = match OpenFolder::open(path) {
            Ok(opened) => opened,
            Err(error) => return self.post_notice(NoticeKind::NotOpened(error), []),
        };
        self.settings.remember(path);
        self.keep_settings();
        self.report_unread_files(path);
        let place = self.settings.place_in(path).cloned().unwrap_or_default();
        folder.arrange(place.arrangement);
        let is_there = |it: &PathBuf| folder.title_of(it).is_some();
        let again = place.article.filter(is_there);
        self.workspace.folder = Some(folder);
        self.watch_folder(path);
        self.take_tasks();
        let first = self.folder().and_then(OpenFolder::first);
        self.look_into_articles();
        self.look_for_moves();
        match (again, first) {
            (Some(again), _) => self.go_to(&again, &(place.caret..place.caret)),
            (None, Some(first)) => self.open_article(&first),
            (None, None) => self.post_notice(NoticeKind::EmptyFolder(path.to_owned()), []),
        }
        self.report_orphaned_files(&orphaned);
    }

    /// Looks into the next articles on a thread; the rest follows when it has come back.
    fn look_into_articles(&mut self) {
        let Some(folder) = &mut self.workspace.folder else { return };
        if let Some(look) = folder.look_on(&self.workspace.analyst) {
            self.tasks.start(move || TaskResult::Listed(look()));
        }
    }

    pub(in crate::session) fn on_listed(&mut self, listed: Vec<ListedArticle>) {
        let schema = Arc::clone(self.schema_in_use());
        let Some(folder) = &mut self.workspace.folder else { return };
        folder.take(listed, &schema);
        self.look_into_articles();
        self.weigh_articles();
    }

    /// Counts what is left in the next articles on a thread, once every one was looked into; the rest
    /// follows when it has come back.
    pub(in crate::session) fn weigh_articles(&mut self) {
        // What was learned changes what is left; and whoever looks at the team waits for that.
        if self.is_weighing || self.learning.is_awaited() || self.team.is_counting() {
            return;
        }
        let basis = self.weighing_basis();
        let Some(folder) = &mut self.workspace.folder else { return };
        if !folder.is_looked_into() {
            return;
        }
        if let Some(job) = folder.weigh_on(basis) {
            self.is_weighing = true;
            self.tasks.start_in_background(move || TaskResult::Weighed(job.run()));
        }
    }

    /// Counts first in the articles that are in sight.
    pub(in crate::session) fn note_rows_in_sight(&mut self, places: Range<usize>) {
        if let Some(folder) = &mut self.workspace.folder {
            folder.note_in_sight(places);
            self.weigh_articles();
        }
    }

    /// What looking into articles of the folder needs to know.
    pub(in crate::session) fn weighing_basis(&self) -> WeighingBasis {
        WeighingBasis {
            analyst: self.workspace.analyst.clone(),
            schema: Arc::clone(self.schema_in_use()),
            catalog: self.workspace.catalog.table().cloned(),
            learned: self.learned(),
            suggestions: self.settings.suggestions.clone(),
        }
    }

    pub(in crate::session) fn on_weighed(&mut self, weighed: Vec<WeighedArticle>) {
        self.is_weighing = false;
        let open = self.article_path().map(Path::to_owned);
        if let Some(folder) = &mut self.workspace.folder {
            folder.take_weighed(weighed, open.as_deref());
        }
        self.weigh_articles();
    }

    pub(in crate::session) fn arrange_articles(&mut self, arrangement: ArticleArrangement) {
        let Some(folder) = &mut self.workspace.folder else { return };
        folder.arrange(arrangement);
        self.remember_place();
        self.keep_settings();
        self.weigh_articles();
    }

    /// Notes where somebody is in the open folder, for the next time.
    pub(in crate::session) fn remember_place(&mut self) {
        let Some(folder) = &self.workspace.folder else { return };
        let article = self.article_path().filter(|it| folder.title_of(it).is_some());
        let caret = self.editor.as_ref().map_or(0, |it| it.selection().head);
        let place = FolderPlace {
            folder: folder.path().to_owned(),
            arrangement: folder.arrangement().clone(),
            article: article.map(Path::to_owned),
            caret,
        };
        if self.settings.place_in(&place.folder) != Some(&place) {
            self.settings.remember_place(place);
            self.keep_settings();
        }
    }

    /// Reports files that look like work and are not read.
    fn report_unread_files(&mut self, folder: &Path) {
        let unread = store::unread_files(folder).unwrap_or_default();
        let Some(first) = unread.first() else { return };
        let (first, why) = (first.path.clone(), first.why);
        self.post_notice(NoticeKind::UnreadFiles { count: unread.len(), first, why }, []);
    }

    /// Reports work whose articles are not there, and offers to write those that were kept.
    pub(in crate::session) fn report_orphaned_files(&mut self, files: &[AnnotationFile]) {
        self.notices.forget(|it| matches!(it, NoticeKind::OrphanedFiles { .. }));
        let Some(first) = files.first() else { return };
        let notice = NoticeKind::OrphanedFiles { count: files.len(), first: first.path() };
        let kept: Vec<_> = files.iter().filter(|it| store::has_kept_article(it)).cloned().collect();
        let offer = if kept.is_empty() { None } else { Some(Offer::BringBack(kept)) };
        self.post_notice(notice, offer);
    }

    /// Opens a copy of the sample articles, which is left as it is where there is one.
    pub(in crate::session) fn open_sample(&mut self, parent: Option<&Path>) {
        match store::copy_sample(parent) {
            Ok(folder) => {
                let was_there =
                    self.settings.place_in(&folder).is_some_and(|it| it.article.is_some());
                self.open_folder(&folder);
                if !was_there {
                    self.show_untouched();
                }
            }
            Err(error) => self.post_notice(NoticeKind::NotOpened(error), []),
        }
    }

    /// Opens an article without work under the analyst's name: the sample comes with work of some, and the first
    /// steps need suggestions.
    fn show_untouched(&mut self) {
        let Some(folder) = &self.workspace.folder else { return };
        let untouched = folder.first_untouched(&self.workspace.analyst);
        if let Some(path) = untouched.filter(|it| Some(&**it) != self.article_path()) {
            self.open_article(&path);
        }
    }
}
