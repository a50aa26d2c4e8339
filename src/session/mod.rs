//! The open article and everything a person can do to it, without a screen.
//!
//! A [`Session`] changes only in [`Session::perform`], and in [`Session::tick`], which takes back
//! what threads have finished and saves what was changed.

mod accepting;
mod action;
mod answers;
mod arrivals;
mod assist;
mod concordance;
mod dating;
mod export;
mod files;
mod findings;
mod import;
mod jobs;
mod library;
mod linking;
mod marking;
mod moves;
mod notice;
mod open;
mod refusal;
mod removing;
mod reports;
mod saving;
mod schema;
mod search;
mod settings;
mod suggestions;
mod told;
mod values;
mod versions;

pub use accepting::{Taken, take_up};
pub use action::{Action, Edge, Selection, Status, Toward};
pub use concordance::{Concordance, Hit};
pub use export::{ExportPlan, ExportRequest, ExportScope, parts_before};
pub use files::SaveState;
pub use findings::{Findings, Mend};
pub use import::{Bringing, ImportPlan, ImportRequest, counts};
pub use jobs::Wake;
pub use library::{Library, Row};
pub use linking::LinkTarget;
pub use moves::{Choice, Review};
pub use notice::{Level, Message, Notice, Offer, Reason, Said};
pub use open::{Open, Tagging, trim};
pub use refusal::Refusal;
pub use reports::{Figure, FigureKind, ReportKind, ReportRequest};
pub use schema::{Counting, SchemaChange};
pub use search::{Found, find};
pub use settings::{DigitChoice, Language, LanguageChoice, Settings, ThemeChoice, Typeface};
pub use suggestions::{Suggestions, extent_of};
pub use versions::Earlier;

use std::{sync::Arc, time::Instant};

use self::{files::OpenFile, jobs::Jobs};
use crate::{
    edit::UndoHistory,
    model::{Document, Schema},
    store::{Analyst, ConfigFolder},
};

/// Everything being worked on.
#[derive(Debug)]
pub struct Session {
    settings: Settings,
    config: Option<ConfigFolder>,
    analyst: Analyst,
    schema: Arc<Schema>,
    /// A schema given by hand wins over a folder's.
    given_schema: Option<Arc<Schema>>,
    /// What lies in the folder of the open article; `None` where nothing does.
    folder_schema: Option<Arc<Schema>>,
    /// How often the schema's names are used in the folder.
    counting: Counting,
    open: Option<Open>,
    file: Option<OpenFile>,
    library: Option<Library>,
    concordance: Concordance,
    figures: reports::Figures,
    jobs: Jobs<Done>,
    exports: export::Exports,
    imports: import::Imports,
    notices: Vec<Notice>,
    earlier: Option<versions::Found>,
    next_notice: u64,
    next_check: u64,
}

/// What a thread has finished.
#[derive(Debug)]
enum Done {
    /// Annotations of an article were read.
    Loaded(Box<files::Reading>),
    /// Recognizers went through a text.
    Suggested(marking::Recognized),
    /// Tags were looked through for what may be wrong.
    Checked(findings::Checked),
    /// Words were looked for.
    Found(marking::Searched),
    /// Articles were looked through for words.
    Concordance(concordance::Read),
    /// The uses of the schema's names in the folder were counted.
    Counted(schema::Counted),
    /// A report was written, or not.
    Reported(reports::Written),
    /// A figure was drawn.
    Drawn(Box<Figure>),
    /// It is known what an export would hold.
    Planned(Box<export::Planned>),
    /// A dataset was written, or not.
    Exported(Box<export::Finished>),
    /// It is known what an import would bring.
    ImportPlanned(Box<(ImportRequest, ImportPlan)>),
    /// What was agreed to was written, or not.
    Agreed(Box<moves::Agreed>),
    /// A dataset was brought in, or not.
    Imported(Box<import::Finished>),
    /// Articles of the folder were looked into.
    Listed(Vec<library::Looked>),
    /// Earlier versions were read.
    Versions(versions::Found),
}

/// Notices kept at once.
const NOTICES: usize = 20;

impl Session {
    /// With nothing open. `wake` is told when a thread has finished.
    pub fn new(settings: Settings, config: Option<ConfigFolder>, wake: Wake) -> Self {
        let analyst = Analyst::new(&settings.analyst).unwrap_or_else(|_| Analyst::of_system());
        Self {
            settings,
            config,
            analyst,
            schema: Schema::standard(),
            given_schema: None,
            folder_schema: None,
            counting: Counting::default(),
            open: None,
            file: None,
            library: None,
            concordance: Concordance::default(),
            figures: reports::Figures::default(),
            jobs: Jobs::new(wake),
            exports: export::Exports::default(),
            imports: import::Imports::default(),
            notices: Vec::new(),
            earlier: None,
            next_notice: 0,
            next_check: 0,
        }
    }

    /// The same for another analyst than the settings say, for this session.
    #[must_use]
    pub fn for_analyst(mut self, analyst: Analyst) -> Self {
        self.analyst = analyst;
        self
    }

    /// The same with a schema that wins over the folders'.
    #[must_use]
    pub fn with_schema(mut self, schema: Arc<Schema>) -> Self {
        self.schema = Arc::clone(&schema);
        self.given_schema = Some(schema);
        self
    }

    /// The same with a document that has no file, for tests and previews.
    #[must_use]
    pub fn with_document(mut self, document: Document) -> Self {
        self.schema = Arc::clone(document.schema());
        self.open = Some(Open::new(document, UndoHistory::default()));
        self
    }

    /// The article being worked on.
    pub fn open(&self) -> Option<&Open> {
        self.open.as_ref()
    }

    /// The folder being worked through.
    pub fn folder(&self) -> Option<&Library> {
        self.library.as_ref()
    }

    /// The schema in use.
    pub fn schema(&self) -> &Schema {
        self.open.as_ref().map_or(&self.schema, |it| it.document().schema())
    }

    /// What has been chosen for good.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whose work it is.
    pub fn analyst(&self) -> &Analyst {
        &self.analyst
    }

    /// Messages, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// True while threads are at work.
    pub fn is_busy(&self) -> bool {
        self.jobs.under_way() > 0
    }

    /// Carries out one action. This is the only way a person's wish changes the session.
    pub fn perform(&mut self, action: Action) {
        match action {
            Action::Open(path) => self.open_path(&path),
            Action::OpenSample => self.open_sample(),
            Action::Paste { text, folder } => self.paste(&text, &folder),
            Action::Close => self.close(),
            Action::Save => self.save_now(),
            Action::SaveAs(syntax) => self.save_as(syntax),
            Action::Done => self.finish_article(),
            Action::Decide { id, choice } => self.decide(id, choice),
            Action::DecideUnchanged => self.decide_unchanged(),
            Action::AgreeToMoves => self.agree_to_moves(),
            Action::FindInAll(query) => self.find_in_all(query),
            Action::GoTo { path, bytes } => self.go_to(&path, &bytes),
            Action::LookAtVersions => self.look_at_versions(),
            Action::Restore(path) => self.restore(&path),
            Action::Export(request) => self.export(*request),
            Action::Report(request) => self.report(request),
            Action::Draw(kind, scope) => self.draw(kind, scope),
            Action::PlanExport(request) => self.plan_export(*request),
            Action::PlanImport(request) => self.plan_import(request),
            Action::Import(request) => self.import(request),
            Action::Set(settings) => self.set(*settings),
            Action::ShowFinding(_) | Action::StepFinding(_) | Action::Mend(_) => {
                self.about_findings(&action);
            }
            Action::ChangeSchema(change) => self.change_schema(&change),
            Action::CountUses => self.count_uses(),
            Action::Answer { notice, offer } => self.answer(notice, offer),
            Action::SaveElsewhere(folder) => self.save_elsewhere(&folder),
            Action::DismissNotice(serial) => self.notices.retain(|it| it.serial != serial),
            action => self.mark(action),
        }
    }

    /// Takes back what threads have finished, and saves what was changed a while ago.
    pub fn tick(&mut self, now: Instant) {
        while let Some(done) = self.jobs.next() {
            self.take(done);
        }
        self.tend_files(now);
        self.tend_findings(now);
    }

    /// Waits for every thread, then saves what is left; for the end of the program, the terminal
    /// and tests.
    pub fn settle(&mut self) {
        loop {
            while let Some(done) = self.jobs.wait() {
                self.take(done);
            }
            if self.jobs.under_way() == 0 {
                self.leave();
                return;
            }
        }
    }

    fn take(&mut self, done: Done) {
        match done {
            Done::Loaded(reading) => self.loaded(*reading),
            Done::Suggested(recognized) => self.suggested(recognized),
            Done::Checked(checked) => self.checked(checked),
            Done::Found(searched) => self.searched(searched),
            Done::Concordance(read) => self.looked_through(read),
            Done::Counted(counted) => self.counted(counted),
            Done::Reported(written) => self.reported(written),
            Done::Drawn(figure) => self.drawn(*figure),
            Done::Planned(planned) => self.planned(*planned),
            Done::Exported(finished) => self.exported(*finished),
            Done::Agreed(agreed) => self.agreed(*agreed),
            Done::ImportPlanned(planned) => self.import_planned(*planned),
            Done::Imported(finished) => self.imported(*finished),
            Done::Listed(looked) => self.listed(looked),
            Done::Versions(found) => self.found_versions(found),
        }
    }

    /// Shows a notice from outside the session, such as from start-up.
    pub fn tell(&mut self, level: Level, key: &'static str, why: String) {
        self.notify(level, key, vec![("why", why)]);
    }

    /// Keeps the window's size (width and height, in points) for the next time.
    pub fn remember_window(&mut self, size: (f32, f32)) {
        self.settings.window = size;
        self.keep_settings();
    }

    fn set(&mut self, settings: Settings) {
        if settings == self.settings {
            return;
        }
        if settings.analyst != self.settings.analyst {
            match Analyst::new(&settings.analyst) {
                Ok(analyst) => self.change_analyst(analyst),
                Err(error) => {
                    self.notify(Level::Error, "notice-analyst", vec![("why", told::name(error))]);
                    return;
                }
            }
        }
        self.settings = settings;
        if let Some(work) = self.file.as_ref().and_then(|it| it.work.as_ref()) {
            work.prefer_syntax(self.settings.syntax);
        }
        self.keep_settings();
    }

    fn keep_settings(&mut self) {
        let Some(config) = &self.config else { return };
        match config.save_settings(&self.settings) {
            Ok(()) => self.forget(&["notice-settings"]),
            Err(error) => self.warn("notice-settings", &error),
        }
    }

    fn remark(&mut self, level: Level, key: &'static str) {
        self.notify(level, key, Vec::<(_, Said)>::new());
    }

    fn notify(
        &mut self,
        level: Level,
        key: &'static str,
        arguments: Vec<(&'static str, impl Into<Said>)>,
    ) {
        self.offer(level, key, arguments, &[]);
    }

    /// Shows a notice with something to do about it.
    fn offer(
        &mut self,
        level: Level,
        key: &'static str,
        arguments: Vec<(&'static str, impl Into<Said>)>,
        offers: &[Offer],
    ) {
        let arguments: Vec<_> = arguments.into_iter().map(|(name, it)| (name, it.into())).collect();
        let serial = self.next_notice;
        self.next_notice += 1;
        // The same again is no news.
        self.notices.retain(|it| it.key != key || it.arguments != arguments);
        self.notices.push(Notice { serial, level, key, arguments, offers: offers.to_vec() });
        let extra = self.notices.len().saturating_sub(NOTICES);
        self.notices.drain(..extra);
    }

    fn warn(&mut self, key: &'static str, error: &crate::store::StoreError) {
        self.notify(Level::Error, key, vec![("why", told::error(error))]);
    }
}
