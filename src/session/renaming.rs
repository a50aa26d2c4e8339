//! Another analyst's name: what becomes of the work under the one before.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{NoticeKind, Offer, OpenFolder, Session, TaskResult};
use crate::store::{self, Analyst, AnnotationFile, StoreError};

/// What came of taking work along.
#[derive(Debug)]
pub(super) struct TakenAlong {
    now: Analyst,
    /// The article that was open.
    article: Option<PathBuf>,
    taken: usize,
    left: usize,
    failure: Option<StoreError>,
}

impl Session {
    /// Says that there is work under the name before, with the ways to go on, and under the present one.
    pub(super) fn report_other_analyst(&mut self, before: Analyst) {
        self.notices.forget(|it| {
            matches!(it, NoticeKind::OtherAnalyst { .. } | NoticeKind::WorkTakenUp { .. })
        });
        let now = self.analyst().clone();
        if before == now {
            return;
        }
        let articles = self.works_under(&now).len();
        if articles > 0 {
            let (before, now) = (before.clone(), now.clone());
            let offer = Offer::GoOnAs(before.clone());
            self.post_notice(NoticeKind::WorkTakenUp { before, now, articles }, [offer]);
        }
        let articles = self.works_under(&before).len();
        if articles > 0 {
            let offers = [Offer::TakeAlong(before.clone()), Offer::GoOnAs(before.clone())];
            self.post_notice(NoticeKind::OtherAnalyst { before, now, articles }, offers);
        }
    }

    /// The works of `analyst` in the folder that is worked through, or that of the open article.
    fn works_under(&self, analyst: &Analyst) -> Vec<AnnotationFile> {
        let open = self.article_path().and_then(Path::parent);
        let folder = self.folder().map(OpenFolder::path).or(open);
        folder.map(|it| store::works_of(it, analyst)).unwrap_or_default()
    }

    /// Goes on under the name before, in the settings too.
    pub(super) fn go_on_as(&mut self, analyst: &Analyst) {
        let mut settings = self.settings().clone();
        analyst.as_str().clone_into(&mut settings.analyst);
        self.change_settings(settings);
        // Whose work that is, is known: it is gone back to.
        self.notices.forget(|it| matches!(it, NoticeKind::WorkTakenUp { .. }));
    }

    /// Takes the work under the name `before` along to the present one, on a thread; the article is closed
    /// meanwhile.
    pub(super) fn take_along(&mut self, before: &Analyst) {
        let files = self.works_under(before);
        if files.is_empty() {
            return;
        }
        let article = self.article_path().map(Path::to_owned);
        self.close();
        if self.editor.is_some() {
            // It could not be saved.
            return;
        }
        let (now, schema) = (self.analyst().clone(), Arc::clone(self.schema_in_use()));
        self.tasks.start(move || {
            let mut done = TakenAlong { now, article, taken: 0, left: 0, failure: None };
            for file in &files {
                match store::hand_over(file, &done.now, &schema) {
                    Ok(true) => done.taken += 1,
                    Ok(false) => done.left += 1,
                    Err(error) => {
                        done.left += 1;
                        done.failure.get_or_insert(error);
                    }
                }
            }
            TaskResult::TakenAlong(Box::new(done))
        });
    }

    pub(super) fn on_taken_along(&mut self, done: TakenAlong) {
        let TakenAlong { now, article, taken, left, failure } = done;
        self.open_all_again(article);
        if let Some(error) = failure {
            self.post_notice(NoticeKind::NotSaved(error), []);
        }
        self.post_notice(NoticeKind::WorkTakenAlong { now, articles: taken, left }, []);
    }
}
