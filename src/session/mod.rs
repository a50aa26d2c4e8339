//! The open article and everything a person can do to it, without a screen.
//!
//! A [`Session`] changes only in [`Session::perform`], and in [`Session::tick`], which takes back
//! what threads have finished and saves what was changed.

#![warn(clippy::wildcard_enum_match_arm)]

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
mod reason;
mod removing;
mod reports;
mod saving;
mod schema;
mod search;
mod settings;
mod suggestions;
mod values;
mod versions;

pub use accepting::{AppliedSuggestions, apply_suggestions};
pub use action::{
    Action, ArticleStatus, DatasetAction, EditAction, FileAction, NavigateAction, NoticeAction,
    ReportAction, ReviewAction, SearchAction, Selection, SpanEdge, StepDirection,
};
pub use concordance::{Concordance, ConcordanceHit};
pub use export::{ExportPlan, ExportRequest, ExportScope};
pub use files::SaveState;
pub use findings::{Findings, Fix};
pub use import::{ImportPlan, ImportRequest};
pub use jobs::Wake;
pub use library::{ArticleRow, Library};
pub use linking::LinkTarget;
pub use moves::{MovesReview, PlaceChoice};
pub use notice::{Level, Notice, NoticeKind, Offer};
pub use open::{Open, Tagging, trim};
pub use reason::Reason;
pub use reports::{DrawnFigure, FigureKind, ReportKind, ReportRequest};
pub use schema::{SchemaChange, UsesCounting};
pub use search::{SearchResults, find};
pub use settings::{DigitChoice, Language, LanguageChoice, Settings, ThemeChoice, Typeface};
pub use suggestions::{Suggestions, extent_of};
pub use versions::EarlierVersion;

use std::{sync::Arc, time::Instant};

pub use crate::dataset::Refusal;

use self::{files::OpenFile, jobs::Jobs};
use crate::{
    edit::History,
    messages::Worded as _,
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
    counting: UsesCounting,
    open: Option<Open>,
    file: Option<OpenFile>,
    library: Option<Library>,
    concordance: Concordance,
    figures: reports::Figures,
    jobs: Jobs<Done>,
    exports: export::Exports,
    imports: import::Imports,
    notices: Vec<Notice>,
    earlier: Option<versions::FoundVersions>,
    next_notice: u64,
    next_check: u64,
}

/// What a thread has finished.
#[derive(Debug)]
enum Done {
    /// Annotations of an article were read.
    Loaded(Box<files::LoadedAnnotations>),
    /// Recognizers went through a text.
    Suggested(marking::RecognizedMentions),
    /// Tags were looked through for what may be wrong.
    Checked(findings::CheckedDocument),
    /// Words were looked for.
    Found(marking::SearchedText),
    /// Articles were looked through for words.
    Concordance(concordance::LookedThrough),
    /// The uses of the schema's names in the folder were counted.
    Counted(schema::CountedUses),
    /// A report was written, or not.
    Reported(reports::ReportFinished),
    /// A figure was drawn.
    Drawn(Box<DrawnFigure>),
    /// It is known what an export would hold.
    Planned(Box<export::ExportPlanned>),
    /// A dataset was written, or not.
    Exported(Box<export::ExportFinished>),
    /// It is known what an import would bring.
    ImportPlanned(Box<(ImportRequest, ImportPlan)>),
    /// What was agreed to was written, or not.
    Agreed(Box<moves::AgreedMoves>),
    /// A dataset was brought in, or not.
    Imported(Box<import::ImportFinished>),
    /// Articles of the folder were looked into.
    Listed(Vec<library::ListedArticle>),
    /// Earlier versions were read.
    Versions(versions::FoundVersions),
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
            counting: UsesCounting::default(),
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
        self.open = Some(Open::new(document, History::default()));
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
    pub fn perform(&mut self, action: impl Into<Action>) {
        match action.into() {
            Action::File(action) => self.perform_file(action),
            Action::Edit(action) => self.perform_edit(action),
            Action::Navigate(action) => self.perform_navigation(action),
            Action::Search(action) => self.perform_search(action),
            Action::Review(action) => self.perform_review(action),
            Action::Dataset(action) => self.perform_dataset(action),
            Action::Report(action) => self.perform_report(action),
            Action::Notice(action) => self.perform_notice(action),
            Action::ChangeSettings(settings) => self.change_settings(*settings),
        }
    }

    fn perform_dataset(&mut self, action: DatasetAction) {
        match action {
            DatasetAction::PlanExport(request) => self.plan_export(*request),
            DatasetAction::Export(request) => self.export(*request),
            DatasetAction::PlanImport(request) => self.plan_import(request),
            DatasetAction::Import(request) => self.import(request),
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
            Done::Loaded(reading) => self.on_annotations_loaded(*reading),
            Done::Suggested(recognized) => self.on_suggested(recognized),
            Done::Checked(checked) => self.on_checked(checked),
            Done::Found(searched) => self.on_searched(searched),
            Done::Concordance(read) => self.on_looked_through(read),
            Done::Counted(counted) => self.on_uses_counted(counted),
            Done::Reported(written) => self.on_report_written(written),
            Done::Drawn(figure) => self.on_figure_drawn(*figure),
            Done::Planned(planned) => self.planned(*planned),
            Done::Exported(finished) => self.exported(*finished),
            Done::Agreed(agreed) => self.on_moves_agreed(*agreed),
            Done::ImportPlanned(planned) => self.import_planned(*planned),
            Done::Imported(finished) => self.imported(*finished),
            Done::Listed(looked) => self.on_listed(looked),
            Done::Versions(found) => self.on_versions_found(found),
        }
    }

    /// Keeps the window's size (width and height, in points) for the next time.
    pub fn remember_window(&mut self, size: (f32, f32)) {
        self.settings.window = size;
        self.keep_settings();
    }

    fn change_settings(&mut self, settings: Settings) {
        if settings == self.settings {
            return;
        }
        if settings.analyst != self.settings.analyst {
            match Analyst::new(&settings.analyst) {
                Ok(analyst) => self.change_analyst(analyst),
                Err(error) => {
                    self.post_notice(NoticeKind::BadAnalyst(error), []);
                    return;
                }
            }
        }
        self.settings = settings;
        if let Some(work) = self.file.as_ref().and_then(|it| it.work.as_ref()) {
            work.prefer(self.settings.syntax);
        }
        self.keep_settings();
    }

    fn keep_settings(&mut self) {
        let Some(config) = &self.config else { return };
        match config.save_settings(&self.settings) {
            Ok(()) => self.forget(|it| matches!(it, NoticeKind::SettingsNotKept(_))),
            Err(error) => self.post_notice(NoticeKind::SettingsNotKept(error), []),
        }
    }

    /// Shows a notice, with what can be done about it; the same again is no news.
    pub fn post_notice(&mut self, kind: NoticeKind, offers: impl IntoIterator<Item = Offer>) {
        let serial = self.next_notice;
        self.next_notice += 1;
        let message = kind.message();
        self.forget(|it| it.message() == message);
        self.notices.push(Notice { serial, kind, offers: offers.into_iter().collect() });
        let extra = self.notices.len().saturating_sub(NOTICES);
        self.notices.drain(..extra);
    }

    /// Takes away notices that are no longer true.
    fn forget(&mut self, is_over: impl Fn(&NoticeKind) -> bool) {
        self.notices.retain(|it| !is_over(&it.kind));
    }
}
