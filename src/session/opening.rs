//! An article's way from a path to the page, and off it again.
//!
//! `open_path` finds the article that a path means; [`store::read_article`] reads its text; `show` puts
//! that on the page, in an [`Editor`] without annotations and an [`OpenArticle`] without files;
//! [`store::open_work`] reads the annotations, on a thread where the article is long; `on_work_opened`
//! hands their document to the editor and their files to the open article.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    CompareAction, Editor, FileAction, MovesReview, NoticeKind, Offer, Reason, Selection, Session,
    TaskResult,
    editor::KnownPublication,
    workspace::{AwaitedArticle, OpenArticle},
};
use crate::{
    edit::UndoHistory,
    model::{Change, Document, Edit, Transaction},
    recognize::date::{PublicationClues, PublicationProposal, publication_proposals},
    store::{
        self, Analyst, AnnotationFile, ArticleFile, FileSyntax, OpenedWork, ReadOnly, StoreError,
        StoreFailure, WorkRequest,
    },
    text::Encoding,
};

/// Annotations of articles up to this length are read before the first frame, in bytes.
const AT_ONCE: usize = 300_000;
/// Web pages up to this length are read before the next frame, in bytes.
const PAGE_AT_ONCE: u64 = 16_000;

impl Session {
    pub(super) fn perform_file(&mut self, action: FileAction) {
        match action {
            FileAction::Open(path) => self.open_path(&path),
            FileAction::OpenSample(parent) => self.open_sample(parent.as_deref()),
            FileAction::Paste { text, name, folder } => self.paste(&text, &name, &folder),
            FileAction::Close => self.close(),
            FileAction::KeepDraft { key, words } => self.keep_draft(key, words),
            FileAction::EnterDraft(key) => self.enter_draft(&key),
            FileAction::KeepPasted(text) => self.keep_pasted(text.as_deref()),
            FileAction::Save => self.save_now(),
            FileAction::SaveAs(syntax) => self.save_as(syntax),
            FileAction::SaveElsewhere(folder) => self.save_elsewhere(&folder),
            FileAction::Finish => self.finish_article(),
            FileAction::FinishWith(answer, scope) => self.answer_finish(answer, scope),
            FileAction::LookAgain => self.look_again(),
            FileAction::Arrange(arrangement) => self.arrange_articles(arrangement),
            FileAction::RowsInSight(places) => self.note_rows_in_sight(places),
            FileAction::LookAtVersions => self.look_at_versions(),
            FileAction::Restore(path) => self.restore(&path),
        }
    }

    pub(super) fn open_path(&mut self, path: &Path) {
        let path = store::true_place(path);
        if path.is_dir() {
            self.open_folder(&path);
            return;
        }
        let (path, analyst) = article_of(&path);
        let path = store::true_place(&path);
        if let Some(analyst) = analyst {
            self.workspace.analyst = analyst;
        }
        self.open_article(&path);
    }

    /// Opens an article and selects bytes of it.
    pub(super) fn go_to(&mut self, path: &Path, bytes: &std::ops::Range<usize>) {
        let is_open = path.as_os_str().is_empty() || self.article_path() == Some(path);
        if !is_open {
            self.open_article(path);
        }
        if let Some(awaited) = &mut self.workspace.awaited {
            awaited.select = Some(bytes.clone());
            return;
        }
        let arrived = is_open || self.article_path() == Some(path);
        if let Some(editor) = self.editor.as_mut().filter(|_| arrived) {
            editor.go_to_words(Selection { anchor: bytes.start, head: bytes.end });
        }
    }

    pub(super) fn open_article(&mut self, path: &Path) {
        if !self.leave() {
            return;
        }
        self.workspace.awaited = None;
        if store::page_to_read(path) > PAGE_AT_ONCE {
            let path = path.to_owned();
            self.workspace.awaited = Some(AwaitedArticle { path: path.clone(), select: None });
            self.tasks.start(move || {
                let outcome = Box::new(store::read_article(&path));
                TaskResult::ArticleRead { path, outcome }
            });
            return;
        }
        self.on_article_read(path, store::read_article(path));
    }

    /// Shows an article that was read with its web page, unless another one was opened meanwhile.
    pub(super) fn on_page_read(&mut self, path: &Path, outcome: Result<ArticleFile, StoreError>) {
        let Some(awaited) = self.workspace.awaited.take_if(|it| it.path == path) else { return };
        // Until now the article before it was worked on.
        if !self.leave() {
            return;
        }
        self.on_article_read(path, outcome);
        if let Some(bytes) = awaited.select
            && let Some(editor) = &mut self.editor
        {
            editor.go_to_words(Selection { anchor: bytes.start, head: bytes.end });
        }
    }

    fn on_article_read(&mut self, path: &Path, outcome: Result<ArticleFile, StoreError>) {
        let is_other = self.workspace.compared.take_if(|it| it.path != path).is_some();
        match outcome {
            Ok(opened) => {
                self.show(opened);
                if is_other {
                    // Comparing goes on in the article that is gone to.
                    self.perform_compare(CompareAction::Toggle);
                }
            }
            Err(error) => {
                let is_gone = error.is_not_found();
                self.post_notice(NoticeKind::NotOpened(error), []);
                if is_gone {
                    self.report_orphaned_files(&store::orphaned_files_of(path));
                }
            }
        }
    }

    /// Makes an article the open one, and reads what was marked in it.
    pub(super) fn show(&mut self, opened: ArticleFile) {
        self.note_left_article();
        self.notices.leave_article(Some(&opened.path));
        if opened.extracted {
            self.post_notice(NoticeKind::Extracted(opened.path.clone()), []);
        }
        if let Some(shown) = opened.page_days.other_than_named().filter(|_| opened.extracted) {
            let moment = opened.page_days.moment.clone();
            self.post_notice(NoticeKind::PageDaysDiffer { moment, shown }, []);
        }
        if opened.article.encoding != Encoding::Utf8 {
            self.post_notice(NoticeKind::OtherEncoding(opened.article.encoding), []);
        }
        self.notices.forget(|it| matches!(it, NoticeKind::NotOpened(_)));
        let folder = opened.path.parent().unwrap_or(Path::new("."));
        match self.workspace.schema.enter(folder) {
            Ok(moved) => {
                self.notices.forget(|it| matches!(it, NoticeKind::SchemaUnusable(_)));
                for it in moved {
                    self.post_notice(NoticeKind::KeyMoved(it), []);
                }
            }
            Err(error) => self.post_notice(NoticeKind::SchemaUnusable(error), []),
        }
        // What can't be read now is reported when somebody rules.
        self.workspace.rulings = store::rulings_of(folder).unwrap_or_default();
        self.settings.remember(&opened.path);
        self.keep_settings();
        let schema = Arc::clone(self.workspace.schema.in_use());
        let document = Document::new("", opened.article.text.clone(), schema);
        let editor = Editor::new(document, UndoHistory::default());
        let folder = opened.path.parent().unwrap_or(Path::new("."));
        self.enter_catalog(folder);
        let folder = opened.path.parent().unwrap_or(Path::new("."));
        self.enter_people(folder);
        let catalogued = self.workspace.catalog.published(&opened.path);
        let publication = KnownPublication { proposals: proposals(&opened), catalogued };
        self.editor = Some(editor.with_publication(publication));
        self.workspace.article = Some(OpenArticle::new(&opened));
        self.open_work(opened);
    }

    /// Reads what was marked before, at once or on a thread.
    fn open_work(&mut self, opened: ArticleFile) {
        let schema = Arc::clone(self.workspace.schema.in_use());
        let mut opening = WorkRequest::new(&opened, self.workspace.work_analyst().clone(), schema);
        opening.person = self.workspace.analyst.clone();
        opening.syntax = self.settings.syntax;
        if opened.article.text.len_bytes() <= AT_ONCE {
            self.on_work_opened(&opened.path, store::open_work(opening));
        } else {
            let path = opened.path;
            self.tasks.start(move || {
                let outcome = Box::new(store::open_work(opening));
                TaskResult::WorkOpened { path, outcome }
            });
        }
    }

    pub(super) fn on_work_opened(&mut self, path: &Path, outcome: Result<OpenedWork, StoreError>) {
        let article = self.workspace.article.as_mut().filter(|it| it.path() == path);
        let (Some(article), Some(editor)) = (article, &mut self.editor) else { return };
        let started = match outcome {
            Ok(started) => started,
            Err(error) => {
                article.read_only = Some(Reason::AnnotationsUnreadable);
                return self.report_unreadable(error, path);
            }
        };
        let wake = Arc::clone(self.tasks.wake());
        let read_only = started.read_only.clone().map(Reason::ReadOnly);
        article.attach(started.files, read_only, move || wake());
        // What was begun while they were being read goes on.
        let begun = std::mem::replace(&mut article.drafts, started.drafts);
        article.drafts.extend(begun);
        editor.replace_document(started.document, started.history);
        if started.recovered > 0 {
            article.changed_now();
        }
        if let Some(reason) = started.read_only {
            self.report_read_only(reason);
        }
        if started.recovered > 0 {
            self.post_notice(NoticeKind::Recovered(started.recovered), []);
        }
        if started.changed_outside {
            self.post_notice(NoticeKind::WasChangedOutside, [Offer::Versions]);
        }
        if let Some(first) = started.findings.first() {
            let (count, first) = (started.findings.len(), first.clone());
            self.post_notice(NoticeKind::EntriesUnfit { count, first }, [Offer::Versions]);
        }
        if let Some(proposal) = started.proposal {
            let (certain, doubts) = (proposal.certain, proposal.doubts.len());
            if let Some(article) = &mut self.workspace.article {
                article.review = Some(MovesReview::new(proposal));
            }
            self.take_up_decisions();
            let is_reported = self.notices.has(|it| matches!(it, NoticeKind::ArticlesMoved { .. }));
            if is_reported && doubts > 0 {
                // Among those of the folder; the panel beside the page is open.
            } else if doubts > 0 || self.may_agree().is_err() {
                self.post_notice(NoticeKind::TagsMoved { certain, doubts }, [Offer::Review]);
            } else {
                // Every tag went with its words: there is nothing to ask.
                self.agree_to_moves();
            }
        }
        self.take_up_drafts();
        self.follow_recovered_schema();
        if self.take_up_comparing(path) {
            return;
        }
        self.record_meta_of_page();
        self.take_up_carried_day();
        self.take_up_experience();
        self.choose_suggestions();
        self.look_for_suggestions();
        self.ask_programs();
    }

    /// What a web page said of itself becomes the first step of its document, so that it is in the
    /// journal like everything else.
    fn record_meta_of_page(&mut self) {
        let (Some(editor), Some(article)) = (&mut self.editor, &mut self.workspace.article) else {
            return;
        };
        let said = article.take_page_meta();
        let is_new = !editor.history().can_undo() && !editor.history().can_redo();
        let document = editor.document();
        if article.refusal().is_some() || !is_new || document.annotations().len() > 0 {
            return;
        }
        // When it was published is confirmed by the analyst.
        let unsaid = said.into_iter().filter(|(key, _)| {
            key.as_str() != Document::PUBLISHED && !document.meta().contains_key(key)
        });
        let edits = unsaid.map(|(key, value)| Edit::Meta(key, Change::insert(value)));
        let step: Transaction = edits.collect::<Vec<_>>().into();
        // None of the keys is there, so that it fits.
        let _fits = editor.commit(step);
        self.journal_steps();
    }

    /// Reports why the annotations could not be read.
    fn report_unreadable(&mut self, error: StoreError, article: &Path) {
        if matches!(error.failure, StoreFailure::BothSyntaxes) {
            return self.ask_for_syntax(article);
        }
        // What is broken stays so; what the disk refused may pass.
        let is_broken = matches!(error.failure, StoreFailure::Syntax(_) | StoreFailure::NotOurs);
        let mut offers = [Offer::OpenAgain, Offer::Versions];
        if is_broken {
            offers.reverse();
        }
        self.post_notice(NoticeKind::AnnotationsUnreadable(error), offers);
    }

    /// Reports why the article can only be read.
    fn report_read_only(&mut self, reason: ReadOnly) {
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

    /// Asks which of two files of this analyst is the one to go on with.
    fn ask_for_syntax(&mut self, article: &Path) {
        let rivals = store::rivals(article, self.workspace.work_analyst());
        let tags = |syntax: FileSyntax| {
            rivals.iter().find(|it| it.syntax == syntax).and_then(|it| it.tags)
        };
        let later = rivals.iter().max_by_key(|it| it.modified).map(|it| it.syntax);
        let (ron, json) = (tags(FileSyntax::Ron), tags(FileSyntax::Json));
        let notice = NoticeKind::BothSyntaxes { ron, json, later: later.unwrap_or_default() };
        self.post_notice(notice, [Offer::Keep(FileSyntax::Ron), Offer::Keep(FileSyntax::Json)]);
    }

    pub(super) fn close(&mut self) {
        if self.leave() {
            self.note_left_article();
            self.notices.leave_article(None);
            self.editor = None;
            self.workspace.article = None;
            self.workspace.compared = None;
        }
    }

    pub(super) fn change_analyst(&mut self, analyst: Analyst) {
        if analyst == self.workspace.analyst || !self.leave() {
            return;
        }
        self.workspace.analyst = analyst;
        self.workspace.compared = None;
        let article = self.article_path().map(Path::to_owned);
        self.workspace.article = None;
        self.open_all_again(article);
    }

    /// Opens folder and article again, as after another name was chosen: lists, tags and suggestions are
    /// those of the analyst.
    pub(super) fn open_all_again(&mut self, article: Option<PathBuf>) {
        if let Some(folder) = self.folder().map(|it| it.path().to_owned()) {
            self.open_folder(&folder);
        }
        if let Some(path) = article.filter(|it| self.article_path() != Some(it.as_path())) {
            self.open_article(&path);
        }
    }
}

/// The article that a path stands for: an annotation file leads to its article and its analyst.
fn article_of(path: &Path) -> (PathBuf, Option<Analyst>) {
    match AnnotationFile::from_path(path).filter(|_| path.is_file()) {
        Some(AnnotationFile { article, analyst, .. }) => (article, Some(analyst)),
        None => (path.to_owned(), None),
    }
}

/// The days on which an article may have been published, the surest first.
fn proposals(opened: &ArticleFile) -> Vec<PublicationProposal> {
    let file_stem = opened.path.file_stem().unwrap_or_default().to_string_lossy();
    publication_proposals(&PublicationClues {
        text: &opened.article.text,
        file_stem: &file_stem,
        page: Some(&opened.page_days),
    })
}
