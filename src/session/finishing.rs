//! Marking an article done, and what is asked first where something in it is not.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    AnswerScope, EditAction, FinishAnswer, NoticeKind, Offer, PublicationState, Session,
    UnfinishedWork,
    workspace::{ListedArticle, OpenFolder},
};
use crate::{model::ArticleStatus, store};

impl Session {
    /// What is still open in the article; `None` where nothing is.
    pub fn unfinished_work(&self) -> Option<UnfinishedWork> {
        let editor = self.editor()?;
        let suggestions = editor.suggestions().left() + editor.suggestions().later();
        let is_undated = match editor.publication() {
            PublicationState::Confirmed(_) | PublicationState::Catalogued(_) => false,
            PublicationState::Proposed(_) | PublicationState::Unknown => true,
        };
        let findings = editor.findings().list().len();
        let is_looking = self.awaits_suggestions();
        let work = UnfinishedWork { suggestions, is_looking, is_undated, findings };
        work.is_some().then_some(work)
    }

    /// What is asked before the article is marked done, as long as nobody has answered.
    pub fn finish_question(&self) -> Option<UnfinishedWork> {
        let asked = self.notices().iter().find_map(|it| {
            let NoticeKind::Unfinished(work) = it.kind else { return None };
            Some(work)
        });
        asked.filter(|_| self.editor().is_some())
    }

    /// Keeps what is asked true to the work: an article in which nothing is open any more is not asked
    /// about. Where suggestions were still being looked for, what was wished for goes on once they are found.
    pub(super) fn follow_finish_question(&mut self) {
        let Some(asked) = self.finish_question() else { return };
        match self.unfinished_work() {
            Some(work) if work == asked => {}
            work if asked.is_looking && work.is_none_or(|it| !it.is_looking) => {
                self.notices.forget(|it| matches!(it, NoticeKind::Unfinished(_)));
                self.finish_article();
            }
            Some(_) => self.ask_how_to_finish(),
            None => self.notices.forget(|it| matches!(it, NoticeKind::Unfinished(_))),
        }
    }

    /// Marks the article done and opens the next one that is not; where something is open in it, asks
    /// first, unless an answer was kept.
    pub(super) fn finish_article(&mut self) {
        self.enter_drafts();
        if self.editor().is_some_and(|it| it.adjudication().is_some()) {
            return self.finish_gold();
        }
        if let Err(reason) = self.may_write() {
            return self.refuse(reason);
        }
        match (self.unfinished_work(), self.settings().finish_answer) {
            (None, _) => self.finish_with(FinishAnswer::Leave),
            // Nobody has said to reject what is not found yet.
            (Some(work), Some(FinishAnswer::RejectAll)) if work.is_looking => {
                self.ask_how_to_finish();
            }
            (Some(_), Some(answer)) => self.finish_with(answer),
            (Some(_), None) => self.ask_how_to_finish(),
        }
    }

    fn ask_how_to_finish(&mut self) {
        let Some(work) = self.unfinished_work() else { return };
        let offers: Vec<Offer> = work.answers().map(Offer::Finish).collect();
        self.notices.forget(|it| matches!(it, NoticeKind::Unfinished(_)));
        self.post_notice(NoticeKind::Unfinished(work), offers);
    }

    /// Answers what was asked.
    pub(super) fn answer_finish(&mut self, answer: FinishAnswer, scope: AnswerScope) {
        if scope == AnswerScope::Always && answer != FinishAnswer::GoBack {
            self.settings.finish_answer = Some(answer);
            self.keep_settings();
        }
        self.finish_with(answer);
    }

    fn finish_with(&mut self, answer: FinishAnswer) {
        self.notices.forget(|it| matches!(it, NoticeKind::Unfinished(_)));
        match answer {
            FinishAnswer::GoBack => return,
            FinishAnswer::Leave => {}
            FinishAnswer::RejectAll => {
                let open = self.editor().map(|it| it.suggestions().undecided(it.document()));
                let open = open.unwrap_or_default();
                if !open.is_empty() {
                    self.perform_edit(EditAction::RejectSuggestions(open));
                }
            }
        }
        self.mark_done();
    }

    /// The next article that is not done and that nobody has open elsewhere, and how many that somebody has open
    /// were passed over. The list may not know yet what was written in another window.
    fn next_free(&mut self) -> (Option<PathBuf>, usize) {
        let Some(here) = self.article_path().map(Path::to_owned) else { return (None, 0) };
        let folder = self.workspace.folder.as_ref();
        let candidates = folder.map(|it| it.not_done_after(&here)).unwrap_or_default();
        let schema = Arc::clone(self.schema_in_use());
        let analyst = self.workspace.analyst.clone();
        let mut open_in: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
        let mut held = 0;
        for path in candidates {
            let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { continue };
            let open = open_in.entry(parent.to_owned());
            let open = open.or_insert_with(|| store::open_files(parent).into_keys().collect());
            if open.contains(&format!("{}.{analyst}", name.to_string_lossy())) {
                held += 1;
                continue;
            }
            let Some(folder) = &mut self.workspace.folder else { break };
            folder.take(ListedArticle::look(&path, &analyst).into_iter().collect(), &schema);
            if !folder.is_finished(&path) {
                return (Some(path), held);
            }
        }
        (None, held)
    }

    fn mark_done(&mut self) {
        self.perform(EditAction::SetStatus(ArticleStatus::Done));
        self.teach_programs();
        if self.article_path().is_none() || !self.leave() {
            return;
        }
        self.refresh_row();
        let (next, held) = self.next_free();
        match next {
            Some(next) => self.open_article(&next),
            None if held > 0 => self.post_notice(NoticeKind::RestIsHeld(held), []),
            None if self.workspace.folder.as_ref().is_some_and(OpenFolder::is_divided) => {
                self.post_notice(NoticeKind::OwnDone, []);
            }
            None => self.post_notice(NoticeKind::AllDone, []),
        }
    }
}
