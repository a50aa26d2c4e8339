//! Everything a person can ask for, as data.
//!
//! An [`Action`] is sorted by what it touches, and each kind is matched whole by the part of the
//! session that carries it out.

use std::{ops::Range, path::PathBuf};

use super::{
    AnswerScope, ArticleArrangement, CatalogAction, CompareAction, CorrectAction, EditAction,
    ExportRequest, ExportScope, FigureKind, FinishAnswer, ImportRequest, NavigateAction, Offer,
    PeopleAction, PlaceChoice, ReportRequest, Settings, TaggingPlan, TeamAction,
};
use crate::{
    language::Spelling,
    model::AnnotationId,
    store::{DoubtKind, DraftKey, FileSyntax},
};

/// One thing to do to the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open, save or close.
    File(FileAction),
    /// Change what is marked.
    Edit(EditAction),
    /// Correct the current suggestion before it is taken.
    Correct(CorrectAction),
    /// Go somewhere in the open article.
    Navigate(NavigateAction),
    /// Look for something.
    Search(SearchAction),
    /// Say where the annotations of a changed article are.
    Review(ReviewAction),
    /// Write a dataset, or bring one in.
    Dataset(DatasetAction),
    /// Write a report, or draw a figure.
    Report(ReportAction),
    /// Compare several analysts' work.
    Compare(CompareAction),
    /// Look at the team.
    Team(TeamAction),
    /// Change the table of the folder's articles.
    Catalog(CatalogAction),
    /// Decide who is who.
    People(PeopleAction),
    /// Do something about a notice.
    Notice(NoticeAction),
    /// Change the settings.
    ChangeSettings(Box<Settings>),
}

macro_rules! kinds_of_action {
    ($($kind:ident($action:ident)),+ $(,)?) => {
        $(impl From<$action> for Action {
            fn from(action: $action) -> Self {
                Self::$kind(action)
            }
        })+
    };
}

kinds_of_action! {
    File(FileAction),
    Edit(EditAction),
    Correct(CorrectAction),
    Navigate(NavigateAction),
    Search(SearchAction),
    Review(ReviewAction),
    Dataset(DatasetAction),
    Report(ReportAction),
    Compare(CompareAction),
    Team(TeamAction),
    Catalog(CatalogAction),
    People(PeopleAction),
    Notice(NoticeAction),
}

/// What is done to files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAction {
    /// Open an article, or every article of a folder.
    Open(PathBuf),
    /// Look what others have written in the folder meanwhile.
    LookAgain,
    /// Copy the sample articles, with the work on them, into this folder or the user's documents, and
    /// open them.
    OpenSample(Option<PathBuf>),
    /// Save pasted text as a new article in `folder` and open it.
    Paste {
        /// The text.
        text: String,
        /// What its file is to be called; its first words where this is empty.
        name: String,
        /// Where its file will be.
        folder: PathBuf,
    },
    /// Close the article; what was marked is saved first.
    Close,
    /// Keep the words of something that was begun and not finished, or forget it.
    KeepDraft {
        /// What was begun.
        key: DraftKey,
        /// Its words; `None` where it is finished or given up.
        words: Option<String>,
    },
    /// Enter what was typed into a field that is gone from the window.
    EnterDraft(DraftKey),
    /// Keep text that was pasted and is no article yet, or forget it.
    KeepPasted(Option<String>),
    /// Write the file now.
    Save,
    /// Write the file in this syntax from now on.
    SaveAs(FileSyntax),
    /// Write article and annotations into another folder, and go on there.
    SaveElsewhere(PathBuf),
    /// Mark the article done and open the next one that is not; asks first where something is open in
    /// it.
    Finish,
    /// The same with an answer to what is asked.
    FinishWith(FinishAnswer, AnswerScope),
    /// List the articles of the folder so.
    Arrange(ArticleArrangement),
    /// These places of the list are in sight.
    RowsInSight(Range<usize>),
    /// Look into the earlier versions of the annotation file.
    LookAtVersions,
    /// Make the document what an earlier version says, as one step.
    Restore(PathBuf),
}

/// What is looked for, on a thread where that takes long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchAction {
    /// Look for words in the article.
    Find(String),
    /// Look for words in every article of the folder.
    FindInAll(String),
    /// List the places of words in the open article, as those in every article are.
    FindInArticle(String),
    /// Give a label to places of the last search, as a step of each article.
    TagPlaces(TaggingPlan),
    /// Look in these spellings from now on, for what is looked for too.
    SpellAs(Spelling),
    /// Open an article and select bytes of it; without a path, of the open one.
    GoTo {
        /// The article.
        path: PathBuf,
        /// What to select.
        bytes: Range<usize>,
    },
    /// Look for suggestions around a byte; for articles too long to be looked through whole.
    SuggestAround(usize),
    /// Count how often the schema's names are used in the folder.
    CountUses,
}

/// What is said of the annotations of an article that changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// Say where an annotation went, or take that back.
    Decide {
        /// Which annotation.
        id: AnnotationId,
        /// Where it is; `None` to leave it open.
        choice: Option<PlaceChoice>,
    },
    /// Take the likeliest place of every annotation that waits for this reason.
    DecideGroup(DoubtKind),
    /// Agree to where annotations went.
    Agree,
    /// Take the likeliest place of what is in doubt for this reason in all changed articles of the folder,
    /// or no longer.
    AcceptInFolder(DoubtKind),
    /// Place the tags of all changed articles of the folder, those in doubt for reasons that are accepted
    /// where they are likeliest.
    PlaceFolder,
}

/// What is done with datasets.
#[derive(Clone, Debug, PartialEq)]
pub enum DatasetAction {
    /// Say what an export would hold, without writing anything.
    PlanExport(Box<ExportRequest>),
    /// Write labelled datasets.
    Export(Box<ExportRequest>),
    /// Say what an import would bring, without writing anything.
    PlanImport(ImportRequest),
    /// Bring a dataset in, and open its folder.
    Import(ImportRequest),
}

/// What is made to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportAction {
    /// Write a report.
    Write(ReportRequest),
    /// Draw a figure.
    Draw(FigureKind, ExportScope),
}

/// What is done about a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeAction {
    /// Do what a notice offers.
    Answer {
        /// Which notice; it goes away.
        notice: u64,
        /// What to do.
        offer: Offer,
    },
    /// Take a notice away.
    Dismiss(u64),
    /// The report of the latest failure is shown.
    FailureSeen,
    /// Show again what still is so and was taken away; an article that is read-only is tried again.
    LeadBack,
    /// Shows again what was taken away and still is so.
    Unfold,
}
