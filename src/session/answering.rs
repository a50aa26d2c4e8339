//! What is done about files that others changed, hold or removed.

use std::path::Path;

use super::{
    AnswerScope, EditAction, Editor, NoticeAction, NoticeKind, Offer, PublicationState, Session,
    failures::is_of_failure,
};
use crate::{
    model::Document,
    store::{self, AnnotationFile, ArticleFile, FileSyntax},
};

impl Session {
    pub(super) fn perform_notice(&mut self, action: NoticeAction) {
        match action {
            NoticeAction::Answer { notice, offer } => self.answer(notice, offer),
            NoticeAction::Dismiss(serial) => self.dismiss_notice(serial),
            NoticeAction::FailureSeen => self.failure_is_seen(),
            NoticeAction::LeadBack => self.lead_back(),
            NoticeAction::Unfold => self.notices.unfold(),
        }
    }

    fn dismiss_notice(&mut self, serial: u64) {
        let mut notices = self.notices.list().iter();
        if notices.any(|it| it.serial == serial && is_of_failure(&it.kind)) {
            self.failure_is_seen();
        }
        self.notices.dismiss(serial);
    }

    pub(super) fn answer(&mut self, notice: u64, offer: Offer) {
        self.notices.dismiss(notice);
        match offer {
            Offer::Reload => self.reload(),
            Offer::Overwrite => self.overwrite(),
            Offer::SaveAgain => self.save_now(),
            Offer::OpenAgain | Offer::PlaceAnew => self.open_again(),
            Offer::WriteArticle => self.write_article(),
            Offer::BringBack(files) => self.bring_back(&files),
            Offer::TakeOver => self.take_over(),
            Offer::Keep(syntax) => self.keep_syntax(syntax),
            Offer::RemoveParts(ids) => self.perform_edit(EditAction::RemoveParts(ids)),
            Offer::AgreeToProgram(program) => self.decide_on_program(&program, true),
            Offer::TurnProgramOff(program) => self.decide_on_program(&program, false),
            Offer::StopReports => self.stop_reports(),
            Offer::GoTo(article) => self.open_article(&article),
            Offer::TakeAlong(before) => self.take_along(&before),
            Offer::GoOnAs(analyst) => self.go_on_as(&analyst),
            Offer::Finish(answer) => self.answer_finish(answer, AnswerScope::Once),
            // The window shows these.
            Offer::SaveElsewhere
            | Offer::Review
            | Offer::ReviewFolder
            | Offer::Versions
            | Offer::GoOn
            | Offer::CorrectValue(_)
            | Offer::FailureReport => {}
        }
    }

    /// To what stands in the way of working: what may have passed is tried again, the rest is said again.
    fn lead_back(&mut self) {
        let article = self.workspace.article.as_ref();
        if article.is_some_and(|it| it.read_only.is_some()) {
            self.open_again();
        } else {
            self.notices.unfold();
        }
    }

    /// Reads the annotation file as another program left it. What stands here is kept among the
    /// earlier versions first; steps that were not saved are made on the file where they fit.
    fn reload(&mut self) {
        let (Some(editor), Some(article)) = (&self.editor, &self.workspace.article) else { return };
        let Some(files) = &article.files else { return self.open_again() };
        let opened = match store::read_article(article.path()) {
            Ok(opened) => opened,
            Err(error) => return self.post_notice(NoticeKind::NotOpened(error), []),
        };
        if let Err(error) = files.keep(editor.document()) {
            return self.post_notice(NoticeKind::NotSaved(error), []);
        }
        self.show_again(opened);
    }

    /// Writes the article where somebody removed it, as it was read.
    fn write_article(&mut self) {
        let (Some(editor), Some(path)) = (&self.editor, self.article_path()) else { return };
        if let Err(error) = store::create_article(path, editor.document().text().as_str()) {
            self.post_notice(NoticeKind::NotSaved(error), []);
        }
    }

    fn bring_back(&mut self, files: &[AnnotationFile]) {
        let mut back = Vec::new();
        for file in files.iter().filter(|it| !it.article.is_file()) {
            match store::restore_article(file) {
                Ok(article) => back.extend(article),
                Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
            }
        }
        let Some(first) = back.first() else { return };
        let folder = self.workspace.folder.as_ref().map(|it| it.path().to_owned());
        if let Some(folder) = folder.filter(|it| first.parent() == Some(it)) {
            self.open_folder(&folder);
        }
        self.open_article(first);
    }

    fn overwrite(&mut self) {
        let (Some(editor), Some(article)) = (&self.editor, &mut self.workspace.article) else {
            return;
        };
        if let Err(error) = article.overwrite(editor) {
            self.post_notice(NoticeKind::NotSaved(error), []);
        }
    }

    /// Opens the article anew, saving before what can be saved.
    pub(super) fn open_again(&mut self) {
        let Some(path) = self.article_path().map(Path::to_owned) else { return };
        if !self.leave() {
            return;
        }
        match store::read_article(&path) {
            Ok(opened) => self.show_again(opened),
            Err(error) => self.post_notice(NoticeKind::NotOpened(error), []),
        }
    }

    /// Gives lock and journal back before the same files are opened again.
    fn show_again(&mut self, opened: ArticleFile) {
        self.workspace.article = None;
        self.notices.forget_offering(|it| !it.is_empty());
        let before = self.editor.as_ref();
        let before = before.map(|it| (it.document().text().clone(), it.selection()));
        self.show(opened);
        // Whoever reads on stays where they read.
        if let Some((text, selection)) = before
            && let Some(editor) = self.editor.as_mut().filter(|it| *it.document().text() == text)
        {
            editor.select(selection);
        }
    }

    fn take_over(&mut self) {
        let Some(files) = self.workspace.article.as_mut().and_then(|it| it.files.take()) else {
            return;
        };
        let taken = files.take_over();
        if let Err(error) = taken {
            self.post_notice(NoticeKind::NotOpened(error), []);
        }
        self.open_again();
    }

    fn keep_syntax(&mut self, syntax: FileSyntax) {
        let Some(article) = self.article_path().map(Path::to_owned) else { return };
        let file =
            AnnotationFile { article, analyst: self.workspace.work_analyst().clone(), syntax };
        match store::keep_syntax(&file) {
            Ok(aside) => {
                self.open_again();
                self.post_notice(NoticeKind::SetAside(aside), []);
            }
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
        }
    }

    /// Confirms the day of publication that was known where the article came from, as soon as its
    /// annotations are read, unless it is known here too.
    pub(super) fn take_up_carried_day(&mut self) {
        let Some(article) = self.workspace.article.as_mut().filter(|it| it.files.is_some()) else {
            return;
        };
        let Some(day) = article.carried_day.take() else { return };
        let published = self.editor.as_ref().map(Editor::publication);
        if let Some(PublicationState::Proposed(_) | PublicationState::Unknown) = published {
            let (key, value) = (Document::PUBLISHED.into(), day.to_string());
            self.perform_edit(EditAction::SetMeta { key, value });
        }
    }

    /// Writes article and annotations into `folder` and goes on there; everything can still be undone.
    pub(super) fn save_elsewhere(&mut self, folder: &Path) {
        let (Some(editor), Some(article)) = (&self.editor, &self.workspace.article) else { return };
        let Some(files) = &article.files else { return };
        let day = editor.catalogued_publication();
        let copied = files.copy_to(folder, editor.document(), editor.history());
        match copied.and_then(|path| store::read_article(&path)) {
            Ok(opened) => {
                let path = opened.path.clone();
                self.show_again(opened);
                if let Some(article) = &mut self.workspace.article {
                    article.carried_day = day;
                }
                self.take_up_carried_day();
                self.post_notice(NoticeKind::Saved(path), []);
            }
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
        }
    }
}
