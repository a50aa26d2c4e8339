//! Marking an article done, and what is asked first where something in it is not.

use super::{
    AnswerScope, EditAction, FinishAnswer, NoticeKind, Offer, PublicationState, Session,
    UnfinishedWork, workspace::OpenFolder,
};
use crate::model::ArticleStatus;

impl Session {
    /// What is still open in the article; `None` where nothing is.
    pub fn unfinished_work(&self) -> Option<UnfinishedWork> {
        let editor = self.editor()?;
        let suggestions = editor.suggestions().left() + editor.suggestions().later();
        let is_undated = match editor.publication() {
            PublicationState::Confirmed(_) | PublicationState::Catalogued(_) => false,
            PublicationState::Proposed(_) | PublicationState::Unknown => true,
        };
        let work = UnfinishedWork { suggestions, is_undated };
        (suggestions > 0 || is_undated).then_some(work)
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
    /// about.
    pub(super) fn follow_finish_question(&mut self) {
        let Some(asked) = self.finish_question() else { return };
        match self.unfinished_work() {
            Some(work) if work == asked => {}
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
            (Some(_), Some(answer)) => self.finish_with(answer),
            (Some(_), None) => self.ask_how_to_finish(),
        }
    }

    fn ask_how_to_finish(&mut self) {
        let Some(work) = self.unfinished_work() else { return };
        let answers = [FinishAnswer::GoBack, FinishAnswer::Leave, FinishAnswer::RejectAll];
        // Without suggestions there is nothing to reject.
        let fitting = answers.into_iter().take(if work.suggestions > 0 { 3 } else { 2 });
        let offers: Vec<Offer> = fitting.map(Offer::Finish).collect();
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

    fn mark_done(&mut self) {
        self.perform(EditAction::SetStatus(ArticleStatus::Done));
        self.teach_programs();
        if self.article_path().is_none() || !self.leave() {
            return;
        }
        self.refresh_row();
        match self.workspace.next_not_done() {
            Some(next) => self.open_article(&next),
            None if self.workspace.folder.as_ref().is_some_and(OpenFolder::is_divided) => {
                self.post_notice(NoticeKind::OwnDone, []);
            }
            None => self.post_notice(NoticeKind::AllDone, []),
        }
    }
}
