//! The open article and everything a person can do to it, without a screen.
//!
//! A [`Session`] changes in [`Session::perform`], and in [`Session::tick`], which takes back
//! what threads have finished and saves what was changed.

#![warn(clippy::wildcard_enum_match_arm)]

mod action;
mod answering;
mod comparing;
mod concordance;
mod drafting;
mod editing;
mod editor;
mod experience;
mod export;
mod failures;
mod finishing;
mod folder;
mod import;
mod learning;
mod notices;
mod opening;
mod pasting;
mod programs;
mod reason;
mod renaming;
mod reports;
mod restoring;
mod reviewing;
mod saving;
mod searching;
mod settings;
mod suggestion_reason;
mod suggestion_settings;
mod tagging_places;
mod tasks;
mod team;
mod unfinished;
mod workspace;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

pub use action::{
    Action, DatasetAction, FileAction, NoticeAction, ReportAction, ReviewAction, SearchAction,
};
pub use comparing::{CompareAction, FirstEdit};
pub use concordance::{Concordance, ConcordanceHit};
pub use editor::{
    Adjudication, AppliedSuggestions, AwaitedPublication, ComparedQuestion, ComparisonPurpose,
    CorrectAction, DismissedSuggestion, DraftedLink, DraftedTag, EditAction, Editor, FieldKind,
    Findings, Fix, HeldBackReason, LearningYield, LinkTarget, NavigateAction, PublicationState,
    QuestionAction, RecordFilter, SchemaChange, SearchResults, Selection, SpanEdge, StepDirection,
    StepSummary, StepTag, SuggestionChoices, SuggestionDraft, SuggestionStanding, Suggestions,
    Tagging, apply_suggestions, extent_of, read_typed_value,
};
pub use export::{ExportPlan, ExportRequest, ExportScope};
pub use folder::cataloging::CatalogAction;
pub use folder::moves::{FolderMoves, MovedArticle};
pub use folder::people::{PeopleAction, searched_names};
pub use import::{ImportPlan, ImportRequest};
pub use learning::{find_mentions, learn_from, learn_one, outside_findings, work_of};
pub use notices::notice::{Notice, NoticeKind, NoticeLevel};
pub use notices::offer::Offer;
pub use pasting::name_for;
pub use programs::{external_lesson, mention_of_program};
pub use reason::Reason;
pub use reports::{DrawnFigure, FigureKind, ReportKind, ReportRequest, write_each};
pub use settings::{
    DigitChoice, FolderPlace, Language, LanguageChoice, Settings, ThemeChoice, Typeface,
};
pub use suggestion_reason::WhySuggested;
pub use suggestion_settings::{SuggestionScope, SuggestionSettings};
pub use tagging_places::{ArticlePlaces, TaggingPlan};
pub use tasks::Wake;
pub use team::{
    AnalystArticles, AnalystProgress, FileHolder, FrequentConfusions, GoldProgress, TeamAction,
    TeamList, TeamPlace, TeamQuestion, TeamRow, TeamView, ValueConfusion,
};
pub use unfinished::{AnswerScope, FinishAnswer, UnfinishedWork};
pub use workspace::{
    ArticleArrangement, ArticleFilter, ArticleOrder, ArticleRow, ArticleShare, ArticleTrait,
    EarlierVersion, FolderPeople, MovesReview, OpenFolder, SaveState, SpokenArticle, UsesCounting,
    WorkFigures,
};

pub use crate::{dataset::Refusal, store::PlaceChoice};

use self::{
    notices::Notices,
    tasks::Tasks,
    workspace::{OpenArticle, Workspace},
};
use crate::{
    edit::UndoHistory,
    language::Spelling,
    model::{Annotation, Document, Schema, schema::standard::CLAIMANT_NAME},
    store::{Analyst, ArticleFile, ConfigFolder, OpenedWork, StoreError},
};

/// Everything being worked on.
#[derive(Debug)]
pub struct Session {
    settings: Settings,
    config: Option<ConfigFolder>,
    editor: Option<Editor>,
    workspace: Workspace,
    tasks: Tasks<TaskResult>,
    notices: Notices,
    concordance: Concordance,
    /// Which spellings words are found in.
    spelling: Spelling,
    figures: reports::Figures,
    /// Reports that are being written.
    reports: Vec<Arc<reports::ReportProgress>>,
    exports: export::Exports,
    imports: import::Imports,
    moved: FolderMoves,
    folder_news: folder::relisting::FolderNews,
    team: TeamView,
    /// True while what is left in articles of the folder is being counted.
    is_weighing: bool,
    /// What the folder of the open article teaches.
    learning: experience::FolderLearning,
    /// Programs of the user's own.
    programs: programs::AskedPrograms,
}

/// What is being worked on and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkTitle<'a> {
    /// Whose work it is.
    pub analyst: &'a str,
    /// The name of the folder, of the open article or the open one.
    pub folder: Option<&'a str>,
    /// The name of the article's file.
    pub file: Option<&'a str>,
}

/// What a thread has finished.
#[derive(Debug)]
enum TaskResult {
    /// Annotations of the article at `path` were read, and its files are open for work.
    WorkOpened {
        /// The article.
        path: PathBuf,
        /// What was read, or why nothing was.
        outcome: Box<Result<OpenedWork, StoreError>>,
    },
    /// An article was read with its web page, or not.
    ArticleRead {
        /// The path that was asked for.
        path: PathBuf,
        /// What was read, or why nothing was.
        outcome: Box<Result<ArticleFile, StoreError>>,
    },
    /// A text was gone through for suggestions, and articles that were left were learned from.
    Suggested(Box<editor::RecognizedMentions>, Option<experience::LearnedPlace>),
    /// The suggestions were judged again.
    Judged(editor::JudgedStretch),
    /// The articles of a folder were learned from.
    Learned(Box<experience::LearnedPlace>),
    /// What was learned was kept for the next start, or not.
    LearnedKept,
    /// Annotations were looked through for what may be wrong.
    Checked(editor::CheckedDocument),
    /// Words were looked for.
    Searched(editor::SearchedText),
    /// Articles were looked through for words.
    LookedThrough(concordance::LookedThrough),
    /// Places of a search were tagged in articles that are not open.
    PlacesTagged(Box<tagging_places::TaggedPlaces>),
    /// The uses of the schema's names in the folder were counted.
    Counted(workspace::CountedUses),
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
    /// Changed articles of the folder were found, or written.
    Moves(Box<folder::moves::LookedForMoves>),
    /// What was agreed to was written, or not.
    Agreed(Box<reviewing::AgreedMoves>),
    /// It is known where annotations without a place may be.
    OrphansPlaced(Box<reviewing::OrphanPlaces>),
    /// A dataset was brought in, or not.
    Imported(Box<import::ImportFinished>),
    /// The folder was listed again.
    Relisted(Box<folder::relisting::FolderRelisted>),
    /// Articles of the folder were looked into.
    Listed(Vec<workspace::ListedArticle>),
    /// What is left was counted in articles of the folder.
    Weighed(Vec<workspace::WeighedArticle>),
    /// A program of the user's own has answered, or not.
    ProgramAnswered(Box<programs::ProgramAnswer>),
    /// It is known who speaks in the folder.
    PeopleLooked(Box<folder::people::PeopleLooked>),
    /// The register of people was written, or not.
    PeopleWritten(Box<folder::people::PeopleWritten>),
    /// Several analysts' work was read, to be compared.
    WorksRead(Box<comparing::WorksRead>),
    /// Articles of the team were counted.
    TeamCounted(Box<team::TeamNews>),
    /// What was counted of the team is kept.
    TeamKept,
    /// The places of a figure were read.
    PlacesListed(Box<team::ListedPlaces>),
    /// Work was taken along to another name, or left.
    TakenAlong(Box<renaming::TakenAlong>),
    /// Earlier versions were read.
    Versions(workspace::FoundVersions),
}

impl Session {
    /// With nothing open. `wake` is called when a thread has finished.
    pub fn new(settings: Settings, config: Option<ConfigFolder>, wake: Wake) -> Self {
        let analyst = Analyst::new(&settings.analyst).unwrap_or_else(|_| Analyst::of_system());
        let mut session = Self {
            settings,
            config,
            editor: None,
            workspace: Workspace::new(analyst),
            tasks: Tasks::new(wake),
            notices: Notices::default(),
            concordance: Concordance::default(),
            spelling: Spelling::default(),
            figures: reports::Figures::default(),
            reports: Vec::new(),
            exports: export::Exports::default(),
            imports: import::Imports::default(),
            moved: FolderMoves::default(),
            folder_news: folder::relisting::FolderNews::default(),
            team: TeamView::default(),
            is_weighing: false,
            learning: experience::FolderLearning::default(),
            programs: programs::AskedPrograms::default(),
        };
        session.tell_of_earlier_failure();
        session
    }

    /// The same for another analyst than the settings say, for this session.
    #[must_use]
    pub fn for_analyst(mut self, analyst: Analyst) -> Self {
        self.workspace.analyst = analyst;
        self
    }

    /// The same with a schema that wins over the folders'.
    #[must_use]
    pub fn with_schema(mut self, schema: Arc<Schema>) -> Self {
        self.workspace.schema.give(schema);
        self
    }

    /// The same with a document that has no file, for tests and previews.
    #[must_use]
    pub fn with_document(mut self, document: Document) -> Self {
        self.workspace.schema.follow(document.schema());
        self.editor = Some(Editor::new(document, UndoHistory::default()));
        self
    }

    /// The article being worked on.
    pub fn editor(&self) -> Option<&Editor> {
        self.editor.as_ref()
    }

    /// The folder being worked through.
    pub fn folder(&self) -> Option<&OpenFolder> {
        self.workspace.folder.as_ref()
    }

    /// The schema in use.
    pub fn schema(&self) -> &Schema {
        self.schema_in_use()
    }

    fn schema_in_use(&self) -> &Arc<Schema> {
        let of_document = self.editor.as_ref().map(|it| it.document().schema());
        of_document.unwrap_or_else(|| self.workspace.schema.in_use())
    }

    /// What has been chosen for good.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whose work it is.
    pub fn analyst(&self) -> &Analyst {
        &self.workspace.analyst
    }

    /// What is being worked on and by whom, for the title of the window.
    pub fn work_title(&self) -> WorkTitle<'_> {
        fn name(path: &Path) -> Option<&str> {
            path.file_name()?.to_str()
        }
        let article = self.article_path();
        let open = self.workspace.folder.as_ref().map(OpenFolder::path);
        let folder = article.and_then(Path::parent).or(open);
        let (folder, file) = (folder.and_then(name), article.and_then(name));
        WorkTitle { analyst: self.workspace.work_analyst().as_str(), folder, file }
    }

    /// Messages, oldest first.
    pub fn notices(&self) -> &[Notice] {
        self.notices.list()
    }

    /// How many notices were taken away of what still is so.
    pub fn folded_notices(&self) -> usize {
        self.notices.folded()
    }

    /// How the annotations stand to their file.
    pub fn save_state(&self) -> SaveState {
        let state =
            self.workspace.article.as_ref().map_or(SaveState::Saved, OpenArticle::save_state);
        let waits = || self.notices.knows(NoticeKind::stops_work);
        match state {
            SaveState::Untouched | SaveState::Saved | SaveState::Saving if waits() => {
                SaveState::Stopped
            }
            SaveState::Untouched
            | SaveState::Saved
            | SaveState::Saving
            | SaveState::Stopped
            | SaveState::Loading
            | SaveState::Failed
            | SaveState::ReadOnly => state,
        }
    }

    /// The path of the open article.
    pub fn article_path(&self) -> Option<&Path> {
        self.workspace.article_path()
    }

    /// Where its annotations are written.
    pub fn annotation_path(&self) -> Option<PathBuf> {
        self.workspace.article.as_ref()?.annotation_path()
    }

    /// What was written in attribute `key` of annotations like this one, in the article and in the
    /// folder: first where they are linked to the same words as this one, then what was used most.
    pub fn values_used(&self, of: &Annotation, key: &str) -> Vec<String> {
        let values = self.editor.as_ref().map(|it| self.workspace.values_used(it, of, key));
        let values = values.unwrap_or_default();
        if key == CLAIMANT_NAME { self.people_offered(of, values) } else { values }
    }

    /// True while threads are at work.
    pub fn is_busy(&self) -> bool {
        self.tasks.under_way() > 0
    }

    /// How long the annotations of the open article have been read; `None` once they are.
    pub fn loading_since(&self) -> Option<Duration> {
        let article = self.workspace.article.as_ref()?;
        (article.save_state() == SaveState::Loading).then(|| article.opened_at().elapsed())
    }

    /// When something is to be done next without anybody asking: an unsaved change is due, the article is
    /// to be looked through again, or a notice has been read.
    pub fn next_tick(&self) -> Option<Duration> {
        let is_changed = self.workspace.article.as_ref().is_some_and(OpenArticle::is_changed);
        let save = is_changed.then_some(workspace::QUIET);
        let check = self.editor.as_ref().and_then(Editor::next_check);
        let notice = self.notices.next_expiry(Instant::now());
        // What is waited for is reported with how long.
        let loading = self.loading_since().map(|_| Duration::from_secs(1));
        let listing = self.next_listing(Instant::now());
        [check, save, notice, loading, listing, self.next_rest()].into_iter().flatten().min()
    }

    /// Carries out one action. This is the only way a person's wish changes the session.
    pub fn perform(&mut self, action: impl Into<Action>) {
        match action.into() {
            Action::File(action) => self.perform_file(action),
            Action::Edit(action) => self.perform_edit(action),
            Action::Correct(action) => self.perform_correction(action),
            Action::Navigate(action) => self.perform_navigation(action),
            Action::Search(action) => self.perform_search(action),
            Action::Review(action) => self.perform_review(action),
            Action::Dataset(action) => self.perform_dataset(action),
            Action::Report(action) => self.perform_report(action),
            Action::Compare(action) => self.perform_compare(action),
            Action::Team(action) => self.perform_team(action),
            Action::Catalog(action) => self.perform_catalog(action),
            Action::People(action) => self.perform_people(action),
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

    fn perform_report(&mut self, action: ReportAction) {
        match action {
            ReportAction::Write(request) => self.report(request),
            ReportAction::Draw(kind, scope) => self.draw(kind, scope),
        }
    }

    /// Takes back what threads have finished, and saves what was changed a while ago.
    pub fn tick(&mut self, now: Instant) {
        while let Some(result) = self.tasks.next() {
            self.take(result);
        }
        self.tell_of_failed_tasks();
        self.tend_files(now);
        self.follow_folder(now);
        self.tend_findings(now);
        self.rest_programs(now);
        self.follow_finish_question();
        if !self.reports.is_empty() {
            self.tell_reports();
        }
        self.notices.expire(now);
        if let Some(folder) = &mut self.workspace.folder {
            folder.refresh_shown();
        }
    }

    /// Waits for every thread, then saves what is left; for the end of the program, the terminal
    /// and tests.
    pub fn settle(&mut self) {
        loop {
            while let Some(result) = self.tasks.wait() {
                self.take(result);
            }
            self.follow_finish_question();
            if self.tasks.under_way() == 0 {
                self.leave();
                if let Some(folder) = &mut self.workspace.folder {
                    folder.refresh_shown();
                }
                return;
            }
        }
    }

    fn take(&mut self, result: TaskResult) {
        match result {
            TaskResult::WorkOpened { path, outcome } => self.on_work_opened(&path, *outcome),
            TaskResult::ArticleRead { path, outcome } => self.on_page_read(&path, *outcome),
            TaskResult::Suggested(recognized, learned) => {
                self.on_kept_up(learned);
                let doubts = self.settings.other_readings_of(&self.workspace.analyst);
                let recognized = recognized.with_other_readings(&doubts);
                self.with_editor(|it| it.on_suggested(recognized));
                self.judge_suggestions();
                self.refresh_figures();
            }
            TaskResult::Judged(judged) => {
                self.with_editor(|it| it.on_judged(judged));
                self.judge_suggestions();
                self.refresh_figures();
            }
            TaskResult::Learned(learned) => self.on_folder_learned(*learned),
            TaskResult::LearnedKept => self.on_learned_kept(),
            TaskResult::Checked(checked) => self.with_editor(|it| it.on_checked(checked)),
            TaskResult::Searched(searched) => self.with_editor(|it| it.on_searched(searched)),
            TaskResult::LookedThrough(read) => {
                if self.concordance.take(read) {
                    self.look_through_articles();
                }
            }
            TaskResult::PlacesTagged(done) => self.on_places_tagged(*done),
            TaskResult::Counted(counted) => self.on_uses_counted(counted),
            TaskResult::Reported(written) => self.on_report_written(written),
            TaskResult::Drawn(figure) => self.on_figure_drawn(*figure),
            TaskResult::Planned(planned) => self.on_export_planned(*planned),
            TaskResult::Exported(finished) => self.on_exported(*finished),
            TaskResult::Moves(found) => self.on_moves(*found),
            TaskResult::Agreed(agreed) => self.on_moves_agreed(*agreed),
            TaskResult::OrphansPlaced(found) => self.on_orphans_placed(*found),
            TaskResult::ImportPlanned(planned) => self.on_import_planned(*planned),
            TaskResult::Imported(finished) => self.on_imported(*finished),
            TaskResult::Listed(listed) => self.on_listed(listed),
            TaskResult::Relisted(found) => self.on_relisted(*found),
            TaskResult::Weighed(weighed) => self.on_weighed(weighed),
            TaskResult::ProgramAnswered(answer) => self.on_program_answered(*answer),
            TaskResult::PeopleLooked(looked) => self.on_people_looked(*looked),
            TaskResult::PeopleWritten(written) => self.on_people_written(*written),
            TaskResult::WorksRead(read) => self.on_works_read(*read),
            TaskResult::TeamCounted(counted) => self.on_team_counted(*counted),
            // Nobody waits for it.
            TaskResult::TeamKept => {}
            TaskResult::PlacesListed(listed) => self.on_places_listed(*listed),
            TaskResult::TakenAlong(done) => self.on_taken_along(*done),
            TaskResult::Versions(found) => self.workspace.earlier = Some(found),
        }
    }

    fn with_editor(&mut self, take: impl FnOnce(&mut Editor)) {
        if let Some(editor) = &mut self.editor {
            take(editor);
        }
    }

    /// Keeps the window's size (width and height, in points) for the next time.
    pub fn remember_window(&mut self, size: (f32, f32)) {
        self.settings.window = size;
        self.keep_settings();
    }

    fn change_settings(&mut self, mut settings: Settings) {
        if settings == self.settings {
            return;
        }
        if settings.analyst != self.settings.analyst {
            match Analyst::of_person(&settings.analyst, &self.gold_name()) {
                Ok(analyst) => {
                    self.notices.forget(|it| matches!(it, NoticeKind::BadAnalyst(_)));
                    let before = self.workspace.analyst.clone();
                    self.change_analyst(analyst);
                    self.report_other_analyst(before);
                    // What was opened again is remembered since.
                    settings.recent.clone_from(&self.settings.recent);
                    settings.folders.clone_from(&self.settings.folders);
                }
                Err(error) => {
                    self.post_notice(NoticeKind::BadAnalyst(error), []);
                    return;
                }
            }
        }
        let is_other = settings.suggestions != self.settings.suggestions;
        let was_off = self.settings.suggestions.scope == SuggestionScope::Off;
        let has_others = settings.external != self.settings.external;
        self.settings = settings;
        if is_other {
            self.choose_suggestions();
            self.follow_suggestion_scope(was_off);
            if let Some(folder) = &mut self.workspace.folder {
                folder.weigh_again();
            }
            self.weigh_articles();
        }
        if let Some(files) = self.workspace.article.as_ref().and_then(|it| it.files.as_ref()) {
            files.prefer_syntax(self.settings.syntax);
        }
        if has_others {
            self.ask_programs();
        }
        self.keep_settings();
    }

    fn keep_settings(&mut self) {
        let Some(config) = &self.config else { return };
        match config.save_settings(&self.settings) {
            Ok(()) => self.notices.forget(|it| matches!(it, NoticeKind::SettingsNotKept(_))),
            Err(error) => self.post_notice(NoticeKind::SettingsNotKept(error), []),
        }
    }

    /// Shows a notice, with what can be done about it; the same again is no news.
    pub fn post_notice(&mut self, kind: NoticeKind, offers: impl IntoIterator<Item = Offer>) {
        let article = self.workspace.article.as_ref().map(OpenArticle::path);
        self.notices.post(kind, offers, article);
    }
}
