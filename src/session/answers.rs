//! What is done about files that others changed, hold or removed.

use std::path::Path;

use super::{EditAction, NoticeAction, NoticeKind, Offer, Session};
use crate::{
    model::{Change, Edit, Transaction},
    store::{self, AnnotationFile, Failure, Opened, ReadOnly, StoreError, Syntax},
};

impl Session {
    pub(super) fn perform_notice(&mut self, action: NoticeAction) {
        match action {
            NoticeAction::Answer { notice, offer } => self.answer(notice, offer),
            NoticeAction::Dismiss(serial) => self.notices.retain(|it| it.serial != serial),
        }
    }

    pub(super) fn answer(&mut self, notice: u64, offer: Offer) {
        self.notices.retain(|it| it.serial != notice);
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
            // The window shows these.
            Offer::SaveElsewhere | Offer::Review | Offer::Versions => {}
        }
    }

    /// Reads the annotation file as another program left it. What stands here is kept among the
    /// earlier versions first; steps that were not saved are made on the file where they fit.
    fn reload(&mut self) {
        let (Some(open), Some(file)) = (&self.open, &self.file) else { return };
        let Some(work) = &file.work else { return self.open_again() };
        let opened = match store::read_article(&file.path) {
            Ok(opened) => opened,
            Err(error) => return self.post_notice(NoticeKind::NotOpened(error), []),
        };
        if let Err(error) = work.keep(open.document()) {
            return self.post_notice(NoticeKind::NotSaved(error), []);
        }
        self.show_again(opened);
    }

    /// Writes the article where somebody removed it, as it was read.
    fn write_article(&mut self) {
        let (Some(open), Some(path)) = (&self.open, self.article_path()) else { return };
        if let Err(error) = store::create_article(path, open.document().text().as_str()) {
            self.post_notice(NoticeKind::NotSaved(error), []);
        }
    }

    /// Tells of work whose articles are not there, and offers to write those that were kept.
    pub(super) fn tell_strays(&mut self, strays: &[AnnotationFile]) {
        let Some(first) = strays.first() else { return };
        let notice = NoticeKind::Strays { count: strays.len(), first: first.path() };
        let kept: Vec<_> = strays.iter().filter(|it| store::is_kept(it)).cloned().collect();
        let offer = if kept.is_empty() { None } else { Some(Offer::BringBack(kept)) };
        self.post_notice(notice, offer);
    }

    fn bring_back(&mut self, files: &[AnnotationFile]) {
        let mut back = Vec::new();
        for file in files.iter().filter(|it| !it.article.is_file()) {
            match store::bring_back(file) {
                Ok(article) => back.extend(article),
                Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
            }
        }
        let Some(first) = back.first() else { return };
        let folder = self.library.as_ref().map(|it| it.path().to_owned());
        if let Some(folder) = folder.filter(|it| first.parent() == Some(it)) {
            self.open_folder(&folder);
        }
        self.open_article(first);
    }

    fn overwrite(&mut self) {
        let (Some(open), Some(file)) = (&self.open, &mut self.file) else { return };
        let Some(work) = &file.work else { return };
        file.changed = None;
        match work.overwrite(open.document()) {
            Ok(()) => file.tells_saved = true,
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
        }
    }

    /// Opens the article anew, saving before what can be saved.
    fn open_again(&mut self) {
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
    fn show_again(&mut self, opened: Opened) {
        self.file = None;
        self.notices.retain(|it| it.offers.is_empty());
        self.show(opened);
    }

    fn take_over(&mut self) {
        let Some(work) = self.file.as_mut().and_then(|it| it.work.take()) else { return };
        let taken = work.take_over();
        if let Err(error) = taken {
            self.post_notice(NoticeKind::NotOpened(error), []);
        }
        self.open_again();
    }

    /// Asks which of two files of this analyst is the one to go on with.
    pub(super) fn ask_for_syntax(&mut self, article: &Path) {
        let rivals = store::rivals(article, &self.analyst);
        let tags =
            |syntax: Syntax| rivals.iter().find(|it| it.syntax == syntax).and_then(|it| it.tags);
        let later = rivals.iter().max_by_key(|it| it.modified).map(|it| it.syntax);
        let (ron, json) = (tags(Syntax::Ron), tags(Syntax::Json));
        let notice = NoticeKind::BothSyntaxes { ron, json, later: later.unwrap_or_default() };
        self.post_notice(notice, [Offer::Keep(Syntax::Ron), Offer::Keep(Syntax::Json)]);
    }

    fn keep_syntax(&mut self, syntax: Syntax) {
        let Some(article) = self.article_path().map(Path::to_owned) else { return };
        let file = AnnotationFile { article, analyst: self.analyst.clone(), syntax };
        match store::keep_syntax(&file) {
            Ok(aside) => {
                self.open_again();
                self.post_notice(NoticeKind::SetAside(aside), []);
            }
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
        }
    }

    /// Writes article and tags into `folder` and goes on there, with everything that can be undone.
    pub(super) fn save_elsewhere(&mut self, folder: &Path) {
        let (Some(open), Some(file)) = (&self.open, &self.file) else { return };
        let Some(work) = &file.work else { return };
        let copied = work.copy_to(folder, open.document(), open.history());
        match copied.and_then(|path| store::read_article(&path)) {
            Ok(opened) => {
                let path = opened.path.clone();
                self.show_again(opened);
                self.post_notice(NoticeKind::Saved(path), []);
            }
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
        }
    }

    /// What a web page said of itself becomes the first step of its document, so that it is in the
    /// journal like everything else.
    pub(super) fn record_meta_of_page(&mut self) {
        let (Some(open), Some(file)) = (&mut self.open, &mut self.file) else { return };
        let said = std::mem::take(&mut file.meta);
        let is_new = !open.history().can_undo() && !open.history().can_redo();
        let document = open.document();
        if file.refusal().is_some() || !is_new || document.annotations().len() > 0 {
            return;
        }
        let unsaid = said.into_iter().filter(|(key, _)| !document.meta().contains_key(key));
        let edits = unsaid.map(|(key, value)| Edit::Meta(key, Change::insert(value)));
        let step: Transaction = edits.collect::<Vec<_>>().into();
        // None of the keys is there, so that it fits.
        let _fits = open.commit(step);
        self.journal_steps();
    }

    /// Tells why the annotations could not be read.
    pub(super) fn not_read(&mut self, error: StoreError, article: &Path) {
        if matches!(error.failure, Failure::BothSyntaxes) {
            return self.ask_for_syntax(article);
        }
        // What is broken stays so; what the disk refused may pass.
        let is_broken = matches!(error.failure, Failure::Syntax(_) | Failure::NotOurs);
        let mut offers = [Offer::OpenAgain, Offer::Versions];
        if is_broken {
            offers.reverse();
        }
        self.post_notice(NoticeKind::AnnotationsUnreadable(error), offers);
    }

    /// Tells why the article can only be read.
    pub(super) fn tell_read_only(&mut self, reason: ReadOnly) {
        let offers = match &reason {
            ReadOnly::Locked(holder) if holder.is_elsewhere() => {
                vec![Offer::OpenAgain, Offer::TakeOver]
            }
            ReadOnly::Locked(_) | ReadOnly::LockLost | ReadOnly::Marked => vec![Offer::OpenAgain],
            ReadOnly::CannotWrite(_) => vec![Offer::OpenAgain, Offer::SaveElsewhere],
            // A notice of its own says more.
            ReadOnly::ArticleChanged => return,
            ReadOnly::Newer { .. } => Vec::new(),
        };
        self.post_notice(NoticeKind::ReadOnly(reason), offers);
    }
}
